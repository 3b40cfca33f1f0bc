"""Notes for the page's tests: kept as the product keeps them, read by a few plain words."""

from datetime import date

from advisor.domain import Citation, Library
from advisor.domain.check_up import (
    Agenda,
    AgendaItem,
    CheckUp,
    EventKind,
    Reading,
    ReviewDate,
    Series,
    Signal,
    TimelineItem,
)
from advisor.domain.notes import EngagementNote
from advisor.engagements.finding import NoteFinder
from advisor.engagements.notebook import Notes
from advisor.engagements.register import Engagements
from advisor.testing_notes import MemoryNotes

TODAY = date(2026, 3, 9)
EVENTS: dict[str, EventKind] = {
    "agreed": "decision",
    "paid": "payment",
    "late": "missed_date",
    "wrong": "problem",
    "fixed": "solved",
    "took": "measure",
}


def whole(note: EngagementNote) -> Citation:
    """The note quoted from its first to its last character."""
    return Citation(
        passage_id=note.passage.passage_id, quote=note.text, start=0, end=len(note.text)
    )


class NotesPart:
    """The part of an advisor that keeps notes; what it finds in them is easy to foresee.

    A note with "password" is a severe signal and one with "late" a slight one, both solved where
    the note says "fixed" too; a note with "took 6h" is a reading of "first reply".
    """

    library: Library

    def __init__(self) -> None:
        records = MemoryNotes()
        self.notes = Notes(records, NoteFinder(records), today=lambda: TODAY)
        self.engagements = Engagements(records, self.notes)

    def timeline(self, engagement: str, *, workspace: str = "default") -> tuple[TimelineItem, ...]:
        return tuple(
            TimelineItem(kind=kind, on=note.happened_on, citation=whole(note))
            for note in self._oldest_first(engagement, workspace)
            for word, kind in EVENTS.items()
            if word in note.text
        )

    def measures(self, engagement: str, *, workspace: str = "default") -> tuple[Series, ...]:
        kept = self.engagements.get(engagement, workspace=workspace)
        readings = tuple(
            Reading(
                value=360.0, text="6h", on=note.happened_on, period="January", citation=whole(note)
            )
            for note in self._oldest_first(engagement, workspace)
            if "took 6h" in note.text
        )
        target = kept.targets[0] if kept.targets else None
        if not readings and target is None:
            return ()
        return (
            Series(
                measure="first reply",
                unit="min",
                readings=readings,
                target=target,
                trend="steady" if len(readings) > 1 else "unclear",
                standing="missed" if target and readings else "no_target",
            ),
        )

    def check_up(
        self, engagement: str, *, workspace: str = "default", as_of: date | None = None
    ) -> CheckUp:
        kept = self.engagements.get(engagement, workspace=workspace)
        notes = [
            note
            for note in self._oldest_first(engagement, workspace)
            if as_of is None or note.happened_on <= as_of
        ]
        found = [signal for note in notes if (signal := self._signal(note))]
        fixed = {note.note_id for note in notes if "fixed" in note.text}
        open_, solved = (
            tuple(s for s in found if (s.citations[0].passage_id[5:] in fixed) is is_solved)
            for is_solved in (False, True)
        )
        return CheckUp(
            engagement=kept,
            as_of=as_of or TODAY,
            notes_read=len(notes),
            signals=open_,
            solved=solved,
            series=self.measures(engagement, workspace=workspace),
        )

    def agenda(
        self,
        engagement: str,
        *,
        workspace: str = "default",
        as_of: date | None = None,
        minutes: int = 30,
    ) -> Agenda:
        found = self.check_up(engagement, workspace=workspace, as_of=as_of)
        items = tuple(
            AgendaItem(
                text=signal.why,
                ask="Who changes it, and by when?",
                minutes=minutes,
                point_id=signal.point_id,
                citations=signal.citations,
            )
            for signal in found.signals
        )
        review = ReviewDate(
            uid="review-1@example",
            on=date(2026, 4, 1),
            title="Review first reply",
            detail="Monthly",
        )
        return Agenda(
            engagement=found.engagement, as_of=found.as_of, items=items, reviews=(review,)
        )

    def calendar(
        self, engagement: str, *, workspace: str = "default", as_of: date | None = None
    ) -> str:
        agenda = self.agenda(engagement, workspace=workspace, as_of=as_of)
        return f"BEGIN:VCALENDAR\r\nSUMMARY:{agenda.reviews[0].title}\r\nEND:VCALENDAR\r\n"

    def _signal(self, note: EngagementNote) -> Signal | None:
        if "password" in note.text:
            against = self.library.points["7e"].sentences[0]
            return Signal(
                rule_id="shared-password",
                topic_id="unprotected-ip",
                point_id="7e",
                severity="high",
                why="A password was shared.",
                on=note.happened_on,
                citations=(whole(note),),
                against=against,
            )
        if "late" not in note.text:
            return None
        return Signal(
            rule_id="missed-date",
            topic_id="no-monitoring",
            point_id="10a",
            severity="low",
            why="A date was missed.",
            on=note.happened_on,
            citations=(whole(note),),
        )

    def _oldest_first(self, engagement: str, workspace: str) -> list[EngagementNote]:
        name = self.engagements.get(engagement, workspace=workspace).name
        return list(reversed(self.notes.list(engagement=name, workspace=workspace)))
