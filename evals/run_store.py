"""Keeps runs on disk, case by case, so that a run that was stopped can go on."""

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evals.cases import EvalError, Suite
from evals.records import CaseResult, RunRecord

RUN_FILE = "run.json"


class RunFolder:
    """The folder of one run: `SUITE.jsonl` grows case by case, `run.json` is written at the end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.made_with: Mapping[str, str] = {}

    @property
    def run_id(self) -> str:
        """The name of the folder."""
        return self.path.name

    @classmethod
    def new(cls, store: Path) -> "RunFolder":
        """A folder with a new name that sorts by time; `EvalError` where it cannot be made."""
        name = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
        try:
            (store / name).mkdir(parents=True)
        except OSError as error:
            raise EvalError(f"{store} cannot hold runs: {error}. Name another --store.") from error
        return cls(store / name)

    @classmethod
    def of(cls, run: str, store: Path) -> "RunFolder":
        """The folder of an earlier run; `EvalError` where there is none."""
        path = store / run
        if not run or not path.is_dir():
            raise EvalError(f"There is no run {run!r} in {store}. Runs: {_names(store)}.")
        return cls(path)

    def keep(self, suite: Suite, result: CaseResult) -> None:
        """Append the result of one case, with what it was made with."""
        line = {"digest": suite.digest, "made_with": dict(self.made_with), "case": asdict(result)}
        with self._cases(suite.name).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def known(
        self, suite: Suite, made_with: Mapping[str, str], *, with_errors: bool
    ) -> dict[str, CaseResult]:
        """The results that are there by case, the latest of each.

        Without `with_errors` only measured ones, so that an error is asked again and never
        replayed. `EvalError` where the cases or the product have changed since.
        """
        found = {}
        for line in self._lines(suite.name):
            if line["digest"] != suite.digest or line["made_with"] != dict(made_with):
                raise EvalError(
                    f"{suite.name} or the product changed since run {self.run_id}. Start a new run."
                )
            result = CaseResult.from_dict(line["case"])
            found[result.case_id] = result
        return {
            case_id: result
            for case_id, result in found.items()
            if with_errors or result.status == "measured"
        }

    def finish(self, run: RunRecord) -> None:
        """Write the whole record."""
        text = json.dumps(run.to_dict(), ensure_ascii=False, allow_nan=False)
        (self.path / RUN_FILE).write_text(text + "\n", encoding="utf-8")

    def _cases(self, suite: str) -> Path:
        return self.path / f"{suite}.jsonl"

    def _lines(self, suite: str) -> Iterator[dict[str, Any]]:
        """The lines that were written whole; the last one may have been cut off."""
        path = self._cases(suite)
        if not path.is_file():
            return
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                yield json.loads(line)
            except ValueError:
                return


def load_run(named: str, store: Path) -> RunRecord:
    """A run by its id or the path of its JSON; `EvalError` where it cannot be read."""
    path = Path(named)
    if not path.is_file():
        path = RunFolder.of(named, store).path / RUN_FILE
    try:
        return RunRecord.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise EvalError(f"Run {named} was not finished: --resume {named} goes on.") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvalError(f"{path} is not the record of a run: {error!r}.") from error


def earlier_runs(store: Path, count: int = 20) -> list[RunRecord]:
    """The latest finished runs, oldest first; those that cannot be read are passed over."""
    found = []
    for path in sorted(store.glob(f"*/{RUN_FILE}"))[-count:]:
        try:
            found.append(load_run(str(path), store))
        except EvalError:
            continue
    return found


def _names(store: Path) -> str:
    return ", ".join(sorted(path.name for path in store.glob("*/"))[-5:]) or "none"
