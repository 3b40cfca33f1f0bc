"""Reads a Word file (.docx) into paragraphs under their headings."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from advisor.adapters.markdown_reader import Headings, row_text
from advisor.domain.own_guidance import Block
from advisor.errors import InputError

MAX_XML_BYTES = 20_000_000
MAX_UNPACKED_BYTES = 200_000_000
MAX_PARTS = 5_000
MAX_BOLD_WORDS, BOLD_LEVEL = 10, 6
_PARAGRAPH, _TABLE, _TEXT_BOX = qn("w:p"), qn("w:tbl"), qn("w:txbxContent")
_ROW, _CELL = qn("w:tr"), qn("w:tc")
_BREAKS = {qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:ptab")}
_HYPHEN = qn("w:noBreakHyphen")
# Deleted and moved text, field codes, and the second copy that Word keeps of a drawing.
_UNSEEN = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:instrText"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_HEADING = re.compile(r"heading (\d)")


def read_docx(name: str, data: bytes, *, whole: bool = False) -> tuple[str, list[Block]]:
    """The title and the paragraphs; `InputError` for a damaged or swollen file.

    With `whole` a list item begins with "- ", every heading is a block without text of its own,
    and a short line in bold type counts as one.
    """
    _check_archive(name, data)
    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(document, whole=whole)
        blocks = list(reader.blocks(document.element.body))
    except Exception as error:  # the parser raises many kinds for a damaged file
        raise _damaged(name) from error
    return reader.headings.title, blocks


def _check_archive(name: str, data: bytes) -> None:
    """Refuse what is no sound archive, and what would swell when it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise _damaged(name) from error
    if any(part.flag_bits & 0x1 for part in parts):
        raise InputError(f"{name} is protected with a password. Save it without one and add that.")
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    unpacked = sum(part.file_size for part in parts)
    if xml > MAX_XML_BYTES or unpacked > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS:
        raise InputError(
            f"{name} is too large when unpacked: {unpacked / 1e6:.0f} MB in {len(parts)} parts, "
            f"{xml / 1e6:.0f} MB of it text. Split it, and add the parts that matter."
        )
    if "[Content_Types].xml" not in {part.filename for part in parts}:
        raise _damaged(name)


def _damaged(name: str) -> InputError:
    return InputError(
        f"{name} is damaged or not a Word file. Open it in Word or LibreOffice, save it as .docx "
        "again and add that file."
    )


class _Reader:
    """Walks the body in the order of reading."""

    def __init__(self, document: Document, *, whole: bool = False) -> None:
        self.headings = Headings(title_apart=not whole)
        self._whole = whole
        self._levels = _heading_levels(document)
        self._lists = {
            style.styleId
            for style in document.styles.element.style_lst
            if (style.name_val or "").lower().startswith("list ")
        }

    def blocks(self, parent: BaseOxmlElement) -> Iterator[Block]:
        """Paragraphs and table rows below an element; text boxes follow their paragraph."""
        for child in parent:
            if child.tag == _PARAGRAPH:
                yield from self._paragraph(child)
            elif child.tag == _TABLE:
                yield from self._table(child)
            elif child.tag not in _UNSEEN:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        text = " ".join("".join(_texts(paragraph)).split())
        level = self._level(paragraph)
        if level is None and self._whole and text and _is_bold_line(paragraph, text):
            level = BOLD_LEVEL
        if level is not None and text:
            self.headings.enter(level, text)
            if self._whole:
                yield Block(text="", heading=self.headings.path)
        elif text:
            mark = "- " if self._whole and self._is_item(paragraph) else ""
            yield Block(text=f"{mark}{text}", heading=self.headings.path)
        for box in _text_boxes(paragraph):
            yield from self.blocks(box)

    def _level(self, paragraph: Any) -> int | None:
        """1 for a title or a top heading, 2 and on below it, None for other text."""
        properties = paragraph.pPr
        if properties is None:
            return None
        outline = properties.find(qn("w:outlineLvl"))
        if outline is not None and (value := outline.get(qn("w:val"), "9")).isdigit():
            return int(value) + 1 if int(value) < 9 else None
        style = properties.style
        return self._levels.get(style) if style else None

    def _is_item(self, paragraph: Any) -> bool:
        properties = paragraph.pPr
        if properties is None:
            return False
        return properties.numPr is not None or properties.style in self._lists

    def _table(self, table: Any) -> Iterator[Block]:
        rows = [[_cell_text(cell) for cell in row.iter(_CELL)] for row in table.iter(_ROW)]
        widest = max(map(len, rows), default=0)
        if widest <= 1 or len(rows) == 1:
            texts = [text for row in rows for text in row]
        else:
            header = rows[0] if len(set(rows[0])) > 1 else []
            texts = [row_text(header, row) for row in (rows[1:] if header else rows)]
        yield from (Block(text=text, heading=self.headings.path) for text in texts if text)


def _heading_levels(document: Document) -> dict[str, int]:
    """Heading level by style id; Word names built-in styles in English in every language."""
    levels = {}
    for style in document.styles.element.style_lst:
        name = (style.name_val or "").lower()
        if name == "title":
            levels[style.styleId] = 1
        elif found := _HEADING.match(name):
            levels[style.styleId] = int(found[1])
    return levels


def _texts(element: Any) -> Iterator[str]:
    """What is seen of a paragraph, text boxes apart."""
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield " "
        elif child.tag == _HYPHEN:
            yield "-"
        elif child.tag == _TEXT_BOX or child.tag in _UNSEEN or _is_hidden(child):
            continue
        else:
            yield from _texts(child)


def _is_hidden(element: Any) -> bool:
    """Whether this is a run in hidden type, which no reader of the document sees."""
    if element.tag != qn("w:r"):
        return False
    mark = element.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return mark is not None and mark.get(qn("w:val"), "1") not in ("0", "false", "off")


def _is_bold_line(paragraph: Any, text: str) -> bool:
    """Whether the line is short, no sentence, and set in bold type as a whole."""
    if len(text.split()) > MAX_BOLD_WORDS or text[-1] in ".,;!?":
        return False
    runs = [run for run in paragraph.iter(qn("w:r")) if "".join(_texts(run)).strip()]
    marks = [run.find(f"{qn('w:rPr')}/{qn('w:b')}") for run in runs]
    return bool(runs) and all(
        mark is not None and mark.get(qn("w:val"), "1") not in ("0", "false", "off")
        for mark in marks
    )


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    for box in paragraph.iter(_TEXT_BOX):
        if not any(parent.tag in _UNSEEN for parent in box.iterancestors()):
            yield box


def _cell_text(cell: Any) -> str:
    paragraphs = ("".join(_texts(paragraph)) for paragraph in cell.iter(_PARAGRAPH))
    return " ".join(" ".join(paragraphs).split())
