"""Tells whether the notes say that a warning sign is over."""

import re

from advisor.engagements.signals_notes import Found, Reading

_SOLVED_NEAR = 2
_SHARED_WORDS = 2
_LETTERS = re.compile(r"[a-z]+")
_SMALL_WORDS = frozenset(
    "about after again also been before but could every from have into just like more much only "
    "other over said same some still than that their them then there they this those till until "
    "very want went were what when which will with would year week month today monday tuesday "
    "wednesday thursday friday vendor agency".split()
)


def is_solved(reading: Reading, place: Found) -> bool:
    """Whether the same note, or a later one, says that this is over."""
    here = (place.note, place.sentence)
    if any(
        item.rule == place.rule and (item.note, item.sentence) >= here for item in reading.solutions
    ):
        return True
    return any(
        _belongs(reading, place, note, sentence)
        for note, sentence in reading.general
        if (note, sentence) >= here
    )


def _belongs(reading: Reading, place: Found, note: int, sentence: int) -> bool:
    """Whether a general "fixed" in a sentence is about what was found."""
    if note == place.note:
        return sentence - place.sentence <= _SOLVED_NEAR
    if (place.rule, note) in reading.about:
        return True
    reads = reading.sentences[note]
    nearby = " ".join(read.plain for read in reads[max(0, sentence - 1) : sentence + 1])
    telling = reading.sentences[place.note][place.sentence].plain
    return len(_content(nearby) & _content(telling)) >= _SHARED_WORDS


def _content(plain: str) -> set[str]:
    return {
        word[:6] for word in _LETTERS.findall(plain) if len(word) > 3 and word not in _SMALL_WORDS
    }
