"""How well support is told: our own pairs and, where their folder is named, the public test sets.

    python -m evals.bench_grounding --data DIR

A sentence is flagged where the verifier does not support it: contradicted, unsupported, partly or
unscored. AUROC is the chance that an unsupported sentence gets more doubt than a supported one.
"""

import argparse
import gzip
import json
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from advisor.adapters.onnx_embedder import OnnxEmbedder
from advisor.domain import Claim, ClaimVerdict, Passage, SourceRef
from advisor.grounding.verifier import EvidenceVerifier
from advisor.grounding.windows import WindowFinder

SUITE = Path(__file__).resolve().parent / "suites" / "support_checker"
PUBLIC = ("ragtruth_qa", "wice_test", "faithbench")
SOURCE = SourceRef(source_id="", title="", section="")
RESAMPLES = 500
LONGEST = 20_000
HOLDS = ("supported",)
DOUBT = {"supported": 0.1, "partly": 0.4, "unscored": 0.5, "unsupported": 0.8, "contradicted": 1.0}
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One sentence with its verdict: `false` where its label is not supported."""

    group: str
    response: str
    label: str
    false: bool
    verdict: ClaimVerdict

    @property
    def doubt(self) -> float:
        """In steps: a guard's objection is worse than no verdict."""
        if self.verdict.support == "not_a_claim":
            return 0.0
        return DOUBT[self.verdict.support] - (self.verdict.score or 0.0) / 10


def auroc(doubts: Sequence[float], false: Sequence[bool]) -> float:
    """The area under the ROC curve by ranks (Hanley and McNeil 1982); NaN without both kinds."""
    order = np.argsort(doubts, kind="stable")
    values = np.asarray(doubts)[order]
    ranks = np.empty(len(values))
    for value in np.unique(values):
        same = np.flatnonzero(values == value)
        ranks[order[same]] = same.mean() + 1
    bad = np.asarray(false)
    positives, negatives = int(bad.sum()), int((~bad).sum())
    if not positives or not negatives:
        return float("nan")
    return float((ranks[bad].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def balanced_accuracy(flagged: Numbers, false: Numbers) -> float:
    """The mean of the share of false ones flagged and of true ones let through."""
    return float((flagged[false == 1].mean() + (1 - flagged[false == 0]).mean()) / 2)


def f1(flagged: Numbers, false: Numbers) -> float:
    """Of what is unsupported."""
    hit = float((flagged * false).sum())
    return 2 * hit / max(1.0, float(flagged.sum() + false.sum()))


def own_pairs(path: Path, verifier: EvidenceVerifier) -> Iterator[Checked]:
    """The labelled pairs of a case file, checked."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        passages = [
            Passage(passage_id=f"{row['id']}-{place}", text=text, source=SOURCE)
            for place, text in enumerate(row["evidence"])
        ]
        verdict = verifier.check(Claim(text=row["sentence"], kind="advice"), passages)
        yield Checked(
            group=row["id"],
            response=row["id"],
            label=row["label"],
            false=row["label"] != "supported",
            verdict=verdict,
        )


def public_set(path: Path, verifier: EvidenceVerifier) -> Iterator[Checked]:
    """The sentences of a public test set, checked source by source."""
    by_source: defaultdict[str, list[dict[str, str | int]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["y"] is not None and len(row["src"]) <= LONGEST:
                by_source[row["src"]].append(row)
    for number, (source, rows) in enumerate(by_source.items()):
        text = re.sub(r"passage \d+:", "\n", source)
        passage = Passage(passage_id=str(number), text=text, source=SOURCE)
        claims = [Claim(text=str(row["sent"]), kind="advice") for row in rows]
        for row, verdict in zip(rows, verifier.check_all(claims, [passage]), strict=True):
            yield Checked(
                group=str(row["gid"]),
                response=str(row["rid"]),
                label="unsupported" if row["y"] else "supported",
                false=bool(row["y"]),
                verdict=verdict,
            )


def responses(checked: Sequence[Checked]) -> tuple[Numbers, Numbers, Numbers]:
    """By response: the greatest doubt, whether a sentence is flagged, and whether one is false."""
    rows: defaultdict[str, list[Checked]] = defaultdict(list)
    for one in checked:
        rows[one.response].append(one)
    groups = list(rows.values())
    return (
        np.array([max(one.doubt for one in group) for group in groups]),
        np.array([float(any(_flagged(one) for one in group)) for group in groups]),
        np.array([float(any(one.false for one in group)) for group in groups]),
    )


def _flagged(one: Checked) -> bool:
    return one.verdict.support not in (*HOLDS, "not_a_claim")


def interval(flagged: Numbers, false: Numbers) -> str:
    """Balanced accuracy with its 95 % percentile bootstrap interval."""
    dice = np.random.default_rng(0)
    found = []
    for _ in range(RESAMPLES):
        picks = dice.integers(0, len(false), len(false))
        if 0 < false[picks].sum() < len(picks):
            found.append(balanced_accuracy(flagged[picks], false[picks]))
    low, high = np.quantile(found, [0.025, 0.975])
    return f"{balanced_accuracy(flagged, false):.3f} ({low:.2f} to {high:.2f})"


def row_of(name: str, checked: Sequence[Checked], milliseconds: float) -> list[str]:
    """The figures of a set, as the table shows them."""
    doubts, flagged, false = responses(checked)
    against = [one for one in checked if one.label == "contradicted"]
    stopped = [_flagged(one) for one in against]
    return [
        name,
        str(len(checked)),
        f"{auroc([one.doubt for one in checked], [one.false for one in checked]):.3f}",
        f"{auroc(doubts.tolist(), (false == 1).tolist()):.3f}",
        interval(flagged, false),
        f"{f1(flagged, false):.3f}",
        f"{np.mean(stopped):.3f}" if stopped else "",
        f"{1 - float(np.mean([_flagged(one) for one in checked if not one.false])):.3f}",
        f"{milliseconds:.1f}",
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, help="folder with test/*.jsonl.gz of the public sets")
    options = parser.parse_args()
    verifier = EvidenceVerifier(WindowFinder(OnnxEmbedder(threads=2)))
    table = Table(
        "set", "sentences", "AUROC", "AUROC, responses", "balanced accuracy, responses",
        "F1, responses", "contradictions stopped", "supported kept", "ms a sentence",
    )  # fmt: skip
    sets = [(path.stem, path) for path in sorted(SUITE.glob("cases*.jsonl"))]
    if options.data:
        sets += [(name, options.data / "test" / f"{name}.jsonl.gz") for name in PUBLIC]
    for name, path in sets:
        start = time.perf_counter()
        read = own_pairs if path.suffix == ".jsonl" else public_set
        checked = list(read(path, verifier))
        table.add_row(*row_of(name, checked, 1000 * (time.perf_counter() - start) / len(checked)))
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
