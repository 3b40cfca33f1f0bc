"""What the SQL store promises beyond the contract: durable, private, gone when deleted."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from advisor.adapters.sql_database import location_of
from advisor.adapters.sql_records import SqlRecords
from advisor.errors import DataFolderError, SettingsError
from advisor.settings import Settings
from tests.factories import make_advice
from tests.postgres_cluster import Cluster

OURS = "ours"
SECRET = "zanzibar-42 is the codename"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder that is not there yet."""
    return tmp_path / "new" / "data"


@pytest.fixture
def sql(folder: Path) -> Iterator[SqlRecords]:
    """The SQL store in its data folder."""
    records = SqlRecords.in_folder(folder)
    yield records
    records.close()


def files_with(folder: Path, text: str) -> list[str]:
    return [path.name for path in folder.iterdir() if text.encode() in path.read_bytes()]


def test_conversations_survive_a_restart(sql: SqlRecords, folder: Path) -> None:
    key = sql.create_conversation("Quotes", workspace=OURS).conversation_id
    exchange = sql.add_exchange(key, make_advice(), workspace=OURS)
    sql.save_feedback(exchange.exchange_id, "up", "Clear.", workspace=OURS)
    before = sql.get_conversation(key, workspace=OURS)
    sql.close()
    again = SqlRecords.in_folder(folder)
    after = again.get_conversation(key, workspace=OURS)
    again.close()

    assert after == before


def test_two_programs_share_one_file(sql: SqlRecords, folder: Path) -> None:
    second = SqlRecords(f"sqlite:///{folder}/conversations.db")
    made = second.create_conversation("Quotes", workspace=OURS)
    listed = sql.list_conversations(workspace=OURS)
    second.close()

    assert listed == (made,)


def test_a_deleted_conversation_leaves_no_byte_in_any_file(sql: SqlRecords, folder: Path) -> None:
    keys = [sql.create_conversation(f"Talk {n}", workspace=OURS).conversation_id for n in range(3)]
    for round_ in range(8):
        for number, key in enumerate(keys):
            text = f"{SECRET} {'filler ' * 300 * round_}" if number == 1 else "Harmless?"
            exchange = sql.add_exchange(key, make_advice(text), workspace=OURS)
            reason = f"{SECRET} in a reason" if number == 1 else "Clear."
            sql.save_feedback(exchange.exchange_id, "down", reason, workspace=OURS)
    sql.rename_conversation(keys[1], SECRET, workspace=OURS)
    assert files_with(folder, SECRET)
    sql.delete_conversation(keys[1], workspace=OURS)

    assert files_with(folder, SECRET) == []
    assert files_with(folder, "Harmless?")


def test_deleted_exchanges_leave_no_byte_in_any_file(sql: SqlRecords, folder: Path) -> None:
    key = sql.create_conversation("Quotes", workspace=OURS).conversation_id
    sql.add_exchange(key, make_advice("Harmless?"), workspace=OURS)
    secret = sql.add_exchange(key, make_advice(SECRET), workspace=OURS)
    assert files_with(folder, SECRET)
    sql.delete_exchanges_from(key, secret.exchange_id, workspace=OURS)

    assert files_with(folder, SECRET) == []


def test_the_file_belongs_to_the_user_alone(sql: SqlRecords, folder: Path) -> None:
    sql.create_conversation("Quotes", workspace=OURS)

    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_sqlite_runs_with_the_safe_switches(sql: SqlRecords, folder: Path) -> None:
    with sql._database.read() as connection:
        names = ("journal_mode", "foreign_keys", "secure_delete")
        values = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]

    assert values == ["wal", 1, 1]


