"""Reads pasted text or a file's paragraphs as one brief with its parts; refuses what is none."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from advisor.domain import Trade, TradeProfile, clean_title
from advisor.domain.own_guidance import Block, ReadDocument
from advisor.domain.review import Brief, Section
from advisor.domain.visible import visible_text
from advisor.review.brief_kinds import kind_of, trade_of
from advisor.review.refusing import check_is_brief
from advisor.review.sections import sections_of

_PATH = " > "
_ITEM = re.compile(r"^- |^[^\n]* \| [^\n]*$")
_MIN_HEADINGS = 2  # fewer say nothing of the parts, so headings are looked for in the text
_OPENING = 400  # characters in which a title stands
_MARKS = re.compile(r"^[\s#*_>=\-|]+|[\s#*_=|]+$")
_LABEL = re.compile(r"^(?:job |project )?(?:title|position|role|subject|re)\s*:\s*", re.I)
_GREETING = re.compile(r"(?:hi|hello|hey|dear|good \w+)\b.{0,40}[,!:]?$", re.I)
_SUBJECT = re.compile(r"\A\s*(?:(?:from|to|sent|date|cc):[^\n]*\n\s*)*subject:\s*(\S[^\n]*)", re.I)


def brief_of(
    read: ReadDocument | str,
    *,
    title: str = "",
    trade: Trade | None = None,
    trades: Sequence[TradeProfile] = (),
) -> Brief:
    """The brief in a pasted text or in what was read from a file.

    Pasted text stays letter by letter, but for line ends (LF) and characters that nobody sees.
    The paragraphs of a file are joined by blank lines, and each heading is a line of its own.
    Without `trade` the trade is told by the words of `trades`. Raises `InputError`, with the
    repair, for a text that is empty, too short, too long, not in English or no brief at all.
    """
    laid = _Laid() if isinstance(read, str) else _lay_out(read.blocks)
    text = _unix(visible_text(read)) if isinstance(read, str) else laid.text
    check_is_brief(text)
    sections = laid.sections()
    if len(sections) < _MIN_HEADINGS or any(page for _, page in laid.pages):
        sections = _with_pages(_merged(text, sections), laid)
    named = title or _title_of(read, laid, text)
    return Brief(
        title=clean_title(named),
        text=text,
        sections=sections,
        kind=kind_of(text, title=named),
        trade=trade
        or trade_of(text, trades, title=named, headings=[one.heading for one in sections]),
        notice=laid.notice,
    )


@dataclass(frozen=True, slots=True)
class _Heading:
    title: str
    level: int
    start: int
    end: int
    page: int


@dataclass(slots=True)
class _Laid:
    """The paragraphs of a file as one text; `pages` says at which offset each page begins."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    headings: list[_Heading] = field(default_factory=list)
    pages: list[tuple[int, int]] = field(default_factory=list)
    empty_pages: list[int] = field(default_factory=list)

    def add(self, text: str, page: int) -> tuple[int, int]:
        """Add a paragraph; its offsets."""
        tight = self.parts and _ITEM.match(text) and _ITEM.match(self.parts[-1])
        mark = ("\n" if tight else "\n\n") if self.parts else ""
        start = self.length + len(mark)
        self.parts += [mark, text] if mark else [text]
        self.length = start + len(text)
        if page and (not self.pages or self.pages[-1][1] != page):
            self.pages.append((start, page))
        return start, self.length

    @property
    def text(self) -> str:
        """All paragraphs so far."""
        return "".join(self.parts)

    def page_at(self, offset: int) -> int:
        """The page on which an offset stands, 0 where there are none."""
        at = bisect_right(self.pages, offset, key=lambda pair: pair[0])
        return self.pages[max(0, at - 1)][1] if self.pages else 0

    def sections(self) -> tuple[Section, ...]:
        """The parts between the headings that the file itself names."""
        edges = [*(one.start for one in self.headings), self.length]
        first = Section(heading="", level=1, start=0, end=edges[0], page=self.page_at(0))
        found = [] if self.headings and edges[0] == 0 else [first]
        for one, end in zip(self.headings, edges[1:], strict=True):
            found.append(
                Section(heading=one.title, level=one.level, start=one.end, end=end, page=one.page)
            )
        return tuple(found)

    @property
    def notice(self) -> str:
        """What was not read, for the user."""
        if not self.empty_pages:
            return ""
        last = max(*self.empty_pages, *(page for _, page in self.pages), 0)
        listed = _listed(self.empty_pages)
        verb = "holds" if len(self.empty_pages) == 1 else "hold"
        return (
            f"Read {last - len(self.empty_pages)} of {last} pages: {listed} {verb} no text, "
            "perhaps only a picture of it."
        )


