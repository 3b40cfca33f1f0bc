"""What a sentence about notes may rest on, and the checks that its forms share."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.domain.notes import Direction, Engagement
from advisor.grounding.note_figures import Figure, days_in, figures_in, is_money, month_of

_SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MONTH = "|".join(_SHORT)
DAY = rf"\d{{1,2}} (?:{_MONTH}) \d{{4}}"
DAYS = rf"\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?(?:(?:, | and )\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?)*"
_ONE_DAY = re.compile(rf"(?P<d>\d{{1,2}}) (?P<m>{_MONTH})(?: (?P<y>\d{{4}}))?")
_WORD = re.compile(r"[a-z]{2,}")
_PLAINLY_BAD = re.compile(
    r"\b(?:late|miss(?:ed|ing)|wrong|lost|damaged|broken|errors?|mistakes?|complaints?|returns?|"
    r"refunds?|bugs?|defects?|delays?|costs?|price|fees?|unanswered|overdue)\b"
)
_MORE_IS_BETTER = re.compile(
    r"accura|correct|score|rating|csat|nps|satisf|uptime|on.?time|success|conver|resol(?!.*time)|"
    r"first.contact|complete(?!.*time)|coverage|retention|sales|leads|follower|open rate|click|"
    r"pass|quality|orders|revenue|visitors|traffic|reviews|posts|articles|bookings|appointments|"
    r"demos|stories|same.day"
)
_LESS_IS_BETTER = re.compile(
    r"reply|response|respond|answer|error|mistake|bug|defect|complain|late|delay|cost|spend|price|"
    r"return|backlog|missed|wait|turnaround|time to|churn|refund|downtime|crash|incident|damage|"
    r"lost|rework|time$|duration|overdue|bounce|queue|breakage|fee|miss"
)


class Unproven(Exception):  # noqa: N818  # a verdict, not a failure
    """Why a sentence does not follow from the notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One citation that stands in its note: `day` and `name` are the note's day and engagement."""

    note: str
    quote: str
    day: date
    name: str
    said: str

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the quotation."""
        return figures_in(self.quote)

    @property
    def days(self) -> frozenset[date]:
        """The day of the note, and the days that the quotation names."""
        return frozenset({self.day, *(day.on for day in days_in(self.quote, near=self.day))})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """All that a claim cites, in its order, and what was agreed with the vendors."""

    evidence: tuple[Evidence, ...]
    engagements: tuple[Engagement, ...] = ()
    today: date | None = None

    @property
    def notes(self) -> dict[str, Evidence]:
        """One citation of each note."""
        return {one.note: one for one in self.evidence}

    def only_about(self, name: str | None) -> None:
        """`Unproven` unless all notes are about one engagement, the named one if one is named."""
        names = {one.name for one in self.evidence}
        if len(names) > 1:
            raise Unproven("Notes on several engagements are mixed.")
        if name is not None and names != {name}:
            raise Unproven("A note that is cited is about another engagement.")


def read_day(text: str) -> date:
    """A day in the form `3 Feb 2026`; `Unproven` where there is none such."""
    days = read_days(text)
    if len(days) != 1:
        raise Unproven(f"{text} is not one day.")
    return days[0]


def read_days(text: str) -> list[date]:
    """The days of a list such as `4 Jan, 18 Jan and 2 Feb 2026`; a year holds for those before."""
    found: list[date] = []
    year = 0
    for match in reversed(list(_ONE_DAY.finditer(text))):
        year = int(match["y"]) if match["y"] else year
        try:
            found.append(date(year, month_of(match["m"]), int(match["d"])))
        except ValueError as error:
            raise Unproven(f"{match[0]} is not a day.") from error
    return found[::-1]


def one_figure(text: str) -> Figure:
    """The single figure of a piece of a sentence."""
    figures = figures_in(text)
    if len(figures) != 1:
        raise Unproven(f'"{text}" is not one value.')
    return figures[0]


def holds_value(text: str, value: Figure, quote: str) -> bool:
    """Whether the quotation has the value, and the words beside it in `text` too."""
    beside = (text[: value.start] + text[value.end :]).lower()
    known = quote.lower()
    words = [word for word in _WORD.findall(beside) if word not in ("per", "of", "out")]
    return any(value.equals(figure) for figure in figures_in(quote)) and all(
        word[:4] in known or word.rstrip("s")[:4] in known for word in words
    )


def better(measure: str, direction: Direction | None, *, unit: str) -> Direction:
    """In which direction a measure is better; `Unproven` where nothing says so."""
    if direction:
        return direction
    plain = measure.lower()
    if _PLAINLY_BAD.search(plain):
        return "at_most"
    if _MORE_IS_BETTER.search(plain):
        return "at_least"
    if _LESS_IS_BETTER.search(plain):
        return "at_most"
    if unit == "min" or is_money(unit):
        return "at_most"
    raise Unproven("Nothing says whether more of this is better or worse.")


def joined_days(days: Iterable[date]) -> str:
    """Days as a list: `4 Jan, 18 Jan and 2 Feb 2026`; the year once for days of the same year."""
    ordered = sorted(set(days))
    texts = [
        f"{day.day} {_SHORT[day.month - 1]}"
        + ("" if _same_year_next(ordered, at) else f" {day.year}")
        for at, day in enumerate(ordered)
    ]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


def _same_year_next(days: Sequence[date], at: int) -> bool:
    return at + 1 < len(days) and days[at + 1].year == days[at].year
