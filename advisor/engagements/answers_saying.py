"""Sentences about notes in the fixed forms that `advisor.grounding.note_claims` can prove."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.domain.advice import Claim
from advisor.domain.check_up import Signal
from advisor.domain.evidence import Citation
from advisor.domain.note_answer import NOTES_SECTION
from advisor.domain.notes import Engagement, EngagementNote, NearSentence, note_id_of
from advisor.engagements.answers_evidence import Search
from advisor.engagements.asking import Asked
from advisor.engagements.note_sentences import Said, with_context
from advisor.engagements.when import short_date
from advisor.grounding.note_proof import joined_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What one answer is made from; `several` says that sentences must name their engagement.

    `near` are the sentences nearest to the question in meaning, the nearest first.
    """

    asked: Asked
    notes: tuple[EngagementNote, ...]
    engagements: tuple[Engagement, ...]
    search: Search
    signals: tuple[Signal, ...]
    today: date
    several: bool
    near: tuple[NearSentence, ...] = ()

    def by_engagement(self) -> list[tuple[Engagement, tuple[EngagementNote, ...]]]:
        """The notes of each engagement that has some, in the order of the engagements."""
        order = self.asked.subjects if self.asked.named else self.engagements
        groups = [
            (one, tuple(n for n in self.notes if n.engagement_id == one.engagement_id))
            for one in order
        ]
        return [(one, notes) for one, notes in groups if notes]

    def sentence(self, citation: Citation) -> Said | None:
        """The whole sentence that a citation is from; None where its note is not in play."""
        return self.search.sentence(note_id_of(citation.passage_id), citation.start)

    def name(self, note: EngagementNote) -> str:
        """The engagement of a note where it must be named, else empty."""
        return note.engagement if self.several else ""


@dataclass(frozen=True, slots=True)
class Body:
    """What was found for a question: sentences in order, and the note that is missing, if any."""

    claims: tuple[Claim, ...]
    missing: str = ""


def quoted(said: Said, *, name: str = "") -> Claim:
    """A sentence of a note in quotation marks, with the day of the note."""
    on = f" on {name}" if name else ""
    text = f"Your note of {short_date(said.on)}{on} says: \u201c{said.text}\u201d"
    return _note(text, [said.citation])


def quotes(desk: Desk, said: Iterable[Said]) -> list[Claim]:
    """Each sentence once, in the given order."""
    once = {(one.note.note_id, one.start): one for one in map(with_context, said)}
    return [quoted(one, name=desk.name(one.note)) for one in once.values()]


def counted(said: Sequence[Said], *, name: str = "", month: str = "") -> Claim:
    """How many notes say so, with their days."""
    notes = {one.note.note_id: one for one in said}
    on = f" on {name}" if name else ""
    of = f" from {month}" if month else ""
    days = joined_days(one.on for one in notes.values())
    lead = f"{len(notes)} of your notes" if len(notes) > 1 else "One of your notes"
    say = "say" if len(notes) > 1 else "says"
    return _note(f"{lead}{on}{of} {say} so: {days}.", [one.citation for one in said])


def computed(text: str, citations: Iterable[Citation]) -> Claim:
    """A sentence that follows from what is quoted by a computation that the checker repeats."""
    return _note(text, citations)


def connective(text: str) -> Claim:
    """A sentence that states nothing about the work."""
    return Claim(text=text, kind="not_a_claim", section=NOTES_SECTION)


def _note(text: str, citations: Iterable[Citation]) -> Claim:
    once = {(one.passage_id, one.start, one.end): one for one in citations}
    return Claim(text=text, kind="note", citations=tuple(once.values()), section=NOTES_SECTION)
