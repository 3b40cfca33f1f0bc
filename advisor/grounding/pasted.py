"""Cuts pasted advice into its sentences, keeping list marks, headings and markup out of them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from advisor.domain.visible import visible_text
from advisor.grounding.sentences import split_sentences

Role = Literal["sentence", "heading", "question", "courtesy", "wordless"]

_LINE = re.compile(r"[^\n]*\n?")
_FENCE = re.compile(r"\s*(?:```|~~~)[a-z0-9+-]*\s*$")
_HEADING = re.compile(r"\s*#{1,6}\s+|\s*(?:\*\*|__)[^*_\n]+(?:\*\*|__)[:.]?\s*$")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}$|\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*$")
_ITEM = re.compile(r"\s*(?:[-*+•‣◦▪\u2013]|\d{1,3}[.)]|[a-z][.)]|[A-Z]\))\s")
_LEADING = re.compile(
    r"(?:\s|#{1,6}\s|>\s?|[-*+•‣◦▪\u2013\u2014]\s|\(?\d{1,3}[.)]\s|[a-z][.)]\s|[A-Z]\)\s"
    r"|\[[ xX]\]\s|\|)+"
)
_TRAILING = re.compile(r"[\s|#]+$")
_WRAPS = ("***", "**", "__", "~~", "*", "_", "`")
_INLINE = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3}|~~|`)(?=\S)(.+?)(?<=\S)\1(?![\w*])", re.DOTALL)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_CLOSING = re.compile(r"(?<=[.!?…])[*_~`]{1,3}(?=\s|$)")
_CELL = re.compile(r"[^|]+")
_NEXT_QUOTED = re.compile(r"\n\s*>\s?")
_ENDED = re.compile(r"[.!?…][\"'\u201d\u2019)\]*_]*\s*$")
_AGAINST_MARKS = frozenset("❌✗✘✖🚫⛔👎")
_FOR_MARKS = frozenset("✅✓✔👍☑")
_AGAINST_HEADING = re.compile(
    r"\b(?:don'?ts?|do not|never|avoid|mistakes?|pitfalls?|myths?|misconceptions?|red flags?"
    r"|warning signs?|what not to|wrong|bad (?:ideas?|advice|practices?)|cons|drawbacks?)\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"(?:(?:certainly|sure|of course|absolutely|great(?: question)?|good question|thanks?|thank you"
    r"|hello|hi|good luck|happy to help|hope (?:this|that|it) helps|i hope (?:this|that|it) helps"
    r"|let me know\b.*|feel free to\b.*|would you like\b.*|in (?:summary|conclusion|short))[!.,: ]*"
    r"|(?:here|below|these|the following) (?:are|is)\b(?!.*\b(?:not|never|no|should|must|why)\b)"
    r".{0,80}:)",
    re.IGNORECASE,
)
_SHORT_LINE = 60
_MARKED_CHARS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedSentence:
    """A sentence as shown: `text` is the source's characters from `start` up to `end`.

    `plain` is what it says, on one line and without marks. `turned` names what turns its meaning
    round, such as a cross before it or the heading "Mistakes"; it is empty otherwise.
    """

    text: str
    start: int
    end: int
    plain: str
    role: Role
    turned: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    heading: bool = False


def pasted_sentences(text: str) -> tuple[PastedSentence, ...]:
    """The sentences in order; marks of lists, headings, tables and emphasis stay outside.

    Time grows linearly with the text.
    """
    found: list[PastedSentence] = []
    turned = ""
    for piece in _pieces(text):
        made = [one for one in _sentences(text, piece, turned) if one.plain]
        found.extend(made)
        if piece.heading and made:
            plain = made[0].plain
            turned = f'the heading "{plain}"' if _AGAINST_HEADING.search(_straight(plain)) else ""
    return tuple(found)


def _pieces(text: str) -> Iterator[_Piece]:
    """Headings, table rows and runs of other lines, without fences and rules."""
    start, before = 0, ""
    for match in _LINE.finditer(text):
        line = match[0]
        if not line:
            break
        apart = bool(_FENCE.match(line) or _RULE.match(line.strip("\n")))
        heading = not apart and _is_heading(line, before, text, match.end())
        row = not apart and line.lstrip().startswith("|")
        alone = apart or heading or row
        if alone or _begins(line, before):
            if start < match.start():
                yield _Piece(start, match.start())
            start = match.start()
        if row:
            yield from _cells(text, match.start(), match.end())
        elif heading:
            yield _Piece(match.start(), match.end(), heading=True)
        if alone:
            start = match.end()
        before = "" if alone else line
    if start < len(text):
        yield _Piece(start, len(text))


def _cells(text: str, start: int, end: int) -> Iterator[_Piece]:
    """The cells of a table's row; those above its rule are headings."""
    following = text[end:].partition("\n")[0] if end < len(text) else ""
    above = _RULE.match(following[:500]) is not None
    for cell in _CELL.finditer(text, start, end):
        yield _Piece(cell.start(), cell.end(), heading=above)


