"""Keeps a firm's own documents, cut into passages, in the SQL database of the user's data."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import (
    Connection,
    Row,
    Select,
    delete,
    func,
    insert,
    select,
)

from advisor.adapters.sql_database import SqlStore
from advisor.adapters.sql_tables import own_documents, own_passages
from advisor.domain import Passage, SourceRef
from advisor.domain.own_guidance import (
    Added,
    OwnDocument,
    ReadDocument,
    own_document_id,
    own_passage_id,
)
from advisor.errors import NotFoundError
from advisor.grounding.passages import passages_of

_TICK = timedelta(microseconds=1)


class SqlOwnGuidance(SqlStore):
    """`ports.OwnGuidanceStore` over SQL."""

    def add_document(self, document: ReadDocument, *, workspace: str) -> Added:
        """Keep a document; earlier text of the same name is gone from every file of the store."""
        with self._database.write() as connection:
            same = _documents(workspace).where(own_documents.c.digest == document.digest)
            there = connection.execute(same).one_or_none()
            replaced = _delete(
                connection,
                workspace,
                own_documents.c.name == document.name,
                own_documents.c.digest != document.digest,
            )
            if there is None:
                self._insert(connection, document, workspace)
                there = connection.execute(same).one()
                outcome = "replaced" if replaced else "added"
            else:
                outcome = "unchanged"
        if replaced:
            self._database.purge()
        return Added(document=_document_of(there), outcome=outcome)  # type: ignore[arg-type]  # one of three

    def list_documents(self, *, workspace: str) -> tuple[OwnDocument, ...]:
        """All documents, the latest first."""
        query = _documents(workspace).order_by(own_documents.c.added_at.desc())
        with self._database.read() as connection:
            return tuple(_document_of(row) for row in connection.execute(query))

    def get_document(self, document_id: str, *, workspace: str) -> OwnDocument:
        """One document; `NotFoundError` where there is none."""
        query = _documents(workspace).where(own_documents.c.document_id == document_id)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise _no_document()
        return _document_of(row)

    def document_passages(self, document_id: str, *, workspace: str) -> tuple[Passage, ...]:
        """The passages of one document in order; `NotFoundError` where there is none."""
        query = _passages(workspace).where(own_documents.c.document_id == document_id)
        with self._database.read() as connection:
            found = tuple(_passage_of(row) for row in connection.execute(query))
        if not found:
            raise _no_document()
        return found

    def all_passages(self, *, workspace: str) -> tuple[Passage, ...]:
        """The passages of every document, in one order that changes with the documents only."""
        with self._database.read() as connection:
            return tuple(_passage_of(row) for row in connection.execute(_passages(workspace)))

    def fingerprint(self, *, workspace: str) -> str:
        """Changes with any document and with nothing else; empty where there is none."""
        query = (
            select(own_documents.c.document_id, own_documents.c.title)
            .where(own_documents.c.workspace == workspace)
            .order_by(own_documents.c.document_id)
        )
        with self._database.read() as connection:
            documents = [tuple(row) for row in connection.execute(query)]
        return hashlib.sha256(repr(documents).encode()).hexdigest()[:16] if documents else ""

    def remove_document(self, document_id: str, *, workspace: str) -> None:
        """Delete a document for good: afterwards no file of the store holds its bytes."""
        with self._database.write() as connection:
            if not _delete(connection, workspace, own_documents.c.document_id == document_id):
                raise _no_document()
        self._database.purge()

    def _insert(self, connection: Connection, document: ReadDocument, workspace: str) -> None:
        document_id = own_document_id(workspace, document.digest)
        passages = passages_of(document, document_id=document_id)
        connection.execute(
            insert(own_documents).values(
                document_id=document_id,
                workspace=workspace,
                name=document.name,
                title=document.title,
                digest=document.digest,
                added_at=self._next_time(connection, workspace),
                words=sum(len(passage.text.split()) for passage in passages),
            )
        )
        rows = [
            {
                "document_id": document_id,
                "number": number,
                "section": passage.source.section,
                "text": passage.text,
            }
            for number, passage in enumerate(passages, 1)
        ]
        connection.execute(insert(own_passages), rows)

    def _next_time(self, connection: Connection, workspace: str) -> datetime:
        """Now, and later than every document of the workspace even if the clock was set back."""
        query = select(func.max(own_documents.c.added_at)).where(
            own_documents.c.workspace == workspace
        )
        latest = connection.scalar(query)
        now = self._clock().astimezone(UTC)
        return now if latest is None else max(now, cast(datetime, latest) + _TICK)


def _documents(workspace: str) -> Select[Any]:
    count = (
        select(func.count())
        .select_from(own_passages)
        .where(own_passages.c.document_id == own_documents.c.document_id)
        .scalar_subquery()
    )
    return select(own_documents, count.label("passages")).where(
        own_documents.c.workspace == workspace
    )


def _passages(workspace: str) -> Select[Any]:
    return (
        select(own_passages, own_documents.c.title, own_documents.c.added_at)
        .join(own_documents)
        .where(own_documents.c.workspace == workspace)
        .order_by(own_passages.c.document_id, own_passages.c.number)
    )


def _delete(connection: Connection, workspace: str, *conditions: Any) -> int:
    """Delete documents with their passages; how many there were."""
    query = delete(own_documents).where(own_documents.c.workspace == workspace, *conditions)
    return connection.execute(query).rowcount


def _document_of(row: Row[Any]) -> OwnDocument:
    return OwnDocument(
        document_id=row.document_id,
        name=row.name,
        title=row.title,
        digest=row.digest,
        added_at=row.added_at,
        passages=row.passages,
        words=row.words,
    )


def _passage_of(row: Row[Any]) -> Passage:
    return Passage(
        passage_id=own_passage_id(row.document_id, row.number),
        text=row.text,
        source=SourceRef(
            source_id=row.document_id,
            title=row.title,
            section=row.section,
            kind="own_guidance",
            published=row.added_at.date().isoformat(),
        ),
    )


def _no_document() -> NotFoundError:
    return NotFoundError("There is no such document; list your documents and choose one of them.")
