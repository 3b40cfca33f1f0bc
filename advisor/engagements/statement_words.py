"""Words that tell a measured level from one that is agreed, wished, planned or another's."""

import re

_FLAGS = re.IGNORECASE

PARTS = re.compile(
    r",(?=\s)|:(?=\s)|[;|()\[\]\n]|\s[-\u2013\u2014]+\s|\b(?:but|while|whereas|although|though|yet"
    r"|however|vs|versus|against|compared|instead|despite|because|so|which|where)\b"
    r"|\band (?=(?:it |they |we |then |actually |still |have |has )*(?:took|got|was|were|is|are"
    r"|came|"
    r"needed|delivered|ended|had|measured|saw)\b)",
    _FLAGS,
)
STOPS = re.compile(r"[,;|()\n]|\b(?:but|while|whereas|although|and)\b", _FLAGS)
LINES = re.compile(r"(?m)^\s*\||^[^\n]{0,60}?(?::|=|\t)\s*[^\n]*\d[^\n]*$")
STAMP = re.compile(
    r"(?m)^\s*(?:\[[^\]\n]{4,40}\]|\d{1,4}[./-]\d{1,2}[./-]\d{0,4},? \d{1,2}:\d{2}(?: ?[ap]m)? "
    r"?[-\u2013])",
    _FLAGS,
)
HEADING_END = re.compile(r"[ \t]*(?:\w+[ \t]*){0,3}(?::|\n|\s[-\u2013\u2014]\s)|\.\s")
VERBS = re.compile(
    r"\b(?:was|were|is|are|am|took|takes|taking|came|comes|averaged?|averaging|reached|hit|stood|"
    r"stands|stayed|got|had|has|counted|measured|logged|shows?|showed|reported|reports|found|made|"
    r"received|saw|fell|rose|dropped|climbed|went|now|down to|up to|slipped to|crept|ended|landed|"
    r"replied|answered|responded|actual(?:ly)?|in reality|really|instead took|recorded|booked)\b",
    _FLAGS,
)
AGREED = re.compile(
    r"\b(?:agree[ds]?|agreement|(?<!under )(?<!below )(?<!above )(?<!over )(?<!on )(?<!hit "
    r")(?<!met )(?<!at )"
    r"(?<!missed )(?<!off )(?<!under the )(?<!below the )(?<!above the )(?<!hit the )"
    r"target(?:s|ed)?|goals?|sla|kpi|threshold|the contract (?:says|"
    r"states|sets|asks)|(?:per|in|by|under) (?:the |our )?(?:contract|sow|sla|agreement)|"
    r"contractual(?:ly)?|settled (?:on|for)|signed off on|new (?:limit|rule|standard|level)|"
    r"(?:limit|rule|standard|cap|level) (?:is|of|was set)|set (?:the |a )?(?:limit|level)|"
    r"shook hands on|decided on)\b",
    _FLAGS,
)
NO_TARGET = re.compile(
    r"\b(?:not (?:yet )?agree[d]?|no (?:agreed|target|goal|sla|agreement)|never agreed|disagree\w*|"
    r"proposed?|proposal|proposes|suggest\w*|asked for|ask for|want(?:s|ed)?|wish|hope[ds]?|would|"
    r"could|might|maybe|perhaps|discuss\w*|should we|need to agree|to be agreed|to agree|refus\w+|"
    r"rejected?|if|unless|draft|considering|thinking|talked about|haven't|hasn't|didn't|don't|"
    r"won't agree|without)\b|n\u2019t\b",
    _FLAGS,
)
NOT_MEASURED = re.compile(
    r"\b(?:will|won't|would|should|could|might|may(?= (?:be|have|not|need|come|go|get|take|want"
    r"|also|still|well|become|rise|drop|end|only)\b)|"
    r"shall|'ll|can|must|wants?|wanted|aim(?:s|ed"
    r"|ing)?|"
    r"hop(?:e|es|ed|ing)|expect(?:s|ed|ing)?|plan(?:s|ned|ning)?|promis(?:e|es|ed|ing)|estimat\w+|"
    r"forecast\w*|projected|guarantee[sd]?|offer(?:s|ed|ing)?|quot(?:e|ed|es)|propos\w+|suggest\w*|"
    r"if|unless|supposed|claims?|claimed|says they|said they (?:can|could|do)|asked for"
    r"|ask(?:ing)? for|"
    r"need(?:s|ed)? to|let's|let us|try(?:ing)? to|going to|in theory|ideally|budgeted|imagine|"
    r"typical(?:ly)?|industry|benchmark|competitors?|elsewhere|at best|at worst|pitch(?:ed)?|"
    r"advertis\w+|brochure|website says|demo|example|e\.g\.|rule of thumb|wish(?:ed)?|dream|"
    r"would be|normal is|standard is|per contract they may|allow(?:s|ed)?|worth|instead of"
    r"|rather)\b"
    r"|'ll\b|\u2019ll\b",
    _FLAGS,
)
FOREIGN = re.compile(
    r"\b(?:(?:old|previous|former|prior|ex|rival|competing)[- ](?:vendor|agency|supplier|provider|"
    r"firm|company|freelancer|contractor|bookkeeper|accountant|cleaners?|team|va|assistant|partner|"
    r"studio|shop|warehouse|guy|one|crew|developer|host)|(?:other|another|second|different"
    r"|last)[- ]"
    r"(?:vendor|agency|supplier|provider|freelancer|contractor|bookkeeper))s?(?:'s|\u2019s)?\b"
    r"|\bcompetitors?\b|\b(?:industry|market) average\b|\bbenchmark\b|\bin-house\b"
    r"|\bbefore (?:we|they) (?:outsourced|started|took over)\b|\bour own team\b|\bourselves\b",
    _FLAGS,
)
BOUND_BEFORE = re.compile(
    r"(?:\b(?:under|below|within|at (?:the )?most|at least|over|above|more than|less than|fewer "
    r"than|"
    r"longer than|up to|beyond|past|exceed(?:ed|s|ing)?|max(?:imum)?|min(?:imum)?|no (?:more"
    r"|less) than|"
    r"better than|worse than|inside|limit(?: of)?|up from|down from|from)"
    r"|(?<!-)[<>\u2264\u2265]=?)\s*"
    r"(?:the|our|a|an|agreed|about)?\s*$(?<!went up to )(?<!gone up to )(?<!back up to )"
    r"(?<!now up to )(?<!rose up to )",
    _FLAGS,
)
NO_LEVEL_BEFORE = re.compile(
    r"(?:\b(?:fell|drop(?:ped|s)?|ros[e]|rises?|improv(?:ed|es)|increas(?:ed|es)|decreas(?:ed"
    r"|es)|grew|"
    r"cut|reduced|up|down|better|worse|slipp(?:ed|s)|gained|lost|by|another|every|each|next|past|"
    r"extra|further|first|last|saved?|saves|discount(?: of)?|refund(?:ed)?(?: of)?)"
    r"(?:\s+(?:by|about|around|roughly|the|some|another|of))*\s*|\blast\s+|[+\u00b1]\s?"
    r"|\b(?:next|due|again|back|review|meeting|call|visit|demo|launch|release|renewal|deadline|"
    r"appointment|check-?in|audit|expires?|ends?|starts?|begins?)(?: \w+)?:? "
    r"(?:is |are |comes? |again )?in\s+)$",
    _FLAGS,
)
NO_LEVEL_AFTER = re.compile(
    r"[\s-]*(?:more|less|fewer|late(?:r)?|longer|earlier|faster|slower|quicker|over|above|below"
    r"|under|"
    r"higher|lower|better|worse|off|discount|ago|behind|overdue|extra|in advance|notice|before|"
    r"after|up|down|increase|decrease|drop|rise|improvement|of notice|old|each way|refund|credit|"
    r"window|slot|call|meeting|shift|session|trial|course|tolerance|allowance|to go|left|too)\b",
    _FLAGS,
)
RANGE_BEFORE = re.compile(
    r"(?:\bbetween\s+|\d\s?(?:h|hrs?|hours?|min|mins|days?|%)?\s?[-\u2013]\s?"
    r"|\b(?:between|anywhere from)\s.{1,20}\band\s+|\b\d+\s*(?:to|or)\s+)$",
    _FLAGS,
)
RANGE_AFTER = re.compile(r"\s?[-\u2013]\s?\d|\s+(?:to|or)\s+\d", _FLAGS)
PER_PIECE = re.compile(r"\s*(?:/|per|an?|each|every)\s*(?!month|week|quarter|year)[a-z]", _FLAGS)
DEADLINE_BEFORE = re.compile(
    r"\b(?:by|until|till|before|since|from|starting|due|for|next|after)\s*(?:the\s+)?$", _FLAGS
)
DEADLINE = re.compile(r"(?:by|until|till|before|since|from|for|due|next)\b", _FLAGS)
STATED_ON = re.compile(r"today|this (?:morning|afternoon|evening)|tonight", _FLAGS)
GOES_ON = re.compile(
    r"\W*(?:it|that|this|these|they|now|then|in|on|for|last|since|up|down|again|still|same|took|"
    r"was|by|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|q[1-4]|week|today|yesterday|average|the "
    r"(?:month|week) (?:before|after)|~?\d)\b",
    _FLAGS,
)
NO_FILLER = re.compile(
    r"(?<![\w])(?!(?:is|was|are|were|at|of|in|on|for|to|now|only|just|still|about|around|came"
    r"|rose|fell|"
    r"went|up|down|dropped|climbed|slipped|score[ds]?|rating|the|a|an|and|then|back|stood|stands"
    r"|hit|"
    r"reached|total|count|number|from|this|last|so|far|after|average|avg|we|had|got|today|week|"
    r"month|currently|again|also|it|has|been|have|by|with|as|low|high|only)\b)[a-z]{2,}",
    _FLAGS,
)
