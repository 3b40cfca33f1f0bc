"""The wordings that ask whether something at hand is done right, or what holds with a vendor."""

import re

ANYBODY = re.compile(
    r"\b(?:an?|any|every|most|good|bad|cheap|new|typical|other) (?:\w+ )?(?:vendor|supplier|agency|"
    r"freelancer|contractor|provider|developer|designer|bookkeeper|cleaner|assistant|va|partner|"
    r"company|consultant|accountant|contract|brief|sow|sla|nda|project)s?\b"
    r"|(?<!'s )(?<!the )(?<!our )(?<!my )(?<!your )(?<!which )(?<!what )(?<!these )(?<!two "
    r")(?<!both )"
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
    r"\bwhat should (?:i|we) know\b"
    r"|\b(?:which person|whom?) should (?:i|we) (?:turn|call|talk|speak|ask|ring|write|contact"
    r"|go)\b|"
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


_YES_NO = re.compile(
    r"^(?:so |and |but |well )?(?:is|are|was|were|am|do|does|did|can|could|should|shall|may|must"
    r"|have|"
    r"has|will|would|isn't|aren't|shouldn't|don't|doesn't|didn't) "
)
_JUDGES = re.compile(
    r"\b(?:ok|okay|fine|all ?right|safe(?:ly)?|risky?|risks|wise(?:ly)?|smart|clever|sensible"
    r"|sound|"
    r"reasonable|healthy|normal|legit|acceptable|allowed|proper(?:ly)?|correct(?:ly)?|right|well"
    r"|enough|"
    r"problem(?:s|atic)?|worr\w+|concern\w*|danger\w*|trouble|mistake|careless|naive|strict|"
    r"covered|protected|exposed|secured?|too (?:harsh|soft|hard|strict|lenient|kind)|(?:good"
    r"|bad) (?:idea|way|thing|sign|practice)|too "
    r"(?:much|many|little|often|tight(?:ly)?|close(?:ly)?|"
    r"early|late|fast|soon|far|few|trusting|dependent|generous))\b"
)
_ON_RISK = re.compile(
    r"^(?:what|where)(?:'s| is| are| do you see as)? (?:the |our |my )?(?:\w+ )?(?:risks?|dangers?|"
    r"weak(?:ness(?:es)?| spots?| points?)|concerns?|downsides?|catch)\b"
    r"|^what (?:do|would) you (?:think|say|make) (?:of|about|to)\b"
    r"|^how (?:risky|safe|wise|smart|good|bad|healthy|sensible|dangerous|sound) (?:is|are|was"
    r"|were)\b"
    r"|^(?:any|what) (?:risks?|dangers?|concerns?|objections?)\b"
)


_OR_NOT = re.compile(
    r"\b(?:fine|ok|okay|safe|wise|right|good|smart|sensible|risky|allowed|enough)"
    r"(?: with (?:that|this)| like (?:that|this)| as (?:it|that) is)?(?:,? (?:or (?:not|no)|yes "
    r"or no|right))?"
    r"\s*\?*$"
    r"|(?<=\S )(?:are|is) (?:we|it|this|that|i) (?:ok|okay|fine|safe|right) with\b"
    r"|\b(?:do|would) (?:i|we) have a problem\b"
    r"|\b(?:good|bad|wise|smart) (?:idea|move|plan)\s*\?*$|\bany (?:dangers?|risks?|harm)\s*\?*$"
    r"|\b(?:are|is|do|would|will) (?:we|i|they|it|that)(?: still)? (?:be )?(?:covered|protected"
    r"|exposed|"
    r"secured?|stuck|vulnerable|in trouble|at risk|cope|manage)\b"
)


_AS_IT_IS = re.compile(
    r"\b(?:that|how|the way|what|only|keep|still|go on|continue|since|because|now|these|those|"
    r"paid|gave|did|is|are|was|were|has|have|had) (?:\w+ )*\w+"
)


def asks_judgement(core: str, *, planning: bool) -> bool:
    """Whether the question wants what is done judged; `planning` says that it wants advice."""
    if ANYBODY.search(core):
        return False
    if _ON_RISK.search(core) or _OR_NOT.search(core):
        return True
    opening = _YES_NO.match(core)
    if opening is None:
        return False
    return (_AS_IT_IS if planning else _JUDGES).search(core, opening.end()) is not None


def asks_record(core: str) -> bool:
    """Whether the question asks for what holds with the vendor at hand, and not for advice."""
    return _RECORD.search(core) is not None and not _STEERS.search(core)
