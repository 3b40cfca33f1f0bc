"""What an engagement's notes add up to: its timeline, measures, check-up and agenda."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import date
from threading import Lock
from typing import TypeVar, cast

from advisor.domain import Library
from advisor.domain.check_up import Agenda, CheckUp, Series, TimelineItem
from advisor.domain.notes import Engagement, EngagementNote, NoteFilter
from advisor.engagements.agenda import agenda_of
from advisor.engagements.check_up import check_up
from advisor.engagements.measures import series_of
from advisor.engagements.note_sentences import without_orders
from advisor.engagements.signals_learned import SignReader
from advisor.engagements.timeline import timeline_of
from advisor.knowledge.agenda import AgendaQuestions
from advisor.knowledge.signals import SignalRule
from advisor.ports import NoteRecords

_REMEMBERED = 64
_T = TypeVar("_T")


class Overview:
    """Reads the notes of one engagement; every call names its workspace, nothing is written.

    What was made is remembered until a note or the engagement changes.
    """

    def __init__(
        self,
        records: NoteRecords,
        rules: Sequence[SignalRule],
        library: Library,
        questions: AgendaQuestions,
        *,
        reader: SignReader | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._lock = Lock()
        self._remembered: OrderedDict[tuple[str, Engagement, int], object] = OrderedDict()
        self._records, self._rules, self._library = records, rules, library
        self._questions, self._reader, self._today = questions, reader, today

    def timeline(self, engagement: str, *, workspace: str) -> tuple[TimelineItem, ...]:
        """Its decisions, changes, missed dates, payments and measures, oldest first."""
        kept = self._records.get_engagement(engagement, workspace=workspace)
        return self._once("timeline", kept, timeline_of)

    def measures(self, engagement: str, *, workspace: str) -> tuple[Series, ...]:
        """Each measure over time with its target."""
        kept = self._records.get_engagement(engagement, workspace=workspace)
        return self._once("measures", kept, lambda notes: series_of(notes, kept))

    def check_up(self, engagement: str, *, workspace: str, as_of: date | None) -> CheckUp:
        """Its notes held against the warning signs of the ten topics."""
        kept = self._records.get_engagement(engagement, workspace=workspace)
        day = as_of or self._today()
        rules = tuple(self._rules)
        return self._once(
            f"check-up {day}",
            kept,
            lambda notes: check_up(
                notes, kept, rules, self._library, as_of=day, reader=self._reader
            ),
        )

    def agenda(
        self, engagement: str, *, workspace: str, as_of: date | None, minutes: int
    ) -> Agenda:
        """What to raise in the next call, and when to look again."""
        found = self.check_up(engagement, workspace=workspace, as_of=as_of)
        return agenda_of(found, self._library, self._questions, minutes=minutes)

    def _once(
        self, what: str, kept: Engagement, make: Callable[[tuple[EngagementNote, ...]], _T]
    ) -> _T:
        """What is made of an engagement's notes, made again when any note has changed."""
        key = (what, kept, self._records.revision())
        with self._lock:
            if key in self._remembered:
                return cast(_T, self._remembered[key])
        made = make(self._notes(kept))
        with self._lock:
            self._remembered[key] = made
            while len(self._remembered) > _REMEMBERED:
                self._remembered.popitem(last=False)
        return made

    def _notes(self, kept: Engagement) -> tuple[EngagementNote, ...]:
        """All notes, oldest first; orders to a reader in them state nothing."""
        where = NoteFilter(engagement=kept.name)
        latest_first = self._records.list_notes(where, workspace=kept.workspace)
        return tuple(map(without_orders, reversed(latest_first)))
