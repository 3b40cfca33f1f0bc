"""Reads a text into words with stems, and says how far the surroundings of two words agree."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from advisor.grounding.guards.stems import stem

WINDOW = 4
_WORD = re.compile(
    r"(?P<word>[A-Za-z]+(?:[.&][A-Za-z]+)*(?:['\u2019][A-Za-z]+)?[\d]*)"
    r"|(?P<number>[$\u20ac\u00a3]?\d+(?:[.,:/]\d+)*(?:[a-zA-Z]+\d*)?%?|%)"
    r"|(?P<end>[.!?]+(?=[\s\"'\u201d\u2019)]|$))|(?P<pause>[,;:()\u2013\u2014]|\s-\s)"
)
_MARKS = re.compile(r"\s?\[[NS]?\d+\](?:\[[NS]?\d+\])*")
_CONTRACTED = {"can": "can", "won": "will", "sha": "shall", "ca": "can", "wo": "will"}
_PHRASES = {
    ("leave", "out"): "omit", ("left", "out"): "omit", ("leaves", "out"): "omit",
    ("leaving", "out"): "omit", ("turn", "down"): "reject", ("turned", "down"): "reject",
    ("in", "advance"): "advance", ("in", "arrears"): "arrears", ("prior", "to"): "before",
    ("ahead", "of"): "before", ("no", "one"): "nobody", ("as", "well"): "also",
    ("each", "other"): "mutually", ("one", "another"): "mutually", ("of", "course"): "surely",
    ("at", "once"): "immediately", ("right", "away"): "immediately", ("up", "front"): "upfront",
    ("have", "to"): "must", ("has", "to"): "must", ("had", "to"): "must", ("having", "to"): "must",
    ("at", "least"): "atleast", ("at", "most"): "atmost", ("up", "to"): "atmost",
    ("at", "all"): "whatsoever", ("after", "all"): "finally", ("above", "all"): "mainly",
    ("all", "right"): "fine", ("once", "more"): "again", ("any", "more"): "anymore",
    ("even", "if"): "evenif", ("only", "if"): "onlyif", ("as", "if"): "asif",
    ("other", "than"): "except", ("apart", "from"): "except", ("rather", "than"): "instead",
    ("no", "longer"): "nolonger", ("not", "only"): "notonly", ("more", "or"): "about",
}  # fmt: skip
FUNCTION_WORDS = frozenset(
    "a an the and or but nor so yet of in on at by to for from with about as into onto over under "
    "than that this these those it its he she they them their his her him we us our you your i my "
    "me is are was were be been being am do does did done has have had having will would shall can "
    "could may might must should ought there here then when where which who whom whose what how "
    "why "
    "if because while not no never any some such own same too very just also only even still again "
    "both each every all more most less least other another one out up down off before after until "
    "unless since through during between within without per via rather instead not now s mr ms mrs "
    "nobody none nothing neither nolonger atleast atmost evenif onlyif need let go get "
    "make take put".split()
)
ARTICLES = frozenset("the a an this that these those your their its our his her my own".split())

_PASSED_OVER = ARTICLES | {"not", "never", "also", "still"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number: `text` as it stands, `low` in small letters, and where it belongs.

    `clause` and `sentence` count from 0 through the whole text; `first` says that a sentence
    begins with it.
    """

    text: str
    low: str
    stem: str
    clause: int
    sentence: int
    first: bool
    content: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as tokens, with what is looked up often."""

    text: str
    tokens: tuple[Token, ...]
    places: dict[str, tuple[int, ...]]
    content: frozenset[str]

    def clause_of(self, place: int) -> range:
        """The places of the tokens in the same clause."""
        return self._around(place, "clause")

    def sentence_of(self, place: int) -> range:
        """The places of the tokens in the same sentence."""
        return self._around(place, "sentence")

    def _around(self, place: int, what: str) -> range:
        same = getattr(self.tokens[place], what)
        start = end = place
        while start > 0 and getattr(self.tokens[start - 1], what) == same:
            start -= 1
        while end + 1 < len(self.tokens) and getattr(self.tokens[end + 1], what) == same:
            end += 1
        return range(start, end + 1)


@lru_cache(maxsize=512)
def read(text: str) -> Reading:
    """Words, numbers and their places; citation marks such as `[2]` are left out."""
    tokens = tuple(_joined(list(_tokens(_MARKS.sub("", text)))))
    places: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        places.setdefault(token.stem, []).append(place)
    return Reading(
        text=text,
        tokens=tokens,
        places={word: tuple(found) for word, found in places.items()},
        content=frozenset(token.stem for token in tokens if token.content),
    )


def _tokens(text: str) -> Iterator[Token]:
    clause = sentence = 0
    first = True
    for match in _WORD.finditer(text):
        if match["end"]:
            clause, sentence, first = clause + 1, sentence + 1, True
        elif match["pause"]:
            clause += 1
        else:
            for part in _parts(match[0]):
                yield _token(part, clause, sentence, first=first)
                first = False


def _token(text: str, clause: int, sentence: int, *, first: bool) -> Token:
    low = text.lower()
    return Token(text, low, stem(low), clause, sentence, first, low not in FUNCTION_WORDS)


def _parts(word: str) -> tuple[str, ...]:
    """`can't` and `cannot` as two words; a possessive without its ending."""
    plain = word.replace("\u2019", "'")
    if plain.lower() == "cannot":
        return ("can", "not")
    if "'" not in plain:
        return (plain,)
    base, _, ending = plain.partition("'")
    if ending.lower() == "t" and base.lower().endswith("n"):
        verb = base[:-1] if base.lower() != "can" else base
        return (_CONTRACTED.get(verb.lower(), verb), "not")
    if ending.lower() in ("re", "ll", "ve", "d", "m"):
        return (base, {"ll": "will", "re": "are", "ve": "have"}.get(ending.lower(), "be"))
    return (base,)


def _joined(tokens: list[Token]) -> Iterator[Token]:
    """Phrases that mean one thing as one token."""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        phrase = _PHRASES.get((token.low, after.low)) if after else None
        if phrase == "nolonger" and place + 2 < len(tokens) and tokens[place + 2].low == "than":
            phrase = None
        if phrase and after and after.clause == token.clause:
            text = f"{token.text} {after.text}"
            yield Token(
                text,
                phrase,
                stem(phrase),
                token.clause,
                token.sentence,
                token.first,
                phrase not in FUNCTION_WORDS,
            )
            place += 2
        else:
            yield token
            place += 1


def share(words: Sequence[Token], known: frozenset[str]) -> float:
    """Which part of the content words stands among `known`; 0 where there are none."""
    content = [word.stem for word in words if word.content]
    return sum(word in known for word in content) / len(content) if content else 0.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How far the surroundings of two words agree.

    `left` and `right` count shared content words within the window; `near_left` and `near_right`
    say that the very next words are the same.
    """

    left: int
    right: int
    near_left: bool
    near_right: bool

    @property
    def score(self) -> int:
        """Shared content words, and one more for each equal neighbour."""
        return self.left + self.right + self.near_left + self.near_right


