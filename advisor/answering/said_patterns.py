"""The ways in which people state the facts of their case, as patterns with one `value` each."""

import re

NUMBER = (
    r"(?:(?<![\d.,])\d{1,9}(?:[.,]\d{1,9}){0,3}(?!\d)|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|twelve|twenty|thirty)"
)
SPAN = r"(?:minutes?|mins?|hours?|hrs?|working hours?|working days?|business days?|days?|weeks?)"
_AMOUNT = r"(?<![\d.,])\d{1,9}(?:[.,]\d{1,9}){0,3}k?(?!\d)"
_SIGN = r"(?:US\$|[$€£]|USD|EUR|GBP|CAD|AUD)"
_UNIT = r"(?:dollars?|euros?|pounds?|USD|EUR|GBP|CAD|AUD)"
_PER = r"(?: ?(?:a|an|per|each|every|/) ?(?:month|week|year|day|job|project|order|ticket))?"
MONEY = rf"(?:{_SIGN} ?{_AMOUNT}{_PER}|{_AMOUNT} ?(?:[€£]|{_UNIT}\b){_PER})"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_CALENDAR = rf"(?:{_MONTH}|{_WEEKDAY})\b"
_DATE = (
    rf"(?:(?:{_WEEKDAY},? )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b(?:,? \d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}})?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{4})"
)
_CLOCK = r"\d{1,2}(?:[:.]\d{2})? ?(?:am|pm)?"
_RANGE = rf"{_CLOCK} ?(?:to|-|\u2013|until|till) ?{_CLOCK}(?!\w)"
_NAME = (
    r"(?-i:\b[A-Z][\w&'\u2019-]*(?: (?:(?:&|and|of) (?=[A-Z]))?[A-Z][\w&'\u2019-]*){0,4}"
    r"(?: (?:Ltd|Inc|LLC|GmbH)\b\.?)?(?![\w&'\u2019-]))"
)
# A name after a bare "is" has two words or more, or ends the clause and is no nationality.
_SURE_NAME = (
    r"(?-i:\b[A-Z][\w&'\u2019-]+ (?:(?:&|and|of) )?[A-Z][\w&'\u2019-]+(?: [A-Z][\w&'\u2019-]+)*\b"
    r"|\b[A-Z](?!\w*(?:ian|ish|ese|ean|ch)\b)[a-z]{2,}(?= ?(?:[,.;!]|$)))"
)
_LOOSE = (
    r"[\w&'\u2019-]+(?: [\w&'\u2019-]+){0,3}?(?= ?(?:[,.;:!?)(]|$)| (?:and"
    r"|in|is|we|who|which|based|for|to)\b)"
)
_ROLE = (
    r"(?:manager|owner|assistant|partner|lead|director|accountant|sister|brother"
    r"|wife|husband|clerk"
    r"|coordinator|founder|secretary|buyer|supervisor|administrator|officer"
    r"|daughter|son|colleague"
    r"|technician|editor|controller|bookkeeper)"
)
_PERSON = rf"(?:{_NAME}|(?:our|my|the) (?:[a-z-]+ ){{0,2}}?{_ROLE})"
_BE = r"(?:is|are|will be|:|=)"
_FIRM = r"(?:firm|company|business|shop|studio|practice|clinic|store)"
_HIRED = (
    r"(?:vendor|supplier|provider|agency|contractor|freelancer|bookkeeper"
    r"|developer|designer|cleaner"
    r"|assistant|VA|3PL|warehouse|call cent(?:er|re)|dev shop|team)"
)
_THEY = rf"(?:they|she|he|(?:the|our|their) {_HIRED})"
_POINT = (
    r"(?:point person|(?:single )?point of contact|main contact|contact person"
    r"|daily contact)"
)
_ZONE = (
    r"(?-i:(?:UTC|GMT)(?: ?[+-]\d{1,2})?|EST|EDT|CST|CDT|MST|PST|PDT|CET|CEST|IST|AEST"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+)? time)\b"
)
_ITEMS = (
    r"(?:orders|tickets|emails|parcels|invoices|calls|transactions|articles|posts|payslips"
    r"|shipments|bookings|enquiries|chats|receipts|returns)"
)
_WORKERS = (
    r"(?:agents?|developers?|assistants?|cleaners?|people|freelancers?|designers?|bookkeepers?"
    r"|writers?|packers?|VAs?|technicians?)"
)
_TONGUE = (
    r"(?:English|Spanish|German|French|Polish|Portuguese|Italian|Dutch|Hindi|Tagalog|Ukrainian)"
)


