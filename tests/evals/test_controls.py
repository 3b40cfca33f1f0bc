"""Every suite has a control, and a broken advisor turns its suite red."""

from dataclasses import replace

import pytest

from advisor.pipeline import Advisor
from evals.cases import Gate, load_suite, suite_names
from evals.controls import CONTROLS
from evals.records import GateResult, MeasureResult, SuiteRun
from evals.runner import run_suite
from evals.running import of_control
from evals.statistics import Interval

FEW = {"brief_review": 6, "signals": 8, "notes": 8, "artefacts": 6, "isolation": 2, "robustness": 3}


def test_every_suite_without_a_model_has_a_control() -> None:
    own = [name for name in suite_names() if not load_suite(name).needs_model]

    assert sorted(CONTROLS) == own


@pytest.mark.parametrize("name", sorted(CONTROLS))
def test_a_broken_advisor_turns_its_suite_red(name: str, advisor: Advisor) -> None:
    suite = load_suite(name)
    if name == "declining":
        cases = tuple(case for case in suite.cases if case.expect == "declined")[:10]
    elif name == "follow_ups":
        cases = tuple(case for case in suite.cases if case.expect == "rewritten")[:10]
    elif name == "support_checker":
        cases = suite.cases[:12]
    else:
        cases = suite.cases[: FEW.get(name, 10)]
    few = replace(suite, cases=cases, own_cases=True)

    broken = run_suite(few, CONTROLS[name].broken(advisor), control=CONTROLS[name].name)

    assert [one.name for one in broken.measures if one.outcome == "fail"] != []


@pytest.mark.parametrize(("cited", "right"), [(0.2, True), (0.95, False), (None, False)])
def test_a_control_is_right_only_where_a_figure_left_its_bounds(
    cited: float | None, right: bool
) -> None:
    interval = None if cited is None else Interval(mean=cited, low=cited, high=cited)
    empty = MeasureResult(
        name="numbers_grounded", interval=None, cases=0, gate=Gate(at_least=0.9), shortfalls=()
    )
    bounded = replace(empty, name="right_note_cited", interval=interval, cases=8)
    found = SuiteRun(
        suite="notes",
        title="",
        about="question",
        cases_digest="",
        scorer_digest="",
        case_files=(),
        measures=(bounded, empty),
        gate=GateResult(outcome="nothing measured"),
    )

    assert (of_control(found, "other notes").outcome == "pass") is right
