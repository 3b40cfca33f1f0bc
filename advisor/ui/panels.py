"""The panels around the conversation as HTML: header, saved conversations, sources, dialogs."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from advisor.domain import Citation, Conversation, Passage, SourceKind
from advisor.domain.notes import note_id_of
from advisor.ui.icons import icon, mark
from advisor.ui.outline import Source, outline
from advisor.ui.wording import PRODUCT, long_date

_KINDS: dict[SourceKind, str] = {
    "guidance": "Guidance",
    "note": "Your note",
    "own_guidance": "Your guidance",
}
_TRADE = "trade-"
_DATED: dict[SourceKind, str] = {
    "guidance": "Reviewed",
    "note": "Dated",
    "own_guidance": "Added",
}


def header_html() -> str:
    """The bar at the top: the mark, the name, the five views, and the buttons for the panels."""
    return (
        '<div class="oa-header">'
        f"{_toggle('sidebar', 'menu', 'Conversations')}"
        f'<div class="oa-brand">{mark()}<h1>{PRODUCT}</h1></div>'
        '<nav class="oa-views" aria-label="Views"><a href="#/ask" data-view="ask">Ask</a>'
        '<a href="#/review" data-view="review">Review<span> a brief</span></a>'
        '<a href="#/verify" data-view="verify">Check<span> advice</span></a>'
        '<a href="#/notes" data-view="notes">Notes</a>'
        '<a href="#/library" data-view="library">Library</a></nav>'
        f"{_toggle('sources', 'sources', 'Sources')}</div>"
    )


def about_html() -> str:
    """The choice of the engagement that questions are about; its script fills and shows it."""
    return (
        '<div class="oa-about" id="oa-about" hidden><label for="oa-about-choice">About</label>'
        '<select id="oa-about-choice"><option value="">All engagements</option></select></div>'
    )


def sidebar_html(conversations: Sequence[Conversation], current: str) -> str:
    """The saved conversations, latest first, with the open one marked."""
    items = "".join(
        _conversation_item(item, item.conversation_id == current) for item in conversations
    )
    saved = (
        f'<ul class="oa-list">{items}</ul>'
        if items
        else ('<p class="oa-empty">Your conversations are kept here, on this computer.</p>')
    )
    return (
        '<nav class="oa-nav" aria-label="Conversations"><div class="oa-panel-head">'
        f"<h2>Conversations</h2>{_close('sidebar', 'conversations')}</div>"
        f'<button type="button" class="oa-button oa-new" data-do="new">{icon("new")}'
        f"<span>New conversation</span></button>{saved}</nav>"
    )


def sources_html(conversation: Conversation | None) -> str:
    """The passages behind each answer, those of the latest answer in view."""
    exchanges = conversation.exchanges if conversation else ()
    shapes = [(exchange.advice, outline(exchange.advice)) for exchange in exchanges]
    groups = "".join(
        _source_group(
            advice.question, shape.cited, shape.also_read, index, index == len(shapes) - 1
        )
        for index, (advice, shape) in enumerate(shapes)
    )
    empty = '<p class="oa-empty">The passages behind an answer appear here.</p>'
    return (
        '<section class="oa-sources" aria-label="Sources"><div class="oa-panel-head">'
        f"<h2>Sources</h2>{_close('sources', 'sources')}</div>{groups or empty}</section>"
    )


def dialogs_html() -> str:
    """The dialogs for renaming and deleting a conversation."""
    return (
        '<p id="oa-announce" class="oa-sr" role="status"></p>'
        '<dialog id="oa-rename" class="oa-dialog" aria-labelledby="oa-rename-title">'
        '<form data-do="rename"><h2 id="oa-rename-title">Rename conversation</h2>'
        '<label for="oa-rename-text">Title</label>'
        '<input id="oa-rename-text" name="title" maxlength="80" required autocomplete="off">'
        f"{_dialog_buttons('Save', 'oa-primary')}</form></dialog>"
        '<dialog id="oa-delete" class="oa-dialog" aria-labelledby="oa-delete-title">'
        '<form data-do="delete"><h2 id="oa-delete-title">Delete this conversation?</h2>'
        "<p><strong data-name></strong> and its answers are removed for good.</p>"
        f"{_dialog_buttons('Delete', 'oa-danger')}</form></dialog>"
    )


def highlighted(text: str, quotes: Sequence[Citation]) -> str:
    """Text as HTML, a line per paragraph, with the quotes marked; a wrong offset marks nothing."""
    spans = _merged(text, quotes)
    lines: list[str] = []
    offset = 0
    for line in text.split("\n"):
        lines.append(f"<p>{_marked(line, offset, spans)}</p>" if line.strip() else "")
        offset += len(line) + 1
    return "".join(lines)


def _merged(text: str, quotes: Sequence[Citation]) -> list[tuple[int, int]]:
    found = sorted(
        (quote.start, quote.end)
        for quote in quotes
        if quote.quote and text[quote.start : quote.end] == quote.quote
    )
    spans: list[tuple[int, int]] = []
    for start, end in found:
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _marked(line: str, offset: int, spans: Sequence[tuple[int, int]]) -> str:
    parts: list[str] = []
    position = 0
    for start, end in spans:
        first, last = max(start - offset, 0), min(end - offset, len(line))
        if first >= last:
            continue
        parts.append(escape(line[position:first]))
        parts.append(
            f'<mark tabindex="-1" data-start="{start}" data-end="{end}">'
            f"{escape(line[first:last])}</mark>"
        )
        position = last
    return "".join((*parts, escape(line[position:])))


def _toggle(panel: str, glyph: str, label: str) -> str:
    return (
        f'<button type="button" class="oa-toggle" data-do="panel" data-panel="{panel}" '
        f'aria-expanded="true" aria-controls="oa-{panel}" aria-label="{label}" title="{label}">'
        f"{icon(glyph)}<span>{label}</span></button>"
    )


def _close(panel: str, label: str) -> str:
    return (
        f'<button type="button" class="oa-icon-button oa-close" data-do="close" '
        f'data-panel="{panel}" aria-label="Close {label}">{icon("close")}</button>'
    )


def _conversation_item(conversation: Conversation, is_open: bool) -> str:
    title, identifier = escape(conversation.title), escape(conversation.conversation_id)
    data = f'data-conversation="{identifier}" data-title="{title}"'
    current = ' aria-current="true"' if is_open else ""
    return (
        f'<li class="oa-item"><button type="button" class="oa-open" data-do="open" {data}{current}>'
        f"{title}</button>"
        f'<button type="button" class="oa-icon-button" data-do="rename-dialog" {data} '
        f'aria-label="Rename {title}" title="Rename">{icon("edit")}</button>'
        f'<button type="button" class="oa-icon-button" data-do="delete-dialog" {data} '
        f'aria-label="Delete {title}" title="Delete">{icon("delete")}</button></li>'
    )


def _dialog_buttons(label: str, look: str) -> str:
    return (
        '<div class="oa-row oa-end">'
        '<button type="button" class="oa-button" data-do="dismiss">Cancel</button>'
        f'<button type="submit" class="oa-button {look}">{label}</button></div>'
    )


def _source_group(
    question: str, cited: Sequence[Source], also_read: Sequence[Source], index: int, shown: bool
) -> str:
    hidden = "" if shown else " hidden"
    read = f"<h3>Also read</h3>{_cards(also_read, index)}" if also_read else ""
    proof = f"<h3>Cited</h3>{_cards(cited, index)}" if cited else ""
    none = "" if proof or read else '<p class="oa-empty">No passage fits this question.</p>'
    return (
        f'<div class="oa-group" data-index="{index}"{hidden}>'
        f'<p class="oa-for"><span class="oa-sr">For the question: </span>{escape(question)}</p>'
        f"{proof}{read}{none}</div>"
    )


def _cards(sources: Sequence[Source], index: int) -> str:
    return "".join(_card(source, index) for source in sources)


def _card(source: Source, index: int) -> str:
    passage = source.passage
    number = f'<span class="oa-number">{source.number}</span>' if source.number else ""
    back = (
        f'<button type="button" class="oa-link" data-do="back">{icon("back")}Back to the answer'
        "</button>"
        if source.number
        else ""
    )
    return (
        f'<details class="oa-source" data-index="{index}" data-number="{source.number}">'
        f'<summary>{number}<span class="oa-source-title">'
        f"<strong>{_heading(passage)}</strong>"
        f"<span>{_origin(passage)}</span></span></summary>"
        f'<div class="oa-passage">{highlighted(passage.text, source.quotes)}'
        f'<p class="oa-meta">{_meta(passage)}</p>'
        f'<div class="oa-ways">{back}{_in_library(passage)}</div></div></details>'
    )


def _heading(passage: Passage) -> str:
    source = passage.source
    if source.kind == "note" and source.published:
        return escape(f"Note of {long_date(source.published)}")
    return escape(source.section or source.title)


def _origin(passage: Passage) -> str:
    return f"{_KINDS[passage.source.kind]} · {escape(passage.source.title)}"


def _in_library(passage: Passage) -> str:
    """The link to the page that shows the passage or note; own documents share one."""
    route = _route(passage)
    if not route:
        return ""
    if passage.source.kind == "note":
        return f'<a class="oa-link" href="#/{escape(route)}">{icon("note")}Open the note</a>'
    words = "Your own guidance" if route == "own" else "Open in library"
    return f'<a class="oa-link" href="#/{escape(route)}">{icon("library")}{words}</a>'


def _route(passage: Passage) -> str:
    source, _, name = passage.passage_id.partition("#")
    if passage.source.kind == "own_guidance":
        return "own"
    if passage.source.kind == "note":
        note_id = note_id_of(passage.passage_id)
        place = ("notes", passage.source.source_id, note_id)
        return "/".join(quote(part, safe="") for part in place) if note_id else ""
    if passage.point_ids:
        return f"point/{passage.point_ids[0]}"
    if source == "glossary":
        return f"term/{name}"
    if source.startswith(_TRADE):
        return f"trade/{source.removeprefix(_TRADE).replace('-', '_')}"
    return ""


def _meta(passage: Passage) -> str:
    source = passage.source
    dated = _DATED[source.kind]
    parts = [f"{dated} {escape(long_date(source.published))}" if source.published else ""]
    if source.url.startswith(("https://", "http://")):
        parts.append(
            f'<a href="{escape(source.url)}" target="_blank" rel="noopener noreferrer">'
            "Open the original</a>"
        )
    if source.kind != "note":
        parts.append(f"<code>{escape(passage.passage_id)}</code>")
    return " · ".join(filter(None, parts))
