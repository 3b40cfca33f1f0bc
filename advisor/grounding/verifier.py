"""The verifier: exact quotation, trimmed quotation and guards by rule; else no verdict."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.domain import Citation, Claim, ClaimVerdict, Passage, Support
from advisor.grounding.claims import is_claim
from advisor.grounding.guards import disagreements
from advisor.grounding.quotations import find_quote
from advisor.grounding.trimmed import is_trimmed
from advisor.grounding.windows import SourceSentence, Window, WindowFinder

NEAR = 0.25  # of a nearness from 0 to 1; below it no sentence is about the same thing
_WORST = ("contradicted", "unsupported", "partly")


class EvidenceVerifier:
    """Implements `ports.SupportChecker`; safe to share by threads.

    It says only what code can prove: a sentence in its own words is `unscored`, with the nearest
    sentence of the sources beside it. A claim's own citations are hints: the sentences that they
    lie in are read first. The citations of the verdict are found here.
    """

    def __init__(self, finder: WindowFinder) -> None:
        self._finder = finder

    def check(self, claim: Claim, passages: Sequence[Passage]) -> ClaimVerdict:
        """The verdict for one claim against the passages of its answer."""
        return self.check_all([claim], passages)[0]

    def check_all(self, claims: Sequence[Claim], passages: Sequence[Passage]) -> list[ClaimVerdict]:
        """The verdicts for claims against the same passages, faster than one by one."""
        settled = [_settled(claim, passages) for claim in claims]
        left = [claim for claim, known in zip(claims, settled, strict=True) if known is None]
        judged = iter(self._judged(left, passages))
        return [known or next(judged) for known in settled]

    def _judged(
        self, claims: Sequence[Claim], passages: Sequence[Passage]
    ) -> Iterator[ClaimVerdict]:
        texts, hints = [claim.text for claim in claims], [claim.citations for claim in claims]
        windows = self._finder.find(texts, passages, hints=hints)
        for claim, window in zip(claims, windows, strict=True):
            yield _verdict(claim, window)


def _verdict(claim: Claim, window: Window) -> ClaimVerdict:
    if not window.best:
        return _said(claim, "unsupported", None, "There is no source to hold it against.", None)
    objections = disagreements(claim.text, window.text)
    for worst in _WORST:
        for objection in objections:
            if objection.support == worst:
                return _said(claim, objection.support, 0.0, objection.reason, window.best[0])
    for sentence in window.best:
        if is_trimmed(claim.text, sentence.text):
            return _said(claim, "supported", 0.9, "The source's own words, shortened.", sentence)
    if window.nearness[0] < NEAR:
        return _said(claim, "unsupported", 0.0, "No sentence of the sources is about this.", None)
    reason = "In other words than the nearest source, which is not judged."
    return _said(claim, "unscored", None, reason, window.best[0])


def _settled(claim: Claim, passages: Sequence[Passage]) -> ClaimVerdict | None:
    """What needs no judgement: what claims nothing, and what stands word for word in a source."""
    if claim.kind == "not_a_claim" or not is_claim(claim.text):
        kept = replace(claim, kind="not_a_claim", citations=())
        return ClaimVerdict(
            claim=kept, support="not_a_claim", score=None, reason="Says nothing to be proven."
        )
    for passage in passages:
        if citation := find_quote(claim.text, passage):
            return ClaimVerdict(
                claim=replace(claim, citations=(citation,)),
                support="supported",
                score=1.0,
                reason="Stands word for word in the source.",
            )
    return None


def _said(
    claim: Claim, support: Support, score: float | None, reason: str, cited: SourceSentence | None
) -> ClaimVerdict:
    citations = (_citation(cited),) if cited else ()
    return ClaimVerdict(
        claim=replace(claim, citations=citations), support=support, score=score, reason=reason
    )


def _citation(sentence: SourceSentence) -> Citation:
    return Citation(
        passage_id=sentence.passage.passage_id,
        point_ids=sentence.passage.point_ids,
        quote=sentence.text,
        start=sentence.start,
        end=sentence.end,
    )
