"""Saved conversations: what was asked, what was answered, and what the user thought of it."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from advisor.domain.advice import Advice

MAX_TITLE_CHARS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """A user's opinion of one answer, with the reason in their words."""

    rating: Literal["up", "down"]
    reason: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One question with its advice, as it was shown; times are UTC."""

    exchange_id: str
    advice: Advice
    created_at: datetime
    feedback: Feedback | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A named, ordered list of exchanges; lists of conversations leave `exchanges` empty."""

    conversation_id: str
    workspace: str
    title: str
    created_at: datetime
    updated_at: datetime
    exchanges: tuple[Exchange, ...] = ()


def clean_text(text: str) -> str:
    """The text without characters that a database cannot hold, trimmed."""
    bad = {char for char in text if char != "\n" and unicodedata.category(char) in ("Cc", "Cs")}
    return "".join(" " if char in bad else char for char in text).strip()


def clean_title(title: str) -> str:
    """A title on one line of at most `MAX_TITLE_CHARS` characters; empty where nothing is left."""
    line = " ".join(clean_text(title).split())
    return line if len(line) <= MAX_TITLE_CHARS else line[: MAX_TITLE_CHARS - 1].rstrip() + "…"
