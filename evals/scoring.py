"""What a scorer is: a named function that gives an answer to a case a number, or None."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from advisor.domain import Advice
from advisor.domain.check_up import CheckUp
from evals.cases import Case

SHOWN_CHARS = 90

Score = Callable[[Case, Advice], float | None]
Missing = Callable[[Case, Advice], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """A named score.

    `best` is the score of a case that has nothing wrong, None for a mere count; `missing` says
    what kept a case from it.
    """

    name: str
    meaning: str
    score: Score
    best: float | None
    missing: Missing


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the units of a case are as they should be."""

    good: float
    whole: float


Count = Callable[[Case, CheckUp, Collection[str]], Share]
Told = Callable[[Case, CheckUp], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckUpScorer:
    """A named share of the units of all check-ups together, such as pairs of case and topic.

    `count` looks at some topics only, so that a part can be reported; `missing` says what kept a
    case from the whole.
    """

    name: str
    meaning: str
    count: Count
    missing: Told


def scorer(score: Score, best: float | None, missing: Missing) -> Scorer:
    """A scorer with the name and the docstring of its function."""
    name = str(getattr(score, "__name__", ""))
    meaning = " ".join((score.__doc__ or "").split())
    return Scorer(name=name, meaning=meaning, score=score, best=best, missing=missing)


def check_up_scorer(count: Count, missing: Told) -> CheckUpScorer:
    """A scorer of check-ups with the name and the docstring of its function."""
    name = str(getattr(count, "__name__", ""))
    meaning = " ".join((count.__doc__ or "").split())
    return CheckUpScorer(name=name, meaning=meaning, count=count, missing=missing)
