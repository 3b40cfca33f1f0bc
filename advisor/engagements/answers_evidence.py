"""Finds the sentences of notes that bear on a question, the best first."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.domain.notes import EngagementNote, NoteHit
from advisor.engagements.answers_slots import fills_slot, names_in
from advisor.engagements.asking import Asked
from advisor.engagements.asking_kinds import Slot
from advisor.engagements.asking_when import Period
from advisor.engagements.note_sentences import Said, sentences_of
from advisor.engagements.when import dates_in

FLOOR, FLOOR_NAMED, FLOOR_NEAR = 0.5, 0.44, 0.34
NEAR = 0.42
_ELSEWHERE = 0.45  # what a word counts for that stands in another sentence of the note
_MONEY_ONLY = 0.6
_MEANT = 0.85  # ... and one that only means the same
_PRICES = frozenset({"#price", "#pay", "#budget"})
_PRICED = frozenset({"#price", "#pay", "#budget", "#amount", "#perunit"})
_MOVES = frozenset({"#increase", "#decrease", "#change"})


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence with how well it meets a question: `coverage` is 0 to 1, `score` adds the rest."""

    said: Said
    coverage: float
    score: float
    fills: bool


class Search:
    """Looks for sentences in some notes; `hits` are those near in meaning."""

    def __init__(self, notes: Sequence[EngagementNote], hits: Sequence[NoteHit]) -> None:
        self.notes = tuple(notes)
        self.said = tuple(sentences_of(notes))
        self._of_note: dict[str, frozenset[str]] = {}
        self._sentences: dict[str, list[Said]] = {}
        for one in self.said:
            known = self._of_note.get(one.note.note_id, frozenset())
            self._of_note[one.note.note_id] = known | one.terms
            self._sentences.setdefault(one.note.note_id, []).append(one)
        self._count = Counter(term for terms in self._of_note.values() for term in terms)
        self._names = names_in(note.text for note in notes)
        self._near = {hit.note.note_id: hit.score for hit in hits}

    def sentence(self, note_id: str, start: int) -> Said | None:
        """The sentence of a note in which a character stands; None where there is no such note."""
        own = self._sentences.get(note_id, ())
        return next((one for one in reversed(own) if one.start <= start), None)

    def near(self, note_id: str) -> float:
        """How near a note is to the question in meaning, 0 to 1; 0 where it was not found."""
        return self._near.get(note_id, 0.0)

    def knows(self, names: frozenset[str]) -> bool:
        """Whether the notes have one of the names."""
        return any(self._count[name] for name in names)

    def count(self, word: str) -> int:
        """How many notes have a term."""
        return self._count[word]

    def speaks_of(self, term: frozenset[str], said: Said) -> bool:
        """Whether a sentence, or another one of its note, has the term."""
        return bool(term & self._of_note[said.note.note_id])

    def best(self, asked: Asked, *, slot: Slot = "") -> list[Found]:
        """The sentences that meet the question at all, the best first."""
        terms = asked.terms or tuple(frozenset({one}) for one in sorted(asked.asides))
        if asked.kind in ("amount", "trend") or asked.side_by_side:
            terms = tuple(term | _PRICED if term & _PRICES else term for term in terms)
        if asked.kind == "trend" or asked.side_by_side:
            terms = tuple(term for term in terms if not term & _MOVES) or terms
        weights = [self._weight(term) for term in terms]
        rated = [self._rated(one, terms, weights, asked, slot) for one in self.said]
        kept = [one for one in rated if one.coverage >= FLOOR_NEAR * 0.5 or self._is_near(one)]
        kept = [
            one for one in kept if of_time(one.said, asked.times.periods) and not one.said.orders
        ]
        return sorted(kept, key=lambda one: (-round(one.score, 3), -one.said.on.toordinal()))

    def _is_near(self, one: Found) -> bool:
        return self.near(one.said.note.note_id) >= NEAR

    def _rated(
        self,
        one: Said,
        terms: Sequence[frozenset[str]],
        weights: Sequence[float],
        asked: Asked,
        slot: Slot,
    ) -> Found:
        note = self._of_note[one.note.note_id]
        got = sum(
            weight * _match(term, one.terms, note)
            for term, weight in zip(terms, weights, strict=True)
        )
        coverage = got / sum(weights) if weights else 0.0
        lacks_head = asked.head is not None and not asked.head & note
        if lacks_head or (asked.names and not asked.names & note):
            coverage *= 0.5
        here = any(term & one.terms for term in terms)
        fills = self.fills(one.text, slot)
        score = coverage + 0.4 * self.near(one.note.note_id) + (0.2 if slot and fills else 0.0)
        score += 0.15 * len(asked.asides & one.terms) / max(1, len(asked.asides))
        if not here:
            score -= 0.3
        if one.text.endswith("?"):
            score -= 0.25
        return Found(one, coverage, score, fills)

    def fills(self, text: str, slot: Slot) -> bool:
        """Whether a sentence holds what a question asks for."""
        return fills_slot(text, slot, self._names)

    def _weight(self, term: frozenset[str]) -> float:
        """More for a rare word; a word that no note has counts most."""
        count = max((self._count[one] for one in term), default=0)
        every = len(self._of_note)
        return 1.0 + math.log((every + 1) / (count + 1)) / math.log(every + 2)


def _match(term: frozenset[str], here: frozenset[str], note: frozenset[str]) -> float:
    if term & here:
        shared = term & here
        if any(one[0] != "#" for one in shared) or "#perunit" in shared:
            return 1.0
        return _MONEY_ONLY if shared == {"#amount"} else _MEANT
    return _ELSEWHERE if term & note else 0.0


def answers_well(one: Found, near: float, names: frozenset[str]) -> bool:
    """Whether a sentence may be quoted as what the notes say to the question."""
    if one.coverage >= (FLOOR_NAMED if names & one.said.terms else FLOOR):
        return True
    if names and not names & one.said.terms:
        return False
    return one.coverage >= FLOOR_NEAR and near >= NEAR


def of_time(said: Said, periods: Sequence[Period]) -> bool:
    """Whether a sentence is about one of the periods; its own dates go before the note's day."""
    if not periods:
        return True
    named = dates_in(said.text, on=said.on)
    if named:
        own = any(
            one.first <= period.until and one.day >= period.since
            for one in named
            for period in periods
        )
        if own:
            return True
    return any(period.has(said.on) for period in periods)


def names_time(said: Said, periods: Sequence[Period]) -> bool | None:
    """Whether a sentence names one of the periods itself; None where it names no time."""
    named = [one for one in dates_in(said.text, on=said.on) if one.day <= said.on and one.period]
    if not named or not periods:
        return None
    return any(
        one.first <= period.until and one.day >= period.since for one in named for period in periods
    )
