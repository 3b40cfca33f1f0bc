"""Keeps conversations in an SQL database: one SQLite file by default, a server by URL."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, cast
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from advisor.adapters.sql_database import SqlStore
from advisor.adapters.sql_tables import conversations, exchanges, feedback
from advisor.domain import Advice, Conversation, Exchange, Feedback, clean_text, clean_title
from advisor.errors import DataFolderError, InputError, NotFoundError

_TICK = timedelta(microseconds=1)


class SqlRecords(SqlStore):
    """`ports.Records` over SQL."""

    def create_conversation(self, title: str, *, workspace: str) -> Conversation:
        """Start an empty conversation; `InputError` where the title is empty."""
        title = _usable_title(title)
        with self._database.write() as connection:
            now = self._next_time(connection, workspace)
            conversation = Conversation(
                conversation_id=uuid4().hex,
                workspace=workspace,
                title=title,
                created_at=now,
                updated_at=now,
            )
            connection.execute(
                insert(conversations).values(
                    conversation_id=conversation.conversation_id,
                    workspace=workspace,
                    title=title,
                    created_at=now,
                    updated_at=now,
                )
            )
        return conversation

    def list_conversations(self, *, workspace: str) -> tuple[Conversation, ...]:
        """All conversations without their exchanges, latest change first."""
        query = (
            select(conversations)
            .where(conversations.c.workspace == workspace)
            .order_by(conversations.c.updated_at.desc())
        )
        with self._database.read() as connection:
            return tuple(Conversation(**row) for row in connection.execute(query).mappings())

    def get_conversation(self, conversation_id: str, *, workspace: str) -> Conversation:
        """One conversation with its exchanges; `NotFoundError` where there is none."""
        found = select(conversations).where(*_is_conversation(conversation_id, workspace))
        with self._database.read() as connection:
            row = connection.execute(found).mappings().one_or_none()
            if row is None:
                raise _no_conversation()
            exchanges = self._exchanges_of(connection, conversation_id)
        return Conversation(**row, exchanges=exchanges)

    def rename_conversation(self, conversation_id: str, title: str, *, workspace: str) -> None:
        """Give a conversation another title; `InputError` where it is empty."""
        title = _usable_title(title)
        with self._database.write() as connection:
            self._touch(connection, conversation_id, workspace, title=title)

    def delete_conversation(self, conversation_id: str, *, workspace: str) -> None:
        """Delete a conversation for good: afterwards no file of the store holds its bytes."""
        query = delete(conversations).where(*_is_conversation(conversation_id, workspace))
        with self._database.write() as connection:
            if connection.execute(query).rowcount == 0:
                raise _no_conversation()
        self._database.purge()

    def add_exchange(self, conversation_id: str, advice: Advice, *, workspace: str) -> Exchange:
        """Append an answered question."""
        content = advice.to_dict()
        last = select(func.max(exchanges.c.position)).where(
            exchanges.c.conversation_id == conversation_id
        )
        with self._database.write() as connection:
            now = self._touch(connection, conversation_id, workspace)
            exchange = Exchange(
                exchange_id=uuid4().hex, advice=Advice.from_dict(content), created_at=now
            )
            connection.execute(
                insert(exchanges).values(
                    exchange_id=exchange.exchange_id,
                    conversation_id=conversation_id,
                    position=(connection.scalar(last) or 0) + 1,
                    created_at=now,
                    advice=content,
                )
            )
        return exchange

    def delete_exchanges_from(
        self, conversation_id: str, exchange_id: str, *, workspace: str
    ) -> None:
        """Delete an exchange and all later ones of its conversation for good."""
        with self._database.write() as connection:
            self._touch(connection, conversation_id, workspace)
            first = connection.scalar(
                select(exchanges.c.position).where(
                    exchanges.c.exchange_id == exchange_id,
                    exchanges.c.conversation_id == conversation_id,
                )
            )
            if first is None:
                raise _no_exchange()
            connection.execute(
                delete(exchanges).where(
                    exchanges.c.conversation_id == conversation_id,
                    exchanges.c.position >= first,
                )
            )
        self._database.purge()

    def forget_passages(self, passage_ids: Collection[str], *, workspace: str) -> int:
        """Drop what answers quote of deleted passages for good; returns how many changed."""
        gone = frozenset(passage_ids)
        owned = (
            select(exchanges.c.exchange_id, exchanges.c.advice)
            .join(conversations)
            .where(conversations.c.workspace == workspace)
        )
        with self._database.write() as connection:
            quoting = [row for row in connection.execute(owned) if _holds(row.advice, gone)]
            for row in quoting:
                left = Advice.from_dict(row.advice).without(gone).to_dict()
                connection.execute(
                    update(exchanges)
                    .where(exchanges.c.exchange_id == row.exchange_id)
                    .values(advice=left)
                )
        if quoting:
            self._database.purge()
        return len(quoting)

    def save_feedback(
        self, exchange_id: str, rating: Literal["up", "down"], reason: str, *, workspace: str
    ) -> None:
        """Keep the user's opinion of an answer; a later one replaces it."""
        owner = (
            select(exchanges.c.conversation_id)
            .join(conversations)
            .where(exchanges.c.exchange_id == exchange_id, conversations.c.workspace == workspace)
        )
        with self._database.write() as connection:
            conversation_id = connection.scalar(owner)
            if conversation_id is None:
                raise _no_exchange()
            now = self._touch(connection, conversation_id, workspace)
            connection.execute(delete(feedback).where(feedback.c.exchange_id == exchange_id))
            connection.execute(
                insert(feedback).values(
                    exchange_id=exchange_id,
                    rating=rating,
                    reason=clean_text(reason),
                    created_at=now,
                )
            )

    def _next_time(self, connection: Connection, workspace: str) -> datetime:
        """Now, and later than every change of the workspace even if the clock was set back."""
        latest = connection.scalar(
            select(func.max(conversations.c.updated_at)).where(
                conversations.c.workspace == workspace
            )
        )
        now = self._clock().astimezone(UTC)
        return now if latest is None else max(now, cast(datetime, latest) + _TICK)

    def _touch(
        self, connection: Connection, conversation_id: str, workspace: str, **changes: str
    ) -> datetime:
        """Apply changes to a conversation and move its `updated_at`, which is returned."""
        now = self._next_time(connection, workspace)
        changed = connection.execute(
            update(conversations)
            .where(*_is_conversation(conversation_id, workspace))
            .values(updated_at=now, **changes)
        )
        if changed.rowcount == 0:
            raise _no_conversation()
        return now

    def _exchanges_of(self, connection: Connection, conversation_id: str) -> tuple[Exchange, ...]:
        query = (
            select(
                exchanges,
                feedback.c.rating,
                feedback.c.reason,
                feedback.c.created_at.label("rated_at"),
            )
            .outerjoin(feedback)
            .where(exchanges.c.conversation_id == conversation_id)
            .order_by(exchanges.c.position)
        )
        return tuple(_exchange_of(row) for row in connection.execute(query))


