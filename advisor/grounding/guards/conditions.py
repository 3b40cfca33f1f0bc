"""Finds conditions and exceptions that a sentence drops or turns round."""

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.grounding.guards.alignment import Reading, fit, share
from advisor.grounding.guards.negation import NEGATORS
from advisor.grounding.guards.types import Disagreement, Kind

_MARKERS: dict[str, Kind] = {
    "if": "condition", "unless": "condition", "until": "condition", "onlyif": "condition",
    "provided": "condition", "except": "exception", "excluding": "exception", "save": "exception",
    "once": "condition", "only": "condition",
}  # fmt: skip
_OPEN = frozenset("provided save except".split())  # these are also plain verbs and names
_CONDITIONAL = frozenset(
    "if unless until onlyif provided except excluding once when where while only before after "
    "during as long whenever depends depending without otherwise given even evenif just apart "
    "besides but save had subject conditional within upon whose who which "
    "sometimes could might most usually often some".split()
)
_TURNED = {
    ("if", "unless"), ("unless", "if"), ("evenif", "if"), ("evenif", "unless"),
    ("evenif", "onlyif"), ("onlyif", "unless"), ("unless", "onlyif"), ("evenif", "until"),
    ("evenif", "once"),
}  # fmt: skip
_COVERED = 0.75
_DROPPED = 0.2
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Conditional:
    """A condition in the source: the places of its words and of what it holds for."""

    marker: int
    part: range
    main: tuple[int, ...]


def conditions(claim: Reading, source: Reading) -> Iterator[Disagreement]:
    """What the source says only under a condition or with an exception."""
    yield from _turned(claim, source)
    if any(token.low in _CONDITIONAL for token in claim.tokens):
        return
    for found in _conditionals(source):
        if _dropped(claim, source, found):
            word = source.tokens[found.marker].low
            said = " ".join(source.tokens[place].text for place in found.part)
            yield Disagreement(
                kind=_MARKERS[word],
                support="partly",
                reason=f'The source says this only with "{said}", which the sentence leaves out.',
            )
            return


def _conditionals(source: Reading) -> Iterator[_Conditional]:
    for place, token in enumerate(source.tokens):
        if token.low not in _MARKERS or token.low == "only":
            continue
        clause = source.clause_of(place)
        part = range(place, clause.stop)
        if token.low in _OPEN and place != clause.start:
            continue
        main = tuple(one for one in source.sentence_of(place) if one not in part)
        if place == clause.start and token.first:
            main = tuple(one for one in main if one >= clause.stop)
        yield _Conditional(place, part, main)


def _dropped(claim: Reading, source: Reading, found: _Conditional) -> bool:
    """Whether the claim says the main part and nothing of the condition."""
    main = [source.tokens[one] for one in found.main]
    condition = [source.tokens[one] for one in found.part]
    known = frozenset(token.stem for token in main if token.content)
    own = [token for token in claim.tokens if token.content]
    if len(own) < _LEAST or not any(token.content for token in condition):
        return False
    if share(claim.tokens, known) < _COVERED or share(main, claim.content) < _COVERED:
        return False
    if len(own) == _LEAST and share(main, claim.content) < 1:
        return False
    extra = frozenset(claim.content) - known
    rest = [token for token in condition if token.stem not in known]
    return share(rest, frozenset(extra)) <= _DROPPED


def _turned(claim: Reading, source: Reading) -> Iterator[Disagreement]:
    for here, token in enumerate(claim.tokens):
        for there, other in enumerate(source.tokens):
            if (token.low, other.low) not in _TURNED:
                continue
            near = fit(claim, here, source, there)
            is_covered = share(claim.tokens, source.content) >= _COVERED and near.right >= 1
            if is_covered and _denials(claim) == _denials(source):
                yield Disagreement(
                    kind="condition",
                    support="contradicted",
                    reason=f'The source says "{_plain(other.low)}", '
                    f'the sentence says "{_plain(token.low)}".',
                )
                return


def _denials(reading: Reading) -> int:
    return sum(token.low in NEGATORS for token in reading.tokens) % 2


def _plain(word: str) -> str:
    return {"onlyif": "only if", "evenif": "even if"}.get(word, word)
