"""What each wording of a date means: days and periods counted from the day of the note."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from advisor.engagements import when_patterns as says

Span = tuple[date, date, str]
"""First day, last day, and the period in words; no words for a single day."""
Resolver = Callable[[re.Match[str], date], Span | None]
_SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def short_date(day: date) -> str:
    """A day as shown to the user: `3 Feb 2026`."""
    return f"{day.day} {_SHORT[day.month - 1]} {day.year}"


def _month_number(word: str) -> int:
    short = word.lower()[:3]
    return next(place for place, name in enumerate(_SHORT, 1) if name.lower() == short)


def _nearest(on: date, make: Callable[[int], tuple[date, date]]) -> tuple[date, date]:
    """The year's candidate that lies nearest to `on`, the earlier one where two are as near."""
    candidates = []
    for year in (on.year - 1, on.year, on.year + 1):
        try:
            candidates.append(make(year))
        except ValueError:
            continue
    return min(candidates, key=lambda span: (_distance(span, on), span[0]))


def _distance(span: tuple[date, date], on: date) -> int:
    if span[0] <= on <= span[1]:
        return 0
    return min(abs((span[0] - on).days), abs((span[1] - on).days))


def _day(first: date) -> Span:
    return first, first, ""


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _iso(match: re.Match[str], _on: date) -> Span:
    return _day(date(int(match[1]), int(match[3]), int(match[4])))


def _dotted(match: re.Match[str], _on: date) -> Span:
    return _day(date(_full_year(match[3]), int(match[2]), int(match[1])))


def _slashed(match: re.Match[str], _on: date) -> Span | None:
    one, two, year = int(match[1]), int(match[3]), _full_year(match[4])
    if one == two or two > 12:
        return _day(date(year, one, two))
    return _day(date(year, two, one)) if one > 12 else None


def _short_slashed(match: re.Match[str], on: date) -> Span | None:
    one, two = int(match[1]), int(match[2])
    if one != two and one <= 12 and two <= 12:
        return None
    month, day = (one, two) if two > 12 or one == two else (two, one)
    return _day(_nearest(on, lambda year: (date(year, month, day),) * 2)[0])


def _month_day(match: re.Match[str], on: date) -> Span:
    month, day = _month_number(match["month"]), int(match["day"])
    if match["year"]:
        return _day(date(int(match["year"]), month, day))
    return _day(_nearest(on, lambda year: (date(year, month, day),) * 2)[0])


def _whole_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _month(match: re.Match[str], on: date) -> Span:
    month = _month_number(match["month"])
    if match["year"]:
        first, last = _whole_month(int(match["year"]), month)
    else:
        first, last = _nearest(on, lambda year: _whole_month(year, month))
    return first, last, _month_name(first, on, said=bool(match["year"]))


def _month_name(first: date, on: date, *, said: bool = False) -> str:
    name = says.MONTHS[first.month - 1].capitalize()
    return f"{name} {first.year}" if said or first.year != on.year else name


def _part_of_month(match: re.Match[str], on: date) -> Span:
    if match["month"]:
        first, last, _ = _month(match, on)
    else:
        shift = {"next": 1, "last": -1}.get((match["relative"] or "").lower(), 0)
        first, last = _whole_month(*_months_from(on, shift))
    part = match["part"].lower()
    if part in ("end", "late"):
        return _day(last)
    return _day(first.replace(day=15) if part.startswith("mid") else first)


def _months_from(on: date, shift: int) -> tuple[int, int]:
    years, month = divmod(on.month - 1 + shift, 12)
    return on.year + years, month + 1


def _quarter_of(year: int, number: int) -> tuple[date, date]:
    return date(year, 3 * number - 2, 1), _whole_month(year, 3 * number)[1]


def _quarter(match: re.Match[str], on: date) -> Span | None:
    nth = (match["nth"] or "").lower()
    if nth == "last":
        return None if match["year"] else _relative_quarter(on, -1)
    number = int(match["quarter"] or ("first second third fourth".split().index(nth) + 1))
    if match["year"]:
        first, last = _quarter_of(int(match["year"]), number)
    else:
        first, last = _nearest(on, lambda year: _quarter_of(year, number))
    shown = f" {first.year}" if match["year"] or first.year != on.year else ""
    return first, last, f"Q{number}{shown}"


