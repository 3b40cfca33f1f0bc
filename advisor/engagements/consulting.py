"""Asks the notes of a workspace a question: reads those that may bear on it, and answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.domain import Hit
from advisor.domain.note_answer import NoteAnswer
from advisor.domain.notes import Engagement, EngagementNote, NearSentence, NoteFilter, NoteHit
from advisor.engagements.answers import answer
from advisor.engagements.asking_engagements import engagements_named, without_names
from advisor.engagements.finding import READ_AT_ONCE, NoteFinder, SentenceFinder
from advisor.engagements.overview import Overview
from advisor.ports import NoteRecords

LOOKED_AT = 12
FEW = 5
READ_WHOLE, NEAREST = 60, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted:
    """What the notes say to a question; `answer` is None where they have no bearing on it.

    `hits` are the notes that were looked at, `notice` what the user should know about the search.
    `engagements` and `today` are what its computed sentences rest on besides notes.
    """

    answer: NoteAnswer | None = None
    hits: tuple[Hit, ...] = ()
    notice: str = ""
    engagements: tuple[Engagement, ...] = ()
    today: date | None = None


class NoteDesk:
    """Answers from the notes of one workspace at a time; writes nothing."""

    def __init__(
        self,
        records: NoteRecords,
        finder: NoteFinder,
        sentences: SentenceFinder,
        overview: Overview,
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._records, self._finder, self._overview = records, finder, overview
        self._sentences = sentences
        self._today = today

    def consult(
        self, question: str, *, workspace: str, engagement: str | None, as_of: date | None = None
    ) -> Consulted:
        """What the notes say as of a day; of one engagement, or of all where none is chosen.

        Raises `NotFoundError` where there is no such engagement.
        """
        engagements = self._records.list_engagements(workspace=workspace)
        if engagement is None and not engagements:
            return Consulted()
        today = as_of or self._today()
        chosen = (
            None
            if engagement is None
            else self._records.get_engagement(engagement, workspace=workspace)
        )
        where = NoteFilter(engagement=chosen.name if chosen else None)
        read = self._records.list_notes(where, workspace=workspace, limit=READ_AT_ONCE)
        near = self._finder.find(
            question, engagement=where.engagement, count=LOOKED_AT, workspace=workspace
        )
        asked = _asked_about(question, engagements, chosen)
        found = answer(
            question,
            tuple(reversed(read)),
            engagements,
            hits=near.hits,
            near=self._nearest(question, read, near.hits, asked),
            signals=[
                signal
                for one in asked
                for signal in self._overview.check_up(
                    one.name, workspace=workspace, as_of=today
                ).signals
            ],
            today=today,
            chosen=chosen,
        )
        if found is None:
            return Consulted()
        notice = " ".join(filter(None, (near.trouble, self._cut_off(where, len(read), workspace))))
        return Consulted(
            answer=found,
            hits=_cited_first(found, near.hits, read),
            notice=notice,
            engagements=engagements,
            today=today,
        )

    def _nearest(
        self,
        question: str,
        read: Sequence[EngagementNote],
        hits: Sequence[NoteHit],
        asked: Sequence[Engagement],
    ) -> tuple[NearSentence, ...]:
        """The sentences nearest to the question, its names left out; of few notes all are read."""
        ids = {one.engagement_id for one in asked}
        own = [note for note in read if note.engagement_id in ids or not ids]
        if len(own) > READ_WHOLE:
            own = [hit.note for hit in hits if hit.note.engagement_id in ids or not ids]
        plain = without_names(question, asked)
        return self._sentences.nearest(plain, own, count=NEAREST)

    def _cut_off(self, where: NoteFilter, read: int, workspace: str) -> str:
        if read < READ_AT_ONCE:
            return ""
        every = self._records.count_notes(where, workspace=workspace)
        return f"Only the latest {read:,} of {every:,} notes were read." if every > read else ""


def _asked_about(
    question: str, engagements: Sequence[Engagement], chosen: Engagement | None
) -> Sequence[Engagement]:
    """Those whose warning signs may matter: chosen, named, or all where they are few."""
    if chosen:
        return (chosen,)
    few = engagements if len(engagements) <= FEW else ()
    return engagements_named(question, engagements) or few


def _cited_first(
    found: NoteAnswer, hits: Sequence[NoteHit], read: Sequence[EngagementNote]
) -> tuple[Hit, ...]:
    """The notes that the answer cites as hits, then the others that were looked at."""
    scored = {hit.note.passage.passage_id: hit for hit in hits}
    known = {note.passage.passage_id: note for note in (*read, *(hit.note for hit in hits))}
    cited = dict.fromkeys(one.passage_id for claim in found.claims for one in claim.citations)
    order = (*cited, *(key for key in scored if key not in cited))
    return tuple(
        Hit(
            passage=known[key].passage,
            score=scored[key].score if key in scored else 0.0,
            how=scored[key].how if key in scored else (),
        )
        for key in order
        if key in known
    )
