"""What a suite can be about: how its cases are put to the advisor, and how that is scored."""

import hashlib
import inspect
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from advisor.domain import Advice, ClaimVerdict
from advisor.domain.check_up import CheckUp
from advisor.domain.review import BriefReview
from advisor.domain.verification import Verification
from advisor.pipeline import Advisor
from evals import (
    subject_injection,
    subject_isolation,
    subject_model,
    subject_wordings,
    workspaces,
)
from evals.cases import About, Case, EvalError, Suite
from evals.injection_scorers import INJECTION_SCORERS
from evals.isolation_scorers import ISOLATION_SCORERS
from evals.measuring import AnyScorer
from evals.model_scorers import MODEL_SCORERS
from evals.review_scorers import REVIEW_SCORERS
from evals.scorers import SCORERS
from evals.signal_scorers import CHECK_UP_SCORERS
from evals.support_scorers import SUPPORT_SCORERS
from evals.wording_scorers import WORDING_SCORERS

AROUND = 160
"""How many characters of a passage are kept on either side of a quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One sort of suite.

    `ask` puts a case to the advisor; `topics` are the parts of a measure that is broken down;
    `shown` is what a reader of the report sees of what came.
    """

    ask: Callable[[Case, Advisor], Any]
    scorers: Mapping[str, AnyScorer]
    shown: Callable[[Any], Mapping[str, Any]]
    topics: Callable[[Case, Any, Advisor], Sequence[str]] = lambda _case, _given, _advisor: ()


def subject_of(suite: Suite) -> Subject:
    """How a suite is asked; `EvalError` where it names a scorer that its subject does not have."""
    subject = SUBJECTS[suite.about]
    for measure in suite.measures:
        if measure.scorer not in subject.scorers:
            raise EvalError(f"Suite {suite.name} names {measure.scorer!r}, which is not a scorer.")
    return subject


def scorer_digest(suite: Suite) -> str:
    """Changes with the source of any module that the suite's scorers are written in."""
    modules = {_module(subject_of(suite).scorers[measure.scorer]) for measure in suite.measures}
    texts = [inspect.getsource(sys.modules[name]) for name in sorted(modules)]
    return hashlib.sha256("".join(texts).encode()).hexdigest()[:12]


def _module(scorer: AnyScorer) -> str:
    function = scorer.count if hasattr(scorer, "count") else scorer.score
    return str(function.__module__)


def _advice(advice: Advice) -> dict[str, Any]:
    texts = {hit.passage.passage_id: hit.passage.text for hit in advice.evidence}
    return {
        "status": advice.status,
        "answer": advice.text,
        "verdicts": [_verdict(one, texts) for one in advice.verdicts],
        "left_out": [_verdict(one, texts) for one in advice.removed],
        "evidence": [hit.passage.passage_id for hit in advice.evidence],
    }


def _verdict(verdict: ClaimVerdict, texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "text": verdict.claim.text,
        "support": verdict.support,
        "score": verdict.score,
        "reason": verdict.reason,
        "quotes": [
            {
                "passage_id": one.passage_id,
                "title": one.passage_id,
                "quote": one.quote,
                "passage": texts.get(one.passage_id, "")[max(0, one.start - AROUND) :][
                    : one.end - one.start + 2 * AROUND
                ],
            }
            for one in verdict.claim.citations
        ],
    }


def _check_up(found: CheckUp) -> dict[str, Any]:
    return {
        "answer": "\n".join(f"{one.topic_id}: {one.severity}" for one in found.signals)
        or "No signal.",
        "signals": [
            {"topic": one.topic_id, "quotes": [quote.quote for quote in one.citations]}
            for one in found.signals
        ],
    }


def _review(review: BriefReview) -> dict[str, Any]:
    return {
        "answer": "\n".join(f"{one.topic_id}: {one.status}" for one in review.topics),
        "topics": [
            {
                "topic": one.topic_id,
                "status": one.status,
                "quotes": [quote.quote for quote in one.evidence],
            }
            for one in review.topics
        ],
    }


def signal_topics(case: Case, found: CheckUp, _: Advisor | None = None) -> list[str]:
    """The topics that are labelled or raised, sorted."""
    labelled = case.signals.topics if case.signals else frozenset()
    raised = {one.topic_id for one in (*found.signals, *found.solved)}
    return sorted(labelled | raised)


def _every_topic(_case: Case, _given: BriefReview, advisor: Advisor) -> list[str]:
    return [topic.topic_id for topic in advisor.library.topics]


def _verification(found: Verification) -> dict[str, Any]:
    return {
        "answer": "\n".join(one.support for one in found.sentences),
        "verdicts": [
            {
                "text": one.text,
                "support": one.support,
                "score": one.score,
                "reason": one.reason,
                "quotes": [
                    {"passage_id": own.passage_id, "title": "", "quote": own.quote, "passage": ""}
                    for own in one.citations
                ],
            }
            for one in found.sentences
        ],
    }


def _model(given: subject_model.Given) -> dict[str, Any]:
    if isinstance(given, subject_model.ModelAnswer):
        return _advice(given.advice)
    return _verification(given)


def _own_kind(case: Case, _given: Verification, _advisor: Advisor) -> list[str]:
    return [case.group]


def _worded(given: subject_wordings.Worded) -> dict[str, Any]:
    others = "\n\n".join(f"{kind}: {one.text}" for kind, one in given.others.items())
    return {**_advice(given.first), "answer": f"{given.first.text}\n\n{others}"}


def _seen(given: subject_isolation.Seen) -> dict[str, Any]:
    return {"answer": "\n".join(f"{way}: {len(text)}" for way, text in given.by_way.items())}


def _injected(given: subject_injection.Injected) -> dict[str, Any]:
    return {
        "answer": given.planted.own_words,
        "findings": list(given.planted.findings),
        "findings_without": list(given.clean.findings),
    }


SUBJECTS: Mapping[About, Subject] = {
    "question": Subject(ask=workspaces.ask, scorers=SCORERS, shown=_advice),
    "check_up": Subject(
        ask=workspaces.check_up, scorers=CHECK_UP_SCORERS, shown=_check_up, topics=signal_topics
    ),
    "verify": Subject(
        ask=workspaces.verify, scorers=SUPPORT_SCORERS, shown=_verification, topics=_own_kind
    ),
    "model": Subject(ask=subject_model.ask, scorers=MODEL_SCORERS, shown=_model),
    "wordings": Subject(
        ask=subject_wordings.ask,
        scorers=WORDING_SCORERS,
        shown=_worded,
        topics=subject_wordings.kinds,
    ),
    "isolation": Subject(
        ask=subject_isolation.ask,
        scorers=ISOLATION_SCORERS,
        shown=_seen,
        topics=subject_isolation.ways,
    ),
    "injection": Subject(
        ask=subject_injection.ask,
        scorers=INJECTION_SCORERS,
        shown=_injected,
        topics=subject_injection.place,
    ),
    "review": Subject(
        ask=workspaces.review, scorers=REVIEW_SCORERS, shown=_review, topics=_every_topic
    ),
}
