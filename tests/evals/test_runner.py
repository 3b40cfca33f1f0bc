"""A run gives every gate its outcome, never passes on nothing, and lists what fell short."""

import json
from dataclasses import replace

import pytest

from advisor.domain import Advice
from advisor.pipeline import Advisor
from evals.cases import Case, EvalError, Gate, Measure, Suite, load_suite
from evals.measuring import MeasureResult, measure
from evals.report import gate_text, results_table
from evals.runner import SuiteResult, exit_code, run_suite
from evals.scorers import SCORERS
from tests.factories import make_advice, make_declined

OUT = Case(case_id="out", question="Which vendor is best?", expect="declined")
WITHIN = Case(case_id="in", question="How do I compare quotes?", expect="answered")


def result_of(*measures: MeasureResult) -> SuiteResult:
    return SuiteResult(name="mine", measures=measures, refused={}, made_with={})


def recall(gate: Gate, *answers: Advice) -> MeasureResult:
    pairs = [(replace(OUT, case_id=f"out-{n}"), answer) for n, answer in enumerate(answers)]
    return measure(SCORERS["out_of_scope_recall"], gate, pairs)


def test_the_value_is_the_mean_over_the_cases_that_are_the_scorers_business() -> None:
    pairs = [(OUT, make_declined()), (replace(OUT, case_id="b"), make_advice())]
    pairs.append((WITHIN, make_declined()))

    result = measure(SCORERS["out_of_scope_recall"], Gate(at_least=0.5), pairs)

    assert result.interval is not None
    assert (result.interval.mean, result.cases) == (0.5, 2)
    assert result.outcome == "pass"


def test_a_case_that_fell_short_says_what_was_missing() -> None:
    (short,) = recall(Gate(), make_declined(), make_advice()).shortfalls

    assert (short.case_id, short.score) == ("out-1", 0.0)
    assert short.question == OUT.question
    assert short.missing.startswith("was answered: Here is what helps.")


def test_lower_is_better_where_the_best_score_is_zero() -> None:
    pairs = [(WITHIN, make_advice()), (replace(WITHIN, case_id="b"), make_declined())]

    result = measure(SCORERS["in_scope_declined"], Gate(at_most=0.05), pairs)

    assert result.outcome == "fail"
    assert [short.case_id for short in result.shortfalls] == ["b"]


def test_a_gate_passes_fails_or_had_nothing_to_measure() -> None:
    passed = recall(Gate(at_least=0.5), make_declined())
    failed = recall(Gate(at_least=0.5), make_advice())
    nothing = recall(Gate(at_least=0.5))
    shown = recall(Gate(), make_advice())

    outcomes = [one.outcome for one in (passed, failed, nothing, shown, recall(Gate()))]

    assert outcomes == ["pass", "fail", "not measured", "reported", "reported"]
    assert result_of(passed, shown).exit_code == 0
    assert result_of(passed, failed).exit_code == 1
    assert result_of(passed, nothing).exit_code == 2
    assert result_of(failed, nothing).exit_code == 1
    assert result_of(recall(Gate())).exit_code == 2


def test_a_failure_outweighs_a_gap_and_no_suite_is_a_gap() -> None:
    passed = result_of(recall(Gate(at_least=0.5), make_declined()))
    failed = result_of(recall(Gate(at_least=0.5), make_advice()))
    nothing = result_of(recall(Gate(at_least=0.5)))

    assert exit_code([passed]) == 0
    assert exit_code([passed, nothing]) == 2
    assert exit_code([nothing, failed, passed]) == 1
    assert exit_code([]) == 2


def test_a_refused_question_fails_the_suite() -> None:
    good = result_of(recall(Gate(at_least=0.5), make_declined()))

    assert replace(good, refused={"a": "too long"}).exit_code == 1


def test_the_result_is_json_without_nan_also_where_nothing_was_measured() -> None:
    data = result_of(recall(Gate(at_least=0.5)), recall(Gate(), make_advice())).to_dict()

    text = json.dumps(data, allow_nan=False)

    first, second = json.loads(text)["measures"]
    assert (first["value"], first["cases"], first["outcome"]) == (None, 0, "not measured")
    assert second["shortfalls"][0]["case_id"] == "out-0"


def test_failures_come_first_in_the_table() -> None:
    passed = result_of(recall(Gate(at_least=0.5), make_declined()))
    failed = replace(result_of(recall(Gate(at_least=0.5), make_advice())), name="broken")

    table = results_table([passed, failed])

    assert list(table.columns[0].cells) == ["broken", "mine"]


def test_a_gate_reads_as_its_bounds() -> None:
    assert gate_text(Gate(at_least=0.8)) == "≥ 0.800"
    assert gate_text(Gate(at_least=0.1, at_most=12)) == "≥ 0.100 and ≤ 12.0"
    assert gate_text(Gate()) == ""


def small(name: str, *cases: Case) -> Suite:
    return replace(load_suite(name), cases=cases)


def test_the_real_advisor_is_asked_every_case_and_nothing_it_shows_is_unproven(
    advisor: Advisor,
) -> None:
    ticks: list[int] = []
    suite = small("answers", *load_suite("retrieval").cases[:3])

    result = run_suite(suite, advisor, tick=lambda: ticks.append(1))

    proven = next(one for one in result.measures if one.name == "every_claim_supported")
    assert (proven.outcome, proven.cases, len(ticks)) == ("pass", 3, 3)
    assert result.made_with["index"]
    assert result.made_with["cases"] == suite.digest


def test_the_history_of_a_case_reaches_the_advisor(advisor: Advisor) -> None:
    case = next(case for case in load_suite("follow_ups").cases if case.expect == "rewritten")

    with_history = run_suite(small("follow_ups", case), advisor)
    without = run_suite(small("follow_ups", replace(case, history=())), advisor)

    assert with_history.measures[0].outcome == "pass"
    assert without.measures[0].outcome == "fail"


def test_a_question_that_cannot_be_read_is_reported_and_fails(advisor: Advisor) -> None:
    long = Case(case_id="long", question="why? " * 5000, points=("1a",))

    result = run_suite(small("retrieval", long), advisor)

    assert list(result.refused) == ["long"]
    assert result.exit_code == 1


def test_a_suite_that_names_no_scorer_is_refused(advisor: Advisor) -> None:
    suite = replace(load_suite("answers"), measures=(Measure(scorer="charm", gate=Gate()),))

    with pytest.raises(EvalError, match="names 'charm', which is not a scorer"):
        run_suite(suite, advisor)
