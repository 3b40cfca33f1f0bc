"""Finds what a form's table can compute from its own headers, and writes it as formulas."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter, quote_sheetname

from advisor.adapters.markdown_blocks import Table, is_placeholder, plain

MAX_SCORE = 5
_NUMBER = re.compile(r"^-?\d{1,3}(?:,\d{3})*(?:\.\d+)?$|^-?\d+(?:\.\d+)?$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A table where it stands: its sheet's name and the row of its header; it begins in column A.

    Columns are counted from 1, and rows of the table from 0 below the header.
    """

    sheet: str
    top: int
    table: Table

    @property
    def has_total(self) -> bool:
        """Whether the last row is a row of totals."""
        return bool(self.table.rows) and plain(self.table.rows[-1][0]).strip().lower() == "total"

    @property
    def length(self) -> int:
        """The rows without the totals."""
        return len(self.table.rows) - self.has_total

    @property
    def labels(self) -> tuple[str, ...]:
        """The first column without header and total."""
        return tuple(plain(row[0]) for row in self.table.rows[: self.length])

    def cell(self, row: int, column: int) -> str:
        """Where a body cell is; `length` is the row of totals, more are the rows below."""
        return f"{get_column_letter(column)}{self.top + 1 + row}"

    def span(self, column: int) -> str:
        """A column's body cells."""
        return f"{self.cell(0, column)}:{self.cell(self.length - 1, column)}"

    def columns(self, name: str) -> tuple[int, ...]:
        """The columns whose header is, or ends with, a word."""
        headers = [plain(header).strip().lower() for header in self.table.header]
        return tuple(
            number
            for number, header in enumerate(headers, 1)
            if header == name or header.endswith(f" {name}")
        )


@dataclass(frozen=True, slots=True)
class Computed:
    """A formula for a cell of the sheet; `shows` is its number format."""

    cell: str
    formula: str
    shows: str = "General"


