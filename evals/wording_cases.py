"""One question in several wordings, which should all get the same advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The question once more; `kind` says in what it differs, such as `typos`."""

    kind: str
    question: str


def wordings(row: Mapping[str, Any]) -> tuple[Wording, ...]:
    """The other wordings of a case; `ValueError` where there is none, or one is no other."""
    found = tuple(
        Wording(kind=str(kind), question=str(text)) for kind, text in row["wordings"].items()
    )
    if not found:
        raise ValueError("wordings is empty")
    for one in found:
        if not one.question.strip() or one.question == row["question"]:
            raise ValueError(f"the wording {one.kind!r} is no other one")
    return found
