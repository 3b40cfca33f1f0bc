"""Draws a Markdown table in a Word document: fitted columns, shaded header, marked placeholders."""

from collections.abc import Sequence
from itertools import pairwise

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from advisor.adapters.docx_style import ACCENT, clean
from advisor.adapters.markdown_blocks import Table, plain, runs_of

_HEADER_FILL = str(ACCENT)
_LABEL_FILL = "EEF4F3"
_PLACEHOLDER_FILL = "FFF2C2"
_PLACEHOLDER_INK = RGBColor(0x5C, 0x46, 0x00)
_LINE = "B9C4C3"
_WHITE = RGBColor(0xFF, 0xFF, 0xFF)
_EM_CM = 0.0353
_PADDING_CM = 0.42
_FORM_SHARES = (0.3, 0.7)


def add_table(document: Document, table: Table, width_cm: float) -> None:
    """The table over the whole width, with a header row that repeats on each page."""
    size = _font_size(len(table.header))
    widths = _widths(table, width_cm, size)
    drawn = document.add_table(rows=0, cols=len(table.header))
    drawn.autofit = False
    _set_borders(drawn._tbl.tblPr)  # noqa: SLF001  # python-docx has no borders
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Cm(width)
    _add_row(drawn.add_row(), table.header, widths, size, kind="header")
    label = len(table.header) == 2
    for cells in table.rows:
        kind = "total" if plain(cells[0]).lower() == "total" else "label" if label else "body"
        _add_row(drawn.add_row(), cells, widths, size, kind=kind)
    _keep_short_table_together(drawn, len(table.rows))
    document.add_paragraph(style="Table End")


def write_runs(
    paragraph: WordParagraph, text: str, *, bold: bool = False, ink: RGBColor | None = None
) -> None:
    """The text with bold parts, and placeholders on a yellow ground."""
    for part in runs_of(text):
        run = paragraph.add_run(_spaced(part.text))
        run.bold = True if bold or part.bold else None
        if part.placeholder:
            run.font.color.rgb = _PLACEHOLDER_INK
            run._r.get_or_add_rPr().append(_shading(_PLACEHOLDER_FILL))  # noqa: SLF001
        elif ink is not None:
            run.font.color.rgb = ink


def _spaced(text: str) -> str:
    """The text cleaned, with the blanks at its ends kept."""
    before = " " if text[:1].isspace() else ""
    after = " " if text.strip() and text[-1:].isspace() else ""
    return f"{before}{clean(text)}{after}"


def _font_size(columns: int) -> float:
    """In points; many columns take smaller letters."""
    return 9.5 if columns <= 5 else 8.5 if columns <= 8 else 7.5


def _widths(table: Table, total_cm: float, size: float) -> list[float]:
    """Column widths in cm: no word is broken, and the longer texts get the room that is left."""
    if len(table.header) == 2:
        return [share * total_cm for share in _FORM_SHARES]
    columns = [
        [plain(cell) for cell in column] for column in zip(table.header, *table.rows, strict=True)
    ]
    letter = size * _EM_CM * 0.54
    least = [max(map(_longest_word, column)) * letter + _PADDING_CM for column in columns]
    wish = [max(map(len, column)) ** 0.6 for column in columns]
    spare = total_cm - sum(least)
    if spare <= 0:
        return [width * total_cm / sum(least) for width in least]
    return [low + spare * share / sum(wish) for low, share in zip(least, wish, strict=True)]


def _longest_word(text: str) -> int:
    return max((len(word) for word in text.replace("-", "- ").split()), default=1)


def _add_row(
    row: object, cells: Sequence[str], widths: Sequence[float], size: float, *, kind: str
) -> None:
    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined]  # noqa: SLF001
    properties.append(OxmlElement("w:cantSplit"))
    if kind == "header":
        properties.append(OxmlElement("w:tblHeader"))
    for number, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):  # type: ignore[attr-defined]
        cell.width = Cm(widths[number])
        strong = kind in {"header", "total"} or (kind == "label" and number == 0)
        _write_cell(cell, text, size, bold=strong, ink=_WHITE if kind == "header" else None)
        if kind == "header":
            _fill(cell, _HEADER_FILL)
        elif strong:
            _fill(cell, _LABEL_FILL)


def _write_cell(cell: _Cell, text: str, size: float, *, bold: bool, ink: RGBColor | None) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = "Table Text"
    write_runs(paragraph, text, bold=bold, ink=ink)
    for run in paragraph.runs:
        run.font.size = Pt(size)


def _fill(cell: _Cell, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(_shading(colour))  # noqa: SLF001  # python-docx has no fill


def _shading(colour: str) -> BaseOxmlElement:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    return shading


def _set_borders(properties: object) -> None:
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    for side, twips in (("top", 50), ("left", 90), ("bottom", 50), ("right", 90)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # The schema wants borders before the layout, and the margins after it.
    layout = properties.find(qn("w:tblLayout"))  # type: ignore[attr-defined]
    layout.addprevious(borders)
    layout.addnext(margins)


def _keep_short_table_together(drawn: object, rows: int) -> None:
    """A table of a few rows moves to the next page as a whole."""
    last = rows if rows <= 6 else 1
    for row, _ in pairwise(drawn.rows):  # type: ignore[attr-defined]
        if last < 0:
            return
        last -= 1
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
