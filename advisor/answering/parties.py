"""The parties that a question names, and one question asked again for another party."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.answering.follow_up_words import (
    DETERMINERS,
    FRAME,
    PARTIES,
    singular,
    tokens_of,
    word_set,
)

# Trade words and fillers with the ending of a doer that do nobody's work.
_NOT_PARTIES = word_set(
    "customer order newsletter computer server folder paper letter user number banner flyer "
    "never other another either whether after under over offer answer summer quarter tender "
    "error color colour floor door monitor ever per together rather later longer "
    "matter important it restaurant bring thing anything something nothing everything morning "
    "evening meeting training onboarding briefing writing pricing being going doing rating "
    "hosting building list poor"
)
# Trades that are named by the work and not by who does it.
_TRADE_NAMES = word_set("payroll support marketing design seo it bookkeeping fulfilment cleaning")
_HEADS = word_set(
    "agency agencies firm firms company companies contractor contractors team teams provider "
    "providers service services vendor vendors freelancer freelancers person people guy staff "
    "crew partner"
)
_MODIFIERS = word_set(
    "offshore remote small big new good freelance part-time full-time outsourced external "
    "local web graphic virtual foreign overseas cheap cheaper single logo app it customer seo "
    "social"
)


@dataclass(frozen=True, slots=True)
class _Party:
    """A phrase that names a hired party: its place, article, words, and number."""

    start: int
    end: int
    text: str
    noun: str

    @property
    def plural(self) -> bool:
        return self.noun.endswith("s")


def is_party(word: str, trades: frozenset[str]) -> bool:
    """Whether a word names a party or a trade that work can be handed to."""
    noun = singular(word)
    if noun in _NOT_PARTIES or word in _NOT_PARTIES:
        return False
    return noun in PARTIES or (bool({word, noun} & trades) and _works(noun))


def _works(noun: str) -> bool:
    """Whether a trade's word is one for who does the work, or for the work itself."""
    return noun.endswith(("er", "or", "ant", "ist", "ing")) or noun in _TRADE_NAMES


def names_trade(tokens: Sequence[str], trades: frozenset[str]) -> bool:
    """Whether a trade is named, by a word or by up to three."""
    starts = range(len(tokens))
    grams = {" ".join(tokens[start : start + size]) for start in starts for size in (1, 2, 3)}
    return bool((grams | {singular(gram) for gram in grams}) & trades)


def outside_party(text: str, trades: frozenset[str]) -> list[str]:
    """The words around the party that a question names, or a word outside the frame if none."""
    parties = _parties(text, trades)
    if len(parties) != 1:
        return ["-"]
    party = parties[0]
    around = f"{text[: party.start]} {text[party.end :]}"
    return [token for token in tokens_of(around) if token[0].isalnum()]


def _parties(text: str, trades: frozenset[str]) -> list[_Party]:
    """The phrases that name a party, in order."""
    found: list[_Party] = []
    words = list(re.finditer(r"[A-Za-z0-9]+(?:-[A-Za-z]+)*", text))
    place = 0
    while place < len(words):
        last = place + _party_length([word[0].lower() for word in words[place : place + 3]], trades)
        if last > place:
            last = _with_head(words, last, text)
            found.append(_phrase(words, place, last, text))
        place = max(last, place + 1)
    return found


def _party_length(words: Sequence[str], trades: frozenset[str]) -> int:
    """How many of the leading words name a party, 0 for none."""
    for length in range(len(words), 1, -1):
        noun = singular(words[length - 1])
        known = " ".join([*words[: length - 1], noun]) in trades
        if known and (_works(noun) or noun in PARTIES | _HEADS):
            return length
    return 1 if words and is_party(words[0], trades) else 0


def _with_head(words: Sequence[re.Match[str]], last: int, text: str) -> int:
    if last < len(words) and words[last][0].lower() in _HEADS:
        gap = text[words[last - 1].end() : words[last].start()]
        return last + 1 if gap == " " else last
    return last


def _phrase(words: Sequence[re.Match[str]], first: int, last: int, text: str) -> _Party:
    """Widen a party to its modifiers and its article."""
    noun = words[last - 1][0].lower()
    while first > 0 and words[first - 1][0].lower() in _MODIFIERS:
        first -= 1
    if first > 0 and words[first - 1][0].lower() in DETERMINERS:
        first -= 1
    start, end = words[first].start(), words[last - 1].end()
    return _Party(start, end, text[start:end], noun)


def swapped_party(question: str, subject: str, trades: frozenset[str]) -> str:
    """The subject with its party exchanged for the one that the follow-up names, or nothing."""
    new, old = _parties(question, trades), _parties(subject, trades)
    if not all(word in FRAME for word in outside_party(question, trades)):
        return ""
    if not old:
        return _extended(question, new[0], subject)
    if len({singular(party.noun) for party in old}) != 1:
        return ""
    text = subject
    for number, party in reversed(list(enumerate(old))):
        phrase = _fitted(new[0], party, subject) if number == 0 else _again(new[0], party)
        text = text[: party.start] + phrase + text[party.end :]
    return text


def _extended(question: str, new: _Party, subject: str) -> str:
    """The subject, which names no party, for the party that the follow-up names."""
    joint = re.search(r"\b(for|with)\s+$", question[: new.start], re.I)
    whole = subject.rstrip(" ?.!")
    if not joint or re.search(r"[.?!]\s", whole):
        return ""
    return f"{whole} {joint[1].lower()} {new.text}{'?' if '?' in subject else ''}"


def _fitted(new: _Party, old: _Party, subject: str) -> str:
    """The new phrase in the number and kind that the sentence around the old one asks for."""
    phrase = new.text
    if _activity(new.noun) and not _activity(old.noun):
        article = "an" if phrase[0].lower() in "aeiou" else "a"
        return f"{phrase} providers" if old.plural else f"{article} {phrase} provider"
    if new.plural == old.plural or _activity(old.noun):
        return phrase
    near = tokens_of(subject[max(0, old.start - 12) : old.end + 12])
    if not set(near) & word_set("is are was were do does has have doesnt dont isnt arent"):
        return phrase
    words = [word for word in phrase.split() if word.lower() not in DETERMINERS]
    if old.plural:
        return _plural(" ".join(words))
    article = "an" if words[0][0].lower() in "aeiou" else "a"
    return f"{article} {' '.join([*words[:-1], singular(words[-1])])}"


def _plural(phrase: str) -> str:
    """A phrase with its last word, which is singular, in the plural."""
    return re.sub(r"(?<![aeiou])y$", "ie", phrase) + "s"


def _again(new: _Party, old: _Party) -> str:
    """A later mention keeps the article that it had."""
    noun = " ".join(word for word in new.text.split() if word.lower() not in DETERMINERS)
    first = old.text.split()[0].lower()
    return f"{old.text.split()[0]} {noun}" if first in DETERMINERS | {"the"} else noun


def _activity(noun: str) -> bool:
    return noun.endswith("ing") or noun in _TRADE_NAMES
