"""The processes of the note index benchmark: one builds an index, others ask it and measure."""

import json
import resource
import statistics
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from advisor.domain.notes import NoteChange, NoteFilter
from advisor.ports import NoteRecords
from evals.cases import EvalError
from evals.timing import seconds

DIMENSION = 384
LARGE = (10_000, 5_000)
SMALL = 100
COUNT = 20
ASKED = 40
REPEATS = 9
BUFFER = 1000


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
