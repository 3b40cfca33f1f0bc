"""`python -m evals` ends with the documented code and writes what it measured."""

import json
import os
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from evals.__main__ import app


@pytest.fixture(autouse=True)
def _built_index(monkeypatch: pytest.MonkeyPatch, data_dir: Path, advisor: object) -> None:
    """Runs use the index that the session has built already."""
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(data_dir))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "160"})


def cases_file(folder: Path, *rows: dict[str, object]) -> str:
    path = folder / "cases.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


ANSWERED = {"id": "in", "question": "How do I compare three quotes?", "expect": "answered"}
MISLABELLED = {"id": "odd", "question": "How do I compare three quotes?", "expect": "declined"}
VENDOR = {"id": "out", "question": "is my NDA enforceable in texas", "expect": "declined"}


def test_the_list_names_every_suite_with_its_gates() -> None:
    result = run("--list")

    assert result.exit_code == 0
    for text in ("answers:", "declining:", "follow_ups:", "retrieval:", "recall_at_8 (≥ 0.800)"):
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
    assert "nothing to measure" in result.stderr


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
