"""Cuts text into sentences, each with its offsets."""

import re
from dataclasses import dataclass

_HARD = re.compile(r"\n\s*\n\s*|\n(?=[ \t]*(?:[-*+•‣◦▪\u2013]|\d{1,3}[.)]|[a-zA-Z][.)])\s)")
_ENDING = re.compile(
    r"(?<![.!?…])[.!?…]+[\"'\u201d\u2019»)\]]*(?:\[\d+\])*(?=\s)"
    r"|[。\uff01\uff1f]+[」』\u201d\u2019\uff09]*"
)
_MARKER = re.compile(r"^\s*(?:[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})|(?:\d+\.)+\d*)[.)\]]*$")
_LAST_WORD = re.compile(r"[^\s(\[\"'\u201c\u2018«]+$")
_OPENING = "\"'\u201c\u2018«([*_•-\u2013\u2014"

# A full stop after one of these never ends a sentence.
_NEVER = frozenset(
    "mr mrs ms mx dr prof rev hon st messrs capt col gen lt sgt e.g i.e eg ie cf vs viz al ca "
    "approx incl excl esp resp".split()
)
# ... nor after one of these where a number or a capital follows it closely (`No. 5`, `Art. IV`).
_BEFORE_NUMBER = frozenset(
    "no nos nr art arts sec secs fig figs eq vol ch chap para paras pp p cl app ver v tel ext "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
# After these one ends only where the next word looks like a beginning.
_PERHAPS = frozenset("inc ltd co corp llc llp plc bros jr sr dept est etc dept gov univ".split())
_BEGINNINGS = frozenset(
    "a about after all also always an and another any anyone are as ask at be because before both "
    "but by can do does each either every everyone few first for from give he her here his how "
    "however i if in instead it its keep later let make many may most must my never next no nobody "
    "nor not nothing now on once one only or other our please send she should since so some such "
    "that the their then there these they this those to under unless until use we what when where "
    "which while who why will with without you your".split()
)
_ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]|[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `text` is the source's characters from `start` up to `end`."""

    text: str
    start: int
    end: int


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences in order; together they hold every character that is not white space.

    Blank lines and list items always part sentences, other line ends never do. Full stops in
    numbers, addresses, initials and abbreviations part none; what cannot be told apart stays
    whole. Time grows linearly with the text.
    """
    found: list[Sentence] = []
    start = 0
    for match in _HARD.finditer(text):
        found.extend(_in_paragraph(text, start, match.start()))
        start = match.end()
    found.extend(_in_paragraph(text, start, len(text)))
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int) -> list[Sentence]:
    found = []
    begin = start
    for match in _ENDING.finditer(text, start, end):
        if _ends(text, begin, match, end):
            found.append(_trimmed(text, begin, match.end()))
            begin = match.end()
    found.append(_trimmed(text, begin, end))
    return [sentence for sentence in found if sentence.text]


def _trimmed(text: str, start: int, end: int) -> Sentence:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Sentence(piece.strip(), start, start + len(piece.strip()))


def _ends(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Whether the punctuation found closes the sentence that began at `begin`."""
    if match[0][0] in "。\uff01\uff1f":
        return True
    next_word = _word_from(text, match.end(), end)
    first = next_word.lstrip(_OPENING)[:1]
    if not first or first.islower():
        return not next_word
    if not match[0].startswith(".") or match[0].startswith(".."):
        return True
    before = text[max(begin, match.start() - 40) : match.start()]
    if match.start() - begin <= 8 and _MARKER.match(before):
        return False
    return not _abbreviates(before, next_word.lstrip(_OPENING))


def _abbreviates(before: str, next_word: str) -> bool:
    """Whether the full stop after `before` belongs to its last word."""
    found = _LAST_WORD.search(before)
    word = found[0] if found else ""
    plain = word.lower()
    if plain in _NEVER:
        return True
    if plain in _BEFORE_NUMBER and word != "NO":
        return next_word[0].isdigit() or bool(re.match(r"[IVX]+\b", next_word))
    if plain in ("a.m", "p.m"):
        return False
    if plain in _PERHAPS or (_ACRONYM.fullmatch(word) and word != "I"):
        return _bare(next_word) not in _BEGINNINGS
    return False


def _bare(word: str) -> str:
    return re.split(r"[^\w]", word.lower(), maxsplit=1)[0]


def _word_from(text: str, start: int, end: int) -> str:
    """The next word, or as much of it as decides; empty at the end of the paragraph."""
    piece = text[start : min(end, start + 200)].lstrip()
    return piece.split(maxsplit=1)[0] if piece else ""
