"""Reference material beside the guidance: templates, terms, dated facts, trades, price models."""

from dataclasses import dataclass
from typing import Literal

from advisor.domain.library import Trade

TemplateKind = Literal["table", "form", "document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A document to fill in.

    `who` fills it and `minutes` is how long that takes; `opening` says how to use it; `blank` and
    `example` are Markdown, `blank` with `[placeholders]`; `asked_as` are the ways people ask for
    it; templates of kind `table` are offered as a workbook too.
    """

    template_id: str
    title: str
    topic_id: str
    who: str
    minutes: int
    kind: TemplateKind
    point_ids: tuple[str, ...]
    asked_as: tuple[str, ...]
    opening: str
    blank: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the trade in plain language; `also` are its other spellings."""

    term: str
    also: tuple[str, ...]
    topic_id: str
    definition: str
    example: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A number or legal statement with its source and the dates that bound it (ISO dates).

    `statement` is the full permitted wording, `say` the short one for an answer, `read` how far
    the source was read.
    """

    fact_id: str
    statement: str
    say: str
    sources: tuple[str, ...]
    jurisdiction: str
    as_of: str
    review_by: str
    read: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedNumber:
    """A figure that circulates without a source, and why it is never stated."""

    refused_id: str
    claim: str
    because: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeGuide:
    """What outsourcing one trade takes; every tuple holds whole sentences in order."""

    trade_id: Trade
    title: str
    worker: str
    reviewed: str
    facts: tuple[str, ...]
    outcome: tuple[str, ...]
    measures: tuple[str, ...]
    trap: tuple[str, ...]
    never: tuple[str, ...]
    first_month: tuple[str, ...]
    brief: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceModel:
    """A way to pay: what it fits, what to watch, where it clashes, what to ask."""

    model_id: str
    title: str
    fits: str
    watch: str
    clash: str
    ask_before_signing: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitPart:
    """One part of an exit plan, and a sentence for the agreement with `[placeholders]`."""

    part_id: str
    title: str
    what: str
    write: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """All reference material, by id (terms by lower-case term), in the order of the files."""

    templates: dict[str, Template]
    terms: dict[str, Term]
    facts: dict[str, Fact]
    refused: tuple[RefusedNumber, ...]
    trades: dict[Trade, TradeGuide]
    price_models: dict[str, PriceModel]
    exit_parts: dict[str, ExitPart]
