"""Follow-ups: decides whether a question needs the conversation, and makes it stand alone."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from advisor.answering.follow_up_words import (
    FRAME,
    PREPOSITIONS,
    STOP,
    SUBJECTS,
    bare_forms,
    content_of,
    singular,
    tokens_of,
    word_set,
)
from advisor.answering.parties import is_party, names_trade, outside_party, swapped_party
from advisor.answering.pointing import points_outside
from advisor.domain import Trade, Turn

Unrelated = Callable[[str], bool]
MAX_CHARS = 300
MAX_WORDS = 30  # Whoever writes more than this has said what it is about.
SELF_SUFFICIENT = 4  # Content words, one of them a party, that outweigh a leading "and".
WHOLE = 8  # Words in which a question that names a party has said all of it.
ITEM_CHARS = 90  # What one point of an answer may take up.
SHORTEST = 20  # A subject cut below this says nothing.
_POINTING = re.compile(r"\b(?:it|one|ones|that|this|those|these|them|same|else)\b", re.I)
_CONDITIONAL = word_set("if unless otherwise even whether")
_OPEN = word_set("example examples same anything something any more another")
_LEAD = re.compile(
    r"^(?:(?:ok(?:ay)?|and|but|or|so|then|also|plus|thanks|thank you|great|cool|right|hmm|yes|yeah|"
    r"sure|good|well|hello|hi|hey)\b[\s,.!:-]*)+",
    re.I,
)
# Openings that go on from something; they are left out when the question is said again.
_ABOUT = re.compile(r"^(?:what|how) about\s+", re.I)
_JOINING = re.compile(r"\b(?:and|but|or|so|then|also|plus)\b|^(?:what|how) about\b", re.I)
# What there is only one of, or what is given with the question, needs no conversation.
_WORLD = re.compile(
    r"(?<!if )\bthe weather\b|\bweather (?:in|today|tomorrow)\b|^(?:who|what) are you\b"
    r"|\bwhat (?:time|day|date|month|year) is it\b|\bthe time (?:in|now)\b"
    r"|\b(?:is|will) it (?:going to |gonna )?(?:rain|snow)",
    re.I,
)
_GIVEN = re.compile(r"\b(?:this|these|the following)\b[^:]*:\s*\S", re.I)
_DEFINITION = re.compile(r"what(?:['\u2019]?s| is) an? [\w-]+\W*$", re.I)
_NEW_TOPIC = re.compile(
    r"\b(?:new|different|another|next|other|unrelated|separate|second)"
    r" (?:question|topic|subject|thing|matter|issue)\s*[:,.!-]"
    r"|^(?:unrelated|switching|changing|moving on|on another)\b",
    re.I,
)
_TO_YOU = re.compile(
    r"\b(?:you|u) (?:just )?(?:said|say|mention(?:ed)?|wrote|mean|listed|suggest(?:ed)?|named)\b"
    r"|\byour (?:answer|advice|list|tips?|suggestions?|(?:first|second|third|last) \w+)\b"
    r"|\babove\b",
    re.I,
)
_ORDINALS = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "last": -1,
    "former": 0,
    "latter": -1,
}
_ORDINAL = re.compile(
    r"\b(?:the|your|that) (first|second|third|fourth|last|1st|2nd|3rd|other|former|latter)"
    r"(?= *(?:$|[?.,!]| (?:one|point|tip|step|option|item|idea|part|suggestion|bit|thing)\b))"
    r"(?: (?:one|point|tip|step|option|item|idea|part|suggestion|bit|thing)\b)?",
    re.I,
)
_MENTION = re.compile(
    r"\b(?:that|this|those|these|the|your) (template|clause|list|plan|form|table|checklist|sheet"
    r"|page|document|log|report|meeting|call|test|trial|scorecard|agenda|rule|example|wording|section)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
# An answer opens by saying what it is about; that is no advice to point at.
_CONNECTIVE = re.compile(r"(?:this|these|here|there|yes|no)\b(?! \w+ing)|.*:$", re.I)
_BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+", re.M)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A question as read: the text, and what a later follow-up would be about."""

    text: str
    subject: str
    between: str = ""


def stand_alone(
    question: str,
    history: Sequence[Turn],
    *,
    trade_words: Mapping[Trade, Sequence[str]],
    unrelated: Unrelated = lambda _: False,
) -> str:
    """The question as it reads without the conversation, at most 300 characters if rewritten.

    A question that needs nothing from `history` is returned unchanged.
    `trade_words` are the lower-case words that name each trade. `unrelated` says that a question
    is surely about something else than outsourcing: such a one is not read as a follow-up, however
    short, unless a word in it points back.
    """
    trades = frozenset(word.lower() for words in trade_words.values() for word in words)
    last, said = _Reading("", ""), ""
    for turn in history:
        if turn.role == "assistant":
            said = turn.text
        else:
            last = _read(turn.text, last, said, trades, unrelated)
    return _read(question, last, said, trades, unrelated).text


