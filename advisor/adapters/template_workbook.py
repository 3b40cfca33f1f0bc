"""Turns a template of kind `table` into a workbook: a sheet a part, with working formulas."""

import io
import re
from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from advisor.adapters import workbook_style as look
from advisor.adapters.docx_style import DISCLAIMER, PRODUCT, clean, undated
from advisor.adapters.markdown_blocks import Block, Item, Paragraph, Table, plain, sections_of
from advisor.adapters.template_documents import FOOTER, form_blocks, time_needed
from advisor.adapters.workbook_formulas import Extra, Placed, Rules, rules_for
from advisor.domain.reference import Template

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_NUMBERED = re.compile(r"^\d+[.)] +")
_MAX_NAME = 31
_START = "Start here"
_LEGEND = (
    ("input", "Yellow cells are for you to fill in."),
    ("computed", "Grey cells compute themselves; do not type into them."),
)


def template_xlsx(
    template: Template, body: str | None = None, *, example: bool | None = None
) -> bytes:
    """The template as an .xlsx file; the same content always gives the same bytes.

    `body` is Markdown to lay out in place of the blank form. `example` adds the sheets of the
    filled example, by default to the blank form only. Raises `ValueError` for a template that is
    no table.
    """
    if template.kind != "table":
        raise ValueError(f"{template.template_id} is no table; offer it as a Word document.")
    book = Workbook()
    start = book.active
    assert isinstance(start, Worksheet)  # noqa: S101  # a new workbook has one sheet
    start.title = _START
    form = form_blocks(body if body is not None else template.blank)
    shapes = _shapes((*form, *form_blocks(template.example)))
    notes = [*_intro(template), *_add_sheets(book, form, shapes, prefix="")]
    if body is None if example is None else example:
        lead = _add_sheets(book, form_blocks(template.example), shapes, prefix="Ex ")
        notes += ["", "The sheets that begin with “Ex” show an invented firm's form.", *lead]
    _fill_start(start, template, notes, book.sheetnames[1:])
    return _bytes_of(book, template)


def _intro(template: Template) -> list[str]:
    return [
        f"Who fills it: {template.who}",
        f"Time: {time_needed(template)}.",
        "",
        *(line for line in template.opening.splitlines() if line.strip()),
    ]


def _shapes(blocks: tuple[Block, ...]) -> dict[str, list[Table]]:
    """All tables by their heading: blank and filled form share their columns' widths."""
    shapes: dict[str, list[Table]] = {}
    for title, held in sections_of(blocks):
        tables = [block for block in held if isinstance(block, Table)]
        shapes.setdefault(title, []).extend(tables)
    return shapes


def _add_sheets(
    book: Workbook, blocks: tuple[Block, ...], shapes: dict[str, list[Table]], *, prefix: str
) -> list[str]:
    """A sheet a heading; what stands before the first heading comes back as lines."""
    lead: list[str] = []
    placed: list[Placed] = []
    for title, held in sections_of(blocks):
        if not title and not any(isinstance(block, Table) for block in held):
            lead += _lines(held)
            continue
        sheet = book.create_sheet(_name(book, prefix, title or "Form"))
        sheet.sheet_properties.tabColor = look.EXAMPLE_TAB if prefix else look.FORM_TAB
        heading = f"{plain(title)} (filled example)" if prefix else plain(title)
        widths = look.column_widths(shapes[title])
        placed += _fill_sheet(sheet, heading, held, widths, placed)
    return lead


def _name(book: Workbook, prefix: str, title: str) -> str:
    """A sheet's name that Excel accepts and that is not taken yet."""
    bare = _NUMBERED.sub("", _NOT_IN_NAMES.sub("", clean(plain(title)))).strip() or "Part"
    name, count = f"{prefix}{bare}"[:_MAX_NAME].strip(), 2
    taken = {sheet.lower() for sheet in book.sheetnames}
    while name.lower() in taken:
        name, count = f"{prefix}{bare}"[: _MAX_NAME - 3].strip() + f" {count}", count + 1
    return name


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from map(plain, block.lines)
        elif isinstance(block, Item):
            yield f"{f'{block.number}.' if block.number else '•'} {plain(block.text)}"


