import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from advisor.domain import TRADES, Library
from advisor.domain.reference import Reference
from advisor.errors import KnowledgeError
from advisor.knowledge import load_library, load_reference
from advisor.knowledge.claims import claims_in
from advisor.knowledge.facts_check import check_folder

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
TODAY = date(2026, 11, 23)
PLACEHOLDER = re.compile(r"\[[^\]\n]+\]")


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(KNOWLEDGE)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(KNOWLEDGE)


def test_every_number_and_legal_term_rests_on_a_fact_or_listed_practice() -> None:
    """The gate of the release: no errors, and nothing excused that no text uses."""
    assert [
        f"{problem.level}: {problem.where}: {problem.message}: {problem.sentence}"
        for problem in check_folder(KNOWLEDGE, TODAY)
    ] == []


def test_every_topic_has_its_template(library: Library, reference: Reference) -> None:
    for topic in library.topics:
        assert reference.templates[topic.artefact].topic_id == topic.topic_id


def test_a_template_has_placeholders_and_an_example_without_any(reference: Reference) -> None:
    assert len(reference.templates) == 15
    for template in reference.templates.values():
        assert len(PLACEHOLDER.findall(template.blank)) >= 10, template.template_id
        assert PLACEHOLDER.findall(template.example) == [], template.template_id
        assert 6 <= len(template.asked_as) <= 12, template.template_id
        assert 5 <= template.minutes <= 90, template.template_id


def test_the_filled_example_keeps_the_parts_and_tables_of_the_blank_form(
    reference: Reference,
) -> None:
    def parts(markdown: str) -> list[str]:
        lines = markdown.splitlines()
        headers = [
            lines[place - 1]
            for place, line in enumerate(lines)
            if re.fullmatch(r"\|[-:| ]+\|", line)
        ]
        return [line for line in lines if line.startswith("### ")] + [
            header for header in headers if not PLACEHOLDER.search(header)
        ]

    for template in reference.templates.values():
        if template.kind == "table":
            missing = [part for part in parts(template.blank) if part not in template.example]
            assert missing == [], template.template_id


def test_every_table_is_a_clean_grid(reference: Reference) -> None:
    """A row with a cell too many or too few would be lost in the workbook."""
    for template in reference.templates.values():
        for markdown in (template.blank, template.example):
            width = 0
            for line in markdown.splitlines():
                cells = line.count("|") - line.count("\\|") - 1 if line.startswith("|") else 0
                assert not (width and cells and cells != width), (template.template_id, line)
                width = cells


def test_the_glossary_has_60_terms_and_more_that_stand_alone(reference: Reference) -> None:
    assert len(reference.terms) >= 60
    for key, term in reference.terms.items():
        assert key == term.term.lower()
        assert len(re.findall(r"[.?!](?:\s|$)", term.definition)) <= 2, term.term
        first = term.definition.split()[0]
        assert first not in {"It", "This", "That", "They", "These"}, term.term


def test_the_words_people_ask_about_are_in_the_glossary(reference: Reference) -> None:
    names = {name.lower() for term in reference.terms.values() for name in (term.term, *term.also)}

    assert names >= {
        "sla", "kpi", "raci", "sow", "msa", "nda", "dpa", "work for hire", "retainer",
        "time and materials", "scope creep", "change order", "due diligence", "3pl",
    }  # fmt: skip


def test_every_topic_has_terms(library: Library, reference: Reference) -> None:
    assert {term.topic_id for term in reference.terms.values()} == set(library.topic_by_id)


def test_every_trade_has_a_guide_of_whole_sentences(reference: Reference) -> None:
    assert tuple(reference.trades) == TRADES
    for guide in reference.trades.values():
        assert [line.partition(":")[0] for line in guide.first_month] == [
            f"Week {number}" for number in range(1, 5)
        ]
        assert 200 <= len(guide.brief.split()) <= 320, guide.trade_id
        for part in (guide.outcome, guide.measures, guide.trap, guide.never, guide.first_month):
            assert all(line[0].isupper() and line[-1] in ".?!" for line in part), guide.trade_id


def test_five_price_models_and_eleven_exit_parts_are_described(reference: Reference) -> None:
    assert list(reference.price_models) == [
        "fixed-price", "hourly-capped", "retainer", "per-unit", "by-result",
    ]  # fmt: skip
    assert len(reference.exit_parts) == 11
    assert all(part.write.endswith(".") for part in reference.exit_parts.values())


