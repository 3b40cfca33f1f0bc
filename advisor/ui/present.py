"""The conversation as HTML from domain values; what came from outside is always escaped."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from types import MappingProxyType

from advisor.domain import Advice, ClaimVerdict, Conversation, Exchange
from advisor.domain.model import RemoteModel
from advisor.domain.reference import Template
from advisor.grounding.quotations import SHOWN
from advisor.ui.icons import icon
from advisor.ui.library_parts import action
from advisor.ui.markdown import advice_markdown, advice_plain
from advisor.ui.offers import form_card, template_line
from advisor.ui.outline import (
    FROM_NOTES,
    Block,
    Outline,
    Reference,
    Section,
    Voice,
    outline,
)
from advisor.ui.verdicts_html import coming_html, left_out_html, verdict_html, written_by_html
from advisor.ui.wording import (
    NOT_ADVICE,
    as_of,
    reviewed_line,
    was_reread,
)

__all__ = [
    "advice_markdown",
    "conversation_html",
    "exchange_html",
    "status_html",
    "welcome_html",
]

_Templates = Mapping[str, Template]
_NO_TEMPLATES: _Templates = MappingProxyType({})
_VOICES: dict[Voice, tuple[str, str]] = {
    "notes": ("note", "Your notes"),
    "guidance": ("library", "Guidance"),
}
_SAID_BY_LABEL = {FROM_NOTES, _VOICES["guidance"][1]}
_MAX_FOLLOW_UPS = 4
_MAX_EXAMPLES = 6


def conversation_html(
    conversation: Conversation | None,
    examples: Sequence[str],
    *,
    templates: _Templates = _NO_TEMPLATES,
) -> str:
    """The open conversation as a live log; a welcome where nothing has been asked yet.

    `templates` are those that the library can show.
    """
    identifier = conversation.conversation_id if conversation else ""
    exchanges = conversation.exchanges if conversation else ()
    last = len(exchanges) - 1
    body = "".join(
        exchange_html(exchange, index=index, is_last=index == last, templates=templates)
        for index, exchange in enumerate(exchanges)
    )
    return (
        f'<div class="oa-log" role="log" aria-live="polite" aria-label="Conversation" '
        f'data-conversation="{escape(identifier)}" data-count="{len(exchanges)}">'
        f"{body or welcome_html(examples)}</div>"
    )


def welcome_html(examples: Sequence[str]) -> str:
    """What the page shows before the first question."""
    chips = "".join(_question_chip(example) for example in examples[:_MAX_EXAMPLES])
    suggestions = f'<h3 id="oa-examples">Try one of these</h3><ul class="oa-cards">{chips}</ul>'
    return (
        '<div class="oa-welcome"><h2>Hand over work without the usual regrets</h2>'
        "<p>Ask about choosing, briefing and managing freelancers, agencies and offshore teams. "
        "Each sentence of advice is checked against the guidance, "
        "and one click shows the proof.</p>"
        f"{suggestions if chips else ''}</div>"
    )


def exchange_html(
    exchange: Exchange, *, index: int, is_last: bool, templates: _Templates = _NO_TEMPLATES
) -> str:
    """One question with its answer; only the last can be asked again, edited or reread."""
    advice = exchange.advice
    shape = outline(advice)
    body = _declined(advice, shape, index) if advice.status == "declined" else ""
    return (
        f'<article class="oa-exchange" data-exchange="{escape(exchange.exchange_id)}" '
        f'data-index="{index}" aria-labelledby="oa-q{index}">'
        f'<div class="oa-question"><span class="oa-sr">You asked:</span>'
        f'<h2 id="oa-q{index}" tabindex="-1">{escape(advice.question)}</h2></div>'
        f"{_reading(exchange, index, editable=is_last)}"
        f'<div class="oa-answer">{_notice(advice)}'
        f"{body or _answered(advice, shape, index, templates)}"
        f"{_actions(exchange, is_last=is_last)}{_feedback(exchange, index)}</div>"
        f"{_follow_ups(advice) if is_last else ''}</article>"
    )


def status_html(
    *,
    question: str = "",
    step: str = "",
    notice: str = "",
    editing: bool = False,
    said: Sequence[ClaimVerdict] = (),
    offer: RemoteModel | None = None,
    agreed: str = "",
) -> str:
    """Progress of the running question, an error in words, or a note on what is being edited.

    `offer` is a remote model that waits for consent, `agreed` the place of one that just got it.
    `said` are the sentences of the coming answer that passed so far.
    """
    parts = []
    if question:
        parts.append(
            f'<div class="oa-question oa-pending"><p><span class="oa-sr">You asked: </span>'
            f"{escape(question)}</p></div>"
        )
    if said:
        lines = "".join(f"<li>{coming_html(verdict)}</li>" for verdict in said)
        parts.append(f'<ul class="oa-bullets oa-coming">{lines}</ul>')
    working = f'<span class="oa-spinner" aria-hidden="true"></span>{escape(step)}…' if step else ""
    parts.append(f'<p class="oa-step" role="status"{_flag(step, "data-busy")}>{working}</p>')
    text = f"{icon('warning')}<span>{escape(notice)}</span>" if notice else ""
    parts.append(f'<div class="oa-alert" role="alert">{text}</div>')
    if offer:
        parts.append(_offer(offer))
    if agreed:
        parts.append(
            f'<p class="oa-editing">Agreed: from now on questions go to {escape(agreed)}. '
            "<code>advisor model allow --withdraw</code> takes it back.</p>"
        )
    if editing:
        parts.append(
            '<p class="oa-editing">Editing your last question: its answer will be replaced. '
            '<button type="button" class="oa-link" data-do="discard">Keep it as it was</button></p>'
        )
    return f'<div class="oa-status">{"".join(parts)}</div>'


def _offer(model: RemoteModel) -> str:
    lines = "".join(f"<li>{escape(line)}</li>" for line in model.leaves)
    place = escape(model.place)
    return (
        '<section class="oa-offer" aria-labelledby="oa-offer">'
        f'<h3 id="oa-offer">May {place} write your answers?</h3>'
        "<p>A model is set, and nothing was sent to it yet. Until you agree, answers are made "
        f"on this machine.</p><ul>{lines}</ul>"
        '<p><button type="button" class="oa-button oa-primary" data-do="agree">Agree</button> '
        '<button type="button" class="oa-link" data-do="decline">Not now</button></p></section>'
    )


def _flag(value: object, name: str) -> str:
    return f" {name}" if value else ""


def _question_chip(question: str) -> str:
    return (
        f'<li><button type="button" class="oa-chip" data-do="ask" '
        f'data-question="{escape(question)}">{icon("arrow")}<span>{escape(question)}</span>'
        "</button></li>"
    )


def _notice(advice: Advice) -> str:
    return f'<p class="oa-notice">{escape(advice.notice)}</p>' if advice.notice else ""


def _reading(exchange: Exchange, index: int, *, editable: bool) -> str:
    advice = exchange.advice
    if not was_reread(advice):
        return ""
    text = escape(advice.standalone_question)
    line = f'<span>Read as: <strong class="oa-read-as">{text}</strong></span>'
    if not editable:
        return f'<div class="oa-reading">{line}</div>'
    return (
        f'<div class="oa-reading">{line} <button type="button" class="oa-link" data-do="reveal" '
        f'data-target="oa-reading-{index}" aria-expanded="false" '
        f'aria-controls="oa-reading-{index}">Change</button>'
        f'<form id="oa-reading-{index}" class="oa-inline-form" data-do="reread" hidden>'
        f'<label for="oa-reading-text-{index}">Read my question as</label>'
        f'<textarea id="oa-reading-text-{index}" name="reading" rows="2" required>{text}</textarea>'
        '<div class="oa-row"><button type="submit" class="oa-button oa-primary">Ask again</button>'
        '<button type="button" class="oa-button" data-do="conceal" '
        f'data-target="oa-reading-{index}">Cancel</button></div></form></div>'
    )


def _answered(advice: Advice, shape: Outline, index: int, templates: _Templates) -> str:
    sections = _voiced(shape.sections, index)
    template = templates.get(advice.template)
    offer = form_card(advice, template) or template_line(advice, template)
    return f"{sections}{offer}{_foot(advice, shape)}"


def _declined(advice: Advice, shape: Outline, index: int) -> str:
    sections = _voiced(shape.sections, index)
    topics = "".join(
        f'<li><button type="button" class="oa-chip" data-do="ask" '
        f'data-question="{escape(topic.example)}">{icon("arrow")}'
        f"<span><strong>{escape(topic.title)}</strong>{escape(topic.example)}</span></button></li>"
        for topic in advice.nearest_topics
    )
    nearest = f'<h3>What I can help with</h3><ul class="oa-cards">{topics}</ul>' if topics else ""
    return (
        f'<p class="oa-declined">{icon("question")}<span>Outside what I can advise on</span></p>'
        f"{sections}{nearest}{_foot(advice, shape)}"
    )


def _voiced(sections: Sequence[Section], index: int) -> str:
    """What the notes say stands apart from the guidance, each under its label."""
    two = {"notes", "guidance"} <= {section.voice for section in sections}
    parts = []
    for voice, group in groupby(sections, key=lambda section: section.voice):
        body = "".join(_section(section, index) for section in group)
        if voice == "notes" or (voice == "guidance" and two):
            glyph, label = _VOICES[voice]
            body = (
                f'<section class="oa-voice" data-voice="{voice}" aria-label="{label}">'
                f'<h3 class="oa-voice-label">{icon(glyph)}{label}</h3>{body}</section>'
            )
        parts.append(body)
    return "".join(parts)


def _section(section: Section, index: int) -> str:
    said = section.heading if section.heading not in _SAID_BY_LABEL else ""
    heading = f"<h3>{escape(said)}</h3>" if said else ""
    parts: list[str] = []
    for block in section.blocks:
        text = _block(block, index)
        if block.kind == "text":
            parts.append(f"<p>{text}</p>")
        elif parts and parts[-1].endswith("</ul>"):
            parts[-1] = f"{parts[-1].removesuffix('</ul>')}<li>{text}</li></ul>"
        else:
            parts.append(f'<ul class="oa-bullets"><li>{text}</li></ul>')
    opening = " oa-opening" if not (section.said_under or section.voice == "notes") else ""
    return f'<div class="oa-section{opening}">{heading}{"".join(parts)}</div>'


def _block(block: Block, index: int) -> str:
    if block.support == "not_a_claim":
        return escape(block.text)
    buttons = "".join(_citation_button(reference, index) for reference in block.references)
    verdict = verdict_html(block.support)
    text = escape(block.text)
    if block.support not in SHOWN:
        text = f"<s>{text}</s>"
    dated = f'<span class="oa-as-of">{escape(as_of(block.as_of))}</span>' if block.as_of else ""
    return f'{text} <span class="oa-proof">{buttons}{verdict}{dated}</span>'


def _citation_button(reference: Reference, index: int) -> str:
    starts = " ".join(str(citation.start) for citation in reference.quotes)
    return (
        f'<button type="button" class="oa-cite" data-do="cite" data-index="{index}" '
        f'data-number="{reference.number}" data-starts="{starts}" '
        f'aria-label="Show source {reference.number}">{reference.number}</button>'
    )


def _foot(advice: Advice, shape: Outline) -> str:
    dated = " ".join(filter(None, (reviewed_line(shape.cited), NOT_ADVICE)))
    return (
        f'{left_out_html(advice)}{written_by_html(advice)}<p class="oa-dated">{escape(dated)}</p>'
    )


def _actions(exchange: Exchange, *, is_last: bool) -> str:
    rating = exchange.feedback.rating if exchange.feedback else ""
    buttons = [
        action(
            "copy", "copy", "Copy", data=f' data-text="{escape(advice_plain(exchange.advice))}"'
        ),
        action("download", "download", "Markdown", data=' data-format="md"'),
        action("download", "download", "Word", data=' data-format="docx"'),
        _thumb("up", "Helpful", rating),
        _thumb("down", "Not helpful", rating),
    ]
    if is_last:
        buttons += [action("retry", "retry", "Retry"), action("edit", "edit", "Edit")]
    return (
        '<div class="oa-actions" role="group" aria-label="About this answer">'
        f"{''.join(buttons)}</div>"
    )


def _thumb(rating: str, label: str, current: str) -> str:
    pressed = "true" if rating == current else "false"
    return (
        f'<button type="button" class="oa-action" data-do="rate" data-rating="{rating}" '
        f'aria-pressed="{pressed}" title="{label}">{icon(rating)}'
        f'<span class="oa-sr">{label}</span></button>'
    )


def _feedback(exchange: Exchange, index: int) -> str:
    feedback = exchange.feedback
    if feedback is None:
        return ""
    if feedback.reason:
        return f'<p class="oa-thanks">Thank you. Your note: {escape(feedback.reason)}</p>'
    ask = "What was useful?" if feedback.rating == "up" else "What was wrong or missing?"
    return (
        f'<form class="oa-inline-form" data-do="rate" data-rating="{feedback.rating}">'
        f'<label for="oa-reason-{index}">Thank you. {ask} (optional, kept here)</label>'
        f'<textarea id="oa-reason-{index}" name="reason" rows="2"></textarea>'
        '<div class="oa-row"><button type="submit" class="oa-button">Save reason</button></div>'
        "</form>"
    )


def _follow_ups(advice: Advice) -> str:
    chips = "".join(_question_chip(question) for question in advice.follow_ups[:_MAX_FOLLOW_UPS])
    if not chips:
        return ""
    return f'<div class="oa-follow-ups"><h3>Ask next</h3><ul class="oa-cards">{chips}</ul></div>'
