"""Finds the headings of a plain text and the parts between them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from advisor.domain.review import Section

MAX_HEADING_CHARS, MAX_HEADING_WORDS = 90, 12
MAX_RUN_IN_WORDS = 8
MAX_SHORT_WORDS = 5
MIN_BODY_WORDS = 5  # behind a run-in heading; fewer are the value of a label
PAGE_HEADER = 3  # a line that stands there so often heads pages, not parts
_MARKDOWN = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+(?P<title>.+?)[ \t#]*$")
_BOLD = re.compile(r"^\s*(?:\*\*|__)(?P<title>[^*_\n]{2,90}?)(?:\*\*|__)\s*:?\s*$")
_BOLD_RUN_IN = re.compile(
    r"^\s*(?:\*\*|__)(?P<title>[^*_\n]{2,90}?)(?P<mark>[.:])?(?:\*\*|__)(?P<late>[.:])?\s+(?=\S)"
)
_NUMBER = (
    r"(?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2}){0,4}\.?\)?|[A-Z]\.(?:\d+\.?)*|[IVX]{1,5}\.|"
    r"(?:Section|Article|Part|Annex|Appendix|Schedule|Task|Phase|Lot) (?:\d{1,2}|[A-Z]|[IVX]{1,5})"
    r"[.:]?"
)
_NUMBERED = re.compile(rf"^\s*(?P<number>{_NUMBER})(?:\s+|(?<=\.)(?=[A-Z]))(?P<title>\S.*)$")
_CLASSIFIED = re.compile(r"^\s*(?:\([UCS]\)|\[U\])\s*(?=\S)")
_RUN_IN = re.compile(r"(?P<title>[A-Z][^.:;!?|\n]{1,80}?)(?P<mark>[.:]|\s[\u2013\u2014-])\s+(?=\S)")
_RULE = re.compile(r"^\s*[=\-_*]{3,}\s*$")
_SMALL = frozenset(
    "a an and as at by for from in into of on or the to with we us our your you do will is are "
    "how what who when where why vs per".split()
)
_ITEM = re.compile(r"^\s*(?:[-*+•‣◦▪●■\u2013]\s|\[[ xX]\]|\([a-zA-Z0-9]{1,3}\)|[a-z][.)]\s)")
_PAGE_MARK = re.compile(
    r"\bpage\s+\d+|^\W*\d+\W*$|^[A-Z]{1,3}-\d+$|^\d+\s*\||\|\s*\d+$", re.IGNORECASE
)
_CONTENTS = re.compile(r"\.{3,}|…{2,}|(?:\. ){3,}")
_COLUMNS = re.compile(r"\S\s{3,}\S")
_DATED = re.compile(r"^(?:by|on|at|from|until|within)\b.*\d", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"^(?:thanks?|thank you|many thanks|(?:best|kind|warm)? ?regards|best(?: wishes)?|cheers|yours|"
    r"sincerely|hi|hello|hey|dear|good (?:morning|afternoon|day)|note|please note|nb|n\.b|ps|p\.s|"
    r"important|urgent|warning|caution|example|e\.g|asap|attention|attn|tel|phone|e-?mail|fax|cc|"
    r"from|to|sent|date|subject|re)\b",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"^\s*(?P<number>\d{1,2})[.)]?\s+\S")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading; `plain` where only its look as a title tells it."""

    title: str
    level: int
    start: int
    end: int
    plain: bool = False


def sections_of(text: str) -> tuple[Section, ...]:
    """The parts of a text in order; what stands before the first heading has none.

    A heading is a Markdown heading, a bold line, a numbered or capital or Title Case line without
    a sentence, a short line that ends in a colon, or such a title before the text on its own line
    ("3.2 Reporting. The vendor ..."). Each part goes from the end of its heading to the line of
    the next one. Running heads of pages, tables of contents, lists and sign-offs are no headings.
    """
    headings = list(_headings(text))
    while headings and headings[-1].plain and not text[headings[-1].end :].strip():
        headings.pop()  # a name below a letter heads nothing
    edges = [one.start for one in headings[1:]] + [len(text)]
    found = []
    if not headings or text[: headings[0].start].strip():
        end = headings[0].start if headings else len(text)
        found.append(Section(heading="", level=1, start=0, end=end))
    for one, edge in zip(headings, edges, strict=False):
        found.append(Section(heading=one.title, level=one.level, start=one.end, end=edge))
    return tuple(found)


def _headings(text: str) -> Iterator[_Heading]:
    lines = list(_lines(text))
    seen = Counter(line.text.strip() for line in lines)
    for at, line in enumerate(lines):
        plain = line.text.strip()
        repeated = seen[plain] >= PAGE_HEADER and not plain.startswith("#")
        if repeated or _PAGE_MARK.search(plain) or _CONTENTS.search(plain):
            continue
        before = lines[at - 1].text if at else ""
        after = lines[at + 1].text if at + 1 < len(lines) else ""
        if found := _heading(line, before, after) or _run_in(line, before):
            under = _underlined(plain, after) and found.end == line.end
            yield replace(found, end=lines[at + 1].end) if under else found


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for piece in text.splitlines(keepends=True):
        yield _Line(piece.rstrip("\r\n"), start, start + len(piece))
        start += len(piece)


