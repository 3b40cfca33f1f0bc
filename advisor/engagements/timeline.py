"""Events of an engagement that its notes tell of, each with the words that say so."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from advisor.domain.check_up import EventKind, TimelineItem
from advisor.domain.notes import EngagementNote
from advisor.engagements import timeline_trouble_words as trouble
from advisor.engagements import timeline_words as says
from advisor.engagements.clauses import pieces_of, quote_of
from advisor.engagements.measure_words import unit_kind
from advisor.engagements.statement_words import FOREIGN
from advisor.engagements.statements import Statement, statements_in
from advisor.engagements.when import DateMention, dates_in
from advisor.grounding.sentences import Sentence

_EVENTS = (
    says.DECISION,
    says.CHANGE,
    trouble.MISSED,
    says.PAYMENT,
    trouble.PROBLEM,
    trouble.SOLVED,
)
_ORDER: tuple[EventKind, ...] = (
    "decision",
    "change",
    "missed_date",
    "payment",
    "measure",
    "problem",
    "solved",
)


def timeline_of(notes: Iterable[EngagementNote]) -> tuple[TimelineItem, ...]:
    """The events that the notes tell of, oldest first; at most one of a kind a sentence.

    What is planned, denied, asked or only possible is no event, nor what happened with another
    vendor.
    """
    found = [(item, note.happened_on, note.note_id) for note in notes for item in events_in(note)]
    found.sort(
        key=lambda row: (
            row[0].on,
            row[1],
            row[2],
            row[0].citation.start,
            _ORDER.index(row[0].kind),
        )
    )
    return tuple(item for item, _, _ in found)


def events_in(note: EngagementNote) -> tuple[TimelineItem, ...]:
    """The events of one note in the order of its sentences."""
    dates = dates_in(note.text, on=note.happened_on)
    readings = [s for s in statements_in(note) if s.kind == "reading" and _is_level(s)]
    found: list[TimelineItem] = []
    for sentence, following in pairwise([*pieces_of(note.text), Sentence("", 0, 0)]):
        inside = [d for d in dates if sentence.start <= d.start < sentence.end]
        whole = _promise_broken(sentence, following, inside, note)
        if whole:
            found.append(_item(note, whole, "missed_date", _day("missed_date", inside, note)))
        for kind in _kinds(sentence):
            if kind != "missed_date" or not whole:
                found.append(_item(note, sentence, kind, _day(kind, inside, note)))
        within = (s for s in readings if sentence.start <= s.quantity.start < sentence.end)
        if reading := next(within, None):
            found.append(_item(note, sentence, "measure", reading.on))
    return tuple(found)


def _is_level(statement: Statement) -> bool:
    """Whether a reading is more than a count in passing ("one complaint")."""
    return unit_kind(statement.quantity.unit) != "count" or bool(statement.period)


def _item(note: EngagementNote, words: Sentence, kind: EventKind, on: date) -> TimelineItem:
    return TimelineItem(kind=kind, on=on, citation=quote_of(note, words.start, words.end))


def _kinds(sentence: Sentence) -> list[EventKind]:
    text = sentence.text
    if text.rstrip("\"'\u201d)").endswith("?") or FOREIGN.search(text):
        return []
    found = [words.kind for words in _EVENTS if _tells(text, words)]
    if "solved" in found and "problem" in found:
        found.remove("problem")
    return found


def _tells(text: str, words: says.EventWords) -> bool:
    if words.unless and words.unless.search(text):
        return False
    return any(_holds(text, match, words) for match in words.says.finditer(text))


def _holds(text: str, match: re.Match[str], words: says.EventWords) -> bool:
    """Whether a match states what happened: not planned, not asked, not denied."""
    start = 0
    for cut in says.CLAUSES.finditer(text, 0, match.start()):
        start = cut.end()
    before = text[start : match.start()]
    if says.ASKED.match(text, match.end()):
        return False
    clause = before + match[0]
    if says.MODAL.search(clause) or re.search(
        r"(?i)\b(?:if|unless|whether)\b", text[: match.start()]
    ):
        return False
    if words.own_negation:
        return True
    return not says.NEGATED.search(clause)


def _promise_broken(
    sentence: Sentence, following: Sentence, dates: Sequence[DateMention], note: EngagementNote
) -> Sentence | None:
    """The words that say that something due before the day of the note is not there."""
    text = sentence.text
    promised = trouble.PROMISED.search(text)
    if not promised or not any(d.day < note.happened_on for d in dates):
        return None
    if trouble.DELIVERED.search(text) or trouble.NOT_THEIRS.search(text) or FOREIGN.search(text):
        return None
    if trouble.NOT_HERE.search(text):
        return sentence
    if trouble.NOTHING_CAME.match(following.text):
        whole = note.text[sentence.start : following.end]
        return Sentence(whole, sentence.start, following.end)
    return None


def _day(kind: EventKind, dates: Sequence[DateMention], note: EngagementNote) -> date:
    """The day that the sentence gives, where it is not after the note; else the note's."""
    past = [d for d in dates if d.first <= note.happened_on and not d.period]
    if kind == "missed_date":
        past = [d for d in past if d.day < note.happened_on]
    return past[0].day if past else note.happened_on
