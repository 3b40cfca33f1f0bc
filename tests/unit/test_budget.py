"""Evidence is the leading hits that fit the budget, and never nothing."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.domain import Hit, Library
from advisor.retrieval.budget import TokenCounter, within_budget
from tests.factories import make_passage


def hits_of(texts: Sequence[str]) -> list[Hit]:
    return [
        Hit(passage=make_passage(f"topic#{number}", [text]), score=0.5, how=())
        for number, text in enumerate(texts)
    ]


COUNTER = TokenCounter()


@settings(deadline=None)
@given(st.lists(st.text(max_size=200), max_size=8), st.integers(1, 200))
def test_the_kept_hits_lead_and_fit_unless_there_is_only_one(texts: list[str], tokens: int) -> None:
    hits = hits_of(texts)
    kept = within_budget(hits, COUNTER, tokens)
    used = sum(COUNTER.count(hit.passage.text) for hit in kept)

    assert kept == tuple(hits[: len(kept)])
    assert bool(kept) == bool(hits)
    assert used <= tokens or len(kept) == 1
    if len(kept) < len(hits):
        assert used + COUNTER.count(hits[len(kept)].passage.text) > tokens


def test_a_first_hit_that_is_too_long_is_kept_alone(counter: TokenCounter) -> None:
    assert len(within_budget(hits_of(["word " * 500, "short"]), counter, 10)) == 1


def test_tokens_are_counted_as_the_published_ranks_do(counter: TokenCounter) -> None:
    assert counter.count("") == 0
    assert counter.count("hello world") == 2
    assert counter.count("antidisestablishmentarianism") == 6
    assert counter.approximate


def test_text_that_looks_like_a_control_token_is_counted_as_text(counter: TokenCounter) -> None:
    assert counter.count("<|endoftext|>") > 1


def test_guidance_has_more_tokens_than_words(counter: TokenCounter, library: Library) -> None:
    for passage in library.passages.values():
        assert len(passage.text.split()) <= counter.count(passage.text)
