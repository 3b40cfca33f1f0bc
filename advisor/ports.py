"""The seams: what the library needs from models, indexes and storage, and nothing more."""

from collections.abc import Callable, Collection, Iterator, Sequence
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
from advisor.domain.check_up import NoteSigns
from advisor.domain.model import RemoteModel, Usage
from advisor.domain.notes import Engagement, EngagementNote, NewNote, NoteChange, NoteFilter
from advisor.domain.own_guidance import Added, OwnDocument, ReadDocument
from advisor.domain.review import ClauseReading

Vector = Sequence[float]
ReadDocumentFile = Callable[[str, bytes], ReadDocument]
"""Reads a file, given its name and its bytes."""
Progress = Callable[[int, int], None]
"""Called with (done, total) while long work goes on."""


class Reply(Protocol):
    """What a model writes, piece by piece; `usage` is complete once the pieces are."""

    usage: Usage

    def __iter__(self) -> Iterator[str]:
        """The pieces of text in order; `ModelError` where the model fails, also midway."""

    def close(self) -> None:
        """End the request: the connection to the model is closed, and nothing more is paid for."""


class ChatModel(Protocol):
    """A language model that writes text piece by piece."""

    @property
    def name(self) -> str:
        """What the model is called in traces, such as `openai:gpt-5-mini`."""

    @property
    def is_remote(self) -> bool:
        """Whether what is sent leaves this machine."""

    def stream(self, system: str, turns: Sequence[Turn], *, spent: Usage | None = None) -> Reply:
        """Start a reply to the last turn; raises `ModelError`.

        `spent` is what earlier replies for the same answer used: it counts towards its cap.
        """


class ModelConsent(Protocol):
    """Whether anything may be sent to a remote model."""

    def waiting(self) -> RemoteModel | None:
        """The model that the owner has not agreed to yet, None where all is agreed."""

    def agree(self) -> None:
        """Agree to it; `DataFolderError` where that cannot be kept."""


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


class SignModel(Protocol):
    """Says which topics' warning signs a note holds."""

    def read(self, texts: Sequence[str]) -> Sequence[NoteSigns]:
        """The probabilities for each text."""


class ClauseModel(Protocol):
    """Says which checks of a review a clause of a brief bears on, and how well."""

    def read(self, clauses: Sequence[str]) -> Sequence[ClauseReading]:
        """The probabilities for each clause; a heading may stand before it, parted by `: `."""


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

    def forget_passages(self, passage_ids: Collection[str], *, workspace: str) -> int:
        """Drop what answers quote of deleted passages; returns how many answers changed."""

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


class NoteRecords(Protocol):
    """Engagements and notes; every method that sees content names the workspace that it may touch.

    Names of engagements are compared without regard to case and outer or repeated spaces.
    """

    def add_engagement(self, engagement: Engagement, *, workspace: str) -> Engagement:
        """Keep a new engagement; its id, workspace and time are given here.

        `InputError` where the name is empty, too long or taken.
        """

    def list_engagements(self, *, workspace: str) -> tuple[Engagement, ...]:
        """All engagements by name."""

    def get_engagement(self, name: str, *, workspace: str) -> Engagement:
        """One engagement; `NotFoundError` names those that there are."""

    def edit_engagement(self, name: str, engagement: Engagement, *, workspace: str) -> Engagement:
        """Replace what is kept of an engagement, its name too; id and creation time stay."""

    def delete_engagement(self, name: str, *, workspace: str) -> None:
        """Delete an engagement with its notes for good: rows and free pages."""

    def add_notes(self, notes: Sequence[NewNote], *, workspace: str) -> tuple[EngagementNote, ...]:
        """Save notes, all or none, with the engagements that they name.

        `InputError` where one cannot be kept. When this returns they are on disk.
        """

    def get_note(self, note_id: str, *, workspace: str) -> EngagementNote:
        """One note; `NotFoundError` where there is none."""

    def get_notes(self, note_ids: Sequence[str], *, workspace: str) -> tuple[EngagementNote, ...]:
        """Those of the notes that exist, in the order asked for."""

    def list_notes(
        self, where: NoteFilter, *, workspace: str, limit: int | None = None, offset: int = 0
    ) -> tuple[EngagementNote, ...]:
        """The notes that the filter lets through, the latest day first."""

    def count_notes(self, where: NoteFilter, *, workspace: str) -> int:
        """How many notes the filter lets through."""

    def list_tags(self, *, workspace: str) -> tuple[str, ...]:
        """Every tag in use, in alphabetical order."""

    def edit_note(self, note_id: str, note: NewNote, *, workspace: str) -> EngagementNote:
        """Replace a note's text, day, tags and engagement; `NotFoundError` where there is none."""

    def delete_notes(self, note_ids: Sequence[str], *, workspace: str) -> int:
        """Delete notes for good, rows and free pages; returns how many there were."""

    def delete_workspace(self, *, workspace: str) -> None:
        """Delete every engagement and note of a workspace for good."""

    def store_id(self) -> str:
        """Names these records: others, and those of a restored back-up, have another."""

    def revision(self) -> int:
        """The number of the latest change of any note; 0 where there was none."""

    def changes(self, after: int, *, limit: int) -> tuple[NoteChange, ...]:
        """The last change of each note that changed after a revision, oldest first."""

    def close(self) -> None:
        """Give back connections; nothing is lost."""


class NoteIndex(Protocol):
    """A disposable vector index over the notes; it follows the records and is never asked first."""

    def catch_up(self, progress: Progress | None = None) -> str:
        """Apply every change of the records that is not in the index yet.

        Returns what was repaired, or an empty text. Raises `IndexUnavailableError` where another
        process holds the index.
        """

    def nearest(
        self, vector: Vector, count: int, *, workspace: str, engagement_id: str | None = None
    ) -> Sequence[Neighbour]:
        """The notes of a workspace nearest to a vector, most similar first, after catching up."""

    def compact(self) -> None:
        """Remove what is left of deleted notes from the files of the index."""

    def close(self) -> None:
        """Let go of the files."""


class SupportChecker(Protocol):
    """Says whether passages support a claim."""

    def check(self, claim: Claim, passages: Sequence[Passage]) -> ClaimVerdict:
        """The claim's verdict; a checker that cannot tell says `unscored`."""
