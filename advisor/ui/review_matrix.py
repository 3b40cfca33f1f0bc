"""The verdicts on the ten topics as HTML, each with its reason, its checks and its quotes."""

from html import escape

from advisor.domain.review import Brief, BriefReview, CheckReview, Evidence, TopicReview
from advisor.ui.icons import icon
from advisor.ui.review_marks import Marks, page_of
from advisor.ui.review_parts import fold, quote_button, status_chip, topic_chip
from advisor.ui.review_wording import LEVELS


def matrix_html(review: BriefReview, marks: Marks) -> str:
    """The ten verdicts in the order of the topics."""
    rows = "".join(_row(topic, review.brief, marks) for topic in review.topics)
    return f'<ol class="oa-verdicts">{rows}</ol>'


def _row(topic: TopicReview, brief: Brief, marks: Marks) -> str:
    return (
        f'<li class="oa-topic-verdict" id="oa-verdict-{topic.number}" '
        f'data-status="{topic.status}">{_head(topic, marks)}'
        f'<p class="oa-reason">{escape(topic.reason)}</p>{_checks(topic, brief, marks)}</li>'
    )


def _head(topic: TopicReview, marks: Marks) -> str:
    """Topic and verdict; a button to the first quote where there is one."""
    inside = f"<span>{topic_chip(topic)}{status_chip(topic.status)}</span>"
    spot = next(
        (
            index
            for one in topic.evidence
            if (index := marks.spot_of(topic.number, one)) is not None
        ),
        None,
    )
    title = escape(topic.title)
    if spot is None:
        return f'<p class="oa-topic-head" tabindex="-1" title="{title}">{inside}</p>'
    return (
        f'<button type="button" class="oa-topic-head" data-do="review-quote" data-spot="{spot}" '
        f'title="{title}">{inside}<span class="oa-to-quote">{icon("arrow")}'
        '<span class="oa-sr">: show it in the brief</span></span></button>'
    )


def _checks(topic: TopicReview, brief: Brief, marks: Marks) -> str:
    if not topic.checks:
        return ""
    against = [one for one in topic.evidence if one.level == "against"]
    wrong = "".join(
        f"<li>{quote_button(marks.spot_of(topic.number, one), one.quote)}</li>" for one in against
    )
    first = f'<p><strong>Pushes the wrong way:</strong></p><ul class="oa-quotes">{wrong}</ul>'
    rows = "".join(_check(check, topic, brief, marks) for check in topic.checks)
    return fold(_tally(topic), f'{first if wrong else ""}<ul class="oa-checks">{rows}</ul>')


def _tally(topic: TopicReview) -> str:
    """`7 checks: 3 met, 1 half, 3 missing`."""
    counts = {
        word: sum(1 for one in topic.checks if one.level == level)
        for level, (_, word) in LEVELS.items()
    }
    said = ", ".join(f"{count} {word.lower()}" for word, count in counts.items() if count)
    return f"{len(topic.checks)} {'check' if len(topic.checks) == 1 else 'checks'}: {said}"


def _check(review: CheckReview, topic: TopicReview, brief: Brief, marks: Marks) -> str:
    glyph, word = LEVELS[review.level]
    quotes = "".join(f"<li>{_quote(one, topic, brief, marks)}</li>" for one in review.evidence)
    found = (
        f'<ul class="oa-quotes">{quotes}</ul>'
        if quotes
        else f'<p class="oa-fine">Looked for {escape(review.check.looked_for)}.</p>'
    )
    return (
        f'<li><p class="oa-check-head"><span class="oa-level" data-level="{review.level}">'
        f"{icon(glyph)}{word}</span> {escape(review.check.question)}</p>{found}</li>"
    )


def _quote(evidence: Evidence, topic: TopicReview, brief: Brief, marks: Marks) -> str:
    index = marks.spot_of(topic.number, evidence)
    return quote_button(index, evidence.quote, page=page_of(brief, evidence.start))
