"""Finds time zones that clash, and clock times of remote work that have none."""

import re
from collections.abc import Iterator, Sequence

from advisor.domain.library import Trade
from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_text import Unit, place, places, shown

_PAIRS = (
    ("EST", "EDT"),
    ("CST", "CDT"),
    ("MST", "MDT"),
    ("PST", "PDT"),
    ("GMT", "BST"),
    ("CET", "CEST"),
    ("EET", "EEST"),
    ("AEST", "AEDT"),
)
_ALL = "|".join(sorted({zone for pair in _PAIRS for zone in pair} | {"UTC", "IST"}, key=len)[::-1])
_TIMED = re.compile(
    rf"(?P<time>(?<![\d:.])\d{{1,2}}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?) ?\(?(?P<zone>{_ALL})\b(?!/|"
    rf"[+-]\d)",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"{_TIMED.pattern}\)?\s*(?:to|until|till|-|\u2013|and)\s*"
    + _TIMED.pattern.replace("<time>", "<time2>").replace("<zone>", "<zone2>"),
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:summer|winter|daylight|season|clocks|depending|either|respectively|change\w*|equivalent|"
    r"convert\w*|January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\b",
    re.IGNORECASE,
)

_CLOCK = re.compile(
    r"(?<![\w.:/-])(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)? ?[ap]\.?m\b\.?|(?:[01]?\d|"
    r"2[0-3]):[0-5]\d\b"
    r"(?![:.]\d))(?: ?(?:[ap]\.?m\b\.?))?",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    r"\b(?:remote(?:ly)?|offshore|nearshore|overseas|abroad|international(?:ly)?|worldwide|"
    r"anywhere|different countries|several countries|cross-border|virtual assistant|upwork|fiverr|"
    r"freelancer\.com|work from home|time ?zones?|home-based|distributed team|outside (?:the|our) "
    r"country|global(?:ly)? (?:team|based)|in (?:India|Ukraine|Poland|Vietnam|the Philippines|"
    r"Pakistan|Romania|Bangladesh|Kenya|Mexico|Argentina|Serbia|Egypt|South Africa))\b",
    re.IGNORECASE,
)
# Work that needs nobody on the spot; its calls and hours cross borders without being told to.
_DIGITAL: frozenset[Trade] = frozenset(
    {
        "customer_support",
        "software",
        "marketing",
        "content_design",
        "virtual_assistant",
        "it_support",
        "bookkeeping",
    }
)
_DESK = re.compile(
    r"\b(?:(?:web|shopify|wordpress|app|python|react|php|java|software|front-?end|back-?end|full"
    r"[- ]stack|mobile|game|data) ?(?:developer|designer|engineer|programmer|analyst|scientist)s?|"
    r"developers?|programmers?|copywriters?|translators?|video editors?|graphic designers?|seo|"
    r"virtual (?:assistant|bookkeeper|receptionist)|social media manager|data entry|transcri\w+|"
    r"(?:chat|e-?mail|online|phone|customer) support agents?|freelanc\w+|\bva\b|website|web shop|"
    r"mobile app)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:stand-?ups?|(?:video |phone |weekly |daily )?calls?|zoom|teams|google meet|skype|slack|"
    r"meet(?:ings?)?|sync|online|on shift|shifts?|available|availability|reachable|overlap\w*|"
    r"working hours|core hours|shared hours|hours are|office hours|log in|logged in|huddle|"
    r"check-?in|webinar|stand up|answer|reply|respond)\b",
    re.IGNORECASE,
)
_OPENING = 500  # what the work is stands near the top
_ON_SITE = re.compile(
    r"\b(?:on[- ]site|at our (?:office|premises|shop|school|studio|site)|in our (?:office|premises|"
    r"shop|studio)|in person|in-house|on the premises)\b",
    re.IGNORECASE,
)
_HERE = (
    "Full Part Any First Last Lead Response Long Short Delivery Working Opening Start Starting End "
    "Real Run On Over In Down Next Each Every Same Spare Free Waiting Travel Turnaround Good What "
    "Which This That The Some Extra Loading Reaction Office Of Most More Your Our At By All No Per"
)
_ZONE = re.compile(
    r"\b(?:UTC|GMT|BST|CET|CEST|EET|EEST|WET|MSK|IST|PKT|SGT|HKT|JST|KST|AEST|AEDT|AWST|ACST|NZST|"
    r"NZDT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|AKST|HST|SAST|EAT|WAT|CAT|GST|BRT|ART|PHT|PHST|ICT|WIB|"
    r"ET|PT|CT|MT)\b|"
    rf"\b(?!(?:{_HERE.replace(' ', '|')})\b)[A-Z][A-Za-z]+ [Tt]ime\b(?!s)|"
    r"(?i:\b(?:local time|our time|my time|your (?:own )?time\b(?! (?:off|sheet))|(?:eastern|"
    r"pacific|"
    r"central|mountain|standard|daylight|summer|greenwich|universal)(?: \w+)? time|time ?zone(?: "
    r"is|:|"
    r" of)|o'clock in)\b)|(?i:\d ?(?:am|pm)?,? (?:eastern|pacific|central|mountain|est|cet|gmt|utc|"
    r"pst|cst|edt|pdt|ist|bst|et)\b)"
)


def clashing_zones(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """Hours that begin in one zone and end in another, or winter and summer time mixed."""
    first: dict[str, tuple[int, int]] = {}
    for unit in found:
        span = _SPAN.search(unit.text)
        if span and span["zone"].upper() != span["zone2"].upper():
            cut = unit.start + span.start("time2")
            yield _clash(
                brief,
                (unit.start + span.start(), unit.start + span.end("zone")),
                (cut, unit.start + span.end()),
            )
            return
        if not _BOTH.search(unit.text):
            for match in _TIMED.finditer(unit.text):
                where = (unit.start + match.start(), unit.start + match.end())
                first.setdefault(match["zone"].upper(), where)
    for one, other in _PAIRS:
        if one in first and other in first:
            yield _clash(brief, *sorted((first[one], first[other])))


def _clash(brief: Brief, one: tuple[int, int], other: tuple[int, int]) -> LintFinding:
    both = (place(brief, *one), place(brief, *other))
    return LintFinding(
        code="time-zones-clash",
        message=f"Two time zones: {shown(both[0].quote)} and {shown(both[1].quote)} are an hour or "
        "more apart.",
        fix='Use one time zone throughout, best by its city, such as "New York time".',
        places=both,
    )


def no_time_zone(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """Clock times without a time zone, where the work is remote or crosses borders.

    Work at a desk anywhere counts as remote for the hours at which people meet.
    """
    remote = _REMOTE.search(brief.text) is not None
    desk = brief.trade in _DIGITAL or _DESK.search(brief.text, 0, _OPENING)
    anywhere = desk and not _ON_SITE.search(brief.text)
    if not (remote or anywhere) or _ZONE.search(brief.text):
        return
    spans = [
        (unit.start + match.start(), unit.start + match.end())
        for unit in found
        if remote or _TOGETHER.search(unit.text)
        for match in _CLOCK.finditer(unit.text)
    ]
    if spans:
        where = places(brief, spans)
        yield LintFinding(
            code="no-time-zone",
            message=f"{shown(where[0].quote)} has no time zone, and the work is remote.",
            fix='Say which time zone holds, such as "all times are London time".',
            places=where,
        )
