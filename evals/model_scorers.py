"""Scorers of answers that a model writes: what is let through, what is left out, and why."""

from advisor.domain import Advice, ClaimVerdict
from advisor.domain.verification import Verification
from advisor.grounding.quotations import SHOWN
from evals.cases import Case, Label
from evals.scoring import SHOWN_CHARS, Share, ShareScorer, share_scorer
from evals.subject_model import Given, ModelAnswer

_FALSE: tuple[Label, ...] = ("unsupported", "contradicted")


def unsupported_stopped(case: Case, found: Given, _: object) -> Share:
    """Share of the sentences labelled unsupported or contradicted that strict mode leaves out."""
    return _labelled(case, found, stopped=True, labels=_FALSE)


def partly_not_overstated(case: Case, found: Given, _: object) -> Share:
    """Share of the sentences labelled partly that are not called supported."""
    if not _has(case, found, ("partly",)) or not isinstance(found, Verification):
        return Share(0, 0)
    return Share(int(all(one.support != "supported" for one in found.sentences)), 1)


def supported_kept(case: Case, found: Given, _: object) -> Share:
    """Share of the sentences labelled supported that are shown."""
    return _labelled(case, found, stopped=False, labels=("supported",))


def shown_is_proven(_case: Case, found: Given, _: object) -> Share:
    """Share of the shown sentences that quote exact words of a source, or claim nothing."""
    if not isinstance(found, ModelAnswer):
        return Share(0, 0)
    shown = found.advice.verdicts
    return Share(len(shown) - len(_unproven(found.advice)), len(shown))


def model_wrote(_case: Case, found: Given, _: object) -> Share:
    """Share of the questions that were not declined for which the model wrote anything at all."""
    if not isinstance(found, ModelAnswer) or not _answered(found):
        return Share(0, 0)
    return Share(int(found.trace.completion_tokens > 0), 1)


def left_out(_case: Case, found: Given, _: object) -> Share:
    """Share of the sentences of the model's last draft that are left out."""
    if not isinstance(found, ModelAnswer):
        return Share(0, 0)
    return Share(found.left_out, found.left_out + len(found.passed))


def gave_way(_case: Case, found: Given, _: object) -> Share:
    """Share of the questions whose draft did not hold up and gave way to the offline answer."""
    if not isinstance(found, ModelAnswer) or not _answered(found):
        return Share(0, 0)
    return Share(int(found.fell_back), 1)


def _answered(found: ModelAnswer) -> bool:
    return found.advice.status == "answered"


def _labelled(case: Case, found: Given, *, stopped: bool, labels: tuple[Label, ...]) -> Share:
    if not _has(case, found, labels) or not isinstance(found, Verification):
        return Share(0, 0)
    is_shown = any(one.support in SHOWN for one in found.sentences)
    return Share(int(is_shown != stopped), 1)


def _has(case: Case, found: Given, labels: tuple[Label, ...]) -> bool:
    return isinstance(found, Verification) and case.pair is not None and case.pair.label in labels


def _unproven(advice: Advice) -> list[ClaimVerdict]:
    texts = {hit.passage.passage_id: hit.passage.text for hit in advice.evidence}
    return [one for one in advice.verdicts if not _is_proven(one, texts)]


def _is_proven(verdict: ClaimVerdict, texts: dict[str, str]) -> bool:
    if verdict.support == "not_a_claim":
        return True
    exact = all(
        texts.get(one.passage_id, "")[one.start : one.end] == one.quote
        for one in verdict.claim.citations
    )
    return verdict.support in SHOWN and bool(verdict.claim.citations) and exact


def _missing(case: Case, found: Given) -> str:
    if isinstance(found, Verification):
        label = case.pair.label if case.pair else ""
        said = " | ".join(f"{one.support}: {one.reason}" for one in found.sentences)
        return f"labelled {label}; {said}"
    lines = [one.claim.text[:SHOWN_CHARS] for one in _unproven(found.advice)]
    if lines:
        return "not proven: " + " | ".join(lines)
    passed = " | ".join(one.claim.text[:SHOWN_CHARS] for one in found.passed)
    return f"passed: {passed}" if passed else "The model wrote nothing."


MODEL_SCORERS: dict[str, ShareScorer[Given]] = {
    one.name: one
    for one in (
        share_scorer(unsupported_stopped, _missing),
        share_scorer(partly_not_overstated, _missing),
        share_scorer(supported_kept, _missing),
        share_scorer(shown_is_proven, _missing),
        share_scorer(model_wrote, _missing),
        share_scorer(left_out, _missing),
        share_scorer(gave_way, _missing),
    )
}
