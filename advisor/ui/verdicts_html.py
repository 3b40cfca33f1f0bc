"""Sentences with their verdicts as HTML: those to come, those struck out, those left out."""

from html import escape

from advisor.domain import Advice, ClaimVerdict, Support
from advisor.grounding.quotations import NEVER_SHOWN, SHOWN
from advisor.ui.icons import icon
from advisor.ui.wording import VERDICTS, removed_line


def coming_html(verdict: ClaimVerdict) -> str:
    """A sentence of an answer that is still being written."""
    if verdict.support == "not_a_claim":
        return escape(verdict.claim.text)
    return f"{struck_html(verdict)} {verdict_html(verdict.support)}"


def struck_html(verdict: ClaimVerdict) -> str:
    """A sentence, struck through with its reason where its sources do not support it."""
    text = escape(verdict.claim.text)
    if verdict.support in SHOWN:
        return text
    return f'<s>{text}</s> <span class="oa-reason">{escape(verdict.reason)}</span>'


def verdict_html(support: Support) -> str:
    """Icon and word of a verdict."""
    glyph, words = VERDICTS[support]
    return f'<span class="oa-verdict" data-support="{support}">{icon(glyph)}{words}</span>'


def left_out_html(advice: Advice) -> str:
    """How many sentences were left out; those that no source contradicts can be looked at."""
    line = removed_line(len(advice.removed))
    seen = [one for one in advice.removed if one.support not in NEVER_SHOWN]
    if not seen:
        return f'<p class="oa-removed">{icon("partly")}<span>{line}</span></p>' if line else ""
    items = "".join(f"<li>{struck_html(one)}</li>" for one in seen)
    hidden = len(advice.removed) - len(seen)
    against = f"<p>{hidden} that went against the sources are not shown.</p>" if hidden else ""
    return (
        f'<details class="oa-removed"><summary>{icon("partly")}<span>{line} Show</span></summary>'
        f"<ul>{items}</ul>{against}</details>"
    )


def written_by_html(advice: Advice) -> str:
    """The model that wrote an answer, with its tokens and its price; empty where none did."""
    trace = advice.trace
    if not trace.completion_tokens:
        return ""
    cost = "price not known" if trace.cost_usd is None else f"${trace.cost_usd:.4f}"
    tokens = trace.prompt_tokens + trace.completion_tokens
    return f'<p class="oa-dated">{escape(trace.model)}: {tokens:,} tokens, {cost}.</p>'
