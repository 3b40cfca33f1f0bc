"""Puts right a slip of the keyboard in a question, by the words of the notes it is about."""

import re
from collections.abc import Collection
from functools import lru_cache

from advisor.engagements.asking_words import LIGHT, known_words, stem
from advisor.engagements.measure_words import CONCEPTS
from advisor.retrieval.text import STOP_WORDS

_LEAST, _LEAST_SWAPPED, _LEAST_REPLACED = 6, 5, 7  # letters; shorter words are too much like others
_WORD = re.compile(r"[a-z]+")
_ASKED = frozenset(
    "lately summary overview status trend backlog invoice decisions payments missed deadline "
    "target "
    "agreed compared quality accuracy delivery delivered outstanding together improve increase "
    "currently recently changes problems payment decided started finished approved".split()
)


def corrected(question: str, notes: Collection[str]) -> str:
    """The question with unknown words put right that are one slip from a known one.

    A slip is a letter that is missing, doubled, wrong or swapped with the next one. The words of
    the notes are tried first; a word with a capital is taken for a name and stays.
    """
    own = {word for text in notes for word in _WORD.findall(text.lower())}
    return re.sub(r"\b[a-z]{5,}\b", lambda match: _right(match[0], frozenset(own)), question)


def _right(word: str, own: frozenset[str]) -> str:
    if word in own or word in _common():
        return word
    if stem(word) in {stem(one) for one in own} or stem(word) in _common_stems():
        return word
    for known in (own, _common()):
        near = sorted(one for one in known if _is_slip(word, one))
        if near:
            return near[0]
    return word


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Words that questions and notes are made of, whatever the engagement."""
    named = {one for concept in CONCEPTS for one in _WORD.findall(concept.name.lower())}
    return frozenset(known_words() | LIGHT | set(STOP_WORDS) | named | _ASKED)


@lru_cache(maxsize=1)
def _common_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in _common())


def _is_slip(word: str, known: str) -> bool:
    """Whether two words are one slip apart; the endings of one word are none."""
    if abs(len(word) - len(known)) > 1 or len(known) < _LEAST_SWAPPED or word == known:
        return False
    at = next((at for at, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), -1)
    if at < 0 or (word[0] != known[0] and word[:2] != known[1::-1]):
        return False
    rest, other = word[at:], known[at:]
    if rest[:2] == other[1::-1] and rest[2:] == other[2:]:
        return True
    if len(known) < _LEAST or at >= len(word) - 1:
        return False
    replaced = len(known) >= _LEAST_REPLACED and rest[1:] == other[1:]
    return rest[1:] == other or rest == other[1:] or replaced
