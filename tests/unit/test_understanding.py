"""Tests of reading a question: cleaning, trade, language, length of answer, orders in it."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from advisor.domain import TRADES, Trade
from advisor.errors import InputError
from advisor.knowledge import load_library
from advisor.retrieval.understanding import (
    Query,
    clean_question,
    has_instructions,
    is_english,
    read_query,
    read_trade,
)

ROOT = Path(__file__).resolve().parents[2]
CASES: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "understanding_cases.yaml").read_text(encoding="utf-8")
)
LIBRARY = load_library(ROOT / "knowledge")
ASKED = [question.text for question in LIBRARY.questions]
TRADE_WORDS: dict[Trade, tuple[str, ...]] = {
    trade: profile.words for trade, profile in LIBRARY.trades.items()
}


def wrongly(check: Callable[[str], bool], texts: list[str], expected: bool) -> list[str]:
    return [text for text in texts if check(text) is not expected]


def trade_of(text: str) -> Trade | None:
    return read_trade(text, TRADE_WORDS)


def is_brief(text: str) -> bool:
    return read_query(text, TRADE_WORDS, max_chars=4000).brief


def test_the_case_lists_are_large_enough_to_mean_something() -> None:
    assert len(CASES["foreign"]) >= 170
    assert len(CASES["english"]) >= 150
    assert len(CASES["orders"]) >= 30
    assert len(CASES["innocent"]) >= 30


def test_invisible_characters_go_and_white_space_is_folded() -> None:
    typed = "  how\u200b do\u202e I \x00 compare\r\n\tquotes\ufeff? "
    assert clean_question(typed, max_chars=100) == "how do I compare quotes?"


def test_a_question_is_put_into_composed_form() -> None:
    assert clean_question("cafe\u0301 cleaner?", max_chars=100) == "caf\u00e9 cleaner?"


def test_a_combining_mark_split_by_an_invisible_character_is_composed_too() -> None:
    assert clean_question("cafe\u200b\u0301 va", max_chars=100) == "caf\u00e9 va"


def test_half_a_character_pair_never_reaches_storage() -> None:
    assert clean_question("my va \ud83d quit", max_chars=100).encode() == b"my va quit"


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b\u200b", "\x00\x01"])
def test_a_blank_question_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match=r"empty.*How do I compare"):
        clean_question(text, max_chars=100)


def test_a_single_character_is_refused() -> None:
    with pytest.raises(InputError, match="One character"):
        clean_question(" a ", max_chars=100)


@pytest.mark.parametrize("text", ["\U0001f44d\U0001f44d", "???", "24/7", "-- ... --", "12 34"])
def test_a_question_without_words_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no words"):
        clean_question(text, max_chars=100)


def test_a_question_at_the_limit_passes_whole() -> None:
    assert clean_question("a" * 4000, max_chars=4000) == "a" * 4000


def test_a_question_over_the_limit_is_refused_with_both_figures() -> None:
    with pytest.raises(InputError, match=r"4,001 characters.*limit is 4,000.*Nothing was cut"):
        clean_question("a" * 4001, max_chars=4000)


@pytest.mark.parametrize("text", ["hi", "3pl?", "\u5408\u540c"])
def test_two_characters_with_a_letter_are_enough(text: str) -> None:
    assert clean_question(text, max_chars=100) == text


@pytest.mark.parametrize(
    ("text", "trade"),
    [
        ("what do I agree with a bookkeeper before signing", "bookkeeping"),
        ("Bookkeepers' references", "bookkeeping"),
        ("our VA's first week", "virtual_assistant"),
        ("two VAs, one inbox", "virtual_assistant"),
        ("the dev team is asleep", "software"),
        ("who owns the logo", "content_design"),
        ("a web designer wants half up front", "content_design"),
        ("a web developer wants half up front", "software"),
        ("call-centre training", "customer_support"),
        ("is our IT company any good", "it_support"),
        ("warehouse lost 60 parcels", "fulfilment"),
        ("payslips mixed up", "payroll"),
        ("SEO agency, 14 months, nothing", "marketing"),
        ("cleaners skipped the kitchen", "cleaning"),
        ("book-keeping backlog", "bookkeeping"),
        ("bookkeeper or cleaner first?", "bookkeeping"),
        ("cleaner or bookkeeper first?", "cleaning"),
    ],
)
def test_a_trade_is_read_from_worker_tool_or_task(text: str, trade: Trade) -> None:
    assert trade_of(text) == trade


@pytest.mark.parametrize(
    "text",
    [
        "I want a clean handover",
        "they need our support",
        "locked out of our accounts",
        "a vague promise in the evaluation",
        "whatsapp messages at night",
        "who signs the invoices",
        "which of three quotes",
        "development of the relationship",
    ],
)
def test_words_of_no_particular_trade_name_none(text: str) -> None:
    assert trade_of(text) is None


def test_every_trade_is_found_by_its_own_title_and_worker() -> None:
    found = {
        trade: (trade_of(profile.title), trade_of(f"what about {profile.worker}?"))
        for trade, profile in LIBRARY.trades.items()
    }
    assert found == {trade: (trade, trade) for trade in TRADES}


def test_no_word_belongs_to_two_trades() -> None:
    words = [word for trade in TRADES for word in TRADE_WORDS[trade]]
    assert len(words) == len(set(words))
    assert all(word == word.lower() for word in words)


def test_without_trade_words_no_trade_is_read() -> None:
    assert read_trade("my bookkeeper", {}) is None


def test_every_question_of_the_guidance_passes_as_english() -> None:
    assert len(ASKED) > 3500
    assert wrongly(is_english, ASKED, True) == []


def test_every_question_of_the_limits_passes_as_english() -> None:
    limits = [text for limit in LIBRARY.out_of_scope for text in limit.asked_as]
    assert wrongly(is_english, limits, True) == []


def test_hard_english_passes_as_english() -> None:
    assert wrongly(is_english, CASES["english"], True) == []


def test_other_languages_are_noticed_in_at_least_97_of_100_questions() -> None:
    missed = wrongly(is_english, CASES["foreign"], False)
    assert len(missed) / len(CASES["foreign"]) <= 0.03, missed


def test_an_english_question_may_quote_another_script() -> None:
    assert is_english("my contractor wrote \u6ca1\u95ee\u9898 again, what does that mean")


def test_another_script_is_noticed_from_two_letters() -> None:
    assert not is_english("\u5408\u540c")


@pytest.mark.parametrize(
    "text",
    [
        "do i need an nda",
        "Our cleaner starts on Monday and has no key. Should we give her one?",
        "which comes first",
        "retainer or hourly",
        "answer briefly: how do I choose between three agencies that all look the same to me",
        "and is that normal?",
    ],
)
def test_short_and_yes_or_no_questions_deserve_a_short_answer(text: str) -> None:
    assert is_brief(text)


@pytest.mark.parametrize(
    "text",
    [
        "onboarding checklist pls",
        "agenda for weekly call",
        "can you draft a scorecard for payroll providers",
        "could you walk me through choosing a freelancer",
        "how do I compare three quotes that describe the same job in different ways",
        "is " + "a long story " * 12,
    ],
)
def test_documents_and_open_questions_deserve_a_full_answer(text: str) -> None:
    assert not is_brief(text)


def test_a_query_holds_the_clean_text_the_trade_and_the_length() -> None:
    query = read_query("  is  my bookkeeper honest? ", TRADE_WORDS, max_chars=100)
    assert query == Query(text="is my bookkeeper honest?", trade="bookkeeping", brief=True)


def test_orders_to_the_assistant_are_noticed() -> None:
    assert wrongly(has_instructions, CASES["orders"], True) == []


def test_innocent_questions_with_the_same_words_are_not_orders() -> None:
    assert wrongly(has_instructions, CASES["innocent"], False) == []


def test_no_question_of_the_guidance_counts_as_an_order() -> None:
    assert wrongly(has_instructions, ASKED, False) == []


def test_no_other_limit_is_mistaken_for_an_order() -> None:
    for limit in LIBRARY.out_of_scope:
        if limit.kind_id != "instructions-to-assistant":
            assert [text for text in limit.asked_as if has_instructions(text)] == []


@pytest.mark.parametrize("word", ["ignore ", "all the ", "you ", "print the ", "a, ", "<", "it "])
def test_a_long_monotonous_text_is_read_in_under_a_second(word: str) -> None:
    text = (word * 4000)[:4000]
    started = time.perf_counter()
    has_instructions(text)
    trade_of(text)
    assert time.perf_counter() - started < 1
