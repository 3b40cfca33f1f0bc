"""The Gradio page: wires widgets to handlers; only the layout modules import Gradio."""

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when Gradio is imported

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import gradio as gr

from advisor.errors import PortInUseError
from advisor.settings import Settings
from advisor.ui.handlers import Handlers
from advisor.ui.icons import ASSETS
from advisor.ui.layout_review import wire_review
from advisor.ui.layout_verify import build_verify
from advisor.ui.layout_widgets import Widgets, build_widgets, script_binding
from advisor.ui.library_handlers import LibraryHandlers
from advisor.ui.notes_acts import notes_acts
from advisor.ui.review_handlers import ReviewHandlers
from advisor.ui.verify_handlers import VerifyHandlers
from advisor.ui.views import AskingAdvisor, Exports, View
from advisor.ui.wording import PRODUCT

WORKSPACE = "default"
_FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "sans-serif"]
_MONO = ["ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace"]
_REMEMBERED = "() => [window.sessionStorage.getItem('oa-conversation') || '']"
_CANCELLED = "(pending, _) => [pending, window.advisorPage.cancelled]"
_ABOUT = "(box, open, editing, _) => [box, open, editing, window.advisorPage.about()]"
_ASSETS = {
    "css": ("page", "library", "notes", "review", "verify"),
    "js": ("page", "routes", "about", "library", "notes", "notes_import", "review", "verify"),
}
_CONCURRENT_QUESTIONS = 8


def build_ui(advisor: AskingAdvisor, *, exports: Exports) -> gr.Blocks:
    """The page over one advisor; nothing is served yet."""
    handlers = Handlers(advisor, exports=exports)
    library = LibraryHandlers(advisor, exports=exports)
    review = ReviewHandlers(advisor, exports=exports)
    page: gr.Blocks = gr.Blocks(title=PRODUCT, analytics_enabled=False, fill_width=True)
    with page:
        widgets = build_widgets(
            handlers, library, notes_acts(advisor), review.frame(), workspace=WORKSPACE
        )
        running = _wire_questions(widgets, handlers)
        _wire_stopping(widgets, handlers, running)
        _wire_conversations(page, widgets, handlers)
        wire_review(widgets.review, review, listen=_listen)
        verify = VerifyHandlers(advisor, workspace=WORKSPACE)
        build_verify(verify, bind=script_binding, listen=_listen)
    page.queue(default_concurrency_limit=_CONCURRENT_QUESTIONS, api_open=False)
    return page


def launch_kwargs(settings: Settings) -> dict[str, Any]:
    """What `launch()` needs to serve the page privately and in its own dress."""
    return {
        "server_name": settings.host,
        "server_port": settings.port,
        "theme": _theme(),
        "head": _head(),
        "favicon_path": str(ASSETS / "mark.svg"),
        "footer_links": [],
        "run_history": False,
        "enable_monitoring": False,
        "share": False,
        "pwa": False,
        "mcp_server": False,
        "ssr_mode": False,
        "quiet": True,
        "show_error": False,
        "blocked_paths": [str(settings.data_dir.resolve())],
        "max_file_size": "1kb",
        "app_kwargs": {"docs_url": None, "redoc_url": None, "openapi_url": None},
    }


def serve(page: gr.Blocks, settings: Settings, *, block: bool = True) -> str:
    """Serve the page and return its address; `PortInUseError` where the port is taken."""
    try:
        _, address, _ = page.launch(**launch_kwargs(settings), prevent_thread_lock=True)
    except OSError as error:
        raise PortInUseError(
            f"The page cannot be served at {settings.host}:{settings.port}. "
            "Close the program that uses this port, or set ADVISOR_PORT to another one."
        ) from error
    if block:
        page.block_thread()
    return address


def _head() -> str:
    """Style and script as they are: `launch(css=...)` would put a prefix on every selector."""
    css, js = (
        "".join((ASSETS / f"{name}.{kind}").read_text(encoding="utf-8") for name in names)
        for kind, names in _ASSETS.items()
    )
    return f"<style>{css}</style><script>{js}</script>"


def _theme() -> gr.themes.Base:
    return gr.themes.Base(font=_FONTS, font_mono=_MONO).set(
        body_background_fill="#faf9f6",
        body_background_fill_dark="#111513",
        body_text_color="#1b2320",
        body_text_color_dark="#e7ece9",
    )


def _updates(view: View) -> list[Any]:
    """A view as values for `Widgets.outputs`."""
    ask = gr.skip() if view.busy is None else gr.update(visible=not view.busy)
    stop = gr.skip() if view.busy is None else gr.update(visible=view.busy)
    values = (view.conversation_id, view.editing, view.pending, view.box, ask, stop)
    panels = (view.conversation, view.sources, view.sidebar, view.status)
    return [gr.skip() if value is None else value for value in (*values, *panels)]


