"""`python -m evals` ends with the documented code and writes what it measured."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from evals import command
from evals.command import app


@pytest.fixture(autouse=True)
def _built_index(
    monkeypatch: pytest.MonkeyPatch, data_dir: Path, advisor: object, tmp_path: Path
) -> None:
    """Runs use the index that the session has built already, and are kept in a folder of theirs."""
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(data_dir))
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "160"})


def cases_file(folder: Path, *rows: dict[str, object]) -> str:
    path = folder / "cases.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


ANSWERED: dict[str, object] = {
    "id": "in",
    "question": "How do I compare three quotes?",
    "expect": "answered",
}
MISLABELLED: dict[str, object] = {
    "id": "odd",
    "question": "How do I compare three quotes?",
    "expect": "declined",
}
VENDOR: dict[str, object] = {
    "id": "out",
    "question": "is my NDA enforceable in texas",
    "expect": "declined",
}


def test_the_list_names_every_suite_with_its_gates() -> None:
    result = run("list")

    assert result.exit_code == 0
    for text in (
        "answers:",
        "declining:",
        "follow_ups:",
        "retrieval:",
        "recall_at_8 (≥ 0.800, now ",
    ):
        assert text in result.stdout


def test_a_run_whose_gates_hold_ends_with_0(tmp_path: Path) -> None:
    result = run("declining", "--cases", cases_file(tmp_path, ANSWERED, VENDOR))

    assert result.exit_code == 0, result.output
    assert "✓ pass" in result.stdout
    assert "fail" not in result.stdout


def test_a_failed_gate_ends_with_1_and_the_json_says_which_case(tmp_path: Path) -> None:
    out = tmp_path / "out.json"

    result = run(
        "declining", "--cases", cases_file(tmp_path, ANSWERED, MISLABELLED), "--json", str(out)
    )

    assert result.exit_code == 1
    data = json.loads(out.read_text(encoding="utf-8"))
    measures = {row["name"]: row for row in data["suites"][0]["measures"]}
    assert data["exit_code"] == 1
    assert measures["out_of_scope_recall"]["outcome"] == "fail"
    assert [row["case_id"] for row in measures["out_of_scope_recall"]["shortfalls"]] == ["odd"]
    assert measures["in_scope_declined"]["outcome"] == "pass"


def test_cases_that_fell_short_are_printed_only_when_asked_for(tmp_path: Path) -> None:
    path = cases_file(tmp_path, ANSWERED, MISLABELLED)

    assert "was answered" not in run("declining", "--cases", path).stdout
    assert "was answered" in run("declining", "--cases", path, "--verbose").stdout


def test_an_empty_case_file_measures_nothing_and_ends_with_2(tmp_path: Path) -> None:
    result = run("declining", "--cases", cases_file(tmp_path))

    assert result.exit_code == 2
    assert "nothing to measure" in result.stdout


def test_cases_of_another_suite_measure_nothing_and_end_with_2(tmp_path: Path) -> None:
    assert run("retrieval", "--cases", cases_file(tmp_path, ANSWERED)).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "There is no suite 'nothing'"),
        (["--cases", os.devnull], "--cases needs exactly one suite"),
        (["answers", "retrieval", "--cases", os.devnull], "--cases needs exactly one suite"),
        (["retrieval", "--cases", "absent.jsonl"], "absent.jsonl cannot be read"),
        (["retrieval", "--json", "absent/out.json"], "There is no folder"),
        (["--unknown"], "No such option"),
        (["retrieval", "--resume", "gone"], "There is no run 'gone'"),
        (["retrieval", "--control", "answers"], "There is no control of 'answers'"),
        (["compare", "a", "b"], "There is no run 'a'"),
        (["bless", "retrieval", "--why", " ", "--run", "gone"], "There is no run 'gone'"),
    ],
)
def test_wrong_usage_ends_with_2_and_one_message(arguments: list[str], said: str) -> None:
    result = run(*arguments)

    assert result.exit_code == 2
    assert said in result.stderr


def test_a_broken_setting_is_one_line_and_not_a_failed_gate(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ADVISOR_EVIDENCE_COUNT", "none")

    result = run("declining")

    assert result.exit_code == 2
    assert "evidence_count" in result.stderr


def finished(folder: Path) -> str:
    (path,) = (folder / ".evals").glob("*/run.json")
    return path.parent.name


def test_own_cases_are_held_to_the_bounds_alone(tmp_path: Path) -> None:
    result = run("declining", "--cases", cases_file(tmp_path, ANSWERED, VENDOR))

    assert "only the bounds count" in result.stdout


def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path) -> None:
    path = cases_file(tmp_path, ANSWERED, VENDOR)
    run("declining", "--cases", path)
    kept = tmp_path / ".evals" / finished(tmp_path) / "declining.jsonl"
    lines = kept.read_text(encoding="utf-8").splitlines(keepends=True)
    kept.write_text(lines[0] + lines[1][:40], encoding="utf-8")

    result = run("declining", "--cases", path, "--resume", kept.parent.name)

    assert result.exit_code == 0, result.output
    asked = kept.read_text(encoding="utf-8").count('"case_id"')
    assert asked == 2


def test_only_what_ended_in_an_error_is_asked_again(tmp_path: Path) -> None:
    long: dict[str, object] = {"id": "long", "question": "why? " * 5000, "expect": "answered"}
    path = cases_file(tmp_path, ANSWERED, VENDOR, long)
    assert run("declining", "--cases", path).exit_code == 1
    first = finished(tmp_path)

    again = run("declining", "--cases", path, "--retry-errors", first)

    assert again.exit_code == 1, "a refusal is asked again and refused again"
    assert "long was refused" in again.stdout


def test_a_run_of_other_cases_cannot_be_resumed(tmp_path: Path) -> None:
    run("declining", "--cases", cases_file(tmp_path, ANSWERED, VENDOR))

    result = run(
        "declining", "--cases", cases_file(tmp_path, VENDOR), "--resume", finished(tmp_path)
    )

    assert result.exit_code == 2
    assert "changed since run" in result.stderr


def test_a_bless_needs_a_reason_and_a_run_of_the_suite(tmp_path: Path) -> None:
    run("declining", "--cases", cases_file(tmp_path, ANSWERED, VENDOR))
    named = finished(tmp_path)

    blank = run("bless", "declining", "--why", " ", "--run", named)
    other = run("bless", "retrieval", "--why", "better", "--run", named)

    assert (blank.exit_code, other.exit_code) == (2, 2)
    assert "did not measure retrieval" in other.stderr


def test_compare_tells_which_cases_moved(tmp_path: Path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    path = cases_file(tmp_path, ANSWERED, VENDOR)
    run("declining", "--cases", path, "--json", str(one))
    data = json.loads(one.read_text(encoding="utf-8"))
    data["suites"][0]["cases"][1]["scores"]["out_of_scope_recall"] = [0.0, 1.0]
    other.write_text(json.dumps(data), encoding="utf-8")

    result = run("compare", str(one), str(other))

    assert result.exit_code == 1
    assert "out_of_scope_recall is 0.000, outside" not in result.stdout
    assert "out out_of_scope_recall -1.00" in result.stdout


def test_nothing_that_changed_needs_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "affected", lambda suites, base: [])

    result = run("declining", "--changed", "main")

    assert result.exit_code == 0
    assert "No suite is affected" in result.stdout
