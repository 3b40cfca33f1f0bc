"""Harm by deceit and carelessness: fakes, secrets, data in the open, spam, scraping, copying."""

import re

from advisor.review.harm_rules import HarmRule, any_of

_MANY = (
    r"(?:\d{1,5}(?:,\d{3})?(?:\+| or more)?|hundreds of|dozens of|thousands of|multiple|many|bulk|"
    r"several|ten|twenty|fifty|a hundred|lots of)"
)
_NETWORK = (
    r"(?:instagram|facebook|tiktok|twitter|x|youtube|google|gmail|linkedin|reddit|pinterest|"
    r"snapchat|amazon|yelp|tripadvisor|trustpilot|social media|telegram|whatsapp|discord|quora|"
    r"e-?mail|user|dummy|seller|fiverr|upwork|craigslist|ebay|threads)"
)
_KEYS = r"(?:passwords?|log-?ins?|credentials|api keys?|secrets?|pins?|access keys?|pass-?phrases?)"
_SHEET = (
    r"(?:spread ?sheets?|excel(?: (?:file|sheet))?|google (?:sheets?|docs?)|sheets?|e-?mails?|"
    r"slack|"
    r"whatsapp|chat|word (?:file|document)|text (?:file|message)|notepad|shared doc\w*|sms|"
    r"telegram|"
    r"trello|notion|(?<=by )mail|csv|plain text|attachment)"
)
_PERSONAL = (
    r"(?:(?:customers?|clients?|patients?|personal|employees?|staff|members?|donors?|users?|"
    r"payroll|"
    r"salary|medical|health|guest|students?|children's|hr)(?:'s|\u2019s|s')? "
    r"(?:data|details|records|information|lists?|files?|names|addresses|database|history|e-?mails)|"
    r"payroll|passports?|bank details|social security numbers|medical records|date of birth)"
)
_OPEN = (
    r"(?:public(?:ly)? (?:link|folder|url|drive|repo\w*|trello|board|channel|server|site|"
    r"website|available|accessible|google|dropbox|bucket)|"
    r"anyone with (?:the|a) link|open to (?:all|everyone|anyone)|shared with (?:everyone|anyone)|"
    r"open (?:google |dropbox |shared )?(?:folder|link|drive|sheet)|"
    r"shared (?:folder|drive|login)[^.;\n]{0,20} (?:open to|for) (?:all|everyone|anyone)|"
    r"open (?:ftp|server|bucket|port)|unprotected|without (?:a )?password|no password)"
)
_FAKE = HarmRule(
    code="fake-accounts-or-reviews",
    message="This asks for fake accounts, reviews or followers. They break the platforms' terms, "
    "and fake reviews break consumer law in many countries; accounts get closed and you may be "
    "fined.",
    lawful_way="Use one verified business account on each platform, advertise there, and ask real "
    "customers for honest reviews.",
    patterns=any_of(
        rf"(?:create|creating|creation of|open|opening|register|registering|set ?up|setting up|"
        rf"make|"
        rf"making|sign(?:ing)? up|generate|buy|buying) (?:for )?(?:about |up to |"
        rf"at least )?{_MANY} "
        rf"(?:\w+ ){{0,2}}?(?:{_NETWORK} )+(?:accounts?|profiles?|channels?|pages?)\b",
        r"(?:create|creating|open|register|set ?up|make|generate|buy|use) (?:\w+ ){0,3}"
        r"(?:fake|dummy|sock ?puppet|bot|burner|phoney|phony) (?:\w+ ){0,2}?(?:accounts?|"
        r"profiles?|"
        r"identit\w+|personas)\b",
        r"(?:fake|made-up|invented|paid-for|bogus|phony) (?:\w+ ){0,3}?(?:reviews?|"
        r"testimonials?|ratings?"
        r"|accounts|profiles|followers|likes|upvotes|comments)\b",
        r"(?:write|post|leave|get|buy|give|publish|produce|need|add)(?:ing)? (?:us )?(?:\w+ ){0,2}?"
        r"(?:\d+|5[- ]star|five[- ]star|positive|glowing|hundreds of|dozens of) (?:\w+ ){0,3}?"
        r"(?:reviews?|testimonials?|ratings?)\b(?=[^.;\n]{0,80}\b(?:google|yelp|amazon|trustpilot|"
        r"tripadvisor|different|accounts?|as if|customers?|profiles?|names|app store|our|"
        r"listing|page))",
        r"reviews? (?:from|under|with|using) (?:different|multiple|various|several|fake|"
        r"made-up) (?:\w+ )?"
        r"(?:accounts?|names|profiles|ips?)\b",
        r"(?:write|post|leave|publish)(?:ing)? (?:\w+ ){0,2}?reviews? (?:for|of|about|"
        r"on) (?:our|google|"
        r"amazon|the listing)\b(?! competitors)(?=[^.;\n]{0,80}\b(?:as if|pretend\w*|refund\w*|"
        r"products?|"
        r"shop|like a customer|as a customer))",
        r"(?:upvote|like|vote|comment)\b[^.;\n]{0,40}\b(?:network|army|farm) of accounts\b",
        r"pos(?:e|ing) as (?:a |real |our |happy |satisfied )*(?:customers?|buyers?|guests?|"
        r"clients?)"
        r"\b(?=[^.;\n]{0,80}\b(?:review|rat|comment|post|recommend|forum))",
        r"(?:buy|purchase|sell)(?:ing)? (?:[\w,+]+ ){0,3}(?:followers|likes|upvotes|reviews|"
        r"subscribers|"
        r"backlinks from fake)\b",
    ),
    silent=re.compile(
        r"\b(?:test (?:accounts?|users?)|staging|sandbox|mailbox(?:es)?|"
        r"e-?mail accounts? for (?:our|the) "
        r"(?:new )?(?:staff|employees|team)|for (?:each|every|all) (?:employee|of our staff)|"
        r"our \d+ "
        r"(?:employees|staff|branches|stores)|(?:followers|reviews) (?:from|by) real)\b",
        re.IGNORECASE,
    ),
)