def test_a_folder_that_cannot_be_made_is_named_with_the_repair(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(DataFolderError, match="ADVISOR_DATA_DIR") as caught:
        SqlRecords.in_folder(tmp_path / "file" / "data")

    assert str(tmp_path / "file" / "data") in str(caught.value)


NOBODY = 65534


@pytest.fixture
def _without_root() -> Iterator[None]:
    """Root may write everywhere, so it steps aside for the test."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    yield
    os.seteuid(before)


@pytest.mark.usefixtures("_without_root")
def test_a_folder_that_cannot_be_written_is_named_with_the_repair() -> None:
    with pytest.raises(DataFolderError, match=r"/usr.*ADVISOR_DATA_DIR"):
        SqlRecords.in_folder(Path("/usr"))


def make_text_file(path: Path) -> None:
    path.write_text("This is no database. " * 200)


def make_foreign_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()


def make_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [make_text_file, make_foreign_database, make_folder])
def test_a_foreign_file_is_refused_and_left_as_it_was(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "conversations.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(DataFolderError, match="ADVISOR_DATA_DIR") as caught:
        SqlRecords(path)

    assert str(path) in str(caught.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_an_answer_that_cannot_be_read_any_more_is_one_clear_error(sql: SqlRecords) -> None:
    key = sql.create_conversation("Quotes", workspace=OURS).conversation_id
    sql.add_exchange(key, make_advice(), workspace=OURS)
    with sql._database.write() as connection:
        connection.exec_driver_sql("UPDATE exchanges SET advice = ?", (json.dumps({"old": 1}),))
    with pytest.raises(DataFolderError, match="another version"):
        sql.get_conversation(key, workspace=OURS)


def test_a_file_damaged_while_it_is_open_is_one_clear_error(sql: SqlRecords, folder: Path) -> None:
    key = sql.create_conversation("Quotes", workspace=OURS).conversation_id
    sql.close()
    make_text_file(folder / "conversations.db")
    with pytest.raises(DataFolderError, match=r"conversations\.db"):
        sql.get_conversation(key, workspace=OURS)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "nosuch://host/db",
        "://",
        "mysql://user:geheim@host/db",
        "postgresql+psycopg2://user:geheim@host/db",
        "postgresql://user:geheim@host:port/db",
    ],
)
def test_a_database_url_that_cannot_be_used_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="database") as caught:
        SqlRecords(url)

    assert "geheim" not in str(caught.value)


def test_the_location_is_the_url_of_the_settings_or_a_file_in_the_folder(tmp_path: Path) -> None:
    url = "postgresql://user@host/db"

    assert location_of(Settings(data_dir=tmp_path)) == tmp_path / "conversations.db"
    assert location_of(Settings(data_dir=tmp_path, database_url=url)) == url


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_a_postgresql_url_works(
    make_postgres_url: Callable[[], str], scheme: str
) -> None:
    records = SqlRecords(make_postgres_url().replace("postgresql", scheme, 1))
    made = records.create_conversation("Quotes", workspace=OURS)
    listed = records.list_conversations(workspace=OURS)
    records.close()

    assert listed == (made,)


def refused(url: str) -> str:
    """The one line that is said instead of opening a database."""
    with pytest.raises(DataFolderError) as caught:
        SqlRecords(url)
    assert "\n" not in str(caught.value)
    assert "geheim" not in str(caught.value)
    assert "ADVISOR_DATABASE_URL" in str(caught.value)
    return str(caught.value)


def test_a_wrong_user_password_or_database_is_named_with_the_repair(postgres: Cluster) -> None:
    name = postgres.make_database()
    postgres.execute("CREATE ROLE guarded LOGIN PASSWORD 'right'")
    try:
        wrong = refused(postgres.url(name, user="guarded", password="geheim"))
        none = refused(postgres.url(name, user="guarded"))
        may_not = refused(postgres.url(name, user="guarded", password="right"))
    finally:
        postgres.execute(f"DROP DATABASE {name} WITH (FORCE)")
        postgres.execute("DROP ROLE guarded")
    unknown = refused(postgres.url(name, user="nobody", password="geheim"))
    missing = refused(postgres.url("nosuch"))

    assert wrong == none
    assert f"The database {name} on {postgres.folder} refuses this user or password" in wrong
    assert "refuses this user or password" in unknown
    assert "permission denied" in may_not
    assert missing.startswith(f"There is no database nosuch on {postgres.folder}. Create it")


def test_a_server_that_cannot_be_reached_is_named_with_the_repair(tmp_path: Path) -> None:
    for place in ("nobody:geheim@127.0.0.1:1/db", f"nobody:geheim@/db?host={tmp_path}"):
        assert "cannot be reached. Start the server" in refused(f"postgresql://{place}")


def test_a_connection_that_the_server_dropped_is_made_again(
    postgres: Cluster, make_postgres_url: Callable[[], str]
) -> None:
    records = SqlRecords(make_postgres_url())
    made = records.create_conversation("Quotes", workspace=OURS)
    postgres.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        " AND datname LIKE 'test_%'"
    )
    listed = records.list_conversations(workspace=OURS)
    records.close()

    assert listed == (made,)
