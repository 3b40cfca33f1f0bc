"""What one note states of measures: readings and agreed targets, with the words that say so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from advisor.domain.evidence import Citation
from advisor.domain.notes import Direction, EngagementNote
from advisor.engagements import statement_words as says
from advisor.engagements.clauses import part_at, quote_of
from advisor.engagements.lines import Label, Line, lines_of
from advisor.engagements.measure_words import CONCEPTS, Concept, qualifier_of, unit_kind
from advisor.engagements.quantities import Quantity
from advisor.engagements.targets import period_after, said_direction
from advisor.engagements.when import DateMention

Kind = Literal["reading", "target"]
_MAX_QUOTE = 300
_FURTHEST = 110
_FAR = 10_000
_MASS = re.compile(r"[ :=-]{1,3}(?:(?:is|was|at|now|down to|up to|about|around) )*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A level of a measure that a note states; `name` is the measure's, `qualifier` its channel.

    `kind` is `reading` for what was measured and `target` for what was agreed. `on` is the day
    that the level is about, `period` the period in words or empty.
    """

    kind: Kind
    name: str
    qualifier: str
    quantity: Quantity
    direction: Direction | None
    per: str
    on: date
    period: str
    note: EngagementNote
    citation: Citation


def statements_in(
    note: EngagementNote, concepts: Sequence[Concept] = CONCEPTS, *, weak_reply: bool = False
) -> tuple[Statement, ...]:
    """The readings and targets of a note in order.

    `weak_reply` takes verbs such as "answered" for the first reply too: for engagements in which
    such a target is agreed.
    """
    lines = lines_of(note, concepts, weak_reply=weak_reply)
    return tuple(statement for line in lines for statement in read_line(line))


def read_line(line: Line) -> Iterator[Statement]:
    """The readings and targets of a sentence in order."""
    for quantity in line.quantities:
        label = _label_for(line, quantity)
        if label and (statement := statement_of(line, quantity, label)):
            yield statement


def statement_of(line: Line, quantity: Quantity, label: Label) -> Statement | None:
    """What a quantity says of the measure that `label` names; None where it is no level of it."""
    kind = _kind(line, quantity)
    if kind is None:
        return None
    mention = _date_for(line, quantity) if kind == "reading" else None
    if mention and mention.first > line.note.happened_on:
        return None
    return _statement(line, quantity, label, kind, mention)


def _statement(
    line: Line, quantity: Quantity, label: Label, kind: Kind, mention: DateMention | None
) -> Statement:
    note = line.note
    before = note.text[max(line.start, quantity.start - 30) : quantity.start]
    after = note.text[quantity.end : line.end]
    return Statement(
        kind=kind,
        name=label.name,
        qualifier=qualifier_of(label.text),
        quantity=quantity,
        direction=said_direction(before) or said_direction(" ".join(after.split()[:3])),
        per=period_after(after),
        on=min(mention.day, note.happened_on) if mention else note.happened_on,
        period=mention.period if mention else "",
        note=note,
        citation=_citation(line, quantity, label),
    )


def _citation(line: Line, quantity: Quantity, label: Label) -> Citation:
    """The whole sentence, or its parts around the value where it is very long."""
    start, end = line.start, line.end
    if end - start > _MAX_QUOTE:
        first = label.start if 0 <= quantity.start - label.start <= 150 else quantity.start
        start = part_at(line.parts, first).start
        end = part_at(line.parts, quantity.end - 1).end
        if end - start > _MAX_QUOTE:
            start, end = max(line.start, quantity.start - 100), min(line.end, quantity.end + 100)
        piece = line.note.text[start:end]
        start += len(piece) - len(piece.lstrip(" ,;|\n\t"))
        end -= len(piece) - len(piece.rstrip(" ,;|\n\t("))
    return quote_of(line.note, start, end)


def _label_for(line: Line, quantity: Quantity) -> Label | None:
    """The measure that a quantity is a level of; None where no words near it name one."""
    kind = unit_kind(quantity.unit)
    fit = [x for x in line.labels if kind in x.kinds and abs(x.start - quantity.start) < 250]
    if kind == "count":
        inside = [x for x in fit if _names_count(x, quantity, line.note.text)]
        return max(inside, key=_length) if inside else None
    best = min(fit, key=lambda x: (_distance(line, quantity, x), -_length(x)), default=None)
    if best and _distance(line, quantity, best) <= _FURTHEST:
        return best
    carried = [label for label in line.carried if kind in label.kinds]
    return carried[-1] if carried and not best and kind != "bare" else None


