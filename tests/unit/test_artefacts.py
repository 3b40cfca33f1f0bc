"""A wish for a document finds its template; talk about documents finds none."""

from pathlib import Path
from time import perf_counter

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from advisor.answering.artefacts import asks_for_document, is_fill_request, wanted
from advisor.domain.reference import Template


def _template(path: Path) -> Template:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    meta = yaml.safe_load(front)
    return Template(
        template_id=meta["id"],
        title=meta["title"],
        topic_id=meta["topic"],
        who=meta["who"],
        minutes=meta["minutes"],
        kind=meta["kind"],
        point_ids=tuple(meta["points"]),
        asked_as=tuple(meta["asked_as"]),
        opening="",
        blank=body,
        example="",
    )


_FOLDER = Path(__file__).parents[2] / "knowledge" / "templates"
TEMPLATES = {path.stem: _template(path) for path in sorted(_FOLDER.glob("*.md"))}


def _wanted(question: str, topic_id: str | None = None) -> str | None:
    template = wanted(question, TEMPLATES, topic_id=topic_id)
    return template.template_id if template else None


@pytest.mark.parametrize(
    ("question", "template"),
    [
        ("scorecard template", "vendor-scorecard"),
        ("spreadsheet to compare three quotes", "vendor-scorecard"),
        ("one page goals sheet", "goals-sheet"),
        ("excel sheet for KPIs", "goals-sheet"),
        ("draft a charter for my vendor", "delegation-charter"),
        ("RACI matrix for my bookkeeper", "delegation-charter"),
        ("onboarding checklist pls", "onboarding-checklist"),
        ("first 30 days plan for a cleaner", "onboarding-checklist"),
        ("do you have an nda checklist", "ip-clause-checklist"),
        ("i need a form for change requests", "scaling-and-exit-terms"),
        ("handover checklist when we leave our agency", "scaling-and-exit-terms"),
        ("give me an agenda for the kickoff", "kickoff-agenda"),
        ("write me a job ad for a VA", "brief-job-post"),
        ("what goes in a SOW?", "brief-sow"),
        ("quarterly vendor review form", "performance-scorecard"),
        ("improvement plan for an agency that misses targets", "performance-scorecard"),
        ("can you create a plan for a paid trial", "paid-trial-plan"),
        ("questions for references, as a sheet", "reference-call-sheet"),
        ("working agreement for our team in manila", "working-agreement"),
        ("weekly report form", "communication-plan"),
        ("escalation ladder as a one pager", "communication-plan"),
        ("go / no-go form after the trial", "paid-trial-plan"),
        ("check in schedule template so i dont micromanage", "outcome-cadence"),
    ],
)
def test_a_wish_for_a_document_finds_its_template(question: str, template: str) -> None:
    assert _wanted(question) == template


@pytest.mark.parametrize(
    "question",
    [
        "my agency ignores the checklist what do i do",
        "is a scorecard worth it for two quotes",
        "how often should we update the communication plan",
        "what kpis make sense for cleaners",
        "who should fill in the RACI",
        "they sent me a statement of work, is it ok?",
        "how do i compare three quotes",
        "what is a statement of work",
        "do i need an nda with a VA",
        "our agency breaks all the rules",
        "the plan is to grow to 20 agents, what should we watch",
        "how many references should i call",
        "i need a list of things to think about before outsourcing payroll",
        "can you give me some advice on the terms of payment",
        "",
    ],
)
def test_talk_about_documents_or_work_finds_none(question: str) -> None:
    assert _wanted(question) is None


def test_every_way_of_asking_that_a_template_lists_finds_that_template() -> None:
    lost = [
        way
        for template in TEMPLATES.values()
        for way in (template.title, *template.asked_as)
        if _wanted(f"{way}?") != template.template_id
    ]

    assert lost == []


@pytest.mark.parametrize(
    ("question", "topic", "template"),
    [
        ("make me the scorecard", "no-monitoring", "performance-scorecard"),
        ("make me the scorecard", "price-over-fit", "vendor-scorecard"),
        ("checklist pls", "weak-onboarding", "onboarding-checklist"),
        ("checklist pls", "unprotected-ip", "ip-clause-checklist"),
        ("do you have a form for this", "unclear-goals", "goals-sheet"),
        ("make me a trial plan", "price-over-fit", "paid-trial-plan"),
    ],
)
def test_the_topic_of_the_answer_decides_between_documents_of_one_name(
    question: str, topic: str, template: str
) -> None:
    assert _wanted(question, topic) == template


def test_a_topic_alone_offers_nothing() -> None:
    assert _wanted("how do i compare three quotes", "price-over-fit") is None


@pytest.mark.parametrize(
    "question",
    [
        "make me the scorecard",
        "fill it in for us",
        "ok, now draft the exit plan",
        "please fill in the form with what I told you",
        "could you create one for us",
        "yes do that",
        "complete it with what i said",
    ],
)
def test_a_request_to_make_a_document_is_seen(question: str) -> None:
    assert is_fill_request(question)


@pytest.mark.parametrize(
    "question",
    [
        "make it shorter",
        "should i make a scorecard",
        "the agency filled in our goals sheet wrong",
        "how do i make a scorecard",
        "who should fill in the form",
        "give me an example",
        "my VA will fill in for us",
    ],
)
def test_a_question_about_making_one_is_no_request(question: str) -> None:
    assert not is_fill_request(question)


@given(st.text(max_size=200))
def test_any_text_can_be_asked(text: str) -> None:
    assert wanted(text, {}) is None
    assert isinstance(asks_for_document(text), bool)
    assert isinstance(is_fill_request(text), bool)


@pytest.mark.parametrize("word", ["and ", "ok, ", "make ", "what should put in ", "the form "])
def test_a_long_run_of_one_word_takes_no_time(word: str) -> None:
    start = perf_counter()
    _wanted(word * 400)
    is_fill_request(word * 400)

    assert perf_counter() - start < 2
