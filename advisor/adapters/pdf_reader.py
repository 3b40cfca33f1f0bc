"""Reads a PDF file into paragraphs with their pages and headings."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PdfReader

from advisor.domain.own_guidance import Block
from advisor.errors import InputError

MAX_PAGES = 3_000
MAX_TEXT_CHARS = 20_000_000
_LARGER = 1.12
_MAX_HEADING_WORDS = 14
_MAX_PARAGRAPH_CHARS = 10_000
_REPEATED = 0.6
_BULLET = re.compile(r"^[-*•‣◦▪\u2013\ue000-\uf8ff]\s+")
_ITEM = re.compile(r"^(?:[-*•‣◦▪\u2013\ue000-\uf8ff]|\d{1,3}[.)]|[a-z][.)]|\([a-z0-9]{1,3}\))\s")
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[A-Z][^.;:!?]*$")
_TITLE_JUNK = re.compile(r"^(microsoft word|untitled)|\.(docx?|pdf|odt|txt|indd)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float
    page: int


def read_pdf(name: str, data: bytes, *, whole: bool = False) -> tuple[str, list[Block]]:
    """The title and the paragraphs of each page, without running heads and page numbers.

    With `whole` a list item begins with "- ", every heading is a block without text of its own,
    and a page without text is a block that holds its number only.
    `InputError` for a file that is damaged, encrypted, scanned without text or too long.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    if b"%PDF-" not in data[:1024]:
        raise _damaged(name)
    try:
        reader = PdfReader(io.BytesIO(data))
        encrypted = reader.is_encrypted
        pages = 0 if encrypted else len(reader.pages)
    except Exception as error:  # the parser raises many kinds for a damaged file
        raise _damaged(name) from error
    if encrypted:
        raise InputError(
            f"{name} is protected with a password. Print it to a new PDF without protection and "
            "add that file."
        )
    _check_length(name, too_long=pages > MAX_PAGES)
    lines = _without_running_heads(_lines_of(name, reader), pages)
    if not lines:
        raise InputError(
            f"{name} holds pictures of pages and no text. Run text recognition (OCR) on it, or add "
            "the document that it was scanned from."
        )
    first = lines[0].text if _is_heading(lines[0], None, _body_size(lines)) else ""
    blocks = list(_blocks(lines, whole=whole))
    if whole:
        blocks += _empty_pages(lines, pages)
    return _title_of(reader) or first, blocks


def _empty_pages(lines: Sequence[_Line], pages: int) -> Iterator[Block]:
    held = {line.page for line in lines}
    return (Block(text="", page=number) for number in range(1, pages + 1) if number not in held)


def _damaged(name: str) -> InputError:
    return InputError(
        f"{name} is damaged or not a PDF. Open it in a viewer, print it to a new PDF and add that "
        "file."
    )


def _check_length(name: str, *, too_long: bool) -> None:
    if too_long:
        raise InputError(
            f"{name} is too long: the limit is {MAX_PAGES} pages and 20 MB of text. Split it, and "
            "add the parts that matter."
        )


def _lines_of(name: str, reader: PdfReader) -> list[_Line]:
    lines: list[_Line] = []
    size = 0
    for number in range(len(reader.pages)):
        try:
            found = _page_lines(reader.pages[number], number + 1)
        except Exception as error:  # the parser raises many kinds for a damaged page
            raise _damaged(name) from error
        size += sum(len(line.text) for line in found)
        _check_length(name, too_long=size > MAX_TEXT_CHARS)
        lines.extend(found)
    return lines


def _page_lines(page: Any, number: int) -> list[_Line]:
    """The lines of a page; `size` is the height in which most of a line is set, in points."""
    pieces: list[tuple[str, float]] = []

    def see(text: str, matrix: Any, text_matrix: Any, _font: Any, size: Any) -> None:
        scale = abs(float(text_matrix[3]) * float(matrix[3])) or 1.0
        pieces.append((text, abs(float(size or 0)) * scale))

    page.extract_text(visitor_text=see)
    lines: list[_Line] = []
    text, sizes = "", Counter[float]()
    for piece, size in [*pieces, ("\n", 0.0)]:
        for part in re.split(r"(\n)", piece):
            if part == "\n":
                height = sizes.most_common(1)[0][0] if sizes else 0.0
                lines.append(_Line(" ".join(text.split()), height, number))
                text, sizes = "", Counter()
            else:
                text += part
                sizes[round(size, 1)] += len(part.strip())
    return lines


