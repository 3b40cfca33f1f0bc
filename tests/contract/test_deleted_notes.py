"""Deleted means gone: no file of the data folder holds a byte of a note that was there."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from advisor.adapters import sql_connections, sql_database
from advisor.adapters.sql_database import Database
from advisor.adapters.sql_notes import SqlNotes
from advisor.domain.notes import Engagement, NewNote, NoteFilter
from advisor.errors import DataFolderError

OURS = "ours"
SECRET = "zanzibar-42"
DAY = date(2026, 2, 3)
MARK = re.compile(rb"w\d{6}x")


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[SqlNotes]:
    """The store in a data folder."""
    store = SqlNotes.in_folder(tmp_path / "data")
    yield store
    store.close()


@pytest.fixture
def second(notes: SqlNotes, tmp_path: Path) -> Iterator[SqlNotes]:
    """Another program that has the same folder open."""
    store = SqlNotes.in_folder(tmp_path / "data")
    store.list_notes(NoteFilter(), workspace=OURS)
    yield store
    store.close()


def files_with(folder: Path, text: str) -> list[str]:
    return [path.name for path in folder.iterdir() if text.encode() in path.read_bytes()]


def note_of(text: str, engagement: str = "Acme", tags: tuple[str, ...] = ()) -> NewNote:
    return NewNote(text=text, engagement=engagement, happened_on=DAY, tags=tags)


@pytest.mark.usefixtures("second")
def test_a_deleted_note_leaves_no_byte_in_any_file(notes: SqlNotes, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    harmless = [note_of(f"Harmless {n}. " * 40) for n in range(50)]
    notes.add_notes(harmless, workspace=OURS)
    drafts = [note_of(f"{SECRET} " * n, tags=(f"{SECRET}-tag",)) for n in (1, 50, 500, 1500)]
    made = notes.add_notes(drafts, workspace=OURS)
    notes.add_notes(harmless, workspace=OURS)
    assert files_with(folder, SECRET)
    notes.delete_notes([note.note_id for note in made], workspace=OURS)

    assert files_with(folder, SECRET) == []
    assert files_with(folder, "Harmless")


@pytest.mark.usefixtures("second")
def test_an_edited_note_leaves_no_byte_of_its_earlier_text(notes: SqlNotes, tmp_path: Path) -> None:
    [made] = notes.add_notes([note_of(f"{SECRET} " * 900, tags=(SECRET,))], workspace=OURS)
    notes.edit_note(made.note_id, note_of("Harmless"), workspace=OURS)

    assert files_with(tmp_path / "data", SECRET) == []


@pytest.mark.usefixtures("second")
@pytest.mark.parametrize("how", ["delete", "rename", "change", "workspace"])
def test_an_engagement_leaves_no_byte_of_what_it_was_called(
    notes: SqlNotes, tmp_path: Path, how: str
) -> None:
    plain = Engagement(
        engagement_id="", workspace="", name="Beta", vendor="", created_at=datetime.now(UTC)
    )
    names = [f"Vendor {number}" for number in range(200)]
    notes.add_notes([note_of("Harmless", name) for name in names], workspace=OURS)
    notes.add_engagement(replace(plain, name=SECRET, vendor=f"{SECRET} Ltd"), workspace=OURS)
    notes.add_notes([note_of(f"{SECRET} was late", SECRET)], workspace=OURS)
    notes.add_notes([note_of("Harmless", f"{name} b") for name in names], workspace=OURS)
    if how == "delete":
        notes.delete_engagement(SECRET, workspace=OURS)
    elif how == "workspace":
        notes.delete_workspace(workspace=OURS)
    elif how == "rename":
        notes.delete_notes(ids(notes, SECRET), workspace=OURS)
        notes.edit_engagement(SECRET, plain, workspace=OURS)
    else:
        notes.delete_notes(ids(notes, SECRET), workspace=OURS)
        notes.edit_engagement(SECRET, replace(plain, name=SECRET.upper()), workspace=OURS)
        assert SECRET.upper() in [one.name for one in notes.list_engagements(workspace=OURS)]
        assert files_with(tmp_path / "data", f"{SECRET} Ltd") == []
        return

    assert files_with(tmp_path / "data", SECRET) == []


def ids(notes: SqlNotes, engagement: str) -> list[str]:
    found = notes.list_notes(NoteFilter(engagement=engagement), workspace=OURS)
    return [note.note_id for note in found]


def test_no_byte_stays_behind_however_rows_were_moved_about(
    notes: SqlNotes, tmp_path: Path
) -> None:
    random, live, folder = Random(3), {}, tmp_path / "data"
    count = 0

    def marked() -> tuple[str, NewNote]:
        nonlocal count
        count += 1
        mark = f"w{count:06d}x"
        return mark, note_of(mark * random.choice([1, 5, 20, 60, 300, 1500]), tags=(mark,))

    def assert_gone() -> None:
        found = {m for path in folder.iterdir() for m in MARK.findall(path.read_bytes())}
        assert found <= {mark.encode() for mark in live.values()}

    for _ in range(6):
        drafts = [marked() for _ in range(60)]
        made = notes.add_notes([draft for _, draft in drafts], workspace=OURS)
        live |= {note.note_id: mark for note, (mark, _) in zip(made, drafts, strict=True)}
        for key in random.sample(sorted(live), 12):
            live[key], draft = marked()
            notes.edit_note(key, draft, workspace=OURS)
            assert_gone()
        for key in random.sample(sorted(live), 16):
            del live[key]
            notes.delete_notes([key], workspace=OURS)
            assert_gone()

    assert notes.count_notes(NoteFilter(), workspace=OURS) == len(live)


def test_a_program_that_keeps_reading_is_named_and_the_next_start_removes_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql_connections, "_PRAGMAS", ("busy_timeout = 20", "secure_delete = ON"))
    monkeypatch.setattr(sql_database, "_PATIENCE", 0.05)
    with closing(SqlNotes.in_folder(tmp_path)) as notes:
        [made] = notes.add_notes([note_of(SECRET)], workspace=OURS)
        with (
            closing(Database(tmp_path / "conversations.db")) as other,
            other.read() as connection,
        ):
            connection.exec_driver_sql("SELECT count(*) FROM notes").all()
            with pytest.raises(DataFolderError, match="was deleted, but another program still"):
                notes.delete_notes([made.note_id], workspace=OURS)
        assert notes.count_notes(NoteFilter(), workspace=OURS) == 0
        Database(tmp_path / "conversations.db").close()

    assert files_with(tmp_path, SECRET) == []
