"""Reads the dates of a brief, and finds days that do not exist or carry the wrong weekday."""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_text import Unit, place, shown

_MONTHS = "january february march april may june july august september october november december"
_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(_MONTHS.split(), 1)}
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|"
    r"December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_SPACE = r"[ \t]*\n?[ \t]*"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d-]|,\d)"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?<![\d.,/$£€-]){_DAY}{_SPACE}(?:of )?(?i:{_MONTH})(?![A-Za-z])(?:,?{_SPACE}{_YEAR})?",
        rf"\b(?i:{_MONTH}){_SPACE}(?:the )?{_DAY}(?![\d:%]|[.,]\d|[ \t]*[-\u2013][ \t]*\d)"
        rf"(?![ \t]*(?i:[ap]\.?m\b))(?:,?{_SPACE}{_YEAR})?",
        r"(?<![\d/.-])(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])",
        r"(?<![\d/.-])(?P<day>\d{1,2})(?P<mark>[/.])(?P<month>\d{1,2})(?P=mark)"
        r"(?P<year>20\d\d)(?![\d/])",
        rf"\b(?i:{_MONTH}),?[ \t]+{_YEAR}",
    )
)
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WEEKDAY = (
    r"(?P<weekday>Mon(?:day)?|Tue(?:s|sday)?|Wed(?:nesday|s)?|Thu(?:r|rs|rsday)?|Fri(?:day)?|"
    r"Sat(?:urday)?|Sun(?:day)?)"
)
_WEEKDAY_BEFORE = re.compile(
    rf"(?<![-\u2013\w])(?<!to )\b(?i:{_WEEKDAY})\b\.?,?[ \t]*\n?[ \t]*(?:the )?$"
)
_WEEKDAY_AFTER = re.compile(
    rf"[ \t]*(?:\([ \t]*|,[ \t]+)(?:an? )?(?i:{_WEEKDAY})\b(?![ \t]*[-\u2013])\.?"
)
_ANY_YEAR = re.compile(r"(?<![\d.,$£€/-])20\d\d(?![\d,.]\d|\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date in a brief: `days` are the days it may mean, by its year or, without, all likely ones.

    `day` is 0 where only the month is given and `year` 0 where none is; `days` is empty where no
    such day exists. A numeric date may be read day first or month first.
    """

    start: int
    end: int
    year: int
    month: int
    day: int
    days: tuple[date, ...]

    @property
    def key(self) -> tuple[int, int]:
        """Month and day."""
        return (self.month, self.day)


def found_dates(text: str) -> tuple[FoundDate, ...]:
    """The dates of a text in order; none overlaps another."""
    taken: list[FoundDate] = []
    years = tuple(sorted({int(year) for year in _ANY_YEAR.findall(text)}))
    spans: set[int] = set()
    for shape in _SHAPES:
        for match in shape.finditer(text):
            if spans.isdisjoint(range(match.start(), match.end())) and (one := _date(match, years)):
                spans.update(range(match.start(), match.end()))
                taken.append(one)
    return tuple(sorted(taken, key=lambda one: one.start))


def _date(match: re.Match[str], years: Sequence[int]) -> FoundDate | None:
    parts = match.groupdict()
    year = int(parts.get("year") or 0)
    day = int(parts.get("day") or 0)
    named = not parts["month"].isdecimal()
    month = _MONTH_NUMBERS[parts["month"][:3].lower()] if named else int(parts["month"])
    if named and not parts["month"][0].isupper():
        return None
    if day > 31 and not year:
        return None
    readings = [(month, day)]
    if "mark" in parts and parts["mark"] == "/":
        readings = [(one, two) for one, two in {(month, day), (day, month)} if one <= 12]
    elif month > 12 and "mark" in parts:
        return None
    if not readings:
        return None
    likely = (year,) if year else years
    days = tuple(
        date(one, *reading)
        for one in likely
        for reading in sorted(readings)
        if _exists(one, *reading)
    )
    month, day = (days[0].month, days[0].day) if days and len(readings) == 2 else readings[0]
    return FoundDate(
        start=match.start(), end=match.end(), year=year, month=month, day=day, days=days
    )


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def with_dates(
    found: Sequence[Unit], dates: Sequence[FoundDate]
) -> Iterator[tuple[Unit, list[FoundDate]]]:
    """The units that hold dates, each with its dates."""
    at = 0
    for unit in found:
        while at < len(dates) and dates[at].start < unit.start:
            at += 1
        inside = []
        while at < len(dates) and dates[at].start < unit.end:
            inside.append(dates[at])
            at += 1
        if inside:
            yield unit, inside


def impossible_dates(brief: Brief, dates: Sequence[FoundDate]) -> Iterator[LintFinding]:
    """Days that no calendar has, such as 31 June."""
    for one in dates:
        if _possible(one):
            continue
        where = place(brief, one.start, one.end)
        yield LintFinding(
            code="impossible-date",
            message=f"{shown(where.quote)} does not exist: {_because(one)}.",
            fix="Give the day that is meant.",
            places=(where,),
        )


def _possible(one: FoundDate) -> bool:
    if one.day == 0 and not 1 <= one.month <= 12:
        return False
    year = one.year or 2024  # a leap year: without a year, 29 February may exist
    return (one.day == 0 and not one.days) or bool(one.days) or _exists(year, one.month, one.day)


def _because(one: FoundDate) -> str:
    if not 1 <= one.month <= 12:
        return "a year has 12 months"
    name = _MONTHS.split()[one.month - 1].capitalize()
    if one.day == 0:
        return "no month has a day 0"
    last = calendar.monthrange(one.year or 2024, one.month)[1]
    return f"{name} {f'{one.year} ' if one.year else ''}has {last} days"


def wrong_weekdays(brief: Brief, dates: Sequence[FoundDate]) -> Iterator[LintFinding]:
    """Weekdays that do not fit their date, in its own year or in any year that the brief names."""
    for one in dates:
        if not one.day or not one.days:
            continue
        before = _WEEKDAY_BEFORE.search(brief.text, max(0, one.start - 24), one.start)
        after = _WEEKDAY_AFTER.match(brief.text, one.end)
        match = before or after
        if not match or match["weekday"][:3].capitalize() in {_name(day)[:3] for day in one.days}:
            continue
        where = place(brief, min(match.start(), one.start), max(match.end(), one.end))
        told = one.days[0] if one.year else one.days[-1]
        yield LintFinding(
            code="weekday-mismatch",
            message=f"{shown(where.quote.strip('(,'))}: {told.day} {told:%B %Y} is a "
            f"{_name(told)}, not a {_full(match['weekday'])}.",
            fix="Check which of the two is meant, and correct the weekday or the date.",
            places=(where,),
        )


def _name(day: date) -> str:
    return _WEEKDAYS[day.weekday()]


def _full(weekday: str) -> str:
    return next(name for name in _WEEKDAYS if name[:3].lower() == weekday[:3].lower())
