"""Each scorer on both sides of its boundary, and silent where a case is not its business."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from advisor.domain import Advice, Citation, Passage, SourceRef
from evals import scorers
from evals.cases import Case
from evals.scorers import SCORERS
from tests.factories import (
    SENTENCES,
    make_advice,
    make_connective,
    make_declined,
    make_passage,
    make_verdict,
)


def case(**labels: object) -> Case:
    return Case(case_id="a", question="How do I compare three quotes?", **labels)  # type: ignore[arg-type]


def passage_of(point: str) -> Passage:
    return Passage(
        passage_id=f"topic#{point}",
        text=f"This is the advice of the point {point}.",
        source=SourceRef(source_id="topic", title="Topic", section=point),
        point_ids=(point,),
    )


def found(*points: str) -> Advice:
    """An answer with one passage of evidence a point."""
    return make_advice(verdicts=(), evidence=[passage_of(point) for point in points])


def said(*points: str) -> Advice:
    """An answer with one supported sentence a point."""
    passages = [passage_of(point) for point in points]
    return make_advice(
        verdicts=[make_verdict(one.text, one) for one in passages], evidence=passages
    )


FILLING = ["9a", "9b", "9c", "9d", "9e", "9f", "9g"]


@pytest.mark.parametrize(
    ("points", "at_5", "at_8"),
    [
        (["1a", *FILLING[:3], "1b"], 1.0, 1.0),
        (["1a", *FILLING[:4], "1b"], 0.5, 1.0),
        (["1a", *FILLING[:6], "1b"], 0.5, 1.0),
        (["1a", *FILLING, "1b"], 0.5, 0.5),
        ([], 0.0, 0.0),
    ],
)
def test_recall_counts_needed_points_up_to_its_place(
    points: Sequence[str], at_5: float, at_8: float
) -> None:
    needs = case(points=("1a", "1b"))

    assert scorers.recall_at_5(needs, found(*points)) == at_5
    assert scorers.recall_at_8(needs, found(*points)) == at_8


def test_two_passages_of_one_point_count_once_and_take_two_places() -> None:
    needs = case(points=("1a", "1b"))

    assert scorers.recall_at_5(needs, found("1a", "1a", "9a", "9b", "9c", "1b")) == 0.5


def test_the_first_point_is_right_when_it_is_any_needed_one() -> None:
    needs = case(points=("1a", "1b"))

    assert scorers.first_point_right(needs, found("1b", "9a")) == 1.0
    assert scorers.first_point_right(needs, found("9a", "1b")) == 0.0


def test_one_needed_point_among_eight_is_found_and_the_ninth_is_not() -> None:
    needs = case(points=("1a", "1b"))

    assert scorers.points_found(needs, found(*FILLING, "1b")) == 1.0
    assert scorers.points_found(needs, found(*FILLING, "9h", "1b")) == 0.0


def test_needed_points_and_precision_look_from_both_ends() -> None:
    needs, advice = case(points=("1a", "1b")), said("1a", "9a", "9b", "9c")

    assert scorers.needed_points_said(needs, advice) == 0.5
    assert scorers.precision(needs, advice) == 0.25
    assert SCORERS["needed_points_said"].missing(needs, advice) == "not said: 1b"
    assert SCORERS["precision"].missing(needs, advice) == "said without need: 9a, 9b, 9c"


def test_a_point_is_said_only_by_a_supported_sentence() -> None:
    one = passage_of("1a")
    advice = make_advice(verdicts=[make_verdict(one.text, one, support="partly")], evidence=[one])

    assert scorers.needed_points_said(case(points=("1a",)), advice) == 0.0
    assert scorers.precision(case(points=("1a",)), advice) is None


def test_eight_points_are_not_too_many_and_nine_are() -> None:
    eight = [*FILLING, "9h"]

    assert scorers.not_too_many_points(case(), said(*eight)) == 1.0
    assert scorers.not_too_many_points(case(), said(*eight, "9i")) == 0.0
    assert scorers.points_said(case(), said(*eight, "9i")) == 9.0


def test_two_sentences_of_a_point_say_one_point() -> None:
    assert scorers.points_said(case(), make_advice()) == 1.0


def test_words_are_those_that_are_shown() -> None:
    advice = make_advice(verdicts=[make_connective("Here is what helps.")])

    assert scorers.words(case(), advice) == 4.0


def test_exact_quotations_and_connectives_are_supported() -> None:
    assert scorers.every_claim_supported(case(), make_advice()) == 1.0


def with_first_claim(advice: Advice, **changes: object) -> Advice:
    """The advice with another first quotation; the connective before it stays."""
    opening, first, *rest = advice.verdicts
    claim = replace(first.claim, **changes)  # type: ignore[arg-type]
    return replace(advice, verdicts=(opening, replace(first, claim=claim), *rest))


def moved(citation: Citation, by: int) -> Citation:
    return replace(citation, start=citation.start + by, end=citation.end + by)


def test_a_changed_sentence_is_not_supported_whatever_its_verdict_says() -> None:
    sound = make_advice()
    text = SENTENCES[0].replace("same", "cheapest")
    broken = with_first_claim(sound, text=text)

    assert broken.verdicts[1].support == "supported"
    assert scorers.every_claim_supported(case(), broken) == 0.0
    assert text in SCORERS["every_claim_supported"].missing(case(), broken)


def test_a_sentence_and_quote_changed_together_are_not_supported() -> None:
    sound = make_advice()
    text = SENTENCES[0].replace("same", "best")
    (citation,) = sound.verdicts[1].claim.citations

    broken = with_first_claim(sound, text=text, citations=(replace(citation, quote=text),))

    assert scorers.every_claim_supported(case(), broken) == 0.0


@pytest.mark.parametrize("by", [-1, 1])
def test_offsets_that_are_off_by_one_are_not_support(by: int) -> None:
    sound = make_advice()
    (citation,) = sound.verdicts[2].claim.citations
    opening, first, second = sound.verdicts
    claim = replace(second.claim, citations=(moved(citation, by),))
    broken = replace(sound, verdicts=(opening, first, replace(second, claim=claim)))

    assert scorers.every_claim_supported(case(), broken) == 0.0


def test_every_citation_has_to_hold_and_there_has_to_be_one() -> None:
    sound = make_advice()
    (citation,) = sound.verdicts[1].claim.citations
    wrong = replace(citation, quote="Score every bidder")

    for citations in ((), (citation, wrong)):
        broken = with_first_claim(sound, citations=citations)
        assert scorers.every_claim_supported(case(), broken) == 0.0
    assert scorers.every_claim_supported(case(), with_first_claim(sound, citations=(citation,) * 2))


def test_a_quotation_of_a_passage_that_is_not_in_the_evidence_is_not_supported() -> None:
    assert scorers.every_claim_supported(case(), replace(make_advice(), evidence=())) == 0.0


@pytest.mark.parametrize("support", ["partly", "unsupported", "contradicted", "unscored"])
def test_a_shown_sentence_of_any_other_verdict_is_not_supported(support: str) -> None:
    verdict = make_verdict(SENTENCES[0], make_passage(), support=support)  # type: ignore[arg-type]

    assert scorers.every_claim_supported(case(), make_advice(verdicts=[verdict])) == 0.0


def test_advice_that_is_passed_off_as_no_claim_is_not_supported() -> None:
    verdict = make_verdict(SENTENCES[0], make_passage(), support="not_a_claim", kind="advice")

    assert scorers.every_claim_supported(case(), make_advice(verdicts=[verdict])) == 0.0


def test_an_answer_without_a_sentence_proves_nothing() -> None:
    assert scorers.every_claim_supported(case(), make_advice(verdicts=())) is None


def test_declining_is_right_or_wrong_by_what_was_expected() -> None:
    out, within = case(expect="declined"), case(expect="answered")
    declined, answered = make_declined(), make_advice()

    assert scorers.out_of_scope_recall(out, declined) == 1.0
    assert scorers.out_of_scope_recall(out, answered) == 0.0
    assert scorers.in_scope_declined(within, declined) == 1.0
    assert scorers.in_scope_declined(within, answered) == 0.0
    assert scorers.out_of_scope_recall(within, declined) is None
    assert scorers.in_scope_declined(out, answered) is None


def test_the_kind_is_right_when_the_limit_of_that_kind_is_told() -> None:
    declined = make_declined()
    told = declined.verdicts[0].claim.text
    right = case(expect="declined", kind="ranking-vendors", limit=told)
    wrong = case(expect="declined", kind="legal-opinion", limit="I can't say how the law applies.")

    assert scorers.kind_right(right, declined) == 1.0
    assert scorers.kind_right(wrong, declined) == 0.0
    assert "not declined as legal-opinion" in SCORERS["kind_right"].missing(wrong, declined)
    assert scorers.kind_right(right, make_advice()) is None
    assert scorers.kind_right(replace(right, limit=""), declined) is None


def read_as(text: str, question: str = "") -> Advice:
    return make_advice(question or "How do I compare three quotes?", standalone_question=text)


def test_a_follow_up_has_to_change() -> None:
    needs = case(expect="rewritten")

    assert scorers.rewritten_when_needed(needs, read_as("How do I compare three designers?")) == 1.0
    assert scorers.rewritten_when_needed(needs, read_as(needs.question)) == 0.0


def untouched(question: str, kept: str) -> float | None:
    asked = replace(case(expect="untouched"), question=question)
    return scorers.untouched_when_not(asked, read_as(kept, question))


def test_a_question_that_stands_alone_stays_as_it_is_to_the_byte() -> None:
    assert untouched("who owns the code?", "who owns the code?") == 1.0
    assert untouched("who owns the code?", "Who owns the code?") == 0.0
    assert untouched("who owns the code?", "who owns the code") == 0.0
    assert untouched("who owns the code?", "who owns the code?, about: a designer") == 0.0


@pytest.mark.parametrize(
    "filler",
    [
        "Ok, new question: ",
        "thanks, next topic: ",
        "and yet another thing: ",
        "Then again, ",
        "But ",
    ],
)
def test_a_filler_before_it_may_be_dropped_or_kept(filler: str) -> None:
    rest = "how do I split work between two freelancers?"

    assert untouched(filler + rest, rest) == 1.0
    assert untouched(filler + rest, filler + rest) == 1.0
    assert untouched(filler + rest, rest.capitalize()) == 0.0


def test_words_that_are_no_filler_may_not_be_dropped() -> None:
    assert untouched("In Spain, who owns the code?", "who owns the code?") == 0.0
    assert untouched("Somebody left", "mebody left") == 0.0
    assert untouched("And the code?", "?") == 0.0


def test_every_word_that_must_be_included_is_looked_for_without_case() -> None:
    needs = case(must_include=("update", "designer"))

    assert scorers.must_include(needs, read_as("An Update from my DESIGNER")) == 1.0
    assert scorers.must_include(needs, read_as("An update from my developer")) == 0.0
    missing = SCORERS["must_include"].missing(needs, read_as("An update from my developer"))
    assert missing == "lacks designer; read as: An update from my developer"


def test_a_scorer_is_silent_on_a_case_without_its_label() -> None:
    always = {"points_said", "not_too_many_points", "words", "every_claim_supported"}

    silent = {name for name, one in SCORERS.items() if one.score(case(), make_advice()) is None}

    assert silent == set(SCORERS) - always


def test_every_scorer_has_a_meaning_and_can_say_what_is_missing() -> None:
    everything = case(
        points=("7a",),
        expect="declined",
        kind="k",
        limit="l",
        must_include=("zebra",),
        template="goals-sheet",
    )

    for scorer in SCORERS.values():
        assert scorer.meaning
        assert scorer.missing(everything, make_advice())


def test_the_offered_template_must_be_the_asked_one() -> None:
    asked = case(template="goals-sheet")

    assert scorers.template_right(asked, make_advice(template="goals-sheet")) == 1.0
    assert scorers.template_right(asked, make_advice(template="vendor-scorecard")) == 0.0


def cites(*passage_ids: str) -> Advice:
    passages = [replace(passage_of("1a"), passage_id=passage_id) for passage_id in passage_ids]
    return make_advice(verdicts=[make_verdict(one.text, one) for one in passages])


def test_definitions_come_first_and_in_order() -> None:
    both = case(terms=("service level agreement", "key performance indicator"))
    sla, kpi = "glossary#service-level-agreement", "glossary#key-performance-indicator"

    assert scorers.definition_first(both, cites(sla, kpi, "topic#a")) == 1.0
    assert scorers.definition_first(both, cites(kpi, sla, "topic#a")) == 0.0
    assert scorers.definition_first(both, cites("topic#a", sla, kpi)) == 0.0
    assert scorers.definition_first(case(terms=()), cites(sla)) is None


def test_a_definition_that_nobody_asked_for_counts() -> None:
    assert scorers.false_definition(case(terms=()), cites("glossary#sla", "topic#a")) == 1.0
    assert scorers.false_definition(case(terms=()), cites("topic#a")) == 0.0
    assert scorers.false_definition(case(terms=("sla",)), cites("glossary#sla")) is None
