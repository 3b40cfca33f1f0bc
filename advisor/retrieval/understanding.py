"""Reads a question as typed: cleans it, and says which trade and how long an answer it is about."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from advisor.domain import Trade
from advisor.errors import InputError
from advisor.retrieval.instructions import has_instructions
from advisor.retrieval.language import is_english

__all__ = [
    "Query",
    "clean_question",
    "has_instructions",
    "is_english",
    "read_query",
    "read_trade",
]

_EXAMPLE = "How do I compare three quotes?"
_BRIEF_WORDS = 8
_YES_NO_WORDS = 30
_SHORT_WANTED = re.compile(
    r"\b(?:in one (?:line|sentence|word)|short answer|yes or no|yes/no|quick question|"
    r"briefly|shorter|tl;?dr)\b"
)
_YES_NO = re.compile(
    r"^(?:(?:and|so|but|ok|okay|hi|hey|hello)[,!]?\s+)*(?:is|isn'?t|are|aren'?t|am|was|were|do|does|"
    r"don'?t|doesn'?t|did|should|shouldn'?t|can|can'?t|could|may|must|will|would|has|have)\b"
)
_REQUEST = re.compile(
    r"^(?:(?:and|so|ok|hi|hey|hello)[,!]?\s+)*(?:can|could|will|would) (?:you|u)\b"
)
_DOCUMENT = re.compile(
    r"\b(?:plans?|checklists?|templates?|agendas?|sheets?|lists?|steps|guides?|drafts?|scripts?|"
    r"matrix|scorecards?|forms?|wording|clauses?|examples?|samples?|overview|everything|"
    r"in detail|explain|walk me through|step by step)\b"
)


_PLANNING = re.compile(
    r"^(?:so|and|ok|hi)?[ ,]*(?:how (?:do|can|could|should|would|to)\b"
    r"|what(?:'s| is)? (?:should|price model|to)\b|should (?:i|we)\b|is it worth|when should"
    r"|help me plan|fixed price|can you help me (?:choose|plan)"
    r"|(?:my|our) \w+(?: \w+)? (?:is|are|keeps?|never)\b)"
)
_PARTY = re.compile(
    r"\b(?:freelancers?|agency|agencies|contractors?|vendors?|suppliers?|outsourc\w+|providers?"
    r"|partner|company)\b"
)


@dataclass(frozen=True)
class Query:
    """A question as understood; `trade` is None where none is named, `brief` asks for few points.

    `planning` is true where a general question ("how do I", "should we") names an outside party.

    `brief` is true for a yes-or-no question and for one of at most eight words, unless it asks
    for a document such as a checklist or an agenda.
    """

    text: str
    trade: Trade | None
    brief: bool
    planning: bool = False


def read_query(text: str, trade_words: Mapping[Trade, Sequence[str]], *, max_chars: int) -> Query:
    """Clean and read a question; `InputError` where it cannot be used."""
    question = clean_question(text, max_chars=max_chars)
    trade = read_trade(question, trade_words)
    plain = question.lower().replace("\u2019", "'")
    party = trade is not None or _PARTY.search(plain) is not None
    return Query(
        text=question,
        trade=trade,
        brief=_is_brief(question),
        planning=party and _PLANNING.match(plain) is not None,
    )


def clean_question(text: str, *, max_chars: int) -> str:
    """The question in NFC, on one line, without invisible characters.

    `InputError` says what to type instead where nothing can be read, or where the question is
    longer than `max_chars` characters; nothing is ever cut off.
    """
    folded = " ".join("".join(map(_visible, text)).split())
    question = unicodedata.normalize("NFC", folded)
    if not question:
        raise InputError(f'The question is empty. Type a question, for example "{_EXAMPLE}"')
    if len(question) == 1:
        raise InputError(
            f'One character is too little to go on. Type a question, for example "{_EXAMPLE}"'
        )
    if not any(char.isalpha() for char in question):
        raise InputError(f'The question has no words. Put it into words, for example "{_EXAMPLE}"')
    if len(question) > max_chars:
        raise InputError(
            f"The question is {len(question):,} characters long and the limit is {max_chars:,}. "
            "Nothing was cut off: shorten it, or ask about one part at a time."
        )
    return question


def read_trade(text: str, trade_words: Mapping[Trade, Sequence[str]]) -> Trade | None:
    """The trade named first; where two words overlap ("web designer"), the longer one counts."""
    pattern, owners = _trade_pattern(tuple((t, tuple(words)) for t, words in trade_words.items()))
    match = pattern.search(text.replace("\u2019", "'")) if owners else None
    return owners[int(str(match.lastgroup)[1:])] if match else None


@lru_cache(maxsize=8)
def _trade_pattern(
    trades: tuple[tuple[Trade, tuple[str, ...]], ...],
) -> tuple[re.Pattern[str], tuple[Trade, ...]]:
    """One alternation of all words, the longest first, with the trade of each group."""
    entries = sorted(
        ((word, trade) for trade, words in trades for word in words),
        key=lambda entry: -len(entry[0]),
    )
    groups = (f"(?P<w{place}>{_word_form(word)})" for place, (word, _) in enumerate(entries))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE)
    return pattern, tuple(trade for _, trade in entries)


def _word_form(word: str) -> str:
    """The word in singular, plural or possessive; a space also matches a hyphen or nothing."""
    gap = re.escape(word).replace(r"\ ", r"[\s-]?").replace(r"\-", r"[\s-]?")
    stem = f"{gap[:-1]}(?:y|ies)" if re.search(r"[^aeiou]y$", word) else f"{gap}(?:e?s)?"
    return f"{stem}(?:'s?)?"


def _visible(char: str) -> str:
    """A space for control white space, nothing for other control, format and broken characters."""
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"} else char


def _is_brief(question: str) -> bool:
    plain = question.lower().replace("\u2019", "'")
    if _SHORT_WANTED.search(plain):
        return True
    count = len(plain.split())
    if _DOCUMENT.search(plain) or _REQUEST.match(plain):
        return False
    last = re.split(r"(?<=[.!?])\s+", plain)[-1]
    asks_yes_no = any(_YES_NO.match(part) for part in (plain, last))
    return count <= _BRIEF_WORDS or (asks_yes_no and count <= _YES_NO_WORDS)
