"""The command line of the evals: `advisor eval`, and the same as `python -m evals`."""

import json
import os
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from typer.core import TyperGroup

from advisor.errors import AdvisorError
from evals.baselines import bless, load_baseline
from evals.cases import EvalError, Suite, load_suite, suite_names
from evals.comparing import print_comparison
from evals.controls import CONTROLS
from evals.feedback_command import feedback_app
from evals.records import EXIT_CODES, RunRecord, SuiteRun
from evals.report import gate_text, number, print_report
from evals.run_store import load_run
from evals.running import Wanted, affected, model_is_set, run
from evals.subjects import subject_of

STORE = Path(".evals")
JOBS = min(4, os.cpu_count() or 1)
UNUSABLE = EXIT_CODES["nothing measured"]
EPILOG = (
    "Exit codes: 0 pass, 1 regression, 2 wrong usage or nothing measured, 3 not comparable with "
    "the baseline. The data folder is a temporary one unless ADVISOR_DATA_DIR is set."
)


class _RunFirst(TyperGroup):
    """Takes what is no command for the suites of `run`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ("--help", "-h")):
            args = ["run", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_RunFirst,
    help="Measure the advice on labelled cases and hold it to its gates.",
    epilog=EPILOG,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(feedback_app, name="feedback")
Suites = Annotated[
    list[str] | None, typer.Argument(metavar="[SUITE]...", help="Suites to run; all if none.")
]
Store = Annotated[Path, typer.Option(help="Folder in which runs are kept.")]


@app.command("run", epilog=EPILOG)
def run_command(  # noqa: PLR0917  # the options of one command
    suites: Suites = None,
    cases: Annotated[
        Path | None, typer.Option(help="Run one suite on another file of the same shape.")
    ] = None,
    repeat: Annotated[int, typer.Option(min=1, max=20, help="Ask each case so often.")] = 1,
    json_out: Annotated[Path | None, typer.Option("--json", help="Write the run as JSON.")] = None,
    junit: Annotated[Path | None, typer.Option(help="Write a JUnit report.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write the report as one HTML file.")] = None,
    markdown: Annotated[Path | None, typer.Option(help="Write a summary as Markdown.")] = None,
    max_cost: Annotated[
        float | None, typer.Option(min=0, metavar="USD", help="Stop asking at this cost.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Ask so many cases at once.")] = JOBS,
    retry_errors: Annotated[
        str, typer.Option(metavar="RUN", help="Ask again what ended in an error there.")
    ] = "",
    resume: Annotated[str, typer.Option(metavar="RUN", help="Go on with a stopped run.")] = "",
    changed: Annotated[
        str, typer.Option(metavar="COMMIT", help="Only what a change since then can affect.")
    ] = "",
    control: Annotated[
        str, typer.Option(metavar="SUITE|all", help="Also run the control, which must fail.")
    ] = "",
    store: Store = STORE,
    verbose: Annotated[bool, typer.Option("--verbose", help="List what fell short.")] = False,
) -> None:
    """Run suites and hold each to its bounds and its baseline."""
    out, err = Console(highlight=False), Console(stderr=True, highlight=False)
    outputs = {"json": json_out, "junit": junit, "html": html, "markdown": markdown}
    try:
        chosen = _choose(suites or [], cases, outputs, err)
        if changed:
            chosen = affected(chosen, changed)
            if not chosen:
                out.print(f"No suite is affected by what changed since {changed}.")
                return
        controls = _controls(control, chosen)
        record = run(
            Wanted(
                suites=chosen,
                store=store,
                repeat=repeat,
                max_cost=max_cost,
                jobs=jobs,
                resume=resume,
                retry=retry_errors,
                controls=controls,
            ),
            err,
        )
        _write(record, outputs, store)
    except (AdvisorError, EvalError) as error:
        _fail(error, err)
    except KeyboardInterrupt:
        err.print("\nStopped. What was measured is kept: go on with --resume and the run's name.")
        raise typer.Exit(130) from None
    print_report(record, out, verbose=verbose)
    raise typer.Exit(record.exit_code)


@app.command("compare")
def compare_command(
    before: Annotated[str, typer.Argument(metavar="A", help="A run's id or JSON file.")],
    after: Annotated[str, typer.Argument(metavar="B", help="The later one.")],
    store: Store = STORE,
) -> None:
    """Compare two runs, case by case: exit code 1 where the later one is worse."""
    out, err = Console(highlight=False), Console(stderr=True, highlight=False)
    try:
        code = print_comparison(load_run(before, store), load_run(after, store), out)
    except EvalError as error:
        _fail(error, err)
    raise typer.Exit(code)


@app.command("bless")
def bless_command(
    suite: Annotated[str, typer.Argument(help="The suite whose figures are accepted.")],
    why: Annotated[str, typer.Option(help="Why they are accepted; kept in the baseline.")],
    named: Annotated[
        str, typer.Option("--run", metavar="RUN", help="A run's id or JSON file; else run now.")
    ] = "",
    store: Store = STORE,
) -> None:
    """Make the figures of a run the baseline of a suite."""
    out, err = Console(highlight=False), Console(stderr=True, highlight=False)
    try:
        wanted = load_suite(suite)
        record = load_run(named, store) if named else run(Wanted(suites=[wanted], store=store), err)
        path = bless(_measured(wanted, record), record.made_with, why=why)
    except (AdvisorError, EvalError) as error:
        _fail(error, err)
    out.print(f"{path} written.", markup=False, soft_wrap=True)


def _measured(suite: Suite, record: RunRecord) -> SuiteRun:
    for one in record.suites:
        if one.suite == suite.name and not one.control and one.cases_digest == suite.digest:
            return one
    raise EvalError(f"That run did not measure {suite.name} on its present cases.")


@app.command("list")
def list_command() -> None:
    """List suites, measures and baselines."""
    out, err = Console(highlight=False), Console(stderr=True, highlight=False)
    try:
        for name in suite_names():
            _print_suite(load_suite(name), out)
    except EvalError as error:
        _fail(error, err)


def _print_suite(suite: Suite, out: Console) -> None:
    baseline = load_baseline(suite.name)
    blessed = f"blessed {baseline.blessed_on}: {baseline.why}" if baseline else "no baseline"
    title = f"{suite.title} ({len(suite.cases)} cases; {blessed})"
    out.print(f"{suite.name}: {title}", markup=False, soft_wrap=True)
    scorers = subject_of(suite).scorers
    for measure in suite.measures:
        gate = gate_text(measure.gate) or "reported"
        known = (baseline.measures if baseline else {}).get(measure.scorer)
        value = f", now {number(known['value'])}" if known else ""
        line = f"  {measure.scorer} ({gate}{value}): {scorers[measure.scorer].meaning}"
        out.print(line, markup=False, soft_wrap=True)
    if suite.name in CONTROLS:
        out.print(f"  control: {CONTROLS[suite.name].meaning}")


def _choose(
    names: list[str], cases: Path | None, outputs: dict[str, Path | None], err: Console
) -> list[Suite]:
    """The suites to run; everything that can be wrong is found before the first question."""
    if cases is not None and len(names) != 1:
        raise EvalError("--cases needs exactly one suite that it is for.")
    for option, path in outputs.items():
        if path is not None and not path.resolve().parent.is_dir():
            raise EvalError(f"There is no folder {path.resolve().parent} to write --{option} to.")
    wanted = dict.fromkeys(names or suite_names())
    suites = [load_suite(name, cases_file=cases) for name in wanted]
    if any(one.needs_model for one in suites) and not model_is_set():
        left = [one.name for one in suites if one.needs_model]
        line = f"Left out, for ADVISOR_MODEL is not set: {', '.join(left)}."
        if names:
            raise EvalError(line)
        err.print(line, style="dim")
        suites = [one for one in suites if not one.needs_model]
    return suites


def _controls(named: str, suites: list[Suite]) -> list[str]:
    if not named:
        return []
    known = [suite.name for suite in suites if suite.name in CONTROLS]
    if named == "all":
        return known
    if named not in known:
        raise EvalError(f"There is no control of {named!r}. Controls: {', '.join(known)}.")
    return [named]


def _write(record: RunRecord, outputs: dict[str, Path | None], store: Path) -> None:
    writers: dict[str, Any] = {
        "json": _write_json,
        "junit": _write_junit,
        "html": _write_html,
        "markdown": _write_markdown,
    }
    for option, path in outputs.items():
        if path is None:
            continue
        try:
            writers[option](record, path, store)
        except OSError as error:
            raise EvalError(f"{path} cannot be written: {error}.") from error


def _write_json(record: RunRecord, path: Path, _: Path) -> None:
    text = json.dumps(record.to_dict(), ensure_ascii=False, indent=1, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")


def _write_junit(record: RunRecord, path: Path, _: Path) -> None:
    from evals.junit_report import write_junit

    write_junit(record, path)


def _write_html(record: RunRecord, path: Path, store: Path) -> None:
    from evals.baselines import load_baselines
    from evals.html_report import write_html
    from evals.run_store import earlier_runs

    earlier = [one for one in earlier_runs(store) if one.run_id != record.run_id]
    write_html(record, path, baselines=load_baselines(), earlier=earlier)


def _write_markdown(record: RunRecord, path: Path, _: Path) -> None:
    from evals.baselines import load_baselines
    from evals.markdown_report import markdown_summary

    path.write_text(markdown_summary(record, load_baselines()), encoding="utf-8")


def _fail(error: Exception, err: Console) -> NoReturn:
    err.print(str(error), style="red", markup=False, soft_wrap=True)
    raise typer.Exit(UNUSABLE) from error
