"""Reads a word that was typed with a slip as the one that was meant."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from advisor.domain import Library, Point

SHORTEST = 4
OFTEN = 3
ENDINGS = ("s", "es", "ies", "ed", "d", "ing", "er", "ers", "ly", "ied", "y")
_WORD = re.compile(r"(?<![\w@./'\u2019-])[A-Za-z]+(?![\w@'\u2019-]|[./]\w)")


def is_slip(left: str, right: str) -> bool:
    """Whether one letter is missing, added or wrong, or two are swapped, or the words are equal."""
    pairs = enumerate(zip(left, right, strict=False))
    start = next((place for place, (one, two) in pairs if one != two), min(len(left), len(right)))
    one, two = left[start:], right[start:]
    swapped = one[:2] == two[1::-1] and one[2:] == two[2:]
    return swapped or one[1:] == two[1:] or one[1:] == two or one == two[1:]


def with_one_missing(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters but the first."""
    yield word
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]


class Spelling:
    """Corrects the words that are not known to words of the guidance, a single slip away.

    `counts` says how often the guidance uses a word, and the more usual of two is meant; `known`
    are words that are right as they are. Candidates are found by symmetric deletion (Wolf Garbe,
    SymSpell, 2012); the first letter is taken to be right.
    """

    def __init__(self, counts: Mapping[str, int], known: Collection[str]) -> None:
        self._counts, self._known = counts, frozenset(known) | frozenset(counts)
        self._near: dict[str, list[str]] = {}
        for word in counts:
            for key in with_one_missing(word):
                self._near.setdefault(key, []).append(word)
        self._meant = lru_cache(maxsize=20_000)(self._uncached)

    def corrected(self, text: str) -> str:
        """The text with its slips mended; a capital within a sentence marks a name, left alone."""
        plain = text.lower() if text.isupper() else text
        return _WORD.sub(lambda found: self._read(found[0], first=not found.start()), plain)

    def _read(self, word: str, *, first: bool) -> str:
        if len(word) < SHORTEST or not (word.islower() or (first and word.istitle())):
            return word
        meant = self._meant(word.lower())
        return meant.capitalize() if word.istitle() else meant

    def _uncached(self, word: str) -> str:
        if self._is_right(word):
            return word
        near = {one for key in with_one_missing(word) for one in self._near.get(key, ())}
        meant = [one for one in near if _may_mean(word, one)]
        return min(meant, key=lambda one: (-self._counts[one], one), default=word)

    def _is_right(self, word: str) -> bool:
        stems = (word.removesuffix(end) for end in ENDINGS if word.endswith(end))
        return word in self._known or any(
            form in self._known for stem in stems for form in (stem, f"{stem}e", f"{stem}y")
        )


def _may_mean(typed: str, word: str) -> bool:
    """In a short word any other letter makes another word, so there only a swap is a slip."""
    if len(typed) == SHORTEST:
        return sorted(typed) == sorted(word) and is_slip(typed, word)
    return len(word) >= SHORTEST and is_slip(typed, word)


def guidance_spelling(library: Library, known: Collection[str]) -> Spelling:
    """The spelling of the guidance.

    What people ask is typed with slips too, so that a word of a question counts only where it is
    known, stands in the guidance itself, or is asked often.
    """
    points = Counter(_words(text for one in library.points.values() for text in _texts(one)))
    asked = Counter(_words(one.text for one in library.questions))
    right = (one for one in asked if one in known or one in points or asked[one] >= OFTEN)
    return Spelling(points + Counter({one: asked[one] for one in right}), known)


def _texts(point: Point) -> tuple[str, str]:
    return point.title, point.text


def _words(texts: Iterable[str]) -> Iterator[str]:
    return (word.lower() for text in texts for word in _WORD.findall(text))
