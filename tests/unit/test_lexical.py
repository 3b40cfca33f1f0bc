"""Words as they are compared, and BM25 over them."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.retrieval.lexical import LexicalIndex
from advisor.retrieval.text import STOP_WORDS, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How do I check the invoices?", ["check", "invoic"]),
        ("don\u2019t / DON'T", ["dont", "dont"]),
        ("Agencies, agency!", ["agenc", "agency"]),
        ("NDA v2", ["nda", "v", "2"]),
        ("the is a of", []),
        ("", []),
        ("是 é", []),
    ],
)
def test_words_are_lower_case_stems_without_stop_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("contracts", "contract"), ("meetings", "meet"), ("testing", "tested"), ("weekly", "week")],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize("word", ["bus", "bed", "fly", "sing"])
def test_a_stem_keeps_at_least_three_letters(word: str) -> None:
    assert words(word) == [word]


@given(st.text())
def test_every_word_is_plain_and_lower_case(text: str) -> None:
    assert all(re.fullmatch(r"[a-z]+|[0-9]+", word) for word in words(text))


@given(st.lists(st.sampled_from(sorted(STOP_WORDS))), st.booleans())
def test_stop_words_leave_nothing(stops: list[str], shout: bool) -> None:
    text = " ".join(stops)

    assert words(text.upper() if shout else text) == []


TEXTS = ["Check every invoice against the order.", "Name one contact person.", "", "Invoice, order"]


def test_texts_that_share_words_score_and_others_get_zero() -> None:
    scores = LexicalIndex(TEXTS).scores("who checks the invoice?")

    assert scores.shape == (4,)
    assert scores[0] == scores.max() > scores[3] > 0
    assert scores[1] == scores[2] == 0


@pytest.mark.parametrize("query", ["", "zebra", "who is the"])
def test_a_query_without_a_known_word_scores_nothing(query: str) -> None:
    scores = LexicalIndex(TEXTS).scores(query)

    assert scores.shape == (4,)
    assert not np.any(scores)


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    index = LexicalIndex(["contract penalty", "contract date", "contract price", "contract scope"])
    scores = index.scores("contract penalty")

    assert scores[0] > 2 * scores[1]
