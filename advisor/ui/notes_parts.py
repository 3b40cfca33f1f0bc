"""Pieces that the pages of the notes share: addresses, heads, tabs, form fields, quotes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape
from urllib.parse import quote

from advisor.domain import Citation
from advisor.domain.notes import Engagement, EngagementNote, EngagementStatus, note_id_of
from advisor.ui.icons import icon
from advisor.ui.wording import long_date

STATUS_WORDS: dict[EngagementStatus, str] = {
    "planned": "Planned",
    "active": "Active",
    "paused": "Paused",
    "ended": "Ended",
}
TABS = {
    "notes": "Notes",
    "timeline": "Timeline",
    "measures": "Measures",
    "check-up": "Check-up",
    "agenda": "Agenda",
    "import": "Import and export",
    "settings": "Settings",
}
"""The parts of an engagement: route and name of each."""

FindNote = Callable[[str], EngagementNote | None]


def notes_href(*parts: str) -> str:
    """The permanent address of a page of the notes."""
    return "#/" + "/".join(quote(part, safe="") for part in ("notes", *parts))


def note_href(note: EngagementNote) -> str:
    """The permanent address of a note."""
    return notes_href(note.engagement_id, note.note_id)


def day_words(day: date) -> str:
    """A day such as "3 February 2026"."""
    return long_date(day.isoformat())


def counted(count: int, noun: str) -> str:
    """`1 note`, `2 notes`, `10,000 notes`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def page_head(title: str, *ways: tuple[str, str], note: str = "", actions: str = "") -> str:
    """The heading of a page with the way back; `ways` are address and name, `note` is HTML."""
    crumbs = "".join(
        f'<li><a href="{escape(address)}">{escape(name)}</a></li>' for address, name in ways
    )
    trail = f'<nav class="oa-crumbs" aria-label="You are in"><ol>{crumbs}</ol></nav>'
    return (
        f"{trail if crumbs else ''}"
        f'<div class="oa-leaf-head"><h2 tabindex="-1">{escape(title)}</h2>{actions}</div>{note}'
    )


def engagement_head(engagement: Engagement, tab: str) -> str:
    """Name, facts and tabs of an engagement, with `tab` marked as the current one."""
    facts = " · ".join(filter(None, (_vendor(engagement), *engagement_facts(engagement))))
    current = ' aria-current="page"'
    tabs = "".join(
        f'<li><a href="{escape(_tab_href(engagement, name))}"{current if name == tab else ""}>'
        f"{title}</a></li>"
        for name, title in TABS.items()
    )
    return (
        page_head(engagement.name, (notes_href(), "Notes"))
        + f'<p class="oa-fine">{escape(facts)}</p>'
        + f'<nav class="oa-tabs" aria-label="Parts of this engagement"><ul>{tabs}</ul></nav>'
    )


def engagement_facts(engagement: Engagement) -> tuple[str, ...]:
    """Trade, status and start in words."""
    trade = (engagement.trade or "").replace("_", " ").capitalize()
    since = f"since {day_words(engagement.started_on)}" if engagement.started_on else ""
    return tuple(filter(None, (trade, STATUS_WORDS[engagement.status], since)))


def _vendor(engagement: Engagement) -> str:
    return engagement.vendor if engagement.vendor != engagement.name else ""


def _tab_href(engagement: Engagement, name: str) -> str:
    return notes_href(engagement.engagement_id, *(() if name == "notes" else (name,)))


def field(
    form: str, name: str, label: str, control: str, *, hint: str = "", optional: bool = False
) -> str:
    """A labelled control with its hint and a place for its error.

    `control` is HTML in which the first `{at}` becomes the attributes that tie it together.
    """
    identifier = f"oa-{form}-{name}"
    described = f"{identifier}-hint {identifier}-error" if hint else f"{identifier}-error"
    attributes = f'id="{identifier}" name="{name}" aria-describedby="{described}"'
    note = f'<p class="oa-hint" id="{identifier}-hint">{escape(hint)}</p>' if hint else ""
    extra = ' <span class="oa-optional">(optional)</span>' if optional else ""
    return (
        f'<div class="oa-field" data-field="{name}"><label for="{identifier}">{escape(label)}'
        f"{extra}</label>{control.replace('{at}', attributes, 1)}{note}"
        f'<p class="oa-field-error" id="{identifier}-error"></p></div>'
    )


def filter_field(name: str, label: str, control: str) -> str:
    """A small labelled control above a list; the first `{at}` of it becomes its id and name."""
    identifier = f"oa-filter-{name}"
    attributes = f'id="{identifier}" name="{name}"'
    return (
        f'<div class="oa-filter"><label for="{identifier}">{label}</label>'
        f"{control.replace('{at}', attributes, 1)}</div>"
    )


def options(choices: Mapping[str, str], chosen: str) -> str:
    """The options of a select."""
    return "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>'
        f"{escape(words)}</option>"
        for value, words in choices.items()
    )


def tag_chips(tags: Sequence[str]) -> str:
    """Tags as a list; nothing where there is none."""
    chips = "".join(f'<li class="oa-tag">{escape(tag)}</li>' for tag in tags)
    return f'<ul class="oa-tags" aria-label="Tags">{chips}</ul>' if chips else ""


def chip(glyph: str, text: str, kind: str) -> str:
    """A short statement with its icon; `kind` is its look."""
    return f'<span class="oa-flag" data-kind="{kind}">{icon(glyph)}{escape(text)}</span>'


def quote_html(citation: Citation, engagement_id: str, words: str) -> str:
    """A quote from a note, with a link in `words` that opens the note."""
    note_id = note_id_of(citation.passage_id)
    where = f'<a href="{escape(notes_href(engagement_id, note_id))}">{escape(words)}</a>'
    return (
        f'<blockquote class="oa-quote"><p class="oa-words">\u201c{escape(citation.quote)}\u201d'
        f"</p><footer>{icon('note')}{where if note_id else escape(words)}</footer></blockquote>"
    )


def dated_quote(citation: Citation, engagement_id: str, find: FindNote) -> str:
    """A quote with the day of its note, which it opens."""
    note = find(note_id_of(citation.passage_id))
    words = f"Your note of {day_words(note.happened_on)}" if note else "Open the note"
    return quote_html(citation, engagement_id, words)
