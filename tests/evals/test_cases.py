"""Case files and suites are read as documented, and refused with the line that is wrong."""

import json
from pathlib import Path

import pytest

from advisor.knowledge import load_library
from advisor.settings import Settings
from evals.cases import (
    SUITES,
    EvalError,
    Gate,
    load_suite,
    parse_cases,
    suite_names,
    with_limits,
)
from evals.scorers import SCORERS


def test_every_shipped_suite_has_cases_known_scorers_and_a_gate() -> None:
    expected = ("answers", "artefacts", "declining", "definitions", "follow_ups", "retrieval")

    assert suite_names() == expected
    for name in suite_names():
        suite = load_suite(name)
        assert suite.cases
        assert {measure.scorer for measure in suite.measures} <= set(SCORERS)
        assert any(not measure.gate.open for measure in suite.measures)


def test_the_readme_of_a_suite_explains_every_measure() -> None:
    for name in suite_names():
        text = (SUITES / name / "README.md").read_text(encoding="utf-8")
        assert all(f"| `{one.scorer}` |" in text for one in load_suite(name).measures)


def test_the_labels_of_the_shipped_cases_exist_in_the_knowledge() -> None:
    library = load_library(Settings().knowledge_dir)
    limits = {limit.kind_id for limit in library.out_of_scope}
    for name in suite_names():
        for case in load_suite(name).cases:
            assert set(case.points) <= set(library.points), case.case_id
            assert case.kind in limits | {""}, case.case_id


def test_needs_and_points_both_become_points_once_each_in_order() -> None:
    row = {
        "id": "a",
        "question": "q",
        "needs": [{"point": "2c", "text": "x"}],
        "points": ["1a", "2c"],
    }

    assert parse_cases(json.dumps(row), name="file")[0].points == ("2c", "1a")


def test_the_history_is_read_as_turns() -> None:
    row = {"id": "a", "question": "q", "history": [{"role": "user", "text": "hello"}]}

    (turn,) = parse_cases(json.dumps(row), name="file")[0].history

    assert (turn.role, turn.text) == ("user", "hello")


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1]",
        '{"id": "a"}',
        '{"id": "a", "question": " "}',
        '{"id": 7, "question": "q"}',
        '{"id": "a", "question": "q", "expect": "maybe"}',
        '{"id": "a", "question": "q", "needs": ["2c"]}',
        '{"id": "a", "question": "q", "history": [{"role": "system", "text": "x"}]}',
    ],
)
def test_a_line_that_is_no_case_is_refused_with_its_number(line: str) -> None:
    good = '{"id": "first", "question": "q"}'

    with pytest.raises(EvalError, match="some file, line 2 is not a case"):
        parse_cases(f"{good}\n{line}\n", name="some file")


def test_a_repeated_id_is_refused() -> None:
    line = '{"id": "a", "question": "q"}'

    with pytest.raises(EvalError, match="line 2 repeats the id 'a'"):
        parse_cases(f"{line}\n{line}\n", name="file")


def test_an_unknown_suite_is_answered_with_those_that_exist() -> None:
    with pytest.raises(
        EvalError, match="answers, artefacts, declining, definitions, follow_ups, retrieval"
    ):
        load_suite("nothing")


def test_another_case_file_changes_the_digest_and_keeps_the_measures(tmp_path: Path) -> None:
    other = tmp_path / "mine.jsonl"
    other.write_text('{"id": "a", "question": "q"}\n', encoding="utf-8")

    own, shipped = load_suite("retrieval", cases_file=other), load_suite("retrieval")

    assert [case.case_id for case in own.cases] == ["a"]
    assert own.measures == shipped.measures
    assert own.digest != shipped.digest


def test_a_case_file_that_is_missing_or_not_text_is_refused(tmp_path: Path) -> None:
    binary = tmp_path / "b.jsonl"
    binary.write_bytes(b"\xff\xfe\x00")

    for path in (binary, tmp_path / "absent.jsonl"):
        with pytest.raises(EvalError, match="cannot be read as UTF-8"):
            load_suite("retrieval", cases_file=path)


@pytest.mark.parametrize(
    "text",
    [
        "title: t\ncases: c.jsonl\n",
        "title: t\ncases: c.jsonl\nmeasures:\n  - {at_least: 1}\n",
        "title: t\ncases: c.jsonl\nmeasures:\n  - {scorer: words, atleast: 1}\n",
        "title: t\ncases: c.jsonl\nmeasures:\n  - {scorer: words, at_least: high}\n",
        "title: [\n",
    ],
)
def test_a_suite_file_with_a_slip_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "suite.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(EvalError, match=r"suite\.yaml cannot be read"):
        load_suite("mine", folder=tmp_path)


@pytest.mark.parametrize(
    ("gate", "value", "holds"),
    [
        (Gate(at_least=0.8), 0.8, True),
        (Gate(at_least=0.8), 0.7999, False),
        (Gate(at_most=0.05), 0.05, True),
        (Gate(at_most=0.05), 0.0501, False),
        (Gate(), 0.0, True),
    ],
)
def test_the_bounds_of_a_gate_are_included(gate: Gate, value: float, holds: bool) -> None:
    assert gate.holds(value) is holds


def test_a_declined_case_learns_the_sentence_of_its_limit() -> None:
    library = load_library(Settings().knowledge_dir)
    limit = library.out_of_scope[0]
    lines = [
        {"id": "a", "question": "q", "expect": "declined", "kind": limit.kind_id},
        {"id": "b", "question": "q", "expect": "answered"},
    ]

    first, second = with_limits(
        parse_cases("\n".join(map(json.dumps, lines)), name="file"), library
    )

    assert first.limit == limit.limit
    assert second.limit == ""
