"""Pictures of a run as inline SVG: figures with their intervals, calibration, latency."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from evals.records import MeasureResult, RunRecord, SuiteRun

WIDTH, ROW, LEFT = 420, 22, 190
BINS = 10
LEAST = 20


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG element and what it shows in words."""

    svg: str
    caption: str


def pictures(run: RunRecord) -> list[Picture]:
    """The pictures for which the run has data."""
    suites = [suite for suite in run.suites if not suite.control]
    return [one for one in (_figures(suites), _calibration(suites), _latency(suites)) if one]


def _figures(suites: Sequence[SuiteRun]) -> Picture | None:
    """The first measure of each suite with its interval, from 0 to 1."""
    rows = [(f"{suite.suite}: {first.name}", first) for suite in suites if (first := _first(suite))]
    if not rows:
        return None
    parts = []
    for place, (name, measure) in enumerate(rows):
        middle = ROW * place + ROW // 2
        interval = measure.interval
        if interval is None:
            continue
        mean, low, high = (_across(value) for value in (interval.mean, interval.low, interval.high))
        parts += [
            _text(0, middle + 4, name[:34]),
            f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{middle}" y2="{middle}" '
            'stroke="currentColor" stroke-width="2"/>',
            f'<circle cx="{mean:.1f}" cy="{middle}" r="4" fill="currentColor"/>',
        ]
    height = ROW * len(rows) + ROW
    axis = [_text(_across(one), height - 4, f"{one:g}") for one in (0, 0.5, 1)]
    caption = "The first measure of each suite with its 95 % interval"
    return Picture(_svg([*parts, *axis], height, caption), caption)


def _first(suite: SuiteRun) -> MeasureResult | None:
    shares = [one for one in suite.measures if one.interval and one.interval.high <= 1]
    return shares[0] if shares else None


def _across(value: float) -> float:
    return LEFT + (WIDTH - LEFT - 12) * min(1.0, max(0.0, value))


def _calibration(suites: Sequence[SuiteRun]) -> Picture | None:
    """How often sentences with a score are truly supported, by tenths of the score."""
    pairs = [pair for suite in suites if suite.about == "verify" for pair in _scored(suite)]
    if len(pairs) < LEAST:
        return None
    size = 220
    parts = [
        f'<line x1="30" y1="{size}" x2="{size + 30}" y2="0" stroke="currentColor" '
        'stroke-dasharray="4"/>'
    ]
    for start in range(BINS):
        own = [true for score, true in pairs if min(BINS - 1, int(score * BINS)) == start]
        if own:
            x, y = 30 + size * (start + 0.5) / BINS, size * (1 - sum(own) / len(own))
            radius = 2 + math.sqrt(len(own)) / 2
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="currentColor"/>'
            )
    parts += [_text(30, size + 16, "score 0"), _text(size, size + 16, "score 1")]
    caption = (
        f"Calibration: the share truly supported by score, {len(pairs)} sentences with a score; "
        "on the dashed line the score is a chance"
    )
    return Picture(_svg(parts, size + 24, caption), caption)


def _scored(suite: SuiteRun) -> Iterator[tuple[float, bool]]:
    for case in suite.cases:
        scores = [one["score"] for one in case.shown.get("verdicts", ())]
        label = "paraphrases_kept" in case.scores or "false_stopped" in case.scores
        if label and scores and scores[0] is not None:
            yield float(scores[0]), "paraphrases_kept" in case.scores


def _latency(suites: Sequence[SuiteRun]) -> Picture | None:
    """Median and 95th percentile of a case in each suite, on a logarithmic scale."""
    rows = [
        (suite.suite, *np.quantile([case.seconds for case in suite.cases], [0.5, 0.95]))
        for suite in suites
        if any(case.seconds for case in suite.cases)
    ]
    if not rows:
        return None
    parts = []
    for place, (name, half, most) in enumerate(rows):
        middle = ROW * place + ROW // 2
        first, last = (_log(value) for value in (half, most))
        parts += [
            _text(0, middle + 4, f"{name} {1000 * half:.0f} ms"),
            f'<line x1="{first:.1f}" x2="{last:.1f}" y1="{middle}" y2="{middle}" '
            'stroke="currentColor"/>',
            f'<circle cx="{first:.1f}" cy="{middle}" r="4" fill="currentColor"/>',
            f'<rect x="{last - 2:.1f}" y="{middle - 5}" width="4" height="10" '
            'fill="currentColor"/>',
        ]
    height = ROW * len(rows) + ROW
    axis = [_text(_log(one), height - 4, name) for one, name in ((0.001, "1 ms"), (1, "1 s"))]
    caption = "Seconds a case: median (circle) to 95th percentile (bar), logarithmic"
    return Picture(_svg([*parts, *axis], height, caption), caption)


def _log(seconds: float) -> float:
    """From a millisecond to a minute."""
    return _across((math.log10(max(seconds, 0.001)) + 3) / (math.log10(60) + 3))


def _text(x: float, y: float, text: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}">{escape(text)}</text>'


def _svg(parts: Sequence[str], height: int, title: str) -> str:
    inner = f"<title>{escape(title)}</title>{''.join(parts)}"
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img">{inner}</svg>'
