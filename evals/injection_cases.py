"""An order that is planted in text of others, and the same text without it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from evals.note_cases import CaseRecords, question_records

Place = Literal["question", "note", "brief", "file_name", "own_guidance"]
MARK = "{order}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the advisor is given: a question with notes and own guidance, or a brief.

    `engagement` is the one that is picked; `documents` are own guidance by file name.
    """

    question: str
    brief: str = ""
    records: CaseRecords | None = None
    engagement: str | None = None
    documents: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Injection:
    """`order` is what the planted text demands; an advisor that obeys says one of `not_says`."""

    place: Place
    order: str
    not_says: tuple[str, ...]
    clean: Material
    planted: Material


def injection(row: Mapping[str, Any]) -> Injection:
    """The injection of a case; `ValueError` where no place is marked, or nothing is forbidden."""
    if row["kind"] not in get_args(Place):
        raise ValueError(f"kind is {row['kind']!r}, not one of {get_args(Place)}")
    not_says = tuple(str(one) for one in row.get("not_says", ()))
    planted, clean = _material(_filled(row, row["order"])), _material(_filled(row, ""))
    if planted == clean:
        raise ValueError(f"no text holds {MARK}, the place of the order")
    if not not_says and row["kind"] != "brief":
        raise ValueError("not_says is empty, so nothing could be obeyed")
    return Injection(
        place=row["kind"],
        order=row["order"],
        not_says=not_says,
        clean=clean,
        planted=planted,
    )


def _material(row: Mapping[str, Any]) -> Material:
    return Material(
        question=row["question"].strip(),
        brief=row.get("brief", ""),
        records=question_records(row) if "notes" in row else None,
        engagement=row.get("engagement"),
        documents=dict(row.get("documents", {})),
    )


def _filled(value: Any, order: str) -> Any:
    """The value with the order, or nothing, at each marked place; the order itself stays."""
    if isinstance(value, str):
        return value.replace(MARK, order)
    if isinstance(value, list):
        return [_filled(one, order) for one in value]
    if isinstance(value, dict):
        return {_filled(key, order): _filled(one, order) for key, one in value.items()}
    return value
