"""The look of the workbooks: fonts, fills, widths, checks of what is typed, and printing."""

import re
from collections.abc import Sequence
from textwrap import wrap

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from advisor.adapters.docx_style import FONT, clean
from advisor.adapters.markdown_blocks import Table, is_placeholder, plain, runs_of
from advisor.adapters.workbook_formulas import MAX_SCORE, Placed, Rules, number_in

FORM_TAB, EXAMPLE_TAB = "1B5E5A", "B9C4C3"
NOTE_WIDTH = 100.0
UPRIGHT_WIDTH = 105.0
_ACCENT, _MUTED, _LINE = "1B5E5A", "595F69", "B9C4C3"
_FILLS = {
    "header": PatternFill("solid", fgColor=_ACCENT),
    "input": PatternFill("solid", fgColor="FFF6D6"),
    "computed": PatternFill("solid", fgColor="E9EEEE"),
    "strong": PatternFill("solid", fgColor="EEF4F3"),
}
_GOOD = PatternFill("solid", bgColor="D5EBD8")
_BAD = PatternFill("solid", bgColor="F8D7D3")
_EDGE = Side(style="thin", color=_LINE)
_BORDER = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_WRAP = Alignment(wrap_text=True, vertical="center")
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_LEAST, _MOST, _FORM_WIDTHS = 10.0, 42.0, [34.0, 70.0]
_WIDEST_SHEET = 190.0
_LINE_HEIGHT = 15.5
_WORDS_TO_CHOOSE = frozenset(
    "yes no partly better same worse new done late dropped on off depends approved refused later "
    "good mixed poor fact guess".split()
)


def column_widths(tables: Sequence[Table]) -> list[float]:
    """Widths in characters that suit all tables of a sheet."""
    columns = max((len(table.header) for table in tables), default=1)
    if columns == 1:
        return [NOTE_WIDTH]
    if columns == 2:
        return list(_FORM_WIDTHS)
    widths = [_LEAST] * columns
    for table in tables:
        if len(table.header) == 2:
            widths[0] = max(widths[0], _FORM_WIDTHS[0] * 0.7)
            continue
        for number, cells in enumerate(zip(table.header, *table.rows, strict=True)):
            texts = [plain(cell) for cell in cells]
            word = max(len(word) for text in texts for word in (*text.split(), "")) + 3
            wish = min(_MOST, max(len(text) for text in texts) * 0.55 + 5)
            widths[number] = max(widths[number], word, wish)
    total = sum(widths)
    target = min(max(total, NOTE_WIDTH), _WIDEST_SHEET)
    return [round(max(_LEAST, width * target / total), 1) for width in widths]


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set the columns' widths and hide the grid, since tables have borders of their own."""
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.sheet_view.showGridLines = False


def write_heading(sheet: Worksheet, row: int, text: str, columns: int) -> None:
    """The sheet's title over its whole width."""
    cell = sheet.cell(row, 1)
    _write_text(cell, text)
    cell.font = Font(name=FONT, size=16, bold=True, color=_ACCENT)
    sheet.row_dimensions[row].height = 24
    if columns > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)


def write_note(sheet: Worksheet, row: int, text: str, widths: Sequence[float]) -> None:
    """A line of text over the whole width; its height is set, since merged cells do not grow."""
    cell = sheet.cell(row, 1)
    _write_text(cell, plain(text))
    cell.font, cell.alignment = Font(name=FONT, size=11), _WRAP
    end = _note_end(widths)
    sheet.row_dimensions[row].height = _height([(plain(text), sum(widths[:end]))])
    if len(widths) > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=end)


def fit_row(sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[float]) -> None:
    """Make a table's row high enough for its texts; `widths` belong to the texts."""
    sheet.row_dimensions[row].height = _height(list(zip(texts, widths, strict=True))) + 3


def _height(texts: Sequence[tuple[str, float]]) -> float:
    """The height in points of texts in columns of so many characters."""
    lines = (len(wrap(text, max(4, int(width * 1.05)))) for text, width in texts)
    return _LINE_HEIGHT * max(1, *lines, 1)


def _note_end(widths: Sequence[float]) -> int:
    """The last column of a note: lines longer than a page's are hard to read."""
    total = 0.0
    for number, width in enumerate(widths, 1):
        total += width
        if total >= NOTE_WIDTH:
            return number
    return len(widths)


def merge_answers(sheet: Worksheet, top: int, rows: int, widths: Sequence[float]) -> None:
    """Let the second column of a two-column table reach over the columns of wider tables."""
    for row in range(top, top + rows + 1):
        for column in range(3, len(widths) + 1):
            sheet.cell(row, column).border = _BORDER
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=len(widths))


def write_header(sheet: Worksheet, row: int, header: Sequence[str]) -> None:
    """A table's header row."""
    for column, text in enumerate(header, 1):
        cell = sheet.cell(row, column)
        _write_text(cell, plain(text))
        cell.font = Font(name=FONT, size=11, bold=True, color="FFFFFF")
        cell.fill, cell.border, cell.alignment = _FILLS["header"], _BORDER, _WRAP


