"""For a sentence, the passages that bear on it: of the guidance, or of sources that were given."""

import hashlib
from collections.abc import Mapping, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from advisor.domain import IndexEntry, Library, Passage
from advisor.ports import Embedder, PassageIndex, Vector
from advisor.retrieval.lexical import LexicalIndex

NEIGHBOURS = 40
_RANK_CONSTANT = 10
_EMBEDDED_AT_ONCE = 64


class GuidanceSearch:
    """Finds passages of the guidance by meaning and by words.

    `index` holds the entries of the library. `sentence_index`, where there is one, is made to hold
    every sentence of the passages when it is first needed: a sentence of advice says what one
    sentence says more often than what a whole passage does. `more` are further passages, which
    without it are found by their words only.
    """

    def __init__(
        self,
        library: Library,
        *,
        index: PassageIndex,
        embedder: Embedder,
        sentence_index: PassageIndex | None = None,
        more: Sequence[Passage] = (),
    ) -> None:
        self._index, self._sentences, self._embedder = index, sentence_index, embedder
        self._passages = (*library.passages.values(), *more)
        place = {passage.passage_id: row for row, passage in enumerate(self._passages)}
        self._leads_to = {
            entry.entry_id: [
                place[library.passage_of(point_id).passage_id] for point_id in entry.point_ids
            ]
            for entry in library.entries
            if entry.kind in ("point", "question")
        }
        self._lexical = LexicalIndex([indexed_text(passage) for passage in self._passages])
        self._opening = Lock()
        self._said_in: dict[str, list[int]] = {}

    def open(self) -> str:
        """Make the index of sentences complete; returns what was repaired, or an empty text."""
        if self._sentences is None:
            return ""
        with self._opening:
            if self._said_in:
                return ""
            entries, said_in = _sentence_entries(self._passages)
            repaired = self._sentences.ensure(entries, _digest(entries, self._embedder))
            self._said_in = said_in
            return repaired

    def find(self, sentence: str, vector: Vector, *, count: int) -> tuple[Passage, ...]:
        """The `count` likeliest passages, the likeliest first."""
        self.open()
        orders = [_nearest(self._index, vector, self._leads_to)]
        if self._sentences:
            # Twice, because it alone finds a passage by one of its many sentences.
            orders += [_nearest(self._sentences, vector, self._said_in)] * 2
        fused = _fused(*orders, _ranked(self._lexical.scores(sentence)))
        return tuple(self._passages[row] for row in fused[:count])


class GivenSearch:
    """Finds passages of given sources by meaning and by words; `vectors` has one for each."""

    def __init__(self, passages: Sequence[Passage], vectors: Sequence[Vector]) -> None:
        self._passages = tuple(passages)
        self._vectors = np.array(vectors, dtype=np.float64)
        self._lexical = LexicalIndex([indexed_text(passage) for passage in self._passages])

    def find(self, sentence: str, vector: Vector, *, count: int) -> tuple[Passage, ...]:
        """The `count` likeliest passages, the likeliest first."""
        cosines = self._vectors @ np.array(vector, dtype=np.float64)
        dense = [int(row) for row in np.argsort(-cosines)[:NEIGHBOURS]]
        fused = _fused(dense, _ranked(self._lexical.scores(sentence)))
        return tuple(self._passages[row] for row in fused[:count])


def embedded(texts: Sequence[str], embedder: Embedder) -> list[list[float]]:
    """One unit vector a text; an empty list of texts is allowed."""
    vectors: list[list[float]] = []
    for start in range(0, len(texts), _EMBEDDED_AT_ONCE):
        vectors.extend(embedder.embed_documents(list(texts[start : start + _EMBEDDED_AT_ONCE])))
    return vectors


def indexed_text(passage: Passage) -> str:
    """A passage as it is searched: with the words above it, on one line."""
    above = [text for text in (passage.source.title, passage.source.section) if text]
    return ". ".join([*above, passage.text.replace("\n", " ")])


def _sentence_entries(
    passages: Sequence[Passage],
) -> tuple[list[IndexEntry], dict[str, list[int]]]:
    """An entry for each line of the passages, and the passages that have it."""
    rows: dict[str, list[int]] = {}
    for row, passage in enumerate(passages):
        for line in passage.text.split("\n"):
            if line.strip():
                rows.setdefault(line.strip(), []).append(row)
    entries = [
        IndexEntry(entry_id=f"s{number}", text=line, kind="point")
        for number, line in enumerate(rows)
    ]
    return entries, {entry.entry_id: rows[entry.text] for entry in entries}


def _digest(entries: Sequence[IndexEntry], embedder: Embedder) -> str:
    digest = hashlib.sha256(embedder.fingerprint.encode())
    for entry in entries:
        digest.update(f"\0{entry.text}".encode())
    return digest.hexdigest()[:16]


def _nearest(
    index: PassageIndex, vector: Vector, leads_to: Mapping[str, Sequence[int]]
) -> list[int]:
    """The passages that the nearest entries lead to, the nearest first."""
    near: dict[int, float] = {}
    for neighbour in index.nearest(vector, NEIGHBOURS):
        for row in leads_to.get(neighbour.entry_id, ()):
            near[row] = max(near.get(row, -1.0), neighbour.similarity)
    return sorted(near, key=lambda row: -near[row])


def _ranked(scores: NDArray[np.float32]) -> list[int]:
    """The texts that share a word, the best first."""
    best = np.argsort(-scores, kind="stable")[:NEIGHBOURS]
    return [int(row) for row in best if scores[row] > 0]


def _fused(*orders: Sequence[int]) -> list[int]:
    """Reciprocal rank fusion (Cormack et al. 2009), with a constant for short lists."""
    scores: dict[int, float] = {}
    for order in orders:
        for rank, row in enumerate(order):
            scores[row] = scores.get(row, 0.0) + 1 / (_RANK_CONSTANT + rank)
    return sorted(scores, key=lambda row: -scores[row])
