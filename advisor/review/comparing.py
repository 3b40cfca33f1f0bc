"""Compares two reviews topic by topic: what was won, and that nothing handled got lost."""

from dataclasses import asdict, dataclass
from typing import Any

from advisor.domain.review import BriefReview, TopicReview, TopicStatus

_RANK: dict[TopicStatus, int] = {
    "contradicted": 0, "missing": 1, "not_in_this_text": 1, "partly": 2, "handled": 3,
    "not_applicable": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One topic before and after; `won` and `lost` are the questions of checks that changed."""

    topic_id: str
    number: int
    title: str
    before: TopicStatus
    after: TopicStatus
    won: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def worse(self) -> bool:
        """Whether the topic stands worse than before."""
        return _RANK[self.after] < _RANK[self.before]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two reviews side by side, in the order of the topics."""

    rows: tuple[Row, ...]
    score_before: int
    score_after: int

    @property
    def lost(self) -> bool:
        """Whether any topic stands worse than before."""
        return any(row.worse for row in self.rows)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "rows": [asdict(row) | {"worse": row.worse} for row in self.rows],
            "score_before": self.score_before,
            "score_after": self.score_after,
            "lost": self.lost,
        }


def compare(before: BriefReview, after: BriefReview) -> Comparison:
    """What changed between two reviews with the same checks."""
    pairs = zip(before.topics, after.topics, strict=True)
    return Comparison(
        rows=tuple(_row(*pair) for pair in pairs),
        score_before=before.score.value,
        score_after=after.score.value,
    )


def _row(before: TopicReview, after: TopicReview) -> Row:
    old, new = _met(before), _met(after)
    return Row(
        topic_id=before.topic_id,
        number=before.number,
        title=before.title,
        before=before.status,
        after=after.status,
        won=tuple(question for question in new if question not in old),
        lost=tuple(question for question in old if question not in new),
    )


def _met(review: TopicReview) -> list[str]:
    return [one.check.question for one in review.checks if one.level == "met"]
