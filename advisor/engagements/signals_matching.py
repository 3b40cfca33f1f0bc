"""Finds which lines of which warning signs a sentence matches, fast enough for every note."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from advisor.knowledge.signal_phrases import Line, Phrase
from advisor.knowledge.signals import SignalRule

Part = Literal["says", "unless", "solved_by", "about"]
_PARTS: tuple[Part, ...] = ("says", "unless", "solved_by", "about")


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
    """A line with the words that its sentence needs, and those that may stand in the next one."""

    rule: int
    part: Part
    line: Line
    here: tuple[frozenset[str], ...]
    near: tuple[frozenset[str], ...]


class Matcher:
    """The lines of all rules, looked up by a word that each of them needs."""

    def __init__(self, rules: Sequence[SignalRule]) -> None:
        met = _met(rules)
        self._by_word: dict[str, list[_Entry]] = {}
        self._always: list[_Entry] = []
        for number, rule in enumerate(rules):
            for part in _PARTS:
                for line in getattr(rule, part):
                    self._add(number, part, line, met)

    def _add(self, rule: int, part: Part, line: Line, met: Counter[str]) -> None:
        needs = [need for phrase in (line.first, *line.also) for need in phrase.needs]
        needs.sort(key=lambda need: sum(met[word] for word in need))
        near = tuple(need for phrase in line.after for need in phrase.needs)
        entry = _Entry(rule, part, line, tuple(needs[1:]), near)
        if not needs:
            self._always.append(entry)
        for word in needs[0] if needs else ():
            self._by_word.setdefault(word, []).append(entry)

    def matches(self, plain: str, following: str = "") -> Iterator[Match]:
        """The lines that match a plain sentence, given the one after it."""
        words = _words_of(plain)
        near = words | _words_of(following)
        for entry in self._candidates(words):
            if _lacks(entry.here, words) or _lacks(entry.near, near):
                continue
            found = entry.line.first.pattern.search(plain)
            if found and _rest_holds(entry.line, plain, following):
                source = entry.line.first.source
                yield Match(entry.rule, entry.part, found.start(), found.end(), source)

    def _candidates(self, words: frozenset[str]) -> Iterable[_Entry]:
        found = {id(entry): entry for entry in self._always}
        for word in words:
            for entry in self._by_word.get(word, ()):
                found[id(entry)] = entry
        return found.values()


def _met(rules: Iterable[SignalRule]) -> Counter[str]:
    """In how many of the examples each word, or beginning of a word, is met."""
    met: Counter[str] = Counter()
    for rule in rules:
        for text in (*rule.fires, *rule.silent):
            met.update(_words_of(text.lower()))
    return met


def _lacks(needs: tuple[frozenset[str], ...], words: frozenset[str]) -> bool:
    return any(map(words.isdisjoint, needs))


def _words_of(plain: str) -> frozenset[str]:
    """The words, and their beginnings marked by a star, as the needs of a phrase name them."""
    words = set(plain.split())
    starts = {f"{word[:size]}*" for word in words for size in range(1, len(word) + 1)}
    return frozenset(words | starts)


def _rest_holds(line: Line, plain: str, following: str) -> bool:
    def holds(phrase: Phrase, text: str) -> bool:
        return phrase.pattern.search(text) is not None

    return (
        all(holds(phrase, plain) for phrase in line.also)
        and all(holds(phrase, plain) or holds(phrase, following) for phrase in line.after)
        and not any(holds(phrase, plain) for phrase in line.without)
    )
