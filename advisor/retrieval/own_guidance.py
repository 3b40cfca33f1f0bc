"""Finds what a firm's own documents say to a question, and stays silent where they say nothing."""

import hashlib
import math
import shutil
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from advisor.domain import Citation, Hit, How, IndexEntry, Passage
from advisor.domain.own_guidance import Added, ReadDocument
from advisor.ports import Embedder, OwnGuidanceStore, PassageIndex, Progress
from advisor.retrieval.instructions import has_instructions
from advisor.retrieval.lexical import LexicalIndex
from advisor.retrieval.text import words

NEIGHBOURS = 24
LOOKED_AT = 4
MIN_QUOTE_CHARS = 12
_HALF_LEXICAL = 2.0
_OPEN_AT_ONCE = 16
_REMEMBERED = 256
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFusion:
    """Weights of the signals, fitted by logistic regression on questions to invented documents.

    A passage's score is the logistic function of `bias` plus the weighted signals: the cosine of
    the passage, that of its best sentence, and BM25 squeezed into 0 to 1. Below `floor` a passage
    is held to be about something else.
    """

    passage: float = 7.8
    sentence: float = 7.8
    lexical: float = 3.8
    bias: float = -6.3
    floor: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    fingerprint: str
    passages: dict[str, Passage]
    index: PassageIndex
    lexical: LexicalIndex


