"""The words that tell what a length of time belongs to."""

import re

_DEAL = r"(?:contract|agreement|engagement|assignment|retainer|consultancy|appointment|mandate)"
_LASTS = r"(?:lasts?|runs?|is|be|covers?|takes?|extends? over|stretches over|goes on|continues?)"
_CONTRACT = (
    rf"{_DEAL}(?:'s)? (?:term|period|duration|length)|"
    rf"(?:term|duration|length|period) of (?:the |this )?{_DEAL}|period of performance|"
    rf"{_DEAL}(?: (?:will|shall|is to|to))? {_LASTS}(?: for| over)?|"
    rf"{_DEAL} has an? (?:duration|term)|(?<![a-z] )term|{_DEAL} for|duration of the services|"
    rf"(?:sign|hire you|engage you|book you|commit|take you on|(?:need|hire|seek|want|engage) "
    r"(?:someone|somebody|a person)) for|{_DEAL} (?:over|of)"
)
_PROJECT = (
    r"project (?:duration|length|timeline)|duration of (?:the |this )?(?:project|work)|"
    r"(?:project|work|job)(?: (?:will|shall|should|is to|to|must))? (?:takes?|lasts?|run|"
    r"runs)(?: for)?"
    r"|duration"
)
_OFFERS = r"(?:offers?|proposals?|bids?|tenders?|quotations?|quotes?)"
# What stands before a length.
BEFORE = (
    ("the base period", r"base (?:period|term)|initial (?:term|period)"),
    ("the contract term", _CONTRACT),
    ("the project", _PROJECT),
    (
        "the warranty",
        r"warrant(?:y|ies|ed)(?: period| term)?|guarantee(?: period)?|guarantees? [^.;\n]{0,30}for|"
        r"defects? (?:liability )?period",
    ),
    (
        "support",
        r"(?:support|hypercare|maintenance|aftercare) (?:period|phase)|"
        r"(?:support|hypercare|aftercare) (?:is )?(?:included )?for|support (?:the|our) \w+ for|"
        r"support(?=:)|(?:support|hypercare|aftercare) (?:lasts|runs|continues|ends)",
    ),
    (
        "notice",
        r"notice period|notice(?=:)|period of notice|(?:terminat\w+|ended|end it|cancel\w*) "
        r"[^.;\n]{0,50}(?:with|on|by giving|giving|upon|at)",
    ),
    (
        "payment",
        r"payments? (?:terms?|period|due|within|is due|is made|are due|are made|will be "
        r"made|shall be made|in)|invoices? (?:[^.;\n]{0,25} )?(?:are |is |will be |shall be )?"
        r"(?:paid|payable|due|settled)|we (?:pay|settle)(?: all| each| every)?(?: the| your)?"
        r"(?: invoices?)?(?: within| in)|net",
    ),
    (
        "the validity of offers",
        rf"{_OFFERS} (?:[a-z]+ ){{0,4}}(?:valid|firm|open|binding)(?: for)?(?: acceptance for)?|"
        r"(?:offer|proposal|bid|tender|quot\w+) validity|validity(?: period)?",
    ),
    ("the response time", r"(?:response|reply|reaction) times?"),
    ("the handover", r"(?:handover|transition|phase-?out)(?: period| phase)"),
    ("the onboarding", r"(?:onboarding|induction|training)(?: period| phase| lasts| takes)"),
    ("the pilot", r"pilot(?: phase| period)?|trial (?:period|phase)|probation(?:ary)?(?: period)?"),
)
# What stands right after a length ("12-month contract").
AFTER = (
    ("the base period", r"(?:base|initial) (?:period|term)"),
    ("the contract term", rf"(?:fixed[- ]term )?(?:{_DEAL}|term|period of performance)"),
    ("the project", r"(?:project|timeline|duration)"),
    ("the warranty", r"(?:of )?(?:warranty|guarantee|defects? (?:liability )?period)"),
    (
        "support",
        r"(?:of )?(?:free )?(?:post-launch |after-launch )?(?:support|hypercare|aftercare)",
    ),
    ("notice", r"(?:of )?(?:written )?notice(?: period)?"),
    ("payment", r"(?:of|after|from) (?:the )?(?:receipt of )?(?:the |an? |your |each )?invoices?"),
    ("the response time", r"response times?"),
    ("the handover", r"(?:handover|transition|phase-?out)(?: period| phase)?"),
    ("the onboarding", r"(?:onboarding|induction)(?: period| phase)?"),
    ("the pilot", r"(?:pilot|trial|probation)"),
)
# A subject at some distance: "The assignment starts on 2 May and lasts for six months".
SPANS = tuple(
    (
        thing,
        re.compile(
            rf"(?:^[\W\d_]*|\b(?:the|this|our|your) )(?:\w+ )?{subject}\b[^;:|]{{0,75}}\b(?:lasts?|"
            r"runs?|spread over|extends? over|continues?|covers?|for a (?:period|term|duration) of)"
            r"(?: for| over)?(?: a (?:period|term|duration) of)?(?: the)?\s*$",
            re.IGNORECASE,
        ),
    )
    for thing, subject in (
        ("the contract term", _DEAL),
        ("the project", r"(?:project|work|job)"),
        ("the pilot", r"(?:pilot|trial)"),
    )
)
# A length near these is a part, a limit or a change, not the length of the whole.
OTHER = re.compile(
    r"\b(?:options?|optional|exten\w+|renew\w*|additional|further|total|maximum|first|second|last|"
    r"minimum|up to|at least|at most|more than|less than|not exceed|no more|shorter|longer|original"
    r"|phase|stage|previous\w*|past|similar|instead|existing|current|cure|before|remaining|"
    r"breach|discount|early|late|deposit|final|retention|overtime|emergenc\w+|another|half|"
    r"every|each|rolling|long-term|short-term|typically|about the same)\b|%",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"\b(?:if|unless|except|depending|either \w+ or|originally|previously|instead of|used to|"
    r"was (?:extended|changed|moved))\b",
    re.IGNORECASE,
)
END_OF_CONTRACT = re.compile(
    r"\b(?:notice period|period of notice|notice:|terminat\w+|cancel\w*|resign\w*|quit|walk away|"
    r"either (?:side|party|of us)|(?:both|each) (?:sides?|part(?:y|ies))|"
    r"(?:end|ends|ended|leave|stop) (?:it|the|this|our|at|on|with|by))\b",
    re.IGNORECASE,
)
FOR_CAUSE = re.compile(
    r"\b(?:miss\w*|fail\w*|breach\w*|for cause|below|such|times|defaults?|insolven\w+|late)\b",
    re.IGNORECASE,
)
KINDS = re.compile(
    r"\b(?:parts?(?! of)|labou?r|paint\w*|roof\w*|workmanship|materials?|equipment|hardware|"
    r"software|"
    r"structur\w+|batter\w+|hosting|plants?|trees?|bugs?|frames?|fabric|phone|e-?mail|chat|"
    r"server)\b",
    re.IGNORECASE,
)
PARTIES = re.compile(
    r"\b(?:vendor|client|supplier|contractor|buyer|customer|employee|tenant|consultant)\b",
    re.IGNORECASE,
)
URGENCY = re.compile(
    r"\b(?:critical|urgent|high|medium|low|normal|minor|major|priority|severity|p[1-5]|sev|phone|"
    r"calls?|e-?mails?|chat|tickets?|weekends?|nights?|out of hours|complaints?|tier)\b",
    re.IGNORECASE,
)
