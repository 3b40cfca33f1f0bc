"""Follow-ups are made to stand alone; questions that already do are left as they were typed."""

from collections.abc import Mapping, Sequence

import pytest

from advisor.answering.follow_ups import MAX_CHARS, stand_alone
from advisor.domain import Trade, Turn

TRADE_WORDS: Mapping[Trade, Sequence[str]] = {
    "bookkeeping": ["bookkeeper", "bookkeeping", "accountant"],
    "payroll": ["payroll"],
    "software": ["developer", "programmer", "website"],
    "marketing": ["marketing", "seo"],
    "content_design": ["designer", "writer", "translator"],
    "virtual_assistant": ["va", "virtual assistant"],
    "it_support": ["it support"],
    "customer_support": ["customer support", "call centre"],
    "cleaning": ["cleaner", "cleaning"],
}
BOOKS = "what should I agree with a bookkeeper before signing"
POINT = "who should be the point person if it is just me and my sister?"
KPIS = "which kpis make sense for my cleaners?"
QUOTES = "how do i compare three quotes for a website"
LIST = (
    "1. Name a point person.\n2. Name a stand-in for holidays.\n3. Hand over the passwords.\n"
    "Use the cover plan template."
)


def _asked(question: str, *texts: str) -> str:
    history = [
        Turn(role="assistant" if number % 2 else "user", text=text)
        for number, text in enumerate(texts)
    ]
    return stand_alone(question, history, trade_words=TRADE_WORDS)


@pytest.mark.parametrize(
    ("follow_up", "earlier", "expected"),
    [
        ("and for a designer?", BOOKS, "what should I agree with a designer before signing"),
        ("what about a VA", BOOKS, "what should I agree with a VA before signing"),
        ("ok and with cleaners?", BOOKS, "what should I agree with cleaners before signing"),
        ("same for an agency?", BOOKS, "what should I agree with an agency before signing"),
        (
            "does that go for an offshore team too",
            BOOKS,
            "what should I agree with an offshore team before signing",
        ),
        ("and payroll?", BOOKS, "what should I agree with a payroll provider before signing"),
        ("is it the same with a VA?", BOOKS, "what should I agree with a VA before signing"),
        ("and for a bookkeeper?", KPIS, "which kpis make sense for a bookkeeper?"),
        ("for a developer?", "how do i check quality", "how do i check quality for a developer"),
        ("and cleaners?", "what does a VA need", "what does a cleaner need"),
        ("and a writer?", "what do cleaners need", "what do writers need"),
        ("and an agency?", "what do cleaners need", "what do agencies need"),
        (
            "and a writer?",
            "is my bookkeeper slow? the bookkeeper takes weeks",
            "is a writer slow? the writer takes weeks",
        ),
        (
            "and a VA?",
            "how do i brief a customer support agency",
            "how do i brief a VA",
        ),
    ],
)
def test_another_party_takes_the_place_of_the_one_asked_about(
    follow_up: str, earlier: str, expected: str
) -> None:
    assert _asked(follow_up, earlier) == expected


@pytest.mark.parametrize(
    ("follow_up", "earlier", "new"),
    [
        ("why?", BOOKS, "why"),
        ("how often?", KPIS, "how often"),
        ("how often should I check?", KPIS, "how often should I check"),
        ("which one first?", BOOKS, "which one first"),
        ("in writing?", BOOKS, "in writing"),
        ("what if that person goes on holiday", POINT, "what if that person goes on holiday"),
        ("who signs it?", BOOKS, "who signs it"),
        ("do i need one for a small job?", "what is an nda", "do i need one for a small job"),
        ("and how long should it be?", "do i need an exit plan", "how long should it be"),
        ("is that normal?", QUOTES, "is that normal"),
        ("can you give me an example", KPIS, "can you give me an example"),
        ("what about insurance?", QUOTES, "insurance"),
        ("and if they refuse?", BOOKS, "if they refuse"),
        ("should she sign too", POINT, "should she sign too"),
        ("but isn't that micromanaging", KPIS, "isn't that micromanaging"),
        ("or should i do it myself?", QUOTES, "should i do it myself"),
        ("even for small jobs?", BOOKS, "even for small jobs"),
        ("who else?", POINT, "who else"),
        ("how do i tell them", KPIS, "how do i tell them"),
        ("so weekly is enough?", KPIS, "weekly is enough"),
        ("and in germany?", BOOKS, "in germany"),
        ("ok thanks, who keeps those?", KPIS, "who keeps those"),
        ("any downsides?", QUOTES, "any downsides"),
        ("and a VA?", "a bookkeeper or a cleaner first?", "a VA"),
        ("and for a VA?", "is it hard? what do i check", "for a VA"),
        ("otherwise no?", QUOTES, "otherwise no"),
        ("and then?", BOOKS, "and then"),
        ("without a contract?", QUOTES, "without a contract"),
    ],
)
def test_a_follow_up_is_said_with_its_subject_behind_it(
    follow_up: str, earlier: str, new: str
) -> None:
    assert _asked(follow_up, earlier) == f"{new}, about: {earlier}"


