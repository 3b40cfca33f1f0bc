"""The time that a question is about: "in March", "since January", "over the last 30 days"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from advisor.engagements.when import DateMention, dates_in
from advisor.engagements.when_patterns import MONTHS

_LAST_SPAN = re.compile(
    r"\b(?:in |over |for |during |within )?(?:the )?(?:last|past|previous) "
    r"(?P<count>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|couple of|few) "
    r"(?P<unit>days|weeks|months|years)\b",
    re.IGNORECASE,
)
_COUNTS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "couple of": 2, "few": 3,
}  # fmt: skip
_DAYS = {"days": 1, "weeks": 7, "months": 30.5, "years": 365.25}
_SINCE = re.compile(r"\b(?:since|from|after|starting)\s+(?:the\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|up to|by)\s+(?:the\s+)?$", re.IGNORECASE)
_BEFORE = re.compile(r"\bbefore\s+(?:the\s+)?$", re.IGNORECASE)
_LEAD = re.compile(r"^(?:since|until|till|by|from|through)\b\s*", re.IGNORECASE)
_THIS_YEAR = re.compile(
    r"\b(?:since|from) the (?:start|beginning) of (?:the|this) year|\b(?:year to date|ytd|so far "
    r"this year)",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(
    r"\b(?:the )?(?:month before(?: that| last| it)?|(?:previous|preceding) month|one before)\b",
    re.IGNORECASE,
)
_SHORT_MONTH = re.compile(
    r"\b(?P<month>jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?:\b\.?)(?! \d)", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:in|during|of|for) (?P<year>20\d\d)\b", re.IGNORECASE)

_PART_OF_MONTH = re.compile(
    r"\b(?:(?:the )?(?:end|start|beginning|middle)(?: of)?|mid|early|late)[ -](?=(?:"
    + "|".join(MONTHS)
    + r")\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days from `since` to `until`, both inclusive; `words` are those of the question."""

    since: date
    until: date
    words: str

    def has(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The periods that a question names in order, and the question without them."""

    periods: tuple[Period, ...]
    rest: str


def times_in(question: str, *, today: date) -> Times:
    """What the question says of time; a month or day without a year is the latest that began."""
    if span := _LAST_SPAN.search(question):
        count = _COUNTS.get(span["count"].lower()) or int(span["count"])
        since = today - timedelta(days=round(count * _DAYS[span["unit"].lower()]))
        period = Period(since=since, until=today, words=span[0])
        return Times(periods=(period,), rest=_without(question, [span.span()]))
    if year := _THIS_YEAR.search(question):
        period = Period(since=date(today.year, 1, 1), until=today, words=year[0])
        return Times(periods=(period,), rest=_without(question, [year.span()]))
    question = _before_last(_SHORT_MONTH.sub(_full_month, question), today)
    question = _PART_OF_MONTH.sub("", question)
    # "late last month" is no part of the month where somebody was late.
    read = re.sub(r"\b(?:late|early)\b", lambda match: "_" * len(match[0]), question)
    mentions = [one for one in dates_in(read, on=today) if one.first <= today or _dated(one)]
    periods = [_period(one, question, today) for one in mentions]
    spans = [(one.start, one.end) for one in mentions]
    if not periods and (year := _YEAR.search(question)):
        first, last = date(int(year["year"]), 1, 1), date(int(year["year"]), 12, 31)
        periods, spans = [Period(since=first, until=last, words=year[0])], [year.span()]
    return Times(periods=_joined(periods, question, mentions), rest=_without(question, spans))


def _before_last(question: str, today: date) -> str:
    """The question with the name of the month that is "the month before" last month."""
    if not re.search(r"\blast month\b", question, re.IGNORECASE):
        return question
    years, month = divmod(today.year * 12 + today.month - 3, 12)
    return _MONTH_BEFORE.sub(f"{MONTHS[month].capitalize()} {years}", question)


def _full_month(match: re.Match[str]) -> str:
    name = match["month"].lower()[:3]
    return next(month for month in MONTHS if month.startswith(name)).capitalize()


def _dated(one: DateMention) -> bool:
    return not re.search(r"\d{4}", one.text) and bool(re.search(r"[A-Za-z]{3}", one.text))


def _period(one: DateMention, question: str, today: date) -> Period:
    first, last = one.first, one.day
    if first > today and not re.search(r"next|coming|tomorrow|in \d", one.text, re.IGNORECASE):
        first, last = _a_year_earlier(first), _a_year_earlier(last)
    before = question[: one.start] + (lead[0] if (lead := _LEAD.match(one.text)) else "")
    if _SINCE.search(before):
        last = max(today, last)
    elif _UNTIL.search(before):
        first = date.min
    elif _BEFORE.search(before):
        first, last = date.min, first - timedelta(days=1)
    return Period(since=first, until=last, words=one.text)


def _a_year_earlier(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


_RANGES = ("to", "until", "till", "through", "-", "\u2013", "up to")


def _joined(
    periods: list[Period], question: str, mentions: list[DateMention]
) -> tuple[Period, ...]:
    """Two ends of one period ("from January to March") as one, else the periods as they are."""
    if len(periods) == 2:
        between = question[mentions[0].end : mentions[1].start].strip().lower()
        before = question[: mentions[0].start].lower() + mentions[0].text.lower()
        opened = re.search(r"\b(?:from|between)\b", before)
        ranged = between in _RANGES or (opened and between == "and")
        compared = re.search(r"\b(?:compare|change|differ|better|worse|vs)\w*\b", question.lower())
        if ranged and not compared:
            first, last = periods
            words = question[mentions[0].start : mentions[1].end]
            since = min(first.since if first.since != date.min else last.since, last.until)
            return (Period(since=since, until=last.until, words=words),)
    return tuple(periods)


def _without(question: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        question = f"{question[:start]} {question[end:]}"
    return " ".join(question.split())
