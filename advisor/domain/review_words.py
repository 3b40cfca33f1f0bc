"""The words in which a review is shown, the same in each format."""

from collections.abc import Mapping

from advisor.domain.review import (
    BriefKind,
    BriefReview,
    EvidenceLevel,
    Finding,
    Risk,
    TopicReview,
    TopicStatus,
)

FIRST = 3  # findings that are said first
STATUS_WORDS: Mapping[TopicStatus, str] = {
    "handled": "Handled",
    "partly": "Partly",
    "missing": "Missing",
    "contradicted": "Contradicted",
    "not_applicable": "Not applicable",
    "not_in_this_text": "Not in this text",
}
LEVEL_WORDS: Mapping[EvidenceLevel, str] = {
    "good": "settles it",
    "half": "half of it",
    "against": "goes against it",
}
RISK_WORDS: Mapping[Risk, str] = {
    "high": "high risk",
    "medium": "medium risk",
    "low": "low risk",
}
KIND_WORDS: Mapping[BriefKind, str] = {
    "job_post": "job post",
    "email": "e-mail",
    "request": "request for offers",
    "statement_of_work": "statement of work",
    "terms_of_reference": "terms of reference",
}


def first_findings(review: BriefReview) -> tuple[Finding, ...]:
    """The two or three riskiest gaps; a third one of low risk is not said first."""
    first = review.findings[:FIRST]
    return first[:2] if len(first) == FIRST and first[-1].risk == "low" else first


def other_findings(review: BriefReview) -> tuple[Finding, ...]:
    """The gaps that are not said first."""
    return review.findings[len(first_findings(review)) :]


def says_reason(topic: TopicReview) -> bool:
    """Whether the reason, rather than quotes, stands for the verdict."""
    return not topic.evidence or topic.status in ("not_applicable", "not_in_this_text", "missing")


def questions(review: BriefReview) -> tuple[str, ...]:
    """The questions to the vendor, the riskiest first, each once."""
    return tuple(dict.fromkeys(finding.ask for finding in review.findings if finding.ask))


def about(review: BriefReview) -> str:
    """What was read, in a line."""
    brief = review.brief
    trade = f", {brief.trade.replace('_', ' ')}" if brief.trade else ""
    kind = KIND_WORDS[brief.kind]
    return f"{kind[0].upper()}{kind[1:]}{trade}, {brief.words:,} words"