def _tools(names: str) -> str:
    verb = r"\bwe (?:all |already )?(?:use|work in|chat on|talk on|keep \w+ (?:\w+ )?in)"
    return rf"{verb} (?P<value>{names})\b"


# Each fact with its patterns; the value is taken as it was typed.
FACTS: tuple[tuple[str, str], ...] = (
    (
        "firm",
        rf"\b(?:our|my) {_FIRM}(?:'s name)? {_BE} (?:called|named)"
        rf" (?P<value>{_NAME}|{_LOOSE})",
    ),
    ("firm", rf"\b(?:our|my) {_FIRM}(?:'s name)? {_BE} (?P<value>{_SURE_NAME})"),
    ("firm", rf"\b(?:our|my) {_FIRM},? (?P<value>{_NAME} {_NAME})"),
    (
        "firm",
        rf"\b(?:we are|we're|we\u2019re) (?:called )?(?:(?P<value>{_NAME})(?=,? (?:an?"
        r"|the) ))",
    ),
    (
        "about firm",
        r"\b(?:we are|we're|we\u2019re|i run|i own"
        r"|we run) an? (?P<value>(?:[\w&'-]+ ){1,9}?[\w&'-]+)(?= ?(?:[,.;!?(]"
        r"|$)| (?:and|who|that|with|looking|we)\b)",
    ),
    (
        "vendor",
        rf"\b(?:the|our|my|this) {_HIRED}(?:'s name)? is (?:called|named)"
        rf" (?P<value>{_NAME}|{_LOOSE})",
    ),
    ("vendor", rf"\b(?:the|our|my) {_HIRED}(?:'s name)? is (?P<value>{_SURE_NAME})"),
    ("vendor", rf"\ban? (?:\w+ )?{_HIRED} (?:called|named) (?P<value>{_NAME}|{_LOOSE})"),
    (
        "vendor",
        rf"\bwe (?:hired|signed with|are going with) (?P<value>{_NAME})"
        r"(?= ?(?:[,.;!?]|$)| (?:to|for|as)\b)",
    ),
    ("point person", rf"(?<!their )(?<!vendor's )\b{_POINT} {_BE} (?P<value>{_PERSON})"),
    ("point person", rf"(?P<value>{_PERSON}) (?:is|will be|acts as) (?:our |the |my )?{_POINT}\b"),
    ("backup", rf"\b(?:backup|stand-in|deputy) {_BE} (?P<value>{_PERSON})"),
    (
        "backup",
        rf"(?P<value>{_PERSON}) (?:is|will be|acts as) (?:the |our |my )?(?:backup"
        r"|stand-in|deputy)\b",
    ),
    ("backup", rf"(?P<value>{_PERSON}) (?:stands in|covers for (?:me|her|him))\b"),
    (
        "vendor lead",
        r"\b(?:their|the vendor's|the agency's) (?:team )?(?:lead|account manager"
        rf"|project manager|main contact|contact) is (?P<value>{_PERSON})",
    ),
    (
        "decision maker",
        rf"(?P<value>{_PERSON}) (?:makes the final decision|decides on price"
        r"|signs (?:the )?contracts?)\b",
    ),
    (
        "start date",
        r"\b(?:start|starts|starting|begin|begins|kick off)(?: date)?(?: is| will be"
        rf"|:)?(?: work)?(?: on| from)? (?P<value>{_DATE})",
    ),
    ("start date", rf"\bfrom (?P<value>{_DATE}) (?:to|until|till) {_DATE}"),
    (
        "end date",
        r"\b(?:end|ends|ending|finish|finished|done|deadline|live)(?: date)?(?: is|"
        rf" will be|:)?(?: on| by| until)? (?P<value>{_DATE})",
    ),
    ("end date", rf"\bfrom {_DATE} (?:to|until|till) (?P<value>{_DATE})"),
    (
        "trial start",
        r"\btrial (?:will )?(?:starts?|begins?|runs)(?: on| from)?"
        rf" (?P<value>{_DATE})",
    ),
    (
        "trial end",
        rf"\btrial (?:(?:will )?ends?(?: on)?|runs from {_DATE} (?:to|until))"
        rf" (?P<value>{_DATE})",
    ),
    ("decision date", rf"\bdecide (?:on|by) (?P<value>{_DATE})"),
    ("decision date", rf"\bdecision(?: date)?(?: is| on| by|:)+ (?P<value>{_DATE})"),
    ("review date", rf"\breview(?: date)?(?: is| will be|:)?(?: on)? (?P<value>{_DATE})"),
    (
        "quotes due",
        r"\b(?:quotes|bids|offers|proposals|replies)(?: are)? due(?: on| by)?"
        rf" (?P<value>{_DATE})",
    ),
    (
        "budget",
        r"\bbudget(?:'s| is| of| will be|:)?(?: about| around| roughly| up to| at"
        rf" most| a maximum of)? (?P<value>{MONEY})(?! ?(?:an|per|/) ?hour)",
    ),
    (
        "budget",
        r"\b(?:we|i) (?:can |will |want to |could )?(?:pay|spend)(?: about| around| up to|"
        rf" at most)? (?P<value>{MONEY})(?! ?(?:an|per|/) ?hour)",
    ),
    ("rate", rf"(?P<value>(?:{_SIGN} ?{_AMOUNT}|{_AMOUNT} ?{_UNIT}) ?(?:an|per|/) ?hour)\b"),
    (
        "approval",
        rf"\b(?:i|she|he|{_POINT}|manager) (?:can|may) (?:approve|spend|sign off)(?:"
        r" on)?(?: up to| anything up to| anything under| anything below)"
        rf" (?P<value>{MONEY})",
    ),
    ("months", rf"\b(?P<value>{NUMBER}[ -]months?)[ -](?:contract|term|agreement|deal)\b"),
    (
        "months",
        r"\b(?:contract|term|agreement)(?: (?:runs|is))?(?: for| of)?"
        rf" (?P<value>{NUMBER} months)\b",
    ),
    (
        "our zone",
        r"\b(?:we are|we're|we\u2019re|we work|our time ?zone is|i'm|i am)(?: in|"
        rf" on)? (?P<value>{_ZONE})",
    ),
    (
        "their zone",
        rf"\b(?:{_THEY} (?:is|are|works?)|they're|their time ?zone is)(?: in| on)?"
        rf" (?P<value>{_ZONE})",
    ),
    (
        "our city",
        rf"\b(?:we are|we're|we\u2019re|i am|i'm|our (?:{_FIRM}|office) is)(?: based|"
        rf" located)? in (?P<value>(?!{_CALENDAR}){_NAME})(?! time\b)",
    ),
    (
        "their city",
        rf"\b(?:{_THEY} (?:is|are)|they're)(?: based| located)? in"
        rf" (?P<value>(?!{_CALENDAR}){_NAME})(?! time\b)",
    ),
    (
        "overlap",
        r"\b(?:overlap|shared hours)(?: is| are| of| from| between|:)*"
        rf" (?P<value>{_RANGE})",
    ),
    (
        "our hours",
        r"\b(?:we work|we are open|our (?:working |office )?hours are)(?: from|"
        rf" between)? (?P<value>{_RANGE})",
    ),
    (
        "their hours",
        r"\b(?:they work|she works|he works|their (?:working )?hours are)(?: from|"
        rf" between)? (?P<value>{_RANGE})",
    ),
    ("difference", rf"\b(?P<value>{NUMBER} hours?) (?:ahead|behind|apart|time difference)\b"),
    (
        "weekly hours",
        rf"\b(?P<value>{NUMBER}(?:(?: to |-)\d+)? hours?) (?:a|per|each|every)"
        r" (?:week|month)\b",
    ),
    (
        "hours per",
        rf"\b{NUMBER}(?:(?: to |-)\d+)? hours? (?:a|per|each|every) (?P<value>week|month)\b",
    ),
    (
        "people",
        rf"\b(?:hiring|onboarding|taking on|bringing in|hired) (?P<value>{NUMBER}"
        rf" (?:[a-z]+ ){{0,2}}?{_WORKERS})\b",
    ),
    (
        "people",
        rf"\b(?P<value>{NUMBER} (?:[a-z]+ ){{0,2}}?{_WORKERS}) (?:will )?(?:start"
        r"|starts|join|joins|starting|joining)\b",
    ),
    (
        "outcome",
        r"\b(?:our|the|my) (?:goal|outcome|result)(?: we want"
        r"| i want)? is(?: to| that)? (?P<value>[^.;!?\[\]|\n]{8,140})",
    ),
    ("volume", rf"\b(?P<value>{NUMBER} (?:[a-z]+ )?{_ITEMS}) (?:a|per|each|every) month\b"),
    ("unit", rf"\b{NUMBER} (?:[a-z]+ )?(?P<value>{_ITEMS}) (?:a|per|each|every) month\b"),
    ("notice", rf"\b(?P<value>{NUMBER}[ -](?:days?|weeks?|months?)['\u2019]?(?: of)? notice)\b"),
    (
        "update day",
        r"\b(?:update|report)s?(?: in writing| by e?mail)? (?:every|each|on)"
        rf" (?P<value>{_WEEKDAY})",
    ),
    (
        "review every",
        rf"\breviews?(?: \w+){{0,2}} (?:every|each) (?P<value>week|month"
        rf"|quarter|{NUMBER} (?:weeks|months))\b",
    ),
    (
        "reply time",
        rf"\bwe (?:will |can )?(?:answer|reply to) (?:their|the {_HIRED}'?s|vendor)"
        rf" questions within (?P<value>{NUMBER} {SPAN})\b",
    ),
    (
        "language",
        r"\b(?:working language is|we (?:all )?(?:work|write|speak)(?: in)?)"
        rf" (?P<value>{_TONGUE})\b",
    ),
    ("chat tool", _tools("Slack|Microsoft Teams|Teams|WhatsApp|Signal|Discord|Google Chat")),
    ("task tool", _tools("Trello|Asana|Jira|ClickUp|Notion|Basecamp|Linear|Todoist")),
    ("file tool", _tools("Google Drive|Dropbox|SharePoint|OneDrive|Box")),
    ("password tool", _tools("1Password|Bitwarden|LastPass|Dashlane|KeePass")),
)
BIDDERS = re.compile(
    r"\b(?:bidders|finalists|vendors|agencies|quotes|offers)(?: are|:| come from"
    rf"| from) (?P<first>{_NAME})"
    rf"(?:, (?P<second>{_NAME}))?,? and (?P<third>{_NAME})",
    re.IGNORECASE,
)
CURRENCY = re.compile(rf"(?P<before>{_SIGN}) ?\d|\d ?(?P<after>[€£]|{_UNIT})\b", re.IGNORECASE)
AMOUNT_ONLY = re.compile(
    rf"{_SIGN} ?(?P<before>{_AMOUNT}.*)|(?P<after>{_AMOUNT}) ?(?:[€£]|{_UNIT})", re.IGNORECASE
)
# A figure after one of these is supposed, denied or somebody else's.
HEDGES = re.compile(
    r"\b(?:if|suppose|supposing|imagine|let'?s say|say we|for example|e\.g"
    r"|for instance|such as|maybe"
    r"|perhaps|might|could|would|should|not|never|no longer|used to|instead of|unless|whether"
    r"|a friend|competitor|they said|they want|they say|last year)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
