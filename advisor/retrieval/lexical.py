"""The lexical index: BM25 over points and over the questions that lead to them."""

from collections.abc import Sequence

import bm25s
import numpy as np
from numpy.typing import NDArray

from advisor.retrieval.text import words

K1, B = 1.2, 0.5


class LexicalIndex:
    """BM25 (Robertson and Zaragoza 2009) over a fixed list of texts, kept in memory."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        self._bm25 = bm25s.BM25(k1=K1, b=B)
        self._bm25.index([words(text) or [""] for text in texts], show_progress=False)

    def scores(self, query: str) -> NDArray[np.float32]:
        """One score a text, 0 where no word is shared."""
        known = [word for word in words(query) if word in self._bm25.vocab_dict]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        scores: NDArray[np.float32] = self._bm25.get_scores(known)
        return scores