_SECRETS = HarmRule(
    code="passwords-unsafe",
    message="This puts passwords or keys where others can read them. Whoever opens the file or the "
    "mail has your accounts.",
    lawful_way="Share access through a password manager or named accounts with their own rights "
    "and "
    "two-factor sign-in, and take it back at the end.",
    patterns=any_of(
        rf"(?:save|store|keep|put|record|list|document|track|write|log|collect|enter|send|share|"
        rf"e-?mail|"
        rf"provide|add|paste|return|deliver|post|get|receive|give|find|message)(?:s|d|ed|ing|t)?\b"
        rf"[^.;!?]{{0,50}}\b{_KEYS}\b[^.;!?]{{0,40}}?\b(?:in|into|on|to|by|via|through|over|"
        rf"as|inside|"
        rf"using|from) (?:\w+ ){{0,4}}?{_SHEET}\b",
        rf"{_KEYS}\b[^.;!?]{{0,30}}\b(?:is|are|will be|kept|stored|saved|sent|shared|listed|"
        rf"found|go|"
        rf"in)\b[^.;!?]{{0,25}}?\b(?:in|by|via|on|over|into|through) (?:\w+ ){{0,4}}?{_SHEET}\b",
        rf"{_SHEET} (?:with|of|containing|listing|that holds|holding|for|full of) (?:\w+ ){{0,3}}?"
        rf"{_KEYS}\b",
        rf"(?:e-?mail|text|whatsapp|slack|message|dm) (?:us|me|you|them|him|her) (?:\w+ ){{0,4}}?"
        rf"{_KEYS}\b",
        r"shar(?:e|ed|ing) (?:one|a single|the same|my|our) (?:\w+ ){0,2}?"
        r"(?:passwords?|log-?in)\b",
    ),
    silent=re.compile(
        r"\b(?:password managers?|1password|bitwarden|lastpass|keepass|vaults?|encrypted|"
        r"reset (?:link|"
        r"e-?mail)|forgot(?:ten)? password|password reset|the (?:app|site|system|page)|"
        r"users? (?:can|"
        r"may|must)|single sign|sso)\b",
        re.IGNORECASE,
    ),
)

_DATA = HarmRule(
    code="personal-data-exposed",
    message="This puts personal data in the open. Data protection law holds you liable for it, "
    "also "
    "when a vendor does it for you.",
    lawful_way="Give named people access for as long as they need it, test with invented or masked "
    "data, and sign data processing terms first.",
    patterns=any_of(
        rf"{_PERSONAL}\b[^.;!?]{{0,90}}?\b{_OPEN}\b",
        rf"{_OPEN}\b[^.;!?]{{0,90}}?\b{_PERSONAL}\b",
        r"(?:real|actual|live|genuine|production) (?:customers?|clients?|patients?|users?|personal|"
        r"employees?|member|donor|payroll)(?:'s|\u2019s|s'|s\u2019)? (?:data|records|details|"
        r"information|"
        r"lists?|accounts|database|files|dump)\b[^.;!?]{0,50}?\b(?:test|tests|testing|demo|"
        r"trial|samples?|staging|sandbox|"
        r"practise|practice|training)\b",
        r"(?:test|tests|testing|demo|trial|staging|sandbox)\b[^.;!?]{0,40}?\b(?:with|using|on|"
        r"against|uses?|"
        r"contains?|load|loads) (?:\w+ ){0,2}?(?:real|actual|live|genuine|production|"
        r"our(?: \w+)?) (?:customers?|clients?|"
        r"patients?|users?|personal|employees?|member|donor|payroll)(?:'s|\u2019s|s'|"
        r"s\u2019)? (?:data|"
        r"records|details|information|lists?|accounts|database|files)\b",
    ),
    silent=re.compile(
        r"\b(?:anonymi[sz]ed|masked|synthetic|invented|dummy|pseudonymi[sz]ed|publicly available "
        r"(?:contact )?(?:data|information|sources)|data breach|if\b[^.]{0,40}\bexposed)\b",
        re.IGNORECASE,
    ),
)

