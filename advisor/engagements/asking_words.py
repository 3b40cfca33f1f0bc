"""The words of questions and notes as terms: stems, with words of like meaning under one name."""

import re
from collections.abc import Iterable

from advisor.engagements.asking_meanings import MEANINGS
from advisor.engagements.asking_shorthand import spelled_out
from advisor.retrieval.text import STOP_WORDS

# "a visit" is a unit only after an amount or a word for one.
_A = (
    r"(?:(?<=\d )|(?<=eur )|(?<=usd )|(?<=gbp )|(?<=euros )|(?<=euro )|(?<=pounds )|(?<=dollars )"
    r"|(?<=pay )|(?<=cost )|(?<=costs )|(?<=charge ))an?"
)
_PHRASES = (
    (r"(?:paid|pay|pays|paying)[ -]out", "payout"),
    (r"from now on|from today on|new rule", "rule fromnowon"),
    (r"on[ -]time|in time\b", "ontime"),
    (r"(?:(?:per|an?|each|every) |/ ?)(?:hour|hr|h)\b|hourly", "perhour"),
    (r"(?:(?:per|an?|each|every) |/ ?)(?:month|mo)\b|monthly", "permonth"),
    (r"(?:(?:per|" + _A + r"|each|every) |/ ?)(?:visit|session|clean)\b", "pervisit"),
    (r"(?:(?:per|an?|each|every) |/ ?)(?:ticket|case|call)\b", "perticket"),
    (r"(?:(?:per|" + _A + r"|each|every) |/ ?)(?:post|article|page|word|lead|order|parcel|item|"
     r"unit|seat|user|head|employee|delivery|job|report|batch)\b", "peritem"),
    (r"same[ -]day", "sameday"),
    (r"intellectual property", "ip"),
    (r"(?:still|was|were|is|are) not (?:been )?(?:done|ready|finished|released|delivered|sent|"
     r"shipped|complete[d]?|back|there)|not (?:done|ready|finished) yet|was ?nt (?:ready|done|"
     r"released|"
     r"delivered)",
     "overdue"),
    (r"taking over|t(?:ake|ook)s? over|replaced by|succeed(?:s|ed)", "standin contact"),
    (r"(?:still )?(?:to be paid|left to pay|outstanding|unpaid|owed|not (?:yet )?paid)|\bowe\b",
     "outstanding"),
    (r"up[ -]front|in advance|ahead of time", "upfront"),
    (r"log[ -]?ins?\b|log in|logged in|sign[ -]in\b", "login"),
    (r"signs?[ -]off|sign(?:ed|ing)[ -]off", "signoff"),
    (r"time off|off work|days off|annual leave|on leave|out of office", "holiday"),
    (r"off(?= (?:in|on|sick|this|next|today|from|until|for|work|again)\b|\s*\?*$)", "absent"),
    (r"hand(?:ed|ing)?[ -]over", "handover"),
    (r"follow(?:ed|ing)?[ -]up", "followup"),
    (r"check(?:ed)?[ -]in\b|catch[ -]up|caught up", "checkin"),
    (r"source[ -]code", "sourcecode"),
    (r"(?:went|gone|go|goes|going|put|bump(?:ed)?) (?:it |them |the \w+ )?up\b", "increase"),
    (r"(?:went|gone|go|goes|going|came|brought) down", "wentdown"),
    (r"g[eo]t(?:s|ting)? back to", "reply"),
    (r"turned down", "turneddown"),
    (r"kick(?:ed|ing)?[ -]?off", "kickoff"),
    (r"go(?:es|ing)?[ -]live|went live", "golive"),
    (r"miss(?:ed|es|ing)? (?:the |a |an |another |any |its |their |our )?(?:\w+ )?"
     r"(?:deadline|due date|date|delivery date)s?", "overdue"),
    (r"past due|behind schedule|not on time|after the deadline|did(?:n.?t| not) (?:deliver|arrive|"
     r"turn up|show up|come)|no[- ]?shows?|never (?:came|arrived|showed up|turned up)|"
     r"pushed (?:back|out)|push(?:ed)? the (?:date|deadline)|ran over|running behind", "overdue"),
    (r"(?:last |ever |even )?not (?:come|show(?: up)?|turn up|arrive|deliver)\b|"
     r"(?:nobody|no one|noone) "
     r"(?:came|turned up|showed up|arrived)|did nt (?:come|show up|turn up|arrive)", "overdue"),
    (r"month[ -]end", "monthend"),
    (r"stands?[ -]?in\b|standing in\b|fill(?:s|ed|ing)?[ -]in\b|cover(?:s|ed|ing)? for",
     "standin"),
    (r"bank holidays?", "bankholiday"),
    (r"third[ -]part(?:y|ies)", "thirdparty"),
    (r"scope creep", "scopecreep"),
    (r"time ?zones?", "timezone"),
    (r"non[ -]?disclosure(?: agreement)?", "nda"),
    (r"back[- ]?up (?=contact|person|for|when|if|while|cleaner|developer|agent|driver|designer)|"
     r"steps? in for|takes? (?:his|her|their) (?:calls|place)", "standin "),
    (r"in charge(?! of)|calls the shots", "contact"),
    (r"in charge of|responsible for|looks? after|looking after|deals? with|takes? care of",
     "handles"),
    (r"gets? into|get access|let (?:them|him|her)selves in", "access"),
    (r"account manager|project manager|point of contact|main contact", "contact manager"),
    (r"pick(?:ed)? up", "pickup"),
    (r"pull(?:ed)? request", "pullrequest"),
    (r"e[ -]mails?", "email"),
    (r"statement of work", "sow"),
    (r"go(?:t|ne)? wrong|went wrong|screwed up|messed up", "problem"),
)  # fmt: skip
_PHRASE = re.compile(
    r"\b(?:" + "|".join(f"(?P<p{place}>{old})" for place, (old, _) in enumerate(_PHRASES)) + ")"
)
_POSSESSIVE = re.compile(r"['\u2019]s\b")
_TOKEN = re.compile(r"[a-z]+(?:\d+[a-z]*)?|\d+[a-z]*")
_IRREGULAR = {
    "paid": "pay", "sent": "send", "said": "say", "told": "tell", "met": "meet", "left": "leave",
    "kept": "keep", "gave": "give", "given": "give", "took": "take", "taken": "take",
    "made": "make",
    "broke": "break", "broken": "break", "chose": "choose", "chosen": "choose", "got": "get",
    "gotten": "get", "went": "go", "gone": "go", "came": "come", "rose": "rise", "fell": "fall",
    "spoke": "speak", "spoken": "speak", "lost": "lose", "won": "win", "held": "hold",
    "wrote": "write", "written": "write", "bought": "buy", "spent": "spend", "began": "begin",
    "ran": "run", "built": "build", "knew": "know", "known": "know", "found": "find",
    "replied": "reply", "replies": "reply", "people": "person", "staff": "staff", "data": "data",
    "does": "do", "did": "do", "done": "do", "going": "go", "doing": "do", "being": "be",
}  # fmt: skip
# Words that tell little of what a question is about.
LIGHT = frozenset(
    "earlier sooner longer shorter get give do say make take ask work go happen tell know need use "
    "thing time week month year day today far note vendor supplier agency provider freelancer "
    "contractor partner company engagement many much more most often ever never still already now "
    "really actually exactly currently current about since until before after during between last "
    "latest recent first again so any some all every each one two anything something someone "
    "anyone everything yet only also too long ago when who what where why how which whose please "
    "show list find look see want like good bad well think hold keep put record write mention per "
    "under over out off up down back same other another else around there here that this these "
    "those very just total sum count number amount altogether overall let come be been were was "
    "will would could should shall may might must have has had am is are mine yours ours theirs "
    "him her his them they it its by not dont didnt doesnt havent hasnt isnt arent wasnt wont cant "
    "together add newest present fewer money "
    "ok kind sort detail info information fact exact date name situation stand thanks hi hello "
    "side lately firm anything moment while user help try start early maybe course stuff best "
    "worst highest lowest greatest measure "
    "measured three four five six seven eight nine ten dozen compare compared comparison versus vs "
    "better worse improve improving quicker quick "
    "slow fast faster slower happened lot bit few several times once twice big end period".split()
)


