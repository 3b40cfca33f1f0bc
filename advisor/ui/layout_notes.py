"""The widget of the notes and the functions that its script calls."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import gradio as gr

from advisor.errors import AdvisorError
from advisor.ui.notes_acts import Act
from advisor.ui.notes_settings import frame_html
from advisor.ui.notes_views import FormError


def build_notes(acts: Mapping[str, Act], *, workspace: str, binding: str) -> gr.HTML:
    """Create the notes inside the open Blocks; files travel in calls and replies only."""
    return gr.HTML(
        frame_html(),
        elem_id="oa-notes-body",
        js_on_load=f"{binding}; window.advisorNotes.start(element, server)",
        apply_default_css=False,
        server_functions=[function(name, act, workspace) for name, act in acts.items()],
    )


def function(name: str, act: Act, workspace: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A function that Gradio offers to the script under `name`."""

    def call(request: dict[str, Any]) -> dict[str, Any]:
        values = request if isinstance(request, Mapping) else {}
        try:
            return asdict(act(values, workspace=workspace))
        except FormError as error:
            return {"error": str(error), "errors": error.errors}
        except AdvisorError as error:
            return {"error": str(error)}

    call.__name__ = name
    return call
