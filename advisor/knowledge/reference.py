"""Reads templates, trade guides, terms, price models, exit parts and facts into a `Reference`."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

from advisor.domain.library import TRADES, Trade
from advisor.domain.reference import (
    ExitPart,
    Fact,
    PriceModel,
    Reference,
    RefusedNumber,
    Template,
    TemplateKind,
    Term,
    TradeGuide,
)
from advisor.errors import KnowledgeError
from advisor.knowledge.files import Fields, front_matter, parse_yaml, read_text

_T = TypeVar("_T")
_TEMPLATE_KEYS = ("id", "title", "topic", "who", "minutes", "kind", "points", "asked_as")
_GUIDE_KEYS = ("id", "reviewed", "facts")
_GUIDE_HEADINGS = (
    "Outcome",
    "Measures",
    "The usual trap",
    "Never hand over",
    "First month",
    "Example brief",
)
_BLANK, _EXAMPLE = "Blank form", "Filled example"
_SECTION = re.compile(r"^## +(.+?) *$", re.MULTILINE)


def load_reference(folder: Path) -> Reference:
    """Read every reference file; `KnowledgeError` names the file and what is wrong in it."""
    profiles = _profiles(folder / "trades.yaml")
    terms = [_term(item) for item in _entries(folder / "glossary.yaml")]
    _check_names(terms)
    reference = Reference(
        templates=_by_id(
            map(_template, _files(folder / "templates")), lambda item: item.template_id
        ),
        terms={term.term.lower(): term for term in terms},
        facts=_by_id(
            map(_fact, _entries(folder / "facts.yaml", "facts")), lambda item: item.fact_id
        ),
        refused=tuple(map(_refused, _entries(folder / "facts.yaml", "refused"))),
        trades={trade: _guide(folder / "trades" / f"{trade}.md", profiles) for trade in TRADES},
        price_models=_by_id(
            map(_price_model, _entries(folder / "price_models.yaml")), lambda item: item.model_id
        ),
        exit_parts=_by_id(
            map(_exit_part, _entries(folder / "exit_parts.yaml")), lambda item: item.part_id
        ),
    )
    _check_facts_named(reference)
    return reference


def _files(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.md"))
    if not files:
        raise KnowledgeError(f"No files in {folder}. Restore them from the release.")
    return files


def _entries(path: Path, key: str | None = None) -> list[Fields]:
    """The entries of a YAML list, each with its place for errors."""
    data = parse_yaml(read_text(path), path)
    if key is not None:
        data = data.get(key) if isinstance(data, dict) else None
    if not isinstance(data, list) or not data:
        raise KnowledgeError(f"{path.name} must hold a list{f' under `{key}`' if key else ''}.")
    return [
        Fields(item, f"{path.name}, {_name(item)} (entry {number})")
        for number, item in enumerate(data, start=1)
    ]


def _name(item: Any) -> str:
    if not isinstance(item, dict):
        return repr(item)
    return str(item.get("id") or item.get("term") or "no id")


def _by_id(items: Iterable[_T], identity: Callable[[_T], str]) -> dict[str, _T]:
    found: dict[str, _T] = {}
    for item in items:
        if identity(item) in found:
            raise KnowledgeError(f"The id {identity(item)!r} is used for two entries.")
        found[identity(item)] = item
    return found


def _sections(text: str, headings: Sequence[str], where: str) -> list[str]:
    """The text before the first heading, then the text of each; all must be there, in order."""
    parts = _SECTION.split(text)
    if parts[1::2] != list(headings):
        expected = ", ".join(f"'## {heading}'" for heading in headings)
        raise KnowledgeError(f"{where}: must have these headings in this order: {expected}.")
    bodies = [part.strip() for part in parts[0::2]]
    for heading, body in zip(headings, bodies[1:], strict=True):
        if not body:
            raise KnowledgeError(f"{where}: nothing under '## {heading}'.")
    return bodies


def _sentences(body: str) -> tuple[str, ...]:
    """One sentence a line, without list and bold marks."""
    lines = (line.strip().removeprefix("- ").replace("**", "") for line in body.splitlines())
    return tuple(filter(None, lines))


def _template(path: Path) -> Template:
    meta, text = front_matter(path)
    fields = Fields(meta, path.name)
    fields.only(*_TEMPLATE_KEYS)
    opening, blank, example = _sections(text, (_BLANK, _EXAMPLE), path.name)
    template = Template(
        template_id=fields.text("id"),
        title=fields.text("title"),
        topic_id=fields.text("topic"),
        who=fields.text("who"),
        minutes=fields.whole("minutes"),
        kind=cast(TemplateKind, fields.text("kind")),
        point_ids=fields.texts("points"),
        asked_as=fields.texts("asked_as"),
        opening=opening,
        blank=blank,
        example=example,
    )
    if template.template_id != path.stem:
        raise fields.error(f"`id` must be the file's name, {path.stem}")
    if template.kind not in get_args(TemplateKind):
        raise fields.error(f"`kind` must be one of {', '.join(get_args(TemplateKind))}")
    if not opening:
        raise fields.error(f"needs an opening before '## {_BLANK}'")
    return template


def _term(fields: Fields) -> Term:
    fields.only("term", "also", "topic", "definition", "example", "facts")
    return Term(
        term=fields.text("term"),
        also=fields.texts("also", optional=True),
        topic_id=fields.text("topic"),
        definition=fields.text("definition"),
        example=fields.text("example", ""),
        facts=fields.texts("facts", optional=True),
    )


def _check_names(terms: Iterable[Term]) -> None:
    """A word leads to one term, whichever way it is written."""
    owner: dict[str, str] = {}
    for term in terms:
        for name in (term.term, *term.also):
            if other := owner.get(name.lower()):
                raise KnowledgeError(
                    f"glossary.yaml, {term.term}: {name!r} already belongs to {other!r}."
                )
            owner[name.lower()] = term.term


def _fact(fields: Fields) -> Fact:
    fields.only("id", "statement", "say", "sources", "jurisdiction", "as_of", "review_by", "read")
    fact = Fact(
        fact_id=fields.text("id"),
        statement=fields.text("statement"),
        say=fields.text("say"),
        sources=fields.texts("sources"),
        jurisdiction=fields.text("jurisdiction"),
        as_of=fields.text("as_of"),
        review_by=fields.text("review_by"),
        read=fields.text("read"),
    )
    if not re.fullmatch(r"\d{4}(-\d\d-\d\d)?", fact.as_of):
        raise fields.error("`as_of` must be a date such as 2026-11-23, or a year")
    try:
        date.fromisoformat(fact.review_by)
    except ValueError as error:
        raise fields.error("`review_by` must be a date such as 2027-11-23") from error
    if fact.review_by <= fact.as_of:
        raise fields.error("`review_by` must be later than `as_of`")
    return fact


def _refused(fields: Fields) -> RefusedNumber:
    fields.only("id", "claim", "because", "numbers")
    return RefusedNumber(
        refused_id=fields.text("id"),
        claim=fields.text("claim"),
        because=fields.text("because"),
        numbers=fields.texts("numbers", optional=True),
    )


def _profiles(path: Path) -> dict[str, Fields]:
    return {fields.text("id"): fields for fields in _entries(path)}


def _guide(path: Path, profiles: dict[str, Fields]) -> TradeGuide:
    meta, text = front_matter(path)
    fields = Fields({**meta, "reviewed": str(meta.get("reviewed") or "")}, path.name)
    fields.only(*_GUIDE_KEYS)
    if fields.text("id") != path.stem:
        raise fields.error(f"`id` must be the file's name, {path.stem}")
    if path.stem not in profiles:
        raise fields.error("this trade is not in trades.yaml")
    lead, *bodies = _sections(text, _GUIDE_HEADINGS, path.name)
    if lead:
        raise fields.error(f"text before '## {_GUIDE_HEADINGS[0]}'")
    outcome, measures, trap, never, first_month = map(_sentences, bodies[:-1])
    return TradeGuide(
        trade_id=cast(Trade, path.stem),
        title=profiles[path.stem].text("title"),
        worker=profiles[path.stem].text("worker"),
        reviewed=fields.text("reviewed"),
        facts=fields.texts("facts", optional=True),
        outcome=outcome,
        measures=measures,
        trap=trap,
        never=never,
        first_month=first_month,
        brief=bodies[-1],
    )


def _price_model(fields: Fields) -> PriceModel:
    fields.only("id", "title", "fits", "watch", "clash", "ask_before_signing", "facts")
    return PriceModel(
        model_id=fields.text("id"),
        title=fields.text("title"),
        fits=fields.text("fits"),
        watch=fields.text("watch"),
        clash=fields.text("clash"),
        ask_before_signing=fields.text("ask_before_signing"),
        facts=fields.texts("facts", optional=True),
    )


def _exit_part(fields: Fields) -> ExitPart:
    fields.only("id", "title", "what", "write")
    return ExitPart(
        part_id=fields.text("id"),
        title=fields.text("title"),
        what=fields.text("what"),
        write=fields.text("write"),
    )


def _check_facts_named(reference: Reference) -> None:
    named = [
        *((f"glossary.yaml, {term.term}", term.facts) for term in reference.terms.values()),
        *((f"trades/{guide.trade_id}.md", guide.facts) for guide in reference.trades.values()),
        *(
            (f"price_models.yaml, {model.model_id}", model.facts)
            for model in reference.price_models.values()
        ),
    ]
    for where, facts in named:
        if missing := sorted(set(facts) - set(reference.facts)):
            raise KnowledgeError(f"{where}: unknown fact {missing[0]!r}.")
