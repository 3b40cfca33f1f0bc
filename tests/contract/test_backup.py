"""A back-up holds everything, goes into any database, and changes nothing when it is damaged."""

import json
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from advisor.adapters.backup import back_up, restore
from advisor.adapters.document_reader import read_document
from advisor.adapters.own_guidance_store import SqlOwnGuidance
from advisor.adapters.sql_notes import SqlNotes
from advisor.adapters.sql_records import SqlRecords
from advisor.domain.notes import Engagement, NewNote, NoteFilter, Target
from advisor.errors import AdvisorError, DataFolderError, InputError
from tests.factories import make_advice

OURS, THEIRS = "ours", "theirs"
Location = str | Path
MakeLocation = Callable[[str], Location]


@dataclass(frozen=True)
class Held:
    """Everything that a user can read from a database."""

    conversations: tuple[Any, ...]
    documents: tuple[Any, ...]
    engagements: tuple[Any, ...]
    notes: tuple[Any, ...]
    changes: tuple[Any, ...]
    revision: int


def fill(location: Location) -> None:
    with closing(SqlRecords(location)) as records:
        key = records.create_conversation("Quotes", workspace=OURS).conversation_id
        exchange = records.add_exchange(key, make_advice("Fair? ❤ \ud800"), workspace=OURS)
        records.add_exchange(key, make_advice(), workspace=OURS)
        records.save_feedback(exchange.exchange_id, "down", "Too long.", workspace=OURS)
    with closing(SqlOwnGuidance(location)) as store:
        store.add_document(read_document("a.md", b"# A\n\nPetra signs. Tom pays."), workspace=OURS)
    with closing(SqlNotes(location)) as notes:
        notes.add_engagement(
            Engagement(
                engagement_id="",
                workspace="",
                name="Acme",
                vendor="Acme GmbH",
                created_at=datetime.now(UTC),
                trade="software",
                started_on=date(2026, 1, 1),
                targets=(Target(measure="reply", direction="at_most", value=4.0, unit="min"),),
            ),
            workspace=OURS,
        )
        for workspace in (OURS, THEIRS):
            drafts = [
                NewNote(
                    text=f"Note {number}\n\tGröße <b>",
                    engagement=f"Vendor {number % 3}",
                    happened_on=date(2026, 2, 3),
                    tags=("late", "x") if number % 2 else (),
                )
                for number in range(1200)
            ]
            made = notes.add_notes(drafts, workspace=workspace)
            notes.delete_notes([note.note_id for note in made[:5]], workspace=workspace)


def held(location: Location) -> Held:
    with (
        closing(SqlRecords(location)) as records,
        closing(SqlOwnGuidance(location)) as store,
        closing(SqlNotes(location)) as notes,
    ):
        both = (OURS, THEIRS)
        return Held(
            conversations=tuple(
                records.get_conversation(one.conversation_id, workspace=name)
                for name in both
                for one in records.list_conversations(workspace=name)
            ),
            documents=tuple(
                (store.list_documents(workspace=name), store.all_passages(workspace=name))
                for name in both
            ),
            engagements=tuple(notes.list_engagements(workspace=name) for name in both),
            notes=tuple(notes.list_notes(NoteFilter(), workspace=name) for name in both),
            changes=notes.changes(0, limit=10_000),
            revision=notes.revision(),
        )


def store_id(location: Location) -> str:
    with closing(SqlNotes(location)) as notes:
        return notes.store_id()


