"""A brief and its review: what was read, what it handles, what it forgot, and the proof of each."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from advisor.domain.advice import RunTrace
from advisor.domain.library import Trade

TopicStatus = Literal[
    "handled", "partly", "missing", "contradicted", "not_applicable", "not_in_this_text"
]
CheckLevel = Literal["met", "half", "missing"]
EvidenceLevel = Literal["good", "half", "against"]
Risk = Literal["high", "medium", "low"]
BriefKind = Literal["job_post", "email", "request", "statement_of_work", "terms_of_reference"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that a good brief says about a topic.

    `counts` and `counts_not` say in a sentence what is evidence and what only looks like it;
    `looked_for` completes "looked for ..."; `risk` is by trade, with `default`; `weight` is what a
    met check adds to its topic; `why` says what goes wrong without it; `insertion` is text for the
    brief with `[placeholders]`; `ask` is the question to put to the vendor.

    `says` are regular expressions of usable provisions, `hints` of gestures; neither counts in a
    clause that matches one of `unless`.
    """

    check_id: str
    topic_id: str
    question: str
    counts: str
    counts_not: str
    looked_for: str
    why: str
    risk: Mapping[str, Risk]
    weight: float
    point_ids: tuple[str, ...]
    insertion: str
    ask: str
    says: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a brief: its heading (empty before the first) and where its body stands.

    `page` counts from 1 and is 0 where the format has no pages; `level` counts from 1.
    """

    heading: str
    level: int
    start: int
    end: int
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A project brief as read: every offset of a review counts the characters of `text`."""

    title: str
    text: str
    sections: tuple[Section, ...]
    kind: BriefKind
    trade: Trade | None = None
    notice: str = ""

    @property
    def words(self) -> int:
        """How many words were read."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A clause of the brief that bears on a check: `quote` is `text[start:end]`, exactly."""

    quote: str
    start: int
    end: int
    check_id: str
    level: EvidenceLevel

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "check": self.check_id,
            "level": self.level,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReview:
    """What the brief says to one check."""

    check: Check
    level: CheckLevel
    evidence: tuple[Evidence, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "id": self.check.check_id,
            "question": self.check.question,
            "level": self.level,
            "points": list(self.check.point_ids),
            "evidence": [one.to_dict() for one in self.evidence],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicReview:
    """The verdict on one of the ten topics.

    `reason` says in a sentence why, and for a missing topic what was looked for and where;
    `evidence` proves a handled, partly handled or contradicted one, the most telling first.
    """

    topic_id: str
    number: int
    title: str
    status: TopicStatus
    applicable: bool
    reason: str
    evidence: tuple[Evidence, ...]
    checks: tuple[CheckReview, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys; `id` is the topic's number, 1 to 10."""
        return {
            "id": self.number,
            "topic": self.topic_id,
            "title": self.title,
            "status": self.status,
            "applicable": self.applicable,
            "reason": self.reason,
            "evidence": [one.to_dict() for one in self.evidence],
            "checks": [one.to_dict() for one in self.checks],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A gap worth mending, or a clause that pushes the wrong way.

    `why` says why it matters for this brief, `write` is the text to insert, with `[placeholders]`,
    `insert_at` the offset where it belongs, `ask` the question to the vendor.
    """

    finding_id: str
    topic_id: str
    title: str
    risk: Risk
    why: str
    write: str
    insert_at: int
    ask: str
    point_ids: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "id": self.finding_id,
            "topic": self.topic_id,
            "title": self.title,
            "risk": self.risk,
            "why": self.why,
            "write": self.write,
            "insert_at": self.insert_at,
            "ask": self.ask,
            "points": list(self.point_ids),
            "evidence": [one.to_dict() for one in self.evidence],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Some of the brief's own words: `quote` is `text[start:end]`, exactly."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LintFinding:
    """Something wrong with the text itself, found by rule.

    `code` names the rule (`two-closing-dates`), `places` are the words that it is about, at least
    one; `fix` says what to do.
    """

    code: str
    message: str
    fix: str
    places: tuple[Place, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "code": self.code,
            "message": self.message,
            "fix": self.fix,
            "places": [asdict(place) for place in self.places],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """Something that the brief asks for and must not: said first, with the lawful way."""

    code: str
    message: str
    lawful_way: str
    places: tuple[Place, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "code": self.code,
            "message": self.message,
            "lawful_way": self.lawful_way,
            "places": [asdict(place) for place in self.places],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How ready the brief is, 0 to 100; `terms` are the lines of its arithmetic."""

    value: int
    terms: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {"value": self.value, "terms": list(self.terms)}


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefReview:
    """The review of one brief: topics in order, the riskiest findings first."""

    brief: Brief
    topics: tuple[TopicReview, ...]
    findings: tuple[Finding, ...]
    score: Score
    lint: tuple[LintFinding, ...]
    harm: tuple[Harm, ...]
    trace: RunTrace

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys (README, "Python")."""
        return {
            "title": self.brief.title,
            "kind": self.brief.kind,
            "trade": self.brief.trade,
            "words": self.brief.words,
            "notice": self.brief.notice,
            "topics": [topic.to_dict() for topic in self.topics],
            "findings": [finding.to_dict() for finding in self.findings],
            "score": self.score.to_dict(),
            "lint": [finding.to_dict() for finding in self.lint],
            "harm": [harm.to_dict() for harm in self.harm],
            "trace": asdict(self.trace),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseReading:
    """What the clause model makes of one clause; all values are probabilities.

    `some` says by check whether the clause bears on it at all, `good` whether it is a usable
    provision for it, `against` by topic whether the clause pushes the wrong way.
    """

    some: Mapping[str, float]
    good: Mapping[str, float]
    against: Mapping[str, float]
