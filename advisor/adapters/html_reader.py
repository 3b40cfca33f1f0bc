"""Reads an HTML page into paragraphs, list items and table rows under their headings."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

from advisor.adapters.markdown_reader import Headings
from advisor.domain.own_guidance import Block

MAX_DEPTH = 300  # elements within each other; deeper ones count as text of the last
MAX_BOLD_WORDS, BOLD_LEVEL = 10, 6
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# What a reader of the page does not see, or what leads elsewhere.
_UNSEEN = frozenset(
    "head noscript template svg math object iframe canvas audio video select datalist textarea "
    "nav dialog del s strike button".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre "
    "section summary table tbody td tfoot th thead tr ul".split()
)
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6")
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
# The parser takes quadratic time over unfinished tags, so what is no tag becomes text before it.
_DROPPED = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[!?][^<>]{0,20000}>",
    re.DOTALL | re.IGNORECASE,
)
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]{0,20000}>)")
# An element that begins ends those of the first set where a page leaves their end out; the search
# for one stops at an element of the second set.
_LISTS, _TABLE = frozenset({"ul", "ol", "menu"}), frozenset({"table"})
_CELLS, _TERMS = frozenset({"td", "th"}), frozenset({"dt", "dd"})
_ENDS = {
    "li": (frozenset({"li"}), _LISTS),
    "td": (_CELLS, _TABLE),
    "th": (_CELLS, _TABLE),
    "tr": (frozenset({"tr"}), _TABLE),
    "tbody": (frozenset({"tr"}), _TABLE),
    "dt": (_TERMS, frozenset({"dl"})),
    "dd": (_TERMS, frozenset({"dl"})),
}
_MAX_CELL_BLOCKS, _MAX_CELL_CHARS = 6, 1_500


def read_html(text: str, *, whole: bool = False) -> tuple[str, list[Block]]:
    """The title and the paragraphs; a table row reads `cell | cell`.

    Scripts, styles, menus and what the page hides are dropped. With `whole` a list item begins
    with "- ", every heading is a block without text of its own, and a short line in bold type
    counts as one. Takes linear time.
    """
    reader = _Reader(whole=whole)
    reader.feed(_NO_TAG.sub("&lt;", _DROPPED.sub(" ", text)))
    reader.close()
    reader.finish()
    return reader.headings.title or reader.page_title, reader.blocks


@dataclass(slots=True)
class _Open:
    tag: str
    hidden: bool


@dataclass(slots=True)
class _Row:
    """A table row under way: the texts of each cell; `frame` once it holds parts of the page."""

    cells: list[list[str]] = field(default_factory=list)
    frame: bool = False

    @property
    def is_wide(self) -> bool:
        """Whether a cell holds paragraphs rather than a value."""
        return any(
            len(cell) > _MAX_CELL_BLOCKS or sum(map(len, cell)) > _MAX_CELL_CHARS
            for cell in self.cells
        )


class _Reader(HTMLParser):
    """Follows the elements that are open; damaged pages only move text to another block."""

    def __init__(self, *, whole: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.headings = Headings(title_apart=not whole)
        self.page_title = ""
        self.blocks: list[Block] = []
        self._whole = whole
        self._open: list[_Open] = []
        self._count = Counter[str]()
        self._text: list[str] = []
        self._rows: list[_Row] = []
        self._item = False
        self._plain = False  # some of the text collected is not in bold type

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element; a block ends the text before it."""
        self._end_implied(tag)
        if tag in _BLOCKS:
            self._close_block()
        if tag == "br":
            self._text.append("\n")
        if tag in _VOID or len(self._open) >= MAX_DEPTH:
            return
        hidden = self._hidden or tag in _UNSEEN or _is_hidden(dict(attrs))
        self._open.append(_Open(tag, hidden))
        self._count[tag] += 1
        if not hidden:
            self._enter(tag)

    def handle_endtag(self, tag: str) -> None:
        """End an element and all that it holds; an end without a beginning is passed over."""
        if tag in _BLOCKS:
            self._close_block()
        if self._count[tag]:
            last = max(at for at, one in enumerate(self._open) if one.tag == tag)
            self._close_to(last)

    def handle_data(self, data: str) -> None:
        """Collect text that is seen, and the title in the head."""
        if self._count["head"] and self._open[-1].tag == "title":
            self.page_title = self.page_title or " ".join(data.split())
        elif not self._hidden:
            bold = self._count["b"] or self._count["strong"]
            self._plain = self._plain or bool(data.strip() and not bold)
            self._text.append(data if self._count["pre"] else re.sub(r"\s", " ", data))

    def finish(self) -> None:
        """Close what the page left open."""
        self._close_block()
        self._close_to(0)

    @property
    def _hidden(self) -> bool:
        return bool(self._open) and self._open[-1].hidden

    def _enter(self, tag: str) -> None:
        if tag == "li":
            self._item = True
        elif tag == "tr":
            self._rows.append(_Row())
        elif tag in _CELLS and self._rows:
            self._rows[-1].cells.append([])
        elif (tag == "table" or tag in _TITLES) and self._rows:
            self._make_frame(self._rows[-1])

    def _end_implied(self, tag: str) -> None:
        """End what HTML ends by itself: a paragraph before a block, an item before an item."""
        if tag in _BLOCKS:
            self._close_nearest(frozenset({"head"}), frozenset())
            self._close_nearest(frozenset({"p"}), _BLOCKS)
        if tag in _ENDS:
            self._close_nearest(*_ENDS[tag])

    def _close_nearest(self, tags: frozenset[str], within: frozenset[str]) -> None:
        if not any(self._count[tag] for tag in tags):
            return
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].tag in tags:
                self._close_block()
                self._close_to(at)
                return
            if self._open[at].tag in within:
                return

    def _close_to(self, depth: int) -> None:
        while len(self._open) > depth:
            one = self._open.pop()
            self._count[one.tag] -= 1
            if one.tag == "tr" and not one.hidden and self._rows:
                self._end_row(self._rows.pop())

    def _close_block(self) -> None:
        """Make a block of the text collected so far."""
        lines = [" ".join(line.split()) for line in "".join(self._text).split("\n")]
        self._text.clear()
        text = "\n".join(line for line in lines if line)
        plain, self._plain = self._plain, False
        if not text:
            return
        level = next((at for at, tag in enumerate(_TITLES, 1) if self._count[tag]), 0)
        if not (level or plain or self._item or self._rows) and self._whole and _is_short(text):
            level = BOLD_LEVEL
        if level:
            self._add_heading(level, " ".join(text.split()))
            return
        if self._whole and self._item:
            text = f"- {text}"
        self._item = False
        row = self._rows[-1] if self._rows else None
        if row and row.cells and not row.frame:
            row.cells[-1].append(text)
        else:
            self._add(text)

    def _add_heading(self, level: int, text: str) -> None:
        self.headings.enter(level, text)
        if self._whole:
            self.blocks.append(Block(text="", heading=self.headings.path))

    def _end_row(self, row: _Row) -> None:
        said = [" ".join(" ".join(cell).split()) for cell in row.cells]
        if row.is_wide or sum(map(bool, said)) < 2:
            self._make_frame(row)
        elif not row.frame:
            self._add(" | ".join(said))

    def _make_frame(self, row: _Row) -> None:
        """Take the row for a frame of the page: its texts stand by themselves, in order."""
        if not row.frame:
            for cell in row.cells:
                for text in cell:
                    self._add(text)
        row.frame = True

    def _add(self, text: str) -> None:
        self.blocks.append(Block(text=text, heading=self.headings.path))


def _is_short(text: str) -> bool:
    """Whether a line in bold type can be a heading."""
    return len(text.split()) <= MAX_BOLD_WORDS and text[-1] not in ".,;!?"


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))
