"""Words that tell of missed dates, problems and solutions."""

import re

from advisor.engagements.timeline_words import EventWords, words

_FLAGS = re.IGNORECASE
_NOT = r"(?:not|n't|n\u2019t|never|no)"
_HAS_NOT = (
    r"(?:(?:has|have|had|did|does|was|were|is|are)(?: (?:still|yet))? (?:not|never)|"
    r"(?:has|have|had|did|does|was|were|is|are)n['\u2019]?t)"
)
_THING = (
    r"(?:deadline|due date|delivery|delivery date|milestone|launch|go-live|release|slot|visit|"
    r"appointment|cut-?off|date|deadlines|handover|shift|filing date|filing|submission|"
    r"dispatch|collection|sprint goal|publication date)"
)
_LEVEL_OF_TIME = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|half an?)"
_SPANS = (
    r"(?:(?:business |working )?(?:minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?)"
    r"(?: and a half)?)"
)
MISSED = EventWords(
    "missed_date",
    words(
        r"(?:was|were|is|are|came(?: in)?|arrived?|delivered|sent|handed in|got|running|ran"
        r"|again|went"
        r" out|filed|submitted|turned up|showed up|shipped|published|paid us)(?: \w+){0,3}? "
        r"(?:late|"
        r"overdue)(?! (?:fee|shift|last night|this|on|in the|at night|enough|for me|fees|stage))",
        rf"(?<!ago ){_LEVEL_OF_TIME} {_SPANS} (?:too )?(?:late|overdue|behind(?: schedule)?|past)"
        r"(?! (?:fee|fees))",
        r"late again",
        r"never (?:came|arrived|showed up|turned up|got here|delivered)",
        rf"{_LEVEL_OF_TIME} {_SPANS} after the (?:agreed |promised )?(?:date|deadline|due date)",
        r"^\W*delayed(?: again)?(?= by|,|[.;!]|$)",
        rf"{_HAS_NOT} (?:yet |still )?(?:received|seen) (?:the|their|our|any|a|my) (?:\w+ ){{0,2}}?"
        r"(?:report|draft|drafts|reconciliation|figures|files|statement|proofs?|pages|copy"
        r"|delivery)",
        rf"(?:missed|blew|blown|overshot|did not (?:meet|make|keep)|didn['\u2019]t (?:meet|make"
        rf"|keep|hit)"
        rf"|failed to (?:meet|make)) (?:(?:the|its|their|a|an|our|his|her|another|every|both"
        rf"|this|that|"
        rf"yesterday['\u2019]s|today['\u2019]s|\w+day['\u2019]s|agreed|promised|\d+|two|three) "
        rf"){{0,2}}"
        rf"(?:\w+ )?{_THING}",
        rf"{_THING}(?: (?:was|were|has been|got|is))? (?:missed|blown)",
        r"(?:has |have |had )?slipped(?: again| (?:by|another|a|an|to|into|from|till|until|past"
        r"|two|"
        r"three|\d+)(?: \w+)?|(?=[.,;!]|$))",
        rf"(?:still {_NOT}|{_HAS_NOT}|still (?:has|have)(?:n['\u2019]t| not)|still no|no)(?: yet"
        rf"| been| "
        r"yet been| sign of| trace of| \w+)? (?:delivered|arrived?|shipped?|finished|handed "
        r"(?:in|over)|"
        r"sent(?: (?:it|anything))?|filed|submitted|published|live|show(?:ed)? up|turn(?:ed)? up)"
        r"(?! (?:late|to the wrong))",
        r"still (?:waiting for|missing|outstanding|overdue|no) (?:the |their |our |any )?(?:\w+ "
        r"){0,2}?"
        r"(?:delivery|report|reports|draft|drafts|reconciliation|figures|files|invoice|accounts|"
        r"handover|parts|order|build|release|statement|proofs?|mock-?ups?|pages|texts?|copy"
        r"|return)",
        r"behind schedule",
        r"overran(?: by)?",
        r"(?:past|after|beyond|over) (?:the|its|their) (?:agreed |promised )?(?:deadline|due date)",
        r"(?:launch|delivery|release|go-live|handover|move|date|deadline|start|shipment|dispatch"
        r"|report|"
        r"close)(?: (?:was|is|has been|got|were))? (?:delayed|pushed back|postponed|moved back"
        r"|put back|(?:moved|rescheduled) to (?:next|jan|feb|mar|apr|"
        r"may|june|july|aug|sep|oct|nov|dec|q?\d)\w*)",
        r"(?:pushed back|postponed|delayed)(?: again)? (?:the|their|our) (?:\w+ )?(?:launch"
        r"|delivery|"
        r"release|go-live|handover|date|deadline|start|report|shipment|close)",
        r"no[- ]show(?:ed)?",
        r"(?:did not|didn['\u2019]t|never) (?:show|turn) up",
    ),
    re.compile(
        r"\b(?:not|never|n['\u2019]t|nothing|none|without being|no longer|hardly ever|rarely)"
        r"(?: \w+){0,3} (?:late|overdue|missed|slipped|delayed|behind)\b|\bon time\b(?! but)"
        r"|\bno (?:late|missed|delays?|slips?|overdue)\b|\bnothing (?:\w+ )?(?:late|missed|slipped|"
        r"overdue)\b|\b(?:zero|0) (?:late|missed)\b|\b(?:sooner or later|better late)\b"
        r"|\b(?:we|i)(?:['\u2019]ve| have| had)? (?:missed|were late|was late|delayed|postponed"
        r"|pushed "
        r"back|didn['\u2019]t send|haven['\u2019]t sent|slipped)\b|\bour (?:own )?fault\b"
        r"|\b(?:my|our) (?:feedback|approval|payment|answer|reply|brief|comments?|"
        r"input|content|photos|data)\b"
        r"|\bslipped (?:to|from|up to) (?:about |around )?[\d$€£]",
        _FLAGS,
    ),
    own_negation=True,
)
_FAULT = (
    r"(?:broke(?:n)?(?: down)?|failed|fails|crash(?:ed|es|ing)|leaked|damaged|wrong|missing|"
    r"duplicated?|corrupt(?:ed)?|unusable|rejected|misunderstood|ignored|incorrect|incomplete|lost|"
    r"overcharged|double[- ](?:booked|charged|counted|paid)|mixed up|messed up|botched|unhappy|"
    r"disappointed|sloppy|rude|unanswered|unresponsive|upset|angry|furious)"
)
PROBLEM = EventWords(
    "problem",
    words(
        rf"(?:is|was|were|are|got|has|have|had|been|being|again|went|came|it|they|still|all|sent|"
        rf"shipped|picked|entered|used|posted|very|quite|really|customers?|clients?|site|server"
        rf"|app|"
        rf"tool|order|orders|integration|sync|import|form|page|build) {_FAULT}",
        r"(?:complain(?:ed|s|ing)|complaints?)(?: \w+)? (?:about|from|that|by|of|to)",
        r"(?:a|one|another|two|three|several|many|more|\d+|new) (?:\w+ )?(?:complaints?|errors?"
        r"|mistakes?|"
        r"bugs?|defects?|outages?|incidents?|misspick\w*|mis-?picks?|typos?|chargebacks?"
        r"|breakages?|"
        r"problems?|issues?|faults?|escalations?)",
        r"(?:big|serious|major|recurring|same|bad|real) (?:\w+ )?(?:problem|issue|mistake|error"
        r"|bug|mess)",
        r"(?:problem|issue|trouble)s? (?:with|in|again)",
        r"(?:had|have) to (?:redo|re-?do|rework|correct|fix|repeat|chase|remind|apologi[sz]e"
        r"|refund|send"
        r" (?:it|them) back)",
        r"(?:sent|send|gave|given) (?:it|them|that|the \w+(?: \w+)?) back(?! on track)",
        r"(?:chased|reminded) (?:them|him|her|\w+)(?: (?:again|twice|three times|for the))?",
        r"(?:no|without(?: a| any)?) (?:reply|answer|response|reaction)(?: (?:from|since|to|for"
        r"|yet))",
        rf"{_HAS_NOT} (?:replied|answered|reacted|responded|called back|got back)",
        r"(?:site|server|shop|system|line|portal|store|website|app)(?: (?:was|is|went|were))+ "
        r"(?:down|"
        r"offline)",
        r"(?:went|gone|goes|going) (?:wrong|dark|quiet|silent)",
        r"(?:the|a|an|with|in) wrong \w+",
        r"^\W*(?:problem|issue)s?:",
        r"\d+ \w+ (?:are |were )?missing",
        r"(?:was|were|got|been) (?:suspended|rejected|hacked|overcharged)",
        r"(?:rejected|suspended) by",
        r"\w+ (?:broke|failed|crashed|bounced)(?= (?:again|down|over|on|at|this|last|yesterday"
        r"|today|"
        r"because|twice|and|for|overnight)\b|[.,;!]|$)",
        r"^\W*broke (?:a|an|the|our|two|three)",
        r"angry (?:mail|e-?mail|call|customer|client|message|review|letter)s?",
        r"(?:\w+s|still) unanswered",
        r"(?:they|he|she|team|crew|(?-i:[A-Z])\w+) (?:again |also )?forgot (?:to|the|about|our"
        r"|my|a)",
        r"(?:security|data) (?:breach|leak|incident)",
        r"poor (?:quality|work|english|communication|job)|not (?:good|up to standard|usable"
        r"|acceptable)",
        r"in dispute|disput(?:ed|es|ing) (?:the|our|their)",
    ),
    re.compile(
        r"\b(?:no|zero|0|without|fewer|less|not any|never any|not a single|nothing|none)(?: "
        r"\w+){0,3} "
        r"(?:complaints?|errors?|mistakes?|bugs?|problems?|issues?|wrong|broken|missing|lost"
        r"|damaged|"
        r"incidents?|trouble|unanswered|defects?|broke|failed|crashed)\b|\bour own mistake\b"
        r"|\bour (?:own )?fault\b",
        _FLAGS,
    ),
    own_negation=True,
)
_OK = (
    r"(?:fixed|solved|resolved|sorted(?: out)?|repaired|corrected|patched|restored|cleared up"
    r"|put right|"
    r"made good|remedied|settled|closed out|rectified|reopened fine|back to normal|back on track|"
    r"back online|back up|up again|working again|running again|all good(?: again| now)?|caught "
    r"up|fine "
    r"(?:again|now)|under control|in order now|okay (?:again|now)|ok (?:again|now))"
)
SOLVED = EventWords(
    "solved",
    words(
        rf"(?:is|are|was|were|has|have|been|got|now|all|finally|since|it['\u2019]s"
        rf"|that['\u2019]s|they|he|she|we|"
        rf"team|(?-i:[A-Z])\w+|again|everything|issue|problem|bug|error|both|quickly|and)(?: (?:now"
        rf"|all|finally"
        rf"|been|already|then|since|quickly|completely|both|fully))* {_OK}",
        rf"^\W*(?:(?:now|finally|all|update)[:,]? )?{_OK}",
        r"no longer (?:a problem|an issue|late|happens|broken|down|missing)",
        r"(?:problem|issue|bug|error|backlog)s?(?: (?:is|are|has|have|was))* (?:gone|cleared"
        r"|over|closed)",
        r"caught up(?: (?:with|on))?",
        r"all (?:good|fine|well|ok) (?:again|now)",
        r"\w+ (?:solved|fixed|sorted|resolved) (?:by|with|today|yesterday|now)",
        r"(?:has|have|had) not (?:happened|come back|recurred) (?:again|since)",
        r"(?:hasn|haven)['\u2019]t (?:happened|come back|recurred)(?: (?:again|since))?",
    ),
    re.compile(
        r"\b(?:fixed (?:in the|price|fee|scope|rate|term|bid|cost|date|hours|budget|amount|monthly"
        r"|team)|sorted by|(?:solved|resolved|fixed|cleared|corrected) \d+|"
        r"(?:not|never|n['\u2019]t|isn|still un|un|hardly|half|partly|only partly|yet to be"
        r"|nothing)(?: \w+){0,2} "
        r"(?:fixed|solved|resolved|sorted|repaired|corrected|settled|cleared|working|under control|"
        r"all good|back to normal|back on track|caught up)|settled (?:the )?(?:invoice|bill|on"
        r"|in|down|"
        r"for|into)|invoices? (?:\w+ )?(?:was |is |were |are )?settled|(?:tickets?|cases?) "
        r"(?:solved|"
        r"resolved|closed)|corrected (?:invoice|version)|until (?:\w+ )?(?:is|are) (?:fixed"
        r"|solved))\b",
        _FLAGS,
    ),
)
PROMISED = re.compile(
    r"\b(?:promised|due|(?:was|were) meant|supposed|agreed (?:for|to deliver)|scheduled for|"
    r"expected (?:on|by|for|last)|deadline)\b",
    _FLAGS,
)
NOT_THEIRS = re.compile(r"\b(?:invoices?|payments?|pay|paid|we|our side)\b", _FLAGS)
NOTHING_CAME = re.compile(
    r"\W*(?:(?:and |but )?(?:still |so far )?(?:nothing|no sign|no trace|no draft|no word)|"
    r"(?:it|they) (?:never|did not|didn['\u2019]t) (?:came|come|arrived?)|not (?:here|there) )",
    _FLAGS,
)
NOT_HERE = re.compile(
    r"\b(?:nothing|still|not|never|no sign|no word|haven|hasn|didn|wasn|isn)\b|n['\u2019]t\b",
    _FLAGS,
)
DELIVERED = re.compile(
    r"\b(?:arrived|came on time|on time|delivered it|was delivered|got it|is here|done)\b", _FLAGS
)
