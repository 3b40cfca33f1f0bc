"""Completes an answer on how a value moved with every note that gives it, in whatever words."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from advisor.domain.advice import Claim
from advisor.domain.notes import note_id_of
from advisor.engagements.answers_evidence import of_time
from advisor.engagements.answers_happened import MAYBE
from advisor.engagements.answers_missing import lacks_what_is_asked
from advisor.engagements.answers_ranking import Ranked, ranked
from advisor.engagements.answers_saying import Body, Desk, quotes
from advisor.engagements.measure_words import unit_kind
from advisor.engagements.note_sentences import Said, holds_order
from advisor.engagements.quantities import quantities_in

MOST = 6
CLOSE = 0.62  # what a note must have of the score of the nearest one that gives a value
SUREST = 0.8  # ... and to show that a computed sentence leaves a later value out
SURE = 0.4  # the score from which the nearest one is taken to give the value that is asked for


def with_readings(desk: Desk, body: Body) -> Body:
    """The answer with the notes of the other readings, oldest first.

    A sentence that was computed without a later reading would mislead and is left out.
    """
    asked = desk.near and desk.asked.kind == "trend" and not lacks_what_is_asked(desk)
    told = _told(desk) if asked else []
    computed = [one for one in body.claims if one.citations and not _quotes(one)]
    surest = [one.said for one in told if one.score >= SUREST * max(o.score for o in told)]
    kept = [one for one in computed if not _overtaken(desk, one, surest)]
    cited = {note_id_of(one.passage_id) for claim in body.claims for one in claim.citations}
    added = [one.said for one in told]
    fresh = [one for one in added if one.note.note_id not in cited]
    if len(told) < 2 or not (fresh or len(kept) < len(computed)):
        return body
    own = [desk.sentence(claim.citations[0]) for claim in body.claims if _quotes(claim)]
    every = {one.note.note_id: one for one in (*added, *own) if one}
    shown = sorted(every.values(), key=lambda one: (one.on, one.start))
    return Body((*kept, *quotes(desk, shown)))


def _quotes(claim: Claim) -> bool:
    return claim.text.startswith("Your note of")


def _overtaken(desk: Desk, claim: Claim, told: Sequence[Said]) -> bool:
    """Whether a later note of the same engagement gives a value that a sentence leaves out."""
    own = [one for one in map(desk.sentence, claim.citations) if one]
    last = {one.note.engagement_id: max(o.on for o in own) for one in own}
    known = {value for one in own for value in _values(one)}
    later = [one for one in told if one.on > last.get(one.note.engagement_id, date.max)]
    return any(not known & _values(one) for one in later)


def _told(desk: Desk) -> list[Ranked]:
    """The sentences that give the value, as far as nearness and units show."""
    found: list[Ranked] = []
    sides = desk.by_engagement() if desk.asked.side_by_side else [(None, desk.notes)]
    every = [one for one in ranked(desk) if _usable(desk, one.said)]
    for _, notes in sides:
        ids = {note.note_id for note in notes}
        found += _alike([one for one in every if one.said.note.note_id in ids])
    return found


def _usable(desk: Desk, said: Said) -> bool:
    """Whether a sentence of the time asked about gives a number, and not one that is wished for."""
    if not quantities_in(said.text) or MAYBE.search(said.text) or holds_order(said.note):
        return False
    return of_time(said, desk.asked.times.periods)


def _alike(order: Sequence[Ranked]) -> list[Ranked]:
    """Those near to the nearest one that give a value in the unit that most of them have."""
    if not order or order[0].score < SURE:
        return []
    close = [one for one in order if one.score >= CLOSE * order[0].score]
    kinds = Counter(kind for one in close for kind in _kinds(one.said))
    usual = kinds.most_common(1)[0][0]
    return [one for one in close if usual in _kinds(one.said)][:MOST]


def _values(said: Said) -> set[tuple[float, str]]:
    return {(one.value, one.unit) for one in quantities_in(said.text)}


def _kinds(said: Said) -> set[str]:
    kinds = {unit_kind(one.unit) for one in quantities_in(said.text)}
    return {"bare" if kind.startswith("/") else kind for kind in kinds}
