"""A brief is cut into clauses that stand in it letter by letter, each under its heading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.domain.review import Brief
from advisor.review.sections import sections_of
from advisor.review.splitting import MAX_CLAUSE_CHARS, split_clauses


def brief_of(text: str) -> Brief:
    return Brief(title="", text=text, sections=sections_of(text), kind="request")


def clauses_of(text: str) -> list[str]:
    return [clause.text for clause in split_clauses(brief_of(text))]


def test_sentences_items_and_rows_are_clauses_of_their_own() -> None:
    text = (
        "## Reporting\nSend a report each month. Call us on Fridays.\n"
        "- name the open items\n- name who is late\n"
        "| what | when |\n|---|---|\n| ledger | day 8 |\n"
    )
    assert clauses_of(text) == [
        "Send a report each month.",
        "Call us on Fridays.",
        "- name the open items",
        "- name who is late",
        "| what | when |",
        "| ledger | day 8 |",
    ]


def test_a_clause_carries_its_heading_and_the_line_that_opens_its_list() -> None:
    text = "# Scope\nThe vendor provides:\n- two agents\n- a lead\n\nWe provide the desk."
    by_text = {clause.text: clause for clause in split_clauses(brief_of(text))}

    assert by_text["- two agents"].in_context == "Scope: The vendor provides: - two agents"
    assert by_text["We provide the desk."].in_context == "Scope: We provide the desk."


def test_a_sentence_broken_over_lines_stays_one_clause_on_one_line() -> None:
    clause = split_clauses(brief_of("The contractor shall report\neach month by e-mail."))[0]
    assert clause.text == "The contractor shall report\neach month by e-mail."
    assert clause.in_context == "The contractor shall report each month by e-mail."


def test_a_very_long_sentence_is_cut_and_nothing_is_lost() -> None:
    text = "; ".join(f"the vendor cleans room number {number} every day" for number in range(60))
    found = clauses_of(text)
    assert len(found) > 3
    assert max(map(len, found)) <= MAX_CLAUSE_CHARS + 1
    assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["", "---\n====\n", "| - | - |", "1.\n2.\n"])
def test_what_holds_no_word_has_no_clause(text: str) -> None:
    assert clauses_of(text) == []


@given(st.text(alphabet=st.sampled_from("abc ABC.:;-|#\n1[]*"), max_size=300))
def test_every_clause_stands_where_it_says(text: str) -> None:
    brief = brief_of(text)
    for clause in split_clauses(brief):
        assert brief.text[clause.start : clause.end] == clause.text != ""
