"""Words that tell of decisions, changes and payments, and what makes them no event."""

import re
from dataclasses import dataclass

from advisor.domain.check_up import EventKind

_FLAGS = re.IGNORECASE


@dataclass(frozen=True, slots=True)
class EventWords:
    """What tells of one kind of event: `says` must occur, `unless` must not.

    `own_negation` is true where the pattern contains its negation ("still not delivered").
    """

    kind: EventKind
    says: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    own_negation: bool = False


def words(*parts: str) -> re.Pattern[str]:
    """One pattern of several wordings, each of whole words."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", _FLAGS)


_FEE = r"(?:prices?|fees?|retainer|(?:hourly|daily|day|monthly) rates?|rates|hourly|quote|charges?)"
_CHANGED = r"(?:rais\w+|increas\w+|put up|upped|cut|lower\w+|reduc\w+|dropp\w+|chang\w+)"
_ROLE = (
    r"(?:account manager|contact(?: person)?|project manager|pm|team lead|lead|developer|designer|"
    r"agent|bookkeeper|assistant|va|cleaner|supervisor|driver|editor|writer|tester|engineer|person|"
    r"manager|accountant|consultant|crew|team|specialist|buyer)"
)
DECISION = EventWords(
    "decision",
    words(
        r"(?:we|i|both|both sides|they|he|she|all|everyone|(?!(?:the|an?|as|our|their|this|that"
        r"|than|was|what|not|be) )(?-i:[A-Z])\w+)(?: (?:have|had|has|all|both|"
        r"also|then|finally|just|now|verbally|jointly|provisionally)| and (?:i|we|they)"
        r"|['\u2019]ve){0,2} (?:agreed|decided|approved|signed|settled on|opted|chose|resolved to"
        r"|accepted|shook hands|signed off)",
        r"(?:it )?(?:was|were|is|are|has been|have been) (?:agreed|decided|approved|signed)"
        r"(?: (?:that|to|by|on|off|today|yesterday))?",
        r"^\W*(?:agreed|decided|decision)(?! (?:level|target|report|date|scope|price|rate|list"
        r"|by))",
        r"^\W*(?:approved|signed)(?= (?:the|a|an|their|our|by|it|both|all|this|that|new|contract"
        r"|sow|nda|"
        r"off|today|yesterday|on|with|and|milestone|phase|stage|draft|design)\b|[,:.;!]|$)",
        r"(?:call|meeting|review)[^.;]{0,40}?[:,-] (?:agreed|decided|approved)",
        r"(?:contract|sow|nda|agreement|statement of work|dpa|amendment|order form|offer|quote|"
        r"proposal|budget|plan|design|brief|scope)(?: (?:is|was|has been|got|now|finally))* "
        r"(?:signed|approved|agreed|accepted|countersigned|signed off)",
        r"(?:gave|got|have|given)(?: \w+)? (?:the )?(?:go-?ahead|green light|sign-?off)",
        r"(?:milestone|phase|stage|draft|design|release|mock-?ups?|version)(?: \w+)? (?:was |is "
        r"|has been )?"
        r"(?:approved|signed off|accepted)",
        r"(?:fee|price|rate|terms|dates?|deadline|hours|discount|credit) agreed",
        r"and (?:agreed|decided|approved|signed)(?: (?:on|to|that|with|the|a|their|our|for))",
        r"(?:we|i) (?:go|went) ahead with",
        r"^\W*(?:chose|picked|accepted|rejected|turned down)(?= (?:the|a|an|their|option|quote"
        r"|plan|(?-i:[A-Z])))",
        r"went with (?:option|the|plan|vendor|quote)[\w ]*",
    ),
    re.compile(
        r"\b(?:disagree\w*|signed (?:in|up|into|out|for (?:the|a) (?:parcel|package|delivery))|"
        r"undecided|than agreed|as agreed|what (?:was|we|they) agreed|agreed (?:level|target|"
        r"date|price|rate|scope|format|time)\b(?! (?:is|at|of))|to be (?:agreed|decided|signed|"
        r"approved)|yet to|chose not to (?:say|answer)|decided yet|agreed yet)\b",
        _FLAGS,
    ),
)
CHANGE = EventWords(
    "change",
    words(
        rf"{_CHANGED} (?:(?:their|the|our|its|his|her|my) )?(?:\w+ )?{_FEE}",
        rf"(?:their |the |our |new )?{_FEE}(?: (?:has|have|was|were|is|are|now))* (?:went|gone"
        rf"|goes) up",
        rf"(?:the|their|our) {_FEE}(?: (?:has|have|was|were|been))* (?:rais|increas|chang|lower"
        rf"|reduc"
        r"|cut|dropp|doubl|rose)\w*",
        rf"(?:new|higher|lower) {_FEE}(?: (?:is|of|from|applies|since|as of|starting))",
        rf"{_FEE} (?:is|are) now",
        rf"(?:our|their|the|a|is|was) new {_ROLE}",
        rf"^\W*new {_ROLE}",
        rf"(?:(?:our|their|the) )?{_ROLE} (?:has |have |just )?(?:left|quit|resigned|changed"
        rf"|moved on)"
        r"(?! (?:a|an|us|me|the|it|some|no|early|without|\d))",
        r"(?-i:[A-Z])\w+ (?:has |have |just )?(?:left|quit|resigned|moved on)(?= (?:the "
        r"(?:company|team|"
        r"agency|firm|project)|last|yesterday|today|this|on|at the end|in)\b|[,.;!]|$)",
        r"(?:has|have|was|were|been|is|are|got) (?:replaced|swapped)(?: (?:by|with|for))?",
        r"(?:replaced|swapped) (?:him|her|them|the|our|\w+) (?:\w+ )?(?:by|with|for)",
        r"(?:took|taken|takes|taking) over (?:from|as|the account|our account|his|her|the work)",
        r"handed (?:over|the account|our account) to \w+",
        r"(?:added|removed|dropped|took|cut) [^.;,]{1,50}? (?:to|from|out of|off|into) (?:the "
        r"|our )?"
        r"(?:scope|package|contract|sow|statement of work|retainer|backlog of work|order)",
        r"(?:scope|contract|agreement|sow|retainer|brief|spec)(?: (?:has|was|were|is|been|now))* "
        r"(?:changed|grew|grown|extended|expanded|widened|reduced|renewed|amended|cancelled"
        r"|canceled|"
        r"terminated|prolonged|updated)",
        r"(?:extended|expanded|renewed|amended|cancelled|canceled|terminated|prolonged|changed"
        r"|reduced"
        r"|widened) (?:the|our|their) (?:\w+ )?(?:scope|contract|agreement|sow|retainer|hours|team|"
        r"order|brief|spec|process|schedule|notice)",
        r"(?:gave|given|served|handed in)(?: (?:them|us|him|her))? (?:\w+ )?notice",
        r"(?:switched|moved|migrated|changed)(?: (?:over|everything|us|all \w+|the \w+|our \w+))? "
        r"(?:from [^.;,]{1,40} )?to (?:a |the |an )?(?!\d|me\b|you\b|tears\b|jan|feb|march|april"
        r"|may\b|june|july|aug|sep|oct|nov|dec|friday\b|monday\b|next\b|"
        r"tuesday\b|wednesday\b|thursday\b|saturday\b|sunday\b)\w+",
        r"(?:new|changed) (?:process|procedure|workflow|rota|schedule|approval (?:step|"
        r"flow)|ticket(?:ing)? (?:tool|system)|portal)",
        r"from now on",
        r"new price(?:s| list)(?= (?:from|since|as of|starting|apply))",
        r"notice (?:was |has been )?given",
        r"(?-i:[A-Z])\w+ replace[sd] (?-i:[A-Z])\w+",
        rf"(?:(?-i:[A-Z])\w+|(?:our|their|the) {_ROLE}) (?:is|are) leaving",
        r"scope now includes",
        r"change (?:request|order) (?:\w+ )?(?:signed|approved|agreed|accepted|done)",
    ),
    re.compile(
        r"\b(?:no change|nothing changed|unchanged|change their mind|gave us (?:a week's|good"
        r"|plenty"
        r" of|early|fair) notice)\b",
        _FLAGS,
    ),
)
PAYMENT = EventWords(
    "payment",
    words(
        r"(?:we|i|accounts|finance|owner|office)(?: (?:have|had|already|just|also|now|then|finally|"
        r"only)|['\u2019]ve)* (?:paid|pd|settled|transferred|wired|remitted|sent (?:the|a) "
        r"(?:payment|"
        r"deposit))",
        r"^\W*(?:(?:today|yesterday|on \w+)[,:]? )?(?:paid|pd|settled|transferred|wired)(?! "
        r"(?:leave|plan|"
        r"ads?|social|search|media|traffic|campaign|version|account|in))",
        r"(?:and|then|finally|already|just) (?:paid|pd|settled|transferred|wired)(?= (?:the|them"
        r"|him|her|"
        r"\$|€|£|\d|invoice|it|in full|half|a|their|up front|upfront|brightdesk|(?-i:[A-Z])))",
        r"(?:invoices?|deposit|retainer|fee|bill|balance|instalment|installment|milestone|bonus"
        r"|advance|"
        r"down payment|prepayment|amount)[^.;,]{0,40}? (?:was|were|is|are|has been|have been|got"
        r"|now|"
        r"today|yesterday|both|all|already|fully)? ?(?:paid|pd|settled|cleared|transferred)",
        r"payments?[^.;,]{0,30}? (?:sent|made|went out|cleared|received|done|released|arrived)",
        r"(?:received|got|have)(?: \w+){0,2} (?:invoice|bill|refund|credit note)",
        r"refund[^.;,]{0,30}? (?:received|arrived|came|paid)",
        r"(?:invoice|bill|credit note)(?: \w+){0,4} (?:received|arrived|came(?: in)?|is in|landed)",
        r"(?:they|he|she|(?-i:[A-Z])\w+)(?: have| has| just)? (?:invoiced|billed|charged|refunded"
        r"|credited) us",
        r"(?:made|sent|released)(?: \w+){0,3} (?:payment|deposit|down payment|instalment)",
        r"paid (?:in full|up front|upfront|by (?:card|bank|transfer|wire))",
    ),
    re.compile(
        r"\b(?:unpaid|paid (?:leave|plan|ads?|social|search|media|traffic|campaigns?|version"
        r"|account|"
        r"attention|off|nothing|holiday|invoices? (?:tab|report|list))|settled (?:in|down|on"
        r"|into|for)|"
        r"transferred (?:the )?(?:call|domain|ownership|files?|data|knowledge|ticket|repo\w*)|"
        r"to be paid|get(?:s|ting)? paid|not (?:been )?paid|ahead of payment|customers? paid|"
        r"when (?:it|they|we|he|she)['\u2019]?s? (?:is |are )?paid|once paid|until paid|before "
        r"we pa(?:id|y))\b",
        _FLAGS,
    ),
)
MODAL = re.compile(
    r"\b(?:will|won['\u2019]t|would|should|could|may|might|shall|can|cannot|if|unless"
    r"|when(?:ever)?|hop(?:e|es|"
    r"ing)|expect(?:s|ing)?|plan(?:s|ning)?|wants?|need(?:s)? to|needs?|ask(?:s|ed|ing)? (?:for"
    r"|if|whether|"
    r"them|him|her|us|to)|once|until|let['\u2019]?s|going to|to be|in case|perhaps|maybe|must"
    r"|has to|have to"
    r"|whether|who|promis(?:e|es|ed) (?:to|that|it)|propos\w+|suggest\w*|consider\w*|(?<!as "
    r")discuss\w*"
    r"|think"
    r"(?:s|ing)? about|try(?:ing)?|wonder\w*|remember to|remind(?:er)?:|to ?do|next time"
    r"|worr(?:y|ied)"
    r"|^\W*(?:check|make sure|ensure|confirm|verify|ask|remind|remember|decide|get|tell|see)(?= "
    r")|afraid|risk|avoid|prevent|in future|so that|clause|policy)\b|['\u2019]ll\b|['\u2019]d "
    r"(?:like|be)\b",
    _FLAGS,
)
NEGATED = re.compile(
    r"\b(?:not|no|never|nobody|nothing|none|neither|without|hardly|cannot|yet to|refus\w+"
    r"|instead of|"
    r"rather than)\b|n['\u2019]t\b|\bfail(?:ed|s)? to\b",
    _FLAGS,
)
CLAUSES = re.compile(
    r";|\s[-\u2013\u2014]+\s|\b(?:but|although|though|whereas|while|however|yet)\b|,(?=\s)"
    r"|\band (?=(?:we|they|it|he|she|i)\b)",
    _FLAGS,
)
ASKED = re.compile(r"[^.,;!?\n]*\?")
