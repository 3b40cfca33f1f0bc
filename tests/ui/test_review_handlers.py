"""What the Review view does, over an advisor whose verdicts are fixed and whose reading is real."""

import base64
import io
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest

from advisor.adapters.document_reader import read_document
from advisor.domain import Step
from advisor.domain.library import Trade
from advisor.domain.review import Brief, BriefReview
from advisor.review.reading import brief_of
from advisor.ui.review_form import progress_html
from advisor.ui.review_handlers import ReviewHandlers
from advisor.ui.review_views import ReviewState, ReviewView
from advisor.ui.views import Exports
from tests.ui.fake_advisor import real_library
from tests.unit.review_samples import TEXT, make_brief, make_review


class FixedReviews:
    """Reads briefs as the product does; of each brief everything is missing."""

    def __init__(self) -> None:
        self.library = real_library()
        self.reviewed: list[Brief] = []

    def read_brief(self, name: str, data: bytes, *, trade: Trade | None = None) -> Brief:
        trades = tuple(self.library.trades.values())
        return brief_of(read_document(name, data), trade=trade, trades=trades)

    def review_steps(self, text: str | Brief, **_: Any) -> Iterator[Step | BriefReview]:
        assert isinstance(text, Brief)
        self.reviewed.append(text)
        yield Step(name="reading", detail="0 of 12 clauses read")
        yield make_review(text)


@pytest.fixture
def advisor() -> FixedReviews:
    return FixedReviews()


@pytest.fixture
def reviews(advisor: FixedReviews, exports: Exports) -> ReviewHandlers:
    return ReviewHandlers(advisor, exports=exports)


@pytest.fixture
def state() -> ReviewState:
    """A visit with the sample review on the page."""
    return ReviewState(review=make_review())


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def last(views: Iterator[ReviewView]) -> ReviewView:
    return list(views)[-1]


def error(view: ReviewView) -> tuple[str, str]:
    """The field of an error and what it says."""
    said = view.said or ""
    field, text = said.removeprefix('<p data-error="').split('" hidden>')
    return field, unescape(text.removesuffix("</p>"))


def test_what_was_read_is_said_before_it_is_reviewed(
    reviews: ReviewHandlers, advisor: FixedReviews
) -> None:
    views = list(reviews.review({"text": TEXT, "trade": "payroll"}))
    begun, read, step, done = views
    assert "Reading the brief" in (begun.said or "")
    assert "What was read" in (read.said or "")
    assert "Payroll" in (read.said or "")
    assert "0 of 12 clauses read" in (step.said or "")
    assert done.said == ""
    assert done.state is not None
    assert done.state.review is not None
    assert "oa-reviewed" in (done.result or "")
    assert advisor.reviewed[0].trade == "payroll"
    assert advisor.reviewed[0].text == TEXT


def test_a_file_is_read_by_the_end_of_its_name(
    reviews: ReviewHandlers, advisor: FixedReviews
) -> None:
    values = {"name": "brief.md", "content": encoded(TEXT.encode()), "text": "not this"}
    assert last(reviews.review(values)).result
    assert "closes each month by the 8th" in advisor.reviewed[0].text


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({}, "text", "Paste a brief, or choose a file."),
        ({"text": " \n"}, "text", "Paste a brief, or choose a file."),
        ({"text": 7}, "text", "Paste a brief, or choose a file."),
        ({"text": "Roses are red."}, "text", "short"),
        ({"text": TEXT, "trade": "piracy"}, "text", "Choose a trade from the list."),
        ({"content": "***", "name": "a.txt"}, "file", "did not arrive whole"),
        ({"content": encoded(b"MZ"), "name": "a.exe"}, "file", "cannot be read"),
        ({"content": ["x"], "name": "a.txt"}, "file", "did not arrive whole"),
    ],
)
def test_an_input_that_cannot_be_reviewed_is_said_at_its_field(
    reviews: ReviewHandlers, values: dict[str, Any], field: str, words: str
) -> None:
    view = last(reviews.review(values))
    assert view.result is None
    assert view.state is None
    where, text = error(view)
    assert where == field
    assert words in text


