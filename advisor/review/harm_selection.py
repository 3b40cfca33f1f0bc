"""Harm in the choice of people: discrimination by age, sex, origin, faith, family or looks."""

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
DISCRIMINATION = HarmRule(
    code="discrimination",
    message="This chooses people by age, sex, origin, faith, family or looks. That is unlawful in "
    "most countries, and it costs you good people.",
    lawful_way="Ask for what the work needs and test it alike for everybody: a skill, a language "
    "level such as C1, hours, a licence that the law requires.",
    hints=tuple(
        "native mother male wom men man lad girl guy young old age under over above below max only "
        "prefer ideal hire photo picture headshot faces looks looking attractive pretty slim "
        "handsome beautiful accent kids marri child between marital religion orientation ethnic "
        "except avoid exclude citizen must should want need no not never n't n\u2019t without "
        "twenties thirties 20s 30s someone somebody person candidate applicant".split()
    ),
    patterns=any_of(
        r"(?:native|mother[- ]tongue) (?:\w+ )?speakers?\b",
        r"(?:native|mother[- ]tongue) (?:english|german|french|spanish|italian)\b",
        rf"(?:fe)?males?(?: {_PERSON})? (?:only|preferred|wanted)\b",
        r"(?:only|preferably|looking for|we want|prefer|preferred:?|must be|should be|ideally|"
        r"need|hire|"
        r"wanted:?) (?:an? )?(?:[\w'-]+,? ){0,3}?(?:female|male|women|men|woman|man|lady|ladies|"
        r"girl|girls|"
        r"guys|gentlem[ae]n)\b(?! (?:and|or) (?:fe)?(?:male|women|men)|\w*'s| toilets?| changing)",
        r"(?:women|men|ladies|girls|males|females) (?:only|preferred|wanted)\b",
        r"(?:fe)?males?,? (?:\w+,? ){0,3}?\d{2}[^.;\n]{0,25}\bonly\b",
        r"\d{2} (?:to|-|and|\u2013) ?\d{2}(?: years?(?: old| of age)?)? (?:only|preferred|"
        r"please)\b",
        r"between (?:the ages of )?\d{2} and \d{2}(?= (?:years? (?:old|of age)|of age|only)|"
        r"[,.;]? ?(?:"
        r"male|female|single|healthy|fit))",
        r"(?:no|not) (?:\w+ )?(?:older|elderly|old|disabled|pregnant|foreign|female|male|"
        r"overweight|fat|"
        r"gay|married|coloured|colored|black|ethnic|immigrant|muslim|jewish|christian) "
        r"(?:applicants?|"
        r"candidates?|people|persons?|women|men|workers?|staff|guys|ladies|mothers|drivers|"
        r"cleaners|"
        r"developers|freelancers|folks?)\b",
        r"(?:under|below) ?(?:2[5-9]|[345][05])s?(?: only|,? please| preferred| need apply)\b|"
        r"\b(?:under|"
        r"over)[- ]?[3456][05]s\b",
        r"(?:no(?:body| one)?|not|don't want|don\u2019t want) (?:anyone |people |somebody "
        r")?(?:over|above|"
        r"past|older than|beyond) (?:the age of )?(?:2[5-9]|[3456]\d)\b(?! (?:hours?|kg|pages?|"
        r"words|"
        r"euros?|minutes?|days|percent|%|mm|cm))",
        r"(?:someone|somebody|person|people|girl|boy|guy|lady|woman|man|applicants?|candidates?|"
        r"age:?) "
        r"(?:who is |who are |aged? |is |are |must be |should be )*(?:under|below|younger than|up "
        r"to|in "
        r"(?:his|her|their) (?:early |late )?(?:twenties|thirties|20s|30s)|max\.?) ?(?:2[5-9]|"
        r"[345]\d)?\b"
        r"(?<=[\ds])(?! (?:hours?|minutes?|days|kg|km|euros?|%))",
        r"(?:no|without)(?: an?| any)?(?: heavy| strong| foreign| regional| indian| asian)? "
        r"accents?\b",
        r"(?:no|without) (?:small |young )?(?:kids|children|family)(?: at home| to look after|,? "
        r"please|"
        r" who)\b",
        r"(?:mothers?|mums?|moms?|parents?|pregnant women|women|men|foreigners|immigrants) "
        r"(?:with (?:small "
        r"|young )?(?:kids|children) )?need not apply\b",
        r"(?:pleasant|attractive|good|nice|pretty|presentable) (?:looks|looking|appearance|"
        r"figure|face|"
        r"smile and (?:looks|figure))\b(?! (?:and feel|of the|site|website|design|page|at|for the|"
        r"from))"
        r"(?=[^.;\n]{0,60}\b(?:required|must|please|photo|essential|a must|front|guests|"
        r"preferred)|[.,;]|$)",
        r"(?:attach|send|include|enclose|with|add)(?: us)? (?:a |your |recent |full[- ]length |"
        r"two |of )*"
        r"(?:photo|photograph|picture|headshot)s?(?: of (?:you|"
        r"yourself))?\b(?=[^.;\n]{0,40}\b(?:cv|"
        r"application|age|date of birth|marital|r\u00e9sum\u00e9|resume|to apply))",
        r"(?:cv|application|resume) with (?:a |your |recent )*(?:photo|photograph|picture)\b",
        rf"(?:no|only|preferably|prefer|not from|nobody from|no one from|nothing from|don't apply "
        rf"from|"
        rf"except) (?:people from |applicants from |anyone from |workers from )?(?:africa|india|"
        rf"pakistan|"
        rf"nigeria|asia|eastern europe|china|russia|third world(?: countries)?|"
        rf"{_NATION})\b(?=[^.;\n]"
        rf"{{0,40}}\b(?:please|apply|applicants?|bad experience\w*|freelancers?|considered)|"
        rf"[.,;!]|$)",
        r"(?:british|american|german|french|swiss|european|english|western|local)s? "
        r"(?:nationals|people|women|men|girls|guys|born|citizens) only\b",
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
        r"(?:[\w'-]+,? ){0,2}?(?:young|youthful|youngish)\b(?! (?:people's|adults? (?:programme|"
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
        r"(?:[\w'-]+,? ){0,2}?(?:young|female|male|woman|man|girl|attractive|single|under \d\d)\b",
        r"(?:older than|younger than|over|above|over the age of) (?:2[0-9]|"
        r"[3-6]\d)\b[^.;\n]{0,40}\b(?:not|"
        r"won't) (?:be )?(?:considered|apply|accepted|invited|hired)\b",
        rf"{_PERSON} of (?:[\w'-]+ ){{0,2}}(?:religion|faith|caste|origin|"
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
        r"(?:state|give|include|tell us|mention|specify) (?:[\w'-]+,? ){0,5}(?:marital status|"
        r"religion|"
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