def _is_conversation(conversation_id: str, workspace: str) -> tuple[ColumnElement[bool], ...]:
    return (
        conversations.c.conversation_id == conversation_id,
        conversations.c.workspace == workspace,
    )


def _holds(advice: dict[str, Any], passage_ids: Collection[str]) -> bool:
    return any(hit["passage_id"] in passage_ids for hit in advice["evidence"])


def _exchange_of(row: Row[Any]) -> Exchange:
    """An exchange from its row, with the feedback where there is some."""
    try:
        advice = Advice.from_dict(row.advice)
    except (KeyError, TypeError) as error:
        raise DataFolderError(
            "A saved answer was written by another version of the advisor. Use that version, or "
            "delete the conversation."
        ) from error
    opinion = None
    if row.rating is not None:
        opinion = Feedback(rating=row.rating, reason=row.reason, created_at=row.rated_at)
    return Exchange(
        exchange_id=row.exchange_id, advice=advice, created_at=row.created_at, feedback=opinion
    )


def _usable_title(title: str) -> str:
    """The cleaned title; `InputError` where nothing is left of it."""
    if not (cleaned := clean_title(title)):
        raise InputError("The title is empty; give the conversation a name.")
    return cleaned


def _no_conversation() -> NotFoundError:
    return NotFoundError("There is no such conversation; open another one or start a new one.")


def _no_exchange() -> NotFoundError:
    return NotFoundError("There is no such answer; open the conversation again.")
