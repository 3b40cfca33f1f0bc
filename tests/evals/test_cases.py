"""Case files and suites are read as documented, and refused with the line that is wrong."""

import json
from pathlib import Path

import pytest

from advisor.knowledge import load_library
from advisor.settings import Settings
from evals.cases import (
    SUITES,
    About,
    EvalError,
    Gate,
    Suite,
    load_suite,
    parse_cases,
    suite_names,
    with_limits,
)
from evals.note_cases import SignalLabels
from evals.subjects import subject_of


def test_every_shipped_suite_has_cases_known_scorers_and_a_gate() -> None:
    expected = (
        "answers",
        "artefacts",
        "brief_review",
        "declining",
        "definitions",
        "follow_ups",
        "injection",
        "isolation",
        "model_answers",
        "notes",
        "retrieval",
        "robustness",
        "signals",
        "support_checker",
    )

    assert suite_names() == expected
    for name in suite_names():
        suite = load_suite(name)
        assert suite.cases
        assert subject_of(suite).scorers
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
            assert set(case.labels.points_any if case.labels else ()) <= set(library.points)
            signals = case.signals or SignalLabels()
            assert {*signals.topics, *signals.optional} <= set(library.topic_by_id), case.case_id


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
    with pytest.raises(EvalError, match=", ".join(suite_names())):
        load_suite("nothing")


def test_another_case_file_changes_the_digest_and_keeps_the_measures(tmp_path: Path) -> None:
    other = tmp_path / "mine.jsonl"
    other.write_text('{"id": "a", "question": "q"}\n', encoding="utf-8")

    own, shipped = load_suite("retrieval", cases_file=other), load_suite("retrieval")

    assert [case.case_id for case in own.cases] == ["a"]
    assert own.measures == shipped.measures
    assert own.digest != shipped.digest


NOTED = {
    "id": "n",
    "kind": "last",
    "today": "2026-04-01",
    "engagements": [{"name": "Brightdesk", "trade": None, "targets": ["first reply under 4h"]}],
    "notes": [{"id": "a", "engagement": "Brightdesk", "on": "2026-02-03", "text": "late"}],
    "question": "last late delivery?",
    "engagement": "Brightdesk",
    "expect": {"cites": ["a"], "says_any": [["3 Feb"]], "guidance": None},
}
CHECKED = {
    "id": "s",
    "kind": "plain",
    "why": "late",
    "engagement": {"name": "Brightdesk", "trade": None, "started_on": "2026-01-10"},
    "as_of": "2026-04-01",
    "notes": [{"on": "2026-02-03", "text": "late"}],
    "signals": [{"topic": "no-monitoring", "note": 0}],
    "optional": ["not-scaling"],
}


def test_a_question_about_notes_is_read_with_its_records_and_labels() -> None:
    (case,) = parse_cases(json.dumps(NOTED), name="file")

    assert case.records is not None
    assert case.labels is not None
    assert case.records.texts == {"a": "late"}
    assert case.records.engagements[0].targets == ("first reply under 4h",)
    assert (case.labels.cites, case.labels.says_any) == (("a",), (("3 Feb",),))
    assert (case.labels.engagement, case.labels.guidance) == ("Brightdesk", False)
    assert (case.expect, case.kind, case.group) == (None, "", "last")


def test_a_check_up_is_read_with_notes_named_by_their_place() -> None:
    (case,) = parse_cases(json.dumps(CHECKED), name="file", about="check_up")

    assert case.records is not None
    assert case.signals is not None
    assert case.records.texts == {"0": "late"}
    assert [(one.topic, one.note) for one in case.signals.signals] == [("no-monitoring", "0")]
    assert case.signals.optional == ("not-scaling",)


@pytest.mark.parametrize(
    ("row", "change", "why"),
    [
        (NOTED, {"expect": {"cites": ["b"]}}, "'b' is not one of"),
        (NOTED, {"expect": {"site": ["a"]}}, "'site', which is no label"),
        (NOTED, {"expect": {"says": "late"}}, "not a list of texts"),
        (NOTED, {"engagement": "Other"}, "'Other' is not one of"),
        (NOTED, {"notes": NOTED["notes"] * 2}, "two notes have the same id"),  # type: ignore[operator]
        (NOTED, {"today": "tomorrow"}, "tomorrow"),
        (NOTED, {"engagements": [{"name": "Brightdesk", "trade": "magic"}]}, "trade is 'magic'"),
        (CHECKED, {"signals": [{"topic": "no-monitoring", "note": 1}]}, "'1' is not one of"),
        (CHECKED, {"optional": ["no-monitoring"]}, "a topic is labelled twice"),
    ],
)
def test_records_or_labels_that_do_not_fit_are_refused(
    row: dict[str, object], change: dict[str, object], why: str
) -> None:
    about: About = "check_up" if "signals" in row else "question"

    with pytest.raises(EvalError, match=f"line 1 is not a case.*{why}"):
        parse_cases(json.dumps(row | change), name="file", about=about)


def suite_of(folder: Path, yaml: str, **files: str) -> Suite:
    (folder / "mine").mkdir()
    (folder / "mine" / "suite.yaml").write_text(yaml, encoding="utf-8")
    for name, text in files.items():
        (folder / "mine" / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return load_suite("mine", folder=folder)


TWO_FILES = "title: t\ncases: [one.jsonl, two.jsonl]\nmeasures: [{scorer: words}]\n"


def test_several_files_are_one_suite_whose_digest_changes_with_each(tmp_path: Path) -> None:
    one, two = ('{"id": "a", "question": "q"}\n', '{"id": "b", "question": "q"}\n')
    for name in ("first", "second"):
        (tmp_path / name).mkdir()

    suite = suite_of(tmp_path / "first", TWO_FILES, one=one, two=two)
    other = suite_of(tmp_path / "second", TWO_FILES, one=one, two=two.replace('q"}', 'r"}'))

    assert [case.case_id for case in suite.cases] == ["a", "b"]
    assert [path.name for path in suite.case_files] == ["one.jsonl", "two.jsonl"]
    assert suite.digest != other.digest


def test_an_id_that_two_files_share_is_refused(tmp_path: Path) -> None:
    line = '{"id": "a", "question": "q"}\n'

    with pytest.raises(EvalError, match="two of its files have a case 'a'"):
        suite_of(tmp_path, TWO_FILES, one=line, two=line)


@pytest.mark.parametrize(
    "lines",
    [
        "about: weather\nmeasures: [{scorer: words}]",
        "measures: [{scorer: words, by: topic}]",
        "about: check_up\nmeasures: [{scorer: signal_recall, by: kind}]",
    ],
)
def test_what_a_suite_is_about_decides_how_it_is_broken_down(tmp_path: Path, lines: str) -> None:
    with pytest.raises(EvalError, match=r"suite\.yaml cannot be read"):
        suite_of(tmp_path, f"title: t\ncases: c.jsonl\n{lines}\n", c="")


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