def _names_count(label: Label, quantity: Quantity, text: str) -> bool:
    """Whether a label is what is counted ("late orders" of "2 late orders"), or leads to it.

    So do "backlog of 61 tickets" and "backlog: 61 tickets".
    """
    if label.text.endswith(" of") and 0 <= quantity.start - label.end <= 2:
        return True
    if not label.text.endswith("s") and _MASS.fullmatch(text[label.end : quantity.start]):
        return True
    return quantity.start <= label.start < quantity.end and label.end <= quantity.end + 18


def _length(label: Label) -> int:
    return label.end - label.start


def _distance(line: Line, quantity: Quantity, label: Label) -> int:
    """How far a measure's words are from a number; commas and other numbers count extra."""
    text, bare = line.note.text, unit_kind(quantity.unit) == "bare"
    if label.end <= quantity.start:
        if bare and not _only_filler(line, label.end, quantity):
            return _FAR
        between = text[label.end : quantity.start]
        others = sum(label.end <= q.start < quantity.start for q in line.quantities)
        return len(between) + 12 * len(says.STOPS.findall(between)) + 6 * others
    if label.start < quantity.end or bare:
        return _FAR
    between = text[quantity.end : label.start]
    others = any(quantity.end <= q.start < label.start for q in line.quantities)
    return _FAR if others or says.STOPS.search(between) else len(between) + 8


def _only_filler(line: Line, start: int, quantity: Quantity) -> bool:
    """Whether only dates, copulas and other bare numbers stand between a label and a number."""
    text = list(line.note.text[start : quantity.start])
    spans = [(d.start, d.end) for d in line.dates]
    spans += [(q.start, q.end) for q in line.quantities if not q.unit]
    for begin, end in spans:
        if start <= begin and end <= quantity.start:
            text[begin - start : end - start] = " " * (end - begin)
    return not says.NO_FILLER.search("".join(text))


def _kind(line: Line, quantity: Quantity) -> Kind | None:
    """Whether a level was measured or agreed; None where it is wished, planned or another's."""
    text = line.note.text
    part = part_at(line.parts, quantity.start)
    if part.mode == "target":
        return None if says.NO_TARGET.search(part.text) else "target"
    if part.mode != "reading" or line.foreign_from < quantity.start:
        return None
    before = text[max(part.start, quantity.start - 60) : quantity.start]
    after = text[quantity.end : min(line.end, quantity.end + 60)]
    if says.BOUND_BEFORE.search(before) or says.NO_LEVEL_BEFORE.search(before):
        return None
    if says.NO_LEVEL_AFTER.match(after) or _is_range(before, after):
        return None
    if unit_kind(quantity.unit) == "money" and says.PER_PIECE.match(after):
        return None
    return None if "-" in quantity.text and quantity.unit == "min" else "reading"


def _is_range(before: str, after: str) -> bool:
    return bool(says.RANGE_BEFORE.search(before) or says.RANGE_AFTER.match(after))


def _date_for(line: Line, quantity: Quantity) -> DateMention | None:
    """The day or period that a number is about, by where the dates of its sentence stand."""
    dates = [d for d in line.dates if _may_date(line, d, quantity)]
    part = part_at(line.parts, quantity.start)
    near = [d for d in dates if part.start <= d.start < part.end]
    if near:
        return min(near, key=lambda d: max(d.start - quantity.end, quantity.start - d.end))
    same = [q.start for q in line.quantities if _family(q) == _family(quantity)]
    taken = [p for p in line.parts if any(p.start <= start < p.end for start in same)]
    dates = [d for d in dates if not any(p.start <= d.start < p.end for p in taken)]
    before = [d for d in dates if d.end <= quantity.start]
    if before and dates[0].start < same[0] and not says.STATED_ON.match(dates[0].text):
        return before[-1]
    limit = next((start for start in same if start > quantity.start), line.end)
    return next((d for d in dates if quantity.end <= d.start < limit), line.heading)


def _family(quantity: Quantity) -> str:
    kind = unit_kind(quantity.unit)
    return "count" if kind == "bare" else kind


def _may_date(line: Line, mention: DateMention, quantity: Quantity) -> bool:
    """Whether a date can be what a number is about, rather than a deadline or the number itself."""
    before = line.note.text[max(line.start, mention.start - 12) : mention.start]
    if says.DEADLINE_BEFORE.search(before) or says.DEADLINE.match(mention.text):
        return False
    return mention.end <= quantity.start or quantity.end <= mention.start
