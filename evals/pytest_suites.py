"""The tests that eval suites become: one for each gate, one for each critical case."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from advisor.errors import AdvisorError
from advisor.pipeline import Advisor
from advisor.settings import load_settings
from advisor.wiring import build_advisor
from evals.baselines import load_baseline
from evals.cases import EvalError, Suite, load_suite, suite_names
from evals.records import CaseResult, SuiteRun
from evals.runner import run_suite
from evals.running import model_is_set

SHOWN_CASES, SHOWN_CHARS = 10, 600


class GateError(Exception):
    """A suite or a critical case did not hold; the message is for the person who runs pytest."""


class Runs:
    """Runs each suite once, when its first test is due, with one advisor for all."""

    def __init__(self) -> None:
        self._done: dict[str, SuiteRun] = {}
        self._advisor: Advisor | None = None
        self._closing = ExitStack()

    def of(self, suite: Suite) -> SuiteRun:
        """What the suite measured; what the product cannot do is raised as it is."""
        if suite.name not in self._done:
            baseline = None if suite.own_cases else load_baseline(suite.name)
            self._done[suite.name] = run_suite(suite, self._open(), baseline=baseline)
        return self._done[suite.name]

    def close(self) -> None:
        """Give back what the advisor holds open."""
        self._closing.close()

    def _open(self) -> Advisor:
        if self._advisor is None:
            made = tempfile.TemporaryDirectory(prefix="advisor-evals-", ignore_cleanup_errors=True)
            folder = Path(self._closing.enter_context(made))
            own = {} if os.environ.get("ADVISOR_DATA_DIR") else {"data_dir": folder}
            self._advisor = build_advisor(load_settings(**own))
            self._closing.callback(self._advisor.close)
        return self._advisor


class EvalItem(pytest.Item):
    """A test of one suite; it is reported under the suite's own file."""

    def __init__(self, *, suite: Suite, runs: Runs, **rest: Any) -> None:
        super().__init__(**rest)
        self.suite, self.runs = suite, runs
        self.add_marker("advisor_evals")

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where the test comes from, and its name in a report."""
        return self.suite.case_files[0], None, f"{self.suite.name}: {self.name}"

    def add_report_section(self, when: str, key: str, content: str) -> None:
        """What libraries log while a suite runs says nothing of its gate."""
        if key != "log":
            super().add_report_section(when, key, content)

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """A gate that fails is told in words; anything else with its trace."""
        if isinstance(excinfo.value, GateError | AdvisorError | EvalError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)


class GateItem(EvalItem):
    """The gate of a suite."""

    def runtest(self) -> None:
        """Fail with the gate's reasons and the cases that fell short."""
        found = self.runs.of(self.suite)
        if found.gate.outcome != "pass":
            raise GateError(gate_failure(found))


class CriticalItem(EvalItem):
    """One critical case of a suite."""

    def runtest(self) -> None:
        """Fail where the case fails and the baseline does not say that it always did."""
        found = self.runs.of(self.suite)
        case = next((one for one in found.cases if one.case_id == self.name), None)
        if case is None:
            raise GateError(f"{self.name} was not asked.")
        if critical_failed(found, case):
            raise GateError(case_failure(found, case))
        if _missing(found, case):
            pytest.xfail("It fell short in the baseline too.")


def suite_items(session: pytest.Session, wanted: str, cases: str) -> Iterator[EvalItem]:
    """The tests of the suites that are named, all if none is; `pytest.UsageError` if one is not."""
    runs = Runs()
    session.config.add_cleanup(runs.close)
    folder = session.config.rootpath / cases if cases else None
    try:
        suites = chosen(wanted, folder)
    except EvalError as error:
        raise pytest.UsageError(str(error)) from error
    for suite in suites:
        for kind, name in [(GateItem, "gate")] + [
            (CriticalItem, case.case_id) for case in suite.cases if case.critical
        ]:
            nodeid = f"advisor-evals::{suite.name}::{name}"
            made = kind.from_parent(session, name=name, nodeid=nodeid, suite=suite, runs=runs)
            yield made


def chosen(wanted: str, folder: Path | None) -> list[Suite]:
    """The suites by name, on the own cases of a folder where there is one; else `EvalError`."""
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    if unknown := [name for name in names if name not in suite_names()]:
        raise EvalError(
            f"There is no suite {unknown[0]!r}. Suites: {', '.join(suite_names())}. Name them as "
            "--advisor-evals=SUITE,SUITE, and paths before it."
        )
    own = {} if folder is None else _own_cases(folder)
    found = [load_suite(name, cases_file=own.get(name)) for name in names or own or suite_names()]
    if missing := [one.name for one in found if folder is not None and one.name not in own]:
        raise EvalError(f"{folder} has no {missing[0]}.jsonl. Add it, or name another suite.")
    if model_is_set():
        return found
    if needing := [one.name for one in found if one.needs_model and names]:
        raise EvalError(f"{needing[0]} needs a language model: set ADVISOR_MODEL.")
    return [one for one in found if not one.needs_model]


def _own_cases(folder: Path) -> dict[str, Path]:
    files = {path.stem: path for path in sorted(folder.glob("*.jsonl"))}
    if not files:
        raise EvalError(f"{folder} has no file of cases, such as answers.jsonl. Add one.")
    if unknown := [path for name, path in files.items() if name not in suite_names()]:
        raise EvalError(
            f"{unknown[0]} is named after no suite. Suites: {', '.join(suite_names())}."
        )
    return files


def critical_failed(found: SuiteRun, case: CaseResult) -> bool:
    """Whether a critical case blocks: it flipped, or fell short with no baseline to compare."""
    if case.status != "measured":
        return True
    compared = not found.own_cases and found.gate.outcome in ("pass", "regression")
    return case.case_id in found.gate.flipped if compared else bool(_missing(found, case))


def gate_failure(found: SuiteRun) -> str:
    """The reasons of a gate, then the cases that fell short, the critical ones first."""
    short = [one for one in found.cases if one.status != "measured" or _missing(found, one)]
    short.sort(key=lambda one: (one.case_id not in found.gate.flipped, not one.critical))
    lines = [f"{found.suite}: {found.gate.outcome}", *(f"  {one}" for one in found.gate.reasons)]
    lines += [f"\n{case_failure(found, one)}" for one in short[:SHOWN_CASES]]
    if len(short) > SHOWN_CASES:
        left = len(short) - SHOWN_CASES
        lines.append(f"\n{left} more: advisor eval run {found.suite} --verbose")
    return "\n".join(lines)


def case_failure(found: SuiteRun, case: CaseResult) -> str:
    """The question of a case, what was answered, and what was missing."""
    answer = str(case.shown.get("answer", ""))
    short = answer if len(answer) <= SHOWN_CHARS else f"{answer[:SHOWN_CHARS]}..."
    lines = [f"{found.suite} {case.case_id}", f"  question: {case.question}"]
    if short:
        lines.append(f"  answer:   {short}")
    if case.error:
        lines.append(f"  {case.status}:    {case.error}")
    return "\n".join([*lines, *(f"  {one}" for one in _missing(found, case))])


def _missing(found: SuiteRun, case: CaseResult) -> Sequence[str]:
    """What fell short in the measures that have a bound."""
    gated = {one.name for one in found.measures if not one.gate.open}
    return [f"{name}: {text}" for name, text in case.missing.items() if name in gated]
