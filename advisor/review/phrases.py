"""Rules with reasons: words that say for sure what a clause does, beside the model's estimate."""

import re
from collections.abc import Sequence
from functools import cache

from advisor.domain.review import Check, ClauseReading
from advisor.knowledge.checks import TopicChecks
from advisor.review.splitting import Clause

SURE = 0.99


def with_phrases(
    clause: Clause, reading: ClauseReading, topics: Sequence[TopicChecks]
) -> ClauseReading:
    """The reading of a clause, raised to near certainty where a phrase of a check stands in it."""
    text = " ".join(clause.text.split())
    some, good, against = dict(reading.some), dict(reading.good), dict(reading.against)
    for topic in topics:
        if _matches(topic.against, text) and not _matches(topic.against_unless, text):
            against[topic.topic_id] = SURE
        for check in topic.checks:
            level = _level(check, text)
            if level:
                some[check.check_id] = SURE
            if level == "good":
                good[check.check_id] = SURE
    return ClauseReading(some=some, good=good, against=against)


def _level(check: Check, text: str) -> str:
    says, hints = _matches(check.says, text), _matches(check.hints, text)
    if not (says or hints) or _matches(check.unless, text):
        return ""
    return "good" if says else "half"


def _matches(patterns: tuple[str, ...], text: str) -> bool:
    return bool(patterns) and _compiled(patterns).search(text) is not None


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
