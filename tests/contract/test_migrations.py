"""The schema is made and moved by migrations, whatever release wrote the database."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from time import perf_counter

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from advisor.adapters.own_guidance_store import SqlOwnGuidance
from advisor.adapters.sql_database import Database
from advisor.adapters.sql_notes import SqlNotes
from advisor.adapters.sql_records import SqlRecords
from advisor.adapters.sql_schema import LATEST, MIGRATIONS, known_revisions
from advisor.adapters.sql_tables import metadata
from advisor.domain.notes import NewNote
from advisor.errors import DataFolderError
from tests.factories import make_advice

OURS = "ours"
Location = str | Path
# What the first releases wrote, statement by statement.
RELEASED = """
CREATE TABLE conversations (conversation_id VARCHAR(32) NOT NULL, workspace TEXT NOT NULL,
    title TEXT NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL,
    PRIMARY KEY (conversation_id));
CREATE INDEX conversations_latest ON conversations (workspace, updated_at);
CREATE TABLE exchanges (exchange_id VARCHAR(32) NOT NULL, conversation_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL, created_at DATETIME NOT NULL, advice JSON NOT NULL,
    PRIMARY KEY (exchange_id), CONSTRAINT exchanges_in_order UNIQUE (conversation_id, position),
    FOREIGN KEY(conversation_id) REFERENCES conversations (conversation_id) ON DELETE CASCADE);
CREATE TABLE feedback (exchange_id VARCHAR(32) NOT NULL, rating VARCHAR(4) NOT NULL,
    reason TEXT NOT NULL, created_at DATETIME NOT NULL, PRIMARY KEY (exchange_id),
    FOREIGN KEY(exchange_id) REFERENCES exchanges (exchange_id) ON DELETE CASCADE);
CREATE TABLE schema_version (version INTEGER NOT NULL, PRIMARY KEY (version));
INSERT INTO schema_version VALUES (1);
"""
OWN_GUIDANCE = """
CREATE TABLE own_documents (document_id VARCHAR(16) NOT NULL, workspace TEXT NOT NULL,
    name TEXT NOT NULL, title TEXT NOT NULL, digest VARCHAR(64) NOT NULL,
    added_at DATETIME NOT NULL, words INTEGER NOT NULL, PRIMARY KEY (document_id));
CREATE INDEX own_documents_latest ON own_documents (workspace, added_at);
CREATE TABLE own_passages (document_id VARCHAR(16) NOT NULL, number INTEGER NOT NULL,
    section TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (document_id, number),
    FOREIGN KEY(document_id) REFERENCES own_documents (document_id) ON DELETE CASCADE);
"""
TIME = "2026-05-01 10:20:30.000001"


def make_released(path: Path, *, own_guidance: bool) -> None:
    """A file as a release before the notes left it."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(RELEASED)
        values = ("c" * 32, OURS, "Quotes", TIME, TIME)
        connection.execute("INSERT INTO conversations VALUES (?, ?, ?, ?, ?)", values)
        advice = json.dumps(make_advice("Is it fair?").to_dict())
        connection.execute(
            "INSERT INTO exchanges VALUES (?, ?, 1, ?, ?)", ("e" * 32, "c" * 32, TIME, advice)
        )
        connection.execute("INSERT INTO feedback VALUES (?, 'up', 'Clear.', ?)", ("e" * 32, TIME))
        if own_guidance:
            connection.executescript(OWN_GUIDANCE)
            values = ("d" * 16, OURS, "a.md", "A", "0" * 64, TIME, 2)
            connection.execute("INSERT INTO own_documents VALUES (?, ?, ?, ?, ?, ?, ?)", values)
            connection.execute("INSERT INTO own_passages VALUES (?, 1, 'B', 'C d.')", ("d" * 16,))
        connection.execute("PRAGMA journal_mode = WAL")


def differences(location: Location) -> list[object]:
    with closing(Database(location)) as database, database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))


