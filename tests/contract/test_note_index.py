import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from advisor.adapters.chroma_notes import LARGE, ChromaNotes
from advisor.adapters.chroma_notes_client import in_folder
from advisor.adapters.chroma_notes_files import NoteFolder
from advisor.adapters.chroma_notes_store import NoteStore
from advisor.adapters.chroma_notes_vectors import NoteVector, VectorCache, WorkspaceVectors
from advisor.adapters.sql_notes import SqlNotes
from advisor.domain.notes import EngagementNote, NewNote, NoteFilter
from advisor.errors import DataFolderError, IndexUnavailableError
from advisor.ports import NoteRecords
from advisor.testing import HashedWordEmbedder
from advisor.testing_notes import MemoryNotes

EMBEDDER = HashedWordEmbedder()
TEXTS = ["the vendor went quiet", "paid the invoice", "first reply took six hours", "new contact"]


class CountingEmbedder(HashedWordEmbedder):
    """Counts the texts that it embeds."""

    texts = 0

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.texts += len(texts)
        return super().embed_documents(texts)


class OtherEmbedder(HashedWordEmbedder):
    fingerprint = "another"


@pytest.fixture
def records(tmp_path: Path) -> Iterator[SqlNotes]:
    notes = SqlNotes.in_folder(tmp_path / "data")
    yield notes
    notes.close()


@pytest.fixture
def index(tmp_path: Path, records: SqlNotes) -> Iterator[ChromaNotes]:
    made = ChromaNotes(tmp_path / "index", records, EMBEDDER)
    yield made
    made.close()


def add(
    records: NoteRecords, *texts: str, workspace: str = "mine", engagement: str = "Brightdesk"
) -> tuple[EngagementNote, ...]:
    day = date(2026, 2, 3)
    notes = [NewNote(text=text, engagement=engagement, happened_on=day) for text in texts]
    return records.add_notes(notes, workspace=workspace)


def found(index: ChromaNotes, text: str, count: int = 1, workspace: str = "mine") -> list[str]:
    near = index.nearest(EMBEDDER.embed_query(text), count, workspace=workspace)
    return [one.entry_id for one in near]


def all_of(index: ChromaNotes, workspace: str = "mine") -> set[str]:
    return set(found(index, "anything", 100_000, workspace))


def ids_of(records: NoteRecords, workspace: str = "mine") -> set[str]:
    return {note.note_id for note in records.list_notes(NoteFilter(), workspace=workspace)}


def test_the_nearest_note_is_the_one_with_the_same_words(
    index: ChromaNotes, records: SqlNotes
) -> None:
    notes = add(records, *TEXTS)

    near = index.nearest(EMBEDDER.embed_query(TEXTS[2]), 2, workspace="mine")

    assert [near[0].entry_id, len(near)] == [notes[2].note_id, 2]
    assert near[0].similarity == pytest.approx(1.0, abs=1e-5)
    assert near[1].similarity < 0.9


def test_notes_of_another_workspace_or_engagement_never_appear(
    index: ChromaNotes, records: SqlNotes
) -> None:
    mine = add(records, *TEXTS)
    other = add(records, *TEXTS, engagement="Fernpath")
    add(records, *TEXTS, workspace="theirs")
    query = EMBEDDER.embed_query(TEXTS[0])

    near = index.nearest(query, 99, workspace="mine", engagement_id=mine[0].engagement_id)

    assert all_of(index) == {note.note_id for note in (*mine, *other)}
    assert {one.entry_id for one in near} == {note.note_id for note in mine}
    assert index.nearest(query, 99, workspace="nobody") == []
    assert index.nearest(query, 99, workspace="mine", engagement_id="none") == []
    assert index.nearest(query, 0, workspace="mine") == []


