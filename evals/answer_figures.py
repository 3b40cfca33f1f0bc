"""Reads the numbers, durations and amounts of a text, apart from the advisor's own reading."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from evals.answer_words import DATE

_SYMBOLS = {"$": "usd", "us$": "usd", "\u20ac": "eur", "\u00a3": "gbp", "\u20b9": "inr"}
_CODES = "usd eur gbp inr pkr php chf aud cad ngn kes pln zar brl mxn".split()
_NAMES = {
    "dollar": "usd", "dollars": "usd", "euro": "eur", "euros": "eur", "bucks": "usd",
    "pound": "gbp", "pounds": "gbp", "quid": "gbp",
}  # fmt: skip
_MINUTES = {"s": 1 / 60, "m": 1.0, "h": 60.0, "d": 1440.0, "w": 10080.0}
_TIME = (
    r"seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|(?:(?:working|business|calendar)\s)?days?|d"
    r"|weeks?|wks?|w"
)
_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = r"\d{1,3}(?:[ '\u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*"
_MONEY = rf"us\$|[$\u20ac\u00a3\u20b9]|(?:{'|'.join(_CODES)})\b"
_FIGURE = re.compile(
    rf"(?P<before>{_MONEY})?\s?"
    rf"(?:(?<![\d.,])(?P<hours>\d+)\s?(?:h|hrs?|hours?)(?:\s(?:and\s)?)?(?P<minutes>\d{{1,2}})"
    rf"(?:\s?(?:m|mins?|minutes?)(?![a-z]))?(?![\w.,]*\d)"
    rf"|(?P<number>{_NUMBER})(?:\s?(?P<kilo>k|mio|m)(?![a-z])(?=\s?(?:{_MONEY})|\b))?"
    rf"(?:\s?(?P<scale>/\s?(?:5|10|100)(?!\d)|(?:out\s)?of\s(?:5|10|100)(?!\d))"
    rf"|\s?(?P<percent>%|percent\b|per\scent\b|pct\b|pc\b)"
    rf"|\s?(?P<after>{_MONEY}|(?:{'|'.join(_NAMES)})\b)"
    rf"|[\s-]?(?P<time>{_TIME})(?![a-z\d]))?)",
    re.IGNORECASE,
)
_SPELT = re.compile(
    rf"\b(?P<word>{'|'.join(_WORDS)})\b(?:[\s-](?P<time>{_TIME})\b)?", re.IGNORECASE
)
_MONTH_THEN_NUMBER = re.compile(r"[a-z]+\.?\s\d{1,2}", re.IGNORECASE)
_WORD_AFTER = re.compile(r"\s[a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Value:
    """A number with what it is a number of: `time` in minutes, `%`, a currency, or nothing."""

    amount: float
    dim: str

    def equals(self, other: "Value") -> bool:
        """Whether both are the same amount of the same thing."""
        return self.dim == other.dim and math.isclose(self.amount, other.amount, abs_tol=1e-6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as it stands in a text; `values` are all the ways in which it can be read."""

    text: str
    token: str
    start: int
    values: tuple[Value, ...]


def figures_in(text: str) -> list[Figure]:
    """The numbers of a text outside of dates, in order.

    "March 3 errors" is read as a number too: a day that follows its month may begin something.
    """
    plain = DATE.sub(_blank, text)
    found = [
        _figure(plain, match, tuple(dict.fromkeys(_values(match))))
        for match in _FIGURE.finditer(plain)
        if match["number"] or match["hours"]
    ]
    found += [_figure(plain, match, (_spelt(match),)) for match in _SPELT.finditer(plain)]
    return sorted(found, key=lambda figure: figure.start)


def _blank(match: re.Match[str]) -> str:
    """Spaces in place of a date, unless it may be a month and a number of something."""
    doubtful = _MONTH_THEN_NUMBER.fullmatch(match[0]) and _WORD_AFTER.match(
        match.string, match.end()
    )
    return match[0] if doubtful else " " * len(match[0])


def _figure(text: str, match: re.Match[str], values: tuple[Value, ...]) -> Figure:
    start = match.end() - len(match[0].lstrip())
    end = match.end()
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    token = text[start:end].strip(".,;:!?()[]\"'\u201c\u201d\u2018\u2019")
    return Figure(text=match[0].strip(), token=token, start=match.start(), values=values)


def _values(match: re.Match[str]) -> Iterator[Value]:
    if match["hours"]:
        yield Value(60.0 * int(match["hours"]) + int(match["minutes"]), "time")
        return
    dim, factor = _dim(match)
    thousand = {"k": 1e3, "m": 1e6, "mio": 1e6}.get((match["kilo"] or "").lower(), 1.0)
    for amount in _amounts(match["number"]):
        yield Value(amount * thousand * factor, dim)
    if match["kilo"] and match["kilo"].lower() == "m":
        yield from (Value(amount, "time") for amount in _amounts(match["number"]))


def _dim(match: re.Match[str]) -> tuple[str, float]:
    if match["percent"]:
        return "%", 1.0
    if match["time"]:
        return "time", _minutes(match["time"])
    money = (match["before"] or match["after"] or "").lower().rstrip(".")
    return _SYMBOLS.get(money) or _NAMES.get(money) or money, 1.0


def _minutes(unit: str) -> float:
    return _MINUTES[unit.lower().split()[-1][0]]


def _amounts(number: str) -> Iterator[float]:
    """A point or a comma before three digits may group thousands or begin the decimals."""
    digits = re.sub(r"[ '\u00a0\u202f]", "", number)
    if re.fullmatch(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?", digits):
        head, mark, tail = re.fullmatch(r"(.*?\d{3})(?:([.,])(\d{1,2}))?", digits).groups()  # type: ignore[union-attr]  # as above
        yield float(re.sub(r"[.,]", "", head) + (f".{tail}" if mark else ""))
    if len(re.findall(r"[.,]", digits)) <= 1:
        yield float(digits.replace(",", "."))


def _spelt(match: re.Match[str]) -> Value:
    number = float(_WORDS.index(match["word"].lower()) + 2)
    return Value(number * _minutes(match["time"]), "time") if match["time"] else Value(number, "")
