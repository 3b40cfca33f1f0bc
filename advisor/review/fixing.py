"""Writes accepted insertions into a brief; everything that stood there stays, letter by letter."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from advisor.domain.review import Brief, Finding, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Text that was inserted: `text` stands at `start` up to `end` of the new brief."""

    finding_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """A brief with its insertions; without them it is the old text again."""

    text: str
    changes: tuple[Change, ...]


def revise(brief: Brief, accepted: Sequence[Finding]) -> Revised:
    """The brief with the text of each accepted finding as a paragraph of its own."""
    order = sorted(enumerate(accepted), key=lambda pair: (pair[1].insert_at, pair[0]))
    parts: list[str] = []
    changes: list[Change] = []
    length = done = 0
    for _, finding in order:
        before = brief.text[done : finding.insert_at]
        text = f"\n\n{finding.write.strip()}"
        if finding.insert_at < len(brief.text) and brief.text[finding.insert_at] != "\n":
            text += "\n\n"
        length += len(before)
        changes.append(
            Change(finding_id=finding.finding_id, start=length, end=length + len(text), text=text)
        )
        parts += [before, text]
        length += len(text)
        done = finding.insert_at
    return Revised(text="".join((*parts, brief.text[done:])), changes=tuple(changes))


def revised_brief(brief: Brief, revised: Revised) -> Brief:
    """The brief with its new text, the parts of which stand where they moved to."""
    moves: list[tuple[int, int]] = []
    added = 0
    for change in revised.changes:
        added += change.end - change.start
        moves.append((change.end - added, added))
    sections = tuple(_moved(section, moves) for section in brief.sections)
    return replace(brief, text=revised.text, sections=sections)


def _moved(section: Section, moves: Sequence[tuple[int, int]]) -> Section:
    """Text inserted at the end of a part belongs to it, text at its beginning as well."""
    return replace(
        section,
        start=section.start + _added(moves, section.start),
        end=section.end + _added(moves, section.end + 1),
    )


def _added(moves: Sequence[tuple[int, int]], before: int) -> int:
    """How much was inserted before an offset of the old text."""
    at = bisect_left(moves, before, key=lambda move: move[0])
    return moves[at - 1][1] if at else 0
