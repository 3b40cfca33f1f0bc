"""A stand-in for the records of engagements and notes, for tests and for trying things out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from threading import RLock
from uuid import uuid4

from advisor.domain import Neighbour
from advisor.domain.notes import Engagement, EngagementNote, NewNote, NoteChange, NoteFilter
from advisor.engagements.checked import (
    checked_engagement,
    checked_note,
    checked_notes,
    checked_workspace,
    clean_tag,
    folded,
)
from advisor.errors import InputError, NotFoundError
from advisor.ports import Embedder, NoteRecords, Progress, Vector

_TICK = timedelta(microseconds=1)


@dataclass(slots=True)
class _Workspace:
    """What is kept of one workspace; engagements by their folded names."""

    engagements: dict[str, Engagement] = field(default_factory=dict)
    notes: dict[str, EngagementNote] = field(default_factory=dict)
    latest: datetime = datetime(1970, 1, 1, tzinfo=UTC)


class MemoryNotes:
    """`ports.NoteRecords` in memory: the behaviour of the SQL store, forgotten with the process.

    `clock` gives aware times.
    """

    def __init__(self, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._clock = clock
        self._lock = RLock()
        self._store_id = uuid4().hex
        self._workspaces: dict[str, _Workspace] = {}
        self._changes: dict[str, NoteChange] = {}  # By note, in the order of their revisions.
        self._revision = 0

    def store_id(self) -> str:
        """Names these records."""
        return self._store_id

    def add_engagement(self, engagement: Engagement, *, workspace: str) -> Engagement:
        """Keep a new engagement; `InputError` where its name is taken or a value is wrong."""
        kept = checked_engagement(engagement)
        with self._lock:
            ours = self._ours(workspace)
            _refuse_taken(ours, kept.name)
            now = self._next_time(ours)
            made = replace(kept, engagement_id=uuid4().hex, workspace=workspace, created_at=now)
            ours.engagements[folded(made.name)] = made
            return made

    def list_engagements(self, *, workspace: str) -> tuple[Engagement, ...]:
        """All engagements by name."""
        with self._lock:
            return tuple(one for _, one in sorted(self._ours(workspace).engagements.items()))

    def get_engagement(self, name: str, *, workspace: str) -> Engagement:
        """One engagement; `NotFoundError` names those that there are."""
        with self._lock:
            there = self._ours(workspace).engagements
            if (found := there.get(folded(name))) is not None:
                return found
            names = ", ".join(one.name for _, one in sorted(there.items())[:10]) or "none yet"
        raise NotFoundError(f"There is no engagement of this name. There are: {names}.")

    def edit_engagement(self, name: str, engagement: Engagement, *, workspace: str) -> Engagement:
        """Replace what is kept of an engagement, its name too; id and creation time stay."""
        kept = checked_engagement(engagement)
        with self._lock:
            old = self.get_engagement(name, workspace=workspace)
            ours = self._ours(workspace)
            if folded(kept.name) != folded(old.name):
                _refuse_taken(ours, kept.name)
            made = replace(
                kept,
                engagement_id=old.engagement_id,
                workspace=workspace,
                created_at=old.created_at,
            )
            del ours.engagements[folded(old.name)]
            ours.engagements[folded(made.name)] = made
            for note in self._notes_of(ours, made.engagement_id):
                ours.notes[note.note_id] = replace(note, engagement=made.name)
            return made

    def delete_engagement(self, name: str, *, workspace: str) -> None:
        """Forget an engagement with its notes."""
        with self._lock:
            old = self.get_engagement(name, workspace=workspace)
            ours = self._ours(workspace)
            gone = [note.note_id for note in self._notes_of(ours, old.engagement_id)]
            self.delete_notes(gone, workspace=workspace)
            del ours.engagements[folded(old.name)]

    def add_notes(self, notes: Sequence[NewNote], *, workspace: str) -> tuple[EngagementNote, ...]:
        """Save notes, all or none, with the engagements that they name."""
        kept = checked_notes(notes)
        with self._lock:
            ours = self._ours(workspace)
            return tuple(self._add(ours, note, workspace) for note in kept)

    def get_note(self, note_id: str, *, workspace: str) -> EngagementNote:
        """One note; `NotFoundError` where there is none."""
        if not (found := self.get_notes([note_id], workspace=workspace)):
            raise NotFoundError("There is no such note; list your notes and choose one of them.")
        return found[0]

    def get_notes(self, note_ids: Sequence[str], *, workspace: str) -> tuple[EngagementNote, ...]:
        """Those of the notes that exist, each once, in the order asked for."""
        with self._lock:
            there = self._ours(workspace).notes
            return tuple(there[one] for one in dict.fromkeys(note_ids) if one in there)

    def list_notes(
        self, where: NoteFilter, *, workspace: str, limit: int | None = None, offset: int = 0
    ) -> tuple[EngagementNote, ...]:
        """The notes that the filter lets through, the latest day first."""
        with self._lock:
            found = [one for one in self._ours(workspace).notes.values() if _matches(one, where)]
        found.sort(key=lambda one: (one.happened_on, one.created_at), reverse=True)
        return tuple(islice(found, offset, None if limit is None else offset + limit))

    def count_notes(self, where: NoteFilter, *, workspace: str) -> int:
        """How many notes the filter lets through."""
        return len(self.list_notes(where, workspace=workspace))

    def list_tags(self, *, workspace: str) -> tuple[str, ...]:
        """Every tag in use, in alphabetical order."""
        with self._lock:
            there = self._ours(workspace).notes.values()
            return tuple(sorted({tag for note in there for tag in note.tags}))

    def edit_note(self, note_id: str, note: NewNote, *, workspace: str) -> EngagementNote:
        """Replace a note's text, day, tags and engagement; `NotFoundError` where there is none."""
        kept = checked_note(note)
        with self._lock:
            old = self.get_note(note_id, workspace=workspace)
            ours = self._ours(workspace)
            now = self._next_time(ours)
            engagement = self._engagement(ours, kept.engagement, workspace, now)
            ours.notes[note_id] = replace(
                old,
                engagement_id=engagement.engagement_id,
                engagement=engagement.name,
                happened_on=kept.happened_on,
                text=kept.text,
                tags=kept.tags,
                updated_at=now,
            )
            self._changed(note_id, workspace)
            return ours.notes[note_id]

    def delete_notes(self, note_ids: Sequence[str], *, workspace: str) -> int:
        """Forget notes; returns how many there were."""
        with self._lock:
            gone = self.get_notes(note_ids, workspace=workspace)
            for note in gone:
                del self._ours(workspace).notes[note.note_id]
                self._changed(note.note_id, workspace, deleted=True)
            return len(gone)

    def delete_workspace(self, *, workspace: str) -> None:
        """Forget every engagement and note of a workspace."""
        with self._lock:
            self.delete_notes(list(self._ours(workspace).notes), workspace=workspace)
            self._ours(workspace).engagements.clear()

    def revision(self) -> int:
        """The number of the latest change of any note; 0 where there was none."""
        return self._revision

    def changes(self, after: int, *, limit: int) -> tuple[NoteChange, ...]:
        """The last change of each note that changed after a revision, oldest first."""
        with self._lock:
            later = (one for one in self._changes.values() if one.revision > after)
            return tuple(islice(later, limit))

    def close(self) -> None:
        """Nothing to give back."""

    def _ours(self, workspace: str) -> _Workspace:
        return self._workspaces.setdefault(checked_workspace(workspace), _Workspace())

    def _notes_of(self, ours: _Workspace, engagement_id: str) -> list[EngagementNote]:
        return [one for one in ours.notes.values() if one.engagement_id == engagement_id]

    def _next_time(self, ours: _Workspace) -> datetime:
        """Now, and later than every change of the workspace even if the clock was set back."""
        ours.latest = max(self._clock().astimezone(UTC), ours.latest + _TICK)
        return ours.latest

    def _engagement(self, ours: _Workspace, name: str, workspace: str, now: datetime) -> Engagement:
        """The engagement of this name, made where there is none."""
        made = Engagement(
            engagement_id=uuid4().hex, workspace=workspace, name=name, vendor="", created_at=now
        )
        return ours.engagements.setdefault(folded(name), made)

    def _add(self, ours: _Workspace, note: NewNote, workspace: str) -> EngagementNote:
        now = self._next_time(ours)
        engagement = self._engagement(ours, note.engagement, workspace, now)
        made = EngagementNote(
            note_id=uuid4().hex,
            workspace=workspace,
            engagement_id=engagement.engagement_id,
            engagement=engagement.name,
            happened_on=note.happened_on,
            text=note.text,
            tags=note.tags,
            created_at=now,
            updated_at=now,
        )
        ours.notes[made.note_id] = made
        self._changed(made.note_id, workspace)
        return made

    def _changed(self, note_id: str, workspace: str, *, deleted: bool = False) -> None:
        self._revision += 1
        self._changes.pop(note_id, None)
        self._changes[note_id] = NoteChange(
            revision=self._revision, workspace=workspace, note_id=note_id, deleted=deleted
        )


