"""Recognises orders to the assistant inside a question; precise rather than broad."""

import re
import unicodedata

# An order stands where a sentence or clause begins, or after words that address the assistant;
# "my VA ignores my instructions" and "should I ignore them" have neither.
_ORDER = (
    r"(?:^|[.!?;:,)\]>\"*#|-]\s*|\b(?:please|now|then|and|just|first|instead|also|so|but|"
    r"you (?:must|should|will|can|shall|may)|(?:can|could|will|would|must) you|"
    r"(?:want|need|order|ask|command|like) you to|you(?:'re| are) to|u)\s+)"
)
_FILL = r"(?:(?:all|any|each|every|of|the|your|my|these|those|this|that|and|or|other)\s+)*"
_EARLIER = r"(?:previous|prior|above|earlier|preceding|former|initial|original|system|existing)"
_RULES = (
    r"(?:instructions?|rules?|guidelines?|prompts?|directions?|directives?|constraints?|"
    r"guardrails?|programming|training|restrictions?|filters?|safeguards?|policies|"
    r"safety (?:rules|settings|filters?)|system message|limits|limitations)"
)
_DROP = (
    r"(?:ignore|disregard|forget|override|bypass|discard|drop|disable|switch off|turn off|"
    r"delete|break|violate|stop following|stop obeying|do not follow|don't follow|"
    r"do not obey|don't obey|never follow)"
)
_SHOW = (
    r"(?:reveal|show|print|repeat|output|display|leak|dump|share|disclose|expose|list|"
    r"write out|write down|tell|tell me|give|give me|send me|read me|translate|summari[sz]e|"
    r"paste|copy|recite|quote)"
)
_HIDDEN = r"(?:system|hidden|secret|internal|initial|original|full|entire|exact|developer)"
_OWN = rf"(?:prompts?|instructions|(?:{_HIDDEN}\s+)+(?:prompts?|instructions|rules|messages?))"

