"""Owns how notes and engagements lie in their tables: which rows to read, and what they mean."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Row, ScalarSelect, Select, select

from advisor.adapters.sql_tables import engagements, notes, workspaces
from advisor.domain.notes import Engagement, EngagementNote, NewNote, NoteFilter, Target
from advisor.engagements.checked import checked_workspace, clean_tag, folded

CHUNK = 500  # Ids in one statement; SQLite and PostgreSQL have limits of their own.
_ID = re.compile("[0-9a-f]{32}")


def id_of_workspace(workspace: str) -> ScalarSelect[int]:
    """The number of a workspace, as a part of a query; no row has it where there is none."""
    name = checked_workspace(workspace)
    return select(workspaces.c.workspace_id).where(workspaces.c.name == name).scalar_subquery()


def id_of_engagement(name: str, workspace: str) -> ScalarSelect[str]:
    """The id of an engagement, as a part of a query."""
    return (
        select(engagements.c.engagement_id)
        .where(
            engagements.c.workspace_id == id_of_workspace(workspace),
            engagements.c.folded == folded(name),
        )
        .scalar_subquery()
    )


def matching(where: NoteFilter, workspace: str, *columns: Any) -> Select[Any]:
    """The notes that the filter lets through, apart from its words, which `has_words` looks for.

    An engagement belongs to one workspace, so that its notes need no second look.
    """
    query = select(*columns)
    if where.engagement is None:
        query = query.where(notes.c.workspace_id == id_of_workspace(workspace))
    else:
        query = query.where(notes.c.engagement_id == id_of_engagement(where.engagement, workspace))
    for tag in where.tags:
        query = query.where(notes.c.tags.contains(f"\n{clean_tag(tag)}\n", autoescape=True))
    if where.since is not None:
        query = query.where(notes.c.happened_on >= where.since)
    if where.until is not None:
        query = query.where(notes.c.happened_on <= where.until)
    return query


def whole_notes(query: Select[Any]) -> Select[Any]:
    """All columns of the notes of a query, and the names of their engagements."""
    return query.add_columns(notes, engagements.c.name.label("engagement")).join_from(
        notes, engagements, notes.c.engagement_id == engagements.c.engagement_id
    )


def latest_first(query: Select[Any]) -> Select[Any]:
    """By day, then by the time of saving."""
    return query.order_by(
        notes.c.happened_on.desc(), notes.c.created_at.desc(), notes.c.note_id.asc()
    )


def has_words(text: str, words: Sequence[str]) -> bool:
    """Whether every word (already folded) occurs, whatever the case.

    Done here, because databases fold the letters of few languages, each in its own way.
    """
    folded_text = text.casefold()
    return all(word in folded_text for word in words)


def chunks(note_ids: Iterable[str]) -> Iterator[list[str]]:
    """Different ids, in order, as many as one statement may hold; what is no id is left out."""
    usable = [one for one in dict.fromkeys(note_ids) if _ID.fullmatch(one)]
    for start in range(0, len(usable), CHUNK):
        yield usable[start : start + CHUNK]


def note_of(row: Row[Any], workspace: str) -> EngagementNote:
    """A note from its row."""
    return EngagementNote(
        note_id=row.note_id,
        workspace=workspace,
        engagement_id=row.engagement_id,
        engagement=row.engagement,
        happened_on=row.happened_on,
        text=row.text,
        tags=tags_of(row.tags),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def content_of(note: NewNote | EngagementNote) -> dict[str, Any]:
    """The columns of a note that its user wrote, the engagement apart."""
    tags = "".join(f"\n{tag}" for tag in note.tags)
    return {
        "happened_on": note.happened_on,
        "tags": f"{tags}\n" if tags else "",
        "text": note.text,
    }


def tags_of(kept: str) -> tuple[str, ...]:
    """Tags from their column."""
    return tuple(kept.strip("\n").split("\n")) if kept else ()


def engagement_of(row: Row[Any], workspace: str) -> Engagement:
    """An engagement from its row."""
    return Engagement(
        engagement_id=row.engagement_id,
        workspace=workspace,
        name=row.name,
        vendor=row.vendor,
        trade=row.trade,
        status=row.status,
        started_on=row.started_on,
        targets=tuple(Target.from_dict(one) for one in row.targets),
        created_at=row.created_at,
    )


def facts_of(engagement: Engagement) -> dict[str, Any]:
    """The columns of an engagement that its user wrote."""
    return {
        "name": engagement.name,
        "folded": folded(engagement.name),
        "vendor": engagement.vendor,
        "trade": engagement.trade,
        "status": engagement.status,
        "started_on": engagement.started_on,
        "targets": [target.to_dict() for target in engagement.targets],
    }


def new_engagement(name: str, workspace: str, now: datetime) -> Engagement:
    """What is known of an engagement that a note names for the first time."""
    return Engagement(
        engagement_id=uuid4().hex, workspace=workspace, name=name, vendor="", created_at=now
    )
