"""The widgets of the Check advice view and their events; nothing that is checked is kept."""

from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from advisor.ui.verify_handlers import Values, VerifyHandlers, VerifyView

_EVENTS = "verify stop"
_START = "window.advisorVerify.start(element, trigger)"
_HEAR = "watch('value', () => window.advisorVerify.{what}(element))"


def build_verify(
    handlers: VerifyHandlers, *, bind: Callable[[str], str], listen: Callable[..., Any]
) -> None:
    """Create the view inside the open Blocks and call the handlers on its events.

    `bind` is the script that hears clicks, for the events that it may trigger; `listen` ties a
    handler to an event.
    """
    with gr.Column(elem_id="oa-verify"):
        form = _html(handlers.frame(), "oa-verify-form", f"{bind(_EVENTS)}; {_START}")
        said = _html("", "oa-verify-said", _HEAR.format(what="said"))
        result = _html("", "oa-verify-result", f"{bind('')}; {_HEAR.format(what='shown')}")
    outputs = [said, result]

    def verify(event: gr.EventData) -> Iterator[list[Any]]:
        yield from map(_updates, handlers.verify(_values(event)))

    def stop(event: gr.EventData) -> None:
        handlers.stop(_values(event))

    def failed() -> list[Any]:
        return _updates(handlers.failed())

    running = listen(form.verify, verify, [], outputs, trigger_mode="multiple")
    listen(form.stop, stop, [], [])
    listen(running.failure, failed, [], outputs)


def _html(value: str, elem_id: str, script: str) -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, js_on_load=script, apply_default_css=False)


def _updates(view: VerifyView) -> list[Any]:
    """A view as values for the outputs."""
    return [gr.skip() if value is None else value for value in (view.said, view.result)]


def _values(event: gr.EventData) -> Values:
    """What the browser sent with an event."""
    values = getattr(event, "values", None)
    return values if isinstance(values, dict) else {}
