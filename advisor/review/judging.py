"""Judges each topic of a brief by its checks, with the clauses that prove the verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from advisor.domain import Library
from advisor.domain.review import (
    Brief,
    Check,
    CheckLevel,
    CheckReview,
    ClauseReading,
    Evidence,
    EvidenceLevel,
    TopicReview,
    TopicStatus,
)
from advisor.knowledge.checks import TopicChecks
from advisor.review.exposure import does_not_matter, elsewhere
from advisor.review.guards import is_counted, is_fair
from advisor.review.phrases import SURE, with_phrases
from advisor.review.splitting import Clause

MAX_EVIDENCE = 3
_POINTS: Mapping[CheckLevel, float] = {"met": 1.0, "half": 0.5, "missing": 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseFloors:
    """Probabilities, chosen on briefs of our own (ARCHITECTURE.md, "Brief review").

    A clause bears on a check from `some` on, counts as a gesture from `half` on, is a usable
    provision from `good` on, and pushes the wrong way from `against` on. Where a topic does not
    seem to matter, only what is as clear as `clear` counts.
    """

    some: float = 0.3
    half: float = 0.8
    good: float = 0.45
    against: float = 0.9
    clear: float = 0.99


@dataclass(frozen=True, slots=True)
class _Read:
    clause: Clause
    reading: ClauseReading


def judge(
    brief: Brief,
    clauses: Sequence[Clause],
    readings: Sequence[ClauseReading],
    *,
    topics: Sequence[TopicChecks],
    library: Library,
    floors: ClauseFloors,
) -> tuple[TopicReview, ...]:
    """A verdict for every topic; `readings` are those of the clauses, in their order."""
    read = [
        _Read(clause, with_phrases(clause, reading, topics))
        for clause, reading in zip(clauses, readings, strict=True)
    ]
    return tuple(_topic(brief, read, one, library, floors) for one in topics)


def points_of(checks: Sequence[CheckReview]) -> float:
    """The sum of the weights of met checks; half met ones count half."""
    return sum(one.check.weight * _POINTS[one.level] for one in checks)


def _topic(
    brief: Brief,
    read: Sequence[_Read],
    topic: TopicChecks,
    library: Library,
    floors: ClauseFloors,
) -> TopicReview:
    why_not = does_not_matter(topic.topic_id, brief)
    if why_not:
        floors = replace(floors, some=floors.clear, half=floors.clear)
    counted = [one for one in read if is_counted(one.clause, topic.topic_id)]
    checks = tuple(_check(check, counted, floors) for check in topic.checks)
    against = _against(topic, counted, checks, floors)
    status = _status(topic, checks, against)
    away = ""
    if status == "missing":
        away = elsewhere(topic.topic_id, brief)
    else:
        why_not = ""
    known = library.topic_by_id[topic.topic_id]
    return TopicReview(
        topic_id=topic.topic_id,
        number=known.number,
        title=known.title,
        status="not_applicable" if why_not else "not_in_this_text" if away else status,
        applicable=not why_not,
        reason=why_not or _elsewhere(away) or _reason(status, checks, brief),
        evidence=_telling(status, checks, against),
        checks=checks,
    )


def _check(check: Check, read: Sequence[_Read], floors: ClauseFloors) -> CheckReview:
    """The best clauses for a check; usable ones leave gestures out."""
    scored = sorted(
        ((_strength(one, check.check_id), one) for one in read if _bears(one, check, floors)),
        key=lambda pair: -pair[0],
    )
    good = [one for _, one in scored if one.reading.good[check.check_id] >= floors.good]
    hints = [one for _, one in scored if one.reading.some[check.check_id] >= floors.half]
    best = good or hints
    level: EvidenceLevel = "good" if good else "half"
    evidence = tuple(_evidence(one.clause, check.check_id, level) for one in best[:MAX_EVIDENCE])
    state: CheckLevel = "met" if good else "half" if best else "missing"
    return CheckReview(check=check, level=state, evidence=evidence)


def _bears(one: _Read, check: Check, floors: ClauseFloors) -> bool:
    return (
        one.reading.some[check.check_id] >= floors.some
        and one.reading.against[check.topic_id] < floors.against
    )


def _strength(one: _Read, check_id: str) -> float:
    return one.reading.good[check_id] + one.reading.some[check_id]


def _against(
    topic: TopicChecks, read: Sequence[_Read], checks: Sequence[CheckReview], floors: ClauseFloors
) -> tuple[Evidence, ...]:
    """The clauses that push the wrong way; a single unsure one yields to a handled topic.

    That goals cannot be true together shows in two places, so of them only a phrase is believed.
    """
    found = [
        one
        for one in read
        if one.reading.against[topic.topic_id] >= floors.against
        and not is_fair(one.clause, topic.topic_id)
    ]
    sure = [one for one in found if one.reading.against[topic.topic_id] >= SURE]
    if topic.topic_id == "unclear-goals" or (len(found) == 1 and _is_handled(topic, checks)):
        found = sure
    found.sort(key=lambda one: -one.reading.against[topic.topic_id])
    return tuple(_evidence(one.clause, topic.topic_id, "against") for one in found[:MAX_EVIDENCE])


def _evidence(clause: Clause, check_id: str, level: EvidenceLevel) -> Evidence:
    return Evidence(
        quote=clause.text, start=clause.start, end=clause.end, check_id=check_id, level=level
    )


def _status(
    topic: TopicChecks, checks: Sequence[CheckReview], against: Sequence[Evidence]
) -> TopicStatus:
    if against:
        return "contradicted"
    if _is_handled(topic, checks):
        return "handled"
    return "partly" if points_of(checks) else "missing"


def _is_handled(topic: TopicChecks, checks: Sequence[CheckReview]) -> bool:
    met = any(one.level == "met" for one in checks)
    return met and points_of(checks) >= topic.handled_at


def _telling(
    status: TopicStatus, checks: Sequence[CheckReview], against: tuple[Evidence, ...]
) -> tuple[Evidence, ...]:
    """The evidence of the verdict, each clause once: usable provisions before gestures."""
    if status == "contradicted":
        return against
    found = [one for check in checks for one in check.evidence[:1]]
    found += [one for check in checks for one in check.evidence[1:]]
    weight = {one.check.check_id: one.check.weight for one in checks}
    found.sort(key=lambda one: (one.level != "good", -weight[one.check_id]))
    return tuple({one.start: one for one in reversed(found)}.values())[::-1]


def _reason(status: TopicStatus, checks: Sequence[CheckReview], brief: Brief) -> str:
    """One sentence; of a missing topic what was looked for, and where."""
    if status == "contradicted":
        return "A clause pushes the wrong way."
    lacking = [one.check.looked_for for one in checks if one.level == "missing"]
    if status == "missing":
        return f"Looked for {_listed(lacking)} in {brief.words:,} words; found none of it."
    half = [one.check.looked_for for one in checks if one.level == "half"]
    met = [one.check.looked_for for one in checks if one.level == "met"]
    parts = [
        f"Says {_listed(met)}" if met else "",
        f"only hints at {_listed(half)}" if half else "",
    ]
    said = "; ".join(filter(None, parts))
    left = f"; nothing on {_listed(lacking)}" if status == "partly" and lacking else ""
    return f"{said[:1].upper()}{said[1:]}{left}."


def _elsewhere(away: str) -> str:
    return (
        f"It is said to stand elsewhere (\u201c{away}\u201d), and this text does not hold it."
        if away
        else ""
    )


def _listed(items: Sequence[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} or {items[-1]}"