def test_a_file_larger_than_the_page_takes_is_refused(
    reviews: ReviewHandlers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor.ui.review_handlers.MAX_BRIEF_BYTES", 10)
    view = last(reviews.review({"content": encoded(b"x" * 11), "name": "a.txt"}))
    assert "too large" in error(view)[1]


def test_accepted_texts_are_written_into_the_brief(
    reviews: ReviewHandlers, state: ReviewState
) -> None:
    values = {
        "accepted": ["weak-onboarding.ramp"],
        "fills": {"weak-onboarding.ramp": ["Ann Lee"]},
    }
    changed = reviews.write(values, state).changed or ""
    assert 'value="Ann Lee"' in changed
    assert changed.count("<ins ") == 1


@pytest.mark.parametrize(
    "values", [{}, {"accepted": "all"}, {"accepted": [3, None]}, {"fills": ["x"]}]
)
def test_nothing_accepted_is_no_error(
    reviews: ReviewHandlers, state: ReviewState, values: dict[str, Any]
) -> None:
    assert "Accept the text of a gap first" in (reviews.write(values, state).changed or "")


def test_the_new_text_is_reviewed_again_beside_the_old_review(
    reviews: ReviewHandlers, state: ReviewState, advisor: FixedReviews
) -> None:
    values = {
        "accepted": ["weak-onboarding.ramp"],
        "fills": {"weak-onboarding.ramp": ["Ann Lee", 5]},
    }
    view = last(reviews.again(values, state))
    assert "In the first week Ann Lee shows you [tool]." in advisor.reviewed[0].text
    assert "Before and after" in (view.result or "")
    assert view.changed == ""
    assert view.state is not None
    assert view.state.before == state.review
    assert [one.write for one in view.state.accepted] == [
        "In the first week Ann Lee shows you [tool]."
    ]


def test_nothing_happens_before_the_first_review(reviews: ReviewHandlers) -> None:
    empty = ReviewState()
    assert list(reviews.again({}, empty)) == []
    assert reviews.write({}, empty).changed == ""
    assert "Review a brief first." in (reviews.download({"kind": "report-md"}, empty).file or "")


@pytest.mark.parametrize(
    ("kind", "name", "begins"),
    [
        ("report-md", "bookkeeper-wanted-review.md", b"# Review"),
        ("report-html", "bookkeeper-wanted-review.html", b"<!doctype html>"),
        ("report-docx", "bookkeeper-wanted-review.docx", b"PK"),
        ("questions-md", "bookkeeper-wanted-questions.md", b"# Questions"),
        ("brief-docx", "bookkeeper-wanted-reviewed.docx", b"PK"),
    ],
)
def test_every_file_can_be_saved(
    reviews: ReviewHandlers, state: ReviewState, kind: str, name: str, begins: bytes
) -> None:
    file = reviews.download({"kind": kind, "turn": "4"}, state).file or ""
    assert f'data-name="{name}"' in file
    assert 'data-turn="4"' in file
    content = base64.b64decode(file.split('data-content="')[1].split('"')[0])
    assert content.lower().startswith(begins.lower())


def test_a_word_file_holds_what_was_accepted_and_filled_in(
    reviews: ReviewHandlers, state: ReviewState
) -> None:
    values = {
        "kind": "brief-docx",
        "accepted": ["weak-onboarding.ramp"],
        "fills": {"weak-onboarding.ramp": ["Ann Lee", "Xero"]},
    }
    assert "In the first week Ann Lee shows you Xero." in inserted(reviews.download(values, state))


def test_the_changes_of_an_earlier_review_can_be_saved_after_the_next(
    reviews: ReviewHandlers, state: ReviewState
) -> None:
    accepted = {"accepted": ["weak-onboarding.ramp"]}
    again = last(reviews.again(accepted, state)).state
    assert again is not None
    assert "In the first week" in inserted(reviews.download({"kind": "changed-docx"}, again))


def inserted(view: ReviewView) -> str:
    """The text of the tracked insertions of a Word file."""
    content = base64.b64decode((view.file or "").split('data-content="')[1].split('"')[0])
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    pieces = xml.split("<w:ins ")[1:]
    return "".join(
        text.split("<")[0]
        for piece in pieces
        for text in piece.split("</w:ins>")[0]
        .replace(' xml:space="preserve"', "")
        .split("<w:t>")[1:]
    )


@pytest.mark.parametrize("kind", ["", "exe", "changed-docx"])
def test_a_file_that_there_is_not_is_an_error_in_words(
    reviews: ReviewHandlers, state: ReviewState, kind: str
) -> None:
    file = reviews.download({"kind": kind, "turn": "1"}, state).file or ""
    assert 'data-error="Choose one of the files."' in file


def test_a_stopped_review_leaves_what_is_shown(reviews: ReviewHandlers) -> None:
    first = reviews.review({"text": TEXT, "run": "first"})
    second = reviews.review({"text": TEXT, "run": "second"})
    assert ["clauses read" in (view.said or "") for view in (next(first), next(first))] == [0, 0]
    next(second), next(second)
    reviews.stop({"run": "first"})
    reviews.stop({"run": "a run that is over"})
    assert list(first) == [ReviewView(said="")]
    assert any(view.result for view in second)


def test_a_failed_review_leaves_what_is_shown(reviews: ReviewHandlers) -> None:
    failed = reviews.failed()
    assert failed.result is None
    assert "try again" in error(failed)[1]


def test_the_form_offers_every_trade_and_every_kind_of_file(reviews: ReviewHandlers) -> None:
    frame = reviews.frame()
    assert frame.count("<option") == 11
    for ending in (".txt", ".md", ".html", ".docx", ".pdf"):
        assert ending in frame


def test_progress_has_a_bar_only_where_it_is_known_how_much_is_left() -> None:
    assert 'max="1200" value="300"' in progress_html(
        Step(name="reading", detail="300 of 1,200 clauses read")
    )
    assert "<progress" not in progress_html(Step(name="judging", detail="Weighing ten topics"))


def test_a_brief_without_a_title_still_has_a_name(reviews: ReviewHandlers) -> None:
    untitled = ReviewState(review=make_review(make_brief(title="")))
    assert "Untitled brief" in (last(reviews.again({"accepted": []}, untitled)).result or "")
    assert 'data-name="brief-review.md"' in (
        reviews.download({"kind": "report-md"}, untitled).file or ""
    )
