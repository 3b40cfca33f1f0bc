"""Two reviews of a brief side by side as HTML: what was won, and that nothing got lost."""

from html import escape

from advisor.domain.review import TopicStatus
from advisor.review.comparing import Comparison, Row
from advisor.ui.icons import icon
from advisor.ui.notes_parts import chip, counted
from advisor.ui.review_parts import part, status_chip, topic_chip
from advisor.ui.review_wording import topic_label


def comparison_html(comparison: Comparison, *, blanks: int = 0) -> str:
    """The scores, what changed, and the topics before and after.

    `blanks` are the placeholders that the changes brought and nobody has filled in.
    """
    rows = "".join(_row(row) for row in comparison.rows)
    body = (
        '<p class="oa-score-line"><span class="oa-sr">Readiness before: </span>'
        f"<strong>{comparison.score_before}</strong>{icon('arrow')}"
        f'<span class="oa-sr">, after: </span><strong>{comparison.score_after}</strong>'
        f"<span>of 100 ready</span></p>{_summary(comparison)}{_blanks(blanks)}"
        f'<ol class="oa-steps">{rows}</ol>'
        '<div class="oa-row"><button type="button" class="oa-button" data-do="review-file" '
        f'data-kind="changed-docx">{icon("download")}The changed brief as Word, with changes '
        "tracked</button></div>"
    )
    return part("Before and after", body, look="oa-compared")


def _summary(comparison: Comparison) -> str:
    won = sum(1 for row in comparison.rows if _rank(row.after) > _rank(row.before))
    gained = f"{counted(won, 'topic')} better. " if won else "No topic changed for the better. "
    if comparison.lost:
        names = ", ".join(topic_label(row) for row in comparison.rows if row.worse)
        flag = chip("warning", f"Worse than before: {names}", "warn")
    else:
        flag = chip("check", "Nothing that was handled got lost", "good")
    return f"<p>{escape(gained)}{flag}</p>"


def _blanks(count: int) -> str:
    if not count:
        return ""
    verb = "is" if count == 1 else "are"
    return (
        f'<p class="oa-fine">{counted(count, "place")} {verb} still to fill in; each counts as a '
        "fault in the text until then.</p>"
    )


def _row(row: Row) -> str:
    changed = [f"Now there: {question}" for question in row.won]
    changed += [f"No longer there: {question}" for question in row.lost]
    lines = "".join(f"<li>{escape(line)}</li>" for line in changed)
    details = f"<ul>{lines}</ul>" if lines else '<p class="oa-fine">No change</p>'
    return (
        f'<li data-changed="{str(row.before != row.after).lower()}">{topic_chip(row)}'
        f'<span><span class="oa-sr">, before: </span>{status_chip(row.before)}</span>'
        f'<span>{icon("arrow")}<span class="oa-sr">, after: </span>{status_chip(row.after)}</span>'
        f"{details}</li>"
    )


def _rank(status: TopicStatus) -> int:
    """How far a verdict is from the worst; what does not apply is as good as handled."""
    order: tuple[TopicStatus, ...] = ("contradicted", "missing", "not_in_this_text", "partly")
    return order.index(status) if status in order else len(order)
