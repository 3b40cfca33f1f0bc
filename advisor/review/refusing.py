"""Says of a text that is no brief what it is instead, and how to get a review."""

import re
from collections.abc import Mapping
from statistics import median

from advisor.errors import InputError
from advisor.retrieval.language import is_english

MIN_WORDS, MAX_WORDS, MAX_CHARS = 12, 200_000, 2_000_000
_LONG = 120  # words
_SEEN_CHARS = 40_000  # what a text is shows in its beginning
# How many cues of another kind refuse a text, by how many ways it asks for work.
_CLEARLY = (3, 4, 5)

_MARKS = r"[^\w\n]{0,30}"
_PARTY = (
    r"(?:contractor|vendor|supplier|consultant|provider|freelancer|bidder|offeror|tenderer|"
    r"agency|respondent|proposer|applicant|candidate|firm|company|team)s?"
)
# Somebody who asks another for work.
_ASKS = (
    r"\b(?:we|i)(?:'m|\u2019m|'re|\u2019re| am| are)? (?:urgently |currently |also )?(?:need|want|"
    r"require|seek|seeking|looking|hiring|buying|after)\b|\b(?:i'd|we would|we'd) like\b",
    r"\blooking (?:for|to (?:hire|buy|appoint))\b|\bwanted\b|\bneeded\b|\bin need of\b|"
    r"\bseek(?:s|ing)\b|\brequired\b",
    rf"\b{_PARTY} (?:shall|must|will|should|is to|are to|is required|are required|needs? to)\b",
    r"\bhir(?:e|ing)\b|\bjob (?:post|description|type|title)\b|\bto apply\b|"
    r"\bapply (?:with|by|to|at|now)\b|\bapplications? (?:to|by)\b",
    r"\b(?:request|call|invitation) (?:for|to) (?:\w+ )?(?:proposals?|quot\w+|tenders?|bids?|"
    r"information|offers?)\b|\bRF[PQIT]s?\b|\bsolicitation\b|\bsources sought\b",
    r"\b(?:statement|scope|schedule) of (?:work|services|objectives|requirements?)\b|"
    r"\bterms of reference\b|\bperformance work statement\b",
    r"\bproposals? (?:must|shall|should|due|to)\b|\bquot(?:e|ation)s? (?:for|by|to|due)\b|"
    r"\bsubmit (?:a |an |your |their )?(?:proposal|bid|quot\w+|offer|tender)|"
    r"\byour (?:rate|price|offer|quote|portfolio|fee|availability|proposal|bid)s?\b",
    r"\bplease (?:send|quote|reply|submit|provide|let (?:me|us)|get|e-?mail|call|confirm|"
    r"include)\b|"
    r"\b(?:can|could|would) you\b|\bsend (?:me|us)\b|\bget in touch\b",
    r"\byou(?:'ll| will| must| should) (?:be|have|need|work|help|handle|manage|do|provide)\b|"
    r"\byour (?:tasks?|responsibilit\w+|duties|role|job)\b",
)
# What briefs hold, as other texts may too.
_WORK = (
    r"\bneeds? (?:a|an|to|\w+ing)\b|\bmust\b|\bshall\b",
    r"\bdeliverables?\b|\bscope\b|\brequirements?\b|\bspecifications?\b|\bresponsibilities\b",
    r"\bbudget\b|\bper hour\b|/ ?hr?\b|\bhourly\b|\bfixed[- ]price\b|\bpayments?\b|\brates?\b|"
    r"\bwe (?:will |can )?(?:pay|offer)\b|\bprices?\b",
    r"\b(?:deadline|due|start(?:ing|s)? (?:date|on|in|asap)|period of performance|duration|weekly|"
    r"monthly|daily|(?:times|hours|days) (?:a|per) (?:day|week|month))\b",
    r"\bservices?\b|\bsupport\b|\bmaintenance\b|\binstall(?:ation|ed)?\b|\bsuppl(?:y|ies)\b|"
    r"\bpurchase\b|\bquantit(?:y|ies)\b|\bqty\b|\bwarranty\b|\bprocurement\b",
    r"\b(?:contractor|vendor|supplier|consultant|freelancer|bidder|offeror|agency|assistant)s?\b",
    r"\b(?:clean|design|build|write|translate|develop|fix|repair|update|manage|pack|edit|set up|"
    r"paint|cater|guard|haul|maintain|deliver)(?:s|ing|ed)?\b",
    r"[$\u20ac\u00a3] ?\d|\b\d[\d,.]*k? ?(?:usd|eur|gbp|dollars|euros|pounds|hours?|words|pages|"
    r"units|sites?)\b",
    r"\b(?:each|every|once an?|twice an?|per) (?:week|month|quarter|\w+day)\b|\bASAP\b",
    r"\b(?:websites?|logos?|online shop|app|spreadsheets?|tickets|bookkeep\w+|payroll|campaign)\b",
)
_OTHERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    # what it is: (what has to be there, cues)
    "a CV": (
        r"curriculum vitae|\br[ée]sum[ée]\b|\bCV\b|(?:work|professional|employment) "
        r"(?:experience|history)|^~experience~$",
        (
            r"^~(?:curriculum vitae|r[ée]sum[ée]|CV)\b",
            r"^~(?:work |professional |employment |career )(?:experience|history|summary)~$|"
            r"^~experience~$",
            r"^~(?:education|qualifications|academic background)(?: (?:and|&) \w+)?~$",
            r"^~(?:(?:key |core |technical )?skills|languages|interests|hobbies|publications|"
            r"awards|certifications)~$",
            r"\b(?:19|20)\d\d\s*(?:-|\u2013|\u2014|to)\s*(?:present|now|today|current)\b",
            r"\b(?:19|20)\d\d\s*(?:-|\u2013|\u2014|to)\s*(?:19|20)\d\d\b",
            r"\b(?:B\.?Sc|B\.?A\.|M\.?Sc|MBA|BA|Ph\.?D|Bachelor|Master)\b",
            r"\breferences (?:are )?available\b|\bdate of birth\b|\bnationality:|"
            r"\blinkedin\.com/in",
            r"^~(?:managed|led|developed|increased|achieved|responsible for|spearheaded)\b",
        ),
    ),
    "an invoice": (
        r"^~(?:tax |sales |pro ?forma )?invoice~$|\binvoice (?:no|nr|number|date)\b|"
        r"\binvoice ?#",
        (
            r"^~(?:tax |sales |pro ?forma )?invoice~$|\A[^\n]{0,60}?\binvoice\b",
            r"\binvoice (?:no|nr|number|date|#|id)\b|\binvoice ?#",
            r"\b(?:bill(?:ed)? to|sold to|invoice to)\b",
            r"\b(?:amount|balance|total) due\b|^~(?:grand )?total\b",
            r"\bsub-?total\b",
            r"\b(?:vat|tax|gst) ?(?:no|number|reg|id|\(|@|\d)",
            r"\bIBAN\b|\bsort code\b|\bBIC\b|\bSWIFT\b|\baccount (?:no|number)\b|\bremit",
            r"\bunit price\b|\bqty\b",
            r"\bpayment (?:is )?due\b|\bdue date\b|\bthank you for your (?:business|order)\b",
        ),
    ),
    "a recipe": (
        r"\bingredients\b|\b(?:preheat|tbsp|tsp)\b",
        (
            r"^~ingredients\b",
            r"^~(?:method|directions|instructions|preparation)~$",
            r"\bpreheat\b|\boven\b",
            r"\b\d+(?:[./]\d+)? ?(?:tbsp|tsp|tablespoons?|teaspoons?|cups?)\b",
            r"\b(?:simmer|whisk|saut[ée]|knead|drain|chop(?:ped)?|stir|bake|boil|fold in)\b",
            r"\bserves (?:\d|two|four|six)|\b(?:prep|cook(?:ing)?) time\b",
            r"\b(?:flour|butter|garlic|onions?|olive oil|eggs?|sugar)\b",
        ),
    ),
    "the minutes of a meeting": (
        r"\bminutes\b|\bmatters arising\b|\bapologies\b",
        (
            r"^[^\n]{0,40}?\bminutes of\b|^~(?:meeting )?minutes\b",
            r"^~(?:present|attendees|in attendance|attending)~:?",
            r"^~apologies\b|\bapologies (?:were )?received\b",
            r"\bmatters arising\b|\bminutes of the (?:last|previous)\b",
            r"\bany other business\b|\bAOB\b",
            r"\b(?:date of )?next meeting\b",
            r"\b(?:proposed|moved|seconded) by\b|\bmotion\b|\bcarried\b",
            r"\bmeeting (?:opened|closed|was called to order|adjourned)\b|\badjourned\b",
        ),
    ),
    "a news story": (
        r"\b(?:said|told|reported|announced)\b",
        (
            r"\(?\b(?:Reuters|AP|AFP|BBC News|Associated Press)\b\)?",
            r"\btold (?:reporters|journalists|the \w+|a news)\b|\bspokes(?:man|woman|person)\b",
            r"\b(?:said|announced|told|reported)\b[^.\n]{0,40}\bon "
            r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
            r"[,\"\u201d] (?:he|she|they|[A-Z]\w+ [A-Z]\w+) (?:said|added|told)\b|"
            r"\b(?:he|she) (?:said|added)\b",
            r"^By [A-Z][a-z]+ [A-Z][a-z]+|\bstaff (?:writer|reporter)\b|\bcorrespondent\b",
            r"\baccording to (?:police|officials|witnesses|a report|the report|sources)\b",
            r"\b(?:police|ministers?|lawmakers|residents|analysts|shares|election|voters)\b",
        ),
    ),
    "a contract of sale": (
        r"\b(?:contract|agreement) (?:of|for) (?:the )?(?:sale|purchase)|\bbill of sale\b|"
        r"\b(?:sale|purchase)(?: and purchase)? agreement\b",
        (
            r"\A[^\n]{0,60}?\b(?:contract|agreement|bill) (?:of|for) (?:the )?"
            r"(?:sale|purchase)",
            r"\bthe seller\b",
            r"\bthe (?:buyer|purchaser)\b",
            r"\bpurchase price\b",
            r"\bhereby (?:sells?|agrees?|transfers?)\b|\bconvey(?:s|ance)?\b",
            r"\bwhereas\b|\bin witness whereof\b",
            r"\bvehicle identification|\bthe property\b|\btitle (?:to|deed)\b|\bdeposit of\b",
        ),
    ),
}
_CODE = re.compile(
    r"^\s*(?:(?:async )?def \w+\(|class \w+[:({]|import [\w.{*]|from [\w.]+ import|#include|"
    r"(?:public|private|protected|static|export|const|let|var|function|return|package|using)\b.*"
    r"[;{(]|"
    r"(?:if|for|while|switch|elif|else|try|catch|except)\b.*[:{]\s*$|<\?php|<!doctype|"
    r"</?\w+[^>]*>\s*$|SELECT .* FROM|.*[;{}]\s*$|.*=>.*|\w+(?:\.\w+)*\([^)]*\)\s*$|"
    r"[\w.\[\]]+ [+*/-]?= \S.*|@\w+|//|/\*)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^\s*(?:[-*+•#|>]|\d+[.)])|[:|]\s*$|\d{3,}|[@$€£]")


