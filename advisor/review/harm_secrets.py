"""Harm by carelessness: passwords where others read them, personal data in the open."""

import re

from advisor.review.harm_rules import HarmRule, any_of

_KEYS = r"(?:passwords?|log-?ins?|credentials|api keys?|secrets?|pins?|access keys?|pass-?phrases?)"
_SHEET = (
    r"(?:spread ?sheets?|excel(?: (?:file|sheet))?|google (?:sheets?|docs?)|sheets?|e-?mails?|"
    r"slack|"
    r"whatsapp|chat|word (?:file|document)|text (?:file|message)|notepad|shared doc\w*|sms|"
    r"telegram|"
    r"trello|notion|(?<=by )mail|csv|plain text|attachment)"
)
# Words that make a list one of people, wherever in the paragraph they stand.
_ABOUT_PEOPLE = re.compile(
    r"\b(?:names?,|passport|asylum|health (?:notes|data|records)|medical|diagnos\w+|patients?|"
    r"date of "
    r"birth|birth dates?|social security|ssns?|home addresses|present address|bank (?:details|"
    r"account)"
    r"|payroll|salar(?:y|ies)|children|donors?|families|phone numbers|telephone numbers|personal "
    r"data|"
    r"(?:list|table|database|register|sheet|file|records?|details|data) of (?:all |our |the )*"
    r"(?:clients?|customers?|members?|guests?|pupils?|students?|employees|staff|volunteers|tenants|"
    r"residents|applicants|users|subscribers)|"
    r"(?:client|customer|member|guest|pupil|student|employee|staff|tenant|resident|applicant) "
    r"(?:list|table|database|register|sheet|file|records?|details|data))\b",
    re.IGNORECASE,
)
_PERSONAL = (
    r"(?:(?:customers?|clients?|patients?|personal|employees?|staff|members?|donors?|users?|"
    r"payroll|"
    r"salary|medical|health|guest|students?|children's|hr)(?:'s|\u2019s|s')? "
    r"(?:data|details|records|information|lists?|files?|names|addresses|database|history|e-?mails)|"
    r"payroll|passports?|bank details|social security numbers|medical records|date of birth)"
)
_ANYONE = (
    r"(?:every ?(?:one|body)|any ?(?:one|body)|all|whoever|(?:all|every) (?:\w+ )?(?:volunteers?|"
    r"staff|"
    r"members?|users?)|the public|the world)"
)
_PAPER = (
    r"(?:lists?|tables?|sheets?|spreadsheets?|files?|folders?|documents?|database|register|"
    r"records?|"
    r"drive|it|they|board|export|bucket|backup)"
)
_BARE_LINK = (
    rf"{_ANYONE} (?:who (?:has|have|gets|knows)|having|with|that has|in possession of) (?:the|a|"
    rf"this) "
    rf"(?:link|address|url)",
    rf"{_PAPER},? (?:of (?:\w+ ){{1,3}}?)?(?:is|are|stays?|can be|will be|should be|must be)(?: "
    rf"all)? (?:open|visible|"
    rf"readable|"
    rf"public|shared|accessible|seen|opened|editable|edited|read) (?:to|for|with|by) "
    rf"{_ANYONE}\b(?! "
    rf"(?:three|two|four|parties|sides|bidders))",
    rf"{_PAPER} (?:is|are|stays?|will be) (?:public|not protected|unprotected|open)\b(?= ?[.,;]|$)",
    r"(?:link|url) (?:is|stands|goes|was|will be) (?:posted |published |sent |also )?(?:in|on|"
    r"into|to) "
    r"(?:the|our|all) (?:[\w'\u2019]+ ){0,2}?(?:newsletter|website|web ?site|group|home ?page|"
    r"facebook|"
    r"volunteers|members)",
    r"(?:open|share|put|make|publish|leave)(?:s|d|ed)? (?:it|them|the (?:list|file|table|sheet|"
    r"folder))"
    r" (?:\w+ ){0,3}?(?:publicly|public|open (?:to|for) (?:all|every\w+|any\w+)|without (?:a )?"
    r"(?:password|log-?in))",
)
_OPEN = (
    r"(?:public(?:ly)? (?:link|folder|url|drive|repo\w*|trello|board|channel|server|site|"
    r"website|available|accessible|google|dropbox|bucket)|"
    r"anyone with (?:the|a) link|open to (?:all|everyone|anyone)|shared with (?:everyone|anyone)|"
    r"open (?:google |dropbox |shared )?(?:folder|link|drive|sheet)|"
    r"shared (?:folder|drive|login)[^.;\n]{0,20} (?:open to|for) (?:all|everyone|anyone)|"
    r"open (?:ftp|server|bucket|port)|unprotected|without (?:a )?password|no password)"
)
_SECRETS = HarmRule(
    code="passwords-unsafe",
    message="This puts passwords or keys where others can read them. Whoever opens the file or the "
    "mail has your accounts.",
    lawful_way="Share access through a password manager or named accounts with their own rights "
    "and "
    "two-factor sign-in, and take it back at the end.",
    hints=tuple(
        "pass login log-in log logs logg credential key secret pin pass-phrase pw admin".split()
    ),
    patterns=any_of(
        rf"(?:save|store|keep|put|record|list|document|track|write|log|collect|enter|send|share|"
        rf"e-?mail|"
        rf"provide|add|paste|return|deliver|post|get|receive|give|find|message)(?:s|d|ed|ing|t)?\b"
        rf"[^.;!?]{{0,50}}\b{_KEYS}\b[^.;!?]{{0,40}}?\b(?:in|into|on|to|by|via|through|over|"
        rf"as|inside|"
        rf"using|from) (?:[\w'-]+ ){{0,4}}?{_SHEET}\b",
        rf"{_KEYS}\b(?: \([^)]{{0,80}}\))?[^.;!?]{{0,60}}\b(?:is|are|live|lives|stand|stands|sit|"
        rf"sits|"
        rf"hang|hangs|lie|lies|go|goes|come|pinned|written|taped|posted|"
        rf"all)\b[^.;!?]{{0,25}}?\b(?:in|"
        rf"by|via|on|over|into|through|to|under|at the (?:top|bottom) of) (?:[\w'-]+ "
        rf"){{0,4}}?(?:{_SHEET}|"
        rf"(?:shared |google |dropbox |open |team )*(?:drive|dropbox|folder|wiki|channel|board|"
        rf"whiteboard|"
        rf"sticky notes?|post-?its?|monitor|keyboard|screen|notebook|signature|ticket|document|"
        rf"file|"
        rf"newsletter|group))\b",
        r"log(?:s|ging)?[- ]?in(?:to \w+)? (?:\w+ ){0,3}?as (?:me|him|her|us|the owner|my wife|"
        r"our boss)\b",
        r"(?:use|get|have|with|give you|share|receive|on) (?:my|our|the director's|the owner's|"
        r"one|the "
        r"same|a shared|a common|a single) (?:own |personal |shared |common |admin |general "
        r")?(?:log-?in|"
        r"password|account and password|username and password|admin account|credentials)\b(?! "
        r"(?:page|"
        r"form|screen|system|policy|manager|rules))",
        r"(?:shares?|uses?|has|have|with|under|through) (?:the same|one|a single|one common|one "
        r"shared) "
        r"(?:admin |shared |common |general |group )?(?:log-?in|password|user(?:name)? and "
        r"password)\b",
        r"(?:passwords?|pw|pin)(?: is| are|:|=) "
        r"?[\"'\u201c]?(?=[\w!@#$%&*?-]{5,24}\b)(?=\w*[A-Za-z])"
        r"[\w!@#$%&*?-]*\d[\w!@#$%&*?-]*",
        rf"no (?:need (?:for|of)|two[- ]factor|2fa|password manager)[^.;\n]{{0,40}}{_KEYS}\b",
        rf"{_KEYS}\b[^.;!?]{{0,30}}\b(?:is|are|will be|kept|stored|saved|sent|shared|listed|"
        rf"found|go|"
        rf"in)\b[^.;!?]{{0,25}}?\b(?:in|by|via|on|over|into|through) (?:[\w'-]+ "
        rf"){{0,4}}?{_SHEET}\b",
        rf"{_SHEET} (?:with|of|containing|listing|that holds|holding|for|full of) (?:[\w'-]+ "
        rf"){{0,3}}?"
        rf"{_KEYS}\b",
        rf"(?:e-?mail|text|whatsapp|slack|message|dm) (?:us|me|you|them|him|her) (?:[\w'-]+ "
        rf"){{0,4}}?"
        rf"{_KEYS}\b",
        r"shar(?:e|ed|ing) (?:one|a single|the same|my|our) (?:[\w'-]+ ){0,2}?"
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
    hints=tuple(
        "public anyone open share protected without test demo trial staging sandbox sampl "
        "practi training link url visible read accessible seen edit publish".split()
    ),
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
        r"contains?|load|loads) (?:[\w'-]+ ){0,2}?(?:real|actual|live|genuine|production|"
        r"our(?: \w+)?) (?:customers?|clients?|"
        r"patients?|users?|personal|employees?|member|donor|payroll)(?:'s|\u2019s|s'|"
        r"s\u2019)? (?:data|"
        r"records|details|information|lists?|accounts|database|files)\b",
    ),
    loose=any_of(*_BARE_LINK),
    around=_ABOUT_PEOPLE,
    silent=re.compile(
        r"\b(?:anonymi[sz]ed|masked|synthetic|invented|dummy|pseudonymi[sz]ed|publicly available "
        r"(?:contact )?(?:data|information|sources)|data breach|if\b[^.]{0,40}\bexposed)\b",
        re.IGNORECASE,
    ),
)

CARELESS = (_SECRETS, _DATA)
