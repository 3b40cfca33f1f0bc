"""Tells which glossary terms a question asks to have explained."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from advisor.answering.slips import one_slip_away
from advisor.domain.reference import Term

LONGEST = 6  # Words in the longest spelling that is looked for.
_BE = r"(?:is|are|r|was|iz)"
_WHAT = (
    rf"(?:(?:what|wat|wot|waht)(?: on earth| the (?:hell|heck)| exactly| actually| even)? {_BE}"
    rf"|(?:what|wat|wot|who)'?s|wtf {_BE}|who {_BE})(?: (?:exactly|actually|even|all))?"
)
# What stands after the cue should be the term; the group is tried from its first word on.
_CUES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_WHAT} (?P<object>.+)",
        r"\b(?:meaning|definition) of (?P<object>.+)",
        r"(?:^|[,.:;] |\b(?:please|pls|plz|you|so|to) )(?:define|explain)"
        r"(?: to me| me)?(?: what(?: is| are)?)?:? (?P<object>.+)",
        r"\bwhat(?: is|'?s| do (?:you|they|people)) mean(?:t)? (?:by|with) (?P<object>.+)",
        r"\bnever heard of (?P<object>.+)",
        r"\b(?:do not|don'?t) (?:understand|get|know) (?P<object>.+)",
    )
)
# Here the sentence goes on after the term with the word that asks for its meaning.
_ENCLOSED = tuple(
    re.compile(pattern)
    for pattern in (
        r"\bwhat (?:does|do|dose) (?P<object>.+?) (?:even |actually |really )?"
        r"(?:mean|stand for|stands for|means|refer to|do)\b(?P<rest>.*)",
        r"\bwhat (?P<object>(?:an? |the )?\S.*?) (?:even |actually |really )?"
        r"(?:is|are|means?|stands? for)\b(?P<rest>.*)",
        r"^(?P<object>.+?)(?:,| -+|:)? (?:meaning|definition|explained|means what|mean what"
        r"|means|for dummies|stands for(?: what)?"
        r"|(?:what is|what'?s|wats|what are) (?:it|that|this|they|those))\b(?P<rest>.*)",
    )
)
# A meaning that depends on the case is advice, and no definition answers it.
_QUALIFIED = re.compile(r" (?:by|when|if|that|for (?:my|our|us|me))\b")
_DIFFERENCE = re.compile(
    r"\bdiff(?:erence)?s? (?:between|of|in) (?P<object>.+)"
    r"|\b(?:is|are) (?P<same>.+? (?:the )?same (?:thing )?(?:as|like) .+)"
    r"|\b(?:is|are) (?P<differs>.+? (?:different|any different) (?:from|to|than) .+)"
)
_VERSUS = re.compile(
    r"^(?:so |ok |hi |hello |sorry )*(?P<versus>.+ (?:vs\.?|v\.?|versus|or|and) .+)"
)
_AGAINST = re.compile(r" (?:vs\.?|v\.?|versus) ")
_WHAT_DIFFERS = re.compile(
    r"[\s,.:;-]*(?:(?:what is|what'?s|wats|whats) )?(?:the )?(?:diff|difference|distinction)\W*$"
)
_PREFERS = re.compile(r"\b(?:which|better|best|should|cheaper|prefer|choose|pick|safer|or not)\b")
_POINTS_BACK = re.compile(
    r"[\s,.;:!?-]+(?:and |but |so )?(?:(?:what|wat|wot)(?: is|'?s| are| does| do)? "
    r"(?:that|it|this|those|they|these)(?: even| actually)?(?: is| mean| means| stand for| about)?"
    r"|(?:can|could) you explain(?: (?:that|it|this))?|explain(?: (?:that|it|this))?(?: please)?"
    r"|meaning)\W*$"
)
_STOPS = re.compile(r"[?!;:()]|\.(?:\s|$)|\s[-\u2013\u2014]+\s|$")
_ARTICLES = ("a", "an", "the", "this", "that", "these", "those", "all")
_LABELS = (
    "so called",
    "term",
    "word",
    "phrase",
    "acronym",
    "abbreviation",
    "concept of",
    "idea of",
)
_NAMED = re.compile(r"\b(?:principle|factor|rule|definition|matrix|chart)\b")
_CONTEXT = re.compile(
    r"(?:(?:an? |the |this |our |my |plain |simple |lay(?:man'?s)? )*"
    r"(?:outsourc\w*|contracts?|agreements?|business\w*|english|words?|terms?|language|projects?|"
    r"payroll|software|bookkeeping|marketing|support|cleaning|logistics|fulfil\w*|law|context|"
    r"world|it|procurement|onboarding|tech|offshoring|quote|proposal|invoice|email|sow|msa|nda)\b)"
)
_TAIL = re.compile(
    r"(?:exactly|actually|anyway|even|really|please|pls|plz|thanks|thx|thank you|again|lol|then|"
    r"though|tho|about|called|thing|things|business|stuff|term|mean|means|meant|for|good for|"
    r"used for|use for|all about|supposed to mean|supposed to be|to me|like i|like im|as if|"
    r"is|are|in general|in short|btw|quickly|and|or|but|because|cause|cos|so|"
    r"(?:that )?(?:they|people|everyone|everybody|he|she|you))\b"
)
_VALUED = re.compile(
    r"\b(?:costs?|price[sd]?|worth|charges?|rates?|pay|paid|legal|allowed|includes?|contains?|"
    r"look like|best|typical|normal|usual|usually|fair|fine)\b"
)
# Words of everyday speech: a sentence that merely holds one does not ask about it.
_EVERYDAY = frozenset(
    "vendor agency outsourcing freelancer bid objective requirements proposal".split()
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A term at the head of a phrase: the spelling that was met, and the words that follow."""

    term: Term
    spelling: str
    article: str
    rest: str

    @property
    def acronym(self) -> bool:
        names = (self.term.term, *self.term.also)
        return any(name.isupper() and _key(name) == self.spelling for name in names) or any(
            name.isupper() and _key(name) + "s" == self.spelling for name in names
        )


