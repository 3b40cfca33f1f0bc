"""The Word export holds the whole answer, its numbers and its sources."""

import io
import time
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.document import Document

from advisor.adapters.documents import advice_docx
from advisor.domain import Advice, ClaimVerdict
from tests.factories import (
    SENTENCES,
    make_advice,
    make_connective,
    make_declined,
    make_passage,
    make_verdict,
)

ONE = make_passage()
TWO = make_passage(
    "unclear-goals#one-page",
    ("Write the goal on one page.", "Name who signs it off."),
    title="Unclear goals",
    section="One page",
    reviewed="2026-10-01",
    url="https://example.org/goals",
)


def opened(advice: Advice) -> Document:
    return docx.Document(io.BytesIO(advice_docx(advice)))


def texts(advice: Advice, style: str = "") -> list[str]:
    """The paragraphs, all or those of one style."""
    paragraphs = opened(advice).paragraphs
    return [p.text for p in paragraphs if not style or (p.style and p.style.name == style)]


def mixed_verdicts() -> list[ClaimVerdict]:
    before, later = "Before you sign", "Later"
    return [
        make_connective("Two things help."),
        make_verdict(SENTENCES[0], ONE, section=before),
        make_verdict(SENTENCES[1], ONE, section=before),
        make_verdict("Write the goal on one page.", TWO, section=before),
        make_connective("Then, in the first month:", section=later),
        make_verdict(SENTENCES[0], ONE, section=later),
    ]


def test_the_document_opens_with_question_status_and_reading() -> None:
    advice = make_advice("And for\ncleaners?", standalone_question="How do I choose cleaners?")

    assert texts(advice, "Title") == ["And for cleaners?"]
    status, reading = texts(advice, "Status")
    assert status.startswith("Answered")
    assert reading == "Read as: How do I choose cleaners?"


def test_a_question_that_was_not_rewritten_has_no_reading_line() -> None:
    assert not [text for text in texts(make_advice()) if text.startswith("Read as")]


def test_neighbouring_sentences_of_one_passage_form_one_numbered_bullet() -> None:
    advice = make_advice(verdicts=mixed_verdicts(), evidence=[ONE, TWO], follow_ups=[], template="")

    assert texts(advice, "List Bullet") == [
        f"{SENTENCES[0]} {SENTENCES[1]} [1]",
        "Write the goal on one page. [2]",
        f"{SENTENCES[0]} [1]",
    ]
    assert texts(advice, "Heading 1") == ["Before you sign", "Later", "Sources"]


def test_connectives_are_plain_paragraphs_without_a_number() -> None:
    advice = make_advice(verdicts=mixed_verdicts(), evidence=[ONE, TWO])

    assert texts(advice, "Normal") == ["Two things help.", "Then, in the first month:"]


def test_a_sentence_that_cites_two_passages_has_both_numbers() -> None:
    both = make_passage("b#b", (SENTENCES[0],))
    advice = make_advice(verdicts=[make_verdict(SENTENCES[0], ONE, both)], evidence=[ONE, both])

    assert texts(advice, "List Bullet")[0] == f"{SENTENCES[0]} [1][2]"


def test_sources_name_title_section_passage_date_and_quotes() -> None:
    advice = make_advice(verdicts=mixed_verdicts(), evidence=[TWO, ONE])

    assert texts(advice, "Source") == [
        "[1]\tCheapest over best fit: Weighted scorecard",
        "[2]\tUnclear goals: One page",
    ]
    assert texts(advice, "Source Detail") == [
        "Passage price-over-fit#weighted-scorecard · reviewed 2026-11-23",
        "Passage unclear-goals#one-page · reviewed 2026-10-01 · https://example.org/goals",
    ]
    assert texts(advice, "Quote") == [
        *(f"“{sentence}”" for sentence in SENTENCES),
        "“Write the goal on one page.”",
    ]


def test_a_note_is_called_a_note() -> None:
    note = make_passage("note#7", (SENTENCES[0],), kind="note", reviewed="2026-03-02")
    advice = make_advice(verdicts=[make_verdict(SENTENCES[0], note)], evidence=[note])

    assert texts(advice, "Source Detail") == ["Your own note · Passage note#7 · dated 2026-03-02"]