_COPYING = HarmRule(
    code="plagiarism",
    message="This asks to copy what belongs to others. It breaks copyright, and search engines put "
    "copied text last.",
    lawful_way="Have new text, pictures or code made; use others' work as a reference for what you "
    "like, or buy a licence.",
    patterns=any_of(
        r"(?:copy|copying|steal|reuse|take|lift|clone|rip|"
        r"duplicate)(?:ing)? (?:\w+ ){0,3}?(?:texts?|content|"
        r"articles?|descriptions?|images?|photos?|pictures|code|designs?|copy|pages?|posts?|"
        r"logo|website|"
        r"listings?|blog)\b[^.;\n]{0,30}\b(?:from|of) (?:\w+ ){0,3}?(?:competitors?|rivals?|"
        r"other (?:web)?"
        r"sites?|another (?:company|site|website|shop|firm)|their|amazon)\b",
        r"(?:copy|copying|steal|stealing|clone|rip off|duplicate|"
        r"plagiari[sz]e)(?:ing)? (?:\w+ ){0,3}?"
        r"(?:competitors?|rivals?|another (?:company|site|shop|firm))(?:'s|\u2019s|s'|s\u2019|"
        r"s)?\b(?! (?:list|"
        r"prices?|names))",
        r"(?:reword|rewrite|re-?phrase|spin|paraphras\w+|"
        r"tweak)(?:ing)? (?:\w+ ){0,4}?(?:competitors?|rivals?|"
        r"other (?:people's |web)?sites?|existing articles)(?:'s|\u2019s|s'|"
        r"s\u2019)?\b[^.;\n]{0,60}",
        r"(?:use|take|copy|reuse|paste) (?:\w+ )?(?:texts?|content|descriptions|pictures|photos|"
        r"images) "
        r"(?:of|from|on) (?:\w+ ){0,2}?(?:competitors?|rivals?|amazon|google|other (?:web)?sites|"
        r"the internet|pinterest)\b",
        r"(?:copy|clone) (?:this|that|their) (?:web)?(?:site|shop|app|page)\b(?! to)",
        r"(?:pictures|images|photos|texts?) (?:that )?(?:you )?(?:find|found) (?:on|in) (?:google|"
        r"the (?:inter)?net|the web|pinterest|other (?:web)?sites)\b",
        r"(?:pass|passes|passing|get|slip) (?:\w+ ){0,3}?(?:past |through )?(?:copyscape|"
        r"plagiarism|turnitin|ai "
        r"detect\w+)\b(?=[^.;\n]{0,60}\b(?:copied|reword|rewrit|spun))",
        r"(?:remove|removing|crop out|strip|edit out)(?: \w+){0,2} watermarks?\b",
        r"(?:pirated|cracked|nulled) (?:\w+ )?(?:software|themes?|plugins?|copies|copy|"
        r"licen[cs]es?|version)",
        r"(?:write|do|complete|take)(?:ing)? (?:my|his|her|their|the) (?:\w+ )?(?:thesis|"
        r"dissertation|exam|"
        r"university assignment|homework)\b",
    ),
    silent=re.compile(
        r"\b(?:our (?:own|old|existing|current)|hard cop(?:y|ies)|with (?:their|"
        r"written) permission|"
        r"licen[cs]ed? from)\b",
        re.IGNORECASE,
    ),
)

