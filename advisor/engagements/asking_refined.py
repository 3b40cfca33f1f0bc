"""Refines the kind of a question by its times, its names and what else it says."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from advisor.domain.note_answer import NoteQuestionKind
from advisor.engagements.asking_when import Times
from advisor.engagements.measure_words import CONCEPTS

_EARLY = date(2000, 1, 1)
_LITTLE = frozenset(
    "along shap project stat fill job pictur impress verdict view opin relationship collabor "
    "cooper everyth situat satisfi satisfy satisf happy reliabl reliably worry worri new story "
    "mood temperatur perform expect trust content pleas short digest head news deliv #deliver "
    "work servic run version nutshell nut shell present thumb gist outlook line bottom "
    "condition state #review sum point highlight #report summari summary overview recap".split()
)
_YOUR_VIEW = re.compile(
    r"^(?:what|how) (?:do|would) you\b|^(?:can|could|should) (?:we|i) (?:be|feel|worry|trust"
    r"|rely)\b"
)
_GREETING = re.compile(
    r"\W*(?:(?:hi|hello|hey|thanks?|thank you|ok|okay|bye|please|they|good (?:morning|day"
    r"|evening))\W*)*"
)
_HAPPENED = re.compile(r"^what (?:happened|was|were|did|has happened|have)\b")


def says_little(
    terms: Sequence[frozenset[str]], kind: NoteQuestionKind, core: str, times: Times
) -> bool:
    """Whether a question names nothing but an engagement, so that it asks how that goes."""
    if kind not in ("what", "planning", "last", "status") or not is_little(terms):
        return False
    if kind == "planning" and not _YOUR_VIEW.match(core):
        return False
    return not (_GREETING.fullmatch(core) or (times.periods and _HAPPENED.match(core)))


_LATE = re.compile(
    r"\b(?:late|overdue|delayed|missed|skipped|after the (?:agreed |promised )?(?:date|deadline"
    r"|day)|"
    r"behind (?:time|schedule)|not on time)\b"
)
_SINCE_WHEN = re.compile(
    r"^since when (?:have|has|had|are|is|was|were) .*\b(?:late|wrong|worse|slow\w*|missing|down"
    r"|problems?|errors?|"
    r"trouble|behind|failing|overdue)\b|^when did .*\b(?:start|begin)\b"
)
_ABOUT = re.compile(
    r"\b(?:say|said|reason|agree\w*|if|happens|cause[ds]?|rule|deal|penalt\w+)\b|^is\b"
)
_COMPARES = re.compile(r"\b(?:more|less|fewer|better|worse|most|least|\w{3,}(?:er|est))\b")
_LONG = 45  # days from which a period has several readings


def _over_time(core: str, times: Times) -> bool:
    """Whether a question names a measure and a time of several readings."""
    long = any((period.until - max(period.since, _EARLY)).days > _LONG for period in times.periods)
    return long and names_measure(core)


def refined(kind: NoteQuestionKind, core: str, times: Times, *, named: int) -> NoteQuestionKind:
    """The kind as the times and the number of vendors named tell; `core` is in lower case."""
    if kind in ("what", "list", "status", "amount") and _over_time(core, times):
        return "trend"
    if kind == "what" and _LATE.search(core) and not _ABOUT.search(core):
        return "list"
    if kind == "when" and _SINCE_WHEN.search(core):
        return "first"
    if kind == "who" and named > 1:
        return "trend" if _COMPARES.search(core) else "what"
    return kind


def up_to_now(times: Times, core: str, today: date) -> Times:
    """The times with "than in January" as what has been since January."""
    if len(times.periods) != 1 or not _THAN.search(core):
        return times
    return replace(times, periods=(replace(times.periods[0], until=today),))


_THAN = re.compile(
    r"\b(?:than|compared (?:to|with)|against)"
    r"(?: (?:it|they|there|we|in|at|back|the|was|were|had|did))*\s*\?*$"
)


def names_measure(core: str) -> bool:
    """Whether a question names a measure that has a usual name."""
    return any(concept.pattern.search(core) for concept in CONCEPTS)


def is_little(terms: Sequence[frozenset[str]]) -> bool:
    """Whether all of the terms only say that one asks how it goes."""
    return all(term & _LITTLE for term in terms)