# Meanings that the kinds of event of a timeline stand for.
EVENT_TERMS = frozenset(
    {"#late", "#deadline", "#pay", "#decide", "#change", "#problem", "#invoice", "#skip", "#ontime"}
)


def stem(word: str) -> str:
    """The word without its ending; forms of one word nearly always share it."""
    word = _IRREGULAR.get(word, word)
    if word.endswith("s") and word[-2:-1].isdigit():
        return word[:-1]
    for ending, put in (("ies", "y"), ("ied", "y")):
        if word.endswith(ending) and len(word) > 4:
            return word[: -len(ending)] + put
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[: -2 if word.endswith(("xes", "ches", "shes", "sses", "zes")) else -1]
    for endings, least in ((("ing", "ed"), 3), (("er", "ly"), 4)):
        ending = next((one for one in endings if word.endswith(one)), "")
        base = word.removesuffix(ending)
        if ending and len(base) >= least:
            doubled = len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz"
            word = base[:-1] if doubled else base
    return word.removesuffix("e") if len(word) > 3 else word


def _meanings() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in MEANINGS.strip().splitlines():
        name, _, words = line.partition(": ")
        for word in words.split():
            found.setdefault(stem(word), set()).add(f"#{name}")
    return {word: frozenset(names) for word, names in found.items()}


