"""Hybrid search: dense, lexical and learned signals, fused into one order of the points."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advisor.domain import Hit, How, Library, Neighbour, Relevance
from advisor.ports import Embedder, PassageIndex, RelevanceModel
from advisor.retrieval.lexical import LexicalIndex
from advisor.retrieval.spelling import Spelling

NEIGHBOURS = 40
TEMPERATURE = 0.08
LEAST = -10.0
KNOWN = 0.85  # cosine at which two short questions ask the same
NEARER, CAUTION = 10.0, 1.5  # calibrated in ARCHITECTURE.md, "Declining"
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fusion:
    """Weights of the signals; measured in ARCHITECTURE.md, "Retrieval".

    The score of a point is the logistic function of `bias` plus the weighted signals.
    """

    learned: float = 0.53
    topic: float = 0.18
    dense: float = 2.8
    lexical: float = 3.5
    lexical_point: float = 0.7
    bias: float = -0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What each signal says of every point (arrays in the order of `Library.points`)."""

    learned: Array
    topic: Array
    dense: Array
    lexical: Array
    lexical_point: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The points in order of relevance, and how likely the question is in scope.

    `limit_id` is the likeliest limit, given that the question is out of scope;
    `template_similarity` is the cosine to the nearest way of asking for a template.
    """

    hits: tuple[Hit, ...]
    in_scope: float
    limit_id: str
    template_similarity: float = 0.0


class Retriever:
    """Finds the points that a question needs. Built once; holds no state of a question."""

    def __init__(
        self,
        library: Library,
        *,
        index: PassageIndex,
        embedder: Embedder,
        relevance: RelevanceModel,
        spelling: Spelling | None = None,
        fusion: Fusion | None = None,
    ) -> None:
        self._library, self._spelling = library, spelling
        self._index, self._embedder, self._relevance = index, embedder, relevance
        self._fusion = fusion or Fusion()
        self._points = list(library.points)
        self._topic_of = [library.points[point_id].topic_id for point_id in self._points]
        place = {point_id: row for row, point_id in enumerate(self._points)}
        leading = [entry for entry in library.entries if entry.point_ids]
        self._leads_to = {
            entry.entry_id: [place[point_id] for point_id in entry.point_ids] for entry in leading
        }
        self._templates = {entry.entry_id for entry in leading if entry.kind == "template"}
        self._questions = [entry.entry_id for entry in leading if entry.kind == "question"]
        self._lexical_questions = LexicalIndex(
            [entry.text for entry in leading if entry.kind == "question"]
        )
        self._lexical_points = LexicalIndex(
            [entry.text for entry in leading if entry.kind == "point"]
        )

    def find(self, question: str, *, count: int) -> Found:
        """The `count` most relevant points, and whether the question is in scope.

        Slips of the pen are read as the words that were meant.
        """
        question = self._read(question)
        relevance = self._relevance.score(question)
        neighbours = self._index.nearest(self._embedder.embed_query(question), NEIGHBOURS)
        signals = self.signals(question, relevance, neighbours)
        limits = {key: value for key, value in relevance.limits.items() if key != "in_scope"}
        return Found(
            hits=self._hits(signals, count),
            in_scope=self._in_scope(relevance.limits["in_scope"], neighbours),
            limit_id=max(limits, key=limits.__getitem__),
            template_similarity=max(
                (near.similarity for near in neighbours if near.entry_id in self._templates),
                default=0.0,
            ),
        )

    def in_scope(self, question: str) -> float:
        """The probability that a question, read by itself, is in scope."""
        return self._relevance.score(self._read(question)).limits["in_scope"]

    def _read(self, question: str) -> str:
        return self._spelling.corrected(question) if self._spelling else question

    def _in_scope(self, probability: float, neighbours: Sequence[Neighbour]) -> float:
        """The model's probability, shifted by which kind of known question is nearer.

        A question that is all but a known one in scope is in scope, whatever the model says.
        """
        floor = min(neighbour.similarity for neighbour in neighbours)
        inside, outside = floor, floor
        for neighbour in neighbours:
            if neighbour.entry_id in self._leads_to:
                inside = max(inside, neighbour.similarity)
            else:
                outside = max(outside, neighbour.similarity)
        if inside >= KNOWN and inside > outside:
            return 1.0
        certain = min(max(probability, 1e-9), 1 - 1e-9)
        logit = math.log(certain / (1 - certain))
        return 1 / (1 + math.exp(-(logit + NEARER * (inside - outside) - CAUTION)))

    def signals(
        self, question: str, relevance: Relevance, neighbours: Sequence[Neighbour]
    ) -> Signals:
        """Every signal of a question, before they are fused."""
        topics = [relevance.topics.get(topic_id, LEAST) for topic_id in self._topic_of]
        return Signals(
            learned=self._by_point(relevance.points),
            topic=np.array(topics),
            dense=self._vote(_dense_weights(neighbours)),
            lexical=self._vote(self._lexical_weights(question)),
            lexical_point=_share(self._lexical_points.scores(question)),
        )

    def _by_point(self, scores: Mapping[str, float]) -> Array:
        return np.array([scores.get(point_id, LEAST) for point_id in self._points])

    def _vote(self, weights: Sequence[tuple[str, float]]) -> Array:
        """Each neighbour votes for the points it leads to; shares of the whole weight."""
        votes = np.zeros(len(self._points))
        total = sum(weight for _, weight in weights)
        for entry_id, weight in weights:
            for row in self._leads_to.get(entry_id, ()):
                votes[row] += weight / total
        return votes

    def _lexical_weights(self, question: str) -> list[tuple[str, float]]:
        scores = self._lexical_questions.scores(question)
        best = np.argsort(-scores)[:NEIGHBOURS]
        return [(self._questions[row], float(scores[row])) for row in best if scores[row] > 0]

    def _hits(self, signals: Signals, count: int) -> tuple[Hit, ...]:
        scores = fuse(signals, self._fusion)
        lifts = {
            name: part - part.mean() for name, part in contributions(signals, self._fusion).items()
        }
        best = np.argsort(-scores)[:count]
        return tuple(
            Hit(
                passage=self._library.passage_of(self._points[row]),
                score=float(scores[row]),
                how=_lifted(lifts, row),
            )
            for row in best
        )


def _lifted(lifts: Mapping[How, Array], row: int) -> tuple[How, ...]:
    """The signals that put a point above the average one, the strongest first."""
    raised = [name for name, lift in lifts.items() if lift[row] > 0]
    return tuple(sorted(raised, key=lambda name: -lifts[name][row]))


def contributions(signals: Signals, fusion: Fusion) -> dict[How, Array]:
    """The weighted signals by the name under which a hit reports them."""
    return {
        "relevance": fusion.learned * signals.learned + fusion.topic * signals.topic,
        "dense": fusion.dense * signals.dense,
        "lexical": fusion.lexical * signals.lexical + fusion.lexical_point * signals.lexical_point,
    }


def fuse(signals: Signals, fusion: Fusion) -> Array:
    """One probability a point: the logistic function of the weighted sum of the signals."""
    total = sum(contributions(signals, fusion).values(), start=np.zeros(len(signals.learned)))
    probabilities: Array = 1 / (1 + np.exp(-(total + fusion.bias)))
    return probabilities


def _dense_weights(neighbours: Sequence[Neighbour]) -> list[tuple[str, float]]:
    return [
        (neighbour.entry_id, float(np.exp((neighbour.similarity - 1) / TEMPERATURE)))
        for neighbour in neighbours
    ]


def _share(scores: NDArray[np.float32]) -> Array:
    return np.asarray(scores / max(float(scores.max()), 1e-9), dtype=np.float64)
