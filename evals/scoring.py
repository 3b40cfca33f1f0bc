"""What a scorer is: a named function that gives an answer to a case a number, or None."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

from advisor.domain import Advice
from evals.cases import Case

SHOWN_CHARS = 90

Score = Callable[[Case, Advice], float | None]
Missing = Callable[[Case, Advice], str]


class CannotTellError(Exception):
    """Raised by a scorer whose business the case is, but that could not judge it; says why."""


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


Given = TypeVar("Given")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareScorer(Generic[Given]):
    """A named share of the units of all check-ups or reviews, such as pairs of case and topic.

    `count` looks at some topics only, so that a part can be reported; `missing` says what kept a
    case from the whole.
    """

    name: str
    meaning: str
    count: Callable[[Case, Given, Collection[str]], Share]
    missing: Callable[[Case, Given], str]


def scorer(score: Score, best: float | None, missing: Missing) -> Scorer:
    """A scorer with the name and the docstring of its function."""
    name = str(getattr(score, "__name__", ""))
    meaning = " ".join((score.__doc__ or "").split())
    return Scorer(name=name, meaning=meaning, score=score, best=best, missing=missing)


def share_scorer(
    count: Callable[[Case, Given, Collection[str]], Share], missing: Callable[[Case, Given], str]
) -> ShareScorer[Given]:
    """A scorer of shares with the name and the docstring of its function."""
    name = str(getattr(count, "__name__", ""))
    meaning = " ".join((count.__doc__ or "").split())
    return ShareScorer(name=name, meaning=meaning, count=count, missing=missing)
