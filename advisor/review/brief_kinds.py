"""Tells of what kind a brief is, and which trade it is for."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from advisor.domain import Trade, TradeProfile
from advisor.domain.review import BriefKind
from advisor.retrieval.understanding import read_trade

_HEAD_CHARS = 1_500
_LONGEST_EMAIL = 900  # words
_LONGEST_POST = 700
_FORMAL: Mapping[BriefKind, str] = {
    "terms_of_reference": r"(?i:\bterms of reference\b)|\bToRs?\b",
    "statement_of_work": r"(?i:\b(?:statement|scope) of (?:work|services|objectives|requirements?)"
    r"\b|\bperformance work statement\b|\bwork order\b)|\b(?:SOW|PWS|SOO)\b",
    "request": r"(?i:\b(?:request|call|invitation) (?:for|to) (?:\w+ )?(?:proposals?|quot\w+|"
    r"tenders?|bids?|information|offers?|expressions?)\b|\bsources sought\b|\bsolicitation\b)|"
    r"\bRF[PQIT]s?\b|\bITT\b",
}
_MAIL_HEADER = re.compile(r"^\s*(?:from|to|subject|re|fwd|sent|cc)\s*:\s*\S", re.I | re.M)
_GREETING = re.compile(
    r"^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|day)|morning)\b[^.\n]{0,40}"
    r"[,!\u2013-]?\s*$|^\s*(?:hi|hello|hey|dear) [A-Z]\w+(?: [A-Z]\w+)?\s*[,!\u2013-]",
    re.I | re.M,
)
_SIGN_OFF = re.compile(
    r"^\s*(?:many |kind |best |warm )?(?:thanks|thank you|regards|wishes|cheers|best|yours|"
    r"sincerely|ta)\b[^.\n]{0,30}$",
    re.I | re.M,
)
_DUTIES = re.compile(
    r"\b(?:contractor|vendor|supplier|consultant|provider)s? (?:shall|must|will)\b", re.I
)
_POST = re.compile(
    r"\bwanted\b|\bhiring\b|\bapply\b|\blooking for\b|\bjob\b|\bhourly\b|\bper hour\b|/hr\b|"
    r"\bpart[- ]time\b|\bfull[- ]time\b|\bfreelancer\b|\bresponsibilities\b|"
    r"\bi need\b|\bneed(?:ed)?\b",
    re.I,
)
_LONGEST_TITLE = 12  # words
_TRADE_CHARS = 60_000
# What a word counts there, against 1 in a sentence.
_IN_TITLE, _IN_HEADING = 5, 2


def kind_of(text: str, *, title: str = "") -> BriefKind:
    """The kind, by simple cues: what it calls itself first, else its form."""
    words = len(text.split())
    head = f"{title}\n{text[:_HEAD_CHARS]}"
    if words <= _LONGEST_EMAIL and _is_email(text):
        return "email"
    named = {
        kind: found.start() for kind, cue in _FORMAL.items() if (found := re.search(cue, head))
    }
    if named:
        return min(named, key=lambda kind: named[kind])
    if len(_DUTIES.findall(text)) >= 3:
        return "statement_of_work"
    if words <= _LONGEST_POST or len(set(map(str.lower, _POST.findall(text)))) >= 4:
        return "job_post"
    return "request"


def _is_email(text: str) -> bool:
    opening = text[:400]
    if len(_MAIL_HEADER.findall(opening)) >= 2:
        return True
    greeted = _GREETING.search(opening[:200]) is not None
    signed = _SIGN_OFF.search(text[-250:]) is not None
    subject = re.match(r"\s*subject\s*:", text, re.I) is not None
    return greeted or (subject and signed)


def trade_of(
    text: str, trades: Sequence[TradeProfile], *, title: str = "", headings: Sequence[str] = ()
) -> Trade | None:
    """The trade whose words the text holds clearly more often than those of others."""
    words = {trade.trade_id: trade.words for trade in trades}
    if not words:
        return None
    found = Counter[Trade]()
    is_title = len(title.split()) <= _LONGEST_TITLE  # else it is the first sentence of the text
    lines = [(title, _IN_TITLE if is_title else 0), *((one, _IN_HEADING) for one in headings)]
    sentences = re.split(r"(?<=[.;:!?])\s|\n", text[:_TRADE_CHARS])
    for line, weight in [*lines, *((one, 1) for one in sentences)]:
        if trade := read_trade(line, words):
            found[trade] += weight
    ranked = found.most_common(2)
    if not ranked:
        return None
    (best, hits), others = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
    enough = hits >= len(text[:_TRADE_CHARS].split()) / 300
    return best if enough and hits >= 1.4 * others else None
