"""Turns an answer into a Word document with its sources."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from advisor.adapters.docx_style import (
    ACCENT,
    DISCLAIMER,
    MUTED,
    PRODUCT,
    bytes_of,
    clean,
    cut,
    set_page,
    set_properties,
    set_style,
)
from advisor.domain import Advice, Citation, ClaimVerdict, Passage, SourceKind, Support

_MAX_TITLE_CHARS = 160
_INDENT = Cm(0.9)
_DOUBTS: dict[Support, str] = {
    "partly": "partly supported by the sources",
    "unsupported": "not supported by the sources",
    "contradicted": "contradicted by the sources",
    "unscored": "not checked",
}
_VOICES: dict[SourceKind, tuple[str, str]] = {
    "guidance": ("", "reviewed"),
    "own_guidance": ("Your own guidance", "added"),
    "note": ("Your own note", "dated"),
}
_STATUS = {
    "answered": "Answered from the sources listed at the end; the numbers in brackets lead there.",
    "declined": "Declined: this question is outside of what the guidance covers.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Neighbouring sentences that form one bullet (claims) or one paragraph."""

    section: str
    is_claim: bool
    verdicts: tuple[ClaimVerdict, ...]


def advice_docx(advice: Advice) -> bytes:
    """The answer as a .docx file; the same answer always gives the same bytes."""
    document = docx.Document()
    set_properties(document, cut(clean(advice.question), _MAX_TITLE_CHARS))
    _set_styles(document)
    _add_opening(document, advice)
    numbers = _numbers(advice.verdicts)
    _add_answer(document, advice.verdicts, numbers)
    _add_what_next(document, advice)
    _add_sources(document, advice, numbers)
    document.add_paragraph(DISCLAIMER, style="Small Print")
    return bytes_of(document)


def _set_styles(document: Document) -> None:
    """A4 with one font, one accent colour and even spacing."""
    for name in ("Status", "Source", "Source Detail", "Small Print"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    set_style(document, "Normal", size=11, after=6)
    set_style(document, "Title", size=22, after=6, colour=ACCENT)
    set_style(document, "Heading 1", size=14, before=16, after=6, colour=ACCENT)
    set_style(document, "List Bullet", size=11, after=4)
    set_style(document, "Status", size=9.5, after=3, colour=MUTED)
    source = set_style(document, "Source", size=11, before=8, indent=_INDENT)
    source.first_line_indent, source.keep_with_next = Cm(-0.9), True
    source.tab_stops.add_tab_stop(_INDENT)
    set_style(document, "Source Detail", size=9.5, after=3, indent=_INDENT, colour=MUTED)
    set_style(document, "Quote", size=10, after=3, indent=_INDENT)
    set_style(document, "Small Print", size=9.5, before=16, colour=MUTED)
    set_style(document, "Footer", size=9, colour=MUTED)
    set_page(document, footer=f"{PRODUCT} · {DISCLAIMER}")


def _add_opening(document: Document, advice: Advice) -> None:
    question = clean(advice.question)
    title = cut(question, _MAX_TITLE_CHARS)
    document.add_paragraph(title, style="Title")
    if title != question:
        document.add_paragraph(f"Full question: {question}")
    document.add_paragraph(_STATUS[advice.status], style="Status")
    standalone = clean(advice.standalone_question)
    if standalone != question:
        document.add_paragraph(f"Read as: {standalone}", style="Status")
    if advice.notice:
        document.add_paragraph(f"Note: {clean(advice.notice)}", style="Status")


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
                document.add_heading(clean(section), level=1)
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
    paragraph.add_run(space + clean(verdict.claim.text))
    if mark:
        run = paragraph.add_run(f" {mark}")
        run.font.color.rgb, run.font.bold = ACCENT, True
    if verdict.claim.as_of:
        run = paragraph.add_run(f" (as of {clean(verdict.claim.as_of)})")
        run.font.color.rgb = MUTED
    doubt = _DOUBTS.get(verdict.support)
    if doubt and verdict.claim.kind != "not_a_claim":
        run = paragraph.add_run(f" ({doubt})")
        run.font.italic, run.font.color.rgb = True, MUTED


def _add_what_next(document: Document, advice: Advice) -> None:
    if advice.removed:
        count = len(advice.removed)
        were = "1 sentence was" if count == 1 else f"{count} sentences were"
        reason = "for want of support in the sources"
        document.add_paragraph(f"{were} left out {reason}.", style="Status")
    topics = [f"{topic.title}: {topic.example}" for topic in advice.nearest_topics]
    _add_list(document, "Topics that may help", topics)
    templates = [clean(advice.template_title)] if advice.template_title else []
    _add_list(document, "Template that fits", templates)
    _add_list(document, "Questions to ask next", advice.follow_ups)


def _add_list(document: Document, heading: str, items: Sequence[str]) -> None:
    if items:
        document.add_heading(heading, level=1)
    for item in items:
        document.add_paragraph(clean(item), style="List Bullet")


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
        paragraph.add_run(clean(_source_title(passage, passage_id))).bold = True
        document.add_paragraph(clean(_source_detail(passage, passage_id)), style="Source Detail")
        quotes = (citation.quote for citation in cited if citation.passage_id == passage_id)
        for quote in dict.fromkeys(quotes):
            document.add_paragraph(f"“{clean(quote)}”", style="Quote")


def _source_title(passage: Passage | None, passage_id: str) -> str:
    if passage is None:
        return passage_id
    titles = (passage.source.title, passage.source.section)
    return ": ".join(title for title in titles if title)


def _source_detail(passage: Passage | None, passage_id: str) -> str:
    parts = [f"Passage {passage_id}"]
    if passage is not None:
        source = passage.source
        voice, dated = _VOICES[source.kind]
        parts = [voice, *parts] if voice else parts
        if source.published:
            parts.append(f"{dated} {source.published}")
        if source.url:
            parts.append(source.url)
    return " · ".join(parts)
