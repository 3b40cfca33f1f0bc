"""Scorers of brief reviews; the unit is a topic of a brief, or a planted fault."""

from collections.abc import Collection

from advisor.domain.review import BriefReview
from evals.brief_cases import LabelledBrief
from evals.brief_figures import Judged, judged, overlaps
from evals.cases import Case
from evals.scoring import SHOWN_CHARS, Share, ShareScorer, share_scorer


def verdicts_right(case: Case, review: BriefReview, topics: Collection[str]) -> Share:
    """Share of the topics with the labelled verdict; not applicable counts as missing."""
    own = _pairs(case, review, topics)
    return Share(sum(one.right for one in own), len(own))


def missing_never_handled(case: Case, review: BriefReview, topics: Collection[str]) -> Share:
    """Share of the missing topics that are not said to be handled."""
    own = [one for one in _pairs(case, review, topics) if one.wanted == "missing"]
    return Share(sum(one.given != "handled" for one in own), len(own))


def evidence_right(case: Case, review: BriefReview, topics: Collection[str]) -> Share:
    """Share of the rightly handled or contradicted topics whose evidence overlaps the quote."""
    own = [
        one
        for one in _pairs(case, review, topics)
        if one.right and one.wanted in ("handled", "contradicted") and one.label.quote
    ]
    met = [overlaps(one.brief.text, one.label.quote, one.review.evidence) for one in own]
    return Share(sum(met), len(met))


def traps_passed(case: Case, review: BriefReview, topics: Collection[str]) -> Share:
    """Share of the traps, words of a topic that mean something else, judged as labelled."""
    own = [one for one in _pairs(case, review, topics) if one.label.trap]
    return Share(sum(one.right for one in own), len(own))


def faults_found(case: Case, review: BriefReview, topics: Collection[str]) -> Share:
    """Share of the planted faults of the text, and of the planted harm, that are named."""
    del topics
    wanted = _planted(_brief(case))
    return Share(len(wanted & _named(review)), len(wanted))


def quotes_exact(case: Case, review: BriefReview, topics: Collection[str]) -> Share:
    """Share of all quotations of the review that stand in the brief, letter by letter."""
    del case
    text = review.brief.text
    found = [
        text[one.start : one.end] == one.quote != ""
        for topic in review.topics
        if topic.topic_id in topics
        for one in (*topic.evidence, *(two for check in topic.checks for two in check.evidence))
    ]
    places = [one for fault in review.lint for one in fault.places]
    places += [one for harm in review.harm for one in harm.places]
    found += [text[one.start : one.end] == one.quote != "" for one in places]
    return Share(sum(found), len(found))


def clean_left_alone(case: Case, review: BriefReview, topics: Collection[str]) -> Share:
    """Share of the clean briefs with at most one false alarm, of whatever sort."""
    if not _brief(case).clean:
        return Share(0, 0)
    return Share(int(len(_alarms(case, review, topics)) <= 1), 1)


def _brief(case: Case) -> LabelledBrief:
    assert case.brief is not None  # noqa: S101  # for the type checker
    return case.brief


def _pairs(case: Case, review: BriefReview, topics: Collection[str]) -> list[Judged]:
    return [one for one in judged([(_brief(case), review)]) if one.review.topic_id in topics]


def _planted(brief: LabelledBrief) -> set[str]:
    return {f"lint:{code}" for code in brief.lint} | {f"harm:{code}" for code in brief.harm}


def _named(review: BriefReview) -> set[str]:
    lint = {f"lint:{one.code}" for one in review.lint}
    return lint | {f"harm:{one.code}" for one in review.harm}


def _alarms(case: Case, review: BriefReview, topics: Collection[str]) -> list[str]:
    """What is complained about without need: gaps in handled topics, lint and harm."""
    gaps = [
        one.review.topic_id
        for one in _pairs(case, review, topics)
        if one.wanted == "handled" and one.given in ("missing", "contradicted")
    ]
    return gaps + sorted(_named(review) - _planted(_brief(case)))


def _wrong(case: Case, review: BriefReview) -> str:
    topics = {topic.topic_id for topic in review.topics}
    return " | ".join(
        f"{one.review.topic_id}: {one.given}, not {one.wanted}"
        for one in _pairs(case, review, topics)
        if not one.right
    )


def _elsewhere(case: Case, review: BriefReview) -> str:
    topics = {topic.topic_id for topic in review.topics}
    return " | ".join(
        f"{one.review.topic_id}: not {one.label.quote[:SHOWN_CHARS]!r}"
        for one in _pairs(case, review, topics)
        if one.right
        and one.label.quote
        and not overlaps(one.brief.text, one.label.quote, one.review.evidence)
    )


def _unnamed(case: Case, review: BriefReview) -> str:
    return "not named: " + ", ".join(sorted(_planted(_brief(case)) - _named(review)))


def _alarmed(case: Case, review: BriefReview) -> str:
    topics = {topic.topic_id for topic in review.topics}
    return "false alarms: " + ", ".join(_alarms(case, review, topics))


def _inexact(case: Case, review: BriefReview) -> str:
    del case, review
    return "a quotation does not stand in the brief"


REVIEW_SCORERS: dict[str, ShareScorer[BriefReview]] = {
    one.name: one
    for one in (
        share_scorer(verdicts_right, _wrong),
        share_scorer(missing_never_handled, _wrong),
        share_scorer(evidence_right, _elsewhere),
        share_scorer(traps_passed, _wrong),
        share_scorer(faults_found, _unnamed),
        share_scorer(quotes_exact, _inexact),
        share_scorer(clean_left_alone, _alarmed),
    )
}
