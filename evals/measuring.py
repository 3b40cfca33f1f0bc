"""Scores cases, and makes one figure of many scores: its value, interval and gate."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.cases import Case, Gate, Measure, Suite
from evals.records import CaseResult, MeasureResult, Score, Shortfall
from evals.scoring import CannotTellError, Scorer, ShareScorer
from evals.statistics import bootstrap_ratio

AnyScorer = Scorer | ShareScorer[Any]


@dataclass(frozen=True, slots=True)
class Scored:
    """What the scorers make of one case."""

    scores: Mapping[str, Score | None]
    missing: Mapping[str, str]


def score(
    case: Case,
    given: Any,
    wanted: Sequence[Measure],
    scorers: Mapping[str, AnyScorer],
    topics: Sequence[str],
) -> Scored:
    """The scores of a case by scorer, and by `scorer:part` for a measure that is broken down.

    None, with the reason, for a scorer that cannot tell.
    """
    found = Scored({}, {})
    for measure in wanted:
        scorer, by = scorers[measure.scorer], bool(measure.by)
        try:
            one = (
                _share(scorer, case, given, topics=topics, by=by)
                if isinstance(scorer, ShareScorer)
                else _mean(scorer, case, given, by=by)
            )
        except CannotTellError as error:
            one = Scored({scorer.name: None}, {scorer.name: str(error)})
        found = Scored({**found.scores, **one.scores}, {**found.missing, **one.missing})
    return found


def _mean(scorer: Scorer, case: Case, given: Any, *, by: bool) -> Scored:
    value = scorer.score(case, given)
    if value is None:
        return Scored({}, {})
    names = [scorer.name, *([f"{scorer.name}:{case.group}"] if by else [])]
    short = scorer.best is not None and value != scorer.best
    return Scored(
        dict.fromkeys(names, (value, 1.0)),
        {scorer.name: scorer.missing(case, given)} if short else {},
    )


def _share(
    scorer: ShareScorer[Any], case: Case, given: Any, *, topics: Sequence[str], by: bool
) -> Scored:
    groups = {scorer.name: topics} | {f"{scorer.name}:{one}": (one,) for one in topics if by}
    counts = {name: scorer.count(case, given, group) for name, group in groups.items()}
    whole = counts[scorer.name]
    return Scored(
        {name: (count.good, count.whole) for name, count in counts.items() if count.whole},
        {scorer.name: scorer.missing(case, given)} if whole.good < whole.whole else {},
    )


def measured(
    suite: Suite, results: Sequence[CaseResult], scorers: Mapping[str, AnyScorer]
) -> tuple[MeasureResult, ...]:
    """The figure of each measure, then those of its parts where it is broken down."""
    found = []
    for wanted in suite.measures:
        name, pairs = wanted.scorer, isinstance(scorers[wanted.scorer], ShareScorer)
        found.append(measure(name, wanted.gate, results, pairs=pairs))
        parts = {one for case in results for one in case.scores if one.startswith(f"{name}:")}
        found += [measure(part, Gate(), results, pairs=pairs) for part in sorted(parts)]
    return tuple(found)


def measure(
    name: str, gate: Gate, results: Sequence[CaseResult], *, pairs: bool = False
) -> MeasureResult:
    """The ratio of the sums; its interval draws whole sets, since cases of one set are alike.

    No interval where nothing was counted, or where a score is not a finite number.
    """
    good, whole = defaultdict[str, float](float), defaultdict[str, float](float)
    counted = [(case, found) for case in results if (found := case.scores.get(name))]
    for case, (own, of) in counted:
        good[case.set_id] += own
        whole[case.set_id] += of
    sums = list(good.values()), list(whole.values())
    usable = bool(counted) and all(map(math.isfinite, (*sums[0], *sums[1])))
    return MeasureResult(
        name=name,
        interval=bootstrap_ratio(*sums) if usable else None,
        cases=len(counted),
        gate=gate,
        shortfalls=tuple(
            _shortfall(name, case, found) for case, found in counted if name in case.missing
        ),
        pairs=round(sum(sums[1])) if pairs and usable else None,
    )


def _shortfall(name: str, case: CaseResult, found: Score) -> Shortfall:
    good, whole = found
    return Shortfall(
        measure=name,
        case_id=case.case_id,
        question=case.question,
        score=good / whole,
        missing=case.missing[name],
    )
