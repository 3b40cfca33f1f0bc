"""Reviews briefs from files and pasted text: no index, no notes, nothing is written."""

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.domain import Library, Step, Trade
from advisor.domain.own_guidance import ReadDocument
from advisor.domain.review import Brief, BriefReview
from advisor.ports import ReadDocumentFile
from advisor.review.reading import brief_of
from advisor.review.reviewer import Reviewer


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDesk:
    """Reads a brief and reviews it with the clause model alone."""

    library: Library
    reviewer: Reviewer
    read_file: ReadDocumentFile

    def read_brief(self, name: str, data: bytes, *, trade: Trade | None = None) -> Brief:
        """The brief in a file, by the end of its name; `InputError` where it is none."""
        return self._brief(self.read_file(name, data), trade=trade)

    def paste(self, text: str, *, title: str = "", trade: Trade | None = None) -> Brief:
        """The brief in a text; `InputError` where it is none."""
        return self._brief(text, title=title, trade=trade)

    def review(self, brief: Brief) -> BriefReview:
        """The review that `review_steps` ends with."""
        return self.reviewer.review(brief)

    def review_steps(self, brief: Brief) -> Iterator[Step | BriefReview]:
        """Progress while a brief is read, and at last its review."""
        return self.reviewer.steps(brief)

    def _brief(
        self, read: ReadDocument | str, *, title: str = "", trade: Trade | None = None
    ) -> Brief:
        return brief_of(read, title=title, trade=trade, trades=tuple(self.library.trades.values()))
