"""Owns the SQL database of the user's data: its tables, opening it, and wiping deleted text."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import (
    JSON,
    URL,
    Column,
    Connection,
    DateTime,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    create_engine,
    event,
    func,
    insert,
    inspect,
    make_url,
    select,
)
from sqlalchemy.exc import ArgumentError, DBAPIError

from advisor.errors import DataFolderError, SettingsError

SCHEMA_VERSION = 1
_PRAGMAS = ("busy_timeout = 10000", "foreign_keys = ON", "secure_delete = ON")
_KEY = String(32)


class UtcTime(TypeDecorator[datetime]):
    """Aware UTC times, also in databases that store none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: object,  # noqa: ARG002  # SQLAlchemy's signature
    ) -> datetime | None:
        """To the database: any aware time, as UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(
        self,
        value: datetime | None,
        dialect: object,  # noqa: ARG002  # SQLAlchemy's signature
    ) -> datetime | None:
        """From the database: an aware UTC time."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()
conversations = Table(
    "conversations",
    metadata,
    Column("conversation_id", _KEY, primary_key=True),
    Column("workspace", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Index("conversations_latest", "workspace", "updated_at"),
)
exchanges = Table(
    "exchanges",
    metadata,
    Column("exchange_id", _KEY, primary_key=True),
    Column(
        "conversation_id",
        ForeignKey(conversations.c.conversation_id, ondelete="CASCADE"),
        nullable=False,
    ),
    Column("position", Integer, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("advice", JSON, nullable=False),
    UniqueConstraint("conversation_id", "position", name="exchanges_in_order"),
)
feedback = Table(
    "feedback",
    metadata,
    Column(
        "exchange_id", ForeignKey(exchanges.c.exchange_id, ondelete="CASCADE"), primary_key=True
    ),
    Column("rating", String(4), nullable=False),
    Column("reason", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
)
own_documents = Table(
    "own_documents",
    metadata,
    Column("document_id", String(16), primary_key=True),
    Column("workspace", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("added_at", UtcTime, nullable=False),
    Column("words", Integer, nullable=False),
    Index("own_documents_latest", "workspace", "added_at"),
)
own_passages = Table(
    "own_passages",
    metadata,
    Column(
        "document_id",
        ForeignKey(own_documents.c.document_id, ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("section", Text, nullable=False),
    Column("text", Text, nullable=False),
)
schema_version = Table(
    "schema_version", metadata, Column("version", Integer, primary_key=True, autoincrement=False)
)


# Tables that files of the same version may lack: they came later and change no other.
_ADDED_LATER = (own_documents, own_passages)


class Database:
    """An opened database of the advisor; usable from several threads.

    `location` is the path of an SQLite file, made with its folder where it is missing, or a
    database URL. Raises `DataFolderError` where the database cannot be opened, is not ours or is
    of another version, and `SettingsError` for an unusable URL.
    """

    def __init__(self, location: str | Path) -> None:
        url = _url_of(location)
        self._is_sqlite = url.get_backend_name() == "sqlite"
        self._place = url.database or "" if self._is_sqlite else url.render_as_string()
        if self._is_sqlite:
            _create_file(Path(self._place))
        self._engine = _engine_of(url)
        self._writer = self._engine.execution_options(begin="BEGIN IMMEDIATE")
        self._keeper = self._engine.execution_options(begin="")
        try:
            self._prepare()
        except DataFolderError:
            self.close()
            raise

    def close(self) -> None:
        """Give back every connection; SQLite then folds its log into the file."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the data; database trouble: `DataFolderError`."""
        with self._begin(self._engine) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that may write, alone; an exception undoes it all."""
        with self._begin(self._writer) as connection:
            yield connection

    def purge(self) -> None:
        """Drop deleted text from free pages and from the write-ahead log."""
        if not self._is_sqlite:
            return
        with self._begin(self._keeper) as connection:
            connection.exec_driver_sql("VACUUM")
            [(busy, *_)] = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
        if busy:
            raise DataFolderError(
                f"The text was deleted, but another program still reads {self._place}, so a copy "
                "remains in its log. Close that program and start the advisor again to remove it."
            )

    @contextmanager
    def _begin(self, engine: Engine) -> Iterator[Connection]:
        try:
            with engine.begin() as connection:
                yield connection
        except (DBAPIError, sqlite3.Error) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            raise DataFolderError(
                f"The conversations in {self._place} cannot be used: {cause}. Check that this is a "
                "file of the advisor, that you may write to it and its folder, that the disk has "
                "room and that no other program holds it; or choose another folder with "
                "ADVISOR_DATA_DIR."
            ) from error

    def _prepare(self) -> None:
        """Create the tables in an empty database; refuse one that is not ours."""
        with self.write() as connection:
            tables = set(inspect(connection).get_table_names())
            if not tables:
                # A check for each table would leave a read open that blocks the checkpoint below.
                metadata.create_all(connection, checkfirst=False)
                connection.execute(insert(schema_version).values(version=SCHEMA_VERSION))
            elif missing := set(metadata.tables) - {one.name for one in _ADDED_LATER} - tables:
                raise DataFolderError(
                    f"{self._place} is not a conversation store of this version of the advisor (it "
                    f"has no table {min(missing)}). Move it away, or choose another folder with "
                    "ADVISOR_DATA_DIR, and start again."
                )
            else:
                self._check_version(connection)
                for table in _ADDED_LATER:
                    if table.name not in tables:
                        table.create(connection, checkfirst=False)
        if self._is_sqlite:
            with self._begin(self._keeper) as connection:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL").all()
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()

    def _check_version(self, connection: Connection) -> None:
        found = connection.scalar(select(func.max(schema_version.c.version))) or 0
        if found != SCHEMA_VERSION:
            age = "an older" if found < SCHEMA_VERSION else "a newer"
            raise DataFolderError(
                f"{self._place} was written by {age} version of the advisor (schema {found}, this "
                f"version reads {SCHEMA_VERSION}). Use that version, or move the file away to "
                "start with an empty store."
            )


def _url_of(location: str | Path) -> URL:
    """A URL as it is, a path as the URL of an SQLite file."""
    if isinstance(location, Path) or "://" not in location:
        return URL.create("sqlite", database=str(location))
    try:
        url = make_url(location)
    except ArgumentError as error:
        raise SettingsError("The database URL cannot be read; correct it.") from error
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise SettingsError("The database URL names no file; write sqlite:///path/to/file.db.")
    return url


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


def _engine_of(url: URL) -> Engine:
    """An engine that connects when first used."""
    try:
        engine = create_engine(url)
    except (ArgumentError, ImportError) as error:
        raise SettingsError(
            f"There is no driver for the database {url.render_as_string()}; install it, or use a "
            "file in the data folder."
        ) from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # Python's own transaction handling starts none for reads, so that we begin each ourselves.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    statement = connection.get_execution_options().get("begin", "BEGIN")
    if statement:
        connection.exec_driver_sql(statement)
