"""Finds totals that are not the sum of their parts, and shares that do not make 100 %."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from advisor.domain.review import Brief, LintFinding, Place
from advisor.review.lint_text import COUNT, NUMBER, Unit, number, place, shown

_AMOUNT = re.compile(
    r"(?P<money>[$£€]|\b(?:USD|EUR|GBP|CHF|AUD|CAD|INR)\s?)?[ \t]?"
    r"(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d+(?:\.\d{1,2})?)"
    r"(?P<after>[ \t]?%)?(?:[ \t]?(?:EUR|USD|GBP|CHF|euros?|dollars?|pounds?|[€£$]|days?|"
    r"hours?)(?!\w))?"
)
_SPLIT = re.compile(
    r"(?P<sign>[$£€])(?P<whole>\d[\d,]*)[^.;:\n$£€(]{0,25}(?::| \(|"
    r", of which)(?P<parts>[^;:\n]{8,200})"
)
_LISTED = re.compile(
    rf"{COUNT}[ \n]+(?P<noun>languages|countries|cities|towns|offices|sites|shops|locations|stores|"
    r"markets): (?P<items>(?:[A-Z]\w+(?: [A-Z]\w+)?, )+[A-Z]\w+(?: [A-Z]\w+)?(?:,? and [A-Z]\w+"
    r"(?: [A-Z]\w+)?)?)(?=\.|$)"
)
_TOTAL_ROW = re.compile(r"^[\s|*_#-]*(?:grand |sub-?|overall )?total\b", re.IGNORECASE)
_LIST = re.compile(r"^\s*(?:[-*+•‣◦▪●■\u2013]|\|?)\s*\S")
_BROKEN_DOWN = re.compile(
    rf"(?P<of>\bof (?:the |our )?)?{COUNT}[ \n]+(?P<noun>[a-z][a-z-]+s)[ \n]*"
    r"(?:\(|:|,? of which |\u2013 |- |(?(of), |\())"
    r"(?P<parts>[^().;:]{5,160})(?:\)|$|\.)",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"(?:^|,|\band\b|\bplus\b)[ \n]*(?:and )?(?P<count>{NUMBER})\b(?![%\w,.:])", re.I
)
_PERCENT = re.compile(r"(?<![\d.,-])(?P<value>\d{1,3}(?:\.\d)?)\s?(?:%|per ?cent\b)", re.IGNORECASE)
_SHARES = re.compile(
    r"\b(?:payments?|paid|pay|deposit|upfront|up front|upon|on (?:signing|signature|delivery|"
    r"acceptance|completion)|at the (?:start|end)|in advance|balance|weight\w*|score\w*|"
    r"criteri\w+|points)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    start: int
    end: int
    value: float | None
    money: bool


def wrong_totals(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """Totals under a list or table, counts broken down in brackets, and shares of 100 %."""
    yield from _under_rows(brief)
    for unit in found:
        for match in _BROKEN_DOWN.finditer(unit.text):
            if finding := _broken_down(brief, unit, match):
                yield finding
        yield from _split_money(brief, unit)
        yield from _listed(brief, unit)
    yield from _percentages(brief, found)


def _under_rows(brief: Brief) -> Iterator[LintFinding]:
    rows: list[_Row] = []
    for row in _rows(brief.text):
        if row.value is None:
            if row.text.strip(" \t|-:=_*") and not _only_words(row.text):
                rows = []
            continue
        if not _TOTAL_ROW.match(row.text):
            rows.append(row)
            continue
        parts = [one for one in rows if one.money == row.money]
        total = sum(one.value or 0 for one in parts)
        if len(parts) >= 2 and abs(total - row.value) > 0.011 and 0.5 < row.value / total < 2:
            yield _off(brief, row.start, row.end, parts, f"{total:,.2f}".removesuffix(".00"))
        rows = []


def _rows(text: str) -> Iterator[_Row]:
    """Lines that end in an amount, and the lines between them; blank lines do not count."""
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        if line.strip():
            matches = list(_AMOUNT.finditer(line))
            last = matches[-1] if matches else None
            # A figure in the last cell or at the end of the line; shares are summed elsewhere.
            good = last is not None and not line[last.end() :].strip(" \t\r\n|.*)")
            value = float(last["value"].replace(",", "")) if last and good else None
            money = bool(last and re.search(r"[^\d.,\s%]", last[0]))
            yield _Row(line, start, end, None if last and last["after"] else value, money)
        start += len(line)


def _only_words(line: str) -> bool:
    """A table's head or rule does not part its rows."""
    return "|" in line and not re.search(r"\d", line)


