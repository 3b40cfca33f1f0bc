"""The roundabout wordings of deceit: what is asked for without its usual name."""

from advisor.review.harm_rules import Wording, any_of

_SOURCE = (
    r"(?:(?:our |the |a |some |your )?(?:[\w'\u2019]+ ){0,2}?(?:competitors?|rivals?|dealers?|"
    r"rival "
    r"shops?|authors?|publishers?)\b|their (?:site|web ?site|app|shop|page)|other (?:\w+ "
    r")?(?:sites|"
    r"web ?sites|shops|dealers|books|blogs|agencies)|google(?! drive)|the (?:inter)?net|"
    r"a (?:demo|paid)\b|another (?:\w+ )?(?:site|shop|book|app|firm|company))"
)
_WORKS = (
    r"(?:texts?|articles?|chapters?|lessons?|photos?|pictures?|images?|icons?|fonts?|style ?sheets|"
    r"themes?|designs?|layouts?|recipes?|songs?|stories|videos?|slides|menus|handouts|templates?|"
    r"descriptions?|posts?|pages?|book|course|code|wording)"
)
_SEND = r"(?:mail|e-?mail|messag|text|dm|writ|call|ring|send|blast|post)\w*"
_LIST = r"(?:databases?|lists?|addresses|contacts|numbers|e-?mails)"
_PRAISE = r"(?:reviews?|ratings?|testimonials?|stars|recommendations?|upvotes|votes)"
_ACCOUNTS = r"(?:accounts?|profiles?|identities|personas|users)"