def asked_terms(question: str, terms: Mapping[str, Term]) -> tuple[Term, ...]:
    """The terms whose meaning is asked, in the order of the question; empty where none is.

    Two or more come back for "SLA vs KPI" and for "what are an SLA and a KPI". A question that
    only uses a term ("what is a good response time") asks for none.
    """
    index = _spellings(terms)
    text = _plain(question)
    for found in (_compared(text, index), _cued(text, index), _pointed(text, index)):
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _plain(question: str) -> str:
    text = question.lower().replace("\u2019", "'").replace("\u2018", "'")
    return " ".join(re.sub(r"[\"\u201c\u201d*_`]|(?<!\w)'|'(?!\w)", " ", text).split())


def _key(text: str) -> str:
    plain = text.lower().replace("\u2019", "").replace("'", "")
    return " ".join(re.findall(r"[a-z0-9&]+", plain))


def _spellings(terms: Mapping[str, Term]) -> dict[str, Term]:
    """Every spelling of every term; a term's own name outranks another term's `also`."""
    index = {_key(name): term for term in terms.values() for name in reversed(term.also)}
    return index | {_key(term.term): term for term in terms.values()}


def _compared(text: str, index: Mapping[str, Term]) -> list[Term]:
    """The terms that a question sets side by side."""
    match = _DIFFERENCE.search(text)
    if not match:
        return _set_against(text, index)
    phrase = match["object"] or match["same"] or match["differs"]
    parts = re.split(r" (?:(?:the |any )?(?:same(?: thing)?|different) \w+|vs\.?|versus) ", phrase)
    found = [term for part in parts for term in _each(part, index)]
    return found if match["object"] or len(set(found)) > 1 else []


def _set_against(text: str, index: Mapping[str, Term]) -> list[Term]:
    """The terms of "A vs B", and of "A or B, what's the difference"."""
    match = _VERSUS.match(text)
    if not match or _PREFERS.search(text):
        return []
    asked = _WHAT_DIFFERS.search(match["versus"])
    phrase = match["versus"][: asked.start()] if asked else match["versus"]
    if not asked and not _AGAINST.search(phrase):
        return []
    both = [term for side in _AGAINST.split(phrase) for term in _listed(side, index, whole=True)]
    return both if len(set(both)) > 1 else []


