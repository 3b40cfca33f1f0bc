"""What the user's notes say to a question, as claims that can be proven."""

from dataclasses import dataclass
from typing import Any, Literal

from advisor.domain.advice import Claim

NoteQuestionKind = Literal[
    "trend",
    "count",
    "sum",
    "amount",
    "last",
    "first",
    "when",
    "who",
    "what",
    "why",
    "list",
    "status",
    "planning",
]
NOTES_SECTION = "From your notes"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAnswer:
    """What the notes say to a question, in the order in which it should be said.

    `claims` stand under `NOTES_SECTION`: quotations and computed sentences of kind `note`, and
    connectives. `point_ids` are guidance points that bear on what was quoted; where notes go
    against the guidance, the last claim leads over to them, and `against` are its sentences.
    `missing` says which note would answer the question and is said in the claims too; empty where
    the notes answer it. `subject` is the engagement that the answer is about, empty where there
    are several. `records_only` is true where the question asks what the notes say, so that
    guidance adds little.
    """

    kind: NoteQuestionKind
    claims: tuple[Claim, ...]
    point_ids: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    missing: str = ""
    subject: str = ""
    records_only: bool = True

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "kind": self.kind,
            "claims": [
                {
                    "text": claim.text,
                    "kind": claim.kind,
                    "section": claim.section,
                    "citations": [citation.to_dict() for citation in claim.citations],
                }
                for claim in self.claims
            ],
            "point_ids": list(self.point_ids),
            "against": list(self.against),
            "missing": self.missing,
            "subject": self.subject,
            "records_only": self.records_only,
        }
