"""A run gives every case its scores, never passes on nothing, and lists what fell short."""

import json
from dataclasses import replace

import pytest

from advisor.domain import Advice
from advisor.pipeline import Advisor
from evals.cases import Case, EvalError, Gate, Measure, Suite, load_suite
from evals.measuring import measure
from evals.records import CaseResult, GateResult, MeasureResult, RunRecord, SuiteRun
from evals.report import gate_text, results_table
from evals.runner import run_suite
from evals.scorers import SCORERS
from tests.eval_results import make_results
from tests.factories import make_advice, make_declined

OUT = Case(case_id="out", question="Which vendor is best?", expect="declined")
WITHIN = Case(case_id="in", question="How do I compare quotes?", expect="answered")


def scored(scorer: str, *pairs: tuple[Case, Advice]) -> list[CaseResult]:
    return make_results(Measure(scorer=scorer, gate=Gate()), SCORERS, pairs)


def recall(gate: Gate, *answers: Advice) -> MeasureResult:
    pairs = [(replace(OUT, case_id=f"out-{n}"), answer) for n, answer in enumerate(answers)]
    return measure("out_of_scope_recall", gate, scored("out_of_scope_recall", *pairs))


def suite_run(name: str, *measures: MeasureResult) -> SuiteRun:
    return SuiteRun(
        suite=name,
        title="",
        about="question",
        cases_digest="",
        scorer_digest="",
        case_files=(),
        measures=measures,
    )


def run_of(*outcomes: str) -> RunRecord:
    suites = tuple(
        replace(suite_run(str(n)), gate=GateResult(outcome=outcome))  # type: ignore[arg-type]
        for n, outcome in enumerate(outcomes)
    )
    return RunRecord(run_id="r", started_at="", seconds=0, made_with={}, suites=suites)


def test_the_value_is_the_mean_over_the_cases_that_are_the_scorers_business() -> None:
    pairs = [(OUT, make_declined()), (replace(OUT, case_id="b"), make_advice())]
    pairs.append((WITHIN, make_declined()))
    cases = scored("out_of_scope_recall", *pairs)

    result = measure("out_of_scope_recall", Gate(at_least=0.5), cases)

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
    cases = scored("in_scope_declined", *pairs)

    result = measure("in_scope_declined", Gate(at_most=0.05), cases)

    assert result.outcome == "fail"
    assert [short.case_id for short in result.shortfalls] == ["b"]


def test_a_gate_passes_fails_or_had_nothing_to_measure() -> None:
    passed = recall(Gate(at_least=0.5), make_declined())
    failed = recall(Gate(at_least=0.5), make_advice())
    nothing = recall(Gate(at_least=0.5))
    shown = recall(Gate(), make_advice())

    outcomes = [one.outcome for one in (passed, failed, nothing, shown, recall(Gate()))]

    assert outcomes == ["pass", "fail", "not measured", "reported", "reported"]


def test_a_regression_outweighs_all_and_no_suite_is_a_gap() -> None:
    assert run_of("pass").exit_code == 0
    assert run_of("pass", "nothing measured").exit_code == 2
    assert run_of("pass", "not comparable", "nothing measured").exit_code == 3
    assert run_of("not comparable", "regression", "pass").exit_code == 1
    assert run_of().exit_code == 2


def test_a_run_is_json_without_nan_and_reads_back_as_it_was() -> None:
    measures = recall(Gate(at_least=0.5)), recall(Gate(), make_advice())
    run = replace(run_of(), suites=(suite_run("mine", *measures),))

    text = json.dumps(run.to_dict(), allow_nan=False)

    first, second = json.loads(text)["suites"][0]["measures"]
    assert (first["value"], first["cases"], first["outcome"]) == (None, 0, "not measured")
    assert second["shortfalls"][0]["case_id"] == "out-0"
    assert RunRecord.from_dict(json.loads(text)) == run


def test_failures_come_first_in_the_table() -> None:
    passed = suite_run("mine", recall(Gate(at_least=0.5), make_declined()))
    failed = suite_run("broken", recall(Gate(at_least=0.5), make_advice()))

    table = results_table([passed, failed])

    assert list(table.columns[0].cells) == ["broken", "mine"]


