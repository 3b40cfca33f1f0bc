"""Cuts a brief into clauses: sentences, list items and table rows, each under its heading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.domain.review import Brief
from advisor.grounding.sentences import split_sentences

MAX_CLAUSE_CHARS = 600
_ROW = re.compile(r"^[^\n|]*\|[^\n]*$", re.MULTILINE)
_MARK = re.compile(
    r"^\s*(?:[-*+•‣◦▪●■\u2013]|\[[ xX]\]|\(?[a-zA-Z0-9]{1,3}[.)]|"
    r"(?:\d{1,2}\.)+\d{0,2}|[A-Z](?:\.\d+)+)"
    r"[ \t]+"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_RULE = re.compile(r"[\s|:_=*-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of a brief: `text` is the brief's characters from `start` up to `end`.

    `heading` is that of its part, `intro` the line that opens its list ("The vendor provides:").
    """

    text: str
    start: int
    end: int
    heading: str = ""
    intro: str = ""
    page: int = 0

    @property
    def in_context(self) -> str:
        """The clause on one line with its heading before it, as the clause model reads it."""
        parts = (self.heading, self.intro, self.text)
        return ": ".join(" ".join(part.split()) for part in parts if part)


def split_clauses(brief: Brief) -> tuple[Clause, ...]:
    """The clauses in order of the text; headings and rules drawn with dashes are none."""
    found = []
    for section in brief.sections:
        intro = ""
        for start, end in _pieces(brief.text, section.start, section.end):
            text = brief.text[start:end]
            if not _WORD.search(text):
                continue
            listed = bool(_MARK.match(text))
            found.append(
                Clause(
                    text=text,
                    start=start,
                    end=end,
                    heading=section.heading,
                    intro=intro if listed else "",
                    page=section.page,
                )
            )
            if not listed:
                intro = text.rstrip(" :\n") if text.rstrip().endswith(":") else ""
    return tuple(found)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The offsets of sentences and table rows between two offsets."""
    for begin, stop in _blocks(text, start, end):
        for sentence in split_sentences(text[begin:stop]):
            yield from _short(text, begin + sentence.start, begin + sentence.end)


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Table rows apart; the lines between them together."""
    at = start
    for row in _ROW.finditer(text, start, end):
        if at < row.start():
            yield at, row.start()
        if not _RULE.fullmatch(row[0]):
            yield row.start(), row.end()
        at = row.end()
    if at < end:
        yield at, end


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A very long sentence is cut at its lines or semicolons."""
    while end - start > MAX_CLAUSE_CHARS:
        cut = max(text.rfind(mark, start + 80, start + MAX_CLAUSE_CHARS) for mark in ("\n", "; "))
        cut = cut if cut > 0 else start + MAX_CLAUSE_CHARS
        yield _trimmed(text, start, cut + 1)
        start = cut + 1
    yield _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
