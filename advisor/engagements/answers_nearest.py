"""Quotes the notes that come nearest to a question, beside an answer or where there is none."""

import re
from collections.abc import Sequence

from advisor.domain.notes import note_id_of
from advisor.engagements.answers_missing import lacks_what_is_asked
from advisor.engagements.answers_ranking import Ranked, ranked
from advisor.engagements.answers_saying import Body, Desk, connective, quotes
from advisor.engagements.note_sentences import Said, holds_order

# Nearness is the cosine, and 0.4 more where all words of the question are there; the floors were
# chosen on the open cases of evals/suites/notes.
ANSWERS, ANSWERS_NAMED, RELATED, HINT = 0.55, 0.33, 0.5, 0.2
MOST, TOGETHER = 3, 4
CLOSE = 0.8  # what a note must have of the score of the nearest one to be quoted beside it
CLOSE_COMPUTED = 2  # ... beside a sentence that was computed
NEAREST = "These notes come nearest to your question:"
WENT_WELL = re.compile(
    r"\b(?:on time|in time|punctual\w*|early|no (?:late|delays?|problems?|issues?|complaints?"
    r"|errors?|"
    r"mistakes?)|(?:all|is|was|were|everything|\d) (?:\w+ )?(?:ok|fine|good|well)|went well|as "
    r"planned|fine|ok|perfect(?:ly)?)\b",
    re.IGNORECASE,
)
INSTEAD = "What comes nearest:"
ALSO = "These notes may bear on it too:"


def with_nearest(desk: Desk, body: Body) -> Body:
    """The body with the nearest notes: in place of a gap where they are near, else after it."""
    cited = {note_id_of(one.passage_id) for claim in body.claims for one in claim.citations}
    order = [one for one in ranked(desk) if _may_stand(desk, one.said)]
    if body.missing:
        return _instead(desk, body, order)
    if desk.asked.kind in ("planning", "status") or desk.asked.fitness:
        return body
    computed = any(
        claim.kind == "note" and not claim.text.startswith("Your note of") for claim in body.claims
    )
    best = order[0].score if order else 0.0
    floor = max(RELATED, (CLOSE_COMPUTED if computed else CLOSE) * best)
    fresh = [one for one in order if one.said.note.note_id not in cited and one.score >= floor]
    left = max(0, TOGETHER - len(cited))
    said = [one.said for one in fresh[: min(MOST, left)]]
    return Body((*body.claims, connective(ALSO), *quotes(desk, said))) if said else body


def _may_stand(desk: Desk, said: Said) -> bool:
    """Whether a sentence may be quoted: no order, and no good news where trouble is asked for."""
    if holds_order(said.note):
        return False
    troubles = bool({"missed_date", "problem"} & desk.asked.events)
    return not troubles or desk.asked.fitness or not WENT_WELL.search(said.text)


def _instead(desk: Desk, body: Body, order: Sequence[Ranked]) -> Body:
    """Near notes in place of the gap; where none is near enough, the gap first."""
    near = sorted(order, key=lambda one: -one.near)
    said = [one.said for one in order if one.near >= HINT][:MOST]
    if not said:
        return body
    if _answers(desk, near[0].near, near[0].said) and not lacks_what_is_asked(desk):
        return Body((connective(NEAREST), *quotes(desk, said)))
    claims = (*body.claims, connective(INSTEAD), *quotes(desk, said))
    return Body(claims, missing=body.missing)


def _answers(desk: Desk, near: float, said: Said) -> bool:
    """Whether the nearest sentence may stand for an answer; sooner where it shares a word."""
    if near >= ANSWERS:
        return True
    shares = any(desk.search.speaks_of(term, said) for term in desk.asked.terms)
    return shares and near >= ANSWERS_NAMED
