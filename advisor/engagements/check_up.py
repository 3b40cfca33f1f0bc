"""Puts the measures and the warning signs of one engagement together."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from advisor.domain import Citation
from advisor.domain.check_up import CheckUp, Signal
from advisor.domain.library import Library
from advisor.domain.notes import Engagement, EngagementNote
from advisor.engagements.signals import ranked, signals_in
from advisor.engagements.signals_learned import SignReader, second_opinion
from advisor.grounding.sentences import split_sentences
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
        signals=ranked(_dated(signal, past) for signal in found),
        solved=tuple(_dated(signal, past) for signal in signals.solved),
        series=series,
    )


def _dated(signal: Signal, notes: Sequence[EngagementNote]) -> Signal:
    """The signal with the day of the latest note that it quotes.

    One that is about what no note says quotes the latest note: up to there it looked.
    """
    days = {note.passage.passage_id: note.happened_on for note in notes}
    cited = [days[one.passage_id] for one in signal.citations if one.passage_id in days]
    if cited:
        return replace(signal, on=max(cited))
    last = max(notes, key=lambda note: note.happened_on, default=None)
    sentences = split_sentences(last.text) if last else []
    if last is None or not sentences:
        return signal
    first = sentences[0]
    quote = Citation(
        passage_id=last.passage.passage_id,
        quote=last.text[first.start : first.end],
        start=first.start,
        end=first.end,
    )
    return replace(signal, on=last.happened_on, citations=(quote,))
