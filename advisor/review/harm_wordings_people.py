"""The roundabout wordings of harm to people: pay, secrets, personal data and selection."""

from advisor.review.harm_rules import Wording, any_of

_GROUP = (
    r"(?:wheelchair\w*|(?:the )?disabled|people with (?:disabilit\w+|(?:small )?(?:kids|children)|"
    r"accents?|foreign \w+|health \w+)|pregnant \w+|(?:single |young )?mothers|parents|muslims|"
    r"jews|"
    r"foreigners|immigrants|migrants|refugees|roma|older (?:people|workers|applicants|ones)|"
    r"women|men over|gays?|lesbians|headscar\w+|over-\d0s|pensioners|unionists|"
    r"(?:members? of|been (?:with|in)|belongs? to) (?:a |the )?(?:trade )?union)"
)
_FAITH = r"(?:christian|muslim|jewish|hindu|catholic|protestant|buddhist|religious|atheist)"
_SENSITIVE = (
    r"(?:passports?|birthdays?|dates? of birth|bank details|pay ?slips?|salar(?:y|ies)|sick notes?|"
    r"medical|diagnos[ei]s|allerg\w+|absences|(?:school )?(?:marks|grades)|patients?|debts|"
    r"home addresses|id cards?|personnel files?|hr (?:system|files?|data)|sick leave|health "
    r"(?:data|"
    r"records)|criminal records?|applicants'? (?:data|files|cvs))"
)
_ASIDE = any_of(_SENSITIVE + r"\b")[0]
_KEYS = r"(?:passwords?|log-?ins?|credentials|pins?|access (?:data|codes?|keys?)|tans?)"
_CHAT = r"(?:whatsapp|sms|e-?mail|mail|chat|slack|text|telegram|messenger|phone)"
_ART = (
    r"(?:project|designs?|drafts?|concepts?|prototypes?|trial|samples?|demo|logos?|pitch|chapters?|"
    r"jingles?|videos?|mock-?ups?|pages?|shift|translations?|code|texts?)"
)