def write_cell(cell: Cell, text: str, *, number: bool = False, strong: bool = False) -> None:
    """A cell of a table; a placeholder in a column of numbers stays empty for typing."""
    shown, amount = plain(text), number_in(plain(text))
    waiting = any(run.placeholder for run in runs_of(text))
    if amount is not None:
        cell.value = int(amount) if amount == int(amount) else amount
        decimals = "0" * len(shown.partition(".")[2])
        cell.number_format = f"#,##0.{decimals}".rstrip(".") if "," in shown else "General"
    elif not (number and is_placeholder(text)):
        _write_text(cell, shown)
    cell.font = Font(name=FONT, size=11, bold=strong)
    cell.border, cell.alignment = _BORDER, _WRAP
    if amount is not None:
        cell.alignment = _LEFT
    if waiting or number:
        cell.fill = _FILLS["input"]
    elif strong:
        cell.fill = _FILLS["strong"]


def write_formula(cell: Cell, formula: str, shows: str, *, strong: bool) -> None:
    """A computed cell, or an empty one of the same look."""
    if formula:
        cell.value, cell.number_format = formula, shows
    cell.font = Font(name=FONT, size=11, bold=strong)
    cell.border, cell.fill = _BORDER, _FILLS["computed"]
    cell.alignment = _LEFT


def write_legend(cell: Cell, text: str, kind: str) -> None:
    """A line that shows what a colour means."""
    _write_text(cell, text)
    cell.font, cell.fill, cell.border = Font(name=FONT, size=11), _FILLS[kind], _BORDER


def write_link(cell: Cell, sheet_name: str) -> None:
    """A link to a sheet of the same workbook."""
    _write_text(cell, sheet_name)
    inside = f"{quote_sheetname(sheet_name)}!A1"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=inside)
    cell.font = Font(name=FONT, size=11, color=_ACCENT, underline="single")


def _write_text(cell: Cell | MergedCell, text: str) -> None:
    """Text that is never taken for a formula."""
    assert isinstance(cell, Cell)  # noqa: S101  # texts are written before cells are merged
    cell.value = clean(text)
    if cell.data_type == "f":
        cell.data_type = "s"
        cell.quotePrefix = True


def add_checks(sheet: Worksheet, placed: Placed, rules: Rules) -> None:
    """Limits for weights, scores and amounts, lists of words, and the colour of the check."""
    for column in sorted(rules.numbers):
        most = 100 if column == rules.weights else MAX_SCORE if column in rules.scores else None
        _add_number_check(sheet, placed, column, most)
    for column in range(2, len(placed.table.header) + 1):
        if options := _options(placed, column):
            _add_list(sheet, placed.span(column), options)
    if rules.weights is not None:
        _colour_check(sheet, placed, rules.weights)


def _colour_check(sheet: Worksheet, placed: Placed, weights: int) -> None:
    """Green where the weights add up to 100, red where they do not."""
    check = placed.cell(len(placed.table.rows), weights)
    total = f"${get_column_letter(weights)}${placed.top + 1 + placed.length}"
    is_whole = f"ROUND({total},6)=100"
    for formula, fill in ((is_whole, _GOOD), (f"NOT({is_whole})", _BAD)):
        sheet.conditional_formatting.add(check, _when(formula, fill))


def _when(formula: str, fill: PatternFill) -> Rule:
    return Rule(type="expression", formula=[formula], dxf=DifferentialStyle(fill=fill))


def _add_number_check(sheet: Worksheet, placed: Placed, column: int, most: float | None) -> None:
    limits = f"from 0 to {most}" if most else "of 0 or more"
    check = DataValidation(
        type="decimal",
        operator="between" if most else "greaterThanOrEqual",
        formula1="0",
        formula2=str(most) if most else None,
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        errorTitle="A number, please",
        error=f"Type a number {limits}.",
        promptTitle=plain(placed.table.header[column - 1])[:32],
        prompt=f"A number {limits}.",
    )
    check.add(placed.span(column))
    sheet.add_data_validation(check)


def _options(placed: Placed, column: int) -> tuple[str, ...]:
    """The words to choose from, where placeholders or the header name them."""
    texts = {plain(row[column - 1]) for row in placed.table.rows[: placed.length]}
    if texts == {"[mark]"}:
        texts = {plain(placed.table.header[column - 1])}
    if len(texts) != 1:
        return ()
    words = re.split(r", | or ", texts.pop().strip("[]").lower())
    known = len(words) > 1 and set(words) <= _WORDS_TO_CHOOSE
    return tuple(word.capitalize() for word in words) if known else ()


def _add_list(sheet: Worksheet, cells: str, options: Sequence[str]) -> None:
    """A list to choose from, in which something else may be typed too."""
    choice = DataValidation(type="list", formula1=f'"{",".join(options)}"', allow_blank=True)
    choice.showErrorMessage = False
    choice.add(cells)
    sheet.add_data_validation(choice)


def set_print(sheet: Worksheet, *, footer: str, wide: bool, header: int) -> None:
    """A4, one page wide, with the footer; `header` is the row to repeat, or 0."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    line = HeaderFooterItem()
    line.left.text, line.right.text = footer, "&A, page &P of &N"
    sheet.oddFooter = line
    if header:
        sheet.print_title_rows = f"{header}:{header}"