_SCRAPING = HarmRule(
    code="scraping-behind-login",
    message="This asks to scrape pages behind a login or a block. It breaks the site's terms and "
    "may "
    "break computer misuse and data protection law.",
    lawful_way="Use the site's official interface or a licensed data set, or ask its owner; "
    "collect "
    "only what is public and allowed.",
    patterns=any_of(
        r"(?:scrap(?:e|es|ed|er|ing)|crawl(?:s|ed|er|ing)?|harvest(?:s|ed|ing)?|extract(?:s|ed|"
        r"ing)?|pull(?:s|ing)?"
        r"|collect(?:s|ing)?)\b[^.;!?\n]{0,90}?\b(?:behind (?:a|the|their) (?:log-?in|paywall|"
        r"sign-?in|member\w*"
        r")|logged[- ]in|members[- ]only|after logging in|with (?:a |our |your |fake |"
        r"dummy )*(?:account|"
        r"log-?in)s?|by logging in|bypass\w*|captchas?|without (?:getting )?(?:blocked|banned|"
        r"caught|"
        r"permission|being (?:blocked|banned|caught|detected))|(?:private|closed|"
        r"secret) (?:\w+ )?(?:profiles?|groups?))\b",
        r"log(?:ging)? in(?:to| to)? (?:\w+ ){0,2}?(?:competitors?|rivals?)(?:'s|\u2019s|s'|"
        r"s\u2019)? "
        r"[^.;\n]{0,60}\b(?:download|copy|export|extract|collect|scrape|get)\b",
        r"(?:bypass|gets? (?:around|past)|circumvent|evade|"
        r"solve)(?:ing)? (?:\w+ ){0,3}?(?:captchas?|rate limits?|"
        r"paywalls?|anti-?bot|log-?in (?:wall|page)|ip bans?|bot detection|blocks?)\b",
        r"scrap(?:e|ing) (?:\w+ ){0,5}?(?:linkedin|facebook|instagram)(?: (?:profiles?|groups?|"
        r"members?|"
        r"users?|sales navigator))?\b",
    ),
    silent=re.compile(
        r"\b(?:our own (?:site|portal|system|account)|with permission)\b", re.IGNORECASE
    ),
)

_SPAM = HarmRule(
    code="spam",
    message="This sends mail or messages to people who never agreed. Most countries forbid it, and "
    "your domain gets blocked.",
    lawful_way="Write to people who signed up or are customers, with a way to unsubscribe; win "
    "others "
    "by advertising and content.",
    patterns=any_of(
        r"(?:bought|purchased|rented|scraped|harvested|acquired) (?:\w+ ){0,3}?(?:(?:e-?mail|"
        r"mailing|contact|"
        r"lead|phone|address)(?:ing)? )?(?:lists?|databases?|addresses|contacts|e-?mails|"
        r"numbers)\b",
        r"(?:buy|purchase|scrap|harvest|rent)(?:e|ing)? (?:\w+ ){0,4}?(?:(?:e-?mail|mailing|"
        r"contact|"
        r"phone|address)(?:ing)? (?:lists?|databases?|addresses|numbers)|e-?mails|leads? lists?)\b",
        r"(?:lists?|databases?|addresses|numbers|contacts) (?:that |which )?(?:we |i |"
        r"you )?(?:have |had )?"
        r"(?:bought|purchased|rented|scraped|harvested)\b",
        r"(?:even|also)(?: to)? (?:if|when|though|"
        r"those who)(?: they)?(?: have)? (?:unsubscribed|opted out)\b",
        r"(?:mass|bulk|blast)[- ](?:unsolicited )?(?:e-?mail|mail|message|dm|sms|whatsapp)(?:s|"
        r"ing)?\b"
        r"(?=[^.;\n]{0,60}\b(?:strangers|cold|bought|scraped|unsolicited|never|anyone|\d{2,},?000|"
        r"random|harvested))",
        r"(?:send|sending) (?:\w+ ){0,3}?(?:unsolicited|spam) (?:\w+ )?(?:e-?mails?|messages?|"
        r"sms|mail)\b",
        r"(?:e-?mail|message|mail|sms|call)s? (?:to )?(?:\w+ ){0,3}?(?:who|"
        r"that) (?:have )?(?:never|not|did "
        r"not|didn't|didn\u2019t) (?:\w+ )?(?:opted|agreed|signed|consented|subscribed|asked)\b",
        r"(?:spam (?:filters?)? ?(?:bypass|evasion)|(?:bypass|avoid|evade|"
        r"get past) (?:the )?spam filters?)\b",
    ),
    silent=re.compile(
        r"\b(?:who (?:have )?opted in|opt-in only|with consent|who signed up|(?:buy|"
        r"purchase)\b[^.;]{0,30}\b(?:contacts? "
        r"lenses|shopping lists?|materials? lists?|parts lists?)|our (?:suppliers?|procurement)|"
        r"(?:not|never|no|don't|don\u2019t|do not|without|nor|must not)\b[^.;]{0,60}\b(?:bought|"
        r"buy|"
        r"purchased?|rented|scraped?|harvest\w*|unsolicited|spam|mass|bulk|cold))\b",
        re.IGNORECASE,
    ),
    negation_inside=True,
)

DECEIT = (_FAKE, _SECRETS, _DATA, _SPAM, _SCRAPING, _COPYING)
