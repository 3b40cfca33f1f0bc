"""Puts the measures and the warning signs of one engagement together."""

from collections.abc import Sequence
from datetime import date

from advisor.domain.check_up import CheckUp
from advisor.domain.library import Library
from advisor.domain.notes import Engagement, EngagementNote
from advisor.engagements.signals import ranked, signals_in
from advisor.engagements.signals_learned import SignReader, second_opinion
from advisor.knowledge.signals import SignalRule


def check_up(
    notes: Sequence[EngagementNote],
    engagement: Engagement,
    rules: tuple[SignalRule, ...],
    library: Library,
    *,
    as_of: date,
    reader: SignReader | None = None,
) -> CheckUp:
    """Hold the notes of an engagement, up to the day `as_of`, against the warning signs.

    With a `reader` its model adds what no rule names, and silences what it is sure is harmless.
    """
    from advisor.engagements.measures import series_of

    past = tuple(note for note in notes if note.happened_on <= as_of)
    series = series_of(past, engagement)
    signals = signals_in(past, engagement, rules, library, series=series, as_of=as_of)
    found = signals.open
    if reader is not None:
        ordered = sorted(past, key=lambda note: (note.happened_on, note.created_at))
        found = ranked(second_opinion(found, ordered, rules, library, reader))
    return CheckUp(
        engagement=engagement,
        as_of=as_of,
        notes_read=len(past),
        signals=found,
        solved=signals.solved,
        series=series,
    )
