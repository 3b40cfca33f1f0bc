"""Reads the Markdown of templates: headings, paragraphs, lists and tables; all else is text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

_HEADING = re.compile(r"^(?P<marks>#{1,6}) +(?P<text>.+?) *#*$")
_ITEM = re.compile(r"^ *(?:[-*+]|(?P<number>\d{1,3})[.)]) +(?P<text>.+)$")
_RULE = re.compile(r"^\|?[\s|:-]*-[\s|:-]*$")
_CELL = re.compile(r"(?<!\\)\|")
_LABEL = re.compile(r"^(?:\*\*)?[A-Z][\w' -]{1,28}:(?:\*\*)? ")
_INLINE = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()#+.!|<>~-])|(?P<bold>\*\*)|(?P<placeholder>\[[^\[\]\\]+\])"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` counts its `#` marks."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that follow each other; one that begins with a label keeps its line of its own."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A list item; numbered ones know their number."""

    text: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Item | Table


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look; a placeholder includes its brackets."""

    text: str
    bold: bool = False
    placeholder: bool = False


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """The blocks in order."""
    # Other line ends than these may stand inside a text that a user typed.
    return tuple(_blocks(markdown.replace("\r\n", "\n").split("\n")))


def runs_of(text: str) -> tuple[Run, ...]:
    """The text by looks: bold, placeholders, plain; backslash escapes undone."""
    return tuple(run for run in _runs(text) if run.text)


def plain(text: str) -> str:
    """The text without marks."""
    return "".join(run.text for run in runs_of(text))


def is_placeholder(text: str) -> bool:
    """Whether the whole text is one `[placeholder]`."""
    runs = runs_of(text.strip())
    return len(runs) == 1 and runs[0].placeholder


def sections_of(blocks: tuple[Block, ...]) -> tuple[tuple[str, tuple[Block, ...]], ...]:
    """The blocks below each heading with its text; those before the first have an empty one."""
    sections: list[tuple[str, list[Block]]] = [("", [])]
    for block in blocks:
        if isinstance(block, Heading):
            sections.append((block.text, []))
        else:
            sections[-1][1].append(block)
    return tuple((title, tuple(held)) for title, held in sections if title or held)


def _blocks(lines: list[str]) -> Iterator[Block]:
    position = 0
    while position < len(lines):
        line = lines[position].strip()
        if heading := _HEADING.match(line):
            yield Heading(len(heading["marks"]), heading["text"])
        elif _starts_table(lines, position):
            rows = list(takewhile(lambda row: "|" in row, lines[position + 2 :]))
            yield _table(line, rows)
            position += len(rows) + 1
        elif item := _ITEM.match(line):
            yield Item(item["text"].strip(), int(item["number"]) if item["number"] else None)
        elif line and not set(line) <= {"-", "*", "_", " "}:
            run = list(takewhile(_is_text, (lines[i] for i in range(position + 1, len(lines)))))
            yield Paragraph(_joined([line, *run]))
            position += len(run)
        position += 1


def _starts_table(lines: list[str], position: int) -> bool:
    follows = lines[position + 1].strip() if position + 1 < len(lines) else ""
    return "|" in lines[position] and "|" in follows and bool(_RULE.match(follows))


def _is_text(line: str) -> bool:
    stripped = line.strip()
    special = _HEADING.match(stripped) or _ITEM.match(stripped) or stripped.startswith("|")
    return bool(stripped) and not special and not set(stripped) <= {"-", "*", "_"}


def _joined(lines: list[str]) -> tuple[str, ...]:
    joined: list[str] = []
    for line in map(str.strip, lines):
        if joined and not _LABEL.match(line):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return tuple(joined)


def _table(header: str, rows: list[str]) -> Table:
    head = _cells(header)
    return Table(head, tuple(_padded(_cells(row), len(head)) for row in rows))


def _cells(row: str) -> tuple[str, ...]:
    inner = row.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith(r"\|"):
        inner = inner[:-1]
    return tuple(cell.strip() for cell in _CELL.split(inner))


def _padded(cells: tuple[str, ...], length: int) -> tuple[str, ...]:
    return (*cells, *[""] * (length - len(cells)))[:length]


def _runs(text: str) -> Iterator[Run]:
    bold, end, held = False, 0, ""
    for match in _INLINE.finditer(text):
        held += text[end : match.start()]
        end = match.end()
        if match["escaped"]:
            held += match["escaped"]
            continue
        yield Run(held, bold)
        held = ""
        if match["bold"]:
            bold = not bold
        else:
            yield Run(match["placeholder"], bold, placeholder=True)
    yield Run(held + text[end:], bold)
