"""How a value that several notes give has moved, though it is no agreed measure."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from advisor.domain.check_up import Reading, Series
from advisor.domain.notes import Engagement
from advisor.engagements.amounts import amounts_in
from advisor.engagements.answers_happened import MAYBE
from advisor.engagements.answers_quotes import good
from advisor.engagements.answers_saying import Body, Desk, computed, quotes
from advisor.engagements.answers_series import of_series, side_by_side
from advisor.engagements.asking_words import asked_terms
from advisor.engagements.measure_words import usual_direction
from advisor.engagements.measures import trend_of
from advisor.engagements.note_sentences import Said
from advisor.engagements.quantities import Quantity, format_value, quantities_in
from advisor.engagements.when import dates_in, short_date
from advisor.grounding.note_figures import Figure, figures_in, is_money

_WISHED = re.compile(
    r"\b(?:want(?:s|ed)?|within|at (?:most|least)|targets?|promised?|should|told them|asked|"
    r"goal)\b",
    re.IGNORECASE,
)


def price_change(desk: Desk) -> Body | None:
    """How an amount changed between the first and the last note that gives it."""
    found = [one for one in good(desk) if one.coverage >= 0.5]
    told = [one.said for one in found if _same_price(one.said, found[0].said, desk)]
    told = sorted(told, key=lambda one: one.on)
    priced = [(one, figure) for one in told for figure in _valued(one)]
    for unit in dict.fromkeys(figure.unit for _, figure in priced):
        own = [(said, figure) for said, figure in priced if figure.unit == unit]
        if (
            len(own) < 2
            or own[0][1].value == own[-1][1].value
            or not (unit in ("", "%") or is_money(unit))
        ):
            continue
        if len({said.note.engagement_id for said, _ in own}) > 1:
            continue
        if any(MAYBE.search(said.text) for said, _ in own):
            continue
        (first, old), (last, new) = own[0], own[-1]
        change = new.value - old.value
        text = (
            f"From {format_value(old.value, unit)} ({short_date(first.on)}) to "
            f"{format_value(new.value, unit)} ({short_date(last.on)}): "
            f"{format_value(abs(change), unit)} {'more' if change > 0 else 'less'}."
        )
        claim = computed(text, [first.citation, last.citation])
        return Body((claim, *quotes(desk, [first, last])))
    return None


def _valued(said: Said) -> list[Figure]:
    """The first amount of a sentence, also one without a currency; else its first share."""
    shares = [one for one in figures_in(said.text) if one.unit == "%"]
    return (amounts_in(said.text) or shares)[:1]


def _same_price(first: Said, last: Said, desk: Desk) -> bool:
    """Whether both sentences give the price of the same: by the same unit, or in the same words."""
    per = {"perhour", "permonth", "pervisit", "perticket", "peritem"} & first.terms
    asked = {word for term in desk.asked.terms for word in term if word[0] != "#"}
    return bool(per & last.terms or asked & first.terms & last.terms)


def measured(desk: Desk) -> Body | None:
    """How a value moved that several notes give in the same words, though nobody agreed on it."""
    told = [one.said for one in good(desk) if one.coverage >= 0.6]
    told = [one for one in told if not (MAYBE.search(one.text) or _WISHED.search(one.text))]
    found: list[tuple[Engagement, Series]] = []
    for engagement, _ in desk.by_engagement():
        own = [one for one in told if one.note.engagement_id == engagement.engagement_id]
        if series := _series_in(desk, own):
            found.append((engagement, series))
    claims = side_by_side(desk, found)
    for engagement, series in found:
        claims += of_series(desk, engagement, series)
    return (
        Body(tuple(claims))
        if any(":" in one.text.partition(" says")[0] for one in claims)
        else None
    )


def _series_in(desk: Desk, said: Sequence[Said]) -> Series | None:
    """The values of the unit that most sentences give, if they are of two times at least."""
    values = [(one, quantity) for one in said for quantity in _quantities(one)[:1]]
    units = Counter(quantity.unit for _, quantity in values)
    if not units:
        return None
    unit = units.most_common(1)[0][0]
    kept = [(one, quantity) for one, quantity in values if quantity.unit == unit]
    readings = sorted((_reading(one, quantity) for one, quantity in kept), key=_on)
    name = _shared_name(desk, [one for one, _ in kept])
    if len({one.on for one in readings}) < 2 or not name:
        return None
    return Series(
        measure=name,
        unit=unit,
        readings=tuple(readings),
        target=None,
        trend=trend_of([one.value for one in readings], usual_direction(name, unit), unit=unit),
        standing="no_target",
    )


def _quantities(said: Said) -> list[Quantity]:
    return [quantity for quantity in quantities_in(said.text) if quantity.unit]


def _on(reading: Reading) -> date:
    return reading.on


def _reading(said: Said, quantity: Quantity) -> Reading:
    """The value of a sentence, for the period that it names before its note's day."""
    named = [one for one in dates_in(said.text, on=said.on) if one.day <= said.on and one.period]
    return Reading(
        value=quantity.value,
        text=quantity.text,
        on=named[0].day if named else said.on,
        period=named[0].period if named else "",
        citation=said.citation,
    )


def _shared_name(desk: Desk, said: Sequence[Said]) -> str:
    """The words of the question that all the sentences have; empty where there are none."""
    words = re.findall(r"[a-z][a-z-]+", desk.asked.times.rest.lower())
    return " ".join(word for word in words if asked_terms(word) and _in_all(word, said))


def _in_all(word: str, said: Sequence[Said]) -> bool:
    """Whether all sentences have a word, in singular or plural."""
    plain = word.removesuffix("s")
    return all(re.search(rf"\b{re.escape(plain)}", one.text.lower()) for one in said)
