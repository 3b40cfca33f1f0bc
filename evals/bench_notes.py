"""The benchmark of the note index (`python -m evals.bench_notes`): how it grows with the notes.

Each size is built from made-up unit vectors, and then asked by new processes: the embedding model
and the import of the libraries are not part of any figure. A few workspaces hold 5,000 and 10,000
notes, all others 100. Warm times are those of a workspace that was asked before.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any, cast

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from advisor.domain.notes import NoteChange, NoteFilter
from advisor.errors import AdvisorError
from advisor.ports import NoteRecords
from evals.bench import report, table
from evals.cases import EvalError
from evals.timing import Figure, seconds

DIMENSION = 384
LARGE = (10_000, 5_000)
SMALL = 100
COUNT = 20
ASKED = 40
REPEATS = 9
BUFFER = 1000
MIB = 2**20
CHILD = "from evals.bench_notes import child; child()"
BUILD_SECONDS = 3600

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


class MadeUpNotes:
    """As much of `ports.NoteRecords` as the index asks for: nothing changes any more."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = sizes

    def store_id(self) -> str:
        """Always the same records."""
        return "made up"

    def revision(self) -> int:
        """Every note was one change."""
        return sum(self.sizes)

    def changes(self, after: int, *, limit: int) -> tuple[NoteChange, ...]:  # noqa: ARG002
        """Nothing that the index does not have; asked for only where it lost something."""
        if after < self.revision():
            raise EvalError("The index of the benchmark was damaged; run it again.")
        return ()

    def count_notes(self, where: NoteFilter, *, workspace: str) -> int:  # noqa: ARG002
        """How many notes the workspace was made with."""
        return self.sizes[int(workspace)]


class NoEmbedder:
    """`ports.Embedder` of the right name, which nobody asks to embed."""

    dimension = DIMENSION
    fingerprint = f"made-up:{DIMENSION}"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Nothing is embedded here."""
        raise EvalError(f"{len(texts)} texts were to be embedded; run the benchmark again.")

    def embed_query(self, text: str) -> list[float]:
        """Nothing is embedded here."""
        return self.embed_documents([text])[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one new process measured: times in seconds, memory and reading in bytes."""

    first: float
    second: float
    others: float
    warm: float
    warm_largest: float
    recall: float
    memory: int
    read_at_start: int


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


def workspace_sizes(notes: int) -> list[int]:
    """How many notes each workspace has: for each 200,000 one of each large size, at least one."""
    large = [size for size in LARGE if size <= notes // 2]
    sizes = large * max(1, notes // 200_000)
    rest = notes - sum(sizes)
    return sizes + [SMALL] * (rest // SMALL) + ([rest % SMALL] if rest % SMALL else [])


def vectors_of(number: int, size: int) -> NDArray[np.float32]:
    """The unit vectors of a workspace, the same whenever they are made."""
    rng = np.random.default_rng([4, number])
    rows = rng.standard_normal((size, DIMENSION), dtype=np.float32)
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


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


def child() -> None:
    """What a process that the benchmark started does; its arguments say which."""
    task, folder, notes = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    if task == "build":
        build(folder, workspace_sizes(notes))
    else:
        found = ask(folder, workspace_sizes(notes), int(sys.argv[4]))
        sys.stdout.write(json.dumps(asdict(found)))


def build(folder: Path, sizes: Sequence[int]) -> None:
    """Write an index of made-up vectors, past the records and the embedding."""
    from advisor.adapters.chroma_notes_client import in_folder
    from advisor.adapters.chroma_notes_files import NoteFolder
    from advisor.adapters.chroma_notes_store import IndexState, NoteStore
    from advisor.adapters.chroma_notes_vectors import NoteVector

    files = NoteFolder(folder)
    files.wipe()
    store = NoteStore(in_folder(files.store), records_id=MadeUpNotes(sizes).store_id())
    waiting: dict[str, list[NoteVector]] = defaultdict(list)
    for number, size in enumerate(sizes):
        shard = waiting[store.collection_of(str(number))]
        shard.extend(
            NoteVector(
                note_id=f"{number:08d}{row:024d}",
                workspace=str(number),
                engagement_id=f"{row % 3:032d}",
                vector=vector,
            )
            for row, vector in enumerate(vectors_of(number, size))
        )
        if len(shard) >= BUFFER:
            files.settle(store.put(shard))
            shard.clear()
    for shard in waiting.values():
        files.settle(store.put(shard))
    store.remember(IndexState(embedder=NoEmbedder.fingerprint, revision=sum(sizes)))
    files.settle(set())
    store.close()


def ask(folder: Path, sizes: Sequence[int], first: int) -> Asked:
    """Open an index, ask one workspace, then others, then each again."""
    from advisor.adapters.chroma_notes import ChromaNotes

    index = ChromaNotes(folder, cast(NoteRecords, MadeUpNotes(sizes)), NoEmbedder())
    query = vectors_of(len(sizes), 1)[0].tolist()
    before = _bytes_read()
    first_time = seconds(lambda: index.nearest(query, COUNT, workspace=str(first)))
    read = _bytes_read() - before
    second_time = seconds(lambda: index.nearest(query, COUNT, workspace=str(first)))
    rng = np.random.default_rng(5)
    some = [int(one) for one in rng.permutation(len(sizes))[:ASKED] if int(one) != first]
    others = [seconds(lambda n=one: index.nearest(query, COUNT, workspace=str(n))) for one in some]  # type: ignore[misc]
    warm = [_warm(index, query, one) for one in some]
    warm_largest = _warm(index, query, 0)
    recall = [_recall(index, query, one, sizes[one]) for one in (*some[:5], 0)]
    _touch_all(index, query, len(sizes))
    found = Asked(
        first=first_time,
        second=second_time,
        others=statistics.median(others),
        warm=statistics.median(warm),
        warm_largest=warm_largest,
        recall=min(recall),
        memory=_memory(),
        read_at_start=read,
    )
    index.close()
    return found


def _warm(index: Any, query: list[float], number: int) -> float:
    for _ in range(2):  # The second query of a large workspace still reads its vectors.
        index.nearest(query, COUNT, workspace=str(number))
    return statistics.median(
        seconds(lambda: index.nearest(query, COUNT, workspace=str(number))) for _ in range(REPEATS)
    )


def _recall(index: Any, query: list[float], number: int, size: int) -> float:
    """The share of the truly nearest notes that the index finds."""
    scores = vectors_of(number, size) @ np.asarray(query, dtype=np.float32)
    best = {f"{number:08d}{row:024d}" for row in np.argsort(-scores)[:COUNT]}
    found = {one.entry_id for one in index.nearest(query, COUNT, workspace=str(number))}
    return len(best & found) / len(best)


def _touch_all(index: Any, query: list[float], workspaces: int, *, at_most: int = 2000) -> None:
    """Ask so many workspaces that every collection has been opened."""
    for number in range(min(workspaces, at_most)):
        index.nearest(query, COUNT, workspace=str(number))


def _memory() -> int:
    """The most memory that this process ever held, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _bytes_read() -> int:
    """Bytes that this process read from files; 0 where the system does not say."""
    try:
        text = Path("/proc/self/io").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(text.split("rchar:")[1].split()[0])


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
