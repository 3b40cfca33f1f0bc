"""Reads a model's draft as it streams: sentence by sentence, each with the words it rests on."""

import re
from collections.abc import Iterator

from advisor.answering.draft_json import JsonScanner, JsonSentence, sentences_of
from advisor.answering.draft_lines import Line, may_be_quote, plain, read_line, stays_whole
from advisor.answering.draft_marks import leading_marks, marks_in, without_marks
from advisor.answering.draft_pairing import MAX_QUOTES, DraftQuote, DraftSentence, Shelf
from advisor.answering.draft_stream import Spoken
from advisor.grounding.sentences import split_sentences

__all__ = ["DraftQuote", "DraftReader", "DraftSentence"]

MAX_LINE = 2_000
MAX_JSON = 40_000
MAX_SKIPPED = 100_000
_REPEATS = 3
_WORDS = re.compile(r"\n|[^\S\n]+|\S+")
_MAYBE_END = re.compile(
    r"[.!?\u2026][^\w\s]{0,6}\s(?:\S{0,20}\]\s?){0,4}\S+\s$|[\u3002\uff01\uff1f]\S*\s$"
)
_FINISHED = re.compile(r"[.!?\u2026\u3002\uff01\uff1f:][\"'\u201d\u2019\u00bb)\]*_`]*$")
_CUT_MARK = re.compile(r"\s*[\[(]\^?N?\d{0,3}$")
_JSON = re.compile(r"[\s,;]*(?:\{\s*\"|\[\s*[\"{])")
_JSON_OPENS = re.compile(r"[\s,;]*[\[{]\s*")


