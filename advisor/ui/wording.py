"""Words and dates that the page and the downloads share."""

from collections.abc import Sequence
from datetime import date

from advisor.domain import Advice, SourceRef, Support
from advisor.ui.outline import Source

PRODUCT = "Outsourcing Advisor"
NOT_ADVICE = "Not legal or tax advice."
VERDICTS: dict[Support, tuple[str, str]] = {
    "supported": ("check", "Supported"),
    "partly": ("partly", "Partly supported"),
    "unsupported": ("warning", "Not supported"),
    "contradicted": ("warning", "Contradicted by the source"),
    "unscored": ("question", "Not checked"),
}
"""Icon and text of each verdict; a connective has none."""


def was_reread(advice: Advice) -> bool:
    """Whether the question was answered in another wording than the user's."""
    return advice.standalone_question.strip() not in {"", advice.question.strip()}


def without_notes(advice: Advice) -> str:
    """The answer without what notes say, which is no part of how the next question is read."""
    said = (verdict.claim for verdict in advice.verdicts if verdict.claim.kind != "note")
    return " ".join(claim.text for claim in said)


def source_title(source: SourceRef) -> str:
    """Section and document in one line, or whose note it is and of which day."""
    if source.kind == "note" and source.published:
        return f"Your note of {long_date(source.published)} · {source.title}"
    return f"{source.section} · {source.title}" if source.section else source.title


def long_date(published: str) -> str:
    """`2026-11-23` as "23 November 2026"; anything else as it is."""
    try:
        day = date.fromisoformat(published)
    except ValueError:
        return published
    return f"{day.day} {day:%B %Y}"


def as_of(day: str) -> str:
    """Says when a dated fact held."""
    return f"As of {long_date(day)}"


def reviewed_line(sources: Sequence[Source]) -> str:
    """When the cited guidance was last reviewed; empty where no guidance is cited."""
    dates = sorted(
        {
            source.passage.source.published
            for source in sources
            if source.passage.source.kind == "guidance" and source.passage.source.published
        }
    )
    if not dates:
        return ""
    if len(dates) == 1:
        return f"Guidance reviewed {long_date(dates[0])}."
    return f"Guidance reviewed between {long_date(dates[0])} and {long_date(dates[-1])}."


def removed_line(count: int) -> str:
    """Says how many sentences were left out; empty for none."""
    if count == 0:
        return ""
    if count == 1:
        return "1 sentence was left out because the sources do not support it."
    return f"{count} sentences were left out because the sources do not support them."
