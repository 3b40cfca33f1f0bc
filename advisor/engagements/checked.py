"""Owns what a note, a name and a tag may be: cleans what can be cleaned and refuses the rest."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from advisor.domain import clean_text
from advisor.domain.library import TRADES
from advisor.domain.notes import (
    MAX_NAME_CHARS,
    MAX_NOTE_CHARS,
    MAX_TAG_CHARS,
    MAX_TAGS,
    STATUSES,
    Engagement,
    NewNote,
    Target,
)
from advisor.errors import InputError

_LINE_ENDS = ("\r\n", "\r", "\x0b", "\x0c", "\x85")
_KEPT = "\n\t"


def folded(name: str) -> str:
    """The form under which names are compared: no case, no outer or repeated spaces."""
    return _one_line(name).casefold()


def clean_note_text(text: str) -> str:
    """The text without characters that a database cannot hold; line breaks and tabs stay."""
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    bad = {char for char in set(text) - set(_KEPT) if unicodedata.category(char) in ("Cc", "Cs")}
    return text.translate({ord(char): " " for char in bad}).strip()


def checked_workspace(workspace: str) -> str:
    """The name as it is; `InputError` where it is empty or holds what no database can keep."""
    if not workspace or any(unicodedata.category(char) in ("Cc", "Cs") for char in workspace):
        raise InputError("The workspace has no usable name; name it with letters and digits.")
    return workspace


def checked_note(note: NewNote) -> NewNote:
    """The note as it can be kept; `InputError` says what is wrong with it and how to repair it."""
    text = clean_note_text(note.text)
    if not text:
        raise InputError("The note is empty; write what happened.")
    if len(text) > MAX_NOTE_CHARS:
        raise InputError(
            f"The note has {len(text):,} characters; at most {MAX_NOTE_CHARS:,} can be kept. "
            "Split it into several notes."
        )
    return replace(
        note, text=text, engagement=checked_name(note.engagement), tags=checked_tags(note.tags)
    )


def checked_notes(notes: Sequence[NewNote]) -> list[NewNote]:
    """Several notes; the error says which one cannot be kept."""
    kept = []
    for number, note in enumerate(notes, 1):
        try:
            kept.append(checked_note(note))
        except InputError as error:
            where = f"Note {number} of {len(notes)}: " if len(notes) > 1 else ""
            raise InputError(f"{where}{error}") from error
    return kept


def checked_name(name: str) -> str:
    """The name of an engagement on one line; `InputError` where it is empty or too long."""
    line = _one_line(name)
    if not line:
        raise InputError("The engagement has no name; name the vendor or the work.")
    return _short_enough(line, "name of the engagement")


def clean_tag(tag: str) -> str:
    """A tag as it is kept; empty where nothing is left."""
    return _one_line(tag).lower()


def checked_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """Trimmed, in lower case, each once, in order; `InputError` where one cannot be kept."""
    kept = tuple(dict.fromkeys(tag for tag in map(clean_tag, tags) if tag))
    if len(kept) > MAX_TAGS:
        raise InputError(f"A note has at most {MAX_TAGS} tags; this one has {len(kept)}.")
    for tag in kept:
        if len(tag) > MAX_TAG_CHARS:
            raise InputError(
                f"The tag {tag[:MAX_TAG_CHARS]!r} is too long; use at most {MAX_TAG_CHARS} "
                "characters."
            )
    return kept


def checked_engagement(engagement: Engagement) -> Engagement:
    """The engagement as it can be kept; `InputError` says what is wrong with it."""
    if engagement.status not in STATUSES:
        raise InputError(
            f"{engagement.status!r} is no status; choose one of {', '.join(STATUSES)}."
        )
    if engagement.trade is not None and engagement.trade not in TRADES:
        raise InputError(f"{engagement.trade!r} is no trade; choose one of {', '.join(TRADES)}.")
    return replace(
        engagement,
        name=checked_name(engagement.name),
        vendor=_short_enough(_one_line(engagement.vendor), "name of the vendor"),
        targets=tuple(_clean_target(target) for target in engagement.targets),
    )


def _clean_target(target: Target) -> Target:
    return replace(
        target,
        measure=_one_line(target.measure),
        unit=_one_line(target.unit),
        per=_one_line(target.per),
        text=_one_line(target.text),
    )


def _one_line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _short_enough(line: str, what: str) -> str:
    if len(line) > MAX_NAME_CHARS:
        raise InputError(f"The {what} has {len(line)} characters; use at most {MAX_NAME_CHARS}.")
    return line
