"""Finds which lines of which warning signs a sentence matches, fast enough for every note."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from advisor.knowledge.signal_phrases import Line, Phrase
from advisor.knowledge.signals import SignalRule

Part = Literal["says", "unless", "solved_by", "about"]
_PARTS: tuple[Part, ...] = ("says", "unless", "solved_by", "about")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Match:
    """That a line of a rule matches; `start` and `end` are places in the plain sentence.

    They are those of the first phrase of the line, which `source` spells.
    """

    rule: int
    part: Part
    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class _Entry:
    rule: int
    part: Part
    line: Line


class Matcher:
    """The lines of all rules, looked up by a word that each of them needs."""

    def __init__(self, rules: Sequence[SignalRule]) -> None:
        self._by_word: dict[str, list[_Entry]] = {}
        self._by_beginning: dict[str, list[_Entry]] = {}
        self._always: list[_Entry] = []
        for number, rule in enumerate(rules):
            for part in _PARTS:
                for line in getattr(rule, part):
                    self._add(_Entry(number, part, line))

    def _add(self, entry: _Entry) -> None:
        if not entry.line.first.anchors:
            self._always.append(entry)
        for anchor in entry.line.first.anchors:
            if anchor.endswith("*"):
                self._by_beginning.setdefault(anchor[:-1], []).append(entry)
            else:
                self._by_word.setdefault(anchor, []).append(entry)

    def matches(self, plain: str, following: str = "") -> Iterator[Match]:
        """The lines that match a plain sentence, given the one after it."""
        for entry in self._candidates(plain):
            found = entry.line.first.pattern.search(plain)
            if found and _rest_holds(entry.line, plain, following):
                source = entry.line.first.source
                yield Match(entry.rule, entry.part, found.start(), found.end(), source)

    def _candidates(self, plain: str) -> Iterable[_Entry]:
        found = {id(entry): entry for entry in self._always}
        for word in set(plain.split()):
            for entry in self._by_word.get(word, ()):
                found[id(entry)] = entry
            for size in range(_SHORTEST, len(word) + 1):
                for entry in self._by_beginning.get(word[:size], ()):
                    found[id(entry)] = entry
        return found.values()


def _rest_holds(line: Line, plain: str, following: str) -> bool:
    def holds(phrase: Phrase, text: str) -> bool:
        return phrase.pattern.search(text) is not None

    return (
        all(holds(phrase, plain) for phrase in line.also)
        and all(holds(phrase, plain) or holds(phrase, following) for phrase in line.after)
        and not any(holds(phrase, plain) for phrase in line.without)
    )
