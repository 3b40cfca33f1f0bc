"""Sentences are cut where a reader would cut them, and nothing is lost."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.grounding.sentences import split_sentences

CASES = [
    ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
    (
        "Ask for samples, e.g. Two logos. Pay later.",
        ["Ask for samples, e.g. Two logos.", "Pay later."],
    ),
    (
        "Tell Mr. Brown and Dr. Green. They decide.",
        ["Tell Mr. Brown and Dr. Green.", "They decide."],
    ),
    ("See No. 5 and Art. 28 first. Then sign.", ["See No. 5 and Art. 28 first.", "Then sign."]),
    ("Can we stop? No. We signed.", ["Can we stop?", "No.", "We signed."]),
    (
        "It costs 3.50 euros. It is 2.5 times more.",
        ["It costs 3.50 euros.", "It is 2.5 times more."],
    ),
    (
        "Read https://example.com/a.b?c=d.e first. Then ask a.b@example.com.",
        ["Read https://example.com/a.b?c=d.e first.", "Then ask a.b@example.com."],
    ),
    (
        "Acme Inc. Holdings signs. Acme Inc. The rest waits.",
        ["Acme Inc. Holdings signs.", "Acme Inc.", "The rest waits."],
    ),
    ("Ask J. R. Smith. He knows.", ["Ask J. R. Smith.", "He knows."]),
    ("We work in the U.S. The rest is remote.", ["We work in the U.S.", "The rest is remote."]),
    ("The U.S. Treasury decides.", ["The U.S. Treasury decides."]),
    ("Call before 5 p.m. Nobody answers later.", ["Call before 5 p.m.", "Nobody answers later."]),
    ("Bring pens, paper, etc. We start at nine.", ["Bring pens, paper, etc.", "We start at nine."]),
    ("Due on Jan. 5 or Sept. 12. Not later.", ["Due on Jan. 5 or Sept. 12.", "Not later."]),
    (
        '"Is it done?" she asked. "It is." He left.',
        ['"Is it done?" she asked.', '"It is."', "He left."],
    ),
    ("Wait... and see. Wait... See.", ["Wait... and see.", "Wait...", "See."]),
    ("1. Write the goal. 2. Share it.", ["1. Write the goal.", "2. Share it."]),
    ("Goals:\n- Ship it\n- Test it", ["Goals:", "- Ship it", "- Test it"]),
    ("A line that goes\non here. Next.", ["A line that goes\non here.", "Next."]),
    ("A heading\n\nIts text.", ["A heading", "Its text."]),
    ("It failed.[12] We stopped.", ["It failed.[12]", "We stopped."]),
    (
        "This is as agreed with you and I. Please sign.",
        ["This is as agreed with you and I.", "Please sign."],
    ),
    ("Done.Next sentence without space. End.", ["Done.Next sentence without space.", "End."]),
    (
        "Use v. 2 of the sheet (p. 3 f.). Then stop.",
        ["Use v. 2 of the sheet (p. 3 f.).", "Then stop."],
    ),
    ("これは文です。次の文。", ["これは文です。", "次の文。"]),
    ("", []),
    (" \n\n ", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_text_is_cut_where_a_reader_would_cut_it(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in split_sentences(text)] == expected


PIECES = st.sampled_from(
    [
        "Go",
        "e.g.",
        "Mr.",
        "No.",
        "5",
        "3.5",
        ".",
        "...",
        "?",
        "!",
        '"',
        ")",
        "(",
        " ",
        "  ",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "U.S.",
        "the",
        "The",
        "Inc.",
        "。",
        "\u2028",
        "[1]",
        "é",
        "\t",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
def test_no_character_is_lost_and_offsets_point_at_the_text(text: str) -> None:
    sentences = split_sentences(text)

    assert all(text[one.start : one.end] == one.text == one.text.strip() for one in sentences)
    assert all(sentences[i].end <= sentences[i + 1].start for i in range(len(sentences) - 1))
    kept = "".join("".join(one.text.split()) for one in sentences)
    assert kept == "".join(text.split())
    assert all(one.text for one in sentences)


@pytest.mark.parametrize("piece", [".", "\n", "a.", "\n- ", " ", "No. ", "(", '."'])
def test_half_a_million_odd_characters_take_seconds_at_most(piece: str) -> None:
    text = piece * (500_000 // len(piece))
    began = time.perf_counter()
    split_sentences(text)

    assert time.perf_counter() - began < 10
