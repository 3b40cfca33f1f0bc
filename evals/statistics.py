"""Statistics of scores: a mean or a ratio of sums, and its bootstrap interval."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2000
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The mean (or ratio) of some scores with the bounds of its interval."""

    mean: float
    low: float
    high: float


def bootstrap_interval(
    scores: Sequence[float], *, confidence: float = CONFIDENCE, resamples: int = RESAMPLES
) -> Interval:
    """The mean with its percentile bootstrap interval (Efron 1979), over cases.

    As `bootstrap_ratio`, with each score a unit of its own.
    """
    return bootstrap_ratio(scores, [1.0] * len(scores), confidence=confidence, resamples=resamples)


def bootstrap_ratio(
    good: Sequence[float],
    whole: Sequence[float],
    *,
    confidence: float = CONFIDENCE,
    resamples: int = RESAMPLES,
) -> Interval:
    """The sum of `good` over the sum of `whole`, with its percentile bootstrap interval.

    Each place is one independent unit (a case, or a set of cases that share their notes), drawn
    whole. The generator is seeded, so equal numbers give equal bounds. Where all units are equal,
    the interval has no width: it says nothing about cases unlike those that were asked.
    `ValueError` for no units, for one that is not a finite number, and for a `whole` not above 0.
    """
    if not good or not all(map(math.isfinite, (*good, *whole))):
        raise ValueError("the interval needs at least one score, and finite numbers only")
    if len(good) != len(whole) or min(whole) <= 0:
        raise ValueError("each score needs something above 0 that it is a part of")
    parts, wholes = np.asarray(good, dtype=np.float64), np.asarray(whole, dtype=np.float64)
    picks = np.random.default_rng(0).integers(0, len(parts), size=(resamples, len(parts)))
    ratios = parts[picks].sum(axis=1) / wholes[picks].sum(axis=1)
    low, high = np.quantile(ratios, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(mean=float(parts.sum() / wholes.sum()), low=float(low), high=float(high))


def bootstrap_difference(
    before: Sequence[tuple[float, float]],
    now: Sequence[tuple[float, float]],
    *,
    confidence: float = CONFIDENCE,
    resamples: int = RESAMPLES,
) -> Interval:
    """The ratio of sums now less that before, paired unit by unit, with its bootstrap interval.

    Each place holds the (good, whole) of one unit at both times; a draw takes both together.
    `ValueError` for no units, unlike lengths, or numbers that are not finite.
    """
    if not before or len(before) != len(now):
        raise ValueError("a paired difference needs the same units, and at least one")
    table = np.asarray([(*one, *two) for one, two in zip(before, now, strict=True)], dtype=float)
    if not np.isfinite(table).all():
        raise ValueError("a paired difference needs finite numbers only")
    picks = np.random.default_rng(0).integers(0, len(table), size=(resamples, len(table)))
    drawn = table[picks].sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        differences = drawn[:, 2] / drawn[:, 3] - drawn[:, 0] / drawn[:, 1]
    differences = differences[np.isfinite(differences)]
    total = table.sum(axis=0)
    low, high = np.quantile(differences, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(
        mean=float(total[2] / total[3] - total[0] / total[1]), low=float(low), high=float(high)
    )


def smallest_flips(units: int, confidence: float = CONFIDENCE) -> int:
    """How many of `units` must go from good to bad for a paired interval to exclude 0.

    With k of n changed, a resample holds none of them with chance (1 - k/n)^n, and the interval
    excludes 0 once that is below half of what the confidence leaves; `units` + 1 where none do.
    """
    tail = (1 - confidence) / 2
    return next((k for k in range(1, units + 1) if (1 - k / units) ** units < tail), units + 1)
