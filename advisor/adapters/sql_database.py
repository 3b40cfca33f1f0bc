"""Owns the SQL database of the user's data: opening it, its transactions, and wiping text."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from advisor.adapters.sql_connections import engine_of, place_of, trouble
from advisor.adapters.sql_schema import bring_up_to_date, is_latest
from advisor.errors import DataFolderError
from advisor.settings import Settings

FILE_NAME = "conversations.db"
_PATIENCE, _PAUSE = 10.0, 0.01  # seconds
_ONE_WRITER = "SET LOCAL lock_timeout = '10s'; SELECT pg_advisory_xact_lock(7265194338)"


def location_of(settings: Settings) -> str | Path:
    """Where the user's data is: the database of the settings, or a file in the data folder."""
    return settings.database_url or settings.data_dir / FILE_NAME


class Database:
    """An opened database of the advisor; usable from several threads.

    `location` is the path of an SQLite file, made with its folder where it is missing, or a
    database URL (SQLite or PostgreSQL). Tables are made, or moved to this version, when it is
    opened. Raises `DataFolderError` where the database cannot be opened, is not ours or is of a
    newer version, and `SettingsError` for an unusable URL.
    """

    def __init__(self, location: str | Path) -> None:
        self._place = place_of(location)
        engine = engine_of(self._place)
        self._reader = self._writer = self._keeper = engine
        if self._place.is_sqlite:
            self._writer = engine.execution_options(begin="BEGIN IMMEDIATE")
            self._keeper = engine.execution_options(begin="")
        else:
            self._reader = engine.execution_options(isolation_level="REPEATABLE READ")
        try:
            self._prepare()
        except DataFolderError:
            self.close()
            raise

    def close(self) -> None:
        """Give back every connection; SQLite then folds its log into the file."""
        self._reader.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the data; database trouble: `DataFolderError`."""
        with self._begin(self._reader) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that may write, alone; an exception undoes it all."""
        with self._begin(self._writer) as connection:
            if not self._place.is_sqlite:
                connection.exec_driver_sql(_ONE_WRITER)
            yield connection

    def purge(self) -> None:
        """Drop deleted text from the pages of the SQLite file and from its write-ahead log.

        The file is rewritten: `secure_delete` leaves copies of rows that were moved between pages.
        Looking for them first would mean opening the file here, and closing it again would give up
        the locks of this process (https://www.sqlite.org/howtocorrupt.html, 2.2). What a server's
        files hold is left to the server.
        """
        if not self._place.is_sqlite:
            return
        self._fold_log_patiently()
        self._rewrite()
        self._fold_log_patiently()

    def _fold_log(self) -> bool:
        """Write the log into the file and empty it; whether nobody stood in the way."""
        with self._begin(self._keeper) as connection:
            [(busy, *_)] = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
        return not busy

    def _fold_log_patiently(self) -> None:
        # SQLite waits for those who read or write, but not for another one that folds the log.
        patient_until = monotonic() + _PATIENCE
        while not self._fold_log():
            if monotonic() > patient_until:
                raise DataFolderError(
                    f"The text was deleted, but another program still reads {self._place.name}, so "
                    "a copy remains in its log. Close that program and start the advisor again to "
                    "remove it."
                )
            sleep(_PAUSE)

    def _rewrite(self) -> None:
        with self._begin(self._keeper) as connection:
            connection.exec_driver_sql("VACUUM")

    @contextmanager
    def _begin(self, engine: Engine) -> Iterator[Connection]:
        try:
            with engine.begin() as connection:
                yield connection
        except (DBAPIError, sqlite3.Error) as error:
            raise trouble(self._place, error) from error

    def _prepare(self) -> None:
        """Make or move the tables where this has not been done; refuse those that are not ours."""
        with self.read() as connection:
            ready = is_latest(connection)
        if not ready:
            with self.write() as connection:
                bring_up_to_date(connection, self._place.name, self._place.use_another)
            # Looking at tables leaves reads open, which would keep the log from being folded.
            self._reader.dispose()
        if self._place.is_sqlite:
            self._tidy_up()

    def _tidy_up(self) -> None:
        """Finish what a program that was stopped in the middle could not: its log may be there."""
        log = self._place.path.with_name(f"{self._place.path.name}-wal")
        interrupted = _size(log) > 0
        self._keep_a_log()
        if self._fold_log() and interrupted:
            self._rewrite()
            self._fold_log()

    def _keep_a_log(self) -> None:
        # SQLite does not wait for others that open the file while the kind of its journal changes.
        patient_until = monotonic() + _PATIENCE
        while True:
            try:
                with self._keeper.connect() as connection:
                    connection.exec_driver_sql("PRAGMA journal_mode = WAL").all()
            except OperationalError as error:
                if "locked" not in str(error.orig) or monotonic() > patient_until:
                    raise trouble(self._place, error) from error
                sleep(_PAUSE)
            else:
                return


class SqlStore:
    """What keeps its data in the shared database; may be used from several threads.

    `location` is the path of an SQLite file, made with its folder where it is missing, or a
    database URL. `clock` gives aware times. Raises `DataFolderError` where the database cannot be
    opened, is not ours or is of another version, and `SettingsError` for an unusable URL.
    """

    def __init__(
        self, location: str | Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database = Database(location)
        self._clock = clock

    @classmethod
    def in_folder(cls, data_dir: Path) -> Self:
        """The store in its usual place: `conversations.db` in the data folder."""
        return cls(data_dir / FILE_NAME)

    def close(self) -> None:
        """Give back every connection; SQLite then folds its log into the file."""
        self._database.close()


def _size(path: Path) -> int:
    """In bytes; 0 where there is no file, for another process may have just removed it."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