def _relative_quarter(on: date, shift: int) -> Span:
    year, number = divmod(on.year * 4 + (on.month - 1) // 3 + shift, 4)
    first, last = _quarter_of(year, number + 1)
    return first, last, f"Q{number + 1}" + ("" if year == on.year else f" {year}")


def _week(match: re.Match[str], on: date) -> Span:
    number = int(match["week"])

    def make(year: int) -> tuple[date, date]:
        return date.fromisocalendar(year, number, 1), date.fromisocalendar(year, number, 7)

    first, last = make(int(match["year"])) if match["year"] else _nearest(on, make)
    return first, last, f"week {number}" + (f" of {match['year']}" if match["year"] else "")


def _week_of(match: re.Match[str], on: date) -> Span:
    month = _month_number(match["month"] or match["month2"])
    number = int(match["day"] or match["day2"])
    if match["year"]:
        day = date(int(match["year"]), month, number)
    else:
        day = _nearest(on, lambda year: (date(year, month, number),) * 2)[0]
    return _week_with(day)


def _week_with(day: date) -> Span:
    first = day - timedelta(days=day.weekday())
    return first, first + timedelta(days=6), f"the week of {short_date(first)}"


def _year(match: re.Match[str], _on: date) -> Span:
    year = int(match["year"])
    return date(year, 1, 1), date(year, 12, 31), str(year)


def _relative_day(match: re.Match[str], on: date) -> Span:
    words = match["words"].lower()
    shifts = {
        "the day before yesterday": -2,
        "yesterday": -1,
        "last night": -1,
        "tomorrow": 1,
        "the day after tomorrow": 2,
    }
    return _day(on + timedelta(days=shifts.get(words, 0)))


def _moved(on: date, count: int, span: str) -> date:
    if span in ("month", "quarter", "year"):
        year, month = _months_from(on, count * {"month": 1, "quarter": 3, "year": 12}[span])
        return date(year, month, min(on.day, calendar.monthrange(year, month)[1]))
    return on + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[span])


def _ago(match: re.Match[str], on: date) -> Span:
    if match["half"]:
        return _day(_moved(on, -6, "month"))
    return _day(_moved(on, -_count(match["count"]), match["span"].lower()))


def _ahead(match: re.Match[str], on: date) -> Span:
    return _day(_moved(on, _count(match["count"]), match["span"].lower()))


def _count(word: str) -> int:
    return int(word) if word.isdigit() else says.COUNT_WORDS[" ".join(word.lower().split())]


def _relative_span(match: re.Match[str], on: date) -> Span:
    which, span = match["which"].lower(), match["span"].lower()
    shift = {"this": 0, "current": 0, "last": -1, "past": -1, "previous": -1}.get(which, 1)
    if span == "week":
        return _week_with(on + timedelta(days=7 * shift))
    if span == "quarter":
        return _relative_quarter(on, shift)
    if span == "year":
        year = on.year + shift
        return date(year, 1, 1), date(year, 12, 31), str(year)
    first, last = _whole_month(*_months_from(on, shift))
    return first, last, _month_name(first, on)


def _weekday(match: re.Match[str], on: date) -> Span:
    wanted = next(
        i for i, day in enumerate(says.WEEKDAYS) if day[:3] == match["weekday"].lower()[:3]
    )
    lead = (match["lead"] or "").lower()
    monday = on - timedelta(days=on.weekday())
    trail = (match["trail"] or "").lower()
    if trail or lead == "next":
        return _day(monday + timedelta(days=wanted + (-7 if trail == "last" else 7)))
    back = (on.weekday() - wanted) % 7
    ahead = (wanted - on.weekday()) % 7
    if lead in ("last", "past", "this past"):
        return _day(on - timedelta(days=back or 7))
    if match["week"]:
        coming_one = on + timedelta(days=ahead + 7)
        return _day(coming_one if match["week"].lower() == "week" else _before_last(on, wanted))
    coming = lead in ("this", "this coming", "coming", "by", "until", "till", "before", "due")
    if coming or (lead != "since" and _looks_ahead(match)):
        return _day(on + timedelta(days=ahead))
    return _day(on - timedelta(days=back))


def _before_last(on: date, wanted: int) -> date:
    """The weekday of the week before the last one."""
    return on - timedelta(days=((on.weekday() - wanted) % 7 or 7) + 7)


def _looks_ahead(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 60) : match.start()]
    clause = re.split(r"[.!?;\n]", before)[-1]
    return bool(says.FUTURE_CUE.search(clause)) and not says.PAST_CUE.search(clause)


RULES: tuple[tuple[re.Pattern[str], Resolver], ...] = (
    (says.ISO, _iso),
    (says.SLASHED, _slashed),
    (says.DOTTED, _dotted),
    (says.WEEK_OF, _week_of),
    (says.DAY_MONTH, _month_day),
    (says.MONTH_DAY, _month_day),
    (says.SHORT_SLASHED, _short_slashed),
    (says.PART_OF_MONTH, _part_of_month),
    (says.QUARTER, _quarter),
    (says.WEEK, _week),
    (says.RELATIVE_DAY, _relative_day),
    (says.AGO, _ago),
    (says.AHEAD, _ahead),
    (says.A_WEEKDAY, _weekday),
    (says.RELATIVE_SPAN, _relative_span),
    (says.MONTH, _month),
    (says.YEAR, _year),
)
ONLY_WITH_DIGITS = frozenset(
    (
        says.ISO,
        says.SLASHED,
        says.DOTTED,
        says.WEEK_OF,
        says.DAY_MONTH,
        says.MONTH_DAY,
        says.SHORT_SLASHED,
        says.WEEK,
        says.YEAR,
    )
)
