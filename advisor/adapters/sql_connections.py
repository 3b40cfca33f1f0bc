"""Owns how a location becomes a connection, and how trouble with one is said to the user."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from advisor.errors import DataFolderError, SettingsError

_PRAGMAS = ("busy_timeout = 10000", "foreign_keys = ON", "secure_delete = ON")
_SCHEMES = ("postgres", "postgresql", "postgresql+psycopg")
_CORRECT = "ADVISOR_DATABASE_URL"
_OTHER_FOLDER = "Move it away, or choose another folder with ADVISOR_DATA_DIR, and start again."
_OTHER_DATABASE = f"Name an empty database in {_CORRECT}, and start again."
_REFUSED = ("password authentication failed", "no password supplied", "role ", "pg_hba")
_UNREACHED = (
    "connection failed",
    "connection refused",
    "timeout expired",
    "could not translate host name",
    "failed to resolve host",
    "server closed the connection",
    "terminating connection",
    "starting up",
    "connection is bad",
    "no such file",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a database is; `name` is fit for the user and holds no password."""

    url: URL
    is_sqlite: bool
    name: str

    @property
    def path(self) -> Path:
        """The file of an SQLite database."""
        return Path(self.url.database or "")

    @property
    def use_another(self) -> str:
        """How the user gets to another database."""
        return _OTHER_FOLDER if self.is_sqlite else _OTHER_DATABASE


def place_of(location: str | Path) -> Place:
    """What a path or a URL names; `SettingsError` where it is no usable URL."""
    if isinstance(location, Path) or "://" not in location:
        return Place(URL.create("sqlite", database=str(location)), True, str(location))
    try:
        url = make_url(location)
    except (ArgumentError, ValueError) as error:
        raise SettingsError(
            f"The database URL cannot be read. Write {_CORRECT} as "
            "postgresql://user:password@host:5432/database."
        ) from error
    if url.drivername == "sqlite":
        if url.database in (None, "", ":memory:"):
            raise SettingsError("The database URL names no file; write sqlite:///path/to/file.db.")
        return Place(url, True, str(url.database))
    if url.drivername not in _SCHEMES:
        raise SettingsError(
            f"The database {url.drivername} cannot be used. Write {_CORRECT} as "
            "postgresql://user:password@host:5432/database, or leave it empty for a file in the "
            "data folder."
        )
    return _server_place(url)


def engine_of(place: Place) -> Engine:
    """An engine that connects when first used; makes the file of an SQLite database."""
    if place.is_sqlite:
        _create_file(place.path)
        engine = create_engine(place.url)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(place.url, pool_pre_ping=True)


def trouble(place: Place, error: DBAPIError | sqlite3.Error) -> DataFolderError:
    """What went wrong with a database, in one line that says how to repair it."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    said = " ".join(str(cause).split())
    if place.is_sqlite:
        return DataFolderError(
            f"The data in {place.name} cannot be used: {said}. Check that this is a file of the "
            "advisor, that you may write to it and its folder, that the disk has room and that no "
            "other program holds it; or choose another folder with ADVISOR_DATA_DIR."
        )
    return DataFolderError(_server_trouble(place, said))


def _server_place(url: URL) -> Place:
    url = url.set(drivername="postgresql+psycopg")
    if "connect_timeout" not in url.query:
        url = url.update_query_dict({"connect_timeout": "5"})
    host = url.host or url.query.get("host") or "this machine"
    port = f":{url.port}" if url.port else ""
    return Place(url, False, f"the database {url.database or url.username} on {host}{port}")


def _server_trouble(place: Place, said: str) -> str:
    low, name = said.casefold(), place.name[0].upper() + place.name[1:]
    if "database" in low and "does not exist" in low:
        return (
            f"There is no {place.name.removeprefix('the ')}. Create it with createdb, or correct "
            f"{_CORRECT}."
        )
    if any(words in low for words in _REFUSED):
        return f"{name} refuses this user or password. Correct them in {_CORRECT}."
    if any(words in low for words in _UNREACHED):
        return f"{name} cannot be reached. Start the server, or correct {_CORRECT}."
    if "lock timeout" in low:
        return f"{name} is busy: another program has been writing for long. Try again later."
    if place.url.password:
        said = said.replace(str(place.url.password), "***")
    return f"{name} cannot be used: {said}. Repair it, or correct {_CORRECT}."


def _create_file(path: Path) -> None:
    """Make an SQLite file and its folder where they are missing, private to the user."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        raise DataFolderError(
            f"The data folder {path.parent} cannot be written: {error.strerror}. Allow writing to "
            "it, or choose another folder with ADVISOR_DATA_DIR."
        ) from error


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # Python's own transaction handling starts none for reads, so that we begin each ourselves.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    statement = connection.get_execution_options().get("begin", "BEGIN")
    if statement:
        connection.exec_driver_sql(statement)
