"""Finds what one text denies and the other affirms."""

from collections.abc import Iterator

from advisor.grounding.guards.alignment import Reading, fit, share
from advisor.grounding.guards.stems import stem
from advisor.grounding.guards.types import Disagreement

NEGATORS = frozenset(
    "not never no without nobody none nothing neither nor hardly rarely seldom nolonger".split()
)
# Words that deny something without a "not"; where one stands, no "not" is missed.
_DENYING = frozenset(
    "avoid stop refus lack fail prevent forbid ban omit exclud deny instead except unless until "
    "withhold skip drop absent miss missing resist ignor ceas abandon waiv zero empti empty lose "
    "lost void reject declin unabl nowhere remov otherwise notonly wrong unlik unlikely impossibl "
    "prohibit optional".split()
)
# ... and these only where they stand just before what they deny.
_DENYING_NEXT = frozenset(
    "only free few little less beyond too barely against out before merely regardless even "
    "evenif whatever".split()
)
_PREFIXED = ("un", "non", "dis")
_LIGHT = frozenset(
    "be have do need make take get go let give keep must can may should will would could any "
    "anything yet ever simply merely really only just also then so a long".split()
)
_UNTIL = stem("until")
_COMPARED = frozenset(
    "more less fewer later earlier sooner longer shorter higher lower larger smaller only".split()
)
_EXCEPTING = frozenset("except excluding save unless but besides".split())
_REACH = 5
_CLOSE = 0.6
_LOOSE = 0.6


def negation(claim: Reading, source: Reading) -> Iterator[Disagreement]:
    """A thing denied in one and affirmed in the other, where both say the same of it otherwise."""
    mine, theirs = tuple(_denied(claim)), tuple(_denied(source))
    both = {claim.tokens[one].stem for one in mine} & {source.tokens[one].stem for one in theirs}
    for place in mine:
        found = _affirmed(claim, place, source, both)
        if found is not None:
            word = source.tokens[found].low
            yield _said(f'The sentence denies what the source says of "{word}".')
            return
    for place in theirs:
        found = _affirmed(source, place, claim, both, backwards=True)
        if found is not None:
            word = claim.tokens[found].low
            yield _said(f'The source denies what the sentence says of "{word}".')
            return


def not_until(claim: Reading, source: Reading) -> Iterator[Disagreement]:
    """`Not until` turned into `before`."""
    for one, other in ((claim, source), (source, claim)):
        until, before = one.places.get(_UNTIL, ()), other.places.get("befor", ())
        if not until or not before or any(word.low in NEGATORS for word in other.tokens):
            continue
        if not negators_in_sentence(one, until[0]) or "befor" in one.places:
            continue
        if (
            fit(one, until[0], other, before[0]).score >= 3
            and share(claim.tokens, source.content) >= _CLOSE
        ):
            yield Disagreement(
                kind="order",
                support="contradicted",
                reason=f'The source says "{"not until" if one is source else "before"}", '
                f'the sentence says "{"before" if one is source else "not until"}".',
            )
            return


def negators_in_sentence(reading: Reading, place: int) -> int:
    """How many negative words stand in the sentence of a place."""
    return sum(reading.tokens[one].low in NEGATORS for one in reading.sentence_of(place))


def _said(reason: str) -> Disagreement:
    return Disagreement(kind="negation", support="contradicted", reason=reason)


def _denied(reading: Reading) -> Iterator[int]:
    """The places of the words that a negation is about."""
    for place, token in enumerate(reading.tokens):
        if token.low in NEGATORS and not _is_bound(reading, place):
            focus = _focus(reading, place)
            if focus is not None:
                yield focus


def _is_bound(reading: Reading, place: int) -> bool:
    """Whether a negation only makes a limit (`no later than`)."""
    after = reading.tokens[place + 1].low if place + 1 < len(reading.tokens) else ""
    return after in _COMPARED


def _focus(reading: Reading, negator: int) -> int | None:
    for after in reading.clause_of(negator):
        if negator < after <= negator + _REACH:
            word = reading.tokens[after]
            if word.content and word.stem not in _LIGHT:
                return after
    return None


