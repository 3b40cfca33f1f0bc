"""What a guard says when it objects to a sentence."""

from dataclasses import dataclass
from typing import Literal

Objection = Literal["contradicted", "unsupported", "partly"]
Kind = Literal[
    "number",
    "unit",
    "date",
    "percentage",
    "name",
    "negation",
    "modality",
    "actor",
    "comparative",
    "order",
    "quantifier",
    "condition",
    "exception",
    "ellipsis",
    "antonym",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """What a guard found: its kind, what it makes of the sentence, and why in words."""

    kind: Kind
    support: Objection
    reason: str
