"""The controls: for each suite one way of breaking the advisor that must turn the suite red."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from advisor.pipeline import Advisor


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A mutation: `broken` gives an advisor in which one thing is wrong, as `meaning` says."""

    name: str
    meaning: str
    broken: Callable[[Advisor], AbstractContextManager[Advisor]]


CONTROLS: Mapping[str, Control] = {}
