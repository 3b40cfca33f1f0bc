"""The noun that a number counts, and its plural."""

import re

from advisor.engagements import quantity_patterns as says

_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
_ENDS = re.compile(r"\s*(?:[.;:!)]|$)")
_GAP = re.compile(r"[ \t]*(?:\n(?!\s*\n)[ \t]*)?")


def noun_after(text: str, end: int, value: float) -> tuple[str, int] | None:
    """What is counted after `end`: its plural and where it ends; three words are looked at."""
    place = end
    for _ in range(4):
        gap = _GAP.match(text, place)
        match = _WORD.match(text, gap.end() if gap else place)
        if not match or (match.start() == place and place == end):
            return None
        word = match[0].lower()
        if word in says.STOPS:
            return None
        ends = place == end and _ENDS.match(text, match.end())
        if value == 1 and (word in says.SINGULARS or ends):
            return _plural(word), match.end()
        if word in says.IRREGULAR or _is_plural(word):
            return word, match.end()
        place = match.end()
    return None


def _is_plural(word: str) -> bool:
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "'s", "\u2019s"))
        and word not in says.NO_NOUN
    )


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"
