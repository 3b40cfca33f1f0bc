"""The vectors of the notes in Chroma collections: whole workspaces, hashed over a few dozen.

Each collection holds the workspaces of one shard; only ids, vectors and the ids of workspace and
engagement are in it. One more collection, empty, remembers how far the index follows the records.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection as Many
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import numpy as np
from chromadb.api.client import Client
from chromadb.api.models.Collection import Collection
from chromadb.api.types import Where
from chromadb.errors import NotFoundError

from advisor.adapters.chroma_notes_client import DamagedError, disconnect, guarded
from advisor.adapters.chroma_notes_files import NEW
from advisor.adapters.chroma_notes_vectors import NO_VECTORS, NoteVector, WorkspaceVectors
from advisor.domain import Neighbour
from advisor.ports import Vector

LAYOUT = 1
SHARDS = 64
BATCH = 1000
# Chroma scans the vectors that it has not synchronised whenever it opens a collection.
SPACE = {"hnsw": {"space": "l2", "sync_threshold": 100, "batch_size": 50}}
UNIT_ERROR = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexState:
    """How far the index follows the records; `repair` names collections to be filled again."""

    embedder: str
    revision: int = 0
    repair: frozenset[str] = frozenset()
    layout: int = LAYOUT


class NoteStore:
    """The collections of one set of records; `records_id` tells them from those of another.

    `shared` is for a server: others may change the collections, so none is remembered.

    Every method raises `DamagedError` where Chroma fails, and `IndexUnavailableError` where a
    server cannot be reached.
    """

    def __init__(self, client: Client, *, records_id: str, shared: bool = False) -> None:
        self._client = client
        self._shared = shared
        self._prefix = f"notes-{hashlib.sha256(records_id.encode()).hexdigest()[:12]}-"
        self._state = f"{self._prefix}state"
        self._open: dict[str, Collection] = {}

    def collection_of(self, workspace: str) -> str:
        """The name of the collection that holds a workspace."""
        digest = hashlib.blake2b(workspace.encode("utf-8", "surrogatepass"), digest_size=8)
        return f"{self._prefix}{int.from_bytes(digest.digest(), 'big') % SHARDS:03d}"

    def is_part(self, name: str) -> bool:
        """Whether a collection of this name holds workspaces of these records."""
        return name.startswith(self._prefix) and name.removeprefix(self._prefix).isdigit()

    def open(self) -> bool:
        """Learn which collections there are; whether none of them belongs to other records.

        A rewriting that was interrupted is finished or taken back.
        """
        with self._guarded():
            there = {one.name: one for one in self._client.list_collections(limit=10_000)}
            ours = {name: one for name, one in there.items() if name.startswith(self._prefix)}
            for name in [name for name in ours if name.endswith(NEW)]:
                self._finish(ours.pop(name), ours)
            self._open = ours
        return all(name.startswith(self._prefix) for name in there)

    def state(self) -> IndexState | None:
        """What is remembered; None where there is nothing, or nothing that can be read."""
        with self._guarded():
            if (found := self._find(self._state)) is None:
                return None
        kept = dict(found.metadata or {})
        try:
            return IndexState(
                embedder=str(kept["embedder"]),
                revision=int(str(kept["revision"])),
                repair=frozenset(str(kept["repair"]).split()),
                layout=int(str(kept["layout"])),
            )
        except (KeyError, ValueError):
            return None

    def remember(self, state: IndexState) -> None:
        """Keep the state; what was put or removed before is then kept too."""
        values: dict[str, str | int] = {
            "embedder": state.embedder,
            "revision": state.revision,
            "repair": " ".join(sorted(state.repair)),
            "layout": state.layout,
        }
        with self._guarded():
            self._made(self._state).modify(metadata=values)

    def put(self, notes: Sequence[NoteVector]) -> set[str]:
        """Keep vectors, replacing those of the same notes; returns the collections touched."""
        by_shard: dict[str, list[NoteVector]] = defaultdict(list)
        for note in notes:
            by_shard[self.collection_of(note.workspace)].append(note)
        for name, some in by_shard.items():
            with self._guarded(name):
                shard = self._made(name)
                ids = [note.note_id for note in some]
                for start in range(0, len(ids), BATCH):
                    if shard.get(ids=ids[start : start + BATCH], include=[])["ids"]:
                        self._soil(shard)
                    _upsert(shard, some[start : start + BATCH])
        return set(by_shard)

    def remove(self, workspace: str, note_ids: Many[str]) -> set[str]:
        """Delete vectors; returns the collections touched. Ids that are not there are fine."""
        name = self.collection_of(workspace)
        with self._guarded(name):
            if not note_ids or (shard := self._find(name)) is None:
                return set()
            ids = sorted(note_ids)
            for start in range(0, len(ids), BATCH):
                if there := shard.get(ids=ids[start : start + BATCH], include=[])["ids"]:
                    self._soil(shard)
                    shard.delete(ids=there)
        return {name}

    def read(self, workspace: str) -> WorkspaceVectors:
        """Every vector of a workspace; none but unit vectors are answered with."""
        name = self.collection_of(workspace)
        with self._guarded(name):
            if (shard := self._find(name)) is None:
                return NO_VECTORS
            # The public call makes an array of every single vector, which takes as long again.
            found = shard._client._get(  # noqa: SLF001
                collection_id=shard.id,
                where=_where(workspace, None),
                include=["embeddings", "metadatas"],
                tenant=shard.tenant,
                database=shard.database,
            )
            if not found["ids"]:
                return NO_VECTORS
            vectors = np.asarray(found["embeddings"], dtype=np.float32)
            engagements = tuple(str(one["engagement"]) for one in found["metadatas"] or ())
        lengths = np.einsum("ij,ij->i", vectors, vectors)
        if not bool(np.all(np.abs(lengths - 1.0) < UNIT_ERROR)):
            raise DamagedError(name)
        return WorkspaceVectors(
            note_ids=tuple(found["ids"]), engagement_ids=engagements, vectors=vectors
        )

    def ids(self, workspace: str, *, engagement_id: str | None = None) -> list[str]:
        """The notes of a workspace, or of one of its engagements, in no order."""
        name = self.collection_of(workspace)
        with self._guarded(name):
            if (shard := self._find(name)) is None:
                return []
            return shard.get(where=_where(workspace, engagement_id), include=[])["ids"]

    def search(
        self, vector: Vector, note_ids: Many[str], *, workspace: str, engagement_id: str | None
    ) -> list[Neighbour]:
        """Those of `note_ids` that Chroma's graph leads to, most similar first.

        `note_ids` are all that there are of the workspace or the engagement, and looking for as
        many makes the search visit everything that it can reach: mostly all of them.
        """
        name = self.collection_of(workspace)
        with self._guarded(name):
            if not note_ids or (shard := self._find(name)) is None:
                return []
            found = shard.query(
                query_embeddings=np.asarray([vector], dtype=np.float32),
                n_results=len(note_ids),
                where=_where(workspace, engagement_id),
                include=["distances"],
            )
            near = zip(found["ids"][0], (found["distances"] or [[]])[0], strict=True)
            # The squared distance of unit vectors is twice what their cosine lacks of one.
            return [Neighbour(note_id, 1.0 - distance / 2.0) for note_id, distance in near]

    def drop(self, name: str) -> None:
        """Delete one collection."""
        with self._guarded():
            self._drop(name)

    def clear(self) -> None:
        """Delete every collection of these records."""
        with self._guarded():
            for name in [one.name for one in self._client.list_collections(limit=10_000)]:
                if name.startswith(self._prefix):
                    self._drop(name)

    def soiled(self) -> list[str]:
        """The collections from whose files something has yet to be removed."""
        if self._shared:
            self.open()
        return sorted(
            name for name, one in self._open.items() if (one.metadata or {}).get("soiled")
        )

    def copy(self, name: str) -> str:
        """Write what is in a collection into a new one; returns its name, empty for none."""
        with self._guarded(name):
            if (old := self._find(name)) is None:
                return ""
            self._drop(name + NEW)
            made = self._made(name + NEW)
            ids = old.get(include=[])["ids"]
            for start in range(0, len(ids), BATCH):
                found = old.get(ids=ids[start : start + BATCH], include=["embeddings", "metadatas"])
                made.upsert(
                    ids=found["ids"],
                    embeddings=found["embeddings"],
                    metadatas=found["metadatas"],
                )
        return name + NEW

    def replace(self, name: str) -> None:
        """Put the copy of a collection in its place."""
        with self._guarded(name):
            made = self._made(name + NEW)
            self._drop(name)
            made.modify(name=name)
            self._open[name] = self._open.pop(name + NEW)

    def close(self) -> None:
        """Let go of the files or of the connection."""
        self._open.clear()
        disconnect(self._client)

    def _guarded(self, collection: str = "") -> AbstractContextManager[None]:
        return guarded(collection, shared=self._shared)

    def _finish(self, draft: Collection, ours: dict[str, Collection]) -> None:
        name = draft.name.removesuffix(NEW)
        if name in ours:
            self._client.delete_collection(draft.name)
        else:
            draft.modify(name=name)
            ours[name] = draft

    def _soil(self, shard: Collection) -> None:
        """Say, before it is so, that the files hold something that was deleted."""
        if not (shard.metadata or {}).get("soiled"):
            shard.modify(metadata={"soiled": True})

    def _find(self, name: str) -> Collection | None:
        if self._shared or name not in self._open:
            try:
                self._open[name] = self._client.get_collection(name, embedding_function=None)
            except NotFoundError:
                self._open.pop(name, None)
        return self._open.get(name)

    def _made(self, name: str) -> Collection:
        if (found := self._find(name)) is not None:
            return found
        self._open[name] = self._client.create_collection(
            name,
            embedding_function=None,
            configuration=SPACE,  # type: ignore[arg-type]  # a TypedDict
            get_or_create=True,
        )
        return self._open[name]

    def _drop(self, name: str) -> None:
        self._open.pop(name, None)
        try:
            self._client.delete_collection(name)
        except NotFoundError:
            return


def _upsert(shard: Collection, notes: Sequence[NoteVector]) -> None:
    shard.upsert(
        ids=[note.note_id for note in notes],
        embeddings=np.asarray([note.vector for note in notes], dtype=np.float32),
        metadatas=[
            {"workspace": note.workspace, "engagement": note.engagement_id} for note in notes
        ],
    )


def _where(workspace: str, engagement_id: str | None) -> Where:
    if engagement_id is None:
        return {"workspace": workspace}
    return {"$and": [{"workspace": workspace}, {"engagement": engagement_id}]}