def _begins(line: str, before: str) -> bool:
    """Whether a line opens something new though no blank line and no mark says so."""
    return bool(before.strip()) and (
        before.rstrip().endswith(":") or _symbol(line.lstrip()[:1]) != ""
    )


def _is_heading(line: str, before: str, text: str, after: int) -> bool:
    """A marked heading, or a short line without an end before a line that begins anew."""
    if _HEADING.match(line):
        return True
    bare = line.strip()
    if not bare or len(bare) > _SHORT_LINE or _ITEM.match(line) or not bare[0].isupper():
        return False
    opens = not before.strip() or _ENDED.search(before) is not None
    follows = text[after : after + 200].lstrip(" \t")
    if bare.endswith(":") and opens:
        return len(bare.split()) <= 4
    ended = bare[-1] in ".,;:!?…-\u2013\u2014)\"'\u201d\u2019"
    new = follows[:1].isupper() or _ITEM.match(follows) is not None or _symbol(follows[:1]) != ""
    return opens and new and not ended


def _sentences(text: str, piece: _Piece, turned: str) -> Iterator[PastedSentence]:
    masked = _CLOSING.sub(lambda mark: '"' * len(mark[0]), text[piece.start : piece.end])
    cut = split_sentences(masked)
    spans = (
        [(piece.start, piece.end)]
        if piece.heading
        else [(piece.start + one.start, piece.start + one.end) for one in cut]
    )
    for first, last in spans:
        start, end, mark = _bared(text, first, last)
        plain = _plain(text[start:end])
        item = bool(mark) or _ITEM.match(text[first:last]) is not None
        yield PastedSentence(
            text=text[start:end],
            start=start,
            end=end,
            plain=plain,
            role=_role(plain, heading=piece.heading),
            turned=_turned(mark, turned) if item and not piece.heading else "",
        )


def _turned(mark: str, heading: str) -> str:
    """What turns an item's meaning round: its own mark before the heading above it."""
    if mark in _AGAINST_MARKS:
        return f"the mark {mark}"
    return "" if mark in _FOR_MARKS else heading


def _bared(text: str, start: int, end: int) -> tuple[int, int, str]:
    """The span without marks around it, and the symbol that stood before it."""
    symbol = ""
    while start < end:
        before = start, end
        if match := _LEADING.match(text, start, end):
            start = match.end()
        end = start + len(_TRAILING.sub("", text[start:end]))
        if found := _symbol(text[start : start + 1]):
            symbol = symbol or found
            start += 1
        start, end = _unwrapped(text, start, end)
        if (start, end) == before:
            break
    return start, end, symbol


def _symbol(char: str) -> str:
    """A dingbat or emoji that stands for a list mark; empty for anything that is text."""
    return char if char and (unicodedata.category(char) == "So" or char in "\ufe0f✓✔✗✘✖") else ""


def _unwrapped(text: str, start: int, end: int) -> tuple[int, int]:
    """Without emphasis that opens before the first word and closes after the last one."""
    for mark in _WRAPS:
        inner = text[start + len(mark) : end - len(mark)]
        wraps = text.startswith(mark, start, end) and text[start:end].endswith(mark)
        if wraps and inner.strip() and mark not in inner:
            return start + len(mark), end - len(mark)
    return start, end


def _plain(text: str) -> str:
    """What a sentence says: without emphasis, links and quotation marks of a thread, one line."""
    text = _LINK.sub(r"\1", _NEXT_QUOTED.sub(" ", text))
    for _ in range(2 if len(text) <= _MARKED_CHARS else 0):
        text = _INLINE.sub(r"\2", text)
    text = text.replace("**", "").replace("__", "").replace("|", " ")
    return " ".join(unicodedata.normalize("NFC", visible_text(text)).split())


def _role(plain: str, *, heading: bool) -> Role:
    if not any(char.isalpha() for char in plain):
        return "wordless"
    if heading:
        return "heading"
    if plain.rstrip("\"'\u201d\u2019)").endswith("?"):
        return "question"
    return "courtesy" if _COURTESY.fullmatch(_straight(plain)) else "sentence"


def _straight(text: str) -> str:
    return text.replace("\u2019", "'")
