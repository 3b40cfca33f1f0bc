"""Scorers of labelled pairs of evidence and sentence: what is let through and what is stopped."""

from collections.abc import Collection

from advisor.domain.verification import CheckedSentence, Verification
from evals.cases import Case, Label
from evals.scoring import Share, ShareScorer, share_scorer

_HARMLESS = ("supported", "not_a_claim")


def false_stopped(case: Case, found: Verification, kinds: Collection[str]) -> Share:
    """Share of the sentences not labelled supported that are not let through."""
    return _of(case, kinds, int(not _let_through(found)), "partly", "unsupported", "contradicted")


def contradictions_stopped(case: Case, found: Verification, kinds: Collection[str]) -> Share:
    """Share of the contradicting sentences that are not let through."""
    return _of(case, kinds, int(not _let_through(found)), "contradicted")


def paraphrases_kept(case: Case, found: Verification, kinds: Collection[str]) -> Share:
    """Share of the sentences labelled supported that are let through."""
    return _of(case, kinds, int(_let_through(found)), "supported")


def contradictions_named(case: Case, found: Verification, kinds: Collection[str]) -> Share:
    """Share of the contradicting sentences that are called contradicted."""
    named = any(one.support == "contradicted" for one in found.sentences)
    return _of(case, kinds, int(named), "contradicted")


def judged(case: Case, found: Verification, kinds: Collection[str]) -> Share:
    """Share of all sentences that get a verdict at all."""
    told = all(one.support != "unscored" for one in found.sentences)
    return _of(case, kinds, int(told), "supported", "partly", "unsupported", "contradicted")


def _of(case: Case, kinds: Collection[str], good: int, *labels: Label) -> Share:
    own = case.pair is not None and case.pair.label in labels
    return Share(good, 1) if own and case.group in kinds else Share(0, 0)


def _let_through(found: Verification) -> bool:
    return all(one.support in _HARMLESS for one in found.sentences)


def _verdicts(case: Case, found: Verification) -> str:
    label = case.pair.label if case.pair else ""
    return f"labelled {label}; " + " | ".join(_said(one) for one in found.sentences)


def _said(one: CheckedSentence) -> str:
    return f"{one.support}: {one.reason}"


SUPPORT_SCORERS: dict[str, ShareScorer[Verification]] = {
    one.name: one
    for one in (
        share_scorer(false_stopped, _verdicts),
        share_scorer(contradictions_stopped, _verdicts),
        share_scorer(paraphrases_kept, _verdicts),
        share_scorer(contradictions_named, _verdicts),
        share_scorer(judged, _verdicts),
    )
}
