"""The folder of the note index: one holder at a time, and proof that its files are as we left them.

Chroma writes its graph files in place and does not check them when it reads them: a torn or
altered one makes it answer wrongly, loop for ever or end the process. So each part is sealed
after it was written, and only what matches its seal is ever opened.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from advisor.adapters.folders import remove, writable
from advisor.errors import IndexUnavailableError

LOCK_SECONDS = 0.5
DATABASE = "chroma.sqlite3"
MISSING = "The index of the notes was missing."
DAMAGED = "The index of the notes was damaged."
NEW = "-new"
"""Ends the name of a collection that is to take the place of another."""
_PARTS = (
    "SELECT segments.id, collections.name FROM segments JOIN collections "
    "ON segments.collection = collections.id WHERE segments.scope = 'VECTOR'"
)
Stats = dict[str, list[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a check of the folder found.

    `fault` says why nothing in it can be used, or is empty; `damaged` names the collections whose
    files are not what was left, `superseded` those copies whose original is still there.
    """

    fault: str = ""
    damaged: frozenset[str] = field(default_factory=frozenset)
    superseded: frozenset[str] = field(default_factory=frozenset)


class NoteFolder:
    """The files of a Chroma store for one process; `check` it before opening `store`.

    `chroma/` is Chroma's own, `seals/` has the checksums of each collection's graph files, and
    `settled.json` says that nothing was being written: without it everything is read once.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "chroma"
        self._seals = folder / "seals"
        self._settled = folder / "settled.json"
        self._lock: FileLock | None = None
        self._parts: dict[str, str] = {}
        self._sealed: dict[str, Stats] = {}
        self._mark: Stats | None = None

    def lock(self) -> None:
        """Hold the folder until `unlock` or the end of the process.

        Raises `IndexUnavailableError` where another process holds it, `DataFolderError` where the
        folder cannot be written.
        """
        if self._lock is not None:
            return
        writable(self.folder)
        path = self.folder / "index.lock"
        if path.is_dir():
            remove(path)
        lock = FileLock(path, timeout=LOCK_SECONDS)
        try:
            lock.acquire()
        except Timeout as error:
            raise IndexUnavailableError(
                f"Another process is using the index of the notes in {self.folder}. Close it, or "
                "start `chroma run` and set ADVISOR_CHROMA_URL for both."
            ) from error
        self._lock = lock

    def unlock(self) -> None:
        """Let another process have the folder."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def check(self) -> Condition:
        """Compare the files with what was left; reads them only where they seem to have changed."""
        if not self.store.is_dir():
            return Condition(fault=MISSING)
        quiet = _read_json(self._settled) == self._database_stats()
        try:
            with closing(sqlite3.connect(self.store / DATABASE)) as database:
                sound = quiet or database.execute("PRAGMA quick_check").fetchone() == ("ok",)
                parts = dict(database.execute(_PARTS).fetchall())
        except sqlite3.Error:
            sound, parts = False, {}
        if not sound:
            return Condition(fault=DAMAGED)
        self._parts = {name: part for part, name in parts.items()}
        self._remove_strays(set(parts))
        damaged = {name for part, name in parts.items() if not self._as_left(part, quiet=quiet)}
        copies = {name for name in parts.values() if name.removesuffix(NEW) != name}
        unused = {name for name in copies if name.removesuffix(NEW) in self._parts}
        return Condition(damaged=frozenset(damaged), superseded=frozenset(unused))

    def wipe(self) -> None:
        """Remove the store with its seals."""
        for path in (self._settled, self.store, self._seals):
            remove(path)
        self._parts, self._sealed, self._mark = {}, {}, None
        self.store.mkdir(parents=True, exist_ok=True)

    def begin(self) -> None:
        """Say that something is about to be written."""
        remove(self._settled)
        self._mark = None

    def settle(self, collections: Iterable[str]) -> None:
        """Seal the files of collections that were used, and say that all is written."""
        for name in collections:
            if (part := self._part_of(name)) and (self.store / part).is_dir():
                self._seal(part)
        stats = self._database_stats()
        if stats != self._mark:
            _write_json(self._settled, stats)
            self._mark = stats

    def forget(self, collection: str) -> None:
        """Remove what is left of the files of a collection that was deleted."""
        part = self._parts.pop(collection, "")
        if part:
            self._sealed.pop(part, None)
            remove(self.store / part)
            remove(self._seal_file(part))

    def replaced(self, collection: str, copy: str) -> None:
        """A collection was deleted, and a copy of it took over its name."""
        part = self._part_of(copy)
        self.forget(collection)
        self._parts.pop(copy, None)
        self._parts[collection] = part

    def vacuum(self) -> None:
        """Rewrite Chroma's database, so that nothing deleted is left in its free pages."""
        with closing(sqlite3.connect(self.store / DATABASE)) as database:
            database.execute("VACUUM")

    def _part_of(self, collection: str) -> str:
        """The subfolder of a collection's graph files."""
        if collection not in self._parts:
            with closing(sqlite3.connect(self.store / DATABASE)) as database:
                self._parts = {name: part for part, name in database.execute(_PARTS)}
        return self._parts.get(collection, "")

    def _seal(self, part: str) -> None:
        stats = _stats(self.store / part)
        if stats is not None and stats != self._sealed.get(part):
            _write_json(self._seal_file(part), {"files": stats, "digest": self._digest(part)})
            self._sealed[part] = stats

    def _as_left(self, part: str, *, quiet: bool) -> bool:
        """Whether a part has its seal; one that nothing was written to yet needs none."""
        seal, stats = _read_json(self._seal_file(part)), _stats(self.store / part)
        if not isinstance(seal, dict) or stats is None:
            return seal is None and not (self.store / part).exists()
        if not (quiet and stats == seal.get("files")):
            try:
                if self._digest(part) != seal.get("digest"):
                    return False
            except OSError:
                return False
            _write_json(self._seal_file(part), {"files": stats, "digest": seal.get("digest")})
        self._sealed[part] = stats
        return True

    def _digest(self, part: str) -> str:
        digest = hashlib.sha256()
        for path in sorted((self.store / part).iterdir()):
            digest.update(f"{path.name}\n{path.stat().st_size}\n".encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def _seal_file(self, part: str) -> Path:
        return self._seals / f"{part}.json"

    def _remove_strays(self, parts: set[str]) -> None:
        """What a process that died left of collections that it was deleting."""
        for path in self.store.iterdir():
            if not path.name.startswith(DATABASE) and path.name not in parts:
                remove(path)
        if not self._seals.is_dir():
            remove(self._seals)
            return
        for path in self._seals.iterdir():
            if path.stem not in parts:
                remove(path)

    def _database_stats(self) -> Stats | None:
        names = (DATABASE, f"{DATABASE}-journal", f"{DATABASE}-wal")
        try:
            return {name: found for name in names if (found := _stat(self.store / name))}
        except OSError:
            return None


def _stat(path: Path) -> list[int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return [found.st_size, found.st_mtime_ns]


def _stats(folder: Path) -> Stats | None:
    """Size and time of change of each file; None where the folder is not one of plain files."""
    try:
        with os.scandir(folder) as entries:
            found = {entry.name: entry for entry in entries}
            if not all(entry.is_file(follow_symlinks=False) for entry in found.values()):
                return None
            stats = {name: entry.stat() for name, entry in sorted(found.items())}
    except OSError:
        return None
    return {name: [one.st_size, one.st_mtime_ns] for name, one in stats.items()}


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _write_json(path: Path, value: Mapping[str, Any] | None) -> None:
    """Replace a file in one step."""
    draft = path.with_suffix(".draft")
    if not path.parent.is_dir():
        remove(path.parent)
        path.parent.mkdir(parents=True)
    for place in (path, draft):
        if place.is_dir():
            remove(place)
    draft.write_text(json.dumps(value), encoding="utf-8")
    draft.replace(path)