def fit(
    one: Reading, here: int, other: Reading, there: int, *, width: int = 1, other_width: int = 1
) -> Fit:
    """Compare what stands round the words at `here` and at `there`; widths are in words."""
    sides = []
    for step in (-1, 1):
        mine = _window(one, here + (width - 1 if step > 0 else 0), step)
        theirs = _window(other, there + (other_width - 1 if step > 0 else 0), step)
        known = {token.stem for token in theirs if token.content}
        shared = len({token.stem for token in mine if token.content} & known)
        near = bool(mine) and bool(theirs) and mine[0].stem == theirs[0].stem
        sides.append((shared, near or (not mine and not theirs)))
    return Fit(sides[0][0], sides[1][0], sides[0][1], sides[1][1])


def beside(reading: Reading, place: int, step: int) -> int | None:
    """The place of the next word on one side within the sentence, articles passed over."""
    sentence = reading.tokens[place].sentence
    place += step
    while 0 <= place < len(reading.tokens) and reading.tokens[place].sentence == sentence:
        if reading.tokens[place].low not in _PASSED_OVER:
            return place
        place += step
    return None


def _window(reading: Reading, place: int, step: int) -> list[Token]:
    """Up to `WINDOW` words on one side within the sentence, without articles."""
    found: list[Token] = []
    sentence = reading.tokens[place].sentence
    place += step
    while 0 <= place < len(reading.tokens) and len(found) < WINDOW:
        token = reading.tokens[place]
        if token.sentence != sentence:
            break
        if token.low not in _PASSED_OVER:
            found.append(token)
        place += step
    return found
