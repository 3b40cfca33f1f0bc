"""The pairs that the support model learns from: our own, edits made by code, and public sets."""

import gzip
import json
import random
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from advisor.domain import Passage, SourceRef
from advisor.grounding.windows import WindowFinder

ROOT = Path(__file__).resolve().parent.parent
LABELS = ("supported", "unsupported", "contradicted")
NOT_SUPPORTED = -1  # public sets do not tell a contradiction from what the source leaves open
SOURCE = SourceRef(source_id="", title="", section="")
LONGEST = 2500  # words of a source; longer ones are web pages with menus


@dataclass(frozen=True)
class Pair:
    """Evidence and a sentence; `label` is a place in `LABELS` or `NOT_SUPPORTED`."""

    evidence: str
    sentence: str
    label: int
    weight: float = 1.0
    group: str = ""
    origin: str = ""

    @property
    def text(self):
        return self.evidence + self.sentence


def own_pairs(folder):
    """`{"evidence", "supported": [...], "partly", "unsupported", "contradicted"}` lines."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            for label in ("supported", "partly", "unsupported", "contradicted"):
                # What is partly supported says more than the evidence.
                place = LABELS.index("unsupported" if label == "partly" else label)
                for sentence in row.get(label, []):
                    yield Pair(
                        row["evidence"],
                        sentence,
                        place,
                        group=f"{path.stem}-{number}",
                        origin=f"own:{label}",
                    )


def with_distractors(pairs, rng, share=0.5):
    """Other evidence of the same author beside the right one, as windows have it."""
    texts = defaultdict(list)
    for pair in pairs:
        texts[pair.group.rsplit("-", 1)[0]].append(pair.evidence)
    for pair in pairs:
        if rng.random() >= share:
            yield pair
            continue
        other = rng.choice(texts[pair.group.rsplit("-", 1)[0]])
        both = [pair.evidence, other] if rng.random() < 0.5 else [other, pair.evidence]
        evidence = " ".join(dict.fromkeys(both))
        yield Pair(evidence, pair.sentence, pair.label, pair.weight, pair.group, pair.origin)


def public_pairs(folder, finder):
    """Rows of the public training sets, their sources cut to the nearest sentences."""
    for name in ("begin", "frank", "summedits", "wice_dev"):
        rows = read_rows(folder / "train" / f"{name}.jsonl.gz")
        sure = [(row, label) for row, label in _labelled(rows, name)]
        yield from windowed(sure, finder, name)


def read_rows(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _labelled(rows, name):
    """Rows whose sentence has a sure label: 0 for supported, `NOT_SUPPORTED` for the rest."""
    faithful = {(row["gid"], row["sent"]) for row in rows if row["ry"] == 0}
    for row in rows:
        if len(row["src"].split()) > LONGEST or len(row["sent"].split()) < 4:
            continue
        if row["y"] is not None:
            yield row, 0 if row["y"] == 0 else NOT_SUPPORTED
        elif row["ry"] == 0 or (row["gid"], row["sent"]) in faithful:
            yield row, 0
        elif row["n"] == 1 or name == "summedits":
            # An edited summary differs in the sentence that was edited.
            yield row, NOT_SUPPORTED


def windowed(labelled, finder, origin, count=3):
    by_source = defaultdict(list)
    for row, label in labelled:
        by_source[row["src"]].append((row, label))
    for number, (source, rows) in enumerate(by_source.items()):
        passage = Passage(passage_id=f"{origin}-{number}", text=tidy(source), source=SOURCE)
        sentences = [tidy(row["sent"]) for row, _ in rows]
        for window, sentence, (row, label) in zip(
            finder.find(sentences, [passage], count=count), sentences, rows, strict=True
        ):
            if window.best:
                yield Pair(window.text, sentence, label, 1.0, str(row["gid"])[:60], origin)


def tidy(text):
    text = re.sub(r"\bpassage \d+:", "\n", text)
    text = re.sub(r" ([.,;:!?%')])", r"\1", text.replace("\xa0", " ")).replace("$ ", "$")
    return re.sub(r"[ \t]+", " ", text).strip()


def finder():
    from advisor.adapters.onnx_embedder import OnnxEmbedder

    return WindowFinder(OnnxEmbedder(threads=2))


def split(pairs, share, seed=0):
    """Pairs of whole groups set aside: (kept, held)."""
    groups = sorted({pair.group for pair in pairs})
    held = set(random.Random(seed).sample(groups, int(len(groups) * share)))
    return [p for p in pairs if p.group not in held], [p for p in pairs if p.group in held]
