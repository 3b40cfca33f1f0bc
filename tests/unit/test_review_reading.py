"""A brief is read as it stands, with its parts; what is no brief is refused with the repair."""

import re
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.domain import Library
from advisor.domain.own_guidance import Block, ReadDocument
from advisor.errors import InputError
from advisor.review.reading import brief_of
from advisor.review.sections import sections_of

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "review_texts.yaml").read_text(encoding="utf-8")
)
ASK = "We need a vendor who answers our e-mail on weekdays and reports every Friday."


def document(*blocks: Block, name: str = "a.docx", title: str = "A brief") -> ReadDocument:
    return ReadDocument(name=name, title=title, digest="0" * 64, blocks=blocks)


def headings(text: str) -> list[str]:
    return [section.heading for section in sections_of(text) if section.heading]


@pytest.mark.parametrize("case", CASES["briefs"], ids=lambda case: case["name"])
def test_an_odd_brief_is_read_letter_by_letter(case: dict[str, Any], library: Library) -> None:
    brief = brief_of(case["text"], trades=tuple(library.trades.values()))

    assert brief.text == case["text"]
    assert brief.title
    assert brief.kind == case.get("kind", brief.kind)
    assert brief.trade == case.get("trade", brief.trade)


@pytest.mark.parametrize("case", CASES["others"], ids=lambda case: case["name"])
def test_a_text_of_another_kind_is_refused_by_its_name(case: dict[str, Any]) -> None:
    with pytest.raises(InputError) as caught:
        brief_of(case["text"])

    assert f"This reads like {case['is']}, not like a brief." in str(caught.value)
    assert "begin it with what you need" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no text"),
        (" \n\t -- \u200b\n", "There is no text"),
        ("Need a cleaner", "too short to review: 3 words"),
        ("cleaner", "too short to review: 1 word\\."),
        ("We need a cleaner. " * 60_000, "too long to review: 240,000 words"),
        ("word" * 600_000, "too long to review: 1 words and 2,400,000 characters"),
        (
            "Wir suchen eine Buchhalterin für unser Café, die jeden Monat die Belege verbucht und "
            "die Umsatzsteuer meldet. Bitte schicken Sie uns Ihr Angebot.",
            "not seem to be in English",
        ),
    ],
    ids=["empty", "invisible", "short", "word", "long", "one long word", "German"],
)
def test_a_text_that_cannot_be_reviewed_is_refused_with_the_repair(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        brief_of(text)

    assert str(caught.value).endswith(".")
    assert len(str(caught.value).split(". ")) >= 2


@pytest.mark.parametrize("piece", ["- ", "_|_", "\n", ". A", "a.b ", "\t", "(U) A: ", "1.1 A\n"])
def test_any_text_is_read_or_refused_in_time_that_grows_with_its_length(piece: str) -> None:
    words = "resume invoice ingredients minutes of said contract of sale "
    began = time.perf_counter()
    with suppress(InputError):
        brief_of(words + piece * (200_000 // len(piece)) + words)

    assert time.perf_counter() - began < 10


def test_pasted_text_keeps_everything_but_line_ends_and_what_nobody_sees() -> None:
    pasted = f"\ufeff  Scope\r\n\r\n{ASK}\rCafe\u0301 \u00ad\u200bbar\x00 \u202eend  \n"

    assert brief_of(pasted).text == f"  Scope\n\n{ASK}\nCafe\u0301 bar end  \n"


def test_the_given_title_and_trade_win() -> None:
    brief = brief_of(f"Payroll for 12 people\n\n{ASK}", title="Post", trade="cleaning")

    assert (brief.title, brief.trade) == ("Post", "cleaning")


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("# **Bookkeeper wanted**", "Bookkeeper wanted"),
        ("Subject: Monthly books\nFrom: Ann", "Monthly books"),
        ("Hi Tom,", "We need a vendor who answers"),
        ("Job title: Cleaner", "Cleaner"),
    ],
)
def test_the_title_is_what_the_text_calls_itself(opening: str, title: str) -> None:
    assert brief_of(f"{opening}\n\n{ASK}").title.startswith(title)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"Hi Tom,\n\n{ASK}\n\nThanks\nAnn", "email"),
        (f"From: Ann\nSubject: Help\n\n{ASK}", "email"),
        (f"Support agent wanted\n\n{ASK}", "job_post"),
        (f"Request for Proposals\n\nScope of work\n{ASK}", "request"),
        (f"STATEMENT OF WORK\n\n{ASK}", "statement_of_work"),
        (
            "The contractor shall mow.\nThe contractor shall rake.\nThe contractor shall bag "
            "all leaves.",
            "statement_of_work",
        ),
        (f"Terms of Reference\n\n{ASK}", "terms_of_reference"),
    ],
)
def test_the_kind_shows_in_what_the_text_calls_itself_and_in_its_form(text: str, kind: str) -> None:
    assert brief_of(text).kind == kind


def test_the_trade_is_told_by_its_words_and_not_by_one_word_in_passing(library: Library) -> None:
    trades = tuple(library.trades.values())
    passing = f"{ASK} The software is ours. " + "Offices are swept and bins are emptied. " * 120

    assert brief_of(f"Bookkeeper wanted\n\n{ASK}", trades=trades).trade == "bookkeeping"
    assert brief_of(passing, trades=trades).trade != "software"
    assert brief_of(ASK).trade is None


