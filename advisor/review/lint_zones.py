"""Finds abbreviations of time zones that clash."""

import re
from collections.abc import Iterator, Sequence

from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_text import Unit, place, shown

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
