"""The report of a review in Markdown, and the questions to the vendor as a list."""

import re
from collections.abc import Iterator, Sequence

from advisor.domain.review import (
    BriefReview,
    Evidence,
    Finding,
    Harm,
    LintFinding,
    Place,
    TopicReview,
)
from advisor.domain.review_words import (
    RISK_WORDS,
    STATUS_WORDS,
    about,
    first_findings,
    other_findings,
    questions,
    says_reason,
)

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")
_AT_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+=])")
MAX_QUOTE_CHARS = 300
MAX_QUOTES = 3
_DISCLAIMER = "Not legal or tax advice."


def report_markdown(review: BriefReview) -> str:
    """The report: score, harm, the riskiest gaps, the ten topics, faults and questions."""
    parts = [
        f"# Review: {escaped(review.brief.title)}",
        f"{escaped(about(review))}.",
        *([f"**Note:** {escaped(review.brief.notice)}"] if review.brief.notice else ()),
        *_harm(review.harm),
        f"## Readiness: {review.score.value} of 100",
        _listed(review.score.terms),
        *_gaps(review),
        "## The ten topics",
        _table(review.topics),
        *_lint(review.lint),
        *_others(other_findings(review)),
        *_asked(questions(review)),
        f"---\n\n{_DISCLAIMER}",
    ]
    return "\n\n".join(parts) + "\n"


def questions_markdown(review: BriefReview) -> str:
    """The questions to the vendor as a numbered list; says so where there are none."""
    title = f"# Questions to the vendor: {escaped(review.brief.title)}"
    asked = questions(review)
    body = _numbered(asked) if asked else "The review found no gap to ask about."
    return f"{title}\n\n{body}\n"


def escaped(text: str) -> str:
    """The text on one line, so that Markdown shows every character as it is."""
    line = _MARKS.sub(r"\\\1", " ".join(text.split()))
    return _AT_START.sub(lambda at: f"{at[1]}\\{at[2]}" if at[1] else f"\\{at[3]}", line)


def _quoted(quote: str) -> str:
    line = " ".join(quote.split())
    short = line if len(line) <= MAX_QUOTE_CHARS else f"{line[: MAX_QUOTE_CHARS - 1].rstrip()}…"
    return f"\u201c{escaped(short)}\u201d"


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(f"- {escaped(line)}" for line in lines)


def _numbered(lines: Sequence[str]) -> str:
    return "\n".join(f"{number}. {escaped(line)}" for number, line in enumerate(lines, 1))


def _harm(harm: Sequence[Harm]) -> Iterator[str]:
    if not harm:
        return
    yield "## Put this right first"
    yield "\n".join(
        f"- **{escaped(one.message)}** {_places(one.places)}  \n"
        f"  The lawful way: {escaped(one.lawful_way)}"
        for one in harm
    )


def _places(places: Sequence[Place | Evidence]) -> str:
    quotes = dict.fromkeys(_quoted(one.quote) for one in places if one.quote.strip())
    return ", ".join(list(quotes)[:MAX_QUOTES])


def _gaps(review: BriefReview) -> Iterator[str]:
    first = first_findings(review)
    if not first:
        yield "## No gap found"
        yield "Every topic that matters for this brief is handled."
        return
    yield "## The riskiest gap" if len(first) == 1 else f"## The {len(first)} riskiest gaps"
    for number, finding in enumerate(first, 1):
        yield f"### {number}. {escaped(finding.title)} ({RISK_WORDS[finding.risk]})"
        if finding.evidence:
            yield f"The brief says: {_places(finding.evidence)}"
        yield f"**Why it matters:** {escaped(finding.why)}"
        yield f"**What to write:**\n\n{_insertion(finding.write)}"
        yield f"**Ask the vendor:** {escaped(finding.ask)}"


def _insertion(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return "\n>\n".join(f"> {escaped(line)}" for line in lines)


def _table(topics: Sequence[TopicReview]) -> str:
    rows = [
        f"| {topic.number} | {escaped(topic.title)} | {STATUS_WORDS[topic.status]} "
        f"| {_proof(topic)} |"
        for topic in topics
    ]
    head = (
        "| No. | Topic | Verdict | Proof, or what was looked for |",
        "| ---: | --- | --- | --- |",
    )
    return "\n".join((*head, *rows))


def _proof(topic: TopicReview) -> str:
    return escaped(topic.reason) if says_reason(topic) else _places(topic.evidence)


def _lint(lint: Sequence[LintFinding]) -> Iterator[str]:
    if not lint:
        return
    yield "## Faults in the text"
    yield "\n".join(
        f"- {escaped(one.message)} {escaped(one.fix)} {_places(one.places)}".rstrip()
        for one in lint
    )


def _others(findings: Sequence[Finding]) -> Iterator[str]:
    if not findings:
        return
    yield "## Other gaps"
    yield "\n".join(
        f"- **{escaped(one.title)}** ({RISK_WORDS[one.risk]}). Write: {escaped(one.write)}"
        for one in findings
    )


def _asked(asked: Sequence[str]) -> Iterator[str]:
    if asked:
        yield "## Questions to the vendor"
        yield _numbered(asked)
