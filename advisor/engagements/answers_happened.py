"""Which sentences of notes tell of a missed date, a payment, a decision, a change or a problem."""

import re
from collections.abc import Callable, Sequence

from advisor.domain.check_up import EventKind
from advisor.engagements.amounts import amounts_in
from advisor.engagements.answers_evidence import of_time
from advisor.engagements.answers_saying import Desk
from advisor.engagements.asking_words import EVENT_TERMS, plain_words, terms_of
from advisor.engagements.note_sentences import Said, with_context
from advisor.engagements.timeline import timeline_of
from advisor.grounding.note_figures import Figure

BACK = re.compile(
    r"\b(?:refund\w*|credit(?:ed)?(?: (?:us|back|notes?))|paid (?:us )?back|reimburs\w+|"
    r"credit it|money back)\b",
    re.IGNORECASE,
)
MAYBE = re.compile(
    r"\b(?:if|unless|in case|whether|would|might|could|should|will|won't|shall|(?-i:may)(?= "
    r"(?:be|have|not|need|come|go|get|take|want|also|still|well|become|rise|drop|"
    r"end|only|leave|lose|cost|stop|miss|\w+ (?:be|have))\b)|wants? to|"
    r"wanted to|hopes?|afraid|worried|plan(?:s|ning)? to|going to|asked (?:us )?to|promised? to|"
    r"offer(?:s|ed)? to)\b"
    r"|'ll\b",
    re.IGNORECASE,
)
_NOT = frozenset(
    "not never no without nothing none nobody hardly isnt wasnt arent werent didnt dont doesnt "
    "havent hasnt hadnt wont cant couldnt neither nor zero".split()
)
_TOLD: dict[EventKind, re.Pattern[str]] = {
    "missed_date": re.compile(
        r"\b(?:missed\b(?! (?:calls?|opportunit\w+|you|out|the point))|late(?! (?:fee|shift"
        r"|payment from us|night|afternoon|evening|january|february|march|"
        r"april|may|june|july|august|september|october|november|december))|slipped|slips|overdue|"
        r"miss(?:ed|es|ing) (?:\w+ ){0,4}?(?:deadline|date|delivery|milestone|visit|shift|slot|"
        r"cut-?off)s?|delayed|skipped|forgot(?:ten)?|no (?:demo|report|call|visit|update|delivery) "
        r"(?:today|again|this)|pushed the \w+|nothing (?:was )?(?:delivered|sent|came|arrived)|"
        r"(?:was|were|is|are) not (?:released|delivered|ready|done|finished|sent|shipped)|behind "
        r"schedule|(?:one|two|three|\d+|a|several) (?:days?|weeks?|hours?) (?:late|behind|after "
        r"the)|no[- ]?shows?|(?:nobody|no one) (?:came|turned up|showed up)|did(?:n't| not) "
        r"(?:show|turn|come|arrive|deliver|send)\b|never (?:came|arrived|showed|turned up)|still "
        r"(?:not (?:here|delivered|done|there|received|live|ready|in)|missing|outstanding|"
        r"waiting for|no "
        r"(?:\w+ )?(?:deliver\w+|drafts?|reports?|files?|data|news|sign|parcels?|forms?|"
        r"payslips?|invoice|"
        r"visit|answer|word|numbers|figures))|pushed (?:back|to|out)|postponed|(?:\d+|one|two|"
        r"three|four|five|a|an|several|few) (?:working "
        r"|business )?(?:days?|weeks?|hours?|minutes?|mins?) (?:after the|over|too late|"
        r"overdue|past)|"
        r"forgot the keys?|turned up (?:\w+ )?late|stood us up|new date (?:is |now )?\d|"
        r"mov(?:ed?|es) (?:the |their |our )?(?:launch|date|deadline|delivery|go-live|visit|"
        r"handover|"
        r"release|start) (?:back |out |again )?(?:to|by)|(?:launch|date|deadline|delivery|"
        r"go-live|visit|"
        r"handover|release|start) (?:was |is |has been |got )?(?:moved|put off|rescheduled|"
        r"cancelled)|"
        r"^no (?:print |draft |final |new )?(?:data|drafts?|files?|reports?|proofs?|texts?|"
        r"deliver\w+|"
        r"parcels?|cleaners?|visit|post|posts|payslips?|forms?|numbers|figures)\b|"
        r"(?:due|promised)\b.{0,40}\b(?:nothing|not here|not there)|nothing came|missed again|"
        r"not live\b|no sorry)",
        re.IGNORECASE,
    ),
    "payment": re.compile(
        r"\b(?:we |i |have |already |just )?(?<!not )(?<!get )(?<!be )(?<!they )(?:paid|pd|settled|"
        r"transfer(?:red)?|wired"
        r"|sent (?:the |a |an |them |another )?(?:deposit|payment|money|\S?\d)|payment (?:of|made|"
        r"sent|went)"
        r"|made (?:a|the|another) (?:\w+ )?payment|deposit of)\b(?! (?:us|back|ads?|search|media|"
        r"leave|by them))",
        re.IGNORECASE,
    ),
    "decision": re.compile(
        r"\b(?:decided|decision|agreed(?! (?:under|at (?:most|least)))|chose|approved|signed|"
        r"settled on|went with|opted|gave (?:the )?(?:go-?ahead|green light)|signed off|picked "
        r"(?:them|"
        r"the))\b",
        re.IGNORECASE,
    ),
    "change": re.compile(
        r"\b(?:changed|replaced|replaces|takes? over|took over|taking over|switched|swapped|moved "
        r"(?:from|to)|went up|raised|increased|reduced|is leaving|left the|joined|instead of|from "
        r"now on|as of|new (?:contact|manager|account|lead|team|tool|price|rate|process|cleaner|"
        r"developer|bookkeeper|person|scope)|"
        r"added|dropped|extended|renewed|extra for)\b",
        re.IGNORECASE,
    ),
    "problem": re.compile(
        r"\b(?:problems?|issues|(?:an|big|same|another|this|one) issue|went wrong|wrong(?:ly)?"
        r"|broke(?:n)?|complain\w*|lost|missing|"
        r"damaged|mistakes?|bugs?|(?:do|does|did)(?:n't| not) work|not working|fail\w*|rude|outage|"
        r"down for|crash\w*|leak\w*|trouble|error (?:in|on)|mess|sloppy|not (?:cleaned|done|"
        r"finished) properly|unhappy|angry|late again|"
        r"unreachable|ignored|corrected|reversed|redid|re-?done|redo|double[- ]?book\w*|"
        r"double[- ]?(?:paid|"
        r"charged|billed|entered)|had to (?:fix|correct|chase))\b",
        re.IGNORECASE,
    ),
}


