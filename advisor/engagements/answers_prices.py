"""Prices of several vendors side by side."""

import re

from advisor.domain.advice import Claim
from advisor.engagements.amounts import amounts_in
from advisor.engagements.answers_happened import MAYBE
from advisor.engagements.answers_saying import Body, Desk, computed, quotes
from advisor.engagements.note_sentences import Said
from advisor.engagements.quantities import format_value
from advisor.engagements.when import short_date
from advisor.grounding.note_figures import Figure

_ASKS = re.compile(
    r"\b(?:costs?|pric\w+|charg\w+|expensive|cheap\w*|fees?|quot\w+|(?:hourly|daily|day|"
    r"monthly) rates?)\b"
)
_PRICED = frozenset({"#price", "#perunit", "#budget"})
_PER = {
    "permonth": "Per month",
    "perhour": "Per hour",
    "pervisit": "Per visit",
    "perticket": "Per ticket",
    "peritem": "Each",
}
_UNLIKELY = re.compile(
    r"\b(?:quoted? \S+ extra|extra|credit\w*|refund\w*|broke|lost|damage[sd]?|fine|penalty)\b",
    re.IGNORECASE,
)


def asks_price(desk: Desk) -> bool:
    """Whether the question asks what vendors cost."""
    return bool(_ASKS.search(desk.asked.question.lower())) and "payment" not in desk.asked.events


def priced_side_by_side(desk: Desk) -> Body | None:
    """The price of each engagement by its latest note on it, and which one is higher."""
    said = [(one, amounts_in(one.text)) for one in desk.search.said if not one.orders]
    said = [
        (one, amounts)
        for one, amounts in said
        if amounts and not MAYBE.search(one.text) and not _UNLIKELY.search(one.text)
    ]
    said = [(one, amounts) for one, amounts in said if one.terms & _PRICED] or said
    for per in _units_asked(desk):
        latest: dict[str, tuple[Said, Figure]] = {}
        for one, amounts in sorted(said, key=lambda pair: pair[0].on):
            if not per or per in one.terms:
                latest[one.note.engagement] = (one, _rate(one, amounts))
        if len(latest) > 1:
            claim = _compared(latest, _PER.get(per, "Price"))
            shown = quotes(desk, [one for one, _ in latest.values()])
            return Body((*([claim] if claim else []), *shown))
    return None


def _units_asked(desk: Desk) -> list[str]:
    """The unit that the question names, else every one that prices go by, and at last none."""
    asked = [per for per in _PER if any(per in term for term in desk.asked.terms)]
    return [*asked, ""] if asked else [*_PER, ""]


def _rate(said: Said, amounts: list[Figure]) -> Figure:
    per = re.compile(r"\s?(?:[A-Z]{3} ?)?(?:/|per |an? |each |every )", re.IGNORECASE)
    rated = [one for one in amounts if per.match(said.text, one.end)]
    return (rated or amounts)[0]


def _compared(latest: dict[str, tuple[Said, Figure]], measure: str) -> Claim | None:
    values = {name: figure for name, (_, figure) in latest.items()}
    if len({one.unit for one in values.values()}) > 1:
        return None
    most = max(values, key=lambda name: values[name].value)
    if sum(one.value == values[most].value for one in values.values()) > 1:
        return None
    parts = ", ".join(
        f"{format_value(figure.value, figure.unit)} on {name} ({short_date(said.on)})"
        for name, (said, figure) in latest.items()
    )
    text = f"{measure}, latest value: {parts}: higher on {most}."
    return computed(text, [said.citation for said, _ in latest.values()])
