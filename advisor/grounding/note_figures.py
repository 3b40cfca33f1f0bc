"""Reads the figures and dates of a text again, apart from the code that wrote the sentence."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE_PATTERNS = (
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"),
    re.compile(r"\b(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4}|\d{2})\b"),
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<n>{_MONTH})\.?(?:,? (?P<y>\d{{4}}))?\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<n>{_MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[,.]\d{{3}}|h|:|%"
        r"|\s+(?:\w+\s)?(?:errors?|mistakes|complaints?|tickets|bugs|orders|parcels|posts|"
        r"articles|leads|"
        r"visits|returns|refunds|incidents|outages|typos|bookings|cases|percent)\b|\s+out of\b)"
        r"(?:,? (?P<y>\d{4}))?\b",
        re.IGNORECASE,
    ),
)
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_TEENS = "fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety hundred"
_WORD_VALUES = {
    word: float(value)
    for value, word in (
        *enumerate(_UNITS.split()),
        *enumerate(_TEENS.split(), 15),
        *((10 * place, word) for place, word in enumerate(_TENS.split(), 2)),
        *((1, "once"), (2, "twice"), (12, "a dozen"), (6, "half a dozen")),
    )
}
_MINUTES = {"s": 1 / 60, "m": 1.0, "h": 60.0, "d": 1440.0, "w": 10080.0, "mo": 43200.0}
_SPAN = (
    r"(?P<span>sec(?:ond)?s?|min(?:ute)?s?|mins?|h(?:ou)?rs?|hours?|h|"
    r"(?:(?:business|working|calendar|full|whole) )?days?|d|weeks?|wks?|months?)"
)
_NUMBER = r"\d{1,3}(?:[,.' \u00a0]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
_COUNTED = "|".join(sorted(_WORD_VALUES, key=len, reverse=True))
_CODE = (
    r"US\$|A\$|C\$|NZ\$|[$\u20ac\u00a3\u20b9\u20b1\u00a5]|\b(?:USD|EUR|GBP|INR|PHP|AUD|CAD|NZD|PLN|"
    r"CHF|ZAR|JPY|Rs\.?)"
)
_NAMED = (
    r"(?:dollars?|bucks|euros?|pounds?|quid|rupees?|pesos?|USD|EUR|GBP|INR|PHP|AUD|CAD|NZD|PLN|CHF|"
    r"ZAR|JPY|\u20ac|\u00a3|\$)"
)
_CODES = {
    "$": "USD", "us$": "USD", "dollar": "USD", "buck": "USD", "\u20ac": "EUR", "euro": "EUR",
    "\u00a3": "GBP", "pound": "GBP", "quid": "GBP", "\u20b9": "INR", "rs": "INR", "rs.": "INR",
    "rupee": "INR", "\u20b1": "PHP", "peso": "PHP", "a$": "AUD", "c$": "CAD", "nz$": "NZD",
    "\u00a5": "JPY",
}  # fmt: skip
_FIGURE = re.compile(
    rf"(?P<money>(?P<code>{_CODE})\s?(?P<amount>{_NUMBER})(?:\s?(?P<times>k|m)\b)?)"
    rf"|(?P<after>(?P<amount2>{_NUMBER})\s?(?P<times2>k\b)?\s?(?P<code2>{_NAMED})(?!\w))"
    r"|(?P<hm>\b(?P<hours>\d{1,3})\s?(?:h|hrs?|hours?)(?:\s|\s?and\s|,\s)?(?P<mins>[0-5]?\d)"
    r"(?:\s?(?:m|mins?|minutes?))?\b(?![.,]?\d|%|\s?(?:h|days?)\b))"
    r"|(?P<dh>\b(?P<days>\d{1,3})\s?(?:d|days?)\s(?:and\s)?(?P<hours3>\d{1,2})\s?(?:h|hrs?|"
    r"hours?)\b)"
    r"|(?P<colon>\b(?P<hours2>\d{1,3}):(?P<mins2>[0-5]\d)\s?(?:h|hrs?|hours?)\b)"
    r"|(?P<half>\bhalf an? (?P<halved>hour|day|minute|week)\b)"
    r"|(?P<one>\ban? (?P<whole>hour|day|minute|week|month)\b)"
    rf"|(?P<score>\b(?P<got>\d+(?:\.\d+)?)\s?(?:/|out of)\s?(?P<of>5|10|100|five|ten)\b)"
    rf"|(?P<duration>\b(?P<long>{_NUMBER}|{_COUNTED})[\s-]?{_SPAN}\b)"
    rf"|(?P<share>(?<!\w)(?P<percent>{_NUMBER}|{_COUNTED})\s?(?:%|percent\b|per cent\b|pct\b))"
    rf"|(?P<bare>(?<![\w.])(?P<plain>{_NUMBER})(?P<times3>k\b)?)"
    rf"|(?P<word>\b(?P<said>{_COUNTED})\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text: durations are in `min`, money in its ISO code, a bare number in no unit.

    `start` and `end` are offsets in the text that was read.
    """

    value: float
    unit: str
    start: int
    end: int

    def equals(self, other: "Figure") -> bool:
        """Whether both say the same, however they are spelled."""
        near = abs(self.value - other.value) <= 1e-6 * max(1.0, abs(self.value))
        return near and self.unit == other.unit


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a text with its offsets."""

    on: date
    start: int
    end: int


def figures_in(text: str) -> tuple[Figure, ...]:
    """Every number outside of dates, in order."""
    blank = list(text)
    for day in days_in(text, near=date(2026, 1, 1)):
        blank[day.start : day.end] = " " * (day.end - day.start)
    return tuple(_read(match) for match in _FIGURE.finditer("".join(blank)))


def is_money(unit: str) -> bool:
    """Whether a unit is a currency."""
    return len(unit) == 3 and unit.isupper()


def days_in(text: str, *, near: date) -> tuple[Day, ...]:
    """The dates that name day and month; a year that is not said is the one nearest to `near`."""
    found: list[Day] = []
    for pattern in _DATE_PATTERNS:
        for match in pattern.finditer(text):
            if not any(match.start() < day.end and day.start < match.end() for day in found):
                found += [Day(on, match.start(), match.end()) for on in _dates(match, near)][:1]
    return tuple(sorted(found, key=lambda day: day.start))


def month_of(word: str) -> int:
    """The number of a month from its name or abbreviation; 0 where it is none."""
    plain = word.lower().rstrip(".")
    if plain == "sept":
        return 9
    whole = [number for number, name in enumerate(MONTHS, 1) if plain in (name, name[:3])]
    return whole[0] if whole else 0


def _dates(match: re.Match[str], near: date) -> Iterator[date]:
    parts = match.groupdict()
    named = parts.get("n")
    month = month_of(named) if named else int(parts["m"])
    year = parts.get("y")
    years = [int(year) + (2000 if len(year) == 2 else 0)] if year else []
    for candidate in years or sorted(
        range(near.year - 1, near.year + 2),
        key=lambda one: abs((date(one, max(month, 1), 1) - near).days),
    ):
        try:
            yield date(candidate, month, int(parts["d"]))
        except ValueError:
            continue


def _read(match: re.Match[str]) -> Figure:
    value, unit = _value(match)
    return Figure(value, unit, match.start(), match.end())


def _value(match: re.Match[str]) -> tuple[float, str]:
    got = match.groupdict()
    kind = next(name for name in _READERS if got[name])
    return _READERS[kind](got)


def _minutes(span: str) -> float:
    """Minutes of one unit of time; a month counts thirty days."""
    plain = span.lower().rsplit(" ", 1)[-1]
    key = "mo" if plain.startswith("mo") else plain[0]
    return _MINUTES[key]


def _number(text: str) -> float:
    word = text.lower()
    return _WORD_VALUES[word] if word in _WORD_VALUES else _amount(text)


def _percent(text: str) -> float:
    """A share never reaches thousands, so that its mark is a decimal one."""
    return (
        float(text.replace(",", ".")) if text.count(".") + text.count(",") == 1 else _number(text)
    )


def _amount(text: str) -> float:
    """A written number; the last mark is a decimal one unless three digits follow it."""
    plain = re.sub(r"[' \u00a0]", "", text)
    whole, mark, rest = plain.rpartition(",") if "," in plain[-3:] else plain.rpartition(".")
    if mark and (len(rest) != 3 or whole == "0"):
        return float(re.sub(r"[.,]", "", whole) + "." + rest)
    return float(re.sub(r"[.,]", "", plain))


def _times(letter: str | None) -> float:
    return {"k": 1_000.0, "m": 1_000_000.0}.get((letter or "").lower(), 1.0)


def _currency(code: str) -> str:
    plain = code.strip().lower()
    return _CODES.get(plain) or _CODES.get(plain.rstrip("s")) or plain.upper()


def _clock(hours: str, minutes: str) -> tuple[float, str]:
    return float(hours) * 60 + float(minutes), "min"


_SCORES = {"five": "5", "ten": "10"}
_READERS: dict[str, Callable[[dict[str, str]], tuple[float, str]]] = {
    "money": lambda got: (_amount(got["amount"]) * _times(got["times"]), _currency(got["code"])),
    "after": lambda got: (_amount(got["amount2"]) * _times(got["times2"]), _currency(got["code2"])),
    "hm": lambda got: _clock(got["hours"], got["mins"]),
    "colon": lambda got: _clock(got["hours2"], got["mins2"]),
    "dh": lambda got: (float(got["days"]) * 1440 + float(got["hours3"]) * 60, "min"),
    "half": lambda got: (_minutes(got["halved"]) / 2, "min"),
    "one": lambda got: (_minutes(got["whole"]), "min"),
    "score": lambda got: (float(got["got"]), f"/{_SCORES.get(got['of'].lower(), got['of'])}"),
    "duration": lambda got: (_number(got["long"]) * _minutes(got["span"]), "min"),
    "share": lambda got: (_percent(got["percent"]), "%"),
    "bare": lambda got: (_number(got["plain"]) * _times(got["times3"]), ""),
    "word": lambda got: (_number(got["said"]), ""),
}
