"""`pytest --advisor-evals` in a project of somebody else: the real command, the real advisor."""

import json
import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from advisor.pipeline import Advisor
from evals.cases import EvalError, Gate
from evals.pytest_suites import SHOWN_CASES, case_failure, chosen, critical_failed, gate_failure
from evals.records import CaseResult, GateResult, MeasureResult, SuiteRun
from evals.statistics import Interval

pytest_plugins = ["pytester"]
ROOT = Path(__file__).resolve().parents[2]
DEFINED = {
    "id": "sla",
    "question": "what is a service level agreement?",
    "terms": ["Service level agreement"],
    "critical": True,
}
PLAIN = {"id": "plain", "question": "how do i onboard a virtual assistant", "terms": []}
WRONG = {"id": "wrong", "question": "how do i onboard a va?", "terms": ["Scorecard"]}


class Project:
    """A user's folder with own cases and a test, in which pytest is run."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester
        pytester.makeini(
            "[pytest]\nadvisor_evals_cases = own\nmarkers =\naddopts = --strict-markers"
        )
        pytester.makepyfile(test_theirs="def test_theirs(): pass")
        self.own = pytester.mkdir("own")

    def cases(self, suite: str, *rows: Mapping[str, Any]) -> None:
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (self.own / f"{suite}.jsonl").write_text(lines, encoding="utf-8")

    def run(self, *arguments: str) -> pytest.RunResult:
        return self.pytester.runpytest_subprocess("-p", "evals.pytest_plugin", "-v", *arguments)


@pytest.fixture
def project(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    data_dir: Path,
    advisor: Advisor,
) -> Project:
    shutil.copytree(data_dir / "index", tmp_path / "ready" / "index")
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path / "ready"))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return Project(pytester)


def test_own_cases_run_alone_as_a_gate_and_a_test_for_each_critical_case(project: Project) -> None:
    project.cases("definitions", DEFINED, PLAIN)

    found = project.run("--advisor-evals")

    found.stdout.fnmatch_lines(["*definitions::gate PASSED*", "*definitions::sla PASSED*"])
    found.assert_outcomes(passed=2)


def test_a_gate_that_fails_prints_question_answer_and_what_was_missing(project: Project) -> None:
    project.cases("definitions", {**WRONG, "critical": True}, PLAIN)

    found = project.run("--advisor-evals=definitions", "test_theirs.py")

    found.assert_outcomes(passed=1, failed=2)
    found.stdout.fnmatch_lines(
        [
            "definitions: regression",
            "  definition_first is 0.000, outside of its bounds.",
            "definitions wrong",
            "  question: how do i onboard a va?",
            "  answer: *",
            "  definition_first: begins with *",
        ]
    )
    assert "Captured log" not in found.stdout.str()


def test_without_the_option_no_suite_runs(project: Project) -> None:
    project.cases("definitions", DEFINED)

    project.run().assert_outcomes(passed=1)


def test_a_wrong_name_is_refused_with_the_names_that_there_are(project: Project) -> None:
    found = project.run("--advisor-evals=retreival")

    assert found.ret == pytest.ExitCode.USAGE_ERROR
    found.stderr.fnmatch_lines(["*no suite 'retreival'. Suites: answers,*retrieval*"])


def test_the_folder_of_own_cases_chooses_the_suites(tmp_path: Path) -> None:
    (tmp_path / "declining.jsonl").write_text('{"id": "a", "question": "?", "expect": "answered"}')

    (suite,) = chosen("", tmp_path)

    assert (suite.name, suite.own_cases, len(suite.cases)) == ("declining", True, 1)
    with pytest.raises(EvalError, match=r"no answers\.jsonl"):
        chosen("answers", tmp_path)


def test_a_folder_that_cannot_be_used_says_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="no file of cases"):
        chosen("", tmp_path)

    (tmp_path / "retreival.jsonl").touch()
    with pytest.raises(EvalError, match="named after no suite"):
        chosen("", tmp_path)


def test_without_a_model_the_suites_that_need_one_are_left_out_or_refused() -> None:
    assert all(not suite.needs_model for suite in chosen("", None))
    with pytest.raises(EvalError, match="ADVISOR_MODEL"):
        chosen("model_answers", None)


# Gates


def case(case_id: str, *, short: bool = True, **rest: Any) -> CaseResult:
    missing = {"gated": "not there", "reported": "nor this"} if short else {}
    return CaseResult(case_id=case_id, set_id=case_id, question="Why?", missing=missing, **rest)


def suite_run(*cases: CaseResult, flipped: tuple[str, ...] = (), **rest: Any) -> SuiteRun:
    interval = Interval(mean=0.5, low=0.4, high=0.6)
    measures = tuple(
        MeasureResult(name=name, interval=interval, cases=1, gate=gate, shortfalls=())
        for name, gate in (("gated", Gate(at_least=0.9)), ("reported", Gate()))
    )
    return SuiteRun(
        suite="answers",
        title="",
        about="question",
        cases_digest="",
        scorer_digest="",
        case_files=(),
        cases=cases,
        measures=measures,
        **{
            "gate": GateResult(outcome="regression", reasons=("It is worse.",), flipped=flipped),
            **rest,
        },
    )


def test_a_critical_case_blocks_where_it_flipped_and_not_where_it_always_failed() -> None:
    flipped, always = case("flipped"), case("always")
    found = suite_run(flipped, always, flipped=("flipped",))

    assert critical_failed(found, flipped)
    assert not critical_failed(found, always)


def test_without_a_baseline_a_critical_case_has_to_reach_the_best_of_what_is_gated() -> None:
    short, good = case("short"), case("good", short=False)
    own = suite_run(short, good, own_cases=True)
    incomparable = suite_run(short, gate=GateResult(outcome="not comparable"))

    assert critical_failed(own, short)
    assert not critical_failed(own, good)
    assert critical_failed(incomparable, short)


def test_a_critical_case_that_ended_in_an_error_fails() -> None:
    broken = case("broken", short=False, status="error", error="The index is gone.")

    assert critical_failed(suite_run(broken), broken)
    assert "error:    The index is gone." in case_failure(suite_run(broken), broken)


def test_a_failed_gate_lists_flipped_cases_first_and_counts_what_it_leaves_out() -> None:
    many = [case(f"c{place}") for place in range(SHOWN_CASES)]
    text = gate_failure(suite_run(*many, case("flipped"), flipped=("flipped",)))
    lines = text.splitlines()

    assert lines[:2] == ["answers: regression", "  It is worse."]
    assert lines[3] == "answers flipped"
    assert lines[-1] == "1 more: advisor eval run answers --verbose"
    assert "gated: not there" in text
    assert "nor this" not in text


def test_a_long_answer_is_cut() -> None:
    long = case("long", shown={"answer": "word " * 1000})

    assert len(case_failure(suite_run(long), long)) < 800


def test_the_plugin_is_registered_for_whoever_installs_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert project["project"]["entry-points"]["pytest11"] == {
        "advisor-evals": "evals.pytest_plugin"
    }
