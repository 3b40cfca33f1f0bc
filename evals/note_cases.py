"""Engagements and dated notes that a case begins with, and what is labelled about them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from advisor.domain.library import Trade
from advisor.domain.notes import STATUSES, EngagementStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEngagement:
    """An engagement as a user would enter it; `targets` are lines as they would be typed."""

    name: str
    vendor: str = ""
    trade: Trade | None = None
    status: EngagementStatus = "active"
    started_on: date | None = None
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNote:
    """A note; `note_id` is its name within the case."""

    note_id: str
    engagement: str
    on: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecords:
    """What is kept in the workspace of a case, and the day on which it is asked."""

    today: date
    engagements: tuple[CaseEngagement, ...]
    notes: tuple[CaseNote, ...]

    @property
    def texts(self) -> dict[str, str]:
        """The text of each note by its name."""
        return {note.note_id: note.text for note in self.notes}

    @property
    def set_id(self) -> str:
        """Cases with the same engagements share their notes and are not independent."""
        return " | ".join(sorted(one.name for one in self.engagements))


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLabels:
    """What must hold of an answer from notes; an empty tuple asks nothing.

    The README of the suite `notes` defines the fields. `engagement` is the one that is picked,
    None for all.
    """

    engagement: str | None = None
    cites: tuple[str, ...] = ()
    cites_any: tuple[str, ...] = ()
    not_cites: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    says_any: tuple[tuple[str, ...], ...] = ()
    not_says: tuple[str, ...] = ()
    missing: bool = False
    guidance: bool = False
    points_any: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSignal:
    """A topic that a check-up should raise; `note` is the name of the telling note."""

    topic: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalLabels:
    """What a check-up should find; topics in `optional` count neither way."""

    signals: tuple[LabelledSignal, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def topics(self) -> frozenset[str]:
        """The topics that should be raised."""
        return frozenset(one.topic for one in self.signals)


def question_records(row: Mapping[str, Any]) -> CaseRecords:
    """The records of a question about notes; `ValueError` or `KeyError` where they are wrong."""
    engagements = tuple(_engagement(one) for one in row["engagements"])
    names = {one.name for one in engagements}
    notes = tuple(
        CaseNote(
            note_id=str(one["id"]),
            engagement=_known(one["engagement"], names),
            on=date.fromisoformat(one["on"]),
            text=one["text"],
        )
        for one in row["notes"]
    )
    if len({note.note_id for note in notes}) < len(notes):
        raise ValueError("two notes have the same id")
    return CaseRecords(today=date.fromisoformat(row["today"]), engagements=engagements, notes=notes)


def note_labels(row: Mapping[str, Any], records: CaseRecords) -> NoteLabels:
    """The labels of a question about notes; every note that they name has to be there."""
    wanted = row["expect"]
    if unknown := set(wanted) - (set(NoteLabels.__dataclass_fields__) - {"engagement"}):
        raise ValueError(f"expect holds {sorted(unknown)[0]!r}, which is no label")
    notes = records.texts
    if (picked := row.get("engagement")) is not None:
        _known(picked, {one.name for one in records.engagements})
    return NoteLabels(
        engagement=picked,
        cites=_names(wanted, "cites", notes),
        cites_any=_names(wanted, "cites_any", notes),
        not_cites=_names(wanted, "not_cites", notes),
        says=_texts(wanted.get("says", ())),
        says_any=tuple(_texts(some) for some in wanted.get("says_any", ())),
        not_says=_texts(wanted.get("not_says", ())),
        missing=bool(wanted.get("missing")),
        guidance=bool(wanted.get("guidance")),
        points_any=_texts(wanted.get("points_any", ())),
    )


def check_up_records(row: Mapping[str, Any]) -> CaseRecords:
    """The records of a check-up: one engagement, its notes named by their place from 0."""
    engagement = _engagement(row["engagement"])
    notes = tuple(
        CaseNote(
            note_id=str(place),
            engagement=engagement.name,
            on=date.fromisoformat(one["on"]),
            text=one["text"],
        )
        for place, one in enumerate(row["notes"])
    )
    return CaseRecords(
        today=date.fromisoformat(row["as_of"]), engagements=(engagement,), notes=notes
    )


def signal_labels(row: Mapping[str, Any], records: CaseRecords) -> SignalLabels:
    """The labels of a check-up; a topic is labelled once, as a signal or as optional."""
    signals = tuple(
        LabelledSignal(topic=one["topic"], note=_known(str(one["note"]), records.texts))
        for one in row["signals"]
    )
    optional = _texts(row.get("optional", ()))
    topics = [*(one.topic for one in signals), *optional]
    if len(set(topics)) < len(topics):
        raise ValueError("a topic is labelled twice")
    return SignalLabels(signals=signals, optional=optional)


def _engagement(row: Mapping[str, Any]) -> CaseEngagement:
    trade, status = row.get("trade"), row.get("status", "active")
    if trade is not None and trade not in get_args(Trade):
        raise ValueError(f"trade is {trade!r}, not one of {get_args(Trade)}")
    if status not in STATUSES:
        raise ValueError(f"status is {status!r}, not one of {STATUSES}")
    started = row.get("started_on")
    return CaseEngagement(
        name=row["name"],
        vendor=row.get("vendor", ""),
        trade=trade,
        status=status,
        started_on=date.fromisoformat(started) if started else None,
        targets=_texts(row.get("targets", ())),
    )


def _names(labels: Mapping[str, Any], key: str, notes: Collection[str]) -> tuple[str, ...]:
    return tuple(_known(str(one), notes) for one in labels.get(key, ()))


def _known(name: str, names: Collection[str]) -> str:
    if name not in names:
        raise ValueError(f"{name!r} is not one of {sorted(names)}")
    return name


def _texts(values: Sequence[str]) -> tuple[str, ...]:
    if isinstance(values, str) or not all(isinstance(one, str) and one for one in values):
        raise ValueError(f"{values!r} is not a list of texts")
    return tuple(values)
