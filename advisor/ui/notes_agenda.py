"""The agenda for the next call with a vendor: as a page, as Markdown and as plain text."""

from html import escape

from advisor.domain import Library
from advisor.domain.check_up import Agenda, AgendaItem
from advisor.ui.library_parts import action, link
from advisor.ui.markdown import escape_markdown
from advisor.ui.notes_parts import (
    FindNote,
    counted,
    dated_quote,
    day_words,
    engagement_head,
    filter_field,
    options,
)
from advisor.ui.views import Leaf

LENGTHS = (15, 30, 45, 60)
"""Lengths of a call to choose from, in minutes."""


def agenda_leaf(agenda: Agenda, library: Library, find: FindNote, *, minutes: int) -> Leaf:
    """The items with their minutes, the days to look again, and the ways to take them along."""
    engagement = agenda.engagement
    items = "".join(_item(item, engagement.engagement_id, library, find) for item in agenda.items)
    listed = (
        f'<ol class="oa-agenda">{items}</ol>'
        if items
        else '<p class="oa-empty">Nothing to raise: no signal is open and no measure is agreed.</p>'
    )
    data = f' data-engagement="{escape(engagement.engagement_id)}" data-minutes="{minutes}"'
    buttons = "".join(
        (
            action("copy", "copy", "Copy", data=f' data-text="{escape(agenda_plain(agenda))}"'),
            action("notes-file", "download", "Markdown", data=f'{data} data-kind="md"'),
            action(
                "notes-file",
                "calendar",
                "Calendar",
                data=f'{data} data-kind="ics"',
                label="Calendar file of the review dates (.ics)",
            ),
        )
    )
    lengths = {str(length): f"{length} minutes" for length in sorted({*LENGTHS, minutes})}
    choice = f"<select {{at}}>{options(lengths, str(minutes))}</select>"
    html = (
        f"{engagement_head(engagement, 'agenda')}"
        f'<form class="oa-filters" data-do="notes-length" '
        f'data-engagement="{escape(engagement.engagement_id)}">'
        f"{filter_field('minutes', 'Length of the call', choice)}</form>"
        f'<div class="oa-part-head"><h3>Agenda for the next call</h3></div>{listed}'
        f'<div class="oa-actions" role="group" aria-label="Take the agenda along">{buttons}</div>'
        f"{_reviews(agenda)}"
    )
    return Leaf(title=f"Agenda · {engagement.name}", html=html, section="agenda")


def agenda_markdown(agenda: Agenda) -> str:
    """The agenda as CommonMark; what notes say shows as typed."""
    head = f"# Agenda: {escape_markdown(agenda.engagement.name)}"
    parts = [head, f"As of {day_words(agenda.as_of)}."]
    parts += [
        f"{number}. **{escape_markdown(item.text)}** ({item.minutes} min)\n"
        f"   {escape_markdown(item.ask)}"
        for number, item in enumerate(agenda.items, start=1)
    ]
    if agenda.reviews:
        parts.append("## Look again")
        parts.append(
            "\n".join(
                f"- {day_words(review.on)}: {escape_markdown(review.title)}"
                for review in agenda.reviews
            )
        )
    return "\n\n".join(parts) + "\n"


def agenda_plain(agenda: Agenda) -> str:
    """The agenda for the clipboard."""
    lines = [f"Agenda: {agenda.engagement.name}, {day_words(agenda.as_of)}", ""]
    for number, item in enumerate(agenda.items, start=1):
        lines.append(f"{number}. {_line(item.text)} ({item.minutes} min)")
        if item.ask:
            lines.append(f"   {_line(item.ask)}")
    if agenda.reviews:
        lines += ["", "Look again:"]
        lines += [f"- {day_words(item.on)}: {_line(item.title)}" for item in agenda.reviews]
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return " ".join(text.split())


def _item(item: AgendaItem, engagement_id: str, library: Library, find: FindNote) -> str:
    quotes = "".join(dated_quote(quote, engagement_id, find) for quote in item.citations)
    point = library.points.get(item.point_id)
    helps = (
        f'<p class="oa-fine">Guidance: {link(point.title, "point", point.point_id)}</p>'
        if point
        else ""
    )
    ask = f'<p class="oa-ask-them oa-words">{escape(item.ask)}</p>' if item.ask else ""
    return (
        f'<li><p class="oa-agenda-head"><strong class="oa-words">{escape(item.text)}</strong>'
        f'<span class="oa-minutes">{item.minutes} min</span></p>{ask}{quotes}{helps}</li>'
    )


def _reviews(agenda: Agenda) -> str:
    if not agenda.reviews:
        return ""
    rows = "".join(
        f'<div><dt><time datetime="{review.on.isoformat()}">{day_words(review.on)}</time></dt>'
        f"<dd><strong>{escape(review.title)}</strong> {escape(review.detail)}</dd></div>"
        for review in agenda.reviews
    )
    count = counted(len(agenda.reviews), "day")
    return (
        f'<section class="oa-part"><h3>Look again</h3><p class="oa-fine">{count}, also in the '
        f'calendar file.</p><dl class="oa-rows">{rows}</dl></section>'
    )
