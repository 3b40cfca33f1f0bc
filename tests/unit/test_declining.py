"""A refusal names the limit and the way on; it never advises on what was refused."""

from advisor.answering.declining import NEAREST, OTHER_LANGUAGE, decline, decline_language
from advisor.answering.declining import nearest_topics as nearest
from advisor.domain import Hit, Library
from advisor.grounding.quotations import QuotationChecker


def hit(library: Library, point_id: str) -> Hit:
    return Hit(passage=library.passage_of(point_id), score=0.1, how=())


def test_every_limit_says_what_cannot_be_done_and_what_can(library: Library) -> None:
    for limit in library.out_of_scope:
        draft = decline(limit, library)
        told = [claim.text for claim in draft.claims if claim.kind == "not_a_claim"]

        assert told == [text for text in (limit.limit, limit.ask, limit.offer) if text]
        assert len(told) >= 2, limit.kind_id
        assert draft.declined
        assert (draft.template, draft.follow_ups) == ("", ())


def test_the_general_advice_of_a_limit_is_proven_and_set_apart(library: Library) -> None:
    passages = list(library.passages.values())
    advised = 0
    for limit in library.out_of_scope:
        general = [c for c in decline(limit, library).claims if c.kind == "advice"]
        assert [c.citations[0].point_ids[0] for c in general] == list(limit.points)
        for claim in general:
            advised += 1
            assert claim.section == "In general"
            assert QuotationChecker().check(claim, passages).support == "supported"
    assert advised >= 3


def test_another_language_is_named_and_gets_no_advice() -> None:
    draft = decline_language()

    assert [claim.text for claim in draft.claims] == list(OTHER_LANGUAGE)
    assert {claim.kind for claim in draft.claims} == {"not_a_claim"}
    assert draft.declined


def test_the_nearest_topics_are_those_of_the_hits_each_once(library: Library) -> None:
    hits = [hit(library, point_id) for point_id in ("7a", "7b", "2c", "7c", "9a", "1a")]
    topics = [library.points[point_id].topic_id for point_id in ("7a", "2c", "9a")]

    assert [topic.topic_id for topic in nearest(hits, library)] == topics
    assert len(topics) == NEAREST


def test_a_topic_is_named_with_a_question_that_it_answers(library: Library) -> None:
    (topic,) = nearest([hit(library, "7a")], library)
    known = library.topic_by_id[topic.topic_id]

    assert (topic.title, topic.example) == (known.title, known.ask)


def test_without_hits_the_first_topics_are_named(library: Library) -> None:
    assert [topic.topic_id for topic in nearest([], library)] == [
        topic.topic_id for topic in library.topics[:NEAREST]
    ]