def test_a_doubtful_sentence_says_so_in_words() -> None:
    doubtful = make_verdict(SENTENCES[0], ONE, support="partly")

    assert texts(make_advice(verdicts=[doubtful]), "List Bullet")[0] == (
        f"{SENTENCES[0]} [1] (partly supported by the sources)"
    )


def test_template_follow_ups_removed_and_notice_are_told() -> None:
    removed = [make_verdict(SENTENCES[0], ONE, support="unsupported")]
    advice = make_advice(
        template="ip-clause-checklist", follow_ups=["Who?"], removed=removed, notice="Part read."
    )

    assert texts(advice, "List Bullet")[-2:] == ["Ip clause checklist", "Who?"]
    assert texts(advice, "Heading 1")[1:] == [
        "Template that fits",
        "Questions to ask next",
        "Sources",
    ]
    assert texts(advice, "Status")[1] == "Note: Part read."
    assert texts(advice, "Status")[2].startswith("1 sentence was left out")


def test_a_declined_question_offers_topics_and_has_no_sources() -> None:
    advice = make_declined()

    assert texts(advice, "Status")[0].startswith("Declined")
    assert texts(advice, "Heading 1") == ["Topics that may help"]
    assert texts(advice, "List Bullet") == [
        "Cheapest over best fit: How do I compare three quotes?"
    ]


@pytest.mark.parametrize("advice", [make_advice(), make_declined()])
def test_the_last_line_and_the_footer_say_that_it_is_no_legal_advice(advice: Advice) -> None:
    document = opened(advice)

    assert document.paragraphs[-1].text == "Not legal or tax advice."
    assert "Not legal or tax advice." in document.sections[0].footer.paragraphs[0].text


def test_the_properties_name_the_product_and_no_person() -> None:
    properties = opened(make_advice("How do I compare three quotes?")).core_properties

    assert properties.title == "How do I compare three quotes?"
    assert properties.author == properties.last_modified_by == "Outsourcing Advisor"
    assert properties.created is None
    assert properties.modified is None


def test_a_long_question_is_cut_in_the_title_and_printed_in_full() -> None:
    question = "Why does it take so long? " * 40
    advice = make_advice(question)

    assert len(texts(advice, "Title")[0]) <= 160
    assert texts(advice, "Title")[0].endswith("…")
    assert f"Full question: {question.strip()}" in texts(advice)
    assert len(opened(advice).core_properties.title) <= 255


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_characters_that_xml_forbids_are_left_out(bad: str) -> None:
    text = f"One{bad}two"
    passage = make_passage(f"a#{bad}b", (text,), title=text, section=text, url=text)
    verdicts = [make_connective(text, section=text), make_verdict(text, passage, section=text)]
    advice = make_advice(
        text,
        verdicts,
        [passage],
        standalone_question=f"{text}?",
        follow_ups=[text],
        template=text,
        notice=text,
    )

    assert texts(advice, "Title") == ["One two"]
    assert texts(advice, "Quote") == ["“One two”"]
    assert bad not in "".join(texts(advice))


def test_markup_in_a_question_stays_text() -> None:
    assert texts(make_advice("<b>&amp;</b>"), "Title") == ["<b>&amp;</b>"]


def test_a_citation_without_its_passage_still_has_a_source_line() -> None:
    advice = make_advice(verdicts=[make_verdict(SENTENCES[0], ONE)], evidence=[])

    assert texts(advice, "Source") == [f"[1]\t{ONE.passage_id}"]


def test_the_same_answer_gives_the_same_bytes_whenever_it_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = advice_docx(make_advice())
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)

    assert advice_docx(make_advice()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert archive.testzip() is None


def test_every_style_in_use_is_set_in_the_same_font() -> None:
    advice = make_advice(verdicts=mixed_verdicts(), evidence=[ONE, TWO])

    fonts = {p.style.font.name for p in opened(advice).paragraphs if p.style}
    assert fonts == {"Calibri"}


def test_a_dated_fact_shows_its_date() -> None:
    verdict = make_verdict(SENTENCES[0], ONE)
    dated = replace(verdict, claim=replace(verdict.claim, as_of="2026-11-23"))
    advice = make_advice(verdicts=[dated], evidence=[ONE], follow_ups=[], template="")

    assert texts(advice, "List Bullet") == [f"{SENTENCES[0]} [1] (as of 2026-11-23)"]
