"""Speed of brief reviews (`python -m evals.bench_reviews`): seconds by length, memory, ratios.

The texts are made of the briefs of the suite, with each clause numbered, so that nothing that was
read before is read from memory.
"""

import json
import resource
from collections.abc import Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from advisor.adapters.onnx_embedder import OnnxEmbedder
from advisor.domain.review import Brief, BriefReview
from advisor.review.reading import brief_of
from advisor.review.reviewer import Reviewer
from advisor.review.splitting import split_clauses
from advisor.settings import load_settings
from evals.bench import report, table
from evals.briefs import make_reviewer
from evals.cases import load_suite
from evals.timing import Figure, in_turn

SHORT, LONG = 3_000, 25_000
"""Words: the brief of a few pages, and fifty pages of 500 words."""

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command(epilog="Exit codes: 0 all targets reached, 1 a target failed.")
def main(
    json_out: Annotated[
        Path | None, typer.Option("--json", help="Also write the figures to this file.")
    ] = None,
) -> None:
    """Measure how long a review takes; about a minute on two cores."""
    texts = [case.brief.text for case in load_suite("brief_review").cases if case.brief]
    reviewer = make_reviewer()
    reviewer.review(brief_of(texts[0]))
    with Console(stderr=True).status("reviewing briefs"):
        figures = [
            *review_time(reviewer, texts, SHORT, at_most=2.0, repeats=3),
            *review_time(reviewer, texts, LONG, at_most=15.0, repeats=1),
            memory(),
        ]
    if json_out is not None:
        json_out.write_text(json.dumps(report(figures), indent=2) + "\n", encoding="utf-8")
    Console(highlight=False).print(table(figures))
    raise typer.Exit(1 if any(figure.failed for figure in figures) else 0)


def review_time(
    reviewer: Reviewer, texts: Sequence[str], words: int, *, at_most: float, repeats: int
) -> list[Figure]:
    """Seconds of one review, and its ratio to embedding the same clauses and no more."""
    embedder = OnnxEmbedder(threads=load_settings().threads)
    briefs = [made_brief(texts, words, mark=f"{words}-{number}") for number in range(repeats)]

    def embed(brief: Brief) -> object:
        return embedder.embed_documents([one.in_context for one in split_clauses(brief)])

    def review(brief: Brief) -> BriefReview:
        return reviewer.review(brief)

    taken, bare = in_turn([(partial(review, one), partial(embed, one)) for one in briefs])
    parts = {"review": taken, "bare embedding": bare}
    return [
        Figure(
            name=f"review of {words:,} words",
            value=taken,
            unit="s",
            repeats=repeats,
            parts=parts,
            at_most=at_most,
        ),
        Figure(
            name=f"review of {words:,} words / bare embedding of its clauses",
            value=taken / bare,
            unit="x",
            repeats=repeats,
            parts=parts,
            at_most=2.0,
        ),
    ]


def made_brief(texts: Sequence[str], words: int, *, mark: str) -> Brief:
    """A brief of about so many words, of which no clause was read under another mark."""
    lines = (line for text in cycle(texts) for line in text.splitlines() if line.strip())
    found: list[str] = []
    count = 0
    for number, line in enumerate(lines):
        found.append(f"{line} (note {mark}-{number})")
        count += len(line.split())
        if count >= words:
            break
    return brief_of("\n\n".join(found))


def memory() -> Figure:
    """The most memory that this process held, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Figure(name="memory, peak", value=peak, unit="MiB", repeats=1, parts={}, at_most=1024.0)


if __name__ == "__main__":
    app()
