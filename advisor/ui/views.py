"""What the handlers need and what they give: the advisor's part, views and downloads."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from advisor.domain import Advice, Step, Turn
from advisor.domain.own_guidance import Added, OwnDocument
from advisor.domain.reference import Reference, Template
from advisor.domain.review import BriefReview, Finding
from advisor.ports import ModelConsent, Records
from advisor.ui.notes_views import NotesAdvisor
from advisor.ui.review_views import ReviewingAdvisor
from advisor.ui.verify_handlers import VerifyingAdvisor


class OwnGuidance(Protocol):
    """The documents that a firm adds to the guidance."""

    def add(self, name: str, data: bytes, *, workspace: str) -> Added:
        """Read, keep and index a file; `AdvisorError` says why it cannot be used."""

    def list(self, *, workspace: str) -> tuple[OwnDocument, ...]:
        """The kept documents."""

    def remove(self, document_id: str, *, workspace: str) -> None:
        """Forget a document; `NotFoundError` where there is none."""


class AskingAdvisor(NotesAdvisor, ReviewingAdvisor, VerifyingAdvisor, Protocol):
    """The part of the façade that the page uses."""

    @property
    def conversations(self) -> Records:
        """Where conversations are kept."""

    @property
    def reference(self) -> Reference:
        """Templates, terms, trades and what else is read beside the guidance."""

    @property
    def model_consent(self) -> ModelConsent | None:
        """The consent that a remote model needs; None where there is none."""

    @property
    def own_guidance(self) -> OwnGuidance:
        """The firm's own documents."""

    def ask_steps(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        workspace: str = "default",
        engagement: str | None = None,
        read_as: str | None = None,
    ) -> Iterator[Step | Advice]:
        """Progress, and at last the advice."""

    def example_questions(self) -> tuple[str, ...]:
        """Questions that show what can be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exports:
    """How files are made.

    The second argument of a template's file is the Markdown to render, `None` the blank form; that
    of a reviewed brief is what of its findings was accepted.
    """

    advice_docx: Callable[[Advice], bytes]
    template_markdown: Callable[[Template, str | None], str]
    template_docx: Callable[[Template, str | None], bytes]
    template_xlsx: Callable[[Template, str | None], bytes]
    reviewed_docx: Callable[[BriefReview, Sequence[Finding]], bytes]
    report_docx: Callable[[BriefReview], bytes]
    report_html: Callable[[BriefReview], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What changes on the page; `None` leaves a part as it is.

    `conversation_id` is the open conversation, `editing` the exchange that the next question
    replaces, `pending` the running question to put back when it is stopped, `box` the text in
    the question box. The others are HTML.
    """

    conversation_id: str | None = None
    editing: str | None = None
    pending: str | None = None
    box: str | None = None
    busy: bool | None = None
    conversation: str | None = None
    sources: str | None = None
    sidebar: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One page of the library as HTML.

    `section` is the entry of the library's menu that it belongs to; `target` is the id of the
    element to bring into view, or empty; `count` says how much a search found, or is empty.
    """

    title: str
    html: str
    section: str = ""
    target: str = ""
    count: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChange:
    """The list of own documents after a change, and what the change did in words."""

    html: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file made in memory, base64-encoded for the browser to save."""

    name: str
    mime: str
    content: str
