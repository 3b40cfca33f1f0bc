"""Finds a length told twice for one named thing, or told in brackets: "1 year (18 months)"."""

import re
from collections.abc import Iterator, Sequence

from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_text import NUMBER, Unit, number, paragraphs, place, shown

_UNIT = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)"
_DAYS = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0}
_DAYS |= {"month": 30.4375, "year": 365.25}
_TWICE = re.compile(
    rf"(?<![\w.,-])(?P<one>{NUMBER})[ -](?P<unit>{_UNIT}) \((?P<two>{NUMBER})[ -]"
    rf"(?P<unit2>{_UNIT})\)",
    re.IGNORECASE,
)
_LASTS = re.compile(
    rf"\b(?:the|an?|each|every|one|this|our|that)(?: [a-z-]+)? (?P<noun>[a-z]{{4,}}?)s? "
    rf"(?:lasts?|takes?|"
    r"runs?|is|of|over|takes place|will last|will take)(?: over| for| about| place over)? "
    rf"(?P<count>{NUMBER}) (?P<unit>{_UNIT})\b(?! (?:old|of experience|before|after|from|notice))",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    rf"\b(?:need|want|hire|engage|seek) (?:someone|somebody|you|a person)(?: full time)? for "
    rf"(?P<count>{NUMBER}) (?P<unit>{_UNIT})\b",
    re.IGNORECASE,
)
_LONG = re.compile(
    rf"\b(?:the|this|that|our|these|it is an?|it's an?|as an?) (?:(?P<count>{NUMBER})[- "
    rf"](?P<unit>{_UNIT})|"
    rf"(?P<long>{_UNIT}))(?:-long| long)? (?:[a-z-]+ )?(?P<noun>[a-z]{{4,}}?)s?\b",
    re.IGNORECASE,
)
_WORK = frozenset("engagement assignment contract project gig job role mission".split())
_OPEN = re.compile(
    r"\b(?:option\w*|exten\w+|group|first|second|last|another|additional|up to|at least|or|if|"
    r"phase|former|previous|earlier)\b",
    re.IGNORECASE,
)
_SPLIT = 0.1  # months and weeks never agree to the day


def named_lengths(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """A trial "of two weeks" that is "month-long" later; lengths that their brackets deny."""
    for unit in found:
        for match in _TWICE.finditer(unit.text):
            one = number(match["one"]) * _days(match["unit"])
            other = number(match["two"]) * _days(match["unit2"])
            if _differ(one, other):
                span = (unit.start + match.start(), unit.start + match.end())
                yield _finding(brief, span, span, "the same thing")
    for group in paragraphs(brief, found):
        yield from _in_paragraph(brief, group)


def _in_paragraph(brief: Brief, group: Sequence[Unit]) -> Iterator[LintFinding]:
    told: dict[str, tuple[float, tuple[int, int]]] = {}
    for unit in group:
        for match in (*_LASTS.finditer(unit.text), *_NEEDED.finditer(unit.text)):
            noun = match.groupdict().get("noun")
            if not _OPEN.search(unit.text[max(0, match.start() - 12) : match.end()]):
                span = (unit.start + match.start("count"), unit.start + match.end())
                days = number(match["count"]) * _days(match["unit"])
                for key in (noun.lower(),) if noun else _WORK:
                    told.setdefault(key, (days, span))
    for unit in group:
        for match in _LONG.finditer(unit.text):
            old = told.get(match["noun"].lower())
            if not old or _OPEN.search(match[0]) or not (match["count"] or "-long" in match[0]):
                continue
            many = number(match["count"]) if match["count"] else 1
            span = (unit.start + match.start(), unit.start + match.end())
            if _differ(old[0], many * _days(match["unit"] or match["long"])):
                yield _finding(brief, old[1], span, f"the {match['noun'].lower()}")
                return


def _days(unit: str) -> float:
    return _DAYS[unit.lower().removesuffix("s")]


def _differ(one: float, other: float) -> bool:
    return abs(one - other) > _SPLIT * max(one, other)


def _finding(brief: Brief, one: tuple[int, int], other: tuple[int, int], thing: str) -> LintFinding:
    spans = sorted({one, other})
    where = tuple(place(brief, *span) for span in spans)
    quotes = " and ".join(shown(each.quote) for each in where)
    return LintFinding(
        code="two-durations",
        message=f"Two lengths for {thing}: {quotes}.",
        fix="Keep the one that holds, give it once and refer to it elsewhere.",
        places=where,
    )
