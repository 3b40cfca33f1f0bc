"""Forms as HTML: what is no known mark shows as typed."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from advisor.ui.form_html import form_html, inline_html
from tests.ui.fake_advisor import real_reference

TAGS = re.compile(r"</?[a-z][^<>]*>")
KNOWN = re.compile(
    r"</?(?:h[3-6]|p|ul|li|thead|tbody|table|tr|strong|br)>|</?ol(?: start=\"\d+\")?>"
    r"|</?t[hd](?: scope=\"(?:col|row)\")?>|</?span(?: class=\"oa-blank\")?>"
    r"|</?div(?: class=\"oa-form\")?>"
    r"|<div class=\"oa-table\" role=\"group\" tabindex=\"0\" aria-label=\"[^\"<>]*\">"
)


def test_headings_begin_at_the_asked_level_and_keep_their_steps() -> None:
    html = form_html("# One\n\n## Two\n\nText", level=4)
    assert "<h4>One</h4>" in html
    assert "<h5>Two</h5>" in html


def test_a_table_has_headed_columns_and_rows_and_the_name_of_its_heading() -> None:
    html = form_html(
        "### Costs & fees\n\n| Line | Vendor |\n|---|---|\n| Fee | [amount] |", level=4
    )
    assert 'aria-label="Costs &amp; fees"' in html
    assert '<th scope="col">Line</th>' in html
    assert '<th scope="row">Fee</th><td><span class="oa-blank">[amount]</span></td>' in html


def test_items_share_a_list_and_a_numbered_list_keeps_its_start() -> None:
    html = form_html("- one\n- **two** is bold\n\nText\n\n3. three\n4. four", level=3)
    assert "<ul><li>one</li><li><strong>two</strong> is bold</li></ul>" in html
    assert '<ol start="3"><li>three</li><li>four</li></ol>' in html


def test_markup_and_links_in_a_form_are_text() -> None:
    text = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) \\[no blank\\]"
    html = inline_html(text)
    assert "<img" not in html
    assert "<a" not in html
    assert "&lt;img" in html
    assert "[no blank]" in html


@given(st.text(alphabet="ab#*-|[]<>&\"'\\1. \n", max_size=80))
def test_no_text_brings_a_tag_of_its_own(text: str) -> None:
    html = form_html(text, level=3)
    assert re.sub(KNOWN, "", html).count("<") == 0


def test_every_template_shows_all_its_cells_and_blanks() -> None:
    for template in real_reference().templates.values():
        for markdown in (template.blank, template.example):
            shown = unescape(TAGS.sub(" ", form_html(markdown, level=4)))
            squeezed = " ".join(shown.split())
            for word in re.findall(r"[A-Za-z]{4,}", markdown):
                assert word in squeezed
            assert "**" not in squeezed
            assert "| " not in squeezed
