"""Writes engagements and notes as JSON, CSV and Markdown that `importing` reads back unchanged."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from advisor.domain.notes import Engagement, EngagementNote

FORMAT, VERSION = "outsourcing-advisor-notes", 1
COLUMNS = (
    "date",
    "engagement",
    "text",
    "tags",
    "vendor",
    "trade",
    "status",
    "started_on",
    "targets",
)
TITLE = "# Engagement notes"
# A spreadsheet would run a cell that begins so; an apostrophe makes it text.
RUNS = re.compile(r"'*[=+\-@\t\r]")
# A line of a note that would be read as a heading of the file.
HEADING = re.compile(r"\\*#{1,6}(?: |$)")
TAGS_LINE = "Tags:"


def notes_json(engagements: Sequence[Engagement], notes: Sequence[EngagementNote]) -> str:
    """Everything as one JSON document, notes oldest first."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "engagements": [_engagement(one) for one in engagements],
        "notes": [
            {
                "engagement": note.engagement,
                "happened_on": note.happened_on.isoformat(),
                "text": note.text,
                "tags": list(note.tags),
            }
            for note in notes
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def notes_csv(engagements: Sequence[Engagement], notes: Sequence[EngagementNote]) -> str:
    """A row a note, with what is known of its engagement; one without notes has a row too."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    by_name = {one.name: one for one in engagements}
    for note in notes:
        own = (note.happened_on.isoformat(), note.engagement, note.text, joined(note.tags))
        table.writerow(map(_cell, (*own, *_details(by_name.get(note.engagement)))))
    noted = {note.engagement for note in notes}
    for one in engagements:
        if one.name not in noted:
            table.writerow(map(_cell, ("", one.name, "", "", *_details(one))))
    return out.getvalue()


def notes_markdown(engagements: Sequence[Engagement], notes: Sequence[EngagementNote]) -> str:
    """A section an engagement, a dated heading a note."""
    parts = [TITLE]
    for one in engagements:
        facts = "\n".join(f"- {name}: {value}" for name, value in _facts(one) if value)
        parts.append(f"## {one.name}" + (f"\n\n{facts}" if facts else ""))
        parts += [_section(note) for note in notes if note.engagement == one.name]
    return "\n\n".join(parts) + "\n"


def joined(values: Iterable[str]) -> str:
    """Values as one line of CSV, so that a comma in one of them does no harm."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="").writerow(list(values))
    return out.getvalue()


def _engagement(one: Engagement) -> dict[str, Any]:
    kept = one.to_dict()
    return {key: kept[key] for key in kept if key not in ("engagement_id", "created_at")}


def _details(one: Engagement | None) -> tuple[str, ...]:
    if one is None:
        return ("", "", "", "", "")
    started = one.started_on.isoformat() if one.started_on else ""
    targets = joined(target.text for target in one.targets)
    return one.vendor, one.trade or "", one.status, started, targets


def _facts(one: Engagement) -> tuple[tuple[str, str], ...]:
    vendor, trade, status, started, targets = _details(one)
    names = ("Vendor", "Trade", "Status", "Started", "Targets")
    return tuple(zip(names, (vendor, trade, status, started, targets), strict=True))


def _cell(value: str) -> str:
    return f"'{value}" if RUNS.match(value) else value


def _section(note: EngagementNote) -> str:
    lines = [f"\\{line}" if HEADING.match(line) else line for line in note.text.split("\n")]
    first = lines[0].strip()
    if note.tags or first.startswith(TAGS_LINE):
        lines = [f"{TAGS_LINE} {joined(note.tags)}".rstrip(), "", *lines]
    return "\n".join([f"### {note.happened_on.isoformat()}", "", *lines])