def _heading(line: _Line, before: str, after: str) -> _Heading | None:  # noqa: PLR0911  # one way each
    plain = line.text.strip()
    if not re.search(r"[^\W\d_]", plain):
        return None
    if match := _MARKDOWN.match(line.text):
        return _Heading(_bare(match["title"]), len(match["marks"]), line.start, line.end)
    if "|" in plain or len(plain) > MAX_HEADING_CHARS or _ITEM.match(line.text):
        return None
    if match := _BOLD.match(line.text):
        return _Heading(_bare(match["title"]), 3, line.start, line.end)
    if _underlined(plain, after):
        return _Heading(_bare(plain), 2, line.start, line.end)
    if match := _NUMBERED.match(line.text):
        if _DATED.match(match["title"]):
            return None
        told = _titled(match["title"]) or _is_short_title(match, before, after)
        if not told or _goes_on(after) or _is_listed(plain, before, after):
            return None
        return _Heading(plain, _level(match["number"]), line.start, line.end)
    return _plain_heading(line, before, after)


def _plain_heading(line: _Line, before: str, after: str) -> _Heading | None:
    """A line of capitals, of Title Case or with a colon that stands by itself."""
    plain = line.text.strip()
    bare = _CLASSIFIED.sub("", plain)
    if not _titled(bare) or _NO_TITLE.match(bare) or _goes_on(after):
        return None
    if _COLUMNS.search(bare):
        return None
    alone = not before.strip() or _RULE.match(before) is not None
    if alone or (_is_capital(bare) and before.rstrip().endswith((".", ":", ";", "!", "?"))):
        told = bare.endswith(":") or _is_capital(bare)
        return _Heading(_bare(bare), 2, line.start, line.end, plain=not told)
    return None


def _run_in(line: _Line, before: str) -> _Heading | None:
    """A title with text behind it on the same line; its part begins with that text."""
    text = line.text
    classified = _CLASSIFIED.match(text)
    if "|" in text or (_ITEM.match(text) and not classified):
        return None
    if match := _BOLD_RUN_IN.match(text):
        marked = (match["mark"] or match["late"]) and _titled(match["title"])
        return _led(line, match["title"], match.end(), 3) if marked else None
    numbered = _NUMBERED.match(text)
    start = numbered.start("title") if numbered else classified.end() if classified else 0
    if not numbered and not classified:
        start = len(text) - len(text.lstrip())
    match = _RUN_IN.match(text, start)
    if not match or not _titled(match["title"]) or _NO_TITLE.match(match["title"]):
        return None
    if len(match["title"].split()) > MAX_RUN_IN_WORDS:
        return None
    if numbered:
        title = " ".join(text[: match.end("title")].split())
        return _led(line, title, match.end(), _level(numbered["number"]))
    told = (
        classified or _is_capital(match["title"]) or (match["mark"] == ":" and not before.strip())
    )
    return _led(line, match["title"], match.end(), 2) if told else None


def _led(line: _Line, title: str, at: int, level: int) -> _Heading | None:
    """The heading, if a sentence rather than a value follows it."""
    if len(line.text[at:].split()) < MIN_BODY_WORDS:
        return None
    return _Heading(_bare(title), level, line.start, line.start + at)


def _level(number: str) -> int:
    depth = len(re.findall(r"\d+|[A-Z](?=\.)", number))
    return min(6, max(1, depth) + 1)


def _underlined(plain: str, after: str) -> bool:
    return bool(re.fullmatch(r"\s*(?:={3,}|-{3,})\s*", after)) and not plain.endswith((".", ","))


def _is_listed(plain: str, before: str, after: str) -> bool:
    """Whether a numbered title is one item among others, as "2. Excel" is below "1. Word"."""
    own, last, following = (_list_number(line) for line in (plain, before, after))
    if own is None:
        return False
    bare = re.match(r"\d+\s", plain) is not None
    return last == own - 1 or following == own + 1 or (bare and bool(before.strip()))


def _is_short_title(match: re.Match[str], before: str, after: str) -> bool:
    """Whether a few words behind a number, as in "2.1 Monthly run", head what follows."""
    title = match["title"].strip()
    words = title.split()
    neighbours = (one for line in (before, after) if (one := _NUMBERED.match(line)))
    if any(_level(one["number"]) == _level(match["number"]) for one in neighbours):
        return False
    if not title[0].isupper() or title[-1] in ".!?;," or len(words) > MAX_SHORT_WORDS:
        return False
    deep = "." in match["number"].rstrip(".")
    return bool(after.strip() if deep else not before.strip() and after.strip()) and not _goes_on(
        after
    )


def _list_number(line: str) -> int | None:
    match = _LIST_NUMBER.match(line)
    return int(match["number"]) if match else None


def _goes_on(after: str) -> bool:
    return after.strip()[:1].islower()


def _is_capital(title: str) -> bool:
    letters = [char for char in title if char.isalpha()]
    return len(letters) >= 4 and all(char.isupper() for char in letters)


def _titled(title: str) -> bool:
    """Whether a line reads like a title: few words, no sentence, capitals or a colon at its end."""
    title = title.strip()
    words = re.findall(r"[^\W\d_][\w'\u2019&/-]*", title)
    if not words or len(words) > MAX_HEADING_WORDS or re.search(r"[.!?;,]$|[.!?] [A-Z]", title):
        return False
    if title.endswith(":"):
        return len(words) <= 8
    if ":" in title:
        return False
    telling = [word for word in words if word.lower() not in _SMALL]
    return bool(telling) and all(word[0].isupper() for word in telling) and words[0][0].isupper()


def _bare(title: str) -> str:
    """The title without Markdown's marks and a closing colon."""
    return re.sub(r"\*\*|__|`", "", title).strip().rstrip(":").strip()
