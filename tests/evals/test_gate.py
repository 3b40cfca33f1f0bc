"""The gate: what a drop is, what cannot be compared, and what measured nothing."""

from dataclasses import replace

import pytest

from evals.cases import Case, Gate, Measure, Suite, load_suite
from evals.gate import judge
from evals.measuring import measure
from evals.records import Baseline, CaseResult, GateResult
from evals.statistics import smallest_flips

CASES = tuple(Case(case_id=f"c{n}", question="?", expect="declined") for n in range(40))
SUITE = replace(
    load_suite("declining"),
    cases=CASES,
    measures=(Measure(scorer="out_of_scope_recall", gate=Gate(at_least=0.5)),),
)
LOWER = replace(SUITE, measures=(Measure(scorer="out_of_scope_recall", gate=Gate(at_most=0.9)),))


def results(*failed: int, critical: int | None = None) -> list[CaseResult]:
    return [
        CaseResult(
            case_id=case.case_id,
            set_id=case.case_id,
            question=case.question,
            critical=number == critical,
            scores={"out_of_scope_recall": (0.0 if number in failed else 1.0, 1.0)},
        )
        for number, case in enumerate(CASES)
    ]


def baseline(cases: list[CaseResult], *, digest: str = SUITE.digest) -> Baseline:
    return Baseline(
        suite="declining",
        blessed_on="2026-01-01",
        why="first",
        made_with={},
        cases_digest=digest,
        scorer_digest="s",
        counts={},
        measures={"out_of_scope_recall": {}},
        cases={case.case_id: case.scores for case in cases},
    )


def judged(
    cases: list[CaseResult], before: Baseline | None, suite: Suite = SUITE, digest: str = "s"
) -> GateResult:
    measures = [measure(one.scorer, one.gate, cases) for one in suite.measures]
    return judge(suite, cases, measures, baseline=before, scorer_digest=digest)


def test_the_same_results_pass_and_the_smallest_drop_is_told() -> None:
    gate = judged(results(1), baseline(results(1)))

    assert (gate.outcome, gate.exit_code) == ("pass", 0)
    assert gate.differences[0].smallest == 4 / 40


@pytest.mark.parametrize(("lost", "outcome"), [(3, "pass"), (4, "regression"), (8, "regression")])
def test_a_drop_that_is_more_than_chance_is_a_regression(lost: int, outcome: str) -> None:
    gate = judged(results(*range(lost)), baseline(results()))

    assert gate.outcome == outcome


def test_what_is_lost_here_and_won_there_is_no_drop() -> None:
    assert judged(results(0, 1, 2, 3), baseline(results(4, 5, 6, 7))).outcome == "pass"


def test_a_rise_is_worse_where_lower_is_better() -> None:
    before, after = results(*range(20)), results(*range(10))

    assert judged(after, baseline(before), LOWER).outcome == "regression"
    assert judged(before, baseline(after), LOWER).outcome == "pass"


def test_a_critical_case_that_fails_now_blocks_though_the_mean_rises() -> None:
    gate = judged(results(0, critical=0), baseline(results(5, 6, 7)))

    assert gate.exit_code == 1
    assert gate.flipped == ("c0",)
    assert judged(results(0, critical=0), baseline(results(0))).outcome == "pass"


def test_bounds_hold_though_nothing_dropped() -> None:
    low = results(*range(25))

    assert "outside of its bounds" in judged(low, baseline(low)).reasons[0]


def test_other_cases_or_scorers_cannot_be_compared() -> None:
    assert judged(results(), baseline(results(), digest="other")).exit_code == 3
    gate = judged(results(), baseline(results()), digest="other")
    assert gate.exit_code == 3
    assert "advisor eval bless declining" in gate.reasons[0]


def test_without_a_baseline_nothing_is_green_but_own_cases_have_none() -> None:
    assert judged(results(), None).exit_code == 2
    assert judged(results(), None, replace(SUITE, own_cases=True)).exit_code == 0


def test_nothing_measured_is_never_green() -> None:
    errors = [replace(one, status="error", scores={}, error="broken") for one in results()]

    assert judged([], baseline(results())).exit_code == 2
    assert judged(errors, baseline(results())).exit_code == 2
    assert judged(results()[:39], baseline(results())).exit_code == 2
    odd = replace(results()[0], scores={"out_of_scope_recall": (float("nan"), 1.0)})
    measures = [measure("out_of_scope_recall", Gate(at_least=0.5), results())]
    gate = judge(
        SUITE, [odd, *results()[1:]], measures, baseline=baseline(results()), scorer_digest="s"
    )
    assert gate.exit_code == 2


def test_a_capped_run_is_not_green() -> None:
    capped = [*results()[:39], replace(results()[39], status="not asked", scores={})]

    assert judged(capped, baseline(results())).exit_code == 2


def test_errors_are_bounded() -> None:
    one = [replace(results()[0], status="error", scores={}, error="broken"), *results()[1:]]

    assert judged(one, baseline(results())).exit_code == 1
    assert judged(one, baseline(results()), replace(SUITE, errors_at_most=0.03)).exit_code == 0


def test_the_smallest_drop_is_that_of_the_bootstrap() -> None:
    assert smallest_flips(40) == 4
    assert smallest_flips(3) == 3
    assert smallest_flips(1) == 1