_PATTERNS = (
    rf"{_ORDER}{_DROP}\s+{_FILL}(?:{_EARLIER}\s+)+(?:{_FILL}{_RULES}|messages?|text|context)\b",
    rf"{_ORDER}{_DROP}\s+(?:all\s+|any\s+)?(?:of\s+)?your\s+(?:\w+\s+)?{_RULES}\b",
    rf"{_ORDER}{_DROP}\s+all\s+(?:the\s+)?(?:instructions|rules|guidelines|prompts|restrictions)\b",
    rf"{_ORDER}(?:ignore|disregard|forget)\s+(?:everything|all|anything|what)\s+"
    r"(?:(?:that\s+)?(?:was|is|has been|came|you were|you have been|you've been|i|we)?\s*"
    r"(?:above|before|said|told|written|prior|previously|earlier))\b",
    rf"{_ORDER}(?:ignore|disregard|forget)\s+(?:the\s+)?(?:above|foregoing)\b",
    rf"{_ORDER}{_SHOW}\s+(?:us\s+|me\s+)?(?:all\s+)?(?:of\s+)?your\s+(?:\w+\s+)?{_OWN}\b",
    rf"{_ORDER}{_SHOW}\s+(?:us\s+|me\s+)?the\s+(?:{_HIDDEN}\s+)+"
    r"(?:prompt|instructions|message)\b(?!\s+(?:for|of|to)\s+(?:my|our|the|a|an)\b)",
    rf"{_ORDER}(?:repeat|print|output|copy|recite)\s+(?:all\s+|everything\s+|the\s+)"
    r"(?:the\s+)?(?:words?|text|lines?|content)?\s*(?:above|before this)\b",
    rf"\bwhat(?:'s| is| are| were| does)\s+(?:in\s+)?your\s+(?:\w+\s+)?{_OWN}\b",
    r"\bwhat (?:instructions|rules|prompt) (?:were you|have you been|did they) "
    r"(?:given|give you)\b",
    r"\byou(?:'re| are) (?:now )?dan\b",
    r"(?:^|[.!?,;:]\s*|\band\s+)you(?:'re| are) (?:now|no longer|hereby|from now on)\s+(?:\w+ )?"
    r"(?:dan|an?|in|free|unrestricted|unfiltered|bound|restricted|my|jailbroken|evil)\b",
    rf"{_ORDER}(?:pretend|imagine)\s+(?:to be|that you|you(?:'re| are| have| had| can))\b",
    rf"{_ORDER}(?:act|behave|respond|answer|reply|speak|talk|write|roleplay|role-play)\s+"
    r"as\s+(?:if you|though you|an? |my |dan\b|the )",
    rf"{_ORDER}(?:act|respond|answer|reply|speak|talk)\s+like\s+(?:you|an? |my |dan\b)",
    rf"{_ORDER}simulate\s+(?:an? )?(?:\w+ )?(?:terminal|shell|ai|model|chatbot)\b",
    r"(?:^|[.!?,;:]\s*|\band\s+)from now on,? (?:you|answer|respond|reply|only|always|never|"
    r"speak|talk|act|end|start|ignore|your)\b",
    rf"{_ORDER}(?:respond|reply|answer|output|speak)\s+(?:only|just|exclusively|solely|nothing but)"
    r"\s+(?:with|in|as|using|the)\b",
    rf"{_ORDER}(?:respond|reply|answer|output)\s+(?:with\s+)?(?:exactly|nothing but|only the|"
    r"just the|the word|the phrase|the exact)\b",
    rf"{_ORDER}(?:say|write|print)\s+(?:exactly|only|nothing but)\s+[\"'\w]",
    rf"{_ORDER}(?:begin|start|end|finish|sign)\s+(?:your|every|each|all)\s+(?:\w+ )?"
    r"(?:answers?|repl(?:y|ies)|responses?|messages?|sentences?)\s+(?:with|by)\b",
    r"(?:^|[.!?>\])]\s*)(?:system|new instructions?|updated instructions?|admin override|"
    r"developer message|system (?:message|prompt|override|note|update))\s*(?::|\])",
    r"(?:^|[.!?>\])]\s*)(?:new|further|updated) instructions? (?:for|to) (?:the |this )?(?:chat|"
    r"chatbot|assistant|bot|ai|model|advisor|llm)\b",
    r"^new instruction,|^jailbreak\W*$",
    r"<\s*/?\s*(?:instructions?|system|prompt|user|assistant|context|evidence|sys)\s*>",
    r"<\|\w+\|>|\[/?(?:inst|system)\]|<<\s*/?sys\s*>>|#{2,}\s*(?:system|instructions?)\b",
    r"\bdo anything now\b|\bdan mode\b|\bjailbreak(?:ed)? (?:mode|prompt|yourself)\b",
    rf"{_ORDER}(?:enter|enable|activate|switch to|go into)\s+(?:\w+ )?"
    r"(?:developer|debug|god|admin|dan|jailbreak|unrestricted|maintenance) mode\b",
    r"\b(?:developer|debug|god|dan) mode (?:is )?(?:on|enabled|activated)\b",
    r"\byou (?:have|now have|are under) no (?:rules|restrictions|limits|limitations|filters)\b",
    r"\byour (?:new|real|true|only|actual) (?:task|instructions?|role|purpose|goal|job) "
    r"(?:is|are)\b",
    r"\bi(?:'m| am) your (?:developer|creator|programmer|administrator|admin|system)\b",
    rf"{_ORDER}(?:do not|don't|never)\s+(?:cite|use|mention|check|verify)\s+"
    r"(?:(?:any|the|your)\s+)*(?:sources?|guidance|evidence|rules|quotes|citations)\b",
    rf"{_ORDER}{_DROP}\s+(?:the|all|any)\s+(?:guidance|verification|verifier|filters?|"
    r"user|evidence|safety|guardrails?)\b",
    rf"{_ORDER}stop\s+(?:citing|declining|refusing|verifying)\b",
    rf"{_ORDER}skip\s+(?:all|the|any|your)\s+(?:checks|verification)\s+(?:from now on|and)\b",
    rf"{_ORDER}(?:{_SHOW}|encode|decode)\s+(?:us\s+|me\s+)?your\s+(?:\w+\s+)?"
    r"(?:api keys?|keys?|configuration|config|settings|rules|database|passwords?|model|code)\b",
    r"\b(?:text|line|words?|part|content) of your prompt\b",
    rf"{_ORDER}(?:{_SHOW})\s+(?:me\s+)?(?:all\s+)?(?:the\s+)?(?:\w+ of\s+)?(?:other|all)\s+"
    r"(?:users?|people|companies)(?:'s?)?\b(?:\s+(?:of this|notes|conversations|data|chats)|$)",
    r"\bwhat rules do you (?:have to )?follow\b|\bwhat (?:language )?model are you\b",
    r"\bas your (?:developer|creator|owner|programmer|administrator|admin) i\b",
    r"^you must (?:obey|comply)\b|\bif you had no (?:rules|limits|restrictions|filters)\b",
    r"\b(?:from|use|using|with) your own (?:knowledge|training|imagination)\b(?! base)",
    rf"{_ORDER}(?:give|award)\s+(?:\w+\s+){{0,4}}(?:a\s+|the\s+)?(?:perfect|top|highest)\s+"
    r"(?:score|rating|marks?)\b(?!\s+(?:for|if|when|only))",
    rf"{_ORDER}(?:only\s+say|say\s+only)\s+(?:good|nice|positive)\s+things\b",
    rf"{_ORDER}run\s+this\s+(?:command|code|script)\b",
    r"\bwithout (?:any )?(?:of )?your (?:\w+ )?(?:rules|restrictions|filters|guidelines|limits)\b",
)
_ANY = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})


def has_instructions(text: str) -> bool:
    """True where the text orders the assistant about, instead of only asking for advice."""
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    plain = unicodedata.normalize("NFKC", visible).translate(_QUOTES).lower()
    return _ANY.search(re.sub(r"\s+", " ", plain).strip()) is not None
