"""Finds what a whole brief lacks: an owner, an acceptance test, a currency, a time zone."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_text import Unit, first_place, places, shown

MIN_WORDS = 40  # a shorter text is a note, not a brief without an owner
_ROLE = (
    r"(?:founder|owner|manager|director|head|officer|lead|coordinator|co-?ordinator|supervisor|"
    r"sponsor|representative|principal|editor|secretary|controller|architect|specialist|engineer|"
    r"president|chair|ceo|cfo|cto|coo|cio|cmo|cotr|cor|partner|administrator|liaison|trustee)"
)
_OWNER = re.compile(
    rf"\b(?:project (?:manager|owner|lead|sponsor|officer)|product owner|contract(?:ing|"
    rf"s)? officer|"
    rf"(?:point|points) of contact|contact person|main contact|single contact|your contact|"
    rf"contact:|owner:|sponsor:|approver|decision[- ]makers?|steering|cotr|acor|"
    rf"(?:our|the|a|an|their) (?:\w+ ){{0,3}}{_ROLE}\b|(?:reports?|reporting|report directly) to|"
    rf"in charge|responsible (?:person|party|manager)|accountable|"
    rf"(?:approved|signed off|reviewed|accepted|decided|managed|led|supervised|overseen) by|"
    rf"is (?:the |our )?{_ROLE}|sign-?off (?:by|from)|approval (?:by|from|of)|"
    rf"(?:is|are) responsible for (?:approv|decid|accept|answer|review)\w+|"
    rf"(?:decides?|answers? (?:your|all|the vendor's)|approves?|signs? off|has the final (?:say|"
    rf"word)))\b",
    re.IGNORECASE,
)
_NAMED_OWNER = re.compile(
    rf"\b[A-Z][a-z]+ [A-Z][a-z]+,? (?:\(|is |our |the |as )?(?:\w+ ){{0,3}}(?i:{_ROLE})\b|"
    rf"\b(?i:{_ROLE}),? (?:Dr\.? |Mr\.? |Mrs\.? |Ms\.? )?[A-Z][\w-]+ [A-Z][\w-]+|"
    r"\b[A-Z][a-z]+ (?:[A-Z][a-z]+ )?(?:will |is to |can )?(?:own|owns|lead|leads|approve|approves|"
    r"decide|decides|sign|signs|accept|accepts|manage|manages|check|checks|answer|answers)\b"
)
_WRITER = re.compile(
    r"\bI(?:'ll|\u2019ll| will| do| am| want to| can)? (?:review|approve|decide|answer|check|sign|"
    r"look at|be (?:your|the|available|reviewing|around)|manage|give|test|am the|run|own)\w*\b|"
    r"\b(?:report to me|contact me|ask me|call me|message me|with me|approved by me|dm me)\b"
)
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
_MONEY = re.compile(
    r"\b(?:budget|price|fees?|rates?|pay|salary|deposit|ceiling|fixed price|cap|cost|payment|"
    r"compensation|retainer)\b(?:(?: is| are| of|:| around| about| up to| between| max(?:imum)?|"
    r" not "
    r"to exceed| at| from| to| approx\w*\.?| we pay| will be| must| shall| may| not| exceed| be|"
    r" capped| total| starts?| would be|"
    r"\*\*| \||=| -| \u2013)+)[ ]{0,2}"
    r"(?P<amount>\d{1,3}(?:[,.]\d{3})+|\d{2,7}(?:\.\d\d)?|\d(?=k))(?P<k>k)?"
    r"(?!\w|[.,]?\d| ?(?:%|[$£€\u20b9\u00a5]))(?P<rest>[^\n]{0,24})",
    re.IGNORECASE,
)
_HOURLY = re.compile(
    r"(?<![\w$£€.,:])(?P<amount>\d{1,5})(?:k)? ?(?:/ ?(?:hr|hour|h|month|mo|day|week)\b|"
    r"(?:per|an|a) hour\b(?=[^.]{0,40}\b(?:pay|rate|budget)))(?P<rest>)",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\b(?:budget|price|fee)s? (?P<amount>\d{1,3})k\b(?P<rest>)", re.IGNORECASE)
_CURRENCY = re.compile(
    r"[$£€\u20b9\u00a5\u20bd\u20ba\u20a6\u20b1]|\b(?:USD|EUR|GBP|CHF|AUD|CAD|INR|JPY|SEK|NOK|"
    r"DKK|PLN|ZAR|NZD|SGD|"
    r"AED|KES|NGN|BRL|MXN|PHP|PKR|BDT|UGX|TZS|ETB|HKD|CNY|RMB|CZK|HUF|RON|TRY|SAR|ILS|THB|MYR|IDR|"
    r"VND|UAH|GHS|EGP|dollars?|euros?|pounds?|sterling|rupees?|francs?|yen|bucks|quid|pesos?|rand|"
    r"shillings?|krona|kroner|zloty|dirhams?|naira|cents|pence)\b",
    re.IGNORECASE,
)
_A_UNIT = re.compile(
    r"\s*(?:-|to)?\s*\d*\s*(?:per ?cent|percent|points?|days?|hours?|hrs|weeks?|months?|years?|"
    r"words?|"
    r"pages?|people|staff|items?|sites?|tickets?|calls?|units?|visits?|sq|m2|km|miles?|minutes?|:"
    r"|x\b|dpi|requests?|views?|samples?|fps|mb|gb|kg|degrees|bpm|hz)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(
    r"(?<![\w.:/-])(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)? ?[ap]\.?m\b\.?|(?:[01]?\d|"
    r"2[0-3]):[0-5]\d\b"
    r"(?![:.]\d))(?: ?(?:[ap]\.?m\b\.?))?",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    r"\b(?:remote(?:ly)?|offshore|nearshore|overseas|abroad|international(?:ly)?|worldwide|"
    r"anywhere|different countries|several countries|cross-border|virtual assistant|upwork|fiverr|"
    r"freelancer\.com|work from home|time ?zones?|home-based|distributed team|outside (?:the|our) "
    r"country|global(?:ly)? (?:team|based)|in (?:India|Ukraine|Poland|Vietnam|the Philippines|"
    r"Pakistan|Romania|Bangladesh|Kenya|Mexico|Argentina|Serbia|Egypt|South Africa))\b",
    re.IGNORECASE,
)
ZONE = re.compile(
    r"\b(?:UTC|GMT|BST|CET|CEST|EET|EEST|WET|MSK|IST|PKT|SGT|HKT|JST|KST|AEST|AEDT|AWST|NZST|NZDT|"
    r"EST|EDT|CST|CDT|MST|MDT|PST|PDT|AKST|HST|SAST|EAT|WAT|CAT|GST|BRT|ART|PHT|PHST|ICT|WIB|"
    r"ET|PT|CT|MT)\b|\b(?i:local time|our time|your (?:own )?time|(?:eastern|pacific|central|"
    r"mountain|"
    r"standard|daylight|summer|greenwich|universal)(?: \w+)? time|eastern|pacific|"
    r"[A-Z][a-z]+ time|time ?zone(?: is|:| of)|o'clock in)\b"
)


def no_owner(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """Nobody on the buyer's side who answers, decides or accepts."""
    if brief.words < MIN_WORDS or any(
        pattern.search(unit.text) for unit in found for pattern in (_OWNER, _NAMED_OWNER, _WRITER)
    ):
        return
    yield LintFinding(
        code="no-owner",
        message="Nobody on your side is named who answers questions and decides.",
        fix="Name one person or role who decides, with a deputy and how to reach them.",
        places=(first_place(brief),),
    )


