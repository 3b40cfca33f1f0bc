"""Connections to Chroma for the notes: a folder of this process, or a server that several share."""

import base64
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast
from urllib.parse import SplitResult, unquote, urlsplit

os.environ["ANONYMIZED_TELEMETRY"] = "False"

import chromadb
import httpx
from chromadb.api.client import Client
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError, InternalError, NotFoundError

from advisor.errors import IndexUnavailableError

CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 60.0
SERIES = "1."
FAULTS = (ChromaError, httpx.HTTPError, OSError, RuntimeError, TypeError, ValueError, sqlite3.Error)
START = "Start one with `chroma run` of version 1.5 or later, or correct ADVISOR_CHROMA_URL."


class DamagedError(Exception):
    """Something that Chroma holds cannot be used; `collection` says what, empty for all of it."""

    def __init__(self, collection: str = "") -> None:
        super().__init__(collection)
        self.collection = collection


def in_folder(folder: Path) -> Client:
    """The store in a folder, which no other process may have open."""
    with guarded():
        settings = ChromaSettings(anonymized_telemetry=False, is_persistent=True)
        return cast(Client, chromadb.PersistentClient(str(folder), settings=settings))


def on_server(url: str) -> Client:
    """The store of a Chroma server; `IndexUnavailableError` says in a line why there is none."""
    where = _parts(url)
    place = f"{where.hostname}:{_port(where)}"
    headers = _credentials(where)
    try:
        # Chroma's client leaves its connection open where it cannot use the server.
        with httpx.Client(timeout=CONNECT_SECONDS, headers=headers) as probe:
            reply = probe.get(f"{where.scheme}://{place}/api/v2/version").raise_for_status()
            version = str(reply.json())
        if not version.startswith(SERIES):
            raise IndexUnavailableError(
                f"The Chroma server at {place} is of version {version[:20]!r}. {START}"
            )
        client = chromadb.HttpClient(
            host=str(where.hostname),
            port=_port(where),
            ssl=where.scheme == "https",
            headers=headers,
            settings=ChromaSettings(anonymized_telemetry=False),
        )
    except httpx.TransportError as error:
        raise IndexUnavailableError(f"There is no Chroma server at {place}. {START}") from error
    except FAULTS as error:
        raise IndexUnavailableError(
            f"What answers at {place} is no Chroma server that can be used "
            f"({_first_line(error)}). {START}"
        ) from error
    made = cast(Client, client)
    for session in _sessions(made):
        session.timeout = httpx.Timeout(ANSWER_SECONDS)  # It waits for ever otherwise.
    return made


def disconnect(client: Client) -> None:
    """Let go of the files, or of the connections, which Chroma's own `close` leaves open."""
    sessions = _sessions(client)
    client.close()
    for session in sessions:
        session.close()


def _sessions(client: Client) -> list[httpx.Client]:
    """The connections to a server; none for a folder."""
    servers: list[object] = [client._server, getattr(client._admin_client, "_server", None)]  # noqa: SLF001
    found = [getattr(server, "_session", None) for server in servers]
    return [session for session in found if isinstance(session, httpx.Client)]


@contextmanager
def guarded(collection: str = "", *, shared: bool = False) -> Iterator[None]:
    """Turn what Chroma raises into `DamagedError`, or into our own error where a server fails."""
    try:
        yield
    except (DamagedError, IndexUnavailableError):
        raise
    except (NotFoundError, InternalError) as error:
        raise DamagedError(collection) from error
    except BaseException as error:
        # The native core raises its panics outside of Exception, and other faults as bare ones.
        if type(error).__name__ not in {"PanicException", "Exception"} and not isinstance(
            error, FAULTS
        ):
            raise
        if not shared:
            raise DamagedError(collection) from error
        raise IndexUnavailableError(
            f"The Chroma server of ADVISOR_CHROMA_URL failed ({_first_line(error)}). "
            "Look at its log, or start it again."
        ) from error


def _parts(url: str) -> SplitResult:
    """The parts of the address; its password is never said again."""
    try:
        where = urlsplit(url.strip())
        usable = where.scheme in {"http", "https"} and bool(where.hostname) and where.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise IndexUnavailableError(
            "ADVISOR_CHROMA_URL is no address of a server; write it like http://127.0.0.1:8000."
        )
    return where


def _port(where: SplitResult) -> int:
    return where.port or (443 if where.scheme == "https" else 8000)


def _credentials(where: SplitResult) -> dict[str, str]:
    """The header for a user and password in the address."""
    if where.username is None:
        return {}
    both = f"{unquote(where.username)}:{unquote(where.password or '')}"
    return {"Authorization": f"Basic {base64.b64encode(both.encode()).decode()}"}


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)[:120].rstrip(".")
