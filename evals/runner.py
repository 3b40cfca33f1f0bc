"""The runner: asks an `Advisor` each case of a suite, scores the answers and judges the gates."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from advisor import __version__
from advisor.domain import Advice
from advisor.errors import InputError
from advisor.pipeline import Advisor
from evals.cases import Case, EvalError, Gate, Suite, with_limits
from evals.scorers import SCORERS, Scorer
from evals.statistics import Interval, bootstrap_interval

PASSED, FAILED, UNUSABLE = 0, 1, 2
Outcome = Literal["fail", "not measured", "pass", "reported"]
Tick = Callable[[], None]


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
    """One measure over a suite; `interval` is None where no case was the scorer's business."""

    name: str
    interval: Interval | None
    cases: int
    gate: Gate
    shortfalls: tuple[Shortfall, ...]

    @property
    def outcome(self) -> Outcome:
        """A gate with nothing to measure neither passes nor fails."""
        if self.interval is None:
            return "reported" if self.gate.open else "not measured"
        if self.gate.open:
            return "reported"
        return "pass" if self.gate.holds(self.interval.mean) else "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteResult:
    """What a suite measured.

    `refused` says, by case id, why a question could not be read; any such case fails the suite.
    `made_with` names what the figures were made with.
    """

    name: str
    measures: tuple[MeasureResult, ...]
    refused: Mapping[str, str]
    made_with: Mapping[str, str]

    @property
    def exit_code(self) -> int:
        """0 all gates pass, 1 a gate or a question failed, 2 a gate had nothing to measure."""
        outcomes = {measure.outcome for measure in self.measures}
        if self.refused or "fail" in outcomes:
            return FAILED
        nothing = all(measure.interval is None for measure in self.measures)
        return UNUSABLE if nothing or "not measured" in outcomes else PASSED

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "suite": self.name,
            "exit_code": self.exit_code,
            "made_with": dict(self.made_with),
            "refused": dict(self.refused),
            "measures": [_measure_dict(measure) for measure in self.measures],
        }


def run_suite(suite: Suite, advisor: Advisor, *, tick: Tick = lambda: None) -> SuiteResult:
    """Ask every case once and score the answers; `tick` is called after each.

    `EvalError` where the suite names a scorer that does not exist.
    """
    scorers = [scorer_of(suite, measure.scorer) for measure in suite.measures]
    answered: list[tuple[Case, Advice]] = []
    refused: dict[str, str] = {}
    for case in with_limits(suite.cases, advisor.library):
        try:
            answered.append((case, advisor.ask(case.question, history=case.history)))
        except InputError as error:
            refused[case.case_id] = str(error)
        tick()
    return SuiteResult(
        name=suite.name,
        measures=tuple(
            measure(scorer, wanted.gate, answered)
            for scorer, wanted in zip(scorers, suite.measures, strict=True)
        ),
        refused=refused,
        made_with=_made_with(suite, advisor, answered),
    )


def measure(scorer: Scorer, gate: Gate, answered: Sequence[tuple[Case, Advice]]) -> MeasureResult:
    """The mean of one score over the cases that are its business, and those short of its best."""
    scores: list[float] = []
    shortfalls: list[Shortfall] = []
    for case, advice in answered:
        score = scorer.score(case, advice)
        if score is None:
            continue
        scores.append(score)
        if scorer.best is not None and score != scorer.best:
            shortfalls.append(
                Shortfall(
                    measure=scorer.name,
                    case_id=case.case_id,
                    question=case.question,
                    score=score,
                    missing=scorer.missing(case, advice),
                )
            )
    return MeasureResult(
        name=scorer.name,
        interval=bootstrap_interval(scores) if scores else None,
        cases=len(scores),
        gate=gate,
        shortfalls=tuple(shortfalls),
    )


def exit_code(results: Sequence[SuiteResult]) -> int:
    """The code of a whole run: a failure outweighs a gap, and no suite at all is a gap."""
    codes = {result.exit_code for result in results} or {UNUSABLE}
    return FAILED if FAILED in codes else max(codes)


def scorer_of(suite: Suite, name: str) -> Scorer:
    """The scorer that a suite names; `EvalError` where there is none."""
    if name not in SCORERS:
        raise EvalError(f"Suite {suite.name} names {name!r}, which is not a scorer.")
    return SCORERS[name]


def _made_with(
    suite: Suite, advisor: Advisor, answered: Sequence[tuple[Case, Advice]]
) -> dict[str, str]:
    trace = answered[0][1].trace if answered else None
    return {
        "version": __version__,
        "model": trace.model if trace else "",
        "index": trace.index_fingerprint if trace else "",
        "settings": advisor.settings.digest,
        "knowledge": advisor.library.digest,
        "cases": suite.digest,
        "cases_file": suite.cases_file.name,
    }


def _measure_dict(result: MeasureResult) -> dict[str, Any]:
    return {
        "name": result.name,
        "value": result.interval.mean if result.interval else None,
        "low": result.interval.low if result.interval else None,
        "high": result.interval.high if result.interval else None,
        "cases": result.cases,
        "gate": asdict(result.gate),
        "outcome": result.outcome,
        "shortfalls": [asdict(shortfall) for shortfall in result.shortfalls],
    }
