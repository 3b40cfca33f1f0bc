"""Makes one figure of many scores: its value, interval and gate, and the cases that fell short."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from advisor.domain import Advice
from advisor.domain.check_up import CheckUp
from evals.cases import Case, Gate, Measure
from evals.scoring import Given, Scorer, Share, ShareScorer
from evals.statistics import Interval, bootstrap_ratio

Outcome = Literal["fail", "not measured", "pass", "reported"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A case that did not reach a scorer's best, and what was missing."""

    measure: str
    case_id: str
    question: str
    score: float
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureResult:
    """One measure over a suite; `interval` is None where no case was the scorer's business.

    `pairs` counts the units of a ratio, such as pairs of case and topic; None where a case is one.
    """

    name: str
    interval: Interval | None
    cases: int
    gate: Gate
    shortfalls: tuple[Shortfall, ...]
    pairs: int | None = None

    @property
    def part_of(self) -> str:
        """The measure that this is the part for one kind or topic of; empty for a whole one."""
        whole, colon, _ = self.name.partition(":")
        return whole if colon else ""

    @property
    def outcome(self) -> Outcome:
        """A gate with nothing to measure neither passes nor fails."""
        if self.interval is None:
            return "reported" if self.gate.open else "not measured"
        if self.gate.open:
            return "reported"
        return "pass" if self.gate.holds(self.interval.mean) else "fail"

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "name": self.name,
            "value": self.interval.mean if self.interval else None,
            "low": self.interval.low if self.interval else None,
            "high": self.interval.high if self.interval else None,
            "cases": self.cases,
            "pairs": self.pairs,
            "gate": asdict(self.gate),
            "outcome": self.outcome,
            "shortfalls": [asdict(shortfall) for shortfall in self.shortfalls],
        }


def measured(
    scorer: Scorer, wanted: Measure, answered: Sequence[tuple[Case, Advice]]
) -> Iterator[MeasureResult]:
    """The figure of a measure, then those of its kinds where the measure is broken down."""
    yield measure(scorer, wanted.gate, answered)
    groups = dict.fromkeys(case.group for case, _ in answered) if wanted.by else {}
    for group in sorted(groups):
        own = [(case, advice) for case, advice in answered if case.group == group]
        part = _result(f"{scorer.name}:{group}", Gate(), _shares(scorer, own), ())
        if part.cases:
            yield part


def measure(scorer: Scorer, gate: Gate, answered: Sequence[tuple[Case, Advice]]) -> MeasureResult:
    """The mean of one score over the cases that are its business, and those short of its best."""
    shares = _shares(scorer, answered)
    scores = {case.case_id: share.good for case, share in shares}
    shortfalls = tuple(
        Shortfall(
            measure=scorer.name,
            case_id=case.case_id,
            question=case.question,
            score=scores[case.case_id],
            missing=scorer.missing(case, advice),
        )
        for case, advice in answered
        if scorer.best is not None and scores.get(case.case_id, scorer.best) != scorer.best
    )
    return _result(scorer.name, gate, shares, shortfalls)


def measured_shares(
    scorer: ShareScorer[Given],
    wanted: Measure,
    checked: Sequence[tuple[Case, Given]],
    *,
    topics: Sequence[str],
) -> Iterator[MeasureResult]:
    """The ratio of a measure over all topics, then of each where the measure is broken down."""
    shares = [(case, scorer.count(case, check_up, topics)) for case, check_up in checked]
    shortfalls = tuple(
        Shortfall(
            measure=scorer.name,
            case_id=case.case_id,
            question=case.question,
            score=share.good / share.whole,
            missing=scorer.missing(case, check_up),
        )
        for (case, share), (_, check_up) in zip(shares, checked, strict=True)
        if share.good < share.whole
    )
    yield _result(scorer.name, wanted.gate, shares, shortfalls, pairs=True)
    for topic in topics if wanted.by else ():
        own = [(case, scorer.count(case, check_up, (topic,))) for case, check_up in checked]
        yield _result(f"{scorer.name}:{topic}", Gate(), own, (), pairs=True)


def signal_topics(checked: Sequence[tuple[Case, CheckUp]]) -> list[str]:
    """The topics that are labelled or raised anywhere, sorted."""
    labelled = {topic for case, _ in checked if case.signals for topic in case.signals.topics}
    raised = {one.topic_id for _, found in checked for one in (*found.signals, *found.solved)}
    return sorted(labelled | raised)


def _shares(scorer: Scorer, answered: Sequence[tuple[Case, Advice]]) -> list[tuple[Case, Share]]:
    scored = ((case, scorer.score(case, advice)) for case, advice in answered)
    return [(case, Share(score, 1)) for case, score in scored if score is not None]


def _result(
    name: str,
    gate: Gate,
    shares: Sequence[tuple[Case, Share]],
    shortfalls: tuple[Shortfall, ...],
    *,
    pairs: bool = False,
) -> MeasureResult:
    """The ratio of the sums; its interval draws whole sets, since cases of one set are alike."""
    counted = [(case, share) for case, share in shares if share.whole]
    good, whole = defaultdict[str, float](float), defaultdict[str, float](float)
    for case, share in counted:
        good[case.set_id] += share.good
        whole[case.set_id] += share.whole
    sums = list(good.values()), list(whole.values())
    return MeasureResult(
        name=name,
        interval=bootstrap_ratio(*sums) if counted else None,
        cases=len(counted),
        gate=gate,
        shortfalls=shortfalls,
        pairs=round(sum(whole.values())) if pairs else None,
    )
