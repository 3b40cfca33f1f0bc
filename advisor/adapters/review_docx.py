"""Turns a review into Word documents: the brief with tracked insertions, and the report."""

from collections.abc import Sequence
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm

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
from advisor.adapters.docx_table import add_table, write_runs
from advisor.adapters.markdown_blocks import Table
from advisor.adapters.review_docx_brief import MarkedBrief
from advisor.domain.review import BriefReview, Evidence, Finding, Place, TopicReview
from advisor.domain.review_words import (
    RISK_WORDS,
    STATUS_WORDS,
    about,
    first_findings,
    other_findings,
    questions,
    says_reason,
)

_MARGIN_CM = 2.2
_MAX_TITLE_CHARS, _MAX_QUOTE_CHARS, _MAX_QUOTES = 160, 300, 3


def reviewed_docx(
    review: BriefReview, accepted: Sequence[Finding], *, at: datetime | None = None
) -> bytes:
    """The brief as a Word file with the text of accepted findings as tracked insertions.

    Comments stand on contradicting evidence, on harm, on faults and on each insertion. `at` is
    the time that insertions and comments bear, none where it is None: the same values always
    give the same bytes. Accepting all changes gives the brief as it is revised, rejecting them
    the brief as it was.
    """
    document = docx.Document()
    set_properties(document, cut(clean(review.brief.title), _MAX_TITLE_CHARS))
    _set_styles(document)
    marked = MarkedBrief(document, review.brief, at=at)
    for harm in review.harm:
        said = f"Put this right first. {harm.message} The lawful way: {harm.lawful_way}"
        marked.comment(harm.places, said)
    for topic in review.topics:
        against = [one for one in topic.evidence if one.level == "against"]
        said = f"Topic {topic.number}, {topic.title}: {STATUS_WORDS[topic.status].lower()}."
        marked.comment(against, f"{said} {topic.reason}")
    for fault in review.lint:
        marked.comment(fault.places, f"{fault.message} {fault.fix}")
    for finding in accepted:
        said = f"{finding.title} ({RISK_WORDS[finding.risk]}). {finding.why}"
        marked.insert(finding.insert_at, finding.write, f"{said} Ask the vendor: {finding.ask}")
    marked.write()
    return bytes_of(document)


def report_docx(review: BriefReview) -> bytes:
    """The report as a Word file; the same review always gives the same bytes."""
    document = docx.Document()
    title = f"Review: {clean(review.brief.title)}"
    set_properties(document, cut(title, _MAX_TITLE_CHARS))
    _set_styles(document)
    document.add_paragraph(cut(title, _MAX_TITLE_CHARS), style="Title")
    document.add_paragraph(f"{about(review)}.", style="Status")
    if review.brief.notice:
        document.add_paragraph(f"Note: {clean(review.brief.notice)}", style="Status")
    _add_harm(document, review)
    document.add_heading(f"Readiness: {review.score.value} of 100", level=1)
    _add_list(document, review.score.terms)
    _add_gaps(document, review)
    _add_topics(document, review.topics)
    _add_faults(document, review)
    _add_rest(document, review)
    document.add_paragraph(DISCLAIMER, style="Small Print")
    return bytes_of(document)


