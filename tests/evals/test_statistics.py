"""The interval holds the mean, narrows with more cases, and refuses what is not a number."""

import math

import pytest

from evals.statistics import bootstrap_interval, bootstrap_ratio


def test_the_interval_of_a_share_is_near_the_one_of_the_normal_approximation() -> None:
    scores = [1.0] * 80 + [0.0] * 20

    interval = bootstrap_interval(scores)

    assert interval.mean == pytest.approx(0.8)
    assert interval.low == pytest.approx(0.8 - 1.96 * 0.04, abs=0.015)
    assert interval.high == pytest.approx(0.8 + 1.96 * 0.04, abs=0.015)


def test_more_cases_and_less_confidence_make_it_narrower() -> None:
    few, many = bootstrap_interval([0.0, 1.0] * 10), bootstrap_interval([0.0, 1.0] * 200)
    unsure = bootstrap_interval([0.0, 1.0] * 10, confidence=0.5)

    assert many.high - many.low < few.high - few.low
    assert unsure.high - unsure.low < few.high - few.low


def test_equal_scores_give_equal_bounds_every_time() -> None:
    scores = [0.2, 0.9, 0.5, 1.0]

    assert bootstrap_interval(scores) == bootstrap_interval(scores)


def test_one_score_is_its_own_interval() -> None:
    interval = bootstrap_interval([0.7])

    assert (interval.low, interval.mean, interval.high) == (0.7, 0.7, 0.7)


@pytest.mark.parametrize("scores", [[], [math.nan], [1.0, math.inf]])
def test_no_score_and_no_number_are_refused(scores: list[float]) -> None:
    with pytest.raises(ValueError, match="at least one score"):
        bootstrap_interval(scores)


def test_a_ratio_is_of_the_sums_and_units_of_one_each_give_the_mean() -> None:
    ratio = bootstrap_ratio([3, 0], [4, 1])

    assert ratio.mean == 0.6
    assert (ratio.low, ratio.high) == (0.0, 0.75)
    assert bootstrap_ratio([1, 0, 1], [1, 1, 1]) == bootstrap_interval([1, 0, 1])


@pytest.mark.parametrize(
    ("good", "whole"), [([], []), ([1], [0]), ([1], [1, 1]), ([1], [float("inf")])]
)
def test_a_ratio_needs_units_with_something_to_be_a_part_of(
    good: list[float], whole: list[float]
) -> None:
    with pytest.raises(ValueError, match="needs"):
        bootstrap_ratio(good, whole)
