"""Turns an answer into a Word document with its sources."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.parfmt import ParagraphFormat

from advisor.domain import Advice, Citation, ClaimVerdict, Passage, Support

PRODUCT = "Outsourcing Advisor"
DISCLAIMER = "Not legal or tax advice."
_MAX_TITLE_CHARS = 160
_ACCENT = RGBColor(0x1B, 0x5E, 0x5A)
_MUTED = RGBColor(0x59, 0x5F, 0x69)
_FONT = "Calibri"
_INDENT = Cm(0.9)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DOUBTS: dict[Support, str] = {
    "partly": "partly supported by the sources",
    "unsupported": "not supported by the sources",
    "contradicted": "contradicted by the sources",
    "unscored": "not checked",
}
_STATUS = {
    "answered": "Answered from the sources listed at the end; the numbers in brackets lead there.",
    "declined": "Declined: this question is outside of what the guidance covers.",
}
_NO_DATE_ZIP = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Neighbouring sentences that form one bullet (claims) or one paragraph."""

    section: str
    is_claim: bool
    verdicts: tuple[ClaimVerdict, ...]


def advice_docx(advice: Advice) -> bytes:
    """The answer as a .docx file; the same answer always gives the same bytes."""
    document = docx.Document()
    _set_properties(document, advice)
    _set_styles(document)
    _add_opening(document, advice)
    numbers = _numbers(advice.verdicts)
    _add_answer(document, advice.verdicts, numbers)
    _add_what_next(document, advice)
    _add_sources(document, advice, numbers)
    document.add_paragraph(DISCLAIMER, style="Small Print")
    return _bytes_of(document)


def _clean(text: str) -> str:
    """The text on one line, without the characters that XML forbids."""
    return " ".join(_NOT_XML.sub(" ", text).split())


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _set_properties(document: Document, advice: Advice) -> None:
    properties = document.core_properties
    properties.title = _cut(_clean(advice.question), _MAX_TITLE_CHARS)
    properties.author = properties.last_modified_by = PRODUCT
    properties.comments = DISCLAIMER
    properties.language = "en"
    # The dates of python-docx's own template say nothing about this document.
    tree = properties._element  # noqa: SLF001  # python-docx cannot drop a property
    for tag in ("dcterms:created", "dcterms:modified"):
        for element in tree.findall(qn(tag)):
            tree.remove(element)


