"""The seams: what the library needs from models, indexes and storage, and nothing more."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, Protocol

from advisor.domain import (
    Advice,
    Claim,
    ClaimVerdict,
    Conversation,
    Exchange,
    IndexEntry,
    Neighbour,
    Passage,
    Relevance,
    Turn,
)
from advisor.domain.own_guidance import Added, OwnDocument, ReadDocument

Vector = Sequence[float]
ReadDocumentFile = Callable[[str, bytes], ReadDocument]
"""Reads a file, given its name and its bytes."""
Progress = Callable[[int, int], None]
"""Called with (done, total) while long work goes on."""


class ChatModel(Protocol):
    """A language model that writes text piece by piece."""

    name: str

    def stream(self, system: str, turns: Sequence[Turn]) -> Iterator[str]:
        """Yield the reply as it is written."""


class Embedder(Protocol):
    """Text to unit vectors; the method names are those of LangChain's `Embeddings`."""

    @property
    def fingerprint(self) -> str:
        """Names model, dimension and normalisation; equal fingerprints give equal vectors."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One unit vector per text."""

    def embed_query(self, text: str) -> list[float]:
        """One unit vector."""


class RelevanceModel(Protocol):
    """Says which points a question needs, and whether it is in scope."""

    def score(self, question: str) -> Relevance:
        """Scores by point, topic and limit."""


class PassageIndex(Protocol):
    """A disposable vector index over `IndexEntry` values."""

    @property
    def fingerprint(self) -> str:
        """What the index was built from; an index of another fingerprint is never queried."""

    def ensure(
        self, entries: Sequence[IndexEntry], fingerprint: str, progress: Progress | None = None
    ) -> str:
        """Make the index hold exactly `entries`; return what was repaired, or an empty text."""

    def nearest(self, vector: Vector, count: int) -> Sequence[Neighbour]:
        """The entries nearest to a vector, most similar first."""


class Records(Protocol):
    """The user's data; every method names the workspace that it may touch."""

    def create_conversation(self, title: str, *, workspace: str) -> Conversation:
        """Start an empty conversation."""

    def list_conversations(self, *, workspace: str) -> tuple[Conversation, ...]:
        """All conversations without their exchanges, latest first."""

    def get_conversation(self, conversation_id: str, *, workspace: str) -> Conversation:
        """One conversation with its exchanges; `NotFoundError` where there is none."""

    def rename_conversation(self, conversation_id: str, title: str, *, workspace: str) -> None:
        """Give a conversation another title."""

    def delete_conversation(self, conversation_id: str, *, workspace: str) -> None:
        """Delete a conversation for good: rows and free pages."""

    def add_exchange(self, conversation_id: str, advice: Advice, *, workspace: str) -> Exchange:
        """Append an answered question."""

    def delete_exchanges_from(
        self, conversation_id: str, exchange_id: str, *, workspace: str
    ) -> None:
        """Delete an exchange and all later ones (retry and edit)."""

    def save_feedback(
        self, exchange_id: str, rating: Literal["up", "down"], reason: str, *, workspace: str
    ) -> None:
        """Keep the user's opinion of an answer; a later one replaces it."""

    def close(self) -> None:
        """Give back connections; nothing is lost."""


class OwnGuidanceStore(Protocol):
    """The documents that a firm added; every method names the workspace that it may touch."""

    def add_document(self, document: ReadDocument, *, workspace: str) -> Added:
        """Keep a document: the same bytes are one document, the same name has one version."""

    def list_documents(self, *, workspace: str) -> tuple[OwnDocument, ...]:
        """All documents, the latest first."""

    def get_document(self, document_id: str, *, workspace: str) -> OwnDocument:
        """One document; `NotFoundError` where there is none."""

    def document_passages(self, document_id: str, *, workspace: str) -> tuple[Passage, ...]:
        """The passages of one document in order; `NotFoundError` where there is none."""

    def all_passages(self, *, workspace: str) -> tuple[Passage, ...]:
        """The passages of every document, in one order that changes with the documents only."""

    def fingerprint(self, *, workspace: str) -> str:
        """Changes with any document and with nothing else; empty where there is none."""

    def remove_document(self, document_id: str, *, workspace: str) -> None:
        """Delete a document for good: rows and free pages."""

    def close(self) -> None:
        """Give back connections; nothing is lost."""


class SupportChecker(Protocol):
    """Says whether passages support a claim."""

    def check(self, claim: Claim, passages: Sequence[Passage]) -> ClaimVerdict:
        """The claim's verdict; a checker that cannot tell says `unscored`."""
