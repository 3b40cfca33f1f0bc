"""What notes say once they are read: quantities, events, measures over time, signals, agendas."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from advisor.domain.evidence import Citation
from advisor.domain.notes import Engagement, Target

EventKind = Literal["decision", "change", "missed_date", "payment", "measure", "problem", "solved"]
Trend = Literal["better", "worse", "steady", "unclear"]
Standing = Literal["met", "missed", "no_target"]
Severity = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value of a measure.

    `value` is in the unit of its series; `on` is the day that the value is about: the last day of
    the period where the note names one ("in January"), else the day of the note. `period` is that
    period in words, or empty. `citation` quotes the value with enough words to be understood.
    """

    value: float
    text: str
    on: date
    period: str
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One measure over time, oldest first.

    `trend` compares the last two readings in the sense of the target (lower is better for
    `at_most`); `standing` compares the last reading with the target. `target_citation` is the note
    that states the target, where no target was entered with the engagement.
    """

    measure: str
    unit: str
    readings: tuple[Reading, ...]
    target: Target | None
    trend: Trend
    standing: Standing
    target_citation: Citation | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "measure": self.measure,
            "unit": self.unit,
            "trend": self.trend,
            "standing": self.standing,
            "target": self.target.to_dict() if self.target else None,
            "readings": [
                {
                    "value": reading.value,
                    "text": reading.text,
                    "on": reading.on.isoformat(),
                    "period": reading.period,
                    "citation": reading.citation.to_dict(),
                }
                for reading in self.readings
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineItem:
    """One event of an engagement; `on` is when it happened, `citation` the words that say so."""

    kind: EventKind
    on: date
    citation: Citation

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "kind": self.kind,
            "on": self.on.isoformat(),
            "citation": self.citation.to_dict(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSigns:
    """What the signal model says of a text: probabilities by topic id.

    `signs`: it holds a warning sign of the topic; `solved`: it says that such a thing is over.
    """

    signs: Mapping[str, float]
    solved: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A warning sign that the notes contain.

    `rule_id` names the rule that fired, `why` says in a sentence what it looks for and found,
    `citations` quote every note that it rests on, the telling one first; `on` is the day of the
    latest of them. `against` is the sentence of guidance that a note contradicts, or empty.
    """

    rule_id: str
    topic_id: str
    point_id: str
    severity: Severity
    why: str
    on: date
    citations: tuple[Citation, ...]
    against: str = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "rule": self.rule_id,
            "topic": self.topic_id,
            "point": self.point_id,
            "severity": self.severity,
            "why": self.why,
            "on": self.on.isoformat(),
            "against": self.against,
            "citations": [citation.to_dict() for citation in self.citations],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckUp:
    """The notes of one engagement held against the warning signs of the ten topics.

    `signals` are open, the most severe first; `solved` were found and a later note (or the same
    one) says that they are over. Empty `signals` mean that nothing was found in `notes_read` notes.
    """

    engagement: Engagement
    as_of: date
    notes_read: int
    signals: tuple[Signal, ...]
    solved: tuple[Signal, ...]
    series: tuple[Series, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "engagement": self.engagement.to_dict(),
            "as_of": self.as_of.isoformat(),
            "notes_read": self.notes_read,
            "signals": [signal.to_dict() for signal in self.signals],
            "solved": [signal.to_dict() for signal in self.solved],
            "measures": [series.to_dict() for series in self.series],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One thing to raise with the vendor.

    `text` is the item, `ask` the question to put, `minutes` a share of the call's length,
    `point_id` the advice behind it, or empty.
    """

    text: str
    ask: str
    minutes: int
    point_id: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDate:
    """A day on which to look at something again; `uid` stays the same when it is made again."""

    uid: str
    on: date
    title: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The agenda for the next call with a vendor, and the days to look again."""

    engagement: Engagement
    as_of: date
    items: tuple[AgendaItem, ...]
    reviews: tuple[ReviewDate, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "engagement": self.engagement.name,
            "as_of": self.as_of.isoformat(),
            "items": [
                {
                    "text": item.text,
                    "ask": item.ask,
                    "minutes": item.minutes,
                    "point": item.point_id,
                    "citations": [citation.to_dict() for citation in item.citations],
                }
                for item in self.items
            ],
            "reviews": [
                {
                    "uid": review.uid,
                    "on": review.on.isoformat(),
                    "title": review.title,
                    "detail": review.detail,
                }
                for review in self.reviews
            ],
        }
