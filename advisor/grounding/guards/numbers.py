"""Holds the numbers of a sentence against those of its evidence, arithmetic allowed."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from advisor.grounding.guards.alignment import Reading, fit, read, share
from advisor.grounding.guards.figures import MINUTES, Figure, figures
from advisor.grounding.guards.negation import negators_around
from advisor.grounding.guards.types import Disagreement, Kind

COUNTABLE = 4  # a smaller number may count what the source lists
_MOST = 14
_FACTORS = (2.0, 3.0, 4.0, 4.33, 5.0, 7.0, 12.0, 24.0, 30.0, 52.0, 60.0, 100.0, 365.0)
_EXACT, _ROUNDED = 0.00001, 0.012
_ROUGHLY = 0.09  # a month is 28 to 31 days
_WHOLE = re.compile(r"(?i)\b(?:all|every|each|whole|full|none|entire|any|everyone|always|never)\b")
_PAIRED = re.compile(
    r"(?i)\b(?:both|pair|couple|twice|double\w*|half|halv\w*|either|neither|two)\b"
)
_TOTAL = re.compile(
    r"\b(?:total\w*|altogether|in all|c[oa]mes? to|adds? up|sum\w*|average\w*|overall|combined"
    r"|together)\b"
)
_DATES = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Week)\w*"
    r"|\d:\d\d"
)
_UNIT = re.compile(
    r"(?i)\b(hour|day|dai|week|fortnight|month|quarter|year|annual|minute|second|night)(?:s|ly)?\b"
)


def numbers(sentence: str, evidence: str) -> Iterator[Disagreement]:
    """Numbers that the source gives otherwise, and numbers that it does not give at all."""
    ours, theirs = figures(sentence), figures(evidence)
    claim, source = read(sentence), read(evidence)
    for one in ours:
        if one.dimension == "count" and one.value <= 1 and one.unit != "/":
            continue
        objection = _objection(one, ours, theirs, claim, source, evidence)
        if objection:
            yield objection
    yield from _bounds(ours, theirs, claim, source)


def _objection(  # noqa: PLR0911, PLR0917  # one reason for each way that a number may follow
    one: Figure,
    ours: Sequence[Figure],
    theirs: tuple[Figure, ...],
    claim: Reading,
    source: Reading,
    evidence: str,
) -> Disagreement | None:
    known = _known(evidence)
    part = _EXACT if one.dimension in ("year", "day", "clock") else _ROUNDED
    follows = _near_any(one.amount, known, part) or _near_any(one.value, known, part)
    follows = follows or _is_ratio(one, ours, claim, known)
    computed = follows and _near_any(one.amount, _computed(theirs), part)
    rival = _rival(
        one, theirs, claim, source, least=2 if not computed else 3 if one.value <= 5 else 5
    )
    if rival:
        return _contradicts(one, rival)
    if one.dimension == "ordinal" or any(_agree(one, other) for other in theirs):
        return None
    near = [*claim.tokens[: one.start], *claim.tokens[one.end :]]
    is_close = share(near, source.content) >= 0.6
    if follows:
        return _other_unit(one, theirs) if is_close else None
    if _sums_up(one, ours) or _is_allowed(one, theirs, claim, evidence):
        return None
    if is_close and (turned := _other_unit(one, theirs)):
        return turned
    if one.unit == "quarter":
        return None
    listed = evidence.count(",") + evidence.count(" and ") + 2
    if one.dimension == "count" and (one.value <= max(COUNTABLE, listed) or one.unit == "/"):
        return None
    kind: Kind = "date" if one.dimension in ("year", "day", "clock") else "number"
    return Disagreement(
        kind=kind, support="unsupported", reason=f'The source does not have "{one.text}".'
    )


def _agree(one: Figure, other: Figure) -> bool:
    """Whether two numbers say the same, in whatever unit they are written."""
    same_kind = one.dimension == other.dimension
    if same_kind and one.dimension == "time":
        cross = (one.unit in ("month", "quarter", "year")) != (
            other.unit in ("month", "quarter", "year")
        )
        return _close(one.amount, other.amount, _ROUGHLY if cross else 0.001)
    if same_kind or "count" in (one.dimension, other.dimension):
        return _close(one.value, other.value) or _close(one.amount, other.amount)
    return {one.dimension, other.dimension} == {"day", "ordinal"} and one.value == other.value


def _close(one: float, other: float, part: float = 0.0001) -> bool:
    return abs(one - other) <= part * max(abs(one), abs(other), 0.001)


def _near_any(value: float, known: Sequence[float], part: float) -> bool:
    return any(_close(value, other, part) for other in known)


def _other_unit(one: Figure, theirs: Sequence[Figure]) -> Disagreement | None:
    """The same number in another unit (`14 weeks` for `14 days`)."""
    units = {"time", "money", "percent", "points"}
    for other in theirs:
        if one.value == other.value and {one.dimension, other.dimension} <= units:
            if one.dimension == other.dimension and one.unit == other.unit:
                continue
            if "percent" in (one.dimension, other.dimension) and not (one.unit and other.unit):
                continue
            kind: Kind = "percentage" if "points" in (one.dimension, other.dimension) else "unit"
            return Disagreement(
                kind=kind,
                support="contradicted",
                reason=f'The source says "{other.text}", the sentence says "{one.text}".',
            )
    return None


def _contradicts(one: Figure, rival: Figure) -> Disagreement:
    kind: Kind = "number"
    if one.dimension in ("day", "year", "clock"):
        kind = "date"
    elif one.dimension == rival.dimension == "time" and one.value == rival.value:
        kind = "unit"
    return Disagreement(
        kind=kind,
        support="contradicted",
        reason=f'The source says "{rival.text}", the sentence says "{one.text}".',
    )


def _rival(
    one: Figure, theirs: tuple[Figure, ...], claim: Reading, source: Reading, *, least: int
) -> Figure | None:
    """The source's number that stands where the claim has another one."""
    width = one.end - one.start
    clause = [
        claim.tokens[at] for at in claim.clause_of(one.start) if not one.start <= at < one.end
    ]
    if share(clause, source.content) < 0.7:
        return None
    alike = [other for other in theirs if other.dimension == one.dimension]
    own = -1
    best: tuple[int, Figure] | None = None
    if any(_is_instance(one, other) or _is_instance(other, one) for other in alike):
        return None
    for other in theirs:
        found = fit(
            claim, one.start, source, other.start, width=width, other_width=other.end - other.start
        )
        if _agree(one, other):
            own = max(own, found.score)
        elif other in alike:
            firm = bool(found.right or found.near_right or found.left >= 2 or found.near_left)
            if firm and found.score >= least and (best is None or found.score > best[0]):
                best = (found.score, other)
    if best and best[0] >= (own + 2 if own >= 0 else 2):
        return best[1]
    return None


