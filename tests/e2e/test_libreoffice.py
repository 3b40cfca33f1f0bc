"""A real office program opens every template, and computes what the examples say."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from advisor.adapters.markdown_blocks import Table, plain, sections_of
from advisor.adapters.template_documents import form_blocks, template_docx
from advisor.adapters.template_workbook import template_xlsx
from advisor.adapters.workbook_formulas import number_in
from advisor.domain.reference import Template
from advisor.knowledge import load_reference

SOFFICE = shutil.which("soffice")
TEMPLATES = load_reference(Path(__file__).resolve().parents[2] / "knowledge").templates
TABLES = {key: held for key, held in TEMPLATES.items() if held.kind == "table"}
SCORECARD = TEMPLATES["vendor-scorecard"]
ERRORS = re.compile(r"#(?:VALUE|REF|NAME|DIV/0|N/A|NUM)|Err:\d")
TIMEOUT_S = 120

pytestmark = pytest.mark.skipif(
    not (SOFFICE and shutil.which("pdftotext")),
    reason="needs LibreOffice and pdftotext: "
    "apt-get install libreoffice-writer libreoffice-calc poppler-utils",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every template as a file, all opened and written anew by two runs of the program."""
    folder = tmp_path_factory.mktemp("office")
    for key, template in TEMPLATES.items():
        (folder / f"{key}.docx").write_bytes(template_docx(template))
    for key, template in TABLES.items():
        (folder / f"{key}-sheets.xlsx").write_bytes(template_xlsx(template))
    uneven = SCORECARD.example.replace("| Similar work | 20 |", "| Similar work | 25 |")
    (folder / "uneven-sheets.xlsx").write_bytes(template_xlsx(SCORECARD, uneven))
    convert(folder, "pdf", sorted(folder.glob("*.*x")))
    convert(folder, "xlsx", sorted(folder.glob("*.xlsx")))
    return folder


def convert(folder: Path, kind: str, files: list[Path]) -> None:
    """One process for all files, with a profile of its own; its output names no trouble."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    switches = [profile, "--headless", "--norestore", "--convert-to", kind]
    told = subprocess.run(
        [str(SOFFICE), *switches, "--outdir", str(folder / kind), *map(str, files)],
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=True,
    )
    trouble = [line for line in told.stderr.splitlines() if "javaldx" not in line]
    assert not re.search(r"error|repair|corrupt|warn", "\n".join(trouble), re.IGNORECASE), trouble
    assert told.stdout.count("convert ") == len(files)


def pages(folder: Path, name: str) -> list[str]:
    """The words on each page of a converted file, on one line a page."""
    told = subprocess.run(
        ["pdftotext", str(folder / "pdf" / f"{name}.pdf"), "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    return [" ".join(page.split()) for page in told.stdout.split("\f")[:-1]]


def computed(folder: Path, name: str) -> Workbook:
    data = (folder / "xlsx" / f"{name}-sheets.xlsx").read_bytes()
    return load_workbook(io.BytesIO(data), data_only=True)


@pytest.mark.parametrize("key", TEMPLATES)
def test_every_word_document_opens_and_shows_its_form(folder: Path, key: str) -> None:
    text = " ".join(pages(folder, key))

    assert TEMPLATES[key].title in text
    assert "Filled example" in text
    assert "not legal or tax advice" in text


@pytest.mark.parametrize("key", TABLES)
def test_every_workbook_opens_and_shows_no_error(folder: Path, key: str) -> None:
    text = " ".join(pages(folder, f"{key}-sheets"))

    assert TABLES[key].title in text
    assert not ERRORS.search(text)


@pytest.mark.parametrize("key", ["brief-job-post", "brief-sow"])
def test_a_one_page_brief_fits_on_one_page_blank_and_filled(folder: Path, key: str) -> None:
    form, example, *_ = pages(folder, key)
    last = TEMPLATES[key].example.split()[-3:]

    assert "Filled example" not in form
    assert example.startswith("Filled example")
    assert " ".join(last) in example.replace("**", "")


@pytest.mark.parametrize("template", TABLES.values(), ids=TABLES)
def test_the_example_is_computed_to_the_numbers_that_it_prints(
    folder: Path, template: Template
) -> None:
    workbook = computed(folder, template.template_id)
    sheets = [workbook[name] for name in workbook.sheetnames if name.startswith("Ex ")]
    sections = [held for title, held in sections_of(form_blocks(template.example)) if title]

    for sheet, held in zip(sheets, sections, strict=True):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        for table in (block for block in held if isinstance(block, Table)):
            width = len(table.header)
            at = [row[:width] for row in rows].index([plain(cell) for cell in table.header])
            for told, row in zip(table.rows, rows[at + 1 :], strict=False):
                for text, value in zip(told, row[:width], strict=True):
                    assert same(plain(text), value), (sheet.title, told[0])


def same(text: str, value: object) -> bool:
    amount = number_in(text)
    if amount is None:
        return text == (value or "")
    return isinstance(value, int | float) and abs(value - amount) < 1e-6


def test_ranks_and_shares_follow_from_the_example(folder: Path) -> None:
    scores = rows_by_label(computed(folder, "vendor-scorecard")["Ex Scores"])
    costs = rows_by_label(computed(folder, "vendor-scorecard")["Ex Total cost over the term"])
    measures = rows_by_label(computed(folder, "performance-scorecard")["Ex Measures"])
    sample = rows_by_label(computed(folder, "performance-scorecard")["Ex Our own sample"])

    assert scores["Rank"] == [2, 3, 1]
    assert scores["Weighted score out of 5"] == [3.95, 2.5, 4.3]
    assert scores["Scores given"] == ["All scored"] * 3
    assert [round(float(str(share)), 3) for share in costs["Above the lowest total"]] == [
        0,
        0.13,
        0.017,
    ]
    assert measures["Share of targets met every month"] == [0.6]
    assert sample["All months"] == [90, 84, 6]


def test_weights_that_do_not_make_a_hundred_are_told(folder: Path) -> None:
    good = rows_by_label(computed(folder, "vendor-scorecard")["Ex Criteria and weights"])
    bad = rows_by_label(computed(folder, "uneven")["Criteria and weights"])
    blank = rows_by_label(computed(folder, "vendor-scorecard")["Criteria and weights"])

    assert good["Check of the weights"] == ["OK: 100"]
    assert bad["Check of the weights"] == ["Must be 100, is 105"]
    assert blank["Check of the weights"] == ["Must be 100, is 0"]


def test_a_blank_scorecard_ranks_nobody(folder: Path) -> None:
    scores = rows_by_label(computed(folder, "vendor-scorecard")["Scores"])

    assert scores["Rank"] == []
    assert scores["Scores given"] == ["7 to score"] * 3


def rows_by_label(sheet: object) -> dict[str, list[object]]:
    """The filled cells beside each label in the first column."""
    return {
        str(row[0].value): [cell.value for cell in row[1:] if cell.value not in {None, ""}]
        for row in sheet.iter_rows()  # type: ignore[attr-defined]
    }
