"""The library's page of the firm's own documents: the list, and the way to add one."""

from collections.abc import Sequence
from html import escape

from advisor.domain.own_guidance import Added, OwnDocument
from advisor.ui.icons import icon
from advisor.ui.library_parts import SECTIONS, head
from advisor.ui.views import Leaf
from advisor.ui.wording import long_date

MAX_UPLOAD_BYTES = 20_000_000
_KINDS = ".md,.markdown,.txt,.html,.htm,.docx,.pdf"


def own_leaf(documents: Sequence[OwnDocument]) -> Leaf:
    """The documents, and the button that adds one."""
    title = SECTIONS["own"]
    lead = (
        '<p class="oa-lead">Add what your firm already has in writing, such as a supplier '
        "handbook or a style guide. Answers cite it as your guidance. "
        "It stays on this computer.</p>"
    )
    add = (
        '<div class="oa-drop"><input type="file" id="oa-own-file" class="oa-sr" multiple '
        f'accept="{_KINDS}" data-limit="{MAX_UPLOAD_BYTES}" aria-describedby="oa-own-kinds">'
        f'<label for="oa-own-file" class="oa-button">{icon("upload")}Add documents</label>'
        '<p id="oa-own-kinds" class="oa-fine">Markdown, text, HTML, Word or PDF, up to '
        f"{MAX_UPLOAD_BYTES // 1_000_000} MB each. You can also drop files here.</p>"
        '<p id="oa-own-said" class="oa-own-said" role="status"></p>'
        '<div id="oa-own-errors" class="oa-alert" role="alert"></div></div>'
    )
    html = (
        f"{head(title, 'own', section='own', note=lead)}{add}"
        f'<div id="oa-own-list">{own_list(documents)}</div>'
    )
    return Leaf(title=title, html=html, section="own")


def own_list(documents: Sequence[OwnDocument]) -> str:
    """The kept documents, each with a button that removes it."""
    if not documents:
        return '<p class="oa-empty">No documents yet.</p>'
    return f'<ul class="oa-own">{"".join(map(_document, documents))}</ul>'


def added_text(added: Added) -> str:
    """What adding did, in words."""
    document = added.document
    if added.outcome == "unchanged":
        return f"{document.name} was there already."
    did = "Added" if added.outcome == "added" else "Replaced"
    return f"{did} {document.name}: {_passages(document)}."


def _document(document: OwnDocument) -> str:
    name = escape(document.name)
    title = f"<span>{escape(document.title)}</span>" if document.title != document.name else ""
    added = long_date(document.added_at.date().isoformat())
    return (
        f'<li class="oa-own-item"><div class="oa-source-title"><strong>{name}</strong>{title}'
        f"<span>{_passages(document)} · added {added}</span></div>"
        f'<button type="button" class="oa-action" data-do="remove-dialog" '
        f'data-document="{escape(document.document_id)}" data-title="{name}" '
        f'aria-label="Remove {name}">{icon("delete")}<span>Remove</span></button></li>'
    )


def _passages(document: OwnDocument) -> str:
    return f"{document.passages} passage{'' if document.passages == 1 else 's'}"
