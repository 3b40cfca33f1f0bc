"""The wordings by which a question about notes is told from others, and its kind."""

import re
from typing import Literal

from advisor.domain.note_answer import NoteQuestionKind
from advisor.engagements.asking_fitness import ANYBODY, asks_fitness, asks_record

Slot = Literal["", "person", "money", "duration", "share", "number"]

_COURTESY = re.compile(
    r"^(?:(?:hi|hey|hello|ok|okay|so|and|but|well|please|thanks)\b[,! ]*)*(?:(?:can|could|would|"
    r"will) you (?:please |quickly )?(?=tell|show|remind|list|give|look|check|summ|find|sum|add|"
    r"compare)|i(?:'d| would) (?:like|love|want) to know|i (?:want|need) to know|do you know|any "
    r"idea|remind me(?: of)?|(?:please )?(?:tell|show|give) me (?!a\b|an\b|some\b|tips|advice|"
    r"ideas))?[,: ]*"
    r"(?:(?:tell|show|remind|give) me )?(?:please )?",
    re.IGNORECASE,
)
_PLANNING = re.compile(
    r"^(?:how (?:do|can|could|should|would|might) (?:i|we|you|one|people)\b|how to\b"
    r"|what (?:should|can|could|do|would|must|shall) (?:i|we|you|one)\b(?! (?:pay|owe|know|have "
    r"on))|(?:should|shall|may|must|ought)\b|(?:can|could|would) (?:i|we|you)\b"
    r"|do (?:i|we) (?:need|have to|want)\b|is (?:it|this|that) (?:ok|okay|a good|a bad|wise|fair|"
    r"normal|safe|risky|worth|reasonable|too|sensible|smart|legal|common|usual|better to|right to)"
    r"|(?:please )?(?:help|draft|write|suggest|create|make|prepare|recommend|advise|explain)\b"
    r"|give me (?:a|an|some|tips|advice)\b|(?:what|which)(?:'s| is| are) (?:an? |the (?:best|right|"
    r"safest|difference|advantage|risk|point of|usual|typical|ideal)|good\b|fair\b|normal\b|"
    r"reasonable\b)"
    r"|best way|which (?:kind|type|sort|model) of|(?:when|who|why|where) (?:should|do i|do we|"
    r"would)\b"
    r"|how (?:many|much|often|long|big|soon|early) (?:\w+ ){0,4}should\b|what (?:happens )?if\b"
    r"|(?:any )?(?:tips|advice|ideas)\b|ways to\b|(?:we|i) (?:want|need|plan|would like|are "
    r"about)\b"
    r"|what (?:is|are|makes) (?:a|an)\b|are there (?:any )?(?:risks|ways)|need (?:a|an|help)\b)"
    r"|\b(?:should|ought) (?:i|we|they|it|he|she)\b|\bwhat (?:should|can) (?:i|we) do\b"
    r"|\bhow (?:do|can|should) (?:i|we)\b|^what (?:should|must|needs? to|has to|ought)\b",
)
_NOT_PLANNING = re.compile(
    r"^how (?:would|do) (?:you|we|i) (?:rate|see|judge|find|like) (?:them|him|her|it|they)\b|"
    r"^where do (?:we|i|things) stand\b|^how do (?:they|these|those|the two|both)\b|\b(?:my|our|"
    r"the) notes\b"
)
_SUM = re.compile(
    r"\b(?:in total|total(?:s|led)?|altogether|in all|all in all|sum|add(?:ed)? up|all told)\b"
    r"(?=.*\b(?:pa(?:y|id|yments?)|spen[dt]|cost|invoic\w+|bill\w*|sent|transfer\w*|charg\w+|"
    r"amount|sum|fees?|instal?lments?|deposits?|transfers?)\b)"
    r"|\b(?:pa(?:y|id|yments?)|spen[dt]|cost|invoic\w+|bill\w*|charg\w+)\b(?=.*\b(?:in total|"
    r"altogether|in all|overall|so far|to date|until now|up to now|all told|total)\b)"
    r"|^(?:what|how much) (?:have|has|had|did|'ve) (?:we|i|they|you|it) (?:already |now |actually "
    r")?(?:pa(?:y|id)|spen[dt]|cost|sent?|transferred|given?|charged?|billed?|invoiced?)\b"
    r"|^(?:please )?(?:add|sum) up\b.*\b(?:pa(?:y|id|yments?)|transfer\w*|sent|spen[dt]"
    r"|invoic\w+|wired)"
    r"|\b(?:money|much|total|sum)\b.*\b(?:gone|went|goes|flowed|sent|transferred|payments?|paid) "
    r"(?:out )?to\b|\b(?:sum|total) of (?:\w+ ){0,3}(?:payments?|invoices?|bills|transfers?)\b"
    r"|\bcost (?:us|me) (?:in the end|so far|until|up to|altogether|all)\b|\bspend (?:to date|so "
    r"far)\b|^how much (?:money )?(?:did|have|has) .*\b(?:get|got|receiv\w+|earn\w*|had|give[n]?|"
    r"gave)\b.*\b(?:us|so far|in total|altogether|them)\b"
    r"|^(?:total|sum)\b.*\b(?:pa(?:id|yments?)|spen[dt]|cost)"
)
_TREND = re.compile(
    r"\b(?:best|worst|highest|lowest) (?:month|week|quarter|year)\b"
    r"|\b(?:better|worse|worsen\w*|improv\w+|trend\w*|slipping|deteriorat\w+|faster|slower|quicker"
    r"|over time|(?:go|goes|going|gone|went|trending|creeping|coming|came) (?:up|down)|(?:price|"
    r"rate|fee|cost)s? (?:increase|rise|change)|rising|risen|falling"
    r"|fallen|declin\w+|develop(?:s|ed|ing)?\b|evolv\w+|progress(?:ed|ing)|stack(?:ing)? up|"
    r"hold(?:ing)? up"
    r"|getting (?:\w+er|more|less)|against (?:the|last|this|what) (?:\w+ )?(?:month|week|"
    r"quarter|before|agreed)|(?:month|week|quarter) before|"
    r"(?:more|less|fewer|sooner|later|\w{3,}er|\w+ly|lower|higher) (?:\w+ ){0,5}?than\b|"
    r"fewer (?:\w+ ){1,4}(?:now|lately|these days)|(?:become|became|becoming) \w+|"
    r"(?:been|is|are|it|they|was|were) (?:\w+ )?(?:drop|ris|fall|declin|climb|shrink|grow|increas|"
    r"decreas|slip|improv|sink|rebound|recover|worsen)\w*ing\b|"
    r"which way|where(?:'s| is| are) .{0,30}\b(?:going|heading|headed)|(?:is|are|it's|'s) \w+ing "
    r"(?:up|"
    r"down|out)|mov(?:ing|ed) (?:against|vs|since|from|towards?)|(?:how|where)(?:'s| is| are| "
    r"has| have| did)?"
    r" .{0,40}\bmov(?:e|es|ing|ed)\b|shr[iau]nk\w*|grow(?:s|ing|n)?|grew|going vs|up or down"
    r"|down or up|"
    r"(?:come|came|coming) (?:down|up)|at target|month (?:by|on|over) month|per month (?:since"
    r"|over|from)|more \w+ than (?:before|they|it|last)|compar\w+|versus|vs|"
    r"differen(?:t|ce) between|catch(?:ing)? up)\b"
    r"|\b(?:on|meet\w*|met|hit\w*|within|above|below|under|over|keep\w*|kept|miss\w*|reach\w*|"
    r"beat\w*|against|inside)\b.{0,25}\b(?:targets?|slas?|goals?|kpis?|agreed|promised)\b"
    r"|\b(?:as (?:agreed|promised)|than (?:agreed|promised))\b|\bhow (?:has|have|is|did) .*\b"
    r"(?:changed|moved|developed|evolved)\b|^(?:is|are|was|were) .*\b(?:still|up|"
    r"down)\b.*\b(?:than|since)\b"
)
_COUNT = re.compile(
    r"\bhow (?:many|often|frequently)\b|\bnumber of\b|\bcount (?:of|the|how)\b|\bhow regularly\b"
)
_STATUS = re.compile(
    r"^(?:is|are|was|were|do|does) .*\b(?:reliable|any good|doing well|on track|happy with|"
    r"perform\w*)\b"
    r"|^how(?:'s| is| are| was| were| has| have)\b.*\b(?:doing|going|performing|working out|"
    r"getting on"
    r"|coming along|looking|been)\b|^how(?:'s| is| are) (?:things|it|they|we|everything)\b(?! "
    r"\w+ing\b)"
    r"|^how (?:would|do) (?:you|we|i) (?:rate|see|judge|find|like) (?:them|him|her|it|they)\b"
    r"|^(?:an?|the|quick|short) (?:\w+ )?(?:update|summary|status|overview|recap)\b"
    r"|\bstatus\b(?! (?:update|report|call)s?)|where (?:do|are) (?:we|things|they) (?:stand|at)\b"
    r"|\b(?:summar(?:y|i[sz]e)|overview|recap|catch me up|brief me|update me|bring me up|rundown)\b"
    r"|what(?:'s| is) (?:new|happening|going on|up)\b|\b(?:health|state of play)\b|how do things "
    r"stand"
)
_LAST = re.compile(
    r"\b(?:last(?! (?:\d+|few|couple|two|three|four|five|six) )|latest|most recent(?:ly)?|newest"
    r"|previous)\b"
)
_FIRST = re.compile(
    r"\b(?:first(?!.?(?:repl|respon|answer|contact|line|class|level))|earliest|originally|"
    r"initially)\b"
)
_WHEN = re.compile(
    r"^(?:and )?(?:when|since when|on (?:what|which) (?:day|date)|(?:what|which) (?:days?|dates?"
    r"|months?|weeks?)"
    r"|how long ago|until when|by when|how long since)\b|\b(?:what|which) (?:day|date) (?:was|did|"
    r"is|were)\b"
    r"|^(?:what(?:'s| is| was) )?the (?:start |end |due |delivery |renewal |launch )?date\b"
)
_WHO = re.compile(
    r"\bwho(?:m|se|'s)?\b|^which (?:person|developer|bookkeeper|agent|cleaner|designer|manager|"
    r"accountant|employee|assistant|colleague|(?:team|staff) member)\b|\bnames? of (?:the|our|"
    r"their)\b|^what(?:'s| is| was) .*\bnames?\b"
)
_WHY = re.compile(r"\bwhy\b|\breasons?\b|\bhow come\b|\bwhat caused\b")
_THINGS = (
    r"(?:decisions?|payments?|changes|problems?|issues?|complaints?|deadlines?|dates|invoices?|"
    r"promises|milestones?|events?|mistakes?|errors?|delays|agreements|incidents|things|refunds|"
    r"bills)"
)
_LIST = re.compile(
    rf"^what (?:have|has|did|'ve) (?:\w+ ){{1,4}}(?:decided?|agreed|settled|promised|missed"
    rf"|changed?)\b"
    rf"(?: so far| together| (?:with|on) \w+)*\s*\?*$|^(?:list|all|every|everything|any|name "
    rf"(?:all|the|every|each))\b.*|^(?:what|which) (?!is"
    rf"|was|has|"
    rf"does)(?:\w+ )?[a-z]+(?<!s)s (?:did|do|have|were|are) (?!the (?:days|hours))|^(?:what"
    rf"|which) (?:\w+ )?{_THINGS}\b|^what (?:are|were) (?:all "
    rf")?(?:the|our|their|my) (?:\w+ )?{_THINGS}\b|^what (?:have|has|did|'ve) (?:we|they|i|you)"
    r"(?: all)? (?:decided?|agreed?|changed?|missed)\b\s*(?:\?|$|so far|with|on\b|together|about "
    r"it)|^what(?: has|'s|s)? (?:been )?(?:changed|gone wrong|went wrong)\b|\bwhat went wrong\b"
    rf"|^(?:show|see) (?:all|every|the)\b|\blist (?:it|them|those|all|everything|each|every)\b|"
    rf"\btimeline\b|\bhave there been (?:any )?{_THINGS}"
)
_AMOUNT = re.compile(
    r"\bhow (?:much|long|high|big|large|fast|quick(?:ly)?|slow(?:ly)?|far|accurate|low|soon)\b"
    r"|\b(?:up to|for|at|over|above) (?:what|which) (?:amount|sum|value|price)\b"
    r"|^(?:and )?(?:what|which)(?:'s| is| was| were| are)?\b.*\b(?:price|rate|fees?|cost|budget|"
    r"percent\w*|amount|score|discount|deposit|rating|salary|percentage|accuracy|times?|hours|"
    r"sla)\b|^what (?:do|does|did|are|is) .*\b(?:charg\w+|cost|pay(?:ing)?|quot\w+|bill\w*)\b"
)
_PAST = re.compile(
    r"^(?:\w+[ ,]+){0,6}?(?:did|has|have|had|was|were|'ve|haven't|hasn't|didn't|wasn't|weren't)\b"
)
_ASKS = re.compile(
    r"^(?:and |on |since |by |at |in )?(?:who|whom|whose|what|when|where|which|why|how|did|has|"
    r"have|had|was|were|is there|are there|haven't|hasn't|didn't|wasn't|does|do)\b"
)
_PARTY = re.compile(
    r"\b(?:we|i|they|he|she|my|our|us|me|them|their|his|her|you|it|any(?:one|body)|some(?:one|"
    r"body))\b|\bthe \w+|\b(?:vendors?|agenc\w+|suppliers?|freelancers?|teams?|contractors?|"
    r"providers?)\b"
)
_NOTES = re.compile(
    r"\b(?:my|our|the|these|any|your) notes?\b|\b(?:did|have) (?:i|we) (?:note|noted|write|"
    r"written)\b|\bon record\b|\bin the (?:log|records?)\b|\b(?:noted|written|wrote) down\b"
)
_WHICH_VENDOR = re.compile(
    r"\b(?:which|who)\b(?: (?:of )?(?:the|my|our|them|these|those|two|both)){0,3} ?(?:\w+ "
    r")?(?:vendors?|"
    r"firms?|agenc\w+|suppliers?|freelancers?|teams?|ones?|contractors?|providers?|partners?|"
    r"engagements?|"
    r"warehouses?|cleaners?|developers?|designers?|bookkeepers?|accountants?|translators?|"
    r"assistants?|"
    r"writers?|studios?|shops?|companies|company|vas?)\b|\b(?:which|who) of (?:them|the two|"
    r"these|those)\b"
    r"|\b(?:both|all|each|either)(?: of)?(?: my| our| the| these)?(?: two| three)?(?: \w+)? "
    r"(?:firm|company|provider|firms|companies|providers|contractors|studios|shops|vendors)\b"
    r"|\b(?:both|all|each) (?:of (?:my|our|the) )?(?:vendors|agencies|suppliers|freelancers|"
    r"teams)\b"
    r"|^who(?:'s| is| has been| was)? (?:the )?(?:cheaper|cheapest|faster|fastest|slower|slowest|"
    r"later|latest|better|best|worse|worst|more|most)\b|\bcompare (?:my|our|the|both|"
    r"all)\b.*\b(?:vendors|agencies|suppliers|freelancers|teams|contractors|providers)\b"
)


