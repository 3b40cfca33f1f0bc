"""Fills a template with what the user said; what nobody said stays a placeholder."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from advisor.answering.said import MeasureSaid, Said, Stated, amount_of, stated
from advisor.domain import Trade, TradeProfile, Turn
from advisor.domain.reference import Template

_PLACEHOLDER = re.compile(r"\[([^\[\]\n]+)\]")
_MARKUP = re.compile(r"[\\`*_\[\]<>|~#]")
_MEASURE = re.compile(r"(?:(?:second|third|fourth) )?measure(?:, or strike out)?")
_TARGET = re.compile(r"(?:(?:second|third|fourth) )?target")
_BASELINE = re.compile(r"baseline(?: and period counted)?")
_MEASURE_ROW = re.compile(rf"\| \[{_MEASURE.pattern}\] \|")
_INLINE_MEASURE = re.compile(r"\| What we measure \|")
_PERIODIC = re.compile(r"\b(?:a|an|per|each|every)\b|/")


@dataclass(frozen=True, slots=True)
class Entry:
    """A placeholder that was filled: the value as typed and the user's sentence that gives it."""

    placeholder: str
    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A template filled as far as the conversation goes.

    `markdown` is the form with the values in it, their markup escaped; `filled` names each
    placeholder and value once, in the order of the form; `left` are the placeholders that remain.
    """

    markdown: str
    filled: tuple[Entry, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """Which fact goes into a placeholder: where `line` and `before` match and `unless` does not.

    `before` is matched against the line up to the placeholder; `column` counts the bars before it.
    """

    placeholder: str
    fact: str
    line: str = ""
    before: str = ""
    unless: str = r"(?!)"
    column: int | None = None

    def fits(self, line: str, start: int) -> bool:
        """Whether the rule holds for a placeholder that begins at `start`."""
        if self.column is not None and line.count("|", 0, start) != self.column:
            return False
        seen = re.search(self.line, line) and re.search(self.before, line[:start])
        return bool(seen) and not re.search(self.unless, line)


_OTHER_SPAN = r"^\| (?:Period|Peak dates|Plan starts and ends)\b|arranty"
_TWO_SIDES = r"^\| (?:Time zone, named by city|Firm and place|Overlap, local time|Difference) "
_RULES = (
    _Rule("your firm", "firm"),
    _Rule("what your firm does, size, place", "about firm"),
    _Rule("vendor", "vendor"),
    _Rule("second vendor", "second vendor"),
    _Rule("third vendor", "third vendor"),
    _Rule("trade", "trade"),
    _Rule("outcome", "outcome"),
    _Rule("point person", "point person"),
    _Rule("backup", "backup", unless=r"Cover for absence|^\| \[date\]"),
    _Rule("vendor lead", "vendor lead"),
    _Rule("our decision maker", "decision maker"),
    _Rule("start date", "start date", unless=_OTHER_SPAN),
    _Rule("end date", "end date", unless=_OTHER_SPAN),
    _Rule("review date", "review date"),
    _Rule("trial start date", "trial start"),
    _Rule("trial end date", "trial end"),
    _Rule("decision date", "decision date"),
    _Rule("date replies are due", "quotes due"),
    _Rule("months", "months", line=r"^\| Term compared "),
    _Rule("time zone", "our zone", line=r"^\| Time zone, named by city ", column=2),
    _Rule("time zone", "their zone", line=r"^\| Time zone, named by city ", column=3),
    _Rule("time zone", "our zone", unless=_TWO_SIDES),
    _Rule("city", "our city", line=r"^\| Firm and place ", column=2),
    _Rule("city", "their city", line=r"^\| Firm and place ", column=3),
    _Rule("our hours", "our hours"),
    _Rule("vendor's hours", "their hours"),
    _Rule("start and end", "overlap", line=r"^\| Overlap, local time ", column=2),
    _Rule("start and end", "overlap", line=r"^\| Shared hours |\bShared hours \[|\] shared on \["),
    _Rule("hours", "difference", line=r"^\| Difference for most of the year "),
    _Rule("hours", "weekly hours", before=r"About $"),
    _Rule("week or month", "hours per"),
    _Rule("roles and number", "people"),
    _Rule("volume", "volume", line=r"^\| Normal month "),
    _Rule("unit, such as order, ticket or hour", "unit"),
    _Rule("notice", "notice", before=r"may end with $"),
    _Rule("day", "update day", before=r"[Ww]ritten update every $"),
    _Rule("interval", "review every", before=r"review every $|\[length\] review every $"),
    _Rule("language", "language"),
    _Rule("tool for chat", "chat tool"),
    _Rule("tool for tasks", "task tool"),
    _Rule("place for files", "file tool"),
    _Rule("safe tool", "password tool"),
    _Rule("password manager", "password tool"),
    _Rule("reply time", "reply time"),
    _Rule("answer time", "reply time", unless=r"cannot wait"),
    _Rule("currency", "currency"),
    _Rule(
        "limit",
        "approval amount",
        before=r"(?:approve|money|and up to what.*) up to \[currency\] $",
    ),
    _Rule("rate range", "rate amount", before=r"\[currency\] $"),
)


@dataclass(slots=True)
class _Form:
    """The state while a form is filled: which measure the table has reached, what was used."""

    said: Stated
    measure: int = 0
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    left: dict[str, None] = field(default_factory=dict)


def fill(
    template: Template,
    turns: Sequence[Turn],
    *,
    trades: Mapping[Trade, TradeProfile],
    today: date | None = None,
) -> Filled:
    """The blank form of a template with what the user's own messages say.

    Nothing is worked out, resolved or translated: a value is the user's wording, or the title of
    the trade that the user named. What an assistant's message says is never used. With `today`,
    planned dates that have passed are left out.
    """
    form = _Form(_with_amounts(stated(turns, trades=trades, today=today)))
    lines = [_filled_line(line, form) for line in template.blank.split("\n")]
    return Filled("\n".join(lines), tuple(form.entries.values()), tuple(form.left))


def escaped(value: str) -> str:
    """A value as Markdown text in a table cell: one line, its markup without effect."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(value.split()))


