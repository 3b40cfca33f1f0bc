"""Owns the schema of the SQL database: which revision there is, and moving to the latest one."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from advisor.errors import DataFolderError

LATEST = "0003"
"""The last of the migrations; a test compares it with them."""
MIGRATIONS = Path(__file__).with_name("migrations")
_RELEASED = frozenset({"conversations", "exchanges", "feedback", "schema_version"})
_RELEASED_VERSION = 1


def is_latest(connection: Connection) -> bool:
    """Whether nothing has to be done; quick, and without loading Alembic."""
    return _revision(connection) == LATEST


def bring_up_to_date(connection: Connection, place: str, repair: str) -> None:
    """Make the tables, or change those of an earlier release, in the caller's transaction.

    Raises `DataFolderError` where the tables are of others or of a newer version; `place` names
    the database, and `repair` says how to use another one.
    """
    tables = set(inspect(connection).get_table_names())
    found = _revision(connection)
    if tables and (missing := _RELEASED - tables):
        raise DataFolderError(
            f"{place} is not a store of this version of the advisor (it has no table "
            f"{min(missing)}). {repair}"
        )
    if tables and found is None:
        _refuse_other_release(connection, place, repair)
        _run(connection, "stamp", "0002" if "own_documents" in tables else "0001")
    elif found is not None and found not in known_revisions():
        raise _other_version(place, "a newer", found, LATEST, repair)
    if found != LATEST:
        _run(connection, "upgrade", "head")


def known_revisions() -> frozenset[str]:
    """All revisions that the migrations know."""
    from alembic.script import ScriptDirectory

    return frozenset(one.revision for one in ScriptDirectory(MIGRATIONS).walk_revisions())


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT max(version_num) FROM alembic_version"))
    return None if found is None else str(found)


def _run(connection: Connection, command: str, revision: str) -> None:
    """One of Alembic's commands; it is loaded only here, because that takes a while."""
    from alembic import command as commands
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    getattr(commands, command)(config, revision)


def _refuse_other_release(connection: Connection, place: str, repair: str) -> None:
    found = connection.scalar(text("SELECT max(version) FROM schema_version")) or 0
    if found != _RELEASED_VERSION:
        age = "an older" if found < _RELEASED_VERSION else "a newer"
        raise _other_version(place, age, found, _RELEASED_VERSION, repair)


def _other_version(
    place: str, age: str, found: object, known: object, repair: str
) -> DataFolderError:
    return DataFolderError(
        f"{place} was written by {age} version of the advisor (schema {found}, this version reads "
        f"{known}). Use that version to open it. {repair}"
    )
