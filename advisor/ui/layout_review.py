"""The widgets of the Review view and their events; what a visit holds is in its own session."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from advisor.ui.review_handlers import ReviewHandlers, Values
from advisor.ui.review_views import ReviewState, ReviewView

_EVENTS = "review again write download stop"
_START = "window.advisorReview.start(element, trigger)"
_HEAR = "watch('value', () => window.advisorReview.{what}(element))"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewWidgets:
    """What the view is made of; `outputs` are those that a `ReviewView` fills."""

    state: gr.State
    form: gr.HTML
    said: gr.HTML
    result: gr.HTML
    changed: gr.HTML
    file: gr.HTML

    @property
    def outputs(self) -> list[Any]:
        """The widgets in the order of the values of `ReviewView`."""
        return [self.state, self.said, self.result, self.changed, self.file]


def build_review(frame: str, *, bind: Callable[[str], str]) -> ReviewWidgets:
    """Create the widgets inside the open Blocks.

    `frame` is the form; `bind` is the script that hears clicks, for the events that it may trigger.
    """
    clicks = bind("")
    return ReviewWidgets(
        state=gr.State(ReviewState()),
        form=_html(frame, "oa-review-form", f"{bind(_EVENTS)}; {_START}"),
        said=_html("", "oa-review-said", _HEAR.format(what="said")),
        result=_html("", "oa-review-result", f"{clicks}; {_HEAR.format(what='shown')}"),
        changed=_html("", "oa-review-changed", f"{clicks}; {_HEAR.format(what='changed')}"),
        file=_html("", "oa-review-download", _HEAR.format(what="file")),
    )


def wire_review(
    widgets: ReviewWidgets, handlers: ReviewHandlers, *, listen: Callable[..., Any]
) -> None:
    """Call the handlers on the events that the view's script triggers."""

    def review(event: gr.EventData) -> Iterator[list[Any]]:
        yield from map(_updates, handlers.review(_values(event)))

    def again(state: ReviewState, event: gr.EventData) -> Iterator[list[Any]]:
        yield from map(_updates, handlers.again(_values(event), state))

    def write(state: ReviewState, event: gr.EventData) -> list[Any]:
        return _updates(handlers.write(_values(event), state))

    def download(state: ReviewState, event: gr.EventData) -> list[Any]:
        return _updates(handlers.download(_values(event), state))

    def stop(event: gr.EventData) -> None:
        handlers.stop(_values(event))

    def failed() -> list[Any]:
        return _updates(handlers.failed())

    form, state, outputs = widgets.form, [widgets.state], widgets.outputs
    running = [
        listen(form.review, review, [], outputs, trigger_mode="multiple"),
        listen(form.again, again, state, outputs, trigger_mode="multiple"),
    ]
    listen(form.write, write, state, outputs)
    listen(form.download, download, state, outputs)
    listen(form.stop, stop, [], [])
    for event in running:
        listen(event.failure, failed, [], outputs)


def _html(value: str, elem_id: str, script: str) -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, js_on_load=script, apply_default_css=False)


def _updates(view: ReviewView) -> list[Any]:
    """A view as values for `ReviewWidgets.outputs`."""
    values = (view.state, view.said, view.result, view.changed, view.file)
    return [gr.skip() if value is None else value for value in values]


def _values(event: gr.EventData) -> Values:
    """What the browser sent with an event."""
    values = getattr(event, "values", None)
    return values if isinstance(values, dict) else {}
