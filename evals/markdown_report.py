"""A run as Markdown for a pull request: the table, the reasons, what changed."""

import re
from collections.abc import Iterator, Mapping

from evals.records import Baseline, MeasureResult, RunRecord, SuiteRun
from evals.report import difference_text, gate_text, number

MOST_CHARS = 60_000
MOST_CASES = 10
_MARKS = {"pass": "✅", "fail": "❌", "not measured": "❌", "reported": ""}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def markdown_summary(run: RunRecord, baselines: Mapping[str, Baseline]) -> str:
    """The summary, at most 60,000 characters, for a job summary holds no more than that."""
    text = "\n".join(_lines(run, baselines)) + "\n"
    if len(text) <= MOST_CHARS:
        return text
    return text[: text.rfind("\n", 0, MOST_CHARS - 80)] + "\n\nThe rest is in the HTML report.\n"


def escaped(text: str) -> str:
    """Text of a case as text: no markup, no table cells, one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _lines(run: RunRecord, baselines: Mapping[str, Baseline]) -> Iterator[str]:
    good = run.exit_code == 0
    yield f"## Evals: {'✅ pass' if good else '❌ not passed'} (exit code {run.exit_code})"
    yield ""
    for suite in run.suites:
        if suite.gate.outcome != "pass":
            yield f"* **{escaped(suite.suite)}**: {suite.gate.outcome}"
            yield from (f"  * {escaped(reason)}" for reason in suite.gate.reasons)
    yield ""
    yield "| suite | measure | value | 95 % interval | bound | baseline |"
    yield "|---|---|---|---|---|---|"
    for suite in run.suites:
        if not suite.control:
            yield from _rows(suite, baselines.get(suite.suite))
    yield ""
    for suite in run.suites:
        yield from _changes(suite)
    made = ", ".join(f"{key} {value}" for key, value in run.made_with.items())
    yield f"Run {escaped(run.run_id)}, {escaped(made)}"


def _rows(suite: SuiteRun, baseline: Baseline | None) -> Iterator[str]:
    for measure in suite.measures:
        if not measure.part_of:
            cells = (suite.suite, measure.name, *_figures(measure, baseline))
            yield f"| {' | '.join(cells)} |"


def _figures(measure: MeasureResult, baseline: Baseline | None) -> tuple[str, ...]:
    known = (baseline.measures if baseline else {}).get(measure.name)
    one = measure.interval
    return (
        f"{_MARKS[measure.outcome]} {number(one.mean)}" if one else "none",
        f"{number(one.low)} to {number(one.high)}" if one else "",
        gate_text(measure.gate),
        number(known["value"]) if known else "",
    )


def _changes(suite: SuiteRun) -> Iterator[str]:
    if suite.control:
        return
    if any(one.difference for one in suite.gate.differences):
        yield f"**{suite.suite}** against its baseline:"
        yield ""
        yield from (f"* {escaped(difference_text(one))}" for one in suite.gate.differences)
        yield ""
    short = [
        one for measure in suite.measures if not measure.gate.open for one in measure.shortfalls
    ]
    if short:
        yield f"<details><summary>{suite.suite}: {len(short)} scores fell short</summary>"
        yield ""
        for one in short[:MOST_CASES]:
            yield f"* `{one.case_id}` {escaped(one.question[:120])}: {escaped(one.missing[:200])}"
        if len(short) > MOST_CASES:
            yield f"* and {len(short) - MOST_CASES} more"
        yield ""
        yield "</details>"
        yield ""
