"""Measures over time and measures of two vendors, compared again with the notes that are cited."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from advisor.domain.notes import Direction
from advisor.grounding.note_figures import Figure, figures_in, month_of
from advisor.grounding.note_proof import (
    DAY,
    Evidence,
    Proof,
    Unproven,
    better,
    holds_value,
    one_figure,
    read_day,
)

Prove = Callable[[re.Match[str], Proof], None]
STEADY, STEADY_POINTS = 0.02, 0.2
_SERIES = re.compile(
    r"(?P<measure>[^:()]+?)(?: \((?P<name>[^()]+)\))?: (?P<values>[^:]+?)"
    r"(?:, agreed (?P<bound>under|at most|at least) (?P<target>[^:]+?))?"
    r"(?:: (?:(?P<trend>better|worse|steady|higher|lower)(?:, and )?)?"
    r"(?:(?P<standing>above|below|within) what was agreed)?)?\."
)
_VALUE = re.compile(
    rf"(?P<value>.+?)(?: on (?P<day>{DAY})| in (?P<period>[\w' ]+)| (?P<other>(?:this|last) \w+))?"
)
_SIDE_BY_SIDE = re.compile(
    rf"(?P<measure>[^:]+?), latest value: (?P<values>.+? on .+? \({DAY}\)(?:, .+? on .+? "
    rf"\({DAY}\))+): (?P<verdict>higher|lower) on (?P<name>.+)\."
)
_SIDE = re.compile(rf"(?P<value>.+?) on (?P<name>.+?) \((?P<day>{DAY})\)")
_ALIKE = (
    frozenset("reply repli respon answer respond react turnar hours getting wait".split()),
    frozenset("error mistak defect wrong bug".split()),
    frozenset("accura correc right".split()),
    frozenset("score rating csat satisf stars feedba".split()),
    frozenset("deliver turnar ship ready time took".split()),
    frozenset("cost price spend paid fee rate charge budget invoic".split()),
    frozenset("return refund".split()),
    frozenset("complai unhapp".split()),
    frozenset("late missed delay overdu".split()),
    frozenset("resolu resolv solve fixed fix close".split()),
    frozenset("backlo open queue waitin".split()),
)


@dataclass(frozen=True, slots=True)
class _Stated:
    """One value of a sentence: what it is, the citation that has it, and the day it is about."""

    figure: Figure
    source: Evidence
    on: date


def _series(match: re.Match[str], proof: Proof) -> None:
    proof.only_about(match["name"])
    if not (match["trend"] or match["standing"] or match["values"]):
        raise Unproven("The sentence compares nothing.")
    values = [_stated(part, match["measure"], proof) for part in _parts(match["values"])]
    if len({value.figure.unit for value in values}) > 1:
        raise Unproven("Values in different units are compared.")
    if any(later.on < earlier.on for earlier, later in pairwise(values)):
        raise Unproven("The values are not in the order of time.")
    direction: Direction | None = None
    if match["bound"]:
        direction = "at_least" if match["bound"] == "at least" else "at_most"
        target = one_figure(match["target"])
        _agreed(target, direction, match, proof)
        _stands(match["standing"], values[-1].figure, target, direction)
    elif match["standing"]:
        raise Unproven("No agreed value is named.")
    if match["trend"]:
        _moves(match["trend"], values, match["measure"], direction)


def _parts(text: str) -> list[str]:
    return text.split(", ")


def _stated(part: str, measure: str, proof: Proof) -> _Stated:
    """The value with the citation that has it, for that period and that measure."""
    found = _VALUE.fullmatch(part)
    if found is None:
        raise Unproven(f'"{part}" is not one value.')
    figure = one_figure(found["value"])
    period = found["period"] or found["other"] or ""
    for one in proof.evidence:
        if not holds_value(found["value"], figure, one.quote) or not _measures(measure, one):
            continue
        if found["day"] and read_day(found["day"]) not in one.days:
            continue
        if period and not _of_period(figure, period, one):
            continue
        return _Stated(figure, one, _on(found["day"], period, one))
    raise Unproven("A value does not stand in the notes that are cited, or not for that time.")


def _measures(measure: str, one: Evidence) -> bool:
    """Whether the quotation, or the sentence around it, speaks of the measure."""
    said = one.quote.lower()
    words = [word for word in re.findall(r"[a-z]{3,}", measure.lower()) if word not in _WEAK]
    groups = [group for group in _ALIKE if any(_has(word, group) for word in words)]
    names = {word[:5] for word in words}.union(*groups)
    return not words or any(name in said for name in names)


_WEAK = frozenset("the and per for our their first rate time average mean total weekly".split())


def _has(word: str, group: frozenset[str]) -> bool:
    return any(word.startswith(name) or name.startswith(word[:5]) for name in group)


def _of_period(figure: Figure, period: str, one: Evidence) -> bool:
    """Whether the quotation gives the value for the period, and for no other one beside it."""
    places = _periods(one.quote)
    wanted = _period_key(period)
    if not any(key == wanted for _, key in places):
        return wanted in one.quote.lower() and not places
    spots = [got.start for got in figures_in(one.quote) if got.equals(figure)]
    same = [got for got in figures_in(one.quote) if got.unit == figure.unit]
    if len(same) < 2 or len({key for _, key in places}) < 2:
        return True
    return any(_nearest(spot, same, places) == wanted for spot in spots)


def _nearest(spot: int, figures: list[Figure], places: list[tuple[int, str]]) -> str:
    """The period of a value: values and periods are paired in the order of the sentence."""
    if len(figures) == len(places):
        at = [figure.start for figure in figures].index(spot)
        return places[at][1]
    return min(places, key=lambda place: abs(place[0] - spot))[1]


_PERIOD = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\bq[1-4]\b|\bweek \d+\b"
    r"|\b(?:this|last|previous) (?:week|month|quarter|year)\b",
    re.IGNORECASE,
)


def _periods(text: str) -> list[tuple[int, str]]:
    return [
        (match.start(), _period_key(match[0]))
        for match in _PERIOD.finditer(text)
        if _period_key(match[0])
    ]


def _period_key(text: str) -> str:
    """One spelling for each period; empty for a word that only begins like a month."""
    plain = re.sub(r" \d{4}$", "", text.lower().strip())
    if month_of(plain):
        return f"month {month_of(plain)}"
    known = re.fullmatch(r"q[1-4]|week \d+|(?:this|last|previous) \w+|the week of .+", plain)
    return plain if known else "" if _PERIOD.fullmatch(plain) else plain


def _on(day: str | None, period: str, one: Evidence) -> date:
    """The day that a value is about: the last day of its month, or the day of its note."""
    if day:
        return read_day(day)
    month = month_of(period.partition(" ")[0]) if period else 0
    if not month:
        return one.day
    year = one.day.year - (1 if month > one.day.month else 0)
    if said := re.search(r"\b(\d{4})$", period):
        year = int(said[1])
    return date(year, month, calendar.monthrange(year, month)[1])


def _agreed(target: Figure, direction: Direction, match: re.Match[str], proof: Proof) -> None:
    """`Unproven` unless a note that is cited or the engagement itself states the target."""
    name = proof.evidence[0].name
    words = set(match["measure"].lower().split())
    for engagement in proof.engagements:
        for agreed in engagement.targets if engagement.name == name else ():
            same = _same_target(target, agreed.value, agreed.unit)
            if (
                same
                and agreed.direction == direction
                and words & set(agreed.measure.lower().split())
            ):
                return
    if any(holds_value(match["target"], target, one.quote) for one in proof.evidence):
        said = " ".join(
            one.quote.lower()
            for one in proof.evidence
            if any(target.equals(got) for got in one.figures)
        )
        least = re.search(r"\b(?:at least|over|above|minimum|min|more than)\b|>=?", said)
        most = re.search(r"\b(?:under|below|at most|within|max|no more than|less than)\b|<=?", said)
        if direction == ("at_least" if least and not most else "at_most" if most else direction):
            return
    raise Unproven("What was agreed stands neither in the notes nor with the engagement.")


def _same_target(figure: Figure, value: float, unit: str) -> bool:
    plural = figure.unit == "" and not re.fullmatch(r"min|%|[A-Z]{3}|/\d+", unit)
    return abs(figure.value - value) < 1e-6 and (figure.unit == unit or plural)


def _stands(said: str | None, last: Figure, target: Figure, direction: Direction) -> None:
    """`Unproven` where the last value is said to be on the wrong side of the target."""
    if last.unit != target.unit:
        raise Unproven("The value and what was agreed are in different units.")
    if said is None:
        return
    if said != standing_word(last.value, target.value, direction):
        raise Unproven("The value is not on that side of what was agreed.")


def standing_word(value: float, target: float, direction: Direction) -> str:
    """Where a value is: `above` or `below` what was agreed, or `within` it."""
    missed = value > target if direction == "at_most" else value < target
    return ("above" if direction == "at_most" else "below") if missed else "within"


def trend_word(old: float, new: float, direction: Direction | None, *, unit: str = "") -> str:
    """How a measure moved: `better` or `worse`, or `higher` or `lower` where neither is known."""
    least = STEADY * max(abs(old), 1e-9)
    if abs(new - old) <= (min(least, STEADY_POINTS) if unit == "%" else least):
        return "steady"
    if direction is None:
        return "higher" if new > old else "lower"
    return "better" if (new < old) == (direction == "at_most") else "worse"


def _moves(said: str, values: list[_Stated], measure: str, direction: Direction | None) -> None:
    if len(values) < 2:
        raise Unproven("One value makes no trend.")
    old, new = values[-2].figure.value, values[-1].figure.value
    unit = values[-1].figure.unit
    known = None
    if said not in ("higher", "lower", "steady"):
        known = better(measure, direction, unit=unit)
    if said != trend_word(old, new, known, unit=unit):
        raise Unproven(f'The values do not get "{said}".')


def _side_by_side(match: re.Match[str], proof: Proof) -> None:
    """The latest values of several engagements: each from a note on its own engagement."""
    values: dict[str, Figure] = {}
    for part in re.split(r"(?<=\)), ", match["values"]):
        side = _SIDE.fullmatch(part)
        if side is None:
            raise Unproven(f'"{part}" is not a value of an engagement.')
        figure = one_figure(side["value"])
        if not any(_is_side(one, side, figure, match["measure"]) for one in proof.evidence):
            raise Unproven("A value does not stand in a note on that engagement of that day.")
        values[side["name"]] = figure
    if len({figure.unit for figure in values.values()}) != 1 or len(values) < 2:
        raise Unproven("Values in different units are compared.")
    lead = match["name"]
    others = [figure.value for name, figure in values.items() if name != lead]
    if lead not in values or not _leads(match["verdict"], values[lead].value, others):
        raise Unproven("The comparison is wrong.")


def _is_side(one: Evidence, side: re.Match[str], figure: Figure, measure: str) -> bool:
    right_note = one.name == side["name"] and one.day == read_day(side["day"])
    return right_note and holds_value(side["value"], figure, one.quote) and _measures(measure, one)


def _leads(verdict: str, value: float, others: list[float]) -> bool:
    if verdict == "lower":
        return all(value < other for other in others)
    return verdict == "higher" and all(value > other for other in others)


FORMS: tuple[tuple[re.Pattern[str], Prove], ...] = (
    (_SIDE_BY_SIDE, _side_by_side),
    (_SERIES, _series),
)
