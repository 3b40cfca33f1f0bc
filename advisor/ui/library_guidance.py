"""The library's pages of guidance: the overview, the topics and their points."""

from html import escape

from advisor.domain import Library, Point, Topic
from advisor.domain.reference import Reference
from advisor.knowledge import slug
from advisor.ui.library_parts import (
    SECTIONS,
    STAGE_NAMES,
    bullets,
    capital,
    card,
    cards,
    copy_link,
    disclosure,
    facts_html,
    head,
    href,
    link,
    paragraphs,
    section,
    sources_html,
)
from advisor.ui.views import Leaf
from advisor.ui.wording import long_date


def overview_leaf(library: Library, reference: Reference) -> Leaf:
    """Everything that the library holds, at a glance."""
    models = ", ".join(model.title for model in reference.price_models.values())
    more = cards(
        (
            card("Glossary", f"{len(reference.terms)} words in plain language", "glossary"),
            card("Price models", models, "prices"),
            card("Exit plan", f"{len(reference.exit_parts)} parts, with wording to adapt", "exit"),
            card("Your own guidance", "Documents of your firm that answers may cite", "own"),
        )
    )
    body = "".join(
        (
            section("Topics", _topic_cards(library)),
            section("Templates", template_cards(reference)),
            section("Trades", trade_cards(reference)),
            section("Look up and bring along", more),
        )
    )
    lead = (
        '<p class="oa-lead">Everything that answers are made of, to read, print and take along.</p>'
    )
    return Leaf(
        title="Library",
        html=f'<div class="oa-leaf-head"><h2 tabindex="-1">Library</h2></div>{lead}{body}',
        section="library",
    )


def topics_leaf(library: Library) -> Leaf:
    """The ten topics."""
    title = SECTIONS["topics"]
    html = f"{head(title, 'topics', section='topics')}{_topic_cards(library)}"
    return Leaf(title=title, html=html, section="topics")


def topic_leaf(topic: Topic, library: Library, reference: Reference) -> Leaf:
    """One topic with all its points, each closed at first."""
    points = "".join(_closed_point(point, topic, library, reference) for point in topic.points)
    title = f"{topic.number}. {topic.title}"
    note = f'<p class="oa-lead">{escape(topic.summary)}</p>'
    body = (
        head(title, "topic", topic.topic_id, section="topics", note=note)
        + section("What to do", f'<div class="oa-points">{points}</div>')
        + section("Templates", template_cards(reference, topic_id=topic.topic_id))
        + section("Words of this topic", _terms(topic, reference))
        + section("Sources of this topic", sources_html(topic.sources, library))
        + _reviewed(topic)
    )
    return Leaf(title=topic.title, html=body, section="topics")


def point_leaf(point: Point, library: Library, reference: Reference) -> Leaf:
    """One point on its own page, with its neighbours."""
    topic = library.topic_by_id[point.topic_id]
    place = link(f"{topic.number}. {topic.title}", "topic", topic.topic_id)
    note = (
        f'<p class="oa-fine">Point {escape(point.point_id)} of {place} · '
        f"{STAGE_NAMES[point.stage]}</p>"
    )
    body = (
        head(point.title, "point", point.point_id, section="topics", note=note)
        + _point_body(point, topic, library, reference, level=3)
        + section("Sources of this topic", sources_html(topic.sources, library))
        + _reviewed(topic)
        + _neighbours(point, topic)
    )
    return Leaf(title=point.title, html=body, section="topics")


def template_cards(reference: Reference, *, topic_id: str = "") -> str:
    """The templates, of one topic or all."""
    chosen = [item for item in reference.templates.values() if topic_id in ("", item.topic_id)]
    if not chosen:
        return ""
    return cards(
        card(item.title, f"About {item.minutes} minutes", "template", item.template_id)
        for item in chosen
    )


def trade_cards(reference: Reference) -> str:
    """The trades."""
    return cards(
        card(capital(guide.title), _first(guide.outcome), "trade", trade_id)
        for trade_id, guide in reference.trades.items()
    )


def _first(sentences: tuple[str, ...]) -> str:
    return sentences[0] if sentences else ""


def _topic_cards(library: Library) -> str:
    return cards(
        card(
            topic.title,
            topic.summary,
            "topic",
            topic.topic_id,
            kicker=f"Topic {topic.number} · {len(topic.points)} points",
        )
        for topic in library.topics
    )


def _closed_point(point: Point, topic: Topic, library: Library, reference: Reference) -> str:
    body = _point_body(point, topic, library, reference, level=4)
    open_it = f'<a class="oa-link" href="{escape(href("point", point.point_id))}">Own page</a>'
    return (
        f'<details class="oa-point" id="oa-point-{escape(point.point_id)}"><summary>'
        f'<span class="oa-number">{escape(point.point_id)}</span><span class="oa-source-title">'
        f"<strong>{escape(point.title)}</strong><span>{escape(point.sentences[0])}</span></span>"
        f'</summary><div class="oa-point-body">{body}<div class="oa-actions">{open_it}'
        f"{copy_link(point.title, 'point', point.point_id)}</div></div></details>"
    )


def _point_body(
    point: Point, topic: Topic, library: Library, reference: Reference, *, level: int
) -> str:
    nutshell, *others = point.sentences
    examples = (
        f"{capital(library.trades[trade].title)}: {sentence}"
        for trade, sentence in point.examples.items()
    )
    facts = facts_html(point.facts, reference, library)
    return (
        f'<p class="oa-nutshell">{escape(nutshell)}</p>{paragraphs(others)}'
        f"{disclosure('In your trade', bullets(examples))}"
        f"{section('Facts, with their dates', facts, level=level)}"
        f"{_templates_of(point, topic, reference)}"
    )


def _templates_of(point: Point, topic: Topic, reference: Reference) -> str:
    found = [item for item in reference.templates.values() if point.point_id in item.point_ids]
    found = found or [
        item for item in reference.templates.values() if item.template_id == topic.artefact
    ]
    names = ", ".join(link(item.title, "template", item.template_id) for item in found)
    return f'<p class="oa-fine">To fill in: {names}</p>' if names else ""


def _terms(topic: Topic, reference: Reference) -> str:
    names = ", ".join(
        link(term.term, "term", slug(term.term))
        for term in reference.terms.values()
        if term.topic_id == topic.topic_id
    )
    return f"<p>{names}</p>" if names else ""


def _reviewed(topic: Topic) -> str:
    day = escape(long_date(topic.reviewed))
    return f'<p class="oa-fine">Guidance reviewed {day}. Not legal or tax advice.</p>'


def _neighbours(point: Point, topic: Topic) -> str:
    place = topic.points.index(point)
    ways = []
    if place:
        before = topic.points[place - 1]
        ways.append(f"<span>Before: {link(before.title, 'point', before.point_id)}</span>")
    if place + 1 < len(topic.points):
        after = topic.points[place + 1]
        ways.append(f"<span>Next: {link(after.title, 'point', after.point_id)}</span>")
    return f'<nav class="oa-neighbours" aria-label="Points of this topic">{"".join(ways)}</nav>'
