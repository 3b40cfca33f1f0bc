"""Moving notes in and out: the page, the preview of an import, and its rows on their way."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from html import escape
from typing import Any

from advisor.domain.library import TRADES
from advisor.domain.notes import (
    STATUSES,
    Engagement,
    ImportPreview,
    NewNote,
    RowError,
    Target,
)
from advisor.errors import InputError
from advisor.ui.icons import icon
from advisor.ui.library_parts import action
from advisor.ui.notes_parts import (
    counted,
    day_words,
    engagement_head,
    field,
    notes_href,
    options,
    page_head,
)
from advisor.ui.notes_views import Preview
from advisor.ui.views import Leaf

MAX_IMPORT_BYTES = 20_000_000
BATCH = 500
"""Notes that one step of an import saves."""

FORMATS = {
    "auto": "Find out",
    "csv": "CSV table",
    "markdown": "Markdown",
    "json": "JSON export",
    "email": "E-mail",
    "chat": "Chat export",
    "text": "Plain text",
}
_READ_AS = {**FORMATS, "csv": "a CSV table", "json": "a JSON export", "text": "plain text"}
_READ_AS |= {"email": "an e-mail", "chat": "a chat export"}
_FILES = ".csv,.md,.markdown,.json,.eml,.txt"
_ROWS, _ERRORS, _EXCERPT = 50, 100, 200


def import_leaf(engagement: Engagement | None, names: Sequence[str], today: date) -> Leaf:
    """The page that imports and exports; without an engagement it is for all of them."""
    if engagement:
        head, title = engagement_head(engagement, "import"), f"Import · {engagement.name}"
    else:
        title = "Import and export"
        head = page_head(title, (notes_href(), "Notes"))
    html = (
        f'{head}<section class="oa-part"><h3>Import</h3>{_form(engagement, names, today)}'
        '<div id="oa-import-preview"></div></section>'
        f'<section class="oa-part"><h3>Export</h3>{_export(engagement)}</section>'
    )
    return Leaf(title=title, html=html, section="import")


def preview_of(preview: ImportPreview) -> Preview:
    """A preview as the page shows it, with the rows that the browser hands back to import."""
    return Preview(
        html=preview_html(preview),
        format=preview.format,
        rows=tuple(map(_row_of, preview.notes)),
        engagements=tuple(item.to_dict() for item in preview.engagements),
    )


def preview_html(preview: ImportPreview) -> str:
    """What would be added, what cannot be read and why, and what is there already."""
    ready = len(preview.notes)
    confirm = (
        '<div class="oa-row"><button type="button" class="oa-button oa-primary" '
        f'data-do="notes-import">Add {counted(ready, "note")}</button>'
        '<button type="button" class="oa-button" data-do="notes-import-cancel">Cancel</button>'
        '</div><div class="oa-import-progress" hidden><progress id="oa-import-bar" '
        f'aria-label="Notes saved" max="{ready}" value="0"></progress>'
        '<p class="oa-fine" id="oa-import-said" role="status"></p></div>'
        if ready
        else ""
    )
    return (
        f'<div class="oa-preview"><h4 tabindex="-1">Preview</h4><p>Read as '
        f"{_READ_AS.get(preview.format, preview.format)}: "
        f"{counted(ready, 'note')} to add, {counted(len(preview.errors), 'row')} that cannot be "
        f"read, {len(preview.duplicates):,} there already. Nothing is saved yet.</p>"
        f"{_made(preview.engagements)}{_errors(preview.errors)}{_table(preview.notes)}"
        f"{_duplicates(preview.duplicates)}{confirm}"
        '<div class="oa-alert" role="alert"></div></div>'
    )


def batch_of(values: Mapping[str, Any], *, workspace: str) -> ImportPreview:
    """The rows that the browser hands back, as what the advisor imports.

    Raises `InputError` where they are not what a preview gave.
    """
    made = datetime.now(UTC)
    read_as = values.get("format", "text")
    try:
        notes = tuple(_note_of(row) for row in values.get("rows", ())[:BATCH])
        engagements = tuple(
            _engagement_of(item, workspace, made) for item in values.get("engagements", ())
        )
        _allowed(read_as, FORMATS)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError("The rows did not arrive whole. Make the preview again.") from error
    return ImportPreview(format=read_as, notes=notes, engagements=engagements)


def _row_of(note: NewNote) -> dict[str, Any]:
    return {
        "text": note.text,
        "engagement": note.engagement,
        "happened_on": note.happened_on.isoformat(),
        "tags": list(note.tags),
    }


def _note_of(row: Mapping[str, Any]) -> NewNote:
    return NewNote(
        text=str(row["text"]),
        engagement=str(row["engagement"]),
        happened_on=date.fromisoformat(row["happened_on"]),
        tags=tuple(map(str, row["tags"])),
    )


def _allowed(value: Any, known: Collection[Any]) -> Any:
    if value not in known:
        raise ValueError(value)
    return value


def _engagement_of(item: Mapping[str, Any], workspace: str, now: datetime) -> Engagement:
    return Engagement(
        engagement_id="",
        workspace=workspace,
        name=str(item["name"]),
        vendor=str(item["vendor"]),
        created_at=now,
        trade=_allowed(item["trade"], (None, *TRADES)),
        status=_allowed(item["status"], STATUSES),
        started_on=date.fromisoformat(item["started_on"]) if item["started_on"] else None,
        targets=tuple(Target.from_dict(target) for target in item["targets"]),
    )


def _form(engagement: Engagement | None, names: Sequence[str], today: date) -> str:
    area = (
        '<textarea {at} rows="6" placeholder="date,engagement,note&#10;2026-02-03,Brightdesk,'
        'First reply took 6h20 in January."></textarea>'
    )
    kinds = f"<select {{at}}>{options(FORMATS, 'auto')}</select>"
    return (
        '<form class="oa-sheet" data-do="notes-preview" novalidate>'
        f"{field('import', 'text', 'Paste notes, an e-mail or a chat export', area)}"
        f'<div class="oa-drop" data-limit="{MAX_IMPORT_BYTES}"><input type="file" '
        f'id="oa-import-file" class="oa-sr" accept="{_FILES}" aria-describedby="oa-import-kinds">'
        f'<label for="oa-import-file" class="oa-button">{icon("upload")}Choose a file</label>'
        '<p id="oa-import-kinds" class="oa-fine">CSV, Markdown, JSON, e-mail or chat as text, '
        f"up to {MAX_IMPORT_BYTES // 1_000_000} MB.</p>"
        '<p id="oa-import-name" class="oa-own-said" role="status"></p></div>'
        f'<div class="oa-field-row">{_whose(engagement, names)}'
        f"{field('import', 'format', 'Read as', kinds)}"
        f"{_undated(today)}</div>"
        '<div class="oa-row"><button type="submit" class="oa-button oa-primary">Preview</button>'
        '</div><div class="oa-alert" role="alert"></div></form>'
    )


def _whose(engagement: Engagement | None, names: Sequence[str]) -> str:
    if engagement:
        name = escape(engagement.engagement_id)
        return f'<input type="hidden" name="engagement" value="{name}">'
    known = "".join(f'<option value="{escape(name)}"></option>' for name in names)
    control = '<input {at} type="text" autocomplete="off" list="oa-import-names">'
    return (
        field(
            "import",
            "name",
            "Engagement",
            control,
            hint="For notes that name none; a new name makes a new engagement",
            optional=True,
        )
        + f'<datalist id="oa-import-names">{known}</datalist>'
    )


def _undated(today: date) -> str:
    control = f'<input {{at}} type="date" value="{today.isoformat()}">'
    return field("import", "happened_on", "Day", control, hint="For notes without a date")


def _export(engagement: Engagement | None) -> str:
    what = engagement.name if engagement else "every engagement"
    identifier = escape(engagement.engagement_id) if engagement else ""
    buttons = "".join(
        action(
            "notes-export",
            "download",
            label,
            data=f' data-engagement="{identifier}" data-kind="{kind}"',
            label=f"Export as {label}",
        )
        for kind, label in (("csv", "CSV"), ("markdown", "Markdown"), ("json", "JSON"))
    )
    return (
        f"<p>All notes of {escape(what)}, to keep or to import again. JSON keeps everything.</p>"
        f'<div class="oa-save" role="group" aria-label="Export notes">{buttons}</div>'
    )


def _made(engagements: Sequence[Engagement]) -> str:
    if not engagements:
        return ""
    names = ", ".join(f"<strong>{escape(item.name)}</strong>" for item in engagements)
    return f'<p class="oa-fine">Engagements that this makes or completes: {names}.</p>'


def _errors(errors: Sequence[RowError]) -> str:
    if not errors:
        return ""
    rows = "".join(
        f"<li><strong>Line {error.line:,}:</strong> {escape(error.message)} "
        f'<span class="oa-words oa-row-text">{escape(_short(error.text))}</span></li>'
        for error in errors[:_ERRORS]
    )
    rest = _rest(len(errors) - _ERRORS, "row")
    return (
        f'<div class="oa-row-errors"><p>{icon("warning")}<strong>'
        f"{counted(len(errors), 'row')} cannot be read and would be left out.</strong></p>"
        f"<ul>{rows}</ul>{rest}</div>"
    )


def _table(notes: Sequence[NewNote]) -> str:
    if not notes:
        return '<p class="oa-empty">There is nothing to add.</p>'
    rows = "".join(
        f'<tr><th scope="row">{day_words(note.happened_on)}</th>'
        f'<td class="oa-words">{escape(note.engagement)}</td>'
        f'<td class="oa-words">{escape(_short(note.text))}</td>'
        f"<td>{escape(', '.join(note.tags))}</td></tr>"
        for note in notes[:_ROWS]
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Day", "Engagement", "Note", "Tags"))
    return (
        '<div class="oa-table" role="group" tabindex="0" aria-label="Notes to add"><table><thead>'
        f"<tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        f"{_rest(len(notes) - _ROWS, 'note')}"
    )


def _duplicates(notes: Sequence[NewNote]) -> str:
    if not notes:
        return ""
    rows = "".join(
        f'<li class="oa-words">{day_words(note.happened_on)}: {escape(_short(note.text))}</li>'
        for note in notes[:_ROWS]
    )
    return (
        f'<details class="oa-more"><summary>{counted(len(notes), "note")} there already, not '
        f'added again</summary><div class="oa-more-body"><ul class="oa-lines">{rows}</ul>'
        f"{_rest(len(notes) - _ROWS, 'note')}</div></details>"
    )


def _rest(count: int, noun: str) -> str:
    return f'<p class="oa-fine">And {counted(count, noun)} more.</p>' if count > 0 else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT].rstrip()}…"
