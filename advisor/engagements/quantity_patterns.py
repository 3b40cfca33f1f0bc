"""How notes write numbers, durations, money and scores: patterns and word lists."""

import re

UNITS_OF_TIME = {
    "s": 1 / 60,
    "sec": 1 / 60,
    "second": 1 / 60,
    "m": 1.0,
    "min": 1.0,
    "minute": 1.0,
    "h": 60.0,
    "hr": 60.0,
    "hour": 60.0,
    "d": 1440.0,
    "day": 1440.0,
    "w": 10080.0,
    "wk": 10080.0,
    "week": 10080.0,
    "fortnight": 20160.0,
    "month": 43200.0,
    "year": 525600.0,
    "yr": 525600.0,
}
"""Minutes in a unit; a month counts 30 days, a business day as a day."""

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = (
    {word: float(number) for number, word in enumerate(_SMALL)}
    | {word: 10.0 * number for number, word in enumerate(_TENS, 2)}
    | {
        f"{tens}{glue}{small}": 10.0 * number + unit
        for number, tens in enumerate(_TENS, 2)
        for unit, small in enumerate(_SMALL[1:10], 1)
        for glue in ("-", " ")
    }
    | {"a hundred": 100.0, "one hundred": 100.0, "a thousand": 1000.0, "one thousand": 1000.0}
    | {"half a dozen": 6.0, "a dozen": 12.0, "one dozen": 12.0, "two dozen": 24.0, "dozen": 12.0}
)
CURRENCIES = {
    "us$": "USD",
    "ca$": "CAD",
    "c$": "CAD",
    "au$": "AUD",
    "a$": "AUD",
    "nz$": "NZD",
    "s$": "SGD",
    "hk$": "HKD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₱": "PHP",
    "zł": "PLN",
    "dollar": "USD",
    "buck": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "quid": "GBP",
    "rupee": "INR",
    "peso": "PHP",
    "franc": "CHF",
    "rs": "INR",
}
CODES = (
    "USD EUR GBP CHF CAD AUD NZD INR PHP PLN SEK NOK DKK ZAR SGD HKD JPY CZK HUF RON BRL MXN AED "
    "UAH TRY NGN KES PKR BDT LKR MYR THB VND IDR ILS"
).split()

_PLAIN = (
    r"\d{1,3}(?:[,'\u2019\u00a0\u202f]\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d{1,2}"
    r"|\d+[.,]\d+|\d+"
)
DIGITS = rf"(?:{_PLAIN})"
_SPELT = (
    rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_SMALL[1:10])}))?|{'|'.join(reversed(_SMALL))}"
    r"|(?:a|one) (?:hundred|thousand|dozen)|(?:half a|two) dozen|dozen"
)
NUMBER = rf"(?:{DIGITS}|\b(?=[aefhnostdz])(?:{_SPELT})\b)"
_AND_HALF = r"(?:\s?[½¼¾]|\s1/2\b|\s+and\s+a\s+half)"
_TIME = (
    r"seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|fortnights?|months?|years?|yrs?"
)
_LATE = r"(?:late|later|early|earlier|behind|overdue|ago|before|after|on average|to \w+)"
FLAGS = re.IGNORECASE
RANGE = re.compile(r"\s?[-\u2013\u2014]\s?|\s+(?:to|or)\s+", FLAGS)
LEADING = re.compile(rf"{NUMBER}", FLAGS)
_LEFT = r"(?<![\w.,/#$€£])(?<![^\d]-)"

