"""How the suite of wordings is asked: one question, then the same in other words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from advisor.domain import Advice
from advisor.pipeline import Advisor
from evals.cases import Case


@dataclass(frozen=True, slots=True)
class Worded:
    """The answer to the question, and that to each other wording by its kind."""

    first: Advice
    others: Mapping[str, Advice]


def ask(case: Case, advisor: Advisor) -> Worded:
    """The answers to all wordings, each asked alone."""
    others = {one.kind: advisor.ask(one.question) for one in case.wordings}
    return Worded(advisor.ask(case.question), others)


def kinds(case: Case, _given: Any, _advisor: Advisor) -> list[str]:
    """The kinds of wording of a case."""
    return [one.kind for one in case.wordings]
