"""Finds out whether a brief names who answers, decides or accepts on the buyer's side."""

import re
from collections.abc import Iterator, Sequence

from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_text import Unit, first_place

MIN_WORDS = 40  # a shorter text is a note, not a brief without an owner
_ROLE = (
    r"(?:founder|owner|manager|manageress|director|head|officer|lead|leader|coordinator|"
    r"co-ordinator|supervisor|sponsor|representative|principal|editor|secretary|controller|"
    r"architect|specialist|engineer|president|chair|chairman|chairwoman|ceo|cfo|cto|coo|cio|cmo|"
    r"cotr|cor|partner|administrator|liaison|trustee|treasurer|bursar|clerk|curator|buyer|"
    r"bookkeeper|accountant|caretaker|foreman|chef|teacher|nurse|matron|warden|ranger|planner|"
    r"assistant|colleague|wife|husband|brother|sister|son|daughter|mum|dad|boss|committee)"
)
_TITLE = r"(?:Dr|Mr|Mrs|Ms|Miss|Prof|Sister|Captain|Chef|Herr|Frau)"
_NAME = rf"(?:{_TITLE}\.? )?[A-Z][a-z\u00e0-\u00ff]+(?: [A-Z][\w'\u2019-]+)?"
_ACTS = (
    r"(?:approves?|decides?|accepts?|signs? (?:off|it|them|each|for|every|the)|answers?|reviews?|"
    r"checks?|leads?|owns? (?:the )?(?:decisions?|project|backlog|budget|scope|priorities)|"
    r"manages?|"
    r"supervises?|oversees?|inspects?|coordinates?|has the (?:final|last) (?:say|word)|can say yes|"
    r"says? yes or no|releases?|sets?|orders?|reads?|looks? (?:after|at)|is (?:there|reachable|"
    r"available|in charge|responsible|your|our|the)|are (?:there|responsible|your)|takes? (?:the )?"
    r"(?:decisions?|questions?|calls?)|gives? (?:you|the|feedback|an answer)|shows? you|"
    r"go(?:es)? through|meets?|talks? to you|walks?|tastes?|deals? with|briefs?|prioriti[sz]es?|"
    r"samples?|draws?|wants? to|clicks?|comments?|confirms?|replies|helps?|tests?|handles?|agrees?|"
    r"stands? in|signs?(?= )|scores?|rates?|picks?|compares?|spot-?checks?|accept(?:s|ance))"
)
_SAYS = _ACTS.replace("s?", "s").replace("go(?:es)", "goes")  # without a helping verb: "decides"
_AUX = r"(?:who |will |shall |must |may |can |also |alone |then |and I |has to )*"
# Words that settle it wherever they stand.
_SETTLED = re.compile(
    r"\b(?:project (?:owner|sponsor)|product owner|contract(?:ing|s)? officer|cotr|acor|cor|"
    r"contract manager:|contact person|approver|decision[- ]maker|steering (?:group|committee|"
    r"board)|(?:main|single|sole|only|your|daily|first|named|key) (?:point of )?contact|"
    r"points? of contact|contact(?: person)?:|owner:|sponsor:|"
    r"(?:reports?|reporting|answerable|accountable) (?:directly |weekly |daily )?to (?!the "
    r"(?:police|authorit))|in charge|(?:approved|signed off|reviewed|accepted|decided|managed|led|"
    r"supervised|overseen|checked|inspected) by (?!the (?:vendor|contractor|supplier|provider))|"
    r"sign-?off (?:by|from)|approval (?:by|from|of)|has the final (?:say|word)|has my vote)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b{_NAME}(?:(?:,| \(|, \w+) ?(?:our |the |my |is |as )?[\w '@.-]{{2,60}}[,)])? "
    rf"(?:{_SAYS}|{_AUX[:-1]}+{_ACTS})\b|"
    rf"\b(?:[Aa]sk|[Cc]all|[Cc]ontact|[Tt]ell|[Mm]essage|[Tt]ext|[Rr]ing|[Pp]hone|with|by|to) "
    rf"{_NAME},? (?:\(|who |our |the |as |in |on |at |my )|"
    rf"\b(?i:{_ROLE}),? {_TITLE}?\.? ?[A-Z][\w'\u2019-]+ [A-Z][\w'\u2019-]+\b(?!:)|"
    rf"\b{_NAME} (?:and I|or I|or me|and me)\b"
)
_BY_ROLE = re.compile(
    rf"\b(?:our|the|my|a|an|their|one|\w+['\u2019]s) (?:(?!your |you |offers? )[\w'-]+ "
    rf"){{0,3}}?{_ROLE}\b"
    rf"(?: of (?:\w+ ){{0,3}}?\w+)?(?: \([^)]{{2,40}}\)|,? (?-i:[A-Z])[\w. '-]{{2,40}}?)?,? "
    rf"(?:{_SAYS}|{_AUX[:-1]}+{_ACTS})\b|"
    rf"\b(?:ask|call|contact|tell|agreed with|agree with|approval of|decision of|report to|led by|"
    rf"signed by|signed off by|approved by|decided by|checked by|answered by|come from|go to|"
    rf"goes to|comes from) "
    rf"(?:our|the|my) (?:[\w'-]+ ){{0,3}}?{_ROLE}\b|"
    rf"\b(?:project|product|service|contract) (?:manager|owner|lead|sponsor|officer)[:,]? "
    rf"(?:is |will be )?(?-i:[A-Z])",
    re.IGNORECASE,
)
_WRITER = re.compile(
    r"\bI(?:'ll|\u2019ll| will| do| am| want to| can)? (?:\w+ )?(?:review|approve|decide|answer|"
    r"check|sign|look at|be (?:your|the|available|reviewing|around)|manage|give|test|am the|run|"
    r"own|read|click|walk|release|reply|go through|say yes)\w*\b|"
    r"\b(?:report to me|contact me|ask me|call me|message me|with me|approved by me|dm me|tell me|"
    r"through me|text me|by me|ping me|to me (?:first|before))\b"
)
_CHOOSING = re.compile(
    r"\b(?:submission|how to (?:apply|bid|respond|offer)|to apply|application|proposal "
    r"(?:format|contents?|requirements)|questions?|inquir\w*|enquir\w*|evaluation|selection|award|"
    r"pre-?bid|timetable|key dates|instructions to|choosing|how we choose|offers?|tender process|"
    r"applying)\b",
    re.IGNORECASE,
)
_BIDDING = re.compile(
    r"\b(?:communications?|contact|questions?|inquiries|enquiries|clarifications?)\b[^.]{0,60}"
    r"\b(?:about|on|regarding|concerning|during|before|with) (?:this|the|that) (?:request|rf[pqi]|"
    r"solicitation|tender|procurement|quotation|process|invitation|notice|posting|ad\b)|"
    r"\bquestions?\b[^.]{0,40}\b(?:by|before|until|not later than)\b[^.]{0,20}\d|"
    r"\b(?:offers?|proposals?|bids?|tenders?|quotations?|quotes|applications?|applicants?|bidders?|"
    r"tenderers?|offerors?|candidates?|cv|resume)\b",
    re.IGNORECASE,
)
_SELLER = re.compile(
    r"\b(?:the (?:contractor|vendor|supplier|provider|agency|consultant|bidder|firm)|your|you|"
    r"contractor's|vendor's|provider's|supplier's|outgoing|previous|old|former|new)"
    r"(?: shall| will| must| may| can)?(?: \w+){0,4}$",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"(?:The|This|That|Which|What|Who|All|Any|If|When|Please|Our|My|Your|No|Nobody|Somebody|You|"
    r"Someone|Everybody|Everyone|There|Here|Quality|Price|Work|Payment|Team|Staff|Each|We|They|It|"
    r"Every|Vendors?|Contractors?|Suppliers?|Bidders?|Offers?|Tenders?|Proposals?|Providers?|Town|"
    r"City|County|Village|School|Agency|Agencies|Government|University|Client|Company|Council|"
    r"Firms?|Department|Ministry|Foundation|Trust|Association|Office|Library|Hospital|Museum|"
    r"Consultants?|Customers?|Clients?|Users?|Members?|Residents?|Visitors?|Employees?|Drivers?|"
    r"Cleaners?|Guards?|Agents?|Officers?|Operators?|Custodians?|Translators?|Developers?|And|But|"
    r"Freelancers?|Candidates?|Applicants?|Then|They|He|She|So|Also|Or)\b|"
    r"(?:\w+ ){0,2}\w+ (?:Ltd|GmbH|Inc|LLC|Limited)\b"
)
_OF_SELLER = re.compile(
    r"\b(?:vendor|contractor|supplier|provider|agency|consultant|bidder|freelancer)['\u2019]s\b",
    re.IGNORECASE,
)
_GONE = re.compile(r"\b(?:outgoing|previous|former|old provider|last provider)\b", re.IGNORECASE)
_SIGNED = re.compile(r"\b(?:sincerely|faithfully|regards|yours|cheers)\b,?\s", re.IGNORECASE)
_OWN_PART = re.compile(r"(?:[\dIVXA-Z]{1,4}(?:\.\d+)*[.)]? |section |part |[A-Z\W\d]+$)")


