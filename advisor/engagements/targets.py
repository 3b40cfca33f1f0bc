"""Agreed targets as an owner types them: "first reply under 4h", "accuracy at least 98%"."""

import re
from dataclasses import dataclass

from advisor.domain.notes import Direction, Target
from advisor.engagements.measure_words import unit_kind, usual_direction
from advisor.engagements.quantities import Quantity, quantities_in
from advisor.errors import InputError

_EXAMPLE = (
    'Write the measure and its level, such as "first reply under 4h", "accuracy at least 98%" or '
    '"errors at most 2 per week".'
)
_MAX_CHARS, _MAX_MEASURE_CHARS = 200, 80
_MOST = (
    r"no(?:t)? (?:more|longer|higher|later|greater|worse) than|not (?:over|above|exceed(?:ing)?)"
    r"|less than|fewer than|lower than|shorter than|faster than|quicker than|cheaper than"
    r"|at (?:the )?most|up to|under|below|within|max(?:imum)?(?: of)?\.?|beneath|<=|=<|<|\u2264"
    r"|(?:capped|limited) (?:at|to)|cap(?: of)?|ceiling(?: of)?|limit(?: of)?|or (?:less|fewer)"
    r"|tops|not to exceed|never (?:more than|over|above)|inside"
)
_LEAST = (
    r"no(?:t)? (?:less|fewer|lower|worse|under|below) than|not (?:under|below)|never below"
    r"|more than|greater than|higher than|better than|at (?:the )?least|over|above|min(?:imum)?"
    r"(?: of)?\.?(?=\s*\d)|minimum(?: of)?|>=|=>|>|\u2265|or (?:more|better|higher)|upwards of"
    r"|exceeds?"
    r"|exceeding|from"
)
_LONGEST = re.compile(rf"(?<![\w])(?:(?P<most>{_MOST})|(?P<least>{_LEAST}))(?![\w])", re.IGNORECASE)
_PER = re.compile(
    r"(?:\s*/\s*|\s+(?:per|a|an|each|every|in a|in any)\s+|\s*,?\s*(?=daily|weekly|monthly"
    r"|quarterly"
    r"|yearly|annually))(?P<per>hour|shift|day|week|fortnight|month|quarter|year|daily|weekly"
    r"|monthly"
    r"|quarterly|yearly|annually|visit|order|ticket|batch|sprint|release|page|article|invoice|lead|"
    r"click|sale|unit|item|call|person|agent)\b",
    re.IGNORECASE,
)
_ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
}
_EDGES = re.compile(
    r"^(?:[\s,;:=\u2013\u2014-]|\b(?:is|are|be|to be|should|must|will|shall|of|the|a|an|our"
    r"|their|we|agreed|"
    r"target|goal|sla|kpi|on(?! time| hold)|and|for|in(?! time)|at|stays?"
    r"|keep|kept|with|reach|hit|done)\b)+"
    r"|(?:[\s,;:.=\u2013\u2014-]|\b(?:is|are|be|to be|should|must|will|shall|of|the|a|an|at|to"
    r"|in|on|"
    r"stays?|kept?|and|target|goal|taken?|takes?|reach(?:es)?|hits?|with|by|about|around)\b)+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Parts:
    measure: str
    direction: Direction | None
    per: str


def parse_target(text: str) -> Target:
    """The target that a line states.

    Where no direction is said, the usual one of the measure is taken and `text` says so. Raises
    `InputError` that says what is missing.
    """
    line = " ".join(text.split())
    if len(line) > _MAX_CHARS:
        raise InputError(f"A target has at most {_MAX_CHARS} characters. {_EXAMPLE}")
    level = _level(line)
    parts = _parts(line, level)
    unit = level.unit
    if unit_kind(unit) == "bare" and _counts_things(parts.measure):
        unit = parts.measure.split()[-1].lower()
    direction = parts.direction or usual_direction(parts.measure, unit) or "at_least"
    shown = line if parts.direction else f"{line} ({direction.replace('_', ' ')})"
    return Target(
        measure=parts.measure,
        direction=direction,
        value=level.value,
        unit=unit,
        per=parts.per,
        text=shown,
    )


def said_direction(text: str) -> Direction | None:
    """The direction that words before a level state ("under"), the last one where several do."""
    found: Direction | None = None
    for match in _LONGEST.finditer(text):
        found = "at_most" if match["most"] else "at_least"
    return found


def period_after(text: str) -> str:
    """The period that the start of `text` counts over ("per week"), or empty."""
    match = _PER.match(text)
    return _ADVERBS.get(match["per"].lower(), match["per"].lower()) if match else ""


def _level(line: str) -> Quantity:
    found = quantities_in(line)
    if not found:
        raise InputError(f"This target has no number. {_EXAMPLE}")
    if len(found) > 1 and not _is_share(line, found):
        raise InputError(f"This target has more than one number; write one a line. {_EXAMPLE}")
    return found[0]


def _is_share(line: str, found: tuple[Quantity, ...]) -> bool:
    """Whether the line reads "95% of replies within 4h": the share is the level."""
    after = line[found[0].end :].lstrip().lower()
    return len(found) == 2 and found[0].unit == "%" and after.startswith("of ")


def _parts(line: str, level: Quantity) -> _Parts:
    before, after = line[: level.start], line[level.end :]
    per = _PER.match(after) or _PER.search(before)
    period = _ADVERBS.get(per["per"].lower(), per["per"].lower()) if per else ""
    if per and per.string is after:
        after = after[per.end() :]
    elif per and per["per"].lower() in _ADVERBS:
        period = ""
    direction = said_direction(before) or said_direction(" ".join(after.split()[:3]))
    if level.unit == "%" and after.strip().lower().startswith("of "):
        direction = said_direction(before)
        measure = _tidy(after)
    else:
        after = _LONGEST.sub(" ", after)
        measure = _tidy(_LONGEST.sub(" ", before)) or _tidy(after) or _noun(level)
        if not _tidy(_LONGEST.sub(" ", before)) and unit_kind(level.unit) == "count":
            measure = _noun(level)
    return _Parts(_checked(measure), direction, period)


def _noun(level: Quantity) -> str:
    """What a count counts, with its adjectives: "late deliveries" of "2 late deliveries"."""
    if unit_kind(level.unit) != "count":
        return ""
    return " ".join(level.text.split()[1:]) or level.unit


def _tidy(text: str) -> str:
    before = None
    while before != text:
        before, text = text, _EDGES.sub("", text).strip(" ()[]\"'\u201c\u201d*|.")
    return " ".join(text.split())


def _checked(measure: str) -> str:
    if not re.search(r"[^\W\d_]{2}", measure):
        raise InputError(f"This target does not say what is measured. {_EXAMPLE}")
    if len(measure) > _MAX_MEASURE_CHARS:
        raise InputError(f"Name the measure in at most {_MAX_MEASURE_CHARS} characters. {_EXAMPLE}")
    return measure


def _counts_things(measure: str) -> bool:
    last = measure.rsplit(maxsplit=1)[-1].lower()
    return len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "us", "nps", "ness"))