def _affirmed(
    denying: Reading, place: int, other: Reading, both: set[str], *, backwards: bool = False
) -> int | None:
    """Where `other` affirms what `denying` denies at `place`; None where it does not."""
    focus = denying.tokens[place].stem
    places = other.places.get(focus, ())
    if not places or focus in both or focus[0].isdigit() or _cancelled(denying, place, other):
        return None
    elsewhere = [one for one in denying.places[focus] if one != place] if backwards else []
    if not backwards and _is_exception(denying, place, other, places):
        return None
    if any(_is_negative(other, found, denying, both) for found in places):
        return None
    mine = [denying.tokens[one] for one in denying.clause_of(place) if one != place]
    for found in places:
        whole = other.tokens if backwards else mine
        known = denying.content if backwards else other.content
        near = fit(denying, place, other, found)
        if any(fit(denying, one, other, found).score >= near.score for one in elsewhere):
            continue
        if share(whole, known) < (_CLOSE if near.score < 4 else _LOOSE):
            continue
        if near.score >= 2 or _together(denying, place, other, found, backwards=backwards):
            return found
    return None


def _is_exception(denying: Reading, place: int, other: Reading, places: tuple[int, ...]) -> bool:
    """Whether what is denied is what the other text excepts."""
    words = {
        denying.tokens[one].stem
        for one in denying.clause_of(place)
        if denying.tokens[one].content and one != place
    }
    for found in places:
        sentence = other.sentence_of(found)
        for one in sentence:
            if other.tokens[one].low in _EXCEPTING:
                part = {other.tokens[at].stem for at in range(one + 1, sentence.stop)} - {
                    other.tokens[at].stem for at in range(sentence.start, one)
                }
                if part & words:
                    return True
    return False


def _together(denying: Reading, place: int, other: Reading, found: int, *, backwards: bool) -> bool:
    """Whether the shorter one's words all stand in one sentence of the longer one."""
    short, long = (other, denying) if backwards else (denying, other)
    at, there = (found, place) if backwards else (place, found)
    words = [short.tokens[one].stem for one in short.clause_of(at) if short.tokens[one].content]
    around = {long.tokens[one].stem for one in long.sentence_of(there)}
    quiet = not any(other.tokens[one].low in NEGATORS for one in other.sentence_of(found))
    return quiet and len(words) >= 3 and all(word in around for word in words)


def _cancelled(denying: Reading, place: int, other: Reading) -> bool:
    """Whether a second negative word of the clause, which the other has not, undoes the first."""
    words = [denying.tokens[one] for one in denying.clause_of(place)]
    negative = [
        word for word in words if word.low in NEGATORS or _denies(word.stem) or _denies(word.low)
    ]
    return sum(word.low in NEGATORS or word.stem not in other.places for word in negative) > 1


def _denies(word: str) -> bool:
    return word in _DENYING


def _is_negative(reading: Reading, place: int, other: Reading, both: set[str]) -> bool:
    """Whether something in the clause denies: a "not" about another word that both deny is none."""
    for one in reading.clause_of(place):
        word = reading.tokens[one]
        if word.low in NEGATORS:
            focus = _focus(reading, one)
            if focus is None or reading.tokens[focus].stem not in both:
                return True
        elif (
            ((_denies(word.low) or _denies(word.stem)) and word.stem not in other.places)
            or (
                word.low in _DENYING_NEXT and 0 < place - one <= 3 and word.stem not in other.places
            )
            or (one != place and _undoes(word.low, word.stem, other, next_to=abs(one - place) <= 2))
        ):
            return True
    return False


def _undoes(word: str, its_stem: str, other: Reading, *, next_to: bool) -> bool:
    """Whether a word such as `unpaid` is new here, beside the place or against a `paid` there."""
    prefix = next((one for one in _PREFIXED if its_stem.startswith(one)), "")
    if not prefix or len(word) <= 5 or its_stem in other.places:
        return False
    return next_to or its_stem.removeprefix(prefix) in other.places


def negators_around(reading: Reading, place: int) -> int:
    """How many negative words stand in the clause of a place, itself not counted."""
    return sum(
        reading.tokens[one].low in NEGATORS for one in reading.clause_of(place) if one != place
    )


def negators_before(reading: Reading, place: int) -> int:
    """How many negative words stand shortly before a place in its clause."""
    return sum(
        reading.tokens[one].low in NEGATORS
        for one in reading.clause_of(place)
        if place - _REACH <= one < place
    )
