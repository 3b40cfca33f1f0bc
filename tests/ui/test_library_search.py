"""Search in the library."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.ui.library_search import entries_of, search_leaf
from tests.ui.fake_advisor import real_library, real_reference

ENTRIES = entries_of(real_library(), real_reference())


def routes(query: str) -> list[str]:
    return re.findall(r'href="#/([^"]+)"', search_leaf(query, ENTRIES).html)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("scorecard", "term/scorecard"),
        ("weighted vendor", "template/vendor-scorecard"),
        ("RACI", "term/raci"),
        ("what is a retainer", "term/retainer"),
        ("micromanagement", "topic/micromanagement"),
        ("cleaners", "trade/cleaning"),
        ("asset list", "exit/asset-list"),
        ("hourly with a cap", "prices/hourly-capped"),
        ("same scope to every bidder", "point/2a"),
        ("clause checklist", "template/ip-clause-checklist"),
    ],
)
def test_the_page_that_is_meant_comes_first(query: str, first: str) -> None:
    assert routes(query)[0] == first


def test_every_page_is_found_by_its_title() -> None:
    for entry in ENTRIES:
        assert "/".join(entry.route) in routes(entry.title), entry.title


def test_the_beginning_of_a_word_is_enough() -> None:
    assert "term/retainer" in routes("retai")


def test_words_that_no_page_has_together_are_looked_for_apart() -> None:
    html = search_leaf("retainer zebra", ENTRIES).html
    assert "these have some" in html
    assert "#/term/retainer" in html


def test_nothing_found_is_said_with_ways_to_go_on() -> None:
    leaf = search_leaf("zebra <b>", ENTRIES)
    assert leaf.count == "Nothing found"
    assert "#/ask" in leaf.html
    assert "<b>" not in leaf.html


def test_results_are_counted() -> None:
    leaf = search_leaf("retainer", ENTRIES)
    shown = leaf.html.count('class="oa-result"')
    assert shown > 1
    assert leaf.count == f"{shown} results"


def test_many_results_say_how_many_there_are_and_show_the_best() -> None:
    leaf = search_leaf("week", ENTRIES)
    shown = leaf.html.count('class="oa-result"')
    assert shown == 50
    assert int(leaf.count.split()[0]) > shown


@given(st.text(max_size=60))
def test_any_query_is_answered_and_brings_no_markup(query: str) -> None:
    html = search_leaf(query, ENTRIES).html
    title = re.search(r"<h2[^>]*>(.*?)</h2>", html, re.DOTALL)
    assert title is not None
    assert "<" not in title[1]
    assert " ".join(query.split()) in unescape(title[1])