def without_courtesy(question: str) -> str:
    """The question without greetings and "can you tell me"."""
    rest = _COURTESY.sub("", question, count=1).strip()
    return rest or question


_IS_THERE = re.compile(r"^(?:is|are|was|were) there\b|^(?:do|did|have|has) (?:we|i|they|you)\b")


_EACH = re.compile(
    r"\b(?:each|every|per) (?:month|week|quarter)\b.*\b(?:agreed|promised|target|enough|plan)"
    r"|\bmonth by month\b|\bover time\b|\bas (?:agreed|promised)\b"
)
_SPANS = re.compile(r"(?:which|what) (?:month|week|quarter|year)\b")
_RULES: tuple[tuple[NoteQuestionKind, re.Pattern[str]], ...] = (
    ("count", _COUNT),
    ("sum", _SUM),
    ("why", _WHY),
    ("trend", _TREND),
    ("status", _STATUS),
    ("last", _LAST),
    ("first", _FIRST),
    ("list", _LIST),
    ("when", _WHEN),
    ("who", _WHO),
    ("amount", _AMOUNT),
)


def kind_of(core: str, *, periods: int, picked: bool = False) -> NoteQuestionKind:
    """The kind of a question in lower case that was rid of its times and names.

    `picked` says that an engagement is chosen or named, so that more is asked of the records.
    """
    if picked and asks_fitness(core):
        return "what"
    on_record = picked and asks_record(core)
    general = not on_record and (
        _PLANNING.search(core)
        or (ANYBODY.search(core) and not (_PAST.search(core) or _IS_THERE.match(core)))
    )
    if general and not _NOT_PLANNING.search(core):
        return "planning"
    rules = _RULES
    if re.search(r"\b(?:best|worst|highest|lowest)\b", core) and re.match(_SPANS, core):
        return "trend"
    if _COUNT.search(core) and _EACH.search(core):
        return "trend"
    if core.startswith(("when", "who")):
        rules = tuple(rule for rule in _RULES if rule[0] not in ("trend", "status", "list"))
    found: NoteQuestionKind = next((kind for kind, rule in rules if rule.search(core)), "what")
    if periods > 1 and found in ("what", "amount", "status", "list"):
        return "trend"
    return found


