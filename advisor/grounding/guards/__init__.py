"""Guards by rule: what code can decide of a sentence beside the evidence that it rests on."""

from collections.abc import Iterator

from advisor.grounding.guards.actors import actors, bindings
from advisor.grounding.guards.alignment import read
from advisor.grounding.guards.conditions import conditions
from advisor.grounding.guards.ellipsis import ellipsis
from advisor.grounding.guards.fillers import amounts, fillers, parties, whole_of_part
from advisor.grounding.guards.modality import modality
from advisor.grounding.guards.names import names
from advisor.grounding.guards.negation import negation, not_until
from advisor.grounding.guards.numbers import numbers
from advisor.grounding.guards.slots import crossed, misplaced, opposites
from advisor.grounding.guards.types import Disagreement, Kind, Objection

__all__ = ["Disagreement", "Kind", "Objection", "disagreements"]

_MOST_CHARS = 4000


def disagreements(sentence: str, evidence: str) -> tuple[Disagreement, ...]:
    """Where a sentence goes against its evidence, or beyond it; empty where no guard can tell.

    `evidence` is one to three sentences of a source, chosen as nearest to the sentence. Numbers and
    names are looked for in all of it; words are compared only where their surroundings agree, so
    that a faithful sentence in other words meets no objection. Takes well under a millisecond.
    """
    found = dict.fromkeys(_found(sentence[:_MOST_CHARS], evidence[:_MOST_CHARS]))
    return tuple(found)


def _found(sentence: str, evidence: str) -> Iterator[Disagreement]:
    claim, source = read(sentence), read(evidence)
    if not claim.tokens or not source.tokens:
        return
    yield from numbers(sentence, evidence)
    yield from names(claim, source)
    yield from negation(claim, source)
    yield from not_until(claim, source)
    yield from modality(claim, source)
    yield from opposites(claim, source)
    yield from fillers(claim, source)
    yield from amounts(claim, source)
    yield from whole_of_part(claim, source)
    yield from parties(claim, source)
    yield from actors(claim, source)
    yield from bindings(claim, source, sentence, evidence)
    yield from crossed(claim, source)
    yield from misplaced(claim, source)
    yield from conditions(claim, source)
    yield from ellipsis(sentence, source)
