"""The widget of the library and the functions that its script calls."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import gradio as gr

from advisor.errors import AdvisorError
from advisor.ui.library_frame import frame_html
from advisor.ui.library_handlers import LibraryHandlers


def build_library(handlers: LibraryHandlers, *, workspace: str, binding: str) -> gr.HTML:
    """Create the library inside the open Blocks; files travel in calls and replies only."""

    def library_page(request: dict[str, Any]) -> dict[str, Any]:
        route = str(request.get("route", ""))
        return _reply(lambda: handlers.page(route, workspace=workspace))

    def library_download(request: dict[str, Any]) -> dict[str, Any]:
        template, kind = str(request.get("template", "")), str(request.get("format", ""))
        return _reply(lambda: handlers.download(template, kind))

    def own_add(request: dict[str, Any]) -> dict[str, Any]:
        name, content = str(request.get("name", "")), str(request.get("content", ""))
        return _reply(lambda: handlers.add(name, content, workspace=workspace))

    def own_remove(request: dict[str, Any]) -> dict[str, Any]:
        document = str(request.get("document", ""))
        return _reply(lambda: handlers.remove(document, workspace=workspace))

    return gr.HTML(
        frame_html(),
        elem_id="oa-library-body",
        js_on_load=f"{binding}; window.advisorLibrary.start(element, server)",
        apply_default_css=False,
        server_functions=[library_page, library_download, own_add, own_remove],
    )


def _reply(make: Callable[[], Any]) -> dict[str, Any]:
    """The value as a dictionary, or the error in words."""
    try:
        return asdict(make())
    except AdvisorError as error:
        return {"error": str(error)}
