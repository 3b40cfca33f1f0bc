"""The verifier: exact quotation first, then trimmed quotation and guards."""

import pytest

from advisor.adapters.onnx_embedder import OnnxEmbedder
from advisor.domain import Citation, Claim, ClaimVerdict, Passage, SourceRef
from advisor.grounding.claims import is_claim, is_heading
from advisor.grounding.guards import disagreements
from advisor.grounding.quotations import locate_quote
from advisor.grounding.trimmed import is_trimmed
from advisor.grounding.verifier import EvidenceVerifier
from advisor.grounding.windows import WindowFinder, sentences_of
from advisor.testing import HashedWordEmbedder

SOURCE = SourceRef(source_id="s", title="Guide", section="Paying")
PAYING = Passage(
    passage_id="paying",
    text="Pay the vendor within 14 days of accepting the work.\n"
    "The owner must not share passwords by e-mail.\nHold back ten percent until the fixes are in.",
    source=SOURCE,
)
CALLS = Passage(passage_id="calls", text="Agree a weekly call of half an hour.", source=SOURCE)


def verdict_of(text: str) -> ClaimVerdict:
    verifier = EvidenceVerifier(WindowFinder(HashedWordEmbedder()))
    return verifier.check(Claim(text=text, kind="advice"), [PAYING, CALLS])


@pytest.mark.parametrize(
    ("sentence", "evidence", "support"),
    [
        ("Pay the vendor within 30 days of accepting the work.", PAYING.text, "contradicted"),
        ("Pay the vendor within 14 weeks of accepting the work.", PAYING.text, "contradicted"),
        ("Pay the owner within 14 days of accepting the work.", PAYING.text, "contradicted"),
        ("The owner must share passwords by e-mail.", PAYING.text, "contradicted"),
        ("Agree a monthly call of half an hour.", CALLS.text, "contradicted"),
        ("The vendor may end it.", "The vendor must end it.", "contradicted"),
        ("You should send the list.", "You must send the list.", "partly"),
        ("Fees rose in March.", "Fees fell in March.", "contradicted"),
        ("Fees rose in March.", "Fees rose in April.", "contradicted"),
        ("Pay the agency before the launch.", "Pay the agency after the launch.", "contradicted"),
        ("The fine is 750 dollars.", "There is a fine for late work.", "unsupported"),
        ("The client pays the vendor.", "The vendor pays the client.", "contradicted"),
        ("The fee is due.", "The fee is due unless work is late.", "partly"),
    ],
)
def test_an_edit_that_turns_the_meaning_is_objected_to(
    sentence: str, evidence: str, support: str
) -> None:
    assert support in {one.support for one in disagreements(sentence, evidence)}


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("Settle the bill within two weeks of sign-off.", "Pay within 14 days of sign-off."),
        ("Together they took 13 hours.", "January took 6 hours and February 7 hours."),
        ("It took thirty-six months.", "It took three years, 36 months in all."),
        ("Keep a tenth back.", "Hold back ten percent until the fixes are in."),
        ("Passwords do not belong in mail.", "The owner must not share passwords by e-mail."),
        ("The vendor is paid by the client.", "The client pays the vendor."),
        ("Three things were handed over.", "Handed over: logins, photos, archive."),
        ("Do not forget to agree a weekly call.", "Agree a weekly call of half an hour."),
        ("Write it down [2].", "Write it down."),
    ],
)
def test_a_faithful_sentence_meets_no_objection(sentence: str, evidence: str) -> None:
    assert disagreements(sentence, evidence) == ()


@pytest.mark.parametrize(
    "text",
    ["Sure!", "I hope this helps!", "What is your budget?", "Would you like a template?", "…"],
)
def test_courtesies_and_plain_questions_claim_nothing(text: str) -> None:
    assert not is_claim(text)


@pytest.mark.parametrize(
    "text",
    [
        "Did you know that no contract is needed?",
        "Isn't a contract optional?",
        "Sure, no contract is needed.",
        "What is the point, since contracts are optional?",
        "Pay up front.",
    ],
)
def test_a_claim_in_the_dress_of_a_question_is_a_claim(text: str) -> None:
    assert is_claim(text)


def test_a_short_line_without_a_full_stop_is_a_heading() -> None:
    assert is_heading("## Before you sign:")
    assert not is_heading("Pay the vendor within 14 days of accepting the work.")


