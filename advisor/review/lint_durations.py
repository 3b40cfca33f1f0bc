"""Finds two lengths given for the same thing: a contract's term, a warranty, a notice period."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_text import NUMBER, Unit, number, place, shown

_LENGTH = re.compile(
    rf"(?<![\w.,/$£€\u2013-])(?:(?P<a>an?)|(?P<count>{NUMBER})(?:\s*\(\s*\d{{1,4}}\s*\))?)"
    r"(?P<working>[- ]?(?:calendar|working|business))?[- \n]{1,2}"
    r"(?P<unit>day|week|month|year|hour)s?\b(?!\s*(?:old|of (?:professional |relevant |prior "
    r"|proven )?experience|experience|per|a (?:week|month)|ago))['\u2019]?",
    re.IGNORECASE,
)
_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
_GAP = r"[^.;:|\n]{0,25}"
_IS = r"(?:[:|]| is| are| will be| shall be| of| for| lasts| runs(?: for)?| last)?"
_CONTRACT = (
    r"(?:contract|agreement|engagement|assignment|retainer)(?:'s)? (?:term|period|duration|length)|"
    r"(?:term|duration|length|period) of (?:the |this )?(?:contract|agreement|engagement|"
    r"assignment)|period of performance|"
    r"(?:contract|agreement|engagement|assignment)(?: (?:will|shall|is to|to))?"
    r" (?:runs?|lasts?|is|be)(?: for)?|(?:contract|agreement|engagement) has an? (?:duration|term)|"
    r"(?<![a-z] )term|contract for|duration of the services"
)
_PROJECT = (
    r"project (?:duration|length|timeline)|duration of (?:the |this )?(?:project|work)|"
    r"(?:project|work|job)(?: (?:will|shall|should|is to|to|must))? (?:takes?|lasts?|run|"
    r"runs)(?: for)?"
    r"|duration"
)
# What stands before a length, and what stands right after it ("12-month contract").
_BEFORE = (
    ("the contract term", _CONTRACT),
    ("the project", _PROJECT),
    (
        "the warranty",
        r"warrant(?:y|ies|ed)(?: period| term)?|guarantee(?: period)?|guarantees? [^.;\n]{0,30}for|"
        r"defects? (?:liability )?period",
    ),
    (
        "support",
        r"(?:support|hypercare|maintenance|aftercare) (?:period|phase)|"
        r"(?:support|hypercare|aftercare) (?:is )?(?:included )?for|support (?:the|our) \w+ for|"
        r"support(?=:)",
    ),
    (
        "notice",
        r"notice period|notice(?=:)|period of notice|terminat\w+ [^.;\n]{0,50}(?:with|on|"
        r"by giving|giving|upon)",
    ),
    (
        "payment",
        r"payments? (?:terms?|period|due|within|is due|is made|are due|are made|will be "
        r"made|shall be made|in)|invoices? (?:are |is |will be |shall be )?(?:paid|payable|due|"
        r"settled)"
        r"|we pay(?: all)?(?: invoices)?|net",
    ),
    ("the pilot", r"pilot(?: phase| period)?|trial (?:period|phase)|probation(?:ary)?(?: period)?"),
)
_AFTER = (
    (
        "the contract term",
        r"(?:contract|agreement|engagement|assignment|term|period of performance)",
    ),
    ("the project", r"(?:project|timeline|duration)"),
    ("the warranty", r"(?:of )?(?:warranty|guarantee|defects? (?:liability )?period)"),
    (
        "support",
        r"(?:of )?(?:free )?(?:post-launch |after-launch )?(?:support|hypercare|aftercare)",
    ),
    ("notice", r"(?:of )?(?:written )?notice(?: period)?"),
    ("the pilot", r"(?:pilot|trial|probation)"),
)
_FIRST = tuple(
    (thing, re.compile(rf"\b(?:{words})\b{_IS}{_GAP}$", re.IGNORECASE)) for thing, words in _BEFORE
)
_NEXT = tuple(
    (thing, re.compile(rf"[- \t\n]+(?:{words})\b", re.IGNORECASE)) for thing, words in _AFTER
)
_NET = re.compile(r"\bnet[- ]?(?P<days>\d{2,3})\b(?: days)?", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:option(?:s|al)?|base|exten\w+|renew\w*|initial(?:ly)?|additional|further|total|maximum|"
    r"minimum|up to|at least|at most|more than|less than|not exceed|no more|shorter|longer|original"
    r"|first|second|phase|stage|previous\w*|last|past|similar|instead|existing|current|cure|"
    r"breach|discount|early|late|deposit|final|retention|overtime|emergenc\w+|if|unless|except|"
    r"every|each|rolling|long-term|short-term|typically|about the same)\b|%",
    re.IGNORECASE,
)
_KINDS = re.compile(
    r"\b(?:parts?|labou?r|paint\w*|roof\w*|workmanship|materials?|equipment|hardware|software|"
    r"structur\w+|batter\w+|hosting|plants?|trees?|bugs?|frames?|phone|e-?mail|chat|server)\b",
    re.IGNORECASE,
)
_PARTIES = re.compile(
    r"\b(?:vendor|client|supplier|contractor|buyer|customer|employee|tenant|consultant)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Mention:
    days: float
    unit: str
    start: int
    end: int


def two_durations(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """The same thing with two lengths; lengths that only differ in their unit are equal."""
    by_thing: dict[tuple[str, str], list[_Mention]] = defaultdict(list)
    for unit in found:
        for thing, mention in _mentions(unit):
            told_by = {"the warranty": _KINDS, "support": _KINDS, "notice": _PARTIES}.get(thing)
            words = told_by.findall(unit.text) if told_by else ()
            kinds = " ".join(sorted({one.lower() for one in words}))
            by_thing[thing, kinds].append(mention)
    for (thing, _), mentions in by_thing.items():
        first = mentions[0]
        other = next((one for one in mentions[1:] if not _same(first, one)), None)
        if other is None:
            continue
        both = (place(brief, first.start, first.end), place(brief, other.start, other.end))
        yield LintFinding(
            code="two-durations",
            message=f"Two lengths for {thing}: {shown(both[0].quote)} and {shown(both[1].quote)}.",
            fix="Keep the one that holds, give it once and refer to it elsewhere.",
            places=both,
        )


def _mentions(unit: Unit) -> Iterator[tuple[str, _Mention]]:
    lengths = list(_LENGTH.finditer(unit.text))
    if _OTHER.search(unit.text):
        return
    if len(lengths) == 1:
        match = lengths[0]
        count = 1 if match["a"] else number(match["count"])
        kind = match["unit"].lower()
        days = count * _DAYS[kind] * (1.4 if match["working"] and "cal" not in match[0] else 1)
        if (thing := _thing(unit.text, match)) and not (thing != "notice" and kind == "hour"):
            yield thing, _Mention(days, kind, unit.start + match.start(), unit.start + match.end())
    elif not lengths and (net := _NET.search(unit.text)):
        start = unit.start + net.start()
        yield "payment", _Mention(float(net["days"]), "day", start, unit.start + net.end())


def _thing(text: str, match: re.Match[str]) -> str:
    for thing, pattern in _NEXT:
        if pattern.match(text, match.end()):
            return thing
    before = text[max(0, match.start() - 90) : match.start()]
    return next((thing for thing, pattern in _FIRST if pattern.search(before)), "")


def _same(one: _Mention, other: _Mention) -> bool:
    families = ({"month", "year"}, {"hour", "day", "week"})
    near = 0.02 if any({one.unit, other.unit} <= family for family in families) else 0.09
    return abs(one.days - other.days) <= near * max(one.days, other.days)