HEADED = [
    ("# Scope\n\nWe ask.", ["Scope"]),
    ("### Reporting ###\nEach week.", ["Reporting"]),
    ("**Data and access**\nOwn accounts.", ["Data and access"]),
    ("Scope\n=====\nWe ask.", ["Scope"]),
    ("3.2 Reporting\nEach week.", ["3.2 Reporting"]),
    ("C.5.2 Basic Services\nMow.", ["C.5.2 Basic Services"]),
    ("1. Scope\n\n2. Payment\n\n3. Exit", ["1. Scope", "2. Payment", "3. Exit"]),
    ("Two lines.\n\nWorking Together\nWe call.", ["Working Together"]),
    ("It ends.\nINSURANCE\nThe firm is insured.", ["INSURANCE"]),
    ("What you do:\n- answer", ["What you do"]),
    (
        "1. DESCRIPTION OF SERVICES. The contractor provides all labour and tools.",
        ["1. DESCRIPTION OF SERVICES"],
    ),
    ("2.1 Hours. The vendor works on weekdays after six.", ["2.1 Hours"]),
    ("(U) Scope: The vendor maintains the network here.", ["Scope"]),
    ("Payment: we pay each invoice within fourteen days.", ["Payment"]),
    ("**Access.** You get accounts before the first day.", ["Access"]),
    ("2.1 Monthly run\n- Pay staff", ["2.1 Monthly run"]),
    ("It ends.\n\n2. How we work\nWe call.", ["2. How we work"]),
    ("TERMS \u2013 Either side may end with a month's notice.", ["TERMS"]),
]
NOT_HEADED = [
    "We need this. It is a sentence.",
    "1. Excel\n2. Word\n3. QuickBooks",
    "3.2 Sweep all floors\n3.3 Empty all bins",
    "1. Sweep all floors\n\n2. Empty all bins",
    "4.1 Sweep all floors\nevery day",
    "3.2 By 30 June 2027",
    "4.1 The Operations Manager\nis in charge.",
    "No.   Item      Date",
    "C-1",
    "1. Scope ........ 3\n2. Terms ........ 9",
    "Budget: 150 dollars",
    "**Budget:** 150 dollars",
    "Thanks\nAnn Smith",
    "The work is done.\n\nBest regards\n\nAnn Smith",
    "Note: the office is closed on all public holidays.",
    "Dear Bidders: Please read this with care before you answer.",
    "- Weekly Report\n- Monthly Report",
    "| Role | Limit |",
    "Acme SOW Page 1 of 9",
    "Lot Works\na\n\nLot Works\nb\n\nLot Works\nc",
    "We are\nHappy Cleaners\nand need help.",
]


@pytest.mark.parametrize(("text", "expected"), HEADED)
def test_headings_of_every_style_are_found(text: str, expected: list[str]) -> None:
    assert headings(text) == expected


@pytest.mark.parametrize("text", NOT_HEADED)
def test_what_only_looks_like_a_heading_is_none(text: str) -> None:
    assert headings(text) == []


def test_a_part_begins_behind_its_heading_and_ends_at_the_next_one() -> None:
    text = "Intro.\n\n2.1 Hours. The vendor works on weekdays after six.\nMore.\n\n3. Exit\nBye."

    assert [(one.heading, text[one.start : one.end]) for one in sections_of(text)] == [
        ("", "Intro.\n\n"),
        ("2.1 Hours", "The vendor works on weekdays after six.\nMore.\n\n"),
        ("3. Exit", "Bye."),
    ]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["# A", "Scope", "1. Scope", "x y.", "", "(U) Scope: a b c d e f", "**B**", "---", "\f"]
        )
        | st.text(max_size=30)
    ).map("\n".join)
)
def test_parts_follow_each_other_and_hold_every_line_that_is_no_heading(text: str) -> None:
    sections = sections_of(text)

    assert sections[-1].end == len(text)
    previous = 0
    for one in sections:
        assert previous <= one.start <= one.end
        line = re.sub(r"\*\*|__|`", "", text[previous : one.start])
        assert not one.heading or one.heading[:5].strip() in line
        previous = one.end


def test_a_file_becomes_one_text_with_its_headings_and_pages() -> None:
    brief = brief_of(
        document(
            Block(text="", heading="Support", page=1),
            Block(text="", heading="Support > Scope", page=1),
            Block(text=ASK, heading="Support > Scope", page=1),
            Block(text="- one", heading="Support > Scope", page=1),
            Block(text="- two", heading="Support > Scope", page=2),
            Block(text="", heading="Support > Empty", page=2),
            Block(text="", heading="Support > Exit", page=4),
            Block(text="A month.", heading="Support > Exit", page=4),
            Block(text="", page=3),
        )
    )

    assert brief.text == (f"Support\n\nScope\n\n{ASK}\n\n- one\n- two\n\nEmpty\n\nExit\n\nA month.")
    assert [(one.heading, one.level, one.page) for one in brief.sections] == [
        ("Support", 1, 1),
        ("Scope", 2, 1),
        ("Empty", 2, 2),
        ("Exit", 2, 4),
    ]
    assert [brief.text[one.start : one.end].strip() for one in brief.sections] == [
        "",
        f"{ASK}\n\n- one\n- two",
        "",
        "A month.",
    ]
    assert brief.title == "A brief"
    assert brief.notice == (
        "Read 3 of 4 pages: page 3 holds no text, perhaps only a picture of it."
    )


def test_several_pages_without_text_are_listed() -> None:
    empty = [Block(text="", page=page) for page in (3, 9)]
    pages = [Block(text=ASK, page=page) for page in (1, 2, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14)]

    assert brief_of(document(*pages, *empty)).notice.startswith(
        "Read 12 of 14 pages: pages 3 and 9 hold no text"
    )


def test_headings_are_looked_for_in_a_file_that_names_none() -> None:
    brief = brief_of(
        document(
            Block(text="Scope of Support"),
            Block(text=ASK),
            Block(text="2.1 Hours"),
            Block(text="Nine to five."),
        )
    )

    assert [one.heading for one in brief.sections] == ["Scope of Support", "2.1 Hours"]
