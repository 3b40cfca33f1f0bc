"""Whether a pronoun or demonstrative points to something outside the question."""

import re
from collections.abc import Sequence

from advisor.answering.follow_up_words import (
    BOUNDARY,
    DETERMINERS,
    PEOPLE,
    PREPOSITIONS,
    STOP,
    SUBJECTS,
    bare_forms,
    content_of,
    singular,
    tokens_of,
    word_set,
)
from advisor.answering.parties import is_party, names_trade

STORY = 7  # Content words from which "they" is the vendor of a story told in full.
_VERB_S = word_set(
    "happens does goes says means needs works comes keeps makes gets takes costs has looks "
    "wants depends matters is was this its us always perhaps sometimes less unless plus yes "
    "pls thanks"
)
_NOT_DEMONSTRATIVE = word_set(
    "week month year time morning quarter summer days who way far long late"
)
_AUXILIARY = word_set(
    "is was isnt does would can should could will did do if why how when what where and or "
    "but doing need put see has had handle write use sign have make fix change include cover "
    "avoid test explain"
)
_PERSONAL = word_set("they them their theirs theyre he she him her his hers")
_COLLECTIVE = word_set(
    "people staff team everyone nobody someone anyone somebody anybody crew company"
)
_POINTED_AT = word_set(
    "person clause list part point one kind sort much many case way rule plan thing"
)
_ONE = word_set(
    "no any every each some this day week month year phase version number level step no-one"
)
_EXPLETIVE = re.compile(
    r"\bworth it\b|\bit worth \w|\bit in writing that\b"
    r"|\bit (?:rains|turns out|seems|looks|depends|comes)\b"
    r"|\b(?:forget|call|take|set) it\b|\bit (?:takes?|costs?) .*\bto\b"
    r"|\b(?:is|was|isnt|isn't|does|would|will|makes?|find|when) it\b(?! the\b)[^,.?!]*? "
    r"(?:to|that|if|when|whether|who|where|how|or|because|what|which)\b *\w+"
    r"|\bit(?:'s| is|s) [^,.?!]*? (?:to|that|if|when|who)\b *\w+|\b(?:deal|cope) with it when\b"
    r"|\bit (?:was|is) (?:a|an|just|only) \w+|\b(?:handle|hate|like|love) it (?:when|if)\b",
    re.I,
)
# "IT" is a trade, "it" a pronoun; owners often type both in lower case.
_IT_TRADE = re.compile(
    r"\bIT\b(?=.*[a-z])|\bit\b(?= (?:support|company|firm|guy|people|provider|team|contract|vendor|"
    r"service|services|person|department|contractor|agency)\b)"
)
# "How do they do it in a call centre": the people of that place.
_AT_A_PLACE = re.compile(r"\bthey\b.* (?:in|at) (?:a|an|other|most|big|bigger) (.+)", re.I)


def points_outside(text: str, trades: frozenset[str]) -> bool:
    """Whether a pronoun or demonstrative has nothing before it that it could stand for."""
    text = _IT_TRADE.sub("tech", text)
    tokens = tokens_of(text)
    checks = {"it": _it, "that": _that, "this": _that, "these": _that, "those": _that, "one": _one}
    short = len(content_of(tokens)) < STORY
    expletive = bool(_EXPLETIVE.search(text))
    for place, token in enumerate(tokens):
        word = token.split("'")[0]
        if word == "it" and expletive:
            continue
        if word in checks and checks[word](tokens, place, trades):
            return True
        if word in _PERSONAL and short and not _person_before(tokens[:place], word, text, trades):
            return True
        if word in ("instead", "else", "otherwise", "too") and _elliptic(tokens, place):
            return True
    return False


def _person_before(before: Sequence[str], pronoun: str, text: str, trades: frozenset[str]) -> bool:
    for token in before:
        noun = singular(token)
        if noun in PEOPLE or is_party(token, trades):
            return True
        many = noun != token and token not in _VERB_S and not bare_forms(token) & STOP
        if pronoun.startswith("the") and (many or token in _COLLECTIVE):
            return True
    place = _AT_A_PLACE.search(text) if pronoun == "they" else None
    if place and names_trade(tokens_of(place[1]), trades):
        return True
    return bool(re.search(r"(?<=[a-z,] )[A-Z][a-z]+", text))


def _thing_before(before: Sequence[str]) -> bool:
    for place, token in enumerate(before):
        if not token[0].isalnum() or bare_forms(token) & STOP or singular(token) in PEOPLE:
            continue
        if token in SUBJECTS or singular(token) in SUBJECTS:
            return True
        if DETERMINERS & set(before[max(0, place - 2) : place]):
            return True
    return _clause_before(before)


def _clause_before(before: Sequence[str]) -> bool:
    """Whether a clause that says something ends before this place."""
    ends = [place for place, token in enumerate(before) if token in BOUNDARY]
    return any(len(content_of(before[:end])) >= 2 for end in ends)


def _it(tokens: Sequence[str], place: int, _: frozenset[str]) -> bool:
    return not _thing_before(tokens[:place])


def _that(tokens: Sequence[str], place: int, _: frozenset[str]) -> bool:
    before, after = tokens[:place], tokens[place + 1 :]
    follows = after[0] if after else "?"
    if follows in _NOT_DEMONSTRATIVE or _clause_before(before) or tokens[place] == "that's":
        return tokens[place] == "that's" and not _clause_before(before)
    if tokens[place] != "that":
        return not any(singular(word) == singular(follows) for word in before)
    if follows in BOUNDARY or not before or before[-1] in BOUNDARY:
        return True
    if before[-1] in ("is", "was") and content_of(before):
        return False
    return before[-1] in PREPOSITIONS | _AUXILIARY or follows in _POINTED_AT


def _one(tokens: Sequence[str], place: int, _: frozenset[str]) -> bool:
    follows = tokens[place + 1] if place + 1 < len(tokens) else "?"
    ends = follows in BOUNDARY | PREPOSITIONS | word_set(
        "first is do does should would can cost costs"
    )
    return (
        place > 0 and ends and not _thing_before(tokens[:place]) and tokens[place - 1] not in _ONE
    )


def _elliptic(tokens: Sequence[str], place: int) -> bool:
    follows = tokens[place + 1] if place + 1 < len(tokens) else "?"
    if tokens[place] == "otherwise":
        return place == 0
    short = len(content_of(tokens)) < 4 and not _clause_before(tokens[:place])
    if tokens[place] == "else":
        return short and place > 0 and tokens[place - 1] not in ("someone", "somebody", "everyone")
    return short and follows in word_set("? . ,")
