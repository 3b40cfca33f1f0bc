"""The vector index in Chroma, through LangChain: disposable, checked at start, self-repairing."""

import hashlib
import json
import os
import shutil
import sqlite3
import uuid
import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

os.environ["ANONYMIZED_TELEMETRY"] = "False"

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError
from filelock import FileLock, Timeout
from langchain_chroma import Chroma

from advisor.adapters.chroma_files import zero_unset
from advisor.adapters.folders import writable
from advisor.domain import IndexEntry, Neighbour
from advisor.errors import IndexUnavailableError
from advisor.ports import Embedder, Progress, Vector

COLLECTION = "guidance"
MANIFEST = "manifest.json"
SPACE = {"hnsw": {"space": "cosine", "sync_threshold": 100}}
BATCH = 256
LOCK_SECONDS = 300


class ChromaIndex:
    """Index entries with their vectors in one collection of a folder of its own.

    Each build goes into a new subfolder that the manifest then names, so a reader never sees a
    half-built index and a damaged one is simply left behind. The manifest holds the fingerprint
    and checksums; anything that does not match them is rebuilt, never answered from. Files are
    let go of when nobody holds the index any more, so that a search under way can end.
    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder = folder
        self._embedder = embedder
        self._store: Chroma | None = None
        self._release: Callable[[], object] = lambda: None
        self._fingerprint = ""

    @property
    def fingerprint(self) -> str:
        """What the open index was built from; empty before `ensure`."""
        return self._fingerprint

    def ensure(
        self, entries: Sequence[IndexEntry], fingerprint: str, progress: Progress | None = None
    ) -> str:
        """Open the index, or build it where it is missing, stale, foreign or damaged.

        Returns one line that says what was repaired, or an empty text. Raises `DataFolderError`
        where the folder cannot be written and `IndexUnavailableError` where building fails.
        """
        writable(self._folder)
        fault = self.fault(entries, fingerprint)
        if not fault:
            return ""
        try:
            with FileLock(self._folder / "build.lock", timeout=LOCK_SECONDS):
                if self.fault(entries, fingerprint):
                    self._build(entries, fingerprint, progress)
        except Timeout as error:
            raise IndexUnavailableError(
                "Another process has been building the index for five minutes. "
                "Wait for it, or stop it and start again."
            ) from error
        except (ChromaError, OSError, sqlite3.Error) as error:
            raise IndexUnavailableError(
                f"The index in {self._folder} cannot be built: {error}. "
                "Free some disk space or delete that folder, then start again."
            ) from error
        return f"{fault} It was built again."

    def nearest(self, vector: Vector, count: int) -> list[Neighbour]:
        """The entries nearest to a unit vector, most similar first."""
        if self._store is None:
            raise IndexUnavailableError("The index is not open. Run `advisor index`.")
        found = self._store.similarity_search_by_vector_with_relevance_scores(list(vector), k=count)
        return [Neighbour(str(document.id), 1.0 - distance) for document, distance in found]

    def fault(self, entries: Sequence[IndexEntry], fingerprint: str) -> str:
        """Open what the manifest names; return why that cannot be used, or an empty text."""
        manifest = _read_manifest(self._folder / MANIFEST)
        if manifest is None:
            return "The index was missing or unreadable."
        if manifest["fingerprint"] != fingerprint:
            return "The index was made from other knowledge or another embedding model."
        build = self._folder / str(manifest["build"])
        damaged = "The index was damaged."
        if not _files_match(build, manifest["files"]) or not _database_sound(build):
            return damaged
        try:
            client = _open_client(build)
        except Exception:  # noqa: BLE001  # the native core raises its panics as bare exceptions
            return damaged
        try:
            store = _connect(client, self._embedder, create=False)
            sound = _content_digest(store, entries) == manifest["content"]
        except Exception:  # noqa: BLE001  # the same
            sound = False
        if not sound:
            client.close()
            return damaged
        self._keep(store, client, fingerprint)
        return ""

    def _keep(self, store: Chroma, client: Client, fingerprint: str) -> None:
        self._release()
        self._store, self._fingerprint = store, fingerprint
        self._release = weakref.finalize(self, client.close)
        self._release.atexit = False

    def _build(
        self, entries: Sequence[IndexEntry], fingerprint: str, progress: Progress | None
    ) -> None:
        _remove_builds(self._folder)
        build = self._folder / uuid.uuid4().hex[:12]
        client = _open_client(build)
        store = _connect(client, self._embedder, create=True)
        self._fill(store, entries, progress)
        zero_unset(build)
        manifest = {
            "fingerprint": fingerprint,
            "build": build.name,
            "files": _file_digests(build),
            "content": _content_digest(store, entries),
        }
        _write_manifest(self._folder / MANIFEST, manifest)
        self._keep(store, client, fingerprint)

    def _fill(
        self, store: Chroma, entries: Sequence[IndexEntry], progress: Progress | None
    ) -> None:
        """Embed batches of like length while the batch before is written."""
        ordered = sorted(entries, key=lambda entry: len(entry.text))
        written: list[Future[None]] = []
        with ThreadPoolExecutor(max_workers=1) as writer:
            for start in range(0, len(ordered), BATCH):
                batch = ordered[start : start + BATCH]
                vectors = self._embedder.embed_documents([entry.text for entry in batch])
                written.append(writer.submit(_write, store, batch, vectors))
                if progress:
                    progress(start + len(batch), len(ordered))
        for result in written:
            result.result()


def _write(store: Chroma, batch: Sequence[IndexEntry], vectors: list[list[float]]) -> None:
    store._collection.add(  # noqa: SLF001  # LangChain has no call for known vectors
        ids=[entry.entry_id for entry in batch],
        documents=[entry.text for entry in batch],
        embeddings=np.asarray(vectors, dtype=np.float32),
    )


def _open_client(build: Path) -> Client:
    settings = ChromaSettings(anonymized_telemetry=False, is_persistent=True)
    return cast(Client, chromadb.PersistentClient(str(build), settings=settings))


def _connect(client: Client, embedder: Embedder, *, create: bool) -> Chroma:
    return Chroma(
        client=client,
        collection_name=COLLECTION,
        embedding_function=embedder,  # type: ignore[arg-type]  # has the two methods it calls
        collection_configuration=SPACE if create else None,  # type: ignore[arg-type]  # a TypedDict
        create_collection_if_not_exists=create,
    )


def _content_digest(store: Chroma, entries: Sequence[IndexEntry]) -> str:
    """Hash of every stored vector, and of whether each text is its entry's."""
    found: dict[str, Any] = store.get(include=["documents", "embeddings"])
    digest = hashlib.sha256()
    place = {entry_id: row for row, entry_id in enumerate(found["ids"])}
    for entry in entries:
        row = place[entry.entry_id]
        if found["documents"][row] != entry.text:
            return "other text"
        digest.update(np.asarray(found["embeddings"][row], dtype=np.float32).tobytes())
    return digest.hexdigest() if len(place) == len(entries) else "other entries"


def _file_digests(build: Path) -> dict[str, str]:
    """Checksums of the vector files; SQLite's own file changes whenever it is opened."""
    return {
        str(path.relative_to(build)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(build.rglob("*"))
        if path.is_file() and not path.name.startswith("chroma.sqlite3")
    }


def _files_match(build: Path, expected: dict[str, str]) -> bool:
    return build.is_dir() and _file_digests(build) == expected


def _database_sound(build: Path) -> bool:
    path = build / "chroma.sqlite3"
    if not path.is_file():
        return False
    try:
        connection = sqlite3.connect(path)
        try:
            return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))
        finally:
            connection.close()
    except sqlite3.Error:
        return False


def _read_manifest(path: Path) -> dict[str, Any] | None:
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    keys = {"fingerprint", "build", "files", "content"}
    return manifest if isinstance(manifest, dict) and set(manifest) == keys else None


def _write_manifest(path: Path, manifest: dict[str, Any]) -> None:
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    draft.replace(path)


def _remove_builds(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