UNPAID = (
    Wording(
        patterns=any_of(
            r"no (?:fee|pay|payment|money|compensation|remuneration|"
            r"salary)\b[^.;\n]{0,30}\b(?:samples?|"
            r"tests?|trials?|drafts?|concepts?|pitch\w*|interns?|trainees?|first)\b",
            r"(?:no|not? (?:a|any)|without(?: a)?|isn't (?:a|any)) (?:budget|money|fee|pay|"
            r"payment)\b"
            r"[^.;\n]{0,60}\b(?:exposure|portfolio|reference|experience|credits?|visibility|"
            r"publicity|fame)\b",
            r"(?:great|good|huge|lots of|plenty of|nice) (?:exposure|publicity)\b",
            rf"(?:candidates?|applicants?|everyone|everybody|vendors?|freelancers?|agencies|you)\b"
            rf"[^.;\n]{{0,60}}\b{_ART}\b[^.;\n]{{0,50}}\bat (?:their|your|its|his) own (?:costs?|"
            r"expense|risk)\b",
            r"(?:if|when|once|after)\b[^.;\n]{0,40}\b(?:happy|satisfied|pleased|convinced|good "
            r"enough|"
            r"works out|fit)\b[^.;\n]{0,40}\b(?:talk|speak|discuss|think|negotiate|agree)\w*(?: "
            r"about| "
            r"on| over)? (?:a |the |your |any )?(?:rate|pay|salary|fee|money|payment|wage)\b",
            r"(?:reference letters?|letters? of (?:reference|recommendation)|certificate|free "
            r"(?:lunch|"
            r"meals?|coffee|products?)|experience|mention)\b[^.;\n]{0,30}\b(?:for it|instead|in "
            r"(?:return|exchange)|as (?:the |your )?(?:pay|payment|reward)|rather than (?:money|"
            r"pay))",
            r"(?:if|unless|when)\b[^.;\n]{0,60}\b(?:approved|granted|funded|won|win|chosen|"
            r"selected|"
            r"accepted|comes? through|sold|sell)\b[^.;\n]{0,30}\b(?:nothing|no (?:fee|pay|payment|"
            r"money)) (?:is |will be )?(?:owed|due|paid|payable)?",
            r"(?:best|winning|winner|chosen|favourite|first)\b[^.;\n]{0,30}\b(?:gets?|receives?|"
            r"wins?|"
            r"is paid)\b[^.;\n]{0,30}\b(?:rest|others?|losers?)\b[^.;\n]{0,14}\b(?:nothing|empty|"
            r"none)",
            rf"whose(?:ver)? {_ART} (?:we|is|gets?)\b[^.;\n]{{0,40}}\b(?:gets?|receives?|wins?|"
            rf"used|"
            r"chosen|contract)\b",
            r"(?:all|every|each) (?:applicants?|candidates?|bidders?|participants?|designers?|"
            r"writers?|agenc\w+) (?:must |should |will |first )?(?:designs?|writes?|builds?|"
            r"translates?|makes?|produces?|codes?|draws?|creates?) (?:our|the|a (?:complete|full|"
            r"finished))\b",
        ),
        silent=any_of(
            r"(?:paid (?:test|trial|sample|for (?:it|this|the))|each (?:gets|is paid|receives)|"
            r"volunteers?|for (?:our |the )?customers?|warranty|defects?|bids? (?:is|are)|also "
            r"when)"
        )[0],
    ),
)
PASSWORDS = (
    Wording(
        patterns=any_of(
            r"(?:pw|pwd|pass(?:word)?)[:= ]{1,3}(?=[^\s,;]*\d)(?=[^\s,;]*[A-Za-z])(?![^\s,;]*-)"
            r"[^\s,;]{6,24}",
            rf"(?:mail|e-?mail|send|text|whatsapp|message|dm|post) (?:us |me |them |you |the "
            rf"team )?"
            rf"(?:the |all |your |every |my |our )*(?:[\w-]+ ){{0,2}}?{_KEYS}\b(?! (?:page|form|"
            rf"screen|"
            r"flow|design|reset|manager|link|to a))(?=[^.;\n]{0,80}\b(?:list|sheet|mail|once|of "
            r"(?:each|all|every)|by|via|so)\b)",
            rf"(?:my|our|the) (?:[\w-]+ ){{0,2}}?{_KEYS} (?:by|via|in|over|on|through) (?:the "
            rf")?{_CHAT}\b",
            r"(?:keys?|tokens?|secrets?|credentials|passwords?)\b[^.;\n]{0,40}\b(?:in|on) (?:the|"
            r"a|our) "
            r"(?:(?:public|open|shared|git\w*|source|code) (?:repo\w*|folder|drive|file|code)|"
            r"git\w*)\b",
            r"(?:shares?|uses?|works? (?:with|under|on|from)) (?:the same|one|a single|a common|a "
            r"shared) (?!bank|customer|escrow)(?:[\w-]+ )?(?:account|log-?in|user)\b(?! (?:manager|"
            r"team|number|executive|interface))",
            r"(?:works?|logs?|logging|posts?|answers?|acts?|signs?)\b[^.;\n]{0,20}\b(?:under|with|"
            r"through|from|as|using) (?:the [\w-]+['\u2019]s|my|his|her) (?:own|personal|private|"
            r"very own)"
            r" (?:account|log-?in|profile|user)\b",
            r"(?:two-factor|2fa|mfa|two-step)\b[^.;\n]{0,40}\b(?:off|disabled|nuisance|not needed|"
            r"skip\w*|removed)\b|(?:switch|turn|disable|skip)\w* (?:off )?(?:the )?(?:two-factor|"
            r"2fa|mfa)",
        ),
        silent=any_of(
            r"(?:bitwarden|1password|keepass|lastpass|password managers?|vault|single sign|"
            r"encrypted|"
            r"reset|forgotten)"
        )[0],
    ),
)
PERSONAL = (
    Wording(
        patterns=any_of(
            rf"{_SENSITIVE}\b[^.;\n]{{0,60}}\b(?:open|public|unprotected|shared|free) (?:[\w-]+ "
            rf"){{0,2}}?"
            r"(?:board|folder|drive|channel|page|wall|link|bucket|sheet|trello|site|server)\b",
            rf"{_SENSITIVE}\b[^.;\n]{{0,80}}\b(?:everyone|everybody|anyone|anybody|all|whoever)\b"
            r"[^.;\n]{0,20}\b(?:see|read|look|view|open|get at|edit|download)\b",
            rf"{_SENSITIVE}\b[^.\n]{{0,100}}\b(?:no|without(?: a| any)?) (?:log-?in|password|"
            r"protection|access control)\b",
            rf"{_SENSITIVE}\b[^.;\n]{{0,60}}\b(?:unmasked|unredacted|as (?:they|it) (?:are|is)|"
            rf"in the "
            r"clear|unencrypted)\b|(?:unmasked|unredacted|as they are)\b[^.;\n]{0,60}"
            rf"\b{_SENSITIVE}\b",
            r"(?:find out|research|dig up|compile|collect|gather)\b[^.;\n]{0,60}\b(?:private "
            r"persons?|"
            r"people|individuals|neighbours?|tenants?|persons)\b[^.;\n]{0,40}\b(?:where they "
            r"live|what "
            r"they earn|debts?|religion|health|income|married|marital)\b",
        ),
        silent=any_of(
            r"(?:behind (?:a|the) log-?in|masked|invented|synthetic|anonymi\w+|by law|named people|"
            r"asks for consent|only (?:the|named))"
        )[0],
    ),
    Wording(
        patterns=any_of(
            r"(?:own|private|personal|home) (?:laptop|computer|phone|usb stick|e-?mail|device|"
            r"pc)\b",
            r"(?:ordinary|plain|normal|unencrypted|open|simple) (?:e-?mail|mail)\b",
            r"any (?:online |free |public )?(?:tool|ai|chatbot|translator|app) you (?:like|want|"
            r"wish)",
        ),
        around=_ASIDE,
    ),
)
SELECTION = (
    Wording(
        patterns=any_of(
            r"(?:not|n't|n\u2019t|no|nobody|no one|without)\b[^.;\n]{0,40}\b(?:near|close to|past|"
            r"approaching|beyond|before|about to)? ?(?:the )?(?:pension|retirement)(?: "
            r"age)?\b(?! (?:fund|"
            r"scheme|plan|insur|benefit|system|home))",
            r"(?:full of|looking for|want|need|only|prefer) (?:young |real )?digital natives",
            rf"(?:(?:take|leave|sort|filter|weed|screen|keep) out|exclude|skip|pass over|rule out|"
            rf"drop|reject|don't (?:send|invite|put forward)|rather not|"
            rf"no)\b[^.;\n]{{0,60}}?\b{_GROUP}",
            r"(?:foreign|strange|ethnic|african|arabic|turkish|slavic|difficult)[- ](?:sounding "
            r")?names?\b"
            r"(?= (?:don't|do not|need|are not|go)|[^.;\n]{0,30}\b(?:callers|customers|clients)\b)",
            r"(?:passport|citizen\w*|nationality|german|british|french|american|swiss|austrian)\b"
            r" (?:from|by|since) birth\b",
            r"(?:man|woman|lady|girl|guy|gentleman|lad|mum)\b[^.;\n]{0,20}\b(?:in (?:his|her|"
            r"the) (?:best|"
            r"prime)|up to \d\d\b|under \d\d\b|below \d\d\b)",
            rf"{_FAITH} like (?:us|the rest|everyone|all of us|me)\b",
            r"(?:tell|state|say|ask|let us know|write|mention)\b[^.;\n]{0,60}\b(?:is (?:married|"
            r"single|"
            r"pregnant)|(?:plans?|wants?) (?:to have )?(?:children|kids|a family)|which (?:church|"
            r"religion|faith|party)|what (?:religion|faith|caste))\b",
            r"full[- ]?(?:body|length) (?:photo|picture|shot)",
            r"(?:pretty|slim|good-looking|attractive|handsome|curvy|blonde),? (?:[a-z]+ "
            r")?(?:lady|girl|"
            r"woman|man|young|face|hostess)\b",
        ),
        silent=any_of(
            r"(?:regardless|irrespective|equal opportunit\w+|welcome|encouraged|respondents?|"
            r"survey|"
            r"patients?|pupils|beneficiar\w+|clothing|the law allows|discriminat\w+)"
        )[0],
    ),
)
EVASION = (
    Wording(
        patterns=any_of(
            r"(?:don't|do not|don\u2019t|needn't|without) (?:have to |need to |having to "
            r")?pay(?:ing)? "
            r"(?:any |the )?(?:social (?:insurance|security)|tax(?:es)?|vat|holiday|benefits|"
            r"contributions)\b",
        )
    ),
)
