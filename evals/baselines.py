"""The committed baselines: one file a suite, changed by an explicit bless alone."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from evals.cases import EvalError
from evals.gate import baseline_scores
from evals.records import SCHEMA, Baseline, SuiteRun

FOLDER = Path(__file__).with_name("baselines")


def load_baseline(suite: str, folder: Path = FOLDER) -> Baseline | None:
    """The baseline of a suite, or None; `EvalError` where its file cannot be read."""
    path = folder / f"{suite}.json"
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        baseline = Baseline.from_dict(data)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvalError(f"{path} cannot be read: {error!r}. Restore it, or bless anew.") from error
    if baseline.schema != SCHEMA or baseline.suite != suite:
        raise EvalError(f"{path} is of another suite or version. Restore it, or bless anew.")
    return baseline


def load_baselines(folder: Path = FOLDER) -> dict[str, Baseline]:
    """Every committed baseline by suite, sorted."""
    names = sorted(path.stem for path in folder.glob("*.json"))
    return {name: found for name in names if (found := load_baseline(name, folder))}


def bless(run: SuiteRun, made_with: Mapping[str, str], *, why: str, folder: Path = FOLDER) -> Path:
    """Write a suite's baseline from its run; `EvalError` where the run must not become one."""
    if not why.strip():
        raise EvalError('Say why the figures are accepted: --why "...".')
    if run.control or run.own_cases:
        raise EvalError(f"{run.suite} ran under a control or on own cases: not a baseline.")
    unfit = [case.case_id for case in run.cases if case.status != "measured"]
    if unfit or not run.cases:
        raise EvalError(f"{run.suite} has cases without a result ({', '.join(unfit[:3])}).")
    if failed := [one.name for one in run.measures if one.outcome in _UNFIT]:
        raise EvalError(f"{run.suite} misses its own bounds ({', '.join(failed)}).")
    baseline = as_baseline(run, made_with, why=why)
    path = folder / f"{run.suite}.json"
    folder.mkdir(exist_ok=True)
    path.write_text(_text(baseline), encoding="utf-8")
    return path


def as_baseline(run: SuiteRun, made_with: Mapping[str, str], *, why: str) -> Baseline:
    """The figures of a run in the shape of a baseline of today."""
    return Baseline(
        suite=run.suite,
        blessed_on=datetime.now(UTC).date().isoformat(),
        why=why.strip(),
        made_with=dict(made_with),
        cases_digest=run.cases_digest,
        scorer_digest=run.scorer_digest,
        counts={"cases": len(run.cases), "errors": 0},
        measures={
            one.name: {"value": found.mean, "low": found.low, "high": found.high}
            for one in run.measures
            if (found := one.interval)
        },
        cases=baseline_scores(run.cases),
    )


_UNFIT = ("fail", "not measured")


def _text(baseline: Baseline) -> str:
    """JSON with one case a line, so that a change reads well in a diff."""
    data = asdict(baseline)
    cases = data.pop("cases")
    head = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)
    rows = ",\n".join(
        f" {json.dumps(name)}: {json.dumps(scores, sort_keys=True, allow_nan=False)}"
        for name, scores in cases.items()
    )
    return f'{head[:-2]},\n "cases": {{\n{rows}\n }}\n}}\n'
