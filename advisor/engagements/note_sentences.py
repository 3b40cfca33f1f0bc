"""The sentences of notes, each with its place and its terms; orders to a reader are told apart."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from advisor.domain.evidence import Citation
from advisor.domain.notes import EngagementNote, note_passage_id
from advisor.engagements.amounts import amounts_in
from advisor.engagements.asking_words import terms_of
from advisor.grounding.sentences import split_sentences
from advisor.retrieval.instructions import has_instructions

MAX_QUOTE_CHARS = 320
SHORT_NOTE_CHARS = 160
_LINE = re.compile(r"\n(?=\s*(?:[A-Z0-9\[(#>*|\u2022-]|$))")
_ORDER = re.compile(
    r"^\W*(?:(?:hey|hi|dear|attention|note to|to)[ ,]+(?:the |any |all )?)?(?:ai(?: \w+)?|"
    r"chat ?bots?|llms?|gpt|bots?|advisor|language models?)\b(?:\s*[:,!-]| (?:reading|that|who"
    r"|must|should)\b)"
    r"|^\W*assistant\s*[:,!-]\s*(?:you\b|ignore|tell|say|please|answer|always|never|when|only|do "
    r"not)"
    r"|\b(?:instructions?|message|note) (?:to|for) (?:the |any )?(?:ai|assistant|chat ?bot|advisor|"
    r"llm|model|bot)\b"
    r"|\b(?:tell|inform|assure|convince) the (?:user|owner|reader) (?:that|to|it|they|we)\b"
    r"|\b(?:when|if|whenever) (?:you(?:'re| are)? )?(?:asked|answering|the (?:user|owner|reader) "
    r"asks|anyone asks|someone asks|questioned)\b.{0,60}?\b(?:say|answer|reply|respond|tell|claim|"
    r"state|report)\b"
    r"|^(?:please )?(?:always |only |now )?(?:answer|reply|respond|say|state|claim|report|output|"
    r"print|write|repeat) (?:only |just |exactly |instead )?(?:that\b|with\b|\"|'|\u201c|yes\b|"
    r"no\b)"
    r"|(?:^|[\"'\u201c\u2018:;(\[>]\s*)(?:please |now )?(?:ignore|disregard|forget|override)\b"
    r".{0,30}\b(?:questions?|users?|owners?|instructions?|notes?|rules?|guidance|prompt"
    r"|everything|above|sources?|citations?|"
    r"targets?|agreements?|limits?)\b"
    r"|\byou (?:are now|must (?:now |always |only |never )?(?:answer|say|reply|tell|act|pretend|"
    r"rate|recommend|ignore)|should (?:now |always |only )(?:answer|say|reply|tell|act|pretend|"
    r"rate|recommend))\b"
    r"|^\W*(?:system|developer|prompt|admin)\s*(?:\]|:|>)"
    r"|\b(?:system prompt|prompt injection|jailbreak)\b|<\s*/?\s*(?:system|instructions?|"
    r"prompt)"
    r"|\b(?:do not|don't|never) (?:mention|cite|quote|reveal) (?:this note|the (?:guidance|notes?|"
    r"sources?|"
    r"instructions)|other notes|any (?:other )?notes?)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<=[.!?:;>)\]])\s+|\n\W*")
_REFERS = re.compile(
    r"^(?:(?:decided|agreed|promised|asked|wants?|will|said|told|blames?|takes?|and|but|so|then) "
    r")?(?:to )?"
    r"(?:it|this|that|these|those|she|he|they|her|him|them|\w+ (?:it|this|that|them|her|him))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a note: `text` are the note's characters from `start`."""

    note: EngagementNote
    text: str
    start: int
    terms: frozenset[str]

    @property
    def citation(self) -> Citation:
        """The sentence as a quotation."""
        return Citation(
            passage_id=note_passage_id(self.note.note_id),
            quote=self.text,
            start=self.start,
            end=self.start + len(self.text),
        )

    @property
    def on(self) -> date:
        """The day of its note."""
        return self.note.happened_on

    @property
    def orders(self) -> bool:
        """Whether it orders a reader about instead of saying what happened."""
        return is_order(self.text)


