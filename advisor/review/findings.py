"""The gaps of a brief in order of risk, what to write, and how ready the brief is."""

from collections.abc import Sequence

from advisor.domain.review import (
    Brief,
    CheckReview,
    Finding,
    Harm,
    LintFinding,
    Risk,
    Score,
    TopicReview,
)
from advisor.knowledge.checks import TopicChecks
from advisor.review.exposure import exposures, is_small
from advisor.review.judging import points_of

TOPIC_POINTS = 10
_RISK: dict[Risk, int] = {"high": 3, "medium": 2, "low": 1}
_RISKS: tuple[Risk, ...] = ("low", "medium", "high")
_OPEN = ("missing", "partly", "contradicted", "not_in_this_text")
_SHARE = {"handled": 1.0, "partly": 0.5, "missing": 0.0, "contradicted": 0.0}
# What has leaked cannot be called back, so these count twice for the topic that guards them.
_BEYOND_REPAIR = {"unprotected-ip": frozenset({"personal_data", "payroll"})}
# A small job ends before these can hurt much.
_FOR_LONGER_WORK = frozenset({"not-scaling", "no-monitoring", "micromanagement"})
_HARM, _LINT, _MOST_LINT = 15, 1, 10


def findings(
    brief: Brief, reviews: Sequence[TopicReview], topics: Sequence[TopicChecks]
) -> tuple[Finding, ...]:
    """One finding for each topic with a gap, the riskiest first; a contradiction before a gap."""
    exposed = exposures(brief)
    checks = {one.topic_id: one for one in topics}
    found = [
        (_urgency(brief, review, checks[review.topic_id], exposed), review)
        for review in reviews
        if review.applicable and review.status in _OPEN
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1].number))
    return tuple(_finding(brief, review, checks[review.topic_id], exposed) for _, review in found)


def score(
    reviews: Sequence[TopicReview], lint: Sequence[LintFinding], harm: Sequence[Harm]
) -> Score:
    """The mean of the topics that matter, less what lint and harm take off."""
    own = [one for one in reviews if one.applicable]
    got = sum(_SHARE.get(one.status, 0.0) for one in own)
    share = round(100 * got / len(own)) if own else 0
    words = "1 topic that matters" if len(own) == 1 else f"{len(own)} topics that matter"
    terms = [f"{got:g} of {words} (handled 1, partly 0.5): {share} of 100"]
    off_lint = min(_MOST_LINT, _LINT * len(lint))
    off_harm = _HARM * len(harm)
    if off_lint:
        faults = "1 fault" if len(lint) == 1 else f"{len(lint)} faults"
        terms.append(f"{faults} in the text: -{off_lint} (1 each, 10 at most)")
    if off_harm:
        things = "1 thing" if len(harm) == 1 else f"{len(harm)} things"
        terms.append(f"{things} that must not be asked for: -{off_harm} (15 each)")
    value = max(0, share - off_lint - off_harm)
    terms.append(f"Readiness: {value} of 100")
    return Score(value=value, terms=tuple(terms))


def _risk_of(brief: Brief, check: CheckReview) -> int:
    risk = check.check.risk
    return _RISK[risk.get(brief.trade or "default", risk["default"])]


def _urgency(
    brief: Brief, review: TopicReview, topic: TopicChecks, exposed: frozenset[str]
) -> float:
    """What is at stake: the riskiest open check, exposure, and how much of the topic lacks."""
    open_checks = [one for one in review.checks if one.level != "met"]
    stake = max((_risk_of(brief, one) for one in open_checks), default=1)
    exposure = min(2, len(exposed & set(topic.why_by_exposure)))
    exposure += bool(exposed & _BEYOND_REPAIR.get(topic.topic_id, frozenset()))
    lacking = 1 - points_of(review.checks) / sum(one.check.weight for one in review.checks)
    wrong = 3.0 if review.status == "contradicted" else 0.0
    half = 0.5 if review.status == "partly" else 0.0
    later = 0.5 if is_small(brief) and review.topic_id in _FOR_LONGER_WORK else 0.0
    return stake + exposure + lacking + wrong - half - later


def _finding(
    brief: Brief, review: TopicReview, topic: TopicChecks, exposed: frozenset[str]
) -> Finding:
    worst = _worst(brief, review)
    check = worst.check
    here = [why for key, why in topic.why_by_exposure.items() if key in exposed]
    stake = _risk_of(brief, worst) + bool(here) + (review.status == "contradicted")
    return Finding(
        finding_id=check.check_id,
        topic_id=review.topic_id,
        title=_title(review),
        risk=_RISKS[min(3, stake) - 1],
        why=" ".join((check.why, *here[:1])),
        write=check.insertion,
        insert_at=insertion_point(brief, review),
        ask=check.ask,
        point_ids=check.point_ids,
        evidence=review.evidence if review.status in ("contradicted", "partly") else (),
    )


def _worst(brief: Brief, review: TopicReview) -> CheckReview:
    """The open check with the highest risk, then the one that weighs most."""
    order = {"missing": 2, "half": 1, "met": 0}
    return max(
        review.checks,
        key=lambda one: (
            order[one.level] > 0,
            _risk_of(brief, one),
            one.check.weight,
            order[one.level],
        ),
    )


def _title(review: TopicReview) -> str:
    verb = {"contradicted": "Pushes the wrong way", "partly": "Only partly there"}
    return f"{review.title}: {verb.get(review.status, 'Missing')}"


def insertion_point(brief: Brief, review: TopicReview) -> int:
    """Where text on a topic belongs: after its best evidence's part, else at the end."""
    if not review.evidence:
        return len(brief.text)
    at = review.evidence[0].start
    for section in brief.sections:
        if section.start <= at < section.end:
            return section.start + len(brief.text[section.start : section.end].rstrip())
    return len(brief.text)
