"""Scorers of model-written answers, on answers made by hand."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from advisor.domain import (
    Advice,
    Citation,
    Claim,
    ClaimVerdict,
    Hit,
    Passage,
    RunTrace,
    SourceRef,
    Support,
)
from advisor.domain.verification import CheckedSentence, Verification
from advisor.pipeline import Advisor
from evals.cases import Case, EvalError, Label, LabelledPair, load_suite, parse_cases
from evals.controls import SaysYes
from evals.model_scorers import MODEL_SCORERS
from evals.runner import run_suite
from evals.scoring import Share
from evals.subject_model import Given, ModelAnswer, ask
from tests import model_server as scripted
from tests.pipeline.test_model_answers import INVENTED, QUESTION, SAID, SAID_TOO, lines, modelled

TEXT = "Pay on acceptance. Keep the source files."
PASSAGE = Passage(passage_id="p", text=TEXT, source=SourceRef(source_id="s", title="t", section=""))
LIVE = Case(case_id="live", question="q")


def trace(written: int = 40) -> RunTrace:
    return RunTrace(model="m", index_fingerprint="", settings_digest="", completion_tokens=written)


def said(text: str, support: Support = "supported", *, start: int = 0) -> ClaimVerdict:
    quote = Citation(
        passage_id="p", point_ids=(), quote="Pay on acceptance.", start=start, end=start + 18
    )
    cited = () if support == "not_a_claim" else (quote,)
    return ClaimVerdict(
        claim=Claim(text=text, kind="advice", citations=cited),
        support=support,
        score=None,
        reason="because",
    )


def advice(*verdicts: ClaimVerdict, written: int = 40) -> Advice:
    return Advice(
        question="q",
        standalone_question="q",
        status="answered",
        verdicts=verdicts,
        evidence=(Hit(passage=PASSAGE, score=1.0, how=()),),
        nearest_topics=(),
        follow_ups=(),
        trace=trace(written),
    )


def answer(
    *verdicts: ClaimVerdict, left_out: int = 0, offline: Advice | None = None, written: int = 40
) -> ModelAnswer:
    shown = advice(*verdicts, written=written)
    return ModelAnswer(
        advice=shown, offline=offline or advice(), passed=verdicts, left_out=left_out
    )


def pair(label: Label) -> Case:
    return Case(case_id="pair", question="s", pair=LabelledPair(evidence=(TEXT,), label=label))


def verified(*supports: Support) -> Verification:
    sentences = tuple(
        CheckedSentence(text="s", start=0, end=1, support=one, score=None, reason="because")
        for one in supports
    )
    return Verification(text="s", sentences=sentences, sources=(), trace=trace())


def share(name: str, case: Case, given: Given) -> Share:
    return MODEL_SCORERS[name].count(case, given, ())


@pytest.mark.parametrize("label", ["unsupported", "contradicted"])
@pytest.mark.parametrize(
    ("supports", "good"),
    [
        (("unsupported",), 1),
        (("unscored",), 1),
        (("contradicted",), 1),
        (("supported",), 0),
        (("partly",), 0),
        (("not_a_claim",), 0),
        (("unsupported", "supported"), 0),
    ],
)
def test_a_false_sentence_is_stopped_only_where_no_part_of_it_is_shown(
    label: Label, supports: Sequence[Support], good: int
) -> None:
    assert share("unsupported_stopped", pair(label), verified(*supports)) == Share(good, 1)


@pytest.mark.parametrize("label", ["supported", "partly", "not_a_claim"])
def test_other_labels_are_not_the_business_of_what_must_be_stopped(label: Label) -> None:
    assert share("unsupported_stopped", pair(label), verified("supported")).whole == 0


@pytest.mark.parametrize(("support", "good"), [("supported", 1), ("partly", 1), ("unscored", 0)])
def test_a_supported_sentence_is_kept_where_it_is_shown(support: Support, good: int) -> None:
    assert share("supported_kept", pair("supported"), verified(support)) == Share(good, 1)
    assert share("supported_kept", pair("unsupported"), verified(support)).whole == 0


@pytest.mark.parametrize(("support", "good"), [("supported", 0), ("partly", 1), ("unscored", 1)])
def test_what_is_partly_true_must_not_be_called_supported(support: Support, good: int) -> None:
    assert share("partly_not_overstated", pair("partly"), verified(support)) == Share(good, 1)


def test_a_shown_sentence_is_proven_by_the_exact_words_of_its_source() -> None:
    right, moved = said("a"), said("b", start=1)
    bare = ClaimVerdict(
        claim=Claim(text="c", kind="advice"), support="supported", score=None, reason=""
    )
    marked = said("d", "unsupported")
    given = answer(right, said("Hello", "not_a_claim"), moved, bare, marked)

    assert share("shown_is_proven", LIVE, given) == Share(2, 5)
    assert MODEL_SCORERS["shown_is_proven"].missing(LIVE, given) == "not proven: b | c | d"


def test_a_model_that_wrote_nothing_is_seen() -> None:
    assert share("model_wrote", LIVE, answer(written=0)) == Share(0, 1)
    assert share("model_wrote", LIVE, answer(written=3)) == Share(1, 1)


def test_the_share_left_out_counts_the_sentences_of_the_draft() -> None:
    assert share("left_out", LIVE, answer(said("a"), left_out=3)) == Share(3, 4)
    assert share("left_out", LIVE, answer()) == Share(0, 0)


def test_a_draft_gave_way_where_the_offline_answer_is_shown() -> None:
    offline = advice(said("offline"))
    given = answer(said("a"), offline=offline)

    assert share("gave_way", LIVE, given) == Share(0, 1)
    assert MODEL_SCORERS["gave_way"].missing(LIVE, given) == "passed: a"
    assert share("gave_way", LIVE, answer(said("offline"), offline=offline)) == Share(1, 1)


@pytest.mark.parametrize("name", ["model_wrote", "gave_way"])
def test_a_question_that_was_declined_is_not_the_models(name: str) -> None:
    given = answer(written=0)
    declined = replace(given, advice=replace(given.advice, status="declined"))

    assert share(name, LIVE, declined) == Share(0, 0)


def test_live_measures_leave_labelled_sentences_alone() -> None:
    for name in ("shown_is_proven", "model_wrote", "left_out", "gave_way"):
        assert share(name, pair("supported"), verified("supported")) == Share(0, 0)


def test_a_row_is_a_live_question_or_a_labelled_sentence() -> None:
    question = '{"id": "a", "question": "How do I start?"}'
    sentence = '{"id": "b", "evidence": ["x"], "sentence": "y", "label": "not_a_claim"}'
    live, labelled = parse_cases(f"{question}\n{sentence}", name="f", about="model")

    assert live.pair is None
    assert labelled.pair == LabelledPair(evidence=("x",), label="not_a_claim")
    with pytest.raises(EvalError, match="label is 'maybe'"):
        parse_cases(sentence.replace("not_a_claim", "maybe"), name="f", about="model")


def test_the_labelled_sentences_are_many_and_of_every_label() -> None:
    suite = load_suite("model_answers")
    labels = [case.pair.label for case in suite.cases if case.pair]

    assert suite.needs_model
    assert len(suite.cases) - len(labels) >= 40
    assert len(labels) >= 150
    assert labels.count("supported") >= 40
    assert min(labels.count(one) for one in ("partly", "contradicted")) >= 15


def test_a_live_question_is_asked_with_the_model_and_without_it(advisor: Advisor) -> None:
    reply = scripted.say(lines(SAID, SAID_TOO, INVENTED))
    with modelled(advisor, reply) as (asked, _):
        given = ask(Case(case_id="live", question=QUESTION), asked)

    assert isinstance(given, ModelAnswer)
    assert [one.claim.text for one in given.passed] == [SAID, SAID_TOO]
    assert given.left_out == 1
    assert not given.fell_back
    assert given.trace.completion_tokens > 0


def test_a_draft_that_fails_is_told_from_one_that_is_shown(advisor: Advisor) -> None:
    with modelled(advisor, scripted.say(lines(INVENTED))) as (asked, _):
        given = ask(Case(case_id="live", question=QUESTION), asked)

    assert isinstance(given, ModelAnswer)
    assert given.fell_back
    assert (given.passed, given.left_out) == ((), 1)


def test_the_labelled_sentences_turn_red_beside_a_checker_that_says_yes(advisor: Advisor) -> None:
    suite = load_suite("model_answers")
    labelled = [case for case in suite.cases if case.pair][::12]
    few = replace(suite, cases=tuple(labelled), own_cases=True)

    def stopped(asked: Advisor) -> str:
        measures = {one.name: one for one in run_suite(few, asked).measures}
        return measures["unsupported_stopped"].outcome

    assert stopped(advisor) == "pass"
    assert stopped(SaysYes(advisor)) == "fail"
