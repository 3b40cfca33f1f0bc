"""An engagement's timeline and its measures as pages."""

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby

from advisor.domain.check_up import EventKind, Reading, Series, Standing, TimelineItem, Trend
from advisor.domain.notes import Engagement
from advisor.ui.icons import icon
from advisor.ui.notes_forms import target_line, targets_field
from advisor.ui.notes_parts import (
    chip,
    counted,
    day_words,
    engagement_head,
    notes_href,
    quote_html,
)
from advisor.ui.views import Leaf

_LATEST = 200
_EVENTS: dict[EventKind, tuple[str, str]] = {
    "decision": ("check", "Decision"),
    "change": ("swap", "Change"),
    "missed_date": ("clock", "Missed date"),
    "payment": ("money", "Payment"),
    "measure": ("chart", "Measure"),
    "problem": ("warning", "Problem"),
    "solved": ("solved", "Solved"),
}
_TRENDS: dict[Trend, str] = {
    "better": "better than the time before",
    "worse": "worse than the time before",
    "steady": "about the same as the time before",
    "unclear": "no trend to see yet",
}
_STANDINGS: dict[Standing, tuple[str, str, str]] = {
    "met": ("check", "Target met", "good"),
    "missed": ("warning", "Target missed", "warn"),
    "no_target": ("question", "No target agreed", "none"),
}


def timeline_leaf(
    engagement: Engagement, items: Sequence[TimelineItem], *, whole: bool = False
) -> Leaf:
    """What happened, latest first and by month; only the latest part unless `whole`."""
    latest = list(reversed(items))
    shown = latest if whole else latest[:_LATEST]
    months = groupby(shown, key=lambda item: f"{item.on:%B %Y}")
    body = "".join(_month(name, list(group), engagement) for name, group in months)
    rest = (
        f'<p><a class="oa-button" href="{escape(_whole(engagement))}">'
        f"Show all {len(latest):,} events</a></p>"
        if len(latest) > len(shown)
        else ""
    )
    empty = (
        '<p class="oa-empty">No decision, change, missed date, payment, measure or problem was '
        "found in the notes yet.</p>"
    )
    count = f'<p class="oa-fine">{counted(len(latest), "event")}, latest first.</p>'
    html = f"{engagement_head(engagement, 'timeline')}{count + body + rest if body else empty}"
    return Leaf(title=f"Timeline · {engagement.name}", html=html, section="timeline")


def measures_leaf(
    engagement: Engagement, measures: Sequence[Series], *, chart: Callable[[Series], str]
) -> Leaf:
    """Every measure with its picture, and the form that changes the targets."""
    parts = "".join(_measure(series, engagement, chart) for series in measures)
    empty = (
        '<p class="oa-empty">No measure yet. Write notes with figures, such as '
        "\u201cFirst reply took 6h20 in January.\u201d, and agree a target below.</p>"
    )
    form = (
        '<form class="oa-sheet" data-do="notes-send" data-call="notes_targets" novalidate>'
        f'<input type="hidden" name="engagement" value="{escape(engagement.engagement_id)}">'
        f"{targets_field('measures', engagement.targets)}"
        '<div class="oa-row"><button type="submit" class="oa-button">Save targets</button></div>'
        '<div class="oa-alert" role="alert"></div></form>'
    )
    html = (
        f"{engagement_head(engagement, 'measures')}{parts or empty}"
        f'<section class="oa-part"><h3>Edit targets</h3>{form}</section>'
    )
    return Leaf(title=f"Measures · {engagement.name}", html=html, section="measures")


def _whole(engagement: Engagement) -> str:
    return notes_href(engagement.engagement_id, "timeline", "all")


def _month(name: str, items: Sequence[TimelineItem], engagement: Engagement) -> str:
    events = "".join(_event(item, engagement) for item in items)
    return f'<section class="oa-month"><h3>{name}</h3><ol class="oa-events">{events}</ol></section>'


def _event(item: TimelineItem, engagement: Engagement) -> str:
    glyph, words = _EVENTS[item.kind]
    quoted = quote_html(item.citation, engagement.engagement_id, "Open the note")
    return (
        f'<li class="oa-event" data-kind="{item.kind}"><span class="oa-event-mark">{icon(glyph)}'
        f'</span><div><p class="oa-event-head"><strong>{words}</strong>'
        f'<time datetime="{item.on.isoformat()}">{day_words(item.on)}</time></p>{quoted}</div></li>'
    )


def _measure(series: Series, engagement: Engagement, chart: Callable[[Series], str]) -> str:
    glyph, words, kind = _STANDINGS[series.standing]
    name = series.measure[:1].upper() + series.measure[1:]
    last = series.readings[-1] if series.readings else None
    rows = [("Last", _last(last) if last else "No reading in the notes yet")]
    if last:
        rows.append(("Trend", _TRENDS[series.trend]))
    target = escape(target_line(series.target)) if series.target else "None agreed"
    rows.append(("Target", f"{target}{_stated(series, engagement)}"))
    facts = "".join(f"<div><dt>{label}</dt><dd>{text}</dd></div>" for label, text in rows)
    return (
        f'<section class="oa-part oa-measure"><div class="oa-part-head"><h3>{escape(name)}</h3>'
        f"{chip(glyph, words, kind)}</div>{chart(series) if series.readings else ''}"
        f'<dl class="oa-facts-of">{facts}</dl>{_readings(series, engagement)}</section>'
    )


def _last(reading: Reading) -> str:
    when = reading.period or day_words(reading.on)
    return f"{escape(reading.text)}, {escape(when)}"


def _stated(series: Series, engagement: Engagement) -> str:
    if series.target_citation is None:
        return ""
    quoted = quote_html(series.target_citation, engagement.engagement_id, "Open the note")
    return f" (from a note){quoted}"


def _readings(series: Series, engagement: Engagement) -> str:
    quotes = "".join(
        quote_html(item.citation, engagement.engagement_id, f"Note behind {item.text}")
        for item in reversed(series.readings[-12:])
    )
    if not quotes:
        return ""
    return (
        f'<details class="oa-more"><summary>The notes behind these figures</summary>'
        f'<div class="oa-more-body">{quotes}</div></details>'
    )
