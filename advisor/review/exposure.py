"""What is at stake in a brief: which topics matter for it, and what it exposes."""

import re
from collections.abc import Mapping

from advisor.domain.review import Brief

_EXPOSES: Mapping[str, str] = {
    "personal_data": r"personal(?:ly identifiable)? (?:data|information)|\bPII\b|customer (?:data"
    r"|records|database|list)|client (?:data|files|records)|donor|patients?\b|medical|employees?'? "
    r"(?:data|records)|e-?mail lists?|CRM\b|passports?|\bGDPR\b|student records",
    "payroll": r"payroll|payslips?|salar(?:y|ies)|wages|timesheets?",
    "money": r"bank (?:account|feed|details|login)|online banking|invoices? (?:payment|approval)|"
    r"pay(?:ing)? (?:suppliers|bills|invoices)|card (?:data|payments?)|book-?keeping|ledger|"
    r"refunds",
    "brand": r"logos?\b|brand|advert|campaign|website|copywrit|social media|content|design|"
    r"photograph|video",
    "safety": r"safety|hazard|chemical|herbicide|scaffold|electrical|armed|fire (?:alarm|exit)|"
    r"food hygiene",
    "peak": r"peak|season|christmas|black friday|holiday rush|surge|volume",
    "cross_border": r"offshore|nearshore|overseas|abroad|world-?wide|anywhere in the world|"
    r"time ?zones?|philippines|india\b|pakistan|ukraine|poland|romania|vietnam|bangladesh|kenya|"
    r"nigeria|latin america|eastern europe|egypt|colombia|mexico|native speaker|\bIST\b|\bGMT\b|"
    r"\bUTC\b",
}
_REMOTE = (
    r"\bremote(?:ly)?\b|work from (?:home|anywhere)|fully online|virtual assistant|upwork|fiverr"
)
_GOODS = (
    r"\b(?:furniture|desks?|chairs?|tables?|booths?|trailers?|vehicles?|vans?|laptops?|monitors?|"
    r"printers?|shelv(?:es|ing)|casegoods|containers?|machines?|uniforms?|mobile office|pallets?|"
    r"generators?|tents?|tools?|spare parts|goods|commodit(?:y|ies)|manufacturers?|model numbers?|"
    r"dimensions|F\.?O\.?B\.?|per item|per unit|unit price)\b"
)
_BUYS = (
    r"\b(?:purchas\w+|buy(?:ing)?|suppl(?:y|ied|ies|ier)|deliver(?:y|ed)|order(?:ed)?|quot\w+)\b"
)
_SERVICE = (
    r"\b(?:services?|consultan\w*|develop(?:er|ment)|support|maintain|operate|manage(?:ment)?|"
    r"clean(?:ing|er)|fulfil\w*|pick(?:ing)?|pack(?:ing)?|storage|ship(?:ping)?|repairs?|write|design|assist\w*|staff)\b"
)
_HANDS = (
    r"\b(?:clean\w*|mow\w*|grass|plants?|hedges?|trees?|weeds?|herbicides?|guards?|patrols?|posts?|"
    r"buildings?|floors?|waste|furniture|chairs?|desks?|catering|meals?|lunch(?:es)?|kitchen|delivery|"
    r"install\w*|repair\w*|paint\w*|tools?|equipment|vehicles?|snow|gutters?|windows?|booths?)\b"
)
_MINDS = (
    r"\b(?:software|apps?|website|web ?site|data|databases?|designs?|logos?|texts?|content|"
    r"articles?|copy|systems?|logins?|passwords?|accounts?|marketing|campaigns?|payroll|records|customers?|"
    r"clients?|patients?|documents?|reports?|photos?|translations?|code|IT|e-?mails?|confidential\w*)\b"
)
_SELECTS = (
    r"\bproposals?\b|\bquot(?:e|es|ation|ations)\b|\bbids?\b|\bbidders?\b|\bofferors?\b|"
    r"\btender\w*|\bappl(?:y|ications?|icants?)\b|\bcandidates?\b|\bselect(?:ion|ed)?\b|"
    r"\bhir(?:e|ing)\b|\blooking for\b|\bevaluat\w+|\baward\b"
)
SMALL = 200  # words
_AWAY = (
    r"(?:\s+\S+){0,6}?\s+(?:attached|attachments?|appendix|annex|exhibit|enclosed|linked|link|"
    r"https?://\S+|separate (?:document|file|paper))"
)
_ELSEWHERE = {
    "unclear-goals": r"(?:scope|specifications?|requirements|statement of work|deliverables|brief)"
    + _AWAY,
    "no-monitoring": r"(?:QASP|surveillance plan|service levels?|SLA|performance standards?)"
    + _AWAY,
    "unprotected-ip": r"(?:NDA|non-disclosure agreement|confidentiality agreement|data processing "
    r"agreement|DPA)" + _AWAY,
}
GOODS_DO_NOT_NEED = frozenset(
    "micromanagement weak-onboarding unprotected-ip not-scaling cultural-differences".split()
)


def exposures(brief: Brief) -> frozenset[str]:
    """What the brief exposes, by the names that `knowledge/checks/` uses."""
    return frozenset(name for name, cues in _EXPOSES.items() if _count(cues, brief.text))


def is_purchase(brief: Brief) -> bool:
    """Whether goods are bought, with little or no service."""
    goods, services = _count(_GOODS, brief.text), _count(_SERVICE, brief.text)
    return goods >= 3 and _count(_BUYS, brief.text) >= 2 and services <= goods


def is_bodily(brief: Brief) -> bool:
    """Whether the work is done with hands on things and places, not on texts, data or systems."""
    hands, minds = _count(_HANDS, brief.text), _count(_MINDS, brief.text)
    return hands >= 3 and minds * 4 <= hands


def is_remote(brief: Brief) -> bool:
    """Whether the work is done far away, across borders or cultures."""
    return bool(_count(_REMOTE, brief.text) or _count(_EXPOSES["cross_border"], brief.text) >= 2)


def selects(brief: Brief) -> bool:
    """Whether the brief is (also) about choosing who does the work."""
    return brief.kind in ("job_post", "request") or _count(_SELECTS, brief.text) >= 4


def does_not_matter(topic_id: str, brief: Brief) -> str:
    """Why a topic does not matter for this brief, or an empty text."""
    if topic_id in GOODS_DO_NOT_NEED and is_purchase(brief):
        return "Goods are bought here, not work that goes on."
    if topic_id == "cultural-differences" and not is_remote(brief):
        return "Nothing in the text points to people who work across borders or far away."
    if topic_id == "unprotected-ip" and is_bodily(brief):
        return "The vendor makes nothing for you that can be copied and sees none of your data."
    if topic_id == "price-over-fit" and not selects(brief):
        return "The text is the scope of work; choosing the vendor happens elsewhere."
    return ""


def is_small(brief: Brief) -> bool:
    """Whether the brief is so short that the work is likely to be small."""
    return brief.words < SMALL


def elsewhere(topic_id: str, brief: Brief) -> str:
    """The words that put what a topic asks for into another paper, or an empty text."""
    pattern = _ELSEWHERE.get(topic_id)
    match = re.search(pattern, brief.text, re.IGNORECASE) if pattern else None
    return " ".join(match[0].split()) if match else ""


def _count(pattern: str, text: str) -> int:
    return sum(1 for _ in re.finditer(pattern, text, re.IGNORECASE))
