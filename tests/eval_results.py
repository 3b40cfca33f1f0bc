"""Scores answers, check-ups and reviews as a run would, without asking for them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from evals.cases import Case, Measure
from evals.measuring import AnyScorer, score
from evals.records import CaseResult

Topics = Callable[[Case, Any], Sequence[str]]


def make_results(
    wanted: Measure,
    scorers: Mapping[str, AnyScorer],
    given: Iterable[tuple[Case, Any]],
    *,
    topics: Topics = lambda _case, _given: (),
) -> list[CaseResult]:
    """The result of each case for one measure."""
    results = []
    for case, one in given:
        found = score(case, one, [wanted], scorers, topics(case, one))
        results.append(
            CaseResult(
                case_id=case.case_id,
                set_id=case.set_id,
                question=case.question,
                group=case.group,
                scores=found.scores,
                missing=found.missing,
            )
        )
    return results