def no_acceptance_test(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """Nothing says how anybody will know that the work is done."""
    if brief.words < MIN_WORDS or any(_tests(unit.text) for unit in found):
        return
    yield LintFinding(
        code="no-acceptance-test",
        message="Nothing says how the work is checked and when it counts as done.",
        fix="Say who checks what against which measure, within how many days, and what follows a "
        "failed check.",
        places=(first_place(brief),),
    )


def _tests(text: str) -> bool:
    return bool(_ACCEPTANCE.search(_NOT_ACCEPTANCE.sub(" ", text)))


def no_currency(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """Amounts of money without a currency, where the brief names none."""
    if _CURRENCY.search(brief.text):
        return
    spans = []
    for unit in found:
        found_amounts = (one.finditer(unit.text) for one in (_MONEY, _HOURLY, _THOUSANDS))
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


def no_time_zone(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """Clock times without a time zone, where the work is remote or crosses borders."""
    if not _REMOTE.search(brief.text) or ZONE.search(brief.text):
        return
    spans = [
        (unit.start + match.start(), unit.start + match.end())
        for unit in found
        for match in _CLOCK.finditer(unit.text)
    ]
    if spans:
        where = places(brief, spans)
        yield LintFinding(
            code="no-time-zone",
            message=f"{shown(where[0].quote)} has no time zone, and the work is remote.",
            fix='Say which time zone holds, such as "all times are London time".',
            places=where,
        )
