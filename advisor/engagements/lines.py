"""The sentences of a note that hold quantities, with the measures and dates that they name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.domain.notes import EngagementNote
from advisor.engagements import statement_words as says
from advisor.engagements.clauses import Part, parts_of, pieces_of
from advisor.engagements.measure_words import (
    CONCEPTS,
    NOT_CUSTOMERS,
    WEAK_REPLY,
    Concept,
    unit_kind,
)
from advisor.engagements.quantities import Quantity, quantities_in
from advisor.engagements.when import DateMention, dates_in
from advisor.grounding.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Label:
    """Words that name a measure; `text` has the two words before them too."""

    name: str
    kinds: frozenset[str]
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what was found in it; all offsets are the note's.

    `carried` are the measures that the sentence before named, `heading` is the period that the
    note opens with, and from `foreign_from` on it tells of somebody else.
    """

    note: EngagementNote
    start: int
    end: int
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    labels: tuple[Label, ...]
    carried: tuple[Label, ...]
    parts: tuple[Part, ...]
    heading: DateMention | None
    foreign_from: int


def lines_of(
    note: EngagementNote, concepts: Sequence[Concept] = CONCEPTS, *, weak_reply: bool = False
) -> Iterator[Line]:
    """The sentences of a note that hold quantities and are no questions."""
    quantities = quantities_in(note.text)
    if not quantities:
        return
    kinds = {unit_kind(quantity.unit) for quantity in quantities}
    concepts = [concept for concept in concepts if concept.kinds & kinds]
    stamps = [match.span() for match in says.STAMP.finditer(note.text)]
    dates = dates_in(note.text, on=note.happened_on)
    dates = tuple(one for one in dates if not _within(one.start, stamps))
    quantities = tuple(one for one in quantities if not _within(one.start, stamps))
    heading = _heading(note, dates, quantities)
    carried: tuple[Label, ...] = ()
    for piece in pieces_of(note.text):
        labels = _labels(piece, concepts, weak_reply=weak_reply)
        carried = carried if says.GOES_ON.match(piece.text) else ()
        inside = tuple(q for q in quantities if piece.start <= q.start < piece.end)
        if inside and not piece.text.rstrip("\"'\u201d)").endswith("?"):
            foreign = says.FOREIGN.search(piece.text)
            yield Line(
                note,
                piece.start,
                piece.end,
                inside,
                tuple(d for d in dates if piece.start <= d.start < piece.end),
                labels,
                carried,
                parts_of(note.text, piece.start, piece.end),
                heading,
                piece.start + foreign.start() if foreign else piece.end,
            )
        carried = labels or carried


def _within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a character stands in one of the stamps of a chat, which date nothing else."""
    return any(start <= place < end for start, end in spans)


def _heading(
    note: EngagementNote, dates: Sequence[DateMention], quantities: Sequence[Quantity]
) -> DateMention | None:
    """The period that the first words of a note give to all of it ("January report: ...")."""
    first = next((d for d in dates if d.first <= note.happened_on), None)
    if first is None or first.start > 40:
        return None
    before = note.text[: first.start]
    after = says.HEADING_END.match(note.text, first.end)
    if not after or len(before.split()) > 4 or any(q.start < after.end() for q in quantities):
        return None
    return None if says.VERBS.search(before) else first


def _labels(piece: Sentence, concepts: Sequence[Concept], *, weak_reply: bool) -> tuple[Label, ...]:
    found = [
        _label(concept.name, concept.kinds, match, piece.start)
        for concept in concepts
        for match in concept.pattern.finditer(piece.text)
    ]
    if weak_reply and not NOT_CUSTOMERS.search(piece.text):
        kinds = frozenset({"min"})
        if not any(label.kinds == kinds for label in found):
            matches = WEAK_REPLY.finditer(piece.text)
            found += [_label("first reply", kinds, match, piece.start) for match in matches]
    return tuple(found)


def _label(name: str, kinds: frozenset[str], match: re.Match[str], start: int) -> Label:
    lead = re.split(r"[,;:.\n]", match.string[max(0, match.start() - 20) : match.start()])[-1]
    text = f"{' '.join(lead.split()[-2:])} {match[0]}"
    return Label(name, kinds, start + match.start(), start + match.end(), text)