def _is_ratio(one: Figure, ours: Sequence[Figure], claim: Reading, known: Sequence[float]) -> bool:
    """Whether `one in seven` gives a share that follows from the source."""
    for first, second in pairwise(ours):
        between = {token.low for token in claim.tokens[first.end - 1 : second.start]}
        if one in (first, second) and between & {"in", "per", "every", "of"} and second.value:
            ratio = first.value / second.value
            if second.start - first.end <= 3 and _near_any(ratio, known, _ROUNDED):
                return True
    return False


def _is_allowed(one: Figure, theirs: tuple[Figure, ...], claim: Reading, evidence: str) -> bool:
    """Whether code cannot judge a new number: a limit, one within a range, a total of many."""
    alike = [other for other in theirs if other.dimension == one.dimension]
    if one.bound and (alike or one.dimension == "percent"):
        return True
    if any(_is_instance(one, other) for other in alike):
        return True
    if one.dimension == "time" and len(_DATES.findall(evidence)) > 1:
        return True
    for low, high in pairwise(theirs):
        if low.value < one.value < high.value and high.start - low.end <= 1:
            return True
    return len(theirs) >= 4 and bool(_TOTAL.search(" ".join(one.low for one in claim.tokens)))


def _is_instance(one: Figure, other: Figure) -> bool:
    """Whether a plain number may be an example of what the source says of `over` or `under`."""
    if one.bound or not other.bound or one.dimension != other.dimension:
        return False
    return one.amount > other.amount if other.bound == "at least" else one.amount < other.amount