def check_is_brief(text: str) -> None:
    """Raise `InputError` for an empty, too short or too long text, or one of another kind.

    A text is refused for its kind only where the cues of that kind clearly outweigh those of
    somebody who asks another for work: real briefs are odd, and a review of one is never refused
    for its form.
    """
    words = len(text.split())
    if not re.search(r"\w", text):
        raise InputError("There is no text to review. Paste the brief, or choose a file with text.")
    if words > MAX_WORDS or len(text) > MAX_CHARS:
        raise InputError(
            f"This text is too long to review: {words:,} words and {len(text):,} characters; the "
            f"limit is {MAX_WORDS:,} words. Review the part that says what the vendor does."
        )
    beginning = text[:_SEEN_CHARS]
    asks = _count(_ASKS, beginning)
    if asks < len(_CLEARLY) and not is_english(_prose(beginning)):
        raise InputError(
            "This text does not seem to be in English, and only English briefs can be reviewed. "
            "Paste an English version."
        )
    if words < MIN_WORDS:
        raise InputError(
            f"This is too short to review: {words} {'word' if words == 1 else 'words'}. Write at "
            f"least {MIN_WORDS}: what you need done, for whom and by when."
        )
    if kind := _other_kind(beginning, asks):
        raise InputError(
            f"This reads like {kind}, not like a brief. Paste the job post, e-mail, request or "
            "statement of work that goes to the vendor; if this is one, begin it with what you "
            "need from the vendor."
        )