def _fill_sheet(
    sheet: Worksheet,
    title: str,
    blocks: tuple[Block, ...],
    widths: Sequence[float],
    earlier: Sequence[Placed],
) -> list[Placed]:
    look.set_widths(sheet, widths)
    look.write_heading(sheet, 1, title, len(widths))
    row, placed = 3, list[Placed]()
    for block in blocks:
        if isinstance(block, Table):
            placed.append(Placed(sheet.title, row, block))
            rules = rules_for(placed[-1], [*earlier, *placed[:-1]])
            row = _add_table(sheet, placed[-1], rules, widths)
        else:
            for line in _lines([block]):
                look.write_note(sheet, row, line, widths)
                row += 1
            row += 0 if isinstance(block, Item) else 1
    if len(placed) == 1:
        sheet.freeze_panes = f"B{placed[0].top + 1}" if len(widths) > 5 else f"A{placed[0].top + 1}"
    repeated = placed[0].top if len(placed) == 1 else 0
    look.set_print(sheet, footer=FOOTER, wide=sum(widths) > look.UPRIGHT_WIDTH, header=repeated)
    return placed


def _add_table(
    sheet: Worksheet, placed: Placed, rules: Rules, sheet_widths: Sequence[float]
) -> int:
    """Write a table; the row where the next block begins."""
    table, top = placed.table, placed.top
    widths = [*sheet_widths[: len(table.header)]]
    if len(widths) == 2:
        widths[1] = sum(sheet_widths[1:])
    look.write_header(sheet, top, table.header)
    look.fit_row(sheet, top, [plain(text) for text in table.header], widths)
    for number, cells in enumerate(table.rows):
        _add_row(sheet, placed, rules, number)
        look.fit_row(sheet, top + 1 + number, [plain(text) for text in cells], widths)
    for offset, extra in enumerate(rules.extras):
        _add_extra(sheet, placed, extra, offset)
        row = top + 1 + len(table.rows) + offset
        look.fit_row(sheet, row, [extra.label, extra.longest], [widths[0], min(widths)])
    look.add_checks(sheet, placed, rules)
    if len(widths) == 2 and len(sheet_widths) > 2:
        look.merge_answers(sheet, top, len(table.rows), sheet_widths)
    return top + len(table.rows) + len(rules.extras) + 2


def _add_row(sheet: Worksheet, placed: Placed, rules: Rules, number: int) -> None:
    computed = {item.cell: item for item in rules.computed}
    is_total = placed.has_total and number == placed.length
    cells = placed.table.rows[number]
    for column, text in enumerate(cells, 1):
        cell = sheet[placed.cell(number, column)]
        if item := computed.get(cell.coordinate):
            look.write_formula(cell, item.formula, item.shows, strong=is_total)
            continue
        label = column == 1 and len(cells) == 2
        is_number = column in rules.numbers and not is_total
        look.write_cell(cell, text, number=is_number, strong=is_total or label)


def _add_extra(sheet: Worksheet, placed: Placed, extra: Extra, offset: int) -> None:
    row = len(placed.table.rows) + offset
    for column in range(1, len(placed.table.header) + 1):
        cell = sheet[placed.cell(row, column)]
        if column in extra.formulas:
            look.write_formula(cell, extra.formulas[column], extra.shows, strong=True)
        else:
            look.write_cell(cell, extra.label if column == 1 else "", strong=True)


def _fill_start(
    sheet: Worksheet, template: Template, notes: Sequence[str], names: Sequence[str]
) -> None:
    widths = [look.NOTE_WIDTH]
    look.set_widths(sheet, widths)
    look.write_heading(sheet, 1, template.title, 1)
    row = 3
    for note in notes:
        if note:
            look.write_note(sheet, row, note, widths)
        row += 1
    for number, (kind, text) in enumerate(_LEGEND, row + 1):
        look.write_legend(sheet[f"A{number}"], text, kind)
    row += len(_LEGEND) + 2
    for number, name in enumerate(names, row):
        look.write_link(sheet[f"A{number}"], name)
    look.write_note(sheet, row + len(names) + 1, FOOTER, widths)
    look.set_print(sheet, footer=FOOTER, wide=False, header=0)


def _bytes_of(book: Workbook, template: Template) -> bytes:
    properties = book.properties
    properties.title, properties.description = clean(template.title), DISCLAIMER
    properties.creator = properties.lastModifiedBy = PRODUCT
    # Spreadsheets that keep old results otherwise would not compute the new cells.
    book.calculation.fullCalcOnLoad = True
    written = io.BytesIO()
    book.save(written)
    return undated(written.getvalue())
