"""Finds acronyms that are used again and again and never spelled out."""

import re
from collections import defaultdict
from collections.abc import Iterator

from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_text import places
from advisor.review.lint_words import LintWords

_ACRONYM = re.compile(
    r"(?<![\w&./$@#\[<_-])(?P<word>[A-Z]{2,6})(?P<plural>s)?(?![\w&@_]|[-/][\dA-Z]|\.\w|\d)"
)
_SPELLED = re.compile(
    r"\((?:the |an? |hereafter |hereinafter )?[\"'\u201c\u2018]?(?P<word>[A-Z]{2,6})s?\b"
)
_EXPLAINED = re.compile(
    r"\b(?P<word>[A-Z]{2,6})s?[\"'\u201d*]* ?(?:\((?=[A-Za-z]{3,}[ -])|[=:\u2013\u2014|"
    r"]\s*(?=[A-Z]\w+[ -])|"
    r"- (?=[A-Z]\w+ )|(?:stands for|means|refers to|is short for|is (?:the|our|an?) ))"
)
_INITIALS = re.compile(r"\b[A-Za-z]")
_RUN = re.compile(
    r"\b[A-Z][\w'\u2019]*(?:(?:[ \n-]|, | & |/)(?:(?:of|and|for|the|in|on|to)[ \n])?"
    r"(?:of[ \n]the[ \n])?[A-Za-z]?[A-Z]?[\w'\u2019]*(?<=[A-Za-z])){1,8}"
)
_CAPITAL = re.compile(r"\b[A-Z]")
_HOST = re.compile(r"(?:@|https?://|www\.)[\w./-]+", re.IGNORECASE)


def undefined_acronyms(brief: Brief, words: LintWords) -> Iterator[LintFinding]:
    """One finding for all of them, with the first use of up to five."""
    uses = _uses(brief.text, words)
    often = {word: spans for word, spans in uses.items() if len(spans) >= 2}
    if often:
        spelled = _spelled_out(brief.text) | _own_names(brief)
        often = {word: spans for word, spans in often.items() if word not in spelled}
    if not often:
        return
    named = ", ".join(list(often)[:8]) + (f" and {len(often) - 8} more" if len(often) > 8 else "")
    yield LintFinding(
        code="undefined-acronym",
        message=f"Never spelled out: {named}.",
        fix="Spell each of them out where it is first used, with the short form in brackets.",
        places=places(brief, [spans[0] for spans in often.values()]),
    )


def _uses(text: str, words: LintWords) -> dict[str, list[tuple[int, int]]]:
    """Acronyms in lines that are not all in capitals, by word."""
    lower = frozenset(map(str.lower, re.findall(r"\b[A-Za-z][a-z]{1,5}\b", text)))
    uses: dict[str, list[tuple[int, int]]] = defaultdict(list)
    start = 0
    for line in text.splitlines(keepends=True):
        if not _is_shouted(line):
            for match in _ACRONYM.finditer(line):
                word = match["word"]
                known = {word, word + "S"} & (words.known_acronyms | words.shouted)
                if not known and word.lower() not in lower:
                    uses[word].append((start + match.start(), start + match.end("word")))
        start += len(line)
    return uses


def _is_shouted(line: str) -> bool:
    found = re.findall(r"[A-Za-z]{2,}", line)
    capitals = sum(word.isupper() for word in found)
    return capitals > 0.6 * len(found) and len(found) > 1


def _spelled_out(text: str) -> set[str]:
    spelled = set()
    for match in _SPELLED.finditer(text):
        before = text[max(0, match.start() - 120) : match.start()]
        initials = {letter.upper() for letter in _INITIALS.findall(before)[-10:]}
        if match["word"][0] in initials:
            spelled.add(match["word"])
    spelled |= {match["word"] for match in _EXPLAINED.finditer(text)}
    runs = " ".join("".join(_CAPITAL.findall(match[0])) for match in _RUN.finditer(text))
    return spelled | {word for word in set(_words(text)) if word in runs}


def _words(text: str) -> list[str]:
    return [match["word"] for match in _ACRONYM.finditer(text)]


def _own_names(brief: Brief) -> set[str]:
    """The buyer's own name: in the title, or in an address."""
    hosts = " ".join(_HOST.findall(brief.text)).lower()
    named = set(re.findall(r"\b[A-Z]{2,6}\b", brief.title))
    return named | {
        word
        for word in set(_words(brief.text))
        if len(word) >= 3 and re.search(rf"[@./]{word.lower()}\b", hosts)
    }
