"""Finds names in a sentence that its evidence does not hold, or holds elsewhere."""

import re
from collections.abc import Iterator

from advisor.grounding.guards.alignment import Fit, Reading, Token, fit, share
from advisor.grounding.guards.slots import is_firm
from advisor.grounding.guards.types import Disagreement

_NOT_NAMES = frozenset(
    "i ok tv it hr pm pms am va vas vat ceo cfo cto coo sow rfp rfps rfq nda ndas sla slas kpi "
    "kpis "
    "ip id ids pdf url faq api seo ppc crm erp pos pc usb wifi vpn b2b roi qa ux ui eta asap diy "
    "tbc "
    "tbd po pos csv cv cvs ai app web internet english mr mrs ms dr monday tuesday wednesday "
    "thursday friday saturday sunday january february march april may june july august september "
    "october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed "
    "thu thur thurs fri sat sun christmas easter q1 q2 q3 q4 client customer owner vendor agency "
    "contractor supplier provider freelancer developer designer bookkeeper assistant consultant "
    "buyer seller employer party parties agreement contract deliverables services recipient "
    "information licensor licensee manager company firm bureau warehouse subcontractor".split()
)
_ALIASES = {
    "us": "united states america american usa u.s", "usa": "united states america american us u.s",
    "uk": "united kingdom britain british england english", "eu": "european union europe",
    "europe": "eu european", "america": "us usa united states american",
    "britain": "uk united kingdom british",
}  # fmt: skip
_LIKE_A_NAME = re.compile(r"[A-Z][a-z]+|[A-Z][A-Za-z]*[A-Z][A-Za-z]*\d*|[A-Z]{2,}\d*|[A-Z]\.[A-Z]")
_PEOPLES = frozenset(
    "filipino saudi french german dutch greek swiss thai czech welsh scots indian american african "
    "asian latin arab mexican afghan iraqi israeli pakistani bengali danish".split()
)
_PEOPLE_ENDINGS = ("ish", "ian", "ese")  # that a people's name fits a place, code cannot tell
_SHARED_START = 4


def names(claim: Reading, source: Reading) -> Iterator[Disagreement]:
    """Names that the source lacks, and names that stand where the source has another."""
    sure = names_of(source) | names_of(claim)
    theirs = list(_named(source, sure))
    told = {source.tokens[place].low for place in theirs}
    for here in _named(claim, sure):
        word = claim.tokens[here]
        rival = _rival(claim, here, source, theirs)
        if rival is not None:
            yield Disagreement(
                kind="name",
                support="contradicted",
                reason=f'The source says "{source.tokens[rival].text}", '
                f'the sentence says "{word.text}".',
            )
            return
        if word.low in _PEOPLES or word.low.endswith(_PEOPLE_ENDINGS):
            continue
        if word.low not in told and not _known(word, source):
            yield Disagreement(
                kind="name",
                support="unsupported",
                reason=f'The source does not name "{word.text}".',
            )
            return


def names_of(reading: Reading) -> frozenset[str]:
    """The names of a text in small letters, sentence beginnings left out."""
    return frozenset(reading.tokens[place].low for place in _named(reading))


def _named(reading: Reading, also: frozenset[str] = frozenset()) -> Iterator[int]:
    """The places of names: capitals within a sentence, a shape that only names have, or `also`."""
    loud = sum(token.text.isupper() and len(token.text) > 3 for token in reading.tokens)
    shouting = loud > len(reading.tokens) / 3
    titles = _is_title(reading)
    for place, token in enumerate(reading.tokens):
        if token.low in _NOT_NAMES or not token.content or len(token.text) < 2:
            continue
        if not _LIKE_A_NAME.fullmatch(token.text) or (token.text.isupper() and shouting):
            continue
        odd = any(letter.isupper() for letter in token.text[1:])
        if odd or token.low in also or not (token.first or _opens_clause(reading, place) or titles):
            yield place


def _opens_clause(reading: Reading, place: int) -> bool:
    """Whether a capital may only mark a beginning, as after a colon or in quotation marks."""
    return place > 0 and reading.tokens[place - 1].clause != reading.tokens[place].clause


def _is_title(reading: Reading) -> bool:
    """Whether most words have capitals, as in a heading."""
    words = [token for token in reading.tokens if token.content and token.text[0].isalpha()]
    return len(words) > 5 and sum(token.text[0].isupper() for token in words) > len(words) * 0.6


def _known(word: Token, source: Reading) -> bool:
    """Whether the source has the name, also in small letters, as initials or as another form."""
    low = word.low.replace(".", "")
    if word.stem in source.places or low in source.places:
        return True
    lows = [token.low for token in source.tokens]
    start = low[:_SHARED_START] if len(low) > _SHARED_START else low
    if any(other.startswith(start) or (len(other) > 2 and low.startswith(other)) for other in lows):
        return True
    if any(alias in lows for alias in _ALIASES.get(low, "").split()):
        return True
    return word.text.isupper() and low in "".join(other[0] for other in lows)


def _rival(claim: Reading, here: int, source: Reading, theirs: list[int]) -> int | None:
    """Another name of the source that stands just where the claim has this one."""
    word = claim.tokens[here]
    clause = [claim.tokens[one] for one in claim.clause_of(here) if one != here]
    if share(clause, source.content) < 0.7:
        return None
    same = [fit(claim, here, source, one) for one in source.places.get(word.stem, ())]
    own = max((one.score for one in same), default=-2)
    best: tuple[int, int] | None = None
    for there in theirs:
        if _by(claim, here) != _by(source, there):
            continue
        if source.tokens[there].low == word.low or _beside(source, there, word):
            continue
        found = fit(claim, here, source, there)
        if _strong(found) and found.score >= own + 2 and (best is None or found.score > best[0]):
            best = (found.score, there)
    return best[1] if best else None


def _by(reading: Reading, place: int) -> bool:
    """Whether a name is the doer in a passive sentence, also a name of two words."""
    return any(reading.tokens[one].low == "by" for one in range(max(0, place - 2), place))


def _strong(found: Fit) -> bool:
    return found.score >= 3 and is_firm(found)


def _beside(source: Reading, there: int, word: Token) -> bool:
    """Whether the two words are parts of one name."""
    near = range(max(0, there - 2), min(len(source.tokens), there + 3))
    return any(source.tokens[one].low == word.low for one in near)
