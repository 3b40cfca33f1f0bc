"""Search with the real models and index: what is found, and which signals speak for it."""

import numpy as np
import pytest

from advisor.adapters.onnx_relevance import OnnxRelevance
from advisor.domain import Library, Relevance
from advisor.pipeline import Advisor
from advisor.ports import RelevanceModel
from advisor.retrieval.search import (
    LEAST,
    NEIGHBOURS,
    Found,
    Fusion,
    Retriever,
    Signals,
    contributions,
    fuse,
)
from advisor.testing import HashedWordEmbedder, WordIndex

COUNT = 12


@pytest.fixture(scope="module")
def retriever(advisor: Advisor) -> Retriever:
    return advisor._parts.asking.retriever


@pytest.fixture(scope="module")
def words_only(library: Library, relevance: OnnxRelevance) -> Retriever:
    """A retriever whose dense signal comes from shared words."""
    embedder = HashedWordEmbedder()
    index = WordIndex(embedder)
    index.ensure(library.entries, "words")
    return Retriever(library, index=index, embedder=embedder, relevance=relevance)


def signals_for(retriever: Retriever, question: str, model: RelevanceModel) -> Signals:
    """The signals as `find` makes them."""
    neighbours = retriever._index.nearest(retriever._embedder.embed_query(question), NEIGHBOURS)
    return retriever.signals(question, model.score(question), neighbours)


def first(found: Found) -> str:
    return found.hits[0].passage.point_ids[0]


@pytest.mark.parametrize(
    ("question", "point_ids"),
    [
        ("what do i send each bidder so the quotes are comparable", {"2a"}),
        ("who owns the logo my designer made", {"7a", "7b", "7c"}),
        ("my cleaner wants to be paid up front, is a deposit ok?", set()),
    ],
)
def test_hits_are_points_in_falling_order_of_probability(
    retriever: Retriever, question: str, point_ids: set[str]
) -> None:
    found = retriever.find(question, count=COUNT)
    scores = [hit.score for hit in found.hits]

    assert len(found.hits) == COUNT
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 1 for score in scores)
    assert len({hit.passage.passage_id for hit in found.hits}) == COUNT
    assert not point_ids or first(found) in point_ids


def test_a_smaller_count_gives_the_leading_hits(retriever: Retriever) -> None:
    question = "how often should I meet my agency?"

    assert retriever.find(question, count=3).hits == retriever.find(question, count=COUNT).hits[:3]


def test_every_signal_covers_every_point_and_shares_add_up(
    retriever: Retriever, relevance: OnnxRelevance, library: Library
) -> None:
    question = "which kpis make sense for a call centre?"
    signals = signals_for(retriever, question, relevance)

    for values in (signals.learned, signals.topic, signals.dense, signals.lexical):
        assert values.shape == (len(library.points),)
    assert 0 < signals.dense.max() <= 1
    assert signals.lexical_point.max() == pytest.approx(1)
    assert signals.dense.min() >= 0
    assert signals.learned.max() <= 0


def test_a_question_without_a_known_word_is_still_searched(words_only: Retriever) -> None:
    found = words_only.find("zzzz qqqq", count=3)

    assert len(found.hits) == 3
    assert all("lexical" not in hit.how for hit in found.hits)


def test_an_indexed_question_leads_to_its_own_point_by_words_alone(
    words_only: Retriever, library: Library
) -> None:
    for point_id in ("1a", "4c", "8b"):
        found = words_only.find(library.points[point_id].asks, count=3)
        assert point_id in [hit.passage.point_ids[0] for hit in found.hits]
        hit = next(hit for hit in found.hits if hit.passage.point_ids[0] == point_id)
        assert "lexical" in hit.how


def test_the_likeliest_limit_is_named_and_the_scope_is_a_probability(retriever: Retriever) -> None:
    outside = retriever.find("what is the weather in manila", count=1)
    inside = retriever.find("how do I hand over passwords when a developer leaves?", count=1)

    assert outside.in_scope < 0.1 < 0.9 < inside.in_scope
    assert outside.limit_id == "live-data"
    assert inside.limit_id != "in_scope"
    assert retriever.in_scope("what is the weather in manila") < 0.1
    assert retriever.in_scope("how do I hand over passwords when a developer leaves?") > 0.9


def test_points_and_topics_that_the_model_does_not_know_count_as_least_likely(
    library: Library,
) -> None:
    class OnePoint:
        def score(self, question: str) -> Relevance:
            return Relevance(points={"2c": -0.1}, topics={}, limits={"in_scope": 1, "off-topic": 0})

    embedder = HashedWordEmbedder()
    index = WordIndex(embedder)
    index.ensure(library.entries, "words")
    model = OnePoint()
    narrow = Retriever(library, index=index, embedder=embedder, relevance=model)
    signals = signals_for(narrow, "zzzz", model)

    assert sorted(set(signals.learned)) == [LEAST, -0.1]
    assert set(signals.topic) == {LEAST}
    assert first(narrow.find("zzzz", count=1)) == "2c"


def signals_of(**values: list[float]) -> Signals:
    size = len(next(iter(values.values())))
    names = ("learned", "topic", "dense", "lexical", "lexical_point")
    return Signals(**{name: np.array(values.get(name, [0.0] * size)) for name in names})


def test_without_signals_the_bias_alone_decides() -> None:
    assert fuse(signals_of(dense=[0, 0]), Fusion(bias=0)) == pytest.approx([0.5, 0.5])
    assert fuse(signals_of(dense=[0]), Fusion(bias=-2)) == pytest.approx([1 / (1 + np.exp(2))])


@pytest.mark.parametrize("name", ["learned", "topic", "dense", "lexical", "lexical_point"])
def test_more_of_any_signal_never_lowers_a_point(name: str) -> None:
    weak, strong = fuse(signals_of(**{name: [0.1, 0.9]}), Fusion())

    assert strong > weak


def test_a_contribution_is_the_weighted_signal_under_the_name_a_hit_reports() -> None:
    fusion = Fusion(learned=2, topic=3, dense=5, lexical=7, lexical_point=11, bias=0)
    parts = contributions(
        signals_of(learned=[1], topic=[10], dense=[100], lexical=[1], lexical_point=[10]), fusion
    )

    assert {name: float(part[0]) for name, part in parts.items()} == {
        "relevance": 32,
        "dense": 500,
        "lexical": 117,
    }


def test_a_hit_names_only_signals_that_speak_for_it_the_strongest_first(
    retriever: Retriever, relevance: OnnxRelevance, library: Library
) -> None:
    question = "my vendor is late again"
    parts = contributions(signals_for(retriever, question, relevance), retriever._fusion)
    rows = list(library.points)

    for hit in retriever.find(question, count=COUNT).hits:
        row = rows.index(hit.passage.point_ids[0])
        lifts = {name: float(part[row] - part.mean()) for name, part in parts.items()}
        assert set(hit.how) == {name for name, lift in lifts.items() if lift > 0}
        assert [lifts[name] for name in hit.how] == sorted(
            (lifts[name] for name in hit.how), reverse=True
        )
