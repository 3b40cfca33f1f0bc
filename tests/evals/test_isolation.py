"""The suite of isolation: cases are checked, and one word of a neighbour is noticed by any way."""

import json
from typing import Any

import pytest

from advisor.pipeline import Advisor
from evals.cases import Case, EvalError, load_suite, parse_cases
from evals.isolation_scorers import nothing_of_others, own_found
from evals.scoring import Share
from evals.subject_isolation import WAYS, Seen, ask

NOTE = {"id": "n", "engagement": "Shop", "on": "2026-01-02", "text": "Paid 40 EUR."}
ROW: dict[str, Any] = {
    "id": "c",
    "today": "2026-02-01",
    "question": "What did I pay?",
    "engagements": [{"name": "Shop", "vendor": ""}],
    "notes": [NOTE],
    "own": ["40 EUR"],
    "other": {
        "engagements": [{"name": "Shop", "vendor": "Grebe"}],
        "notes": [NOTE | {"text": "Paid 970 EUR."}],
        "document": "Heron signs.",
    },
    "secrets": ["970 EUR", "Grebe", "Heron"],
}


def read(**changed: Any) -> Case:
    (case,) = parse_cases(json.dumps(ROW | changed), name="cases.jsonl", about="isolation")
    return case


def seen(**by_way: str) -> Seen:
    return Seen({"notes": "Paid 40 EUR.", "export": "40 EUR", **by_way})


@pytest.mark.parametrize(
    ("text", "clean"),
    [("nothing", 3), ("you paid 970 EUR", 2), ("asked GREBE", 2), ("40 EUR", 3)],
)
def test_a_word_of_the_neighbour_is_noticed_whatever_its_case(text: str, clean: int) -> None:
    case, found = read(), seen(answer=text)

    assert nothing_of_others(case, found, found.by_way) == Share(clean, 3)
    assert nothing_of_others(case, found, ("notes",)) == Share(1, 1)


def test_own_words_have_to_be_in_the_list_and_in_the_exports() -> None:
    assert own_found(read(), seen(), WAYS) == Share(2, 2)
    assert own_found(read(), seen(export=""), WAYS) == Share(1, 2)
    assert own_found(read(), seen(), ("answer",)) == Share(0, 0)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"secrets": ["Paid"]}, "no secret"),
        ({"secrets": ["970"]}, "no secret"),
        ({"secrets": ["nowhere"]}, "no secret"),
        ({"secrets": []}, "needs secrets"),
        ({"own": ["970"]}, "does not stand"),
        ({"own": []}, "needs secrets"),
    ],
)
def test_a_case_whose_words_prove_nothing_is_refused(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(EvalError, match=said):
        read(**changed)


def test_every_way_in_is_looked_at_and_leaves_nothing_behind(advisor: Advisor) -> None:
    case = load_suite("isolation").cases[0]

    found = ask(case, advisor)

    assert set(found.by_way) == set(WAYS)
    assert all(found.by_way[way] for way in ("answer", "search", "notes", "export", "engagements"))
    for workspace in (f"eval-{case.case_id}", f"eval-{case.case_id}-other"):
        assert advisor.notes.list(workspace=workspace) == ()
        assert advisor.own_guidance.list(workspace=workspace) == ()


def test_every_public_way_in_that_names_a_workspace_is_among_them() -> None:
    reads = {"ask", "timeline", "measures", "check_up", "agenda", "calendar", "verify"}
    named = {name for name in dir(Advisor) if not name.startswith("_")}

    assert reads <= named
    assert {"answer", "timeline", "measures", "check_up", "agenda", "calendar", "verify"} <= set(
        WAYS
    )
