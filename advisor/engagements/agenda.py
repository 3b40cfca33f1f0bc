"""The agenda for the next call with a vendor and the days to look again, from a check-up."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta

from advisor.domain import Library
from advisor.domain.check_up import (
    Agenda,
    AgendaItem,
    CheckUp,
    Reading,
    ReviewDate,
    Series,
    Severity,
    Signal,
)
from advisor.domain.notes import Target
from advisor.engagements.when import short_date
from advisor.knowledge.agenda import AgendaQuestions

CLOSING_MINUTES = 3
_WEIGHT: dict[Severity, int] = {"high": 3, "medium": 2, "low": 1}
_LOOK_AGAIN: dict[Severity, int] = {"high": 7, "medium": 14, "low": 30}
_MEASURE_DAYS = 30
_QUOTED = 160


def agenda_of(
    found: CheckUp, library: Library, questions: AgendaQuestions, *, minutes: int
) -> Agenda:
    """What to raise within `minutes`, an item a topic, the most pressing first.

    What does not fit has no minutes, and the last item closes the call. A measure that nobody
    agreed on is not raised.
    """
    raised = [*_of_signals(found, library, questions), *_of_measures(found, questions)]
    shares = _shares([weight for weight, _ in raised], minutes - CLOSING_MINUTES)
    items = [
        AgendaItem(
            text=item.text,
            ask=item.ask,
            minutes=share,
            point_id=item.point_id,
            citations=item.citations,
        )
        for (_, item), share in zip(raised, shares, strict=True)
    ]
    closing = AgendaItem(
        text="Decisions and next steps", ask=questions.closing, minutes=CLOSING_MINUTES
    )
    return Agenda(
        engagement=found.engagement,
        as_of=found.as_of,
        items=(*items, closing),
        reviews=_reviews(found, library),
    )


def _of_signals(
    found: CheckUp, library: Library, questions: AgendaQuestions
) -> list[tuple[int, AgendaItem]]:
    by_topic: dict[str, list[Signal]] = {}
    for signal in found.signals:
        by_topic.setdefault(signal.topic_id, []).append(signal)
    return [
        (
            _WEIGHT[signals[0].severity],
            AgendaItem(
                text="; ".join(dict.fromkeys(_title(signal, library) for signal in signals)),
                ask=questions.topics[topic_id],
                minutes=0,
                point_id=signals[0].point_id,
                citations=tuple(one for signal in signals for one in signal.citations),
            ),
        )
        for topic_id, signals in by_topic.items()
    ]


def _title(signal: Signal, library: Library) -> str:
    return f"{library.points[signal.point_id].title} (your note of {short_date(signal.on)})"


def _of_measures(found: CheckUp, questions: AgendaQuestions) -> list[tuple[int, AgendaItem]]:
    """Missed measures, agreed ones without a reading, then those that are met."""
    read = [one for one in found.series if one.target is not None and one.readings]
    have = {one.target for one in read}
    missed = [_missed(one, questions) for one in read if one.standing == "missed"]
    unread = [
        _unread(target, questions) for target in found.engagement.targets if target not in have
    ]
    met = [_met(one, questions) for one in read if one.standing == "met"]
    return [*missed, *unread, *met]


def _missed(series: Series, questions: AgendaQuestions) -> tuple[int, AgendaItem]:
    last = series.readings[-1]
    agreed = _agreed(series.target)
    text = f"{_capital(series.measure)}: last {last.text} ({_when(last)}), agreed {agreed}"
    ask = questions.missed.format(measure=series.measure, target=agreed)
    return 2, AgendaItem(text=text, ask=ask, minutes=0, citations=(last.citation,))


def _when(reading: Reading) -> str:
    return reading.period or short_date(reading.on)


def _unread(target: Target, questions: AgendaQuestions) -> tuple[int, AgendaItem]:
    text = f"{_capital(target.measure)}: no figure in your notes, agreed {_agreed(target)}"
    ask = questions.unread.format(measure=target.measure, target=_agreed(target))
    return 1, AgendaItem(text=text, ask=ask, minutes=0)


def _met(series: Series, questions: AgendaQuestions) -> tuple[int, AgendaItem]:
    last = series.readings[-1]
    text = f"{_capital(series.measure)}: {last.text}, as agreed ({_agreed(series.target)})"
    return 1, AgendaItem(text=text, ask=questions.met, minutes=0, citations=(last.citation,))


def _agreed(target: Target | None) -> str:
    """The target without the name of its measure."""
    if target is None:
        return ""
    said = target.text.strip()
    start = said.casefold().find(target.measure.casefold())
    return said[start + len(target.measure) :].strip(" :,-") or said if start == 0 else said


def _shares(weights: Sequence[int], minutes: int) -> list[int]:
    """Whole minutes by weight, at least two each; the least pressing may get none.

    Minutes that are too few for another item go to the first one.
    """
    shares: list[int] = []
    left = max(minutes, 0)
    for place, weight in enumerate(weights):
        fair = round(left * weight / sum(weights[place:]))
        share = min(max(fair, 2), left)
        shares.append(share if share >= 2 else 0)
        left -= shares[-1]
    return [shares[0] + left, *shares[1:]] if shares else []


def _reviews(found: CheckUp, library: Library) -> tuple[ReviewDate, ...]:
    """One day for each point with an open signal, and one for the agreed measures."""
    name = found.engagement.name
    days: dict[str, ReviewDate] = {}
    for signal in found.signals:
        if signal.point_id in days:
            continue
        days[signal.point_id] = ReviewDate(
            uid=_uid(found, signal.point_id),
            on=_workday(found.as_of + timedelta(days=_LOOK_AGAIN[signal.severity])),
            title=f"{name}: look again at \u201c{library.points[signal.point_id].title}\u201d",
            detail=f"{short_date(signal.on)}: {_cut(signal.citations[0].quote)}",
        )
    measures = [one.measure for one in found.engagement.targets] or [
        one.measure for one in found.series if one.target is not None
    ]
    if measures:
        days["measures"] = ReviewDate(
            uid=_uid(found, "measures"),
            on=_workday(found.as_of + timedelta(days=_MEASURE_DAYS)),
            title=f"{name}: review the agreed measures",
            detail=", ".join(dict.fromkeys(measures)),
        )
    return tuple(sorted(days.values(), key=lambda one: (one.on, one.title)))


def _workday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= 5 else day


def _uid(found: CheckUp, subject: str) -> str:
    key = f"{found.engagement.engagement_id}|{subject}"
    return f"{hashlib.sha256(key.encode()).hexdigest()[:24]}@outsourcing-advisor"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 1].rstrip()}\u2026"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