CLOCK_HOURS = re.compile(rf"{_LEFT}(\d{{1,3}}):([0-5]\d)\s?(?:h|hrs?|hours?)\b", FLAGS)
HOURS_MINUTES = re.compile(
    rf"{_LEFT}(\d{{1,3}})\s?(?:h|hrs?|hours?)\s?(?:and\s)?(\d{{1,2}})(?:\s?(?:m|mins?"
    rf"|minutes?)\b|\b)"
    r"(?![.,]?\d|\s?(?:%|days?|hours?|h\b|tickets?|errors?))",
    FLAGS,
)
DAYS_HOURS = re.compile(
    rf"{_LEFT}(\d{{1,3}})\s?(?:d|days?)\s?(?:and\s)?(\d{{1,2}})\s?(?:h|hrs?|hours?)\b", FLAGS
)
MINUTES_SECONDS = re.compile(
    rf"{_LEFT}(\d{{1,3}})\s?(?:m|mins?|minutes?)\s?(?:and\s)?(\d{{1,2}})"
    r"(?:\s?(?:s|secs?|seconds?)\b|\b)(?![.,]?\d|\s?%)",
    FLAGS,
)
DURATION = re.compile(
    rf"(?:{_LEFT}(?P<number>{NUMBER})(?P<half>{_AND_HALF})?)"
    rf"(?:\s+|-)?(?:(?:business|working|calendar|full|whole|long|solid|extra|more)\s+)?"
    rf"(?P<unit>{_TIME})(?:'|\u2019)?(?![\w])(?P<trail>\s+and\s+a\s+half\b)?",
    FLAGS,
)
SHORT_DURATION = re.compile(
    rf"{_LEFT}(?P<number>{DIGITS})(?P<half>[½¼¾])?\s?(?P<unit>h|m|s|d)(?![\w'\u2019/&-])"
)
HALF = re.compile(
    r"\b(?:(?P<half>half)(?:\s+an?|\s+of\s+an?)?|an?\s+(?P<half2>half)"
    r"|(?:a\s+)?(?P<quarter>quarter)\s+of\s+an?"
    r"|(?P<three>three[- ]quarters)\s+of\s+an?)[\s-]+(?P<unit>hour|day|week|month|year)\b"
    r"(?!-)",
    FLAGS,
)
A_UNIT = re.compile(
    r"\ban?\s+(?:full\s+|whole\s+)?(?P<unit>hour|day|week|month)(?P<trail>\s+and\s+a\s+half\b)?"
    rf"(?![\w'-])(?P<late>(?=\s+{_LATE}\b))?",
    FLAGS,
)
A_UNIT_LEAD = re.compile(
    r"\b(?:took|takes|taken|within|under|about|only|for|by|over|is|was|than|almost|nearly)\s$",
    FLAGS,
)
PERCENT = re.compile(
    rf"(?:{_LEFT}(?P<number>{NUMBER}))\s?(?:%|percent\b|per\s?cent\b|pct\b)(?!\s?(?:points?"
    rf"|pts)\b)",
    FLAGS,
)
POINTS = re.compile(
    rf"{_LEFT}(?P<number>{DIGITS})\s?(?:%\s?|percent(?:age)?\s|per\s?cent\s)(?:points?|pts)\b",
    FLAGS,
)
_SYMBOL = r"(?:us|ca|c|au|a|nz|s|hk)?\$|[€£¥₹₱]"
_SCALE = r"(?:\s?(?P<scale>k|m|mn|million|thousand)\b)?"
_SPACED = r"\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?"
MONEY_BEFORE = re.compile(
    rf"(?<![\w$€£])(?P<sign>{_SYMBOL}|\b(?:{'|'.join(CODES)}|rs\.?)(?=\s?\d))\s?"
    rf"(?P<number>{DIGITS})(?:,-)?{_SCALE}(?!\d)",
    FLAGS,
)
MONEY_AFTER = re.compile(
    rf"(?:{_LEFT}(?P<number>{_SPACED}|{NUMBER})){_SCALE}\s?"
    rf"(?P<sign>{_SYMBOL}|zł|(?:{'|'.join(CODES)}|dollars?|bucks?|euros?|pounds?|quid|rupees?"
    r"|pesos?|francs?)\b)",
    FLAGS,
)
SCORE = re.compile(
    rf"{_LEFT}(?P<number>\d{{1,3}}(?:[.,]\d+)?)\s?(?:/|\bout\s+of\b|\bof\b)\s?"
    r"(?P<top>5|10|100|five|ten)(?:\.0)?(?![\w/.%]*[\d%/])(?:\s+stars?\b)?"
    r"(?![ \t]+(?:(?!for|from|in|this|was|is|across|has|as)[a-z]+[ \t]+)?"
    r"(?!this|was|is|across|has|as|points|customers|reviews|surveys)[a-z]{2,}s\b)",
    FLAGS,
)
STARS = re.compile(rf"{_LEFT}(?P<number>\d(?:[.,]\d+)?)[\s-]?stars?\b(?!\s+hotel)", FLAGS)
SHARE = re.compile(
    rf"{_LEFT}(?P<number>{NUMBER})\s+(?:out\s+of|of)\s+(?:(?:the|our|these|those|last|all)\s+)*"
    rf"(?P<all>{NUMBER})\b",
    FLAGS,
)
BARE = re.compile(rf"(?:{_LEFT}(?P<sign>[-\u2212](?=\d))?(?P<number>{NUMBER}))(?P<k>k\b)?", FLAGS)

