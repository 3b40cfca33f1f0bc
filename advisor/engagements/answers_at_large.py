"""Tells whether notes may answer a question that names no engagement while none is picked."""

from advisor.domain.notes import note_id_of
from advisor.engagements.answers_evidence import FLOOR
from advisor.engagements.answers_saying import Body, Desk
from advisor.engagements.asking_kinds import mentions_notes

NEAR = 0.45  # nearness from which a note may answer though the question names no engagement
_SUMMED = ("sum", "count", "list", "status")


def speaks_to(desk: Desk, body: Body) -> bool:
    """Whether the answer may stand: always with an engagement, else where the notes surely bear.

    The question may be about something else altogether, which loosely related notes must not
    answer, nor may they stand in the way of saying that it is out of scope.
    """
    asked = desk.asked
    if asked.subjects or mentions_notes(asked.times.rest.lower()):
        return True
    if asked.names or body.missing:
        return bool(asked.names) and desk.search.knows(asked.names)
    if asked.kind in _SUMMED and (asked.events or asked.side_by_side or not asked.terms):
        return True
    cited = {note_id_of(one.passage_id) for claim in body.claims for one in claim.citations}
    near = max((one.score for one in desk.near if one.note.note_id in cited), default=0.0)
    found = desk.search.best(asked, slot=asked.slot)
    met = max((one.coverage for one in found if one.said.note.note_id in cited), default=0.0)
    return near >= NEAR or met >= FLOOR
