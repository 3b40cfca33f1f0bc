"""Collects the facts that a user stated about the own case, each with the words that state it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from advisor.answering.measure_patterns import BASELINE, MEASURES
from advisor.answering.said_patterns import (
    AMOUNT_ONLY,
    BIDDERS,
    CURRENCY,
    FACTS,
    HEDGES,
    MONEY,
)
from advisor.domain import Trade, TradeProfile, Turn
from advisor.retrieval.understanding import read_trade

MOST_CHARS = 4000  # Of one message; a longer one is pasted text and no statement of the own case.
_COMPILED = tuple((fact, re.compile(pattern, re.IGNORECASE)) for fact, pattern in FACTS)
_MONEY = re.compile(MONEY, re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_CLAUSE = re.compile(r"[,:(\u2013\u2014]|\b(?:but|because|since|and|so)\b", re.IGNORECASE)
_COMMA = re.compile(r"[,:(\u2013\u2014]|\bbut\b", re.IGNORECASE)
_SELF = re.compile(
    r"\b(?:we are|we're|we\u2019re|i am|i'm|i run|we run|i own|our (?:firm|company|shop) is)\b"
    r"[^,;:.!?]*(?:, an? [^,;:.!?]*)?",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:want|wants|need|needs|must|should|target|goal|please|aim|aims|expect|agreed?|to|with|for"
    r"|would like)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\W*(?:should|can|could|will|do|is)\b", re.IGNORECASE)
_PLANNED = frozenset(["trial start", "trial end", "decision date", "review date", "quotes due"])
_DATE_FORMS = ("%Y-%m-%d", "%d %B %Y", "%B %d %Y", "%d %b %Y", "%b %d %Y")


@dataclass(frozen=True, slots=True)
class Said:
    """A value as the user typed it, and the sentence that it stands in."""

    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class MeasureSaid:
    """A measure with what was said of its target and its present value, None where nothing was."""

    name: Said
    target: Said
    baseline: Said | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """Everything that was stated, by the name of the fact."""

    facts: Mapping[str, Said]
    measures: tuple[MeasureSaid, ...]


def stated(
    turns: Sequence[Turn], *, trades: Mapping[Trade, TradeProfile], today: date | None = None
) -> Stated:
    """What the user's turns state; of two statements the later one counts.

    Where one message gives two values for a fact, neither is taken. With `today`, planned dates
    that have passed are left out.
    """
    facts: dict[str, Said] = {}
    measures: dict[str, MeasureSaid] = {}
    for turn in turns:
        if turn.role == "user" and len(turn.text) <= MOST_CHARS:
            facts.update(_facts_of(turn.text, trades, today))
            measures.update((found.name.value.lower(), found) for found in _measures_of(turn.text))
    return Stated(facts, _with_baseline(tuple(measures.values()), turns))


def _facts_of(
    text: str, trades: Mapping[Trade, TradeProfile], today: date | None
) -> dict[str, Said]:
    found: dict[str, dict[str, Said]] = {}
    for sentence in _sentences(text):
        for fact, said in _facts_in(sentence):
            if not (fact in _PLANNED and today and _passed(said.value, today)):
                found.setdefault(fact, {})[said.value.lower()] = said
    facts = {fact: next(iter(said.values())) for fact, said in found.items() if len(said) == 1}
    if trade := _trade_of(text, trades):
        facts["trade"] = trade
    return facts


def _facts_in(sentence: str) -> Iterator[tuple[str, Said]]:
    taken: set[str] = set()
    for fact, pattern in _COMPILED:
        for match in pattern.finditer(sentence):
            if fact not in taken and not _hedged(sentence, match.start()):
                value = match["value"].strip(" .,'\u2019")
                yield fact, Said(value, sentence)
        if pattern.search(sentence):
            taken.add(fact)
    yield from _bidders(sentence)
    yield from _money_parts(sentence)


def _bidders(sentence: str) -> Iterator[tuple[str, Said]]:
    match = BIDDERS.search(sentence)
    if match and not _hedged(sentence, match.start()):
        names = [match[group] for group in ("first", "second", "third") if match[group]]
        for fact, name in zip(("vendor", "second vendor", "third vendor"), names, strict=False):
            yield fact, Said(name, sentence)


def _money_parts(sentence: str) -> Iterator[tuple[str, Said]]:
    for match in _MONEY.finditer(sentence):
        currency = CURRENCY.search(match[0])
        if currency and not _hedged(sentence, match.start()):
            yield "currency", Said(currency["before"] or currency["after"], sentence)


def amount_of(said: Said) -> Said:
    """A sum without its currency, or the whole where the currency stands in its middle."""
    match = AMOUNT_ONLY.fullmatch(said.value)
    return Said(match["before"] or match["after"], said.quote) if match else said


def _measures_of(text: str) -> Iterator[MeasureSaid]:
    for sentence in _sentences(text):
        for pattern in MEASURES:
            match = pattern.search(sentence)
            if match and _aimed_at(sentence, match.start()):
                groups = match.groupdict()
                baseline = groups.get("baseline")
                yield MeasureSaid(
                    Said(groups["name"], sentence),
                    Said(groups["target"], sentence),
                    Said(baseline, sentence) if baseline else None,
                )
                break


def _aimed_at(sentence: str, start: int) -> bool:
    """Whether a figure is wanted, and no account of how things are ("she replies within a day")."""
    clause = _COMMA.split(sentence[:start])[-1]
    wanted = not clause.strip() or _AIM.search(clause)
    asked = sentence.endswith("?") and _ASKED.match(sentence)
    return bool(wanted) and not asked and not _hedged(sentence, start, but=_AIM)


def _with_baseline(
    measures: tuple[MeasureSaid, ...], turns: Sequence[Turn]
) -> tuple[MeasureSaid, ...]:
    """The measures with the present values said beside them.

    A value in a sentence that names no measure belongs to the only measure, or to none.
    """
    quotes = [measure.target.quote for measure in measures]
    texts = [turn.text for turn in turns if turn.role == "user" and len(turn.text) <= MOST_CHARS]
    lines = [line for text in reversed(texts) for line in _sentences(text)]

    def baseline(measure: MeasureSaid) -> Said | None:
        own = [measure.target.quote] if quotes.count(measure.target.quote) == 1 else []
        apart = [line for line in lines if line not in quotes] if len(measures) == 1 else []
        return next(filter(None, map(_present, [*own, *apart])), None)

    return tuple(replace(found, baseline=found.baseline or baseline(found)) for found in measures)


def _present(sentence: str) -> Said | None:
    match = BASELINE.search(sentence)
    stands = match and not _hedged(sentence, match.start())
    return Said(match["baseline"], sentence) if match and stands else None


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def _trade_of(text: str, trades: Mapping[Trade, TradeProfile]) -> Said | None:
    """The title of the one trade that a message names; what the firm itself does is no work."""
    words = {key: profile.words for key, profile in trades.items()}
    named = {
        trade: sentence
        for sentence in reversed(_sentences(text))
        if (trade := read_trade(_SELF.sub(" ", sentence), words))
    }
    if len(named) != 1:
        return None
    trade, sentence = next(iter(named.items()))
    return Said(trades[trade].title, sentence)


def _hedged(sentence: str, start: int, *, but: re.Pattern[str] | None = None) -> bool:
    """Whether the clause before a statement denies or only supposes it, words `but` aside."""
    clause = _CLAUSE.split(sentence[:start])[-1]
    if re.match(r"(?:what )?(?:if|suppose|imagine|say)\b", sentence, re.IGNORECASE):
        return True
    doubted = start == 0 and sentence.endswith("?") and "," not in sentence
    return doubted or bool(HEDGES.search(but.sub(" ", clause) if but else clause))


def _passed(value: str, today: date) -> bool:
    plain = re.sub(r"^\w+day,? |(?<=\d)(?:st|nd|rd|th)|,| of(?= )", "", value)
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(plain, form).date() < today  # noqa: DTZ007 -- a day, no time
        except ValueError:
            continue
    return False