def _read(
    question: str, last: _Reading, said: str, trades: frozenset[str], unrelated: Unrelated
) -> _Reading:
    """Read a question after the question before it (`last`) and the answer to that (`said`)."""
    subject, between = last.subject, last.between
    if not subject:
        return _Reading(question, question if content_of(tokens_of(question)) else "")
    if tokens_of(_LEAD.sub("", question)) == []:
        return _Reading(question, subject, between)
    if len(question) >= MAX_CHARS or not _needs_history(question, trades, unrelated):
        return _Reading(question, question)
    swapped = swapped_party(question, subject, trades)
    if swapped:
        return _Reading(_capped(swapped, ""), swapped)
    resolved = _resolved(question, subject, said)
    core = _core(resolved)
    bare = len(content_of(tokens_of(core))) < 2
    joined = f"{core}, {between}" if bare and between else core
    pointing = bare or bool(_POINTING.search(core))
    gist = _gist(said, subject) if pointing and resolved == question else ""
    return _Reading(_capped(joined, subject, gist), subject, core)


def _needs_history(question: str, trades: frozenset[str], unrelated: Unrelated) -> bool:
    """Whether the question points outside itself."""
    if _NEW_TOPIC.search(question) or len(question.split()) > MAX_WORDS:
        return False
    if _TO_YOU.search(question) or _ORDINAL.search(question):
        return True
    rest = _LEAD.sub("", question)
    if _WORLD.search(rest) or _GIVEN.search(rest) or _DEFINITION.match(rest):
        return False
    if points_outside(rest, trades):
        return True
    joined = bool(_JOINING.search(question[: len(question) - len(rest)]) or _ABOUT.match(rest))
    return _incomplete(rest, trades, joined=joined) and not unrelated(question)


def _incomplete(text: str, trades: frozenset[str], *, joined: bool) -> bool:
    """Whether a question without dangling words still leaves out what it is about.

    `joined` says that it opens as if it went on from something ("and", "what about").
    """
    tokens = tokens_of(text) or ["?"]
    content = content_of(tokens)
    named = any(is_party(word, trades) for word in content)
    told = named or names_trade(tokens, trades)
    if joined:
        return not (told and (len(content) >= SELF_SUFFICIENT or len(tokens) >= WHOLE))
    if tokens[:2] == ["what", "if"] or tokens[0] in _CONDITIONAL:
        return not (named and len(content) >= 3) and len(content) <= SELF_SUFFICIENT
    opens = tokens[0] in _OPEN and tokens[1:2] != ["of"] and len(content) < 4 and not named
    swaps = all(word in FRAME for word in outside_party(text, trades))
    subjects = told or any({word, singular(word)} & SUBJECTS for word in content)
    return opens or swaps or _bare_phrase(tokens) or (len(content) < 2 and not subjects)


def _bare_phrase(tokens: Sequence[str]) -> bool:
    """Whether the question is only a preposition with its noun ("in writing?")."""
    whole = tokens[1:2] in (["what"], ["which"], ["whom"])
    short = len(tokens) <= 6 and len(content_of(tokens)) < 3
    return tokens[0] in PREPOSITIONS and short and not whole


def _resolved(question: str, subject: str, said: str) -> str:
    """The follow-up with what it takes from the answer: a numbered point or a named document."""
    ordinal = _ORDINAL.search(question)
    items = [part.strip() for part in _SENTENCE.split(said) if part.strip()]
    if ordinal and items:
        listed = [part for part in _BULLET.split(said)[1:] if part.strip()]
        chosen = listed or items
        number = _ORDINALS.get(ordinal[1].lower(), len(chosen))
        if number < len(chosen):
            item = _cut(chosen[number].strip().splitlines()[0], ITEM_CHARS).rstrip(".")
            return f"{question[: ordinal.end()]} ({item}){question[ordinal.end() :]}"
    mention = _MENTION.search(question)
    if mention and mention[1].lower() not in subject.lower():
        name = re.search(rf"((?:[\w-]+ ){{0,2}}){mention[1]}\b", said, re.I)
        extra = [w for w in name[1].split() if not bare_forms(w.lower()) & STOP] if name else []
        return (
            f"{question[: mention.start(1)]}{' '.join([*extra, ''])}{question[mention.start(1) :]}"
        )
    return question


def _core(question: str) -> str:
    """The follow-up without its joining words and closing punctuation."""
    core = _ABOUT.sub("", _LEAD.sub("", question).strip())
    return core.rstrip(" ?.!,") or question.strip(" ?.!,")


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,.;:") + "\u2026"


def _gist(said: str, subject: str) -> str:
    """The sentence of the answer that is nearest to what it answers, the first among equals."""
    wanted = {singular(word) for word in content_of(tokens_of(subject))}
    sentences = [_BULLET.sub("", part).strip() for part in _SENTENCE.split(said)]
    told = [part for part in sentences if part and not _CONNECTIVE.match(part)]
    if not told:
        return ""
    shared = [
        len(wanted & {singular(word) for word in content_of(tokens_of(part))}) for part in told
    ]
    return _cut(told[shared.index(max(shared))], ITEM_CHARS).rstrip(" .:")


def _capped(new: str, subject: str, gist: str = "") -> str:
    """New words, subject and gist in that order; what does not fit is cut from the end."""
    room = MAX_CHARS - len(new) - len(", about: ")
    if not subject or room < SHORTEST:
        return _cut(new, MAX_CHARS)
    text = f"{new}, about: {_cut(subject, room)}"
    return f"{text} ({gist})" if gist and len(text) + len(gist) + 3 <= MAX_CHARS else text
