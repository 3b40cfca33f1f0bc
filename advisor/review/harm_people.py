"""Harm to people who work: unpaid work, evaded tax and labour law."""

import re

from advisor.review.harm_rules import HarmRule, any_of

_GENERAL_BUYER = r"(?:free|unpaid|without pay(?:ment)?|at no (?:cost|charge)|on spec)"

_UNPAID = HarmRule(
    code="unpaid-work",
    message="This asks for real work without pay. Good vendors walk away, and unpaid work breaks "
    "labour law in many places.",
    lawful_way="Pay for a short trial task at the normal rate, or choose by earlier work and "
    "references.",
    hints=tuple(
        "free unpaid pay paid spec cost charge compensation expense nothing exposure equity".split()
    ),
    patterns=any_of(
        rf"{_GENERAL_BUYER} (?:[\w'-]+ ){{0,2}}?(?:trial|test|sample|mock-?ups?|pilot|spec work|"
        rf"draft|"
        rf"probation|internship|concepts?|designs?|logo|article|translation|"
        rf"work)\b(?=[^.;\n]{{0,80}}\b"
        rf"(?:first|before|to (?:prove|show|see|win|apply|be considered)|from (?:each|all|"
        rf"every)|applicants?|"
        rf"candidates?|will be (?:used|ours|published)|we (?:will|may|can)|required|task|week|"
        rf"day|month|"
        rf"period|project|of))",
        r"unpaid (?:[\w'-]+ ){0,2}?(?:trial|test|sample|work|internship|probation|tasks?|week|"
        r"month|"
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
        r"(?:first|initial|trial) (?:[\w'-]+ ){1,3}(?:is|are|will be|must be|for|"
        r"at) (?:an? )?(?:unpaid|free\b(?! of)|"
        r"free of charge|not (?:be )?paid|no pay|no charge|no cost)",
        r"(?:work|do|complete|deliver|submit|produce|design|write|build|translate)\b[^.;\n]{0,60}"
        r"\b(?:for free|without (?:pay|payment|compensation)|free of charge|"
        r"on spec)\b(?=[^.;\n]{0,80})",
        r"(?:spec work|on spec\b|speculative (?:work|designs?|pitch))",
        r"(?:paid|pay|payment) (?:only )?(?:in|with|by) (?:exposure|equity only|experience)\b",
        r"(?:only (?:the winner|the winning|the best|one)|"
        r"we (?:only )?pay (?:only )?(?:the winner|for the "
        r"(?:one|design|logo))) (?:[\w'-]+ ){0,4}?(?:is|gets|will be|be|we)(?: get)? (?:paid|pick|"
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
        r"interest on|parking|paid (?:trial|test)|free trial (?:of|for|version|period of) (?:the "
        r"|our )?"
        r"(?:software|app|product|service|users?|customers?)|(?:subscribers?|customers?) see)\b|"
        r"\b(?:not|never|no|nobody|don't|don\u2019t|won't|will not)\b[^.;]{0,50}\b(?:unpaid|"
        r"free|spec|"
        r"without pay)|\b(?:wrong|faults?|poor|late|missed)\b",
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
    hints=tuple(
        "off cash invoice receipt paperwork book table money undeclared tax vat social insurance "
        "wage law benefit holiday withholding contractor freelancer self-employed upwork "
        "fiverr platform permit visa contract".split()
    ),
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

PEOPLE = (_UNPAID, _EVASION)
