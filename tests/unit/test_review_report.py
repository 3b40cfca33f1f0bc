"""A review is reported in Markdown and as one page: all of it said, nothing of it executed."""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from advisor.adapters.review_html import report_html
from advisor.domain.review import Brief, BriefReview, Section
from advisor.review.report import escaped, questions_markdown, report_markdown
from tests.unit.review_samples import (
    TEXT,
    make_brief,
    make_evidence,
    make_finding,
    make_review,
    make_topic,
)

EVIL = (
    '<script>alert("1")</script> [x](javascript:alert(2)) ![y](http://z) **b** `c` | d &amp; '
    '" onmouseover="e <!-- f'
)


def section(markdown: str, heading: str) -> str:
    return markdown.partition(f"## {heading}\n")[2].partition("\n## ")[0].strip()


def evil_review() -> BriefReview:
    """A review in which every text of the user is hostile."""
    review = make_review(make_brief(f"{EVIL}\n\n{EVIL}", title=EVIL))
    quote = make_evidence(review.brief.text, EVIL, "unclear-goals.outcome")
    topics = (make_topic("unclear-goals", "handled", [quote], reason=EVIL), *review.topics[1:])
    finding = make_finding("no-delegation.owner", insert_at=0, write=EVIL, title=EVIL)
    return replace(review, topics=topics, findings=(replace(finding, why=EVIL, ask=EVIL),))


