"""Reads what people disliked: an answer with a thumb down, its reason, and the suite it is for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from advisor.domain import Advice, ClaimVerdict, Conversation, Exchange, Turn
from advisor.ports import Records
from advisor.ui.wording import without_notes
from evals.cases import EvalError
from evals.scorers import evidence_points

FeedbackSuite = Literal["answers", "declining", "notes", "retrieval", "support_checker"]
FEEDBACK_SUITES: tuple[FeedbackSuite, ...] = get_args(FeedbackSuite)
LATEST = "latest"
_SEARCHED = 8

_SHOULD_DECLINE = re.compile(
    r"\bshould(?:n'?t| not| never)(?: have)? (?:answer|advis|say|tell|give|comment)"
    r"|\bshould(?: have)? (?:declin|refus|said no|say no)"
    r"|\bnot (?:your|its|the advisor'?s?) (?:business|job|field)|\bout of scope|\boff.?topic",
    re.IGNORECASE,
)
_NOT_PROVEN = re.compile(
    r"\bma(?:de|kes?|king)\b(?:[ -]\w+){0,2}[ -]up\b|\binvent|\bhallucinat"
    r"|\bunsupported\b|\bunproven\b"
    r"|\bno (?:source|proof|evidence)\b|\bmisquot|\bwrong (?:quote|citation|source)"
    r"|\b(?:source|passage|guidance|citation|quote|note)s? (?:does|do|did)(?:n'?t| not) "
    r"(?:say|state|support|mention|mean)"
    r"|\bnot (?:in|what) (?:the|its|that) (?:source|passage|guidance)"
    r"|\bnot supported\b|\bnowhere (?:in|does|is)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\bnotes?\b|\bwrong (?:vendor|engagement|agency|freelancer|date|day|month|week|number)\b"
    r"|\bwrong figure\b|\bother (?:vendor|engagement|agency)\b|\bnot what happened\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """An answer that somebody disliked, with the turns before it; private until it is redacted."""

    exchange_id: str
    advice: Advice
    reason: str
    rated_at: datetime
    asked_at: datetime
    history: tuple[Turn, ...] = ()

    @property
    def notes_shown(self) -> tuple[str, ...]:
        """The passage ids of the notes that the answer cites, in order."""
        return tuple(
            dict.fromkeys(
                citation.passage_id
                for verdict in self.advice.verdicts
                if verdict.claim.kind == "note"
                for citation in verdict.claim.citations
            )
        )

    @property
    def sentences(self) -> tuple[ClaimVerdict, ...]:
        """The shown sentences that state something and say where it stands."""
        return tuple(one for one in self.advice.verdicts if one.claim.citations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The suite that a complaint belongs to, and why."""

    suite: FeedbackSuite
    why: str


def complaints(records: Records, *, workspace: str) -> tuple[Complaint, ...]:
    """Every answer of the workspace with a thumb down, the latest opinion first."""
    found = [
        complaint
        for conversation in records.list_conversations(workspace=workspace)
        for complaint in _disliked(
            records.get_conversation(conversation.conversation_id, workspace=workspace)
        )
    ]
    return tuple(sorted(found, key=lambda one: one.rated_at, reverse=True))


def find_complaint(found: Sequence[Complaint], wanted: str) -> Complaint:
    """The complaint with this id or its beginning, or the `latest`; `EvalError` otherwise."""
    if not found:
        raise EvalError(
            "No answer of this workspace has a thumb down. Give one in the page, with its reason."
        )
    if wanted == LATEST:
        return found[0]
    matching = [one for one in found if one.exchange_id.startswith(wanted)]
    if len(matching) == 1:
        return matching[0]
    several = f"{len(matching)} answers have" if matching else "No answer with a thumb down has"
    raise EvalError(f"{several} an id that begins with {wanted!r}. `feedback list` prints the ids.")


def choose_suite(complaint: Complaint) -> Choice:
    """Where a complaint belongs, by what came of the question and by the words of the reason."""
    advice, reason = complaint.advice, complaint.reason
    if advice.status == "declined":
        return Choice(suite="declining", why="The question was declined.")
    if _SHOULD_DECLINE.search(reason):
        return Choice(suite="declining", why="The reason says that it should be declined.")
    if _NOT_PROVEN.search(reason):
        return Choice(suite="support_checker", why="The reason says that no source states it.")
    if complaint.notes_shown and _NOTE.search(reason):
        return Choice(suite="notes", why="The reason is about notes, and the answer cites some.")
    return Choice(suite="answers", why="The reason is about what the advice says or lacks.")


def refine(choice: Choice, complaint: Complaint, points: Sequence[str]) -> Choice:
    """Moves a missing point from the answers to the retrieval where the search did not find it."""
    found = evidence_points(complaint.advice, _SEARCHED)
    lost = [point for point in points if point not in found]
    if choice.suite != "answers" or not lost:
        return choice
    why = f"The search did not find {', '.join(lost)}, so the answer could not say it."
    return Choice(suite="retrieval", why=why)


def sentence_meant(complaint: Complaint) -> int | None:
    """The place of the sentence that the reason speaks of; None where the words do not tell."""
    said = [_words(one.claim.text) for one in complaint.sentences]
    if len(said) == 1:
        return 0
    meant = _words(complaint.reason)
    shares = [len(words & meant) / len(words) if words else 0.0 for words in said]
    best = max(shares, default=0.0)
    return shares.index(best) if best >= 0.3 and shares.count(best) == 1 else None


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9]+", text.casefold()) if len(word) > 3}


def _disliked(conversation: Conversation) -> Iterator[Complaint]:
    history: list[Turn] = []
    for exchange in conversation.exchanges:
        if exchange.feedback is not None and exchange.feedback.rating == "down":
            yield _complaint(exchange, history)
        history.append(Turn(role="user", text=exchange.advice.question))
        history.append(Turn(role="assistant", text=without_notes(exchange.advice)))


def _complaint(exchange: Exchange, history: Sequence[Turn]) -> Complaint:
    assert exchange.feedback is not None  # noqa: S101  # for the type checker
    return Complaint(
        exchange_id=exchange.exchange_id,
        advice=exchange.advice,
        reason=exchange.feedback.reason,
        rated_at=exchange.feedback.created_at,
        asked_at=exchange.created_at,
        history=tuple(turn for turn in history if turn.text.strip()),
    )