_STAYED_AWAY_ASKED = re.compile(
    r"\b(?:not (?:show|turn|come)|n't (?:show|turn|come)|no[- ]?shows?|skip\w*|stood (?:us|me) "
    r"up|(?:not|n't) (?:appear|happen|take place)|(?:nobody|no one) came|miss\w* "
    r"(?:\w+ ){0,2}(?:visit|clean|shift|session|appointment|slot)\w*|(?:visit|clean|shift|session|"
    r"appointment)\w* (?:\w+ ){0,4}?(?:miss|skip)\w*)\b(?!.*\blate\b)"
)
_STAYED_AWAY = re.compile(
    r"\b(?:miss(?:ed|es|ing)?|skip\w*|no[- ]?shows?|nobody|no one|no cleaners?|stood (?:us|me) up|"
    r"(?:didn't|did not|didnt|never|not) (?:\w+ )?(?:come|came|show\w*|turn\w*|arrive\w*|"
    r"appear\w*)|"
    r"forgot\w*|cancel\w*|not cleaned|absent)\b",
    re.IGNORECASE,
)


def happened(desk: Desk, *, on_anything: bool = False) -> list[Said]:
    """The sentences that tell of events of the kinds that are asked about, oldest first.

    With `on_anything` it does not matter what else the question names.
    """
    kinds = desk.asked.events
    if not kinds:
        return []
    found: dict[tuple[str, int], Said] = {}
    for item in timeline_of(desk.notes):
        said = desk.sentence(item.citation)
        if item.kind in kinds and said:
            found.setdefault((said.note.note_id, said.start), said)
    for said in map(_paid_in_full, desk.search.said) if "payment" in kinds else desk.search.said:
        if any(kind in kinds and _tells(said, kind) for kind in _TOLD):
            found.setdefault((said.note.note_id, said.start), said)
    if "payment" not in kinds:
        found = {key: said for key, said in found.items() if not BACK.search(said.text)}
    kept = [one for one in found.values() if not one.orders]
    kept = [one for one in kept if of_time(one, desk.asked.times.periods)]
    if _STAYED_AWAY_ASKED.search(desk.asked.question.lower()):
        kept = [one for one in kept if _STAYED_AWAY.search(one.text)]
    kept = kept if on_anything else about(desk, kept)
    return sorted(kept, key=lambda one: (one.on, one.start))


