"""Ranks the notes by how near they come to a question: by meaning, words and slot."""

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.engagements.answers_evidence import of_time
from advisor.engagements.answers_saying import Desk
from advisor.engagements.note_sentences import Said

COVERED, FILLS = 0.5, 0.1  # what the words of a question and its slot add to the cosine
OUT_OF_TIME = 0.25
SAME_NOTE = 0.25  # how much better another sentence of the note must meet the words of a question


@dataclass(frozen=True, slots=True)
class Ranked:
    """The sentence of a note that comes nearest; `near` is its nearness in meaning alone."""

    said: Said
    score: float
    near: float


def ranked(desk: Desk) -> list[Ranked]:
    """One sentence of each note that comes near at all, the nearest first; no orders."""
    return sorted(_rated(desk), key=lambda one: -one.score)


def _rated(desk: Desk) -> Iterator[Ranked]:
    words: dict[str, tuple[float, float, Said]] = {}
    for found in desk.search.best(desk.asked, slot=desk.asked.slot):
        key, fills = found.said.note.note_id, float(found.fills and bool(desk.asked.slot))
        if key not in words or (found.coverage, fills) > words[key][:2]:
            words[key] = (found.coverage, fills, found.said)
    near = {one.note.note_id: one for one in desk.near}
    for key in dict.fromkeys((*near, *words)):
        coverage, fills, worded = words.get(key, (0.0, 0.0, None))
        meant = desk.search.sentence(key, near[key].start) if key in near else None
        said = _better(desk, meant, worded, coverage)
        if said is None:
            continue
        close = near[key].score if key in near else 0.0
        score = close + COVERED * coverage + FILLS * fills
        if not of_time(said, desk.asked.times.periods):
            score -= OUT_OF_TIME
        yield Ranked(said, score, close)


def _better(desk: Desk, meant: Said | None, worded: Said | None, coverage: float) -> Said | None:
    """The sentence nearest in meaning, unless another meets the words clearly better."""
    usable = meant if meant and not meant.orders else None
    if usable is None or worded is None:
        return usable or worded
    terms = desk.asked.terms
    own = sum(bool(term & usable.terms) for term in terms) / len(terms) if terms else 0.0
    return worded if coverage - own > SAME_NOTE else usable
