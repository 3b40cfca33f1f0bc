"""Reads the dates of imported rows; day and month are told apart by the whole file."""

import re
from collections.abc import Iterable
from datetime import date

from advisor.errors import InputError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_NUMBERS = re.compile(r"(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<year>\d{4}|\d{2})\b")
_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<day>\d{1,2})(?=\D|$)")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAMED = (
    re.compile(rf"(?:[a-z]+,? )?{_DAY}[ -](?:of )?{_MONTH},?[ -]{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"(?:[a-z]+,? )?{_MONTH} {_DAY},? {_YEAR}\b", re.IGNORECASE),
)
HOW = "Write it as 2026-02-03."


def day_first(texts: Iterable[str]) -> bool:
    """Whether 3/2/2026 is 3 February in these texts: a month over 12 decides, else the day leads.

    Clock times with am or pm speak for the month first.
    """
    american = False
    for text in texts:
        american = american or bool(re.search(r"\d\s?[ap]\.?m\b", text, re.IGNORECASE))
        found = _NUMBERS.match(text.strip(" ["))
        if found and int(found["a"]) > 12:
            return True
        if found and int(found["b"]) > 12:
            return False
    return not american


def leading_date(text: str, *, day_first: bool) -> tuple[date, int] | None:
    """The date that a text begins with and the length of its words; None where there is none."""
    if found := _ISO.match(text):
        return _made(found["year"], found["m"], found["day"], found.end())
    if found := _NUMBERS.match(text):
        day, month = (found["a"], found["b"]) if day_first else (found["b"], found["a"])
        return _made(found["year"], month, day, found.end())
    for pattern in _NAMED:
        if found := pattern.match(text):
            month = str(_MONTHS.index(found["month"][:3].lower()) + 1)
            return _made(found["year"], month, found["day"], found.end())
    return None


def read_date(text: str, *, day_first: bool) -> date:
    """The date of a cell, a time after it allowed; `InputError` says how to write it."""
    found = leading_date(text.strip(), day_first=day_first)
    rest = text.strip()[found[1] :] if found else ""
    if found is None or not re.fullmatch(r"(?:[T, ]+\d.*)?", rest):
        raise InputError(f"{text.strip()!r} is not a date. {HOW}")
    return found[0]


def _made(year: str, month: str, day: str, end: int) -> tuple[date, int] | None:
    century = 2000 if len(year) == 2 else 0
    try:
        return date(century + int(year), int(month), int(day)), end
    except ValueError:
        return None
