"""A whole run: the chosen suites, one after the other, kept case by case, under controls or not."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from advisor.pipeline import Advisor
from advisor.settings import load_settings
from advisor.wiring import build_advisor
from evals.baselines import load_baseline
from evals.cases import EvalError, Suite
from evals.controls import CONTROLS
from evals.records import CaseResult, GateResult, RunRecord, SuiteRun
from evals.run_store import RunFolder
from evals.runner import left_out_targets, made_with, run_suite


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a run is asked for; `resume` and `retry` are the ids of earlier runs, or empty."""

    suites: Sequence[Suite]
    store: Path
    repeat: int = 1
    max_cost: float | None = None
    jobs: int = 1
    resume: str = ""
    retry: str = ""
    controls: Sequence[str] = ()


def run(wanted: Wanted, err: Console) -> RunRecord:
    """Run the suites, then the controls; every result is kept as it comes."""
    folder = (
        RunFolder.of(wanted.resume, wanted.store) if wanted.resume else RunFolder.new(wanted.store)
    )
    err.print(f"Run {folder.run_id}", style="dim", markup=False)
    started, start = datetime.now(UTC).isoformat(timespec="seconds"), time.perf_counter()
    with _advisor() as advisor, Progress(console=err, transient=True) as progress:
        folder.made_with = {**made_with(advisor), "commit": commit()}
        suites = [_suite(one, advisor, folder, wanted, progress) for one in wanted.suites]
        for suite in wanted.suites:
            if suite.name in wanted.controls:
                suites.append(_control(suite, advisor, wanted.jobs, progress))
    for suite in wanted.suites:
        if lines := left_out_targets(suite):
            err.print(f"{suite.name}: targets left out: {', '.join(lines)}", markup=False)
    record = RunRecord(
        run_id=folder.run_id,
        started_at=started,
        seconds=round(time.perf_counter() - start, 1),
        made_with=folder.made_with,
        suites=tuple(suites),
    )
    folder.finish(record)
    return record


def _suite(
    suite: Suite, advisor: Advisor, folder: RunFolder, wanted: Wanted, progress: Progress
) -> SuiteRun:
    made = folder.made_with
    known = {}
    if wanted.resume:
        known = folder.known(suite, made, with_errors=True)
    elif wanted.retry:
        known = RunFolder.of(wanted.retry, wanted.store).known(suite, made, with_errors=False)
        for result in known.values():
            folder.keep(suite, result)
    task = progress.add_task(suite.name, total=len(suite.cases), completed=len(known))

    def keep(result: CaseResult) -> None:
        folder.keep(suite, result)
        progress.advance(task)

    return run_suite(
        suite,
        advisor,
        baseline=None if suite.own_cases else load_baseline(suite.name),
        known=known,
        keep=keep,
        repeat=wanted.repeat,
        max_cost=wanted.max_cost,
        jobs=wanted.jobs,
    )


def _control(suite: Suite, advisor: Advisor, jobs: int, progress: Progress) -> SuiteRun:
    """The suite under its mutation: right where its gate is red."""
    control = CONTROLS[suite.name]
    task = progress.add_task(f"{suite.name} ({control.name})", total=len(suite.cases))
    found = run_suite(
        suite,
        control.broken(advisor),
        baseline=None if suite.own_cases else load_baseline(suite.name),
        keep=lambda _: progress.advance(task),
        jobs=jobs,
        control=control.name,
    )
    return replace(found, gate=of_control(found, control.meaning))


def of_control(found: SuiteRun, meaning: str) -> GateResult:
    """A pass where a figure of the broken advisor left its bounds, else a regression."""
    if any(one.outcome == "fail" for one in found.measures):
        return GateResult(outcome="pass", reasons=())
    reason = f"The control ({meaning}) did not turn the suite red: {found.gate.outcome}."
    return replace(found.gate, outcome="regression", reasons=(reason, *found.gate.reasons))


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


def model_is_set() -> bool:
    """Whether the settings name a language model."""
    return bool(load_settings().model)


def commit() -> str:
    """The commit of the working tree, marked where it has changes; `unknown` outside of one."""
    described = _git("describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")
    return described or "unknown"


def affected(suites: Sequence[Suite], base: str) -> list[Suite]:
    """The suites that a change since the commit `base` can affect; `EvalError` without git."""
    changed = _git("diff", "--name-only", base)
    if changed is None:
        raise EvalError(f"--changed needs git and a commit that it knows: {base!r} is none.")
    paths = changed.splitlines()
    return [one for one in suites if any(_touches(one, path) for path in paths)]


_PRODUCT = ("advisor/", "knowledge/", "prompts/", "evals/", "pyproject.toml", "constraints.txt")
_CORE = ("evals/suites/",)


def _touches(suite: Suite, path: str) -> bool:
    if path.startswith(_CORE):
        return path.startswith(f"evals/suites/{suite.name}/") or any(
            str(one).endswith(path) for one in suite.case_files
        )
    return path.startswith(suite.touches or _PRODUCT)


def _git(*arguments: str) -> str | None:
    folder = Path(__file__).resolve().parent
    try:
        done = subprocess.run(  # noqa: S603  # fixed words and a commit's name
            ["git", "-C", str(folder), *arguments],  # noqa: S607  # the user's own git
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()
