"""Saved conversations: what was asked, what was answered, and what the user thought of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from advisor.domain.advice import Advice


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
