"""Harm to people who work: unpaid work, discrimination in selection, evaded tax and labour law."""

import re

from advisor.review.harm_rules import HarmRule, any_of

_PERSON = (
    r"(?:candidates?|applicants?|workers?|staff|cleaners?|assistants?|receptionists?|girls?|guys?|"
    r"freelancers?|developers?|employees?|people|person|drivers?|waiters?|hostess(?:es)?|models?|"
    r"team members?|agents?|teachers?|tutors?|writers?|guards?|someone|women|men|ladies|va)"
)
_FAITH = r"(?:christians?|muslims?|hindus?|jews?|jewish|catholics?|sikhs?|buddhists?|atheists?)"
_NATION = (
    r"(?:indians|pakistanis|africans|nigerians|arabs|russians|americans|germans|europeans|"
    r"filipin[oa]s|poles|romanians|ukrainians|mexicans|asians|whites|blacks|foreigners|immigrants|"
    r"gypsies|turks|chinese people)"
)
_ORIGIN = (
    r"(?:indian|pakistani|african|nigerian|chinese|arab|russian|american|british|english|german|"
    r"european|filipin[oa]|polish|romanian|ukrainian|mexican|asian|white|black|caucasian|turkish|"
    r"foreign|local-born)"
)
_GENERAL_BUYER = r"(?:free|unpaid|without pay(?:ment)?|at no (?:cost|charge)|on spec)"

_UNPAID = HarmRule(
    code="unpaid-work",
    message="This asks for real work without pay. Good vendors walk away, and unpaid work breaks "
    "labour law in many places.",
    lawful_way="Pay for a short trial task at the normal rate, or choose by earlier work and "
    "references.",
    patterns=any_of(
        rf"{_GENERAL_BUYER} (?:\w+ ){{0,2}}?(?:trial|test|sample|mock-?ups?|pilot|spec work|draft|"
        rf"probation|internship|concepts?|designs?|logo|article|translation|"
        rf"work)\b(?=[^.;\n]{{0,80}}\b"
        rf"(?:first|before|to (?:prove|show|see|win|apply|be considered)|from (?:each|all|"
        rf"every)|applicants?|"
        rf"candidates?|will be (?:used|ours|published)|we (?:will|may|can)|required|task|week|"
        rf"day|month|"
        rf"period|project|of))",
        r"unpaid (?:\w+ ){0,2}?(?:trial|test|sample|work|internship|probation|tasks?|week|month|"
        r"shift|"
        r"overtime|pilot|revisions|period|training|days?|hours?)\b",
        r"(?:trial|test|sample|pilot|probation)(?: \w+){0,3} (?:is|are|will be|would be) (?:\w+ )?"
        r"(?:unpaid|free|not (?:be )?paid|without pay)\b",
        r"(?:concepts?|designs?|drafts?|mock-?ups?|trial|prototypes?|pitch|"
        r"logos?)\b[^.;\n]{0,40}\bat "
        r"(?:their|your|its|his|her|the (?:vendor|bidder|agency)'s) own (?:cost|expense)\b",
        r"others? (?:get|gets|receive|will get) nothing\b",
        r"(?:days?|weeks?|months?|shifts?|trial|hours?) without pay(?:ment)?\b",
        r"only pay (?:for |if )(?:the )?(?:\w+ )?(?:design|logo|text|article|one|concept|"
        r"we)s? (?:we )?"
        r"(?:like|choose|use|pick|are happy)\b",
        r"(?:first|initial|trial) (?:\w+ ){1,3}(?:is|are|will be|must be|for|"
        r"at) (?:an? )?(?:unpaid|free\b(?! of)|"
        r"free of charge|not (?:be )?paid|no pay|no charge|no cost)",
        r"(?:work|do|complete|deliver|submit|produce|design|write|build|translate)\b[^.;\n]{0,60}"
        r"\b(?:for free|without (?:pay|payment|compensation)|free of charge|"
        r"on spec)\b(?=[^.;\n]{0,80})",
        r"(?:spec work|on spec\b|speculative (?:work|designs?|pitch))",
        r"(?:paid|pay|payment) (?:only )?(?:in|with|by) (?:exposure|equity only|experience)\b",
        r"(?:only (?:the winner|the winning|the best|one)|"
        r"we (?:only )?pay (?:only )?(?:the winner|for the "
        r"(?:one|design|logo))) (?:\w+ ){0,4}?(?:is|gets|will be|be|we)(?: get)? (?:paid|pick|"
        r"like|choose)",
        r"(?:great|good) (?:exposure|portfolio piece) instead of (?:pay|money|payment)",
        r"no pay(?:ment)? (?:for|during) (?:the )?(?:trial|test|sample|first)",
    ),
    silent=re.compile(
        r"\b(?:free of charge (?:for|to) (?:the |our )?(?:users?|customers?|visitors?|public|"
        r"members?|"
        r"passengers)|warranty|correct\w*|defects?|rework\w*|errors?|re-?do|re-?clean\w*|repair\w*|"
        r"product samples?|fabric|volunteers?|unpaid (?:invoices?|bills?|taxes|leave|break|"
        r"lunch|balances?)|"
        r"interest on|parking|paid (?:trial|test))\b|"
        r"\b(?:not|never|no|nobody|don't|don\u2019t|won't|will not)\b[^.;]{0,50}\b(?:unpaid|"
        r"free|spec|"
        r"without pay)|\b(?:wrong|faults?|poor|late|missed)\b",
        re.IGNORECASE,
    ),
    negation_inside=True,
)

