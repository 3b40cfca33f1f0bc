"""Quantities in a note: durations, percentages, money, scores and counts, with exact offsets."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from advisor.engagements import quantity_patterns as says
from advisor.engagements.quantity_nouns import noun_after
from advisor.engagements.when import date_spans

_Found = tuple[float, str] | None
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6}
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_SPELLS_DURATION = re.compile(
    r"(?i)(?:in\s+)?(?:\d+|[a-z]+)\s+(?:business\s+|working\s+)?"
    r"(?:day|week|fortnight|month|quarter|year)s?['\u2019]?(?:\s+(?:ago|time))?"
)
_ANY_NUMBER = re.compile(
    r"\d|\b(?:half|hour|day|week|month|quarters?|quid|"
    + "|".join(sorted({word.split()[-1] for word in says.NUMBER_WORDS}))
    + r")\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit: `text[start:end]` are the words.

    `unit` is `min` for every duration, `%`, an ISO currency code, `/5` (`/10`, `/100`) for a
    score, the plural noun of what is counted (`tickets`), or empty for a bare number. A range
    ("3-4 hours") is two quantities.
    """

    value: float
    unit: str
    text: str
    start: int
    end: int


def quantities_in(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text in order, none inside another.

    Dates, times of day, ordinals, list marks, versions, and the numbers of phones, orders and
    invoices are none.
    """
    if not _ANY_NUMBER.search(text):
        return ()
    taken = _Spans()
    for start, end in date_spans(text):
        if not _SPELLS_DURATION.fullmatch(text[start:end]):
            taken.add(start, end)
    found = [*_matches(text, _FIRST_RULES, taken)]
    for pattern in says.NOT_A_QUANTITY:
        for match in pattern.finditer(text):
            if taken.free(*match.span()):
                taken.add(*match.span())
    found.extend(_matches(text, _LAST_RULES, taken))
    return _with_ranges(text, sorted(found, key=lambda quantity: quantity.start))


def _with_ranges(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """The quantities, the low end of a range ("3-4 hours") in the unit of its high end."""
    lows = [_low_end(text, low, high) for low, high in pairwise(found)]
    return (*lows, *found[-1:])


def _low_end(text: str, low: Quantity, high: Quantity) -> Quantity:
    if low.unit or not high.unit or not says.RANGE.fullmatch(text[low.end : high.start]):
        return low
    top = says.LEADING.match(high.text)
    scale = number(top[0]) if top else None
    if not scale:
        return low
    return replace(low, value=_exact(low.value * high.value / scale), unit=high.unit)


class _Spans:
    """Parts of a text that are spoken for."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def free(self, start: int, end: int) -> bool:
        """Whether nothing lies between `start` and `end`."""
        place = bisect_left(self._starts, end)
        return place == 0 or self._ends[place - 1] <= start

    def add(self, start: int, end: int) -> None:
        """Take a part that is free."""
        place = bisect_left(self._starts, end)
        self._starts.insert(place, start)
        self._ends.insert(place, end)


_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], _Found]]


def _matches(text: str, rules: tuple[_Rule, ...], taken: _Spans) -> Iterator[Quantity]:
    for pattern, read in rules:
        for match in pattern.finditer(text):
            if not taken.free(*match.span()):
                continue
            found = read(match)
            if found is None:
                continue
            start, end = match.start(), match.end()
            if pattern is says.BARE or pattern is says.SHARE:
                noun = noun_after(text, end, found[0])
                end = noun[1] if noun else end
                found = (found[0], noun[0] if noun else "")
                if not noun and (
                    pattern is says.SHARE or not match[0].strip("-\u2212")[0].isdigit()
                ):
                    continue
                if not taken.free(start, end):
                    end, found = match.end(), (found[0], "")
            taken.add(start, end)
            yield Quantity(
                value=found[0], unit=found[1], text=text[start:end], start=start, end=end
            )


