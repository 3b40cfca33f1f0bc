"""Compare ways to rank the points, and fit the weights of the fusion.

    python training/compare_designs.py --model FOLD_DIR --fold 0 --cases FILE.jsonl

The model of `train_relevance.py --fold N` has not seen a fifth of our questions: the weights are
fitted on half of that fifth, measured on the other half, and then on the labelled cases, which
neither the model nor the weights have seen.
"""

import argparse
import json
import random
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from advisor.adapters.onnx_embedder import OnnxEmbedder
from advisor.adapters.onnx_relevance import OnnxRelevance
from advisor.domain import Neighbour
from advisor.knowledge import load_library
from advisor.retrieval.lexical import LexicalIndex
from advisor.retrieval.search import NEIGHBOURS, Fusion, Retriever, contributions

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("learned", "topic", "dense", "lexical", "lexical_point")


class ExactIndex:
    """Nearest entries by brute force over known vectors."""

    fingerprint = "exact"

    def __init__(self, entries, vectors):
        self.ids = [entry.entry_id for entry in entries]
        self.vectors = np.array(vectors, dtype=np.float32)

    def nearest(self, vector, count):
        scores = self.vectors @ np.asarray(vector, dtype=np.float32)
        return [Neighbour(self.ids[row], float(scores[row])) for row in np.argsort(-scores)[:count]]


def held_out(library, fold):
    """The questions that `train_relevance.py --fold N` left out (same draw, same order)."""
    rng = random.Random(7)
    return [q for q in library.questions if rng.randrange(5) == fold]


def recall(scores, needed, count):
    order = np.argsort(-scores, axis=1)[:, :count]
    return float((np.take_along_axis(needed, order, 1).sum(1) / needed.sum(1)).mean())


def ranks(scores):
    return 1 / (60 + np.argsort(np.argsort(-scores, axis=1), axis=1))


def fit(signals, needed):
    """Logistic regression by Newton's method; weights of the signals, then the bias."""
    x = np.column_stack([np.stack([getattr(s, n) for s in signals]).ravel() for n in NAMES])
    x = np.column_stack([x, np.ones(len(x))])
    y = needed.ravel()
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - 1e-3 * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(x.shape[1])
        weights += np.linalg.solve(hessian, gradient)
    return Fusion(**dict(zip((*NAMES, "bias"), weights.round(3).tolist(), strict=True)))


class Bench:
    """All signals of a set of questions, by one relevance model and one set of questions."""

    def __init__(self, library, embedder, relevance, vectors):
        self.library, self.embedder = library, embedder
        entries = [entry for entry in library.entries if entry.point_ids]
        self.index = ExactIndex(entries, [vectors[entry.text] for entry in entries])
        self.retriever = Retriever(
            library, index=self.index, embedder=embedder, relevance=relevance
        )
        self.relevance = relevance
        self.points = list(library.points)
        points = [entry for entry in entries if entry.kind == "point"]
        self.point_vectors = np.array([vectors[entry.text] for entry in points])
        self.point_words = LexicalIndex([entry.text for entry in points])

    def measure(self, questions, needed, fusion, title):
        signals = [self.signals(question) for question in questions]
        dense = np.array(self.embedder.embed_documents(questions)) @ self.point_vectors.T
        lexical = np.stack([self.point_words.scores(question) for question in questions])
        get = lambda name: np.stack([getattr(s, name) for s in signals])  # noqa: E731
        fused = np.stack([sum(contributions(s, fusion).values()) for s in signals])
        designs = {
            "dense, points only": dense,
            "BM25, points only": lexical,
            "rank fusion of both": ranks(dense) + ranks(lexical),
            "dense, points and questions (votes)": get("dense"),
            "BM25, points and questions (votes)": get("lexical"),
            "rank fusion of all four": sum(
                map(ranks, (dense, lexical, get("dense"), get("lexical")))
            ),
            "relevance model alone": get("learned"),
            "relevance model with topic": get("learned") + 0.5 * get("topic"),
            "fusion without relevance model": np.stack(
                [
                    sum(contributions(s, replace(fusion, learned=0, topic=0)).values())
                    for s in signals
                ]
            ),
            "weighted fusion (shipped)": fused,
        }
        print(f"\n{title} ({len(questions)} questions)")
        for name, scores in designs.items():
            at = [recall(scores, needed, k) for k in (1, 5, 8)]
            print(f"| {name} | {at[1]:.3f} | {at[2]:.3f} |")
        return signals

    def signals(self, question):
        nearest = self.index.nearest(self.embedder.embed_query(question), NEIGHBOURS)
        return self.retriever.signals(question, self.relevance.score(question), nearest)

    def labels(self, needs):
        rows = [[float(p in need) for p in self.points] for need in needs]
        return np.array(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True, help="folder of the fold's model")
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--cases", type=Path, required=True)
    options = parser.parse_args()
    library = load_library(ROOT / "knowledge")
    held = held_out(library, options.fold)
    kept = replace(library, questions=tuple(q for q in library.questions if q not in set(held)))
    embedder = OnnxEmbedder(threads=2)
    texts = list({entry.text for entry in library.entries})
    vectors = dict(zip(texts, embedder.embed_documents(texts), strict=True))
    own = Bench(kept, embedder, OnnxRelevance(options.model / "relevance.onnx"), vectors)
    needed = own.labels([set(q.point_ids) for q in held])
    half = len(held) // 2
    fusion = fit([own.signals(q.text) for q in held[:half]], needed[:half])
    print(json.dumps(asdict(fusion)))
    own.measure([q.text for q in held[half:]], needed[half:], fusion, "own questions, left out")
    cases = [json.loads(line) for line in options.cases.read_text().splitlines()]
    full = Bench(library, embedder, OnnxRelevance(), vectors)
    needs = full.labels([{need["point"] for need in case["needs"]} for case in cases])
    full.measure([case["question"] for case in cases], needs, fusion, "development questions")


if __name__ == "__main__":
    main()
