"""The exact check: a claim is supported when its words stand verbatim in a passage it cites."""

from collections.abc import Sequence
from dataclasses import replace

from advisor.domain import Citation, Claim, ClaimVerdict, Passage

MIN_QUOTE_CHARS = 12


def find_quote(text: str, passage: Passage) -> Citation | None:
    """Where a whole sentence of a passage reads exactly `text`; None where none does.

    Only whole sentences count: a part of one can drop the condition that makes it true.
    """
    wanted = text.strip()
    if len(wanted) < MIN_QUOTE_CHARS:
        return None
    start = 0
    for line in passage.text.split("\n"):
        if line.strip() == wanted:
            begin = start + line.index(wanted)
            return Citation(
                passage_id=passage.passage_id,
                point_ids=passage.point_ids,
                quote=wanted,
                start=begin,
                end=begin + len(wanted),
            )
        start += len(line) + 1
    return None


class QuotationChecker:
    """Supports exact quotations and leaves everything else unscored.

    Implements `ports.SupportChecker`. A claim is looked up in the passages that it cites, or in
    all of them where it cites none; the offsets in the verdict are this checker's, not the
    claim's own.
    """

    def check(self, claim: Claim, passages: Sequence[Passage]) -> ClaimVerdict:
        """The verdict for one claim against the passages of its answer."""
        if claim.kind == "not_a_claim":
            return ClaimVerdict(
                claim=claim, support="not_a_claim", score=None, reason="Says nothing to be proven."
            )
        cited = {citation.passage_id for citation in claim.citations}
        for passage in passages:
            if cited and passage.passage_id not in cited:
                continue
            if citation := find_quote(claim.text, passage):
                return ClaimVerdict(
                    claim=replace(claim, citations=(citation,)),
                    support="supported",
                    score=1.0,
                    reason="Stands word for word in the source.",
                )
        return ClaimVerdict(
            claim=replace(claim, citations=()),
            support="unscored",
            score=None,
            reason="Does not stand word for word in a source, and nothing else was checked.",
        )


def strict(verdicts: Sequence[ClaimVerdict]) -> tuple[list[ClaimVerdict], list[ClaimVerdict]]:
    """Split verdicts into what may be shown and what strict mode leaves out."""
    allowed = ("supported", "not_a_claim")
    shown = [verdict for verdict in verdicts if verdict.support in allowed]
    return shown, [verdict for verdict in verdicts if verdict.support not in allowed]
