"""Checks everything that the advisor needs from this machine, and says how to repair it."""

import contextlib
import errno
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from advisor.errors import (
    AdvisorError,
    DataFolderError,
    IndexUnavailableError,
    InstallationError,
    PortInUseError,
)
from advisor.settings import Settings

MIN_PYTHON = (3, 11)
MIN_SQLITE = (3, 35, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One checked thing: `ok`, and in `detail` what was seen or how to repair it."""

    name: str
    ok: bool
    detail: str


def examine(settings: Settings) -> Iterator[Finding]:
    """Check one thing after the other; a failed check never stops the next."""
    checks: list[tuple[str, Callable[[], str]]] = [
        ("Python", python_version),
        ("SQLite", sqlite_version),
        ("Data folder", lambda: data_folder(settings.data_dir)),
        ("Database", lambda: _database(settings)),
        ("Knowledge", lambda: _knowledge(settings)),
        ("Embedding model", _embedding_model),
        ("Relevance model", _relevance_model),
        ("Clause model", _clause_model),
        ("Index", lambda: _index(settings)),
        ("Index of the notes", lambda: _note_index(settings)),
        ("Page address", lambda: port_free(settings.host, settings.port)),
    ]
    for name, check in checks:
        try:
            yield Finding(name=name, ok=True, detail=check())
        except AdvisorError as error:
            yield Finding(name=name, ok=False, detail=str(error))
        except Exception as error:  # noqa: BLE001  # whatever is broken, the next check still runs
            seen = f"{type(error).__name__}: {error}. Run `make setup` to install it again."
            yield Finding(name=name, ok=False, detail=seen)


def python_version() -> str:
    """Python is new enough."""
    if sys.version_info < MIN_PYTHON:
        raise InstallationError("Python 3.11 or newer is needed. Install it, then `make setup`.")
    return ".".join(map(str, sys.version_info[:3]))


def sqlite_version() -> str:
    """The SQLite that Python was built with is new enough for Chroma."""
    if sqlite3.sqlite_version_info < MIN_SQLITE:
        raise InstallationError(
            f"SQLite {sqlite3.sqlite_version} is too old; 3.35 or newer is needed. "
            "Use a Python that was built with a newer SQLite."
        )
    return sqlite3.sqlite_version


def data_folder(folder: Path) -> str:
    """The folder for the user's data can be made and written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise DataFolderError(
            f"The data folder {folder} cannot be written ({error.strerror}). "
            "Make it writable or set ADVISOR_DATA_DIR to another folder."
        ) from error
    return str(folder)


def _database(settings: Settings) -> str:
    from advisor.adapters.sql_database import location_of
    from advisor.adapters.sql_notes import SqlNotes

    location = location_of(settings)
    if isinstance(location, Path) and not location.exists():
        return "made when something is saved for the first time"
    with contextlib.closing(SqlNotes(location)) as notes:
        changes = notes.revision()
    kind = "SQLite file" if isinstance(location, Path) else "database server"
    return f"{kind}, {changes:,} changes of notes"


def port_free(host: str, port: int) -> str:
    """The page can be served at this address: it is this machine's, and nothing listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, UnicodeError) as error:
            raise PortInUseError(
                f"The page cannot be served at {host}:{port} "
                f"({getattr(error, 'strerror', error)}). {_address_repair(error)}"
            ) from error
    return f"{host}:{port} is free"


def _address_repair(error: Exception) -> str:
    match getattr(error, "errno", None):
        case errno.EADDRINUSE:
            return "Close the program that uses this port, or set ADVISOR_PORT to another one."
        case errno.EACCES:
            return "Set ADVISOR_PORT to 1024 or more; lower ports need special rights."
        case _:
            return "Set ADVISOR_HOST to an address of this machine, such as 127.0.0.1."


def _knowledge(settings: Settings) -> str:
    from advisor.knowledge import load_library

    library = load_library(settings.knowledge_dir)
    return (
        f"{len(library.topics)} topics, {len(library.points)} points, "
        f"{len(library.questions)} questions"
    )


def _embedding_model() -> str:
    from advisor.adapters.onnx_embedder import OnnxEmbedder

    return OnnxEmbedder().fingerprint


def _relevance_model() -> str:
    from advisor.adapters.onnx_relevance import OnnxRelevance

    return f"{len(OnnxRelevance().score('who owns the code').points)} points"


def _clause_model() -> str:
    from advisor.adapters.onnx_clauses import OnnxClauses

    return f"{len(OnnxClauses().read(['Send a report every Friday.'])[0].some)} checks"


def _index(settings: Settings) -> str:
    from advisor.adapters.chroma_index import ChromaIndex
    from advisor.adapters.onnx_embedder import OnnxEmbedder
    from advisor.knowledge import load_library

    embedder = OnnxEmbedder()
    library = load_library(settings.knowledge_dir)
    index = ChromaIndex(settings.data_dir / "index", embedder)
    fault = index.fault(library.entries, library.index_fingerprint(embedder.fingerprint))
    if fault:
        raise IndexUnavailableError(f"{fault} Run `advisor index`; the next start does it too.")
    return f"{len(library.entries)} entries, fingerprint {index.fingerprint}"


def _note_index(settings: Settings) -> str:
    from advisor.adapters.chroma_notes_client import disconnect, on_server
    from advisor.adapters.chroma_notes_files import NoteFolder

    if settings.chroma_url:
        disconnect(on_server(settings.chroma_url))
        return "on a Chroma server, which answers"
    folder = settings.data_dir / "notes"
    if not folder.exists():
        return "made when the first note is saved"
    files = NoteFolder(folder)
    try:
        files.lock()
    except IndexUnavailableError:
        return "in use by a running advisor, which keeps it in order"
    try:
        condition = files.check()
    finally:
        files.unlock()
    if condition.fault or condition.damaged:
        fault = condition.fault or "A part of the index of the notes was damaged."
        raise IndexUnavailableError(f"{fault} The next start repairs it; no note is lost.")
    return "as it was left"
