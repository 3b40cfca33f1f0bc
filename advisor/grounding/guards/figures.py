"""Reads the numbers of a text with their units and bounds, whatever they are written in."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from advisor.grounding.guards.alignment import Reading, Token, read

Dimension = Literal[
    "time", "percent", "points", "money", "clock", "year", "day", "ordinal", "count"
]
Bound = Literal["at least", "at most", ""]

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: float(value) for value, word in enumerate(_SMALL)} | {
    word: float(value) for value, word in zip(range(20, 100, 10), _TENS, strict=True)
}
_SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "dozen": 12.0, "k": 1e3, "m": 1e6}
_FRACTIONS = {
    "half": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25, "fifth": 0.2,
    "fifths": 0.2, "sixth": 1 / 6, "eighth": 0.125, "tenth": 0.1, "tenths": 0.1,
}  # fmt: skip
_ORDINALS = {
    word: float(value)
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        1,
    )
}
NUMBER_WORDS = frozenset(_WORDS) - {"one", "zero"}
MINUTES = {
    "second": 1 / 60, "sec": 1 / 60, "minute": 1.0, "min": 1.0, "hour": 60.0, "hr": 60.0, "h": 60.0,
    "day": 1440.0, "d": 1440.0, "week": 10080.0, "fortnight": 20160.0, "month": 43800.0,
    "quarter": 131400.0, "year": 525600.0, "night": 1440.0, "yr": 525600.0,
    "decade": 5256000.0,
}  # fmt: skip
_MONEY = frozenset("dollar euro pound usd eur gbp cent pence quid rupee yen franc chf".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec".split()
)
_DIGITS = re.compile(
    r"(?P<sign>[$\u20ac\u00a3])?(?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
    r"(?P<tail>[a-zA-Z]+\d*)?(?P<percent>%)?"
)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})([ap]m)?")
_HALVES = re.compile(r"(\d{1,2})([ap]m)")
_RATIO = re.compile(r"(\d+)/(\d+)(?:/\d+)?")
_HOURS_MINUTES = re.compile(r"(\d+)h(\d{1,2})")
_LEAST = frozenset("atleast minimum exceed exceeding exceeds above over".split())
_MOST = frozenset("atmost maximum within under below".split())
_THAN = {"more": "at least", "longer": "at least", "greater": "at least", "higher": "at least",
         "later": "at least", "larger": "at least", "bigger": "at least", "less": "at most",
         "fewer": "at most", "shorter": "at most", "lower": "at most", "earlier": "at most",
         "smaller": "at most"}  # fmt: skip
_TURNED: dict[str, Bound] = {"at least": "at most", "at most": "at least", "": ""}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: `value` as written, `amount` in the dimension's own unit (minutes, 0 to 100, ...).

    `text` is how it stands, `unit` the singular of its unit word or empty, and the tokens from
    `start` up to `end` are its own.
    """

    value: float
    amount: float
    dimension: Dimension
    unit: str
    text: str
    start: int
    end: int
    bound: Bound = ""


@lru_cache(maxsize=512)
def figures(text: str) -> tuple[Figure, ...]:
    """The numbers of a text in order; `one` as a pronoun and `first` as an adverb are none."""
    reading = read(text)
    found = []
    place = 0
    while place < len(reading.tokens):
        figure = _figure(reading, place)
        if figure:
            found.append(replace(figure, bound=_bound(reading, figure)))
        place = figure.end if figure else place + 1
    return tuple(found)


def _low(reading: Reading, place: int) -> str:
    """The word at a place, if it belongs to the same sentence as the one before it."""
    return reading.tokens[place].low if 0 <= place < len(reading.tokens) else ""


def _figure(reading: Reading, place: int) -> Figure | None:
    token = reading.tokens[place]
    if token.low[0].isdigit() or token.text[0] in "$\u20ac\u00a3":
        return _in_digits(reading, place)
    if token.low in _WORDS or token.low in ("hundred", "dozen"):
        return _in_words(reading, place)
    if token.low in _FRACTIONS and token.low != "second":
        return _fraction(reading, place)
    return _ordinal(reading, place)