def _off(brief: Brief, start: int, end: int, parts: Sequence[_Row], total: str) -> LintFinding:
    where = place(brief, start, end)
    around = place(brief, parts[0].start, parts[-1].end)
    return LintFinding(
        code="quantities-disagree",
        message=f"The parts above {shown(where.quote.strip('| '))} add up to {total}.",
        fix="Correct the total or the part that is wrong.",
        places=(around, where),
    )


def _broken_down(brief: Brief, unit: Unit, match: re.Match[str]) -> LintFinding | None:
    parts = [number(one["count"]) for one in _PART.finditer(match["parts"])]
    whole = number(match["count"])
    pieces = [one for one in re.split(r",|\band\b|\bplus\b", match["parts"]) if one.strip()]
    if len(parts) < 2 or len(parts) != len(pieces) or sum(parts) == whole or max(parts) >= whole:
        return None
    if not 0.5 < sum(parts) / whole < 2:
        return None
    where = place(brief, unit.start + match.start(), unit.start + match.end())
    return _parts_off(where, str(sum(parts)), str(whole))


def _split_money(brief: Brief, unit: Unit) -> Iterator[LintFinding]:
    """An amount and, after a colon or in brackets, the parts that do not make it up."""
    for match in _SPLIT.finditer(unit.text):
        found = re.findall(rf"{re.escape(match['sign'])}(\d[\d,]*)", match["parts"])
        parts = [int(one.replace(",", "")) for one in found]
        whole = int(match["whole"].replace(",", ""))
        rates = re.search(r"\b(?:per|each|an? (?:hour|day|month)|extra|plus)\b|/", match["parts"])
        near = len(parts) >= 2 and max(parts) < whole and 0.6 * whole < sum(parts) < 1.6 * whole
        if near and sum(parts) != whole and not rates:
            where = place(brief, unit.start + match.start(), unit.start + match.end())
            yield _parts_off(where, f"{match['sign']}{sum(parts):,}", f"{match['sign']}{whole:,}")


def _listed(brief: Brief, unit: Unit) -> Iterator[LintFinding]:
    """A number of things that are then listed by name, one more or less."""
    for match in _LISTED.finditer(unit.text):
        names = re.split(r",? and |, ", match["items"])
        if len(names) != number(match["count"]):
            where = place(brief, unit.start + match.start(), unit.start + match.end())
            yield _parts_off(where, str(len(names)), match["count"])


def _parts_off(where: Place, total: str, said: str) -> LintFinding:
    return LintFinding(
        code="quantities-disagree",
        message=f"{shown(where.quote)}: the parts make {total}, not {said}.",
        fix="Correct the total or the part that is wrong.",
        places=(where,),
    )


def _percentages(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """Payment shares and weights, in one sentence or in list items that follow each other."""
    group: list[tuple[Unit, float]] = []
    before = ""
    intro = ""
    for unit, following in pairwise((*found, Unit("", len(brief.text), len(brief.text)))):
        intro = intro if group else before
        before = unit.text
        values = [float(one["value"]) for one in _PERCENT.finditer(unit.text)]
        if len(values) >= 2:
            if _SHARES.search(unit.text) and _is_off(values):
                yield _not_hundred(brief, unit.start, unit.end, sum(values))
            group = []
            continue
        if len(values) == 1 and _LIST.match(unit.text) and len(unit.text) < 160:
            group.append((unit, values[0]))
        linked = len(values) == 1 and following.heading == unit.heading
        if linked and len(_PERCENT.findall(following.text)) == 1:
            continue
        shares = [value for _, value in group]
        words = f"{unit.heading} {intro} " + " ".join(one.text for one, _ in group)
        if len(shares) >= 3 and _SHARES.search(words) and _is_off(shares):
            yield _not_hundred(brief, group[0][0].start, group[-1][0].end, sum(shares))
        group = []


def _is_off(values: Sequence[float]) -> bool:
    total = sum(values)
    few = len(values) == 2 and not 85 <= total <= 115
    return (
        max(values) <= 90 and min(values) >= 5 and 75 <= total <= 125 and total != 100 and not few
    )


def _not_hundred(brief: Brief, start: int, end: int, total: float) -> LintFinding:
    where = place(brief, start, end)
    return LintFinding(
        code="quantities-disagree",
        message=f"The shares in {shown(where.quote)} add up to {total:g} %, not 100 %.",
        fix="Correct the shares so that they add up to 100 %.",
        places=(where,),
    )