def test_a_search_follows_every_edit_and_deletion_by_itself(
    index: ChromaNotes, records: SqlNotes
) -> None:
    first, second = add(records, TEXTS[0], TEXTS[1])
    assert found(index, TEXTS[0]) == [first.note_id]

    changed = NewNote(text=TEXTS[3], engagement="Fernpath", happened_on=date(2026, 3, 1))
    edited = records.edit_note(first.note_id, changed, workspace="mine")
    near = index.nearest(
        EMBEDDER.embed_query(TEXTS[3]), 9, workspace="mine", engagement_id=edited.engagement_id
    )
    records.delete_notes([second.note_id], workspace="mine")

    assert [one.entry_id for one in near] == [first.note_id]
    assert near[0].similarity == pytest.approx(1.0, abs=1e-5)
    assert all_of(index) == {first.note_id}


def test_a_workspace_that_was_deleted_is_empty(index: ChromaNotes, records: SqlNotes) -> None:
    add(records, *TEXTS)
    kept = add(records, TEXTS[0], workspace="theirs")
    index.catch_up()

    records.delete_workspace(workspace="mine")

    assert all_of(index) == set()
    assert all_of(index, "theirs") == {kept[0].note_id}


def test_a_large_workspace_is_searched_exactly_from_chroma_and_from_memory(
    index: ChromaNotes, records: SqlNotes
) -> None:
    words = [f"word{number}" for number in range(60)]
    texts = [
        f"{words[number % 60]} {words[number // 60]} {words[number % 7]} {number}"
        for number in range(LARGE + 100)
    ]
    notes = add(records, *texts)
    add(records, *texts[:500], engagement="Fernpath")
    vectors = np.array(EMBEDDER.embed_documents(texts))
    query = EMBEDDER.embed_query("word3 word11 word4")
    best = np.sort(vectors @ np.array(query))[::-1][:20]
    own = notes[0].engagement_id

    first = index.nearest(query, 20, workspace="mine", engagement_id=own)
    second = index.nearest(query, 20, workspace="mine", engagement_id=own)
    add(records, *texts[:1])
    third = index.nearest(query, 20, workspace="mine", engagement_id=own)

    for near in (first, second):
        assert [one.similarity for one in near] == pytest.approx(best, abs=1e-5)
    assert len(third) == 20
    assert len(all_of(index)) == len(texts) + 501


def test_progress_reaches_the_total_and_nothing_is_said_of_a_new_index(
    index: ChromaNotes, records: SqlNotes
) -> None:
    seen: list[tuple[int, int]] = []
    assert index.catch_up() == ""
    add(records, *(f"note {number}" for number in range(1200)))

    said = index.catch_up(lambda done, total: seen.append((done, total)))

    assert said == ""
    assert seen[-1] == (1200, 1200)
    assert len(seen) == 3


def test_a_sound_index_is_opened_again_without_embedding_anything(
    tmp_path: Path, records: SqlNotes
) -> None:
    embedder = CountingEmbedder()
    add(records, *TEXTS)
    for _ in range(3):
        index = ChromaNotes(tmp_path / "index", records, embedder)
        assert len(all_of(index)) == len(TEXTS)
        index.close()
    add(records, "one more")

    with closing(ChromaNotes(tmp_path / "index", records, embedder)) as index:
        assert len(all_of(index)) == len(TEXTS) + 1
    assert embedder.texts == len(TEXTS) + 1


def test_an_index_made_with_another_model_is_built_again(tmp_path: Path, records: SqlNotes) -> None:
    add(records, *TEXTS)
    with closing(ChromaNotes(tmp_path / "index", records, EMBEDDER)) as index:
        index.catch_up()

    with closing(ChromaNotes(tmp_path / "index", records, OtherEmbedder())) as index:
        assert "another embedding model. It was built again." in index.catch_up()
        assert all_of(index) == ids_of(records)


def test_an_index_of_other_records_is_built_again(tmp_path: Path, records: SqlNotes) -> None:
    strangers = MemoryNotes()
    add(strangers, *TEXTS, "and one more")
    with closing(ChromaNotes(tmp_path / "index", strangers, EMBEDDER)) as index:
        index.catch_up()
    notes = add(records, TEXTS[0])

    with closing(ChromaNotes(tmp_path / "index", records, EMBEDDER)) as index:
        assert index.catch_up().count("built again") == 1
        assert all_of(index) == {notes[0].note_id}
    assert not [
        path
        for path in (tmp_path / "index").rglob("*")
        if path.is_file() and b"and one more" in path.read_bytes()
    ]


