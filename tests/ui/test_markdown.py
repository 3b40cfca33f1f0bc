"""Answers as Markdown and plain text."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from advisor.ui.markdown import advice_plain, escape_markdown
from advisor.ui.present import advice_markdown
from tests.factories import make_advice, make_declined, make_passage, make_verdict


def test_an_answer_is_written_with_headings_numbers_and_quoted_sources() -> None:
    assert advice_markdown(make_advice()) == (
        "# How do I compare three quotes?\n\n"
        "Here is what helps.\n\n"
        "## Before you sign\n\n"
        "- Score every bidder on the same weighted criteria. "
        "Fix the weights before you open the first quote. [1]\n\n"
        "Template that fits: Vendor scorecard\n\n"
        "## Sources\n\n"
        "[1] Weighted scorecard · Cheapest over best fit (price-over-fit\\#weighted-scorecard)\n\n"
        "> Score every bidder on the same weighted criteria.\n"
        "> Fix the weights before you open the first quote.\n\n"
        "Guidance reviewed 23 November 2026. Not legal or tax advice.\n"
    )


def test_another_reading_of_the_question_is_written_down() -> None:
    text = advice_markdown(make_advice("And her?", standalone_question="And the bookkeeper?"))
    assert "\n\nRead as: And the bookkeeper?\n\n" in text


def test_a_declined_question_has_no_sources() -> None:
    text = advice_markdown(make_declined())
    assert "## Sources" not in text
    assert text.endswith("Not legal or tax advice.\n")


def test_a_question_cannot_add_markup_to_the_file() -> None:
    html = MarkdownIt().render(advice_markdown(make_advice("<script>x</script>\n# **Bold**")))
    assert "<script" not in html
    assert "<strong>" not in html
    assert html.startswith("<h1>&lt;script&gt;x&lt;/script&gt; # **Bold**</h1>")


@given(st.text(alphabet="ab1<>&#*_-+.)`[]!|~\\ \n(", max_size=30))
def test_any_text_shows_as_it_was_typed(text: str) -> None:
    shown = " ".join(text.split())
    parser = MarkdownIt()
    tokens = [token for token in parser.parse(escape_markdown(text)) if token.type == "inline"]
    plain = "".join(
        child.content for token in tokens for child in token.children or [] if child.type == "text"
    )
    assert plain == shown
    kinds = {child.type for token in tokens for child in token.children or []}
    assert kinds <= {"text", "text_special"}


def test_the_clipboard_text_has_no_escapes() -> None:
    passage = make_passage("a#b", ("Use a 5-day * plan.",))
    advice = make_advice(
        "How_to?", verdicts=[make_verdict("Use a 5-day * plan.", passage)], evidence=[passage]
    )
    text = advice_plain(advice)
    assert text.startswith("How_to?\n\nUse a 5-day * plan. [1]")
    assert "\\" not in text
