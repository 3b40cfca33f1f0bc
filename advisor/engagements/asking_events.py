"""The kinds of event that a question asks about: payments, missed dates, decisions."""

import re

from advisor.domain.check_up import EventKind

Events = frozenset[EventKind]

_EVENTS: tuple[tuple[EventKind, re.Pattern[str]], ...] = (
    (
        "missed_date",
        re.compile(
            r"\b(?:late(?:ness)?|miss\w* (?:\w+ ){0,3}(?:deadline|date|delivery|milestone)s?|"
            r"slip\w*|overdue|delay\w*|deadlines?|missed dates?|behind schedule|not on time|on "
            r"time|no[- ]?shows?|skip\w*|not (?:show(?: up)?|turn up|come|arrive|deliver)|"
            r"(?:fail\w*|forg[eo]t\w*) to (?:come|show up|turn up|deliver)|stood us up|"
            r"(?:not|n't) (?:keep|kept|meet|met|make|stick|appear|hold)\w*(?: to)? (?:\w+ "
            r"){0,2}(?:dates?|deadlines?|"
            r"promises?|day|days|times?)|(?:not|n't) (?:appear|happen|take place)|put (?:back|off)|"
            r"(?:nobody|no one) (?:came|showed"
            r"|turned)|"
            r"behind time|after the (?:agreed |promised |due )?(?:date|deadline|day)|"
            r"postpon\w*|reschedul\w*|pushed (?:back|out)|put off|miss\w* (?:\w+ "
            r"){0,3}(?:visit|shift|"
            r"clean(?:ing)?|session|slot|appointment|call|meeting|launch|stop|pick-?up|"
            r"collection|cut-?off)s?"
            r"|(?:visit|clean(?:ing)?|shift|session|appointment|launch|date|deadline|"
            r"deliver(?:y|ie)|slot|"
            r"collection|go-live|call)s? (?:\w+ ){0,4}?(?:miss\w*|moved?|skip\w*)|after the "
            r"promise)\b"
        ),
    ),
    (
        "payment",
        re.compile(r"\b(?:pay|paid|paying|payments?|spent|spend|invoices? (?:we )?paid)\b"),
    ),
    ("decision", re.compile(r"\b(?:decisions?|decided?|agreements|agreed?|approv\w+)\b")),
    ("change", re.compile(r"\b(?:changes|changed|what .*\bchange)\b")),
    (
        "problem",
        re.compile(
            r"\b(?:problems?|issues?|went wrong|gone wrong|incidents?|trouble|mistakes?|"
            r"errors?|faults?)\b"
        ),
    ),
)


def events_of(core: str) -> Events:
    """The kinds of event that the question is about."""
    found = {kind for kind, pattern in _EVENTS if pattern.search(core)}
    if "missed_date" in found and not _WRONG.search(core):
        found.discard("problem")
    return frozenset(found)


_WRONG = re.compile(r"\b(?:problems|wrong|mistakes?|errors?|faults?|incidents?)\b")
