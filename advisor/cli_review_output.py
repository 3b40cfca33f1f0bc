"""What `advisor review` prints for people: a review, a row for each of several, a comparison."""

from collections.abc import Sequence
from dataclasses import replace

from rich.text import Text

from advisor.cli_output import out, say
from advisor.domain.review import (
    Brief,
    BriefReview,
    Evidence,
    Finding,
    Harm,
    LintFinding,
    Place,
    TopicReview,
    TopicStatus,
)
from advisor.domain.review_words import (
    RISK_WORDS,
    STATUS_WORDS,
    about,
    first_findings,
    other_findings,
    says_reason,
)
from advisor.domain.visible import visible_text
from advisor.review.comparing import Comparison, Row

MAX_QUOTE_CHARS = 200
_MAX_TITLE_CHARS = 50
_LETTERS: dict[TopicStatus, str] = {
    "handled": "H",
    "partly": "P",
    "missing": "-",
    "contradicted": "X",
    "not_applicable": "n",
    "not_in_this_text": "?",
}
_STATUS_CHARS = max(len(word) for word in STATUS_WORDS.values())


def print_review(review: BriefReview) -> None:
    """What was read, harm, the score, the riskiest gaps, the ten topics and the text's faults."""
    _title(plain(review.brief.title) or "Untitled", gap=False)
    say(about(review))
    if review.brief.notice:
        say(f"Note: {plain(review.brief.notice)}")
    _print_harm(review.brief, review.harm)
    _title("How ready it is")
    for term in review.score.terms:
        say(f"  {term}")
    _print_gaps(review)
    _title("The ten topics")
    for topic in review.topics:
        _print_topic(review.brief, topic)
    _print_faults(review.brief, review.lint)


def print_row(review: BriefReview, name: str, *, first: bool) -> None:
    """One of several reviews on a line; the first has the headings above it."""
    if first:
        numbers = " ".join(str(topic.number) for topic in review.topics)
        out.print(Text(f"Ready  {numbers}  High  Harm  Faults  Brief", "bold"), soft_wrap=True)
    letters = " ".join(
        _LETTERS[topic.status].rjust(len(str(topic.number))) for topic in review.topics
    )
    high = sum(finding.risk == "high" for finding in review.findings)
    counts = f"{high:>4}  {len(review.harm):>4}  {len(review.lint):>6}"
    worst = f"; riskiest: {review.findings[0].title}" if review.findings else ""
    said = f"{plain(name)}: {_short(review.brief.title, _MAX_TITLE_CHARS)}{worst}"
    say(f"{review.score.value:>5}  {letters}  {counts}  {said}")


def print_key(review: BriefReview) -> None:
    """What the columns and letters of the rows mean."""
    letters = ", ".join(
        f"{letter} {STATUS_WORDS[status].lower()}" for status, letter in _LETTERS.items()
    )
    topics = ", ".join(f"{topic.number} {topic.title}" for topic in review.topics)
    say(f"\n{letters}; High: gaps of high risk\n{topics}")


def print_comparison(found: Comparison, before: BriefReview, after: BriefReview) -> None:
    """The topics before and after, with the checks that were won and lost."""
    _title(f"{plain(before.brief.title)} -> {plain(after.brief.title)}", gap=False)
    say(f"Readiness: {found.score_before} -> {found.score_after} of 100")
    say("")
    width = max(len(row.title) for row in found.rows)
    for row in found.rows:
        statuses = f"{STATUS_WORDS[row.before]:<{_STATUS_CHARS}} -> {STATUS_WORDS[row.after]}"
        say(f"{row.number:>2} {row.title:<{width}}  {statuses}{_change(row)}")
        for mark, questions in (("won", row.won), ("lost", row.lost)):
            for question in questions:
                say(f"     {mark}: {question}")
    worse = [row.title for row in found.rows if row.worse]
    say(f"\nWorse than before: {', '.join(worse)}." if worse else "\nNo topic stands worse.")


def plain(text: str) -> str:
    """Foreign text on one line, without characters that steer a terminal."""
    return " ".join(visible_text(text).split())


def _title(text: str, *, gap: bool = True) -> None:
    out.print(Text(f"\n{text}" if gap else text, "bold"), soft_wrap=True)


def _short(text: str, most: int) -> str:
    line = plain(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}\u2026"


def _where(brief: Brief, start: int) -> str:
    """The page of an offset, else its part, else its line."""
    parts = [one for one in brief.sections if one.start <= start < one.end]
    if parts and parts[-1].page:
        return f"page {parts[-1].page}"
    if parts and parts[-1].heading:
        return f'under "{plain(parts[-1].heading)}"'
    return f"line {brief.text.count(chr(10), 0, start) + 1}"


def _proof(brief: Brief, place: Place | Evidence) -> str:
    return f"\u201c{_short(place.quote, MAX_QUOTE_CHARS)}\u201d ({_where(brief, place.start)})"


def _print_harm(brief: Brief, harm: Sequence[Harm]) -> None:
    if not harm:
        return
    _title("Put this right first")
    for one in harm:
        say(f"! {one.message}")
        say(f"  {_proof(brief, one.places[0])}")
        say(f"  The lawful way: {one.lawful_way}")


def _print_gaps(review: BriefReview) -> None:
    first = first_findings(review)
    if not first:
        _title("No gap found")
        return
    _title("The riskiest gap" if len(first) == 1 else f"The {len(first)} riskiest gaps")
    for number, finding in enumerate(first, 1):
        _print_gap(review.brief, finding, number)
    if others := other_findings(review):
        gaps = "1 other gap" if len(others) == 1 else f"{len(others)} other gaps"
        say(f"{gaps}: --markdown or --report FILE shows all.")


def _print_gap(brief: Brief, finding: Finding, number: int) -> None:
    say(f"{number}. {finding.title} ({RISK_WORDS[finding.risk]})")
    if finding.evidence:
        say(f"   The brief says: {_proof(brief, finding.evidence[0])}")
    say(f"   Why it matters: {plain(finding.why)}")
    say(f"   Write: {plain(finding.write)}")
    say(f"   Ask the vendor: {plain(finding.ask)}")


def _print_topic(brief: Brief, topic: TopicReview) -> None:
    reason = says_reason(topic)
    word = STATUS_WORDS[topic.status]
    say(f"{topic.number:>2} {word:<{_STATUS_CHARS}}  {topic.title}")
    if not reason:
        say(f"     {_proof(brief, topic.evidence[0])}")
    if reason or topic.status == "partly":
        say(f"     {plain(topic.reason)}")


def _print_faults(brief: Brief, faults: Sequence[LintFinding]) -> None:
    if not faults:
        return
    _title("1 fault in the text" if len(faults) == 1 else f"{len(faults)} faults in the text")
    for fault in faults:
        places = ", ".join(dict.fromkeys(_proof(brief, place) for place in fault.places[:3]))
        say(f"- {plain(fault.message)} {plain(fault.fix)} {places}")


def _change(row: Row) -> str:
    """How the topic stands now, where that changed."""
    if row.before == row.after:
        return ""
    if row.worse:
        return "  (worse)"
    return "  (better)" if replace(row, before=row.after, after=row.before).worse else "  (changed)"
