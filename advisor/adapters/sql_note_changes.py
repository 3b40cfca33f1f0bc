"""Owns the steps that every change of notes is made of, inside one transaction of its caller."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import merge
from itertools import islice
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, insert, literal, select, update

from advisor.adapters.sql_note_rows import (
    chunks,
    content_of,
    facts_of,
    id_of_workspace,
    new_engagement,
)
from advisor.adapters.sql_tables import deleted_notes, engagements, notes, store, workspaces
from advisor.domain.notes import Engagement, EngagementNote, NoteChange
from advisor.engagements.checked import checked_workspace, folded
from advisor.errors import NotFoundError

TICK = timedelta(microseconds=1)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NAMED = 10


@dataclass(frozen=True, slots=True)
class Moment:
    """A workspace being written to, and the time of the change."""

    workspace: str
    workspace_id: int
    now: datetime


def begin_change(
    connection: Connection, workspace: str, clock: Callable[[], datetime], *, count: int = 1
) -> Moment:
    """Make the workspace where it is new, and give out times for `count` changes.

    The first of them is `now`; each is later than every earlier change of the workspace, even if
    the clock was set back.
    """
    name = checked_workspace(workspace)
    row = connection.execute(select(workspaces).where(workspaces.c.name == name)).one_or_none()
    if row is None:
        number = select(func.coalesce(func.max(workspaces.c.workspace_id), 0) + 1)
        workspace_id, latest = connection.execute(number).scalar_one(), _NEVER
        connection.execute(
            insert(workspaces).values(workspace_id=workspace_id, name=name, latest_at=latest)
        )
    else:
        workspace_id, latest = row.workspace_id, row.latest_at
    now = max(clock().astimezone(UTC), latest + TICK)
    connection.execute(
        update(workspaces)
        .where(workspaces.c.workspace_id == workspace_id)
        .values(latest_at=now + (count - 1) * TICK)
    )
    return Moment(name, workspace_id, now)


def find_workspace(connection: Connection, workspace: str) -> int:
    """The number of a workspace; 0 where nothing was ever kept in it."""
    return connection.scalar(select(id_of_workspace(workspace))) or 0


def take_revisions(connection: Connection, count: int) -> range:
    """The next revisions of the store; nobody else gets any before this transaction ends."""
    query = update(store).values(revision=store.c.revision + count).returning(store.c.revision)
    last = connection.execute(query).scalar_one()
    return range(last - count + 1, last + 1)


def find_engagement(connection: Connection, name: str, workspace: str) -> Row[Any]:
    """The row of an engagement; `NotFoundError` names those that there are."""
    ours = engagements.c.workspace_id == id_of_workspace(workspace)
    query = select(engagements).where(ours, engagements.c.folded == folded(name))
    if (row := connection.execute(query).one_or_none()) is not None:
        return row
    names = select(engagements.c.name).where(ours).order_by(engagements.c.folded).limit(_NAMED)
    there = ", ".join(connection.scalars(names)) or "none yet"
    raise NotFoundError(f"There is no engagement of this name. There are: {there}.")


def ids_of_engagements(
    connection: Connection, names: Iterable[str], moment: Moment
) -> dict[str, tuple[str, str]]:
    """The id and the name of each engagement by its folded name; those that are new are made."""
    query = select(engagements.c.folded, engagements.c.engagement_id, engagements.c.name)
    rows = connection.execute(query.where(engagements.c.workspace_id == moment.workspace_id))
    known = {row.folded: (row.engagement_id, row.name) for row in rows}
    for name in names:
        if folded(name) not in known:
            made = new_engagement(name, moment.workspace, moment.now)
            keep_engagement(connection, made, moment)
            known[folded(name)] = made.engagement_id, made.name
    return known


def keep_engagement(connection: Connection, engagement: Engagement, moment: Moment) -> None:
    """Write a new engagement."""
    connection.execute(
        insert(engagements).values(
            engagement_id=engagement.engagement_id,
            workspace_id=moment.workspace_id,
            created_at=engagement.created_at,
            **facts_of(engagement),
        )
    )


def keep_notes(connection: Connection, made: Sequence[EngagementNote], moment: Moment) -> None:
    """Write new notes."""
    revisions = take_revisions(connection, len(made))
    rows = [
        {
            "note_id": note.note_id,
            "workspace_id": moment.workspace_id,
            "engagement_id": note.engagement_id,
            "created_at": note.created_at,
            "updated_at": note.updated_at,
            "revision": revision,
            **content_of(note),
        }
        for note, revision in zip(made, revisions, strict=True)
    ]
    connection.execute(insert(notes), rows)


def existing(connection: Connection, note_ids: Sequence[str], workspace: str) -> list[str]:
    """Those of the ids that are notes of the workspace."""
    ours = select(notes.c.note_id).where(notes.c.workspace_id == id_of_workspace(workspace))
    return [
        one
        for some in chunks(note_ids)
        for one in connection.scalars(ours.where(notes.c.note_id.in_(some)))
    ]


def bury(connection: Connection, note_ids: Sequence[str], workspace_id: int) -> None:
    """Delete notes, and keep of each only that it was deleted."""
    if not note_ids:
        return
    revisions = take_revisions(connection, len(note_ids))
    connection.execute(
        insert(deleted_notes),
        [
            {"note_id": note_id, "workspace_id": workspace_id, "revision": revision}
            for note_id, revision in zip(note_ids, revisions, strict=True)
        ],
    )
    for some in chunks(note_ids):
        connection.execute(delete(notes).where(notes.c.note_id.in_(some)))


def changes_after(connection: Connection, after: int, limit: int) -> tuple[NoteChange, ...]:
    """The last change of each note that changed after a revision, oldest first."""
    found = [
        _changes(connection, table, after, limit, deleted=table is deleted_notes)
        for table in (notes, deleted_notes)
    ]
    return tuple(islice(merge(*found, key=attrgetter("revision")), limit))


def _changes(
    connection: Connection, table: Table, after: int, limit: int, *, deleted: bool
) -> Iterator[NoteChange]:
    query = (
        select(table.c.revision, workspaces.c.name, table.c.note_id, literal(deleted))
        .join_from(table, workspaces, table.c.workspace_id == workspaces.c.workspace_id)
        .where(table.c.revision > after)
        .order_by(table.c.revision)
        .limit(limit)
    )
    for revision, workspace, note_id, gone in connection.execute(query).all():
        yield NoteChange(
            revision=revision, workspace=workspace, note_id=note_id, deleted=bool(gone)
        )