def _without_running_heads(lines: Sequence[_Line], pages: int) -> list[_Line]:
    """Drop page numbers, and what most pages begin or end with."""
    filled = [line for line in lines if line.text]
    edges = {
        index
        for index, line in enumerate(filled)
        if index == 0
        or index == len(filled) - 1
        or filled[index - 1].page != line.page
        or filled[index + 1].page != line.page
    }
    seen = Counter(_pattern(filled[index]) for index in edges)
    repeated = {text for text, count in seen.items() if pages >= 3 and count >= _REPEATED * pages}
    dropped = {
        index
        for index in edges
        if _pattern(filled[index]) in repeated
        or re.fullmatch(r"(?:page )?\d+(?: (?:of|/) \d+)?", filled[index].text.lower())
    }
    return [line for index, line in enumerate(filled) if index not in dropped]


def _pattern(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _blocks(lines: Sequence[_Line], *, whole: bool = False) -> Iterator[Block]:
    """Paragraphs: lines are joined until one ends early, or a heading or an item begins."""
    body = _body_size(lines)
    width = _full_width(lines)
    open_block = Block(text="")
    after_heading = False
    for line, previous in zip(lines, [None, *lines], strict=False):
        if _is_heading(line, previous, body):
            wrapped = after_heading and _is_wrapped(line, previous)
            if not wrapped and (open_block.text or (whole and after_heading)):
                yield open_block
            heading = f"{open_block.heading} {line.text}" if wrapped else line.text
            open_block = Block(text="", heading=heading, page=line.page)
            after_heading = True
            continue
        if after_heading and whole:
            yield open_block
        elif open_block.text and not _goes_on(open_block.text, line, previous, width):
            yield open_block
            open_block = replace(open_block, text="")
        after_heading = False
        if open_block.text:
            open_block = replace(open_block, text=_joined(open_block.text, line.text))
        else:
            text = _BULLET.sub("- " if whole else "", line.text)
            open_block = replace(open_block, text=text, page=line.page)
    if open_block.text or (whole and after_heading):
        yield open_block


def _is_wrapped(line: _Line, previous: _Line | None) -> bool:
    """Whether a heading goes on from the line before."""
    return previous is not None and previous.size == line.size and not _NUMBERED.match(line.text)


def _body_size(lines: Sequence[_Line]) -> float:
    """The height that most characters have."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _full_width(lines: Sequence[_Line]) -> int:
    """Characters of a line that reaches the margin."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(len(lengths) * 0.8)]


def _is_heading(line: _Line, previous: _Line | None, body: float) -> bool:
    words = line.text.split()
    if len(words) > _MAX_HEADING_WORDS or not re.search(r"[^\W\d_]", line.text):
        return False
    if body and line.size > body * _LARGER:
        return not line.text.endswith((".", ";", ","))
    ended = previous is None or previous.text[-1] in ".:;!?" or previous.size != line.size
    return ended and len(words) <= 8 and bool(_NUMBERED.match(line.text))


def _goes_on(text: str, line: _Line, previous: _Line | None, width: int) -> bool:
    """Whether a line belongs to the paragraph `text`."""
    if _ITEM.match(line.text) or previous is None or len(text) > _MAX_PARAGRAPH_CHARS:
        return False
    if text[-1] in ".!?:":
        return previous.page == line.page and len(previous.text) > 0.8 * width
    return line.text[0].islower() or len(previous.text) > 0.6 * width


def _joined(text: str, line: str) -> str:
    """Two lines as one; a word that was parted at the end of the line is whole again."""
    if re.search(r"[a-z]-$", text) and line[:1].islower():
        return text[:-1] + line
    return f"{text} {line}"


def _title_of(reader: PdfReader) -> str:
    """The title in the file's properties where it is one; many programs write a file name."""
    try:
        title = str((reader.metadata and reader.metadata.title) or "").strip()
    except Exception:  # noqa: BLE001  # damaged properties are no reason to refuse the text
        return ""
    return "" if _TITLE_JUNK.search(title) else title
