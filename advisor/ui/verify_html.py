"""The Check advice view as HTML: the form, the progress, and the advice with its verdicts."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from advisor.domain import Citation, Passage, Step, Support
from advisor.domain.verification import CheckedSentence, Verification
from advisor.ui.icons import icon
from advisor.ui.notes_parts import counted, field

MAX_SOURCE_BYTES = 20_000_000
_FILES = ".txt,.md,.markdown,.html,.htm,.docx,.pdf"
_EXAMPLE = "Always pay a freelancer in full before the work starts…"
_COUNT = re.compile(r"([\d,]+) of ([\d,]+)")
VERDICT_WORDS: dict[Support, tuple[str, str]] = {
    "contradicted": ("close", "Contradicted"),
    "unsupported": ("question", "Not covered"),
    "partly": ("partly", "Partly supported"),
    "supported": ("check", "Supported"),
    "unscored": ("info", "Not judged"),
    "not_a_claim": ("note", "No claim"),
}
"""Icon and word of each verdict."""


def frame_html() -> str:
    """The heading and the form; it stays while checks come and go."""
    area = f'<textarea {{at}} rows="10" placeholder="{_EXAMPLE}"></textarea>'
    megabytes = MAX_SOURCE_BYTES // 1_000_000
    return (
        '<div class="oa-verify-head"><h2 tabindex="-1">Check advice</h2>'
        '<p class="oa-lead">Paste advice from a chatbot, a blog or a vendor: what the guidance, or '
        "your own files, support, contradict or do not cover, sentence by sentence. Nothing is "
        "saved, and nothing leaves this computer.</p></div>"
        '<form class="oa-sheet oa-verify-form" data-do="verify-send" novalidate>'
        f"{field('verify', 'text', 'Paste the advice', area)}"
        f'<div class="oa-field" data-field="files"><div class="oa-drop" '
        f'data-limit="{MAX_SOURCE_BYTES}"><input type="file" multiple id="oa-verify-files" '
        f'class="oa-sr" accept="{_FILES}" '
        'aria-describedby="oa-verify-kinds oa-verify-files-said">'
        f'<label for="oa-verify-files" class="oa-button">{icon("upload")}Check against files'
        '</label><button type="button" class="oa-action" data-do="verify-forget" hidden>'
        f"{icon('close')}<span>Leave the files out</span></button>"
        '<p id="oa-verify-kinds" class="oa-fine">Optional: then these files are used and not the '
        f"guidance. Word, PDF, HTML, Markdown or text, up to {megabytes} MB together.</p>"
        '<p id="oa-verify-names" class="oa-own-said" role="status"></p></div>'
        '<p class="oa-field-error" id="oa-verify-files-said"></p></div>'
        '<div class="oa-row"><button type="submit" class="oa-button oa-primary">Check</button>'
        '<button type="button" class="oa-button" data-do="verify-stop" hidden>Stop</button></div>'
        '<div class="oa-alert" role="alert"></div></form>'
    )


def progress_html(step: Step | None) -> str:
    """A running step in words, with a bar where it says how much is done."""
    name = step.name if step else "Reading the advice"
    detail = step.detail if step else ""
    count = _COUNT.search(detail)
    bar = ""
    if count:
        done, total = (part.replace(",", "") for part in count.groups())
        bar = f'<progress max="{total}" value="{done}" aria-label="Checked so far"></progress>'
    words = f"{name}: {detail}" if detail else f"{name}…"
    return (
        '<div class="oa-verify-step" data-verifying><p class="oa-step">'
        f'<span class="oa-spinner" aria-hidden="true"></span><span role="status">{escape(words)}'
        f"</span></p>{bar}</div>"
    )


def error_html(message: str, name: str) -> str:
    """An error for the script to show at the field `name`; empty for the form as a whole."""
    return f'<p data-error="{escape(name)}" hidden>{escape(message)}</p>'


def result_html(found: Verification) -> str:
    """The counts, and the whole text with each sentence marked and its proof behind it."""
    title = f"{counted(len(found.sentences), 'sentence')} checked"
    notice = f'<p class="oa-fine">{escape(found.notice)}</p>' if found.notice else ""
    return (
        f'<section class="oa-verified" aria-label="{title}"><h3 tabindex="-1">{title}</h3>'
        f"{_counts_html(found)}{notice}"
        '<p class="oa-fine">Choose a verdict to see its reason and the words of the source.</p>'
        f'<div class="oa-verify-text">{"".join(_blocks(found))}</div></section>'
    )


def _counts_html(found: Verification) -> str:
    """How many sentences have each verdict; each count leads to the next of its sentences."""
    items = "".join(
        f'<li><button type="button" class="oa-verify-count" data-do="verify-jump" '
        f'data-support="{support}">{icon(VERDICT_WORDS[support][0])}<strong>{count:,}</strong> '
        f"{VERDICT_WORDS[support][1].lower()}"
        '<span class="oa-sr">: go to the next one</span></button></li>'
        for support, count in found.counts.items()
        if count
    )
    return f'<ul class="oa-verify-counts">{items}</ul>'


def _blocks(found: Verification) -> Iterator[str]:
    """The text letter by letter, a line of it at a time, with the proofs below each line."""
    numbered = list(enumerate(found.sentences))
    lines = _line_numbers(found)
    done = 0
    for _, group in groupby(numbered, key=lambda one: lines[one[0]]):
        members = list(group)
        begin, last = done, members[-1][1].end
        done = _line_end(found.text, last)
        marked = _marked(found.text, begin, done, members)
        proofs = "".join(_proof(number, one, found) for number, one in members)
        apart = " data-apart" if "\n\n" in found.text[begin : members[0][1].start] else ""
        yield f'<div class="oa-verify-line"{apart}>{marked}</div>{proofs}'
    rest = found.text[done:].strip("\n")
    if rest:
        yield f'<div class="oa-verify-line">{escape(rest)}</div>'


def _line_numbers(found: Verification) -> list[int]:
    """Sentences between which no line ends have the same number."""
    numbers: list[int] = []
    before = 0
    for one in found.sentences:
        apart = not numbers or "\n" in found.text[before : one.start]
        numbers.append((numbers[-1] if numbers else 0) + apart)
        before = one.end
    return numbers


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _marked(text: str, begin: int, end: int, members: Sequence[tuple[int, CheckedSentence]]) -> str:
    parts: list[str] = []
    at = begin
    for number, one in members:
        parts.append(
            escape(text[at : one.start].lstrip("\n") if at == begin else text[at : one.start])
        )
        parts.append(_sentence(number, one))
        at = one.end
    return "".join((*parts, escape(text[at:end])))


def _sentence(number: int, one: CheckedSentence) -> str:
    glyph, word = VERDICT_WORDS[one.support]
    return (
        f'<button type="button" class="oa-verify-chip" id="oa-verify-at-{number}" '
        f'data-do="verify-open" data-support="{one.support}" aria-expanded="false" '
        f'aria-controls="oa-verify-why-{number}">{icon(glyph)}{word}</button>'
        f'<mark class="oa-verify-mark" data-support="{one.support}" data-at="{number}">'
        f"{escape(one.text)}</mark>"
    )


def _proof(number: int, one: CheckedSentence, found: Verification) -> str:
    glyph, word = VERDICT_WORDS[one.support]
    score = f' <span class="oa-fine">Score {one.score:.2f}</span>' if one.score is not None else ""
    quotes = "".join(_quote(citation, found.passage_of(citation)) for citation in one.citations)
    only_near = quotes and one.support in ("unsupported", "unscored")
    nearest = '<p class="oa-fine">The nearest words of the sources:</p>' if only_near else ""
    return (
        f'<div class="oa-verify-why" id="oa-verify-why-{number}" role="group" hidden '
        f'data-support="{one.support}" aria-labelledby="oa-verify-at-{number}">'
        f'<p class="oa-verify-verdict">{icon(glyph)}<strong>{word}</strong>{score}</p>'
        f"<p>{escape(one.reason)}</p>{nearest}{quotes}</div>"
    )


def _quote(citation: Citation, passage: Passage) -> str:
    return (
        f'<blockquote class="oa-quote"><p class="oa-words">\u201c{escape(citation.quote)}\u201d</p>'
        f"<footer>{_origin(passage)}</footer></blockquote>"
    )


def _origin(passage: Passage) -> str:
    """What kind of source it is, its section and title, and the way to it."""
    source = passage.source
    kind = "Guidance" if source.kind == "guidance" else "Your guidance"
    if source.kind == "own_guidance" and not passage.passage_id.startswith("own:"):
        kind = "Given source"
    titles = dict.fromkeys(filter(None, (kind, source.section, source.title)))
    parts = [escape(" · ".join(titles))]
    if source.kind == "guidance" and passage.point_ids:
        route = escape(passage.point_ids[0])
        parts.append(f'<a href="#/point/{route}">Open in library</a>')
    if source.url.startswith(("https://", "http://")):
        parts.append(
            f'<a href="{escape(source.url)}" target="_blank" rel="noopener noreferrer">'
            "Open the original</a>"
        )
    return " · ".join(parts)
