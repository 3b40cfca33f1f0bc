"""Pieces that the pages of the library share: heads, links, cards, lists, dated facts."""

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

from advisor.domain import Library, SourceRef, Stage
from advisor.domain.reference import Fact, Reference
from advisor.ui.icons import icon
from advisor.ui.wording import as_of, long_date

_IN_PARAGRAPH = 4
STAGE_NAMES: dict[Stage, str] = {
    "before_signing": "Before you sign",
    "first_30_days": "In the first 30 days",
    "ongoing": "While the work runs",
}
SECTIONS = {
    "topics": "Topics",
    "templates": "Templates",
    "trades": "Trades",
    "glossary": "Glossary",
    "prices": "Price models",
    "exit": "Exit plan",
    "own": "Your own guidance",
}
"""The library's menu: id and name of each section."""


def href(*parts: str) -> str:
    """The permanent address of a page of the library, within the product's page."""
    return "#/" + "/".join(quote(part, safe="") for part in parts)


def link(text: str, *parts: str) -> str:
    """A link to a page of the library."""
    return f'<a href="{escape(href(*parts))}">{escape(text)}</a>'


def head(title: str, *parts: str, section: str = "", note: str = "") -> str:
    """The heading of the page at `parts`, the way back, and what can be done with the page.

    `note` is HTML under the heading.
    """
    ways = [link("Library", "library")]
    if section and parts != (section,):
        ways.append(link(SECTIONS[section], section))
    crumbs = "".join(f"<li>{way}</li>" for way in ways)
    return (
        f'<nav class="oa-crumbs" aria-label="You are in"><ol>{crumbs}</ol></nav>'
        f'<div class="oa-leaf-head"><h2 tabindex="-1">{escape(title)}</h2>'
        '<div class="oa-actions" role="group" aria-label="About this page">'
        f"{copy_link(title, *parts)}{action('print', 'print', 'Print')}</div></div>{note}"
    )


def copy_link(title: str, *parts: str) -> str:
    """A button that copies the permanent link of a page."""
    return action(
        "copy-link",
        "link",
        "Copy link",
        data=f' data-href="{escape(href(*parts))}"',
        label=f"Copy link to {title}",
    )


def action(name: str, glyph: str, text: str, *, data: str = "", label: str = "") -> str:
    """A quiet button; `data` is further attributes, `label` its name where the text is short."""
    named = f' aria-label="{escape(label)}"' if label else ""
    return (
        f'<button type="button" class="oa-action" data-do="{name}"{data}{named}>'
        f"{icon(glyph)}<span>{escape(text)}</span></button>"
    )


def section(title: str, body: str, *, level: int = 3) -> str:
    """A headed part of a page; nothing where there is no body."""
    if not body:
        return ""
    return f'<section class="oa-part"><h{level}>{escape(title)}</h{level}>{body}</section>'


def disclosure(summary: str, body: str) -> str:
    """A part that is closed at first."""
    return (
        f'<details class="oa-more"><summary>{escape(summary)}</summary>'
        f'<div class="oa-more-body">{body}</div></details>'
    )


def card(title: str, text: str, *parts: str, kicker: str = "") -> str:
    """A list item that leads to a page."""
    small = f'<span class="oa-kicker">{escape(kicker)}</span>' if kicker else ""
    line = f'<span class="oa-card-text">{escape(text)}</span>' if text else ""
    return (
        f'<li><a class="oa-tile" href="{escape(href(*parts))}">{small}'
        f"<strong>{escape(title)}</strong>{line}</a></li>"
    )


def cards(items: Iterable[str]) -> str:
    """Cards side by side where there is room."""
    return f'<ul class="oa-tiles">{"".join(items)}</ul>'


def paragraphs(sentences: Sequence[str]) -> str:
    """Sentences as text, a few to a paragraph; an example has one of its own."""
    groups: list[list[str]] = []
    for sentence in sentences:
        if not groups or len(groups[-1]) == _IN_PARAGRAPH or sentence.startswith("For example"):
            groups.append([])
        groups[-1].append(escape(sentence))
    return "".join(f"<p>{' '.join(group)}</p>" for group in groups)


def capital(text: str) -> str:
    """The text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def bullets(lines: Iterable[str], *, ordered: bool = False) -> str:
    """A list; a short name before the first colon stands out."""
    rows = "".join(f"<li>{_named(line)}</li>" for line in lines)
    tag = "ol" if ordered else "ul"
    return f'<{tag} class="oa-lines">{rows}</{tag}>' if rows else ""


def is_named(line: str) -> bool:
    """Whether a line begins with a short name and a colon."""
    name, colon, _ = line.partition(": ")
    return bool(colon) and len(name) <= 40


def facts_html(fact_ids: Sequence[str], reference: Reference, library: Library) -> str:
    """The dated facts that a text states, each with its sources."""
    known = [reference.facts[name] for name in fact_ids if name in reference.facts]
    rows = "".join(f'<li class="oa-fact">{_fact(fact, library)}</li>' for fact in known)
    return f'<ul class="oa-facts">{rows}</ul>' if rows else ""


def sources_html(source_ids: Iterable[str], library: Library) -> str:
    """The sources that a topic draws on."""
    known = [library.sources[name] for name in source_ids if name in library.sources]
    rows = "".join(f"<li>{source_line(source)}</li>" for source in known)
    return f'<ul class="oa-lines">{rows}</ul>' if rows else ""


def source_line(source: SourceRef) -> str:
    """Title and publisher, linked where the address is known."""
    title = escape(source.title)
    if source.url.startswith(("https://", "http://")):
        title = (
            f'<a href="{escape(source.url)}" target="_blank" rel="noopener noreferrer">{title}</a>'
        )
    return f"{title}, {escape(source.section)}" if source.section else title


def _named(line: str) -> str:
    if not is_named(line):
        return escape(line)
    name, _, rest = line.partition(": ")
    return f"<strong>{escape(name)}:</strong> {escape(rest)}"


def _fact(fact: Fact, library: Library) -> str:
    sources = "; ".join(
        source_line(library.sources[name]) for name in fact.sources if name in library.sources
    )
    dates = f"{as_of(fact.as_of)}, to be reviewed by {long_date(fact.review_by)}"
    return (
        f"<p>{escape(fact.statement)}</p>"
        f'<p class="oa-fine">{escape(dates)}. Jurisdiction: {escape(fact.jurisdiction)}.</p>'
        f'<p class="oa-fine">Source: {sources}. {escape(fact.read)}</p>'
    )