PLAGIARISM = (
    Wording(
        patterns=any_of(
            r"(?:exact|one-to-one|1:1|identical|perfect|faithful|carbon) (?:copy|replica|clone|"
            r"duplicate|copies) of (?:the )?(?-i:[A-Z])\w+",
            rf"(?:rip|lift|pull|grab|nick|pinch|borrow|take|taken|copy|copied|steal|lifted|"
            rf"pulled|ripped|grabbed)(?: off| out)? (?:[\w'-]+ ){{0,3}}?{_WORKS}\b[^.;\n]{{0,40}}?"
            rf"\b(?:from|off|out of) {_SOURCE}",
            rf"{_WORKS} (?:may|can|could|should|are to) be (?:lifted|taken|copied|pulled|borrowed)"
            r" (?:over )?from (?!our|your|my)",
            rf"(?:rip|lift|copy|steal) (?:the |all |some )?{_WORKS} (?:and \w+ )?(?:from|of|out "
            rf"of) "
            r"(?:the )?(?!Dropbox|Google Drive|Share|One|Word|Excel|Figma|Notion|Monday|Friday)"
            r"(?-i:[A-Z])[a-z]+ (?-i:[A-Z])",
            r"(?:take out|remove|crack|disable|strip out|get rid of) the (?:licen[cs]e|copy "
            r"protec\w+|"
            r"activation|copyright) (?:check|key|code|notice|lock)",
            r"(?:shuffle|swap|change|twist|alter) (?:[\w'-]+ ){0,2}(?:sentences|words|wording)\b",
            r"(?:article |text )?spinn(?:er|ing) (?:tool|software)|article spinner",
            r"so (?:that )?(?:nobody|no one|google|search engines|they|the owners?) (?:\w+n't |"
            r"cannot |do not |does not )?(?:sees?|notices?|spots?|tells?|recogni[sz]es?|detects?) "
            r"(?:it|where|the copy|the original|that it)",
            r"(?:past|through|around|fool|beat|trick) (?:turnitin|copyscape|the plagiarism|"
            r"plagiarism|ai detect\w+)",
            r"(?:writes?|do|complete)(?:ing)? (?:my|his|her|their) (?:[\w'\u2019-]+ "
            r"){0,2}?(?:thesis|"
            r"dissertation|term paper|essay|assignment|exam)\b",
            r"hand (?:it|this|the \w+) in (?:under|as) my (?:own)?",
            r"(?:like|similar to) [^.;\n]{2,40} (?:that|so) (?:people|customers|buyers|everyone|"
            r"they) "
            r"(?:will |would )?(?:think|believe|confuse|mistake|assume)\b",
        )
    ),
    Wording(
        patterns=any_of(
            rf"(?:rebuild|recreate|remake|re-?record|reproduce|mirror|retell|redo)(?:ing)? (?:the |"
            rf"their |its |his |her |all |these |every )*(?:\w+ )?{_WORKS}\b",
        ),
        around=any_of(r"competitors?\b|rivals?\b|another (?:firm|company|author|teacher)\b")[0],
    ),
)
SPAM = (
    Wording(
        patterns=any_of(
            r"(?:got hold of|hands on|came across|leaked|dug up|found online|obtained)(?= "
            r"[^.;\n]{0,60}"
            rf"\b(?:addresses|contacts|numbers|e-?mails|people)\b) [^.;\n]{{0,60}}\b{_LIST}\b",
            rf"{_LIST}\b[^.;\n]{{0,30}} (?:ever )?(?:come|came|got) (?:across|hold of)\b",
            r"(?:none|nobody|no one|few) of (?:them|these|those)(?: people)? (?:knows?|asked|"
            r"signed|"
            r"has heard|have heard|agreed)",
            rf"{_SEND}\b[^.;\n]{{0,40}}\b(?:people|those|contacts|users|persons) (?:who|that) "
            rf"(?:have )?"
            r"(?:never|not|don't|do not|didn't|did not|haven't|don\u2019t|didn\u2019t)\b",
            rf"{_SEND}\b[^.;\n]{{0,80}}\b(?:filters?|providers?) (?:don't|do not|won't|will not|"
            rf"can't|"
            r"never|don\u2019t)",
            rf"{_SEND}\b(?![^.;\n]{{0,40}}{_PRAISE})[^.;\n]{{0,80}}\b(?:rotating|rotate|throwaway|burner|different|fresh|"
            rf"changing)"
            rf" (?:[\w-]+ )?(?:domains|senders|numbers|sims?|profiles|accounts)\b",
            r"(?:auto-?diall?er|robo-?call\w*|recorded voice)\b[^.;\n]{0,60}\b(?:rings?|calls?|"
            r"house\w*|"
            r"people|numbers|campaign)",
            r"(?:whether or not|even if|even when|ignore|despite|also those|never mind|forget) "
            r"[^.;\n]{0,40}\b(?:do[- ]not[- ]call|no-?call|opt(?:ed)?[- ]out|robinson|"
            r"unsubscribed)",
            r"(?:leave out|drop|skip|hide|without|no need for|omit|take out) (?:the |an |any |a )?"
            r"(?:unsubscribe|opt-?out|sign-?off)\b",
            r"(?:asked?|wants?|wish\w*) to be (?:taken off|removed|unsubscribed|left out|deleted)\b"
            r"[^.;\n]{0,40}\b(?:left in|stays?|keep|kept|anyway|ignored?|get used)",
            r"(?:drop|post|leave|put|paste|place|plug) (?:our|the|a|my) (?:link|url|offer|"
            r"banner)s? "
            r"[^.;\n]{0,60}\b(?:comments?|forums?|groups|blogs|threads|boards|chats)\b",
            r"(?:message|dm|text|write to|contact|mail|e-?mail)(?:ing)? (?:every|all|each)(?: of "
            r"the| "
            r"the| single)? (?:members?|followers?|users?|people|contacts?) (?:of|in|on) "
            r"[^.;\n]{0,40}"
            r"\b(?:groups?|competitors?|rivals?|forums?|pages?|linkedin|facebook|channels?)\b",
            rf"(?:buy|purchase|order|get)(?:ing)? (?:a |the )?(?:list|database) of "
            rf"[^.;\n]{{0,40}}\b(?:"
            rf"broker|{_SEND})\b",
            r"(?:collect|gather|grab|fish|pull|take)(?:s|ing)? (?:\w+ )?(?:numbers|addresses|"
            r"contacts|"
            r"e-?mails) (?:from|out of|off) [^.;\n]{0,80}\b(?:send|mail|message|text|write|offer|"
            r"call)",
        )
    ),
)
FAKES = (
    Wording(
        patterns=any_of(
            rf"{_PRAISE}\b[^.;\n]{{0,60}}\b(?:from|with|by|through|on) (?:[\w-]+ "
            rf"){{0,3}}?{_ACCOUNTS} "
            r"(?:with|that|of|which)\b",
            r"(?:organi[sz]e|arrange|get|supply|deliver|produce|come up with|provide) (?:us )?"
            rf"(?:[\w-]+ ){{0,3}}?(?:\d+|"
            rf"{'|'.join('ten twenty thirty fifty sixty dozens'.split())})"
            rf" (?:of )?(?:[\w-]+ ){{0,2}}?{_PRAISE}\b",
            rf"(?:need|want|get|deliver|provide|supply|order) (?:us )?(?:about )?\d{{2,5}} "
            rf"(?:[\w-]+ ){{0,3}}?"
            rf"{_ACCOUNTS}\b(?=[^.;\n]{{0,60}}\b(?:verified|another|different|each with|aged|own "
            rf"name))",
            rf"{_ACCOUNTS} (?:with|that have) (?:a |some )?(?:history|age\b)|aged {_ACCOUNTS}\b",
            r"(?:followers|likes|subscribers|fans|people|views)\b[^.\n]{0,60}\breal(?: people| "
            r"or not|"
            r" persons)?\b[^.;\n]{0,30}\b(?:matter|care|important|the same|irrelevant)\b",
            r"(?:write|make up|invent|draft|create|compose)(?:ing)? [^.;\n]{0,30}\btestimonials?\b"
            r"[^.;\n]{0,80}\b(?:names|stock|invented|photos of|personas|faces)\b",
            r"(?:posing|pose|pretend\w*|acting|act|speak\w*) (?:as|to be) (?:\w+ )?(?:guests?|"
            r"customers?|"
            r"clients?|buyers?|users?|fans?|patients?|diners?|students?|shoppers?|travellers?)\b"
            r"(?=[^.;\n]{0,80}\b(?:say|saying|review|rat|post|prais|comment|recommend|star|forum|"
            r"google|booking|tripadvisor))",
            r"(?:friends|family|relatives|staff|colleagues|employees|"
            r"neighbours)\b[^.;\n]{0,30}\b(?:"
            r"leave|give|post|write|drop)s?\b[^.;\n]{0,30}\b(?:stars?|reviews?|ratings?)\b",
            r"(?:give|leave|post|hand)\b[^.;\n]{0,20}\b(?:competitors?|rivals?|[a-z]+ across|"
            r"[a-z]+ next "
            r"door|other (?:shop|hotel|firm))\b[^.;\n]{0,40}\b(?:stars?|bad|negative|poor)\b",
            r"(?:as if|as though|like) (?:they|you|he|she)(?:'d|\u2019d| had| have)? (?:\w+ "
            r")?(?:bought|"
            r"paid|found|discovered|tried)\b[^.;\n]{0,60}",
            r"(?:paid|sponsored|gift\w*|free)\b[^.;\n]{0,40}\b(?:stays?|remains?|keep|kept) "
            r"(?:it )?"
            r"(?:between us|secret|quiet|hidden|unsaid)",
            r"(?:without|don't|do not|no need to|not to) (?:\w+ )?(?:label|mark|disclos|mention|"
            r"say|"
            r"tell)\w*[^.;\n]{0,30}\b(?:sponsored|paid|advert\w*|gifted)\b",
            r"answer (?:one another|each other)\b|so (?:that )?(?:it|this|the \w+) looks? "
            r"(?:like )?"
            r"(?:real (?:talk|people)|full|busy|popular|natural|organic)\b",
            r"(?:for|to) (?:upvot|boost|lik|vot)(?:e|ing) (?:for )?our (?:launch|posts?|listing|"
            r"app|"
            r"page|product)",
        ),
        silent=any_of(
            r"our (?:employees|staff|pupils|students)|honest reviews?|test accounts?|mystery"
        )[0],
    ),
)
SCRAPING = (
    Wording(
        patterns=any_of(
            r"(?:bots?|scripts?|tools?|crawlers?|robots?)\b[^.;\n]{0,30}\blogs? in\b[^.;\n]{0,60}\b"
            r"(?:pulls?|reads?|copies|collects?|takes?|saves?|exports?|profiles)\b",
            r"(?:gets?|getting|go|work) (?:a)?round (?:their |its |the )(?:limits?|blocks?|wall|"
            r"rules)",
        ),
        silent=any_of(r"our own|with permission|official api")[0],
    ),
)
