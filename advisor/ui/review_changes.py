"""The new text of a brief: accepted insertions, their placeholders filled in, and as HTML."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from itertools import pairwise

from advisor.domain.review import BriefReview, Finding, TopicReview
from advisor.review.fixing import Change, Revised, revise
from advisor.ui.icons import icon
from advisor.ui.notes_parts import counted
from advisor.ui.review_parts import part
from advisor.ui.review_wording import topic_label

PLACEHOLDER = re.compile(r"\[([^\[\]\n]{1,160})\]")
_LONGEST_FILL = 300
_WIDEST = 40
Fills = Mapping[str, Sequence[str]]
"""By finding: what the user wrote in each of its placeholders, in order; empty where nothing."""


def accepted_findings(
    review: BriefReview, accepted: Sequence[str], fills: Fills
) -> tuple[Finding, ...]:
    """The accepted findings in the order of the review, with what was filled in."""
    wanted = set(accepted)
    return tuple(
        replace(one, write=_filled(one.write, fills.get(one.finding_id, ())))
        for one in review.findings
        if one.finding_id in wanted
    )


def with_blanks(text: str) -> str:
    """Text as HTML in which each placeholder stands out."""
    return "".join(
        f'<span class="oa-blank">{escape(piece)}</span>' if blank else escape(piece)
        for piece, blank in _pieces(text)
    )


def changed_html(
    review: BriefReview, accepted: Sequence[str], fills: Fills, *, choose: str = ""
) -> str:
    """The new text with its changes marked and its placeholders to fill in.

    `choose` is said where nothing was accepted.
    """
    plain = accepted_findings(review, accepted, {})
    if not plain:
        return part("The new text", f"<p>{escape(choose)}</p>") if choose else ""
    revised = revise(review.brief, plain)
    topics = {topic.topic_id: topic for topic in review.topics}
    whose = {one.finding_id: topics[one.topic_id] for one in plain}
    blanks = sum(len(PLACEHOLDER.findall(one.write)) for one in plain)
    said = f"{counted(len(plain), 'change')}, marked. "
    said += f"{counted(blanks, 'place')} to fill in." if blanks else ""
    body = (
        f'<p role="status">{said}</p>{_jumps(revised, whose)}'
        '<div class="oa-new-text" role="region" tabindex="0" aria-label="The new text">'
        f'<div class="oa-brief-text">{_text(revised, whose, fills)}</div></div>{_BUTTONS}'
    )
    return part("The new text", body, look="oa-changed")


_BUTTONS = (
    '<div class="oa-row"><button type="button" class="oa-button oa-primary" '
    f'data-do="review-again">{icon("retry")}Review again</button>'
    f'<button type="button" class="oa-button" data-do="review-copy">{icon("copy")}'
    "<span>Copy the new text</span></button>"
    '<button type="button" class="oa-button" data-do="review-file" data-kind="brief-docx">'
    f"{icon('download')}Word, with changes tracked</button></div>"
)


def _filled(text: str, fills: Sequence[str]) -> str:
    """The text with its placeholders replaced by what was written; an empty one stays."""
    given = iter(fills)

    def fill(match: re.Match[str]) -> str:
        words = " ".join(next(given, "").split())[:_LONGEST_FILL]
        return words or match[0]

    return PLACEHOLDER.sub(fill, text)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and whether each is a placeholder."""
    edges = [0, *(edge for one in PLACEHOLDER.finditer(text) for edge in one.span()), len(text)]
    for number, (start, end) in enumerate(pairwise(edges)):
        if start < end:
            yield text[start:end], number % 2 == 1


def _jumps(revised: Revised, whose: Mapping[str, TopicReview]) -> str:
    """A button to each change."""
    buttons = "".join(
        f'<button type="button" class="oa-topic" data-do="review-change" data-change="{number}" '
        f'data-topic="{whose[change.finding_id].number}">'
        f"{escape(topic_label(whose[change.finding_id]))}</button>"
        for number, change in enumerate(revised.changes)
    )
    return f'<p class="oa-jumps"><span>Go to:</span>{buttons}</p>'


def _text(revised: Revised, whose: Mapping[str, TopicReview], fills: Fills) -> str:
    parts, done = [], 0
    for number, change in enumerate(revised.changes):
        parts.append(escape(revised.text[done : change.start]))
        values = fills.get(change.finding_id, ())
        parts.append(_insertion(number, change, whose[change.finding_id], values))
        done = change.end
    return "".join((*parts, escape(revised.text[done:])))


def _insertion(number: int, change: Change, topic: TopicReview, values: Sequence[str]) -> str:
    """An insertion with its label; the blank lines around it stay outside of the mark."""
    body = change.text.strip()
    lead = change.text[: len(change.text) - len(change.text.lstrip())]
    tail = change.text[len(change.text.rstrip()) :]
    given = iter(values)
    finding = escape(change.finding_id)
    inside = "".join(
        _blank(finding, piece[1:-1], next(given, "")) if blank else escape(piece)
        for piece, blank in _pieces(body)
    )
    return (
        f'{lead}<ins id="oa-change-{number}" tabindex="-1" data-topic="{topic.number}">'
        f'<span class="oa-inserted">Added for {escape(topic_label(topic))}</span>'
        f'{inside}<span class="oa-sr oa-end-mark"> End of what was added.</span></ins>{tail}'
    )


def _blank(finding: str, words: str, value: str) -> str:
    """A field for one placeholder; without a value the placeholder stays as it is."""
    name, size = escape(words), max(4, min(_WIDEST, len(value or words) + 2))
    return (
        f'<input type="text" class="oa-fill" data-finding="{finding}" value="{escape(value)}" '
        f'placeholder="{name}" aria-label="{name}" size="{size}" maxlength="{_LONGEST_FILL}" '
        'autocomplete="off">'
    )
