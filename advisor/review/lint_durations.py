"""Finds two lengths given for the same thing: a contract's term, a warranty, a notice period."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_dates import FoundDate, with_dates
from advisor.review.lint_length_words import (
    AFTER,
    BEFORE,
    CONDITION,
    END_OF_CONTRACT,
    FOR_CAUSE,
    KINDS,
    OTHER,
    PARTIES,
    SPANS,
    URGENCY,
)
from advisor.review.lint_lengths_named import named_lengths
from advisor.review.lint_text import NUMBER, Unit, number, place, shown

_LENGTH = re.compile(
    rf"(?<![\w.,/$£€\u2013-])(?:(?P<a>an?)|(?P<count>{NUMBER})(?:\s*\(\s*\d{{1,4}}\s*\))?)"
    r"(?P<working>[- ]?(?:calendar|working|business))?[- \n]{1,2}"
    r"(?P<unit>minute|day|week|month|year|hour)s?\b(?!\s*(?:old|of (?:professional |relevant |"
    r"prior |proven )?experience|experience|per|an? (?:day|week|month)|ago))['\u2019]?",
    re.IGNORECASE,
)
_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4375}
_DAYS |= {"year": 365.25}
_GAP = r"[^.;:|\n]{0,25}"
_IS = r"(?:[:|]| is| are| will be| shall be| of| for| lasts| runs(?: for)?| last)?"
_FIRST = tuple(
    (thing, re.compile(rf"\b(?:{words})\b{_IS}{_GAP}$", re.IGNORECASE)) for thing, words in BEFORE
)
_NEXT = tuple(
    (thing, re.compile(rf"[- \t\n]+(?:{words})\b", re.IGNORECASE)) for thing, words in AFTER
)
_NET = re.compile(r"\bnet[- ]?(?P<days>\d{2,3})\b(?: days)?", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:()\u2013]|\bfollowed by\b|\bwith (?:an? |the )?option|\bthen\b")
_TOLD_BY = {
    "the warranty": KINDS,
    "support": KINDS,
    "notice": PARTIES,
    "the response time": URGENCY,
}
_SHORT = frozenset({"notice", "the response time"})  # the only ones told in hours
_EFFORT = frozenset({"the contract term", "the project"})  # working days there are effort


@dataclass(frozen=True, slots=True)
class _Mention:
    days: float
    unit: str
    start: int
    end: int


def two_durations(
    brief: Brief, found: Sequence[Unit], dates: Sequence[FoundDate]
) -> Iterator[LintFinding]:
    """The same thing with two lengths, or with a length that its dates do not make.

    Lengths that only differ in their unit are equal.
    """
    by_thing: dict[tuple[str, str], list[_Mention]] = defaultdict(list)
    for unit in found:
        for thing, mentions in _things(unit).items():
            if all(_same(mentions[0], one) for one in mentions):
                words = _TOLD_BY[thing].findall(unit.text) if thing in _TOLD_BY else ()
                kinds = " ".join(sorted({one.lower() for one in words}))
                by_thing[thing, kinds].append(mentions[0])
    for (thing, _), mentions in by_thing.items():
        first = mentions[0]
        if other := next((one for one in mentions[1:] if not _same(first, one)), None):
            yield _disagree(brief, thing, first, other)
    yield from _against_dates(brief, found, dates)
    yield from named_lengths(brief, found)


def _disagree(brief: Brief, thing: str, one: _Mention, other: _Mention) -> LintFinding:
    both = (place(brief, one.start, one.end), place(brief, other.start, other.end))
    return LintFinding(
        code="two-durations",
        message=f"Two lengths for {thing}: {shown(both[0].quote)} and {shown(both[1].quote)}.",
        fix="Keep the one that holds, give it once and refer to it elsewhere.",
        places=both,
    )


def _things(unit: Unit) -> dict[str, list[_Mention]]:
    """The lengths of a unit by what they belong to; two in one sentence are meant to differ."""
    things: dict[str, list[_Mention]] = defaultdict(list)
    lengths = list(_LENGTH.finditer(unit.text))
    for match in lengths:
        if thing := _thing(unit.text, match):
            things[thing].append(_mention(unit, match))
    if not lengths and (net := _NET.search(unit.text)) and not OTHER.search(unit.text):
        start = unit.start + net.start()
        end = unit.start + net.end()
        things["payment"].append(_Mention(float(net["days"]), "day", start, end))
    return things


def _mention(unit: Unit, match: re.Match[str]) -> _Mention:
    count = 1 if match["a"] else number(match["count"])
    kind = match["unit"].lower()
    days = count * _DAYS[kind] * (1.4 if match["working"] and "cal" not in match[0] else 1)
    return _Mention(days, kind, unit.start + match.start(), unit.start + match.end())


def _thing(text: str, match: re.Match[str]) -> str:
    """What a length belongs to; none where it is a part, a limit or a condition."""
    before = text[max(0, match.start() - 90) : match.start()]
    after = text[match.end() : match.end() + 40]
    clause = _CLAUSE.split(before)[-1][-60:] + match[0] + _CLAUSE.split(after)[0]
    if CONDITION.search(text):
        return ""
    thing = next((name for name, pattern in _NEXT if pattern.match(text, match.end())), "")
    thing = thing or next((name for name, pattern in _FIRST if pattern.search(before)), "")
    thing = thing or next((name for name, pattern in SPANS if pattern.search(before)), "")
    near = f"{before[-24:]} {match[0]} {after[:24]}"
    if not thing or OTHER.search(near if thing == "the base period" else clause):
        return ""
    kind = match["unit"].lower()
    effort = kind == "day" and match["working"] and "cal" not in match[0]
    if (kind in ("hour", "minute") and thing not in _SHORT) or (effort and thing in _EFFORT):
        return ""
    for_cause = FOR_CAUSE.search(text) or not END_OF_CONTRACT.search(text)
    return "" if thing == "notice" and for_cause else thing


def _same(one: _Mention, other: _Mention) -> bool:
    families = ({"month", "year"}, {"minute", "hour", "day", "week"})
    near = 0.02 if any({one.unit, other.unit} <= family for family in families) else 0.09
    return abs(one.days - other.days) <= near * max(one.days, other.days)


def _against_dates(
    brief: Brief, found: Sequence[Unit], dates: Sequence[FoundDate]
) -> Iterator[LintFinding]:
    """A sentence such as "six months, from 1 April 2027 to 31 March 2028"."""
    for unit, inside in with_dates(found, dates):
        lengths = [one for one in _LENGTH.finditer(unit.text) if not one["a"]]
        if len(inside) != 2 or len(lengths) != 1 or CONDITION.search(unit.text):
            continue
        one, two = inside
        if not (one.year and one.day and two.year and two.day and one.days and two.days):
            continue
        between = brief.text[one.end : two.start]
        told = re.fullmatch(_UNTIL, between)
        behind = unit.start + lengths[0].start() - two.end in (1, 2)
        thing = _thing(unit.text, lengths[0]) or (
            "the project" if behind else told and _runs(unit.text, lengths[0])
        )
        days = (two.days[0] - one.days[0]).days + 1
        said = _mention(unit, lengths[0])
        wrong = abs(days - said.days) > max(4, 0.1 * max(days, said.days))
        if told and thing in _DATED and days > 1 and wrong:
            yield _disagree(
                brief, "what the dates enclose", said, _Mention(days, "day", one.start, two.end)
            )


_UNTIL = (
    r"\W*(?:to|until|till|through|-|\u2013|and (?:(?:is|will be|must be) )?(?:ends?|finish(?:es|"
    r"ed)?|"
    r"runs (?:to|until)|over|complete|closes?)(?: on| by)?)\W*"
)
_DATED = frozenset({"the contract term", "the project", "the base period", "the pilot"})
_JOINED = re.compile(
    r"\s*(?:\(|,|:|from\b|starting\b|beginning\b|running\b|\u2013|-)", re.IGNORECASE
)


def _runs(text: str, match: re.Match[str]) -> str:
    """Whether a length stands right before its dates."""
    return "the project" if _JOINED.match(text, match.end()) else ""