_DISCRIMINATION = HarmRule(
    code="discrimination",
    message="This chooses people by age, sex, origin, faith, family or looks. That is unlawful in "
    "most countries, and it costs you good people.",
    lawful_way="Ask for what the work needs and test it alike for everybody: a skill, a language "
    "level such as C1, hours, a licence that the law requires.",
    patterns=any_of(
        r"(?:native|mother[- ]tongue) (?:\w+ )?speakers?\b",
        r"(?:native|mother[- ]tongue) (?:english|german|french|spanish|italian)\b",
        rf"(?:fe)?males?(?: {_PERSON})? (?:only|preferred|wanted)\b",
        r"(?:only|preferably|looking for|we want|prefer|preferred:?|must be|should be|ideally|"
        r"need|hire|"
        r"wanted:?) (?:an? )?(?:\w+,? ){0,3}?(?:female|male|women|men|woman|man|lady|ladies|"
        r"girl|girls|"
        r"guys|gentlem[ae]n)\b(?! (?:and|or) (?:fe)?(?:male|women|men)|\w*'s| toilets?| changing)",
        r"(?:women|men|ladies|girls|males|females) (?:only|preferred|wanted)\b",
        r"(?:under|below|younger than|not older than|no older than|over|above|"
        r"max(?:imum)?(?: age)?:?|up to)"
        r" (?:the age of )?(?:2[0-9]|[3-6][05])\b(?= (?:years? (?:old|of age)|preferred|only)|"
        r"[,.]? "
        r"(?:years? old))",
        r"(?:aged?|ages?)(?: between| from|:)? ?\d{2} ?(?:-|to|and|\u2013) ?\d{2}\b",
        r"(?:maximum|max\.?|upper) age\b|age limit\b",
        r"(?:no(?:body| one|t)?) (?:older than|over|above) (?:3|4|5)\d\b",
        r"(?:must be|should be|preferably|prefer|looking for|only|want|need|hire|"
        r"ideally) (?:an? )?"
        r"(?:\w+,? ){0,2}?(?:young|youthful|youngish)\b(?! (?:people's|adults? (?:programme|"
        r"program|"
        r"service)|audience|company|brand|readers?|customers?))",
        rf"young (?:and |, )?(?:\w+ )?{_PERSON}\b(?= (?:only|preferred|wanted|needed|who|with))|"
        rf"young,? (?:and )?(?:dynamic|energetic|attractive|pretty|fresh) ",
        rf"(?:no|not|only|preferably|prefer|exclude|except|avoid) (?:from )?(?:practising )?"
        rf"(?:{_FAITH}|{_NATION})\b(?! (?:companies|suppliers|vendors|customers|audience|"
        rf"holidays))",
        rf"(?:no|only|preferably|prefer|avoid) {_ORIGIN} {_PERSON}\b",
        rf"(?:{_PERSON}|you|he|she|they)\b[^.;\n]{{0,40}}\b(?:must|should|has to|"
        rf"have to) be (?:an? )?"
        rf"(?:practising )?(?:{_FAITH}|{_ORIGIN})\b(?! (?:citizens?|nationals?|company|companies|"
        rf"supplier|vendor|based|standard|law))(?= (?:{_PERSON}|or|by birth)|[.,;]|$)",
        rf"(?:{_FAITH}|{_NATION}|{_ORIGIN} {_PERSON})(?: {_PERSON})? (?:only|preferred|"
        rf"need not apply)\b",
        r"(?:must be|should be|preferably|prefer|only|ideally) (?:an? )?(?:single|unmarried|"
        r"married|"
        r"childless|without (?:children|kids)|straight|heterosexual|able-bodied|good[- ]looking|"
        r"attractive|pretty|slim|handsome|beautiful)\b(?! (?:point|source|page|pages|file|use|"
        r"sign|"
        r"design|website|site|layout))",
        r"(?:ideal|perfect|right) (?:person|candidate|applicant|assistant|fit) (?:is|"
        r"would be) (?:an? )?"
        r"(?:\w+,? ){0,2}?(?:young|female|male|woman|man|girl|attractive|single|under \d\d)\b",
        r"(?:older than|younger than|over|above|over the age of) (?:2[0-9]|"
        r"[3-6]\d)\b[^.;\n]{0,40}\b(?:not|"
        r"won't) (?:be )?(?:considered|apply|accepted|invited|hired)\b",
        rf"{_PERSON} of (?:\w+ ){{0,2}}(?:religion|faith|caste|origin|"
        rf"race)\b(?=[^.;\n]{{0,20}}\b(?:only|"
        rf"preferred))",
        r"(?:not|never|don't|don\u2019t|won't) (?:hire|take|take on|accept|employ|consider|"
        r"want) [^.;\n]{0,20}"
        r"\b(?:disab\w+|pregnant|women|mothers|foreigners|elderly|gays?|muslims|jews|immigrants|"
        r"older)\b",
        r"(?:fresh|young),? (?:\w+ )?(?:young )?faces\b",
        rf"(?:good[- ]looking|attractive|pretty|slim|handsome|beautiful) {_PERSON}\b",
        r"(?:unmarried|childless|no (?:children|kids|pregnan\w+|disab\w+)|not (?:be )?pregnant|"
        r"no family (?:commitments|obligations|ties))\b(?= (?:candidates?|applicants?|people|"
        r"women|only|"
        r"preferred|please)|[,.;]|$)",
        r"(?:send|add|attach|include|enclose|with|submit)(?: \w+){0,5} (?:photo|photograph|"
        r"picture|headshot) "
        r"(?:of (?:yourself|you|the (?:candidate|applicant|cleaner|worker)s?))",
        r"(?:state|give|include|tell us|mention|specify) (?:\w+,? ){0,5}(?:marital status|religion|"
        r"sexual orientation|ethnicity|your age|their age)\b",
    ),
    silent=re.compile(
        r"\b(?:discriminat\w+|equal (?:opportunit\w+|employ\w+)|regardless|irrespective|"
        r"without regard|"
        r"diversity|inclusi\w+|all (?:ages|genders|backgrounds)|protected (?:class|"
        r"characteristic)\w*|"
        r"welcome|encouraged|affirmative|veterans?|(?:right|eligib\w+|authori[sz]ed) to work|"
        r"minimum age|at least (?:16|18|21)|(?:over|above) (?:16|18|21)|"
        r"(?:required|prescribed|allowed) by (?:the )?law|legal(?:ly)? requir\w+|"
        r"target (?:audience|group|"
        r"market)|our (?:readers|customers|users|audience|visitors|clients|buyers)|respondents?|"
        r"participants?|beneficiar\w+|patients?|survey\w*|focus groups?|interview\w*|consumers?|"
        r"clothing|uniforms?|garments?|shirts?|shoes|fit models?|sizes?|searches|searched|"
        r"search of|officers? search|pat-?down|"
        r"equipment|machines?|vehicles?|building|children aged|pupils?|boys|restrooms?|"
        r"native (?:plants?|"
        r"species|vegetation|trees))\b",
        re.IGNORECASE,
    ),
    negation_inside=True,
)