def test_words_of_the_source_are_supported() -> None:
    verdict = verdict_of("The owner must not share passwords by e-mail.")

    assert verdict.support == "supported"
    (quote,) = verdict.claim.citations
    assert PAYING.text[quote.start : quote.end] == quote.quote


def test_an_objection_names_what_the_source_says() -> None:
    verdict = verdict_of("Pay the vendor within 30 days of accepting the work.")

    assert verdict.support == "contradicted"
    assert "14" in verdict.reason


def test_a_sentence_in_its_own_words_gets_no_verdict_but_the_nearest_quote() -> None:
    verdict = verdict_of("Hold something back from the vendor until the fixes are checked.")

    assert verdict.support == "unscored"
    (quote,) = verdict.claim.citations
    assert PAYING.text[quote.start : quote.end] == quote.quote


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Give every bidder one scope and one deadline.",
            "Give every bidder one scope and one deadline, so that quotes compare.",
        ),
        ("Send the list to all bidders by mail.", "Send your list to all the bidders by mail."),
        (
            "Name the person who decides on changes.",
            "Simply put, name the person who decides on changes.",
        ),
    ],
)
def test_a_sentence_that_only_leaves_a_clause_out_is_trimmed(text: str, source: str) -> None:
    assert is_trimmed(text, source)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Pay the whole fee to the vendor now.", "Never pay the whole fee to the vendor now."),
        (
            "Pay the whole fee to the vendor now.",
            "Pay the whole fee to the vendor now, if it fits.",
        ),
        (
            "Vendors answer their mail within one day.",
            "Most vendors answer their mail within one day.",
        ),
        ("Give the vendor a list of your clients.", "Give the vendor a list of your duties."),
        ("Pay the vendor.", "Pay the vendor, because work stops."),
        ("Keep a tenth of the fee back.", "Keep a tenth of the fee back until the fixes are in."),
    ],
)
def test_a_sentence_that_loses_a_bound_or_adds_a_word_is_not(text: str, source: str) -> None:
    assert not is_trimmed(text, source)


def test_a_trimmed_sentence_is_supported_by_the_whole_one() -> None:
    passage = Passage(
        passage_id="p",
        text="Ask each bidder for two references, because quotes tell little.",
        source=SOURCE,
    )
    verifier = EvidenceVerifier(WindowFinder(HashedWordEmbedder()))

    claim = Claim(text="Ask each bidder for two references.", kind="advice")
    verdict = verifier.check(claim, [passage])

    assert verdict.support == "supported"
    assert verdict.claim.citations[0].quote == passage.text


def test_nothing_to_hold_it_against_is_unsupported() -> None:
    verifier = EvidenceVerifier(WindowFinder(HashedWordEmbedder()))

    verdict = verifier.check(Claim(text="Vendors like cake.", kind="advice"), [])

    assert verdict.support == "unsupported"


def test_many_claims_get_the_verdicts_that_they_get_one_by_one() -> None:
    verifier = EvidenceVerifier(WindowFinder(OnnxEmbedder()))
    texts = ["Sure!", "Hold a call each week.", "Hold back ten percent until the fixes are in."]
    claims = [Claim(text=text, kind="advice") for text in texts]

    together = verifier.check_all(claims, [PAYING, CALLS])

    assert [one.support for one in together] == [
        verifier.check(claim, [PAYING, CALLS]).support for claim in claims
    ]
    assert together[0].support == "not_a_claim"
    assert together[2].score == 1.0


def test_sentences_keep_their_offsets() -> None:
    for one in sentences_of(PAYING):
        assert PAYING.text[one.start : one.end] == one.text


def test_the_quoted_sentence_leads_the_window() -> None:
    finder = WindowFinder(HashedWordEmbedder())
    hint = Citation(passage_id="calls", quote="weekly call", start=8, end=19)

    (window,) = finder.find(["Hold back ten percent."], [PAYING, CALLS], hints=[[hint]])

    assert window.best[0].passage == CALLS
    assert "Hold back ten percent" in window.text


def test_a_quote_is_found_across_white_space_and_marks_and_an_invented_one_is_not() -> None:
    passage = Passage(passage_id="p", text="Don't pay\nall of it up front.", source=SOURCE)

    found = locate_quote("\u201cDon\u2019t pay all of it\u201d", passage)

    assert found is not None
    assert passage.text[found.start : found.end] == found.quote == "Don't pay\nall of it"
    assert locate_quote("Do pay all of it up front", passage) is None
    assert locate_quote("pay", passage) is None
