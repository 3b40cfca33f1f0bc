"""The settings of an engagement as a page, and the dialogs that ask before something is deleted."""

from html import escape

from advisor.domain.notes import Engagement
from advisor.ui.icons import icon
from advisor.ui.notes_forms import engagement_fields
from advisor.ui.notes_parts import counted, engagement_head
from advisor.ui.views import Leaf


def settings_leaf(engagement: Engagement, count: int) -> Leaf:
    """The form of the engagement, and the way to delete it with its notes."""
    identifier, name = escape(engagement.engagement_id), escape(engagement.name)
    notes = counted(count, "note")
    html = (
        f"{engagement_head(engagement, 'settings')}"
        '<form class="oa-sheet" data-do="notes-send" data-call="notes_change" novalidate>'
        f'<input type="hidden" name="engagement" value="{identifier}">'
        f"{engagement_fields('settings', engagement)}"
        '<div class="oa-row"><button type="submit" class="oa-button oa-primary">Save</button></div>'
        '<div class="oa-alert" role="alert"></div></form>'
        '<section class="oa-part"><h3>Delete</h3>'
        f"<p>Removes this engagement and its {notes} for good.</p>"
        '<button type="button" class="oa-button oa-danger" data-do="notes-drop-dialog" '
        f'data-engagement="{identifier}" data-title="{name}" data-count="{notes}">'
        f"{icon('delete')}Delete {name}</button></section>"
    )
    return Leaf(title=f"Settings · {engagement.name}", html=html, section="settings")


def frame_html() -> str:
    """The notes view without a page; its script fills `oa-notes-leaf`."""
    return (
        '<div class="oa-notes-view"><p id="oa-notes-said" class="oa-toast" role="status"></p>'
        '<div id="oa-notes-leaf" class="oa-leaf"></div></div>'
        f"{_dialog('oa-note-delete', 'notes-delete', 'Delete this note?', _NOTE)}"
        f"{_dialog('oa-engagement-delete', 'notes-drop', 'Delete this engagement?', _ENGAGEMENT)}"
    )


_NOTE = "The note of <strong data-day></strong> is removed for good."
_ENGAGEMENT = (
    "<strong data-name></strong> is removed for good, with <strong data-count></strong>. "
    "Export the notes first if you may want them back."
)


def _dialog(identifier: str, act: str, title: str, text: str) -> str:
    return (
        f'<dialog id="{identifier}" class="oa-dialog" aria-labelledby="{identifier}-title">'
        f'<form data-do="{act}"><h2 id="{identifier}-title">{title}</h2><p>{text}</p>'
        '<div class="oa-row oa-end">'
        '<button type="button" class="oa-button" data-do="dismiss">Cancel</button>'
        '<button type="submit" class="oa-button oa-danger">Delete</button></div></form></dialog>'
    )
