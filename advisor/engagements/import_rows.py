"""One row of an import: made into a note, or refused with the reason."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from advisor.domain.library import TRADES
from advisor.domain.notes import (
    MAX_NAME_CHARS,
    MAX_NOTE_CHARS,
    STATUSES,
    Engagement,
    ImportPreview,
    NewNote,
    RowError,
    Target,
)
from advisor.engagements.targets import parse_target
from advisor.errors import InputError

_SHOWN = 80


@dataclass(slots=True)
class Rows:
    """What has been read so far; `engagement` is used where a row names none."""

    engagement: str | None
    notes: list[NewNote] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    engagements: dict[str, Engagement] = field(default_factory=dict)

    def take(self, line: int, shown: str, make: Callable[[], NewNote | None]) -> None:
        """Keep the note that `make` gives, or the reason why there is none."""
        try:
            note = make()
        except InputError as error:
            self.errors.append(RowError(line=line, message=str(error), text=shown[:_SHOWN]))
            return
        if note is not None:
            self.notes.append(note)

    def note(
        self, text: str, on: date, *, engagement: str = "", tags: Sequence[str] = ()
    ) -> NewNote:
        """A note as it would be saved; `InputError` where it cannot be."""
        name = " ".join((engagement or self.engagement or "").split())
        if not name:
            raise InputError("It names no engagement. Add the name, or choose one for all rows.")
        if len(name) > MAX_NAME_CHARS:
            raise InputError(f"The engagement's name is over {MAX_NAME_CHARS} characters long.")
        if not text.strip():
            raise InputError("The note is empty.")
        if len(text) > MAX_NOTE_CHARS:
            raise InputError(
                f"The note has {len(text):,} characters and the limit is {MAX_NOTE_CHARS:,}. "
                "Split it into several notes."
            )
        return NewNote(text=text.strip(), engagement=name, happened_on=on, tags=tuple(tags))

    def describe(self, name: str, facts: Mapping[str, Any]) -> None:
        """Remember what the import says of an engagement; `InputError` where it makes no sense."""
        if name and name not in self.engagements and any(facts.values()):
            self.engagements[name] = _engagement(name, facts)

    def preview(self, format_name: str) -> ImportPreview:
        """Everything that was read."""
        return ImportPreview(
            format=format_name,  # type: ignore[arg-type]  # one of the formats
            notes=tuple(self.notes),
            errors=tuple(self.errors),
            engagements=tuple(self.engagements.values()),
        )


def _engagement(name: str, facts: Mapping[str, Any]) -> Engagement:
    trade, status = facts.get("trade") or None, facts.get("status") or "active"
    if trade is not None and trade not in TRADES:
        raise InputError(f"{trade!r} is not a trade. Use one of {', '.join(TRADES)}.")
    if status not in STATUSES:
        raise InputError(f"{status!r} is not a status. Use one of {', '.join(STATUSES)}.")
    started = facts.get("started_on") or None
    try:
        started_on = date.fromisoformat(started) if started else None
    except (TypeError, ValueError) as error:
        raise InputError(f"{started!r} is not a day. Write it as 2026-02-03.") from error
    return Engagement(
        engagement_id="",
        workspace="",
        name=name,
        vendor=facts.get("vendor") or "",
        created_at=datetime.now(UTC),
        trade=trade,
        status=status,
        started_on=started_on,
        targets=tuple(
            one if isinstance(one, Target) else parse_target(one)
            for one in facts.get("targets") or ()
        ),
    )
