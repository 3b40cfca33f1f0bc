"""The benchmark of the note index (`python -m evals.bench_notes`): how it grows with the notes.

Each size is built from made-up unit vectors, and then asked by new processes: the embedding model
and the import of the libraries are not part of any figure. A few workspaces hold 5,000 and 10,000
notes, all others 100. Warm times are those of a workspace that was asked before.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from advisor.errors import AdvisorError
from evals.bench import report, table
from evals.bench_notes_child import ASKED, COUNT, Asked, workspace_sizes
from evals.cases import EvalError
from evals.timing import Figure, seconds

MIB = 2**20
CHILD = "from evals.bench_notes_child import child; child()"
BUILD_SECONDS = 3600

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The figures of one size; `first` and `first_largest` are medians over new processes."""

    notes: int
    workspaces: int
    build: float
    disk: int
    first: float
    first_largest: float
    second_largest: float
    asked: Asked


@app.command(epilog="Exit codes: 0 all targets reached, 1 a target failed, 2 not measured.")
def main(
    sizes: Annotated[
        str, typer.Option(help="Numbers of notes; 1000000 takes about 15 minutes.")
    ] = "1000,10000,100000",
    json_out: Annotated[
        Path | None, typer.Option("--json", help="Also write the figures to this file.")
    ] = None,
) -> None:
    """Measure how the note index grows; a minute or two without the largest size."""
    err = Console(stderr=True, highlight=False)
    try:
        wanted = sorted({int(one) for one in sizes.split(",")})
        measured = []
        with err.status("") as status:
            for notes in wanted:
                status.update(f"{notes:,} notes")
                measured.append(measure(notes))
        found = figures(measured)
        if json_out is not None:
            whole = {**report(found), "sizes": [asdict(one) for one in measured]}
            json_out.write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")
    except (AdvisorError, EvalError, OSError, ValueError, subprocess.TimeoutExpired) as error:
        err.print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(2) from error
    out = Console(highlight=False)
    out.print(sizes_table(measured))
    out.print(table(found))
    raise typer.Exit(1 if any(figure.failed for figure in found) else 0)


def measure(notes: int) -> Size:
    """Build one size in a folder of its own and ask it from new processes."""
    sizes = workspace_sizes(notes)
    with tempfile.TemporaryDirectory(prefix="advisor-bench-") as name:
        folder = Path(name)
        # A process of its own, so that what building takes is not counted as memory of asking.
        took = seconds(lambda: _in_child("build", str(folder), str(notes)))
        disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        typical = [_asked(folder, notes, (len(sizes) // 2 + one) % len(sizes)) for one in range(3)]
        largest = [_asked(folder, notes, 0) for _ in range(3)]
    return Size(
        notes=notes,
        workspaces=len(sizes),
        build=took,
        disk=disk,
        first=statistics.median(one.first for one in typical),
        first_largest=statistics.median(one.first for one in largest),
        second_largest=statistics.median(one.second for one in largest),
        asked=max(typical, key=lambda one: one.memory),
    )


def _asked(folder: Path, notes: int, first: int) -> Asked:
    said = _in_child("ask", str(folder), str(notes), str(first))
    return Asked(**json.loads(said))


def _in_child(*arguments: str) -> str:
    done = subprocess.run(  # noqa: S603  # our own code, with numbers and a folder of ours
        [sys.executable, "-c", CHILD, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=BUILD_SECONDS,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise EvalError(f"A process of the benchmark failed: {last}")
    return done.stdout


def figures(measured: Sequence[Size]) -> list[Figure]:
    """The targets: flat times against the smallest size, and limits of their own for each."""
    smallest, found = measured[0], []
    for one in measured:
        label = f"{one.notes:,} notes"
        if one is not smallest:
            found += [
                _ratio(f"warm query, {label} / smallest", one.asked.warm, smallest.asked.warm),
                _ratio(
                    f"another workspace, {label} / smallest",
                    one.asked.others,
                    smallest.asked.others,
                ),
            ]
        found += [
            _limit(f"first query after a start, {label}", one.first, "s", 0.5),
            _limit(f"the same, largest workspace, {label}", one.first_largest, "s", 0.5),
            _limit(
                f"memory, {label}",
                one.asked.memory / 1e9,
                "GB",
                1.0 if one.notes <= 100_000 else 5.0,
            ),
            Figure(
                name=f"recall of the exact nearest {COUNT}, {label}",
                value=one.asked.recall,
                unit="",
                repeats=6,
                parts={},
                at_least=0.99,
            ),
        ]
    return found


def _ratio(name: str, value: float, base: float) -> Figure:
    parts = {"this": value, "smallest": base}
    return Figure(name=name, value=value / base, unit="x", repeats=ASKED, parts=parts, at_most=5.0)


def _limit(name: str, value: float, unit: str, at_most: float) -> Figure:
    return Figure(name=name, value=value, unit=unit, repeats=3, parts={}, at_most=at_most)


def sizes_table(measured: Sequence[Size]) -> Table:
    """One column a size, with everything that was measured."""
    rows = Table(box=None, pad_edge=False, header_style="bold")
    rows.add_column("notes")
    for one in measured:
        rows.add_column(f"{one.notes:,}", justify="right")
    for name, values in _rows(measured).items():
        rows.add_row(name, *values)
    return rows


def _rows(measured: Sequence[Size]) -> dict[str, list[str]]:
    return {
        "workspaces": [f"{one.workspaces:,}" for one in measured],
        "build, s": [f"{one.build:.1f}" for one in measured],
        "on disk, MiB": [f"{one.disk / MIB:.0f}" for one in measured],
        "read at a start and first query, MiB": [
            f"{one.asked.read_at_start / MIB:.1f}" for one in measured
        ],
        "first query after a start, ms": [f"{one.first * 1e3:.0f}" for one in measured],
        "the same, largest workspace, ms": [f"{one.first_largest * 1e3:.0f}" for one in measured],
        "its second query, ms": [f"{one.second_largest * 1e3:.0f}" for one in measured],
        "first query of another workspace, ms": [
            f"{one.asked.others * 1e3:.1f}" for one in measured
        ],
        "warm query, ms": [f"{one.asked.warm * 1e3:.3f}" for one in measured],
        "warm query, largest workspace, ms": [
            f"{one.asked.warm_largest * 1e3:.3f}" for one in measured
        ],
        "most memory, MiB": [f"{one.asked.memory / MIB:.0f}" for one in measured],
        "recall of the exact nearest": [f"{one.asked.recall:.3f}" for one in measured],
    }


if __name__ == "__main__":
    app()
