"""Measures that go by no known name: the same words beside a number in two notes or more."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from advisor.engagements.lines import Label, Line
from advisor.engagements.measure_words import stems, unit_kind
from advisor.engagements.quantities import Quantity
from advisor.engagements.statements import Statement, statement_of

_FLAGS = re.IGNORECASE
_STOPS = re.compile(
    r"[,;:|()\n]|\b(?:but|and|while|whereas|that|which|because|so|then|if|when|with|for|from|to"
    r"|of the"
    r"|on the|in the|after|before|over|under|about|only|we|they|he|she|it|i|you)\b",
    _FLAGS,
)
_FILLER = re.compile(
    r"(?:[\s=:\u2013\u2014-]|\b(?:is|was|are|were|at|of|now|only|just|still|about|around|roughly"
    r"|came in at|"
    r"came to|came|took|takes|stood at|stands at|stayed at|fell to|rose to|dropped to|went to"
    r"|went up to|"
    r"up to|down to|hit|reached|averaged|on average|to|the|a|an|in|on|for|this|last|month|week|"
    r"approx|circa|ca|again|also|currently|so far|total|this time)\b\.?)+$",
    _FLAGS,
)
_NO_LABEL = frozenset(
    "we they he she it i you them us me him her paid sent got has had have said asked told wrote "
    "call called agreed promised will would can could want wants need needs invoice invoices "
    "payment page day days week weeks month hour hours time times today yesterday tomorrow "
    "people person thing "
    "things waiting waited spent wait late another within every next first second third more less "
    "fewer lot bit some any no not number phase version room floor order ticket option step point "
    "points question questions options emails email meeting meetings note notes calls chat staff "
    "here there done made gave took minutes mins delay reminder reminders chased deposit bill fee "
    "price rate quote quoted cost costs salary budget issue issues reason reasons "
    "idea ideas new".split()
)
_DETERMINERS = frozenset("the our their his her its my your a an".split())
_MIN_NOTES = 2


def repeated_statements(
    lines: Iterable[Line], known: Collection[tuple[str, int]]
) -> list[Statement]:
    """Readings whose label stands in at least two notes.

    `known` are the (note id, offset) of numbers that belong to a measure already.
    """
    found: dict[tuple[frozenset[str], str], list[Statement]] = defaultdict(list)
    for line, quantity, label in _labelled(lines, known):
        statement = statement_of(line, quantity, label)
        if statement and statement.kind == "reading":
            found[(stems(label.name), unit_kind(quantity.unit))].append(statement)
    return [
        replace(statement, name=statements[0].name)
        for statements in found.values()
        if len({s.note.note_id for s in statements}) >= _MIN_NOTES
        for statement in statements
    ]


def _labelled(
    lines: Iterable[Line], known: Collection[tuple[str, int]]
) -> Iterator[tuple[Line, Quantity, Label]]:
    for line in lines:
        for quantity in line.quantities:
            if (line.note.note_id, quantity.start) in known:
                continue
            if name := _name(line, quantity):
                kinds = frozenset({unit_kind(quantity.unit)})
                yield line, quantity, Label(name, kinds, line.start, line.start, "")


def _name(line: Line, quantity: Quantity) -> str:
    """The up to three words that name what a number measures, or empty."""
    if unit_kind(quantity.unit) == "count":
        words = [*quantity.text.lower().split()[1:]]
    else:
        words = _words_before(line, quantity)
    if not words or any(word in _NO_LABEL for word in words) or not stems(" ".join(words)):
        return ""
    return " ".join(words[-3:])


def _words_before(line: Line, quantity: Quantity) -> list[str]:
    start = max(line.start, quantity.start - 70)
    before = line.note.text[start : quantity.start]
    for mention in reversed(line.dates):
        if start <= mention.start and mention.end <= quantity.start:
            before = f"{before[: mention.start - start]} {before[mention.end - start :]}"
    words = re.findall(r"[a-z][a-z'-]+", _STOPS.split(_FILLER.sub("", before))[-1].lower())
    return [word for word in words if word not in _DETERMINERS][-3:]