_BY_STEM = _meanings()
_LIGHT_STEMS = frozenset(stem(word) for word in LIGHT - {"same", "lately"}) | LIGHT


def known_words() -> frozenset[str]:
    """Every word that has a meaning here."""
    return frozenset(word for line in MEANINGS.strip().splitlines() for word in line.split()[1:])


def terms_of(text: str) -> frozenset[str]:
    """Every stem of the text, and the meanings (`#late`) that its words stand for."""
    found: set[str] = set()
    for word in tokens(text):
        one = stem(word)
        found.add(one)
        found |= _BY_STEM.get(one, frozenset())
    return frozenset(found)


def tokens(text: str) -> list[str]:
    """The words in lower case without stop words, phrases of one meaning as one word."""
    return [word for word in plain_words(text) if word not in STOP_WORDS]


def plain_words(text: str) -> list[str]:
    """The words in lower case, phrases of one meaning as one word."""
    plain = _POSSESSIVE.sub("", spelled_out(text).lower()).replace("'", "").replace("\u2019", "")
    plain = _PHRASE.sub(_said_shortly, plain)
    return _TOKEN.findall(plain)


def light_terms(text: str) -> frozenset[str]:
    """The stems of the words that tell little, which only decide between like sentences."""
    return frozenset(stem(word) for word in tokens(text) if word in LIGHT) - _TIME_WORDS


_TIME_WORDS = frozenset(stem(word) for word in "time today now last year".split())


def _said_shortly(match: re.Match[str]) -> str:
    return f" {_PHRASES[int(str(match.lastgroup)[1:])][1]} "


def asked_terms(text: str) -> tuple[frozenset[str], ...]:
    """What a question is about: for each telling word its stem with its meanings, each once."""
    found: dict[str, frozenset[str]] = {}
    for word in tokens(text):
        one = stem(word)
        if word not in LIGHT and one not in _LIGHT_STEMS:
            found[one] = frozenset({one}) | _BY_STEM.get(one, frozenset())
    return _merged(found.values())


def _merged(terms: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Words that mean the same ("admin access") as one term."""
    kept: list[frozenset[str]] = []
    for term in terms:
        meant = {one for one in term if one[0] == "#"}
        at = next((at for at, other in enumerate(kept) if meant & other), None)
        if at is None:
            kept.append(term)
        else:
            kept[at] |= term
    return tuple(kept)
