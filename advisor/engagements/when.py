"""Dates and periods in a note, resolved against the day of the note."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from advisor.engagements import when_patterns as says
from advisor.engagements.when_rules import ONLY_WITH_DIGITS, RULES, Resolver, Span, short_date

__all__ = ["DateMention", "date_spans", "dates_in", "short_date"]

_DIGIT = re.compile(r"\d")
_DAYS = (says.ISO, says.SLASHED, says.DOTTED, says.DAY_MONTH, says.MONTH_DAY)
_WEEKDAY_OF = re.compile(r",?\s+(?:the\s+)?|\s*\(")
_CLEAR_LEADS = frozenset("in of since by during until till from through throughout".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A day or a period that a text names: `text[start:end]` are the words.

    `day` is the day, or the last day of the period; `first` its first day. `period` is the period
    in words that fit after "in" ("January", "Q1", "the week of 2 Feb 2026"); empty for a day.
    """

    day: date
    first: date
    period: str
    text: str
    start: int
    end: int


def dates_in(text: str, *, on: date) -> tuple[DateMention, ...]:
    """The dates of a text in order, relative ones counted from `on`, the day of the note.

    A year that is not said is the one nearest to `on`. A date that can be read in two ways
    (`03/02/2026`) or that does not exist is left out.
    """
    found = []
    for match, resolve in _matches(text):
        span = _resolved(resolve, match, on)
        if span:
            first, last, period = span
            start, end = match.span()
            found.append(
                DateMention(
                    day=last, first=first, period=period, text=match[0], start=start, end=end
                )
            )
    return tuple(found)


def date_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where dates stand in a text, resolved or not: numbers there are no quantities."""
    return tuple(match.span() for match, _ in _matches(text))


def _resolved(resolve: Resolver, match: re.Match[str], on: date) -> Span | None:
    try:
        return resolve(match, on)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=64)
def _matches(text: str) -> tuple[tuple[re.Match[str], Resolver], ...]:
    """Matches that do not overlap, in order; an earlier rule wins."""
    starts: list[int] = []
    taken: list[tuple[int, int, re.Match[str], Resolver]] = []
    has_digit = bool(_DIGIT.search(text))
    for pattern, resolve in RULES:
        if not has_digit and pattern in ONLY_WITH_DIGITS:
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            place = bisect_right(starts, start)
            before = place > 0 and taken[place - 1][1] > start
            after = place < len(taken) and taken[place][0] < end
            if before or after or not _plausible(match, text):
                continue
            if pattern is says.A_WEEKDAY and place < len(taken):
                between = text[end : taken[place][0]]
                if taken[place][2].re in _DAYS and _WEEKDAY_OF.fullmatch(between):
                    continue
            starts.insert(place, start)
            taken.insert(place, (start, end, match, resolve))
    return tuple((match, resolve) for _, _, match, resolve in taken)


def _plausible(match: re.Match[str], text: str) -> bool:
    """Whether words that can mean something else ("may", "sat", "April said") are a date here."""
    if match.re is says.MONTH:
        return _plausible_month(match, text)
    if match.re is says.DAY_MONTH and match["month"].lower() in ("may", "mar"):
        written = match["month"]
        return written[0].isupper() or bool(match["year"]) or not _goes_on(text, match.end())
    if match.re is says.A_WEEKDAY:
        word = match["weekday"]
        if says.PLURAL_WEEKDAY.search(text[max(0, match.start() - 8) : match.start()]):
            return False
        sure = word[0].isupper() or match["lead"] is not None or len(word) > 4
        return sure and not re.match(r"s\b", text[match.end() : match.end() + 2])
    return True


def _goes_on(text: str, end: int) -> bool:
    return bool(says.NO_MONTH_AFTER.match(text, end)) or bool(re.match(r"\s+\w+", text[end:]))


def _is_small_month(word: str, match: re.Match[str], text: str) -> bool:
    """Whether "march" or "may" in small letters is the month: "march report", "may: 4 tickets"."""
    if says.A_REPORT.match(text, match.end()):
        return True
    verb = says.MARCHES.search(text[: match.start()]) or says.MARCHED.match(text, match.end())
    return word == "march" and not verb


def _plausible_month(match: re.Match[str], text: str) -> bool:
    word, lead = match["month"].rstrip("."), (match["lead"] or "").lower()
    if match["year"] or lead in _CLEAR_LEADS:
        return not (word == "may" and lead == "of")
    if not word[0].isupper() and word in ("may", "mar", "march"):
        return _is_small_month(word, match, text)
    if word in ("May", "March", "Mar", "MAY", "MARCH") and says.NO_MONTH_AFTER.match(
        text, match.end()
    ):
        return False
    return not says.A_PERSON.match(text, match.end())
