"""Statistics of scores: the mean and its bootstrap interval."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2000
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The mean of some scores with the bounds of its interval."""

    mean: float
    low: float
    high: float


def bootstrap_interval(
    scores: Sequence[float], *, confidence: float = CONFIDENCE, resamples: int = RESAMPLES
) -> Interval:
    """The mean with its percentile bootstrap interval (Efron 1979), over cases.

    The generator is seeded, so equal scores give equal bounds. Where all scores are equal, the
    interval has no width: it says nothing about cases unlike those that were asked.
    `ValueError` for no scores, or for one that is not a finite number.
    """
    if not scores or not all(map(math.isfinite, scores)):
        raise ValueError("the interval needs at least one score, and finite numbers only")
    values = np.asarray(scores, dtype=np.float64)
    picks = np.random.default_rng(0).integers(0, len(values), size=(resamples, len(values)))
    means = values[picks].mean(axis=1)
    low, high = np.quantile(means, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(mean=float(values.mean()), low=float(low), high=float(high))
