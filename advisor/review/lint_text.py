"""The text of a brief as the lint rules read it: units with offsets, places and spelled numbers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from advisor.domain.review import Brief, Place, Section
from advisor.grounding.sentences import split_sentences

MAX_PLACES = 5
MAX_UNIT_CHARS = 1200
_MAX_GROUP = 24  # sentences and list items
_LINE_STARTS = re.compile(
    r"\n(?=[ \t]*(?:\||#{1,6}[ \t]|[-*+•‣◦▪●■][ \t]|(?:\*\*|__)?[A-Z][\w /&'\u2019()-]{1,40}:|"
    r"\(?[a-z0-9]{1,3}[.)][ \t]|(?:\d+\.)+\d*[ \t]))|(?<=[:|])[ \t]*\n"
)
_WRAP = re.compile(r"(?<=[^\n]{45})\n(?=\S)")  # a long line goes on in the next
_NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
}
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,6}|"
    + "|".join(sorted(filter(lambda w: w != "zero", _NUMBER_WORDS), key=len, reverse=True))
    + ")"
)
_TWICE = r"(?:\s*\(\s*\d{1,6}\s*\))?"
COUNT = rf"\b(?P<count>{NUMBER}){_TWICE}"
HAS_NUMBER = re.compile(rf"\d|%|\b(?:{NUMBER})\b", re.IGNORECASE)
_DUTY = re.compile(
    r"\b(?:must|shall|should|will|needs?|needed|requir\w+|expects?|expected|wants?|has to|have to|"
    r"is to|are to|ensures?|provides?|delivers?|looking for|aims?|goals?|objectives?|responsible|"
    r"please|make sure|has got to|we'd like|would like)\b",
    re.IGNORECASE,
)
_DUTY_HEADING = re.compile(
    r"scope|requirement|deliverable|service|task|quality|objective|goal|specification|standard|"
    r"responsibilit|what (?:we|you|the)|work|must|job|expect",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, list item, table row or labelled line, between `start` and `end` of the text.

    `text` is as long as the words it stands for; where a line was wrapped it holds a space.
    """

    text: str
    start: int
    end: int
    heading: str = ""

    @property
    def is_duty(self) -> bool:
        """Whether it says what somebody has to do, or stands under a heading that says so."""
        return bool(_DUTY.search(self.text) or _DUTY_HEADING.search(self.heading))


def units(brief: Brief) -> tuple[Unit, ...]:
    """The units of a brief in order; hard-wrapped lines of one sentence stay together."""
    sections = sorted(brief.sections, key=lambda section: section.start)
    flat = _WRAP.sub(" ", brief.text)
    found = []
    at = 0
    for start, end in _pieces(brief.text, _heading_ends(brief.text, sections)):
        while at + 1 < len(sections) and sections[at + 1].start <= start:
            at += 1
        inside = sections and sections[at].start <= start
        heading = sections[at].heading if inside else ""
        found.append(Unit(flat[start:end], start, end, heading))
    return tuple(found)


def _heading_ends(text: str, sections: Sequence[Section]) -> tuple[int, ...]:
    """Where the body begins below headings that have a line of their own."""
    starts = (section.start for section in sections if section.heading)
    return tuple(one for one in starts if "\n" in (text[one - 1 : one], text[one : one + 1]))


def _pieces(text: str, ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Sentences, cut at list items and where a heading ends."""
    at = 0
    for sentence in split_sentences(text):
        begin = sentence.start
        while at < len(ends) and ends[at] < sentence.end:
            if ends[at] > begin:
                yield from _lines(text, begin, ends[at])
                begin = ends[at]
            at += 1
        yield from _lines(text, begin, sentence.end)


def _lines(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _LINE_STARTS.finditer(text, begin, end):
        yield from _cut(text, begin, match.start())
        begin = match.end()
    yield from _cut(text, begin, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Trimmed, and never so long that a rule slows down."""
    while start < end:
        stop = min(end, start + MAX_UNIT_CHARS)
        if stop < end:
            stop = max(text.rfind(mark, start + 200, stop) for mark in ("\n", " ")) + 1 or stop
        piece = text[start:stop]
        if piece.strip():
            begin = start + len(piece) - len(piece.lstrip())
            yield begin, start + len(piece.rstrip())
        start = stop


def place(brief: Brief, start: int, end: int) -> Place:
    """The words of a brief between two offsets, without white space around them."""
    quote = brief.text[start:end]
    start += len(quote) - len(quote.lstrip())
    quote = quote.strip()
    return Place(quote=quote, start=start, end=start + len(quote))


def first_place(brief: Brief) -> Place:
    """The title or first heading of a brief: its first line with a letter."""
    match = re.search(r"[^\n]*[^\W\d_][^\n]*", brief.text) or re.search(r"\S[^\n]*", brief.text)
    return (
        place(brief, match.start(), min(match.end(), match.start() + 200))
        if match
        else (Place(quote="", start=0, end=0))
    )


def places(brief: Brief, spans: Iterable[tuple[int, int]]) -> tuple[Place, ...]:
    """Up to five places, in order of the text."""
    return tuple(place(brief, start, end) for start, end in sorted(set(spans))[:MAX_PLACES])


def number(word: str) -> int:
    """The value of a number in digits or as a word, such as `1,200` or `four`."""
    plain = word.lower().replace(",", "")
    return int(plain) if plain.isdecimal() else _NUMBER_WORDS[plain]


def spelled(phrase: str) -> int:
    """The value of a number such as `1,200` or `twelve hundred and five`; 0 where it is none."""
    plain = phrase.lower().replace(",", "").replace("-", " ")
    if plain.isdecimal():
        return int(plain)
    total = part = 0
    for word in plain.split():
        if word == "hundred":
            part = max(part, 1) * 100
        elif word == "thousand":
            total, part = total + max(part, 1) * 1000, 0
        elif word in _NUMBER_WORDS:
            part += _NUMBER_WORDS[word]
        elif word != "and":
            return 0
    return total + part


def paragraphs(brief: Brief, found: Sequence[Unit]) -> Iterator[tuple[Unit, ...]]:
    """Units with no blank line and no heading between them, a few dozen at most."""
    group: list[Unit] = []
    for unit in found:
        apart = group and (
            "\n\n" in brief.text[group[-1].end : unit.start] or unit.heading != group[-1].heading
        )
        if apart or len(group) >= _MAX_GROUP:
            yield tuple(group)
            group = []
        group.append(unit)
    if group:
        yield tuple(group)


def shown(quote: str, limit: int = 80) -> str:
    """A quote on one line for a message."""
    line = " ".join(quote.split())
    return f'"{line}"' if len(line) <= limit else f'"{line[: limit - 3].rstrip()}..."'


def letters_apart(a: str, b: str, limit: int) -> int:
    """Letters to change, add, drop or swap to make one of the other; `limit` + 1 if more."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]
