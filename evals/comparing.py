"""Compares two runs suite by suite and case by case."""

from dataclasses import replace

from rich.console import Console

from evals.baselines import as_baseline
from evals.cases import EvalError, load_suite
from evals.gate import judge
from evals.records import EXIT_CODES, RunRecord, SuiteRun
from evals.report import difference_text


def print_comparison(before: RunRecord, after: RunRecord, out: Console) -> int:
    """Print what changed; the exit code is that of the gate, with the first run as baseline.

    `EvalError` where the runs have no suite in common.
    """
    pairs = [
        (old, new)
        for new in after.suites
        for old in before.suites
        if old.suite == new.suite and not old.control and not new.control
    ]
    if not pairs:
        raise EvalError("The runs have no suite in common: there is nothing to compare.")
    codes = [_print_pair(old, new, before, out) for old, new in pairs]
    return EXIT_CODES["regression"] if EXIT_CODES["regression"] in codes else max(codes)


def _print_pair(old: SuiteRun, new: SuiteRun, before: RunRecord, out: Console) -> int:
    suite = replace(load_suite(old.suite), digest=new.cases_digest, own_cases=False, cases=())
    gate = judge(
        suite,
        new.cases,
        new.measures,
        baseline=as_baseline(old, before.made_with, why="the earlier run"),
        scorer_digest=new.scorer_digest,
    )
    out.print(f"[bold]{new.suite}[/]: {gate.outcome}")
    for line in (*gate.reasons, *map(difference_text, gate.differences), *_moved(old, new)):
        out.print(f"  {line}", markup=False, soft_wrap=True)
    return gate.exit_code


def _moved(old: SuiteRun, new: SuiteRun) -> list[str]:
    """The cases whose scores changed, the worse ones first."""
    known = {case.case_id: case.scores for case in old.cases}
    lines = []
    for case in new.cases:
        for name, now in case.scores.items():
            was = known.get(case.case_id, {}).get(name)
            if was and now and ":" not in name and was != now:
                change = now[0] / now[1] - was[0] / was[1]
                lines.append((change, f"{case.case_id} {name} {change:+.2f}: {case.question[:80]}"))
    return [line for _, line in sorted(lines)]
