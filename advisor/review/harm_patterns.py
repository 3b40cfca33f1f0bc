"""Harm by deceit: fakes, spam, scraping, copying."""

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
_FAKE = HarmRule(
    code="fake-accounts-or-reviews",
    message="This asks for fake accounts, reviews or followers. They break the platforms' terms, "
    "and fake reviews break consumer law in many countries; accounts get closed and you may be "
    "fined.",
    lawful_way="Use one verified business account on each platform, advertise there, and ask real "
    "customers for honest reviews.",
    hints=tuple(
        "review rating testimonial account profile channel page follower like upvote comment "
        "subscriber backlink identit persona stars pos recommend vote".split()
    ),
    patterns=any_of(
        r"(?:fake|invented|bogus|phon(?:e)?y|made-up|untrue) (?:[\w'-]+ "
        r"){0,4}?(?:reviews?|testimonials?|ratings?|recommendations|stars|accounts?|profiles?|"
        r"followers|likes|upvotes|"
        r"comments)\b",
        r"(?:paid|bought) (?:(?:five|5)-star |positive |good |google |amazon |yelp )*(?:reviews|"
        r"ratings|testimonials|followers|likes)\b(?<! had paid reviews)",
        r"(?:reviews?|ratings?|testimonials?|comments) (?:[\w'-]+ ){0,6}?(?:pretend\w*|as if "
        r"(?:they|"
        r"you)|(?:that|which) (?:are|look|sound|seem) (?:real|genuine)|from (?:invented|different|"
        r"several|various|fake|made-up|your own|vpn) |in the name of|under (?:invented|different|"
        r"false|"
        r"made-up|female|local) names?)",
        r"(?:write|post|leave|give|publish|produce)(?:ing)? (?:[\w'-]+ ){0,4}?(?:reviews?|ratings?|"
        r"testimonials?)\b[^.;\n]{0,80}\b(?:as (?:if|a guest|a customer|guests|customers)|"
        r"different "
        r"(?:accounts?|names|devices|ips?)|from your (?:friends|own)|without having|who never|"
        r"never "
        r"(?:stayed|bought|used|ate))\b",
        rf"(?:create|creating|creation of|open|opening|register|registering|set ?up|setting up|"
        rf"make|"
        rf"making|sign(?:ing)? up|generate|buy|buying) (?:for )?(?:about |up to |"
        rf"at least )?{_MANY} "
        rf"(?:[\w'-]+ ){{0,2}}?(?:{_NETWORK} )+(?:accounts?|profiles?|channels?|pages?)\b",
        r"(?:create|creating|open|register|set ?up|make|generate|buy|use) (?:[\w'-]+ ){0,3}"
        r"(?:fake|dummy|sock ?puppet|bot|burner|phoney|phony) (?:[\w'-]+ ){0,2}?(?:accounts?|"
        r"profiles?|"
        r"identit\w+|personas)\b",
        r"(?:fake|made-up|invented|paid-for|bogus|phony) (?:[\w'-]+ ){0,3}?(?:reviews?|"
        r"testimonials?|ratings?"
        r"|accounts|profiles|followers|likes|upvotes|comments)\b",
        r"(?:write|post|leave|get|buy|give|publish|produce|need|add)(?:ing)? (?:us )?(?:[\w'-]+ "
        r"){0,2}?"
        r"(?:\d+|5[- ]star|five[- ]star|positive|glowing|hundreds of|dozens of) (?:[\w'-]+ ){0,3}?"
        r"(?:reviews?|testimonials?|ratings?)\b(?=[^.;\n]{0,80}\b(?:google|yelp|amazon|trustpilot|"
        r"tripadvisor|different|accounts?|as if|customers?|profiles?|names|app store|our|"
        r"listing|page))",
        r"reviews? (?:from|under|with|using) (?:different|multiple|various|several|fake|"
        r"made-up) (?:\w+ )?"
        r"(?:accounts?|names|profiles|ips?)\b",
        r"(?:write|post|leave|publish)(?:ing)? (?:[\w'-]+ ){0,2}?reviews? (?:for|of|about|"
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

_COPYING = HarmRule(
    code="plagiarism",
    message="This asks to copy what belongs to others. It breaks copyright, and search engines put "
    "copied text last.",
    lawful_way="Have new text, pictures or code made; use others' work as a reference for what you "
    "like, or buy a licence.",
    hints=tuple(
        "competitor rival other site amazon google net pinterest web shop app page copyscape "
        "plagiar turnitin detect watermark pirated cracked nulled thesis dissertation exam "
        "assignment homework their article compan firm".split()
    ),
    patterns=any_of(
        r"(?:copy|copying|steal|reuse|take|lift|clone|rip|"
        r"duplicate)(?:ing)? (?:[\w'-]+ ){0,3}?(?:texts?|content|"
        r"articles?|descriptions?|images?|photos?|pictures|code|designs?|copy|pages?|posts?|"
        r"logo|website|"
        r"listings?|blog)\b[^.;\n]{0,30}\b(?:from|of) (?:[\w'-]+ ){0,3}?(?:competitors?|rivals?|"
        r"other (?:web)?"
        r"sites?|another (?:company|site|website|shop|firm)|their|amazon)\b",
        r"(?:copy|copying|steal|stealing|clone|rip off|duplicate|"
        r"plagiari[sz]e)(?:ing)? (?:[\w'-]+ ){0,3}?"
        r"(?:competitors?|rivals?|another (?:company|site|shop|firm))(?:'s|\u2019s|s'|s\u2019|"
        r"s)?\b(?! (?:list|"
        r"prices?|names))",
        r"(?:reword|rewrite|re-?phrase|spin|paraphras\w+|"
        r"tweak)(?:ing)? (?:[\w'-]+ ){0,4}?(?:competitors?|rivals?|"
        r"other (?:people's |web)?sites?|existing articles)(?:'s|\u2019s|s'|"
        r"s\u2019)?\b[^.;\n]{0,60}",
        r"(?:use|take|copy|reuse|paste) (?:\w+ )?(?:texts?|content|descriptions|pictures|photos|"
        r"images) "
        r"(?:of|from|on) (?:[\w'-]+ ){0,2}?(?:competitors?|rivals?|amazon|google|other "
        r"(?:web)?sites|"
        r"the internet|pinterest)\b",
        r"(?:copy|clone) (?:this|that|their) (?:web)?(?:site|shop|app|page)\b(?! to)",
        r"(?:pictures|images|photos|texts?) (?:that )?(?:you )?(?:find|found) (?:on|in) (?:google|"
        r"the (?:inter)?net|the web|pinterest|other (?:web)?sites)\b",
        r"(?:pass|passes|passing|get|slip) (?:[\w'-]+ ){0,3}?(?:past |through )?(?:copyscape|"
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
    hints=tuple(
        "scrap crawl harvest extract pull collect log captcha limit paywall anti ban bot "
        "block".split()
    ),
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
        r"log(?:ging)? in(?:to| to)? (?:[\w'-]+ ){0,2}?(?:competitors?|rivals?)(?:'s|\u2019s|s'|"
        r"s\u2019)? "
        r"[^.;\n]{0,60}\b(?:download|copy|export|extract|collect|scrape|get)\b",
        r"(?:bypass|gets? (?:around|past)|circumvent|evade|"
        r"solve)(?:ing)? (?:[\w'-]+ ){0,3}?(?:captchas?|rate limits?|"
        r"paywalls?|anti-?bot|log-?in (?:wall|page)|ip bans?|bot detection|blocks?)\b",
        r"scrap(?:e|ing) (?:[\w'-]+ ){0,5}?(?:linkedin|facebook|instagram)(?: (?:profiles?|groups?|"
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
    hints=tuple(
        "bought purchas rent scrap harvest acquir buy subscribed opted mass bulk blast "
        "unsolicited spam agreed signed consented asked".split()
    ),
    patterns=any_of(
        r"(?:bought|purchased|rented|scraped|harvested|acquired) (?:[\w'-]+ ){0,3}?(?:(?:e-?mail|"
        r"mailing|contact|"
        r"lead|phone|address)(?:ing)? )?(?:lists?|databases?|addresses|contacts|e-?mails|"
        r"numbers)\b",
        r"(?:buy|purchase|scrap|harvest|rent)(?:e|ing)? (?:[\w'-]+ ){0,4}?(?:(?:e-?mail|mailing|"
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
        r"(?:send|sending) (?:[\w'-]+ ){0,3}?(?:unsolicited|spam) (?:\w+ )?(?:e-?mails?|messages?|"
        r"sms|mail)\b",
        r"(?:e-?mail|message|mail|sms|call)s? (?:to )?(?:[\w'-]+ ){0,3}?(?:who|"
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

DECEIT = (_FAKE, _SPAM, _SCRAPING, _COPYING)
