"""The notes of one engagement: the box to add one, the filters, the list, and editing in place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from advisor.domain.notes import (
    MAX_NOTE_CHARS,
    MAX_TAG_CHARS,
    MAX_TAGS,
    Engagement,
    EngagementNote,
)
from advisor.ui.icons import icon
from advisor.ui.library_parts import action
from advisor.ui.notes_forms import day_of, text_of
from advisor.ui.notes_parts import (
    counted,
    day_words,
    engagement_head,
    field,
    filter_field,
    note_href,
    options,
    tag_chips,
)
from advisor.ui.notes_views import FormError
from advisor.ui.views import Leaf

PAGE = 50
"""Notes shown at a time."""

_LONG_CHARS, _LONG_LINES = 1200, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A stretch of the list: its notes, where it begins, and how many notes fit in all."""

    notes: tuple[EngagementNote, ...]
    offset: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteForm:
    """What a filled note form says."""

    text: str
    happened_on: date | None
    tags: tuple[str, ...]


def notes_leaf(
    engagement: Engagement,
    shown: Shown,
    tags: Sequence[str],
    *,
    today: date,
    opened: str = "",
) -> Leaf:
    """The notes with the box to add one; `opened` is the note that a link asked for."""
    identifier = escape(engagement.engagement_id)
    html = (
        f"{engagement_head(engagement, 'notes')}{_add_box(identifier, today)}"
        f"{_filters(identifier, tags)}"
        f'<div id="oa-notes-list" data-engagement="{identifier}">'
        f"{list_html(shown, opened=opened)}</div>"
    )
    target = f"oa-note-{opened}" if opened else ""
    return Leaf(title=engagement.name, html=html, section="notes", target=target)


def list_html(shown: Shown, *, opened: str = "", filtered: bool = False) -> str:
    """The list with how many there are and the way to more."""
    if not shown.total:
        words = "No note fits. Use fewer words or another date." if filtered else "No notes yet."
        return f'<p class="oa-empty" role="status">{words}</p>'
    items = "".join(note_html(note, opened=note.note_id == opened) for note in shown.notes)
    newer = (
        f'<p class="oa-fine">{counted(shown.offset, "later note")} above. '
        f'<a href="{escape(note_href(shown.notes[0]).rpartition("/")[0])}">Show from the latest'
        "</a></p>"
        if shown.offset
        else ""
    )
    after = f"{' found' if filtered else ''}, latest first."
    return (
        f'<p class="oa-fine" id="oa-notes-count" role="status" data-total="{shown.total}" '
        f'data-after="{after}">{counted(shown.total, "note")}{after}</p>{newer}'
        f'<ul class="oa-notes" id="oa-notes-items">{items}</ul>'
        f'<div id="oa-notes-more">{more_html(shown)}</div>'
    )


def more_html(shown: Shown) -> str:
    """The button for the next notes; nothing at the end of the list."""
    left = shown.total - shown.offset - len(shown.notes)
    if left <= 0:
        return ""
    after = shown.offset + len(shown.notes)
    return (
        f'<button type="button" class="oa-button" data-do="notes-more" data-offset="{after}">'
        f"Show {min(left, PAGE)} more of {left:,}</button>"
    )


def items_html(notes: Sequence[EngagementNote]) -> str:
    """Notes as list items."""
    return "".join(map(note_html, notes))


def note_html(note: EngagementNote, *, opened: bool = False) -> str:
    """One note as a list item; its text is shown as it was typed."""
    mark = " data-opened" if opened else ""
    return (
        f'<li class="oa-note" id="oa-note-{escape(note.note_id)}" '
        f'data-note="{escape(note.note_id)}" tabindex="-1"{mark}>{note_body(note)}</li>'
    )


def note_body(note: EngagementNote) -> str:
    """What is inside the list item of a note."""
    day = day_words(note.happened_on)
    about = escape(f"note of {day}")
    long = len(note.text) > _LONG_CHARS or note.text.count("\n") > _LONG_LINES
    folded = " data-folded" if long else ""
    more = (
        '<button type="button" class="oa-link" data-do="notes-unfold" aria-expanded="false">'
        "Show all of it</button>"
        if long
        else ""
    )
    data = f' data-note="{escape(note.note_id)}" data-day="{escape(day)}"'
    return (
        f'<div class="oa-note-head"><a class="oa-note-day" href="{escape(note_href(note))}">'
        f'<time datetime="{note.happened_on.isoformat()}">{day}</time></a>{tag_chips(note.tags)}'
        f'<div class="oa-actions">'
        f"{action('notes-edit', 'edit', 'Edit', data=data, label=f'Edit {about}')}"
        f"{action('notes-delete-dialog', 'delete', 'Delete', data=data, label=f'Delete {about}')}"
        f'</div></div><div class="oa-note-text oa-words"{folded}>{escape(note.text)}</div>{more}'
    )


