"""Turns a template, blank or filled, into Markdown and into a Word document."""

import re

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph as WordParagraph

from advisor.adapters.docx_style import (
    ACCENT,
    MUTED,
    PRODUCT,
    bytes_of,
    clean,
    set_page,
    set_properties,
    set_style,
)
from advisor.adapters.docx_table import add_table, write_runs
from advisor.adapters.markdown_blocks import Block, Heading, Item, Paragraph, Table, blocks_of
from advisor.domain.reference import Template

FOOTER = f"{PRODUCT} · not legal or tax advice"
_MARGIN_CM = 2.0
_WIDE_FROM_COLUMNS = 7
_FORM_HEADING = re.compile(r"^(?:blank form|your form|filled form)$", re.IGNORECASE)


def template_markdown(template: Template, body: str | None = None, *, filled: bool = False) -> str:
    """The template as Markdown: `body`, else the filled example, else the blank form."""
    form = body if body is not None else template.example if filled else template.blank
    heading = "Filled example" if filled and body is None else "Form"
    parts = (
        f"# {template.title}",
        f"**Who fills it:** {template.who}\n\n**Time:** {time_needed(template)}.",
        template.opening.strip(),
        f"## {heading}",
        form.strip(),
        f"---\n\n{FOOTER}",
    )
    return "\n\n".join(parts) + "\n"


def template_docx(
    template: Template, body: str | None = None, *, example: bool | None = None
) -> bytes:
    """The template as a .docx file; the same content always gives the same bytes.

    `body` is Markdown to render in place of the blank form. `example` appends the filled example,
    by default to the blank form only.
    """
    form = form_blocks(body if body is not None else template.blank)
    appendix = form_blocks(template.example) if _wants(example, body) else ()
    one_page = _is_one_page(template)
    document = docx.Document()
    set_properties(document, clean(template.title))
    _set_styles(document, compact=one_page)
    width = _set_paper(document, (*form, *appendix), compact=one_page)
    if not one_page:
        _add_opening(document, template)
    _add_blocks(document, form, width, level=1)
    if appendix:
        _add_example(document, appendix, width)
    if one_page:
        # The form alone is what is sent, so what explains it comes last.
        _add_opening(document, template).paragraph_format.page_break_before = True
    return bytes_of(document)


def time_needed(template: Template) -> str:
    """How long filling takes, in words."""
    return f"about {template.minutes} minutes"


def form_blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a form, without a heading that only says that it is the form."""
    blocks = blocks_of(markdown)
    return tuple(block for block in blocks if not _is_wrapper(block))


def _is_wrapper(block: Block) -> bool:
    if not isinstance(block, Heading):
        return False
    return block.level == 1 or bool(_FORM_HEADING.match(block.text.strip()))


def _wants(example: bool | None, body: str | None) -> bool:
    return body is None if example is None else example


def _is_one_page(template: Template) -> bool:
    return "one-page" in template.title.lower()


def _set_styles(document: Document, *, compact: bool) -> None:
    for name in ("Status", "Lead", "Table Text", "Table End"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    size, scale = (9, 0.5) if compact else (10.5, 1)
    for name, after in (("Normal", 5), ("List Bullet", 3), ("List Number", 3)):
        set_style(document, name, size=size, after=after * scale).widow_control = True
    set_style(document, "Title", size=22, after=4, colour=ACCENT)
    set_style(document, "Heading 1", size=14, before=14 * scale, after=5 * scale, colour=ACCENT)
    set_style(document, "Heading 2", size=12, before=11 * scale, after=4 * scale, colour=ACCENT)
    set_style(document, "Status", size=9.5, after=2, colour=MUTED)
    set_style(document, "Lead", size=10.5, before=5, after=5)
    set_style(document, "Table Text", size=9.5).line_spacing = 1.05
    set_style(document, "Table End", size=5, after=2 * scale).line_spacing = 1
    set_style(document, "Footer", size=9, colour=MUTED)
    if compact:
        document.styles["Normal"].paragraph_format.line_spacing = 1.05
    rule = document.styles["Title"].element.find(f".//{qn('w:pBdr')}/{qn('w:bottom')}")
    rule.set(qn("w:color"), str(ACCENT))
    rule.attrib.pop(qn("w:themeColor"), None)


def _set_paper(document: Document, blocks: tuple[Block, ...], *, compact: bool) -> float:
    """A4, on its side where a table has many columns; the width for text in cm."""
    margin = 1.7 if compact else _MARGIN_CM
    set_page(document, footer=FOOTER, margin_cm=margin)
    section = document.sections[0]
    section.top_margin = section.bottom_margin = Cm(1.3 if compact else 1.8)
    section.footer_distance = Cm(0.8)
    columns = max((len(b.header) for b in blocks if isinstance(b, Table)), default=0)
    if columns < _WIDE_FROM_COLUMNS:
        return 21 - 2 * margin
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    return 29.7 - 2 * margin


def _add_opening(document: Document, template: Template) -> WordParagraph:
    """Title, who fills it, how long it takes and how to use it; the title's paragraph."""
    title = document.add_paragraph(clean(template.title), style="Title")
    for label, text in (("Who fills it", template.who), ("Time", f"{time_needed(template)}.")):
        line = document.add_paragraph(style="Status")
        line.add_run(f"{label}: ").bold = True
        line.add_run(clean(text))
    write_runs(document.add_paragraph(style="Lead"), " ".join(template.opening.split()))
    return title


def _add_example(document: Document, blocks: tuple[Block, ...], width_cm: float) -> None:
    heading = document.add_heading("Filled example", level=1)
    heading.paragraph_format.page_break_before = True
    note = "An invented firm, to show how the form looks when it is filled."
    document.add_paragraph(note, style="Status")
    _add_blocks(document, blocks, width_cm, level=2)


def _add_blocks(
    document: Document, blocks: tuple[Block, ...], width_cm: float, *, level: int
) -> None:
    """The blocks in order; their highest headings come out at `level`."""
    highest = min((block.level for block in blocks if isinstance(block, Heading)), default=1)
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        match block:
            case Heading(depth, text):
                heading = document.add_heading(level=min(depth - highest + level, 4))
                write_runs(heading, text)
            case Paragraph(lines):
                before_table = isinstance(following, Table)
                _add_lines(document, lines).paragraph_format.keep_with_next = before_table
            case Item(text, number):
                _add_item(document, text, number)
            case Table():
                add_table(document, block, width_cm)


def _add_lines(document: Document, lines: tuple[str, ...]) -> WordParagraph:
    paragraph = document.add_paragraph()
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run().add_break()
        write_runs(paragraph, line)
    return paragraph


def _add_item(document: Document, text: str, number: int | None) -> None:
    if number is None:
        write_runs(document.add_paragraph(style="List Bullet"), text)
        return
    # Word's own numbering would run on from one list to the next.
    paragraph = document.add_paragraph(style="Normal")
    paragraph.paragraph_format.left_indent = Cm(0.7)
    paragraph.paragraph_format.first_line_indent = Cm(-0.7)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.7))
    paragraph.add_run(f"{number}.\t")
    write_runs(paragraph, text)