class DraftReader:
    """Cuts a reply into sentences as soon as each is certain, however the reply is cut in pieces.

    The shape asked for is quote lines and then a line with one sentence; paragraphs, lists, JSON
    and quotes behind their sentence are read as well. No more than one line's start is held.
    `looped` is true once the model repeats a sentence for the third time or writes a line without
    end: nothing more is read then, and the reply should be closed. A second time is left out.
    """

    def __init__(self) -> None:
        self.looped = False
        self._spoken = Spoken()
        self._shelf = Shelf()
        self._line = ""
        self._mid_line = False
        self._skipped = -1  # characters left out of a line that is too long; -1 outside of one
        self._json: JsonScanner | None = None
        self._json_text: list[str] = []
        self._json_size = 0

    def feed(self, piece: str) -> Iterator[DraftSentence]:
        """The sentences that are certain with this piece."""
        yield from self._read(self._spoken.feed(piece))

    def end(self) -> Iterator[DraftSentence]:
        """What is left when the reply is over; a cut sentence is not `complete`."""
        yield from self._read(self._spoken.end())
        if not self.looped:
            if self._json is not None:
                yield from self._given(self._end_json())
            elif self._line.strip() and self._skipped < 0:
                self._line = _CUT_MARK.sub("", self._line.rstrip())
                finished = _is_finished(self._line)
                yield from self._given(self._end_line(complete=finished))
        yield from self._given(self._shelf.end())

    def _read(self, text: str) -> Iterator[DraftSentence]:
        for token in _WORDS.findall(text):
            if self.looped:
                return
            yield from self._given(self._take(token))

    def _given(self, sentences: Iterator[DraftSentence]) -> Iterator[DraftSentence]:
        """The sentences that were not given out before."""
        for sentence in sentences:
            count = self._shelf.count(sentence.text)
            self.looped = self.looped or count >= _REPEATS
            if count == 1:
                yield sentence
        self.looped = self.looped or self._shelf.stuck or self._skipped > MAX_SKIPPED

    def _take(self, word: str) -> Iterator[DraftSentence]:
        if self._json is not None:
            yield from self._take_json(word)
        elif word == "\n":
            yield from self._take_line_end()
        elif self._skipped >= 0:
            self._skipped += len(word)
        else:
            yield from self._take_words(word)

    def _take_line_end(self) -> Iterator[DraftSentence]:
        opens = not self._mid_line and _JSON_OPENS.fullmatch(self._line)
        if opens and self._line.strip():
            yield from self._begin_json()
            return
        if self._skipped < 0:
            yield from self._end_line(complete=True)
        if self._mid_line:
            self._shelf.end_line()
        self._line, self._skipped, self._mid_line = "", -1, False

    def _take_words(self, word: str) -> Iterator[DraftSentence]:
        blank = word.isspace()
        if blank and (not self._line or self._line[-1].isspace()):
            return
        self._line += " " if blank else word
        if not self._mid_line and _JSON.match(self._line):
            yield from self._begin_json()
            return
        if self._shelf.waiting and not may_be_quote(self._line):
            yield from self._shelf.clear()
        if blank and _MAYBE_END.search(self._line, max(0, len(self._line) - 300)):
            yield from self._take_sentences()
        if len(self._line) > MAX_LINE:
            yield from self._cut()

    def _take_sentences(self) -> Iterator[DraftSentence]:
        """The sentences of the line that the next word shows to be over."""
        if not self._mid_line and stays_whole(self._line):
            return
        found = split_sentences(self._line)
        last = found[-1].start if found else 0
        last += leading_marks(self._line[last:])
        if last == 0 or not self._line[last:].strip():
            return
        done, self._line = self._line[:last], self._line[last:].lstrip()
        text = plain(done) if self._mid_line else read_line(done).text
        self._mid_line = True
        yield from self._sentences(text, complete=True)
        yield from self._shelf.clear()

    def _cut(self) -> Iterator[DraftSentence]:
        """No sentence is this long: give out its start as cut, and wait for the next line."""
        line, self._line = self._line[:MAX_LINE], ""
        self._skipped = 0
        if self._mid_line or not stays_whole(line):
            text = plain(line) if self._mid_line else read_line(line).text
            self._mid_line = True
            yield from self._sentences(text, complete=False)

    def _end_line(self, *, complete: bool) -> Iterator[DraftSentence]:
        line, self._line = self._line, ""
        read = Line("sentence", plain(line)) if self._mid_line else read_line(line)
        if read.kind == "blank":
            self._shelf.blank()
        elif read.kind == "heading":
            yield from self._shelf.heading(read.text)
        elif read.kind == "quote":
            yield from self._quote(read, complete=complete)
        else:
            yield from self._sentences(read.text, complete=complete)
            self._shelf.end_line()

    def _quote(self, read: Line, *, complete: bool) -> Iterator[DraftSentence]:
        for mark in read.marks or ("",):
            self._shelf.quote(DraftQuote(read.text, mark))
        if read.rest:
            yield from self._sentences(read.rest, complete=complete)
            self._shelf.end_line()

    def _sentences(self, text: str, *, complete: bool) -> Iterator[DraftSentence]:
        pieces = _pieces(text)
        for number, piece in enumerate(pieces, 1):
            bare, marks = without_marks(piece)
            if any(char.isalnum() for char in bare):
                hints = tuple(DraftQuote("", mark) for mark in marks)
                whole = complete or number < len(pieces)
                yield from self._shelf.sentence(DraftSentence(bare, hints, complete=whole))

    def _begin_json(self) -> Iterator[DraftSentence]:
        text, self._line = self._line, ""
        self._json, self._json_size = JsonScanner(), 0
        yield from self._take_json(text)

    def _take_json(self, text: str) -> Iterator[DraftSentence]:
        length = self._json.feed(text) if self._json else -1
        self._json_text.append(text if length < 0 else text[:length])
        self._json_size += len(text)
        if length >= 0:
            yield from self._end_json()
            if rest := text[length:]:
                yield from self._take_words(rest)
        elif self._json_size > MAX_JSON:
            yield from self._end_json()
            self._skipped = 0

    def _end_json(self) -> Iterator[DraftSentence]:
        text, closing = (
            "".join(self._json_text).lstrip(" \n,;"),
            self._json.closing() if self._json else "",
        )
        self._json, self._json_text = None, []
        found = sentences_of(text + closing)
        if found is None:
            found = [JsonSentence(one) for one in re.findall(r'"((?:[^"\\]|\\.){20,2000})"', text)]
        for number, one in enumerate(found, 1):
            yield from self._json_sentence(one, complete=not closing or number < len(found))

    def _json_sentence(self, found: JsonSentence, *, complete: bool) -> Iterator[DraftSentence]:
        yield from self._shelf.clear()
        for quote, mark in found.quotes[:MAX_QUOTES]:
            marks = marks_in(mark) or ("",)
            self._shelf.quote(DraftQuote(plain(without_marks(quote)[0]), marks[0]))
        for line in found.text.split("\n"):
            self._line, self._mid_line = line[:MAX_JSON], False
            yield from self._end_line(complete=complete)
        yield from self._shelf.clear()


def _is_finished(line: str) -> bool:
    return bool(_FINISHED.search(without_marks(plain(line))[0]))


def _pieces(text: str) -> list[str]:
    """The sentences of a text, each with the marks that stand behind its full stop."""
    pieces: list[str] = []
    for sentence in split_sentences(text):
        marks = leading_marks(sentence.text) if pieces else 0
        if marks:
            pieces[-1] += " " + sentence.text[:marks].strip()
        if rest := sentence.text[marks:].strip():
            pieces.append(rest)
    return pieces
