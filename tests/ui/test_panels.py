"""The panels around the conversation."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from advisor.answering.reference_answers import reference_passages
from advisor.domain import Advice, Citation, Conversation, Exchange
from advisor.ui.library_handlers import LibraryHandlers
from advisor.ui.panels import highlighted, sidebar_html, sources_html
from tests.factories import make_advice, make_citation, make_passage, make_verdict
from tests.ui.fake_advisor import real_reference

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def conversation(*answers: Advice, title: str = "Bookkeeper") -> Conversation:
    return Conversation(
        conversation_id="c1",
        workspace="default",
        title=title,
        created_at=NOW,
        updated_at=NOW,
        exchanges=tuple(
            Exchange(exchange_id=f"e{index}", advice=advice, created_at=NOW)
            for index, advice in enumerate(answers)
        ),
    )


def marked(html: str) -> list[str]:
    return [unescape(text) for text in re.findall(r"<mark[^>]*>(.*?)</mark>", html)]


def test_the_quoted_sentence_is_marked_and_nothing_else() -> None:
    passage = make_passage(sentences=("First thing.", "Second <thing>.", "Third thing."))
    html = highlighted(passage.text, [make_citation(passage, "Second <thing>.")])
    assert marked(html) == ["Second <thing>."]
    assert "<thing>" not in html


def test_a_quote_over_two_lines_is_marked_in_both() -> None:
    passage = make_passage(sentences=("One a.", "Two b."))
    html = highlighted(passage.text, [make_citation(passage, "a.\nTwo")])
    assert marked(html) == ["a.", "Two"]


def test_overlapping_quotes_are_marked_once() -> None:
    passage = make_passage(sentences=("Fix the weights first.",))
    quotes = [make_citation(passage, "Fix the weights"), make_citation(passage, "weights first.")]
    assert marked(highlighted(passage.text, quotes)) == ["Fix the weights first."]


def test_a_quote_that_is_not_at_its_offsets_marks_nothing() -> None:
    wrong = Citation(passage_id="a#b", quote="weights", start=0, end=7)
    html = highlighted("Fix the weights first.", [wrong])
    assert marked(html) == []
    assert "Fix the weights first." in html


@given(text=st.text(alphabet="ab<>&\"' \n", max_size=40), data=st.data())
def test_highlighting_loses_no_character_and_lets_no_markup_through(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = Citation(passage_id="a#b", quote=text[start:end], start=start, end=end)
    html = highlighted(text, [quote])
    bare = re.sub(r"</?p>|<mark [^>]*>|</mark>", "", html)
    assert not re.search(r"[<>\"']", bare)
    kept = "".join(line for line in text.split("\n") if line.strip())
    assert unescape(bare) == kept


def test_cited_and_merely_read_passages_stand_apart() -> None:
    cited, read = make_passage("a#b", ("Cited.",)), make_passage("c#d", ("Read.",))
    advice = make_advice(verdicts=[make_verdict("Cited.", cited)], evidence=[read, cited])
    html = sources_html(conversation(advice))
    order = [html.index(text) for text in (">Cited<", ">a#b<", ">Also read<", ">c#d<")]
    assert order == sorted(order)


def test_only_the_sources_of_the_latest_answer_are_in_view() -> None:
    html = sources_html(conversation(make_advice("First?"), make_advice("Second?")))
    assert 'data-index="0" hidden>' in html
    assert 'class="oa-group" data-index="1">' in html


def test_a_cited_passage_that_was_not_kept_still_shows_its_quote() -> None:
    passage = make_passage("a#b", ("Gone but quoted.",))
    advice = make_advice(verdicts=[make_verdict("Gone but quoted.", passage)], evidence=[])
    html = sources_html(conversation(advice))
    assert "Gone but quoted." in html
    assert "Cited" in html


def test_a_note_is_called_a_note_and_guidance_guidance() -> None:
    note = make_passage("n#1", ("They were late.",), kind="note")
    guidance = make_passage("g#1", ("Agree dates.",))
    html = sources_html(conversation(make_advice(verdicts=[], evidence=[note, guidance])))
    assert html.count("Your note ·") == 1
    assert html.count("Guidance ·") == 1


def test_only_web_addresses_become_links() -> None:
    for url, links in (("https://example.org/a?b&c", 1), ("javascript:alert(1)", 0)):
        passage = make_passage(url=url)
        html = sources_html(conversation(make_advice(evidence=[passage])))
        assert html.count("<a href=") == links
    assert "javascript:" not in html


def test_the_sidebar_escapes_titles_and_marks_the_open_conversation() -> None:
    html = sidebar_html([conversation(title='<img src=x> "a"')], "c1")
    assert "<img" not in html
    assert 'aria-label="Delete &lt;img src=x&gt; &quot;a&quot;"' in html
    assert html.count('aria-current="true"') == 1
    assert "aria-current" not in sidebar_html([conversation()], "")


def test_an_empty_list_says_where_conversations_are_kept() -> None:
    assert "kept here, on this computer" in sidebar_html([], "")


def test_a_source_opens_its_page_in_the_library() -> None:
    point = replace(make_passage("a#b", ("A.",)), point_ids=("2c",))
    term = make_passage("glossary#non-disclosure-agreement", ("B.",))
    guide = make_passage("trade-it-support#measures", ("C.",))
    own = make_passage("own:1#2", ("D.",), kind="own_guidance")
    unknown = make_passage("e#f", ("E.",))
    others = [replace(passage, point_ids=()) for passage in (term, guide, own, unknown)]
    advice = make_advice(verdicts=[], evidence=[point, *others])
    html = sources_html(conversation(advice))
    assert re.findall(r'href="#/([^"]+)"', html) == [
        "point/2c",
        "term/non-disclosure-agreement",
        "trade/it_support",
        "own",
    ]
    assert "Your guidance · " in html


def test_every_term_and_trade_that_can_be_cited_has_its_page(library: LibraryHandlers) -> None:
    cited = reference_passages(real_reference())
    html = sources_html(conversation(make_advice(verdicts=[], evidence=list(cited.values()))))
    routes = set(re.findall(r'href="#/([^"]+)"', html))
    assert {route.partition("/")[0] for route in routes} == {"term", "trade"}
    for route in routes:
        assert library.page(route, workspace="ours").html
