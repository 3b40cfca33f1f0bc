"""Sentences about measures over time and side by side, each proven before it is used."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from advisor.domain.advice import Claim
from advisor.domain.check_up import Reading, Series
from advisor.domain.evidence import Citation
from advisor.domain.notes import Engagement, Target
from advisor.engagements.answers_saying import Desk, computed, quotes
from advisor.engagements.measure_words import concept_of
from advisor.engagements.note_sentences import Said
from advisor.engagements.quantities import format_value
from advisor.engagements.when import short_date
from advisor.grounding.note_claims import check_note_claim
from advisor.grounding.note_comparisons import standing_word, trend_word
from advisor.grounding.note_figures import figures_in, is_money

READINGS = 6


def of_series(desk: Desk, engagement: Engagement, series: Series) -> list[Claim]:
    """A sentence on the whole series, then the notes of its last two values."""
    readings = [_as_said(desk, one) for one in _of_time(desk, series.readings)]
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
    alone = len(periods) == 1 and len(kept) == 1 and not desk.asked.side_by_side
    if desk.asked.kind == "trend" and alone:
        at = list(readings).index(kept[0])
        kept = list(readings[max(0, at - 1) : at + 1] if at else readings[:2])
    return kept[-READINGS:]


def _as_said(desk: Desk, reading: Reading) -> Reading:
    """The reading under the day of its note where its sentence does not name the period."""
    said = desk.sentence(reading.citation)
    month = reading.period[:3].lower() if reading.period else ""
    if said is None or not month or month in said.text.lower():
        return reading
    return replace(reading, period="", on=said.on)


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
            word = trend_word(
                readings[-2].value, last, direction if judged else None, unit=series.unit
            )
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
    if own and is_money(own[0].unit):
        return " ".join(reading.text.split())
    if len(figures) == 1 and own and figures[0].equals(own[0]):
        return text
    return " ".join(reading.text.split())


def _time(reading: Reading) -> str:
    if not reading.period:
        return f" on {short_date(reading.on)}"
    relative = re.match(r"(?:this|last|next|previous|yesterday|today)\b", reading.period)
    return f" {reading.period}" if relative else f" in {reading.period}"


def side_by_side(desk: Desk, found: Sequence[tuple[Engagement, Series]]) -> list[Claim]:
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