def _in_digits(  # noqa: C901, PLR0911  # one way of writing a number after another
    reading: Reading, place: int
) -> Figure | None:
    token = reading.tokens[place]
    if clock := (_CLOCK.fullmatch(token.low) or _HALVES.fullmatch(token.low)):
        return _clock(clock, token, place)
    if hours := _HOURS_MINUTES.fullmatch(token.low):
        value = int(hours[1]) * 60.0 + int(hours[2])
        return Figure(value, value, "time", "minute", token.text, place, place + 1)
    if ratio := _RATIO.fullmatch(token.low):
        value = int(ratio[1]) / max(1, int(ratio[2]))
        return Figure(value, value, "count", "/", token.text, place, place + 1)
    match = _DIGITS.fullmatch(token.text)
    if not match:
        return None
    value = number(match["number"])
    tail = (match["tail"] or "").lower()
    if tail in ("st", "nd", "rd", "th"):
        kind: Dimension = "day" if _beside_month(reading, place) else "ordinal"
        return Figure(value, value, kind, "", token.text, place, place + 1)
    if tail in ("k", "m"):
        value *= _SCALES[tail]
        tail = ""
    if match["percent"]:
        return Figure(value, value, "percent", "percent", token.text, place, place + 1)
    if match["sign"]:
        end = place + 1
        if (scale := _low(reading, end)) in ("k", "m", "thousand", "million"):
            value, end = value * _SCALES[scale], end + 1
        return Figure(value, value, "money", match["sign"], token.text, place, end)
    if tail in MINUTES or tail.removesuffix("s") in MINUTES:
        unit = tail if tail in MINUTES else tail.removesuffix("s")
        unit = {"h": "hour", "hr": "hour", "min": "minute", "d": "day", "yr": "year"}.get(
            unit, unit
        )
        return Figure(value, value * MINUTES[unit], "time", unit, token.text, place, place + 1)
    if tail:
        return Figure(value, value, "count", tail, token.text, place, place + 1)
    return _with_unit(reading, value, place, place + 1)


def _clock(match: re.Match[str], token: Token, place: int) -> Figure:
    hours = int(match[1])
    minutes = int(match[2]) if match.re is _CLOCK else 0
    half = match[match.lastindex or 0] or ""
    if half == "pm" and hours < 12:
        hours += 12
    return Figure(hours * 60.0 + minutes, hours * 60.0 + minutes, "clock", "", token.text, place,
                  place + 1)  # fmt: skip


def number(text: str) -> float:
    """The value of digits: a comma before three digits parts thousands."""
    plain = re.sub(r",(?=\d{3}\b)", "", text)
    return float(plain.replace(",", "."))


def _in_words(reading: Reading, place: int) -> Figure | None:
    value, end = _WORDS.get(_low(reading, place), 1.0), place + 1
    if _low(reading, place) in _SCALES:
        value = _SCALES[_low(reading, place)]
    if value >= 20 and value < 100 and 0 < _WORDS.get(_low(reading, end), 0) < 10:
        value, end = value + _WORDS[_low(reading, end)], end + 1
    while _low(reading, end) in ("hundred", "thousand", "million", "dozen"):
        value, end = value * _SCALES[_low(reading, end)], end + 1
    rest = end + (_low(reading, end) == "and")
    if value >= 100 and _low(reading, rest) in _WORDS and (rest > end or value >= 1000):
        more, end = _added(reading, rest)
        value += more
    if _low(reading, end) in _FRACTIONS and value < 10 and _low(reading, end) != "half":
        part = value * _FRACTIONS[_low(reading, end)]
        if _low(reading, end).endswith("s") or value == 1:
            text = _text(reading, place, end + 1)
            if timed := _part_of_time(reading, place, end + 1, part):
                return timed
            if _low(reading, end) != "quarters" or _low(reading, end + 1) == "of":
                return Figure(part * 100, part * 100, "percent", "", text, place, end + 1)
    return _with_unit(reading, value, place, end)


def _added(reading: Reading, place: int) -> tuple[float, int]:
    """The rest of a long number in words, and where it ends."""
    total = 0.0
    while True:
        low = _low(reading, place)
        if low in _WORDS:
            total += _WORDS[low]
        elif low == "hundred":
            total *= 100
        elif not (low == "and" and _low(reading, place + 1) in _WORDS):
            return total, place
        place += 1


def _fraction(  # noqa: PLR0911  # as above
    reading: Reading, place: int
) -> Figure | None:
    low, before, after = (_low(reading, place + step) for step in (0, -1, 1))
    if timed := _part_of_time(reading, place, place + 1, _FRACTIONS[low]):
        return timed
    is_part = after in ("of", "the", "a", "an", "its", "their", "your") or after in MINUTES
    if low == "half" and after == "past" and _low(reading, place + 2) in _WORDS:
        value = _WORDS[_low(reading, place + 2)] * 60 + 30
        return Figure(value, value, "clock", "", _text(reading, place, place + 3), place, place + 3)
    if before == "a" and _low(reading, place - 2) == "and":
        return None
    if low != "half" and not (before in ("a", "an", "one") and after == "of"):
        return _ordinal(reading, place)
    if low == "half" and not is_part:
        is_part = before not in ("and",)
    if not is_part:
        return None
    unit_place = place + 1 + (after in ("a", "an"))
    unit = _unit(_low(reading, unit_place))
    if unit in MINUTES and low == "half":
        amount = 0.5 * MINUTES[unit]
        text = _text(reading, place, unit_place + 1)
        return Figure(0.5, amount, "time", unit, text, place, unit_place + 1)
    share = _FRACTIONS[low] * 100
    return Figure(share, share, "percent", "", _text(reading, place, place + 1), place, place + 1)


