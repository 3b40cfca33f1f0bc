"""The small language in which knowledge/signals/ writes phrases, and what it compiles to.

A phrase is words in order. `word*` stands for every word that begins so, `(a|b c)` for either,
`[a|b]` for either or nothing, `{name}` for a word list of the file, `..` for up to four words in
between and `...` for up to nine; `#` is a number, `$` an amount of money, `%` a percentage,
`clock` a time of day, `@` a name; `theyre` is read as `they are`. A line may join phrases: `a & b`
needs both in one sentence, in any order, `a + b` needs the second in the next sentence, and
`a ! b` forbids the second.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from advisor.errors import KnowledgeError

CONTRACTED = {
    **{f"{who}s": f"{who} is" for who in ("he", "she", "that", "there", "here", "who", "what")},
    **{f"{who}re": f"{who} are" for who in ("they", "you")},
    **{f"{who}ve": f"{who} have" for who in ("i", "we", "you", "they")},
    **{f"{who}ll": f"{who} will" for who in ("they", "you")},
    "im": "i am",
}
_CONTRACTED = re.compile(rf"\b(?:{'|'.join(CONTRACTED)})\b(?!\*)")
_PIECES = re.compile(r"[()\[\]|]|[^\s()\[\]|]+")
_LISTED = re.compile(r"\{(\w+)\}")
_JOINED = re.compile(r" ([&+!]) ")
_WORD = re.compile(r"[a-z0-9%,]+\*?|@\*?")
_GAPS = {"..": 4, "...": 9}
_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|fifteen|twenty|thirty|"
    "forty|fifty|hundred|couple|few|several|half"
)
_SPECIAL = {"#": rf"(?:\d[^ ]*|{_NUMBER_WORDS}) ", "$": r"\$ ", "%": r"\d*% ", "@": r"@[^ ]* "}
_NAMED = ("$", "@")


@dataclass(frozen=True)
class Phrase:
    """One phrase: `pattern` is searched in a normalised sentence (see `engagements`).

    Every match holds a word of each set of `needs`, where one that ends in `*` is a beginning.
    """

    source: str
    regex: str
    needs: tuple[frozenset[str], ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrase as a regular expression, made when it is first needed."""
        return re.compile(self.regex)


@dataclass(frozen=True)
class Line:
    """Phrases joined: `first` and all of `also` in a sentence, `after` in it or in the next one.

    None of `without` may be in the sentence.
    """

    source: str
    first: Phrase
    also: tuple[Phrase, ...] = ()
    after: tuple[Phrase, ...] = ()
    without: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class _Node:
    """A part of a phrase; one of `choices`, if any, is a word of each match."""

    regex: str
    choices: tuple[str, ...] = ()

    @property
    def rarity(self) -> float:
        """How rarely one of the choices will be met: long words and few of them."""
        if len(self.choices) == 1:
            return len(self.choices[0])
        return min(map(len, self.choices), default=-1) - len(self.choices) / 4


def expand(text: str, lists: Mapping[str, str], where: str) -> str:
    """Put the word lists in; `KnowledgeError` where there is no such list."""
    for _ in range(4):
        for name in _LISTED.findall(text):
            if name not in lists:
                raise KnowledgeError(f"{where}: there is no word list `{name}`.")
        text = _LISTED.sub(lambda found: f"({lists[found[1]]})", text)
    return text


def parse_line(text: str, where: str) -> Line:
    """Read a line of phrases; `KnowledgeError` quotes what cannot be read."""
    parts = _JOINED.split(text)
    joined: dict[str, list[Phrase]] = {"&": [], "+": [], "!": []}
    for sign, part in zip(parts[1::2], parts[2::2], strict=True):
        joined[sign].append(parse_phrase(part, where))
    return Line(
        source=text,
        first=parse_phrase(parts[0], where),
        also=tuple(joined["&"]),
        after=tuple(joined["+"]),
        without=tuple(joined["!"]),
    )


def parse_phrase(text: str, where: str) -> Phrase:
    """Read one phrase; `KnowledgeError` quotes what cannot be read."""
    text = _CONTRACTED.sub(lambda found: CONTRACTED[found[0]], text)
    reader = _Reader(text, where)
    nodes = reader.sequence()
    if reader.left or not nodes:
        raise reader.error()
    return Phrase(
        source=text,
        regex="(?<= )" + "".join(node.regex for node in nodes),
        needs=tuple(frozenset(node.choices) for node in nodes if node.choices),
    )


class _Reader:
    """Reads the pieces of one phrase from left to right."""

    def __init__(self, text: str, where: str) -> None:
        self.left = _PIECES.findall(text)
        self._text, self._where = text, where

    def error(self) -> KnowledgeError:
        return KnowledgeError(f"{self._where}: the phrase `{self._text}` cannot be read.")

    def sequence(self) -> list[_Node]:
        nodes = []
        while self.left and self.left[0] not in ("|", ")", "]"):
            piece = self.left.pop(0)
            if piece in ("(", "["):
                nodes.append(self._choice(optional=piece == "["))
            else:
                nodes.append(self._word(piece))
        return nodes

    def _choice(self, *, optional: bool) -> _Node:
        options = [self.sequence()]
        while self.left and self.left[0] == "|":
            self.left.pop(0)
            options.append(self.sequence())
        if not self.left or self.left.pop(0) != ("]" if optional else ")") or not all(options):
            raise self.error()
        regex = "|".join(dict.fromkeys("".join(node.regex for node in nodes) for nodes in options))
        if optional:
            return _Node(f"(?:{regex})?")
        rarest = [max(nodes, key=lambda node: node.rarity).choices for nodes in options]
        words = (word for words in rarest for word in words)
        return _Node(f"(?:{regex})", tuple(words) if all(rarest) else ())

    def _word(self, piece: str) -> _Node:
        node = _word_node(piece)
        if node is None:
            raise self.error()
        return node


@lru_cache(maxsize=20_000)
def _word_node(piece: str) -> _Node | None:
    if piece in _GAPS:
        return _Node(f"(?:[^ ]+ ){{0,{_GAPS[piece]}}}?")
    if piece in _SPECIAL:
        return _Node(_SPECIAL[piece], (piece,) if piece in _NAMED else ())
    if not _WORD.fullmatch(piece):
        return None
    if piece.endswith("*"):
        return _Node(f"{re.escape(piece[:-1])}[^ ]* ", (piece,))
    return _Node(f"{re.escape(piece)} ", (piece,))
