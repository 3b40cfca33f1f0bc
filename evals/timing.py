"""Timing: figures with targets, and the medians of things measured in turn."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

NOISE = 0.10
"""Share of its target by which a figure may miss it: what another program on the machine costs."""

Work = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure; exactly one of the bounds is set.

    `value` and the bounds are in `unit` (`s`, or `x` for a ratio); `parts` are the medians it is
    made of, in seconds, and `repeats` says of how many.
    """

    name: str
    value: float
    unit: str
    repeats: int
    parts: dict[str, float]
    at_most: float | None = None
    at_least: float | None = None

    @property
    def target(self) -> str:
        """The bound as people write it."""
        bound, sign = (self.at_most, "≤") if self.at_least is None else (self.at_least, "≥")
        return f"{sign} {bound:g} {self.unit}"

    @property
    def met(self) -> bool:
        """Whether the target itself is reached."""
        return self._within(0.0)

    @property
    def failed(self) -> bool:
        """Whether the target is missed by more than noise."""
        return not self._within(NOISE)

    def _within(self, slack: float) -> bool:
        if self.at_most is not None and self.value > self.at_most * (1 + slack):
            return False
        return self.at_least is None or self.value >= self.at_least * (1 - slack)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "target": self.target,
            "met": self.met,
            "failed": self.failed,
            "repeats": self.repeats,
            "median_seconds": self.parts,
        }


def seconds(work: Work) -> float:
    """The wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(rounds: Sequence[tuple[Work, Work]]) -> tuple[float, float]:
    """Median seconds of the first and of the second of each pair, measured in turn.

    Which of the two goes first alternates, so that neither always finds the caches warm and a
    busy moment of the machine meets both.
    """
    first, second = [], []
    for number, (one, other) in enumerate(rounds):
        if number % 2:
            second.append(seconds(other))
            first.append(seconds(one))
        else:
            first.append(seconds(one))
            second.append(seconds(other))
    return statistics.median(first), statistics.median(second)