def slot_of(core: str, kind: NoteQuestionKind) -> Slot:
    """What a sentence must hold to answer the question."""
    if asks_which_vendor(core):
        return ""
    if _WHO.search(core) and kind in ("who", "last", "first"):
        return "person"
    if kind in ("amount", "last", "first", "what"):
        found = next((slot for slot, pattern in _SLOTS if pattern.search(core)), None)
        if found in ("duration", "share"):
            return found
        return found or "number" if kind == "amount" else ""
    return ""


_SLOTS: tuple[tuple[Slot, re.Pattern[str]], ...] = (
    (
        "duration",
        re.compile(r"\bhow (?:long|fast|quick(?:ly)?|slow(?:ly)?|soon)\b|\bnotice period\b"),
    ),
    ("share", re.compile(r"\bper ?cent\w*|\bpercentage\b|\baccuracy\b")),
    (
        "money",
        re.compile(
            r"\bhow much\b(?! (?:notice|time|leave|holiday|longer|later|of|stock|work|access))"
            r"|\b(?:price|fees?|cost|budget|deposit|charg\w+|invoice[sd]?|salary|hourly|quot\w+)\b"
        ),
    ),
)


def mentions_notes(core: str) -> bool:
    """Whether the question asks the notes by that name."""
    return _NOTES.search(core) is not None


def asks_of_the_past(core: str, question: str) -> bool:
    """Whether one question asks what we, they or somebody named did, or what has been."""
    single = len(re.findall(r"[.!?](?:\s|$)", core)) <= 1
    party = _PARTY.search(core) or re.search(r"(?<=[a-z] )[A-Z][a-z]+", question)
    asks = _ASKS.search(core) and _PAST.search(core) and party
    return single and asks is not None


def asks_which_vendor(core: str) -> bool:
    """Whether the question puts several vendors side by side without naming them."""
    return _WHICH_VENDOR.search(core) is not None
