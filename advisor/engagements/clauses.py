"""Parts of a note's sentences, and whether each tells what was measured, agreed or neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from advisor.domain.evidence import Citation
from advisor.domain.notes import EngagementNote, note_passage_id
from advisor.engagements import statement_words as says
from advisor.grounding.sentences import Sentence, split_sentences

Mode = Literal["reading", "target", "neither"]
_LONGEST_PIECE = 600
_BREAKS = re.compile(r"[,;|]\s|\s")
# Notes often go on in lower case after a full stop, which elsewhere may end an abbreviation.
_LOWER_START = re.compile(
    r"(?<=[a-z0-9%)!?]\b|[%)])[.](?<!\betc\.)(?<!\bapprox\.)(?<!\bincl\.)(?<!\bexcl\.)(?<!\bmax\.)"
    r"(?<!\bmin\.)(?<!\bavg\.)(?<!\bvs\.)(?<!\bca\.)(?<!\bno\.)(?<!\bnr\.)(?<!\be\.g\.)(?<!\bi\.e\.)"
    r"(?<!\b[a-z]\.)\s+(?=[a-z])"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence between commas, brackets or "but"; offsets are the note's."""

    start: int
    end: int
    mode: Mode
    text: str


def pieces_of(text: str) -> list[Sentence]:
    """The sentences of a note.

    The lines of a table or list that no blank line parts are sentences too, and what runs on for
    more than 600 characters is cut at a comma or space.
    """
    found: list[Sentence] = []
    for sentence in split_sentences(text):
        if "\n" in sentence.text and says.LINES.search(sentence.text):
            found.extend(_lines(sentence))
        else:
            found.append(sentence)
    found = [part for sentence in found for part in _lower_starts(sentence)]
    return [piece for sentence in found for piece in _short(sentence)]


def _lower_starts(sentence: Sentence) -> list[Sentence]:
    """The sentences of one that goes on in lower case after a full stop."""
    found, start = [], 0
    for match in (*_LOWER_START.finditer(sentence.text), None):
        end = len(sentence.text) if match is None else match.start() + 1
        at = sentence.start + start
        found.append(Sentence(sentence.text[start:end], at, at + end - start))
        start = end if match is None else match.end()
    return found


def _lines(sentence: Sentence) -> list[Sentence]:
    found, start = [], sentence.start
    for line in sentence.text.split("\n"):
        bare = line.strip()
        at = start + len(line) - len(line.lstrip())
        if bare:
            found.append(Sentence(bare, at, at + len(bare)))
        start += len(line) + 1
    return found


def _short(sentence: Sentence) -> list[Sentence]:
    """The sentence, or several: the time to read a very long one grows with its square."""
    found = []
    while len(sentence.text) > _LONGEST_PIECE:
        cuts = [m.end() for m in _BREAKS.finditer(sentence.text, 100, _LONGEST_PIECE)]
        cut = cuts[-1] if cuts else _LONGEST_PIECE
        head, rest = sentence.text[:cut].rstrip(), sentence.text[cut:].lstrip()
        found.append(Sentence(head, sentence.start, sentence.start + len(head)))
        sentence = Sentence(rest, sentence.end - len(rest), sentence.end)
    return [*found, sentence] if sentence.text else found


def parts_of(text: str, start: int, end: int) -> tuple[Part, ...]:
    """The parts of a sentence; one without cues of its own goes on as the one before."""
    found: list[Part] = []
    mode: Mode = "reading"
    outside: Mode = "reading"
    begin, opened = start, "break"
    cuts = [*says.PARTS.finditer(text, start, end), None]
    for match in cuts:
        at = end if match is None else match.start() if match[0][0].isalpha() else match.end()
        if at > begin:
            if opened in ("break", "("):
                outside = mode if opened == "(" else "reading"
                mode = "reading"
            elif opened == ")":
                mode = outside
            mode = _mode(text[begin:at], mode)
            found.append(Part(begin, at, mode, text[begin:at]))
            begin = at
        if match is not None:
            opened = _opening(match[0])
    return tuple(found)


def _opening(mark: str) -> str:
    if mark[0] in ",:":
        return "comma"
    return "(" if mark[0] in "([" else ")" if mark[0] in ")]" else "break"


def _mode(segment: str, mode: Mode) -> Mode:
    if says.NOT_MEASURED.search(segment):
        return "neither"
    if says.AGREED.search(segment):
        return "target"
    return "reading" if says.VERBS.search(segment) else mode


def part_at(parts: Sequence[Part], place: int) -> Part:
    """The part in which a character lies."""
    return next((part for part in parts if part.start <= place < part.end), parts[-1])


def quote_of(note: EngagementNote, start: int, end: int) -> Citation:
    """A citation of the characters from `start` to `end` of a note."""
    return Citation(
        passage_id=note_passage_id(note.note_id),
        quote=note.text[start:end],
        start=start,
        end=end,
    )
