"""What the notes view needs of the advisor, and what its actions give back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from advisor.domain import Library
from advisor.domain.check_up import Agenda, CheckUp, Series, TimelineItem
from advisor.domain.library import Trade
from advisor.domain.notes import (
    Engagement,
    EngagementNote,
    EngagementStatus,
    ImportPreview,
    Target,
)
from advisor.errors import InputError


class Notebook(Protocol):
    """The notes; every call names its workspace, engagements are named by their names."""

    def add(
        self,
        text: str,
        *,
        engagement: str,
        happened_on: date | str | None = None,
        tags: Sequence[str] = (),
        workspace: str = "default",
    ) -> EngagementNote:
        """Save a note; `InputError` where it cannot be kept."""

    def list(
        self,
        *,
        engagement: str | None = None,
        tags: Sequence[str] = (),
        words: str = "",
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
        offset: int = 0,
        workspace: str = "default",
    ) -> tuple[EngagementNote, ...]:
        """The notes that fit, the latest day first."""

    def count(
        self,
        *,
        engagement: str | None = None,
        tags: Sequence[str] = (),
        words: str = "",
        since: date | None = None,
        until: date | None = None,
        workspace: str = "default",
    ) -> int:
        """How many notes fit."""

    def get(self, note_id: str, *, workspace: str = "default") -> EngagementNote:
        """One note; `NotFoundError` where there is none."""

    def edit(
        self,
        note_id: str,
        *,
        text: str | None = None,
        happened_on: date | str | None = None,
        tags: Sequence[str] | None = None,
        engagement: str | None = None,
        workspace: str = "default",
    ) -> EngagementNote:
        """Change what is given of a note."""

    def delete(self, note_ids: str | Sequence[str], *, workspace: str = "default") -> int:
        """Delete notes for good; how many there were."""

    def tags(self, *, workspace: str = "default") -> tuple[str, ...]:
        """Every tag in use."""

    def preview(
        self,
        data: str | bytes,
        *,
        name: str = "",
        format: str = "auto",  # noqa: A002  # the word that the library's users write
        engagement: str | None = None,
        happened_on: date | str | None = None,
        workspace: str = "default",
    ) -> ImportPreview:
        """What an import would add; nothing is saved."""

    def import_(
        self,
        data: str | bytes | ImportPreview,
        *,
        skip_errors: bool = False,
        workspace: str = "default",
    ) -> tuple[EngagementNote, ...]:
        """Save the notes of an import, all or none."""

    def export(
        self,
        *,
        format: str = "json",  # noqa: A002  # the word that the library's users write
        engagement: str | None = None,
        workspace: str = "default",
    ) -> str:
        """Everything as `json`, `csv` or `markdown`."""


class Engagements(Protocol):
    """The engagements; every call names its workspace."""

    def add(
        self,
        name: str,
        *,
        vendor: str = "",
        trade: Trade | None = None,
        status: EngagementStatus = "active",
        started_on: date | str | None = None,
        targets: Sequence[Target | str] = (),
        workspace: str = "default",
    ) -> Engagement:
        """Keep a new engagement; `InputError` where the name is taken."""

    def list(self, *, workspace: str = "default") -> tuple[Engagement, ...]:
        """All engagements by name."""

    def edit(
        self,
        name: str,
        *,
        new_name: str | None = None,
        vendor: str | None = None,
        trade: Trade | None = None,
        status: EngagementStatus | None = None,
        started_on: date | str | None = None,
        targets: Sequence[Target | str] | None = None,
        workspace: str = "default",
    ) -> Engagement:
        """Change what is given of an engagement."""

    def delete(self, name: str, *, workspace: str = "default") -> None:
        """Delete an engagement with its notes for good."""


class NotesAdvisor(Protocol):
    """The part of the façade that reads and keeps notes."""

    @property
    def library(self) -> Library:
        """The guidance."""

    @property
    def notes(self) -> Notebook:
        """The notes."""

    @property
    def engagements(self) -> Engagements:
        """The engagements."""

    def timeline(self, engagement: str, *, workspace: str = "default") -> tuple[TimelineItem, ...]:
        """What happened, oldest first."""

    def measures(self, engagement: str, *, workspace: str = "default") -> tuple[Series, ...]:
        """The agreed measures over time."""

    def check_up(
        self, engagement: str, *, workspace: str = "default", as_of: date | None = None
    ) -> CheckUp:
        """The notes held against the warning signs."""

    def agenda(
        self,
        engagement: str,
        *,
        workspace: str = "default",
        as_of: date | None = None,
        minutes: int = 30,
    ) -> Agenda:
        """What to raise in the next call."""

    def calendar(
        self, engagement: str, *, workspace: str = "default", as_of: date | None = None
    ) -> str:
        """The review dates as the text of an .ics file."""


MakeChart = Callable[..., str]
"""Draws a `Series` as HTML."""


class FormError(InputError):
    """What is wrong with a form, by the name of the field."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an action changes on the page.

    `said` is announced, `route` is where the page goes next, `html` replaces what is inside the
    element with the id `place`, or is added to it where it is to be `appended`.
    """

    said: str = ""
    route: str = ""
    html: str = ""
    place: str = ""
    appended: bool = False
    count: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An engagement to choose in the chat."""

    engagement_id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The engagements to choose from in the chat."""

    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """An import before it is confirmed: shown as HTML, and what the browser hands back.

    `rows` are the notes and `engagements` those to be made or completed, both JSON-ready.
    """

    html: str
    format: str
    rows: tuple[dict[str, Any], ...]
    engagements: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How many notes one step of an import saved."""

    saved: int