def number(text: str, *, money: bool = False) -> float | None:
    """The value of digits or number words; `1.200` is a thousand only where `money` is true."""
    plain = " ".join(text.lower().split())
    if plain in says.NUMBER_WORDS:
        return says.NUMBER_WORDS[plain]
    plain = re.sub(r"['\u2019\u00a0\u202f ]", "", plain)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}", plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        plain = plain.replace(",", "")
    elif money and re.fullmatch(r"\d{1,3}(?:\.\d{3})+", plain):
        plain = plain.replace(".", "")
    plain = plain.replace(",", ".")
    return float(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else None


def _clock(match: re.Match[str]) -> _Found:
    return int(match[1]) * 60.0 + int(match[2]), "min"


def _minutes_seconds(match: re.Match[str]) -> _Found:
    return _exact(int(match[1]) + int(match[2]) / 60), "min"


def _days_hours(match: re.Match[str]) -> _Found:
    return int(match[1]) * 1440.0 + int(match[2]) * 60, "min"


def _duration(match: re.Match[str]) -> _Found:
    value = number(match["number"])
    if value is None:
        return None
    parts = match.groupdict()
    half = (parts.get("half") or "").strip()
    value += _HALVES.get(half, 0.5 if half or parts.get("trail") else 0.0)
    unit = match["unit"].lower()
    factor = says.UNITS_OF_TIME.get(unit) or says.UNITS_OF_TIME[unit.removesuffix("s")]
    return _exact(value * factor), "min"


def _half(match: re.Match[str]) -> _Found:
    share = 0.5 if match["half"] or match["half2"] else 0.25 if match["quarter"] else 0.75
    return share * says.UNITS_OF_TIME[match["unit"].lower()], "min"


def _a_unit(match: re.Match[str]) -> _Found:
    before = match.string[max(0, match.start() - 10) : match.start()]
    if match["late"] is None and not says.A_UNIT_LEAD.search(before):
        return None
    factor = says.UNITS_OF_TIME[match["unit"].lower()]
    return factor * (1.5 if match["trail"] else 1), "min"


def _percent(match: re.Match[str]) -> _Found:
    value = number(match["number"])
    return None if value is None else (value, "%")


def _points(match: re.Match[str]) -> _Found:
    value = number(match["number"])
    return None if value is None else (value, "points")


def _money(match: re.Match[str]) -> _Found:
    value = number(match["number"], money=True)
    if value is None:
        return None
    sign = match["sign"].lower().rstrip(".")
    code = sign.upper() if sign.upper() in says.CODES else ""
    code = code or says.CURRENCIES.get(sign) or says.CURRENCIES[sign.removesuffix("s")]
    return _exact(value * _SCALES.get((match["scale"] or "").lower(), 1)), code


def _score(match: re.Match[str]) -> _Found:
    value = number(match["number"])
    top = {"five": "5", "ten": "10"}.get(match["top"].lower(), match["top"])
    return None if value is None or value > int(top) else (value, f"/{top}")


def _stars(match: re.Match[str]) -> _Found:
    value = number(match["number"])
    return None if value is None or value > 5 else (value, "/5")


def _bare(match: re.Match[str]) -> _Found:
    value = number(match["number"])
    if value is None:
        return None
    parts = match.groupdict()
    value *= 1000 if parts.get("k") else 1
    return _exact(-value if parts.get("sign") else value), ""


def _exact(value: float) -> float:
    return round(value, 6)


_FIRST_RULES: tuple[_Rule, ...] = (
    (says.CLOCK_HOURS, _clock),
    (says.DAYS_HOURS, _days_hours),
    (says.HOURS_MINUTES, _clock),
    (says.MINUTES_SECONDS, _minutes_seconds),
    (says.POINTS, _points),
    (says.PERCENT, _percent),
    (says.MONEY_BEFORE, _money),
    (says.MONEY_AFTER, _money),
    (says.HALF, _half),
    (says.DURATION, _duration),
    (says.SHORT_DURATION, _duration),
    (says.SCORE, _score),
    (says.STARS, _stars),
    (says.A_UNIT, _a_unit),
)
_LAST_RULES: tuple[_Rule, ...] = ((says.SHARE, _bare), (says.BARE, _bare))


def format_value(value: float, unit: str) -> str:
    """A value as shown to the user: `6h20`, `12%`, `$1,200`, `4.6/5`, `12 tickets`."""
    if unit == "min":
        return _format_minutes(value)
    if unit == "%" or unit.startswith("/"):
        return f"{_plain(value)}{unit}"
    if len(unit) == 3 and unit.isupper():
        amount = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
        sign = _SIGNS.get(unit)
        return f"{sign}{amount}" if sign else f"{amount} {unit}"
    return f"{_plain(value)} {unit}".rstrip()


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def _format_minutes(value: float) -> str:
    if value < 1:
        return f"{_plain(round(value * 60, 2))} s"
    if value < 60 and value != int(value):
        minutes, seconds = divmod(round(value * 60), 60)
        return f"{minutes} min {seconds} s"
    total = round(value)
    if total < 60:
        return f"{total} min"
    if total < 2880:
        hours, minutes = divmod(total, 60)
        return f"{hours}h{minutes:02}" if minutes else f"{hours}h"
    days, rest = divmod(total, 1440)
    hours = round(rest / 60)
    return f"{days} days {hours}h" if hours else f"{days} days"
