"""Finds units, days, months, parties and quantifiers that stand where the source has others."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from advisor.grounding.guards.alignment import Reading, Token
from advisor.grounding.guards.figures import figures
from advisor.grounding.guards.negation import negators_around, negators_before
from advisor.grounding.guards.opposites import side_of
from advisor.grounding.guards.slots import Swap, has_new_number, is_held, swaps
from advisor.grounding.guards.types import Disagreement, Kind, Objection

_UNITS = {
    word: forms.split()[0]
    for forms in (
        "second seconds|minute minutes|hour hours hourly|day days daily|week weeks weekly|"
        "fortnight fortnights fortnightly|month months monthly|quarter quarters quarterly|"
        "year years yearly annually annual|weekend weekends|weekday weekdays"
    ).split("|")
    for word in forms.split()
}
_DAYS = {
    word: forms.split()[0]
    for forms in (
        "monday mon mondays|tuesday tue tues tuesdays|wednesday wed wednesdays|"
        "thursday thu thur thurs thursdays|friday fri fridays|saturday sat saturdays|"
        "sunday sun sundays"
    ).split("|")
    for word in forms.split()
}
_MONTHS = {
    word: forms.split()[0]
    for forms in (
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
        "september sep sept|october oct|november nov|december dec"
    ).split("|")
    for word in forms.split()
}
_AMOUNTS = {
    word: forms.split()[0]
    for forms in (
        "all every each always everyone everybody everything entire whole|"
        "most usually often mostly generally normally typically|"
        "some sometimes several occasionally|few rarely seldom|"
        "none no never nobody|half|only"
    ).split("|")
    for word in forms.split()
}
_GROUPS = {
    word: f"{number}:{forms.split()[0]}"
    for number, group in enumerate(
        (
            "am|pm",
            "spring|summer|autumn fall|winter",
            "morning mornings|afternoon afternoons|evening evenings|night nights",
            "email emails mail|phone telephone|letter post|chat",
            "north northern|south southern|east eastern|west western",
            "dollar dollars usd|euro euros eur|pound pounds gbp",
            "gram grams|kilo kilos kg|tonne tonnes|metre metres|kilometre kilometres km|mile miles",
            "red|green|blue|yellow|black|white|orange|purple|grey",
            "written writing|oral orally spoken verbal verbally",
        )
    )
    for forms in group.split("|")
    for word in forms.split()
}
_OF = frozenset("of the".split())
_STRONGER = {("all", "most"), ("all", "some"), ("all", "few"), ("most", "few"), ("most", "some")}


@dataclass(frozen=True, slots=True)
class _Sort:
    """Words of which a place can hold only one: how they are told, and what a change means."""

    value: Callable[[Token], str]
    kind: Kind
    least: int = 2


def _month(token: Token) -> str:
    """The month that a word names; a small `may` or `march` names none."""
    return _MONTHS.get(token.low, "") if token.text[0].isupper() and not token.first else ""


def _day(token: Token) -> str:
    return _DAYS.get(token.low, "") if token.text[0].isupper() or len(token.low) > 4 else ""


_SORTS = (
    _Sort(lambda token: _UNITS.get(token.low, ""), "unit"),
    _Sort(_day, "date"),
    _Sort(_month, "date"),
)
_PARTIES = _Sort(lambda token: side_of(token.stem), "actor", 3)


def fillers(claim: Reading, source: Reading) -> Iterator[Disagreement]:
    """A unit, a day, a month or a like word that stands where the source has another."""
    for sort in _SORTS:
        for swap in swaps(claim, source, sort.value, least=sort.least, firm=is_held):
            if sort.kind == "unit" and _is_counted(claim, source, swap):
                continue
            yield _said(claim, source, swap, sort.kind)
            break
    yield from _grouped(claim, source)


def _is_counted(claim: Reading, source: Reading, swap: Swap) -> bool:
    """Whether a unit belongs to a number, or to a rate that was worked out in another unit."""
    if has_new_number(claim, swap.here, source):
        return True
    return any(
        figure.start <= place < figure.end
        for reading, place in ((claim, swap.here), (source, swap.there))
        for figure in figures(reading.text)
    )


def _grouped(claim: Reading, source: Reading) -> Iterator[Disagreement]:
    numbers = {_GROUPS[token.low][0] for token in claim.tokens if token.low in _GROUPS}
    for number in sorted(numbers):

        def value(token: Token, number: str = number) -> str:
            group = _GROUPS.get(token.low, "")
            return group if group[:1] == number else ""

        for swap in swaps(claim, source, value, least=2):
            yield _said(claim, source, swap, "unit" if number in "056" else "antonym")
            return


def _said(claim: Reading, source: Reading, swap: Swap, kind: Kind) -> Disagreement:
    return Disagreement(
        kind=kind,
        support="contradicted",
        reason=f'The source says "{source.tokens[swap.there].text}", '
        f'the sentence says "{claim.tokens[swap.here].text}".',
    )


def whole_of_part(claim: Reading, source: Reading) -> Iterator[Disagreement]:
    """`All 14 checks` where the source has `12 of 14`."""
    for here, token in enumerate(claim.tokens[1:], 1):
        if claim.tokens[here - 1].low != "all" and not (
            claim.tokens[here - 1].low in _OF and here > 1 and claim.tokens[here - 2].low == "all"
        ):
            continue
        for there in source.places.get(token.stem, ()):
            part = source.tokens[there - 2].low if there > 1 else ""
            is_of = source.tokens[there - 1].low == "of" and part.isdigit()
            is_less = is_of and token.low.isdigit() and int(part) < int(token.low)
            if is_less and not negators_around(claim, here):
                yield Disagreement(
                    kind="quantifier",
                    support="contradicted",
                    reason=f'The source says "{part} of {token.low}", '
                    f'the sentence says "all {token.low}".',
                )
                return


def amounts(claim: Reading, source: Reading) -> Iterator[Disagreement]:
    """How much or how often it holds: `some` made into `all`, `every` into `only one`."""
    for swap in swaps(claim, source, lambda token: _AMOUNTS.get(token.low, ""), least=2):
        if not (swap.fit.right or swap.fit.near_right):
            continue
        ours = _AMOUNTS[claim.tokens[swap.here].low]
        theirs = _AMOUNTS[source.tokens[swap.there].low]
        support = _weight(ours, theirs)
        if ours == "none" or theirs == "none":
            if _denied_elsewhere(claim, swap.here) or _denied_elsewhere(source, swap.there):
                continue
        elif negators_around(claim, swap.here) != negators_around(source, swap.there):
            continue
        if support:
            yield Disagreement(
                kind="quantifier",
                support=support,
                reason=f'The source says "{source.tokens[swap.there].low}", '
                f'the sentence says "{claim.tokens[swap.here].low}".',
            )
            return


def _denied_elsewhere(reading: Reading, place: int) -> bool:
    return negators_before(reading, place) > 0 or negators_around(reading, place) > 0


def _weight(ours: str, theirs: str) -> Objection | None:
    if "none" in (ours, theirs):
        return "contradicted" if {ours, theirs} & {"all", "most", "some", "half"} else None
    if (ours, theirs) in _STRONGER:
        return "contradicted" if "few" in (ours, theirs) else "unsupported"
    if ours == "half" or theirs == "half":
        return "contradicted" if {ours, theirs} & {"all", "few", "most"} else None
    if (theirs, ours) in _STRONGER:
        return "contradicted" if ours == "few" else "partly"
    return None


def parties(claim: Reading, source: Reading) -> Iterator[Disagreement]:
    """One side of the deal named where the source names the other."""
    for swap in swaps(claim, source, _PARTIES.value, least=_PARTIES.least):
        if _joined(claim, swap.here) or _joined(source, swap.there):
            continue
        if _by(claim, swap.here) == _by(source, swap.there):
            yield Disagreement(
                kind="actor",
                support="contradicted",
                reason=f"The source speaks of the {source.tokens[swap.there].low}, "
                f"the sentence of the {claim.tokens[swap.here].low}.",
            )
            return


def _joined(reading: Reading, place: int) -> bool:
    """Whether both sides of the deal are named together (`the owner and the vendor`)."""
    near = range(max(0, place - 3), min(len(reading.tokens), place + 4))
    words = [reading.tokens[one] for one in near if one in reading.clause_of(place)]
    sides = {side_of(word.stem) for word in words} - {""}
    return len(sides) > 1 and any(word.low in ("and", "or", "both") for word in words)


def _by(reading: Reading, place: int) -> bool:
    """Whether a word is the doer in a passive sentence (`paid by the vendor`)."""
    return any(reading.tokens[one].low == "by" for one in range(max(0, place - 2), place))
