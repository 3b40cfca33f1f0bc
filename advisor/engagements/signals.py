"""Holds the notes of an engagement against the warning signs: which are open, which are over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.domain.check_up import Series, Severity, Signal
from advisor.domain.library import Library
from advisor.domain.notes import Engagement, EngagementNote
from advisor.engagements.signals_notes import Found, Reading, reader_of
from advisor.engagements.signals_over_time import Over, over_time
from advisor.engagements.signals_solved import is_solved
from advisor.knowledge.signals import NUTSHELL, SignalRule

MAX_CITATIONS, MAX_PER_TOPIC = 5, 3
_RANK: dict[Severity, int] = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """The warning signs found: `open` ones, and those that the notes say are over (`solved`)."""

    open: tuple[Signal, ...]
    solved: tuple[Signal, ...]


def signals_in(
    notes: Sequence[EngagementNote],
    engagement: Engagement,
    rules: tuple[SignalRule, ...],
    library: Library,
    *,
    series: Sequence[Series] = (),
    as_of: date,
) -> Signals:
    """The warning signs in the notes of one engagement, the most severe and the latest first.

    Notes after `as_of` are left out. A rule gives one signal at most and a topic three.
    """
    reader = reader_of(rules, library)
    past = [note for note in notes if note.happened_on <= as_of]
    reading = reader.read(past, engagement)
    opened: list[Signal] = []
    solved: list[Signal] = []
    for number, rule in enumerate(rules):
        places = [found for found in reading.found if found.rule == number]
        if rule.kind == "sentence" and places:
            still = [place for place in places if not is_solved(reading, place)]
            (opened if still else solved).append(_signal(rule, reading, still or places, library))
    for over in over_time(reading, rules, engagement, series=series, as_of=as_of):
        opened.append(_timed_signal(over, library))
    return Signals(open=ranked(opened), solved=ranked(solved))


def _signal(
    rule: SignalRule, reading: Reading, places: Sequence[Found], library: Library
) -> Signal:
    """One signal of a rule: the latest note tells, the ones before it are named too."""
    by_note = {place.note: place for place in reversed(places)}
    telling = [by_note[note] for note in sorted(by_note, reverse=True)]
    citations = tuple(reading.citation(place.note, place.sentence) for place in telling)
    latest = reading.notes[telling[0].note].happened_on
    return Signal(
        rule_id=rule.rule_id,
        topic_id=rule.topic_id,
        point_id=rule.point_id,
        severity=rule.severity,
        why=_why(rule, len(telling)),
        on=latest,
        citations=citations[:MAX_CITATIONS],
        against=_against(rule, library),
    )


def _timed_signal(over: Over, library: Library) -> Signal:
    return Signal(
        rule_id=over.rule.rule_id,
        topic_id=over.rule.topic_id,
        point_id=over.rule.point_id,
        severity=over.rule.severity,
        why=f"{_capital(over.rule.looks_for)}: {over.found}.",
        on=over.on,
        citations=over.citations[:MAX_CITATIONS],
        against=_against(over.rule, library),
    )


def _why(rule: SignalRule, notes: int) -> str:
    said = "your note says so" if notes == 1 else f"{notes} of your notes say so"
    return f"{_capital(rule.looks_for)}: {said}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _against(rule: SignalRule, library: Library) -> str:
    if rule.against != NUTSHELL:
        return rule.against
    return library.points[rule.point_id].sentences[0]


def ranked(signals: Iterable[Signal]) -> tuple[Signal, ...]:
    """The most severe and latest first, with no more than a few of one topic."""
    ordered = sorted(signals, key=lambda signal: (_RANK[signal.severity], -signal.on.toordinal()))
    kept: list[Signal] = []
    for signal in ordered:
        if sum(other.topic_id == signal.topic_id for other in kept) < MAX_PER_TOPIC:
            kept.append(signal)
    return tuple(kept)
