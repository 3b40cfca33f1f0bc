"""Templates come out as Markdown, Word documents and workbooks that hold all that they say."""

import io
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.run import Run
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

from advisor.adapters.markdown_blocks import Heading, Table, blocks_of, plain
from advisor.adapters.template_documents import FOOTER, template_docx, template_markdown
from advisor.adapters.template_workbook import template_xlsx
from advisor.domain.reference import Template
from advisor.knowledge import load_reference

TEMPLATES = load_reference(Path(__file__).resolve().parents[2] / "knowledge").templates
TABLES = {key: held for key, held in TEMPLATES.items() if held.kind == "table"}
SCORECARD = TEMPLATES["vendor-scorecard"]
_FORBIDDEN = {
    code: " "
    for code in (*range(32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
    if chr(code) not in "\t\n\r"
}


def word(template: Template, body: str | None = None, **options: bool) -> Document:
    return docx.Document(io.BytesIO(template_docx(template, body, **options)))


def book(template: Template, body: str | None = None, **options: bool) -> Workbook:
    return load_workbook(io.BytesIO(template_xlsx(template, body, **options)))


def headings(document: Document) -> list[str]:
    return [p.text for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]


def runs(document: Document) -> Iterator[Run]:
    for paragraph in document.paragraphs:
        yield from paragraph.runs
    for table in document.tables:
        for cell in table._cells:
            yield from cell.paragraphs[0].runs


def fill_of(run: Run) -> str | None:
    shading = run._r.find(f"{qn('w:rPr')}/{qn('w:shd')}")
    return None if shading is None else shading.get(qn("w:fill"))


def cells(workbook: Workbook) -> Iterator[Cell]:
    for sheet in workbook:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if isinstance(cell, Cell) and cell.value is not None)


def parts(markdown: str, kind: type) -> list[object]:
    return [block for block in blocks_of(markdown) if isinstance(block, kind)]


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_every_word_document_holds_its_form_and_its_example(template: Template) -> None:
    document = word(template)
    titles = [
        plain(block.text)
        for text in (template.blank, template.example)
        for block in blocks_of(text)
        if isinstance(block, Heading)
    ]
    tables = [*parts(template.blank, Table), *parts(template.example, Table)]

    assert [text for text in headings(document) if text != "Filled example"] == titles
    assert len(document.tables) == len(tables)
    for drawn, table in zip(document.tables, tables, strict=True):
        written = [[cell.text for cell in row.cells] for row in drawn.rows]
        assert written == [[plain(cell) for cell in row] for row in (table.header, *table.rows)]


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_every_word_document_says_who_fills_it_and_how_long_it_takes(template: Template) -> None:
    texts = [paragraph.text for paragraph in word(template).paragraphs]

    assert template.title in texts
    assert f"Who fills it: {template.who}" in texts
    assert f"Time: about {template.minutes} minutes." in texts
    assert " ".join(template.opening.split()) in texts


def test_placeholders_stand_on_a_yellow_ground_and_nothing_else_does() -> None:
    for template in TEMPLATES.values():
        for run in runs(word(template, example=False)):
            is_placeholder = run.text.startswith("[") and run.text.endswith("]")
            assert (fill_of(run) is not None) == is_placeholder, run.text
            assert is_placeholder or "[" not in run.text


def test_a_table_has_a_header_row_that_repeats() -> None:
    for table in word(SCORECARD).tables:
        row = table.rows[0]._tr
        assert row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def test_many_columns_turn_the_paper_on_its_side() -> None:
    wide = word(SCORECARD).sections[0]
    upright = word(TEMPLATES["goals-sheet"]).sections[0]

    assert (wide.page_width or 0) > (wide.page_height or 0)
    assert (upright.page_width or 0) < (upright.page_height or 0)


def test_the_footer_says_that_it_is_no_legal_advice() -> None:
    document = word(SCORECARD)

    assert document.sections[0].footer.paragraphs[0].text == FOOTER
    assert "not legal or tax advice" in FOOTER
    assert document.core_properties.title == SCORECARD.title
    assert document.core_properties.created is None


def test_a_filled_form_replaces_the_blank_one_and_drops_the_example() -> None:
    body = (
        "### The purchase\n\n| Item | What |\n| --- | --- |\n| Firm | Ours \\| theirs \\[x\\] |\n"
    )
    document = word(SCORECARD, body)

    assert headings(document) == ["The purchase"]
    assert [cell.text for cell in document.tables[0].rows[1].cells] == [
        "Firm",
        "Ours | theirs [x]",
    ]
    assert "Filled example" in headings(word(SCORECARD, body, example=True))


def test_lists_labels_and_bold_words_keep_their_form() -> None:
    body = "**Result.** Done.\nMore.\nNot included: cakes.\n\n- one\n- two [what]\n\n3. three\n"
    texts = [p.text for p in word(SCORECARD, body).paragraphs]
    bold = [run.text for run in runs(word(SCORECARD, body)) if run.bold]

    assert "Result. Done. More.\nNot included: cakes." in texts
    assert {"one", "two [what]", "3.\tthree"} <= set(texts)
    assert "Result." in bold


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\ud800", "\uffff"])
def test_characters_that_office_files_forbid_are_left_out(bad: str) -> None:
    body = f"### A{bad}b\n\n| X | Y |\n| --- | --- |\n| c{bad}d | e |\n"

    assert "c d" in [cell.text for cell in word(SCORECARD, body).tables[0]._cells]
    assert "c d" in [cell.value for cell in cells(book(SCORECARD, body))]


@pytest.mark.parametrize("make", [template_docx, template_xlsx])
def test_the_same_template_gives_the_same_bytes_whenever_it_is_written(
    make: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make(SCORECARD)  # type: ignore[operator]
    time.sleep(1.1)

    assert make(SCORECARD) == first  # type: ignore[operator]
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert b"dcterms:modified" not in archive.read("docProps/core.xml")


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_markdown_opens_with_title_who_and_time(template: Template) -> None:
    text = template_markdown(template)

    assert text.startswith(f"# {template.title}\n\n**Who fills it:** {template.who}")
    assert f"about {template.minutes} minutes" in text
    assert template.blank in text
    assert template.example not in text
    assert text.endswith(f"{FOOTER}\n")


def test_markdown_can_hold_the_example_or_a_filled_form() -> None:
    assert SCORECARD.example in template_markdown(SCORECARD, filled=True)
    assert SCORECARD.blank not in template_markdown(SCORECARD, filled=True)
    assert "\n\nours\n\n" in template_markdown(SCORECARD, "ours")


@pytest.mark.parametrize("template", TABLES.values(), ids=TABLES)
def test_a_workbook_has_a_sheet_for_each_part_of_form_and_example(template: Template) -> None:
    workbook = book(template)
    names = workbook.sheetnames
    per_form = len(parts(template.blank, Heading))

    assert names[0] == "Start here"
    assert len([name for name in names if name.startswith("Ex ")]) == per_form
    assert len(names) == 1 + 2 * per_form
    assert len({name.lower() for name in names}) == len(names)
    assert all(len(name) <= 31 for name in names)
    links = [cell.hyperlink.location for cell in cells(workbook) if cell.hyperlink]
    assert [link.removesuffix("!A1").strip("'") for link in links] == names[1:]


@pytest.mark.parametrize("template", TABLES.values(), ids=TABLES)
def test_every_sheet_prints_one_page_wide_with_the_footer(template: Template) -> None:
    for sheet in book(template):
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.oddFooter.left.text == FOOTER


@pytest.mark.parametrize("template", TABLES.values(), ids=TABLES)
def test_a_workbook_holds_every_word_of_the_example(template: Template) -> None:
    workbook = book(template)
    texts = {str(cell.value) for cell in cells(workbook) if cell.data_type == "s"}
    for table in parts(template.example, Table):
        assert isinstance(table, Table)
        wanted = {plain(cell) for row in table.rows for cell in row}
        assert {text for text in wanted if text and not text[0].isdigit()} <= texts


def test_only_tables_become_workbooks() -> None:
    with pytest.raises(ValueError, match="brief-sow is no table"):
        template_xlsx(TEMPLATES["brief-sow"])


def test_the_scorecard_computes_weights_points_totals_and_ranks() -> None:
    workbook = book(SCORECARD)
    criteria, scores = workbook["Criteria and weights"], workbook["Scores"]
    top = next(cell.row for cell in scores["A"] if cell.value == "Criterion")
    total = top + 8

    assert criteria["B13"].value == "=SUM(B6:B12)"
    assert "Must be 100" in criteria["B14"].value
    assert scores[f"B{top + 1}"].value == (
        "=IF('Criteria and weights'!B6=\"\",\"\",'Criteria and weights'!B6)"
    )
    assert scores[f"D{top + 1}"].value == (
        f'=IF(OR(B{top + 1}="",C{top + 1}=""),"",B{top + 1}*C{top + 1}/5)'
    )
    assert scores[f"D{total}"].value == f"=SUM(D{top + 1}:D{total - 1})"
    rank = next(cell.row for cell in scores["A"] if cell.value == "Rank")
    assert f"(F{total}>D{total})+(H{total}>D{total})" in scores[f"D{rank}"].value


def test_numbers_to_type_are_empty_limited_and_explained() -> None:
    sheet = book(SCORECARD)["Scores"]
    checks = {str(check.sqref): check for check in sheet.data_validations.dataValidation}

    assert sheet["C6"].value is None
    assert {"C6:C12", "E6:E12", "G6:G12"} == set(checks)
    assert (checks["C6:C12"].formula1, checks["C6:C12"].formula2) == ("0", "5")
    assert checks["C6:C12"].prompt == "A number from 0 to 5."


def test_words_to_choose_from_become_lists() -> None:
    lists = {
        check.formula1
        for sheet in book(TEMPLATES["performance-scorecard"])
        for check in sheet.data_validations.dataValidation
        if check.type == "list"
    }

    assert {'"Better,Same,Worse"', '"Good,Mixed,Poor"', '"New,Done,Late,Dropped"'} <= lists


def test_the_header_row_of_a_single_table_stays_in_sight() -> None:
    sheet = book(SCORECARD)["Scores"]

    assert sheet.freeze_panes == "B6"
    assert sheet.print_title_rows == "$5:$5"


@pytest.mark.parametrize("text", ["=1+1", "=HYPERLINK(1)", "+1", "-cmd", "@x", "=", "{=1}"])
def test_what_a_user_typed_is_never_a_formula(text: str) -> None:
    body = f"{text}\n\n### {text}\n\n{text}\n\n| Item | {text} |\n| --- | --- |\n| {text} | x |\n"
    template = replace(SCORECARD, title=text, who=text, opening=text)

    assert not [cell for cell in cells(book(template, body)) if cell.data_type == "f"]


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_any_text_in_a_cell_comes_out_as_text(text: str) -> None:
    escaped = "".join(f"\\{c}" if c in r"\|[]*" else c for c in text.replace("\n", " "))
    body = f"### Part\n\n| Item | What |\n| --- | --- |\n| Firm | {escaped} |\n"
    in_word = word(SCORECARD, body).tables[0].rows[1].cells[1].text

    assert in_word.split() == text.translate(_FORBIDDEN).split()
    assert not [cell for cell in cells(book(SCORECARD, body)) if cell.data_type == "f"]
