"""What the Review view needs of the advisor, what it keeps of a visit, and what it gives back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from advisor.domain import Library, Step
from advisor.domain.library import Trade
from advisor.domain.review import Brief, BriefReview, Finding


class ReviewingAdvisor(Protocol):
    """The part of the façade that reads and reviews briefs."""

    @property
    def library(self) -> Library:
        """The guidance, with the trades."""

    def read_brief(self, name: str, data: bytes, *, trade: Trade | None = None) -> Brief:
        """The brief in a file; `InputError` where it is none."""

    def review_steps(
        self, text: str | Brief, *, title: str = "", trade: Trade | None = None
    ) -> Iterator[Step | BriefReview]:
        """Progress, and at last the review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewState:
    """What one visit holds: the review that is shown, and the one before its changes.

    `accepted` are the findings whose text turned the brief of `before` into that of `review`,
    with their placeholders filled as far as the user did.
    """

    review: BriefReview | None = None
    before: BriefReview | None = None
    accepted: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """What changes in the view, as HTML; `None` leaves a part as it is.

    `said` is the progress or an error, `result` the review, `changed` the new text, `file` a file
    for the browser to save.
    """

    state: ReviewState | None = None
    said: str | None = None
    result: str | None = None
    changed: str | None = None
    file: str | None = None