class Page(HTMLParser):
    """What a browser makes of a page: its elements, and its text by element."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.brief = ""
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self._open.append("brief" if dict(attrs).get("class") == "text" else tag)
            if "tag" in (dict(attrs).get("class") or "").split():
                self._open[-1] = "label"

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text += data
        if "brief" in self._open and "label" not in self._open:
            self.brief += data

    def values(self, name: str) -> list[str]:
        return [value for _, attrs in self.elements if (value := attrs.get(name))]


def test_the_report_says_harm_first_then_the_riskiest_gaps_with_what_to_do() -> None:
    report = report_markdown(make_review())
    titles = re.findall(r"^## (.*)$", report, re.MULTILINE)

    assert titles == [
        "Put this right first",
        "Readiness: 22 of 100",
        "The 3 riskiest gaps",
        "The ten topics",
        "Faults in the text",
        "Other gaps",
        "Questions to the vendor",
    ]
    assert "The lawful way: Give each person an account" in section(report, "Put this right first")
    gaps = section(report, "The 3 riskiest gaps")
    assert gaps.startswith("### 1. Unprotected data and rights: Pushes the wrong way (high risk)")
    assert "“The passwords are in the shared spreadsheet.”" in gaps
    assert "**Why it matters:** Without it you pay twice." in gaps
    assert "> \\[Name, title\\] accepts the work." in gaps
    assert "**Ask the vendor:** What do you need from us?" in gaps
    assert "Micromanagement" in section(report, "Other gaps")


def test_the_score_is_shown_with_its_arithmetic() -> None:
    assert section(report_markdown(make_review()), "Readiness: 22 of 100").splitlines() == [
        "- 2.5 of 9 topics that matter (handled 1, partly 0.5): 28 of 100",
        "- 2 faults in the text: -2 (1 each, 10 at most)",
        "- Readiness: 22 of 100",
    ]


def test_the_table_has_a_quote_or_a_reason_for_each_of_the_ten_topics() -> None:
    rows = section(report_markdown(make_review()), "The ten topics").splitlines()[2:]

    assert len(rows) == 10
    assert rows[0] == "| 1 | Unclear goals | Handled | “closes each month by the 8th” |"
    assert rows[2].endswith(
        "| Missing | Looked for a sentence that settles it in 3 parts and found none. |"
    )
    assert rows[7].endswith(
        "| Not in this text | The scope sits in Appendix B, which was not read. |"
    )
    assert rows[8].endswith("| Not applicable | The work is done in your town. |")


def test_a_third_gap_of_low_risk_is_not_said_first() -> None:
    review = make_review()
    low = replace(review.findings[2], risk="low")
    changed = replace(review, findings=(*review.findings[:2], low))

    assert "## The 2 riskiest gaps" in report_markdown(changed)
    assert "Weak onboarding" in section(report_markdown(changed), "Other gaps")


def test_a_review_without_gaps_says_so() -> None:
    review = replace(make_review(), findings=(), lint=(), harm=())

    assert "## No gap found" in report_markdown(review)
    assert "No gap found" in report_html(review)
    assert "no gap to ask about" in questions_markdown(review)
    assert "Faults" not in report_markdown(review) + report_html(review)


def test_each_question_is_asked_once() -> None:
    assert questions_markdown(make_review()) == (
        "# Questions to the vendor: Bookkeeper wanted\n\n1. What do you need from us?\n"
    )


def test_a_notice_of_what_was_not_read_is_shown() -> None:
    brief = replace(make_brief(), notice="Read 1 of 2 pages.")
    review = replace(make_review(), brief=brief)

    assert "Read 1 of 2 pages." in report_markdown(review)
    assert "Read 1 of 2 pages." in report_html(review)


def test_a_long_quote_is_cut_in_the_table() -> None:
    text = "word " * 400
    evidence = make_evidence(text, text.strip(), "unclear-goals.outcome")
    topics = (make_topic("unclear-goals", "handled", [evidence]),)
    row = section(
        report_markdown(replace(make_review(make_brief(text)), topics=topics)), "The ten topics"
    ).splitlines()[2]

    assert len(row) < 400
    assert "…”" in row


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=80))
def test_escaped_text_shows_every_character_as_it_is(text: str) -> None:
    line = " ".join(text.split())
    tokens = MarkdownIt().parse(f"{escaped(text)}\n")
    shown = "".join(
        child.content for token in tokens for child in token.children or () if child.type == "text"
    )

    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert shown == line


def test_hostile_text_stays_text_in_markdown() -> None:
    html = MarkdownIt("commonmark").enable("table").render(report_markdown(evil_review()))

    assert "<script" not in html
    assert "<img" not in html
    assert "<a " not in html
    assert "<code" not in html
    assert html.count("<tr>") == 11


def test_hostile_text_stays_text_on_the_page() -> None:
    page = Page(report_html(evil_review()))
    tags = {tag for tag, _ in page.elements}

    assert not tags & {"script", "img", "iframe", "link", "object", "form"}
    assert not any(name.startswith("on") for _, attrs in page.elements for name in attrs)
    assert page.brief == f"{EVIL}\n\n{EVIL}"


def test_the_page_needs_nothing_from_outside() -> None:
    page = report_html(make_review())

    assert not re.findall(r"https?:|url\(|@import|src=", page)
    assert "default-src 'none'" in Page(page).values("content")[0]
    assert "width=device-width" in page


def test_the_page_shows_the_whole_brief_with_its_evidence_labelled() -> None:
    page = Page(report_html(make_review()))
    labels = re.findall(r'aria-label="([^"]*)"', report_html(make_review()))

    assert page.brief == TEXT
    assert "Topic 1, Unclear goals: settles it" in labels
    assert "Topic 10, No monitoring: half of it" in labels
    assert "Topic 7, Unprotected data and rights: goes against it" in labels
    assert "Harm 1: The brief shares passwords in a spreadsheet." in labels
    assert sum(label.startswith("Fault") for label in labels) == 2


def test_links_lead_from_each_quote_to_its_place_and_back() -> None:
    page = Page(report_html(make_review()))
    ids = Counter(page.values("id"))
    targets = [value.removeprefix("#") for value in page.values("href")]

    assert set(ids.values()) == {1}
    assert set(targets) <= set(ids)
    for anchor in ("e1-1", "e2-1", "e7-1", "e10-1", "h1-1", "l1-1", "l2-1"):
        assert targets.count(anchor) == 1
    for topic in ("t1", "t2", "t7", "h1", "l1", "l2"):
        assert topic in targets


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_marks_may_overlap_and_the_brief_stays_whole(data: st.DataObject) -> None:
    text = data.draw(st.text("ab \n<&", min_size=1, max_size=60))
    spans = data.draw(
        st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=6)
    )
    evidence = [
        replace(
            make_evidence(text, text, "unclear-goals.outcome"),
            quote=text[min(span) : max(span)],
            start=min(span),
            end=max(span),
        )
        for span in spans
    ]
    brief = Brief(
        title="T",
        text=text,
        sections=(Section(heading="", level=1, start=0, end=len(text)),),
        kind="request",
    )
    topics = (make_topic("unclear-goals", "handled", evidence),)

    assert Page(report_html(replace(make_review(brief), topics=topics))).brief == text


@pytest.mark.parametrize("status", ["handled", "partly", "contradicted"])
def test_each_verdict_is_a_word_and_not_a_colour_alone(status: str) -> None:
    evidence = make_evidence(TEXT, "The cheapest offer wins.", "price-over-fit.criteria")
    topics = (make_topic("price-over-fit", status, [evidence]),)  # type: ignore[arg-type]
    page = Page(report_html(replace(make_review(), topics=topics)))

    assert status.capitalize() in page.text
