"""Engagements and the dated notes about them, as they are kept, changed and moved in and out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args

from advisor.domain.evidence import Passage, SourceRef
from advisor.domain.library import Trade

EngagementStatus = Literal["planned", "active", "paused", "ended"]
Direction = Literal["at_most", "at_least"]
STATUSES: tuple[EngagementStatus, ...] = get_args(EngagementStatus)
MAX_NOTE_CHARS = 20_000
MAX_NAME_CHARS = 80
MAX_TAGS, MAX_TAG_CHARS = 20, 40
_NOTE = "note:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An agreed level of a measure.

    `value` is in `unit`: `min` for every duration, `%`, an ISO currency code, `/5` for a score out
    of five, or a plural noun such as `errors`; empty for a bare number. `per` is the period that
    it is counted over (`week`), or empty. `text` is how the user wrote it.
    """

    measure: str
    direction: Direction
    value: float
    unit: str = ""
    per: str = ""
    text: str = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "measure": self.measure,
            "direction": self.direction,
            "value": self.value,
            "unit": self.unit,
            "per": self.per,
            "text": self.text,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Target":
        """Read back what `to_dict` wrote."""
        return cls(**{key: data[key] for key in cls.__dataclass_fields__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """Work handed to one vendor; `name` is unique in its workspace, whatever the case.

    `vendor` is the company or person, `name` what the user calls the engagement (often the same).
    """

    engagement_id: str
    workspace: str
    name: str
    vendor: str
    created_at: datetime
    trade: Trade | None = None
    status: EngagementStatus = "active"
    started_on: date | None = None
    targets: tuple[Target, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "engagement_id": self.engagement_id,
            "name": self.name,
            "vendor": self.vendor,
            "trade": self.trade,
            "status": self.status,
            "started_on": self.started_on.isoformat() if self.started_on else None,
            "targets": [target.to_dict() for target in self.targets],
            "created_at": self.created_at.isoformat(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementNote:
    """One dated note; `engagement` is the engagement's name, `text` exactly what was saved."""

    note_id: str
    workspace: str
    engagement_id: str
    engagement: str
    happened_on: date
    text: str
    tags: tuple[str, ...]
    created_at: datetime
    updated_at: datetime

    @property
    def passage(self) -> Passage:
        """The note as something that can be cited."""
        source = SourceRef(
            source_id=self.engagement_id,
            title=self.engagement,
            section="",
            kind="note",
            published=self.happened_on.isoformat(),
        )
        return Passage(passage_id=note_passage_id(self.note_id), text=self.text, source=source)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "note_id": self.note_id,
            "engagement": self.engagement,
            "happened_on": self.happened_on.isoformat(),
            "text": self.text,
            "tags": list(self.tags),
            "created_at": self.created_at.isoformat(),
            "updated_at": self.updated_at.isoformat(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNote:
    """A note that is not saved yet; an engagement that does not exist is made when it is saved."""

    text: str
    engagement: str
    happened_on: date
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFilter:
    """Which notes to list; everything that is given must hold.

    `engagement` is a name, `words` must all occur in the text, `since` and `until` are inclusive.
    """

    engagement: str | None = None
    tags: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteHit:
    """A note found by a search; `score` is 0 to 1, `how` names the signals, strongest first."""

    note: EngagementNote
    score: float
    how: tuple[Literal["dense", "lexical"], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearSentence:
    """A sentence near to a question, `note.text[start:end]`; `score` grows with nearness."""

    note: EngagementNote
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteChange:
    """That a note was saved, changed or deleted; says nothing of its content.

    `revision` grows with every change of the store and is unique.
    """

    revision: int
    workspace: str
    note_id: str
    deleted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """Why one row of an import cannot be used; `line` counts from 1 in the pasted text or file."""

    line: int
    message: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What an import would add. `format` is what the text was read as; nothing is saved yet.

    `duplicates` are notes that the workspace has already, word for word on the same day, or that
    stand twice in the import; they are not in `notes`. `engagements` are those that the import
    would make or complete, with their targets.
    """

    format: Literal["csv", "markdown", "json", "email", "chat", "text"]
    notes: tuple[NewNote, ...]
    errors: tuple[RowError, ...] = ()
    duplicates: tuple[NewNote, ...] = ()
    engagements: tuple[Engagement, ...] = ()


def note_passage_id(note_id: str) -> str:
    """The id under which a note is cited."""
    return f"{_NOTE}{note_id}"


def note_id_of(passage_id: str) -> str:
    """The note behind a citation; empty where it is none."""
    return passage_id.removeprefix(_NOTE) if passage_id.startswith(_NOTE) else ""
