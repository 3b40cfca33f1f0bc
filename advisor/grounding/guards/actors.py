"""Finds deeds and figures given to somebody else than in the source."""

from collections.abc import Iterator

from advisor.grounding.guards.alignment import Reading, share
from advisor.grounding.guards.figures import Figure, figures
from advisor.grounding.guards.names import names_of
from advisor.grounding.guards.opposites import side_of
from advisor.grounding.guards.types import Disagreement

_BETWEEN = frozenset(
    "must shall should may might can could will would not never always also then only to has have "
    "had be is are often usually first just still".split()
)
_PASSIVE = frozenset("is are was were be been being gets got".split())
_NO_ORDER = ("s", "ing", "ed", "tion", "sion", "ment", "ance", "ence", "ity", "ness", "er", "or")
_AFTER_A_SUBJECT = frozenset(
    "is are was were be been must shall should may might can could will would has have had does do "
    "did of not never".split()
)
_CLOSE = 0.7


def actors(claim: Reading, source: Reading) -> Iterator[Disagreement]:
    """A deed of one side of the deal given to the other, also in the passive."""
    ours = _deeds(claim)
    theirs = _deeds(source) if ours else {}
    for deed, sides in ours.items():
        known = theirs.get(deed)
        if known and not known.keys() & sides.keys():
            place = next(iter(sides.values()))
            clause = [claim.tokens[one] for one in claim.clause_of(place)]
            rest = [token for token in clause if not side_of(token.stem)]
            if share(rest, source.content) >= _CLOSE and sum(one.content for one in rest) >= 2:
                yield Disagreement(
                    kind="actor",
                    support="contradicted",
                    reason=f"In the source the {next(iter(known))} is to "
                    f'"{source.tokens[next(iter(known.values()))].low}", '
                    f"in the sentence the {next(iter(sides))}.",
                )
                return


def _deeds(reading: Reading) -> dict[str, dict[str, int]]:
    """Verb stem to the sides that do it, each with the place of the verb."""
    found: dict[str, dict[str, int]] = {}
    for place, token in enumerate(reading.tokens):
        side = side_of(token.stem)
        if side and token.low not in ("your", "yours", "our", "us"):
            verb = _verb_after(reading, place)
            if verb is None and place and reading.tokens[place - 1].low != "and":
                verb = _verb_before_by(reading, place)
            if verb is not None:
                deed = found.setdefault(reading.tokens[verb].stem, {})
                deed.setdefault(side, verb)
                for partner in _partners(reading, place):
                    deed.setdefault(partner, verb)
        elif token.first and _is_order(reading, place):
            found.setdefault(token.stem, {}).setdefault("buyer", place)
    return found


def _partners(reading: Reading, place: int) -> set[str]:
    """The sides named together with a subject (`the owner and the vendor`)."""
    near = [reading.tokens[one] for one in range(max(0, place - 4), place)]
    joined = any(one.low in ("and", "or", "nor") for one in near)
    return {side_of(one.stem) for one in near} - {""} if joined else set()


def _verb_after(reading: Reading, place: int) -> int | None:
    """The verb that a subject is followed by; none where the verb is passive."""
    passive = False
    for after in range(place + 1, min(place + 6, len(reading.tokens))):
        token = reading.tokens[after]
        if token.clause != reading.tokens[place].clause:
            return None
        passive = passive or token.low in _PASSIVE
        if token.content:
            done = token.low.endswith(("ed", "en", "id", "nt"))
            return None if passive and done else after
        if token.low not in _BETWEEN:
            return None
    return None


def _verb_before_by(reading: Reading, place: int) -> int | None:
    """The verb of `paid by the vendor`."""
    at = place - 1
    while at >= 0 and reading.tokens[at].low in ("the", "a", "an", "your"):
        at -= 1
    if at < 1 or reading.tokens[at].low != "by":
        return None
    verb = reading.tokens[at - 1]
    return at - 1 if verb.content and verb.low.endswith(("ed", "en", "id", "nt", "wn")) else None


def _is_order(reading: Reading, place: int) -> bool:
    """Whether a sentence begins with a verb that tells the reader what to do."""
    token = reading.tokens[place]
    if not token.content or token.low.endswith(_NO_ORDER) or not token.low.isalpha():
        return False
    after = reading.tokens[place + 1] if place + 1 < len(reading.tokens) else None
    if not after or after.sentence != token.sentence:
        return False
    return after.low in ("the", "a", "an", "your", "each", "every", "all", "both", "their", "who")


def bindings(
    claim: Reading, source: Reading, sentence: str, evidence: str
) -> Iterator[Disagreement]:
    """A figure that the source gives with one name and the sentence with another."""
    known = names_of(source)
    if len(known) < 2:
        return
    ours, theirs = _bound(claim, known, figures(sentence)), _bound(source, known, figures(evidence))
    for name, figure in ours:
        there = {
            other
            for other, one in theirs
            if one.amount == figure.amount and one.dimension == figure.dimension
        }
        told = sum(one.amount == figure.amount for one in figures(evidence))
        if not there or name in there or told > len(there):
            continue
        clause = [claim.tokens[one] for one in claim.sentence_of(figure.start)]
        if share(clause, source.content) >= _CLOSE:
            other = sorted(there)[0]
            yield Disagreement(
                kind="name",
                support="contradicted",
                reason=f'The source gives "{figure.text}" with {other.title()}, '
                f"the sentence with {name.title()}.",
            )
            return


def _bound(
    reading: Reading, known: frozenset[str], found: tuple[Figure, ...]
) -> list[tuple[str, Figure]]:
    """Each figure with the nearest name before it in its sentence."""
    made = []
    for figure in found:
        if figure.value <= 1 and figure.dimension == "count":
            continue
        for place in range(figure.start - 1, -1, -1):
            token = reading.tokens[place]
            if token.sentence != reading.tokens[figure.start].sentence:
                break
            if token.low in known:
                made.append((token.low, figure))
                break
    return made
