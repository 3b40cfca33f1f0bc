"""The parts of the Review view as HTML: exact text, marks, verdicts, gaps and faults."""

import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.domain.review import Evidence
from advisor.review.comparing import compare
from advisor.ui.review_compare import comparison_html
from advisor.ui.review_marks import brief_html, marks_of
from advisor.ui.review_matrix import matrix_html
from advisor.ui.review_result import result_html
from tests.ui.fake_advisor import real_library
from tests.unit.review_samples import (
    TEXT,
    TITLES,
    make_brief,
    make_evidence,
    make_review,
    make_topic,
)

HOSTILE = "<script>alert(1)</script> & \"q\" '{{x}}' ${y}"


def shown(html: str) -> str:
    """The text of a marked brief without the labels of its marks."""
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<button.*?</button>", "", html)))


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def marked(html: str, spot: int) -> str:
    """What is marked as one piece of evidence, across all of its marks."""
    pieces = re.findall(r'<mark [^>]*data-spots="([\d ]+)"[^>]*>(.*?)</mark>', html, re.DOTALL)
    return shown("".join(text for spots, text in pieces if str(spot) in spots.split()))


def with_evidence(*spans: tuple[str, int, int], text: str = TEXT) -> str:
    topics = tuple(
        make_topic(
            topic_id,
            "handled",
            [
                Evidence(
                    quote=text[start:end],
                    start=start,
                    end=end,
                    check_id=f"{topic_id}.some",
                    level="good",
                )
            ],
        )
        for topic_id, start, end in spans
    )
    review = replace(make_review(make_brief(text)), topics=topics)
    return brief_html(review.brief, marks_of(review))


def test_the_brief_is_shown_letter_by_letter_under_its_marks() -> None:
    review = make_review()
    html = brief_html(review.brief, marks_of(review))
    assert shown(html) == TEXT
    assert "<report>" not in html


@given(
    st.lists(st.tuples(st.sampled_from(list(TITLES)), st.integers(0, 400), st.integers(1, 90))),
)
def test_overlapping_evidence_never_changes_the_text(spans: list[tuple[str, int, int]]) -> None:
    cut = [(name, at, min(at + size, len(TEXT))) for name, at, size in spans if at < len(TEXT)]
    assert shown(with_evidence(*cut)) == TEXT


def test_each_quote_is_marked_whole_and_labelled_with_number_and_name() -> None:
    review = make_review()
    marks = marks_of(review)
    html = brief_html(review.brief, marks)
    assert {spot.label for spot in marks.spots} >= {
        "1 Goals",
        "2 Choice and price (wrong way)",
        "10 Monitoring (hint)",
    }
    for spot in marks.spots:
        assert marked(html, spot.index) == TEXT[spot.start : spot.end]
        assert f'id="oa-spot-{spot.index}"' in html
        assert f">{spot.label}</button>" in html


def test_two_topics_on_one_clause_both_have_their_label() -> None:
    html = with_evidence(("unclear-goals", 10, 40), ("no-monitoring", 20, 60))
    assert marked(html, 0) == TEXT[10:40]
    assert marked(html, 1) == TEXT[20:60]
    assert 'data-spots="0 1"' in html


def test_a_quote_that_is_not_in_the_text_marks_nothing_and_leads_nowhere() -> None:
    wrong = replace(make_evidence(TEXT, "Post the receipts", "unclear-goals.some"), start=0, end=17)
    review = replace(make_review(), topics=(make_topic("unclear-goals", "handled", [wrong]),))
    marks = marks_of(review)
    assert marks.spots == ()
    html = matrix_html(review, marks)
    assert "data-do" not in html
    assert "Post the receipts" in html


def test_headings_and_faults_stand_out_in_place() -> None:
    review = make_review()
    html = brief_html(review.brief, marks_of(review))
    assert re.findall(r'oa-brief-heading">(.*?)</strong>', html) == [
        "Scope",
        "Reporting",
        "Access",
    ]
    assert 'id="oa-place-0" tabindex="-1">The passwords are in the shared' in html
    assert 'id="oa-place-1" tabindex="-1">high quality<' in html