def _paid_in_full(said: Said) -> Said:
    """A bare "Paid." with the sentence before it, which has the amount."""
    return with_context(said) if re.match(r"(?:paid|pd|settled)\b", said.text, re.I) else said


def _tells(said: Said, kind: EventKind) -> bool:
    """Whether a sentence tells of an event, and does not deny, plan or fear it."""
    match = _TOLD[kind].search(said.text)
    if match is None or said.text.endswith("?") or MAYBE.search(said.text[: match.end()]):
        return False
    if kind == "payment" and (not money_in(said) or BACK.search(said.text)):
        return False
    return not denied(said.text[: match.start()])


def denied(before: str) -> bool:
    """Whether the words right before something deny it, in the same sentence."""
    return bool(_NOT & set(plain_words(re.split(r"[.!?;]\s", before)[-1])[-4:]))


_NONE_AFTER = re.compile(r"\W{1,3}(?:none|no|zero|nil|0|never)\b", re.IGNORECASE)


def denies(text: str, term: frozenset[str]) -> bool:
    """Whether a sentence says that there was none of what a term stands for."""
    for match in _WORD.finditer(text):
        if terms_of(match[0]) & term:
            return denied(text[: match.start()]) or bool(_NONE_AFTER.match(text, match.end()))
    return denied(text)


_WORD = re.compile(r"[\w'\u2019-]+")
_WHAT_IS_WRONG = frozenset({"#error", "#problem", "#crash", "#complaint", "#damage", "#quality"})
_WHAT_IS_PAID = frozenset({"#budget", "#price", "#invoice", "#amount"})
_WHAT_IS_LATE = frozenset(
    "visit clean #clean #deliver deliver shift session slot appointment date thing move mov "
    "come show appear night morning evening shift week handov #team occas "
    "turn forget again deadlin #deadline #milestone #perunit".split()
)


def about(desk: Desk, said: Sequence[Said]) -> list[Said]:
    """Those that speak of what else the question names; all where it names nothing else."""
    terms = [term for term in desk.asked.terms if not term & EVENT_TERMS]
    if "missed_date" in desk.asked.events:
        terms = [term for term in terms if not term & _WHAT_IS_LATE]
    if "payment" in desk.asked.events:
        terms = [term for term in terms if not term & _WHAT_IS_PAID]
    if not terms:
        return list(said)
    if "problem" in desk.asked.events:
        terms = [term for term in terms if not term & _WHAT_IS_WRONG] or terms[:0]
    if desk.asked.kind == "list" and "payment" not in desk.asked.events:
        terms = [term for term in terms if not term & desk.asked.names]
    if "missed_date" in desk.asked.events:
        terms = [term for term in terms if any(map(desk.search.count, term))]
    if not terms:
        return list(said)
    if {"missed_date", "problem"} & desk.asked.events:
        least = (len(terms) + 1) // 2
        return [one for one in said if sum(map(_speaker(desk, one), terms)) >= least]
    close = [one for one in said if all(term & one.terms for term in terms)]
    have = {one.note.note_id for one in close}
    near = [
        one
        for one in said
        if one.note.note_id not in have and all(desk.search.speaks_of(term, one) for term in terms)
    ]
    return [*close, *near]


def _speaker(desk: Desk, said: Said) -> Callable[[frozenset[str]], bool]:
    """Tells whether the note of a sentence speaks of a term."""
    return lambda term: desk.search.speaks_of(term, said)


def money_in(said: Said) -> list[Figure]:
    """The amounts of money of a sentence, with a currency or without."""
    return amounts_in(said.text)