def is_about_choosing(unit: Unit) -> bool:
    """Whether it is about offers and how one is chosen, not about the work."""
    # A run-in title ("Choosing: ...") heads its own paragraph only, a numbered one all of its part.
    headed = _OWN_PART.match(unit.heading) and _CHOOSING.search(unit.heading)
    return bool(headed or _BIDDING.search(unit.text))


def no_owner(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """Nobody on the buyer's side who answers, decides or accepts once the work has begun."""
    if brief.words < MIN_WORDS or any(_owns(unit) for unit in found):
        return
    yield LintFinding(
        code="no-owner",
        message="Nobody on your side is named who answers questions and decides.",
        fix="Name one person or role who decides, with a deputy and how to reach them.",
        places=(first_place(brief),),
    )


def _owns(unit: Unit) -> bool:
    if is_about_choosing(unit):
        return False
    if _WRITER.search(unit.text):
        return True
    if _GONE.search(unit.text) or _SIGNED.search(unit.text):
        return False
    for pattern in (_SETTLED, _NAMED, _BY_ROLE):
        for match in pattern.finditer(unit.text):
            of_seller = _SELLER.search(unit.text[max(0, match.start() - 40) : match.start()])
            of_seller = of_seller or _OF_SELLER.search(match[0])
            if not of_seller and not (pattern is _NAMED and _NOT_A_NAME.match(match[0])):
                return True
    return False
