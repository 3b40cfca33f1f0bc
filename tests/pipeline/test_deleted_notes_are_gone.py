"""After a note is deleted and the index compacted, no file of the data folder holds its bytes."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from advisor.adapters.onnx_embedder import OnnxEmbedder
from advisor.pipeline import Advisor

TEXT = "The passphrase of the quartzwhistle vault is shared with the agency."
WORD = b"quartzwhistle"
SPACE = "vanishing"


def _files_with(folder: Path, wanted: bytes) -> list[str]:
    """Looks at a copy: closing a database file here would give up this process's locks on it."""
    with TemporaryDirectory() as copy:
        subprocess.run(["cp", "-r", str(folder), copy], check=True)
        return _holding(Path(copy), wanted)


def _holding(folder: Path, wanted: bytes) -> list[str]:
    return [
        path.name for path in folder.rglob("*") if path.is_file() and wanted in path.read_bytes()
    ]


def _vector_bytes() -> bytes:
    """The first numbers of the note's vector, as the index stores them."""
    [vector] = OnnxEmbedder().embed_documents([TEXT])
    return np.asarray(vector[:6], dtype=np.float32).tobytes()


def _kept(advisor: Advisor) -> str:
    """A deleted-to-be note that has been indexed and found, beside one that stays."""
    advisor.notes.add("They were late.", engagement="Stays", workspace=SPACE)
    note = advisor.notes.add(TEXT, engagement="Brightdesk", tags=["quartzwhistle"], workspace=SPACE)
    [hit] = advisor.notes.search("vault passphrase", count=1, workspace=SPACE)
    assert hit.note.note_id == note.note_id
    return note.note_id


@pytest.mark.parametrize("way", ["note", "engagement", "edit"])
def test_deleted_text_and_vectors_are_in_no_file(
    advisor: Advisor, data_dir: Path, way: str
) -> None:
    note_id = _kept(advisor)
    assert _files_with(data_dir, WORD)
    assert _files_with(data_dir, _vector_bytes())

    if way == "note":
        advisor.notes.delete(note_id, workspace=SPACE)
    elif way == "engagement":
        advisor.engagements.delete("Brightdesk", workspace=SPACE)
    else:
        advisor.notes.edit(note_id, text="Nothing to see.", tags=[], workspace=SPACE)
    assert _files_with(data_dir, WORD) == []
    advisor.notes.compact()

    assert _files_with(data_dir, WORD) == []
    assert _files_with(data_dir, _vector_bytes()) == []
    assert len(advisor.notes.list(engagement="Stays", workspace=SPACE)) > 0
