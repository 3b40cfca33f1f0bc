"""The runner: puts each case of a suite to an `Advisor` and hands back what was measured."""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from statistics import fmean
from typing import Any

from advisor import __version__
from advisor.errors import InputError, NotFoundError
from advisor.pipeline import Advisor
from advisor.prompts import load_prompts
from evals.cases import Case, Suite, with_limits
from evals.gate import judge
from evals.measuring import measured, score
from evals.records import Baseline, CaseResult, Score, Status, SuiteRun
from evals.subjects import Subject, scorer_digest, subject_of
from evals.workspaces import refused_targets

Keep = Callable[[CaseResult], None]


def run_suite(
    suite: Suite,
    advisor: Advisor,
    *,
    baseline: Baseline | None = None,
    known: Mapping[str, CaseResult] | None = None,
    keep: Keep = lambda _: None,
    repeat: int = 1,
    max_cost: float | None = None,
    jobs: int = 1,
    control: str = "",
) -> SuiteRun:
    """Ask every case that is not `known` already, score what comes, and hold it to the gate.

    `keep` is called with each result as it comes, by one thread. With `repeat` a case is asked that
    often: its scores are means, and `unsteady` names those that differ. Up to `jobs` cases are
    asked at once, which changes no score. No case is begun after `max_cost` dollars, and no gate
    lets pass what was not asked. `EvalError` where the suite names a scorer that does not exist.
    """
    subject = subject_of(suite)
    digest = scorer_digest(suite)
    cases = with_limits(suite.cases, advisor.library)
    known = known or {}
    found = {one.case_id: known[one.case_id] for one in cases if one.case_id in known}
    purse = _Purse(max_cost, spent=sum(one.cost_usd or 0.0 for one in found.values()))

    def asked(case: Case) -> CaseResult:
        if purse.empty:
            return _blank(case, "not asked", "The cap of --max-cost was reached.")
        result = _repeated(suite, subject, case, advisor, repeat)
        purse.pay(result.cost_usd or 0.0)
        return result

    for result in _at_once(asked, [one for one in cases if one.case_id not in found], jobs):
        if result.status != "not asked":
            keep(result)
        found[result.case_id] = result
    results = [found[case.case_id] for case in cases]
    measures = measured(suite, results, subject.scorers)
    return SuiteRun(
        suite=suite.name,
        title=suite.title,
        about=suite.about,
        cases_digest=suite.digest,
        scorer_digest=digest,
        case_files=tuple(path.name for path in suite.case_files),
        own_cases=suite.own_cases,
        control=control,
        cases=tuple(results),
        measures=measures,
        gate=judge(suite, results, measures, baseline=baseline, scorer_digest=digest),
    )


class _Purse:
    """The dollars of a suite; threads share it."""

    def __init__(self, most: float | None, *, spent: float) -> None:
        self._most, self._spent = most, spent
        self._lock = threading.Lock()

    @property
    def empty(self) -> bool:
        return self._most is not None and self._spent >= self._most

    def pay(self, cost: float) -> None:
        with self._lock:
            self._spent += cost


def _at_once(
    ask: Callable[[Case], CaseResult], cases: Sequence[Case], jobs: int
) -> Iterator[CaseResult]:
    """The results as they come; after an interruption no other case is begun."""
    with ThreadPoolExecutor(jobs) as pool:
        try:
            for done in as_completed([pool.submit(ask, case) for case in cases]):
                yield done.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def made_with(advisor: Advisor) -> dict[str, str]:
    """What the figures of a run were made with, but for the cases."""
    return {
        "version": __version__,
        "settings": advisor.settings.digest,
        "knowledge": advisor.library.digest,
        "index": advisor.index_fingerprint,
        "prompts": _prompts(advisor),
        "model": advisor.settings.model or "none",
    }


def _prompts(advisor: Advisor) -> str:
    digests = load_prompts(advisor.settings.prompts_dir).digests()
    return hashlib.sha256(repr(sorted(digests.items())).encode()).hexdigest()[:12]


def left_out_targets(suite: Suite) -> tuple[str, ...]:
    """The agreed targets of the cases that the advisor does not take."""
    records = [case.records for case in suite.cases if case.records]
    return tuple(dict.fromkeys(line for one in records for line in refused_targets(one)))


def _repeated(
    suite: Suite, subject: Subject, case: Case, advisor: Advisor, repeat: int
) -> CaseResult:
    results = [_asked(suite, subject, case, advisor) for _ in range(repeat)]
    first = next((one for one in results if one.status != "measured"), results[0])
    if repeat == 1 or first.status != "measured":
        return first
    return replace(
        first,
        scores=dict(_means([one.scores for one in results])),
        seconds=fmean(one.seconds for one in results),
        tokens=sum(one.tokens for one in results),
        cost_usd=sum(one.cost_usd or 0.0 for one in results),
        unsteady=tuple(
            name
            for name in first.scores
            if any(one.scores.get(name) != first.scores[name] for one in results)
        ),
    )


def _means(
    every: Sequence[Mapping[str, Score | None]],
) -> Iterator[tuple[str, Score | None]]:
    """A score that could not be told once is not told at all."""
    for name in dict.fromkeys(name for scores in every for name in scores):
        found = [scores[name] for scores in every if name in scores]
        told = [one for one in found if one]
        if len(told) < len(found):
            yield name, None
        else:
            yield name, (fmean(good for good, _ in told), fmean(whole for _, whole in told))


def _asked(suite: Suite, subject: Subject, case: Case, advisor: Advisor) -> CaseResult:
    start = time.perf_counter()
    try:
        given = subject.ask(case, advisor)
    except (InputError, NotFoundError) as error:
        return _blank(case, "refused", str(error))
    except Exception as error:  # noqa: BLE001  # a case that breaks the product is a result, too
        return _blank(case, "error", f"{type(error).__name__}: {error}")
    seconds = time.perf_counter() - start
    scored = score(
        case, given, suite.measures, subject.scorers, subject.topics(case, given, advisor)
    )
    return replace(
        _blank(case, "measured", ""),
        scores=scored.scores,
        missing=scored.missing,
        seconds=round(seconds, 4),
        shown=subject.shown(given),
        **_usage(given),
    )


def _usage(given: Any) -> dict[str, Any]:
    trace = getattr(given, "trace", None)
    prompt, completion = (getattr(trace, f"{one}_tokens", 0) for one in ("prompt", "completion"))
    return {"tokens": prompt + completion, "cost_usd": getattr(trace, "cost_usd", 0.0)}


def _blank(case: Case, status: Status, error: str) -> CaseResult:
    return CaseResult(
        case_id=case.case_id,
        set_id=case.set_id,
        question=case.question,
        group=case.group,
        critical=case.critical,
        status=status,
        error=error,
    )
