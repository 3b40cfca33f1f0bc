"""Measures of an engagement over time: readings in notes against what was agreed."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from advisor.domain.check_up import Reading, Series, Standing, Trend
from advisor.domain.evidence import Citation
from advisor.domain.notes import Direction, Engagement, EngagementNote, Target
from advisor.engagements.lines import lines_of
from advisor.engagements.measure_words import (
    CONCEPTS,
    Concept,
    concept_of,
    qualifier_of,
    stems,
    unit_kind,
    usual_direction,
)
from advisor.engagements.repeated import repeated_statements
from advisor.engagements.statements import Statement, read_line

_STEADY, _POINTS = 0.02, 0.2
_Key = tuple[str, str, str]


@dataclass(slots=True)
class _Measure:
    """What was gathered for one series."""

    name: str
    kind: str
    qualifier: str
    measure: str
    target: Target | None = None
    target_citation: Citation | None = None
    agreed: bool = False
    statements: list[Statement] = field(default_factory=list)


def series_of(
    notes: Iterable[EngagementNote], engagement: Engagement, *, single: bool = False
) -> tuple[Series, ...]:
    """The measures of an engagement: agreed ones in the order of its targets, then others by name.

    A measure that nobody agreed on is shown where the notes give it at two times or more, or
    at one if `single` is true. Levels
    that are wished, promised, estimated, per piece or another vendor's are no readings.
    """
    ordered = sorted(notes, key=lambda note: (note.happened_on, note.created_at, note.note_id))
    measures = _agreed(engagement.targets)
    concepts = (*_own_concepts(measures), *CONCEPTS)
    weak = any(measure.name == "first reply" for measure in measures)
    weak = weak or any("first reply" in note.text.lower() for note in ordered)
    lines = [line for note in ordered for line in lines_of(note, concepts, weak_reply=weak)]
    found = [statement for line in lines for statement in read_line(line)]
    _gather(found, measures)
    known = {(s.note.note_id, s.quantity.start) for s in found}
    _gather(repeated_statements(lines, known), measures)
    series = [_series(measure) for measure in measures]
    shown = [s for s, m in zip(series, measures, strict=True) if single or _worth_showing(s, m)]
    agreed = [s for s in shown if s.target]
    return (*agreed, *sorted((s for s in shown if not s.target), key=lambda s: s.measure.lower()))


def _worth_showing(series: Series, measure: _Measure) -> bool:
    if measure.agreed or series.target:
        return True
    return len({reading.on for reading in series.readings}) > 1


def _agreed(targets: Sequence[Target]) -> list[_Measure]:
    """One measure a target; targets that one word would mix up go by their own words."""
    found = []
    for target in targets:
        concept = concept_of(target.measure, target.unit)
        name = concept.name if concept else target.measure
        found.append(
            _Measure(
                name=name,
                kind=_family(target.unit),
                qualifier=qualifier_of(target.measure),
                measure=target.measure,
                target=target,
                agreed=True,
            )
        )
    counts = Counter((m.name, m.kind, m.qualifier) for m in found)
    for measure in found:
        if counts[(measure.name, measure.kind, measure.qualifier)] > 1:
            measure.name = measure.measure
    return found


def _family(unit: str) -> str:
    """Units that can be readings of one series: bare numbers join scores and counts."""
    kind = unit_kind(unit)
    return "number" if kind in ("bare", "count") or kind.startswith("/") else kind


def _own_concepts(measures: Sequence[_Measure]) -> list[Concept]:
    """Patterns for the agreed measures that go by no well-known name."""
    known = {concept.name for concept in CONCEPTS}
    found = []
    for measure in measures:
        words = [re.escape(stem) for stem in _in_order(measure.measure)]
        if measure.name in known or not words or measure.target is None:
            continue
        glue = r"\w*\W+(?:\w+\W+){0,2}?"
        forms = {glue.join(words), glue.join(reversed(words))}
        pattern = re.compile(rf"\b(?:{'|'.join(sorted(forms))})\w*", re.IGNORECASE)
        kinds = frozenset({unit_kind(measure.target.unit), "bare"})
        found.append(Concept(measure.name, kinds, measure.target.direction, pattern))
    return found


def _in_order(measure: str) -> list[str]:
    wanted = stems(measure)
    found: list[str] = []
    for word in re.findall(r"[a-z]+", measure.lower()):
        stem = next(iter(stems(word)), "")
        if stem in wanted and stem not in found:
            found.append(stem)
    return found[:4]


def _gather(statements: Iterable[Statement], measures: list[_Measure]) -> None:
    """Give each statement to its measure; a measure that is not there yet is appended."""
    waiting = list(statements)
    qualifiers = {(s.name, s.qualifier) for s in waiting if s.kind == "reading"}
    for statement in waiting:
        measure = _measure_for(statement, measures, qualifiers)
        if statement.kind == "reading":
            measure.statements.append(statement)
        elif not measure.agreed:
            measure.target = _target(statement, measure.measure)
            measure.target_citation = statement.citation


def _measure_for(
    statement: Statement, measures: list[_Measure], qualifiers: set[tuple[str, str]]
) -> _Measure:
    family = _family(statement.quantity.unit)
    same = [m for m in measures if m.name == statement.name and m.kind == family]
    if family == "number" and not same and statement.quantity.unit == "":
        same = [m for m in measures if m.name == statement.name and m.kind == "%"]
    for measure in same:
        if measure.qualifier == statement.qualifier:
            return measure
    channels = {q for name, q in qualifiers if name == statement.name}
    if same and (not statement.qualifier or channels == {statement.qualifier}):
        plain = [m for m in same if not m.qualifier or not statement.qualifier]
        if len(plain) == 1:
            return plain[0]
    lead = f"{statement.qualifier} " if statement.qualifier else ""
    measure = _Measure(
        name=statement.name,
        kind=family,
        qualifier=statement.qualifier,
        measure=f"{lead}{statement.name}",
    )
    measures.append(measure)
    return measure


def _target(statement: Statement, measure: str) -> Target:
    unit = statement.quantity.unit
    direction = statement.direction or usual_direction(measure, unit) or "at_least"
    return Target(
        measure=measure,
        direction=direction,
        value=statement.quantity.value,
        unit=unit,
        per=statement.per,
        text=statement.citation.quote,
    )


def _series(measure: _Measure) -> Series:
    unit = _unit(measure)
    kept = [s for s in measure.statements if _fits(s.quantity.unit, unit)]
    readings = _without_repeats(sorted(kept, key=lambda s: s.on))
    target = measure.target
    if target and target.unit != unit and _fits(target.unit, unit) and not measure.agreed:
        target = replace(target, unit=unit)
    direction = target.direction if target else usual_direction(measure.measure, unit)
    return Series(
        measure=measure.measure,
        unit=unit,
        readings=readings,
        target=target,
        trend=trend_of([reading.value for reading in readings], direction, unit=unit),
        standing=_standing(readings, target),
        target_citation=measure.target_citation if target else None,
    )


def _unit(measure: _Measure) -> str:
    if measure.agreed and measure.target and measure.target.unit:
        return measure.target.unit
    units = Counter(s.quantity.unit for s in measure.statements if s.quantity.unit)
    if units:
        return units.most_common(1)[0][0]
    return measure.target.unit if measure.target else ""


def _fits(unit: str, wanted: str) -> bool:
    kind, other = unit_kind(unit), unit_kind(wanted)
    if "bare" in (kind, other) or kind == other == "count":
        return True
    return unit == wanted


def _without_repeats(statements: Sequence[Statement]) -> tuple[Reading, ...]:
    """One reading a period, the one noted last; the same value twice on one day counts once."""
    kept: list[Statement] = []
    for statement in statements:
        for place, other in enumerate(kept):
            same_value = other.quantity.value == statement.quantity.value
            corrects = bool(statement.period) and other.period == statement.period
            if other.on == statement.on and same_value:
                break
            if other.on == statement.on and corrects and other.note is not statement.note:
                kept[place] = statement
                break
        else:
            kept.append(statement)
    return tuple(
        Reading(
            value=s.quantity.value,
            text=s.quantity.text,
            on=s.on,
            period=s.period,
            citation=s.citation,
        )
        for s in kept
    )


def trend_of(values: Sequence[float], direction: Direction | None, *, unit: str = "") -> Trend:
    """The way from the last value but one to the last; under 2 % of the former is `steady`.

    Of a share (`unit` is `%`), no more than 0.2 points are: 98.6 % is worse than 99.1 %.
    """
    if len(values) < 2:
        return "unclear"
    former, latter = values[-2], values[-1]
    least = _STEADY * abs(former) * (1 - 1e-9)
    if abs(latter - former) <= (min(least, _POINTS) if unit == "%" else least) or latter == former:
        return "steady"
    if direction is None:
        return "unclear"
    return "better" if (latter < former) == (direction == "at_most") else "worse"


def _standing(readings: Sequence[Reading], target: Target | None) -> Standing:
    if target is None or not readings:
        return "no_target"
    last = readings[-1].value
    met = last <= target.value if target.direction == "at_most" else last >= target.value
    return "met" if met else "missed"