def edit_html(note: EngagementNote) -> str:
    """The form that takes a note's place while it is edited."""
    name = f"edit-{escape(note.note_id)}"
    return (
        '<form class="oa-sheet" data-do="notes-send" data-call="notes_edit" novalidate>'
        f'<input type="hidden" name="note" value="{escape(note.note_id)}">'
        f"{_note_fields(name, note.text, note.happened_on, ', '.join(note.tags))}"
        '<div class="oa-row"><button type="submit" class="oa-button oa-primary">Save</button>'
        f'<button type="button" class="oa-button" data-do="notes-edit-cancel" '
        f'data-note="{escape(note.note_id)}">Cancel</button></div>'
        '<div class="oa-alert" role="alert"></div></form>'
    )


def read_note(values: Mapping[str, Any]) -> NoteForm:
    """What a note form says; `FormError` names each field that cannot be used."""
    errors: dict[str, str] = {}
    raw = values.get("text", "")
    text = raw if isinstance(raw, str) else ""
    if not text.strip():
        errors["text"] = "Write what happened first."
    elif len(text) > MAX_NOTE_CHARS:
        errors["text"] = (
            f"This note has {len(text):,} characters, and {MAX_NOTE_CHARS:,} fit. Split it in two."
        )
    happened_on = day_of(values, "happened_on", errors)
    tags = tuple(dict.fromkeys(filter(None, map(str.strip, text_of(values, "tags").split(",")))))
    if len(tags) > MAX_TAGS or any(len(tag) > MAX_TAG_CHARS for tag in tags):
        errors["tags"] = f"Use up to {MAX_TAGS} tags of up to {MAX_TAG_CHARS} characters each."
    if errors:
        raise FormError(errors)
    return NoteForm(text=text, happened_on=happened_on, tags=tags)


def _add_box(identifier: str, today: date) -> str:
    return (
        '<form class="oa-sheet oa-add" data-do="notes-send" data-call="notes_add" novalidate>'
        f'<input type="hidden" name="engagement" value="{identifier}">'
        f"{_note_fields('add', '', today, '')}"
        '<div class="oa-row"><button type="submit" class="oa-button oa-primary">Add note</button>'
        '<p class="oa-said" role="status"></p></div>'
        '<div class="oa-alert" role="alert"></div></form>'
    )


def _note_fields(form: str, text: str, day: date, tags: str) -> str:
    area = (
        f'<textarea {{at}} rows="3" required placeholder="Invoice 14 paid, $1,200. First reply '
        f'took 6h20 in January.">\n{escape(text)}</textarea>'
    )
    on = f'<input {{at}} type="date" value="{day.isoformat()}">'
    label = f'<input {{at}} type="text" autocomplete="off" value="{escape(tags)}">'
    return (
        f"{field(form, 'text', 'What happened', area)}"
        f'<div class="oa-field-row">{field(form, "happened_on", "On", on)}'
        f"{field(form, 'tags', 'Tags', label, hint='With commas between them', optional=True)}"
        "</div>"
    )


def _filters(identifier: str, tags: Sequence[str]) -> str:
    choices = {"": "All tags", **{tag: tag for tag in tags}}
    choice = f"<select {{at}}>{options(choices, '')}</select>"
    tag = filter_field("tag", "Tag", choice) if tags else ""
    day = '<input {at} type="date">'
    return (
        f'<form class="oa-filters" role="search" aria-label="Find notes" data-do="notes-filter" '
        f'id="oa-notes-filter"><input type="hidden" name="engagement" value="{identifier}">'
        f'<div class="oa-search"><label for="oa-notes-search" class="oa-sr">Search these notes'
        f'</label>{icon("search")}<input id="oa-notes-search" name="words" type="search" '
        'autocomplete="off" maxlength="200" placeholder="Search these notes"></div>'
        f"{tag}{filter_field('since', 'From', day)}{filter_field('until', 'To', day)}</form>"
    )
