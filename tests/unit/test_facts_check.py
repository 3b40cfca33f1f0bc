from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from advisor.domain import Library
from advisor.domain.reference import Reference, RefusedNumber
from advisor.errors import KnowledgeError
from advisor.knowledge import load_library, load_reference
from advisor.knowledge.claims import claims_in
from advisor.knowledge.facts_check import Practice, Problem, check, load_practice

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
TODAY = date(2026, 11, 23)


@cache
def library() -> Library:
    return load_library(KNOWLEDGE)


@cache
def reference() -> Reference:
    return load_reference(KNOWLEDGE)


@cache
def practice() -> tuple[Practice, ...]:
    return load_practice(KNOWLEDGE)


def planted(sentence: str, point_id: str = "1a") -> Library:
    """The real library with one more sentence in one point."""
    topics = tuple(
        replace(
            topic,
            points=tuple(
                replace(point, sentences=(*point.sentences, sentence))
                if point.point_id == point_id
                else point
                for point in topic.points
            ),
        )
        for topic in library().topics
    )
    return replace(library(), topics=topics)


def problems_of(
    library_: Library | None = None,
    reference_: Reference | None = None,
    today: date = TODAY,
) -> list[Problem]:
    return check(library_ or library(), reference_ or reference(), today, practice=practice())


def errors_with(sentence: str, point_id: str = "1a") -> list[Problem]:
    return problems_of(planted(sentence, point_id))


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Most vendors add 12% to the bill.", "12"),
        ("Most vendors add twelve per cent to the bill.", "twelve"),
        ("A good agency costs $40 an hour.", "$40"),
        ("A good agency costs forty dollars an hour.", "forty"),
        ("Pay within 45 days of the invoice.", "45"),
        ("Pay within forty-five days of the invoice.", "forty"),
        ("One in five contracts ends in a quarrel.", "One in five"),
        ("Half of all contracts end in a quarrel.", "Half of"),
        ("A bad vendor costs twice as much as a good one.", "twice as"),
        ("Rework grew tenfold without a brief.", "tenfold"),
        ("Retainers became common in 2019.", "2019"),
        ("Retainers became common in June 2019.", "June 2019"),
        ("Keep records for one year after the end.", "One"),
        ("The law forbids such a clause.", "law"),
        ("A court would strike the clause out.", "court"),
        ("Such a clause is unenforceable.", "unenforceable"),
        ("The maker keeps the copyright.", "copyright"),
        ("Under the GDPR you need consent.", "GDPR"),
        ("The IRS treats them as employees.", "IRS"),
        ("See 26 USC 3509 for the penalty.", "26 USC 3509"),
        ("The Fair Labor Standards Act applies.", "Fair Labor Standards Act"),
        ("The 18F guide asks for daily calls.", "18F"),
    ],
)
def test_a_number_or_legal_term_without_a_fact_is_an_error(sentence: str, words: str) -> None:
    problems = errors_with(sentence)

    assert {problem.level for problem in problems} == {"error"}
    assert {(problem.where, problem.sentence) for problem in problems} == {
        ("guidance 1a", sentence)
    }
    assert any(words.lower() in problem.message.lower() for problem in problems)


@pytest.mark.parametrize(
    "sentence",
    [
        "Give one example of each.",
        "For example, a bakery paid $400 for three pages in 2024.",
        "Two people marked A on one line means nobody is.",
        "Ask a lawyer or a tax adviser before you sign.",
        "A 3PL can pack for you.",
    ],
)
def test_plain_advice_and_examples_need_no_fact(sentence: str) -> None:
    assert errors_with(sentence) == []


def test_a_fact_covers_what_it_states_and_only_for_a_point_that_names_it() -> None:
    sentence = "The 18F guide spreads the kick-off over a week, at most 60 minutes a session."

    assert errors_with(sentence, "5b") == []
    assert errors_with(sentence, "1a") != []


@pytest.mark.parametrize(
    "sentence",
    [
        "The 18F guide allows at most 90 minutes a session.",
        "The 18F guide allows at most 60 days of kick-off.",
        "The 18F guide asks for four visits.",
        "The 18F guide wants $60 for each session.",
    ],
)
def test_a_fact_does_not_cover_another_value_unit_or_thing(sentence: str) -> None:
    problems = errors_with(sentence, "5b")

    assert len(problems) == 1
    assert "kickoff-length" in problems[0].message


def test_ordinary_practice_excuses_only_its_own_wording() -> None:
    assert errors_with("Choose three to five measures.") == []
    assert errors_with("Choose three to five vendors.") != []


def test_ordinary_practice_never_excuses_an_appeal_to_evidence() -> None:
    assert errors_with("A survey shows that three to five measures work best.") != []
    assert errors_with("On average, two people read each report.") != []


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("adds 12% to the bill", "needs a fact"),
        ("costs $40", "needs a fact"),
        ("under the GDPR", "needs a fact"),
        ("in June 2019", "needs a fact"),
        ("nothing to excuse", "excuses nothing"),
        ("three", "must say more"),
        ("law", "must say more"),
    ],
)
def test_ordinary_practice_cannot_hold_a_share_a_sum_or_a_law(
    tmp_path: Path, phrase: str, message: str
) -> None:
    entry = {"id": "mine", "because": "a reason", "phrases": [phrase]}
    (tmp_path / "facts.yaml").write_text(yaml.safe_dump({"practice": [entry]}))

    with pytest.raises(KnowledgeError, match=message):
        load_practice(tmp_path)


def test_without_the_list_of_ordinary_practice_its_numbers_are_errors() -> None:
    problems = check(library(), reference(), TODAY)

    assert any("'three'" in problem.message for problem in problems)
    assert {problem.level for problem in problems} == {"error"}