def contents(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_the_migrations_lead_to_the_tables_that_the_code_uses(location: Location) -> None:
    assert differences(location) == []


def test_a_table_that_no_migration_makes_would_be_noticed(location: Location) -> None:
    with closing(Database(location)) as database, database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE notes DROP COLUMN tags")
        connection.exec_driver_sql("DROP INDEX notes_by_revision")

    assert {one[0] for one in differences(location) if isinstance(one, tuple)} == {
        "add_column",
        "add_index",
    }


def test_the_latest_revision_is_the_last_of_the_migrations() -> None:
    files = sorted(path.name[1:5] for path in MIGRATIONS.glob("versions/v*.py"))

    assert files[-1] == LATEST
    assert known_revisions() == set(files)


@pytest.mark.parametrize("own_guidance", [True, False])
def test_a_released_file_is_adopted_without_loss(tmp_path: Path, own_guidance: bool) -> None:
    path = tmp_path / "conversations.db"
    make_released(path, own_guidance=own_guidance)
    with closing(SqlRecords.in_folder(tmp_path)) as records:
        read = records.get_conversation("c" * 32, workspace=OURS)
    with closing(SqlOwnGuidance.in_folder(tmp_path)) as store:
        documents = store.list_documents(workspace=OURS)
        passages = store.all_passages(workspace=OURS)
    with closing(SqlNotes.in_folder(tmp_path)) as notes:
        draft = NewNote(text="New.", engagement="Acme", happened_on=date(2026, 2, 3))
        [note] = notes.add_notes([draft], workspace=OURS)

    [exchange] = read.exchanges
    assert (read.title, exchange.advice) == ("Quotes", make_advice("Is it fair?"))
    assert exchange.created_at.isoformat() == "2026-05-01T10:20:30.000001+00:00"
    assert exchange.feedback is not None
    assert exchange.feedback.reason == "Clear."
    assert [one.name for one in documents] == (["a.md"] if own_guidance else [])
    assert [one.text for one in passages] == (["C d."] if own_guidance else [])
    assert note.text == "New."
    assert differences(path) == []


def test_the_released_program_says_that_a_newer_one_wrote_the_file(tmp_path: Path) -> None:
    make_released(tmp_path / "conversations.db", own_guidance=True)
    Database(tmp_path / "conversations.db").close()
    with closing(sqlite3.connect(tmp_path / "conversations.db")) as connection:
        [version] = connection.execute("SELECT max(version) FROM schema_version").fetchone()

    assert version > 1


@pytest.mark.parametrize(("version", "age"), [(0, "an older"), (99, "a newer")])
def test_a_file_of_an_unknown_release_is_refused_and_left_as_it_was(
    tmp_path: Path, version: int, age: str
) -> None:
    path = tmp_path / "conversations.db"
    make_released(path, own_guidance=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE schema_version SET version = ?", (version,))
    before = contents(path)
    with pytest.raises(DataFolderError, match=f"{age} version.*schema {version}.*DATA_DIR"):
        Database(path)

    assert contents(path) == before


def test_a_database_of_a_newer_revision_is_refused_and_left_as_it_was(location: Location) -> None:
    with closing(Database(location)) as database, database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for _ in range(2):
        with pytest.raises(DataFolderError, match=r"a newer version.*schema 9999.*ADVISOR"):
            Database(location)


def test_a_database_of_others_is_refused_and_left_as_it_was(
    make_postgres_url: Callable[[], str], tmp_path: Path
) -> None:
    url = make_postgres_url()
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(DataFolderError, match=r"not a store.*empty database in ADVISOR_DATABASE"):
        Database(url)
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert rows.fetchall() == [("recipes",)]

    with closing(sqlite3.connect(tmp_path / "other.db")) as other, other:
        other.execute("CREATE TABLE alembic_version (version_num TEXT)")
        other.execute("INSERT INTO alembic_version VALUES ('0001')")
    with pytest.raises(DataFolderError, match=r"not a store.*no table conversations"):
        Database(tmp_path / "other.db")


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "conversations.db"
    make_released(path, own_guidance=False)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE deleted_notes (mine TEXT)")
    before = contents(path)
    with pytest.raises(DataFolderError, match="deleted_notes already exists"):
        Database(path)

    assert contents(path) == before


def test_many_that_open_a_new_database_at_once_make_one(location: Location) -> None:
    def look() -> str:
        with closing(SqlNotes(location)) as notes:
            return notes.store_id()

    with ThreadPoolExecutor(6) as pool:
        found = {done.result() for done in [pool.submit(look) for _ in range(6)]}

    assert len(found) == 1


def test_processes_that_open_a_released_file_at_once_move_it_once(tmp_path: Path) -> None:
    make_released(tmp_path / "conversations.db", own_guidance=False)
    code = (
        "import sys; from pathlib import Path; from advisor.adapters.sql_notes import SqlNotes; "
        "sys.stdin.readline(); print(SqlNotes.in_folder(Path(sys.argv[1])).store_id())"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60) for process in started]

    assert [error for _, error in said] == ["", "", ""]
    assert len({out for out, _ in said}) == 1
    assert differences(tmp_path / "conversations.db") == []


def test_opening_an_up_to_date_database_is_quick_and_loads_no_alembic(tmp_path: Path) -> None:
    path = tmp_path / "conversations.db"
    Database(path).close()
    took = []
    for _ in range(5):
        start = perf_counter()
        Database(path).close()
        took.append(perf_counter() - start)
    code = (
        "import sys; from pathlib import Path; "
        "from advisor.adapters.sql_database import Database; Database(Path(sys.argv[1])).close(); "
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'alembic', 'psycopg'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )

    assert min(took) < 0.05
    assert done.stdout.strip() == "[]"
