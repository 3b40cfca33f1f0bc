"""Owns back-up and restore: all of the user's data in one file, from any database into any other.

The file is a ZIP archive: a `manifest.json` with the format, the schema and, for each table, how
many rows there are and their SHA-256; and a `<table>.jsonl` with one row a line.
"""

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any
from uuid import uuid4

from sqlalchemy import Connection, Date, Table, delete, func, insert, select, update

from advisor.adapters.sql_database import Database
from advisor.adapters.sql_schema import LATEST
from advisor.adapters.sql_tables import UtcTime, metadata, schema_version, store
from advisor.errors import DataFolderError, InputError

FORMAT = 1
_MANIFEST = "manifest.json"
_AT_ONCE = 1000
_UNUSABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError),  # What a damaged archive raises,
    *(KeyError, TypeError, ValueError, AttributeError),  # and what unexpected content does.
)
_TABLES: tuple[Table, ...] = tuple(
    table for table in metadata.sorted_tables if table is not schema_version
)


def back_up(location: str | Path, target: Path) -> dict[str, int]:
    """Write everything that a database holds into a new file; returns the rows by table.

    What others write meanwhile is in the file or not, but never half. `InputError` where the file
    is there already, `DataFolderError` where it or the database cannot be used.
    """
    if target.exists():
        raise InputError(f"{target} is there already; choose another name for the back-up.")
    with closing(Database(location)) as database:
        try:
            return _write(database, target)
        except OSError as error:
            raise DataFolderError(
                f"{target} cannot be written: {error.strerror}. Choose another place for the "
                "back-up, with room and a folder that you may write to."
            ) from error


def restore(source: Path, location: str | Path, *, force: bool = False) -> dict[str, int]:
    """Put the data of a back-up into a database; returns the rows by table.

    The database gets an identity of its own, by which an index notices. `InputError`, and nothing
    is changed, where the file is damaged or is no back-up of this version, or where the database
    holds something and `force` is not given; with it, what is there is deleted for good.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            tables = _checked(archive, source)
            with closing(Database(location)) as database:
                _replace(database, archive, tables, force=force)
    except OSError as error:
        raise InputError(
            f"{source} cannot be read: {error.strerror or error}. Name the file of a back-up."
        ) from error
    except _UNUSABLE as error:
        raise _damaged(source) from error
    return tables


def _write(database: Database, target: Path) -> dict[str, int]:
    """Beside the target first, so that there is never half a back-up; private to the user."""
    with NamedTemporaryFile(dir=target.parent, prefix=".backup-", delete=False) as file:
        partial = Path(file.name)
    try:
        tables: dict[str, dict[str, Any]] = {}
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            with database.read() as connection:
                for table in _TABLES:
                    with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as entry:
                        tables[table.name] = _write_table(connection, table, entry)
            about = {
                "format": FORMAT,
                "schema": LATEST,
                "made_at": datetime.now(UTC).isoformat(),
                "tables": tables,
            }
            archive.writestr(_MANIFEST, json.dumps(about, indent=2))
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return {name: one["rows"] for name, one in tables.items()}


def _write_table(connection: Connection, table: Table, entry: IO[bytes]) -> dict[str, Any]:
    digest, count = sha256(), 0
    query = select(table).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=_AT_ONCE).execute(query).mappings():
        line = json.dumps(dict(row), default=_as_text).encode() + b"\n"
        entry.write(line)
        digest.update(line)
        count += 1
    return {"rows": count, "sha256": digest.hexdigest()}


def _as_text(value: object) -> str:
    if isinstance(value, date):  # A time is one, too.
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be backed up")


def _checked(archive: zipfile.ZipFile, source: Path) -> dict[str, int]:
    """The rows of each table, after all of the file was read and compared with its sums."""
    about = json.loads(archive.read(_MANIFEST))
    found, schema, tables = about["format"], about["schema"], about["tables"]
    if (found, schema) > (FORMAT, LATEST):
        raise InputError(
            f"{source} was made by a newer version of the advisor (format {found}, schema "
            f"{schema}). Restore it with that version."
        )
    for name, expected in tables.items():
        with archive.open(f"{name}.jsonl") as entry:
            if _sum(entry) != expected["sha256"]:
                raise _damaged(source)
    if not {store.name} <= set(tables) <= {table.name for table in _TABLES}:
        raise _damaged(source)
    return {name: int(one["rows"]) for name, one in tables.items()}


def _sum(entry: IO[bytes]) -> str:
    digest = sha256()
    while block := entry.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()


def _replace(
    database: Database, archive: zipfile.ZipFile, tables: Mapping[str, int], *, force: bool
) -> None:
    """One transaction: the old rows go and the new ones come, or nothing happens."""
    with database.write() as connection:
        held = _held(connection)
        if held and not force:
            raise InputError(
                f"There is data already ({held}). Restore into an empty store, or "
                "replace what is there with --force."
            )
        for table in reversed(_TABLES):
            connection.execute(delete(table))
        for table in _TABLES:
            if table.name in tables:
                with archive.open(f"{table.name}.jsonl") as entry:
                    _read_table(connection, table, entry)
        connection.execute(update(store).values(store_id=uuid4().hex))
    database.purge()


def _held(connection: Connection) -> str:
    """What a database holds of the user's, in words; empty where there is nothing."""
    counts = {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in _TABLES
        if table.name in ("conversations", "own_documents", "engagements", "notes")
    }
    return ", ".join(f"{name}: {count:,}" for name, count in counts.items() if count)


def _read_table(connection: Connection, table: Table, entry: IO[bytes]) -> None:
    rows = _rows(table, entry)
    while some := list(islice(rows, _AT_ONCE)):
        connection.execute(insert(table), some)


def _rows(table: Table, entry: IO[bytes]) -> Iterator[dict[str, Any]]:
    times = [column.name for column in table.columns if isinstance(column.type, UtcTime)]
    days = [column.name for column in table.columns if isinstance(column.type, Date)]
    for line in entry:
        row = json.loads(line)
        if not set(row) <= set(table.columns.keys()):
            raise KeyError(table.name)
        for name in times:
            row[name] = datetime.fromisoformat(row[name])
        for name in days:
            row[name] = row[name] and date.fromisoformat(row[name])
        yield row


def _damaged(source: Path) -> InputError:
    return InputError(
        f"{source} is no back-up of the advisor, or it is damaged; nothing was changed. Use "
        "another back-up."
    )
