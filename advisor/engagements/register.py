"""The user's engagements: added, listed, changed, deleted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from advisor.domain import Trade
from advisor.domain.notes import Engagement, EngagementStatus, Target
from advisor.engagements.given import DEFAULT, KEEP, Unchanged, read_day
from advisor.engagements.notebook import Notes
from advisor.engagements.targets import parse_target
from advisor.ports import NoteRecords


class Engagements:
    """The vendors that work was handed to; every call names its workspace."""

    def __init__(self, records: NoteRecords, notes: Notes) -> None:
        self._records, self._notes = records, notes

    def add(
        self,
        name: str,
        *,
        vendor: str = "",
        trade: Trade | None = None,
        status: EngagementStatus = "active",
        started_on: date | str | None = None,
        targets: Sequence[Target | str] = (),
        workspace: str = DEFAULT,
    ) -> Engagement:
        """Keep a new engagement.

        A target may be typed, as in "first reply under 4h". Raises `InputError` where the name is
        taken or a value cannot be read.
        """
        draft = Engagement(
            engagement_id="",
            workspace=workspace,
            name=name,
            vendor=vendor,
            created_at=datetime.now(UTC),
            trade=trade,
            status=status,
            started_on=None if started_on is None else read_day(started_on),
            targets=_targets(targets),
        )
        return self._records.add_engagement(draft, workspace=workspace)

    def list(self, *, workspace: str = DEFAULT) -> tuple[Engagement, ...]:
        """All engagements by name."""
        return self._records.list_engagements(workspace=workspace)

    def get(self, name: str, *, workspace: str = DEFAULT) -> Engagement:
        """One engagement; `NotFoundError` names those that there are."""
        return self._records.get_engagement(name, workspace=workspace)

    def edit(
        self,
        name: str,
        *,
        new_name: str | None = None,
        vendor: str | None = None,
        trade: Trade | Unchanged | None = KEEP,
        status: EngagementStatus | None = None,
        started_on: date | str | Unchanged | None = KEEP,
        targets: Sequence[Target | str] | None = None,
        workspace: str = DEFAULT,
    ) -> Engagement:
        """Change what is given and leave the rest; None empties the trade and the first day."""
        kept = self.get(name, workspace=workspace)
        changed = replace(
            kept,
            name=kept.name if new_name is None else new_name,
            vendor=kept.vendor if vendor is None else vendor,
            trade=kept.trade if isinstance(trade, Unchanged) else trade,
            status=status or kept.status,
            started_on=_first_day(started_on, kept.started_on),
            targets=kept.targets if targets is None else _targets(targets),
        )
        return self._records.edit_engagement(name, changed, workspace=workspace)

    def delete(self, name: str, *, workspace: str = DEFAULT) -> None:
        """Delete an engagement with its notes for good, also where answers quote them."""
        found = self._notes.list(engagement=name, workspace=workspace)
        self._notes.delete([note.note_id for note in found], workspace=workspace)
        self._records.delete_engagement(name, workspace=workspace)


def _first_day(given: date | str | Unchanged | None, kept: date | None) -> date | None:
    if isinstance(given, Unchanged):
        return kept
    return None if given is None else read_day(given)


def _targets(targets: Sequence[Target | str]) -> tuple[Target, ...]:
    given = [targets] if isinstance(targets, str) else targets
    return tuple(parse_target(one) if isinstance(one, str) else one for one in given)
