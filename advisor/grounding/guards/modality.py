"""Finds duties made into choices, choices into duties, and advice into either."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from advisor.grounding.guards.alignment import Reading, fit, share
from advisor.grounding.guards.types import Disagreement, Objection

Strength = Literal["must", "should", "may", "will", "need not", "must not", "should not"]
_WORDS: tuple[tuple[Strength, str], ...] = (
    ("must", "must shall required obliged obligatory mandatory needs needed compelled bound"),
    ("should", "should ought recommended advised advisable"),
    ("may", "may might can could allowed permitted optional free entitled"),
    ("will", "will"),
)
_STRENGTHS = {word: strength for strength, words in _WORDS for word in words.split()}
_DENIED: dict[Strength, Strength] = {
    "must": "must not", "should": "should not", "may": "must not", "will": "must not",
}  # fmt: skip
_NOT_REQUIRED = frozenset("required obliged obligatory mandatory needs needed compelled".split())
_CLASHES: dict[tuple[Strength, Strength], Objection] = {
    ("must", "may"): "contradicted", ("may", "must"): "contradicted",
    ("must", "should"): "partly", ("should", "must"): "partly",
    ("must", "need not"): "contradicted",
    ("need not", "must"): "contradicted", ("need not", "should"): "contradicted",
    ("should", "need not"): "contradicted", ("must", "must not"): "contradicted",
    ("must not", "must"): "contradicted", ("may", "must not"): "contradicted",
    ("must not", "may"): "contradicted", ("may", "should not"): "contradicted",
    ("should not", "may"): "contradicted", ("should", "must not"): "contradicted",
    ("must not", "should"): "contradicted", ("should", "should not"): "contradicted",
    ("should not", "should"): "contradicted", ("must", "should not"): "contradicted",
    ("should not", "must"): "contradicted", ("will", "may"): "partly",
    ("will", "must not"): "contradicted", ("must not", "will"): "contradicted",
    ("need not", "must not"): "partly", ("must not", "need not"): "partly",
}  # fmt: skip
_BETWEEN = frozenset(
    "not to be also then only ever never always the a an have been still just either".split()
)
_CLOSE = 0.6


@dataclass(frozen=True, slots=True)
class Duty:
    """How binding a verb is: `place` is where the modal word stands, `verb` where the verb does."""

    strength: Strength
    place: int
    verb: int


def duties(reading: Reading) -> Iterator[Duty]:
    """The verbs of a text that a word such as `must` or `may` goes with."""
    for place, token in enumerate(reading.tokens):
        low = token.low
        if low == "need" and _word(reading, place + 1) == "not":
            verb = _verb(reading, place)
            if verb is not None:
                yield Duty("need not", place, verb)
        elif low in _STRENGTHS and not (low == "may" and token.text == "May" and not token.first):
            verb = _verb(reading, place)
            if verb is not None:
                yield Duty(_strength(reading, place, low), place, verb)


def _strength(reading: Reading, place: int, low: str) -> Strength:
    before = [_word(reading, place - step) for step in (1, 2)]
    after = _word(reading, place + 1)
    is_duty = low in _NOT_REQUIRED or low == "must"
    if is_duty and not {"not", "never", "nobody"}.isdisjoint(before):
        return "need not" if "not" in before else "must not"
    if after in ("not", "never") or ("not" in before and low in ("allowed", "permitted", "free")):
        return _DENIED[_STRENGTHS[low]]
    return _STRENGTHS[low]


def _word(reading: Reading, place: int) -> str:
    return reading.tokens[place].low if 0 <= place < len(reading.tokens) else ""


def _verb(reading: Reading, place: int) -> int | None:
    """The next content word after a modal, with only small words between."""
    for after in range(place + 1, min(place + 6, len(reading.tokens))):
        token = reading.tokens[after]
        if token.sentence != reading.tokens[place].sentence:
            return None
        if token.content:
            return after
        if token.low not in _BETWEEN:
            return None
    return None


def modality(claim: Reading, source: Reading) -> Iterator[Disagreement]:
    """The same verb under another duty, where the rest of the clause is the same."""
    theirs = tuple(duties(source))
    if not theirs:
        return
    for ours in duties(claim):
        verb = claim.tokens[ours.verb].stem
        same = [one for one in theirs if source.tokens[one.verb].stem == verb]
        if any(one.strength == ours.strength for one in same):
            continue
        for other in same:
            clash = _CLASHES.get((ours.strength, other.strength))
            if clash and _alike(claim, ours.verb, source, other.verb):
                yield Disagreement(
                    kind="modality",
                    support=clash,
                    reason=f'The source says "{other.strength} {verb_text(source, other)}", '
                    f'the sentence says "{ours.strength} {verb_text(claim, ours)}".',
                )
                return


def verb_text(reading: Reading, duty: Duty) -> str:
    """The verb as it stands."""
    return reading.tokens[duty.verb].low


def _alike(claim: Reading, here: int, source: Reading, there: int) -> bool:
    clause = [claim.tokens[one] for one in claim.clause_of(here) if one != here]
    near = fit(claim, here, source, there)
    return share(clause, source.content) >= _CLOSE and near.left + near.right >= 1
