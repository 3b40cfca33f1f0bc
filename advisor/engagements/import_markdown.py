"""Reads notes from Markdown and plain text, in which a date begins each note."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from advisor.domain.notes import ImportPreview, NewNote
from advisor.engagements.exporting import HEADING, TAGS_LINE, TITLE
from advisor.engagements.import_dates import day_first, leading_date
from advisor.engagements.import_rows import Rows
from advisor.engagements.import_tables import split_line

_MARKER = re.compile(r"(?P<hashes>#{1,6})\s+|[-*+]\s+|\*\*|__")
_AFTER = re.compile(r"(?:\*\*|__)?[\s:,.)|\u2013\u2014-]*(?:\*\*|__)?\s*")
_FACT = re.compile(r"- (Vendor|Trade|Status|Started|Targets): (.+)")
_OWN_DATE = re.compile(r"### (\d{4}-\d{2}-\d{2})")
_KEYS = {"Started": "started_on"}


@dataclass(slots=True)
class _Part:
    """A note as it is being read; without a day it is text that stands before the first date."""

    line: int
    engagement: str
    day: date | None
    lines: list[str] = field(default_factory=list)


def has_dated_parts(text: str) -> bool:
    """Whether some line begins with a date, as a heading, an item or by itself."""
    day_leads = day_first(text.split("\n"))
    return any(_dated(line, day_leads=day_leads) for line in text.split("\n"))


def read_markdown(
    text: str, *, engagement: str | None, today: date, format_name: str = "markdown"
) -> ImportPreview:
    """A note a dated heading, item or line; a second-level heading names the engagement.

    Text without any date is one note of today. In our own exports only headings count, so that
    a date inside a note stays there.
    """
    rows = Rows(engagement)
    for part in _parts(text, rows):
        whole = "\n".join(part.lines).strip("\n")
        if part.day is None and not whole.strip():
            continue
        rows.take(part.line, whole, partial(_note, part, rows, today))
    return rows.preview(format_name)


def _parts(text: str, rows: Rows) -> Iterator[_Part]:
    lines = text.split("\n")
    day_leads = day_first(_MARKER.sub("", line, count=1) for line in lines)
    own = lines[0] == TITLE
    part = _Part(1, "", None)
    facts: dict[str, Any] = {}
    for number, line in enumerate(lines, start=1):
        dated = _own_date(line) if own else _dated(line, day_leads=day_leads)
        named = None if dated else re.match(r"##?\s+(\S.*)", line)
        fact = _FACT.fullmatch(line) if part.day is None else None
        if dated or named:
            yield part
        if dated:
            part = _Part(number, part.engagement, dated[0], [dated[1]] if dated[1] else [])
        elif named:
            top = line.strip() == TITLE
            part = _Part(number, "" if top else named[1].strip(), None)
            facts = {}
        elif fact:
            key = _KEYS.get(fact[1], fact[1].lower())
            facts[key] = split_line(fact[2]) if key == "targets" else fact[2].strip()
            rows.engagements.pop(part.engagement, None)
            _describe(rows, part, facts)
        else:
            part.lines.append(line[1:] if line.startswith("\\") and HEADING.match(line) else line)
    yield part


def _describe(rows: Rows, part: _Part, facts: dict[str, Any]) -> None:
    rows.take(part.line, part.engagement, partial(rows.describe, part.engagement, facts))


def _own_date(line: str) -> tuple[date, str] | None:
    found = _OWN_DATE.fullmatch(line)
    return (date.fromisoformat(found[1]), "") if found else None


def _dated(line: str, *, day_leads: bool) -> tuple[date, str] | None:
    """The day that a line begins with and what follows; a bare date must end or be set off."""
    marker = _MARKER.match(line)
    start = marker.end() if marker else 0
    found = leading_date(line[start:], day_first=day_leads)
    if not found:
        return None
    rest = line[start + found[1] :]
    gap = _AFTER.match(rest)
    width = gap.end() if gap else 0
    if not marker and rest.strip() and not rest[:width].strip():
        return None
    return found[0], rest[width:].strip()


def _note(part: _Part, rows: Rows, today: date) -> NewNote | None:
    lines = list(part.lines)
    while lines and not lines[0].strip():
        lines.pop(0)
    tags: list[str] = []
    if lines and lines[0].startswith(TAGS_LINE):
        tags = split_line(lines.pop(0).removeprefix(TAGS_LINE))
    text = "\n".join(lines).strip("\n")
    if part.day is None and part.engagement and not text.strip():
        return None
    return rows.note(text, part.day or today, engagement=part.engagement, tags=tags)
