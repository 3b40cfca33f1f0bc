"""Finds notes by meaning and by words; without a usable index, by words alone."""

from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from advisor.domain.notes import EngagementNote, NearSentence, NoteFilter, NoteHit
from advisor.engagements.asking_shorthand import spelled_out
from advisor.errors import IndexUnavailableError
from advisor.grounding.sentences import split_sentences
from advisor.ports import Embedder, NoteIndex, NoteRecords, Progress
from advisor.retrieval.lexical import LexicalIndex
from advisor.retrieval.text import words as words_of

READ_AT_ONCE = 2_000  # notes whose words are weighed for one search
NEIGHBOURS = 50
REMEMBERED = 20_000  # vectors of sentences, about 30 MB
BATCH = 64
SHARED_WEIGHT = 0.4
Array = NDArray[np.float64]
NEAR, SHARED = 0.3, 0.1  # cosine and share of words from which a note may bear on a question
_DENSE, _LEXICAL, _HALF_LEXICAL = 0.6, 0.4, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundNotes:
    """The notes found, the likeliest first, and why not by meaning, or an empty text."""

    hits: tuple[NoteHit, ...] = ()
    trouble: str = ""


class NoteFinder:
    """Searches the notes of one workspace at a time; `index` and `embedder` come together."""

    def __init__(
        self,
        records: NoteRecords,
        *,
        index: NoteIndex | None = None,
        embedder: Embedder | None = None,
    ) -> None:
        self._records, self._index, self._embedder = records, index, embedder

    def find(self, query: str, *, engagement: str | None, count: int, workspace: str) -> FoundNotes:
        """The notes that bear on a question; `NotFoundError` where there is no such engagement."""
        chosen = (
            None
            if engagement is None
            else self._records.get_engagement(engagement, workspace=workspace)
        )
        where = NoteFilter(engagement=chosen.name if chosen else None)
        read = self._records.list_notes(where, workspace=workspace, limit=READ_AT_ONCE)
        if not words_of(query) or not read:
            return FoundNotes()
        key = chosen.engagement_id if chosen else None
        dense, trouble = self._dense(query, key, workspace)
        known = {note.note_id for note in read}
        others = [note_id for note_id in dense if note_id not in known]
        notes = (*read, *self._records.get_notes(others, workspace=workspace))
        scores = LexicalIndex([note.text for note in notes]).scores(query)
        shares = np.asarray(scores / (scores + _HALF_LEXICAL))
        signals = [
            (dense.get(note.note_id, 0.0), float(share))
            for note, share in zip(notes, shares, strict=True)
        ]
        hits = [
            _hit(note, cosine, share)
            for note, (cosine, share) in zip(notes, signals, strict=True)
            if cosine >= NEAR or share >= SHARED
        ]
        hits.sort(key=lambda hit: -hit.score)
        return FoundNotes(hits=tuple(hits[:count]), trouble=trouble)

    def catch_up(self, progress: Progress | None = None) -> str:
        """Bring the index up to the records; returns what was repaired."""
        return self._index.catch_up(progress) if self._index else ""

    def compact(self) -> None:
        """Remove what is left of deleted notes from the files of the index.

        Nothing happens where another program holds the index: it does so when it closes.
        """
        if self._index:
            with suppress(IndexUnavailableError):
                self._index.compact()

    def _dense(
        self, query: str, engagement_id: str | None, workspace: str
    ) -> tuple[dict[str, float], str]:
        if self._index is None or self._embedder is None:
            return {}, ""
        vector = self._embedder.embed_query(query)
        try:
            near = self._index.nearest(
                vector, NEIGHBOURS, workspace=workspace, engagement_id=engagement_id
            )
        except IndexUnavailableError as error:
            return {}, f"Notes were searched by their words only. {error}"
        return {one.entry_id: one.similarity for one in near}, ""


def _hit(note: EngagementNote, cosine: float, lexical: float) -> NoteHit:
    score = min(1.0, _DENSE * max(cosine, 0.0) + _LEXICAL * lexical)
    how = [("dense", _DENSE * cosine), ("lexical", _LEXICAL * lexical)]
    said = sorted((one for one in how if one[1] > 0), key=lambda one: -one[1])
    return NoteHit(note=note, score=score, how=tuple(name for name, _ in said))  # type: ignore[misc]  # the two names above


class SentenceFinder:
    """Ranks single sentences of notes by nearness to a question; their vectors are remembered."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._lock = Lock()
        self._vectors: OrderedDict[str, Array] = OrderedDict()

    def nearest(
        self, question: str, notes: Sequence[EngagementNote], *, count: int
    ) -> tuple[NearSentence, ...]:
        """The nearest sentences, one a note, the nearest first."""
        found = [(note, one) for note in notes for one in split_sentences(note.text)]
        if not found:
            return ()
        texts = [spelled_out(one.text) for _, one in found]
        question = spelled_out(question)
        vectors = self._embedded(texts)
        cosines = vectors @ np.asarray(self._embedder.embed_query(question))
        asked = set(words_of(question))
        best: dict[str, NearSentence] = {}
        for (note, one), text, cosine in zip(found, texts, cosines, strict=True):
            shared = len(asked & set(words_of(text))) / max(1, len(asked))
            score = float(cosine) + SHARED_WEIGHT * shared
            if note.note_id not in best or best[note.note_id].score < score:
                best[note.note_id] = NearSentence(
                    note=note, start=one.start, end=one.end, score=score
                )
        return tuple(sorted(best.values(), key=lambda one: -one.score)[:count])

    def _embedded(self, texts: list[str]) -> Array:
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        left = sorted({text for text in texts if text not in known}, key=len)
        for start in range(0, len(left), BATCH):
            batch = left[start : start + BATCH]
            vectors = np.asarray(self._embedder.embed_documents(batch))
            known.update(zip(batch, vectors, strict=True))
        with self._lock:
            self._vectors.update(known)
            while len(self._vectors) > REMEMBERED:
                self._vectors.popitem(last=False)
        return np.array([known[text] for text in texts])
