"""A draft is read sentence by sentence, whatever shape the model gives it."""

import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.answering.draft_reader import DraftQuote, DraftReader, DraftSentence

SHAPE = """> Agree on a written list of rooms. [2]
> Tick it off. [3]
Write every room down and tick it off.

> kitchen not cleaned again [N1]
On 3 March the kitchen was not cleaned.
"""
SHAPE_READ = [
    (
        "Write every room down and tick it off.",
        "Agree on a written list of rooms.|2;Tick it off.|3",
    ),
    ("On 3 March the kitchen was not cleaned.", "kitchen not cleaned again|N1"),
]


def read(text: str, size: int = 0) -> list[DraftSentence]:
    reader = DraftReader()
    pieces = [text[at : at + size] for at in range(0, len(text), size)] if size else [text]
    found = [sentence for piece in pieces for sentence in reader.feed(piece)]
    return [*found, *reader.end()]


def shown(text: str) -> list[tuple[str, str]]:
    return [
        (one.text, ";".join(f"{quote.text}|{quote.mark}" for quote in one.quotes))
        for one in read(text)
    ]


def texts(text: str) -> list[str]:
    return [one.text for one in read(text)]


CASES = [
    (SHAPE, SHAPE_READ),
    (SHAPE.replace("\n", "\r\n"), SHAPE_READ),
    (SHAPE.replace("\n\n", "\n"), SHAPE_READ),
    (SHAPE.replace("> ", ">"), SHAPE_READ),
    (SHAPE.replace("> ", "- > "), SHAPE_READ),
    (SHAPE.replace("> ", "&gt; "), SHAPE_READ),
    (SHAPE.replace("[2]", "(2)").replace("[3]", "(source 3)"), SHAPE_READ),
    (SHAPE.replace("[2]", "\u2014 [2]").replace("[3]", "\u30103\u2020source\u3011"), SHAPE_READ),
    (SHAPE.replace("[N1]", "[note 1]"), SHAPE_READ),
    (f"```\n{SHAPE}```\n", SHAPE_READ),
    (f"```markdown\n{SHAPE}```", SHAPE_READ),
    (f"<think>\n> no [1]\nNo.\n</think>\n{SHAPE}", SHAPE_READ),
    (f"<Thinking about='it'>No.</thinking>{SHAPE}<think>never closed", SHAPE_READ),
    ("Hello there!\n" + SHAPE, [("Hello there!", ""), *SHAPE_READ]),
    (
        "Here is what the guidance says.\n" + SHAPE,
        [("Here is what the guidance says.", ""), *SHAPE_READ],
    ),
    # A mark may be missing, come first, or be many.
    ("> Agree on a price\nAgree on it.\n", [("Agree on it.", "Agree on a price|")]),
    ("> [2] Agree on a price\nAgree on it.\n", [("Agree on it.", "Agree on a price|2")]),
    ("> Agree first [1, 2]\nAgree.\n", [("Agree.", "Agree first|1;Agree first|2")]),
    # Quotation marks instead of, or beside, the sign.
    ("\u201cAgree on a price\u201d [2]\nAgree on it.\n", [("Agree on it.", "Agree on a price|2")]),
    (
        "\u201eAgree. On a price\u201c [2]\nAgree on it.\n",
        [("Agree on it.", "Agree. On a price|2")],
    ),
    (
        "> \u00abAgree on a price\u00bb [2]\nAgree on it.\n",
        [("Agree on it.", "Agree on a price|2")],
    ),
    ('- "Agree on a price." (2)\nAgree on it.\n', [("Agree on it.", "Agree on a price.|2")]),
    ('**Quote:** "Agree on a price" [2]\nAgree on it.\n', [("Agree on it.", "Agree on a price|2")]),
    ('"Done" means "accepted".\n', [('"Done" means "accepted".', "")]),
    (
        '"Done" is a word. It needs a meaning.\n',
        [('"Done" is a word.', ""), ("It needs a meaning.", "")],
    ),
    # Quote and sentence on one line; the quote behind its sentence; quotes alone.
    (
        '> "Agree on a price" [2] Agree on it early.\n',
        [("Agree on it early.", "Agree on a price|2")],
    ),
    (
        "Fix the price early.\n> The price is fixed early [1]\n\n"
        "Test each week.\n> Each week a test [2]\n",
        [
            ("Fix the price early.", "The price is fixed early|1"),
            ("Test each week.", "Each week a test|2"),
        ],
    ),
    (
        "Fix the price early.\n> The price is fixed early [1]\n"
        "Test each week.\n> Each week a test [2]",
        [
            ("Fix the price early.", "The price is fixed early|1"),
            ("Test each week.", "Each week a test|2"),
        ],
    ),
    (
        "> Agree on a price [2]\n> Pay late [1]\n",
        [("Agree on a price", "Agree on a price|2"), ("Pay late", "Pay late|1")],
    ),
    # Two sentences on the line share its quotes; the next line does not.
    (
        "> Agree first [2]\nAgree. Then pay.\nThen rest.\n",
        [("Agree.", "Agree first|2"), ("Then pay.", "Agree first|2"), ("Then rest.", "")],
    ),
    # Paragraphs with marks.
    (
        "Agree on it [2]. Pay late. [1] Then rest.\n",
        [("Agree on it.", "|2"), ("Pay late.", "|1"), ("Then rest.", "")],
    ),
    # Labels, and titles beside the quote.
    ("Quote 1: Agree first [1]\nSentence 1: Agree.\n", [("Agree.", "Agree first|1")]),
    ("**Quote:**\n> Agree first [1]\n**Sentence:**\nAgree.\n", [("Agree.", "Agree first|1")]),
    ('> "Agree first" \u2014 Good prices [1]\nAgree.\n', [("Agree.", "Agree first|1")]),
    # JSON.
    (
        '{"sentences": [{"sentence": "Agree on it.", "quote": "Agree first", "mark": 2},\n'
        ' {"text": "Pay late. [1]", "quotes": [{"text": "pay late", "mark": "[N1]"}]}]}',
        [("Agree on it.", "Agree first|2"), ("Pay late.", "pay late|N1;|1")],
    ),
    (
        '```json\n{\n"answer": "Agree on it.\\n\\n- Pay late."\n}\n```',
        [("Agree on it.", ""), ("Pay late.", "")],
    ),
    (
        '{"text": "Agree on it."}\n{"text": "Pay late."}\n',
        [("Agree on it.", ""), ("Pay late.", "")],
    ),
    ('["Agree on it.", "Pay late."]', [("Agree on it.", ""), ("Pay late.", "")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_draft_is_read_whatever_its_shape(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "_"), CASES)
@pytest.mark.parametrize("size", [1, 2, 5, 17])
def test_the_pieces_in_which_it_comes_make_no_difference(text: str, _: object, size: int) -> None:
    assert read(text, size) == read(text)


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("Agree on a price [2].", "Agree on a price."),
        ("Agree on a price. [2][3]", "Agree on a price."),
        ("Agree on a price [^2].", "Agree on a price."),
        ("Agree on a price [1, N2].", "Agree on a price."),
        ("Agree on a price [1-3].", "Agree on a price."),
        ("Agree on a price \\[2\\].", "Agree on a price."),
        ("Agree on a price [2](https://example.com/x).", "Agree on a price."),
        ("Agree on a price (source 2).", "Agree on a price."),
        ("Agree on a price (see passages 1 and 2).", "Agree on a price."),
        ("Agree on a price (Source: [2]).", "Agree on a price."),
        ("Agree on a price (2).", "Agree on a price."),
        ("Agree on a price\u30102:0\u2020source\u3011.", "Agree on a price."),
        ("Agree on a price.\u00b2", "Agree on a price."),
        ("Agree on a price, according to passage 2.", "Agree on a price."),
        ("Agree on a price, as stated in [2].", "Agree on a price."),
        ("According to passage 2, agree on a price.", "Agree on a price."),
        ("Based on [2], agree on a price.", "Agree on a price."),
        ("As passage 2 says, agree on a price.", "Agree on a price."),
        ("Passage 2 says that you agree on a price.", "You agree on a price."),
        ("[2] Agree on a price.", "Agree on a price."),
        ("Passage 2: Agree on a price.", "Agree on a price."),
        ("The advice in passage 2 is to agree.", "The advice in the guidance is to agree."),
        ("They were late, as note N1 says.", "They were late."),
        ("As per the notes [N1] and [N2], they were late.", "They were late."),
        ("They were late (see N1).", "They were late."),
        ("They were late [N1: 2026-03-03].", "They were late."),
        ("Write it down, passage [2] says it.", "Write it down, the guidance says it."),
        ("Agree early; note N2 shows why.", "Agree early; your note shows why."),
    ],
)
def test_the_marks_of_the_model_are_taken_out_of_the_sentence(written: str, bare: str) -> None:
    assert texts(written) == [bare]
    assert texts(f"> Some words [1]\n{written}\n") == [bare]