def _count(cues: tuple[str, ...], text: str) -> int:
    """How many of the cues the text holds; `~` in a cue stands for marks around a line."""
    flags = re.IGNORECASE | re.MULTILINE
    return sum(bool(re.search(cue.replace("~", _MARKS), text, flags)) for cue in cues)


def _prose(text: str) -> str:
    """The longest lines of the beginning, where the language shows."""
    lines = sorted(text[:5_000].splitlines(), key=len)[-8:]
    return " ".join(lines)[:1_500]


def _other_kind(text: str, asks: int) -> str:
    """What the text is instead of a brief, or nothing."""
    if asks >= len(_CLEARLY):
        return ""
    for kind, (needed, cues) in _OTHERS.items():
        if _count((needed,), text) and _count(cues, text) >= _CLEARLY[asks]:
            return kind
    lines = [line for line in text.splitlines() if line.strip()]
    share = 0.8 if asks else 0.5
    if len(lines) >= 4 and sum(bool(_CODE.match(one)) for one in lines) >= share * len(lines):
        return "source code"
    work = _count(_WORK, text)
    if _is_verse(lines) and (_rhymes(lines) or asks == 0) and asks + work <= 2:
        return "a poem"
    enough = 2 if len(text.split()) > _LONG else 1
    return "" if asks or work >= enough else "a text of another kind"


def _is_verse(lines: list[str]) -> bool:
    """Short lines without lists, labels or figures, few of which end a sentence."""
    if len(lines) < 4:
        return False
    lengths = [len(line.split()) for line in lines]
    plain = sum(not _LISTED.search(line) for line in lines)
    begun = sum(line.lstrip("\"'\u201c\u2018 ")[:1].isupper() for line in lines)
    ended = sum(line.rstrip().endswith((".", "!", "?")) for line in lines)
    return (
        3 <= median(lengths) <= 11
        and max(lengths) <= 16
        and plain >= 0.95 * len(lines)
        and begun >= 0.6 * len(lines)
        and ended <= 0.6 * len(lines)
    )


def _rhymes(lines: list[str]) -> bool:
    """Whether many lines end like one of the next three."""
    ends = [re.sub(r"\W+$", "", line).lower()[-2:] for line in lines]
    found = sum(end in ends[at + 1 : at + 4] for at, end in enumerate(ends))
    return found >= 0.3 * len(lines)
