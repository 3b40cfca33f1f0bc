"""Picks the few sentences of the passages that a claim is judged against."""

import math
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from advisor.domain import Citation, Passage
from advisor.grounding.sentences import split_sentences
from advisor.ports import Embedder
from advisor.retrieval.text import words

PICKED = 3
MEANING = 0.6  # share of the embedding in the order of the sentences; the rest is shared words
REMEMBERED = 20_000
MAX_CHARS = 1500

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSentence:
    """A sentence of a passage: `passage.text[start:end] == text`."""

    passage: Passage
    number: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The sentences that a claim is judged against: `best` first by nearness, `text` in order."""

    best: tuple[SourceSentence, ...]
    nearness: tuple[float, ...]

    @property
    def text(self) -> str:
        """The sentences in the order of their passages."""
        order = sorted(self.best, key=lambda one: (one.passage.passage_id, one.start))
        return " ".join(one.text for one in order)


def sentences_of(passage: Passage) -> Iterator[SourceSentence]:
    """The sentences of a passage; a line end parts two, as guidance has one on each line."""
    start = number = 0
    for line in passage.text.split("\n"):
        for found in split_sentences(line):
            begin = start + found.start
            yield SourceSentence(
                passage=passage,
                number=number,
                text=found.text[:MAX_CHARS],
                start=begin,
                end=begin + min(len(found.text), MAX_CHARS),
            )
            number += 1
        start += len(line) + 1


class WindowFinder:
    """Finds the sentences nearest to a claim; remembers vectors, and is safe to share by threads.

    Nearness is the cosine of the embeddings mixed with the share of the claim's words, weighted by
    how rare they are among the sentences at hand.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._vectors = _Remembered(embedder.embed_documents)

    def find(
        self,
        claims: Sequence[str],
        passages: Sequence[Passage],
        *,
        hints: Sequence[Sequence[Citation]] = (),
        count: int = PICKED,
    ) -> list[Window]:
        """A window for each claim, of at most `count` sentences; empty where there are none.

        Sentences that the claim's `hints` lie in come first.
        """
        pool = [one for passage in passages for one in sentences_of(passage)]
        if not pool or not claims:
            return [Window(best=(), nearness=()) for _ in claims]
        vectors = self._vectors.of([*(one.text for one in pool), *claims])
        likeness = vectors[len(pool) :] @ vectors[: len(pool)].T
        shared = _shared_words(claims, [one.text for one in pool])
        nearness = MEANING * likeness + (1 - MEANING) * shared
        quoted = hints or [()] * len(claims)
        return [
            _window(pool, row, given, count) for row, given in zip(nearness, quoted, strict=True)
        ]


def _window(
    pool: Sequence[SourceSentence], nearness: Array, hints: Sequence[Citation], count: int
) -> Window:
    hinted = np.array([any(_within(one, hint) for hint in hints) for one in pool])
    order = [int(place) for place in np.lexsort((-nearness, ~hinted))[:count]]
    return Window(
        best=tuple(pool[place] for place in order),
        nearness=tuple(float(nearness[place]) for place in order),
    )


def _within(sentence: SourceSentence, hint: Citation) -> bool:
    return (
        hint.passage_id == sentence.passage.passage_id
        and hint.start < sentence.end
        and hint.end > sentence.start
    )


def _shared_words(claims: Sequence[str], texts: Sequence[str]) -> Array:
    """Claims x texts: the share of the claim's words that stand in the text, rare ones more."""
    bags = [frozenset(words(text)) for text in texts]
    spread = Counter(word for bag in bags for word in bag)
    table = np.zeros((len(claims), len(texts)), dtype=np.float32)
    for row, claim in enumerate(claims):
        weights = {word: math.log(1 + len(bags) / (1 + spread[word])) for word in words(claim)}
        total = sum(weights.values()) or 1.0
        for column, bag in enumerate(bags):
            table[row, column] = sum(weights[word] for word in weights if word in bag) / total
    return table


class _Remembered:
    """Vectors of texts, the latest used kept."""

    def __init__(self, embed: Callable[[list[str]], list[list[float]]]) -> None:
        self._embed = embed
        self._known: OrderedDict[str, Array] = OrderedDict()
        self._lock = Lock()

    def of(self, texts: Sequence[str]) -> Array:
        with self._lock:
            missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        fresh = dict(zip(missing, self._embed(missing), strict=True)) if missing else {}
        with self._lock:
            for text, vector in fresh.items():
                self._known[text] = np.asarray(vector, dtype=np.float32)
            rows = []
            for text in texts:
                self._known.move_to_end(text)
                rows.append(self._known[text])
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return np.stack(rows)