@pytest.mark.parametrize(
    "text",
    [
        "Pay within two (2) days of the 2nd invoice.",
        "Article 28(3) of Regulation 2016/679 holds since [2018].",
        "Put [your name] and [date] into clause 4.2.",
        "Source 3 quotes and note 5 prices.",
        "Use 2 * 3 * 4 tests at 5 < 6 and 7 > 6.",
        "The file_name_of_it is a_b.",
        "Write to [email 1] or [phone 2].",
        "Pay $1,200.50 by 4.5.2026, e.g. Monday.",
        "It's the vendors' word, isn't it?",
    ],
)
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    assert texts(text) == [text]


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("- **Agree** on `a` *price*.", "Agree on a price."),
        ("\u2022 Agree on a __price__.", "Agree on a price."),
        ("12. Agree on a price.", "Agree on a price."),
        ("(a) Agree on a price.", "Agree on a price."),
        ("- [ ] Agree on a price.", "Agree on a price."),
        ("Answer: Agree on a price.", "Agree on a price."),
        ("**Sentence:** Agree on a price.", "Agree on a price."),
        ("Agree on [a price](https://example.com).", "Agree on a price."),
        ("<p>Agree on <b onclick='x()'>a price</b>.</p>", "Agree on a price."),
        ("Agree on a&nbsp;price &amp; more.<br/>", "Agree on a price & more."),
        ("Agree on a price.<|im_end|></s>", "Agree on a price."),
        ("| Agree on | a price. |", "Agree on: a price."),
        ("Agree on a price<sup>2</sup>.", "Agree on a price."),
        ("&lt;script&gt;x&lt;/script&gt; Agree.", "x Agree."),
    ],
)
def test_markdown_and_html_are_taken_off(written: str, bare: str) -> None:
    assert texts(written + "\n") == [bare]