def test_the_short_wording_of_a_fact_claims_nothing_that_the_full_one_does_not(
    library: Library, reference: Reference
) -> None:
    for fact in reference.facts.values():
        names = " ".join(library.sources[source].title for source in fact.sources)
        known = {(claim.kind, claim.key) for claim in claims_in(f"{fact.statement} {names}")}
        said = {
            (claim.kind, claim.key)
            for claim in claims_in(fact.say)
            if claim.kind not in {"authority", "legal term"}
        }
        assert said <= known, fact.fact_id


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / name).read_text()
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1))

    return change


def appended(name: str, text: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        with (folder / name).open("a") as file:
            file.write(text)

    return change


def removed(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


@pytest.mark.parametrize(
    ("change", "name", "message"),
    [
        (removed("glossary.yaml"), "glossary.yaml", "missing"),
        (removed("trades/payroll.md"), "payroll.md", "missing"),
        (appended("glossary.yaml", "- [\n"), "glossary.yaml", "not valid YAML"),
        (
            appended("glossary.yaml", "- term: Retainer\n  topic: t\n  definition: D.\n"),
            "glossary.yaml",
            "already belongs",
        ),
        (
            appended("glossary.yaml", "- term: x\n  also: [S.L.A., KPI]\n  topic: t\n"),
            "glossary.yaml",
            "lacks `definition`",
        ),
        (
            appended("glossary.yaml", "- term: x\n  also: [kpi]\n  topic: t\n  definition: D.\n"),
            "glossary.yaml",
            "'kpi' already belongs to 'key performance indicator'",
        ),
        (
            appended("glossary.yaml", "- term: x\n  topics: t\n  definition: D.\n"),
            "glossary.yaml",
            "unknown key `topics`",
        ),
        (
            appended("price_models.yaml", "- id: mine\n  title: M\n  facts: [nope]\n"),
            "price_models.yaml",
            "lacks `fits`",
        ),
        (replaced("price_models.yaml", "[hourly-ceiling]", "[nope]"), "price_models", "'nope'"),
        (replaced("trades/payroll.md", "## Measures", "## Figures"), "payroll.md", "headings"),
        (replaced("trades/payroll.md", "id: payroll", "id: pay"), "payroll.md", "file's name"),
        (
            replaced("trades/payroll.md", "id: payroll", "id: payroll\ntitle: P"),
            "payroll.md",
            "unknown key `title`",
        ),
        (
            replaced("templates/goals-sheet.md", "kind: table", "kind: sheet"),
            "goals-sheet.md",
            "`kind` must be one of",
        ),
        (
            replaced("templates/goals-sheet.md", "minutes: 60", "minutes: an hour"),
            "goals-sheet.md",
            "whole number",
        ),
        (
            replaced("templates/goals-sheet.md", "## Filled example", "## Example"),
            "goals-sheet.md",
            "headings",
        ),
        (
            replaced(
                "templates/goals-sheet.md",
                "---\n",
                "",
            ),
            "goals-sheet.md",
            "front matter",
        ),
        (replaced("facts.yaml", '"2027-11-23"', "2027-11-23"), "facts.yaml", "in quotes"),
        (replaced("facts.yaml", '"2027-11-23"', '"next year"'), "facts.yaml", "must be a date"),
        (replaced("facts.yaml", '"2027-11-23"', '"2026-11-01"'), "facts.yaml", "later than"),
        (replaced("facts.yaml", "id: us-copyright", "id: gdpr-28"), "gdpr-28", "two entries"),
        (replaced("facts.yaml", "refused:", "refusals:"), "facts.yaml", "under `refused`"),
        (replaced("exit_parts.yaml", "what:", "why:"), "exit_parts.yaml", "unknown key `why`"),
    ],
)
def test_a_malformed_file_is_named_with_what_is_wrong(
    tmp_path: Path, change: Callable[[Path], None], name: str, message: str
) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, folder)
    change(folder)

    with pytest.raises(KnowledgeError) as caught:
        load_reference(folder)

    assert name in str(caught.value)
    assert message in str(caught.value)


@pytest.mark.parametrize("name", ["brief-job-post", "brief-sow"])
def test_a_brief_rests_on_points_of_all_ten_topics(reference: Reference, name: str) -> None:
    topics = {int(point_id[:-1]) for point_id in reference.templates[name].point_ids}

    assert topics == set(range(1, 11))
