"""A sentence counts as proven only where it stands whole and unchanged in a passage it cites."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from advisor.domain import Citation, Claim, Library
from advisor.grounding.quotations import MIN_QUOTE_CHARS, QuotationChecker, find_quote, strict
from tests.factories import SENTENCES, make_connective, make_passage, make_verdict

LINES = st.lists(
    st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=MIN_QUOTE_CHARS
    ).filter(lambda line: len(line.strip()) >= MIN_QUOTE_CHARS),
    min_size=1,
    max_size=6,
)


@given(LINES, st.data())
def test_any_whole_sentence_is_found_at_its_place(lines: list[str], data: st.DataObject) -> None:
    line = data.draw(st.sampled_from(lines))
    passage = make_passage(sentences=lines)
    quote = find_quote(line, passage)

    assert quote is not None
    assert quote.quote == line.strip()
    assert passage.text[quote.start : quote.end] == quote.quote
    assert quote.passage_id == passage.passage_id
    assert quote.point_ids == passage.point_ids


@given(LINES, st.data())
def test_no_changed_sentence_is_found(lines: list[str], data: st.DataObject) -> None:
    line = data.draw(st.sampled_from(lines)).strip()
    place = data.draw(st.integers(0, len(line) - 1))
    other = data.draw(st.sampled_from("aZ9.€"))
    changed = data.draw(
        st.sampled_from(
            [line[:place] + other + line[place + 1 :], line[:place] + line[place + 1 :], line * 2]
        )
    ).strip()
    assume(changed not in [one.strip() for one in lines])

    assert find_quote(changed, make_passage(sentences=lines)) is None


def test_every_sentence_of_the_guidance_is_found_where_it_stands(library: Library) -> None:
    for passage in library.passages.values():
        for sentence in passage.text.split("\n"):
            quote = find_quote(sentence, passage)
            assert quote is not None, sentence
            assert passage.text[quote.start : quote.end] == sentence


def test_a_sentence_that_stands_twice_is_found_at_the_first_place() -> None:
    quote = find_quote(SENTENCES[0], make_passage(sentences=[SENTENCES[0], SENTENCES[0]]))

    assert quote is not None
    assert quote.start == 0


@pytest.mark.parametrize(
    "text",
    [
        "Score every bidder",
        "Score every bidder on the same weighted criteria",
        "score every bidder on the same weighted criteria.",
        "Score every bidder on the same weighted criteria. Fix the weights before you open the "
        "first quote.",
        "\n".join(SENTENCES),
        "",
    ],
)
def test_a_part_or_a_join_of_sentences_proves_nothing(text: str) -> None:
    assert find_quote(text, make_passage()) is None


def test_a_sentence_too_short_to_prove_anything_is_not_found() -> None:
    assert find_quote("Do it now.", make_passage(sentences=["Do it now."])) is None


def test_a_quotation_is_supported_and_gets_its_offsets() -> None:
    passage = make_passage()
    unplaced = Citation(passage_id=passage.passage_id, quote="", start=0, end=0)
    claim = Claim(text=SENTENCES[1], kind="advice", citations=(unplaced,))
    verdict = QuotationChecker().check(claim, [passage])

    assert (verdict.support, verdict.score) == ("supported", 1.0)
    (citation,) = verdict.claim.citations
    assert citation.quote == SENTENCES[1]
    assert citation.start == len(SENTENCES[0]) + 1


def test_a_sentence_of_another_passage_than_the_cited_one_is_not_supported() -> None:
    cited = make_passage("a#one", ["Nothing of the kind stands in here."])
    holder = make_passage("b#two")
    claim = Claim(
        text=SENTENCES[0],
        kind="advice",
        citations=(Citation(passage_id="a#one", quote="", start=0, end=0),),
    )
    verdict = QuotationChecker().check(claim, [holder, cited])

    assert (verdict.support, verdict.score) == ("unscored", None)
    assert verdict.claim.citations == ()


def test_a_claim_that_cites_nothing_is_looked_up_everywhere() -> None:
    claim = Claim(text=SENTENCES[0], kind="advice")
    passages = [make_passage("a#one", ["Nothing of the kind stands in here."]), make_passage()]

    assert QuotationChecker().check(claim, passages).support == "supported"


def test_a_connective_needs_no_proof() -> None:
    verdict = QuotationChecker().check(Claim(text="In short:", kind="not_a_claim"), [])

    assert (verdict.support, verdict.score) == ("not_a_claim", None)


def test_strict_mode_shows_only_what_is_supported_or_claims_nothing() -> None:
    good, link = make_verdict(SENTENCES[0], make_passage()), make_connective("So:")
    bad = [
        make_verdict(SENTENCES[1], make_passage(), support=support)
        for support in ("partly", "unsupported", "contradicted", "unscored")
    ]
    shown, removed = strict([bad[0], good, bad[1], link, *bad[2:]])

    assert shown == [good, link]
    assert removed == bad