@pytest.mark.parametrize(
    "heading",
    [
        "## Before you sign",
        "### 1. **Before you sign:**",
        "**Before you sign**",
        "Before you sign:",
    ],
)
def test_a_heading_stands_with_the_sentences_below_it(heading: str) -> None:
    found = read(f"First.\n{heading}\n> Agree first [2]\nAgree.\n- Then pay.\n## Later\nRest.")
    assert [(one.text, one.heading) for one in found] == [
        ("First.", ""),
        ("Agree.", "Before you sign"),
        ("Then pay.", "Before you sign"),
        ("Rest.", "Later"),
    ]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "---\n***\n", "```\n```", "<think>No.", "...", "[1]", "> "]
)
def test_where_nothing_is_said_nothing_is_read(text: str) -> None:
    assert read(text) == []


def test_a_sentence_is_given_out_with_the_end_of_its_line() -> None:
    reader = DraftReader()
    assert list(reader.feed("> Agree first [2]\nAgree on a price")) == []
    assert [one.text for one in reader.feed(".\n")] == ["Agree on a price."]


def test_in_a_paragraph_a_sentence_is_given_out_once_the_next_has_begun() -> None:
    reader = DraftReader()
    assert list(reader.feed("Agree on No. ")) == []
    assert list(reader.feed("5 of the list. Then")) == []
    assert [one.text for one in reader.feed(" pay")] == ["Agree on No. 5 of the list."]


def test_a_sentence_without_quotes_waits_only_until_the_next_line_shows_what_it_is() -> None:
    reader = DraftReader()
    assert list(reader.feed("Agree on a price.\n")) == []
    assert list(reader.feed("- ")) == []
    assert [one.text for one in reader.feed("Pay")] == ["Agree on a price."]


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("Agree on a price", False),
        ("Agree on a price.", True),
        ("Agree on a price. [2]", True),
        ("Agree on a price. [", True),
        ("**Agree on a price.**", True),
        ("<p>Agree on a price.</p>", True),
        ('She said "agree."', True),
        ("> Agree first [2]\nAgree on", False),
        ("> Agree first [2]\nAgree on\n", True),
        ('{"text": "Agree on', False),
        ("word " * 1000, False),
    ],
)
def test_a_sentence_that_is_cut_says_so(text: str, complete: bool) -> None:
    assert [one.complete for one in read(text)] == [complete]


