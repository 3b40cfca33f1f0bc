"""Checks every sentence about the user's notes: it is a quotation, or is computed again here.

Only a few fixed forms can be proven. A sentence in any other words is a paraphrase and is
unsupported, however true it sounds.
"""

import re
from collections.abc import Sequence
from datetime import date

from advisor.domain import Citation, Claim, ClaimVerdict, Passage
from advisor.domain.notes import Engagement
from advisor.grounding import note_comparisons, note_sums
from advisor.grounding.note_proof import DAY, Evidence, Proof, Unproven, read_day

_QUOTE = re.compile(
    rf"Your note of (?P<day>{DAY})(?: on (?P<name>.+?))? says: \u201c(?P<quote>.+)\u201d", re.DOTALL
)
_FORMS = (*note_sums.FORMS, *note_comparisons.FORMS)
_WORD_FOR_WORD = "Stands word for word in your note."


class NoteChecker:
    """Checks claims of kind `note` against the notes that they cite.

    Implements `ports.SupportChecker`. `engagements` are where agreed targets may come from besides
    the notes; `today` is needed for sentences that count days up to now.
    """

    def __init__(
        self, *, engagements: Sequence[Engagement] = (), today: date | None = None
    ) -> None:
        self._engagements, self._today = tuple(engagements), today

    def check(self, claim: Claim, passages: Sequence[Passage]) -> ClaimVerdict:
        """The verdict for one claim; `passages` are the notes that may be cited."""
        return check_note_claim(claim, passages, engagements=self._engagements, today=self._today)


def check_note_claim(
    claim: Claim,
    passages: Sequence[Passage],
    *,
    engagements: Sequence[Engagement] = (),
    today: date | None = None,
) -> ClaimVerdict:
    """Whether the notes say what the claim says: `supported`, or `unsupported` with the reason."""
    if claim.kind == "not_a_claim":
        return ClaimVerdict(
            claim=claim, support="not_a_claim", score=None, reason="Says nothing to be proven."
        )
    if claim.kind != "note":
        return ClaimVerdict(
            claim=claim, support="unscored", score=None, reason="Is not about the notes."
        )
    try:
        proof = _proof(claim, passages, engagements, today)
        reason = _proven(claim.text.strip(), proof)
    except Unproven as error:
        return ClaimVerdict(claim=claim, support="unsupported", score=0.0, reason=str(error))
    return ClaimVerdict(claim=claim, support="supported", score=1.0, reason=reason)


def _proof(
    claim: Claim,
    passages: Sequence[Passage],
    engagements: Sequence[Engagement],
    today: date | None,
) -> Proof:
    """The cited notes; `Unproven` where a citation does not quote its note exactly."""
    if not claim.citations:
        raise Unproven("No note is cited.")
    known = {passage.passage_id: passage for passage in passages}
    evidence = tuple(_evidence(citation, known) for citation in claim.citations)
    return Proof(evidence=evidence, engagements=tuple(engagements), today=today)


def _evidence(citation: Citation, known: dict[str, Passage]) -> Evidence:
    passage = known.get(citation.passage_id)
    if passage is None or passage.source.kind != "note":
        raise Unproven("What is cited is not one of the notes.")
    exact = passage.text[citation.start : citation.end] == citation.quote
    if not citation.quote.strip() or citation.start < 0 or not exact:
        raise Unproven("A quotation does not stand in the note where it should.")
    try:
        day = date.fromisoformat(passage.source.published)
    except ValueError as error:
        raise Unproven("A note that is cited has no date.") from error
    return Evidence(
        note=citation.passage_id,
        quote=citation.quote,
        day=day,
        name=passage.source.title,
        said=f"{passage.text}",
    )


def _proven(text: str, proof: Proof) -> str:
    """Why the sentence holds; `Unproven` otherwise."""
    if match := _QUOTE.fullmatch(text):
        return _quoted(match, proof)
    for pattern, prove in _FORMS:
        if match := pattern.fullmatch(text):
            prove(match, proof)
            count = len({one.note for one in proof.evidence})
            notes = "your note" if count == 1 else f"{count} of your notes"
            return f"Computed from what is quoted from {notes}."
    raise Unproven("Neither quotes a note nor can be computed from one.")


def _quoted(match: re.Match[str], proof: Proof) -> str:
    if len(proof.evidence) != 1:
        raise Unproven("A quotation cites exactly one note.")
    one = proof.evidence[0]
    if match["quote"] != one.quote:
        raise Unproven("The words in quotation marks are not those of the note.")
    if read_day(match["day"]) != one.day:
        raise Unproven("The note that is cited is of another day.")
    if match["name"] is not None:
        proof.only_about(match["name"])
    return _WORD_FOR_WORD