def _wire_questions(widgets: Widgets, handlers: Handlers) -> list[Any]:
    """The events that answer a question; they can be cancelled."""

    def from_box(
        question: str, conversation_id: str, editing: str, engagement: str
    ) -> Iterator[list[Any]]:
        views = handlers.ask(
            question,
            conversation_id,
            workspace=WORKSPACE,
            editing=editing,
            engagement=engagement,
        )
        yield from _streamed(views)

    def from_chip(conversation_id: str, event: gr.EventData) -> Iterator[list[Any]]:
        views = handlers.ask(
            _text(event, "question"),
            conversation_id,
            workspace=WORKSPACE,
            engagement=_text(event, "engagement"),
            from_box=False,
        )
        yield from _streamed(views)

    def retry(conversation_id: str, event: gr.EventData) -> Iterator[list[Any]]:
        about = _text(event, "engagement")
        views = handlers.retry(conversation_id, workspace=WORKSPACE, engagement=about)
        yield from _streamed(views)

    def reread(conversation_id: str, event: gr.EventData) -> Iterator[list[Any]]:
        reading, about = _text(event, "reading"), _text(event, "engagement")
        views = handlers.reread(reading, conversation_id, workspace=WORKSPACE, engagement=about)
        yield from _streamed(views)

    current, outputs, conversation = (
        [widgets.conversation_id],
        widgets.outputs,
        widgets.conversation,
    )
    typed = [widgets.box, *current, widgets.editing, widgets.remembered]
    asking = partial(gr.on, [widgets.ask.click, widgets.box.submit])
    return [
        _listen(asking, from_box, typed, outputs, js=_ABOUT),
        _listen(conversation.ask, from_chip, current, outputs),
        _listen(conversation.retry, retry, current, outputs),
        _listen(conversation.reread, reread, current, outputs),
    ]


def _wire_stopping(widgets: Widgets, handlers: Handlers, running: list[Any]) -> None:
    def edit(conversation_id: str) -> list[Any]:
        return _updates(handlers.edit(conversation_id, workspace=WORKSPACE))

    def discard() -> list[Any]:
        return _updates(handlers.discard())

    def stopped(pending: str) -> list[Any]:
        return _updates(handlers.stopped(pending))

    def failed(pending: str, cancelled: str) -> list[Any]:
        return _updates(handlers.failed(pending, cancelled))

    current, pending, outputs = [widgets.conversation_id], [widgets.pending], widgets.outputs
    for event in running:
        _listen(event.failure, failed, [*pending, widgets.remembered], outputs, js=_CANCELLED)
    _listen(widgets.stop.click, stopped, pending, outputs, cancels=running)
    for leave in (widgets.sidebar.open, widgets.sidebar.new):
        leave(None, None, None, cancels=running)
    _listen(widgets.conversation.edit, edit, current, outputs)
    _listen(widgets.status.discard, discard, [], outputs)
    _listen(widgets.status.agree, lambda: _updates(handlers.agree()), [], outputs)
    _listen(widgets.status.decline, lambda: _updates(handlers.decline()), [], outputs)


def _wire_conversations(page: gr.Blocks, widgets: Widgets, handlers: Handlers) -> None:
    def start(remembered: str) -> list[Any]:
        return _updates(handlers.start(remembered, workspace=WORKSPACE))

    def open_one(event: gr.EventData) -> list[Any]:
        return _updates(handlers.open(_text(event, "conversation"), workspace=WORKSPACE))

    def new() -> list[Any]:
        return _updates(handlers.open("", workspace=WORKSPACE))

    def rename(current: str, event: gr.EventData) -> list[Any]:
        chosen, title = _text(event, "conversation"), _text(event, "title")
        return _updates(handlers.rename(chosen, title, current, workspace=WORKSPACE))

    def delete(current: str, event: gr.EventData) -> list[Any]:
        chosen = _text(event, "conversation")
        return _updates(handlers.delete(chosen, current, workspace=WORKSPACE))

    def rate(current: str, event: gr.EventData) -> list[Any]:
        exchange, rating = _text(event, "exchange"), _text(event, "rating")
        reason = _text(event, "reason")
        return _updates(handlers.rate(exchange, rating, reason, current, workspace=WORKSPACE))

    current, outputs = [widgets.conversation_id], widgets.outputs
    _listen(page.load, start, [widgets.remembered], outputs, js=_REMEMBERED)
    _listen(widgets.sidebar.open, open_one, [], outputs)
    _listen(widgets.sidebar.new, new, [], outputs)
    _listen(widgets.dialogs.rename, rename, current, outputs)
    _listen(widgets.dialogs.delete, delete, current, outputs)
    _listen(widgets.conversation.rate, rate, current, outputs)


def _streamed(views: Iterator[View]) -> Iterator[list[Any]]:
    for view in views:
        yield _updates(view)


def _text(event: gr.EventData, name: str) -> str:
    """A value that the browser sent with an event; empty where it sent none."""
    value = getattr(event, name, "")
    return value if isinstance(value, str) else ""


def _listen(
    trigger: Callable[..., Any],
    handler: Callable[..., Any],
    inputs: list[Any],
    outputs: list[Any],
    **options: Any,
) -> Any:
    """Call the handler on an event, without Gradio's own overlay and off its public API."""
    return trigger(
        handler, inputs, outputs, show_progress="hidden", api_visibility="private", **options
    )
