"""Finds hours a week or a month, and days of the month or week, that do not agree."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_text import NUMBER, Unit, number, place, shown

_HOURS = re.compile(
    rf"(?<![\w.,:/$£€\u2013-])(?P<count>{NUMBER})(?:(?: to |-|\u2013)(?P<most>{NUMBER}))?"
    rf"[ -](?P<what>hours?|hrs?|days?)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"(?:\b(?:a|an|per|each|every)|/) ?(?P<period>week|wk|month|mo|day|year)\b|"
    r"\b(?P<ly>weekly|monthly|daily|yearly)\b",
    re.IGNORECASE,
)
_NOT_WORK = re.compile(
    r"\b(?:if|option\w*|peak\w*|first|initial\w*|later|then|grow\w*|increas\w+|after|trial|pilot|"
    r"phases?|busy|season\w*|experience|within|respon\w+|repl(?:y|ies)|answer\w*|notice|breaks?|"
    r"lunch|overtime|minimum|at least|additional|extra|training|onboarding|meetings?|calls?|"
    r"except|holidays?|weekends?|summer|winter|staff|opening|open|overlap\w*|each of|invoices?d?|"
    r"course|class\w*|reports?|video|delay\w*|previous\w*|last year|currently|today|or|with|for "
    r"the|of (?:the |our )?(?:week|day)|per person|spends?|spent|save\w*)\b",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    r"\b(?P<day>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)? (?:\w+ )?(?:day )?of (?:each|every|the|the "
    r"following|the next) (?:calendar |following |next )?month\b|"
    r"\b(?P<working>working |business )?day (?P<wd>\d{1,2}) of (?:each|every|the) month\b|"
    r"\bon the (?P<only>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b(?! (?:floor|of\b|\w+ of|century|"
    r"anniversary|time|day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December))",
    re.IGNORECASE,
)
_WEEK_DAY = re.compile(
    r"\b(?:every|each|on|by)(?: the)? (?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b"
    r"(?! (?:\d|and|or|to|through))",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\b(?P<thing>invoices?|time ?sheets?|payrolls?|salar(?:y|ies)|wages|books|accounts|payslips?|"
    r"vat returns?|statements?|newsletters?|(?:status|weekly|monthly|progress|sales|management|"
    r"activity) reports?|reports?|reconciliations?)\b",
    re.IGNORECASE,
)
_WEEKLY_THING = re.compile(
    r"\b(?P<thing>(?:weekly|status|progress) (?:reports?|calls?|meetings?|updates?|reviews?)|"
    r"newsletters?|time ?sheets?)\b",
    re.IGNORECASE,
)
_NOT_DUE = re.compile(r"\b(?:start\w*|from|between|if|or|except|holiday|for the)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    value: tuple[int, ...]
    start: int
    end: int


def different_hours(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """The hours to work in a week or month given twice and different."""
    by_period: dict[str, list[_Said]] = defaultdict(list)
    for unit in found:
        if one := _hours(unit):
            by_period[one[0]].append(one[1])
    for mentions in by_period.values():
        yield from _first_pair(brief, mentions, "quantities-disagree")


def _hours(unit: Unit) -> tuple[str, _Said] | None:
    matches = list(_HOURS.finditer(unit.text))
    periods = {_period(one) for one in _PERIOD.finditer(unit.text)}
    if len(matches) != 1 or len(periods) != 1 or _NOT_WORK.search(_near(unit.text, matches[0])):
        return None
    match = matches[0]
    period = periods.pop()
    what = "hours" if match["what"].lower().startswith("h") else "days"
    if period in ("day", "year") or (what == "days" and period == "week"):
        return None
    first = number(match["count"])
    values = range(first, (number(match["most"]) if match["most"] else first) + 1)
    where = (unit.start + match.start(), unit.start + match.end())
    return f"{what} a {period}", _Said(tuple(values) or (first,), *where)


def _near(text: str, match: re.Match[str]) -> str:
    """The words around a number, in its own part of the sentence."""
    before = re.split(r"[,;:(]", text[: match.start()])[-1][-40:]
    after = re.split(r"[,;:)]", text[match.end() :])[0][:40]
    return f"{before} {after}"


def _period(match: re.Match[str]) -> str:
    word = (match["period"] or match["ly"]).lower()
    return {"wk": "week", "mo": "month", "daily": "day"}.get(word, word.removesuffix("ly"))


def recurring_days(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """The same thing due on two days of each month, or of each week."""
    by_thing: dict[str, list[_Said]] = defaultdict(list)
    for unit in found:
        days = list(_MONTH_DAY.finditer(unit.text))
        if len(days) == 1 and (thing := _thing(unit, days[0], _THING)):
            value = int(days[0]["day"] or days[0]["wd"] or days[0]["only"])
            kind = "working" if "working" in days[0][0] or "business" in days[0][0] else "day"
            by_thing[f"{thing} {kind}"].append(_said(unit, days[0], value))
        weekdays = list(_WEEK_DAY.finditer(unit.text))
        if len(weekdays) == 1 and (thing := _thing(unit, weekdays[0], _WEEKLY_THING)):
            value = sum(map(ord, weekdays[0]["weekday"].lower()))
            by_thing[f"{thing} weekly"].append(_said(unit, weekdays[0], value))
    for mentions in by_thing.values():
        yield from _first_pair(brief, mentions, "two-closing-dates")


def _said(unit: Unit, match: re.Match[str], value: int) -> _Said:
    return _Said((value,), unit.start + match.start(), unit.start + match.end())


def _thing(unit: Unit, match: re.Match[str], things: re.Pattern[str]) -> str:
    if _NOT_DUE.search(unit.text[max(0, match.start() - 20) : match.start()]):
        return ""
    near = [
        one["thing"].lower().rstrip("s").replace(" ", "")
        for one in things.finditer(unit.text)
        if abs(one.start() - match.start()) < 80
    ]
    return near[0] if len(set(near)) == 1 else ""


def _first_pair(brief: Brief, mentions: Sequence[_Said], code: str) -> Iterator[LintFinding]:
    for one, other in pairwise(mentions):
        if set(one.value).isdisjoint(other.value):
            both = (place(brief, one.start, one.end), place(brief, other.start, other.end))
            yield LintFinding(
                code=code,
                message=f"Two figures for the same thing: {shown(both[0].quote)} and "
                f"{shown(both[1].quote)}.",
                fix="Keep the one that holds, give it once and refer to it elsewhere.",
                places=both,
            )
            return
