"""The command line of the evals: `python -m evals [SUITE ...]`."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from advisor.errors import AdvisorError
from advisor.pipeline import Advisor
from advisor.settings import load_settings
from advisor.wiring import build_advisor
from evals.cases import EvalError, Suite, load_suite, suite_names
from evals.report import gate_text, print_report
from evals.runner import UNUSABLE, SuiteResult, exit_code, run_suite, scorer_of

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command(
    epilog="Exit codes: 0 all gates pass, 1 a gate failed, 2 wrong usage or a gate had nothing "
    "to measure. The data folder is a temporary one unless ADVISOR_DATA_DIR is set."
)
def main(
    suites: Annotated[
        list[str] | None, typer.Argument(metavar="[SUITE]...", help="Suites to run; all if none.")
    ] = None,
    cases: Annotated[
        Path | None, typer.Option(help="Run one suite on another file of the same shape.")
    ] = None,
    json_out: Annotated[
        Path | None, typer.Option("--json", help="Also write the results to this file.")
    ] = None,
    list_suites: Annotated[
        bool, typer.Option("--list", help="List suites and measures, and stop.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="List each case that fell short.")
    ] = False,
) -> None:
    """Measure the advice on labelled questions and hold it to its gates."""
    out, err = Console(highlight=False), Console(stderr=True, highlight=False)
    try:
        chosen = _choose(suites or [], cases, json_out)
        if list_suites:
            _print_list(chosen, out)
            return
        with _advisor() as advisor:
            results = _run(chosen, advisor, err)
        if json_out is not None:
            _write(results, json_out)
    except (AdvisorError, EvalError) as error:
        err.print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(UNUSABLE) from error
    print_report(results, out, verbose=verbose)
    code = exit_code(results)
    if code == UNUSABLE:
        err.print("A gate had nothing to measure.", style="red")
    raise typer.Exit(code)


def _choose(names: list[str], cases: Path | None, json_out: Path | None) -> list[Suite]:
    """The suites to run; everything that can be wrong is found before the first question."""
    if cases is not None and len(names) != 1:
        raise EvalError("--cases needs exactly one suite that it is for.")
    if json_out is not None and not json_out.resolve().parent.is_dir():
        raise EvalError(f"There is no folder {json_out.resolve().parent} to write --json to.")
    wanted = dict.fromkeys(names or suite_names())
    return [load_suite(name, cases_file=cases) for name in wanted]


@contextmanager
def _advisor() -> Iterator[Advisor]:
    """The advisor as the page gets it, in a folder of its own where none was chosen."""
    with tempfile.TemporaryDirectory(prefix="advisor-evals-", ignore_cleanup_errors=True) as folder:
        own = {} if os.environ.get("ADVISOR_DATA_DIR") else {"data_dir": Path(folder)}
        advisor = build_advisor(load_settings(**own))
        try:
            yield advisor
        finally:
            advisor.close()


def _run(suites: list[Suite], advisor: Advisor, err: Console) -> list[SuiteResult]:
    results = []
    with Progress(console=err, transient=True) as progress:
        for suite in suites:
            task = progress.add_task(suite.name, total=len(suite.cases))
            results.append(run_suite(suite, advisor, tick=partial(progress.advance, task)))
    return results


def _write(results: list[SuiteResult], path: Path) -> None:
    data = {"exit_code": exit_code(results), "suites": [result.to_dict() for result in results]}
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise EvalError(f"{path} cannot be written: {error}.") from error


def _print_list(suites: list[Suite], out: Console) -> None:
    for suite in suites:
        out.print(f"[bold]{suite.name}[/]: {suite.title} ({len(suite.cases)} cases)")
        for measure in suite.measures:
            gate = gate_text(measure.gate) or "reported"
            meaning = scorer_of(suite, measure.scorer).meaning
            out.print(f"  {measure.scorer} ({gate}): {meaning}")


if __name__ == "__main__":
    app()