_EVASION = HarmRule(
    code="tax-or-labour-evasion",
    message="This avoids tax or employment law. You and the vendor are both liable for it.",
    lawful_way="Pay against an invoice or through payroll, and have the contract checked for "
    "whether "
    "the person is an employee.",
    patterns=any_of(
        r"cash[- ]in[- ]hand\b",
        r"(?:pay|paid|payment|settle|settled|"
        r"all)(?: \w+){0,3} (?:in )?cash\b(?=[^.;\n]{0,40}\b(?:no "
        r"(?:invoice|receipt|tax|vat|paperwork|questions)|without (?:an? )?(?:invoice|receipt|"
        r"tax|vat|"
        r"contract)|off the books|only))",
        r"(?:no|without(?: an?| any)?) (?:invoices?|receipts?|vat invoice|"
        r"paperwork)\b(?=[^.;\n]{0,40}"
        r"\b(?:needed|required|please|necessary|cash|so|means|to (?:save|avoid|keep))|"
        r"[.,;!]? ?$|, )",
        r"(?:off the books|under the table|black money|undeclared|keep it off)\b",
        r"(?:avoid|avoiding|dodge|evade|evading|get around|bypass|skip|save|save on|escape|"
        r"without paying) "
        r"(?:paying )?(?:the )?(?:vat|tax(?:es)?|social security|payroll tax(?:es)?|"
        r"national insurance|"
        r"minimum wage|employment law|labou?r law\w*|benefits|holiday pay|withholding)\b",
        r"(?:classify|treat|call|register|book|sign up|"
        r"hire)(?: \w+){0,4} as (?:an? )?(?:contractors?|"
        r"freelancers?|self-employed)\b[^.;\n]{0,40}\b(?:to avoid|so (?:that )?we (?:don't|"
        r"do not|don\u2019t|"
        r"avoid|need not)|to save|to get around)",
        r"(?:outside|around|off) (?:of )?(?:the )?(?:upwork|fiverr|"
        r"platform)\b[^.;\n]{0,30}\b(?:fees?|"
        r"commission|to (?:save|avoid))",
        r"(?:below|less than) (?:the )?minimum wage\b",
        r"no (?:contract|tax(?:es)?)\b[^.;\n]{0,20}\bcash\b",
        r"(?:do not|don't|don\u2019t|no need to) (?:write|send|issue|make) (?:us |me )?(?:an? |"
        r"any )?"
        r"invoices?\b(?! (?:before|until|without|for|more|earlier|to|by|in|until|with))",
        r"no (?:work )?(?:permits?|visas?|contract) (?:needed|required|necessary|, )",
    ),
    silent=re.compile(
        r"\b(?:(?:no|without an?) (?:invoice|receipts?) (?:will|shall|is|may|can|must|"
        r"shall) (?:be )?"
        r"(?:paid|accepted|processed|honou?red)|late|unless|petty cash|"
        r"double taxation|ends the contract|terminat\w+|must be covered|(?:not|never|don't|"
        r"don\u2019t|do not|will not|nobody)\b[^.;]{0,25}\b(?:cash|off "
        r"the books|under the table|evad\w+|avoid\w*|below)|illegal|unlawful|prohibit\w*|"
        r"payments? without (?:an? )?(?:invoice|receipt)s?)\b|^\s*(?:-\s*)?no cash\b",
        re.IGNORECASE,
    ),
    negation_inside=True,
)

PEOPLE = (_DISCRIMINATION, _UNPAID, _EVASION)
