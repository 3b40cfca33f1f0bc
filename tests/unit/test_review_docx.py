"""The reviewed brief in Word: nothing of it changed, insertions tracked, comments in place."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.adapters.document_reader import read_brief_file
from advisor.adapters.review_docx import report_docx, reviewed_docx
from advisor.domain.review import Finding
from advisor.review.fixing import revise
from advisor.review.reading import brief_of
from tests.unit.review_samples import TEXT, make_brief, make_finding, make_review

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
REVIEW = make_review()


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def reviewed(*accepted: Finding) -> Document:
    return opened(reviewed_docx(REVIEW, accepted, at=AT))


def text_of(document: Document, *, accepted: bool) -> list[str]:
    """The paragraphs after all changes were accepted, or rejected."""
    found = []
    for paragraph in document.paragraphs:
        tracked = paragraph._p.findall(f".//{qn('w:ins')}//{qn('w:t')}")
        marks = paragraph._p.findall(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:ins')}")
        if tracked and accepted:
            found.append("".join(one.text or "" for one in tracked))
        elif not tracked:
            assert not marks
            found.append(paragraph.text)
    return found


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def joined(parts: Sequence[str]) -> str:
    return " ".join(" ".join(parts).split())


def comments(document: Document) -> list[str]:
    return [comment.text for comment in document.comments]


def commented(document: Document, number: int) -> str:
    """The text between the two marks of a comment."""
    body, inside, found = document.element.body, False, ""
    for element in body.iter():
        if element.tag == qn("w:commentRangeStart") and element.get(qn("w:id")) == str(number):
            inside = True
        elif element.tag == qn("w:commentRangeEnd") and element.get(qn("w:id")) == str(number):
            return found
        elif inside and element.tag == qn("w:t"):
            found += element.text or ""
    raise AssertionError(f"comment {number} has no place")


def test_the_brief_stands_in_word_with_its_headings_and_nothing_else() -> None:
    document = reviewed()
    headings = [one.text for one in document.paragraphs if one.style.name.startswith("Heading")]

    assert headings == ["Scope", "Reporting", "Access"]
    assert joined(text_of(document, accepted=True)) == " ".join(TEXT.split())
    assert not document.element.body.findall(f".//{qn('w:ins')}")


def test_accepted_text_is_a_tracked_insertion_where_it_belongs() -> None:
    first, second, third = REVIEW.findings[:3]
    document = reviewed(first, second, third)
    inserted = document.element.body.findall(f".//{qn('w:p')}/{qn('w:ins')}")

    assert ["".join(t.text for t in one.iter(qn("w:t"))) for one in inserted] == [
        "In the first week [name] shows you [tool].",
        "Each person signs in with an account of their own, ended on [date].",
        "[Name, title] accepts the work.",
    ]
    assert {one.get(qn("w:author")) for one in inserted} == {"Outsourcing Advisor"}
    assert {one.get(qn("w:date")) for one in inserted} == {"2026-11-23T09:30:00Z"}
    all_marks = document.element.body.iter(qn("w:ins"))
    ids = [one.get(qn("w:id")) for one in all_marks]
    assert len(ids) == len(set(ids)) == 6


def test_accepting_all_gives_the_revised_brief_and_rejecting_all_the_old_one() -> None:
    accepted = REVIEW.findings[:3]
    document = reviewed(*accepted)
    revised = revise(REVIEW.brief, accepted).text

    assert joined(text_of(document, accepted=True)) == " ".join(revised.split())
    assert joined(text_of(document, accepted=False)) == " ".join(TEXT.split())


def test_comments_stand_on_harm_contradictions_faults_and_insertions() -> None:
    document = reviewed(REVIEW.findings[1])
    places = {text: commented(document, number) for number, text in enumerate(comments(document))}

    def place(words: str) -> str:
        return next(where for text, where in places.items() if words in text)

    passwords = "The passwords are in the shared spreadsheet."
    assert place("Put this right first.") == passwords
    assert place("Topic 7, Unprotected data and rights: contradicted.") == passwords
    assert place("Topic 2, Price over fit: contradicted.") == "The cheapest offer wins."
    assert place("Say what is counted.") == "high quality"
    assert place("Appendix B is named") == "Appendix B"
    assert place("Ask the vendor:") == "[Name, title] accepts the work."
    assert len(places) == 6
    assert {one.author for one in document.comments} == {"Outsourcing Advisor"}


def test_the_same_review_gives_the_same_bytes_and_bears_the_given_time() -> None:
    accepted = REVIEW.findings[:2]
    there = AT.astimezone(timezone(timedelta(hours=5)))

    assert reviewed_docx(REVIEW, accepted, at=AT) == reviewed_docx(REVIEW, accepted, at=there)
    assert reviewed_docx(REVIEW, accepted) == reviewed_docx(REVIEW, accepted)
    assert report_docx(REVIEW) == report_docx(REVIEW)
    assert {one.timestamp for one in reviewed().comments} == {AT}
    with zipfile.ZipFile(io.BytesIO(reviewed_docx(REVIEW, accepted))) as archive:
        assert b"w:date" not in archive.read("word/document.xml")
        assert b"w:date" not in archive.read("word/comments.xml")


def test_the_reviewed_brief_reads_back_with_its_insertions() -> None:
    data = reviewed_docx(REVIEW, REVIEW.findings[:1], at=AT)
    brief = brief_of(read_brief_file("reviewed.docx", data))

    assert "Each person signs in with an account of their own" in brief.text
    assert [one.heading for one in brief.sections] == ["", "Scope", "Reporting", "Access"]


MARKED = """# Support **desk** #

