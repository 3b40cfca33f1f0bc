"""Lays the knowledge out as texts to check: which sentences, resting on which facts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from advisor.domain.library import Library, Point
from advisor.domain.reference import PriceModel, Reference, TradeGuide

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z\[])")
_PLACEHOLDER = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Text:
    """A text to check: where it stands, its sentences, and the facts that it may rest on.

    A form is `legal_only`: its numbers belong to whoever fills it in.
    """

    where: str
    sentences: tuple[str, ...]
    facts: tuple[str, ...]
    legal_only: bool = False


def texts_of(library: Library, reference: Reference) -> Iterator[Text]:
    """Every text that is checked, with the facts that it names.

    A topic's summary and a template may rest on the facts of their points.
    """
    for topic in library.topics:
        yield Text(f"guidance {topic.topic_id}", _split(topic.summary), _facts_of(topic.points))
    for point in library.points.values():
        where = f"guidance {point.point_id}"
        yield Text(where, point.sentences, point.facts)
        yield Text(
            f"{where}, examples", tuple(point.examples.values()), point.facts, legal_only=True
        )
    for term in reference.terms.values():
        yield Text(f"glossary, {term.term}", _split(term.definition), term.facts)
    for guide in reference.trades.values():
        yield Text(f"trade {guide.trade_id}", _guide_sentences(guide), guide.facts)
    for model in reference.price_models.values():
        yield Text(f"price model {model.model_id}", _split(*_model_texts(model)), model.facts)
    for part in reference.exit_parts.values():
        yield Text(f"exit part {part.part_id}", _split(part.what, part.write), ())
    for template in reference.templates.values():
        points = [library.points[name] for name in template.point_ids if name in library.points]
        facts = _facts_of(points)
        where = f"template {template.template_id}"
        yield Text(f"{where}, opening", _split(template.opening), facts)
        yield Text(f"{where}, blank form", _clauses(template.blank), facts, legal_only=True)


def lines_of(library: Library, reference: Reference) -> Iterator[tuple[str, str]]:
    """Every line of text that a reader may see, examples and filled forms included."""
    texts: list[tuple[str, str]] = []
    for topic in library.topics:
        texts.append((f"guidance {topic.topic_id}", f"{topic.summary}\n{topic.about}"))
    for point in library.points.values():
        lines = (point.title, *point.sentences, *point.examples.values())
        texts.append((f"guidance {point.point_id}", "\n".join(lines)))
    for term in reference.terms.values():
        texts.append((f"glossary, {term.term}", f"{term.definition}\n{term.example}"))
    for guide in reference.trades.values():
        lines = (*_guide_sentences(guide), guide.brief)
        texts.append((f"trade {guide.trade_id}", "\n".join(lines)))
    for model in reference.price_models.values():
        texts.append((f"price model {model.model_id}", "\n".join(_model_texts(model))))
    for part in reference.exit_parts.values():
        texts.append((f"exit part {part.part_id}", f"{part.what}\n{part.write}"))
    for fact in reference.facts.values():
        texts.append((f"fact {fact.fact_id}", fact.say))
    for template in reference.templates.values():
        text = f"{template.opening}\n{template.blank}\n{template.example}"
        texts.append((f"template {template.template_id}", text))
    return ((where, line) for where, text in texts for line in text.splitlines())


def _split(*texts: str) -> tuple[str, ...]:
    """Sentences, without the placeholders that a reader fills in."""
    lines = (_PLACEHOLDER.sub("", line) for text in texts for line in text.splitlines())
    return tuple(part.strip() for line in lines for part in _SENTENCE_END.split(line) if part)


def _clauses(markdown: str) -> tuple[str, ...]:
    """The wordings of a form: lines of text and cells of tables."""
    cells = (cell for line in markdown.splitlines() for cell in line.strip("| ").split("|"))
    return _split(*cells)


def _facts_of(points: Iterable[Point]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for point in points for fact in point.facts))


def _guide_sentences(guide: TradeGuide) -> tuple[str, ...]:
    parts = (guide.outcome, guide.measures, guide.trap, guide.never, guide.first_month)
    return tuple(sentence for part in parts for sentence in part)


def _model_texts(model: PriceModel) -> tuple[str, ...]:
    return (model.fits, model.watch, model.clash, model.ask_before_signing)