def test_every_verdict_says_its_status_and_reason_and_leads_to_its_quote() -> None:
    review = make_review()
    html = matrix_html(review, marks_of(review))
    rows = html.split('<li class="oa-topic-verdict"')[1:]
    assert len(rows) == 10
    for topic, row in zip(review.topics, rows, strict=True):
        assert topic.reason in words(row)
        assert bool(topic.evidence) == ("<button" in row.split("oa-reason")[0])
    assert "Contradicted" in words(rows[1])
    assert "Pushes the wrong way" in words(rows[1])
    assert "Looked for a sentence that settles no-delegation.some." in words(rows[2])
    assert "Not in this text" in words(rows[7])
    assert "Not applicable" in words(rows[8])


def test_harm_comes_first_then_the_score_the_riskiest_gaps_the_topics_and_the_faults() -> None:
    html = result_html(make_review(), real_library())
    order = (
        "What was read",
        "Put this right first",
        "of 100 ready",
        "The riskiest gaps",
        "Ten topics, with proof",
        "1 more gap",
        "Faults in the text",
        "Take it along",
    )
    places = [html.index(words) for words in order]
    assert places == sorted(places)


def test_three_gaps_are_said_first_and_each_can_be_accepted_or_skipped() -> None:
    html = result_html(make_review(), real_library())
    first, rest = html.split("1 more gap")
    assert first.count('class="oa-gap"') == 3
    assert rest.count('class="oa-gap"') == 1
    assert html.count('data-do="review-accept"') == html.count('data-do="review-skip"') == 4
    assert "Data and rights: contradicted" in first
    assert '<span class="oa-blank">[tool]</span>' in first


def test_a_brief_without_gaps_or_faults_says_so() -> None:
    clean = replace(make_review(), findings=(), lint=(), harm=())
    html = words(result_html(clean, real_library()))
    assert "Nothing that matters is missing." in html
    assert "None found." in html
    assert "Put this right first" not in html


def test_what_was_not_read_is_said() -> None:
    brief = replace(make_brief(), notice="Read 2 of 3 pages.")
    assert "Read 2 of 3 pages." in result_html(replace(make_review(), brief=brief), real_library())


def test_the_page_of_a_quote_is_named_where_there_are_pages() -> None:
    brief = make_brief()
    paged = replace(
        brief,
        sections=tuple(replace(one, page=n) for n, one in enumerate(brief.sections, 1)),
    )
    review = replace(make_review(), brief=paged)
    assert "page 3" in words(matrix_html(review, marks_of(review)))


@pytest.mark.parametrize("field", ["title", "notice"])
def test_what_a_brief_holds_is_never_markup(field: str) -> None:
    brief = make_brief(f"{HOSTILE} wanted\n\n{HOSTILE}\n\nSend {HOSTILE} by May.")
    hostile = replace(brief, **{field: HOSTILE})  # type: ignore[arg-type]
    quote = make_evidence(brief.text, f"Send {HOSTILE} by May.", "unclear-goals.some")
    topic = replace(make_topic("unclear-goals", "handled", [quote]), reason=HOSTILE)
    review = replace(
        make_review(brief), brief=hostile, topics=(topic, *make_review(brief).topics[1:])
    )
    html = result_html(review, real_library())
    assert "<script" not in html
    assert HOSTILE in unescape(html)


def test_before_and_after_say_what_was_won_and_what_got_lost() -> None:
    before = make_review()
    goals = make_topic("unclear-goals", "missing")
    owner = make_evidence(TEXT, "Post the receipts of 3 sites.", "no-delegation.some")
    won = make_topic("no-delegation", "handled", [owner])
    after = replace(before, topics=(goals, before.topics[1], won, *before.topics[3:]))
    html = words(comparison_html(compare(before, after), blanks=2))
    assert "1 topic better." in html
    assert "Worse than before: 1 Goals" in html
    assert "Now there: Does the brief settle no-delegation.some?" in html
    assert "No longer there: Does the brief settle unclear-goals.timeline?" in html
    assert "2 places are still to fill in" in html
    same = words(comparison_html(compare(before, before)))
    assert "Nothing that was handled got lost" in same
    assert "to fill in" not in same