def _with_amounts(said: Stated) -> Stated:
    facts = dict(said.facts)
    for fact in ("approval", "rate", "budget"):
        if fact in facts:
            facts[f"{fact} amount"] = amount_of(facts[fact])
    return Stated(facts, said.measures)


def _filled_line(line: str, form: _Form) -> str:
    if not line.startswith("|"):
        form.measure = 0
    row = _MEASURE_ROW.match(line)
    measure = _measure_at(form, form.measure) if row else None
    form.measure += bool(row)

    def value(match: re.Match[str]) -> str:
        found = _value(match, line, form, measure)
        if not found:
            form.left[match[1]] = None
            return match[0]
        entry = Entry(match[1], found.value, found.quote)
        form.entries.setdefault((entry.placeholder, entry.value), entry)
        return escaped(found.value)

    return _PLACEHOLDER.sub(value, line)


def _value(
    match: re.Match[str], line: str, form: _Form, measure: MeasureSaid | None
) -> Said | None:
    name, facts = match[1], form.said.facts
    if name == "budget":
        return _budget(line, match.end(), facts)
    if name == "rate":
        hourly = line.startswith(" in [currency]", match.end()) and "rate amount" in facts
        return facts["rate amount"] if hourly else None
    if _INLINE_MEASURE.match(line):
        measure = _measure_at(form, 1 if name.startswith("second") else 0)
    if measure and (said := _of_measure(name, measure)):
        return said
    fitting = (
        facts[rule.fact]
        for rule in _RULES
        if rule.placeholder == name and rule.fact in facts and rule.fits(line, match.start())
    )
    return next(fitting, None)


def _of_measure(name: str, measure: MeasureSaid) -> Said | None:
    if _MEASURE.fullmatch(name):
        return measure.name
    if _TARGET.fullmatch(name):
        return measure.target
    return measure.baseline if _BASELINE.fullmatch(name) else None


def _measure_at(form: _Form, place: int) -> MeasureSaid | None:
    return form.said.measures[place] if place < len(form.said.measures) else None


def _budget(line: str, end: int, facts: Mapping[str, Said]) -> Said | None:
    """The budget, without its currency where the form names that next to it."""
    said = facts.get("budget")
    if said and line.startswith(" in [currency]", end) and "currency" in facts:
        return facts["budget amount"]
    regular = said and _PERIODIC.search(said.value) and line.startswith("| Total")
    return None if regular else said
