"""Reads the notes of an engagement in order of time, and marks what the warning signs match."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from advisor.domain.evidence import Citation
from advisor.domain.library import Library
from advisor.domain.notes import Engagement, EngagementNote
from advisor.engagements.signals_guards import doubt, holds_as_solution, reports_solution
from advisor.engagements.signals_matching import Match, Matcher
from advisor.engagements.signals_reading import Read, Vocabulary, read_note
from advisor.knowledge.signal_phrases import Phrase
from advisor.knowledge.signals import SignalRule

_SMALL_LETTERS = re.compile(r"(?<![A-Za-z])[a-z]+(?![A-Za-z])")
_RULE_WORD = re.compile(r"[a-z]{3,}\*?")
_LEGAL_FORM = re.compile(
    r"[,.]?\s+(?:ltd|limited|inc|llc|llp|plc|gmbh|co|corp|bv|pty|srl)\.?$", re.I
)


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence of a note that a rule fires on; `note` and `sentence` count from 0."""

    rule: int
    note: int
    sentence: int


@dataclass(frozen=True)
class Reading:
    """The notes in order of time with their plain sentences, and what the rules match in them."""

    notes: tuple[EngagementNote, ...]
    sentences: tuple[tuple[Read, ...], ...]
    found: tuple[Found, ...]
    solutions: tuple[Found, ...]
    about: frozenset[tuple[int, int]]
    general: tuple[tuple[int, int], ...]

    def citation(self, note: int, sentence: int) -> Citation:
        """A sentence as a verbatim quote of its note."""
        read, source = self.sentences[note][sentence], self.notes[note]
        return Citation(
            passage_id=source.passage.passage_id,
            quote=source.text[read.start : read.end],
            start=read.start,
            end=read.end,
        )


class SignalReader:
    """The rules made ready to read notes with; making one takes a while, reading does not."""

    def __init__(self, rules: tuple[SignalRule, ...], library: Library) -> None:
        self.rules = rules
        self._matcher = Matcher(rules)
        self._vocabulary = _vocabulary(rules, library)

    def read(self, notes: Iterable[EngagementNote], engagement: Engagement) -> Reading:
        """Read notes in order of time."""
        ordered = tuple(sorted(notes, key=lambda note: (note.happened_on, note.created_at)))
        names = _names(engagement)
        sentences = tuple(read_note(note.text, self._vocabulary, names) for note in ordered)
        found: list[Found] = []
        solutions: list[Found] = []
        about: set[tuple[int, int]] = set()
        general: list[tuple[int, int]] = []
        for note, place, read in _each(sentences):
            matches = list(self._matcher.matches(read.plain, _next(sentences[note], place)))
            found.extend(self._fired(matches, sentences[note], note, place))
            solutions.extend(
                Found(match.rule, note, place)
                for match in matches
                if match.part == "solved_by"
                and holds_as_solution(read.plain, match.start, match.end, match.source)
            )
            about.update((match.rule, note) for match in matches if match.part == "about")
            if reports_solution(read.plain):
                general.append((note, place))
        return Reading(
            ordered, sentences, tuple(found), tuple(solutions), frozenset(about), tuple(general)
        )

    def _fired(
        self, matches: Sequence[Match], sentences: tuple[Read, ...], note: int, place: int
    ) -> Iterator[Found]:
        stopped = {match.rule for match in matches if match.part == "unless"}
        plain = sentences[place].plain
        before = sentences[place - 1].plain if place else ""
        fired: set[int] = set()
        for match in matches:
            if match.part != "says" or match.rule in stopped or match.rule in fired:
                continue
            why_not = doubt(plain, before, match.start, match.end)
            if why_not is None or why_not in self.rules[match.rule].allows:
                fired.add(match.rule)
                yield Found(match.rule, note, place)


_READERS: deque[tuple[str, SignalReader]] = deque(maxlen=4)


def reader_of(rules: tuple[SignalRule, ...], library: Library) -> SignalReader:
    """The reader for these very rules; the latest few are kept."""
    for digest, reader in tuple(_READERS):
        if reader.rules is rules and digest == library.digest:
            return reader
    made = SignalReader(rules, library)
    _READERS.append((library.digest, made))
    return made


def _each(sentences: tuple[tuple[Read, ...], ...]) -> Iterator[tuple[int, int, Read]]:
    for note, reads in enumerate(sentences):
        for place, read in enumerate(reads):
            yield note, place, read


def _next(reads: tuple[Read, ...], place: int) -> str:
    return reads[place + 1].plain if place + 1 < len(reads) else ""


def _vocabulary(rules: Iterable[SignalRule], library: Library) -> Vocabulary:
    anchors = {
        word
        for rule in rules
        for line in (*rule.says, *rule.unless, *rule.solved_by, *rule.about)
        for phrase in (line.first, *line.also, *line.after, *line.without)
        for word in _words_of(phrase)
    }
    known = (text for point in library.points.values() for text in (point.title, point.text))
    asked = (question.text for question in library.questions)
    words = {word for text in (*known, *asked) for word in _SMALL_LETTERS.findall(_bare(text))}
    return Vocabulary(
        known=words,
        telling={word for word in anchors if not word.endswith("*")},
        beginnings={word[:-1] for word in anchors if word.endswith("*")},
    )


def _words_of(phrase: Phrase) -> list[str]:
    return _RULE_WORD.findall(phrase.source)


def _bare(text: str) -> str:
    return text.replace("'", "").replace("\u2019", "")


def _names(engagement: Engagement) -> tuple[str, ...]:
    """How the notes may call the vendor, the longest first."""
    full = {name.strip() for name in (engagement.vendor, engagement.name)}
    short = {_LEGAL_FORM.sub("", name) for name in full}
    return tuple(sorted((name for name in full | short if len(name) > 2), key=len, reverse=True))
