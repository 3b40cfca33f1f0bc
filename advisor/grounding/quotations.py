"""The exact check: a claim is supported when its words stand verbatim in a passage it cites."""

import re
from collections.abc import Sequence
from dataclasses import replace

from advisor.domain import Citation, Claim, ClaimVerdict, Passage

MIN_QUOTE_CHARS = 12
PROVEN = ("supported", "not_a_claim")
SHOWN = (*PROVEN, "partly")  # of what a model wrote: with a mark that says so
NEVER_SHOWN = ("contradicted",)
_PLAIN_MARKS = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u00a0", "''\"\"-- ")


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


def locate_quote(words: str, passage: Passage) -> Citation | None:
    """Where a passage holds these words, whatever the white space and the kind of quote marks.

    Unlike `find_quote` it takes a part of a sentence: it says where to look, and proves nothing.
    """
    plain = _PLAIN_MARKS
    wanted = words.translate(plain).strip(" \"'.").split()
    if len(" ".join(wanted)) < MIN_QUOTE_CHARS:
        return None
    pattern = r"\s+".join(map(re.escape, wanted))
    found = re.search(pattern, passage.text.translate(plain), re.IGNORECASE)
    if not found:
        return None
    return Citation(
        passage_id=passage.passage_id,
        point_ids=passage.point_ids,
        quote=passage.text[found.start() : found.end()],
        start=found.start(),
        end=found.end(),
    )


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
    shown = [verdict for verdict in verdicts if verdict.support in PROVEN]
    return shown, [verdict for verdict in verdicts if verdict.support not in PROVEN]
