"""Reads the dates of a text for the scorers, apart from the advisor's own reading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from evals.answer_words import DATE, MONTH, MONTHS, YEAR

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ISO = re.compile(rf"({YEAR})-(\d\d)-(\d\d)")
_NAMED = re.compile(rf"({MONTH})\b", re.IGNORECASE)
_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_NUMERIC = re.compile(rf"(?<![\d.,/])(\d{{1,2}})[./](\d{{1,2}})(?:[./]({YEAR}|\d\d))?(?![\d%/])")
_ORDINAL = re.compile(r"(?<![\w.])(\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day|rs?|s)?\b", re.IGNORECASE)
_NEAR = {"today": 0, "tonight": 0, "tomorrow": 1, "tmrw": 1, "yesterday": -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day as it is written; `month` and `year` are None where the text names none."""

    day: int | None
    month: int | None
    year: int | None
    text: str

    def may_be(self, other: date) -> bool:
        """Whether the text can mean that date."""
        return (
            self.day in (None, other.day)
            and self.month in (None, other.month)
            and self.year in (None, other.year)
        )


def dates_written(text: str) -> list[tuple[Day, ...]]:
    """The dates that stand in a text with a month, each with the ways in which it can be read.

    A span of days is two dates.
    """
    return [readings for match in DATE.finditer(text) for readings in _read(match[0])]


def dates_meant(text: str, *, on: date) -> frozenset[date]:
    """Every date that a note of `on` can mean: written out, by number, by weekday, by ordinal.

    A form that can be read in two ways counts in both; a missing year or month is taken within
    about a year, or a month, of the note.
    """
    written = [day for readings in dates_written(text) for day in readings if day.day]
    plain = DATE.sub(" ", text)
    numeric = [day for match in _NUMERIC.finditer(plain) for day in _both_ways(match)]
    ordinal = [_day(match[1], None, None, match[0]) for match in _ORDINAL.finditer(plain)]
    near = _days_around(on, 366)
    days = {one for day in (*written, *numeric) for one in near if day.may_be(one)}
    days |= {one for day in ordinal for one in _days_around(on, 45) if day.may_be(one)}
    days |= {date(day.year, day.month, day.day) for day in written if _whole(day)}  # type: ignore[arg-type]  # whole
    return frozenset(days | set(_relative(plain, on)))


def _relative(text: str, on: date) -> Iterator[date]:
    for match in _WEEKDAY.finditer(text):
        wanted = _WEEKDAYS.index(match[1].lower())
        yield from (one for one in _days_around(on, 14) if one.weekday() == wanted)
    for word, days in _NEAR.items():
        if re.search(rf"\b{word}\b", text, re.IGNORECASE):
            yield on + timedelta(days=days)


def _read(text: str) -> Iterator[tuple[Day, ...]]:
    if iso := _ISO.fullmatch(text):
        yield (_day(iso[3], int(iso[2]), int(iso[1]), text),)
        return
    if numeric := _NUMERIC.fullmatch(text):
        yield tuple(_both_ways(numeric)) or (_day(None, None, None, text),)
        return
    named, year = _NAMED.search(text), _YEAR.search(text)
    month = MONTHS.index(named[1][:3].lower()) + 1 if named else None
    numbers = re.findall(r"(?<!\d)\d{1,2}(?!\d)", text)
    for number in numbers or [None]:
        yield (_day(number, month, int(year[0]) if year else None, text),)


def _both_ways(match: re.Match[str]) -> Iterator[Day]:
    year = match[3]
    whole = None if year is None else int(year if len(year) == 4 else f"20{year}")
    for day, month in ((match[1], match[2]), (match[2], match[1])):
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            yield _day(day, int(month), whole, match[0])


def _day(day: str | None, month: int | None, year: int | None, text: str) -> Day:
    return Day(day=None if day is None else int(day), month=month, year=year, text=text)


def _whole(day: Day) -> bool:
    """Whether the text names an existing day with its month and year."""
    try:
        return bool(date(day.year or 0, day.month or 0, day.day or 0))
    except ValueError:
        return False


def _days_around(on: date, count: int) -> list[date]:
    return [on + timedelta(days=days) for days in range(-count, count + 1)]
