"""Owns the tables of the SQL database, as the latest migration leaves them."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

KEY = String(32)


class UtcTime(TypeDecorator[datetime]):
    """Aware UTC times, also in databases that store none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: object,  # noqa: ARG002  # SQLAlchemy's signature
    ) -> datetime | None:
        """To the database: any aware time, as UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(
        self,
        value: datetime | None,
        dialect: object,  # noqa: ARG002  # SQLAlchemy's signature
    ) -> datetime | None:
        """From the database: an aware UTC time."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class JsonText(TypeDecorator[Any]):
    """JSON as plain text: PostgreSQL's own types refuse characters that a user may have typed."""

    impl = Text
    cache_ok = True

    def process_bind_param(
        self,
        value: Any,
        dialect: object,  # noqa: ARG002  # SQLAlchemy's signature
    ) -> str:
        """To the database: ASCII only."""
        return json.dumps(value)

    def process_result_value(
        self,
        value: str | None,
        dialect: object,  # noqa: ARG002  # SQLAlchemy's signature
    ) -> Any:
        """From the database."""
        return None if value is None else json.loads(value)


ANY_JSON = JSON().with_variant(JsonText(), "postgresql")

metadata = MetaData()
conversations = Table(
    "conversations",
    metadata,
    Column("conversation_id", KEY, primary_key=True),
    Column("workspace", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Index("conversations_latest", "workspace", "updated_at"),
)
exchanges = Table(
    "exchanges",
    metadata,
    Column("exchange_id", KEY, primary_key=True),
    Column(
        "conversation_id",
        ForeignKey(conversations.c.conversation_id, ondelete="CASCADE"),
        nullable=False,
    ),
    Column("position", Integer, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("advice", ANY_JSON, nullable=False),
    UniqueConstraint("conversation_id", "position", name="exchanges_in_order"),
)
feedback = Table(
    "feedback",
    metadata,
    Column(
        "exchange_id", ForeignKey(exchanges.c.exchange_id, ondelete="CASCADE"), primary_key=True
    ),
    Column("rating", String(4), nullable=False),
    Column("reason", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
)
own_documents = Table(
    "own_documents",
    metadata,
    Column("document_id", String(16), primary_key=True),
    Column("workspace", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("added_at", UtcTime, nullable=False),
    Column("words", Integer, nullable=False),
    Index("own_documents_latest", "workspace", "added_at"),
)
own_passages = Table(
    "own_passages",
    metadata,
    Column(
        "document_id",
        ForeignKey(own_documents.c.document_id, ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("section", Text, nullable=False),
    Column("text", Text, nullable=False),
)
workspaces = Table(
    "workspaces",
    metadata,
    Column("workspace_id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("latest_at", UtcTime, nullable=False),  # No later change of it is given this time.
    UniqueConstraint("name", name="workspaces_by_name"),
)
engagements = Table(
    "engagements",
    metadata,
    Column("engagement_id", KEY, primary_key=True),
    Column("workspace_id", ForeignKey(workspaces.c.workspace_id), nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("vendor", Text, nullable=False),
    Column("trade", String(40)),
    Column("status", String(20), nullable=False),
    Column("started_on", Date),
    Column("targets", ANY_JSON, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    UniqueConstraint("workspace_id", "folded", name="engagements_by_name"),
)
notes = Table(
    "notes",
    metadata,
    Column("note_id", KEY, primary_key=True),
    Column("workspace_id", ForeignKey(workspaces.c.workspace_id), nullable=False),
    Column(
        "engagement_id",
        ForeignKey(engagements.c.engagement_id, ondelete="CASCADE"),
        nullable=False,
    ),
    Column("happened_on", Date, nullable=False),
    Column("tags", Text, nullable=False),  # Each between line ends, to be found by its whole name.
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Index("notes_of_workspace", "workspace_id", "happened_on", "created_at"),
    Index("notes_of_engagement", "engagement_id", "happened_on", "created_at"),
    Index("notes_by_revision", "revision", unique=True),
)
deleted_notes = Table(
    "deleted_notes",
    metadata,
    Column("note_id", KEY, primary_key=True),
    Column("workspace_id", ForeignKey(workspaces.c.workspace_id), nullable=False),
    Column("revision", BigInteger, nullable=False),
    Index("deleted_notes_by_revision", "revision", unique=True),
)
store = Table(
    "store",
    metadata,
    Column("store_id", KEY, primary_key=True),
    Column("revision", BigInteger, nullable=False),
)
schema_version = Table(
    "schema_version", metadata, Column("version", Integer, primary_key=True, autoincrement=False)
)
