"""The suite of wordings: cases are read, and other advice for another wording is noticed."""

import json
from dataclasses import replace

import pytest

from advisor.domain import Advice
from evals.cases import Case, EvalError, parse_cases
from evals.scoring import Share
from evals.subject_wordings import Worded
from evals.wording_cases import Wording
from evals.wording_scorers import main_point_kept, same_outcome, same_points
from tests.factories import make_advice, make_declined, make_passage, make_verdict

CASE = Case(
    case_id="c",
    question="How?",
    wordings=(Wording(kind="typos", question="Hwo?"), Wording(kind="terse", question="how")),
)
BOTH = ("typos", "terse")


def saying(*points: str) -> Advice:
    passages = [
        replace(make_passage(f"topic#{point}", [f"Do {point}."]), point_ids=(point,))
        for point in points
    ]
    return make_advice(
        verdicts=[make_verdict(one.text, one) for one in passages], evidence=passages
    )


def given(typos: Advice, terse: Advice) -> Worded:
    return Worded(saying("1a", "1b"), {"typos": typos, "terse": terse})


def test_points_are_the_same_where_both_wordings_say_them() -> None:
    worded = given(saying("1b", "1a"), saying("1b", "2a"))

    assert same_points(CASE, worded, BOTH) == Share(1 + 1 / 3, 2)
    assert same_points(CASE, worded, ("terse",)) == Share(1 / 3, 1)


def test_two_answers_without_points_are_the_same_where_both_are_declined() -> None:
    worded = Worded(make_declined(), {"typos": make_declined(), "terse": saying("1a")})

    assert same_points(CASE, worded, BOTH) == Share(1, 2)
    assert main_point_kept(CASE, worded, BOTH) == Share(0, 0)


def test_the_main_point_is_the_first_one_said() -> None:
    worded = given(saying("2a", "1a"), saying("1b"))

    assert main_point_kept(CASE, worded, BOTH) == Share(1, 2)


def test_a_wording_that_is_declined_has_another_outcome() -> None:
    worded = given(make_declined(), saying("9a"))

    assert same_outcome(CASE, worded, BOTH) == Share(1, 2)


@pytest.mark.parametrize(
    ("wordings", "said"),
    [({}, "wordings is empty"), ({"case": "How?"}, "no other one"), ({"case": " "}, "no other")],
)
def test_a_case_without_another_wording_is_refused(wordings: dict[str, str], said: str) -> None:
    line = json.dumps({"id": "c", "question": "How?", "wordings": wordings})

    with pytest.raises(EvalError, match=said):
        parse_cases(line, name="cases.jsonl", about="wordings")


def test_a_case_keeps_its_wordings_by_kind() -> None:
    line = json.dumps(
        {"id": "c", "question": "How?", "wordings": {"typos": "Hwo?", "terse": "how"}}
    )

    (case,) = parse_cases(line, name="cases.jsonl", about="wordings")

    assert case == CASE