def _matches(note: EngagementNote, where: NoteFilter) -> bool:
    """Whether everything that the filter names holds."""
    text = note.text.casefold()
    return (
        (where.engagement is None or folded(where.engagement) == folded(note.engagement))
        and all(clean_tag(tag) in note.tags for tag in where.tags)
        and all(word.casefold() in text for word in where.words)
        and (where.since is None or note.happened_on >= where.since)
        and (where.until is None or note.happened_on <= where.until)
    )


def _refuse_taken(ours: _Workspace, name: str) -> None:
    if (other := ours.engagements.get(folded(name))) is not None:
        raise InputError(f"There is an engagement {other.name!r} already; choose another name.")


class MemoryNoteIndex:
    """`ports.NoteIndex` in memory, exact: it reads every note of the workspace at each search."""

    def __init__(self, records: NoteRecords, embedder: Embedder) -> None:
        self._records = records
        self._embedder = embedder

    def catch_up(self, progress: Progress | None = None) -> str:
        """Nothing is kept, so nothing is behind."""
        if progress:
            progress(self._records.revision(), self._records.revision())
        return ""

    def nearest(
        self, vector: Vector, count: int, *, workspace: str, engagement_id: str | None = None
    ) -> list[Neighbour]:
        """The notes of a workspace nearest to a unit vector; equally near ones by id."""
        notes = [
            note
            for note in self._records.list_notes(NoteFilter(), workspace=workspace)
            if engagement_id in {None, note.engagement_id}
        ]
        vectors = self._embedder.embed_documents([note.text for note in notes]) if notes else []
        found = [
            Neighbour(note.note_id, sum(a * b for a, b in zip(vector, other, strict=True)))
            for note, other in zip(notes, vectors, strict=True)
        ]
        return sorted(found, key=lambda one: (-one.similarity, one.entry_id))[: max(count, 0)]

    def compact(self) -> None:
        """Nothing is kept."""

    def close(self) -> None:
        """Nothing to give back."""
