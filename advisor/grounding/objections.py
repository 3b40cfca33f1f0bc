"""Guards by rule: what code can decide of a sentence that stays close to its source."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Literal

from advisor.grounding.objection_words import (
    ACTORS,
    CONDITIONS,
    EXCLUSIVE,
    IMPLIED,
    NEGATIONS,
    NUMBER_WORDS,
    OPPOSITES,
    STRENGTH,
)

Objection = Literal["contradicted", "unsupported", "partly"]
CLOSE = 0.7  # share of the sentence's words that must stand in the source in the same order
VERY_CLOSE = 0.85
REORDERED = 0.95
COUNTABLE = 6  # a smaller number may count what the source lists
MOST_NUMBERS = 8
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[a-z]+")
_CLAUSE = re.compile(r"(?<=[.!?;])\s+|\n")
_MARKS = re.compile(r"\[N?\d+\]")
_CONTRACTED = re.compile(r"n['\u2019]t\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """What a guard found: its kind, what it makes of the sentence, and why in words."""

    kind: str
    support: Objection
    reason: str


def disagreements(sentence: str, evidence: str) -> tuple[Disagreement, ...]:
    """Where a sentence goes against its evidence, or beyond it; empty where no guard can tell.

    `evidence` is a few sentences. Words are compared only with a source sentence that says nearly
    the same in the same order; numbers are looked for in all of the evidence.
    """
    claim = _tokens(_MARKS.sub("", sentence))
    found = [*_numbers(claim, _tokens(evidence))]
    closest = max(
        (_Aligned.of(_tokens(clause), claim) for clause in _CLAUSE.split(evidence)),
        key=lambda one: one.closeness,
        default=None,
    )
    if closest and closest.closeness >= CLOSE:
        found.extend(_edits(closest))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Aligned:
    """A source sentence beside the claim: what stands only in one of them, place by place."""

    source: Sequence[str]
    claim: Sequence[str]
    changes: tuple[tuple[Sequence[str], Sequence[str]], ...]
    closeness: float

    @classmethod
    def of(cls, source: Sequence[str], claim: Sequence[str]) -> "_Aligned":
        codes = SequenceMatcher(None, source, claim, autojunk=False).get_opcodes()
        same = sum(end - start for tag, _, _, start, end in codes if tag == "equal")
        changes = tuple((source[a:b], claim[c:d]) for tag, a, b, c, d in codes if tag != "equal")
        # Parties that change places leave all words where only their order is another.
        shared = (Counter(source) & Counter(claim)).total()
        close = shared if shared >= REORDERED * len(claim) else same
        return cls(source, claim, changes, close / max(1, len(claim)))


def _tokens(text: str) -> list[str]:
    """Lower-case words and numbers; a number of several words is one (`thirty-six`)."""
    made: list[str] = []
    for word in _TOKEN.findall(_CONTRACTED.sub(" not", text.lower())):
        before = NUMBER_WORDS.get(made[-1]) if made else None
        now = NUMBER_WORDS.get(word)
        if before and now and now in (100, 1000) and before < now:
            made[-1] = f"{before * now:g}"
        elif before and now and before >= 20 and before % 10 == 0 and now < 10:
            made[-1] = f"{before + now:g}"
        else:
            made.append(word)
    return made


def _edits(aligned: _Aligned) -> Iterator[Disagreement]:
    """Single words that turn the meaning round."""
    lost = [word for old, _ in aligned.changes for word in old]
    new = [word for _, now in aligned.changes for word in now]
    yield from _negated(aligned, lost, new)
    yield from _swapped(aligned, lost, new)
    for old, now in aligned.changes:
        yield from _replaced(old, now)
    if aligned.closeness >= VERY_CLOSE and not new:
        for word in lost:
            if word in CONDITIONS:
                yield _said("condition", "partly", f'The source says this only with its "{word}".')


def _negated(aligned: _Aligned, lost: Sequence[str], new: Sequence[str]) -> Iterator[Disagreement]:
    """A "not" on one side alone; two of them, or an opposite beside it, cancel out."""
    denials = sum(word in NEGATIONS for word in new) + sum(word in NEGATIONS for word in lost)
    turned = any(OPPOSITES.get(word, set()) & set(new) for word in lost)
    kept = _main_part_kept(aligned)
    if denials % 2 == 1 and not turned and kept:
        yield _said("negation", "contradicted", "One says it, the other denies it.")


def _main_part_kept(aligned: _Aligned) -> bool:
    """Whether what was left out is short; a dropped clause takes its own "not" with it."""
    return all(len(old) <= 4 for old, _ in aligned.changes)


def _swapped(aligned: _Aligned, lost: Sequence[str], new: Sequence[str]) -> Iterator[Disagreement]:
    """The same parties in the other order."""
    parties = [
        [ACTORS[word] for word in side if word in ACTORS]
        for side in (aligned.source, aligned.claim)
    ]
    before, after = (list(dict.fromkeys(side)) for side in parties)
    moved = any(word in ACTORS for word in lost) and any(word in ACTORS for word in new)
    passive = ("by" in new) != ("by" in lost)
    if moved and len(before) > 1 and before != after and set(before) == set(after) and not passive:
        yield _said("actor", "contradicted", "The source has the parties the other way round.")


def _replaced(old: Sequence[str], now: Sequence[str]) -> Iterator[Disagreement]:
    for was in old:
        for word in now:
            if word in OPPOSITES.get(was, ()) and was not in now and word not in old:
                reason = f'The source says "{was}", the sentence says "{word}".'
                yield _said("opposite", "contradicted", reason)
            elif was in ACTORS and word in ACTORS and ACTORS[was] != ACTORS[word]:
                reason = f"The source speaks of the {was}, the sentence of the {word}."
                yield _said("actor", "contradicted", reason)
            elif any(was in group and word in group and was != word for group in EXCLUSIVE):
                reason = f'The source says "{was}", the sentence says "{word}".'
                yield _said("name_or_unit", "contradicted", reason)
            elif was in STRENGTH and word in STRENGTH and STRENGTH[was] != STRENGTH[word]:
                apart = abs(STRENGTH[was] - STRENGTH[word])
                reason = f'The source says "{was}", the sentence says "{word}".'
                yield _said("modality", "contradicted" if apart > 1 else "partly", reason)


def _numbers(claim: Sequence[str], evidence: Sequence[str]) -> Iterator[Disagreement]:
    known = _values(evidence) | {value for word in evidence for value in IMPLIED.get(word, ())}
    derived = known | _computed(known)
    for value in sorted(_values(claim) - derived):
        nearby = _same_noun(claim, evidence, value)
        text = f"{value:g}"
        if nearby is not None:
            reason = f"The source says {nearby:g} where the sentence says {text}."
            yield _said("number", "contradicted", reason)
        elif value > COUNTABLE:
            yield _said("number", "unsupported", f"The source does not have the number {text}.")


def _values(tokens: Sequence[str]) -> set[float]:
    return {value for token in tokens if (value := _value(token)) is not None}


def _value(token: str) -> float | None:
    if token in NUMBER_WORDS:
        return NUMBER_WORDS[token]
    if not token[0].isdigit():
        return None
    plain = token.replace(":", ".")
    plain = re.sub(r",(?=\d{3}\b)", "", plain).replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def _computed(known: set[float]) -> set[float]:
    """What follows from two of the numbers, or from one by a change of unit."""
    few = sorted(known)[:MOST_NUMBERS]
    made = {total for a, b in combinations(few, 2) for total in _together(a, b)}
    made |= {sum(some) for count in range(3, 6) for some in combinations(few, count)}
    made |= {value * factor for value in few for factor in (7, 12, 24, 30, 52, 60, 100, 0.5)}
    made |= {value / factor for value in few for factor in (4, 7, 12, 24, 30, 52, 60, 100)}
    made |= {float(count) for count in range(2, len(known) + 1)}
    return {round(value, 2) for value in made} | made


def _together(a: float, b: float) -> Iterator[float]:
    yield from (a + b, abs(a - b), a * b)
    for top, bottom in ((a, b), (b, a)):
        if bottom:
            yield from (top / bottom, 100 * top / bottom, 100 * (top - bottom) / bottom)


def _same_noun(claim: Sequence[str], evidence: Sequence[str], value: float) -> float | None:
    """The evidence's own number before the same word, where it has just one."""
    after = {claim[place + 1] for place in range(len(claim) - 1) if _value(claim[place]) == value}
    there = {
        found
        for place in range(len(evidence) - 1)
        if (found := _value(evidence[place])) is not None and evidence[place + 1] in after
    }
    return there.pop() if len(there) == 1 else None


def _said(kind: str, support: Objection, reason: str) -> Disagreement:
    return Disagreement(kind=kind, support=support, reason=reason)
