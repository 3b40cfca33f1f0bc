"""The runner: asks an `Advisor` each case of a suite and hands back what was measured."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from advisor import __version__
from advisor.domain import Advice
from advisor.domain.check_up import CheckUp
from advisor.domain.review import BriefReview
from advisor.errors import InputError, NotFoundError
from advisor.pipeline import Advisor
from evals import workspaces
from evals.cases import About, Case, EvalError, Suite, with_limits
from evals.measuring import MeasureResult, measured, measured_shares, signal_topics
from evals.review_scorers import REVIEW_SCORERS
from evals.scorers import SCORERS
from evals.scoring import Scorer, ShareScorer
from evals.signal_scorers import CHECK_UP_SCORERS

PASSED, FAILED, UNUSABLE = 0, 1, 2
Tick = Callable[[], None]
Given = TypeVar("Given")


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
            "measures": [measure.to_dict() for measure in self.measures],
        }


def run_suite(suite: Suite, advisor: Advisor, *, tick: Tick = lambda: None) -> SuiteResult:
    """Ask every case once and score what comes; `tick` is called after each.

    Cases with notes get a workspace of their own, which is empty again afterwards. `EvalError`
    where the suite names a scorer that does not exist.
    """
    for measure in suite.measures:
        scorer_of(suite, measure.scorer)
    refused: dict[str, str] = {}
    trace = _trace(())
    if suite.about == "check_up":
        checked = _each(suite.cases, partial(workspaces.check_up, advisor=advisor), refused, tick)
        measures = [
            result
            for one in suite.measures
            for result in measured_shares(
                CHECK_UP_SCORERS[one.scorer], one, checked, topics=signal_topics(checked)
            )
        ]
    elif suite.about == "review":
        reviewed = _each(suite.cases, partial(workspaces.review, advisor=advisor), refused, tick)
        topics = [topic.topic_id for topic in advisor.library.topics]
        measures = [
            result
            for one in suite.measures
            for result in measured_shares(REVIEW_SCORERS[one.scorer], one, reviewed, topics=topics)
        ]
    else:
        cases = with_limits(suite.cases, advisor.library)
        answered = _each(cases, partial(workspaces.ask, advisor=advisor), refused, tick)
        trace = _trace(answered)
        measures = [
            result
            for one in suite.measures
            for result in measured(SCORERS[one.scorer], one, answered)
        ]
    return SuiteResult(
        name=suite.name,
        measures=tuple(measures),
        refused=refused,
        made_with={**_made_with(suite, advisor), **trace},
    )


def _each(
    cases: Sequence[Case], ask: Callable[[Case], Given], refused: dict[str, str], tick: Tick
) -> list[tuple[Case, Given]]:
    """What comes of each case; `refused` learns why a case could not be asked."""
    given: list[tuple[Case, Given]] = []
    for case in cases:
        try:
            given.append((case, ask(case)))
        except (InputError, NotFoundError) as error:
            refused[case.case_id] = str(error)
        tick()
    return given


def exit_code(results: Sequence[SuiteResult]) -> int:
    """The code of a whole run: a failure outweighs a gap, and no suite at all is a gap."""
    codes = {result.exit_code for result in results} or {UNUSABLE}
    return FAILED if FAILED in codes else max(codes)


def scorer_of(suite: Suite, name: str) -> Scorer | ShareScorer[CheckUp] | ShareScorer[BriefReview]:
    """The scorer that a suite names; `EvalError` where there is none for what it asks."""
    every: Mapping[About, Mapping[str, Scorer | ShareScorer[CheckUp] | ShareScorer[BriefReview]]]
    every = {"question": SCORERS, "check_up": CHECK_UP_SCORERS, "review": REVIEW_SCORERS}
    known = every[suite.about]
    if name not in known:
        raise EvalError(f"Suite {suite.name} names {name!r}, which is not a scorer.")
    return known[name]


def _trace(answered: Sequence[tuple[Case, Advice]]) -> dict[str, str]:
    trace = answered[0][1].trace if answered else None
    return {
        "model": trace.model if trace else "",
        "index": trace.index_fingerprint if trace else "",
    }


def _made_with(suite: Suite, advisor: Advisor) -> dict[str, str]:
    refused = [
        line
        for case in suite.cases
        if case.records
        for line in workspaces.refused_targets(case.records)
    ]
    lines = ", ".join(f"{line!r}" for line in dict.fromkeys(refused))
    return {
        "version": __version__,
        "settings": advisor.settings.digest,
        "knowledge": advisor.library.digest,
        "cases": suite.digest,
        "cases_file": ", ".join(path.name for path in suite.case_files),
        **({"targets left out": lines} if lines else {}),
    }
