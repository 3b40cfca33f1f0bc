"""Answers about measures: how they move, against what was agreed, and side by side."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from advisor.domain.advice import Claim
from advisor.domain.check_up import Reading, Series
from advisor.domain.evidence import Citation
from advisor.domain.notes import Engagement, Target
from advisor.engagements.answers_happened import MAYBE
from advisor.engagements.answers_quotes import good
from advisor.engagements.answers_saying import Body, Desk, computed, quotes
from advisor.engagements.asking_words import asked_terms, terms_of
from advisor.engagements.measure_words import concept_of, usual_direction
from advisor.engagements.measures import series_of, trend_of
from advisor.engagements.note_sentences import Said, is_order
from advisor.engagements.quantities import Quantity, format_value, quantities_in
from advisor.engagements.when import dates_in, short_date
from advisor.grounding.note_claims import check_note_claim
from advisor.grounding.note_comparisons import standing_word, trend_word
from advisor.grounding.note_figures import figures_in

_Span = tuple[int, int]
MEASURES, READINGS = 3, 6
_GENERIC = frozenset(
    "#target #quality #report meet hit better worse trend measur kpi perform improv compar chang agre level number result figur number progress".split()
)


def moving(desk: Desk) -> Body | None:
    """How the measures that the question names move, and where they stand."""
    found = [
        (engagement, series)
        for engagement, notes in desk.by_engagement()
        for series in _asked_for(desk, series_of(notes, engagement))
    ]
    claims: list[Claim] = []
    for engagement, series in found:
        claims += _of_series(desk, engagement, series)
    claims += _side_by_side(desk, found)
    return Body(tuple(claims)) if claims else None


def _asked_for(desk: Desk, every: Sequence[Series]) -> list[Series]:
    """The series that the question names, or the agreed ones where it names none."""
    usable = [one for one in map(_without_orders, every) if one.readings and _is_known(one)]
    spans = {one: _named(desk, one) for one in usable}
    whole = (0, len(desk.asked.times.rest))
    exact = {one: span for one, span in spans.items() if span and span != whole}
    named = [one for one, span in exact.items() if not _inside(span, exact.values())]
    named = named or [one for one, span in spans.items() if span]
    if named:
        return named[:MEASURES]
    telling = [term for term in desk.asked.terms if not term & _GENERIC]
    if telling or desk.asked.kind not in ("trend", "status"):
        return []
    agreed = [one for one in usable if one.target]
    return (agreed or usable)[:MEASURES]


def _is_known(series: Series) -> bool:
    """Whether a series is a measure for sure, and not a number that is often repeated."""
    return bool(series.target or series.unit or concept_of(series.measure, series.unit))


def _without_orders(series: Series) -> Series:
    kept = tuple(one for one in series.readings if not is_order(one.citation.quote))
    if len(kept) == len(series.readings):
        return series
    return Series(
        measure=series.measure,
        unit=series.unit,
        readings=kept,
        target=series.target,
        trend=series.trend,
        standing=series.standing,
        target_citation=series.target_citation,
    )


def _named(desk: Desk, series: Series) -> _Span | None:
    """Where the question names the measure; words of like meaning count as the whole of it."""
    question = desk.asked.times.rest
    own = concept_of(series.measure, series.unit)
    if own and (match := own.pattern.search(question)):
        return match.span()
    wanted = asked_terms(series.measure)
    said = terms_of(question)
    shared = [term for term in wanted if term & said]
    if shared and len(shared) * 2 >= len(wanted):
        return 0, len(question)
    return None


def _inside(span: _Span, others: Iterable[_Span]) -> bool:
    """Whether a longer name of another measure holds this one ("leads" in "cost per lead")."""
    return any(
        other[0] <= span[0] and span[1] <= other[1] and other[1] - other[0] > span[1] - span[0]
        for other in others
    )


def _of_series(desk: Desk, engagement: Engagement, series: Series) -> list[Claim]:
    readings = _of_time(desk, series.readings)
    if not readings:
        return []
    name = engagement.name if desk.several else ""
    said = [one for one in map(desk.sentence, (r.citation for r in readings[-2:])) if one]
    claim = _provable(desk, engagement, series, readings, name)
    return [*([claim] if claim else []), *quotes(desk, said)]


def _of_time(desk: Desk, readings: Sequence[Reading]) -> list[Reading]:
    """The readings of the times asked about; with one time for a trend, the latest too."""
    periods = desk.asked.times.periods
    if not periods:
        return list(readings[-READINGS:])
    kept = [one for one in readings if any(period.has(one.on) for period in periods)]
    if desk.asked.kind == "trend" and len(periods) == 1 and readings and len(kept) < 2:
        kept = [*kept, readings[-1]] if kept and readings[-1] not in kept else kept
    return kept[-READINGS:]


def _provable(
    desk: Desk, engagement: Engagement, series: Series, readings: Sequence[Reading], name: str
) -> Claim | None:
    """The fullest sentence about the series that the checker can prove; None where none is."""
    target = series.target
    sentences = [
        _sentence(series, readings, target, name, judged=True),
        _sentence(series, readings, None, name, judged=True),
        _sentence(series, readings, None, name, judged=False),
        _sentence(series, readings[-2:], target, name, judged=True),
        _sentence(series, readings[-2:], None, name, judged=False),
    ]
    passages = [note.passage for note in desk.notes]
    citations = [one.citation for one in readings]
    if series.target_citation:
        citations.append(series.target_citation)
    for text in dict.fromkeys(filter(None, sentences)):
        used = citations if "agreed" in text else [one.citation for one in readings]
        claim = computed(text, _wide(desk, used))
        verdict = check_note_claim(claim, passages, engagements=[engagement], today=desk.today)
        if verdict.support == "supported":
            return claim
    return None


def _wide(desk: Desk, citations: Sequence[Citation]) -> list[Citation]:
    """Whole sentences in place of parts, so that what a value is about can be seen."""
    said = [desk.sentence(one) for one in citations]
    return [
        one.citation if one and cited.quote in one.text else cited
        for one, cited in zip(said, citations, strict=True)
    ]


def _sentence(
    series: Series, readings: Sequence[Reading], target: Target | None, name: str, *, judged: bool
) -> str:
    """Such as "First reply: 6h20 in January, 7h05 in February, agreed under 4h: worse"."""
    measure = series.measure[:1].upper() + series.measure[1:]
    values = ", ".join(f"{_shown(one, series.unit)}{_time(one)}" for one in readings)
    last = readings[-1].value
    agreed = f", agreed {_bound(target)}" if target else ""
    verdicts: list[str] = []
    if len(readings) > 1:
        direction = target.direction if target else None
        if judged and not target:
            word = "" if series.trend == "unclear" else str(series.trend)
        else:
            word = trend_word(readings[-2].value, last, direction if judged else None)
        verdicts.append(word)
    if target:
        verdicts.append(f"{standing_word(last, target.value, target.direction)} what was agreed")
    verdict = ", and ".join(filter(None, verdicts))
    on = f" ({name})" if name else ""
    return f"{measure}{on}: {values}{agreed}{': ' if verdict else ''}{verdict}."


def _bound(target: Target) -> str:
    value = format_value(target.value, target.unit)
    if target.direction == "at_least":
        return f"at least {value}"
    under = re.search(r"\b(?:under|below|less than|fewer than)\b|<(?!=)", target.text.lower())
    return f"{'under' if under else 'at most'} {value}"


def _shown(reading: Reading, unit: str) -> str:
    """The value in one spelling, unless that would round it."""
    text = format_value(reading.value, unit)
    figures = figures_in(text)
    own = figures_in(reading.text)
    if len(figures) == 1 and own and figures[0].equals(own[0]):
        return text
    return " ".join(reading.text.split())


def _time(reading: Reading) -> str:
    if not reading.period:
        return f" on {short_date(reading.on)}"
    relative = re.match(r"(?:this|last|next|previous|yesterday|today)\b", reading.period)
    return f" {reading.period}" if relative else f" in {reading.period}"


def _side_by_side(desk: Desk, found: Sequence[tuple[Engagement, Series]]) -> list[Claim]:
    """The latest values of the same measure of several engagements, if they differ."""
    claims = []
    for measure in dict.fromkeys(_key(series) for _, series in found):
        same = [(e, s) for e, s in found if _key(s) == measure]
        if len(same) < 2 or len({s.unit for _, s in same}) > 1:
            continue
        claim = _compared(desk, same)
        if claim:
            claims.append(claim)
    return claims


def _key(series: Series) -> str:
    concept = concept_of(series.measure, series.unit)
    return concept.name if concept else series.measure.lower()


def _compared(desk: Desk, same: Sequence[tuple[Engagement, Series]]) -> Claim | None:
    latest = {e.name: _of_time(desk, s.readings)[-1:] for e, s in same}
    if not all(latest.values()):
        return None
    values = {name: readings[0] for name, readings in latest.items()}
    low = min(values, key=lambda name: values[name].value)
    high = max(values, key=lambda name: values[name].value)
    series = same[0][1]
    direction = series.target.direction if series.target else None
    lead = f"higher on {high}" if direction == "at_least" else f"lower on {low}"
    said = {name: desk.sentence(one.citation) for name, one in values.items()}
    parts = ", ".join(
        f"{_shown(one, series.unit)} on {name} ({short_date(_day(said[name], one))})"
        for name, one in values.items()
    )
    measure = series.measure[:1].upper() + series.measure[1:]
    text = f"{measure}, latest value: {parts}: {lead}."
    return computed(text, _wide(desk, [one.citation for one in values.values()]))


def _day(said: Said | None, reading: Reading) -> date:
    return said.on if said else reading.on


def price_change(desk: Desk) -> Body | None:
    """How an amount changed between the first and the last note that gives it."""
    found = [one for one in good(desk) if one.coverage >= 0.5]
    told = [one.said for one in found if _same_price(one.said, found[0].said, desk)]
    told = sorted(told, key=lambda one: one.on)
    priced = [(one, figure) for one in told for figure in figures_in(one.text)[:1] if figure.unit]
    for unit in dict.fromkeys(figure.unit for _, figure in priced):
        own = [(said, figure) for said, figure in priced if figure.unit == unit]
        if (
            len(own) < 2
            or own[0][1].value == own[-1][1].value
            or not (unit == "%" or len(unit) == 3)
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


def _same_price(first: Said, last: Said, desk: Desk) -> bool:
    """Whether both sentences give the price of the same: by the same unit, or in the same words."""
    per = {"perhour", "permonth", "pervisit", "perticket", "peritem"} & first.terms
    asked = {word for term in desk.asked.terms for word in term if word[0] != "#"}
    return bool(per & last.terms or asked & first.terms & last.terms)


def measured(desk: Desk) -> Body | None:
    """How a value moved that several notes give in the same words, though nobody agreed on it."""
    found = [one.said for one in good(desk) if one.coverage >= 0.6]
    if any(MAYBE.search(said.text) for said in found):
        return None
    values = [(said, quantity) for said in found for quantity in _quantities(said)[:1]]
    units = Counter(quantity.unit for _, quantity in values)
    if not units or len({said.note.engagement_id for said, _ in values}) > 1:
        return None
    unit = units.most_common(1)[0][0]
    kept = [(said, quantity) for said, quantity in values if quantity.unit == unit]
    readings = sorted((_reading(said, quantity) for said, quantity in kept), key=_on)
    name = _shared_name(desk, [said for said, _ in kept])
    if len({one.on for one in readings}) < 2 or not name:
        return None
    series = Series(
        measure=name,
        unit=unit,
        readings=tuple(readings),
        target=None,
        trend=trend_of([one.value for one in readings], usual_direction(name, unit)),
        standing="no_target",
    )
    engagement = next(one for one, notes in desk.by_engagement() if kept[0][0].note in notes)
    claims = _of_series(desk, engagement, series)
    return Body(tuple(claims)) if len(claims) > 1 else None


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
    return " ".join(
        word
        for word in words
        if asked_terms(word) and all(word in one.text.lower() for one in said)
    )
