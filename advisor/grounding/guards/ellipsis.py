"""Finds quotations with an ellipsis that leaves out what turns the meaning."""

import itertools
import re
from collections.abc import Iterator

from advisor.grounding.guards.alignment import Reading, read
from advisor.grounding.guards.types import Disagreement

_DOTS = re.compile(r"\s*(?:\[\s*(?:\.{3}|\u2026)\s*\]|\.{3,}|\.\s\.\s\.|\u2026)\s*")
_TURNING = frozenset(
    "not never no without nobody none nothing neither nor hardly rarely seldom nolonger if unless "
    "until except only onlyif provided avoid instead but excluding before after may might should "
    "less fewer refuse forbid stop lack".split()
)
_HELD = 3


def ellipsis(sentence: str, source: Reading) -> Iterator[Disagreement]:
    """An omission in the middle of the source's own words that held a `not` or a condition."""
    parts = _DOTS.split(sentence)
    for before, after in itertools.pairwise(parts):
        gap = _gap(
            [one.low for one in read(before).tokens],
            [one.low for one in read(after).tokens],
            source,
        )
        for place in gap:
            if source.tokens[place].low in _TURNING:
                yield Disagreement(
                    kind="ellipsis",
                    support="contradicted",
                    reason="The words left out of the quotation hold "
                    f'"{source.tokens[place].text}", which changes what the source says.',
                )
                return


def _gap(before: list[str], after: list[str], source: Reading) -> range:
    """The places of the source that the dots stand for; empty where they cannot be found."""
    words = [token.low for token in source.tokens]
    if not before or not after:
        return range(0)
    for held in range(min(_HELD, len(before), len(after)), 0, -1):
        left, right = before[-held:], after[:held]
        for end in range(held, len(words) + 1):
            if words[end - held : end] != left:
                continue
            for start in range(end, len(words) - held + 1):
                if words[start : start + held] == right:
                    return range(end, start)
    return range(0)
