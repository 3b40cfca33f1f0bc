"""Reads notes from CSV tables and from the JSON that `exporting` writes."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from advisor.domain.notes import ImportPreview, NewNote, Target
from advisor.engagements.exporting import RUNS
from advisor.engagements.import_dates import day_first, read_date
from advisor.engagements.import_rows import Rows
from advisor.errors import InputError

_NAMES = {
    "date": {"date", "day", "when", "happened_on", "happened on", "note date"},
    "engagement": {"engagement", "vendor name", "project", "supplier", "agency", "freelancer"},
    "text": {"text", "note", "notes", "comment", "comments", "description", "what happened"},
    "tags": {"tags", "tag", "labels", "label"},
    "vendor": {"vendor"},
    "trade": {"trade"},
    "status": {"status"},
    "started_on": {"started_on", "started", "start"},
    "targets": {"targets", "agreed targets"},
}
_LARGEST_CELL = 10_000_000


def is_csv(text: str) -> bool:
    """Whether the first line names the columns of a table of notes."""
    names = _columns(_header(text)[0])
    return "text" in names and len(names) > 1


def read_csv(text: str, *, engagement: str | None, today: date) -> ImportPreview:
    """A note a row; the columns are found by their names, in any order."""
    csv.field_size_limit(_LARGEST_CELL)
    header, delimiter = _header(text)
    places = _columns(header)
    if "text" not in places:
        raise InputError(
            "The first line must name the columns: date, engagement, text and, if you like, tags."
        )
    rows = Rows(engagement)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    lines = _numbered(table)
    next(lines, None)
    cells = [(line, {key: _at(row, at) for key, at in places.items()}) for line, row in lines]
    day_leads = day_first(cell.get("date", "") for _, cell in cells)
    for line, cell in cells:
        shown = ", ".join(filter(None, cell.values()))
        rows.take(line, shown, partial(_note, cell, rows, today, day_leads=day_leads))
    return rows.preview("csv")


def read_json(text: str, *, engagement: str | None, today: date) -> ImportPreview:
    """The notes of an export, or a plain list of notes as objects."""
    try:
        content = json.loads(text)
    except ValueError as error:
        raise InputError(f"This is not JSON: {error}. Export it again.") from error
    notes, engagements = (
        (content.get("notes"), content.get("engagements", []))
        if isinstance(content, Mapping)
        else (content, [])
    )
    if not isinstance(notes, list) or not isinstance(engagements, list):
        raise InputError('The JSON holds no list of notes. It needs {"notes": [{"text": ...}]}.')
    rows = Rows(engagement)
    for place, one in enumerate(engagements, start=1):
        rows.take(place, str(one), partial(_described, one, rows))
    for place, one in enumerate(notes, start=1):
        rows.take(place, str(one), partial(_from_json, one, rows, today))
    return rows.preview("json")


def split_line(text: str) -> list[str]:
    """The values of one line of CSV, trimmed, without empty ones."""
    row = next(csv.reader([text], skipinitialspace=True), [])
    return [value.strip() for value in row if value.strip()]


def _header(text: str) -> tuple[list[str], str]:
    first = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    return next(csv.reader([first], delimiter=delimiter), []), delimiter


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Where each column stands; "vendor" names the engagement where nothing else does."""
    given = [name.strip().strip("\ufeff").casefold() for name in header]
    places: dict[str, int] = {}
    for key, names in _NAMES.items():
        for place, name in enumerate(given):
            if name in names and key not in places:
                places[key] = place
    if "engagement" not in places and "vendor" in places:
        places["engagement"] = places.pop("vendor")
    return places


def _numbered(table: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, with the number of the line where each begins."""
    line = 1
    for row in table:
        if any(cell.strip() for cell in row):
            yield line, row
        line = table.line_num + 1


def _at(row: Sequence[str], place: int) -> str:
    cell = row[place] if place < len(row) else ""
    return cell[1:] if cell.startswith("'") and RUNS.match(cell[1:]) else cell


def _note(cell: Mapping[str, str], rows: Rows, today: date, *, day_leads: bool) -> NewNote | None:
    name = " ".join(cell.get("engagement", "").split())
    facts: dict[str, Any] = {
        key: cell.get(key, "").strip() for key in ("vendor", "trade", "status", "started_on")
    }
    facts["targets"] = split_line(cell.get("targets", ""))
    rows.describe(name, facts)
    if not cell["text"].strip() and not cell.get("date", "").strip() and any(facts.values()):
        return None
    on = read_date(cell["date"], day_first=day_leads) if cell.get("date", "").strip() else today
    tags = split_line(cell.get("tags", ""))
    return rows.note(cell["text"], on, engagement=name, tags=tags)


def _described(one: Any, rows: Rows) -> None:
    if not isinstance(one, Mapping) or not isinstance(one.get("name"), str):
        raise InputError("An engagement needs a name.")
    facts = {key: one.get(key) for key in ("vendor", "trade", "status", "started_on")}
    targets = [_target(target) for target in one.get("targets") or ()]
    rows.describe(one["name"], facts | {"status": facts["status"] or "active", "targets": targets})


def _target(content: Any) -> Target:
    try:
        return Target.from_dict(content)
    except (KeyError, TypeError) as error:
        raise InputError(f"The target {content!r} cannot be read. Export it again.") from error


def _from_json(one: Any, rows: Rows, today: date) -> NewNote:
    if not isinstance(one, Mapping) or not isinstance(one.get("text"), str):
        raise InputError('A note needs a text: {"text": "...", "happened_on": "2026-02-03"}.')
    said = one.get("happened_on") or one.get("date")
    on = today if said is None else read_date(str(said), day_first=True)
    tags = one.get("tags") or ()
    if not isinstance(tags, list | tuple) or not all(isinstance(tag, str) for tag in tags):
        raise InputError('Tags must be a list of texts, such as ["price", "urgent"].')
    return rows.note(one["text"], on, engagement=str(one.get("engagement") or ""), tags=tags)
