"""How notes write dates and periods: names of months and weekdays, and one pattern a wording."""

import re

MONTHS = (
    "january february march april may june july august september october november december".split()
)
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
COUNT_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"a": 1, "an": 1, "a couple of": 2, "couple of": 2}

_MONTH = (
    r"(?P<month>january|february|march|april|may|june|july|august|september|october|november"
    r"|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = (
    r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|mon|tues?|wed|thurs?|thu|fri|sat|sun)"
)
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(sorted(COUNT_WORDS, key=len, reverse=True)) + ")"
_SPAN = r"(?P<span>day|week|fortnight|month|quarter|year)"
_WHICH = r"(?P<which>last|past|previous|this|current|next|coming|following)"

_FLAGS = re.IGNORECASE
ISO = re.compile(r"(?<![\d-])(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?![\d])", _FLAGS)
DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?![\d.]*\d)", _FLAGS)
SLASHED = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])", _FLAGS)
SHORT_SLASHED = re.compile(
    r"(?<=\b(?:on|by|to) )(\d{1,2})/(\d{1,2})(?![\d/%]|\s*(?:of|out|hours?|days?)\b)", _FLAGS
)
DAY_MONTH = re.compile(
    rf"\b(?:the )?{_DAY}(?:\s+(?:of\s+)?|-){_MONTH}(?![a-z])(?:[\s,-]+{_YEAR}\b)?", _FLAGS
)
MONTH_DAY = re.compile(
    rf"\b{_MONTH}\s+(?:the )?{_DAY}(?![\d%/]|:\d|[.,]\d|\s*(?:h|hrs?|hours?|min|mins|%|k)\b|[a-z]"
    r"|\s+(?:\w+\s)?(?:errors?|mistakes|complaints?|tickets|bugs|orders|parcels|posts|articles|"
    r"leads|"
    r"visits|returns|refunds|incidents|outages|typos|bookings|cases|percent)\b|\s+out of\b)"
    rf"(?:(?:,\s*|\s+){_YEAR}\b)?",
    _FLAGS,
)
PART_OF_MONTH = re.compile(
    r"\b(?:the\s+)?(?P<part>end|beginning|start|middle|mid|early|late)(?:\s+of\s+|-|\s+)"
    rf"(?:(?P<relative>this|next|last)\s+month|the\s+(?P<plain>month)|{_MONTH}(?![a-z])"
    rf"(?:\s+{_YEAR}\b)?)",
    _FLAGS,
)
MONTH = re.compile(
    rf"\b(?:(?P<lead>in|of|since|by|during|until|till|for|from|through|throughout|late|early|last"
    rf"|this|next)\s+)?{_MONTH}(?![a-z])(?:(?:\s+|,\s*|\s+of\s+){_YEAR}\b)?",
    _FLAGS,
)
QUARTER = re.compile(
    rf"\b(?:q(?P<quarter>[1-4])|(?P<nth>first|second|third|fourth|last) quarter)\b"
    rf"(?:(?:\s+(?:of\s+)?|/){_YEAR}\b)?",
    _FLAGS,
)
WEEK = re.compile(
    rf"\b(?:calendar\s+)?(?:week|wk|cw|kw)\s?#?(?P<week>\d{{1,2}})\b(?!\s*(?:days?|hours?|%))"
    rf"(?:(?:\s+(?:of\s+)?|/){_YEAR}\b)?",
    _FLAGS,
)
WEEK_OF = re.compile(
    rf"\bweek\s+(?:of|commencing|starting|beginning|ending)\s+(?:the )?"
    rf"(?:{_DAY}\s+(?:of\s+)?{_MONTH}|{_MONTH.replace('month', 'month2', 1)}\s+"
    rf"{_DAY.replace('day', 'day2', 1)})(?![a-z])(?:[\s,]+{_YEAR}\b)?",
    _FLAGS,
)
YEAR = re.compile(rf"\b(?:in|during|since|of)\s+{_YEAR}\b(?!\s*[-/%])", _FLAGS)
RELATIVE_DAY = re.compile(
    r"\b(?P<words>the day before yesterday|the day after tomorrow|yesterday|today|tomorrow|tonight"
    r"|last night|this (?:morning|afternoon|evening))\b",
    _FLAGS,
)
AGO = re.compile(
    rf"\b{_COUNT}\s+(?:business\s+|working\s+)?{_SPAN}s?\s+ago\b"
    r"|\b(?P<half>half a year)\s+ago\b",
    _FLAGS,
)
AHEAD = re.compile(
    rf"\bin\s+{_COUNT}\s+(?:business\s+|working\s+)?{_SPAN}s?(?:'|\u2019)?(?:\s+time)?\b"
    r"(?!\s+(?:of|since|we|they|there|instead|rather))",
    _FLAGS,
)
RELATIVE_SPAN = re.compile(
    rf"\b(?:the\s+)?{_WHICH}\s+(?P<span>week|month|quarter|year)(?:(?:'|\u2019)s)?\b"
    r"(?!\s+(?:on|off)\b)",
    _FLAGS,
)
A_WEEKDAY = re.compile(
    rf"\b(?:(?P<lead>last|this past|past|next|this coming|this|coming|since|by|until|till|before"
    rf"|due|on|for)\s+)?{_WEEKDAY}(?![a-z])(?:\s+(?P<trail>last|next) week\b"
    r"|\s+(?P<week>week|before last)\b)?",
    _FLAGS,
)
PLURAL_WEEKDAY = re.compile(r"(?i)\b(?:every|each|most|all|any)\s+$")
FUTURE_CUE = re.compile(
    r"(?i)\b(?:will|won't|shall|should|must|promis\w+|due|deadline|expect\w*|by|until|going to|"
    r"latest|plan\w*|schedul\w+|needs?|aim\w*|agreed for|'ll|want\w*|coming|tomorrow)\b|'ll\b"
)
PAST_CUE = re.compile(
    r"(?i)\b(?:was|were|had|did|didn't|came|arrived|missed|got|sent|called|delivered|since)\b"
)
A_PERSON = re.compile(
    r"(?:\s+(?:said|says|sent|sends|called|calls|asked|asks|replied|told|tells|wrote|joined|left|"
    r"emailed|phoned|promised|confirmed|apologi[sz]ed|is (?:our|the|their|on|off|away|leaving)|"
    r"has|from|at|thinks|wants|knows|forgot|missed|works|answered)\b|'s (?:team|manager|desk))"
)
A_REPORT = re.compile(
    r"(?i)\s*(?::|-\s)|['\u2019]s\b|\s+(?:reports?|invoices?|bill|numbers|figures|run|close|"
    r"payroll|"
    r"payslips|uptime|csat|nps|results?|hours|fee|cost)\b"
)
MARCHES = re.compile(r"(?i)\b(?:to|will|we|they|i|can|must|should|a|the|protest|long)\s+$")
MARCHED = re.compile(r"(?i)\s+(?:on|to|into|through|out|off|forward|ahead|past|up|down|in)\b")
NO_MONTH_AFTER = re.compile(
    r"(?i)\s+(?:i|we|they|he|she|you|it|be|have|not|need|want|also|even|or may|well|still|take|"
    r"cause|lead|on\s+with|ahead|past)\b"
)
