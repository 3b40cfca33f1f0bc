"""Notes on their way in and out of the page: previews, imports step by step, files to save."""

import base64
import binascii
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from advisor.errors import InputError
from advisor.ui.notes_agenda import agenda_markdown
from advisor.ui.notes_forms import day_of, text_of
from advisor.ui.notes_handlers import NotesHandlers, Values, call_minutes
from advisor.ui.notes_import import FORMATS, MAX_IMPORT_BYTES, batch_of, preview_of
from advisor.ui.notes_views import FormError, Imported, NotesAdvisor, Preview
from advisor.ui.views import Download

_FILES = {
    "csv": ("csv", "text/csv;charset=utf-8"),
    "markdown": ("md", "text/markdown;charset=utf-8"),
    "json": ("json", "application/json"),
}


class NotesTransfer:
    """Imports and exports of one advisor; every action names the workspace that it may touch."""

    def __init__(
        self,
        advisor: NotesAdvisor,
        handlers: NotesHandlers,
        *,
        today: Callable[[], date],
    ) -> None:
        self._advisor, self._handlers, self._today = advisor, handlers, today

    def preview(self, values: Values, *, workspace: str) -> Preview:
        """What an import would add; a file arrives in base64, and nothing is saved."""
        errors: dict[str, str] = {}
        day = day_of(values, "happened_on", errors)
        kind = text_of(values, "format") or "auto"
        if kind not in FORMATS:
            errors["format"] = "Choose a format from the list."
        data = _data(values, errors)
        if errors:
            raise FormError(errors)
        found = self._advisor.notes.preview(
            data,
            name=text_of(values, "file"),
            format=kind,
            engagement=self._default(values, workspace),
            happened_on=day or self._today(),
            workspace=workspace,
        )
        return preview_of(found)

    def save(self, values: Values, *, workspace: str) -> Imported:
        """Save one step of an import: the rows that the browser hands back."""
        batch = batch_of(values, workspace=workspace)
        return Imported(saved=len(self._advisor.notes.import_(batch, workspace=workspace)))

    def export(self, values: Values, *, workspace: str) -> Download:
        """The notes of one engagement, or of all, as a file."""
        kind, name = text_of(values, "kind"), self._default(values, workspace)
        if kind not in _FILES:
            raise InputError("Choose CSV, Markdown or JSON.")
        text = self._advisor.notes.export(format=kind, engagement=name, workspace=workspace)
        ending, mime = _FILES[kind]
        return _file(f"{_slug(name or 'all')}-notes.{ending}", mime, text)

    def agenda(self, values: Values, *, workspace: str) -> Download:
        """The agenda as Markdown (`md`), or the review dates as a calendar (`ics`)."""
        kind = text_of(values, "kind")
        name = self._handlers.engagement(text_of(values, "engagement"), workspace).name
        if kind == "ics":
            text = self._advisor.calendar(name, workspace=workspace)
            return _file(f"{_slug(name)}-reviews.ics", "text/calendar;charset=utf-8", text)
        if kind == "md":
            minutes = call_minutes(text_of(values, "minutes"))
            agenda = self._advisor.agenda(name, workspace=workspace, minutes=minutes)
            mime = "text/markdown;charset=utf-8"
            return _file(f"{_slug(name)}-agenda.md", mime, agenda_markdown(agenda))
        raise InputError("Choose Markdown or Calendar.")

    def _default(self, values: Values, workspace: str) -> str | None:
        """The engagement that the page is about, or that the user wrote."""
        identifier = text_of(values, "engagement")
        if identifier:
            return self._handlers.engagement(identifier, workspace).name
        return text_of(values, "name") or None


def _data(values: Values, errors: dict[str, str]) -> str | bytes:
    content: Any = values.get("content", "")
    if not content:
        raw = values.get("text", "")
        text = raw if isinstance(raw, str) else ""
        if not text.strip():
            errors["text"] = "Paste something, or choose a file."
        return text
    try:
        data = base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError, TypeError):
        errors["text"] = "The file did not arrive whole. Choose it again."
        return b""
    if len(data) > MAX_IMPORT_BYTES:
        errors["text"] = (
            f"The file is too large for the page, which takes {MAX_IMPORT_BYTES // 1_000_000} MB. "
            "Import it with `advisor notes import FILE`."
        )
    return data


def _file(name: str, mime: str, text: str) -> Download:
    return Download(name=name, mime=mime, content=base64.b64encode(text.encode()).decode("ascii"))


def _slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:60].strip("-") or "engagement"
