"""Turns a review into one static HTML file: the brief with its evidence marked, and the matrix."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from advisor.adapters.docx_style import DISCLAIMER, PRODUCT
from advisor.adapters.review_style import CSS
from advisor.domain.review import BriefReview, Finding, Harm, LintFinding, TopicReview
from advisor.domain.review_words import (
    LEVEL_WORDS,
    RISK_WORDS,
    STATUS_WORDS,
    about,
    first_findings,
    other_findings,
    questions,
    says_reason,
)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A stretch of the brief: `anchor` is its id, `target` the id of what speaks of it."""

    anchor: str
    target: str
    start: int
    end: int
    kind: str
    label: str
    says: str


def report_html(review: BriefReview) -> str:
    """The report; needs no network and no script, can be printed, and fits narrow screens.

    Quotes in the report lead to their place in the brief, labels in the brief lead back.
    """
    marks = tuple(_marks(review))
    anchors = {(one.target, one.start, one.end): one.anchor for one in marks}
    title = escape(review.brief.title)
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Review: {title}</title><style>{CSS}</style></head><body>",
            f'<header><p class="by">{PRODUCT}</p><h1>Review: {title}</h1>',
            f"<p>{escape(about(review))}.</p>{_notice(review)}</header><main>",
            f'<div class="report">{"".join(_report(review, anchors))}</div>',
            '<section class="brief" aria-labelledby="brief"><h2 id="brief">The brief</h2>',
            f'<div class="text">{_brief(review, marks)}</div></section></main>',
            f"<footer>{DISCLAIMER}</footer></body></html>\n",
        )
    )


def _notice(review: BriefReview) -> str:
    return f'<p class="notice">{escape(review.brief.notice)}</p>' if review.brief.notice else ""


def _marks(review: BriefReview) -> Iterator[_Mark]:
    """Everything of the brief that the review speaks of."""
    for topic in review.topics:
        for number, one in enumerate(topic.evidence, 1):
            yield _Mark(
                anchor=f"e{topic.number}-{number}",
                target=f"t{topic.number}",
                start=one.start,
                end=one.end,
                kind=f"k{topic.number} {'against' if one.level == 'against' else 'for'}",
                label=f"{topic.number} {LEVEL_WORDS[one.level]}",
                says=f"Topic {topic.number}, {topic.title}: {LEVEL_WORDS[one.level]}",
            )
    yield from _faults("h", "Harm", review.harm)
    yield from _faults("l", "Fault", review.lint)


def _faults(letter: str, word: str, found: Sequence[Harm | LintFinding]) -> Iterator[_Mark]:
    for number, fault in enumerate(found, 1):
        for place_number, place in enumerate(fault.places, 1):
            yield _Mark(
                anchor=f"{letter}{number}-{place_number}",
                target=f"{letter}{number}",
                start=place.start,
                end=place.end,
                kind=word.lower(),
                label=f"{word} {number}",
                says=f"{word} {number}: {fault.message}",
            )


def _brief(review: BriefReview, marks: Sequence[_Mark]) -> str:
    """The brief's text, cut wherever a mark or a heading begins or ends."""
    text = review.brief.text
    headings = _heading_lines(review)
    edges = {0, len(text)}
    for mark in marks:
        edges |= {mark.start, mark.end}
    for start, end in headings:
        edges |= {start, end}
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(text))
    begins: dict[int, list[_Mark]] = {}
    for mark in marks:
        begins.setdefault(mark.start, []).append(mark)
    titled = {start for start, _ in headings}
    ended = {end for _, end in headings}
    open_marks: list[_Mark] = []
    parts: list[str] = []
    bold = False
    for start, end in pairwise(cuts):
        open_marks = [one for one in open_marks if one.end > start]
        new = [one for one in begins.get(start, []) if one.end > start]
        open_marks += new
        bold = start in titled or (bold and start not in ended)
        parts += [_label(one) for one in new]
        parts.append(_piece(text[start:end], open_marks, bold=bold))
    return "".join(parts)


def _heading_lines(review: BriefReview) -> list[tuple[int, int]]:
    """Where the lines of headings stand: between the end of a part and the body of the next."""
    ends = (0, *(one.end for one in review.brief.sections))
    pairs = zip(ends, review.brief.sections, strict=False)
    return [(end, one.start) for end, one in pairs if one.heading and end < one.start]


def _label(mark: _Mark) -> str:
    return (
        f'<a class="tag {mark.kind}" id="{mark.anchor}" href="#{mark.target}" '
        f'aria-label="{escape(mark.says)}">{escape(mark.label)}</a>'
    )