def test_a_gate_reads_as_its_bounds() -> None:
    assert gate_text(Gate(at_least=0.8)) == "≥ 0.800"
    assert gate_text(Gate(at_least=0.1, at_most=12)) == "≥ 0.100 and ≤ 12.0"
    assert gate_text(Gate()) == ""


def small(name: str, *cases: Case) -> Suite:
    return replace(load_suite(name), cases=cases, own_cases=True)


def test_the_real_advisor_is_asked_every_case_and_nothing_it_shows_is_unproven(
    advisor: Advisor,
) -> None:
    kept: list[CaseResult] = []
    suite = small("answers", *load_suite("retrieval").cases[:3])

    run = run_suite(suite, advisor, keep=kept.append)

    proven = next(one for one in run.measures if one.name == "every_claim_supported")
    assert (proven.outcome, proven.cases) == ("pass", 3)
    assert [one.case_id for one in kept] == [one.case_id for one in suite.cases]
    assert kept[0].shown["verdicts"][0]["support"] in ("supported", "not_a_claim")
    assert run.cases_digest == suite.digest


def test_the_history_of_a_case_reaches_the_advisor(advisor: Advisor) -> None:
    case = next(case for case in load_suite("follow_ups").cases if case.expect == "rewritten")

    with_history = run_suite(small("follow_ups", case), advisor)
    without = run_suite(small("follow_ups", replace(case, history=())), advisor)

    assert with_history.measures[0].outcome == "pass"
    assert without.measures[0].outcome == "fail"


def test_a_question_that_cannot_be_read_is_refused_and_nothing_is_measured(
    advisor: Advisor,
) -> None:
    long = Case(case_id="long", question="why? " * 5000, points=("1a",))

    run = run_suite(small("retrieval", long), advisor)

    assert run.cases[0].status == "refused"
    assert run.exit_code == 2


def test_a_case_that_breaks_the_product_is_an_error_of_that_case(
    advisor: Advisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = load_suite("retrieval").cases[:2]
    ask = type(advisor).ask

    def breaks(self: Advisor, question: str, **options: object) -> Advice:
        if question == cases[0].question:
            raise RuntimeError("no disk")
        return ask(self, question, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(type(advisor), "ask", breaks)
    run = run_suite(small("retrieval", *cases), advisor)

    assert [one.status for one in run.cases] == ["error", "measured"]
    assert run.cases[0].error == "RuntimeError: no disk"
    assert run.exit_code == 1


def test_known_results_are_not_asked_again_and_a_cap_stops_the_asking(advisor: Advisor) -> None:
    suite = small("retrieval", *load_suite("retrieval").cases[:3])
    first = run_suite(suite, advisor)
    known = {suite.cases[0].case_id: replace(first.cases[0], cost_usd=2.0)}
    kept: list[CaseResult] = []

    run = run_suite(suite, advisor, known=known, keep=kept.append, max_cost=1.0)

    assert kept == []
    assert [one.status for one in run.cases] == ["measured", "not asked", "not asked"]
    assert run.exit_code == 2


def test_an_answer_that_changes_from_time_to_time_is_named(
    advisor: Advisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([make_declined(), make_advice(), make_declined(), make_declined()])
    monkeypatch.setattr(type(advisor), "ask", lambda *_, **__: next(answers))

    run = run_suite(small("declining", OUT, replace(OUT, case_id="steady")), advisor, repeat=2)

    assert run.cases[0].scores["out_of_scope_recall"] == (0.5, 1.0)
    assert run.cases[0].unsteady == ("out_of_scope_recall",)
    assert run.cases[1].unsteady == ()


def test_a_suite_that_names_no_scorer_is_refused(advisor: Advisor) -> None:
    suite = replace(load_suite("answers"), measures=(Measure(scorer="charm", gate=Gate()),))

    with pytest.raises(EvalError, match="names 'charm', which is not a scorer"):
        run_suite(suite, advisor)
