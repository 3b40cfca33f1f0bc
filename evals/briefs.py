"""`python -m evals.briefs FILE`: how well briefs are reviewed, with the confusion matrix."""

import json
import random
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from advisor.adapters.onnx_clauses import MODEL, OnnxClauses
from advisor.domain.review import BriefReview
from advisor.knowledge import load_library
from advisor.knowledge.checks import load_topic_checks
from advisor.review.reading import brief_of
from advisor.review.reviewer import Reviewer
from advisor.settings import load_settings
from evals.brief_cases import LabelledBrief, load_briefs
from evals.brief_figures import (
    VERDICTS,
    Judged,
    accuracy,
    by,
    confusion,
    evidence_met,
    f1,
    false_handled,
    judged,
    macro_f1,
    traps_right,
)

UNUSABLE = 2
_DRAWS = 1000
_LENGTHS = ((300, "up to 300 words"), (1500, "300 to 1,500 words"), (10**9, "over 1,500 words"))
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    cases: Annotated[Path, typer.Argument(help="Labelled briefs, or labels beside text files.")],
    model: Annotated[Path, typer.Option(help="Another clause model than the shipped one.")] = MODEL,
    json_out: Annotated[Path | None, typer.Option("--json", help="Also write the figures.")] = None,
    verbose: Annotated[bool, typer.Option(help="List each topic that was judged wrongly.")] = False,
) -> None:
    """Review every brief and print what the verdicts are worth."""
    out = Console(highlight=False)
    try:
        briefs = load_briefs(cases)
    except (OSError, ValueError, KeyError) as error:
        Console(stderr=True).print(f"{cases} cannot be read as labelled briefs: {error!r}.")
        raise typer.Exit(UNUSABLE) from error
    reviewer = make_reviewer(model)
    pairs = judged((brief, review_of(brief, reviewer)) for brief in track(briefs, transient=True))
    _print(pairs, out)
    if verbose:
        _print_wrong(pairs, out)
    if json_out is not None:
        json_out.write_text(json.dumps(figures(pairs), indent=2) + "\n", encoding="utf-8")


def make_reviewer(model: Path = MODEL) -> Reviewer:
    """A reviewer as the page has it, with any clause model."""
    settings = load_settings()
    library = load_library(settings.knowledge_dir)
    return Reviewer(
        library,
        load_topic_checks(settings.knowledge_dir, library),
        OnnxClauses(model, threads=settings.threads),
        settings_digest=settings.digest,
    )


def review_of(brief: LabelledBrief, reviewer: Reviewer) -> BriefReview:
    """The review of the text alone; the label's kind and trade are not told."""
    return reviewer.review(brief_of(brief.text, title=brief.title))


def figures(pairs: list[Judged]) -> dict[str, float]:
    """The headline figures."""
    return {
        "topics": len(pairs),
        "accuracy": accuracy(pairs),
        "macro_f1": macro_f1(pairs),
        "false_handled": false_handled(pairs),
        "evidence_met": evidence_met(pairs),
        "traps_right": traps_right(pairs),
    }


def _print(pairs: list[Judged], out: Console) -> None:
    low, high = _interval(pairs)
    for name, value in figures(pairs).items():
        extra = f"  (95 %: {low:.3f} to {high:.3f}, drawing briefs)" if name == "accuracy" else ""
        out.print(f"{name:14} {value:.3f}{extra}" if name != "topics" else f"{name:14} {value}")
    found = confusion(pairs)
    table = Table("labelled", *VERDICTS, "F1", title="Verdicts")
    for wanted in VERDICTS:
        own = f1(pairs, wanted)
        row = [str(found[wanted, given]) for given in VERDICTS]
        table.add_row(wanted, *row, "" if own is None else f"{own:.2f}")
    out.print(table)
    _print_groups(
        "topic", by(pairs, lambda one: f"{one.label.number:2} {one.review.topic_id}"), out
    )
    _print_groups("kind", by(pairs, lambda one: one.brief.kind), out)
    _print_groups("trade", by(pairs, lambda one: one.brief.trade or "other"), out)
    _print_groups("length", by(pairs, _length), out)


def _print_groups(title: str, groups: list[tuple[str, list[Judged]]], out: Console) -> None:
    table = Table(title, "topics", "accuracy", "macro-F1")
    for name, own in groups:
        table.add_row(name, str(len(own)), f"{accuracy(own):.2f}", f"{macro_f1(own):.2f}")
    out.print(table)


def _topic(one: Judged) -> str:
    return f"{one.label.number:2} {one.review.topic_id}"


def _length(one: Judged) -> str:
    return next(name for most, name in _LENGTHS if one.brief.words <= most)


def _interval(pairs: list[Judged]) -> tuple[float, float]:
    """The 95 % bootstrap interval of the accuracy; whole briefs are drawn."""
    groups = [own for _, own in by(pairs, lambda one: one.brief.brief_id)]
    rng = random.Random(0)  # noqa: S311  # not for secrets
    values = sorted(
        accuracy([one for own in rng.choices(groups, k=len(groups)) for one in own])
        for _ in range(_DRAWS)
    )
    return values[int(0.025 * _DRAWS)], values[int(0.975 * _DRAWS)]


def _print_wrong(pairs: list[Judged], out: Console) -> None:
    for one in pairs:
        if not one.right:
            said = " | ".join(" ".join(e.quote.split())[:90] for e in one.review.evidence[:3])
            out.print(
                f"{one.brief.brief_id} {one.review.topic_id}: {one.wanted}, not {one.given}; "
                f"labelled: {' '.join(one.label.quote.split())[:90]!r}; said: {said!r}",
                markup=False,
            )


if __name__ == "__main__":
    app()
