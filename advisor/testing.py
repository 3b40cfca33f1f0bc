"""Stand-ins for models and storage, for tests and for trying things out."""

import json
import math
import zlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import RLock
from typing import Literal
from uuid import uuid4

from advisor.domain import (
    Advice,
    Conversation,
    Exchange,
    Feedback,
    IndexEntry,
    Neighbour,
    Passage,
    clean_text,
    clean_title,
)
from advisor.domain.own_guidance import Added, OwnDocument, ReadDocument, own_document_id
from advisor.errors import IndexUnavailableError, InputError, NotFoundError
from advisor.grounding.passages import passages_of
from advisor.ports import Embedder, Progress, Vector
from advisor.testing_notes import MemoryNoteIndex as MemoryNoteIndex  # noqa: PLC0414  # offered
from advisor.testing_notes import MemoryNotes as MemoryNotes  # noqa: PLC0414  # here, too

OTHER_INDEX = "The index was made from other knowledge or another embedding model."


class MemoryRecords:
    """`ports.Records` in memory: the behaviour of the SQL store, forgotten with the process.

    Answers pass through JSON as they do in a database. `clock` gives aware times.
    """

    def __init__(self, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._clock = clock
        self._lock = RLock()
        self._conversations: dict[str, Conversation] = {}

    def create_conversation(self, title: str, *, workspace: str) -> Conversation:
        """Start an empty conversation; `InputError` where the title is empty."""
        with self._lock:
            now = self._next_time(workspace)
            conversation = Conversation(
                conversation_id=uuid4().hex,
                workspace=workspace,
                title=_usable_title(title),
                created_at=now,
                updated_at=now,
            )
            self._conversations[conversation.conversation_id] = conversation
            return conversation

    def list_conversations(self, *, workspace: str) -> tuple[Conversation, ...]:
        """All conversations without their exchanges, latest change first."""
        with self._lock:
            latest = sorted(self._of(workspace), key=lambda one: one.updated_at, reverse=True)
            return tuple(replace(one, exchanges=()) for one in latest)

    def get_conversation(self, conversation_id: str, *, workspace: str) -> Conversation:
        """One conversation with its exchanges; `NotFoundError` where there is none."""
        with self._lock:
            conversation = self._conversations.get(conversation_id)
            if conversation is None or conversation.workspace != workspace:
                raise NotFoundError("There is no such conversation; open or start another one.")
            return conversation

    def rename_conversation(self, conversation_id: str, title: str, *, workspace: str) -> None:
        """Give a conversation another title; `InputError` where it is empty."""
        title = _usable_title(title)
        with self._lock:
            conversation = self.get_conversation(conversation_id, workspace=workspace)
            self._keep(replace(conversation, title=title), self._next_time(workspace))

    def delete_conversation(self, conversation_id: str, *, workspace: str) -> None:
        """Forget a conversation."""
        with self._lock:
            self.get_conversation(conversation_id, workspace=workspace)
            del self._conversations[conversation_id]

    def add_exchange(self, conversation_id: str, advice: Advice, *, workspace: str) -> Exchange:
        """Append an answered question."""
        stored = Advice.from_dict(json.loads(json.dumps(advice.to_dict())))
        with self._lock:
            conversation = self.get_conversation(conversation_id, workspace=workspace)
            now = self._next_time(workspace)
            exchange = Exchange(exchange_id=uuid4().hex, advice=stored, created_at=now)
            self._keep(replace(conversation, exchanges=(*conversation.exchanges, exchange)), now)
            return exchange

    def delete_exchanges_from(
        self, conversation_id: str, exchange_id: str, *, workspace: str
    ) -> None:
        """Forget an exchange and all later ones of its conversation."""
        with self._lock:
            conversation = self.get_conversation(conversation_id, workspace=workspace)
            ids = [exchange.exchange_id for exchange in conversation.exchanges]
            if exchange_id not in ids:
                raise NotFoundError("There is no such answer; open the conversation again.")
            earlier = conversation.exchanges[: ids.index(exchange_id)]
            self._keep(replace(conversation, exchanges=earlier), self._next_time(workspace))

    def forget_passages(self, passage_ids: Collection[str], *, workspace: str) -> int:
        """Drop what answers quote of deleted passages; returns how many changed."""
        changed = 0
        with self._lock:
            for conversation in self._of(workspace):
                exchanges = tuple(
                    replace(one, advice=one.advice.without(passage_ids))
                    for one in conversation.exchanges
                )
                pairs = zip(exchanges, conversation.exchanges, strict=True)
                changed += sum(new.advice != old.advice for new, old in pairs)
                self._conversations[conversation.conversation_id] = replace(
                    conversation, exchanges=exchanges
                )
        return changed

    def save_feedback(
        self, exchange_id: str, rating: Literal["up", "down"], reason: str, *, workspace: str
    ) -> None:
        """Keep the user's opinion of an answer; a later one replaces it."""
        with self._lock:
            for conversation in self._of(workspace):
                if exchange_id in [one.exchange_id for one in conversation.exchanges]:
                    break
            else:
                raise NotFoundError("There is no such answer; open the conversation again.")
            now = self._next_time(workspace)
            opinion = Feedback(rating=rating, reason=clean_text(reason), created_at=now)
            exchanges = tuple(
                replace(one, feedback=opinion) if one.exchange_id == exchange_id else one
                for one in conversation.exchanges
            )
            self._keep(replace(conversation, exchanges=exchanges), now)

    def close(self) -> None:
        """Nothing to give back."""

    def _of(self, workspace: str) -> list[Conversation]:
        return [one for one in self._conversations.values() if one.workspace == workspace]

    def _keep(self, conversation: Conversation, now: datetime) -> None:
        changed = replace(conversation, updated_at=now)
        self._conversations[conversation.conversation_id] = changed

    def _next_time(self, workspace: str) -> datetime:
        """Now, and later than every change of the workspace even if the clock was set back."""
        latest = [one.updated_at + timedelta(microseconds=1) for one in self._of(workspace)]
        return max([self._clock().astimezone(UTC), *latest])


def _usable_title(title: str) -> str:
    """The cleaned title; `InputError` where nothing is left of it."""
    if not (cleaned := clean_title(title)):
        raise InputError("The title is empty; give the conversation a name.")
    return cleaned


class MemoryOwnGuidance:
    """`ports.OwnGuidanceStore` in memory: the behaviour of the SQL store."""

    def __init__(self, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._clock = clock
        self._lock = RLock()
        self._kept: dict[str, dict[str, tuple[OwnDocument, tuple[Passage, ...]]]] = {}

    def add_document(self, document: ReadDocument, *, workspace: str) -> Added:
        """Keep a document: the same bytes are one document, the same name has one version."""
        document_id = own_document_id(workspace, document.digest)
        with self._lock:
            kept = self._kept.setdefault(workspace, {})
            old = [
                key
                for key, (one, _) in kept.items()
                if one.name == document.name and key != document_id
            ]
            for key in old:
                del kept[key]
            if document_id in kept:
                return Added(document=kept[document_id][0], outcome="unchanged")
            latest = [one.added_at + timedelta(microseconds=1) for one, _ in kept.values()]
            now = max([self._clock().astimezone(UTC), *latest])
            passages = tuple(
                replace(one, source=replace(one.source, published=now.date().isoformat()))
                for one in passages_of(document, document_id=document_id)
            )
            made = OwnDocument(
                document_id=document_id,
                name=document.name,
                title=document.title,
                digest=document.digest,
                added_at=now,
                passages=len(passages),
                words=sum(len(passage.text.split()) for passage in passages),
            )
            kept[document_id] = made, passages
            return Added(document=made, outcome="replaced" if old else "added")

    def list_documents(self, *, workspace: str) -> tuple[OwnDocument, ...]:
        """All documents, the latest first."""
        with self._lock:
            documents = [document for document, _ in self._kept.get(workspace, {}).values()]
        return tuple(sorted(documents, key=lambda one: one.added_at, reverse=True))

    def get_document(self, document_id: str, *, workspace: str) -> OwnDocument:
        """One document; `NotFoundError` where there is none."""
        return self._one(document_id, workspace)[0]

    def document_passages(self, document_id: str, *, workspace: str) -> tuple[Passage, ...]:
        """The passages of one document in order; `NotFoundError` where there is none."""
        return self._one(document_id, workspace)[1]

    def all_passages(self, *, workspace: str) -> tuple[Passage, ...]:
        """The passages of every document, ordered by document."""
        with self._lock:
            kept = sorted(self._kept.get(workspace, {}).items())
        return tuple(passage for _, (_, passages) in kept for passage in passages)

    def fingerprint(self, *, workspace: str) -> str:
        """Changes with any document and with nothing else; empty where there is none."""
        with self._lock:
            return " ".join(sorted(self._kept.get(workspace, {})))

    def remove_document(self, document_id: str, *, workspace: str) -> None:
        """Forget a document."""
        with self._lock:
            self._one(document_id, workspace)
            del self._kept[workspace][document_id]

    def close(self) -> None:
        """Nothing to give back."""

    def _one(self, document_id: str, workspace: str) -> tuple[OwnDocument, tuple[Passage, ...]]:
        with self._lock:
            found = self._kept.get(workspace, {}).get(document_id)
        if found is None:
            raise NotFoundError("There is no such document; list your documents first.")
        return found


class HashedWordEmbedder:
    """`ports.Embedder` by the hashing trick: texts that share words are near each other."""

    dimension = 64
    fingerprint = "hashed-words:64:l2"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One unit vector per text."""
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """One unit vector; a text without words gets a fixed one."""
        counts = [1e-6] * self.dimension
        for word in text.lower().split():
            counts[zlib.crc32(word.encode()) % self.dimension] += 1.0
        length = math.sqrt(sum(count * count for count in counts))
        return [count / length for count in counts]


class WordIndex:
    """`ports.PassageIndex` in memory, exact."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: dict[str, list[float]] = {}
        self.fingerprint = ""

    def ensure(
        self, entries: Sequence[IndexEntry], fingerprint: str, progress: Progress | None = None
    ) -> str:
        """Hold exactly `entries`."""
        if fingerprint == self.fingerprint:
            return ""
        fault = "The index was missing." if not self.fingerprint else OTHER_INDEX
        texts = [entry.text for entry in entries]
        vectors = self._embedder.embed_documents(texts)
        self._vectors = dict(zip([entry.entry_id for entry in entries], vectors, strict=True))
        self.fingerprint = fingerprint
        if progress:
            progress(len(entries), len(entries))
        return f"{fault} It was built again."

    def nearest(self, vector: Vector, count: int) -> list[Neighbour]:
        """The entries nearest to a unit vector, most similar first."""
        if not self.fingerprint:
            raise IndexUnavailableError("The index is not open. Run `advisor index`.")
        found = [
            Neighbour(entry_id, sum(a * b for a, b in zip(vector, other, strict=True)))
            for entry_id, other in self._vectors.items()
        ]
        return sorted(found, key=lambda neighbour: -neighbour.similarity)[:count]
