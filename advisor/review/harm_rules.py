"""One rule of harm: what it looks for, what to say and the lawful way to the same aim."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmRule:
    """One kind of harm: any of `patterns` in a sentence, unless `silent` is in it too.

    A sentence with none of the `hints`, in small letters, is not looked at.
    `loose` patterns count only where `around` is in the sentence or in one of the few before it.
    With `negation_inside` the patterns hold their own negation ("no invoice"), so that a
    negation before them says nothing.
    """

    code: str
    message: str
    lawful_way: str
    patterns: tuple[re.Pattern[str], ...]
    silent: re.Pattern[str] | None = None
    hints: tuple[str, ...] = ()
    loose: tuple[re.Pattern[str], ...] = ()
    around: re.Pattern[str] | None = None
    negation_inside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Roundabout words for a harm: any of `patterns`, with `around` in a sentence nearby if given.

    A negation inside a match belongs to it; one before it, or `silent` in the sentence, clears it.
    """

    patterns: tuple[re.Pattern[str], ...]
    silent: re.Pattern[str] | None = None
    around: re.Pattern[str] | None = None


def any_of(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """The patterns, each from the beginning of a word and in any case."""
    return tuple(re.compile(rf"\b(?:{pattern})", re.IGNORECASE) for pattern in patterns)
