"""How the suite of model-written answers is asked: live questions, and sentences with a label."""

from dataclasses import dataclass

from advisor.domain import Advice, ClaimVerdict, RunTrace, Verified
from advisor.domain.verification import Verification
from advisor.pipeline import Advisor
from evals import workspaces
from evals.cases import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelAnswer:
    """What became of a question that a model answered.

    `offline` is the answer without it; `passed` and `left_out` are the claims of the model's last
    draft, in order, and are both empty where it wrote nothing that could be judged.
    """

    advice: Advice
    offline: Advice
    passed: tuple[ClaimVerdict, ...] = ()
    left_out: int = 0

    @property
    def trace(self) -> RunTrace:
        """How the answer was made."""
        return self.advice.trace

    @property
    def fell_back(self) -> bool:
        """Whether the answer without the model is shown in its place."""
        return self.advice.verdicts == self.offline.verdicts


Given = ModelAnswer | Verification


def ask(case: Case, advisor: Advisor) -> Given:
    """What a sentence is worth beside its evidence, or what became of a live question."""
    if case.pair is not None:
        return workspaces.verify(case, advisor)
    offline = advisor.ask(case.question, history=case.history, offline=True)
    last = Verified(name="")
    for step in advisor.ask_steps(case.question, history=case.history):
        if isinstance(step, Verified):
            last = step
        elif isinstance(step, Advice):
            return _answer(step, offline, last)
    raise AssertionError("ask_steps always ends with an answer")


def _answer(advice: Advice, offline: Advice, last: Verified) -> ModelAnswer:
    known = {
        one.claim.text for one in offline.verdicts if one.claim.kind in ("note", "not_a_claim")
    }
    passed = tuple(
        one for one in last.verdicts if one.support != "not_a_claim" and one.claim.text not in known
    )
    return ModelAnswer(advice=advice, offline=offline, passed=passed, left_out=last.removed)
