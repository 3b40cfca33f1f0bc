"""The library's pages beside the guidance: templates, trades, glossary, prices, exit plan."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from advisor.domain import Library
from advisor.domain.reference import ExitPart, PriceModel, Reference, Template, Term, TradeGuide
from advisor.knowledge import slug
from advisor.ui.form_html import form_html, inline_html
from advisor.ui.library_guidance import template_cards, trade_cards
from advisor.ui.library_parts import (
    SECTIONS,
    action,
    bullets,
    capital,
    copy_link,
    disclosure,
    facts_html,
    head,
    is_named,
    link,
    paragraphs,
    section,
)
from advisor.ui.views import Leaf
from advisor.ui.wording import long_date

_DISCLAIMER = '<p class="oa-fine">Not legal or tax advice.</p>'


def templates_leaf(reference: Reference) -> Leaf:
    """All templates."""
    return _list_leaf("templates", template_cards(reference))


def trades_leaf(reference: Reference) -> Leaf:
    """All trades."""
    return _list_leaf("trades", trade_cards(reference))


def template_leaf(template: Template, library: Library) -> Leaf:
    """A template: how to use it, the blank form, a filled example, and the files."""
    note = (
        f'<p class="oa-lead">{escape(" ".join(template.opening.split()))}</p>'
        '<dl class="oa-facts-of"><div><dt>Who fills it</dt>'
        f"<dd>{escape(template.who)}</dd></div><div><dt>Time</dt>"
        f"<dd>About {template.minutes} minutes</dd></div></dl>{_save(template)}"
    )
    points = [library.points[name] for name in template.point_ids if name in library.points]
    used = "".join(
        f"<li>{link(f'{point.point_id} {point.title}', 'point', point.point_id)}</li>"
        for point in points
    )
    body = (
        head(template.title, "template", template.template_id, section="templates", note=note)
        + section("Blank form", form_html(template.blank, level=4))
        + disclosure("Filled example", form_html(template.example, level=4))
        + section("What it rests on", f'<ul class="oa-lines">{used}</ul>' if used else "")
        + _DISCLAIMER
    )
    return Leaf(title=template.title, html=body, section="templates")


def trade_leaf(guide: TradeGuide, library: Library, reference: Reference) -> Leaf:
    """What outsourcing one trade takes."""
    points = [point for point in library.points.values() if guide.trade_id in point.functions]
    used = "".join(
        f"<li>{link(f'{point.point_id} {point.title}', 'point', point.point_id)}</li>"
        for point in points
    )
    title = capital(guide.title)
    body = (
        head(title, "trade", guide.trade_id, section="trades")
        + section("Outcome", paragraphs(guide.outcome))
        + section("Measures", _mixed(guide.measures))
        + section("The usual trap", paragraphs(guide.trap))
        + section("Never hand over", bullets(guide.never))
        + section("First month", _mixed(guide.first_month))
        + section("Facts, with their dates", facts_html(guide.facts, reference, library))
        + disclosure("Example brief", form_html(guide.brief, level=4))
        + section("Points that weigh most here", f'<ul class="oa-lines">{used}</ul>' * bool(used))
        + f'<p class="oa-fine">Guidance reviewed {escape(long_date(guide.reviewed))}. '
        "Not legal or tax advice.</p>"
    )
    return Leaf(title=title, html=body, section="trades")


def glossary_leaf(reference: Reference) -> Leaf:
    """All terms from A to Z."""
    terms = sorted(reference.terms.values(), key=lambda term: term.term.casefold())
    groups = [(letter, list(held)) for letter, held in groupby(terms, key=_letter)]
    jumps = "".join(
        f'<li><button type="button" class="oa-letter" data-do="jump" '
        f'data-target="oa-letter-{letter}" aria-label="To letter {letter}">{letter}</button></li>'
        for letter, _ in groups
    )
    body = "".join(
        f'<section class="oa-part"><h3 id="oa-letter-{letter}" tabindex="-1">{letter}</h3>'
        f'<dl class="oa-terms">{"".join(map(_entry, held))}</dl></section>'
        for letter, held in groups
    )
    html = (
        head(SECTIONS["glossary"], "glossary", section="glossary")
        + f'<nav aria-label="Letters"><ul class="oa-letters">{jumps}</ul></nav>{body}'
    )
    return Leaf(title=SECTIONS["glossary"], html=html, section="glossary")


def term_leaf(term: Term, library: Library, reference: Reference) -> Leaf:
    """One term: definition, example, and where it matters."""
    topic = library.topic_by_id.get(term.topic_id)
    place = (
        f'<p class="oa-fine">Belongs to: {link(topic.title, "topic", topic.topic_id)}</p>'
        if topic
        else ""
    )
    also = (
        f'<p class="oa-fine">Also written: {escape(", ".join(term.also))}</p>' if term.also else ""
    )
    example = f"<p>{escape(term.example)}</p>" if term.example else ""
    title = capital(term.term)
    body = (
        head(title, "term", slug(term.term), section="glossary")
        + f'<p class="oa-nutshell">{escape(term.definition)}</p>'
        + section("For example", example)
        + section("Facts, with their dates", facts_html(term.facts, reference, library))
        + also
        + place
        + _DISCLAIMER
    )
    return Leaf(title=title, html=body, section="glossary")


def prices_leaf(reference: Reference, library: Library, chosen: str = "") -> Leaf:
    """The ways to pay, on one page; `chosen` is brought into view."""
    models = "".join(
        _price_model(model, reference, library) for model in reference.price_models.values()
    )
    target = f"oa-price-{chosen}" if chosen else ""
    return _list_leaf("prices", models + _DISCLAIMER, target=target)


def exit_leaf(reference: Reference, chosen: str = "") -> Leaf:
    """The parts of an exit plan, on one page; `chosen` is brought into view."""
    lead = (
        '<p class="oa-lead">What an agreement should settle before anyone wants to leave. '
        "Fill in the marked blanks, and have a lawyer look at the contract.</p>"
    )
    parts = "".join(map(_exit_part, reference.exit_parts.values()))
    target = f"oa-exit-{chosen}" if chosen else ""
    return _list_leaf("exit", lead + parts + _DISCLAIMER, target=target)


def _list_leaf(name: str, body: str, *, target: str = "") -> Leaf:
    title = SECTIONS[name]
    html = f"{head(title, name, section=name)}{body}"
    return Leaf(title=title, html=html, section=name, target=target)


def _save(template: Template) -> str:
    kinds = [("md", "Markdown"), ("docx", "Word")]
    if template.kind == "table":
        kinds.append(("xlsx", "Excel"))
    buttons = "".join(
        action(
            "download-template",
            "download",
            label,
            data=f' data-template="{escape(template.template_id)}" data-format="{kind}"',
        )
        for kind, label in kinds
    )
    return f'<div class="oa-save" role="group" aria-label="Save the form">{buttons}</div>'


def _mixed(sentences: Sequence[str]) -> str:
    """Named lines as a list, the sentences around them as text."""
    return "".join(
        bullets(group) if named else paragraphs(list(group))
        for named, group in groupby(sentences, key=is_named)
    )


def _letter(term: Term) -> str:
    first = term.term[:1].upper()
    return first if first.isalpha() else "#"


def _entry(term: Term) -> str:
    name = link(term.term, "term", slug(term.term))
    return f"<div><dt>{name}</dt><dd>{escape(term.definition)}</dd></div>"


def _price_model(model: PriceModel, reference: Reference, library: Library) -> str:
    rows = (
        ("Fits", model.fits),
        ("Watch", model.watch),
        ("Typical clash", model.clash),
        ("Ask before signing", model.ask_before_signing),
    )
    facts = facts_html(model.facts, reference, library)
    return _headed(
        model.title,
        f"{_rows((name, escape(text)) for name, text in rows)}"
        f"{section('Facts, with their dates', facts, level=4)}",
        "prices",
        model.model_id,
        target=f"oa-price-{model.model_id}",
    )


def _exit_part(part: ExitPart) -> str:
    rows = (
        ("What it is", escape(part.what)),
        ("Write into the agreement", f'<span class="oa-clause">{inline_html(part.write)}</span>'),
    )
    return _headed(part.title, _rows(rows), "exit", part.part_id, target=f"oa-exit-{part.part_id}")


def _headed(title: str, body: str, *parts: str, target: str) -> str:
    return (
        f'<section class="oa-part"><div class="oa-part-head">'
        f'<h3 id="{escape(target)}" tabindex="-1">{escape(title)}</h3>'
        f"{copy_link(title, *parts)}</div>{body}</section>"
    )


def _rows(rows: Iterable[tuple[str, str]]) -> str:
    held = "".join(f"<div><dt>{name}</dt><dd>{text}</dd></div>" for name, text in rows)
    return f'<dl class="oa-rows">{held}</dl>'