def _piece(text: str, marks: Sequence[_Mark], *, bold: bool) -> str:
    shown = escape(text)
    if marks:
        said = escape("; ".join(dict.fromkeys(one.says for one in marks)))
        shown = f'<mark class="{marks[-1].kind}" title="{said}">{shown}</mark>'
    return f"<strong>{shown}</strong>" if bold else shown


Anchors = dict[tuple[str, int, int], str]


def _report(review: BriefReview, anchors: Anchors) -> Iterator[str]:
    yield from _harm(review.harm, anchors)
    yield f'<section><h2>Readiness: {review.score.value} of 100</h2><ul class="sum">'
    yield "".join(f"<li>{escape(term)}</li>" for term in review.score.terms)
    yield "</ul></section>"
    yield from _gaps(review)
    yield from _matrix(review.topics, anchors)
    yield from _lint(review.lint, anchors)
    yield from _rest(review)


def _harm(harm: Sequence[Harm], anchors: Anchors) -> Iterator[str]:
    if not harm:
        return
    yield '<section class="stop"><h2>Put this right first</h2><ul>'
    for number, one in enumerate(harm, 1):
        yield (
            f'<li id="h{number}"><strong>{escape(one.message)}</strong> '
            f"{_links(f'h{number}', one.places, anchors)}"
            f"<br>The lawful way: {escape(one.lawful_way)}</li>"
        )
    yield "</ul></section>"


def _links(target: str, places: Iterable[object], anchors: Anchors) -> str:
    """Quotes that lead to their place in the brief."""
    found = []
    for place in places:
        start, end, quote = place.start, place.end, place.quote  # type: ignore[attr-defined]
        anchor = anchors.get((target, start, end))
        if anchor and quote.strip():
            shown = escape(" ".join(quote.split()))
            found.append(f'<a class="quote" href="#{anchor}">\u201c{shown}\u201d</a>')
    return " ".join(found)


def _gaps(review: BriefReview) -> Iterator[str]:
    first = first_findings(review)
    if not first:
        yield "<section><h2>No gap found</h2><p>Every topic that matters is handled.</p></section>"
        return
    title = "The riskiest gap" if len(first) == 1 else f"The {len(first)} riskiest gaps"
    yield f"<section><h2>{title}</h2>"
    for finding in first:
        yield _gap(finding, review.topics)
    yield "</section>"


def _gap(finding: Finding, topics: Sequence[TopicReview]) -> str:
    number = next((one.number for one in topics if one.topic_id == finding.topic_id), 0)
    return (
        f'<article class="gap {finding.risk}"><h3><a href="#t{number}">{escape(finding.title)}</a> '
        f'<span class="risk">{RISK_WORDS[finding.risk]}</span></h3>'
        f"<p><strong>Why it matters:</strong> {escape(finding.why)}</p>"
        f"<p><strong>What to write:</strong></p><blockquote>{escape(finding.write.strip())}"
        f"</blockquote><p><strong>Ask the vendor:</strong> {escape(finding.ask)}</p></article>"
    )


def _matrix(topics: Sequence[TopicReview], anchors: Anchors) -> Iterator[str]:
    yield '<section><h2 id="topics">The ten topics</h2><table><thead><tr><th scope="col">No.</th>'
    yield '<th scope="col">Topic</th><th scope="col">Verdict</th>'
    yield '<th scope="col">Proof, or what was looked for</th></tr></thead><tbody>'
    for topic in topics:
        links = _links(f"t{topic.number}", topic.evidence, anchors)
        reason = escape(topic.reason) if says_reason(topic) or not links else ""
        yield (
            f'<tr id="t{topic.number}" class="{topic.status}"><td class="k{topic.number}">'
            f'{topic.number}</td><th scope="row">{escape(topic.title)}</th>'
            f'<td class="verdict">{STATUS_WORDS[topic.status]}</td><td>{reason} {links}</td></tr>'
        )
    yield "</tbody></table></section>"


def _lint(lint: Sequence[LintFinding], anchors: Anchors) -> Iterator[str]:
    if not lint:
        return
    yield "<section><h2>Faults in the text</h2><ol>"
    for number, one in enumerate(lint, 1):
        yield (
            f'<li id="l{number}">{escape(one.message)} {escape(one.fix)} '
            f"{_links(f'l{number}', one.places, anchors)}</li>"
        )
    yield "</ol></section>"


def _rest(review: BriefReview) -> Iterator[str]:
    if others := other_findings(review):
        yield "<section><h2>Other gaps</h2>"
        yield "".join(_gap(finding, review.topics) for finding in others)
        yield "</section>"
    if asked := questions(review):
        listed = "".join(f"<li>{escape(one)}</li>" for one in asked)
        yield f"<section><h2>Questions to the vendor</h2><ol>{listed}</ol></section>"
