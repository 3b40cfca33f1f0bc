"""The gaps of a brief as HTML: why each matters, what to write, what to ask, accept or skip."""

from html import escape

from advisor.domain.review import BriefReview, Finding, TopicReview
from advisor.domain.review_words import STATUS_WORDS, first_findings, other_findings
from advisor.ui.icons import icon
from advisor.ui.library_parts import href
from advisor.ui.notes_parts import counted
from advisor.ui.review_changes import with_blanks
from advisor.ui.review_marks import Marks
from advisor.ui.review_parts import fold, part, quote_button, topic_chip
from advisor.ui.review_wording import risk_word, short_name

_LOOKS = {"high": "high", "medium": "medium", "low": ""}


def first_gaps_html(review: BriefReview, marks: Marks) -> str:
    """The riskiest gaps as cards; a good word where there is none."""
    first = first_findings(review)
    if not first:
        return part("The riskiest gaps", "<p>Nothing that matters is missing.</p>")
    cards = _cards(review, first, marks)
    title = "The riskiest gap" if len(first) == 1 else "The riskiest gaps"
    return part(title, f'<div class="oa-gaps">{cards}</div>')


def other_gaps_html(review: BriefReview, marks: Marks) -> str:
    """All gaps below the first ones, in a fold-out."""
    rest = other_findings(review)
    if not rest:
        return ""
    cards = f'<div class="oa-gaps">{_cards(review, rest, marks)}</div>'
    return fold(f"{counted(len(rest), 'more gap')}", cards)


def _cards(review: BriefReview, findings: tuple[Finding, ...], marks: Marks) -> str:
    topics = {topic.topic_id: topic for topic in review.topics}
    return "".join(_card(one, topics[one.topic_id], marks) for one in findings)


def _card(finding: Finding, topic: TopicReview, marks: Marks) -> str:
    identifier = escape(finding.finding_id)
    heading = f"{short_name(topic)}: {STATUS_WORDS[topic.status].lower()}"
    quotes = "".join(
        f"<li>{quote_button(marks.spot_of(topic.number, one), one.quote)}</li>"
        for one in finding.evidence[:2]
    )
    said = f'<dt>What it says now</dt><dd><ul class="oa-quotes">{quotes}</ul></dd>'
    return (
        f'<article class="oa-gap" data-finding="{identifier}" data-risk="{finding.risk}">'
        f'<div class="oa-gap-head">{topic_chip(topic)}'
        f'<span class="oa-flag" data-kind="{_LOOKS[finding.risk]}">{risk_word(finding.risk)}</span>'
        f"</div><h4>{escape(heading)}</h4><dl>"
        f"<dt>Why it matters here</dt><dd>{escape(finding.why)}</dd>{said if quotes else ''}"
        f'<dt>What to write</dt><dd class="oa-words oa-write">{with_blanks(finding.write)}</dd>'
        f"<dt>What to ask the vendor</dt><dd>{escape(finding.ask)}</dd></dl>"
        f"{_points(finding)}{_choice(identifier, heading)}</article>"
    )


def _points(finding: Finding) -> str:
    """Links to the advice that the gap rests on."""
    links = ", ".join(
        f'<a href="{escape(href("point", point))}">{escape(point)}</a>'
        for point in finding.point_ids
    )
    words = f"<span>The advice behind it: {links}</span>"
    return f'<p class="oa-fine">{icon("library")}{words}</p>' if links else ""


def _choice(identifier: str, heading: str) -> str:
    name = escape(heading)
    return (
        f'<div class="oa-row" role="group" aria-label="{name}">'
        f'<button type="button" class="oa-button oa-accept" data-do="review-accept" '
        f'data-finding="{identifier}" aria-pressed="false">{icon("check")}<span>Accept</span>'
        f'<span class="oa-sr"> the text for {name}</span></button>'
        f'<button type="button" class="oa-button oa-skip" data-do="review-skip" '
        f'data-finding="{identifier}" aria-pressed="false"><span>Skip</span>'
        f'<span class="oa-sr"> {name}</span></button></div>'
    )
