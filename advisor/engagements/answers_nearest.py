"""Quotes the notes that come nearest in meaning, beside an answer or where there is none."""

from collections.abc import Sequence

from advisor.domain.notes import NearSentence, note_id_of
from advisor.engagements.answers_missing import lacks_what_is_asked
from advisor.engagements.answers_saying import Body, Desk, connective, quotes
from advisor.engagements.note_sentences import Said, holds_order

# Nearness is the cosine, and 0.4 more where all words of the question are there; the floors were
# chosen on evals/suites/notes/cases.jsonl.
ANSWERS, ANSWERS_NAMED, RELATED, HINT = 0.6, 0.4, 0.5, 0.3
MOST = 3
CLOSE = 0.75  # what a sentence must have of the nearness of the nearest one to be said beside it
NEAREST = "These notes come nearest to your question:"
INSTEAD = "What comes nearest:"
ALSO = "These notes may bear on it too:"
_OPEN = ("what", "why", "who", "amount")


def with_nearest(desk: Desk, body: Body) -> Body:
    """The body with the nearest notes: in place of a gap where they are near, else after it."""
    cited = {note_id_of(one.passage_id) for claim in body.claims for one in claim.citations}
    fresh = [one for one in desk.near if one.note.note_id not in cited]
    if body.missing:
        return _instead(desk, body, fresh)
    computed = any(
        claim.kind == "note" and not claim.text.startswith("Your note of") for claim in body.claims
    )
    if desk.asked.kind not in _OPEN or computed or desk.asked.fitness:
        return body
    best = desk.near[0].score if desk.near else 0.0
    said = _sentences(desk, fresh, floor=max(RELATED, CLOSE * best))
    left = max(0, MOST - len(cited))
    return (
        Body((*body.claims, connective(ALSO), *quotes(desk, said[:left]))) if said[:left] else body
    )


def _instead(desk: Desk, body: Body, near: Sequence[NearSentence]) -> Body:
    """Near notes in place of the gap; where none is near enough, the gap first."""
    said = _sentences(desk, near, floor=HINT)
    if not said:
        return body
    if _answers(desk, near[0], said[0]) and not lacks_what_is_asked(desk):
        return Body((connective(NEAREST), *quotes(desk, said)))
    claims = (*body.claims, connective(INSTEAD), *quotes(desk, said))
    return Body(claims, missing=body.missing)


def _answers(desk: Desk, nearest: NearSentence, said: Said) -> bool:
    """Whether the nearest sentence may stand for an answer; sooner where it shares a word."""
    if nearest.score >= ANSWERS:
        return True
    shares = any(desk.search.speaks_of(term, said) for term in desk.asked.terms)
    return shares and nearest.score >= ANSWERS_NAMED


def _sentences(desk: Desk, near: Sequence[NearSentence], *, floor: float) -> list[Said]:
    found = [
        desk.search.sentence(one.note.note_id, one.start) for one in near if one.score >= floor
    ]
    return [one for one in found if one and not holds_order(one.note)][:MOST]
