"""Scorers of check-ups; the unit is a pair of case and topic, a topic counts once for a case."""

from collections.abc import Collection, Iterable

from advisor.domain import Citation
from advisor.domain.check_up import CheckUp, Signal
from advisor.domain.notes import note_id_of
from evals.cases import Case
from evals.note_cases import SignalLabels
from evals.scoring import SHOWN_CHARS, Share, ShareScorer, share_scorer

_NO_LABELS = SignalLabels()


def signal_precision(case: Case, check_up: CheckUp, topics: Collection[str]) -> Share:
    """Share of the topics raised by open signals that are labelled; optional ones left out."""
    raised = _raised(case, check_up) & set(topics)
    return Share(len(raised & _labels(case).topics), len(raised))


def signal_recall(case: Case, check_up: CheckUp, topics: Collection[str]) -> Share:
    """Share of the labelled topics that an open signal raises."""
    wanted = _labels(case).topics & set(topics)
    return Share(len(wanted & _raised(case, check_up)), len(wanted))


def quiet_sets_quiet(case: Case, check_up: CheckUp, topics: Collection[str]) -> Share:
    """Share of the sets without a labelled signal in which none is raised."""
    if _labels(case).signals:
        return Share(0, 0)
    return Share(int(not _raised(case, check_up) & set(topics)), 1)


def quotes_exact(case: Case, check_up: CheckUp, topics: Collection[str]) -> Share:
    """Share of the signals, open and solved, whose quotes and day are those of the set's notes."""
    found = [one for one in _every(check_up) if one.topic_id in topics]
    return Share(sum(_exact(case, one) for one in found), len(found))


def telling_note(case: Case, check_up: CheckUp, topics: Collection[str]) -> Share:
    """Share of the rightly raised topics whose signals cite the labelled note."""
    labelled = {one.topic: one.note for one in _labels(case).signals if one.topic in topics}
    right = {topic: note for topic, note in labelled.items() if topic in _raised(case, check_up)}
    told = [note in _cited(check_up, topic) for topic, note in right.items()]
    return Share(sum(told), len(told))


def _labels(case: Case) -> SignalLabels:
    return case.signals or _NO_LABELS


def _raised(case: Case, check_up: CheckUp) -> set[str]:
    """The topics of open signals that count one way or the other."""
    return {one.topic_id for one in check_up.signals} - set(_labels(case).optional)


def _every(check_up: CheckUp) -> Iterable[Signal]:
    return (*check_up.signals, *check_up.solved)


def _cited(check_up: CheckUp, topic: str) -> set[str]:
    return {
        note_id_of(citation.passage_id)
        for signal in check_up.signals
        if signal.topic_id == topic
        for citation in signal.citations
    }


def _exact(case: Case, signal: Signal) -> bool:
    """Whether each quote stands in a note of the case, and the day is that of the latest."""
    notes = {note.note_id: note for note in case.records.notes} if case.records else {}

    def stands(citation: Citation) -> bool:
        note = notes.get(note_id_of(citation.passage_id))
        return note is not None and "" != citation.quote == note.text[citation.start : citation.end]

    if not signal.citations or not all(map(stands, signal.citations)):
        return False
    cited = [notes[note_id_of(one.passage_id)] for one in signal.citations]
    return signal.on == max(note.on for note in cited)


def _falsely(case: Case, check_up: CheckUp) -> str:
    false = _raised(case, check_up) - _labels(case).topics
    return "raised without need: " + " | ".join(
        _told(one) for one in check_up.signals if one.topic_id in false
    )


def _told(signal: Signal) -> str:
    quotes = " + ".join(one.quote[:SHOWN_CHARS] for one in signal.citations)
    return f"{signal.topic_id} ({signal.rule_id}: {quotes})"


def _unseen(case: Case, check_up: CheckUp) -> str:
    raised = _raised(case, check_up)
    texts = case.records.texts if case.records else {}
    return "not raised: " + " | ".join(
        f"{one.topic} ({texts[one.note][:SHOWN_CHARS]})"
        for one in _labels(case).signals
        if one.topic not in raised
    )


def _inexact(case: Case, check_up: CheckUp) -> str:
    return " | ".join(_told(one) for one in _every(check_up) if not _exact(case, one))


def _untold(case: Case, check_up: CheckUp) -> str:
    return " | ".join(
        f"{one.topic}: cites {', '.join(sorted(_cited(check_up, one.topic)))}, not {one.note}"
        for one in _labels(case).signals
        if one.topic in _raised(case, check_up) and one.note not in _cited(check_up, one.topic)
    )


CHECK_UP_SCORERS: dict[str, ShareScorer[CheckUp]] = {
    one.name: one
    for one in (
        share_scorer(signal_precision, _falsely),
        share_scorer(signal_recall, _unseen),
        share_scorer(quiet_sets_quiet, _falsely),
        share_scorer(quotes_exact, _inexact),
        share_scorer(telling_note, _untold),
    )
}
