import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.adapters.chroma_index import MANIFEST, ChromaIndex
from advisor.domain import IndexEntry
from advisor.errors import DataFolderError, IndexUnavailableError
from advisor.ports import PassageIndex
from advisor.testing import HashedWordEmbedder, WordIndex

TEXTS = ["who owns the code", "is an nda enough", "the vendor went quiet", "weekly update template"]
ENTRIES = [
    IndexEntry(entry_id=f"q{number}", text=text, kind="question", point_ids=("1a",))
    for number, text in enumerate(TEXTS)
]


@pytest.fixture(params=["chroma", "words"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> PassageIndex:
    embedder = HashedWordEmbedder()
    if request.param == "words":
        return WordIndex(embedder)
    return ChromaIndex(tmp_path / "index", embedder)


def test_the_nearest_entry_is_the_one_with_the_same_words(index: PassageIndex) -> None:
    index.ensure(ENTRIES, "one")

    found = index.nearest(HashedWordEmbedder().embed_query("the vendor went quiet"), 2)

    assert [found[0].entry_id, len(found)] == ["q2", 2]
    assert found[0].similarity == pytest.approx(1.0, abs=1e-5)
    assert found[1].similarity < 0.9


def test_asking_for_more_than_there_is_gives_all(index: PassageIndex) -> None:
    index.ensure(ENTRIES, "one")

    assert len(index.nearest(HashedWordEmbedder().embed_query("code"), 50)) == len(ENTRIES)


def test_a_sound_index_is_not_built_again(index: PassageIndex) -> None:
    first = index.ensure(ENTRIES, "one")

    assert first
    assert index.ensure(ENTRIES, "one") == ""
    assert index.fingerprint == "one"


def test_another_fingerprint_builds_again_and_forgets_the_old_entries(index: PassageIndex) -> None:
    index.ensure(ENTRIES, "one")

    said = index.ensure(ENTRIES[:2], "two")

    assert "other knowledge or another embedding model" in said
    assert len(index.nearest(HashedWordEmbedder().embed_query("vendor"), 9)) == 2


def test_an_index_that_is_not_open_is_not_answered_from(index: PassageIndex) -> None:
    with pytest.raises(IndexUnavailableError, match="advisor index"):
        index.nearest(HashedWordEmbedder().embed_query("code"), 1)


def test_progress_reaches_the_total(index: PassageIndex) -> None:
    seen: list[tuple[int, int]] = []

    index.ensure(ENTRIES, "one", progress=lambda done, total: seen.append((done, total)))

    assert seen[-1] == (len(ENTRIES), len(ENTRIES))


def _delete(path: Path) -> None:
    path.unlink()


def _truncate(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(len(data) // 3, len(data), max(1, len(data) // 50)):
        data[place] ^= 0xFF
    path.write_bytes(bytes(data))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [_delete, _truncate, _flip, _empty])
@pytest.mark.parametrize(
    "name", ["chroma.sqlite3", "data_level0.bin", "header.bin", "length.bin", MANIFEST]
)
def test_a_damaged_file_is_repaired_at_the_next_start(
    tmp_path: Path, name: str, damage: Callable[[Path], None]
) -> None:
    folder = tmp_path / "index"
    many = [
        IndexEntry(entry_id=f"e{number}", text=f"{TEXTS[number % 4]} {number}", kind="question")
        for number in range(300)
    ]
    ChromaIndex(folder, HashedWordEmbedder()).ensure(many, "one")
    damage(next(folder.rglob(name)))

    again = ChromaIndex(folder, HashedWordEmbedder())
    said = again.ensure(many, "one")

    assert said.count("\n") == 0
    assert "built again" in said
    found = again.nearest(HashedWordEmbedder().embed_query(many[7].text), 1)
    assert found[0].entry_id == "e7"


def test_one_flipped_byte_in_a_stored_text_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    ChromaIndex(folder, HashedWordEmbedder()).ensure(ENTRIES, "one")
    with sqlite3.connect(next(folder.rglob("chroma.sqlite3"))) as database:
        database.execute(
            "UPDATE embedding_metadata SET string_value = 'an nda is enough' "
            "WHERE string_value = 'is an nda enough'"
        )

    assert "damaged" in ChromaIndex(folder, HashedWordEmbedder()).ensure(ENTRIES, "one")


def test_a_foreign_index_is_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    ChromaIndex(folder, HashedWordEmbedder()).ensure(ENTRIES, "one")
    manifest = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps({**manifest, "build": "../elsewhere"}))

    assert "damaged" in ChromaIndex(folder, HashedWordEmbedder()).ensure(ENTRIES, "one")


def test_a_data_folder_that_is_a_file_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("in the way")

    with pytest.raises(DataFolderError, match="ADVISOR_DATA_DIR"):
        ChromaIndex(tmp_path / "index", HashedWordEmbedder()).ensure(ENTRIES, "one")