@pytest.fixture
def backup(location: Location, tmp_path: Path) -> Path:
    """A back-up of a filled database of each kind, at `location`."""
    fill(location)
    target = tmp_path / "backup.zip"
    back_up(location, target)
    return target


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A back-up of one note."""
    with closing(SqlNotes(tmp_path / "small.db")) as notes:
        draft = NewNote(text="One note.", engagement="Acme", happened_on=date(2026, 2, 3))
        notes.add_notes([draft], workspace=OURS)
    back_up(tmp_path / "small.db", tmp_path / "small.zip")
    return tmp_path / "small.zip"


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_what_is_restored_is_what_was_backed_up_in_any_database(
    backup: Path, location: Location, make_location: MakeLocation, kind: str
) -> None:
    other = make_location(kind)
    rows = restore(backup, other)

    assert held(other) == held(location)
    assert rows["notes"] == 2390
    assert rows["conversations"] == rows["own_documents"] == 1
    assert store_id(other) != store_id(location)
    with closing(SqlNotes(other)) as notes:
        draft = NewNote(text="Later.", engagement="Acme", happened_on=date(2026, 2, 3))
        [made] = notes.add_notes([draft], workspace="a new one")
        assert notes.get_note(made.note_id, workspace="a new one") == made


def test_a_store_that_holds_something_is_replaced_only_by_force(
    backup: Path, location: Location
) -> None:
    before, identity = held(location), store_id(location)
    with closing(SqlNotes(location)) as notes:
        draft = NewNote(text="zanzibar-42", engagement="New", happened_on=date(2026, 2, 3))
        notes.add_notes([draft], workspace=OURS)
    after = held(location)
    with pytest.raises(InputError, match=r"data already \(conversations: 1, .*notes: 2,391"):
        restore(backup, location)
    assert held(location) == after
    assert store_id(location) == identity

    restore(backup, location, force=True)
    assert held(location) == before
    assert store_id(location) != identity
    if isinstance(location, Path):
        files = [path for path in location.parent.iterdir() if path.is_file()]
        assert not [path.name for path in files if b"zanzibar-42" in path.read_bytes()]


def test_no_byte_of_a_back_up_can_be_lost_or_changed_unnoticed(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "restored.db"
    whole = small.read_bytes()
    refused = 0
    for place in range(0, len(whole), 7):
        small.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            restore(small, target, force=True)
        except InputError:
            refused += 1
        else:  # Bytes that mean nothing, such as a time in the archive.
            assert texts(target) == ["One note."]
    for end in range(0, len(whole), 50):
        small.write_bytes(whole[:end])
        with pytest.raises(InputError, match="damaged"):
            restore(small, target, force=True)

    assert refused > len(whole) / 7 / 2


def texts(location: Location) -> list[str]:
    with closing(SqlNotes(location)) as notes:
        return [note.text for note in notes.list_notes(NoteFilter(), workspace=OURS)]


def rewrite(path: Path, name: str, change: Callable[[Any], Any]) -> None:
    """Put other content into an archive, with right sums of the archive's own."""
    with zipfile.ZipFile(path) as archive:
        entries = {one: archive.read(one) for one in archive.namelist()}
    entries[name] = change(entries[name])
    with zipfile.ZipFile(path, "w") as archive:
        for one, content in entries.items():
            archive.writestr(one, content)


def with_manifest(**facts: Any) -> Callable[[bytes], bytes]:
    return lambda content: json.dumps({**json.loads(content), **facts}).encode()


@pytest.mark.parametrize(
    ("entry", "change", "said"),
    [
        ("manifest.json", with_manifest(format=2), "newer version.*format 2"),
        ("manifest.json", with_manifest(schema="9999"), "newer version.*schema 9999"),
        ("manifest.json", with_manifest(tables={}), "damaged"),
        ("manifest.json", with_manifest(tables=7), "damaged"),
        ("manifest.json", lambda _: b"[]", "damaged"),
        ("manifest.json", lambda _: b"\xff", "damaged"),
        ("notes.jsonl", lambda content: content.replace(b"One", b"Two"), "damaged"),
        ("notes.jsonl", lambda _: b"", "damaged"),
    ],
)
def test_a_back_up_that_was_altered_changes_nothing(
    small: Path, tmp_path: Path, entry: str, change: Callable[[Any], Any], said: str
) -> None:
    target = tmp_path / "restored.db"
    restore(small, target)
    identity = store_id(target)
    rewrite(small, entry, change)
    with pytest.raises(InputError, match=said):
        restore(small, target, force=True)

    assert texts(target) == ["One note."]
    assert store_id(target) == identity


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b'"text": "One note."', b'"happened_on": 5, "text": "One"'),
        (b'"text": "One note."', b'"text": "One", "other": 1'),
        (b'"revision": 1', b'"revision": null'),
    ],
)
def test_rows_that_cannot_be_kept_leave_the_old_ones(
    small: Path, tmp_path: Path, good: bytes, bad: bytes
) -> None:
    target = tmp_path / "restored.db"
    restore(small, target)
    with zipfile.ZipFile(small) as archive:
        rows = archive.read("notes.jsonl").replace(good, bad)
        tables = json.loads(archive.read("manifest.json"))["tables"]
    tables["notes"]["sha256"] = sha256(rows).hexdigest()
    rewrite(small, "notes.jsonl", lambda _: rows)
    rewrite(small, "manifest.json", with_manifest(tables=tables))
    with pytest.raises(AdvisorError):
        restore(small, target, force=True)

    assert texts(target) == ["One note."]


def test_files_that_are_no_back_ups_are_refused(tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("This is no archive. " * 50)
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    for name in ("text.zip", "other.zip"):
        with pytest.raises(InputError, match=f"{name} is no back-up of the advisor"):
            restore(tmp_path / name, tmp_path / "new.db")
    for name in ("missing.zip", "."):
        with pytest.raises(InputError, match="cannot be read"):
            restore(tmp_path / name, tmp_path / "new.db")

    assert not (tmp_path / "new.db").exists()


def test_a_back_up_never_overwrites_a_file_and_leaves_no_half_of_one(
    small: Path, tmp_path: Path
) -> None:
    before = small.read_bytes()
    with pytest.raises(InputError, match="there already"):
        back_up(tmp_path / "small.db", small)
    with pytest.raises(DataFolderError, match="cannot be written"):
        back_up(tmp_path / "small.db", tmp_path / "no folder" / "b.zip")

    assert small.read_bytes() == before
    assert not list(tmp_path.glob(".backup*"))
    assert small.stat().st_mode & 0o777 == 0o600
