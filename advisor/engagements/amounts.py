"""The amounts of money of a sentence, also those that the user wrote without a currency."""

import re
from itertools import pairwise

from advisor.engagements.quantity_nouns import noun_after
from advisor.grounding.note_figures import Figure, figures_in, is_money

_LEAST = 10  # below that a bare number is rarely what something cost
_MONEY_WORDS = re.compile(
    r"\b(?:paid|pd|pmts?|inv|pay(?:s|ing|ments?)?|settled|transfer(?:red)?|wired|invoic\w+"
    r"|bill(?:s|ed)?|"
    r"deposit|"
    r"retainer|instal?lments?|quot(?:e[sd]?|ation)|offer(?:s|ed)?|price[sd]?|fees?|costs?|"
    r"charg\w+|rates?|budget|spen[dt]|refund\w*|credit\w*|discount|fixed price|cheap\w*|"
    r"expensive|bonus|penalty|fine|extra for|value|worth|wants?|limit|up to)\b"
    r"|\d\s?(?:/|per |an? |each )\s?(?:month|mo|hour|hr|h|day|week|visit|clean|seat|user|page|"
    r"word|order|employee|head|lead|ticket|call|item|year|quarter|post|batch|unit|parcel)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:#|\bno\.?|\bnr\.?|\b(?:number|parts?|phases?|batch(?:es)?|studio|round|week|step|"
    r"milestone|"
    r"version|v|rooms?|pages?|item|order|ticket|case|level|stage|sprint|units?|site|day|floor|"
    r"street|po|version|tel|phone|code|point|section|q|in|of|since|until|by|at|on|from|the))\s*$",
    re.IGNORECASE,
)
_NO_AMOUNT_AFTER = re.compile(
    r"\s*(?:[-\u2013:]\s?\d|x\b|times\b|(?:st|nd|rd|th)\b|%|working|business|[/.]\d)",
    re.IGNORECASE,
)
_YEARS = range(1990, 2041)


def amounts_in(text: str) -> list[Figure]:
    """The amounts of money of a text; where none has a currency, bare numbers beside such words.

    The unit of a bare amount is empty.
    """
    figures = figures_in(text)
    if money := [one for one in figures if is_money(one.unit)]:
        return money
    if not _MONEY_WORDS.search(text):
        return []
    found = [one for one in figures if not one.unit and _is_amount(text, one)]
    return [one for one in found if not _is_label(text, one, found)]


def _is_amount(text: str, one: Figure) -> bool:
    written = text[one.start : one.end]
    if one.value < _LEAST or not written[0].isdigit() or written[0] == "0":
        return _is_rate(text, one)
    if written.isdigit() and int(written) in _YEARS:
        return False
    before, after = text[: one.start], text[one.end :]
    if _NUMBERED.search(before) or _NO_AMOUNT_AFTER.match(after):
        return False
    ranged = re.search(r"\d\s?[-\u2013]\s?$", before)
    return (not ranged and not noun_after(text, one.end, one.value)) or _is_rate(text, one)


def _is_rate(text: str, one: Figure) -> bool:
    """Whether a number is a price per piece: "0.14 per word", "45/h"."""
    return bool(_PER.match(text, one.end)) and text[one.start].isdigit()


_PER = re.compile(
    r"\s?(?:/|per |an? |each )\s?(?:month|mo|hour|hr|h|day|week|visit|clean|seat|user|page|"
    r"word|order|"
    r"employee|head|lead|ticket|call|item|year|quarter|post|batch|unit|parcel)\b",
    re.IGNORECASE,
)


def _is_label(text: str, one: Figure, found: list[Figure]) -> bool:
    """Whether a number is that of an invoice, right before the amount: "invoice 117, 1,450"."""
    numbered = re.search(r"\b(?:invoice|bill|inv\.?)\s*$", text[: one.start], re.IGNORECASE)
    after = [other for before, other in pairwise(found) if before is one]
    return bool(numbered and after and re.fullmatch(r"[,:;(]\s?", text[one.end : after[0].start]))
