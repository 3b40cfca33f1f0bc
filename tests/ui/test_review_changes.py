"""The new text of a brief: what is inserted, filled in, shown and moved."""

import re
from html import unescape

import pytest

from advisor.review.fixing import revise, revised_brief
from advisor.ui.review_changes import (
    accepted_findings,
    changed_html,
    with_blanks,
)
from tests.unit.review_samples import TEXT, make_brief, make_review

IDS = [one.finding_id for one in make_review().findings]
ACCESS, OWNER, RAMP, _ = IDS


def plain(html: str) -> str:
    """The new text as it is copied: without labels, with placeholders where nothing was filled."""
    body = html.split('class="oa-brief-text">')[1].split("</div></div>", maxsplit=1)[0]
    body = re.sub(r'<span class="oa-(?:inserted|sr)[^>]*>.*?</span>', "", body)
    body = re.sub(r'<input [^>]*value="([^"]+)"[^>]*>', r"\1", body)
    body = re.sub(r'<input [^>]*placeholder="([^"]*)"[^>]*>', r"[\1]", body)
    return unescape(re.sub(r"<[^>]+>", "", body))


@pytest.mark.parametrize("accepted", [IDS, IDS[:1], IDS[2:], [RAMP, ACCESS]])
def test_the_new_text_shown_is_the_text_that_is_reviewed(accepted: list[str]) -> None:
    review = make_review()
    fills = {RAMP: ("Ann Lee", "")}
    new = revise(review.brief, accepted_findings(review, accepted, fills))
    assert plain(changed_html(review, accepted, fills)) == new.text


def test_placeholders_are_filled_in_their_order_and_an_empty_one_stays() -> None:
    filled = accepted_findings(make_review(), [RAMP], {RAMP: ("  Ann\nLee ", "")})
    assert [one.write for one in filled] == ["In the first week Ann Lee shows you [tool]."]


def test_too_many_or_too_few_fills_do_no_harm() -> None:
    review = make_review()
    many = accepted_findings(review, [RAMP], {RAMP: ("a", "b", "c", "d")})
    assert many[0].write == "In the first week a shows you b."
    assert accepted_findings(review, [RAMP], {RAMP: ()})[0].write == review.findings[2].write


def test_findings_that_the_review_does_not_have_are_ignored() -> None:
    assert accepted_findings(make_review(), ["nonsense", OWNER], {"x": ("y",)})[0].topic_id == (
        "no-delegation"
    )


def test_each_change_is_marked_labelled_and_can_be_reached() -> None:
    html = changed_html(make_review(), [ACCESS, OWNER], {})
    assert html.count("<ins ") == 2
    assert "Added for 7 Data and rights" in html
    assert html.count("End of what was added.") == 2
    assert 'data-change="1"' in html
    assert "2 changes, marked. 2 places to fill in." in html


def test_what_was_filled_in_is_shown_again_and_is_never_markup() -> None:
    html = changed_html(make_review(), [RAMP], {RAMP: ('"><script>', "")})
    assert 'value="&quot;&gt;&lt;script&gt;"' in html
    assert "<script" not in html


def test_nothing_accepted_says_what_to_do() -> None:
    assert "Accept a text" in changed_html(make_review(), [], {}, choose="Accept a text.")
    assert changed_html(make_review(), [], {}) == ""


def test_every_part_of_the_brief_moves_with_its_text() -> None:
    review = make_review()
    new = revised_brief(review.brief, revise(review.brief, review.findings))
    assert new.text != TEXT
    assert [one.heading for one in new.sections] == [one.heading for one in review.brief.sections]
    for old, moved in zip(review.brief.sections, new.sections, strict=True):
        body = review.brief.text[old.start : old.end]
        assert new.text[moved.start : moved.end].startswith(body[:20])
        assert new.text[: moved.start].endswith(
            review.brief.text[max(0, old.start - 9) : old.start]
        )
    assert new.sections[-1].end == len(new.text)
    assert "In the first week" in new.text[new.sections[1].start : new.sections[1].end]


def test_without_changes_the_brief_stays_as_it_is() -> None:
    brief = make_brief()
    assert revised_brief(brief, revise(brief, ())) == brief


def test_a_placeholder_stands_out_and_everything_else_is_text() -> None:
    assert with_blanks("By [date] & <b>") == (
        'By <span class="oa-blank">[date]</span> &amp; &lt;b&gt;'
    )
