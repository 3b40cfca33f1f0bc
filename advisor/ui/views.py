"""What the handlers need and what they give: the advisor's part, views and downloads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from advisor.domain import Advice, Step, Turn
from advisor.ports import Records


class AskingAdvisor(Protocol):
    """The part of the façade that the page uses."""

    @property
    def conversations(self) -> Records:
        """Where conversations are kept."""

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
class Download:
    """A file made in memory, base64-encoded for the browser to save."""

    name: str
    mime: str
    content: str
