"""Keeps engagements and notes in the SQL database of the user's data."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from uuid import uuid4

from sqlalchemy import Connection, delete, func, select, update

from advisor.adapters.sql_database import SqlStore
from advisor.adapters.sql_note_changes import (
    TICK,
    Moment,
    begin_change,
    bury,
    changes_after,
    existing,
    find_engagement,
    find_workspace,
    ids_of_engagements,
    keep_engagement,
    keep_notes,
    take_revisions,
)
from advisor.adapters.sql_note_rows import (
    chunks,
    content_of,
    engagement_of,
    facts_of,
    has_words,
    id_of_workspace,
    latest_first,
    matching,
    note_of,
    tags_of,
    whole_notes,
)
from advisor.adapters.sql_tables import engagements, notes, store
from advisor.domain.notes import Engagement, EngagementNote, NewNote, NoteChange, NoteFilter
from advisor.engagements.checked import checked_engagement, checked_note, checked_notes, folded
from advisor.errors import InputError, NotFoundError


class SqlNotes(SqlStore):
    """`ports.NoteRecords` over SQL."""

    def store_id(self) -> str:
        """Names these records; others, and those read back from a back-up, have another."""
        with self._database.read() as connection:
            return str(connection.scalar(select(store.c.store_id)))

    def add_engagement(self, engagement: Engagement, *, workspace: str) -> Engagement:
        """Keep a new engagement; `InputError` where its name is taken or a value is wrong."""
        kept = checked_engagement(engagement)
        with self._database.write() as connection:
            _refuse_taken(connection, kept.name, workspace)
            moment = begin_change(connection, workspace, self._clock)
            made = replace(
                kept, engagement_id=uuid4().hex, workspace=workspace, created_at=moment.now
            )
            keep_engagement(connection, made, moment)
        return made

    def list_engagements(self, *, workspace: str) -> tuple[Engagement, ...]:
        """All engagements by name."""
        query = select(engagements).where(engagements.c.workspace_id == id_of_workspace(workspace))
        with self._database.read() as connection:
            found = [engagement_of(row, workspace) for row in connection.execute(query)]
        return tuple(sorted(found, key=lambda one: folded(one.name)))

    def get_engagement(self, name: str, *, workspace: str) -> Engagement:
        """One engagement; `NotFoundError` names those that there are."""
        with self._database.read() as connection:
            return engagement_of(find_engagement(connection, name, workspace), workspace)

    def edit_engagement(self, name: str, engagement: Engagement, *, workspace: str) -> Engagement:
        """Replace what is kept of an engagement, its name too; id and creation time stay."""
        kept = checked_engagement(engagement)
        with self._database.write() as connection:
            row = find_engagement(connection, name, workspace)
            if folded(kept.name) != row.folded:
                _refuse_taken(connection, kept.name, workspace)
            connection.execute(
                update(engagements)
                .where(engagements.c.engagement_id == row.engagement_id)
                .values(facts_of(kept))
            )
        self._database.purge()
        return replace(
            kept,
            engagement_id=row.engagement_id,
            workspace=workspace,
            created_at=row.created_at,
        )

    def delete_engagement(self, name: str, *, workspace: str) -> None:
        """Delete an engagement with its notes for good: no file of the store holds their bytes."""
        with self._database.write() as connection:
            row = find_engagement(connection, name, workspace)
            ids = select(notes.c.note_id).where(notes.c.engagement_id == row.engagement_id)
            bury(connection, connection.scalars(ids).all(), row.workspace_id)
            connection.execute(
                delete(engagements).where(engagements.c.engagement_id == row.engagement_id)
            )
        self._database.purge()

    def add_notes(self, notes: Sequence[NewNote], *, workspace: str) -> tuple[EngagementNote, ...]:
        """Save notes, all or none, with the engagements that they name."""
        kept = checked_notes(notes)
        if not kept:
            return ()
        with self._database.write() as connection:
            moment = begin_change(connection, workspace, self._clock, count=len(kept))
            known = ids_of_engagements(connection, (note.engagement for note in kept), moment)
            made = _new_notes(kept, known, moment)
            keep_notes(connection, made, moment)
        return made

    def get_note(self, note_id: str, *, workspace: str) -> EngagementNote:
        """One note; `NotFoundError` where there is none."""
        if not (found := self.get_notes([note_id], workspace=workspace)):
            raise _no_note()
        return found[0]

    def get_notes(self, note_ids: Sequence[str], *, workspace: str) -> tuple[EngagementNote, ...]:
        """Those of the notes that exist, each once, in the order asked for."""
        ours = whole_notes(matching(NoteFilter(), workspace))
        found: dict[str, EngagementNote] = {}
        with self._database.read() as connection:
            for some in chunks(note_ids):
                for row in connection.execute(ours.where(notes.c.note_id.in_(some))):
                    found[row.note_id] = note_of(row, workspace)
        return tuple(found[one] for one in dict.fromkeys(note_ids) if one in found)

    def list_notes(
        self, where: NoteFilter, *, workspace: str, limit: int | None = None, offset: int = 0
    ) -> tuple[EngagementNote, ...]:
        """The notes that the filter lets through, the latest day first."""
        query = latest_first(whole_notes(matching(where, workspace)))
        words = [word.casefold() for word in where.words]
        if not words:
            query = query.limit(limit).offset(offset)
            offset, limit = 0, None
        with self._database.read() as connection:
            rows = (row for row in connection.execute(query) if has_words(row.text, words))
            last = None if limit is None else offset + limit
            return tuple(note_of(row, workspace) for row in islice(rows, offset, last))

    def count_notes(self, where: NoteFilter, *, workspace: str) -> int:
        """How many notes the filter lets through."""
        with self._database.read() as connection:
            if not where.words:
                counted = matching(where, workspace, func.count(notes.c.note_id))
                return int(connection.scalar(counted) or 0)
            words = [word.casefold() for word in where.words]
            texts = connection.scalars(matching(where, workspace, notes.c.text))
            return sum(has_words(text, words) for text in texts)

    def list_tags(self, *, workspace: str) -> tuple[str, ...]:
        """Every tag in use, in alphabetical order."""
        query = matching(NoteFilter(), workspace, notes.c.tags).distinct()
        with self._database.read() as connection:
            found = {tag for kept in connection.scalars(query) for tag in tags_of(kept)}
        return tuple(sorted(found))

    def edit_note(self, note_id: str, note: NewNote, *, workspace: str) -> EngagementNote:
        """Replace a note's text, day, tags and engagement; `NotFoundError` where there is none.

        Afterwards no file of the store holds the earlier text.
        """
        kept = checked_note(note)
        with self._database.write() as connection:
            if not existing(connection, [note_id], workspace):
                raise _no_note()
            moment = begin_change(connection, workspace, self._clock)
            known = ids_of_engagements(connection, [kept.engagement], moment)
            [revision] = take_revisions(connection, 1)
            connection.execute(
                update(notes)
                .where(notes.c.note_id == note_id)
                .values(
                    engagement_id=known[folded(kept.engagement)][0],
                    updated_at=moment.now,
                    revision=revision,
                    **content_of(kept),
                )
            )
        self._database.purge()
        return self.get_note(note_id, workspace=workspace)

    def delete_notes(self, note_ids: Sequence[str], *, workspace: str) -> int:
        """Delete notes for good: afterwards no file of the store holds their bytes."""
        with self._database.write() as connection:
            gone = existing(connection, note_ids, workspace)
            if gone:
                bury(connection, gone, find_workspace(connection, workspace))
        if gone:
            self._database.purge()
        return len(gone)

    def delete_workspace(self, *, workspace: str) -> None:
        """Delete every engagement and note of a workspace for good; its name stays.

        The index has to be told whose notes are gone.
        """
        with self._database.write() as connection:
            number = find_workspace(connection, workspace)
            ids = select(notes.c.note_id).where(notes.c.workspace_id == number)
            bury(connection, connection.scalars(ids).all(), number)
            connection.execute(delete(engagements).where(engagements.c.workspace_id == number))
        self._database.purge()

    def revision(self) -> int:
        """The number of the latest change of any note; 0 where there was none."""
        with self._database.read() as connection:
            return int(connection.scalar(select(store.c.revision)) or 0)

    def changes(self, after: int, *, limit: int) -> tuple[NoteChange, ...]:
        """The last change of each note that changed after a revision, oldest first."""
        with self._database.read() as connection:
            return changes_after(connection, after, limit)


def _new_notes(
    kept: Sequence[NewNote], known: dict[str, tuple[str, str]], moment: Moment
) -> tuple[EngagementNote, ...]:
    """The notes as they will be read back, each a moment later than the one before."""
    made = []
    for number, note in enumerate(kept):
        engagement_id, name = known[folded(note.engagement)]
        made.append(
            EngagementNote(
                note_id=uuid4().hex,
                workspace=moment.workspace,
                engagement_id=engagement_id,
                engagement=name,
                happened_on=note.happened_on,
                text=note.text,
                tags=note.tags,
                created_at=moment.now + number * TICK,
                updated_at=moment.now + number * TICK,
            )
        )
    return tuple(made)


def _refuse_taken(connection: Connection, name: str, workspace: str) -> None:
    taken = select(engagements.c.name).where(
        engagements.c.workspace_id == id_of_workspace(workspace),
        engagements.c.folded == folded(name),
    )
    if (other := connection.scalar(taken)) is not None:
        raise InputError(f"There is an engagement {other!r} already; choose another name.")


def _no_note() -> NotFoundError:
    return NotFoundError("There is no such note; list your notes and choose one of them.")
