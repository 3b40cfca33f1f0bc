"""Quotes the notes that come nearest in meaning, beside an answer or where there is none."""

from collections.abc import Sequence

from advisor.domain.notes import NearSentence, note_id_of
from advisor.engagements.answers_saying import Body, Desk, connective, quotes
from advisor.engagements.note_sentences import Said

# Nearness is the cosine, and 0.4 more where all words of the question are there; the floors were
# chosen on evals/suites/notes/cases.jsonl.
ANSWERS, RELATED, HINT = 0.6, 0.4, 0.3
MOST = 3
NEAREST = "These notes come nearest to your question:"
INSTEAD = "What comes nearest:"
ALSO = "These notes may bear on it too:"


def with_nearest(desk: Desk, body: Body, near: Sequence[NearSentence]) -> Body:
    """The body with the nearest notes: in place of a gap where they are near, else after it."""
    cited = {note_id_of(one.passage_id) for claim in body.claims for one in claim.citations}
    fresh = [one for one in near if one.note.note_id not in cited]
    if body.missing:
        return _instead(desk, body, fresh)
    said = _sentences(desk, fresh, floor=RELATED)
    if not said or desk.asked.kind == "planning":
        return body
    return Body((*body.claims, connective(ALSO), *quotes(desk, said)))


def _instead(desk: Desk, body: Body, near: Sequence[NearSentence]) -> Body:
    """Near notes in place of the gap; where none is near enough, the gap first."""
    said = _sentences(desk, near, floor=HINT)
    if not said:
        return body
    if near[0].score >= ANSWERS:
        return Body((connective(NEAREST), *quotes(desk, said)))
    claims = (*body.claims, connective(INSTEAD), *quotes(desk, said))
    return Body(claims, missing=body.missing)


def _sentences(desk: Desk, near: Sequence[NearSentence], *, floor: float) -> list[Said]:
    found = [
        desk.search.sentence(one.note.note_id, one.start) for one in near if one.score >= floor
    ]
    return [one for one in found if one and not one.orders][:MOST]
