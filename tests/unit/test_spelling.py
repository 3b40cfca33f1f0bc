"""A slip of the pen is read as the word that was meant; what is right, or a name, is left alone."""

import pytest

from advisor.adapters.onnx_session import known_words
from advisor.domain import Library
from advisor.pipeline import Advisor
from advisor.retrieval.spelling import Spelling, guidance_spelling, is_slip

OWN = Spelling({"agency": 5, "agent": 9, "team": 3, "deadline": 2, "form": 4, "from": 8}, {"rugby"})


@pytest.fixture(scope="module")
def guidance(library: Library) -> Spelling:
    return guidance_spelling(library, known_words())


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("agancy", "agency"),  # a wrong letter
        ("agncy", "agency"),  # one missing
        ("agenccy", "agency"),  # one too many
        ("agnecy", "agency"),  # two swapped
        ("Agancy", "Agency"),  # the first word of a question
        ("the agancy's taem, agancy?", "the agancy's team, agency?"),
        ("MY AGANCY", "my agency"),
        ("agencia", "agencia"),  # two slips away
        ("rugby", "rugby"),  # known, though it is no word of the guidance
        ("teem", "teem"),  # in a short word another letter makes another word
        ("taem", "team"),
        ("agents", "agents"),  # a form of a known word
        ("agencies", "agencies"),
        ("eam", "eam"),  # too short to tell
        ("ask Agancy", "ask Agancy"),  # a capital within a sentence is a name
        ("hello@agancy.example", "hello@agancy.example"),
        ("agancy2", "agancy2"),
        ("agancy-led", "agancy-led"),
    ],
)
def test_a_slip_is_mended_and_all_else_is_left(typed: str, read: str) -> None:
    assert OWN.corrected(typed) == read


def test_of_two_words_that_are_equally_near_the_more_usual_one_is_meant() -> None:
    spelling = Spelling({"costly": 2, "castly": 7}, ())

    assert spelling.corrected("csstly") == "castly"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("vendor", "vendor", True),
        ("vendro", "vendor", True),
        ("vendr", "vendor", True),
        ("vender", "vendor", True),
        ("vneder", "vendor", False),
        ("ven", "vendor", False),
    ],
)
def test_one_slip_is_told_from_two(left: str, right: str, expected: bool) -> None:
    assert is_slip(left, right) is expected
    assert is_slip(right, left) is expected


def test_a_slip_that_stands_in_an_indexed_question_is_mended_too(guidance: Spelling) -> None:
    assert guidance.corrected("diffrent freelacers recieve qoutes") == (
        "different freelancers receive quotes"
    )


def test_words_of_the_guidance_are_read_as_they_are(guidance: Spelling, library: Library) -> None:
    texts = [point.text for point in library.points.values()]

    assert [guidance.corrected(text) for text in texts] == texts


def test_a_question_with_slips_finds_what_the_question_finds(advisor: Advisor) -> None:
    retriever = advisor._parts.asking.retriever
    right = retriever.find("How do I compare agencies when their quotes look different?", count=8)
    typed = retriever.find("How do I comapre agencies when thier qoutes look diffrent?", count=8)

    assert typed == right
    assert retriever.in_scope("which tasks shuold I hand to an assistent") == retriever.in_scope(
        "which tasks should I hand to an assistant"
    )