def _listed(pages: Sequence[int]) -> str:
    shown = [str(page) for page in sorted(pages)]
    if len(shown) == 1:
        return f"page {shown[0]}"
    if len(shown) > 8:
        shown = [*shown[:7], f"{len(shown) - 7} more"]
    return f"pages {', '.join(shown[:-1])} and {shown[-1]}"


def _lay_out(blocks: Iterable[Block]) -> _Laid:
    """One text of all paragraphs; a heading becomes a line where its part begins."""
    laid = _Laid()
    above: list[str] = []
    for block in blocks:
        path = block.heading.split(_PATH) if block.heading else []
        if not block.text and not path:
            laid.empty_pages.append(block.page)
            continue
        shared = _shared(above, path)
        if not block.text and shared == len(path):
            shared -= 1  # the same heading once more
        for level, heading in enumerate(path[shared:], shared + 1):
            start, end = laid.add(heading, block.page)
            laid.headings.append(_Heading(heading, level, start, end, block.page))
        above = path
        if block.text:
            laid.add(_unix(block.text), block.page)
    return laid


def _shared(above: Sequence[str], path: Sequence[str]) -> int:
    """How many headings from the highest down are still open."""
    for at, (old, new) in enumerate(zip(above, path, strict=False)):
        if old != new:
            return at
    return min(len(above), len(path))


def _merged(text: str, known: Sequence[Section]) -> tuple[Section, ...]:
    """Headings that the file names, and those that the text shows, in order."""
    shown = sections_of(text)
    if not any(one.heading for one in known):
        return shown
    starts = _by_line(shown) | _by_line(known)
    order = sorted(starts)
    found = (
        [Section(heading="", level=1, start=0, end=order[0])] if text[: order[0]].strip() else []
    )
    for start, end in zip(order, [*order[1:], len(text)], strict=True):
        found.append(replace(starts[start], end=end))
    return tuple(found)


def _by_line(sections: Sequence[Section]) -> dict[int, Section]:
    """The parts with a heading, by where its line begins: where the part before it ends."""
    ends = (0, *(one.end for one in sections))
    return {start: one for start, one in zip(ends, sections, strict=False) if one.heading}


def _with_pages(sections: Sequence[Section], laid: _Laid) -> tuple[Section, ...]:
    return tuple(replace(one, page=laid.page_at(one.start)) for one in sections)


def _title_of(read: ReadDocument | str, laid: _Laid, text: str) -> str:
    """The title that a file bears, or its first heading; else what the text calls itself."""
    if isinstance(read, str):
        return _title_in(text)
    stem = clean_title(PurePath(read.name).stem)
    numbered = read.title[:1].isdigit()  # the heading of a part, below the title
    if read.title not in (stem, read.name) and laid.headings and not numbered:
        return read.title
    first = laid.headings[0] if laid.headings else None
    if first and first.start < _OPENING and not numbered:
        return first.title
    return _title_in(text) or read.title


def _title_in(text: str) -> str:
    """What the text calls itself: its subject, else its first line."""
    if subject := _SUBJECT.match(text):
        return subject[1].strip()
    lines = (_LABEL.sub("", _MARKS.sub("", line)) for line in text.splitlines())
    return next(
        (line for line in lines if re.search(r"\w", line) and not _GREETING.match(line)), ""
    )


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
