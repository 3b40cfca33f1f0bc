"""Rules with reasons: clauses that look like evidence and bind nobody."""

import re

from advisor.review.splitting import Clause

# What bidders have to do before the award says nothing about the work itself.
_BIDDING = re.compile(
    r"submission|submit(?:ting)?|how to (?:apply|bid|respond)|to apply|apply now|application|"
    r"instructions? (?:to|for) (?:bidders|offerors|applicants|vendors)|proposal (?:format|content|"
    r"requirements|preparation|instructions)|questions (?:and|&) answers|inquir|enquir|"
    r"questions (?:about|regarding|on) this|interview process|evaluation|selection|award|"
    r"pre-?bid|key dates|procurement timetable",
    re.IGNORECASE,
)
_UNTOUCHED_BY_BIDDING = frozenset({"unclear-goals", "micromanagement", "price-over-fit"})
_PLACEHOLDER = re.compile(
    r"\[(?=[^\]\n]*[a-z])[^\]\n]{3,}\](?!\()|<(?:insert|name|date|your)[^>]*>|lorem ipsum|\bTBD\b|"
    r"_{4,}",
    re.IGNORECASE,
)
_PRE_AWARD = re.compile(
    r"\b(?:questions|inquiries|enquiries|clarifications?)\b[^.]{0,60}\b(?:rf[pqi]|solicitation|"
    r"tender|proposal|bid|quotation|this (?:notice|request|posting|ad))|"
    r"\b(?:proposals?|bids?|quotes?|quotations?|offers|applications?|resumes?|cvs?)\b[^.]{0,40}"
    r"\b(?:must|should|shall|may|are|is|will)? ?be (?:submitted|sent|e-?mailed|received|delivered)|"
    r"\bpast performance\b",
    re.IGNORECASE,
)

# A step that is prescribed for a stated reason, and price among fully specified goods, are fair.
_FAIR = {
    "micromanagement": re.compile(
        r"\b(?:since|because|so that|as required|required by|by law|safety|regulat\w+|audit\w*|"
        r"licen[cs]\w+|comparable|hygiene|manufacturer'?s)\b",
        re.IGNORECASE,
    ),
    "price-over-fit": re.compile(
        r"fully specified|full(?:y)? specification|(?:items|goods) (?:is|are) specified",
        re.IGNORECASE,
    ),
}


def is_fair(clause: Clause, topic_id: str) -> bool:
    """Whether a clause that seems to push the wrong way has a reason that is good enough."""
    fair = _FAIR.get(topic_id)
    return fair is not None and fair.search(clause.text) is not None


def is_counted(clause: Clause, topic_id: str) -> bool:
    """Whether a clause may be evidence for a topic."""
    if _PLACEHOLDER.search(clause.text):
        return False
    if topic_id in _UNTOUCHED_BY_BIDDING:
        return True
    return not (_BIDDING.search(clause.heading) or _PRE_AWARD.search(clause.text))
