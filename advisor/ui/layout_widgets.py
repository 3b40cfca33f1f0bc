"""The widgets of the page and their order; nothing here reacts to anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

from advisor.errors import AdvisorError
from advisor.ui.handlers import Handlers
from advisor.ui.layout_library import build_library
from advisor.ui.layout_notes import build_notes
from advisor.ui.layout_review import ReviewWidgets, build_review
from advisor.ui.library_handlers import LibraryHandlers
from advisor.ui.notes_acts import Act
from advisor.ui.panels import about_html, dialogs_html, header_html
from advisor.ui.present import status_html


@dataclass(frozen=True, slots=True, kw_only=True)
class Widgets:
    """What the page is made of; `outputs` are those that a view fills."""

    conversation_id: gr.Textbox
    editing: gr.Textbox
    pending: gr.Textbox
    remembered: gr.Textbox
    box: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    conversation: gr.HTML
    sources: gr.HTML
    sidebar: gr.HTML
    status: gr.HTML
    dialogs: gr.HTML
    review: ReviewWidgets

    @property
    def outputs(self) -> list[Any]:
        """The widgets that `updates` fills, in its order."""
        return [
            self.conversation_id,
            self.editing,
            self.pending,
            self.box,
            self.ask,
            self.stop,
            self.conversation,
            self.sources,
            self.sidebar,
            self.status,
        ]


def build_widgets(
    handlers: Handlers,
    library: LibraryHandlers,
    notes: Mapping[str, Act],
    review_frame: str,
    *,
    workspace: str,
) -> Widgets:
    """Create the widgets inside the open Blocks."""
    conversation_id, editing, pending, remembered = (_kept_in_window() for _ in range(4))
    _html(header_html(), "oa-header")
    with gr.Row(elem_id="oa-shell"):
        with gr.Column(elem_id="oa-sidebar"):
            sidebar = _html("", "oa-sidebar-body", events="open new")
        with gr.Column(elem_id="oa-main"):
            with gr.Column(elem_id="oa-scroll"):
                conversation = _conversation(handlers, workspace)
                status = _html(status_html(), "oa-status", events="discard agree decline")
            _html(about_html(), "oa-about-body")
            box, ask, stop = _composer()
        with gr.Column(elem_id="oa-sources"):
            sources = _html("", "oa-sources-body")
    with gr.Column(elem_id="oa-review"):
        review = build_review(review_frame, bind=script_binding)
    with gr.Column(elem_id="oa-notes"):
        build_notes(notes, workspace=workspace, binding=script_binding(""))
    with gr.Column(elem_id="oa-library"):
        build_library(library, workspace=workspace, binding=script_binding(""))
    dialogs = _html(dialogs_html(), "oa-dialogs", events="rename delete")
    return Widgets(
        conversation_id=conversation_id,
        editing=editing,
        pending=pending,
        remembered=remembered,
        box=box,
        ask=ask,
        stop=stop,
        conversation=conversation,
        sources=sources,
        sidebar=sidebar,
        status=status,
        dialogs=dialogs,
        review=review,
    )


def _kept_in_window() -> gr.Textbox:
    """A value that the browser window holds, so that it outlives a restart of the server."""
    return gr.Textbox("", visible="hidden")


def _html(value: str, elem_id: str, *, events: str = "") -> gr.HTML:
    """A part of the page whose clicks and forms are handled by `page.js`."""
    return gr.HTML(
        value, elem_id=elem_id, js_on_load=script_binding(events), apply_default_css=False
    )


def script_binding(events: str) -> str:
    """The script that hears the clicks and forms of a part, for the events that it may trigger."""
    names = ", ".join(f"'{name}'" for name in events.split())
    return f"window.advisorPage.bind(element, {{trigger, server, watch, events: [{names}]}})"


def _conversation(handlers: Handlers, workspace: str) -> gr.HTML:
    def download(request: dict[str, str]) -> dict[str, str]:
        """The bytes go to the browser in the reply: no file is written, none is served."""
        try:
            file = handlers.download(
                str(request.get("exchange", "")),
                str(request.get("conversation", "")),
                str(request.get("format", "")),
                workspace=workspace,
            )
        except AdvisorError as error:
            return {"error": str(error)}
        return {"name": file.name, "mime": file.mime, "content": file.content}

    return gr.HTML(
        "",
        elem_id="oa-conversation",
        js_on_load=script_binding("ask retry reread edit rate"),
        apply_default_css=False,
        server_functions=[download],
    )


def _composer() -> tuple[gr.Textbox, gr.Button, gr.Button]:
    with gr.Row(elem_id="oa-composer"):
        box = gr.Textbox(
            label="Your question",
            show_label=False,
            container=False,
            lines=1,
            max_lines=8,
            placeholder="Ask a question…",
            elem_id="oa-box",
            autofocus=True,
        )
        ask = gr.Button("Ask", variant="primary", elem_id="oa-ask", min_width=0)
        stop = gr.Button("Stop", elem_id="oa-stop", visible=False, min_width=0)
    return box, ask, stop