def _each(part: str, index: Mapping[str, Term]) -> list[Term]:
    """The terms of a comparison; a side that is no term is passed over."""
    found = _listed(part, index)
    if len(found) < 2 and " and " in part:
        for place in re.finditer(r" (?:and|or|&) ", part):
            later = _head(part[place.end() :], index)
            if later and _fits(later):
                return [*found, later.term]
    return found


def _cued(text: str, index: Mapping[str, Term]) -> list[Term]:
    """The terms that follow a cue such as "what is a" or "define"."""
    for cue in _CUES:
        for match in cue.finditer(text):
            if found := _listed(match["object"], index):
                return found
    for cue in _ENCLOSED:
        enclosed = cue.search(text)
        closed = enclosed and not _QUALIFIED.match(enclosed["rest"])
        if enclosed and closed and (found := _listed(enclosed["object"], index, whole=True)):
            return found
    bare = _head(text, index)
    return [bare.term] if bare and bare.acronym and re.fullmatch(r"\?+", bare.rest) else []


def _pointed(text: str, index: Mapping[str, Term]) -> list[Term]:
    """The last telling term before "what is that?"."""
    match = _POINTS_BACK.search(text)
    if not match:
        return []
    words = text[: match.start()]
    starts = [place.start() for place in re.finditer(r"(?<!\S)\S", words)]
    found, end = [], 0
    for start in starts:
        head = _head(words[start:], index, articles=False) if start >= end else None
        if head and head.term.term not in _EVERYDAY:
            found.append(head.term)
            end = start + len(head.spelling)
    return found[-1:]


def _listed(phrase: str, index: Mapping[str, Term], *, whole: bool = False) -> list[Term]:
    """The terms that a phrase begins with: one, or several joined by "and" or commas.

    With `whole` nothing else may stand in the phrase.
    """
    found: list[Term] = []
    rest = phrase[: next(_STOPS.finditer(phrase)).start()]
    while rest:
        head = _head(rest, index)
        if not head:
            break
        joint = re.match(r",? ?(?:and|or|&|vs\.?|versus|from|to|,)? ", f"{head.rest} ")
        following = head.rest[joint.end() :] if joint and joint.end() > 1 else ""
        more = bool(following) and _head(following, index) is not None
        if not more and (head.rest if whole else not _fits(head)):
            return found if found and not whole else []
        found.append(head.term)
        rest = following if more else ""
    return found


def _fits(head: _Found) -> bool:
    """Whether what follows the term still lets the question be about its meaning."""
    rest = head.rest.strip()
    named = head.acronym or bool(_NAMED.search(head.spelling))
    thing = bool(re.match(r"(?:thing|business|stuff|term)\b", rest))
    if head.article in ("the", "these", "those", "this", "that") and not (named or thing):
        return False
    if not rest or rest.startswith((",", "/")):
        return True
    if re.match(r"(?:and|or|but|because|cause|cos|so)\b", rest):
        return True
    if _VALUED.search(rest):
        return False
    if match := re.match(r"(?:in|for|under|with|within|on|when) (?P<where>.+)", rest):
        general = head.article in ("a", "an") or head.acronym
        return general or bool(_CONTEXT.match(match["where"]))
    return bool(_TAIL.match(rest))


def _head(phrase: str, index: Mapping[str, Term], *, articles: bool = True) -> _Found | None:
    """The longest spelling that a phrase begins with, after its article."""
    article, rest = _without_article(phrase) if articles else ("", phrase)
    words = list(re.finditer(r"[a-z0-9&]+(?:'[a-z]+)?", rest))[: LONGEST + 2]
    if not words or words[0].start() > 1:
        return None
    for size in range(min(LONGEST, len(words)), 0, -1):
        end = words[size - 1].end()
        if re.search(r"[,;:]", rest[:end]):
            continue
        spelling = _key(rest[:end])
        term = index.get(spelling) or index.get(spelling.removesuffix("s"))
        term = term or index.get(one_slip_away(spelling, index))
        if term:
            return _Found(term, spelling, article, rest[end:].lstrip(" -"))
    return None


def _without_article(phrase: str) -> tuple[str, str]:
    article = ""
    rest = phrase.strip()
    for word in (*_ARTICLES, *_LABELS, *_ARTICLES):
        if rest.startswith(f"{word} "):
            article = article or (word if word in _ARTICLES else "a")
            rest = rest[len(word) + 1 :]
    return article, rest
