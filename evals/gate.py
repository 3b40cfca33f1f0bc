"""The gate: holds a suite's results to its bounds and, case by case, to its baseline."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from evals.cases import Suite
from evals.records import Baseline, CaseResult, Difference, GateResult, MeasureResult, Score
from evals.statistics import bootstrap_difference, smallest_flips

_NOTHING: Score = (0.0, 0.0)


def judge(
    suite: Suite,
    cases: Sequence[CaseResult],
    measures: Sequence[MeasureResult],
    *,
    baseline: Baseline | None,
    scorer_digest: str,
) -> GateResult:
    """Whether the suite may pass.

    Nothing measured outweighs all else, for a figure of nothing proves nothing. Own cases have no
    baseline, so that their bounds alone count.
    """
    if reasons := list(_nothing(suite, cases, measures)):
        return GateResult(outcome="nothing measured", reasons=tuple(reasons))
    failures = [*_errors(suite, cases), *_unscored(suite, cases), *_bounds(measures)]
    if suite.own_cases:
        return _result(failures)
    if baseline is None:
        line = f"There is no baseline. {_repair(suite)}"
        return GateResult(outcome="nothing measured", reasons=(line, *failures))
    if unlike := list(_unlike(suite, scorer_digest, baseline)):
        return GateResult(outcome="not comparable", reasons=(*unlike, *failures))
    differences = tuple(_differences(suite, cases, baseline))
    flipped = tuple(_flipped(suite, cases, baseline))
    failures += [_drop(one) for one in differences if _is_drop(one, suite)]
    failures += [f"The critical case {case_id} passed before and fails now." for case_id in flipped]
    return _result(failures, differences, flipped)


def _result(
    failures: Sequence[str],
    differences: tuple[Difference, ...] = (),
    flipped: tuple[str, ...] = (),
) -> GateResult:
    return GateResult(
        outcome="regression" if failures else "pass",
        reasons=tuple(failures),
        differences=differences,
        flipped=flipped,
    )


def _nothing(
    suite: Suite, cases: Sequence[CaseResult], measures: Sequence[MeasureResult]
) -> Iterator[str]:
    if not any(case.status == "measured" for case in cases):
        yield "No case was measured."
        return
    if left := sum(case.status == "not asked" for case in cases):
        yield f"{left} of {len(cases)} cases were not asked."
    for measure in measures:
        if measure.outcome == "not measured":
            yield f"No case was the business of {measure.name}."
    if len(cases) < len(suite.cases):
        yield f"{len(suite.cases) - len(cases)} cases have no result."
    for case in cases:
        known = [score for score in case.scores.values() if score]
        if any(not math.isfinite(number) for score in known for number in score):
            yield f"{case.case_id} has a score that is not a number."


def _errors(suite: Suite, cases: Sequence[CaseResult]) -> Iterator[str]:
    failed = [case for case in cases if case.status in ("error", "refused")]
    if len(failed) > suite.errors_at_most * len(cases):
        ids = ", ".join(case.case_id for case in failed[:3])
        yield (
            f"{len(failed)} of {len(cases)} cases ended in an error or were refused ({ids}); "
            f"at most {suite.errors_at_most:.0%} may."
        )


def _unscored(suite: Suite, cases: Sequence[CaseResult]) -> Iterator[str]:
    left = [case for case in cases if any(score is None for score in case.scores.values())]
    if len(left) > suite.unscored_at_most * len(cases):
        ids = ", ".join(case.case_id for case in left[:3])
        yield (
            f"{len(left)} of {len(cases)} cases have a score that could not be told ({ids}); "
            f"at most {suite.unscored_at_most:.0%} may."
        )


def _bounds(measures: Sequence[MeasureResult]) -> Iterator[str]:
    for measure in measures:
        if measure.outcome == "fail" and measure.interval:
            yield f"{measure.name} is {measure.interval.mean:.3f}, outside of its bounds."


def _repair(suite: Suite) -> str:
    return f'Look at the run, then `advisor eval bless {suite.name} --why "..."`.'


def _unlike(suite: Suite, scorer_digest: str, baseline: Baseline) -> Iterator[str]:
    repair = _repair(suite)
    if baseline.cases_digest != suite.digest:
        yield f"The cases are not those of the baseline. {repair}"
    if baseline.scorer_digest != scorer_digest:
        yield f"The scorers are not those of the baseline. {repair}"
    now = {measure.scorer for measure in suite.measures}
    then = {name for name in baseline.measures if ":" not in name}
    if other := sorted(then - now):
        yield f"The suite no longer measures {', '.join(other)}. {repair}"
    gated = {measure.scorer for measure in suite.measures if not measure.gate.open}
    if other := sorted(gated - then):
        yield f"The baseline has no figure of {', '.join(other)}. {repair}"


def _differences(
    suite: Suite, cases: Sequence[CaseResult], baseline: Baseline
) -> Iterator[Difference]:
    for measure in suite.measures:
        if measure.gate.open:
            continue
        before, now = _paired(measure.scorer, cases, baseline)
        if not _summed(before)[1] or not _summed(now)[1]:
            continue
        found = bootstrap_difference(before, now)
        units = len(before)
        yield Difference(
            measure=measure.scorer,
            before=_ratio(before),
            now=_ratio(now),
            low=found.low,
            high=found.high,
            smallest=min(1.0, smallest_flips(units) / units),
        )


def _paired(
    scorer: str, cases: Sequence[CaseResult], baseline: Baseline
) -> tuple[list[Score], list[Score]]:
    """The sums of each set of cases before and now, over the cases that were measured at both.

    A case that is no longer a scorer's business, or was not, counts for nothing at that time, as it
    does in the figure itself.
    """
    before, now = defaultdict[str, list[Score]](list), defaultdict[str, list[Score]](list)
    for case in cases:
        if case.status != "measured" or case.case_id not in baseline.cases:
            continue
        old = baseline.cases[case.case_id].get(scorer)
        new = case.scores.get(scorer)
        if old or new:
            before[case.set_id].append(old or _NOTHING)
            now[case.set_id].append(new or _NOTHING)
    return [_summed(before[one]) for one in before], [_summed(now[one]) for one in before]


def _summed(scores: Sequence[Score]) -> Score:
    return sum(good for good, _ in scores), sum(whole for _, whole in scores)


def _ratio(scores: Sequence[Score]) -> float:
    good, whole = _summed(scores)
    return good / whole


def _is_drop(one: Difference, suite: Suite) -> bool:
    """Whether the whole interval lies on the worse side."""
    return one.low > 0 if _lower_is_better(one.measure, suite) else one.high < 0


def _lower_is_better(name: str, suite: Suite) -> bool:
    gates = {measure.scorer: measure.gate for measure in suite.measures}
    return gates[name].at_least is None


def _drop(one: Difference) -> str:
    return (
        f"{one.measure} went from {one.before:.3f} to {one.now:.3f} "
        f"(difference {one.low:+.3f} to {one.high:+.3f})."
    )


def _flipped(suite: Suite, cases: Sequence[CaseResult], baseline: Baseline) -> Iterator[str]:
    gated = {one.scorer: one.gate.at_least is None for one in suite.measures if not one.gate.open}
    for case in cases:
        old = baseline.cases.get(case.case_id, {})
        if case.critical and any(
            _passes(old.get(name), lower) and not _passes(case.scores.get(name), lower)
            for name, lower in gated.items()
        ):
            yield case.case_id


def _passes(score: Score | None, lower_is_better: bool) -> bool:
    if score is None or not score[1]:
        return False
    return score[0] == (0 if lower_is_better else score[1])


def baseline_scores(cases: Sequence[CaseResult]) -> Mapping[str, Mapping[str, Score | None]]:
    """The scores of whole measures by case, as a baseline keeps them."""
    return {
        case.case_id: {name: score for name, score in case.scores.items() if ":" not in name}
        for case in cases
    }
