"""A whole review as HTML, the most pressing first."""

from html import escape

from advisor.domain import Library
from advisor.domain.review import Brief, BriefReview
from advisor.review.comparing import compare
from advisor.ui.library_parts import action
from advisor.ui.review_changes import PLACEHOLDER
from advisor.ui.review_compare import comparison_html
from advisor.ui.review_gaps import first_gaps_html, other_gaps_html
from advisor.ui.review_marks import Marks, brief_html, marks_of
from advisor.ui.review_matrix import matrix_html
from advisor.ui.review_parts import harm_html, lint_html, part, read_html, score_html
from advisor.ui.wording import NOT_ADVICE

FILES = {
    "report-docx": "Report as Word",
    "report-md": "Report as Markdown",
    "report-html": "Report as HTML",
    "questions-md": "Questions to the vendor",
    "brief-docx": "Brief as Word, with changes tracked",
}
"""What can be downloaded after a review: kind and name of each file."""


def result_html(review: BriefReview, library: Library, *, before: BriefReview | None = None) -> str:
    """The review; with the one `before` its changes, both side by side come first."""
    marks = marks_of(review)
    compared = _compared(before, review) if before else ""
    return (
        '<div class="oa-reviewed" tabindex="-1" role="region" aria-label="Review">'
        f"{read_html(review.brief, trade_words(review.brief, library))}{compared}"
        f"{harm_html(review)}{score_html(review.score)}{first_gaps_html(review, marks)}"
        f"{_ACCEPTED}{_columns(review, marks)}{other_gaps_html(review, marks)}{lint_html(review)}"
        f"{_files()}</div>"
    )


def trade_words(brief: Brief, library: Library) -> str:
    """The trade of a brief as people name it; empty where none was told or found."""
    profile = library.trades.get(brief.trade) if brief.trade else None
    return profile.title.capitalize() if profile else ""


def _compared(before: BriefReview, review: BriefReview) -> str:
    was, now = (len(PLACEHOLDER.findall(one.brief.text)) for one in (before, review))
    return comparison_html(compare(before, review), blanks=max(0, now - was))


_ACCEPTED = (
    '<div class="oa-accepted" id="oa-accepted" hidden><span id="oa-accepted-count" role="status">'
    '</span><button type="button" class="oa-button oa-primary" data-do="review-write">'
    "See the new text</button></div>"
)


def _columns(review: BriefReview, marks: Marks) -> str:
    """The brief and the verdicts side by side; on a phone one of them at a time."""
    panes = "".join(
        f'<button type="button" class="oa-button" data-do="review-pane" data-pane="{pane}" '
        f'aria-pressed="{str(pane == "verdicts").lower()}">{name}</button>'
        for pane, name in (("verdicts", "Verdicts"), ("brief", "Brief"))
    )
    title = escape(review.brief.title or "The brief")
    body = (
        f'<div class="oa-panes" role="group" aria-label="Show">{panes}</div>'
        '<div class="oa-columns" id="oa-columns" data-pane="verdicts">'
        f'<div class="oa-pane-brief" id="oa-brief" role="region" tabindex="0" '
        f'aria-label="The brief: {title}">{brief_html(review.brief, marks)}</div>'
        f'<div class="oa-pane-verdicts">{matrix_html(review, marks)}</div></div>'
    )
    return part("Ten topics, with proof", body)


def _files() -> str:
    buttons = "".join(
        action("review-file", "download", name, data=f' data-kind="{kind}"')
        for kind, name in FILES.items()
    )
    return part(
        "Take it along",
        f'<div class="oa-save" role="group" aria-label="Downloads">{buttons}</div>'
        '<p class="oa-alert" id="oa-review-file-error" role="alert"></p>'
        f'<p class="oa-fine">{NOT_ADVICE}</p>',
    )