def test_an_index_newer_than_its_records_is_built_again(tmp_path: Path) -> None:
    records = SqlNotes.in_folder(tmp_path / "data")
    kept = add(records, TEXTS[0])
    records.close()
    shutil.copytree(tmp_path / "data", tmp_path / "older")
    records = SqlNotes.in_folder(tmp_path / "data")
    add(records, TEXTS[1])
    with closing(ChromaNotes(tmp_path / "index", records, EMBEDDER)) as index:
        index.catch_up()
    records.close()

    older = SqlNotes.in_folder(tmp_path / "older")
    with closing(ChromaNotes(tmp_path / "index", older, EMBEDDER)) as index:
        assert "newer than the notes" in index.catch_up()
        assert all_of(index) == {kept[0].note_id}
    older.close()


def _remove(path: Path) -> None:
    path.unlink()


def _truncate(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _garbage(path: Path) -> None:
    size = max(64, path.stat().st_size)
    path.write_bytes(np.random.default_rng(3).bytes(size))


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(len(data) // 3, len(data), max(1, len(data) // 50)):
        data[place] ^= 0xFF
    path.write_bytes(bytes(data))


def _folder(path: Path) -> None:
    path.unlink()
    (path / "in the way").mkdir(parents=True)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records and an index of several synchronised collections, to be copied and damaged."""
    place = tmp_path_factory.mktemp("built")
    records = SqlNotes.in_folder(place / "data")
    for workspace in ("mine", "theirs"):
        add(records, *(f"{TEXTS[n % 4]} {n}" for n in range(250)), workspace=workspace)
    with closing(ChromaNotes(place / "index", records, EMBEDDER)) as index:
        index.catch_up()
    records.close()
    return place


def _parts(index: Path) -> dict[str, Path]:
    """One path of each kind of file."""
    return {path.name if path.parent.name != "seals" else "seal": path for path in _files(index)}


def _files(index: Path) -> list[Path]:
    return sorted(path for path in index.rglob("*") if path.is_file())


KINDS = [
    "chroma.sqlite3",
    "data_level0.bin",
    "header.bin",
    "index.lock",
    "index_metadata.pickle",
    "length.bin",
    "link_lists.bin",
    "seal",
    "settled.json",
]


def test_every_kind_of_file_is_damaged_below(built: Path) -> None:
    assert sorted(_parts(built / "index")) == KINDS


@pytest.mark.parametrize("damage", [_remove, _truncate, _empty, _garbage, _flip, _folder])
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_repaired_at_the_next_start(
    built: Path, tmp_path: Path, kind: str, damage: Callable[[Path], None]
) -> None:
    place = tmp_path / "copy"
    shutil.copytree(built, place)
    damage(_parts(place / "index")[kind])
    records = SqlNotes.in_folder(place / "data")

    with closing(ChromaNotes(place / "index", records, EMBEDDER)) as index:
        said = index.catch_up()
        assert "\n" not in said
        if kind.endswith((".bin", ".pickle")):
            assert "damaged. It was built again." in said
        for workspace in ("mine", "theirs"):
            assert all_of(index, workspace) == ids_of(records, workspace)
        note = records.list_notes(NoteFilter(words=("7",)), workspace="mine")[0]
        assert note.note_id in found(index, note.text, 20)  # Some texts share a vector.
        added = add(records, "written after the repair")
        assert found(index, "written after the repair") == [added[0].note_id]
    with closing(ChromaNotes(place / "index", records, EMBEDDER)) as index:
        assert index.catch_up() == ""
        assert len(all_of(index)) == 251
    records.close()


@pytest.mark.parametrize("part", ["", "chroma", "seals"])
def test_a_folder_that_was_removed_is_made_again(built: Path, tmp_path: Path, part: str) -> None:
    place = tmp_path / "copy"
    shutil.copytree(built, place)
    shutil.rmtree(place / "index" / part)
    records = SqlNotes.in_folder(place / "data")

    with closing(ChromaNotes(place / "index", records, EMBEDDER)) as index:
        assert "built again" in index.catch_up()
        assert all_of(index) == ids_of(records)
    records.close()


def test_a_copied_index_is_used_although_its_files_have_other_times(
    built: Path, tmp_path: Path
) -> None:
    place = tmp_path / "copy"
    shutil.copytree(built, place, copy_function=shutil.copyfile)
    records, embedder = SqlNotes.in_folder(place / "data"), CountingEmbedder()

    with closing(ChromaNotes(place / "index", records, embedder)) as index:
        assert index.catch_up() == ""
        assert index.nearest([1.0] * 64, 1, workspace="mine")
    assert embedder.texts == 0
    records.close()


def test_a_row_that_chroma_lost_is_noticed_by_a_search(built: Path, tmp_path: Path) -> None:
    place = tmp_path / "copy"
    shutil.copytree(built, place)
    records = SqlNotes.in_folder(place / "data")
    with closing(sqlite3.connect(place / "index" / "chroma" / "chroma.sqlite3")) as database:
        gone = next(iter(ids_of(records)))
        database.execute("DELETE FROM embeddings WHERE embedding_id = ?", [gone])
        database.commit()

    with closing(ChromaNotes(place / "index", records, EMBEDDER)) as index:
        assert gone in all_of(index)
        assert "A part of the index of the notes was damaged" in index.catch_up()
        assert index.catch_up() == ""
    records.close()


def test_vectors_that_are_not_of_unit_length_are_never_answered_with(
    index: ChromaNotes, records: SqlNotes, tmp_path: Path
) -> None:
    note = add(records, TEXTS[0])[0]
    index.catch_up()
    index.close()
    store = _store(tmp_path / "index", records)
    wrong = NoteVector(
        note_id=note.note_id,
        workspace="mine",
        engagement_id=note.engagement_id,
        vector=[2.0] * 64,
    )
    store.put([wrong])
    store.close()

    near = index.nearest(EMBEDDER.embed_query(TEXTS[0]), 1, workspace="mine")

    assert near[0].similarity == pytest.approx(1.0, abs=1e-5)
    assert "damaged" in index.catch_up()


def _store(folder: Path, records: SqlNotes) -> NoteStore:
    store = NoteStore(in_folder(NoteFolder(folder).store), records_id=records.store_id())
    store.open()
    return store


def test_no_text_is_ever_in_the_index(
    index: ChromaNotes, records: SqlNotes, tmp_path: Path
) -> None:
    add(records, *(f"zanzibar {number}" for number in range(150)))
    index.catch_up()
    assert not _holding(tmp_path / "index", b"zanzibar")


def test_vectors_of_deleted_and_edited_notes_are_in_no_file_after_compaction(
    index: ChromaNotes, records: SqlNotes, tmp_path: Path
) -> None:
    add(records, *(f"other note {number}" for number in range(250)))
    gone, old = add(records, "deleted one", "edited one")
    add(records, *(f"later note {number}" for number in range(40)))
    before = [
        np.array(EMBEDDER.embed_query(text), dtype=np.float32).tobytes()
        for text in ("deleted one", "edited one")
    ]
    index.catch_up()
    assert all(_holding(tmp_path / "index", data) for data in before)

    records.delete_notes([gone.note_id], workspace="mine")
    after = NewNote(text="another text", engagement="Brightdesk", happened_on=date(2026, 1, 1))
    records.edit_note(old.note_id, after, workspace="mine")
    index.compact()

    assert [_holding(tmp_path / "index", data) for data in before] == [[], []]
    assert all_of(index) == ids_of(records)
    assert found(index, "another text") == [old.note_id]


def _holding(folder: Path, data: bytes) -> list[str]:
    return [path.name for path in _files(folder) if data in path.read_bytes()]


def test_deletions_of_an_earlier_process_are_compacted_too(
    tmp_path: Path, records: SqlNotes
) -> None:
    gone = add(records, "deleted one", *(f"note {number}" for number in range(120)))[0]
    vector = np.array(EMBEDDER.embed_query("deleted one"), dtype=np.float32).tobytes()
    with closing(ChromaNotes(tmp_path / "index", records, EMBEDDER)) as index:
        index.catch_up()
        records.delete_notes([gone.note_id], workspace="mine")
        index.catch_up()

    with closing(ChromaNotes(tmp_path / "index", records, EMBEDDER)) as index:
        index.compact()
    assert not _holding(tmp_path / "index", vector)


@pytest.mark.parametrize("swapped", [False, True])
def test_a_compaction_that_was_interrupted_loses_nothing(
    tmp_path: Path, records: SqlNotes, swapped: bool
) -> None:
    embedder = CountingEmbedder()
    add(records, *(f"note {number}" for number in range(120)))
    with closing(ChromaNotes(tmp_path / "index", records, embedder)) as index:
        index.catch_up()
    files = NoteFolder(tmp_path / "index")
    store = _store(tmp_path / "index", records)
    name = store.collection_of("mine")
    copy = store.copy(name)
    files.settle({copy})
    if swapped:
        store.drop(name)
    store.close()
    embedder.texts = 0

    with closing(ChromaNotes(tmp_path / "index", records, embedder)) as index:
        assert index.catch_up() == ""
        assert all_of(index) == ids_of(records)
        assert embedder.texts == 0


def test_a_repair_that_was_interrupted_is_done_at_the_next_start(
    tmp_path: Path, records: SqlNotes
) -> None:
    class Interrupted(HashedWordEmbedder):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            raise KeyboardInterrupt

    add(records, *(f"note {number}" for number in range(120)))
    with closing(ChromaNotes(tmp_path / "index", records, EMBEDDER)) as index:
        index.catch_up()
    _parts(tmp_path / "index")["data_level0.bin"].write_bytes(b"")
    index = ChromaNotes(tmp_path / "index", records, Interrupted())
    with pytest.raises(KeyboardInterrupt):
        index.catch_up()
    index.close()

    with closing(ChromaNotes(tmp_path / "index", records, EMBEDDER)) as index:
        assert "damaged. It was built again." in index.catch_up()
        assert all_of(index) == ids_of(records)


def test_threads_may_write_and_search_at_once(index: ChromaNotes, records: SqlNotes) -> None:
    def work(number: int) -> bool:
        note = add(records, f"thread{number} said so", workspace=f"w{number % 3}")[0]
        return found(index, f"thread{number} said so", 1, note.workspace) == [note.note_id]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(40)))


def test_records_that_never_agree_with_the_index_are_one_clear_line(tmp_path: Path) -> None:
    class Wrong(MemoryNotes):
        def count_notes(self, where: NoteFilter, *, workspace: str) -> int:
            return 1 + super().count_notes(where, workspace=workspace)

    records = Wrong()
    add(records, *TEXTS)
    index = ChromaNotes(tmp_path / "index", records, EMBEDDER)

    with pytest.raises(IndexUnavailableError, match="Your notes are safe") as raised:
        all_of(index)

    assert "\n" not in str(raised.value)
    index.close()


def test_a_data_folder_that_is_a_file_is_one_clear_line(tmp_path: Path, records: SqlNotes) -> None:
    (tmp_path / "index").write_text("in the way")

    with pytest.raises(DataFolderError, match="ADVISOR_DATA_DIR"):
        ChromaNotes(tmp_path / "index", records, EMBEDDER).catch_up()


def test_an_index_needs_a_folder_or_a_server(records: SqlNotes) -> None:
    with pytest.raises(ValueError, match="folder or the address"):
        ChromaNotes(None, records, EMBEDDER)


def test_the_cache_forgets_what_was_not_asked_for_the_longest() -> None:
    cache = VectorCache(limit=100)
    some = WorkspaceVectors(
        note_ids=("a",), engagement_ids=("e",), vectors=np.zeros((1, 10), dtype=np.float32)
    )
    for workspace in ("one", "two"):
        cache.keep(workspace, some)
    assert cache.get("one") is some

    cache.keep("three", some)

    assert cache.get("two") is None
    assert cache.get("one") is some
    assert cache.get("three") is some
