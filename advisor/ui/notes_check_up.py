"""An engagement's check-up as a page: the warning signs, each with its proof and its answer."""

from datetime import date
from html import escape

from advisor.domain import Library
from advisor.domain.check_up import CheckUp, Severity, Signal
from advisor.ui.icons import icon
from advisor.ui.library_parts import link
from advisor.ui.notes_parts import (
    FindNote,
    chip,
    counted,
    dated_quote,
    day_words,
    engagement_head,
    filter_field,
)
from advisor.ui.views import Leaf

_SEVERITIES: dict[Severity, tuple[str, str]] = {
    "high": ("warning", "High"),
    "medium": ("flag", "Medium"),
    "low": ("info", "Low"),
}


def check_up_leaf(check_up: CheckUp, library: Library, find: FindNote) -> Leaf:
    """The open signals, the most severe first, and the solved ones folded."""
    engagement = check_up.engagement
    read = counted(check_up.notes_read, "note")
    signs = "".join(_signal(signal, check_up, library, find) for signal in check_up.signals)
    body = signs or _no_signal(check_up.notes_read)
    count = len(check_up.signals)
    summary = f"{counted(count, 'open signal')} in {read} read." if count else f"{read} read."
    html = (
        f"{engagement_head(engagement, 'check-up')}{_as_of_form(check_up)}"
        f'<p class="oa-fine" role="status">{summary} As of {day_words(check_up.as_of)}.</p>'
        f"{body}{_solved(check_up, library, find)}"
        '<p class="oa-fine">Found by rules and by a model that read labelled notes. '
        "Both can be wrong: read the quote. Not legal or tax advice.</p>"
    )
    return Leaf(title=f"Check-up · {engagement.name}", html=html, section="check-up")


def _no_signal(notes_read: int) -> str:
    if not notes_read:
        return '<p class="oa-empty">There are no notes to check yet. Add one first.</p>'
    return (
        f'<p class="oa-nothing">{icon("check")}<span><strong>No signal.</strong> '
        f"None of the warning signs was found in {counted(notes_read, 'note')}. "
        "What is not written down cannot be found.</span></p>"
    )


def _as_of_form(check_up: CheckUp) -> str:
    day = f'<input {{at}} type="date" value="{check_up.as_of.isoformat()}" required>'
    return (
        '<form class="oa-filters" data-do="notes-as-of" '
        f'data-engagement="{escape(check_up.engagement.engagement_id)}">'
        f"{filter_field('as_of', 'As of', day)}"
        '<button type="submit" class="oa-button">Check again</button></form>'
    )


def _solved(check_up: CheckUp, library: Library, find: FindNote) -> str:
    if not check_up.solved:
        return ""
    signs = "".join(_signal(item, check_up, library, find, solved=True) for item in check_up.solved)
    return (
        f'<details class="oa-more"><summary>{counted(len(check_up.solved), "solved signal")}'
        f'</summary><div class="oa-more-body">{signs}</div></details>'
    )


def _signal(
    signal: Signal, check_up: CheckUp, library: Library, find: FindNote, *, solved: bool = False
) -> str:
    glyph, words = _SEVERITIES[signal.severity]
    mark = (
        chip("solved", "Solved", "good")
        if solved
        else chip(glyph, f"{words} severity", signal.severity)
    )
    topic = library.topic_by_id.get(signal.topic_id)
    title = topic.title if topic else signal.topic_id
    engagement_id = check_up.engagement.engagement_id
    quotes = "".join(dated_quote(item, engagement_id, find) for item in signal.citations)
    return (
        f'<article class="oa-signal" data-severity="{"solved" if solved else signal.severity}">'
        f'<div class="oa-signal-head">{mark}<h3>{escape(title)}</h3>{_day(signal.on)}</div>'
        f'<p class="oa-why oa-words">{escape(signal.why)}</p>{quotes}'
        f"{_against(signal)}{_answer(signal, library)}</article>"
    )


def _day(on: date) -> str:
    return f'<time datetime="{on.isoformat()}">{day_words(on)}</time>'


def _against(signal: Signal) -> str:
    if not signal.against:
        return ""
    return (
        f'<p class="oa-against">{icon("warning")}<span><strong>Against the guidance:</strong> '
        f"{escape(signal.against)}</span></p>"
    )


def _answer(signal: Signal, library: Library) -> str:
    point = library.points.get(signal.point_id)
    if point is None:
        return ""
    return (
        f'<p class="oa-helps">{icon("library")}<span>What helps: '
        f"{link(point.title, 'point', point.point_id)}</span></p>"
    )
