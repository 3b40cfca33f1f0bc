"""Finds words turned into their opposite, or put in each other's place, amid equal surroundings."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from advisor.grounding.guards.alignment import Fit, Reading, Token, beside, fit, share
from advisor.grounding.guards.figures import NUMBER_WORDS
from advisor.grounding.guards.negation import negators_around, negators_before
from advisor.grounding.guards.opposites import OPPOSITES, is_reverse
from advisor.grounding.guards.types import Disagreement

_PREFIXES = ("un", "in", "im", "non", "dis", "ir")
_CLOSE = 0.6
_WHETHER = {"unless", "whether"}
_NO_FIT = Fit(0, 0, False, False)


@dataclass(frozen=True, slots=True)
class Swap:
    """The claim's word at `here` stands where the source has the one at `there`."""

    here: int
    there: int
    fit: Fit


def opposites(claim: Reading, source: Reading) -> Iterator[Disagreement]:
    """A word of the source turned into its opposite while its surroundings are the same."""
    for here, token in enumerate(claim.tokens):
        for word in _reversed_in(token.stem, source):
            if word in claim.places and token.stem in source.places:
                continue
            for there in source.places[word]:
                if _turned(claim, here, source, there):
                    yield Disagreement(
                        kind=is_reverse(token.stem, word) or "antonym",
                        support="contradicted",
                        reason=f'The source says "{source.tokens[there].low}", '
                        f'the sentence says "{token.low}".',
                    )
                    return


def _reversed_in(word: str, source: Reading) -> Iterable[str]:
    known = OPPOSITES.get(word)
    if known:
        yield from (other for other in known if other in source.places)
    if len(word) < 4:
        return
    for prefix in _PREFIXES:
        if prefix + word in source.places:
            yield prefix + word
        bare = word.removeprefix(prefix)
        if bare != word and len(bare) >= 4 and bare in source.places:
            yield bare


def _turned(claim: Reading, here: int, source: Reading, there: int) -> bool:
    if (negators_before(claim, here) + negators_before(source, there)) % 2:
        return False
    if (
        not source.tokens[there].content
        and (negators_around(claim, here) + negators_around(source, there)) % 2
    ):
        return False
    if has_new_number(claim, here, source) or _WHETHER & claim.places.keys() ^ (
        _WHETHER & source.places.keys()
    ):
        return False
    found = fit(claim, here, source, there)
    clause = [claim.tokens[one] for one in claim.clause_of(here) if one != here]
    if best_same(claim, here, source).score >= max(1, found.score):
        return False
    return (
        found.score >= 2
        and found.left + found.right >= 1
        and share(clause, source.content) >= _CLOSE
    )


def has_new_number(claim: Reading, here: int, source: Reading) -> bool:
    """Whether a number of the clause is not the source's: the rest of a whole is the opposite."""
    for one in claim.clause_of(here):
        token = claim.tokens[one]
        if (
            token.low[0].isdigit() or token.low in NUMBER_WORDS
        ) and token.stem not in source.places:
            return True
    return False


def best_same(claim: Reading, here: int, source: Reading) -> Fit:
    """The best fit of a claim's word with the same word of the source."""
    places = source.places.get(claim.tokens[here].stem, ())
    fits = (fit(claim, here, source, place) for place in places)
    return max(fits, key=lambda one: one.score, default=_NO_FIT)


def swaps(
    claim: Reading,
    source: Reading,
    value: Callable[[Token], str],
    *,
    least: int = 3,
    firm: Callable[[Fit], bool] | None = None,
) -> Iterator[Swap]:
    """Words of one sort in the claim that stand where the source has another word of that sort.

    `value` names a word's meaning within the sort, or is empty for words of no interest.
    """
    firm = firm or is_firm
    mine = [(place, value(token)) for place, token in enumerate(claim.tokens) if value(token)]
    theirs = [(place, value(token)) for place, token in enumerate(source.tokens) if value(token)]
    for here, meaning in mine:
        clause = [claim.tokens[one] for one in claim.clause_of(here) if one != here]
        if not theirs or share(clause, source.content) < _CLOSE:
            continue
        same = [fit(claim, here, source, at) for at, other in theirs if other == meaning]
        own = max((one.score for one in same), default=0)
        for there, other in theirs:
            if other != meaning:
                found = fit(claim, here, source, there)
                if found.score >= least and found.score >= own + 2 and firm(found):
                    yield Swap(here, there, found)
                    break


def is_firm(found: Fit) -> bool:
    """Whether both sides, or one side closely, agree."""
    sides = (found.left or found.near_left) and (found.right or found.near_right)
    return bool(sides or (found.near_right and found.right >= 2))


def is_held(found: Fit) -> bool:
    """Whether one side alone agrees closely, which is enough for words such as dates."""
    return is_firm(found) or bool(found.near_left and found.left >= 2)


def misplaced(claim: Reading, source: Reading) -> Iterator[Disagreement]:
    """A word of the source that stands between two neighbours which hold another word there."""
    for here, token in enumerate(claim.tokens):
        if not token.content or token.stem not in source.places or not token.low.isalpha():
            continue
        left, right = beside(claim, here, -1), beside(claim, here, 1)
        if left is None or right is None:
            continue
        before, after = claim.tokens[left].stem, claim.tokens[right].stem
        for at in source.places.get(before, ()):
            there = beside(source, at, 1)
            if there is None or not source.tokens[there].content:
                continue
            if not source.tokens[there].low.isalpha():
                continue
            last = beside(source, there, 1)
            if last is None or source.tokens[last].stem != after:
                continue
            if source.tokens[there].stem != token.stem and _is_misplaced(
                claim, here, source, there
            ):
                yield Disagreement(
                    kind="actor",
                    support="contradicted",
                    reason=f'The source says "{source.tokens[there].low}" where the sentence says '
                    f'"{token.low}", which the source says of something else.',
                )
                return


def _is_misplaced(claim: Reading, here: int, source: Reading, there: int) -> bool:
    found = fit(claim, here, source, there)
    if found.score < 4 or best_same(claim, here, source).score > found.score - 2:
        return False
    word = claim.tokens[here].stem
    near = range(max(0, there - 4), min(len(source.tokens), there + 5))
    if any(source.tokens[one].stem == word for one in near):
        return False
    clause = [claim.tokens[one] for one in claim.clause_of(here)]
    return share(clause, source.content) >= _CLOSE


def crossed(claim: Reading, source: Reading) -> Iterator[Disagreement]:
    """Two words that have changed places: `a x ... b y` in one, `b x ... a y` in the other."""
    for step in (1, -1):
        mine, theirs = _links(claim, step), _links(source, step)
        pairs = {(word, after) for word, after in theirs}
        before: dict[str, set[str]] = {}
        for word, after in theirs:
            before.setdefault(after, set()).add(word)
        for one, after in mine:
            if (one, after) in pairs:
                continue
            for other in before.get(after, set()) - {one}:
                for again, last in mine:
                    if again == other and last != after and (one, last) in pairs:
                        if (other, last) in pairs:
                            continue
                        yield Disagreement(
                            kind="actor",
                            support="contradicted",
                            reason=f'The source puts "{other}" with "{after}" and "{one}" '
                            f'with "{last}"; the sentence has them the other way round.',
                        )
                        return


def _links(reading: Reading, step: int) -> list[tuple[str, str]]:
    """Each content word with the next one in its sentence."""
    words = [token for token in reading.tokens if token.content]
    made = [
        (one.stem, other.stem)
        for one, other in itertools.pairwise(words)
        if one.sentence == other.sentence
    ]
    return made if step > 0 else [(after, word) for word, after in made]