- answer **mail**
* answer calls

2.1 Hours. The vendor works on weekdays after six.
Second line.

Terms
=====
Last line \x0c of <all> & "more"."""


def test_marks_of_headings_and_lists_become_styles() -> None:
    brief = brief_of(MARKED)
    document = opened(reviewed_docx(make_review(brief), (), at=AT))

    assert [(one.style.name, one.text) for one in document.paragraphs] == [
        ("Heading 1", "Support desk"),
        ("List Bullet", "answer **mail**"),
        ("List Bullet", "answer calls"),
        ("Heading 3", "2.1 Hours"),
        ("Normal", "The vendor works on weekdays after six.\nSecond line."),
        ("Heading 2", "Terms"),
        ("Normal", 'Last line   of <all> & "more".'),
    ]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "# A",
                "Sub\n===",
                "Scope",
                "x y.",
                "",
                "- item",
                "1. Hours. We work here every day.",
                "a\tb",
                "**B**",
            ]
        ),
        max_size=12,
    ).map("\n".join),
    st.lists(st.floats(0, 1), max_size=4),
)
def test_any_brief_keeps_its_words_in_order_wherever_text_is_inserted(
    lines: str, shares: list[float]
) -> None:
    text = f"We need a vendor who cleans two offices on weekdays, please quote.\n{lines}"
    brief = brief_of(text)
    accepted = [
        make_finding(
            "no-delegation.owner", insert_at=round(share * len(text)), write="[NEW]\n\nTWO"
        )
        for share in shares
    ]
    document = opened(reviewed_docx(make_review(brief), accepted, at=AT))
    kept = joined(text_of(document, accepted=False))
    marks = str.maketrans("", "", "#*-.= \t\n")

    assert kept.translate(marks) == text.translate(marks)
    assert joined(text_of(document, accepted=True)).count("[NEW]") == len(accepted)


def test_a_review_without_text_for_a_comment_still_opens() -> None:
    brief = replace(make_brief("Hello"), sections=())

    assert opened(reviewed_docx(make_review(brief), make_review(brief).findings, at=AT))


def test_the_report_has_the_score_the_gaps_and_a_table_of_ten() -> None:
    document = opened(report_docx(REVIEW))
    texts = [one.text for one in document.paragraphs]
    (table,) = document.tables

    assert texts[0] == "Review: Bookkeeper wanted"
    assert texts.index("Put this right first") < texts.index("Readiness: 22 of 100")
    assert "2. No delegation: Missing (high risk)" in texts
    assert "Ask the vendor: What do you need from us?" in texts
    assert [cell.text for cell in table.rows[2].cells] == [
        "2",
        "Price over fit",
        "Contradicted",
        "“The cheapest offer wins.”",
    ]
    assert len(table.rows) == 11


@pytest.mark.parametrize("text", ["a | b [c] **d** \\e `f`", "1. x", "- y"])
def test_text_in_the_table_is_shown_as_it_is(text: str) -> None:
    topics = (replace(REVIEW.topics[2], reason=text), *REVIEW.topics[:1])
    (table,) = opened(report_docx(replace(REVIEW, topics=topics))).tables

    assert table.rows[1].cells[3].text == text
