"""Reads Markdown and plain text into paragraphs under their headings."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence

import yaml

from advisor.domain.own_guidance import Block

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ATX = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+|$)")
_SETEXT = re.compile(r"^ {0,3}(=+|-{2,})[ \t]*$")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
# Spans are bounded so that no text, however odd, takes more than linear time.
_ITEM = re.compile(r"^\s*(?:>\s*)*(?:[-*+•]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_BULLET = re.compile(r"^\s*[-*+•][ \t]+")
_QUOTE = re.compile(r"^\s*(?:>[ \t]?)+")
_INLINE = (
    (re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\]\n]{1,300})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,300}\])"), r"\1"),
    (re.compile(r"<(https?://[^>\s]+|[^@>\s]+@[^>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>\n]{0,2000}>"), " "),
    (re.compile(r"(\*\*|__|~~)(?=\S)(.{1,500}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"(?<!`)`([^`\n]+)`(?!`)"), r"\1"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)
_PARAGRAPHS = re.compile(r"\n[ \t\f\v]*\n|\f|\n(?=[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t])")


class Headings:
    """The path of headings above a paragraph; the first top heading is the document's title.

    With `title_apart` the title is no part of the path.
    """

    def __init__(self, *, title_apart: bool = True) -> None:
        self.title = ""
        self._title_apart = title_apart
        self._above: list[tuple[int, str]] = []

    def enter(self, level: int, text: str) -> None:
        """Begin the section of a heading; level 1 is the highest."""
        self._above = [one for one in self._above if one[0] < level]
        is_title = not self.title and level == 1
        if is_title:
            self.title = text
        if text and not (is_title and self._title_apart):
            self._above.append((level, text))

    @property
    def path(self) -> str:
        """Headings from the highest down."""
        return " > ".join(text for _, text in self._above)


def read_plain(text: str) -> tuple[str, list[Block]]:
    """No title, and the paragraphs: parted by blank lines, page breaks and list marks."""
    parts = _PARAGRAPHS.split(_unix(text))
    texts = (" ".join(_BULLET.sub("", part).split()) for part in parts)
    return "", [Block(text=text) for text in texts if text]


def read_markdown(text: str) -> tuple[str, list[Block]]:
    """The title and the paragraphs of CommonMark with tables, without their marks.

    Comments, tags and link addresses are dropped, a table row reads `Column: cell; Column: cell.`
    """
    text = _unix(text)
    front = _FRONT.match(text)
    headings = Headings()
    body = _COMMENT.sub("", text[front.end() :] if front else text)
    blocks = [
        Block(text=paragraph, heading=path) for path, paragraph in _paragraphs(body, headings)
    ]
    return (_title_in(front[1]) if front else "") or headings.title, blocks


def row_text(header: Sequence[str], cells: Sequence[str]) -> str:
    """A table row as one sentence that names the columns."""
    filled = [(name, cell) for name, cell in _paired(header, cells) if cell]
    said = "; ".join(f"{name}: {cell}" if name else cell for name, cell in filled)
    return said if not said or said[-1] in ".!?" else f"{said}."


def _paired(header: Sequence[str], cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place, cell in enumerate(cells):
        name = header[place].rstrip(": ") if place < len(header) else ""
        yield name, cell.rstrip("; ") if cell != name else ""


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _title_in(front: str) -> str:
    """The `title` of the front matter; damaged front matter has none."""
    try:
        values = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError, RecursionError):
        return ""
    title = values.get("title") if isinstance(values, dict) else None
    return title if isinstance(title, str) else ""


def _paragraphs(body: str, headings: Headings) -> Iterator[tuple[str, str]]:
    """Paragraphs with the path of their headings, in order."""
    lines: list[str] = []
    table: list[str] = []
    fence = ""
    for line in [*body.split("\n"), ""]:
        mark = _FENCE.match(line)
        if fence or mark:
            yield from _closed(lines, headings)
            fence = "" if fence and mark and mark[1].startswith(fence) else fence or mark[1]  # type: ignore[index]  # one of the two is there
            if not mark and line.strip():
                yield headings.path, line.strip()
            continue
        is_row = "|" in line and (bool(table) or line.lstrip().startswith("|"))
        if table and not is_row:
            yield from ((headings.path, row) for row in _rows(table))
            table = []
        if is_row:
            yield from _closed(lines, headings)
            table.append(line)
        elif atx := _ATX.match(line):
            yield from _closed(lines, headings)
            headings.enter(len(atx[1]), _plain(line[atx.end() :].rstrip("# \t")))
        elif lines and len(lines) == 1 and (under := _SETEXT.match(line)):
            headings.enter(1 if under[1][0] == "=" else 2, _plain(lines.pop()))
        else:
            if not line.strip() or _ITEM.match(line):
                yield from _closed(lines, headings)
            if text := _QUOTE.sub("", _ITEM.sub("", line)).strip():
                lines.append(text)


def _closed(lines: list[str], headings: Headings) -> Iterator[tuple[str, str]]:
    """The paragraph collected so far, if there is one; the collection starts anew."""
    if lines:
        text = _plain(" ".join(lines))
        lines.clear()
        if text:
            yield headings.path, text


def _rows(table: Iterable[str]) -> Iterator[str]:
    cells = [
        [_plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]
        for row in table
        if set(row) - set(" \t|:-")
    ]
    header, rest = cells[:1], cells[1:]
    for row in rest:
        yield row_text(header[0], row)
    if header and not rest:
        yield row_text((), header[0])


def _plain(text: str) -> str:
    """Text as it is seen: without marks of emphasis, links, images and tags."""
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return " ".join(html.unescape(text).split())
