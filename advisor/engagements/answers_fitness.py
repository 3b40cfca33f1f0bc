"""Answers whether something is done right: the notes on it, those with a warning sign first."""

from advisor.engagements.answers_saying import Body, Desk, quotes
from advisor.engagements.note_sentences import Said, holds_order

MOST = 3
LEAST, CLOSE = 0.33, 0.75  # how much a sentence must bear on it, and what share of the best one
FAR = 0.15  # ... where nothing bears on it more
SHARES, SIGN = 0.25, 0.15  # what a word of the question and a warning sign count for


def judged(desk: Desk) -> Body | None:
    """The sentences on the subject of the question; of no subject, the warning signs."""
    signs = [desk.sentence(one) for signal in desk.signals for one in signal.citations[:1]]
    near = [desk.search.sentence(one.note.note_id, one.start) for one in desk.near]
    named = [one for one in desk.search.said if _shares(desk, one)]
    every = {(one.note.note_id, one.start): one for one in (*signs, *near, *named) if one}
    signed = {key for one in signs if one for key in [(one.note.note_id, one.start)]}
    rated = {
        key: _bearing(desk, one) + (SIGN if key in signed else 0.0)
        for key, one in every.items()
        if not holds_order(one.note)
    }
    best = max(rated.values(), default=0.0)
    kept = [key for key, score in rated.items() if score >= max(LEAST, CLOSE * best)]
    if not kept or not desk.asked.terms:
        kept = [key for key in rated if key in signed] or kept
    kept = kept or [key for key in rated if key in signed]
    kept = kept or [key for key, score in rated.items() if score >= FAR][:MOST]
    found = [every[key] for key in sorted(kept, key=lambda key: -rated[key])[:MOST]]
    return Body(tuple(quotes(desk, found))) if found else None


def _bearing(desk: Desk, said: Said) -> float:
    near = {one.note.note_id: one.score for one in desk.near}
    return max(near.get(said.note.note_id, 0.0), 0.0) + SHARES * _shares(desk, said)


def _shares(desk: Desk, said: Said) -> float:
    """The share of the terms of the question that a sentence has."""
    terms = desk.asked.terms
    return sum(bool(term & said.terms) for term in terms) / len(terms) if terms else 0.0