@dataclass(frozen=True, slots=True)
class Extra:
    """A computed row to add below a table: a label and formulas by column.

    `longest` is the longest text that a formula can give, for the row's height.
    """

    label: str
    formulas: dict[int, str]
    shows: str = "General"
    longest: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What is typed and what is computed in a table; `numbers` are columns of typed numbers."""

    numbers: frozenset[int]
    weights: int | None
    scores: tuple[int, ...]
    computed: tuple[Computed, ...]
    extras: tuple[Extra, ...]


def number_in(text: str) -> float | None:
    """A plain number, with or without separators of thousands."""
    return float(text.replace(",", "")) if _NUMBER.match(text.strip()) else None


def rules_for(placed: Placed, earlier: Sequence[Placed]) -> Rules:
    """The rules of a table; weights that an earlier table holds are taken from there."""
    weights = next(iter(placed.columns("weight")), None) if placed.has_total else None
    pairs = _score_pairs(placed) if weights else ()
    source = _same_weights(placed, weights, earlier)
    points = {column for _, column in pairs}
    sums = tuple(column for column in _summed(placed) if column != weights and column not in points)
    computed = (
        *_linked_weights(placed, weights, source),
        *_points(placed, weights, pairs),
        *_totals(placed, (*((weights,) if weights else ()), *sorted(points))),
        *_totals(placed, sums, "#,##0"),
    )
    linked = {weights} if source else set()
    typed = {*sums, *(score for score, _ in pairs), *((weights,) if weights else ())} - linked
    counts = _counted(placed)
    return Rules(
        numbers=frozenset(typed | set(counts)),
        weights=weights if not source else None,
        scores=tuple(score for score, _ in pairs),
        computed=computed,
        extras=(
            *_weight_check(placed, None if source else weights),
            *_score_extras(placed, weights, pairs),
            *_cost_extras(placed, sums),
            *_sample_extras(placed, counts),
        ),
    )


def _score_pairs(placed: Placed) -> tuple[tuple[int, int], ...]:
    """Columns of scores with the column of points that goes with each."""
    headers = [plain(header).strip().lower() for header in placed.table.header]
    return tuple(
        (score, headers.index(points) + 1)
        for score in placed.columns("score")
        if (points := re.sub(r"score$", "points", headers[score - 1])) in headers
    )


def _same_weights(
    placed: Placed, weights: int | None, earlier: Sequence[Placed]
) -> tuple[Placed, int] | None:
    for other in earlier if weights else ():
        columns = other.columns("weight")
        if columns and other.has_total and other.labels == placed.labels:
            return other, columns[0]
    return None


def _summed(placed: Placed) -> Iterator[int]:
    """Columns with a number, or a place for one, in the row of totals."""
    if not placed.has_total:
        return
    for column, total in enumerate(placed.table.rows[-1][1:], 2):
        body = [row[column - 1] for row in placed.table.rows[: placed.length]]
        if _is_figure(total) and all(map(_is_figure, body)):
            yield column


def _is_figure(text: str) -> bool:
    return is_placeholder(text) or number_in(plain(text)) is not None


def _linked_weights(
    placed: Placed, weights: int | None, source: tuple[Placed, int] | None
) -> Iterator[Computed]:
    if weights is None or source is None:
        return
    other, column = source
    for row in range(placed.length):
        there = f"{quote_sheetname(other.sheet)}!{other.cell(row, column)}"
        yield Computed(placed.cell(row, weights), f'=IF({there}="","",{there})')


def _points(
    placed: Placed, weights: int | None, pairs: Sequence[tuple[int, int]]
) -> Iterator[Computed]:
    for score, points in pairs if weights else ():
        for row in range(placed.length):
            weight, given = placed.cell(row, weights or 0), placed.cell(row, score)
            formula = f'=IF(OR({weight}="",{given}=""),"",{weight}*{given}/{MAX_SCORE})'
            yield Computed(placed.cell(row, points), formula)


def _totals(placed: Placed, columns: Sequence[int], shows: str = "General") -> Iterator[Computed]:
    for column in columns:
        yield Computed(placed.cell(placed.length, column), f"=SUM({placed.span(column)})", shows)


def _weight_check(placed: Placed, weights: int | None) -> Iterator[Extra]:
    if weights is None:
        return
    total = placed.cell(placed.length, weights)
    text = f'=IF(ROUND({total},6)=100,"OK: 100","Must be 100, is "&ROUND({total},2))'
    yield Extra("Check of the weights", {weights: text}, longest="Must be 100, is 100.01")


def _score_extras(
    placed: Placed, weights: int | None, pairs: Sequence[tuple[int, int]]
) -> Iterator[Extra]:
    if weights is None or not pairs:
        return
    spans = {points: placed.span(score) for score, points in pairs}
    missing = {
        points: f'=IF(COUNT({span})={placed.length},"All scored",'
        f'{placed.length}-COUNT({span})&" to score")'
        for points, span in spans.items()
    }
    yield Extra("Scores given", missing, longest="All scored")
    sums = f"SUM({placed.span(weights)})"
    average = {
        points: f'=IF({sums}=0,"",SUMPRODUCT({placed.span(weights)},{span})/{sums})'
        for points, span in spans.items()
    }
    yield Extra(f"Weighted score out of {MAX_SCORE}", average, "0.00")
    if len(pairs) > 1:
        yield Extra("Rank", _ranks(placed, spans))
    elif placed.columns("target"):
        yield _targets_met(placed, *pairs[0])


def _ranks(placed: Placed, spans: dict[int, str]) -> dict[int, str]:
    """1 for the most points; nothing before any score is given."""
    totals = {points: placed.cell(placed.length, points) for points in spans}
    return {
        points: f'=IF(COUNT({spans[points]})=0,"",1'
        + "".join(f"+({rival}>{own})" for rival in totals.values() if rival != own)
        + ")"
        for points, own in totals.items()
    }


def _targets_met(placed: Placed, score: int, points: int) -> Extra:
    span = placed.span(score)
    share = f'=IF(COUNT({span})=0,"",COUNTIF({span},{MAX_SCORE})/COUNT({span}))'
    return Extra("Share of targets met every month", {points: share}, "0%")


def _cost_extras(placed: Placed, sums: Sequence[int]) -> Iterator[Extra]:
    """How far each total lies above the lowest one."""
    if len(sums) < 2:
        return
    totals = {column: placed.cell(placed.length, column) for column in sums}
    lowest = f"MIN({','.join(totals.values())})"
    above = {column: f'=IF({lowest}<=0,"",{total}/{lowest}-1)' for column, total in totals.items()}
    yield Extra("Above the lowest total", above, "0.0%")


def _counted(placed: Placed) -> tuple[int, ...]:
    """The columns of a random sample: checked, right and wrong."""
    checked = [
        number
        for number, header in enumerate(placed.table.header, 1)
        if plain(header).lower().startswith("items checked")
    ]
    right, wrong = placed.columns("right"), placed.columns("wrong")
    if placed.has_total or not (checked and right and wrong):
        return ()
    return checked[0], right[0], wrong[0]


def _sample_extras(placed: Placed, counts: tuple[int, ...]) -> Iterator[Extra]:
    if not counts:
        return
    checked, right, _ = counts
    yield Extra("All months", {column: f"=SUM({placed.span(column)})" for column in counts})
    total = f"SUM({placed.span(checked)})"
    share = f'=IF({total}=0,"",SUM({placed.span(right)})/{total})'
    yield Extra("Share right", {right: share}, "0.0%")