def is_order(text: str) -> bool:
    """Whether a sentence is an order to an assistant."""
    plain = text.replace("\u2019", "'")
    parts = (plain, *_CLAUSE.split(plain))
    return any(_ORDER.search(part) for part in parts) or has_instructions(text)


_OTHERS = re.compile(
    r"\b(?:my|our|his|her|their|a|the) (?:sister|brother|friend|neighbou?r|cousin|colleague|mate|"
    r"competitor|rival|husband|wife|uncle|aunt|buddy|landlord)(?:'s|\u2019s|s'|s\u2019) \w+",
    re.IGNORECASE,
)


def of_others(text: str) -> bool:
    """Whether a sentence is about the vendor of somebody else ("my sister's assistant")."""
    return _OTHERS.search(text) is not None


def holds_order(note: EngagementNote) -> bool:
    """Whether any sentence of a note is an order to an assistant."""
    return any(is_order(text) for _, text in _pieces(note.text))


def without_orders(note: EngagementNote) -> EngagementNote:
    """The note with every order to an assistant blanked out, so that all else keeps its place."""
    text = note.text
    for start, piece in _pieces(note.text):
        if is_order(piece):
            text = f"{text[:start]}{' ' * len(piece)}{text[start + len(piece) :]}"
    return note if text == note.text else replace(note, text=text)


def sentences_of(notes: Iterable[EngagementNote]) -> Iterator[Said]:
    """The sentences of notes, a line that begins like one by itself; long ones are cut."""
    for note in notes:
        for start, text in _pieces(note.text):
            yield Said(note, text, start, _terms(text))


def _terms(text: str) -> frozenset[str]:
    """The terms of a sentence, an amount of money being one of them."""
    return terms_of(text) | ({"#amount"} if amounts_in(text) else set())


def with_context(said: Said) -> Said:
    """The whole of a short note; else the sentence, after the one that its "it" speaks of."""
    if len(said.note.text) <= SHORT_NOTE_CHARS and not holds_order(said.note):
        return Said(said.note, said.note.text, 0, terms_of(said.note.text))
    words = said.text.split()
    refers = _REFERS.search(said.text) or len(words) <= 5
    if not refers or said.start == 0:
        return said
    before = sentence_at(said.note, said.start - 1)
    end = said.start + len(said.text)
    text = said.note.text[before.start : end]
    joined = before.start < said.start and len(text) <= MAX_QUOTE_CHARS and "\n" not in text
    if not joined or before.orders:
        return said
    return Said(said.note, text, before.start, said.terms | before.terms)


def sentence_at(note: EngagementNote, start: int) -> Said:
    """The sentence of a note in which a character stands."""
    found = None
    for at, text in _pieces(note.text):
        if at > start and found is not None:
            break
        found = Said(note, text, at, terms_of(text))
    return found or Said(note, note.text, 0, terms_of(note.text))


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    for sentence in split_sentences(text):
        at = sentence.start
        for line in _LINE.split(sentence.text):
            begin = text.index(line, at) if line else at
            at = begin + len(line)
            yield from _short(line, begin)


def _short(line: str, begin: int) -> Iterator[tuple[int, str]]:
    """A line in parts that can be shown, cut after a clause or a word."""
    while len(line) > MAX_QUOTE_CHARS:
        cut = max(line.rfind(mark, 80, MAX_QUOTE_CHARS) for mark in ("; ", ", ", " - "))
        cut = cut + 1 if cut > 0 else line.rfind(" ", 80, MAX_QUOTE_CHARS)
        cut = cut if cut > 0 else MAX_QUOTE_CHARS
        yield from _trimmed(line[:cut], begin)
        line, begin = line[cut:], begin + cut
    yield from _trimmed(line, begin)


def _trimmed(line: str, begin: int) -> Iterator[tuple[int, str]]:
    text = line.strip()
    if any(char.isalnum() for char in text):
        yield begin + line.index(text), text
