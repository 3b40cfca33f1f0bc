"""Scorers of wordings: whether the same question gets the same advice however it is put."""

from collections.abc import Collection, Iterator

from advisor.domain import Advice
from evals.cases import Case
from evals.scorers import said_points
from evals.scoring import Share, ShareScorer, share_scorer
from evals.subject_wordings import Worded


def same_points(_: Case, given: Worded, kinds: Collection[str]) -> Share:
    """Share of the points said for either wording that are said for both (Jaccard index)."""
    shares = [_overlap(given.first, other) for other in _others(given, kinds)]
    return Share(sum(shares), len(shares))


def main_point_kept(_: Case, given: Worded, kinds: Collection[str]) -> Share:
    """Share of the other wordings that are answered with the first point of the question."""
    main = said_points(given.first)[:1]
    if not main:
        return Share(0, 0)
    kept = [main[0] in said_points(other) for other in _others(given, kinds)]
    return Share(sum(kept), len(kept))


def same_outcome(_: Case, given: Worded, kinds: Collection[str]) -> Share:
    """Share of the other wordings that are answered, or declined, just as the question is."""
    same = [other.status == given.first.status for other in _others(given, kinds)]
    return Share(sum(same), len(same))


def _others(given: Worded, kinds: Collection[str]) -> Iterator[Advice]:
    return (advice for kind, advice in given.others.items() if kind in kinds)


def _overlap(first: Advice, other: Advice) -> float:
    one, two = set(said_points(first)), set(said_points(other))
    return len(one & two) / len(one | two) if one | two else float(first.status == other.status)


def _differing(case: Case, given: Worded) -> str:
    first = said_points(given.first)
    return " | ".join(
        f"{one.kind}: {', '.join(said_points(given.others[one.kind])) or 'declined'}"
        for one in case.wordings
        if said_points(given.others[one.kind]) != first
    )


WORDING_SCORERS: dict[str, ShareScorer[Worded]] = {
    one.name: one
    for one in (
        share_scorer(same_points, _differing),
        share_scorer(main_point_kept, _differing),
        share_scorer(same_outcome, _differing),
    )
}
