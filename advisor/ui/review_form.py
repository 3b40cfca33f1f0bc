"""The form of the Review view, the progress of a review, and errors on their way to the form."""

import re
from html import escape

from advisor.domain import Library, Step
from advisor.domain.review import Brief
from advisor.ui.icons import icon
from advisor.ui.notes_parts import field, options
from advisor.ui.review_parts import read_html
from advisor.ui.review_result import trade_words

MAX_BRIEF_BYTES = 20_000_000
MAX_PASTED_CHARS = 2_000_000
_FILES = ".txt,.md,.markdown,.html,.htm,.docx,.pdf"
_COUNT = re.compile(r"([\d,]+) of ([\d,]+)")
_STEPS = {"reading": "Reading the brief", "judging": "Judging the brief"}
_EXAMPLE = "We need a bookkeeper for three cafés…"


def frame_html(library: Library) -> str:
    """The heading and the form; it stays while reviews come and go."""
    area = f'<textarea {{at}} rows="10" placeholder="{_EXAMPLE}"></textarea>'
    trades = {"": "Find out"} | {
        str(trade): profile.title.capitalize() for trade, profile in library.trades.items()
    }
    select = f"<select {{at}}>{options(trades, '')}</select>"
    return (
        '<div class="oa-review-head"><h2 tabindex="-1">Review a brief</h2>'
        '<p class="oa-lead">Paste a job post, statement of work, request or e-mail: what it '
        "forgot, with proof, and how to mend it. Nothing leaves this computer.</p></div>"
        '<details class="oa-review-form" open><summary>The brief</summary>'
        '<form class="oa-sheet" data-do="review-send" novalidate>'
        f"{field('review', 'text', 'Paste the brief', area)}"
        f'<div class="oa-field" data-field="file"><div class="oa-drop" '
        f'data-limit="{MAX_BRIEF_BYTES}"><input type="file" id="oa-review-file" class="oa-sr" '
        f'accept="{_FILES}" aria-describedby="oa-review-kinds oa-review-file-said">'
        f'<label for="oa-review-file" class="oa-button">{icon("upload")}Choose a file</label>'
        '<button type="button" class="oa-action" data-do="review-forget" hidden>'
        f"{icon('close')}<span>Leave the file out</span></button>"
        '<p id="oa-review-kinds" class="oa-fine">Or drop it here: Word, PDF, HTML, Markdown or '
        f"text, up to {MAX_BRIEF_BYTES // 1_000_000} MB.</p>"
        '<p id="oa-review-name" class="oa-own-said" role="status"></p></div>'
        '<p class="oa-field-error" id="oa-review-file-said"></p></div>'
        f'<div class="oa-field-row">{field("review", "trade", "Trade", select, hint=_TRADE)}</div>'
        '<div class="oa-row"><button type="submit" class="oa-button oa-primary">Review</button>'
        '<button type="button" class="oa-button" data-do="review-stop" hidden>Stop</button></div>'
        '<div class="oa-alert" role="alert"></div></form></details>'
    )


_TRADE = "Which risks come first depends on it"


def reading_html(brief: Brief, library: Library, step: Step | None = None) -> str:
    """What was read, and how far its review is."""
    return f"{read_html(brief, trade_words(brief, library))}{progress_html(step)}"


def progress_html(step: Step | None) -> str:
    """A running step in words, with a bar where it says how much is done."""
    name = _STEPS.get(step.name, step.name.capitalize()) if step else _STEPS["reading"]
    detail = step.detail if step else ""
    count = _COUNT.search(detail)
    bar = ""
    if count:
        done, total = (part.replace(",", "") for part in count.groups())
        bar = f'<progress max="{total}" value="{done}" aria-label="Read so far"></progress>'
    words = f"{name}: {detail}" if detail else f"{name}…"
    return (
        '<div class="oa-review-step" data-reviewing><p class="oa-step">'
        f'<span class="oa-spinner" aria-hidden="true"></span><span role="status">{escape(words)}'
        f"</span></p>{bar}</div>"
    )


def error_html(message: str, name: str) -> str:
    """An error for the script to show at the field `name`; empty for the form as a whole."""
    return f'<p data-error="{escape(name)}" hidden>{escape(message)}</p>'