NOT_A_QUANTITY = (
    re.compile(r"(?m)^[ \t]*(?:[-*+>]\s+)?\(?\d{1,3}[.)](?=\s)"),
    re.compile(r"\bv?\d+\.\d+\.\d+[\w.-]*|\bv\d+(?:\.\d+)*\b|\bversions?\s+\d+(?:\.\d+)*", FLAGS),
    re.compile(r"(?<![\w.])\+\d[\d\s().-]{6,}\d|\(\d{2,5}\)\s?\d[\d\s-]{4,}\d"),
    re.compile(r"(?<![\w.,$€£])\d{2,5}[- ]\d{3,4}[- ]\d{3,4}\b|(?<![\w.,$€£])0\d{9,10}\b"),
    re.compile(
        r"(?:#\s?|\b(?:no|nr|num|number|ref|id|tel|phone|ext|code|pin)\b\.?:?\s?#?)\d[\w-]*"
        r"(?!\s?%)",
        FLAGS,
    ),
    re.compile(
        r"\b(?:order|invoice|inv|ticket|case|issue|bug|task|po|sku|phase|milestone|sprint|page|"
        r"section|step|round|clause|stage|batch|lot|tier|level|part|room|floor|unit|item|row|line|"
        r"article|chapter|appendix|schedule|annex|day|windows|ios|android|form|table|figure|"
        r"option|plan|priority|p|priorities|slot|cycle|iteration|building|suite|building|gate|"
        r"shipment|parcel|delivery|draft|revision|rev|lesson|module|point|question|release|build)"
        r"\s+#?\d+(?![\w:]*[.,]?\d*\s?(?:%|days?\b|hours?\b|h\b|hrs?\b|min\b|mins\b|minutes?\b"
        r"|weeks?"
        r"\b|EUR\b|USD\b|GBP\b|€|\$|/5))",
        FLAGS,
    ),
    re.compile(
        r"\b[A-Za-z]+-?\d+[\w-]*|\b\d+[A-Z]{1,4}\d*\b(?<!\dK)|\b24\s?[/x]\s?7\b"
        r"|\b\d+-?[dD]\s?(?:model|print|render)"
    ),
    re.compile(r"\b\d{1,2}(?::[0-5]\d){1,2}(?!\s?(?:h|hrs?|hours?)\b)(?:\s?[ap]\.?m\b\.?)?", FLAGS),
    re.compile(r"\b\d{1,2}\s?(?:[ap]\.?m\b\.?|o'clock|o\u2019clock)", FLAGS),
    re.compile(r"\b\d+(?:st|nd|rd|th)\b", FLAGS),
    re.compile(
        r"(?<![\w$€£.,])(?:19|20)\d\d(?!\w|[.,]\d|\s?(?:%|EUR|USD|GBP|€|\$))(?!\s+[a-z]+s\b)"
    ),
    re.compile(r"\b\d+\s?[x\u00d7]\s?\d+\b|\b\d+/\d+/\d+\b"),
    re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+", FLAGS),
    re.compile(
        r"\bone\s+(?:of|by|another|more|thing|day|point|way|hand|person|side|moment)\b|\bno\s+one\b"
        r"|\b(?:the|this|that|each|every|which|last|next|other|new|old|same|right|wrong|first"
        r"|second|any)\s+ones?\b"
        r"|\bone-off\b|\bzero\s+in\b|\bon\s+cloud\s+nine\b|\bat\s+sixes\b",
        FLAGS,
    ),
)
NO_NOUN = frozenset(
    "this is was has does as us yes less plus across always its his hers ours theirs perhaps "
    "besides unless thus versus vs process business access address success progress previous "
    "serious various press express status bonus focus virus campus census basis analysis news "
    "sometimes afterwards towards gives takes makes needs says means gets comes goes works looks "
    "seems wants asks tells sends keeps shows stays runs times percent hours days weeks months "
    "years minutes seconds days mins hrs thanks regards others lets sets costs".split()
)
STOPS = frozenset(
    "a an the and or but in on at of for from to by with without per each every this that these "
    "those was were is are be been had has have did do does will would should could may might must "
    "if when while after before since until than then as so not no we they he she it i you who "
    "which what out off up down over under about into now again today yesterday here there because "
    "our their his her its my your all both either only also just still already took taken".split()
)
IRREGULAR = frozenset("people staff children men women data feedback sku skus media units".split())
SINGULARS = (
    "ticket order error mistake return complaint refund invoice bug defect call email e-mail lead "
    "sale customer client call post article delivery shipment review visit hour-late miss delay "
    "incident outage breach typo item parcel task meeting claim chargeback payment booking page"
).split()
