"""The offline answer: which points are said, in which order, and how much of each."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.answering.composer import (
    COVERAGE,
    FLAT,
    FOLLOW_UPS,
    MOST_BRIEF,
    MOST_TERSE,
    STAGE_TITLES,
    Draft,
    choose,
    compose,
)
from advisor.domain import STAGES, Hit, Library, Trade
from advisor.retrieval.understanding import Query
from tests.factories import make_passage

SCORES = st.lists(st.floats(0.001, 1), max_size=15).map(lambda items: sorted(items, reverse=True))


def hits_of(scores: Sequence[float]) -> list[Hit]:
    return [
        Hit(passage=make_passage(f"topic#{number}"), score=score, how=())
        for number, score in enumerate(scores)
    ]


def hits_for(library: Library, point_ids: Sequence[str]) -> list[Hit]:
    """Hits that need every named point equally."""
    return [
        Hit(passage=library.passage_of(point_id), score=0.9, how=("dense",))
        for point_id in point_ids
    ]


def write(
    library: Library,
    point_ids: Sequence[str],
    *,
    trade: Trade | None = None,
    brief: bool = False,
    max_points: int = 8,
) -> Draft:
    query = Query(text="a question", trade=trade, brief=brief)
    return compose(query, hits_for(library, point_ids), library, max_points=max_points)


def said(draft: Draft) -> list[str]:
    """The points of a draft in the order in which they are said."""
    return list(dict.fromkeys(c.point_ids[0] for claim in draft.claims for c in claim.citations))


@given(SCORES, st.integers(1, 8))
def test_the_chosen_hits_lead_and_are_at_most_as_many_as_asked(
    scores: list[float], most: int
) -> None:
    hits = hits_of(scores)
    chosen = choose(hits, most=most)

    assert chosen == hits[: len(chosen)]
    assert min(2, most, len(hits)) <= len(chosen) <= most


@given(SCORES, st.integers(2, 8))
def test_choosing_stops_as_soon_as_enough_of_the_need_is_met(
    scores: list[float], most: int
) -> None:
    chosen = choose(hits_of(scores), most=most)
    enough = COVERAGE * sum(scores)

    if len(chosen) < min(most, len(scores)):
        assert sum(hit.score for hit in chosen) >= enough
    if len(chosen) > 2:
        assert sum(hit.score for hit in chosen[:-1]) < enough


def test_one_clear_hit_is_said_with_one_more_and_an_even_need_with_many() -> None:
    assert len(choose(hits_of([0.99, 0.01, 0.001, 0.001]), most=8)) == 2
    assert len(choose(hits_of([0.5] * 12), most=8)) == 8


@pytest.mark.parametrize("trade", [None, "bookkeeping"])
@pytest.mark.parametrize("brief", [False, True])
def test_every_sentence_is_the_points_own_and_is_said_once(
    library: Library, trade: Trade | None, brief: bool
) -> None:
    for topic in library.topics:
        draft = write(library, [p.point_id for p in topic.points], trade=trade, brief=brief)
        advice = [claim for claim in draft.claims if claim.kind == "advice"]

        assert len({claim.text for claim in advice}) == len(advice)
        for claim in advice:
            (citation,) = claim.citations
            assert claim.text in library.passages[citation.passage_id].text.split("\n")
            assert library.points[citation.point_ids[0]].passage_id == citation.passage_id


def test_the_opening_names_the_first_points_topic_and_the_trade(library: Library) -> None:
    topic = library.topic_by_id[library.points["2c"].topic_id]
    plain = write(library, ["2c", "7a"])
    traded = write(library, ["2c", "7a"], trade="bookkeeping")

    assert plain.reading == f"This is about {topic.about}."
    worker = library.trades["bookkeeping"].worker
    assert traded.reading == f"This is about {topic.about}, for {worker}."
    assert (plain.claims[0].text, plain.claims[0].kind) == (plain.reading, "not_a_claim")
    assert (plain.template, plain.template_title) == (topic.artefact, topic.artefact_title)
    assert not plain.declined


def test_few_points_make_one_list_in_order_of_relevance(library: Library) -> None:
    draft = write(library, ["7a", "2c", "1b"])

    assert said(draft) == ["7a", "2c", "1b"]
    assert {claim.section for claim in draft.claims} == {""}


def test_many_points_are_grouped_by_stage_the_first_points_stage_leading(library: Library) -> None:
    by_stage = {stage: [p for p in library.points.values() if p.stage == stage] for stage in STAGES}
    order = [by_stage[stage][turn].point_id for turn in (0, 1) for stage in reversed(STAGES)]
    draft = write(library, order)
    sections = list(dict.fromkeys(claim.section for claim in draft.claims[1:]))

    assert len(order) > FLAT
    assert sections == [STAGE_TITLES[stage] for stage in reversed(STAGES)]
    assert said(draft) == sorted(
        order, key=lambda point_id: -STAGES.index(library.points[point_id].stage)
    )
    for claim in draft.claims[1:]:
        stage = library.points[claim.citations[0].point_ids[0]].stage
        assert claim.section == STAGE_TITLES[stage]


def test_a_brief_question_gets_the_nutshells_of_fewer_points(library: Library) -> None:
    points = list(library.points)[:8]
    brief, full = write(library, points, brief=True), write(library, points)

    assert len(said(brief)) == MOST_TERSE < MOST_BRIEF
    assert len(said(full)) == 8
    first, *rest = said(brief)
    texts = [claim.text for claim in brief.claims[1:]]
    for point_id in rest:
        point = library.points[point_id]
        assert [text for text in texts if text in point.text.split("\n")] == [point.sentences[0]]
    assert sum(text in library.points[first].text.split("\n") for text in texts) == 2


def test_the_first_points_get_their_reason_and_the_later_ones_only_the_nutshell(
    library: Library,
) -> None:
    order = [f"7{letter}" for letter in "abcdefgh"]
    draft = write(library, order)
    told = {
        point_id: [c.text for c in draft.claims[1:] if c.citations[0].point_ids == (point_id,)]
        for point_id in order
    }

    assert told["7a"][:2] == list(library.points["7a"].sentences[:2])
    for point_id in order[1:FLAT]:
        assert told[point_id] == list(library.points[point_id].sentences[:2])
    for point_id in order[FLAT:]:
        assert told[point_id] == [library.points[point_id].sentences[0]]


def test_a_brief_answer_is_never_longer_than_the_setting_allows(library: Library) -> None:
    assert len(said(write(library, list(library.points)[:8], brief=True, max_points=3))) == 3


def test_a_named_trade_gets_its_own_examples_and_nobody_elses(library: Library) -> None:
    draft = write(library, ["7a", "2c"], trade="cleaning")
    texts = {claim.text for claim in draft.claims}
    other = {
        text
        for point_id in ("7a", "2c")
        for trade, text in library.points[point_id].examples.items()
        if trade != "cleaning"
    }

    assert {library.points[point_id].examples["cleaning"] for point_id in ("7a", "2c")} <= texts
    assert not texts & other


def test_a_brief_question_about_a_trade_gets_its_example_for_the_first_point(
    library: Library,
) -> None:
    draft = write(library, ["7a", "2c"], trade="cleaning", brief=True)
    texts = [claim.text for claim in draft.claims[1:]]

    assert texts == [
        library.points["7a"].sentences[0],
        library.points["7a"].examples["cleaning"],
        library.points["2c"].sentences[0],
    ]


def test_follow_ups_lead_to_the_next_hits_then_to_the_rest_of_the_topic(library: Library) -> None:
    last = Hit(passage=library.passage_of("2c"), score=0.001, how=())
    hits = [*hits_for(library, ["7a", "7b"]), last]
    query = Query(text="a question", trade=None, brief=False)
    draft = compose(query, hits, library, max_points=8)

    assert said(draft) == ["7a", "7b"]
    asks = [library.points[point_id].asks for point_id in ("2c", "7c", "7d")]
    assert list(draft.follow_ups) == asks
    assert len(draft.follow_ups) == FOLLOW_UPS
