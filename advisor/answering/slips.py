"""Finds a known word in one that was typed with a slip."""

from collections.abc import Iterable

from advisor.retrieval.spelling import is_slip

SHORTEST = 7  # A shorter word turns into another word by one slip.


def one_slip_away(word: str, known: Iterable[str]) -> str:
    """The first known word one letter missing, added, wrong or swapped away; empty for none."""
    if len(word) < SHORTEST:
        return ""
    return next((other for other in known if _close(word, other) and is_slip(word, other)), "")


def _close(word: str, other: str) -> bool:
    near = abs(len(other) - len(word)) <= 1 and other[0] == word[0]
    return near and len(other) >= SHORTEST
