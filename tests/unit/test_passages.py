"""Passages hold whole sentences, a line each, and keep to their heading."""

from hypothesis import given
from hypothesis import strategies as st

from advisor.domain.own_guidance import Block, ReadDocument
from advisor.grounding.passages import MAX_WORDS, MIN_WORDS, passages_of
from advisor.grounding.quotations import find_quote


def document_of(*blocks: Block) -> ReadDocument:
    return ReadDocument(name="rules.md", title="Rules", digest="0" * 64, blocks=blocks)


def sentence_of(words: int) -> str:
    return " ".join(["Word", *["word"] * (words - 1)]) + "."


@given(st.lists(st.integers(min_value=1, max_value=40), min_size=1, max_size=60))
def test_long_text_makes_passages_of_60_to_150_words_without_losing_a_sentence(
    lengths: list[int],
) -> None:
    blocks = [Block(text=sentence_of(length), heading="Pay") for length in lengths]
    passages = passages_of(document_of(*blocks), document_id="d")
    counts = [len(passage.text.split()) for passage in passages]

    assert sum(counts) == sum(lengths)
    assert max(counts) <= MAX_WORDS
    if sum(lengths) >= MIN_WORDS:
        assert min(counts[:-1], default=MIN_WORDS) >= MIN_WORDS
        assert counts[-1] >= MIN_WORDS - 40
    assert sum(len(passage.text.split("\n")) for passage in passages) == len(lengths)


def test_no_passage_spans_two_headings_or_two_pages() -> None:
    passages = passages_of(
        document_of(
            Block(text="We pay in euros.", heading="Pay", page=1),
            Block(text="We pay in May.", heading="Pay", page=2),
            Block(text="We sign twice.", heading="Contracts", page=2),
            Block(text="Nothing stands above this."),
        ),
        document_id="d",
    )

    assert [(one.passage_id, one.source.section, one.text) for one in passages] == [
        ("own:d#1", "Pay, page 1", "We pay in euros."),
        ("own:d#2", "Pay, page 2", "We pay in May."),
        ("own:d#3", "Contracts, page 2", "We sign twice."),
        ("own:d#4", "", "Nothing stands above this."),
    ]
    assert {one.source.kind for one in passages} == {"own_guidance"}


def test_any_sentence_can_be_quoted() -> None:
    text = "Contracts above 3,000 euros, e.g. Leases, need two signatures. Petra\nsigns first."
    (passage,) = passages_of(document_of(Block(text=text)), document_id="d")

    for sentence in (
        "Contracts above 3,000 euros, e.g. Leases, need two signatures.",
        "Petra signs first.",
    ):
        citation = find_quote(sentence, passage)
        assert citation is not None
        assert passage.text[citation.start : citation.end] == sentence


@given(st.integers(min_value=1, max_value=2000), st.integers(min_value=1, max_value=5000))
def test_text_without_full_stops_is_cut_to_lines_of_bounded_length(words: int, chars: int) -> None:
    text = " ".join(["x"] * words) + " " + "y" * chars
    passages = passages_of(document_of(Block(text=text)), document_id="d")

    assert all(len(one.text.split()) <= MAX_WORDS for one in passages)
    assert max(len(line) for one in passages for line in one.text.split("\n")) <= 1500
    assert "".join("".join(one.text.split()) for one in passages) == "x" * words + "y" * chars
