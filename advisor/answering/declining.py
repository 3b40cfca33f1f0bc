"""Declining: names the limit, says who can help, and answers the general part in scope."""

from collections.abc import Sequence

from advisor.answering.composer import Draft
from advisor.domain import Citation, Claim, Hit, Library, OutOfScope, TopicSummary

NEAREST = 3
OTHER_LANGUAGE = (
    "I read and answer English only, and this does not look like English.",
    "Please ask again in English; short and plain is fine.",
)


def decline(limit: OutOfScope, library: Library) -> Draft:
    """The polite refusal of one kind of question, with the general advice that stays in scope."""
    connectives = [
        Claim(text=text, kind="not_a_claim")
        for text in (limit.limit, limit.ask, limit.offer)
        if text
    ]
    general = [
        Claim(
            text=point.sentences[0],
            kind="advice",
            citations=(
                Citation(
                    passage_id=point.passage_id,
                    point_ids=(point.point_id,),
                    quote="",
                    start=0,
                    end=0,
                ),
            ),
            section="In general",
        )
        for point in (library.points[point_id] for point_id in limit.points)
    ]
    return Draft(
        reading="", claims=(*connectives, *general), template="", template_title="", follow_ups=()
    )


def decline_language() -> Draft:
    """The reply to a question in a language that is not read."""
    claims = tuple(Claim(text=text, kind="not_a_claim") for text in OTHER_LANGUAGE)
    return Draft(reading="", claims=claims, template="", template_title="", follow_ups=())


def nearest_topics(hits: Sequence[Hit], library: Library) -> tuple[TopicSummary, ...]:
    """The topics of the most relevant points, each with a question that it answers."""
    topics = dict.fromkeys(hit.passage.source.source_id for hit in hits)
    named = [library.topic_by_id[topic_id] for topic_id in topics] or list(library.topics)
    return tuple(
        TopicSummary(topic_id=topic.topic_id, title=topic.title, example=topic.ask)
        for topic in named[:NEAREST]
    )
