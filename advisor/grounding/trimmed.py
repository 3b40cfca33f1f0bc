"""Tells a sentence that only trims a source sentence from one that says it in other words."""

import re
from difflib import SequenceMatcher

LEAST = 6  # words; a shorter sentence has too little of its source
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[a-z]+|[,;:.]")
_WORD = re.compile(r"\w")
# Words that may come or go without changing what is said.
_LIGHT = frozenset("you your the a an also so then and their its this these please that".split())
# What bounds a statement: without it the sentence would say more than its source.
_BOUNDS = frozenset(
    "not never no without neither nor none nobody nothing cannot if unless until except only "
    "provided may might could optional should must required shall mandatory some most many few "
    "often usually sometimes mostly about around nearly almost least up can when where while after "
    "before during within once as long than for in".split()
)


def is_trimmed(sentence: str, source: str) -> bool:
    """Whether the sentence is its source less whole clauses or light words, with none of its own.

    What was left out must be light words, or a clause between punctuation that bounds nothing.
    """
    old, new = _TOKEN.findall(source.lower()), _TOKEN.findall(sentence.lower())
    if sum(bool(_WORD.match(word)) for word in new) < LEAST:
        return False
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return all(
        tag == "equal" or (_may_go(old, start, end) and _is_light(new[begin:stop]))
        for tag, start, end, begin, stop in codes
    )


def _is_light(words: list[str]) -> bool:
    return all(word in _LIGHT or not _WORD.match(word) for word in words)


def _may_go(old: list[str], start: int, end: int) -> bool:
    words = [word for word in old[start:end] if _WORD.match(word)]
    if _is_light(words):
        return True
    return _is_clause(old, start, end) and not _BOUNDS & set(words)


def _is_clause(old: list[str], start: int, end: int) -> bool:
    """Whether punctuation parts it from what stays, or a reason begins it."""
    opens = start == 0 or not _WORD.match(old[start]) or not _WORD.match(old[start - 1])
    reason = old[start] in {"because", "so"}
    closes = end == len(old) or not _WORD.match(old[end]) or not _WORD.match(old[end - 1])
    return (opens or reason) and closes