def _set_styles(document: Document) -> None:
    """A4 with one font, one accent colour and even spacing."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    for name in ("Status", "Source", "Source Detail", "Small Print"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    _style(document, "Normal", size=11, after=6)
    _style(document, "Title", size=22, after=6, colour=_ACCENT)
    _style(document, "Heading 1", size=14, before=16, after=6, colour=_ACCENT)
    _style(document, "List Bullet", size=11, after=4)
    _style(document, "Status", size=9.5, after=3, colour=_MUTED)
    source = _style(document, "Source", size=11, before=8, indent=_INDENT)
    source.first_line_indent, source.keep_with_next = Cm(-0.9), True
    source.tab_stops.add_tab_stop(_INDENT)
    _style(document, "Source Detail", size=9.5, after=3, indent=_INDENT, colour=_MUTED)
    _style(document, "Quote", size=10, after=3, indent=_INDENT)
    _style(document, "Small Print", size=9.5, before=16, colour=_MUTED)
    _style(document, "Footer", size=9, colour=_MUTED)
    section.footer.paragraphs[0].text = f"{PRODUCT} · {DISCLAIMER}"


def _style(
    document: Document,
    name: str,
    *,
    size: float,
    before: float = 0,
    after: float = 0,
    indent: Length | None = None,
    colour: RGBColor | None = None,
) -> ParagraphFormat:
    """Set a paragraph style: sizes and spaces in points; its format, for further touches."""
    style = cast(ParagraphStyle, document.styles[name])
    style.font.name, style.font.size = _FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for theme in ("w:asciiTheme", "w:hAnsiTheme"):
        # A theme font would win over the named one.
        fonts.attrib.pop(qn(theme), None)
    if colour is not None:
        style.font.color.rgb = colour
    layout: ParagraphFormat = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.15
    if indent is not None:
        layout.left_indent = indent
    return layout


def _add_opening(document: Document, advice: Advice) -> None:
    question = _clean(advice.question)
    title = _cut(question, _MAX_TITLE_CHARS)
    document.add_paragraph(title, style="Title")
    if title != question:
        document.add_paragraph(f"Full question: {question}")
    document.add_paragraph(_STATUS[advice.status], style="Status")
    standalone = _clean(advice.standalone_question)
    if standalone != question:
        document.add_paragraph(f"Read as: {standalone}", style="Status")
    if advice.notice:
        document.add_paragraph(f"Note: {_clean(advice.notice)}", style="Status")


def _numbers(verdicts: Iterable[ClaimVerdict]) -> dict[str, int]:
    """Footnote numbers of the cited passages, in order of first citation."""
    cited = (citation.passage_id for verdict in verdicts for citation in _citations(verdict))
    return {passage_id: number for number, passage_id in enumerate(dict.fromkeys(cited), 1)}


def _citations(verdict: ClaimVerdict) -> tuple[Citation, ...]:
    return () if verdict.claim.kind == "not_a_claim" else verdict.claim.citations


def _blocks(verdicts: Iterable[ClaimVerdict]) -> Iterator[_Block]:
    """Neighbours that share section and passage; an uncited claim stands alone."""

    def key(numbered: tuple[int, ClaimVerdict]) -> tuple[str, str, bool, int]:
        position, verdict = numbered
        cited = _citations(verdict)
        is_claim = verdict.claim.kind != "not_a_claim"
        alone = position if is_claim and not cited else 0
        return verdict.claim.section, cited[0].passage_id if cited else "", is_claim, alone

    for (section, _, is_claim, _), members in groupby(enumerate(verdicts, 1), key):
        yield _Block(
            section=section, is_claim=is_claim, verdicts=tuple(verdict for _, verdict in members)
        )


def _add_answer(
    document: Document, verdicts: Sequence[ClaimVerdict], numbers: dict[str, int]
) -> None:
    section = ""
    for block in _blocks(verdicts):
        if block.section != section:
            section = block.section
            if section:
                document.add_heading(_clean(section), level=1)
        paragraph = document.add_paragraph(style="List Bullet" if block.is_claim else "Normal")
        marks = [_marks(verdict, numbers) for verdict in block.verdicts]
        for verdict, mark, following in zip(block.verdicts, marks, [*marks[1:], ""], strict=True):
            _add_sentence(paragraph, verdict, mark if mark != following else "")


def _marks(verdict: ClaimVerdict, numbers: dict[str, int]) -> str:
    """The numbers in brackets of what a sentence cites."""
    cited = sorted({numbers[citation.passage_id] for citation in _citations(verdict)})
    return "".join(f"[{number}]" for number in cited)


def _add_sentence(paragraph: Paragraph, verdict: ClaimVerdict, mark: str) -> None:
    space = " " if paragraph.runs else ""
    paragraph.add_run(space + _clean(verdict.claim.text))
    if mark:
        run = paragraph.add_run(f" {mark}")
        run.font.color.rgb, run.font.bold = _ACCENT, True
    doubt = _DOUBTS.get(verdict.support)
    if doubt and verdict.claim.kind != "not_a_claim":
        run = paragraph.add_run(f" ({doubt})")
        run.font.italic, run.font.color.rgb = True, _MUTED


def _add_what_next(document: Document, advice: Advice) -> None:
    if advice.removed:
        count = len(advice.removed)
        were = "1 sentence was" if count == 1 else f"{count} sentences were"
        reason = "for want of support in the sources"
        document.add_paragraph(f"{were} left out {reason}.", style="Status")
    topics = [f"{topic.title}: {topic.example}" for topic in advice.nearest_topics]
    _add_list(document, "Topics that may help", topics)
    templates = [_clean(advice.template_title)] if advice.template_title else []
    _add_list(document, "Template that fits", templates)
    _add_list(document, "Questions to ask next", advice.follow_ups)


def _add_list(document: Document, heading: str, items: Sequence[str]) -> None:
    if items:
        document.add_heading(heading, level=1)
    for item in items:
        document.add_paragraph(_clean(item), style="List Bullet")


def _add_sources(document: Document, advice: Advice, numbers: dict[str, int]) -> None:
    """Each cited passage with where it stands and the sentences quoted from it."""
    if not numbers:
        return
    document.add_heading("Sources", level=1)
    passages = {hit.passage.passage_id: hit.passage for hit in advice.evidence}
    cited = [citation for verdict in advice.verdicts for citation in _citations(verdict)]
    for passage_id, number in numbers.items():
        passage = passages.get(passage_id)
        paragraph = document.add_paragraph(f"[{number}]\t", style="Source")
        paragraph.add_run(_clean(_source_title(passage, passage_id))).bold = True
        document.add_paragraph(_clean(_source_detail(passage, passage_id)), style="Source Detail")
        quotes = (citation.quote for citation in cited if citation.passage_id == passage_id)
        for quote in dict.fromkeys(quotes):
            document.add_paragraph(f"“{_clean(quote)}”", style="Quote")


def _source_title(passage: Passage | None, passage_id: str) -> str:
    if passage is None:
        return passage_id
    titles = (passage.source.title, passage.source.section)
    return ": ".join(title for title in titles if title)


def _source_detail(passage: Passage | None, passage_id: str) -> str:
    parts = [f"Passage {passage_id}"]
    if passage is not None:
        source = passage.source
        is_note = source.kind == "note"
        parts = ["Your own note", *parts] if is_note else parts
        if source.published:
            parts.append(f"{'dated' if is_note else 'reviewed'} {source.published}")
        if source.url:
            parts.append(source.url)
    return " · ".join(parts)


def _bytes_of(document: Document) -> bytes:
    """The file, with the times of writing taken out of its archive."""
    written, fixed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=_NO_DATE_ZIP)
            target.writestr(entry, source.read(name), compress_type=zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
