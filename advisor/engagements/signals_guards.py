"""Tells what a sentence states from what it denies, supposes, asks, or says of somebody else."""

import re
from typing import Literal

Doubt = Literal["questions", "elsewhere", "negated", "supposed"]

_NEGATORS = (
    "no|not|never|without|nobody|none|nothing|neither|nor|zero|hardly|rarely|barely|seldom|stop|"
    "stopped|avoid|avoided|avoids|prevented|instead of|rather than|refused|refuse|refuses|declined|"
    "didnt|doesnt|dont|isnt|arent|wasnt|werent|hasnt|havent|hadnt|wont|cant|couldnt|wouldnt|"
    "shouldnt|aint|any more|no longer|gone are|quit|less|fewer"
)
_NEGATED = re.compile(
    rf" (?:{_NEGATORS})"
    r"(?! (?:only|just|sure|happy|idea|wonder|surprised|good|great|ideal|ok|pleased|impressed|"
    r"clue|thanks|joke|kidding|again|answer|reply|response))"
    r" (?:(?!(?:,|but|because|so|\.|that|then|and) )[^ ]+ ){0,4}$"
)
_SUPPOSED = re.compile(
    r" (?:if(?! (?:(?:i am|we are|im) honest|you ask me|anything))|unless|suppose|supposing|"
    r"imagine|in case|whether|what if|risk (?:of|that)|danger of|might|could (?:be|end|happen|"
    r"lose|have)|would never|must never|must not|mustnt|never again|dont ever|do not ever|"
    r"make sure|making sure|remember to|reminder to|note to self|avoid|avoiding|advice|advised|"
    r"advises|advise|recommends?|tips?|read (?:that|about|an|how)|podcast|webinar|seminar|"
    r"(?:article|blog|post|book|video|page|guide|checklist|template) (?:says|said|warns|about|"
    r"on)|heard (?:that|of)|people say|they say you|everyone says|rule of thumb|thinking (?:of|"
    r"about)|considering|considered|tempted|tempting|thought about|planning to|plans? to|"
    r"plan is|going to ask|will ask|wants? to|wanted to|would like to|offered to|asked (?:us|"
    r"me) to|asking (?:us|me) to|hypothetically|theoretically|in theory|our (?:rule|policy) is|"
    r"rule ,|(?:lawyer|solicitor|attorney|accountant|mentor|friend|consultant|coach|adviser|"
    r"advisor|insurer|uncle|brother|sister|dad|bank) (?:say|says|said|warns|warned|told|tells|"
    r"reckons|always|keeps)) "
)
_ASSERTED = re.compile(r" (?:asked|ask|see|check|checked|tell) (?:[^ ]+ ){0,3}(?:if|whether) ")
_ELSEWHERE = re.compile(
    r"(?<! than)(?<! than the)(?<! than our)(?<! than my)"
    r"(?<! as)(?<! as the)(?<! as our)(?<! as my)"
    r"(?<! from)(?<! from the)(?<! from our)(?<! from my)"
    r" (?:(?:my|"
    r"our|the|an|their|his|her|a) )?(?:(?:old|previous|last|former|ex|earlier|"
    r"prior) (?:@ )?(?:agency|vendor|supplier|provider|freelancer|contractor|developer|dev|"
    r"designer|bookkeeper|accountant|va|assistant|cleaner|cleaners|company|firm|team|one|lot|"
    r"guy|guys|warehouse|3pl|outfit|crew|people|marketer|copywriter|payroll|it|host|partner|"
    r"studio|bureau|clerk|agents?|packers?|coder|programmer|photographer|translator|writer|"
    r"consultant|receptionist|place)|other (?:agency|vendor|supplier|bidder|provider|clients?|"
    r"customers?|freelancers?)|different (?:agency|vendor|supplier|provider)|(?:ones|lot|agency|"
    r"guy|company|people|firm) (?:we had )?before (?:them|him|her|this|that)|before (?:them|him|"
    r"her|this one)|at my (?:old|last|previous) (?:job|company|firm)|(?:neighbou?rs?|friends?|"
    r"mates?|cousins?|brothers?|sisters?|husbands?|wifes?|uncles?|colleagues?|rivals?|"
    r"competitors?) (?:agency|vendor|va|developer|bookkeeper|shop|business|company|firm|cleaner|"
    r"cleaners|supplier|designer|had|has|got|paid|hired|lost|was|were|who|took|signed|chose|"
    r"picked|went|once|[a-z]+ed (?:her|his|their))|a friend|(?:shop|cafe|business|firm|guy|"
    r"woman|people) (?:next door|down the road|at the networking|i met)|another (?:client|"
    r"customer) of theirs|(?:their|his|her) other (?:clients?|customers?)|used to work with|"
    r"years ago|last job|in the news|read about|story (?:of|about)) "
)
_ADVERT = re.compile(
    r" (?:website|brochure|homepage|home page|advert|ads? promise|leaflet|flyer|sales deck|"
    r"pitch deck|sales pitch|newsletter|testimonial|linkedin|their pitch|proposal) "
    r"(?:[^ ]+ ){0,2}(?:say|says|said|claim|claims|promise|promises|promised|boast|boasts|talks?|"
    r"mention|mentions|reads) "
)
_NOW = re.compile(r" (?:now|new|this one|these|current|still|same) ")
_FOLLOWS_ON = re.compile(r"^ (?:[^a-z ]+ )?(?:they|he|she|it|never|always|nobody|that) ")
_WHY = re.compile(
    r" (?:why|how come|how many times|how often do i|when will|where is|where are|wtf|"
    r"who |whose|seriously) "
)
_REFUSED = re.compile(
    r" (?:refused|declined|said no|pushed back|turned (?:it|that|this|them|him|her) down|"
    r"insisted on|talked (?:them|him|her) out|didnt (?:agree|accept|do it|go for|sign|pay)|"
    r"decided against|decided not|didnt happen|fell through|cancelled that|just kidding|joking|"
    r"false alarm|turned out (?:to be )?(?:fine|nothing|ok)|my mistake|our mistake|"
    r"was wrong about|not the case|not true|but no (?:harm|problem|issue)|no issue|"
    r"no problem at all|not a problem) "
)


