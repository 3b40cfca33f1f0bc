"""The conversation as HTML."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from advisor.domain import Advice, Conversation, Exchange, Feedback
from advisor.ui.outline import outline
from advisor.ui.present import conversation_html, exchange_html, status_html, welcome_html
from advisor.ui.wording import long_date, reviewed_line
from tests.factories import (
    make_advice,
    make_connective,
    make_declined,
    make_passage,
    make_verdict,
)
from tests.ui.fake_advisor import real_reference

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script> **bold** \"quoted\" & 'single'"


def exchange(advice: Advice, feedback: Feedback | None = None) -> Exchange:
    return Exchange(exchange_id="e1", advice=advice, created_at=NOW, feedback=feedback)


def shown(advice: Advice, *, is_last: bool = True) -> str:
    return exchange_html(exchange(advice), index=0, is_last=is_last)


def two_sources() -> Advice:
    first = make_passage("goals#outcome", ("Write the outcome first.", "Keep it short."))
    second = make_passage("price#score", ("Score every bid alike.",))
    return make_advice(
        verdicts=[
            make_connective("Here is what helps."),
            make_verdict("Score every bid alike.", second, section="Before you sign"),
            make_verdict("Write the outcome first.", first, section="Before you sign"),
            make_verdict("Keep it short.", first, section="Before you sign"),
            make_verdict("Score every bid alike.", second, section="As you go on"),
        ],
        evidence=[first, second, make_passage("other#one", ("Not cited.",))],
    )


def test_a_question_with_markup_is_shown_as_text() -> None:
    html = shown(make_advice(HOSTILE))
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **bold** &quot;quoted&quot; &amp;" in html


def test_every_outside_text_of_an_answer_is_escaped() -> None:
    passage = make_passage(sentences=(HOSTILE,), section=HOSTILE, title=HOSTILE)
    advice = make_advice(
        verdicts=[make_verdict(HOSTILE, passage, section=HOSTILE)],
        evidence=[passage],
        removed=[make_verdict(HOSTILE, passage)],
        standalone_question=HOSTILE,
        follow_ups=[HOSTILE],
        template=HOSTILE,
        notice=HOSTILE,
    )
    opinion = Feedback(rating="down", reason=HOSTILE, created_at=NOW)
    html = exchange_html(exchange(advice, opinion), index=0, is_last=True)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 7


def test_a_declined_answer_escapes_its_topics() -> None:
    declined = make_declined()
    topic = replace(declined.nearest_topics[0], title=HOSTILE, example=HOSTILE)
    assert "<script" not in shown(replace(declined, nearest_topics=(topic,)))


def test_sources_are_numbered_by_first_citation_and_keep_their_number() -> None:
    shape = outline(two_sources())
    assert [source.passage.passage_id for source in shape.cited] == ["price#score", "goals#outcome"]
    numbers = [
        [reference.number for block in section.blocks for reference in block.references]
        for section in shape.sections
    ]
    assert numbers == [[], [1, 2], [1]]


def test_consecutive_sentences_of_one_passage_make_one_bullet() -> None:
    blocks = outline(two_sources()).sections[1].blocks
    texts = [block.text for block in blocks]
    assert texts == ["Score every bid alike.", "Write the outcome first. Keep it short."]


def test_a_bullet_carries_every_quote_of_its_sentences() -> None:
    html = shown(two_sources())
    assert 'data-number="2" data-starts="0 25"' in html


def test_stage_headings_stand_in_order_over_their_bullets() -> None:
    html = shown(two_sources())
    order = [html.index(text) for text in ("Here is", "Before you sign", "Keep it", "As you go on")]
    assert order == sorted(order)
    assert html.count("<ul class=") == 3, "two stages and the follow-ups"


def test_a_short_answer_without_stages_still_lists_its_advice() -> None:
    passage = make_passage()
    first, _ = passage.text.split("\n")
    advice = make_advice(verdicts=[make_connective("In short."), make_verdict(first, passage)])
    (section,) = outline(advice).sections
    assert [block.kind for block in section.blocks] == ["text", "bullet"]
    assert section.blocks[1].text == first


def test_a_claim_that_opens_the_answer_stands_as_text_with_its_citation() -> None:
    passage = make_passage()
    first, second = passage.text.split("\n")
    advice = make_advice(
        verdicts=[make_verdict(first, passage), make_verdict(second, passage, section="Now")]
    )
    blocks = [block for section in outline(advice).sections for block in section.blocks]
    assert [(block.kind, len(block.references)) for block in blocks] == [("text", 1), ("bullet", 1)]


def test_a_verdict_has_a_text_and_an_icon() -> None:
    html = shown(two_sources())
    verdicts = re.findall(r'data-support="supported">(<svg.*?</svg>)(\w+)</span>', html)
    assert [text for _, text in verdicts] == ["Supported"] * 3


@pytest.mark.parametrize(
    ("support", "text"),
    [
        ("partly", "Partly supported"),
        ("unsupported", "Not supported"),
        ("contradicted", "Contradicted by the source"),
        ("unscored", "Not checked"),
    ],
)
def test_a_doubtful_sentence_says_so_in_words(support: str, text: str) -> None:
    passage = make_passage()
    verdict = make_verdict(passage.text.split("\n")[0], passage, section="Now", support=support)
    assert f"</svg>{text}</span>" in shown(make_advice(verdicts=[verdict], evidence=[passage]))


def test_sentences_with_different_verdicts_never_share_a_bullet() -> None:
    passage = make_passage()
    first, second = passage.text.split("\n")
    advice = make_advice(
        verdicts=[
            make_verdict(first, passage, section="Now"),
            make_verdict(second, passage, section="Now", support="partly"),
        ]
    )
    assert len(outline(advice).sections[0].blocks) == 2


def test_a_dated_fact_shows_its_date_and_other_advice_none() -> None:
    verdict = make_verdict("Fix the weights.", make_passage(sentences=("Fix the weights.",)))
    dated = replace(verdict, claim=replace(verdict.claim, kind="fact", as_of="2026-11-23"))
    assert "As of 23 November 2026" in shown(make_advice(verdicts=[dated]))
    assert "As of" not in shown(make_advice(verdicts=[verdict]))


def test_a_connective_has_neither_citation_nor_verdict() -> None:
    html = shown(make_advice(verdicts=[make_connective("Here is what helps.")]))
    assert "<p>Here is what helps.</p>" in html
    assert "data-support" not in html


def test_a_question_read_as_it_was_asked_shows_no_reading() -> None:
    assert "Read as" not in shown(make_advice("How?", standalone_question="How?"))


def test_another_reading_is_shown_and_can_be_changed_on_the_last_answer_only() -> None:
    advice = make_advice("And for her?", standalone_question="What about the bookkeeper?")
    last, earlier = shown(advice), shown(advice, is_last=False)
    assert "Read as" in last
    assert "Read as" in earlier
    assert 'data-do="reread"' in last
    assert 'data-do="reread"' not in earlier


def test_only_the_last_answer_offers_retry_edit_and_follow_ups() -> None:
    advice = make_advice()
    for action in ('data-do="retry"', 'data-do="edit"', "Ask next"):
        assert action in shown(advice)
        assert action not in shown(advice, is_last=False)


def test_removed_sentences_are_counted_and_lie_struck_out_in_a_closed_fold() -> None:
    passage = make_passage()
    gone = make_verdict("Nobody ever fails.", passage, support="unsupported", quote="Score")
    html = shown(make_advice(removed=[gone, gone]))
    fold = html[html.index("<details") : html.index("</details>")]
    assert "2 sentences were left out" in fold
    assert fold.startswith('<details class="oa-removed">')
    assert fold.count("<s>Nobody ever fails.</s>") == html.count("Nobody ever fails") == 2


def test_a_sentence_that_the_source_contradicts_is_counted_and_nowhere_shown() -> None:
    passage = make_passage()
    gone = make_verdict("Nobody ever fails.", passage, support="contradicted", quote="Score")
    html = shown(make_advice(removed=[gone]))
    assert "1 sentence was left out" in html
    assert "Nobody ever fails" not in html


def test_an_answer_with_nothing_removed_does_not_mention_it() -> None:
    assert "left out" not in shown(make_advice())


def test_a_declined_question_names_topics_that_can_be_asked() -> None:
    html = shown(make_declined())
    assert "Outside what I can advise on" in html
    assert 'data-question="How do I compare three quotes?"' in html


def test_the_template_is_named_in_words() -> None:
    assert "Template that fits: <strong>Vendor scorecard</strong>" in shown(make_advice())


def test_the_template_opens_in_the_library_where_the_library_has_it() -> None:
    templates = real_reference().templates
    linked = exchange_html(exchange(make_advice()), index=0, is_last=True, templates=templates)
    assert 'href="#/template/vendor-scorecard"' in linked
    assert "#/template/" not in shown(make_advice())


def test_a_filled_form_is_a_card_with_marked_blanks_and_its_files() -> None:
    templates = real_reference().templates
    table = replace(make_advice(), document="### Deal\n\nWith <b>us</b> from [date].")
    html = exchange_html(exchange(table), index=0, is_last=True, templates=templates)
    assert "With &lt;b&gt;us&lt;/b&gt; from" in html
    assert '<span class="oa-blank">[date]</span>' in html
    assert re.findall(r'data-format="(form-\w+)"', html) == ["form-md", "form-docx", "form-xlsx"]
    text = replace(table, template="brief-sow")
    html = exchange_html(exchange(text), index=0, is_last=True, templates=templates)
    assert re.findall(r'data-format="(form-\w+)"', html) == ["form-md", "form-docx"]


def test_an_answer_is_dated_by_its_cited_guidance_and_disclaims_legal_advice() -> None:
    assert "Guidance reviewed 23 November 2026. Not legal or tax advice." in shown(make_advice())


def test_guidance_of_several_dates_is_dated_from_the_first_to_the_last() -> None:
    old = make_passage("a#b", ("Old.",), reviewed="2026-01-05")
    new = make_passage("c#d", ("New.",), reviewed="2026-11-23")
    advice = make_advice(
        verdicts=[make_verdict("Old.", old), make_verdict("New.", new)], evidence=[old, new]
    )
    line = reviewed_line(outline(advice).cited)
    assert line == "Guidance reviewed between 5 January 2026 and 23 November 2026."


def test_a_note_does_not_date_the_guidance() -> None:
    note = make_passage("note#1", ("They were late.",), kind="note", reviewed="2020-01-01")
    advice = make_advice(verdicts=[make_verdict("They were late.", note)], evidence=[note])
    assert reviewed_line(outline(advice).cited) == ""


def test_a_date_that_cannot_be_read_is_shown_as_it_is() -> None:
    assert long_date("spring 2026") == "spring 2026"


def test_a_rating_is_shown_as_pressed_with_a_box_for_the_reason() -> None:
    opinion = Feedback(rating="down", reason="", created_at=NOW)
    html = exchange_html(exchange(make_advice(), opinion), index=0, is_last=True)
    assert 'data-rating="down" aria-pressed="true"' in html
    assert 'data-rating="up" aria-pressed="false"' in html
    assert "What was wrong or missing?" in html


def test_the_log_names_its_conversation_and_counts_its_answers() -> None:
    conversation = Conversation(
        conversation_id="c1",
        workspace="default",
        title="t",
        created_at=NOW,
        updated_at=NOW,
        exchanges=(exchange(make_advice()),),
    )
    html = conversation_html(conversation, ())
    assert 'role="log"' in html
    assert 'data-conversation="c1" data-count="1"' in html


def test_an_empty_conversation_offers_example_questions() -> None:
    assert 'data-question="Who owns &lt;it&gt;?"' in welcome_html(["Who owns <it>?"])
    assert "Try one of these" not in welcome_html([])


def test_progress_and_errors_are_announced_as_text() -> None:
    html = status_html(question="<b>Why?</b>", step="Checking <1>", notice="Too <long>.")
    assert "&lt;b&gt;Why?&lt;/b&gt;" in html
    assert 'role="status" data-busy' in html
    assert "Checking &lt;1&gt;…" in html
    assert 'role="alert"' in html
    assert "Too &lt;long&gt;." in html
    assert "data-busy" not in status_html(notice="Too long.")
