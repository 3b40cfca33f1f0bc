"""What an engagement's notes add up to: its timeline, measures, check-up and agenda."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import date
from threading import Lock

from advisor.domain import Library
from advisor.domain.check_up import Agenda, CheckUp, Series, TimelineItem
from advisor.domain.notes import Engagement, EngagementNote, NoteFilter
from advisor.engagements.agenda import agenda_of
from advisor.engagements.check_up import check_up
from advisor.engagements.measures import series_of
from advisor.engagements.timeline import timeline_of
from advisor.knowledge.agenda import AgendaQuestions
from advisor.knowledge.signals import SignalRule
from advisor.ports import NoteRecords

_REMEMBERED = 64


class Overview:
    """Reads the notes of one engagement; every call names its workspace, nothing is written.

    Check-ups are remembered until a note or the engagement changes.
    """

    def __init__(
        self,
        records: NoteRecords,
        rules: Sequence[SignalRule],
        library: Library,
        questions: AgendaQuestions,
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._lock = Lock()
        self._remembered: OrderedDict[tuple[Engagement, int, date], CheckUp] = OrderedDict()
        self._records, self._rules, self._library = records, rules, library
        self._questions, self._today = questions, today

    def timeline(self, engagement: str, *, workspace: str) -> tuple[TimelineItem, ...]:
        """Its decisions, changes, missed dates, payments and measures, oldest first."""
        return timeline_of(self._notes(engagement, workspace))

    def measures(self, engagement: str, *, workspace: str) -> tuple[Series, ...]:
        """Each measure over time with its target."""
        kept = self._records.get_engagement(engagement, workspace=workspace)
        return series_of(self._notes(engagement, workspace), kept)

    def check_up(self, engagement: str, *, workspace: str, as_of: date | None) -> CheckUp:
        """Its notes held against the warning signs of the ten topics."""
        kept = self._records.get_engagement(engagement, workspace=workspace)
        day = as_of or self._today()
        key = (kept, self._records.revision(), day)
        with self._lock:
            if key in self._remembered:
                return self._remembered[key]
        notes = self._notes(engagement, workspace)
        made = check_up(notes, kept, tuple(self._rules), self._library, as_of=day)
        with self._lock:
            self._remembered[key] = made
            while len(self._remembered) > _REMEMBERED:
                self._remembered.popitem(last=False)
        return made

    def agenda(
        self, engagement: str, *, workspace: str, as_of: date | None, minutes: int
    ) -> Agenda:
        """What to raise in the next call, and when to look again."""
        found = self.check_up(engagement, workspace=workspace, as_of=as_of)
        return agenda_of(found, self._library, self._questions, minutes=minutes)

    def _notes(self, engagement: str, workspace: str) -> tuple[EngagementNote, ...]:
        """All notes, oldest first."""
        name = self._records.get_engagement(engagement, workspace=workspace).name
        latest_first = self._records.list_notes(NoteFilter(engagement=name), workspace=workspace)
        return tuple(reversed(latest_first))