@pytest.mark.parametrize(
    "question",
    [
        "what should a brief for a web designer contain",
        "kpis for a VA pls",
        "how long should the contract be and when do I renew it?",
        "my bookkeeper says they need more time, is that fair",
        "new question: how do i end a contract",
        "ok, different topic: do i need an nda",
        "is it ok to ask an agency for references",
        "Does it matter where the contractor sits?",
        "the designer sent drafts, how do I review them",
        "what is an nda",
        "how do i make sure that invoices are right",
        "who signs off invoices",
        "if a vendor misses a deadline, what should they owe me",
        "how do I write an sla so that it is fair",
        "what if the agency loses their one good designer",
        "And what do I do when an agency keeps missing deadlines without warning?",
        "when my VA is ill, who does her work?",
        "trial period clause",
        "So how do i choose between two agencies that quote the same price?",
        "how does my IT support company prove it is any good",
        "is it worth paying a bookkeeper more",
        "  How do I hand over passwords?  ",
        "thanks",
    ],
)
def test_a_question_that_stands_alone_comes_back_as_it_was_typed(question: str) -> None:
    assert _asked(question, KPIS, "Agree three figures.") == question


@pytest.mark.parametrize("question", ["why?", "and for a designer?", "what about it"])
def test_without_a_history_nothing_is_changed(question: str) -> None:
    assert _asked(question) == question


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("how do i do the second one", LIST, "the second one (Name a stand-in for holidays)"),
        ("why the third point", LIST, "the third point (Hand over the passwords)"),
        ("and the last one?", "Agree a scope. Set dates.", "the last one (Set dates)"),
        ("what goes in the template?", LIST, "the cover plan template"),
        ("who signs it?", "Put a stop date in the deal.", "(Put a stop date in the deal)"),
    ],
)
def test_what_points_into_the_answer_is_taken_from_it(
    question: str, answer: str, expected: str
) -> None:
    read = _asked(question, POINT, answer)
    assert expected in read
    assert POINT in read


def test_the_opening_that_names_the_topic_is_not_taken_for_advice() -> None:
    answer = "This is about people. Name one person for each vendor."
    assert _asked("why?", POINT, answer).endswith("(Name one person for each vendor)")


def test_a_chain_finds_its_subject_further_back() -> None:
    read = _asked("for how long?", POINT, "", "what if that person goes on holiday", "")
    assert read == f"for how long, what if that person goes on holiday, about: {POINT}"


def test_a_chain_goes_on_from_the_exchanged_party() -> None:
    read = _asked("how often?", BOOKS, "", "and for a designer?", "", "and a VA?", "")
    assert read == "how often, about: what should I agree with a VA before signing"


def test_thanks_in_between_do_not_become_the_subject() -> None:
    assert _asked("and how often?", KPIS, "", "thanks", "") == f"how often, about: {KPIS}"


@pytest.mark.parametrize(
    "question",
    [
        "what is the weather",
        "whats the weather in manila",
        "and the weather in cebu?",
        "what time is it",
        "is it going to rain",
        "who are you",
        "translate this to spanish: see you on monday",
        "what is an sow",
        "hello",
    ],
)
def test_a_short_question_about_something_else_is_not_read_as_a_follow_up(question: str) -> None:
    assert _asked(question, BOOKS, "Agree three figures.") == question


def test_a_question_that_is_surely_unrelated_stands_alone_unless_a_word_points_back() -> None:
    history = [Turn(role="user", text=BOOKS)]

    def read(question: str) -> str:
        return stand_alone(
            question, history, trade_words=TRADE_WORDS, unrelated=lambda text: "joke" in text
        )

    assert read("tell me a joke") == "tell me a joke"
    assert read("is that a joke") == f"is that a joke, about: {BOOKS}"
    assert read("tell me the risk") == f"tell me the risk, about: {BOOKS}"


def test_a_greeting_is_no_subject() -> None:
    assert _asked("why?", "hello", "Hello.") == "why?"


def test_a_new_topic_becomes_the_subject() -> None:
    read = _asked("why?", KPIS, "", "how do i end a contract", "")
    assert read == "why, about: how do i end a contract"


def test_a_long_subject_is_cut_at_a_word_to_fit() -> None:
    read = _asked("why?", "agree the scope with the vendor " * 20)
    assert len(read) <= MAX_CHARS
    assert read.startswith("why, about: agree the scope")
    assert read.endswith("\u2026")
