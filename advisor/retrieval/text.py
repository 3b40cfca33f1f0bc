"""Words as the lexical index sees them."""

import re

_WORD = re.compile(r"[a-z]+|[0-9]+")
_SUFFIXES = ("ings", "ing", "ies", "ed", "es", "ly", "s")
STOP_WORDS = frozenset(
    "a an and any are as at am be been but by can could did do does for from had has have how i if "
    "im in into is it its just me my no not of on or our out she so some such than that the their "
    "them then there these they this to up us was we were what when where which who why will with "
    "would you your pls please thx".split()
)


def words(text: str) -> list[str]:
    """Lower-case stems without stop words; apostrophes are dropped, so `dont` is one word."""
    plain = text.lower().replace("'", "").replace("\u2019", "")
    return [_stem(word) for word in _WORD.findall(plain) if word not in STOP_WORDS]


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word