def _part_of_time(reading: Reading, place: int, end: int, part: float) -> Figure | None:
    """`A third of an hour`, `half of the year`."""
    unit = _unit(_low(reading, end + 2))
    if _low(reading, end) != "of" or _low(reading, end + 1) not in ("a", "an", "the", "one"):
        return None
    if unit not in MINUTES:
        return None
    text = _text(reading, place, end + 3)
    return Figure(part, part * MINUTES[unit], "time", unit, text, place, end + 3)


def _ordinal(reading: Reading, place: int) -> Figure | None:
    low = _low(reading, place)
    if low not in _ORDINALS or reading.tokens[place].first:
        return None
    after = reading.tokens[place + 1] if place + 1 < len(reading.tokens) else None
    if not after or not after.content or after.clause != reading.tokens[place].clause:
        return None
    value = _ORDINALS[low]
    return Figure(value, value, "ordinal", after.stem, low, place, place + 1)


def _with_unit(  # noqa: C901, PLR0911, PLR0912  # as above
    reading: Reading, value: float, place: int, end: int
) -> Figure | None:
    start = place
    sentence = reading.tokens[place].sentence
    if (
        _low(reading, end) == "and"
        and _low(reading, end + 1) == "a"
        and (_low(reading, end + 2) == "half")
    ):
        value, end = value + 0.5, end + 3
    after = _low(reading, end)
    if end < len(reading.tokens) and reading.tokens[end].sentence != sentence:
        after = ""
    if after in ("working", "business", "calendar", "full", "whole", "consecutive", "more"):
        inner = _unit(_low(reading, end + 1))
        if inner in MINUTES:
            end, after = end + 1, inner
    unit = _unit(after)
    bare = end >= len(reading.tokens) or not after or not reading.tokens[end].content
    text = _text(reading, start, end if bare else end + 1)
    if unit in MINUTES and after != "second":
        return Figure(value, value * MINUTES[unit], "time", unit, text, start, end + 1)
    if after in ("percent", "pct", "%") or (after == "per" and _low(reading, end + 1) == "cent"):
        end += 2 if after == "per" else 1
        if _low(reading, end) in ("point", "points"):
            return Figure(value, value, "points", "points", text, start, end + 1)
        return Figure(value, value, "percent", "percent", text, start, end)
    if after == "percentage" and _low(reading, end + 1).startswith("point"):
        return Figure(value, value, "points", "points", text, start, end + 2)
    if unit in _MONEY:
        return Figure(value, value, "money", unit, text, start, end + 1)
    if _low(reading, place - 1) in _MONEY:
        return Figure(value, value, "money", _low(reading, place - 1), text, start, end)
    if after in ("am", "pm"):
        hour = value + 12 if after == "pm" and value < 12 else value
        return Figure(hour * 60, hour * 60, "clock", "", text, start, end + 1)
    if _beside_month(reading, place) and value <= 31:
        return Figure(value, value, "day", "", text, start, end)
    if (
        1900 <= value <= 2100
        and value == int(value)
        and reading.tokens[place].low.isdigit()
        and (not reading.tokens[end].content if end < len(reading.tokens) else True)
    ):
        return Figure(value, value, "year", "", text, start, end)
    if value == 1 and reading.tokens[place].low == "one":
        noun = reading.tokens[end] if end < len(reading.tokens) else None
        if not noun or not noun.content or noun.clause != reading.tokens[place].clause:
            return None
    return Figure(value, value, "count", "", text, start, end)


def _unit(word: str) -> str:
    return word if word in MINUTES else word.removesuffix("s")


def _beside_month(reading: Reading, place: int) -> bool:
    near = [_low(reading, place + step) for step in (-1, 1)]
    if _low(reading, place + 1) == "of":
        near.append(_low(reading, place + 2))
    for word, step in zip(near, (-1, 1, 2), strict=False):
        if word in _MONTHS and reading.tokens[place + step].text[0].isupper():
            return True
    return False


def _text(reading: Reading, start: int, end: int) -> str:
    return " ".join(token.text for token in reading.tokens[start:end])


def _bound(reading: Reading, figure: Figure) -> Bound:
    """Whether the number is a lower or an upper limit."""
    article = _low(reading, figure.start - 1) in ("a", "an", "the")
    before = [_low(reading, figure.start - step - article) for step in (1, 2, 3, 4)]
    after = [_low(reading, figure.end + step) for step in (0, 1)]
    found: Bound = ""
    if before[0] == "than" and before[1] in _THAN:
        found = "at least" if _THAN[before[1]] == "at least" else "at most"
        turned = before[2] in ("no", "not") or before[3] in ("no", "not")
        if before[1] in ("later", "earlier") and "before" in after:
            turned = not turned
    else:
        place = next((one for one in (0, 1) if before[one] in _LEAST | _MOST), None)
        if place is None or (place == 1 and before[0] not in ("of", "a", "the", "about")):
            return _trailing(after)
        found = "at least" if before[place] in _LEAST else "at most"
        turned = "not" in before[place + 1 : place + 3]
    return _TURNED[found] if turned else found


def _trailing(after: list[str]) -> Bound:
    if after[0] == "or" and after[1] in _THAN:
        return "at least" if _THAN[after[1]] == "at least" else "at most"
    return ""
