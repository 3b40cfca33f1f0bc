"""Reports show what a run measured, and nothing in a case can break them."""

from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from evals.cases import Gate
from evals.html_report import write_html
from evals.junit_report import write_junit
from evals.markdown_report import MOST_CHARS, markdown_summary
from evals.measuring import measure
from evals.records import Baseline, CaseResult, Difference, GateResult, RunRecord, SuiteRun

HOSTILE = "<script>document.title = 'taken'</script> | `x` ]]> \x07"
QUOTE = {
    "passage_id": "1a#0",
    "title": "",
    "quote": "Write the goal down.",
    "passage": "First. Write the goal down. Then call.",
}


def case(number: int, good: float, **more: object) -> CaseResult:
    verdict = {
        "text": HOSTILE,
        "support": "supported",
        "score": 0.9,
        "reason": "Stands there.",
        "quotes": [QUOTE],
    }
    options = {
        "scores": {"recall": (good, 1.0)},
        "missing": {} if good == 1 else {"recall": f"not found: {HOSTILE}"},
        "shown": {"answer": HOSTILE, "verdicts": [verdict], "left_out": [verdict]},
        "seconds": 0.2,
        **more,
    }
    name = f"c {number}"
    return CaseResult(case_id=name, set_id=name, question=f"{number} {HOSTILE}", **options)  # type: ignore[arg-type]


def run_of(*cases: CaseResult, outcome: str = "regression") -> RunRecord:
    difference = Difference(
        measure="recall", before=0.9, now=0.5, low=-0.6, high=-0.2, smallest=0.1
    )
    suite = SuiteRun(
        suite="mine",
        title="Is it found?",
        about="question",
        cases_digest="c",
        scorer_digest="s",
        case_files=("cases.jsonl",),
        cases=cases,
        measures=(measure("recall", Gate(at_least=0.8), cases),),
        gate=GateResult(
            outcome=outcome,  # type: ignore[arg-type]
            reasons=("recall went from 0.900 to 0.500.",) if outcome == "regression" else (),
            differences=(difference,),
        ),
    )
    return RunRecord(
        run_id="r1", started_at="2026-01-01", seconds=3.0, made_with={"model": "none"},
        suites=(suite,),
    )  # fmt: skip


BASELINE = Baseline(
    suite="mine",
    blessed_on="2026-01-01",
    why="first",
    made_with={},
    cases_digest="c",
    scorer_digest="s",
    counts={},
    measures={"recall": {"value": 0.9, "low": 0.8, "high": 1.0}},
    cases={"c 1": {"recall": (1.0, 1.0)}},
)


def html_of(folder: Path, run: RunRecord) -> str:
    write_html(run, folder / "r.html", baselines={"mine": BASELINE}, earlier=[run_of(case(0, 1))])
    return (folder / "r.html").read_text(encoding="utf-8")


def test_the_page_needs_no_network_and_runs_nothing_of_a_case(tmp_path: Path) -> None:
    text = html_of(tmp_path, run_of(case(1, 0.0), case(2, 1.0)))

    assert "http" not in text.replace("http-equiv", "")
    assert "<script>document" not in text
    assert text.count("<script>") == 1


def test_the_page_has_the_proof_the_baseline_and_the_earlier_value(tmp_path: Path) -> None:
    text = html_of(tmp_path, run_of(case(2, 1.0), case(1, 0.0)))

    assert "First. <mark>Write the goal down.</mark> Then call." in text
    assert text.index("case-mine-c-1") < text.index("case-mine-c-2"), "failures come first"
    assert "<td>0.000</td><td>1.000</td>" in text
    assert "<td>0.900</td><td>0.100</td><td>1.000</td>" in text


def test_junit_is_read_by_a_parser_and_counts_what_failed(tmp_path: Path) -> None:
    broken = case(3, 0.0, status="error", error=HOSTILE, scores={}, missing={})
    capped = case(4, 0.0, status="not asked", error="cap", scores={}, missing={})
    write_junit(
        run_of(case(1, 0.0, critical=True), case(2, 0.0), broken, capped), tmp_path / "r.xml"
    )

    suite = Xml.parse(tmp_path / "r.xml").getroot()[0]  # we wrote it

    counts = {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped")}
    assert counts == {"tests": "5", "failures": "2", "errors": "1", "skipped": "1"}
    assert suite[0].get("name") == "gate"
    assert "recall went" in (suite[0][0].text or "")


def test_the_summary_says_why_and_keeps_markup_as_text() -> None:
    text = markdown_summary(run_of(case(1, 0.0), case(2, 1.0)), {"mine": BASELINE})

    assert "not passed" in text.splitlines()[0]
    assert "recall went from 0.900 to 0.500." in text
    assert "<script>" not in text
    assert "\\<script\\>" in text
    assert "| mine | recall | ❌ 0.500 | 0.000 to 1.000 | ≥ 0.800 | 0.900 |" in text


def test_the_summary_of_a_huge_run_stays_short() -> None:
    many = [case(n, 0.0, missing={"recall": "x" * 190}) for n in range(50)]
    suites = tuple(run_of(*many).suites[0] for _ in range(60))
    run = RunRecord(run_id="r", started_at="", seconds=1, made_with={}, suites=suites)

    text = markdown_summary(run, {})

    assert len(text) <= MOST_CHARS
    assert "The rest is in the HTML report." in text


@pytest.mark.parametrize("outcome", ["pass", "nothing measured", "not comparable"])
def test_each_outcome_is_said(outcome: str, tmp_path: Path) -> None:
    assert outcome in html_of(tmp_path, run_of(case(1, 1.0), outcome=outcome))
