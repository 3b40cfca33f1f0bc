"""Verdicts follow from what the clauses say to the checks, and every quote stands in the brief."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from advisor.domain.review import Brief, BriefReview, ClauseReading, TopicReview
from advisor.domain.review_words import FIRST
from advisor.errors import ModelFileError
from advisor.knowledge import load_library
from advisor.knowledge.checks import load_topic_checks
from advisor.review.comparing import compare
from advisor.review.fixing import revise
from advisor.review.reviewer import Reviewer
from advisor.review.sections import sections_of
from advisor.settings import Settings

FOLDER = Settings().knowledge_dir
LIBRARY = load_library(FOLDER)
TOPICS = load_topic_checks(FOLDER, LIBRARY)
CHECKS = [check.check_id for topic in TOPICS for check in topic.checks]
TOPIC = "neglected-communication"
CADENCE, CHANNEL = f"{TOPIC}.cadence", f"{TOPIC}.channel"
Says = Mapping[str, Mapping[str, float]]


class Told:
    """`ports.ClauseModel` that says what it was told about clauses with certain words.

    A check id with 2.0 is a usable provision, with 1.0 a gesture; a topic id pushes the wrong way.
    """

    def __init__(self, says: Says) -> None:
        self._says = says

    def read(self, clauses: list[str]) -> list[ClauseReading]:
        return [self._one(clause) for clause in clauses]

    def _one(self, clause: str) -> ClauseReading:
        told: dict[str, float] = {}
        for words, labels in self._says.items():
            if words in clause:
                told.update(labels)
        return ClauseReading(
            some={check: float(told.get(check, 0) >= 1) for check in CHECKS},
            good={check: float(told.get(check, 0) >= 2) for check in CHECKS},
            against={topic.topic_id: float(topic.topic_id in told) for topic in TOPICS},
        )


def review_of(text: str, says: Says, kind: str = "request") -> BriefReview:
    brief = Brief(title="A brief", text=text, sections=sections_of(text), kind=kind)  # type: ignore[arg-type]
    return Reviewer(LIBRARY, TOPICS, Told(says), settings_digest="test").review(brief)


def topic_of(review: BriefReview, topic_id: str = TOPIC) -> TopicReview:
    return next(one for one in review.topics if one.topic_id == topic_id)


def test_two_usable_provisions_handle_a_topic_and_are_quoted() -> None:
    review = review_of(
        "We call each Friday. Decisions go into the shared list.",
        {"Friday": {CADENCE: 2.0}, "shared list": {CHANNEL: 2.0}},
    )
    topic = topic_of(review)
    assert topic.status == "handled"
    assert {one.quote for one in topic.evidence} == {
        "We call each Friday.",
        "Decisions go into the shared list.",
    }


def test_a_gesture_makes_it_partly_and_the_reason_says_what_lacks() -> None:
    topic = topic_of(review_of("We want regular updates.", {"updates": {CADENCE: 1.0}}))
    assert topic.status == "partly"
    assert "nothing on" in topic.reason


def test_a_missing_topic_says_what_was_looked_for_and_where() -> None:
    topic = topic_of(review_of("We need somebody for the books.", {}))
    assert topic.status == "missing"
    assert topic.reason.startswith("Looked for ")
    assert "6 words" in topic.reason
    assert not topic.evidence


def test_a_clause_that_pushes_the_wrong_way_contradicts_whatever_else_is_said() -> None:
    review = review_of(
        "We call each Friday. Do not contact us until it is finished.",
        {"Friday": {CADENCE: 2.0}, "Do not contact": {TOPIC: 1.0}},
    )
    topic = topic_of(review)
    assert topic.status == "contradicted"
    assert [one.quote for one in topic.evidence] == ["Do not contact us until it is finished."]
    assert review.findings[0].topic_id == TOPIC


@pytest.mark.parametrize(
    "text",
    [
        "We call each [weekday] at [time].",
        "# How to apply\nWe call each candidate on Friday.",
        "Questions about this tender are answered each Friday.",
    ],
)
def test_placeholders_and_rules_for_bidders_are_no_evidence(text: str) -> None:
    review = review_of(text, {"call": {CADENCE: 2.0}, "answered": {CADENCE: 2.0}})
    assert topic_of(review).status == "missing"


def test_culture_does_not_matter_for_work_on_the_spot() -> None:
    topic = topic_of(review_of("Clean our office twice a week.", {}), "cultural-differences")
    assert (topic.status, topic.applicable) == ("not_applicable", False)
    assert topic.reason


def test_culture_matters_where_people_work_far_away() -> None:
    text = "A remote assistant, anywhere in the world."
    assert topic_of(review_of(text, {}), "cultural-differences").status == "missing"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("We need help with our shop. The scope is in the attached file.", "not_in_this_text"),
        ("Help wanted. For requirements see https://example.org/spec.", "not_in_this_text"),
        ("We need help with our shop. The scope is wide and the shop is old.", "missing"),
    ],
)
def test_a_scope_behind_an_attachment_or_link_is_not_in_this_text(text: str, status: str) -> None:
    topic = topic_of(review_of(text, {}), "unclear-goals")
    assert topic.status == status
    assert ("elsewhere" in topic.reason) == (status == "not_in_this_text")


def test_a_check_that_the_model_does_not_know_is_a_broken_installation() -> None:
    renamed = replace(TOPICS[0].checks[0], check_id="unclear-goals.renamed")
    topics = (replace(TOPICS[0], checks=(renamed, *TOPICS[0].checks[1:])), *TOPICS[1:])
    reviewer = Reviewer(LIBRARY, topics, Told({}), settings_digest="test")
    brief = Brief(title="", text="Help wanted.", sections=sections_of("Help wanted."), kind="email")
    with pytest.raises(ModelFileError, match=r"unclear-goals\.renamed"):
        reviewer.review(brief)


def test_a_phrase_of_a_check_counts_where_the_model_is_unsure() -> None:
    check = replace(TOPICS[5].checks[0], says=(r"every second tuesday",), unless=(r"bidders",))
    topic = replace(TOPICS[5], checks=(check, *TOPICS[5].checks[1:]))
    topics = (*TOPICS[:5], topic, *TOPICS[6:])
    reviewer = Reviewer(LIBRARY, topics, Told({}), settings_digest="test")

    def level(text: str) -> str:
        brief = Brief(title="", text=text, sections=sections_of(text), kind="email")
        return topic_of(reviewer.review(brief)).checks[0].level

    assert topic.topic_id == TOPIC
    assert level("We meet every second\nTuesday.") == "met"
    assert level("Bidders meet every second Tuesday.") == "missing"


def test_payroll_data_without_terms_is_among_the_first_gaps() -> None:
    text = "Run the payroll of our 40 employees and store the employee data. A remote freelancer."
    review = review_of(text, {})
    first = [one.topic_id for one in review.findings[:FIRST]]
    assert "unprotected-ip" in first
    assert first.index("unprotected-ip") == 0
    assert "cultural-differences" not in first


def test_every_gap_says_why_what_to_write_and_what_to_ask() -> None:
    for finding in review_of("We need a website.", {}).findings:
        assert finding.why
        assert "[" in finding.write
        assert finding.ask.endswith("?")
        assert set(finding.point_ids) <= set(LIBRARY.points)


def test_the_score_shows_its_arithmetic() -> None:
    review = review_of(
        "We call each Friday. Decisions go into the list.",
        {"Friday": {CADENCE: 2.0}, "list": {CHANNEL: 2.0}},
    )
    handled = sum(one.status == "handled" for one in review.topics)
    own = sum(one.applicable for one in review.topics)
    assert review.score.terms[0].startswith(f"{handled} of {own} topics")
    assert review.score.terms[-1] == f"Readiness: {review.score.value} of 100"


def test_accepted_text_is_inserted_and_nothing_else_changes() -> None:
    text = "# Work\nWe need a website.\n\n# Price\nSend one."
    review = review_of(text, {"website": {"unclear-goals.outcome": 1.0}})
    revised = revise(review.brief, review.findings)
    without = revised.text
    for change in reversed(revised.changes):
        assert revised.text[change.start : change.end] == change.text
        without = without[: change.start] + without[change.end :]
    assert without == text
    assert all(finding.write in revised.text for finding in review.findings)


def test_text_on_a_topic_lands_in_the_part_that_speaks_of_it() -> None:
    text = "# Work\nWe need a website.\n\n# Price\nSend one."
    review = review_of(text, {"website": {"unclear-goals.outcome": 1.0}})
    goals = next(one for one in review.findings if one.topic_id == "unclear-goals")
    assert text[: goals.insert_at].endswith("We need a website.")


def test_a_comparison_names_what_was_won_and_what_got_lost() -> None:
    says: Says = {"Friday": {CADENCE: 2.0}, "list": {CHANNEL: 2.0}}
    poor, rich = review_of("Hello.", says), review_of("Call on Friday. Use the list.", says)
    row = next(one for one in compare(poor, rich).rows if one.topic_id == TOPIC)
    assert (row.before, row.after, row.worse) == ("missing", "handled", False)
    assert len(row.won) == 2
    assert not compare(poor, rich).lost
    assert compare(rich, poor).lost


def test_the_same_brief_gives_the_same_review() -> None:
    says: Says = {"Friday": {CADENCE: 2.0}}
    one, two = (review_of("We call each Friday.", says).to_dict() for _ in range(2))
    one.pop("trace")
    two.pop("trace")
    assert one == two
    assert [topic["id"] for topic in one["topics"]] == list(range(1, 11))