def _sums_up(one: Figure, ours: Sequence[Figure]) -> bool:
    """Whether a number follows from others of the sentence itself."""
    others = [figure.value for figure in ours if figure is not one]
    return any(_close(a + b, one.value) for a, b in combinations(others, 2))


@lru_cache(maxsize=512)
def _known(evidence: str) -> tuple[float, ...]:
    """The values of a text and what follows from one or two of them."""
    found = figures(evidence)
    values = {figure.value for figure in found} | {figure.amount for figure in found}
    for match in _UNIT.finditer(evidence):
        unit = {"dai": "day", "annual": "year"}.get(match[1].lower(), match[1].lower())
        values |= {MINUTES[unit], 1.0}
    if _WHOLE.search(evidence):
        values |= {100.0, 0.0}
    if _PAIRED.search(evidence):
        values |= {2.0, 50.0, 200.0}
    few = sorted(values)[:_MOST]
    made = set(values) | {100 - value for value in few if 0 < value < 100}
    made |= {result for a, b in combinations(few, 2) for result in _together(a, b)}
    made |= set(_computed(found))
    made |= {value * factor for value in few for factor in _FACTORS}
    made |= {value / factor for value in few for factor in _FACTORS}
    made.add(float(len(found)))
    made |= _signed([figure.value for figure in found][:6])
    return tuple(sorted(made))


@lru_cache(maxsize=512)
def _computed(theirs: tuple[Figure, ...]) -> tuple[float, ...]:
    """Sums, differences and shares of numbers of one sort."""
    made: set[float] = set()
    for dimension in {figure.dimension for figure in theirs}:
        some = [figure.amount for figure in theirs if figure.dimension == dimension][:7]
        made |= {sum(part) for size in range(2, 8) for part in combinations(some, size)}
        for a, b in combinations(some, 2):
            made |= {abs(a - b), a * b, *((100 * a / b, 100 * b / a) if a and b else ())}
    for one, other in combinations(theirs[:10], 2):
        made.add(one.value * other.value)
    return tuple(made)


def _signed(values: Sequence[float]) -> set[float]:
    """Every sum of some of the values, each added or taken away."""
    made = {0.0}
    for value in values:
        made |= {one + value for one in made} | {one - value for one in made}
    return {one for one in made if one > 0}


def _together(a: float, b: float) -> Iterator[float]:
    yield from (a + b, abs(a - b), abs(a - b) + 1, a * b)
    for top, bottom in ((a, b), (b, a)):
        if bottom:
            ratio = top / bottom
            yield from (ratio, 100 * ratio, 100 * abs(1 - ratio), abs(1 - ratio))


def _bounds(
    ours: Sequence[Figure], theirs: tuple[Figure, ...], claim: Reading, source: Reading
) -> Iterator[Disagreement]:
    """`At least` made into `at most`, at the same number."""
    for one in ours:
        if not one.bound:
            continue
        same = [other for other in theirs if _agree(one, other) and other.bound]
        denied = negators_around(claim, one.start)
        if any(negators_around(source, other.start) != denied for other in same):
            continue
        if same and all(other.bound != one.bound for other in same):
            yield Disagreement(
                kind="comparative",
                support="contradicted",
                reason=f'The source says "{same[0].bound}" for "{same[0].text}", '
                f'the sentence says "{one.bound}".',
            )
            return
