"""Whether the numbers of a sentence about notes stand in the notes it cites, or follow from them.

What follows is worked out here, apart from the advisor's own checker: counts of notes, sums,
differences, and days between dates.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from evals.answer_dates import Day, dates_meant, dates_written
from evals.answer_figures import Figure, Value, figures_in
from evals.answer_words import DAY, MONTH, YEAR

MAX_SUMS = 4096
_DAYS, _WEEKS, _MONTHS = 1440.0, 10080.0, 43829.1
_COUNT = re.compile(r"\d+ of (?:your|the) notes\b")
_AGREED = re.compile(r"agreed (?:under|over|at most|at least|below|above)\s*$")
_READING = re.compile(rf"\S+(?: [a-z]+)? (?:on {DAY}|in) (?:{MONTH})\b", re.IGNORECASE)
_NOTE_OF = re.compile(rf"\b[Yy]our note of ({DAY} (?:{MONTH})(?: {YEAR})?)", re.IGNORECASE)
_MONTH_COUNT = re.compile(r"^\d+\s?(?:months?|mths?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One citation of a note: the words that are quoted, and the note that they stand in."""

    note: str
    engagement: str
    on: date
    text: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the numbers of a sentence may rest on.

    `agreed` are the lines of the targets of the cited engagements; `free` are texts whose numbers
    may be repeated, such as the question; `names` are those of all engagements.
    """

    cited: tuple[Cited, ...]
    today: date
    agreed: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def ungrounded(text: str, ground: Ground) -> tuple[str, ...]:
    """The numbers and dates of a text that neither stand in its ground nor follow from it."""
    wrong = [
        readings[0].text
        for readings in dates_written(text)
        if not any(_known_day(day, ground) for day in readings)
    ]
    wrong += [day for day in _NOTE_OF.findall(text) if not _is_day_of_a_note(day, ground)]
    said = _said(ground)
    tokens = {figure.token.casefold() for figure in said}
    follows = (*_computed(ground), *_none_of_one(text, ground))
    return (
        *wrong,
        *(
            figure.text
            for figure in figures_in(text)
            if not _proven(figure, text, ground, said=said, tokens=tokens, follows=follows)
        ),
    )


def _proven(
    figure: Figure,
    text: str,
    ground: Ground,
    *,
    said: Sequence[Figure],
    tokens: Collection[str],
    follows: Sequence[Value],
) -> bool:
    """Whether a number stands or follows: a count of notes has to follow, a reading to stand."""
    before, after = text[: figure.start], text[figure.start :].lstrip()
    if _COUNT.match(after):
        return any(value.equals(one) for value in figure.values for one in follows)
    stands = figure.token.casefold() in tokens or _stands(figure, said, ground)
    if _AGREED.search(before) or _READING.match(after):
        return stands
    return stands or _follows(figure, text, follows, ground)


def _said(ground: Ground) -> list[Figure]:
    texts = [*(one.text for one in ground.cited), *ground.agreed, *ground.free, *ground.names]
    return [figure for text in dict.fromkeys(texts) for figure in figures_in(text)]


def _known_day(day: Day, ground: Ground) -> bool:
    """Whether it is the day of a cited note, today, or a date that a text names."""
    if day.day is None:
        return _known_month(day, ground)
    days = {ground.today, *(one.on for one in ground.cited)}
    for one in ground.cited:
        days |= dates_meant(one.text, on=one.on)
    for text in (*ground.agreed, *ground.free):
        days |= dates_meant(text, on=ground.today)
    return any(day.may_be(one) for one in days)


def _is_day_of_a_note(text: str, ground: Ground) -> bool:
    days = {one.on for one in ground.cited}
    return any(
        day.may_be(one) for readings in dates_written(text) for day in readings for one in days
    )


def _known_month(day: Day, ground: Ground) -> bool:
    """Whether the year of a named month is that of a cited note, or one that a text names."""
    years = {ground.today.year, *(one.on.year for one in ground.cited)}
    texts = [*(one.text for one in ground.cited), *ground.agreed, *ground.free]
    before = {year - 1 for year in years}
    return day.year is None or day.year in years | before or any(str(day.year) in t for t in texts)


def _stands(figure: Figure, said: Sequence[Figure], ground: Ground) -> bool:
    """Whether a text says the same value; a bare number takes the unit of an agreed target."""
    levels = [one for line in ground.agreed for one in figures_in(line)]
    units = {value.dim for one in levels for value in one.values}
    known = [value for one in said for value in one.values]
    for value in figure.values:
        if any(value.equals(one) for one in known):
            return True
        bare = (one for one in known if not one.dim and value.dim in units)
        if any(value.equals(Value(_in_unit(one, value.dim, figure), value.dim)) for one in bare):
            return True
    return False


def _in_unit(bare: Value, dim: str, figure: Figure) -> float:
    """A bare number as minutes where the sentence says hours or days of it."""
    if dim != "time":
        return bare.amount
    match = re.search(r"[a-z]+", figure.text, re.IGNORECASE)
    unit = match[0][0].lower() if match else "m"
    return bare.amount * {"h": 60.0, "d": _DAYS, "w": _WEEKS, "s": 1 / 60}.get(unit, 1.0)


def _follows(figure: Figure, text: str, computed: Sequence[Value], ground: Ground) -> bool:
    if any(value.equals(one) for value in figure.values for one in computed):
        return True
    spans = set(_spans(ground))
    months = _MONTH_COUNT.match(text[figure.start :].lstrip())
    return any(_is_span(value, spans, months=bool(months)) for value in figure.values)


def _is_span(value: Value, spans: Iterable[int], *, months: bool) -> bool:
    """Whether a duration in whole days, weeks or months lies between two of the dates."""
    if value.dim == "time" and value.amount % _DAYS == 0:
        days = value.amount / _DAYS
        weeks = days / 7
        return any(days == span or (weeks % 1 == 0 and span // 7 == weeks) for span in spans)
    minutes = _DAYS / _MONTHS
    return months and any(round(span * minutes) == value.amount for span in spans)


def _spans(ground: Ground) -> Iterator[int]:
    """The days between any two of: the cited days, the dates that the quotes name, and today."""
    days = {ground.today, *(one.on for one in ground.cited)}
    for one in ground.cited:
        days |= {
            day
            for readings in dates_written(one.quote)
            for day in dates_meant(readings[0].text, on=one.on)
        }
    yield from (abs((a - b).days) for a, b in combinations(sorted(days), 2))


def _computed(ground: Ground) -> Iterator[Value]:
    """Counts, sums and differences of what is cited: of all, and of each engagement."""
    names = dict.fromkeys(one.engagement for one in ground.cited)
    groups = [list(ground.cited)]
    if len(names) > 1:
        groups += [[one for one in ground.cited if one.engagement == name] for name in names]
    for group in groups:
        yield Value(float(len(group)), "")
        yield Value(float(len({one.note for one in group})), "")
        yield Value(float(len({one.on for one in group})), "")
        yield from _sums(group)
    yield from _differences(ground)


def _none_of_one(text: str, ground: Ground) -> Iterator[Value]:
    """A count of 0 where the sentence names an engagement and cites none of its notes."""
    cited = {one.engagement for one in ground.cited}
    if any(name in text for name in ground.names if name not in cited):
        yield Value(0.0, "")


def _sums(group: Sequence[Cited]) -> Iterator[Value]:
    """The totals of one value from each citation, or of all the values of it."""
    read = [[value for one in figures_in(cited.quote) for value in one.values] for cited in group]
    for dim in {value.dim for values in read for value in values}:
        totals = {0.0}
        for values in read:
            own = [value.amount for value in values if value.dim == dim]
            options = {*own, sum(own)} if own else set()
            totals = {round(total + one, 4) for total in totals for one in options}
            if not totals or len(totals) > MAX_SUMS:
                break
        else:
            yield from (Value(total, dim) for total in totals)


def _differences(ground: Ground) -> Iterator[Value]:
    texts = dict.fromkeys([*(one.quote for one in ground.cited), *ground.agreed])
    values = {value for text in texts for one in figures_in(text) for value in one.values}
    for one, other in combinations(sorted(values, key=lambda value: value.amount), 2):
        if one.dim == other.dim:
            yield Value(other.amount - one.amount, one.dim)
