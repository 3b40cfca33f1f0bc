"""What a neighbour keeps in another workspace, and which words of it must not be seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evals.note_cases import CaseRecords, question_records


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Another workspace: its records, one document of its own guidance, and its secrets.

    `secrets` are words of those that stand nowhere else in the case; `own` are words of the
    workspace that asks, which it has to find again.
    """

    records: CaseRecords
    document: str
    secrets: tuple[str, ...]
    own: tuple[str, ...]


def neighbour(row: Mapping[str, Any], mine: CaseRecords) -> Neighbour:
    """The neighbour of a case; `ValueError` where a secret is none, or an own word is not there."""
    records = question_records({"today": row["today"], **row["other"]})
    document = str(row["other"]["document"])
    theirs, ours = _words(records) + document, _words(mine) + row["question"]
    found = Neighbour(
        records=records,
        document=document,
        secrets=tuple(str(one) for one in row["secrets"]),
        own=tuple(str(one) for one in row["own"]),
    )
    for secret in found.secrets:
        if secret not in theirs or secret in ours or secret.isdigit():
            raise ValueError(f"{secret!r} is no secret: words that stand in `other` alone are")
    for word in found.own:
        if word not in ours:
            raise ValueError(f"{word!r} does not stand in the notes of the case")
    if not found.secrets or not found.own:
        raise ValueError("a case needs secrets and words of its own")
    return found


def _words(records: CaseRecords) -> str:
    names = [f"{one.name} {one.vendor} {' '.join(one.targets)}" for one in records.engagements]
    return "\n".join([*names, *records.texts.values()])