def _set_styles(document: Document) -> None:
    for name in ("Status", "Small Print", "Table Text", "Table End"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    set_style(document, "Normal", size=10.5, after=6)
    set_style(document, "Title", size=20, after=6, colour=ACCENT)
    set_style(document, "Heading 1", size=14, before=14, after=5, colour=ACCENT)
    set_style(document, "Heading 2", size=12, before=11, after=4, colour=ACCENT)
    set_style(document, "Heading 3", size=11, before=9, after=3, colour=ACCENT)
    set_style(document, "List Bullet", size=10.5, after=3)
    set_style(document, "List Number", size=10.5, after=3)
    set_style(document, "Quote", size=10.5, after=6, indent=Cm(0.8))
    set_style(document, "Status", size=9.5, after=3, colour=MUTED)
    set_style(document, "Table Text", size=9.5).line_spacing = 1.05
    set_style(document, "Table End", size=5, after=2).line_spacing = 1
    set_style(document, "Small Print", size=9.5, before=16, colour=MUTED)
    set_style(document, "Footer", size=9, colour=MUTED)
    set_page(document, footer=f"{PRODUCT} · {DISCLAIMER}", margin_cm=_MARGIN_CM)


def _add_list(document: Document, lines: Sequence[str], *, style: str = "List Bullet") -> None:
    for line in lines:
        document.add_paragraph(clean(line), style=style)


def _add_labelled(document: Document, label: str, text: str, *, style: str = "Normal") -> None:
    paragraph = document.add_paragraph(style=style)
    paragraph.add_run(f"{label} ").bold = True
    paragraph.add_run(clean(text))


def _add_harm(document: Document, review: BriefReview) -> None:
    if not review.harm:
        return
    document.add_heading("Put this right first", level=1)
    for one in review.harm:
        _add_labelled(document, clean(one.message), _quotes(one.places), style="List Bullet")
        _add_labelled(document, "The lawful way:", one.lawful_way)


def _quotes(places: Sequence[Place | Evidence]) -> str:
    texts = dict.fromkeys(clean(one.quote) for one in places)
    shown = [f"“{cut(text, _MAX_QUOTE_CHARS)}”" for text in texts if text]
    return ", ".join(shown[:_MAX_QUOTES])


def _add_gaps(document: Document, review: BriefReview) -> None:
    first = first_findings(review)
    if not first:
        document.add_heading("No gap found", level=1)
        document.add_paragraph("Every topic that matters for this brief is handled.")
        return
    title = "The riskiest gap" if len(first) == 1 else f"The {len(first)} riskiest gaps"
    document.add_heading(title, level=1)
    for number, finding in enumerate(first, 1):
        _add_gap(document, finding, number)


def _add_gap(document: Document, finding: Finding, number: int) -> None:
    risk = RISK_WORDS[finding.risk]
    document.add_heading(f"{number}. {clean(finding.title)} ({risk})", level=2)
    if finding.evidence:
        _add_labelled(document, "The brief says:", _quotes(finding.evidence))
    _add_labelled(document, "Why it matters:", finding.why)
    _add_labelled(document, "What to write:", "")
    for line in filter(str.strip, finding.write.splitlines()):
        write_runs(document.add_paragraph(style="Quote"), line)
    _add_labelled(document, "Ask the vendor:", finding.ask)


def _add_topics(document: Document, topics: Sequence[TopicReview]) -> None:
    document.add_heading("The ten topics", level=1)
    rows = tuple(
        (
            str(topic.number),
            _plain(topic.title),
            STATUS_WORDS[topic.status],
            _plain(topic.reason if says_reason(topic) else _quotes(topic.evidence)),
        )
        for topic in topics
    )
    header = ("No.", "Topic", "Verdict", "Proof, or what was looked for")
    add_table(document, Table(header, rows), 21 - 2 * _MARGIN_CM)


def _plain(text: str) -> str:
    """Text for a table cell, in which no mark or bracket counts as Markdown."""
    marks = "\\`*_{}[]()#+.!|<>~-"
    return "".join(f"\\{char}" if char in marks else char for char in text)


def _add_faults(document: Document, review: BriefReview) -> None:
    if not review.lint:
        return
    document.add_heading("Faults in the text", level=1)
    lines = [f"{one.message} {one.fix} {_quotes(one.places)}" for one in review.lint]
    _add_list(document, lines)


def _add_rest(document: Document, review: BriefReview) -> None:
    others = other_findings(review)
    if others:
        document.add_heading("Other gaps", level=1)
    for finding in others:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{clean(finding.title)} ({RISK_WORDS[finding.risk]}). ").bold = True
        write_runs(paragraph, finding.write)
    if asked := questions(review):
        document.add_heading("Questions to the vendor", level=1)
        _add_list(document, asked, style="List Number")
