"""A picture of one measure over time with what was agreed, and the same values as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from advisor.domain.check_up import Reading, Series, Standing, Trend
from advisor.domain.notes import Target
from advisor.engagements.quantities import format_value
from advisor.engagements.when import short_date

_LEFT, _RIGHT, _TOP, _BOTTOM = 16.0, 16.0, 42.0, 34.0
_LABEL_WIDTH, _LABEL_HEIGHT, _DATE_WIDTH = 7.2, 14.0, 56.0
_MIN_WIDTH, _SHARE, _SIZE = 240, 0.52, 5.0
_KEY_WIDTH, _MARKS_WIDTH = 6.4, 112.0
_MAX_DOTS = 60
_DIRECTIONS = {"at_most": "at most", "at_least": "at least"}
_TRENDS: dict[Trend, str] = {
    "better": "Better than before.",
    "worse": "Worse than before.",
    "steady": "About the same as before.",
    "unclear": "",
}


@dataclass(frozen=True, slots=True)
class _Dot:
    """A reading and where it is drawn."""

    reading: Reading
    x: float
    y: float
    standing: Standing


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        """Whether two boxes overlap."""
        return not (
            self.right <= other.left
            or other.right <= self.left
            or self.bottom <= other.top
            or other.bottom <= self.top
        )


def measure_chart(series: Series, *, width: int = 400) -> str:
    """HTML of a measure over time: an inline picture and a table that can be opened.

    `width` is the width of the picture's own units, in which text is 13 high; it scales to the
    place that it is put in. The picture shows the last 60 readings, the table all. Every text from
    a note or an engagement is escaped.
    """
    if not series.readings:
        return f'<p class="oa-chart-none">{escape(_nothing(series))}</p>'
    wide = max(_MIN_WIDTH, width)
    return f'<figure class="oa-chart">{_picture(series, wide)}{_table(series)}</figure>'


def target_words(target: Target) -> str:
    """A target in words: `at most 4h`, `at most 2 errors a week`."""
    article = "an" if target.per[:1] in ("a", "e", "i", "o") or target.per == "hour" else "a"
    per = f" {article} {target.per}" if target.per else ""
    return f"{_DIRECTIONS[target.direction]} {format_value(target.value, target.unit)}{per}"


def _nothing(series: Series) -> str:
    agreed = f" Agreed: {target_words(series.target)}." if series.target else ""
    return f"No note gives a reading of {series.measure} yet.{agreed}"


def _picture(series: Series, width: int) -> str:
    height = max(170, round(width * _SHARE))
    dots = _dots(series, width, height)
    parts = [
        f"<title>{escape(_title(series))}</title>",
        f"<desc>{escape(_summary(series))}</desc>",
        _axis(dots, width, height),
        _target_line(series, width, height),
        _line(dots),
        *(_mark(dot) for dot in dots),
        _values(series, dots, width),
        _legend(series, width),
    ]
    label = escape(f"{_title(series)}. {_summary(series)}")
    return (
        f'<svg class="oa-chart-picture" role="img" aria-label="{label}" '
        f'viewBox="0 0 {width} {height}" preserveAspectRatio="xMidYMid meet">{"".join(parts)}</svg>'
    )


def _title(series: Series) -> str:
    name = series.measure[:1].upper() + series.measure[1:]
    return f"{name} over time"


def _summary(series: Series) -> str:
    """The picture in words."""
    last = series.readings[-1]
    count = len(series.readings)
    readings = "1 reading" if count == 1 else f"{count} readings"
    said = [f"{readings}, the last {_shown(series, last)} on {short_date(last.on)}."]
    if series.target:
        verdict = "met" if series.standing == "met" else "missed"
        said.append(f"Agreed {target_words(series.target)}: {verdict}.")
    if _TRENDS[series.trend]:
        said.append(_TRENDS[series.trend])
    return " ".join(said)


def _shown(series: Series, reading: Reading) -> str:
    unit = series.unit if series.unit in ("min", "%") or _is_compact(series.unit) else ""
    return format_value(reading.value, unit)


def _is_compact(unit: str) -> bool:
    return unit.startswith("/") or (len(unit) == 3 and unit.isupper())


def _standing(value: float, target: Target | None) -> Standing:
    if target is None:
        return "no_target"
    met = value <= target.value if target.direction == "at_most" else value >= target.value
    return "met" if met else "missed"


def _dots(series: Series, width: int, height: int) -> list[_Dot]:
    shown = series.readings[-_MAX_DOTS:]
    first, last = shown[0].on.toordinal(), shown[-1].on.toordinal()
    inner = width - _LEFT - _RIGHT - 2 * _SIZE - 24

    def across(reading: Reading) -> float:
        share = (reading.on.toordinal() - first) / (last - first) if last > first else 0.5
        return _LEFT + _SIZE + 12 + share * inner

    return [
        _Dot(r, across(r), _height_of(r.value, series, height), _standing(r.value, series.target))
        for r in shown
    ]


def _height_of(value: float, series: Series, height: int) -> float:
    """Where a value lies from the top; amounts start at zero, shares and scores do not."""
    values = [reading.value for reading in series.readings[-_MAX_DOTS:]]
    if series.target:
        values.append(series.target.value)
    low, high = min(values), max(values)
    if series.unit != "%" and not series.unit.startswith("/"):
        low = min(0.0, low)
    spread = high - low or abs(high) or 1.0
    share = (value - low + 0.06 * spread) / (1.12 * spread)
    return height - _BOTTOM - share * (height - _TOP - _BOTTOM - _LABEL_HEIGHT)


def _axis(dots: Sequence[_Dot], width: int, height: int) -> str:
    base = height - _BOTTOM + 4
    years = len({dot.reading.on.year for dot in dots}) > 1
    parts = [
        f'<line class="oa-chart-axis" x1="{_LEFT:g}" y1="{base:g}" x2="{width - _RIGHT:g}" '
        f'y2="{base:g}"/>'
    ]
    taken: list[float] = []
    for dot in (dots[-1], dots[0], *dots[1:-1]):
        place = min(max(dot.x, _LEFT + _DATE_WIDTH / 2), width - _RIGHT - _DATE_WIDTH / 2)
        if all(abs(place - other) >= _DATE_WIDTH + 4 for other in taken):
            taken.append(place)
            parts.append(
                f'<text class="oa-chart-date" x="{place:.1f}" y="{base + 18:g}" '
                f'text-anchor="middle">{escape(_axis_date(dot.reading.on, year=years))}</text>'
            )
    return "".join(parts)


def _axis_date(day: date, *, year: bool) -> str:
    short = short_date(day).rsplit(" ", 1)[0]
    return f"{short} {day.year % 100:02}" if year else short


def _target_line(series: Series, width: int, height: int) -> str:
    if series.target is None:
        return ""
    y = _height_of(series.target.value, series, height)
    return (
        f'<line class="oa-chart-target" x1="{_LEFT:g}" y1="{y:.1f}" x2="{width - _RIGHT:g}" '
        f'y2="{y:.1f}"/>'
    )


def _line(dots: Sequence[_Dot]) -> str:
    if len(dots) < 2:
        return ""
    points = " ".join(f"{dot.x:.1f},{dot.y:.1f}" for dot in dots)
    return f'<polyline class="oa-chart-line" points="{points}"/>'


def _mark(dot: _Dot) -> str:
    """A disc where the target is met or there is none, a hollow diamond where it is missed."""
    if dot.standing == "missed":
        return _diamond(dot.x, dot.y)
    name = "met" if dot.standing == "met" else "plain"
    return f'<circle class="oa-chart-{name}" cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="{_SIZE:g}"/>'


def _diamond(x: float, y: float) -> str:
    r = _SIZE + 1.5
    return f'<path class="oa-chart-missed" d="M{x:.1f} {y - r:.1f}l{r} {r} {-r} {r} {-r} {-r}z"/>'


def _values(series: Series, dots: Sequence[_Dot], width: int) -> str:
    """The values at the dots: the last first, and none that would cover another."""
    taken: list[_Box] = [
        _Box(dot.x - _SIZE, dot.y - _SIZE, dot.x + _SIZE, dot.y + _SIZE) for dot in dots
    ]
    parts = []
    for dot in (dots[-1], *(d for d in reversed(dots[:-1]))):
        text = _shown(series, dot.reading)
        half = len(text) * _LABEL_WIDTH / 2
        x = min(max(dot.x, half + 2), width - half - 2)
        places = (dot.y - 11, dot.y + 21)
        for y in reversed(places) if _is_dip(dots, dot) else places:
            box = _Box(x - half, y - 11, x + half, y + 3)
            if not any(box.meets(other) for other in taken):
                taken.append(box)
                parts.append(
                    f'<text class="oa-chart-value" x="{x:.1f}" y="{y:.1f}" '
                    f'text-anchor="middle">{escape(text)}</text>'
                )
                break
    return "".join(parts)


def _is_dip(dots: Sequence[_Dot], dot: _Dot) -> bool:
    """Whether the line comes down to a dot from both sides: its value reads better below."""
    place = dots.index(dot)
    sides = [dots[p].y for p in (place - 1, place + 1) if 0 <= p < len(dots)]
    return len(sides) == 2 and all(y < dot.y - _SIZE for y in sides)


def _legend(series: Series, width: int) -> str:
    """What line and marks mean, in one row at the top, or in two where one is too narrow."""
    if series.target is None:
        return ""
    agreed = f"Agreed {target_words(series.target)}"
    most = int((width - _LEFT - 34) / _KEY_WIDTH)
    agreed = agreed if len(agreed) <= most else f"{agreed[: most - 1]}\u2026"
    x, y = _LEFT + 26 + len(agreed) * _KEY_WIDTH + 20, 12.0
    if x + _MARKS_WIDTH > width:
        x, y = _LEFT + 10, 30.0
    return (
        f'<line class="oa-chart-target" x1="{_LEFT:g}" y1="12" x2="{_LEFT + 20:g}" y2="12"/>'
        f'<text class="oa-chart-key" x="{_LEFT + 26:g}" y="16">{escape(agreed)}</text>'
        f'<circle class="oa-chart-met" cx="{x:.1f}" cy="{y:g}" r="{_SIZE:g}"/>'
        f'<text class="oa-chart-key" x="{x + 10:.1f}" y="{y + 4:g}">met</text>'
        f"{_diamond(x + 54, y)}"
        f'<text class="oa-chart-key" x="{x + 65:.1f}" y="{y + 4:g}">missed</text>'
    )


def _table(series: Series) -> str:
    headings = ["Date", "Value", *(["Agreed level"] if series.target else [])]
    head = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
    rows = "".join(_row(series, reading) for reading in reversed(series.readings))
    caption = escape(f"{_title(series)}, latest first")
    return (
        '<details class="oa-chart-table"><summary>Show the values</summary>'
        f'<table><caption class="oa-sr">{caption}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></details>"
    )


def _row(series: Series, reading: Reading) -> str:
    day = f'<time datetime="{reading.on.isoformat()}">{short_date(reading.on)}</time>'
    period = f" ({escape(reading.period)})" if reading.period else ""
    value = escape(format_value(reading.value, series.unit))
    verdict = f"<td>{_standing(reading.value, series.target)}</td>" if series.target else ""
    return f'<tr><th scope="row">{day}{period}</th><td>{value}</td>{verdict}</tr>'
