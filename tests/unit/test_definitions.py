"""Questions about the meaning of a word find the word; all other questions find none."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from advisor.answering.definitions import asked_terms
from advisor.answering.slips import is_slip, one_slip_away
from advisor.domain.reference import Term

_FILE = Path(__file__).parents[2] / "knowledge" / "glossary.yaml"
GLOSSARY = {
    item["term"].lower(): Term(
        term=item["term"],
        also=tuple(item["also"]),
        topic_id=item["topic"],
        definition=item["definition"],
    )
    for item in yaml.safe_load(_FILE.read_text(encoding="utf-8"))
}
SLA, KPI, NDA = "service level agreement", "key performance indicator", "non-disclosure agreement"
MSA, SOW = "master services agreement", "statement of work"


def _names(question: str) -> list[str]:
    return [term.term for term in asked_terms(question, GLOSSARY)]


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("what is a SLA?", SLA),
        ("whats an sla", SLA),
        ("what is an SLA and do i need one with a freelancer?", SLA),
        ("what is the definition of an SLA", SLA),
        ("tell me what an NDA is", NDA),
        ("NDA meaning?", NDA),
        ("SOW?", SOW),
        ("what's this SOW thing", SOW),
        ("what does MSA stand for", MSA),
        ("define retainer", "retainer"),
        ("meaning of indemnity", "indemnity"),
        ("explain what a RACI is", "RACI"),
        ("I dont know what a sub-processor is", "sub-processor"),
        ("what is scope creep in plain english", "scope creep"),
        ("never heard of escrow", "escrow"),
        ("who is a point person", "point person"),
        ("what do you mean by baseline", "baseline"),
        ("Retainer: what is it?", "retainer"),
    ],
)
def test_a_question_about_the_meaning_finds_the_term(question: str, term: str) -> None:
    assert _names(question) == [term]


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("difference between SLA and KPI", [SLA, KPI]),
        ("SLA vs KPI whats the diff", [SLA, KPI]),
        ("fixed price vs time and materials", ["fixed price", "time and materials"]),
        ("what are SLAs and KPIs", [SLA, KPI]),
        ("diff between onshore, nearshore and offshore", ["onshore", "nearshore", "offshore"]),
        ("whats the difference between an NDA, an MSA and a SOW", [NDA, MSA, SOW]),
        ("is an NDA the same as a confidentiality clause?", [NDA, "confidentiality"]),
        ("how is an msa different from a sow", [MSA, SOW]),
        ("what is the difference between a freelancer and an agency", ["freelancer", "agency"]),
    ],
)
def test_a_comparison_of_words_finds_all_of_them_in_order(question: str, terms: list[str]) -> None:
    assert _names(question) == terms


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("what is the definition of done", "definition of done"),
        ("whats time and materials", "time and materials"),
        ("what is a parallel run in payroll", "parallel run"),
        ("what is a work-made-for-hire clause?", None),
        ("what is a statement of work template", None),
    ],
)
def test_the_longest_spelling_decides_and_a_longer_phrase_is_another_thing(
    question: str, term: str | None
) -> None:
    assert _names(question) == ([term] if term else [])


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("what is a retaner", "retainer"),
        ("what is a milestoen", "milestone"),
        ("whats a delliverable", "deliverable"),
    ],
)
def test_a_slip_of_the_finger_is_forgiven(question: str, term: str) -> None:
    assert _names(question) == [term]


@pytest.mark.parametrize(
    "question",
    [
        "what is a good response time",
        "what is the best agency",
        "what is the notice period they need",
        "what is my notice period",
        "what are the requirements",
        "what is the total cost",
        "what is a virtual assistant paid",
        "what is an exit plan supposed to contain",
        "what SLA should i have",
        "how many kpis should i have",
        "what do i put in an nda",
        "is the vendor responsible for a data breach",
        "fixed price vs time and materials which is better",
        "what is the difference between two quotes i got",
        "they say it is out of scope. what does that mean for my budget",
        "how do i explain the scope to my vendor",
        "can you explain how to write an SLA",
        "agency or freelancer",
        "",
    ],
)
def test_a_question_that_only_uses_a_term_finds_none(question: str) -> None:
    assert _names(question) == []


def test_a_question_that_points_back_finds_the_term_said_before() -> None:
    assert _names("my vendor sent me an MSA, what is that?") == [MSA]


def test_every_term_is_found_by_its_name_and_by_each_other_spelling() -> None:
    lost = [
        name
        for term in GLOSSARY.values()
        for name in (term.term, *term.also)
        if _names(f"what is meant by {name}?") != [term.term]
    ]

    assert lost == []


@given(st.text(max_size=200))
def test_any_text_can_be_asked(text: str) -> None:
    found = asked_terms(f"what is {text}", GLOSSARY)

    assert len(set(found)) == len(found)


@given(st.text("abcde", min_size=8, max_size=12), st.data())
def test_one_changed_letter_is_one_slip(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(word) - 1))

    assert is_slip(word, f"{word[:place]}z{word[place + 1 :]}")
    assert is_slip(word, f"{word[:place]}{word[place + 1 :]}")
    assert not is_slip(word, f"{word[: place - 1]}zy{word[place + 1 :]}zz")


def test_short_words_are_never_taken_for_one_another() -> None:
    assert one_slip_away("quota", ["quote"]) == ""