class OwnGuidanceIndex:
    """The documents of every workspace, each searched by itself; safe to share by threads.

    `folder` holds one index a workspace, made by `make_index`; it holds text of the documents, and
    is emptied as soon as one of them goes. Nothing is opened for a workspace without documents.
    """

    def __init__(
        self,
        store: OwnGuidanceStore,
        *,
        folder: Path,
        embedder: Embedder,
        make_index: Callable[[Path], PassageIndex],
        fusion: OwnFusion | None = None,
    ) -> None:
        self._store, self._folder = store, folder
        self._embedder, self._make_index = embedder, make_index
        self._fusion = fusion or OwnFusion()
        self._lock = RLock()
        self._busy: dict[str, RLock] = {}
        self._opened: OrderedDict[str, _Opened] = OrderedDict()
        self._lines: OrderedDict[str, Array] = OrderedDict()

    def add(
        self, document: ReadDocument, *, workspace: str, progress: Progress | None = None
    ) -> Added:
        """Keep a document and index it; nothing is indexed again where it was there already."""
        with self._alone_in(workspace):
            before = self._store.fingerprint(workspace=workspace)
            added = self._store.add_document(document, workspace=workspace)
            if self._store.fingerprint(workspace=workspace) != before:
                self._drop(workspace)
            self._open(workspace, progress)
        return added

    def remove(self, document_id: str, *, workspace: str) -> None:
        """Delete a document for good; `NotFoundError` where there is none."""
        with self._alone_in(workspace):
            self._store.get_document(document_id, workspace=workspace)
            self._drop(workspace)
            self._store.remove_document(document_id, workspace=workspace)
            self._open(workspace)

    def found(self, question: str, *, workspace: str, count: int = LOOKED_AT) -> tuple[Hit, ...]:
        """The passages that bear on the question, the likeliest first; empty where none does."""
        if not words(question) or not self._holds(workspace):
            return ()
        vector = self._embedder.embed_query(question)
        with self._alone_in(workspace):
            opened = self._open(workspace)
            neighbours = opened.index.nearest(vector, NEIGHBOURS) if opened else ()
        if opened is None:
            return ()
        near = {one.entry_id: one.similarity for one in neighbours}
        least = min(near.values(), default=0.0)
        lexical = _squeezed(opened.lexical.scores(question))
        signals = {
            key: (near.get(key, least), float(share))
            for key, share in zip(opened.passages, lexical, strict=True)
            if key in near or share > 0
        }
        ranked = sorted(signals, key=lambda key: -(signals[key][0] + 0.3 * signals[key][1]))
        hits = [
            self._hit(opened.passages[key], np.array(vector), *signals[key])
            for key in ranked[: max(LOOKED_AT, count)]
        ]
        relevant = [hit for hit in hits if hit.score >= self._fusion.floor]
        return tuple(sorted(relevant, key=lambda hit: -hit.score)[:count])

    def best_sentences(
        self, question: str, hits: Sequence[Hit], *, limit: int = 2
    ) -> tuple[Citation, ...]:
        """The sentences that answer most directly, the best first, each from one of the hits.

        A question in a document is never quoted; the sentence after it stands for it. Neither is
        an order to the assistant.
        """
        vector = np.array(self._embedder.embed_query(question))
        asked = set(words(question))
        rated: dict[str, tuple[float, Citation]] = {}
        for hit in hits:
            for score, citation in self._rated_lines(hit, vector, asked):
                known = rated.get(citation.quote)
                if known is None or known[0] < score:
                    rated[citation.quote] = score, citation
        best = sorted(rated.values(), key=lambda one: -one[0])
        return tuple(citation for _, citation in best[:limit])

    def _holds(self, workspace: str) -> bool:
        """Whether the workspace has documents; what another program left of an index goes."""
        if self._store.fingerprint(workspace=workspace):
            return True
        with self._alone_in(workspace):
            self._drop(workspace)
        return False

    def _alone_in(self, workspace: str) -> RLock:
        """The lock of one workspace, so that a long build holds up no other."""
        with self._lock:
            return self._busy.setdefault(workspace, RLock())

    def _open(self, workspace: str, progress: Progress | None = None) -> _Opened | None:
        """The index of a workspace as its documents are now; None where there are none."""
        documents = self._store.fingerprint(workspace=workspace)
        if not documents:
            self._drop(workspace)
            return None
        fingerprint = f"{documents}:{self._embedder.fingerprint}"
        opened = self._opened.get(workspace)
        if opened is None or opened.fingerprint != fingerprint:
            opened = self._build(workspace, fingerprint, progress)
        with self._lock:
            self._opened[workspace] = opened
            self._opened.move_to_end(workspace)
            while len(self._opened) > _OPEN_AT_ONCE:
                self._opened.popitem(last=False)
        return opened

    def _build(self, workspace: str, fingerprint: str, progress: Progress | None) -> _Opened:
        passages = self._store.all_passages(workspace=workspace)
        entries = [
            IndexEntry(entry_id=passage.passage_id, text=_indexed(passage), kind="point")
            for passage in passages
        ]
        index = self._make_index(self._folder_of(workspace))
        index.ensure(entries, fingerprint, progress)
        return _Opened(
            fingerprint=fingerprint,
            passages={passage.passage_id: passage for passage in passages},
            index=index,
            lexical=LexicalIndex([entry.text for entry in entries]),
        )

    def _drop(self, workspace: str) -> None:
        """Forget the index of a workspace, on disk too: it holds text of the documents."""
        self._opened.pop(workspace, None)
        folder = self._folder_of(workspace)
        if folder.exists():
            shutil.rmtree(folder)

    def _folder_of(self, workspace: str) -> Path:
        return self._folder / hashlib.sha256(workspace.encode()).hexdigest()[:16]

    def _hit(self, passage: Passage, vector: Array, cosine: float, lexical: float) -> Hit:
        fusion = self._fusion
        sentence = float((self._line_vectors(passage) @ vector).max())
        dense = fusion.passage * cosine + fusion.sentence * sentence
        score = 1 / (1 + math.exp(-(dense + fusion.lexical * lexical + fusion.bias)))
        how: tuple[How, ...] = ("dense", "lexical") if lexical > 0 else ("dense",)
        return Hit(passage=passage, score=score, how=how)

    def _line_vectors(self, passage: Passage) -> Array:
        """One vector a line; those of the passages that were looked at last are kept."""
        with self._lock:
            if passage.passage_id in self._lines:
                self._lines.move_to_end(passage.passage_id)
                return self._lines[passage.passage_id]
        section = passage.source.section
        lines = [f"{section}: {line}" if section else line for line in passage.text.split("\n")]
        vectors = np.array(self._embedder.embed_documents(lines))
        with self._lock:
            self._lines[passage.passage_id] = vectors
            while len(self._lines) > _REMEMBERED:
                self._lines.popitem(last=False)
        return vectors

    def _rated_lines(
        self, hit: Hit, vector: Array, asked: set[str]
    ) -> list[tuple[float, Citation]]:
        cosines = self._line_vectors(hit.passage) @ vector
        rated = []
        start, inherited = 0, -1.0
        for line, cosine in zip(hit.passage.text.split("\n"), cosines, strict=True):
            shared = len(asked & set(words(line))) / max(1, len(asked))
            score = max(float(cosine) + 0.3 * shared, inherited) + 0.1 * hit.score
            if line.endswith("?"):
                inherited = score
            else:
                inherited = -1.0
                if len(line) >= MIN_QUOTE_CHARS and not has_instructions(line):
                    rated.append((score, _citation(hit.passage, start, line)))
            start += len(line) + 1
        return rated


def _indexed(passage: Passage) -> str:
    """A passage as it is embedded: with the words above it."""
    source = passage.source
    above = [text for text in (source.title, source.section) if text]
    return ". ".join([*above, passage.text.replace("\n", " ")])


def _citation(passage: Passage, start: int, line: str) -> Citation:
    return Citation(passage_id=passage.passage_id, quote=line, start=start, end=start + len(line))


def _squeezed(scores: NDArray[np.float32]) -> Array:
    squeezed: Array = (scores / (scores + _HALF_LEXICAL)).astype(np.float64)
    return squeezed
