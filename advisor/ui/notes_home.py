"""The first page of the notes: the engagements, how to begin, and the form of a new one."""

from collections.abc import Mapping, Sequence
from html import escape

from advisor.domain.notes import Engagement
from advisor.ui.icons import icon
from advisor.ui.notes_forms import engagement_fields
from advisor.ui.notes_parts import (
    chip,
    counted,
    engagement_facts,
    notes_href,
    page_head,
)
from advisor.ui.views import Leaf

_TITLE = "Notes"
_LEAD = (
    "Write down what your vendors agree, deliver and charge. Answers in the chat then quote your "
    "notes beside the guidance, and the check-up shows the warning signs that they contain."
)


def home_leaf(engagements: Sequence[Engagement], counts: Mapping[str, int]) -> Leaf:
    """The engagements with how many notes each has, or how to begin; counts are by name."""
    lead = f'<p class="oa-lead">{_LEAD}</p>'
    ways = _ways()
    if not engagements:
        html = f'{page_head(_TITLE, note=lead)}<div class="oa-begin">{ways}</div>'
        return Leaf(title=_TITLE, html=html)
    rows = "".join(_row(item, counts.get(item.name, 0)) for item in engagements)
    actions = f'<div class="oa-begin">{ways}</div>'
    html = (
        f'{page_head(_TITLE, note=actions)}<ul class="oa-engagements">{rows}</ul>'
        f'<p class="oa-fine">{counted(len(engagements), "engagement")}. Your notes stay on this '
        "computer.</p>"
    )
    return Leaf(title=_TITLE, html=html)


def new_leaf() -> Leaf:
    """The form of a new engagement."""
    title = "New engagement"
    lead = '<p class="oa-lead">One for each piece of work that you hand to a vendor.</p>'
    html = (
        f"{page_head(title, (notes_href(), _TITLE), note=lead)}"
        '<form class="oa-sheet" data-do="notes-send" data-call="notes_create" novalidate>'
        f"{engagement_fields('new', None)}"
        '<div class="oa-row"><button type="submit" class="oa-button oa-primary">Create</button>'
        f'<a class="oa-button" href="{escape(notes_href())}">Cancel</a></div>'
        '<div class="oa-alert" role="alert"></div></form>'
    )
    return Leaf(title=title, html=html)


def signals_chip(count: int, notes_read: int) -> str:
    """How many warning signs are open, in words; what was not read has none to show."""
    if not notes_read:
        return chip("note", "No notes yet", "none")
    if not count:
        return chip("check", "No open signals", "good")
    return chip("warning", counted(count, "open signal"), "warn")


def _ways() -> str:
    return (
        f'<a class="oa-button oa-primary" href="{escape(notes_href("new"))}">{icon("new")}'
        "New engagement</a>"
        f'<a class="oa-button" href="{escape(notes_href("import"))}">{icon("upload")}'
        "Import notes</a>"
    )


def _row(engagement: Engagement, count: int) -> str:
    home = escape(notes_href(engagement.engagement_id))
    check = escape(notes_href(engagement.engagement_id, "check-up"))
    vendor = engagement.vendor if engagement.vendor != engagement.name else ""
    facts = " · ".join(filter(None, (vendor, *engagement_facts(engagement))))
    return (
        f'<li class="oa-engagement"><a class="oa-engagement-name" href="{home}">'
        f"<strong>{escape(engagement.name)}</strong><span>{escape(facts)}</span></a>"
        f'<span class="oa-engagement-count">{counted(count, "note")}</span>'
        f'<a class="oa-engagement-check" href="{check}" '
        f'aria-label="Check-up of {escape(engagement.name)}" '
        f'data-signals="{escape(engagement.engagement_id)}">Checking…</a></li>'
    )