def doubt(plain: str, before: str, start: int, end: int) -> Doubt | None:
    """Why a match in a plain sentence is no statement of the owner's own case, or None.

    `before` is the plain sentence before it in the same note, or empty; `start` and `end` are the
    place of the match.
    """
    head = plain[: start + 1] if plain[start : start + 1] == " " else plain[:start]
    if _asks(plain):
        return "questions"
    if _elsewhere(plain, before):
        return "elsewhere"
    if _NEGATED.search(head):
        return "negated"
    if _SUPPOSED.search(head) and not _ASSERTED.search(head):
        return "supposed"
    if _REFUSED.search(plain, max(end - 1, 0)) or _ADVERT.search(head):
        return "supposed"
    return None


def _asks(plain: str) -> bool:
    return plain.rstrip().endswith("?") and not _WHY.search(plain)


def _elsewhere(plain: str, before: str) -> bool:
    if _ELSEWHERE.search(plain):
        return True
    return bool(
        _FOLLOWS_ON.search(plain)
        and before
        and _ELSEWHERE.search(before)
        and not _NOW.search(plain)
    )


_SOLUTION = re.compile(
    r" (?:(?:is|are|was|were|been|got|get|gets|have|has|had|its|all|now|finally|since|is now|"
    r"been) (?:[^ ]+ ){0,2})?(?:fixed(?! (?:price|fee|rate|term|hours|amount|cost|scope|date))|"
    r"sorted(?! (?:by|them|candidates|through))|solved|resolved|cleared up|put right|rectified|"
    r"settled|remedied|back to normal|back on track|ironed out|dealt with|addressed|"
    r"under control|all good|all fine|works? (?:well|fine|great|smoothly) now|much better|"
    r"far better|a lot better|better now|happy now|improved|no longer(?! (?:answers?|repl(?:y|"
    r"ies)|sends?|sent|tests?|checks?|updates?|has|have|cares?|here|there|with us|available|"
    r"reachable|talks?|speaks?|reports?|offers?|works? (?:for|with|here|there)|does|do|tells?|"
    r"bothers?|reads?|comes?|shows?))|not any ?more|nt any ?more|no more (?:problems?|issues?|"
    r"complaints?|delays?|errors?|mistakes|late|chasing|surprises|shared|missed|"
    r"misunderstandings?|trouble|silence|guessing|such)|history now|a thing of the past|"
    r"in the past now|not happened (?:again|since)|hasnt happened (?:again|since)|not (?:a|"
    r"an) (?:problem|issue) any ?more|put in place|in place now|is now in place|"
    r"stopped (?:doing (?:it|that|this|so)|that|this|asking)|(?:we|i) (?:have )?stopped|"
    r"(?:problems?|issues?|bugs?|errors?|backlog|mess|delays?|pile) (?:is |are |was |were |"
    r"all )*gone|went away|apologi[sz]ed and|made it right|caught up now|done now|closed now|"
    r"now closed|case closed|issue closed|and its done|crossed off|corrected|repaired|restored|"
    r"undone|all done|taken care of|now (?:we|i|they|he|she|everyone|everybody|each|"
    r"all) (?:(?:use|uses|agreed|own|owns)|(?:have|has|get|gets|send|sends) (?:us |me |a |an |"
    r"the |it )?(?:weekly|daily|monthly|written|proper|own|our own|their own|his own|her own|"
    r"separate|named|agreed|clear|fixed|second|report|update|updates|in writing|everything))|"
    r"(?:have|has|had|been) (?:[^ ]+ ){0,2}since (?:then )?(?:agreed|changed|fixed|moved|signed|"
    r"set)|since (?:then|the talk|we talked|our talk|that call) (?:[^ ]+ ){0,4}(?:fine|good|"
    r"well|better|on time|great|smooth|ok)) "
)
_NOT_SOLVED = re.compile(
    r" (?:not|never|no(?! longer)|without|isnt|arent|wasnt|werent|hasnt|havent|hadnt|didnt|"
    r"dont|doesnt|still|wont|cant|couldnt|nothing|nobody|promised|promise|promises|promising|"
    r"will|should|must|hope|hopes|hoping|hopefully|wants?|want|need|needs|needed|asked|asking|"
    r"ask|asks|trying|try|tried|to be|to get|going to|gonna|says|said|claims?|claimed|"
    r"supposed|if|until|before|when|once|waiting|wait|unless|would|might|could|may|partly|"
    r"half|almost|nearly|yet|get|please|think|thinks|swears?|swore|told me) (?:(?!(?:,|but|"
    r"and) )[^ ]+ ){0,5}$"
)
_RELAPSE = re.compile(
    r" (?:but|though|however|yet|then) (?:[^ ]+ ){0,6}"
    r"(?:again|back|still|only|not|another|nt|worse) "
)


def reports_solution(plain: str) -> bool:
    """Whether a plain sentence says that something is over, done or put right."""
    for found in _SOLUTION.finditer(plain):
        if not _NOT_SOLVED.search(plain[: found.start() + 1]) and not _RELAPSE.search(
            plain, found.end() - 1
        ):
            return True
    return False


_UNDONE = frozenset(
    "not never isnt arent wasnt werent hasnt havent hadnt didnt dont doesnt wont cant couldnt "
    "still yet will should must supposed until unless nobody no".split()
)


def holds_as_solution(plain: str, start: int, end: int, source: str) -> bool:
    """Whether a rule's own words of solution, found from `start` to `end`, are stated.

    They are not where they are hoped for, asked or denied, be it before them or in their midst;
    `source` is the phrase that matches, which may hold a "not" of its own.
    """
    if plain.rstrip().endswith("?") or _NOT_SOLVED.search(plain[:start]):
        return False
    return not (_UNDONE - set(_WORDS.findall(source))) & set(plain[start:end].split())


_WORDS = re.compile(r"[a-z]+")
