"""Finds words in requirements that nobody can check, and agreements that stand nowhere."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from advisor.domain.review import Brief, LintFinding
from advisor.knowledge.files import Fields, parse_yaml, read_text
from advisor.review.lint_hearsay import hearsay
from advisor.review.lint_text import Unit, places, shown
from advisor.review.lint_vague_more import TIMED, VAGUE

_KEYS = ("known_acronyms", "shouted", "vague", "measurable")
_LEGAL = re.compile(
    r"\breasonabl[ey] (?:accommodations?|adjustments?|grounds|doubt|cause|care|suspicion|notice|"
    r"endeavou?rs|expenses|access|precautions?|person|belie\w+|assurance)\b|"
    r"\badequate(?:ly)? (?:insur\w+|consideration|equipped)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\d+(?:[.,]\d+)?\s*(?:%|per ?cent|seconds?|secs?|ms|minutes?|mins?|hours?|hrs?|days?|weeks?|"
    r"pixels?|px|dpi|points?|k\b|x\b|users|visitors|pages|out of)|"
    r"\b(?:within|under|below|less than|more than|at least) (?:\w+ ){0,2}(?:\d|"
    r"(?:one|two|three|four|five|six|ten|twelve|twenty|thirty) )|\bwcag\b|\biso\b",
    re.IGNORECASE,
)
_CHOOSING = re.compile(
    r"\b(?:evaluat\w+|offerors?|bidders?|proposals?|submissions?|cancel\w*|reserves?)\b",
    re.IGNORECASE,
)
_BY_VENDOR = re.compile(
    r"\b(?:supplier|vendor|contractor|agency|provider|consultant|cleaner|installer) [a-z]+s\b", re.I
)
_QUOTED = re.compile(r"[\"\u201c\u2018]$")
_AS_DISCUSSED = re.compile(
    r"\b(?:as (?:we )?(?:have )?(?:already |previously |just )?(?:discussed|talked about|"
    r"spoken about)"
    r"|as (?:we (?:have )?|already |previously )agreed"
    r"|as agreed(?=[,.;)]|$| (?:on|in|during|over|at) (?:the|our|last|your) (?:phone|call|"
    r"meeting|chat|"
    r"\w+day|week|e-?mail|conversation|visit)| (?:last|yesterday|earlier|before|verbally|orally|"
    r"with "
    r"you|by phone|on the phone|over the phone|on \w+day))"
    r"|(?:as )?per (?:our|my|the|your|last week's|yesterday's) (?:last |recent |previous |earlier |"
    r"phone )?(?:call|conversation|discussion|chat|phone call|talk|meeting|e-?mail|whatsapp)"
    r"|like we (?:discussed|talked about|said|agreed)|(?:what|which) we (?:discussed|talked about)"
    r"|as mentioned (?:on the phone|in our|during our|when we|last|earlier today|in the call)"
    r"|you know what (?:we|i) (?:need|want|mean))\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\s*(?:in (?:the )?(?:section|paragraph|clause|para|chapter|part|appendix|annex|attachment|"
    r"following|previous|this|writing|table|schedule)|below|above|herein|further|later|here|under|"
    r"between the parties|by (?:both|the parties|all)|upon by|mutually|\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LintWords:
    """The word lists of the lint, from knowledge/checks/words.yaml.

    `known_acronyms` need no definition and `shouted` are ordinary words in capitals; `vague` are
    phrases that nobody can check; `measurable` are things that a target should give a number for.
    """

    known_acronyms: frozenset[str]
    shouted: frozenset[str]
    vague: tuple[str, ...]
    measurable: tuple[str, ...]


@lru_cache(maxsize=4)
def load_lint_words(knowledge_dir: Path) -> LintWords:
    """The word lists; `KnowledgeError` where the file is missing or off."""
    path = knowledge_dir / "checks" / "words.yaml"
    fields = Fields(parse_yaml(read_text(path), path), path.name)
    fields.only(*_KEYS)
    return LintWords(
        known_acronyms=frozenset(fields.text("known_acronyms").upper().split()),
        shouted=frozenset(fields.text("shouted").upper().split()),
        vague=fields.texts("vague"),
        measurable=tuple(fields.text("measurable").split()),
    )


def vague_words(brief: Brief, found: Sequence[Unit], words: LintWords) -> Iterator[LintFinding]:
    """Vague words in requirements without a measure beside them; one finding for each word."""
    pattern = _any_of(words.vague)
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for unit in found:
        matches = list(pattern.finditer(unit.text))
        matches = matches or ([] if TIMED.search(unit.text) else list(VAGUE.finditer(unit.text)))
        if (
            not matches
            or not (unit.is_duty or _BY_VENDOR.search(unit.text))
            or _MEASURED.search(unit.text)
        ):
            continue
        legal = [match.span() for match in _LEGAL.finditer(unit.text)]
        for match in matches:
            inside = _CHOOSING.search(unit.text) or any(
                start <= match.start() < end for start, end in legal
            )
            if not inside and not _QUOTED.search(unit.text[: match.start()]):
                spans[_plain(match[0])].append(
                    (unit.start + match.start(), unit.start + match.end())
                )
    for word, where in spans.items():
        yield LintFinding(
            code="vague-word",
            message=f'"{word}" means something else to each reader.',
            fix="Say what can be checked: a number, a time, a standard or an example.",
            places=places(brief, where),
        )


def _plain(word: str) -> str:
    return " ".join(word.lower().replace("-", " ").split())


@lru_cache(maxsize=8)
def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    longest = sorted(phrases, key=len, reverse=True)
    joined = "|".join(re.escape(one).replace(r"\ ", r"\s+").replace(" ", r"\s+") for one in longest)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE)


def is_measured(text: str) -> bool:
    """Whether a text holds a figure with its unit, or a standard to measure by."""
    return bool(_MEASURED.search(text))


def as_discussed(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """References to talks that the brief does not hold."""
    spans = []
    for unit in found:
        for match in _AS_DISCUSSED.finditer(unit.text):
            if not _STATED.match(unit.text, match.end()):
                spans.append((unit.start + match.start(), unit.start + match.end()))
    spans = spans or list(hearsay(found))
    if spans:
        where = places(brief, spans)
        yield LintFinding(
            code="as-discussed",
            message=f"{shown(where[0].quote)} rests on a talk that this text does not hold.",
            fix="Write down what was agreed, as if the reader had not been there.",
            places=where,
        )
