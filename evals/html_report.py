"""A run as one HTML file that needs no network: suites, pictures, and every case with its proof."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from evals.plots import pictures
from evals.records import Baseline, CaseResult, MeasureResult, RunRecord, Score, SuiteRun
from evals.report import MARKS, gate_text, number

ASSETS = Path(__file__).with_name("report_assets")
AROUND = 160
MOST_EARLIER = 5


def write_html(
    run: RunRecord,
    path: Path,
    *,
    baselines: Mapping[str, Baseline],
    earlier: Sequence[RunRecord] = (),
) -> None:
    """Write the report; `OSError` where the file cannot be written.

    Everything that comes from a case is escaped by the template.
    """
    template = Environment(loader=FileSystemLoader(ASSETS), autoescape=True).get_template(
        "report.html"
    )
    text = template.render(
        run=run,
        suites=[_suite(one, baselines.get(one.suite), earlier) for one in run.suites],
        cases=sorted(_cases(run, baselines), key=lambda case: not case["short"]),
        pictures=pictures(run),
        css=(ASSETS / "report.css").read_text(encoding="utf-8"),
        js=(ASSETS / "report.js").read_text(encoding="utf-8"),
    )
    path.write_text(text, encoding="utf-8")


def slug(text: str) -> str:
    """A text as part of a link."""
    return re.sub(r"[^\w.-]+", "-", text)


def _suite(
    suite: SuiteRun, baseline: Baseline | None, earlier: Sequence[RunRecord]
) -> dict[str, Any]:
    name = f"{suite.suite} under the control {suite.control}" if suite.control else suite.suite
    smallest = {one.measure: number(one.smallest) for one in suite.gate.differences}
    known = baseline.measures if baseline else {}
    return {
        "name": name,
        "slug": slug(name),
        "title": suite.title,
        "passed": suite.gate.outcome == "pass",
        "mark": f"{'✓' if suite.gate.outcome == 'pass' else '✗'} {suite.gate.outcome}",
        "reasons": suite.gate.reasons,
        "rows": [
            {
                **_row(one),
                "baseline": number(known[one.name]["value"]) if one.name in known else "",
                "smallest": smallest.get(one.name, ""),
                "trend": _trend(suite, one.name, earlier),
            }
            for one in suite.measures
        ],
    }


def _row(measure: MeasureResult) -> dict[str, Any]:
    one = measure.interval
    return {
        "name": measure.name.removeprefix(f"{measure.part_of}:"),
        "part": bool(measure.part_of),
        "mark": MARKS[measure.outcome],
        "value": number(one.mean) if one else "none",
        "interval": f"{number(one.low)} to {number(one.high)}" if one else "",
        "gate": gate_text(measure.gate),
    }


def _trend(suite: SuiteRun, name: str, earlier: Sequence[RunRecord]) -> str:
    """The values of the earlier runs on the same cases, oldest first."""
    values = [
        number(measure.interval.mean)
        for run in earlier
        for old in run.suites
        for measure in old.measures
        if old.suite == suite.suite
        and old.cases_digest == suite.cases_digest
        and not old.control
        and measure.name == name
        and measure.interval
    ]
    return " → ".join(values[-MOST_EARLIER:])


def _cases(run: RunRecord, baselines: Mapping[str, Baseline]) -> Iterator[dict[str, Any]]:
    for suite in run.suites:
        if suite.control:
            continue
        gated = {one.name for one in suite.measures if not one.gate.open}
        baseline = baselines.get(suite.suite)
        for case in suite.cases:
            before = baseline.cases.get(case.case_id, {}) if baseline else {}
            yield _case(suite.suite, case, before, gated)


def _case(
    suite: str, case: CaseResult, before: Mapping[str, Score | None], gated: set[str]
) -> dict[str, Any]:
    short = case.status != "measured" or bool(gated & set(case.missing))
    changed = any(name in before and before[name] != own for name, own in case.scores.items())
    kinds = [*(["short"] if short else []), *(["changed"] if changed else [])]
    return {
        "suite": suite,
        "case_id": case.case_id,
        "slug": slug(case.case_id),
        "question": case.question,
        "short": short,
        "kinds": " ".join(kinds),
        "critical": case.critical,
        "seconds": case.seconds,
        "error": case.error,
        "scores": [
            {
                "name": name,
                "now": _score(own),
                "before": _score(before[name]) if name in before else "",
                "missing": case.missing.get(name, ""),
            }
            for name, own in case.scores.items()
            if ":" not in name
        ],
        "answer": case.shown.get("answer", ""),
        "verdicts": [_verdict(one) for one in case.shown.get("verdicts", ())],
        "left_out": case.shown.get("left_out", ()),
    }


def _score(score: Score | None) -> str:
    if score is None:
        return "not told"
    good, whole = score
    return number(good) if whole == 1 else f"{good:g} of {whole:g}"


def _verdict(one: Mapping[str, Any]) -> dict[str, Any]:
    return {**one, "quotes": [_quote(quote) for quote in one["quotes"]]}


def _quote(quote: Mapping[str, str]) -> dict[str, str]:
    """The quotation with the words of its passage before and after."""
    before, found, after = quote["passage"].partition(quote["quote"])
    cut = {"before": before[-AROUND:], "after": after[:AROUND]} if found else {}
    return {
        "before": "",
        "after": "",
        **cut,
        "quote": quote["quote"],
        "passage_id": quote["passage_id"],
    }