def test_a_quote_that_is_cut_makes_no_sentence() -> None:
    assert texts("> Agree first [2]\nAgree.\n> kitchen not cl") == ["Agree."]


def test_a_sentence_said_for_the_third_time_ends_the_draft() -> None:
    reader = DraftReader()
    line = "> Agree first [2]\nAgree on a price.\n"
    assert len(list(reader.feed(line))) == 1
    assert list(reader.feed("More.\n" + line.replace("Agree on", "**agree** on"))) == [
        DraftSentence("More.")
    ]
    assert not reader.looped
    assert list(reader.feed(line + "Never read.\n")) == []
    assert reader.looped
    assert list(reader.feed("Nor this.\n")) == []
    assert list(reader.end()) == []


@pytest.mark.parametrize("line", ["> Agree first [2]\n", "## Steps\n", "Steps:\n\n"])
def test_the_same_quote_or_heading_again_and_again_ends_the_draft(line: str) -> None:
    reader = DraftReader()
    assert list(reader.feed(line * 50)) == []
    assert reader.looped


def test_a_quote_may_carry_several_sentences_in_turn() -> None:
    reader = DraftReader()
    text = "".join(f"> Agree first [2]\nAgree on thing {number}.\n" for number in range(9))
    assert len(list(reader.feed(text))) == 9
    assert not reader.looped


@pytest.mark.parametrize(
    ("piece", "count"),
    [
        ("word ", 100_000),
        ("wordwithoutend", 40_000),
        ("A. ", 100_000),
        ("... ", 100_000),
        ("[1] ", 100_000),
        ("{", 100_000),
        ('{"a": [', 30_000),
        ("<think ", 60_000),
        ("> ", 100_000),
        ("> words ", 60_000),
        ('"', 100_000),
        ("* ", 100_000),
        ("[", 100_000),
        ("(source ", 60_000),
        ("1. ", 100_000),
        ("<a ", 100_000),
        ("**a", 100_000),
        ("\n> a", 60_000),
        ("according to passage 2, ", 20_000),
    ],
)
def test_an_endless_line_is_read_in_time_and_not_kept(piece: str, count: int) -> None:
    reader = DraftReader()
    began = time.perf_counter()
    for _ in range(count):
        for sentence in reader.feed(piece):
            assert len(sentence.text) <= 40_000
        if reader.looped:
            break
    list(reader.end())
    assert time.perf_counter() - began < 40
    kept = [*vars(reader).values(), *vars(reader._shelf).values(), reader._spoken._held]
    assert sum(sys.getsizeof(value) for value in kept) < 400_000


def test_a_line_of_a_hundred_thousand_tokens_gives_its_sentences_as_they_end() -> None:
    reader = DraftReader()
    given_out = 0
    for number in range(10_000):
        given_out += len(
            list(reader.feed(f"Sentence {number} asks for nine more words of this kind. "))
        )
        assert len(reader._line) < 200
    assert given_out >= 9_990


PIECES = st.sampled_from(
    '> |words of it |[1]| [N2]|\n|\n\n|Agree. |Pay late|.| |- |## |**|<think>|</think>|<b>|{|}|"|'
    '\u201c|\u201d|```\n|(source 2)|{"text": "Pay."}|[|]|1. |Steps:|No. |5|<|:|'
    "according to passage 2".split("|")
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join), st.integers(1, 6))
def test_any_text_in_any_pieces_reads_the_same(text: str, size: int) -> None:
    whole = read(text)
    assert read(text, size) == whole
    for sentence in whole:
        assert sentence.text == " ".join(sentence.text.split())
        assert any(char.isalnum() for char in sentence.text)
        assert "[1]" not in sentence.text
        assert "<b>" not in sentence.text
        assert "<think>" not in sentence.text


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.integers(1, 9))
def test_no_text_breaks_the_reader(text: str, size: int) -> None:
    assert read(text, size) == read(text)


def test_a_mark_without_words_is_kept_as_a_hint() -> None:
    assert read("Agree on a price [2].")[0].quotes == (DraftQuote("", "2"),)
