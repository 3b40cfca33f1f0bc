"""Finds the warning signs that only time shows: too often, too long ago, missed again and again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from advisor.domain.check_up import Reading as Value
from advisor.domain.check_up import Series
from advisor.domain.evidence import Citation
from advisor.domain.notes import Engagement, Target
from advisor.engagements.signals_notes import Found, Reading
from advisor.engagements.signals_solved import is_solved
from advisor.knowledge.signals import SignalRule

_ENOUGH_NOTES = 8
_IN_A_ROW = 2


@dataclass(frozen=True, slots=True)
class Over:
    """That a rule about time fires; `found` says what was found, after the rule's own words."""

    rule: SignalRule
    found: str
    on: date
    citations: tuple[Citation, ...]


def over_time(
    reading: Reading,
    rules: Sequence[SignalRule],
    engagement: Engagement,
    *,
    series: Sequence[Series],
    as_of: date,
) -> Iterator[Over]:
    """What the rules about time find on the day `as_of`, at most one for each rule."""
    past = tuple(_until(item, as_of) for item in series)
    for number, rule in enumerate(rules):
        places = [place for place in reading.found if place.rule == number]
        over: Over | None = None
        if rule.kind == "count":
            over = _too_often(rule, reading, places)
        elif rule.kind == "unanswered":
            over = _unanswered(rule, number, reading, places, as_of)
        elif rule.kind == "missed_target":
            over = next(filter(None, (_missed(rule, item) for item in past)), None)
        elif rule.kind == "worse_trend":
            over = next(filter(None, (_worse(rule, item) for item in past)), None)
        elif engagement.status == "active" and rule.kind == "no_reading":
            over = _no_reading(rule, past, engagement, as_of)
        elif engagement.status == "active" and rule.kind == "no_review":
            over = _no_review(rule, reading, places, past, as_of)
        if over is not None:
            yield over


def _until(series: Series, as_of: date) -> Series:
    readings = tuple(value for value in series.readings if value.on <= as_of)
    if readings == series.readings:
        return series
    return Series(
        measure=series.measure,
        unit=series.unit,
        readings=readings,
        target=series.target,
        trend="unclear",
        standing=series.standing,
        target_citation=series.target_citation,
    )


def _too_often(rule: SignalRule, reading: Reading, places: Sequence[Found]) -> Over | None:
    """The latest run of enough notes within the days of the rule."""
    first = {place.note: place for place in reversed(places) if not is_solved(reading, place)}
    notes = sorted(first, reverse=True)
    for place, latest in enumerate(notes):
        on = reading.notes[latest].happened_on
        since = on - timedelta(days=rule.days)
        near = [note for note in notes[place:] if reading.notes[note].happened_on >= since]
        if len(near) >= rule.times:
            quotes = tuple(reading.citation(note, first[note].sentence) for note in near)
            return Over(rule, f"{len(near)} notes within {rule.days} days say so", on, quotes)
    return None


def _unanswered(
    rule: SignalRule, number: int, reading: Reading, places: Sequence[Found], as_of: date
) -> Over | None:
    """The latest question that no later note answers."""
    if not places:
        return None
    last = places[-1]
    on = reading.notes[last.note].happened_on
    if (as_of - on).days < rule.days:
        return None
    here = (last.note, last.sentence)
    if any(item.rule == number and (item.note, item.sentence) > here for item in reading.solutions):
        return None
    found = f"no later note says that it was answered in {(as_of - on).days} days"
    return Over(rule, found, on, (reading.citation(last.note, last.sentence),))


def _misses(value: Value, target: Target) -> bool:
    if target.direction == "at_most":
        return value.value > target.value
    return value.value < target.value


def _missed(rule: SignalRule, series: Series) -> Over | None:
    """A target that the last two readings or more miss."""
    if series.target is None:
        return None
    run: list[Value] = []
    for value in reversed(series.readings):
        if not _misses(value, series.target):
            break
        run.append(value)
    if len(run) < _IN_A_ROW:
        return None
    found = f"{series.measure} missed its target in the last {len(run)} readings"
    return Over(rule, found, run[0].on, tuple(value.citation for value in run))


def _worse(rule: SignalRule, series: Series) -> Over | None:
    """A measure that got worse and misses its target now."""
    if series.target is None or series.trend != "worse" or series.standing != "missed":
        return None
    last, before = series.readings[-1], series.readings[-2]
    found = f"{series.measure} went from {before.text} to {last.text} and misses its target"
    return Over(rule, found, last.on, (last.citation, before.citation))


def _no_reading(
    rule: SignalRule, series: Sequence[Series], engagement: Engagement, as_of: date
) -> Over | None:
    """An agreed target without a reading for too long."""
    for item in series:
        last = item.readings[-1].on if item.readings else engagement.started_on
        if item.target is None or last is None or (as_of - last).days < rule.days:
            continue
        quotes = tuple(value.citation for value in item.readings[-1:])
        quotes = quotes or ((item.target_citation,) if item.target_citation else ())
        found = f"a target for {item.measure} is agreed, and no note gives a value since {last}"
        return Over(rule, found, last, quotes)
    return None


def _no_review(
    rule: SignalRule,
    reading: Reading,
    places: Sequence[Found],
    series: Sequence[Series],
    as_of: date,
) -> Over | None:
    """Many notes over many weeks, and none of the last weeks holds a review or a figure."""
    recent = [
        place
        for place, note in enumerate(reading.notes)
        if (as_of - note.happened_on).days <= rule.days
    ]
    started = reading.notes[0].happened_on if reading.notes else as_of
    if len(recent) < _ENOUGH_NOTES or (as_of - started).days < rule.days:
        return None
    reviewed = {place.note for place in places} & set(recent)
    measured = any(
        (as_of - value.on).days <= rule.days for item in series for value in item.readings
    )
    if reviewed or measured:
        return None
    last = recent[-1]
    found = f"none of the {len(recent)} notes of the last {rule.days} days holds one"
    return Over(rule, found, reading.notes[last].happened_on, (reading.citation(last, 0),))
