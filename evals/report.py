"""The report of a run for people: one table, failures first, and the cases that fell short."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.cases import Gate
from evals.records import Difference, GateOutcome, MeasureResult, Outcome, RunRecord, SuiteRun

ORDER: tuple[Outcome, ...] = ("fail", "not measured", "pass", "reported")
STYLES = {"fail": "bold red", "not measured": "bold red", "pass": "green", "reported": "dim"}
MARKS = {"fail": "✗ fail", "not measured": "✗ not measured", "pass": "✓ pass", "reported": ""}
_GATES: dict[GateOutcome, str] = {
    "pass": "✓ pass",
    "regression": "✗ regression",
    "nothing measured": "✗ nothing to measure",
    "not comparable": "✗ not comparable",
}


def print_report(run: RunRecord, console: Console, *, verbose: bool) -> None:
    """The tables, what the figures were made with, and with `verbose` what fell short."""
    console.print(results_table(run.suites))
    made = ", ".join(f"{key} {value}" for key, value in run.made_with.items())
    console.print(f"Made with {made}", style="dim", markup=False, soft_wrap=True)
    if verbose:
        for suite in run.suites:
            _print_shortfalls(suite, console)
    for suite in run.suites:
        _print_gate(suite, console)


def results_table(suites: Sequence[SuiteRun]) -> Table:
    """One row a measure, failures first, its parts below it; "37 in 30": 37 pairs in 30 cases."""
    table = Table("suite", "measure", box=None, pad_edge=False, header_style="bold")
    for heading in ("value", "95 % interval", "cases", "gate"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("result", no_wrap=True)
    rows = [(suite, measure) for suite in suites for measure in suite.measures]
    for suite, measure in sorted(rows, key=lambda row: ORDER.index(_outcome(*row))):
        name = f"  {measure.name.removeprefix(f'{measure.part_of}:')}"
        table.add_row(suite.suite, name if measure.part_of else measure.name, *_cells(measure))
    return table


def _outcome(suite: SuiteRun, measure: MeasureResult) -> Outcome:
    """The outcome of the measure, or of the one that it is a part of."""
    whole = [one for one in suite.measures if one.name == (measure.part_of or measure.name)]
    return whole[0].outcome


def _cells(measure: MeasureResult) -> tuple[str | Text, ...]:
    interval = measure.interval
    return (
        number(interval.mean) if interval else "none",
        f"{number(interval.low)} to {number(interval.high)}" if interval else "",
        str(measure.cases) if measure.pairs is None else f"{measure.pairs} in {measure.cases}",
        gate_text(measure.gate),
        Text(MARKS[measure.outcome], style=STYLES[measure.outcome]),
    )


def gate_text(gate: Gate) -> str:
    """The bounds as people write them."""
    low = f"≥ {number(gate.at_least)}" if gate.at_least is not None else ""
    high = f"≤ {number(gate.at_most)}" if gate.at_most is not None else ""
    return " and ".join(part for part in (low, high) if part)


def number(value: float) -> str:
    """A figure as every report writes it."""
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def difference_text(one: Difference) -> str:
    """A measure beside its baseline, with the smallest drop that would be noticed."""
    return (
        f"{one.measure} {number(one.before)} → {number(one.now)} "
        f"({one.low:+.3f} to {one.high:+.3f}; a drop of {number(one.smallest)} is noticed)"
    )


def _print_gate(suite: SuiteRun, console: Console) -> None:
    gate = suite.gate
    style = "green" if gate.outcome == "pass" else "bold red"
    under = f" under the control {suite.control!r}" if suite.control else ""
    console.print(Text(f"{suite.suite}{under}: {_GATES[gate.outcome]}", style=style))
    for reason in gate.reasons:
        console.print(f"  {reason}", style="red", markup=False, soft_wrap=True)
    for case in suite.cases:
        if case.status in ("error", "refused"):
            line = f"  {case.case_id} was {case.status}: {case.error}"
            console.print(line.replace("was error", "failed"), style="red", markup=False)
        if case.unsteady:
            names = ", ".join(case.unsteady)
            console.print(f"  {case.case_id} is not the same each time: {names}", markup=False)
    for one in gate.differences:
        console.print(f"  {difference_text(one)}", style="dim", markup=False, soft_wrap=True)
    if suite.own_cases:
        console.print("  Own cases: only the bounds count, there is no baseline.", style="dim")


def _print_shortfalls(suite: SuiteRun, console: Console) -> None:
    for measure in suite.measures:
        if measure.shortfalls:
            console.print(f"\n{suite.suite} · {measure.name}", style="bold")
        for short in measure.shortfalls:
            line = f"  {short.case_id}  {short.question}\n    {short.score:.2f}  {short.missing}"
            console.print(line, markup=False, soft_wrap=True)
