"""Finds one deadline given twice, and work that ends before it begins."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_dates import FoundDate, with_dates
from advisor.review.lint_text import Unit, place, shown

_OFFER = (
    r"(?:proposals?|bids?|tenders?|quot(?:e|ation)s?|offers?|applications?|submissions?|responses?|"
    r"cvs?|resumes?|pitch(?:es)?(?: decks?)?|decks?)"
)
_DUE = (
    r"(?:due|received|submitted|sent|e-?mailed|delivered|in|lodged|returned|uploaded|handed in|"
    r"reach(?:es|ed)?|arriv(?:e|es|ed|ing))"
)
_BIDS = re.compile(
    rf"\b(?:clos(?:ing|e) (?:date|time)|submission (?:deadline|date)|bid (?:deadline|due)|"
    rf"(?:tender|rfp|rfq|application|proposal|quote|bid)s? (?:deadline|due(?: date)?|clos\w+)|"
    rf"deadline (?:for (?:the )?(?:submi\w+|receipt|{_OFFER}|applying)|to (?:apply|submit|bid))|"
    rf"{_OFFER}\b[^.;]{{0,50}}\b{_DUE}\b|"
    rf"{_OFFER} (?:[a-z-]+ ){{0,3}}(?:by|until|reach us)|"
    rf"(?:submit|bid|apply|pitch|tender) (?:by|until|before|no later than)|"
    rf"{_OFFER} (?:will |shall )?clos(?:e|es|ing|ed)|bidding (?:ends|closes)|portal closes|"
    rf"last day (?:to|for) (?:bid|apply|submi\w+|{_OFFER})|accept (?:\w+ )?{_OFFER}|"
    rf"(?:submit|send|e-?mail|return|upload|lodge)\b[^.;]{{0,50}}\b{_OFFER}|apply|"
    rf"(?:post(?:ing)?|job|call|bidding|solicitation|tender|rfp|rfq|invitation) closes|"
    rf"(?:respond|reply|response|replies) (?:is |are )?(?:due )?by)\b",
    re.IGNORECASE,
)
_QUESTIONS = re.compile(
    r"\b(?:(?:deadline for|submit|send|e-?mail|last day for|raise|ask)\b[^.;]{0,40}"
    r"\b(?:questions|inquiries|enquiries|clarifications?)|"
    r"(?:questions?|inquiries|enquiries|clarifications?)\b[^.;]{0,50}"
    r"\b(?:deadline|due|by|before|until|received|submitted|close))\b",
    re.IGNORECASE,
)
_WORK = (
    r"(?:project|contract|work|works|assignment|engagement|installation|build|development|"
    r"services?|job|everything|all work|campaign|migration|fit-?out)"
)
_LIVE = re.compile(
    r"^\W*launch\b|\b(?<!soft )(?:go[- ]live(?: date)?|launch date|(?:site|website|shop|store|"
    r"app|system|"
    r"platform|portal|page)\b[^.;]{0,20}\b(?:launch(?:es|ed)?|go(?:es)? live|be live|is live))\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    rf"\b(?:completion date|(?:project |contract )?end date|(?:project|contract|work) deadline|"
    rf"(?:project|contract|work) completion|completion of the (?:project|work|works)|"
    rf"{_WORK}\b (?:must|shall|should|has to|have to|needs? to|is to|are to|will|to)? ?"
    rf"(?:be )?(?:complete[ds]?|finished|done|end|ends|finish|finishes|delivered|ready))\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"^[\s*_|#-]*(?:the )?(?:final |hard )?(?:deadline|due date)\b", re.IGNORECASE)
_NOUN_DUE = re.compile(
    r"\b(?:the |a |an |your |our |all )?(?P<noun>(?:[a-z][a-z-]+ ){0,2}[a-z][a-z-]+) "
    r"(?:is|are) due\b",
    re.IGNORECASE,
)
_NOUN_NEEDED = re.compile(
    r"\b(?:need|deliver|hand over|send us|provide|finish) (?:the|your|all|our) "
    r"(?P<noun>(?:[a-z-]+ ){0,2}[a-z-]+) (?:by|before|no later than|not later than|until)\b"
    r"[^.;]{0,14}$",
    re.IGNORECASE,
)
_NEAR_DAYS = 31
_DELIVERY = re.compile(
    r"^\W*(?:final )?delivery(?: date)?\b|"
    r"\bdeliverables? (?:(?:must|shall|should|will|are to) )?(?:be |are )?(?:handed over|"
    r"delivered|due)\b",
    re.IGNORECASE,
)
_THINGS = (
    (_QUESTIONS, "questions"),
    (_BIDS, "offers"),
    (_LIVE, "the launch"),
    (_DONE, "the end"),
    (_DELIVERY, "delivery"),
)
_OTHER = re.compile(
    r"\b(?:lots?|phases?|stages?|rounds?|parts?|tranches?|steps?|batch(?:es)?|extend(?:ed|s)?|"
    r"extension|originally|previously|instead of|was moved|formerly|amended|draft|first|second|"
    r"interim|opened on|opening|awarded|award|interviews?|notif\w+|validity|valid|answers?|"
    r"answered|"
    r"expressions? of interest|letters? of intent|intent to|regist\w+|rsvp|pre-?bid|site visit|"
    r"hard cop(?:y|ies)|samples?|shortlist\w*|option(?:al)?|extra|posted|published|issued|not "
    r"before|earliest|starts?|begins?|commenc\w+|reminder|milestones?|beta|pilot)\b",
    re.IGNORECASE,
)
_STARTS = re.compile(
    rf"^[\s*_|#-]*(?:(?:project|contract|work|service)s? )?(?:start(?:ing)?(?: date)?|"
    rf"commencement(?: date)?|kick-?off(?: date)?|begin(?:s|ning)?)\b|"
    rf"\b{_WORK}\b (?:(?:will|shall|should|must|is to|to) )?(?:starts?|begins?|commences?|"
    rf"kicks? off)\b|\b(?:we|you) (?:will |shall )?(?:start|begin|kick off)(?: work)?\b|"
    rf"\b(?:may|can|must|will|shall|should|is to|are to) (?:start|begin|commence)\b|"
    rf"\bstart of (?:the )?(?:works?|project|contract|services?)\b|\b(?:start|commencement|"
    rf"effective) date\b|\bstarting on\b|\bto start on\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    rf"^[\s*_|#-]*(?:(?:project|contract|work|service)s? )?(?:end(?:ing)?(?: date)?|"
    rf"(?:final )?delivery(?: date)?|hand-?over|launch|go-?live|opening|"
    rf"completion(?: date)?|finish(?: date)?|expiry(?: date)?)\b|{_DONE.pattern}|"
    rf"\b(?:remains?|stays?|is|be|are) in (?:force|effect|place) (?:to|until|till|through)\b|"
    rf"\bending on\b|\b(?:end|ends|finish|finishes|finished|completed?|completion) (?:on|by|"
    rf"before|in)\b|{_LIVE.pattern}|"
    rf"\b(?:is|are|be|goes|go|must be|will be) (?:all )?(?:live|ready|finished|done|complete|"
    rf"delivered|launched|handed over|in (?:place|use|operation))\b",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"[ \t\n,)]*(?:\([A-Za-z]+\))?[ \t\n]*"
    r"(?P<word>to|until|till|through|and|up to|[-\u2013\u2014])[ \t\n]+"
    r"(?:and including |including |the )?(?:(?:Mon|Tues?|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?"
)
_MOVED = re.compile(
    r"\b(?:moved|changed|brought|postponed|shifted|extended|originally|previously|formerly|"
    r"instead)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>[ap])\.?m\b|"
    r"(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>\d\d)|(?P<noon>noon|midnight))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Deadline:
    thing: str
    date: FoundDate
    time: int | None
    start: int
    end: int


def two_deadlines(
    brief: Brief, found: Sequence[Unit], dates: Sequence[FoundDate]
) -> Iterator[LintFinding]:
    """The same deadline with two different days or hours; the first two places of each thing."""
    by_thing: dict[str, list[_Deadline]] = defaultdict(list)
    for unit, inside in with_dates(found, dates):
        if one := _deadline(unit, inside):
            by_thing[one.thing].append(one)
    by_thing = _with_bare(by_thing)
    for thing, mentions in by_thing.items():
        if not mentions:
            continue
        first = mentions[0]
        other = next((one for one in mentions[1:] if _differ(first, one)), None)
        if other is None:
            continue
        both = (place(brief, first.start, first.end), place(brief, other.start, other.end))
        yield LintFinding(
            code="two-closing-dates",
            message=f"Two deadlines for {thing}: {shown(both[0].quote)} and "
            f"{shown(both[1].quote)}.",
            fix="Keep the one that holds, give it once and refer to it elsewhere.",
            places=both,
        )


def _with_bare(by_thing: dict[str, list[_Deadline]]) -> dict[str, list[_Deadline]]:
    """A bare "Deadline:" within a month of the only deadline that is told to be for offers."""
    bare, offers = by_thing.get("the deadline", []), by_thing.get("offers", [])
    near = [one for one in bare if offers and _gap(one.date, offers[0].date) <= _NEAR_DAYS]
    if not near or "the end" in by_thing or "delivery" in by_thing or "the launch" in by_thing:
        return by_thing
    merged = sorted((*offers, *near), key=lambda one: one.start)
    return by_thing | {"offers": merged, "the deadline": [one for one in bare if one not in near]}


def _gap(one: FoundDate, other: FoundDate) -> int:
    """Days between two dates, by their nearest readings."""
    both = [abs((a - b).days) for a in one.days for b in other.days]
    return min(both, default=_NEAR_DAYS + 1)


def _deadline(unit: Unit, inside: Sequence[FoundDate]) -> _Deadline | None:
    """The deadline that a unit with one dated day gives, or none."""
    days = [one for one in inside if one.day]
    if len(days) != 1:
        return None
    day = days[0]
    before = unit.text[: day.start - unit.start]
    near = before + " " + unit.text[day.end - unit.start :][:40]
    thing = _due_noun(before) if _MOVED.search(near) is None else ""
    if _OTHER.search(near) is None:
        thing = _thing(before) or thing
    if not thing:
        return None
    end = max(day.end, min(unit.end, day.end))
    return _Deadline(thing, day, _time(unit, day), max(unit.start, day.start - 90), end)


def _thing(before: str) -> str:
    for pattern, thing in _THINGS:
        last = max((match.end() for match in pattern.finditer(before)), default=-1)
        if last >= 0 and len(before) - last <= 90:
            return thing
    if _BARE.match(before) and len(before) <= 60:
        return "the deadline"
    return ""


def _due_noun(before: str) -> str:
    match = _NOUN_DUE.search(before) or _NOUN_NEEDED.search(before)
    return "the " + match["noun"].lower().removeprefix("the ") if match else ""


def _differ(one: _Deadline, other: _Deadline) -> bool:
    a, b = one.date, other.date
    if a.days and b.days:
        if set(a.days).isdisjoint(b.days):
            return True
    elif a.key != b.key:
        return True
    return one.time is not None and other.time is not None and one.time != other.time


def _time(unit: Unit, day: FoundDate) -> int | None:
    """Minutes after midnight, where the unit gives one clock time."""
    matches = list(_CLOCK.finditer(unit.text))
    if len(matches) != 1 or abs(matches[0].start() + unit.start - day.end) > 60:
        return None
    match = matches[0]
    if match["noon"]:
        return 720 if match["noon"].lower() == "noon" else 1440
    if match["hour"]:
        return (int(match["hour"]) % 12 + 12 * (match["half"].lower() == "p")) * 60 + int(
            match["minute"] or 0
        )
    return int(match["hour24"]) * 60 + int(match["minute24"])


def ends_before_start(
    brief: Brief, found: Sequence[Unit], dates: Sequence[FoundDate]
) -> Iterator[LintFinding]:
    """Ranges and labelled dates whose end lies before their start; the same day is no fault."""
    seen: set[int] = set()
    for one, two in pairwise(dates):
        if _is_range(brief.text, one, two) and _backwards(one, two):
            seen |= {one.start, two.start}
            yield _turned(brief, one, two)
    open_start: FoundDate | None = None
    for unit, inside in with_dates(found, dates):
        for day in inside:
            before = unit.text[: day.start - unit.start]
            start, end = _last(_STARTS, before), _last(_ENDS, before)
            if start > end:
                open_start = day
            elif end > start and open_start:
                if _backwards(open_start, day) and day.start not in seen:
                    yield _turned(brief, open_start, day)
                open_start = None


def _is_range(text: str, one: FoundDate, two: FoundDate) -> bool:
    joint = _RANGE.fullmatch(text, one.end, two.start)
    before = text[max(0, one.start - 30) : one.start]
    if not joint or _MOVED.search(before):
        return False
    return joint["word"] != "and" or bool(re.search(r"\bbetween\b", before, re.IGNORECASE))


def _last(pattern: re.Pattern[str], before: str) -> int:
    """Where the last match ends if it is near the end of the text, else -1."""
    begin = max(0, len(before) - 150)
    last = max((match.end() for match in pattern.finditer(before, begin)), default=-1)
    return last if last >= 0 and len(before) - last <= 40 else -1


def _backwards(one: FoundDate, two: FoundDate) -> bool:
    if one.year and two.year:
        if not (one.day and two.day):
            return (two.year, two.month) < (one.year, one.month)
        return bool(one.days and two.days) and max(two.days) < min(one.days)
    if one.year or two.year or not (one.day and two.day):
        return bool(not one.year and two.year and one.month == two.month and 0 < two.day < one.day)
    return one.month == two.month and two.day < one.day - 1


def _turned(brief: Brief, one: FoundDate, two: FoundDate) -> LintFinding:
    start, end = place(brief, one.start, one.end), place(brief, two.start, two.end)
    return LintFinding(
        code="end-before-start",
        message=f"It ends on {shown(end.quote)}, before it starts on {shown(start.quote)}.",
        fix="Check both dates, and correct the one that is wrong.",
        places=(start, end),
    )
