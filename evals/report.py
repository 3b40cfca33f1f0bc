"""The report of a run for people: one table, failures first, and the cases that fell short."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.cases import Gate
from evals.measuring import MeasureResult, Outcome
from evals.runner import SuiteResult

ORDER: tuple[Outcome, ...] = ("fail", "not measured", "pass", "reported")
STYLES = {"fail": "bold red", "not measured": "bold red", "pass": "green", "reported": "dim"}
MARKS = {"fail": "✗ fail", "not measured": "✗ not measured", "pass": "✓ pass", "reported": ""}


def print_report(results: Sequence[SuiteResult], console: Console, *, verbose: bool) -> None:
    """The table, what the figures were made with, and with `verbose` each case that fell short."""
    console.print(results_table(results))
    for result in results:
        made_with = ", ".join(f"{key} {value}" for key, value in result.made_with.items())
        console.print(f"{result.name}: {made_with}", style="dim", markup=False, soft_wrap=True)
        for case_id, why in result.refused.items():
            console.print(
                f"✗ {result.name} {case_id} was refused: {why}",
                style="red",
                markup=False,
                soft_wrap=True,
            )
        if verbose:
            _print_shortfalls(result, console)


def results_table(results: Sequence[SuiteResult]) -> Table:
    """One row a measure, failures first, its parts below it; "37 in 30": 37 pairs in 30 cases."""
    table = Table("suite", "measure", box=None, pad_edge=False, header_style="bold")
    for heading in ("value", "95 % interval", "cases", "gate"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("result", no_wrap=True)
    rows = [(result, measure) for result in results for measure in result.measures]
    for result, measure in sorted(rows, key=lambda row: ORDER.index(_outcome(*row))):
        name = f"  {measure.name.removeprefix(f'{measure.part_of}:')}"
        table.add_row(result.name, name if measure.part_of else measure.name, *_cells(measure))
    return table


def _outcome(result: SuiteResult, measure: MeasureResult) -> Outcome:
    """The outcome of the measure, or of the one that it is a part of."""
    whole = [one for one in result.measures if one.name == (measure.part_of or measure.name)]
    return whole[0].outcome


def _cells(measure: MeasureResult) -> tuple[str | Text, ...]:
    interval = measure.interval
    return (
        _number(interval.mean) if interval else "none",
        f"{_number(interval.low)} to {_number(interval.high)}" if interval else "",
        str(measure.cases) if measure.pairs is None else f"{measure.pairs} in {measure.cases}",
        gate_text(measure.gate),
        Text(MARKS[measure.outcome], style=STYLES[measure.outcome]),
    )


def gate_text(gate: Gate) -> str:
    """The bounds as people write them."""
    low = f"≥ {_number(gate.at_least)}" if gate.at_least is not None else ""
    high = f"≤ {_number(gate.at_most)}" if gate.at_most is not None else ""
    return " and ".join(part for part in (low, high) if part)


def _number(value: float) -> str:
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def _print_shortfalls(result: SuiteResult, console: Console) -> None:
    for measure in result.measures:
        if measure.shortfalls:
            console.print(f"\n{result.name} · {measure.name}", style="bold")
        for short in measure.shortfalls:
            line = f"  {short.case_id}  {short.question}\n    {short.score:.2f}  {short.missing}"
            console.print(line, markup=False, soft_wrap=True)
