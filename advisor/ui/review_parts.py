"""Pieces of a review: what was read, harm, the score, faults in the text, quotes and labels."""

from collections.abc import Iterable
from html import escape

from advisor.domain.review import (
    Brief,
    BriefReview,
    LintFinding,
    Place,
    Score,
    TopicReview,
    TopicStatus,
)
from advisor.domain.review_words import STATUS_WORDS
from advisor.review.comparing import Row
from advisor.ui.icons import icon
from advisor.ui.notes_parts import counted
from advisor.ui.review_wording import STATUS_ICONS, kind_word, topic_label

_FEW = 6
_EXCERPT = 160


def part(title: str, body: str, *, look: str = "") -> str:
    """A headed part of a review; nothing where there is no body."""
    if not body:
        return ""
    return f'<section class="oa-part {look}"><h3 tabindex="-1">{escape(title)}</h3>{body}</section>'


def fold(summary: str, body: str) -> str:
    """A part that opens on demand; `summary` is plain text."""
    return (
        f'<details class="oa-more"><summary>{escape(summary)}</summary>'
        f'<div class="oa-more-body">{body}</div></details>'
    )


def read_html(brief: Brief, trade: str) -> str:
    """What was read: title, kind, trade, length and what could not be read."""
    parts = sum(1 for section in brief.sections if section.heading)
    facts = (
        kind_word(brief),
        trade,
        counted(brief.words, "word"),
        counted(parts, "headed part") if parts else "",
    )
    notice = f'<p class="oa-notice">{escape(brief.notice)}</p>' if brief.notice else ""
    return (
        f'<div class="oa-read"><p class="oa-kicker">What was read</p>'
        f'<p class="oa-read-title">{escape(brief.title or "Untitled brief")}</p>'
        f'<p class="oa-fine">{escape(" · ".join(filter(None, facts)))}</p>{notice}</div>'
    )


def harm_html(review: BriefReview) -> str:
    """What the brief must not ask for, with the lawful way; nothing where there is none."""
    items, done = [], 0
    for one in review.harm:
        items.append(
            f'<li><p class="oa-harm-what">{icon("warning")}<strong>{escape(one.message)}</strong>'
            f"</p>{_places(one.places, done)}"
            f"<p><strong>The lawful way:</strong> {escape(one.lawful_way)}</p></li>"
        )
        done += len(one.places)
    if not items:
        return ""
    return part("Put this right first", f"<ul>{''.join(items)}</ul>", look="oa-harm")


def score_html(score: Score) -> str:
    """The readiness with its arithmetic in a fold-out."""
    terms = "".join(f"<li>{escape(term)}</li>" for term in score.terms)
    arithmetic = fold("How this is counted", f'<ul class="oa-lines">{terms}</ul>')
    return (
        '<section class="oa-score" aria-label="Readiness"><p class="oa-score-line">'
        f"<strong>{score.value}</strong><span>of 100 ready</span></p>"
        f'<div class="oa-score-bar" aria-hidden="true"><span style="width:{score.value}%"></span>'
        f"</div>{arithmetic}</section>"
    )


def lint_html(review: BriefReview) -> str:
    """The faults in the text with the way to mend each; the first few are open."""
    if not review.lint:
        return part("Faults in the text", "<p>None found.</p>")
    done = sum(len(one.places) for one in review.harm)
    items = []
    for one in review.lint:
        items.append(_fault(one, done))
        done += len(one.places)
    rest = items[_FEW:]
    more = fold(f"{counted(len(rest), 'more fault')}", _list(rest)) if rest else ""
    return part(f"Faults in the text ({len(items)})", _list(items[:_FEW]) + more)


def status_chip(status: TopicStatus) -> str:
    """The verdict as icon and word."""
    return (
        f'<span class="oa-status-chip" data-status="{status}">{icon(STATUS_ICONS[status])}'
        f"{STATUS_WORDS[status]}</span>"
    )


def topic_chip(topic: TopicReview | Row) -> str:
    """Number and name of a topic in its colour."""
    return f'<span class="oa-topic" data-topic="{topic.number}">{escape(topic_label(topic))}</span>'


def quote_button(index: int | None, quote: str, *, page: int = 0) -> str:
    """A quote that leads to its place in the brief; text alone where it has none."""
    words = f"\u201c{escape(short(quote))}\u201d"
    where = f' <span class="oa-fine">page {page}</span>' if page else ""
    if index is None:
        return f'<span class="oa-words">{words}</span>{where}'
    return (
        f'<button type="button" class="oa-quoted" data-do="review-quote" data-spot="{index}">'
        f"{words}</button>{where}"
    )


def short(text: str) -> str:
    """A long quote cut to a line or three."""
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT].rstrip()}…"


def _list(items: Iterable[str]) -> str:
    return f'<ul class="oa-faults">{"".join(items)}</ul>'


def _fault(finding: LintFinding, first: int) -> str:
    return (
        f"<li><p><strong>{escape(finding.message)}</strong></p>"
        f"{_places(finding.places, first)}<p>{escape(finding.fix)}</p></li>"
    )


def _places(places: Iterable[Place], first: int) -> str:
    buttons = "".join(
        f'<button type="button" class="oa-quoted" data-do="review-place" data-place="{index}">'
        f"\u201c{escape(short(place.quote))}\u201d</button>"
        for index, place in enumerate(places, first)
    )
    return f'<p class="oa-quotes">{buttons}</p>' if buttons else ""