@pytest.mark.parametrize(
    "text", ["47%", "47 %", "47 percent", "about 47 per cent", "70-80%", "70 to 80 percent"]
)
def test_a_refused_number_is_found_however_it_is_written_and_even_in_an_example(text: str) -> None:
    problems = errors_with(f"For example, {text} of them failed.")

    assert len(problems) == 1
    assert "refused number" in problems[0].message


@pytest.mark.parametrize("text", ["147%", "0.47%", "47 parcels", "70 of 80"])
def test_a_similar_number_is_not_refused(text: str) -> None:
    assert errors_with(f"For example, they saw {text} there.") == []


def test_refused_numbers_are_looked_for_in_every_kind_of_text() -> None:
    """Each word below stands in one kind of text only; refusing it must find that text."""
    template = reference().templates["vendor-scorecard"]
    planted_everywhere = replace(
        reference(),
        templates={"vendor-scorecard": replace(template, example="Zeta 61% in the example.")},
        terms={
            name: replace(term, example="Eta 61%.")
            for name, term in list(reference().terms.items())[:1]
        },
        trades={
            trade: replace(guide, brief="Theta 61%.")
            for trade, guide in list(reference().trades.items())[:1]
        },
        price_models={},
        refused=(
            RefusedNumber(refused_id="mine", claim="c", because="No source.", numbers=("61%",)),
        ),
    )

    refused = [
        problem.sentence
        for problem in problems_of(reference_=planted_everywhere)
        if "refused number (mine): No source." in problem.message
    ]

    assert refused == ["Eta 61%.", "Theta 61%.", "Zeta 61% in the example."]


def test_glossary_trades_models_exit_parts_and_templates_are_checked_too() -> None:
    claim = "Nine vendors hold the copyright."
    ref = reference()
    term = ref.terms["retainer"]
    broken = replace(
        ref,
        terms={**ref.terms, "retainer": replace(term, definition=f"{term.definition} {claim}")},
        trades={
            **ref.trades,
            "payroll": replace(ref.trades["payroll"], trap=(*ref.trades["payroll"].trap, claim)),
        },
        price_models={
            **ref.price_models,
            "retainer": replace(ref.price_models["retainer"], clash=claim),
        },
        exit_parts={
            **ref.exit_parts,
            "export": replace(ref.exit_parts["export"], write=claim),
        },
        templates={
            **ref.templates,
            "goals-sheet": replace(
                ref.templates["goals-sheet"], opening=claim, blank=f"| {claim} | [x] |"
            ),
        },
    )

    found = {
        (problem.where, problem.message.split(" (")[0]) for problem in problems_of(None, broken)
    }

    assert found == {
        (where, words)
        for where in (
            "glossary, retainer",
            "trade payroll",
            "price model retainer",
            "exit part export",
            "template goals-sheet, opening",
        )
        for words in ("'Nine'", "'copyright'")
    } | {("template goals-sheet, blank form", "'copyright'")}


def test_a_placeholder_of_a_form_is_not_a_claim() -> None:
    part = replace(reference().exit_parts["export"], write="Pay [30 days, $40] after [law] notice.")
    changed = replace(reference(), exit_parts={**reference().exit_parts, "export": part})

    assert problems_of(reference_=changed) == []


def test_a_fact_past_its_review_date_is_a_warning_with_its_date() -> None:
    problems = problems_of(today=date(2027, 2, 1))

    assert [(problem.level, problem.where) for problem in problems] == [
        ("warning", "fact us-1099-threshold")
    ]
    assert "2027-01-31" in problems[0].message
    assert problems_of(today=date(2027, 1, 31)) == []


def test_an_excuse_that_no_text_uses_is_a_warning() -> None:
    stale = Practice(practice_id="old", because="gone", phrases=("ninety-nine balloons",))

    problems = check(library(), reference(), TODAY, practice=(*practice(), stale))

    assert [(problem.level, problem.sentence) for problem in problems] == [
        ("warning", "ninety-nine balloons")
    ]


def test_ids_that_lead_nowhere_are_errors() -> None:
    topic = replace(library().topics[0], artefact="no-such-template")
    broken = replace(library(), topics=(topic, *library().topics[1:]))

    assert [problem.message for problem in problems_of(broken)] == [
        "unknown template 'no-such-template'"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two to four weeks", [("2", "week"), ("4", "week")]),
        ("one- or two-week cycle", [("1", "week"), ("2", "week")]),
        ("three working days", [("3", "day")]),
        ("20-30%", [("20", "%"), ("30", "%")]),
        ("$2,000", [("2000", "$")]),
        ("fifty pounds", [("50", "£")]),
        ("half a page", [("0.5", "page")]),
        ("one person and no one else", []),
        ("18F, B2B and 3PL", []),
        ("half-finished work", []),
    ],
)
def test_numbers_are_read_with_their_unit(text: str, expected: list[tuple[str, str]]) -> None:
    found = [
        (claim.key, claim.unit) for claim in claims_in(text) if claim.kind in {"number", "amount"}
    ]

    assert found == expected


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("GDPR Art. 28(3)", "article 28(3)"),
        ("GDPR Article 28(3)", "article 28(3)"),
        ("17 USC 204(a)", "17 usc 204(a)"),
        ("16 CFR 314.4(f)", "16 cfr 314.4(f)"),
        ("88 FR 37920", "88 fr 37920"),
        ("IRS Topic 762", "topic 762"),
        ("Form SS-8", "form ss-8"),
    ],
)
def test_a_citation_is_one_claim_and_not_a_set_of_numbers(text: str, key: str) -> None:
    claims = [claim for claim in claims_in(text) if claim.kind != "authority"]

    assert [(claim.kind, claim.key) for claim in claims] == [("citation", key)]
