"""The words and icons of the Review view that no other format has."""

from collections.abc import Mapping

from advisor.domain.review import (
    Brief,
    CheckLevel,
    EvidenceLevel,
    Risk,
    TopicReview,
    TopicStatus,
)
from advisor.domain.review_words import KIND_WORDS, RISK_WORDS
from advisor.review.comparing import Row

SHORT_NAMES: Mapping[str, str] = {
    "unclear-goals": "Goals",
    "price-over-fit": "Choice and price",
    "no-delegation": "Ownership",
    "micromanagement": "Room to work",
    "weak-onboarding": "Onboarding",
    "neglected-communication": "Communication",
    "unprotected-ip": "Data and rights",
    "not-scaling": "Scaling",
    "cultural-differences": "Culture",
    "no-monitoring": "Monitoring",
}
"""What a good brief says to each topic, in a word or three."""

STATUS_ICONS: Mapping[TopicStatus, str] = {
    "handled": "solved",
    "partly": "partly",
    "missing": "close",
    "contradicted": "warning",
    "not_applicable": "info",
    "not_in_this_text": "link",
}
LEVELS: Mapping[CheckLevel, tuple[str, str]] = {
    "met": ("check", "Met"),
    "half": ("partly", "Half"),
    "missing": ("close", "Missing"),
}
"""Icon and word of each check."""

_EVIDENCE: Mapping[EvidenceLevel, str] = {
    "good": "",
    "half": " (hint)",
    "against": " (wrong way)",
}


def short_name(topic: TopicReview | Row) -> str:
    """The topic's name as the page writes it beside its number."""
    return SHORT_NAMES.get(topic.topic_id, topic.title)


def topic_label(topic: TopicReview | Row) -> str:
    """Number and short name, which always stand where the topic's colour does."""
    return f"{topic.number} {short_name(topic)}"


def clause_label(topic: TopicReview, level: EvidenceLevel) -> str:
    """The topic of a clause, and what the clause is worth where it is no usable provision."""
    return f"{topic_label(topic)}{_EVIDENCE[level]}"


def kind_word(brief: Brief) -> str:
    """What kind of brief it is, as the first word of a line."""
    return KIND_WORDS[brief.kind].capitalize()


def risk_word(risk: Risk) -> str:
    """The risk, as the first word of a line."""
    return RISK_WORDS[risk].capitalize()
