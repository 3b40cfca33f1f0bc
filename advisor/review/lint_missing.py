"""Finds what a whole brief lacks: an acceptance test, a currency."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_owner import MIN_WORDS, is_about_choosing
from advisor.review.lint_text import Unit, first_place, places, shown

_ACCEPTANCE = re.compile(
    r"\b(?:accept(?:ance|ed|able|s)?|sign(?:ed|s)?[- ]?off|definition of done|test(?:s|ed|ing)?|"
    r"inspect\w*|criteri\w+|qasp|aql|surveillance|done when|verif\w+|quality (?:checks?|control|"
    r"assurance)|approv(?:e|es|ed|al)|performance (?:standard|threshold|requirement)\w*|"
    r"pass(?:es|ed)?|audits?|audited|complete when|finished when|(?:we|i)(?:'ll| will)? (?:check|"
    r"review)\w*|spot[- ]checks?|checked|checks (?:a|an|the|each|them|every|all|it)|snag\w*|"
    r"proof(?:s|ed)?|walk-?through|sampl(?:e|"
    r"ed) check)\b",
    re.IGNORECASE,
)
_NOT_ACCEPTANCE = re.compile(
    r"\b(?:accept\w*(?: of)? (?:\w+ ){0,2}(?:proposals?|bids?|applications?|offers?|payments?|"
    r"cards?|"
    r"paypal|tenders?|quotes?|quotations?|terms|responsibility|liability|late|orders?|cookies)|"
    r"(?:proposals?|bids?|applications?|tenders?|offers|quotes?)[^.]{0,40}(?:accept\w+|approved|"
    r"reviewed|tested|checked)|"
    r"(?:evaluation|selection|award|scoring|eligibility|assessment|following) criteria|"
    r"criteria for (?:selection|award|evaluation)|pre-?approv\w+|budget approval|"
    r"(?:test|trial) (?:task|project|assignment|work)|(?:background|drug|security|language|"
    r"skills?) "
    r"(?:test|check)\w*|tested (?:experience|track)|penetration test\w*|passport|"
    r"approved (?:supplier|vendor|budget)s?|budget (?:is |has been )?approved|best and final)\b",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    r"\b(?:(?:cost|costs|waste|wastes) (?:of )?(?:money|time)|leave (?:it|them|this|that) out|"
    r"(?:no|without|skip|skips|omit|save) (?:\w+ ){0,2}(?:tests?|testing|acceptance|approval|"
    r"checks?|checking|inspections?|sign-?off)|(?:don't|do not|need not|never|won't|will not) "
    r"(?:\w+ ){0,2}(?:test|check|inspect|verify)|(?:tests?|testing|checks?|inspections?|"
    r"acceptance) (?:\w+ ){0,2}(?:not (?:needed|necessary|required|foreseen|planned)|"
    r"unnecessary|superfluous))\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:budget|price|fees?|rates?|pay|salary|deposit|ceiling|fixed price|cap|cost|payment|"
    r"compensation|retainer)\b(?:(?: is| are| of|:| around| about| up to| between| max(?:imum)?|"
    r" not "
    r"to exceed| at| from| to| approx\w*\.?| we pay| will be| must| shall| may| not| exceed| be|"
    r" capped| total| starts?| would be|"
    r"\*\*| \||=| -| \u2013| maybe| only| roughly| ~| ca\.?| say| under| below)*)[ ]{0,2}~?"
    r"(?P<amount>\d{1,3}(?:[,.]\d{3})+|\d{2,7}(?:\.\d\d)?|\d(?=k))(?P<k>k)?"
    r"(?!\w|[.,]?\d| ?(?:%|[$£€\u20b9\u00a5]))(?P<rest>[^\n]{0,24})",
    re.IGNORECASE,
)
_HOURLY = re.compile(
    r"(?<![\w$£€.,:])(?P<amount>\d{1,5})(?:k)? ?(?:/ ?(?:hr|hour|h|month|mo|day|week)\b|"
    r"(?:per|an|a) hour\b(?=[^.]{0,40}\b(?:pay|rate|budget)))(?P<rest>)",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:(?:we|i)(?:'d|\u2019d)? (?:can |will |would |could )?(?:pay|paying|offer|spend)|paying|"
    r"pays|can spend|(?:max(?:imum)?|no more than|not more than|up to)(?= ?\d{2,6} (?:for|all in|"
    r"in "
    r"total|per (?:article|post|page|piece|design|logo|word|contact|lead|translation)))|"
    r"(?:cost|worth|priced at)|maybe|bonus of|deposit of)(?: you)?(?: about| around| up to| max\.?|"
    r" between| at most| roughly)?"
    r" (?P<amount>\d{1,3}(?:[,.]\d{3})+|\d{2,6})(?P<k>k)?(?!\w|[.,:/]?\d| ?%)(?P<rest>[^\n]{0,24})",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\b(?:budget|price|fee)s? (?P<amount>\d{1,3})k\b(?P<rest>)", re.IGNORECASE)
_CURRENCY = re.compile(
    r"[$£€\u20b9\u00a5\u20bd\u20ba\u20a6\u20b1]|\b(?:USD|EUR|GBP|CHF|AUD|CAD|INR|JPY|SEK|NOK|"
    r"DKK|PLN|ZAR|NZD|SGD|AED|KES|KSh|Rs|NGN|BRL|MXN|PHP|PKR|BDT|UGX|TZS|ETB|HKD|CNY|RMB|CZK|HUF|"
    r"RON|TRY|SAR|ILS|THB|MYR|IDR|VND|UAH|GHS|EGP|(?i:dollars?|euros?|sterling|rupees?|francs?|yen|"
    r"bucks|quid|pesos?|shillings?|kronor|kroner|zloty|dirhams?|naira|pence|(?:pounds?|rand|cents)"
    r"(?! of| weight|om| per square)))\b|\b\d+ ?(?:usd|eur|gbp|chf)\b"
)
_A_UNIT = re.compile(
    r"\s*(?:-|to)?\s*\d*\s*(?:per ?cent|percent|points?|days?|hours?|hrs|weeks?|months?|years?|"
    r"words?|"
    r"pages?|people|staff|items?|sites?|tickets?|calls?|units?|visits?|sq|m2|km|miles?|minutes?|:"
    r"|x\b|dpi|requests?|views?|samples?|fps|mb|gb|kg|degrees|bpm|hz)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"19[5-9]\d|20(?!00)\d\d")


def no_acceptance_test(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """Nothing says how anybody will know that the work is done."""
    if brief.words < MIN_WORDS or any(
        _tests(unit.text) and not is_about_choosing(unit) for unit in found
    ):
        return
    yield LintFinding(
        code="no-acceptance-test",
        message="Nothing says how the work is checked and when it counts as done.",
        fix="Say who checks what against which measure, within how many days, and what follows a "
        "failed check.",
        places=(first_place(brief),),
    )


def _tests(text: str) -> bool:
    return bool(_ACCEPTANCE.search(_NOT_ACCEPTANCE.sub(" ", text))) and not _LEFT_OUT.search(text)


def no_currency(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """Amounts of money without a currency, where the brief names none."""
    if _CURRENCY.search(brief.text):
        return
    spans = []
    for unit in found:
        found_amounts = (one.finditer(unit.text) for one in (_MONEY, _HOURLY, _THOUSANDS, _PAID))
        for match in chain.from_iterable(found_amounts):
            year = _YEAR.fullmatch(match["amount"])
            if not year and not _A_UNIT.match(match["rest"]):
                spans.append((unit.start + match.start(), unit.start + match.start("rest")))
    if spans:
        where = places(brief, spans)
        yield LintFinding(
            code="no-currency",
            message=f"{shown(where[0].quote)} has no currency.",
            fix="Add the currency, and whether tax is included.",
            places=where,
        )
