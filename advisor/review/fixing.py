"""Writes accepted insertions into a brief; everything that stood there stays, letter by letter."""

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.domain.review import Brief, Finding


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
