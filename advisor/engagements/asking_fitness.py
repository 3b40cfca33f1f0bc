"""The wordings that ask whether something at hand is done right, or what holds with a vendor."""

import re

ANYBODY = re.compile(
    r"\b(?:an?|any|every|most|good|bad|cheap|new|typical|other) (?:\w+ )?(?:vendor|supplier|agency|"
    r"freelancer|contractor|provider|developer|designer|bookkeeper|cleaner|assistant|va|partner|"
    r"company|consultant|accountant|contract|brief|sow|sla|nda|project)s?\b"
    r"|(?<!the )(?<!our )(?<!my )(?<!your )(?<!which )(?<!what )(?<!these )(?<!two )(?<!both )"
    r"\b(?:vendors|suppliers|agencies|freelancers|contractors|providers|developers|designers|"
    r"cleaners|assistants|contracts|companies|people|businesses|owners)\b"
)
"""Words that ask about vendors in general and not about one at hand."""
_ASPECT = r"(?:how|the way|that|what|who|where|when|which|our|my|with|about|in)"
_FITNESS = re.compile(
    r"^(?:is|are|was|were) (?:it|this|that|we|i|they|everything|all) (?:\w+ )?(?:ok|okay|fine|"
    r"alright|"
    r"all right|acceptable|safe|risky|an? (?:risk|problem|danger|worry|good idea|bad idea)|normal|"
    rf"wise|right|wrong|allowed|sensible|dangerous|exposed|covered|healthy|good|"
    rf"bad)\b.*\b{_ASPECT}\b"
    r"(?! to\b)"
    r"|^(?:is|are|was|were) (?:the way|how (?:we|they|i|he|she)|our|my)\b.*\b(?:ok|okay|fine|"
    r"all ?right|"
    r"acceptable|safe|risky|risk|problem|wise|right|wrong|sensible|dangerous|good enough|healthy)\b"
    r"|\b(?:any ?thing|something|what(?:'s| is)) (?:\w+ )?(?:risky|wrong with|off (?:with|"
    r"about)|odd about|"
    r"dangerous|unsafe|to worry about|problematic|worrying|concerning|fishy|not (?:right|ok))\b"
    r"|^(?:did|have|do|are) (?:we|i) (?:\w+ ){0,6}?(?:the right way|right(?:ly)?|properly|"
    r"correctly|wisely"
    r"|carefully enough|carefully|sensibly|too (?:fast|early|quickly|much|often|closely))\s*\??$"
    r"|\b(?:is|are) there (?:a |an |any )?(?:\w+ )?(?:problems?|risks?|dangers?|concerns?|weak "
    r"spots?) "
    r"(?:with|in|about|from|if|here)\b"
    r"|\b(?:red flags?|warning signs?|(?:worry|worried|concerned) about|how (?:risky|safe) is|"
    r"(?:depend|rely|relying|dependent) too (?:much|heavily)|too dependent|what could go wrong)\b"
)
_RECORD = re.compile(
    r"^(?:who|when|where|why|what|which \w+) (?:do|would) (?:i|we) (?!need to|have to\b)|"
    r"^(?:please )?(?:give me|make|write|prepare|create) (?:an? |the |me a )?(?:\w+ "
    r"){0,2}(?:summary|overview|"
    r"update|recap|rundown|status|list of|timeline|picture of how)\b"
    r"|^what (?:do|did|does) (?:people|customers|clients|users|callers|staff|they|he|she|the \w+) "
    r"|^what(?:'s| is) the (?:\w+ )?(?:rule|limit|deal|price|rate|fee|status|contact)\b"
)
_STEERS = re.compile(r"\b(?:prepare|plan|avoid|prevent|improve|best|ideal|good|usual(?:ly)?)\b")


def asks_fitness(core: str) -> bool:
    """Whether the question asks if the way in which something is done is right or risky."""
    return _FITNESS.search(core) is not None and not ANYBODY.search(core)


def asks_record(core: str) -> bool:
    """Whether the question asks for what holds with the vendor at hand, and not for advice."""
    return _RECORD.search(core) is not None and not _STEERS.search(core)
