"""Evidence: where a text comes from, the text itself, and how it was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

SourceKind = Literal["guidance", "note", "own_guidance"]
How = Literal["dense", "lexical", "relevance"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRef:
    """The document a passage belongs to; `kind` keeps the voices apart."""

    source_id: str
    title: str
    section: str
    kind: SourceKind = "guidance"
    url: str = ""
    published: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text that can be cited; `passage_id` is permanent."""

    passage_id: str
    text: str
    source: SourceRef
    point_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found for a question.

    `score` is a calibrated probability (0 to 1) that a good answer needs the passage;
    `how` names the signals that speak for it, strongest first.
    """

    passage: Passage
    score: float
    how: tuple[How, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A verbatim quote: `passage.text[start:end] == quote`, offsets in characters."""

    passage_id: str
    quote: str
    start: int
    end: int
    point_ids: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "passage_id": self.passage_id,
            "point_ids": list(self.point_ids),
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Citation":
        """Read back what `to_dict` wrote."""
        return cls(
            passage_id=data["passage_id"],
            point_ids=tuple(data["point_ids"]),
            quote=data["quote"],
            start=data["start"],
            end=data["end"],
        )


def hit_to_dict(hit: Hit) -> dict[str, Any]:
    """JSON-ready form of one piece of evidence."""
    passage, source = hit.passage, hit.passage.source
    return {
        "passage_id": passage.passage_id,
        "point_ids": list(passage.point_ids),
        "score": round(hit.score, 4),
        "how": list(hit.how),
        "text": passage.text,
        "source": {
            "source_id": source.source_id,
            "title": source.title,
            "section": source.section,
            "kind": source.kind,
            "url": source.url,
            "published": source.published,
            "licence": source.licence,
        },
    }


def hit_from_dict(data: Mapping[str, Any]) -> Hit:
    """Read back what `hit_to_dict` wrote."""
    passage = Passage(
        passage_id=data["passage_id"],
        point_ids=tuple(data["point_ids"]),
        text=data["text"],
        source=SourceRef(**data["source"]),
    )
    return Hit(passage=passage, score=data["score"], how=tuple(data["how"]))


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An index entry near a query; `similarity` is the cosine, -1 to 1."""

    entry_id: str
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """What the relevance model says of a question.

    `points` and `topics` are log-probabilities by id; `limits` are probabilities by the id of
    what is declined, with `in_scope` for none of them.
    """

    points: Mapping[str, float]
    topics: Mapping[str, float]
    limits: Mapping[str, float]
