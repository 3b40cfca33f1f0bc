"""The vectors of one workspace in memory: exact search over them, and a bounded cache of them."""

from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advisor.domain import Neighbour
from advisor.ports import Vector

Matrix = NDArray[np.float32]
CACHE_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteVector:
    """The unit vector of one note."""

    note_id: str
    workspace: str
    engagement_id: str
    vector: Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceVectors:
    """Every note of a workspace with its unit vector: one row each, in one order."""

    note_ids: tuple[str, ...]
    engagement_ids: tuple[str, ...]
    vectors: Matrix

    def __len__(self) -> int:
        return len(self.note_ids)

    def nearest(
        self, vector: Vector, count: int, *, engagement_id: str | None = None
    ) -> list[Neighbour]:
        """The notes nearest to a unit vector, most similar first; equal ones by id."""
        rows = np.arange(len(self.note_ids))
        if engagement_id is not None:
            rows = np.flatnonzero([one == engagement_id for one in self.engagement_ids])
        if count < 1 or not len(rows):
            return []
        scores = (self.vectors @ np.asarray(vector, dtype=np.float32))[rows]
        if count < len(rows):
            least = np.partition(scores, -count)[-count]
            kept = np.flatnonzero(scores >= least)
            rows, scores = rows[kept], scores[kept]
        found = [
            Neighbour(self.note_ids[row], max(-1.0, min(1.0, float(score))))
            for row, score in zip(rows, scores, strict=True)
        ]
        return sorted(found, key=lambda one: (-one.similarity, one.entry_id))[:count]

    def changed(self, gone: Collection[str], put: Sequence[NoteVector]) -> "WorkspaceVectors":
        """The same without the notes `gone`, and with those in `put` added or replaced."""
        out = {*gone, *(one.note_id for one in put)}
        kept = [row for row, note_id in enumerate(self.note_ids) if note_id not in out]
        parts = [self.vectors[kept]] if kept else []
        if put:
            parts.append(np.asarray([one.vector for one in put], dtype=np.float32))
        return WorkspaceVectors(
            note_ids=(*(self.note_ids[row] for row in kept), *(one.note_id for one in put)),
            engagement_ids=(
                *(self.engagement_ids[row] for row in kept),
                *(one.engagement_id for one in put),
            ),
            vectors=np.concatenate(parts) if parts else self.vectors[:0],
        )


NO_VECTORS = WorkspaceVectors(
    note_ids=(), engagement_ids=(), vectors=np.empty((0, 0), dtype=np.float32)
)


class VectorCache:
    """The workspaces asked for last, up to a number of bytes; the latest always fits."""

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self._limit = limit
        self._kept: OrderedDict[str, WorkspaceVectors] = OrderedDict()
        self._bytes = 0

    def get(self, workspace: str) -> WorkspaceVectors | None:
        """What is kept of a workspace, or None."""
        if (found := self._kept.get(workspace)) is not None:
            self._kept.move_to_end(workspace)
        return found

    def keep(self, workspace: str, vectors: WorkspaceVectors) -> None:
        """Keep a workspace; those not asked for the longest make room."""
        self.drop(workspace)
        self._kept[workspace] = vectors
        self._bytes += vectors.vectors.nbytes
        while self._bytes > self._limit and len(self._kept) > 1:
            self.drop(next(iter(self._kept)))

    def drop(self, workspace: str) -> None:
        """Forget a workspace."""
        if (found := self._kept.pop(workspace, None)) is not None:
            self._bytes -= found.vectors.nbytes

    def clear(self) -> None:
        """Forget all."""
        self._kept.clear()
        self._bytes = 0
