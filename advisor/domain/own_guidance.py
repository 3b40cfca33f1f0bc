"""A firm's own guidance: documents that it added, as they were read and as they are kept."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

AddOutcome = Literal["added", "unchanged", "replaced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, list item or table row; `heading` is the path of headings above it.

    `page` counts from 1 and is 0 where the format has no pages.
    """

    text: str
    heading: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """What was read from a file: `digest` is the SHA-256 of its bytes."""

    name: str
    title: str
    digest: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDocument:
    """A document that a workspace keeps; `passages` and `words` count what can be cited."""

    document_id: str
    name: str
    title: str
    digest: str
    added_at: datetime
    passages: int
    words: int

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "document_id": self.document_id,
            "name": self.name,
            "title": self.title,
            "added_at": self.added_at.isoformat(),
            "passages": self.passages,
            "words": self.words,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding did.

    `unchanged`: the same bytes were there already, perhaps under another name; `replaced`: another
    version of the same name gave way.
    """

    document: OwnDocument
    outcome: AddOutcome


def own_document_id(workspace: str, digest: str) -> str:
    """The permanent id of these bytes in this workspace; tells nothing about either."""
    return hashlib.sha256(f"{workspace}\0{digest}".encode()).hexdigest()[:16]


def own_passage_id(document_id: str, number: int) -> str:
    """The id of a passage; numbers begin at 1."""
    return f"own:{document_id}#{number}"
