"""What the index reads from the records: which notes changed, and their vectors."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from advisor.adapters.chroma_notes_vectors import NoteVector
from advisor.domain.notes import NoteChange
from advisor.ports import Embedder, NoteRecords

PAGE = 512


def identity_of(records: NoteRecords) -> str:
    """What tells these records from others, and from themselves after a restore."""
    named: Any = records
    return str(named.store_id()) if hasattr(named, "store_id") else "records"


def changes_between(records: NoteRecords, after: int, last: int) -> Iterator[NoteChange]:
    """The changes after one revision and up to another, oldest first."""
    while after < last and (page := records.changes(after, limit=PAGE)):
        yield from (change for change in page if change.revision <= last)
        after = page[-1].revision


def vectors_of(
    records: NoteRecords, embedder: Embedder, note_ids: Mapping[str, Sequence[str]]
) -> dict[str, list[NoteVector]]:
    """The vectors of those notes that still exist, by workspace; `note_ids` are by workspace."""
    notes = [
        note
        for workspace, ids in note_ids.items()
        for note in records.get_notes(ids, workspace=workspace)
    ]
    vectors = embedder.embed_documents([note.text for note in notes]) if notes else []
    found = defaultdict[str, list[NoteVector]](list)
    for note, vector in zip(notes, vectors, strict=True):
        found[note.workspace].append(
            NoteVector(
                note_id=note.note_id,
                workspace=note.workspace,
                engagement_id=note.engagement_id,
                vector=vector,
            )
        )
    return found
