"""Scorers of isolation: no word of a neighbour is seen, and the own words are found."""

from collections.abc import Collection

from evals.cases import Case
from evals.isolation_cases import Neighbour
from evals.scoring import Share, ShareScorer, share_scorer
from evals.subject_isolation import Seen

SHOWING_ALL = ("notes", "export")
"""The ways in that hand out every note."""


def nothing_of_others(case: Case, seen: Seen, ways: Collection[str]) -> Share:
    """Share of the ways in that hand out no word of another workspace."""
    own = [way for way in seen.by_way if way in ways]
    return Share(sum(not _secrets(case, seen, way) for way in own), len(own))


def own_found(case: Case, seen: Seen, ways: Collection[str]) -> Share:
    """Share of the own words that the list of notes and the exports hold."""
    found = [
        word in seen.by_way[way] for way in SHOWING_ALL if way in ways for word in _of(case).own
    ]
    return Share(sum(found), len(found))


def _of(case: Case) -> Neighbour:
    assert case.neighbour is not None  # noqa: S101  # for the type checker
    return case.neighbour


def _secrets(case: Case, seen: Seen, way: str) -> list[str]:
    text = seen.by_way[way].casefold()
    return [one for one in _of(case).secrets if one.casefold() in text]


def _leaks(case: Case, seen: Seen) -> str:
    found = {way: _secrets(case, seen, way) for way in seen.by_way}
    return " | ".join(f"{way}: {', '.join(some)}" for way, some in found.items() if some)


def _lost(case: Case, seen: Seen) -> str:
    lost = [
        f"{way}: {word}"
        for way in SHOWING_ALL
        for word in _of(case).own
        if word not in seen.by_way[way]
    ]
    return "not found: " + " | ".join(lost)


ISOLATION_SCORERS: dict[str, ShareScorer[Seen]] = {
    one.name: one
    for one in (share_scorer(nothing_of_others, _leaks), share_scorer(own_found, _lost))
}
