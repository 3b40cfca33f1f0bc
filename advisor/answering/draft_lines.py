"""Tells what one line of a model's draft is, and strips its dress."""

import html
import re
from dataclasses import dataclass
from typing import Literal

from advisor.answering.draft_marks import split_quote

LineKind = Literal["blank", "quote", "heading", "sentence"]

_BULLET = re.compile(
    r"^\s*(?:(?:[-*+\u2022\u2023\u25e6\u25aa\u2013\u2014\u2192]|[-=]>)\s+|(?:\d{1,2}|[a-zA-Z])[.)]\s+"
    r"|\(\w{1,2}\)\s+|\[[ xX]\]\s+)"
)
_FENCE = re.compile(r"^\s*(?:```|~~~)\s*\w*\s*$")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|<!--.{0,300}?-->|<\|[^|<>]{1,40}\|>")
_INLINE = re.compile(
    r"</?(?:a|abbr|b|code|em|font|i|mark|s|small|span|strong|u)(?:\s[^<>]{0,300})?>", re.IGNORECASE
)
_RAISED = re.compile(r"<sup>\s?\[?(N?\d{1,3})\]?\s?</sup>", re.IGNORECASE)
_LINK = re.compile(r"!?\[(?!\^?N?\d{1,3}\])([^\[\]]{1,300})\]\([^()\s]{0,500}\)")
_BOLD = re.compile(r"\*\*|__(?=\S)|(?<=\S)__|~~|`")
_ITALIC = re.compile(r"(?<![\w*])[*_](?=\S)([^*_\n]{1,300}?)(?<=\S)[*_](?![\w*])")
_ESCAPE = re.compile(r"\\([*_`#>~-])")
_HEADING = re.compile(r"^\s*#{1,6}\s+(.*?)\s*#*\s*$")
_ALL_BOLD = re.compile(r"^\s*(\*\*|__)([^*_]{1,80}?)\1:?\s*$")
_LABEL = re.compile(
    r"^[*_]{0,2}(?:sentence|answer|advice|response|assistant|claim)\b(?:\s\d{1,2})?[*_]{0,2}\s?:[*_]{0,2}\s*",
    re.IGNORECASE,
)
_QUOTE_LABEL = re.compile(
    r"^[*_]{0,2}(?:quotes?|words|evidence|quotation)\b(?:\s\d{1,2})?[*_]{0,2}\s?:[*_]{0,2}\s*",
    re.IGNORECASE,
)
_PAIRS = (
    '""',
    "\u201c\u201d",
    "\u201e\u201c",
    "\u201e\u201d",
    "\u00ab\u00bb",
    "\u00bb\u00ab",
    "\u2018\u2019",
    "''",
)
_TITLED = re.compile(
    r"[\"\u201c\u201e\u00ab]([^\"\u201c\u201d\u201e\u00ab\u00bb]{8,})[\"\u201d\u201c\u00bb]\s?"
    r"(?:[-\u2013\u2014,]|from)\s[^\"\u201c\u201d]{0,120}"
)
_HEADING_WORDS = 8
_LABELS = frozenset("sentence sentences quote quotes answer answers response words advice".split())
# The start of a line that may yet become a quote line.
_OPEN_QUOTE = re.compile(
    r"\s*(?:[-*+\u2022>#\d\[(\\\"'\u201c\u201e\u00ab\u00bb\u2018`~_|<&{(]|q(?:u(?:o(?:t(?:e|$)|$)|$)|$)"
    r"|w(?:o(?:r(?:d(?:s|$)|$)|$)|$)|e(?:v(?:i(?:d(?:e|$)|$)|$)|$)|[a-z]?(?:[.)]|$)|$)",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"[*_]{0,3}(?:[>\"'\u201c\u201e\u00ab\u00bb\u2018#|]|&gt;)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a draft: its kind, its bare words, and the marks of a quote."""

    kind: LineKind
    text: str = ""
    marks: tuple[str, ...] = ()
    rest: str = ""


def read_line(raw: str) -> Line:
    """What the line is; `rest` is a sentence that stands behind a quote on the same line."""
    if _FENCE.match(raw):
        return Line("blank")
    if heading := _heading(raw):
        return Line("blank") if heading.lower() in _LABELS else Line("heading", heading)
    body = bare(raw)
    if body.startswith(("&gt;", ">")) or _QUOTE_LABEL.match(body):
        return _quote(_QUOTE_LABEL.sub("", body.removeprefix("&gt;").lstrip("> ")))
    words, marks, rest = split_quote(body)
    if not rest and (inner := unquoted(words)) != words and _says(inner):
        return Line("quote", plain(inner), marks)
    return _spoken(plain(_LABEL.sub("", body)))


def _spoken(text: str) -> Line:
    if not _says(text):
        return Line("blank")
    if text.endswith(":") and len(text.split()) <= _HEADING_WORDS:
        label = text[:-1].strip()
        return Line("blank") if label.lower() in _LABELS else Line("heading", label)
    return Line("sentence", text)


def may_be_quote(begun: str) -> bool:
    """Whether a line that is not complete may turn out to be a quote, a heading or a label."""
    return bool(_OPEN_QUOTE.match(bare(begun)))


def stays_whole(begun: str) -> bool:
    """Whether a line must not be cut into sentences before it is complete."""
    body = bare(begun)
    return bool(_WHOLE.match(body) or _QUOTE_LABEL.match(body))


def bare(line: str) -> str:
    """The line without bullets and numbers in front."""
    while match := _BULLET.match(line):
        line = line[match.end() :]
    return line.strip()


def plain(text: str) -> str:
    """The words without HTML tags and Markdown."""
    text = _untagged(html.unescape(_untagged(text)))
    if text.startswith("|") and text.endswith("|"):
        text = ": ".join(cell.strip() for cell in text.strip("|").split("|"))
    text = _ITALIC.sub(r"\1", _BOLD.sub("", _LINK.sub(r"\1", text)))
    return " ".join(_ESCAPE.sub(r"\1", text).split())


def _untagged(text: str) -> str:
    return _TAG.sub(" ", _INLINE.sub("", _RAISED.sub(r" [\1]", text)))


def unquoted(words: str) -> str:
    """The words without the quotation marks around them, where one pair holds them all.

    What stands behind a dash after the pair, such as a title, is no part of them.
    """
    if titled := _TITLED.fullmatch(words.strip()):
        return titled[1].strip()
    stripped = words.strip().strip("*_").strip()
    whole = (
        stripped[:-1]
        if stripped[-2:-1] in '"\u201d\u201c\u00bb\u00ab' and stripped[-1:] in ".,;"
        else stripped
    )
    for pair in _PAIRS:
        opening, closing = pair[0], pair[1]
        inner = whole[1:-1]
        if len(whole) > 2 and whole[0] == opening and whole[-1] == closing:
            apart = opening == closing == "'" or opening in inner or closing in inner
            return words if apart and opening not in "\u2018" else inner.strip()
    return words


def _quote(body: str) -> Line:
    words, marks, rest = split_quote(body)
    words = plain(unquoted(words.rstrip(" -\u2013\u2014")))
    if rest.startswith((">", '"', "\u201c")) or len(rest.split()) < 3:
        rest = ""
    if not _says(words):
        return Line("sentence", plain(rest)) if _says(rest) else Line("blank")
    return Line("quote", words, marks, plain(rest))


def _heading(raw: str) -> str:
    if found := _HEADING.match(raw):
        return plain(bare(found[1])).rstrip(":").strip()
    bold = _ALL_BOLD.match(bare(raw))
    if bold and len(bold[2].split()) <= _HEADING_WORDS and bold[2].rstrip()[-1:] not in ".!?":
        return plain(bare(bold[2])).rstrip(":").strip()
    return ""


def _says(text: str) -> bool:
    return any(char.isalnum() for char in plain(text))
