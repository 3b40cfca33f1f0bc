"""A hand-made brief with its review: every verdict, lint and harm once, all quotes exact."""

from collections.abc import Sequence

from advisor.domain import RunTrace
from advisor.domain.review import (
    Brief,
    BriefReview,
    Check,
    CheckLevel,
    CheckReview,
    Evidence,
    EvidenceLevel,
    Finding,
    Harm,
    LintFinding,
    Place,
    Risk,
    Score,
    Section,
    TopicReview,
    TopicStatus,
)

TEXT = """Bookkeeper wanted for three cafes

Scope
We need a bookkeeper who closes each month by the 8th and sends us a profit and loss <report>.
Post the receipts of 3 sites.

Reporting
Send a summary every Friday by e-mail. The work should be of high quality.

Access
The passwords are in the shared spreadsheet. The cheapest offer wins.
Offers close on 3 May 2027; see Appendix B."""

TITLES = {
    "unclear-goals": "Unclear goals",
    "price-over-fit": "Price over fit",
    "no-delegation": "No delegation",
    "micromanagement": "Micromanagement",
    "weak-onboarding": "Weak onboarding",
    "neglected-communication": "Neglected communication",
    "unprotected-ip": "Unprotected data and rights",
    "not-scaling": "Not scaling",
    "cultural-differences": "Cultural differences",
    "no-monitoring": "No monitoring",
}


def make_sections(text: str, headings: Sequence[str]) -> tuple[Section, ...]:
    """A section for each heading line, in order, and one without a heading before the first."""
    found, heading, start = [], "", 0
    for title in headings:
        at = text.index(f"\n{title}\n", start) + 1
        found.append(Section(heading=heading, level=1, start=start, end=at))
        heading, start = title, at + len(title) + 1
    return (*found, Section(heading=heading, level=1, start=start, end=len(text)))


def make_brief(
    text: str = TEXT, *, title: str = "Bookkeeper wanted", headings: Sequence[str] | None = None
) -> Brief:
    """A brief with the sections that begin with the given heading lines."""
    titles = headings if headings is not None else ("Scope", "Reporting", "Access")
    own = titles if text == TEXT or headings is not None else ()
    return Brief(
        title=title,
        text=text,
        sections=make_sections(text, own),
        kind="job_post",
        trade="bookkeeping",
    )


def make_place(text: str, quote: str) -> Place:
    """The first place of a quote; the text has to contain it."""
    start = text.index(quote)
    return Place(quote=quote, start=start, end=start + len(quote))


def make_evidence(text: str, quote: str, check_id: str, level: EvidenceLevel = "good") -> Evidence:
    """The first place of a quote as evidence."""
    place = make_place(text, quote)
    return Evidence(quote=quote, start=place.start, end=place.end, check_id=check_id, level=level)


def make_check(check_id: str, *, risk: Risk = "medium") -> Check:
    """A check with text that names it."""
    return Check(
        check_id=check_id,
        topic_id=check_id.partition(".")[0],
        question=f"Does the brief settle {check_id}?",
        counts="A sentence that binds.",
        counts_not="Adjectives.",
        looked_for=f"a sentence that settles {check_id}",
        why="Without it you pay twice.",
        risk={"default": risk},
        weight=1.0,
        point_ids=("1a",),
        insertion="Report [number] by [date].",
        ask="What do you need from us?",
    )


def make_topic(
    topic_id: str,
    status: TopicStatus = "missing",
    evidence: Sequence[Evidence] = (),
    *,
    applicable: bool = True,
    reason: str = "Looked for a sentence that settles it in 3 parts and found none.",
) -> TopicReview:
    """A verdict with one check, which holds the evidence."""
    level: CheckLevel = {"handled": "met", "partly": "half"}.get(status, "missing")  # type: ignore[assignment]
    check_id = evidence[0].check_id if evidence else f"{topic_id}.some"
    check = CheckReview(check=make_check(check_id), level=level, evidence=tuple(evidence))
    return TopicReview(
        topic_id=topic_id,
        number=list(TITLES).index(topic_id) + 1,
        title=TITLES[topic_id],
        status=status,
        applicable=applicable,
        reason=reason,
        evidence=tuple(evidence),
        checks=(check,),
    )


def make_finding(
    finding_id: str,
    *,
    insert_at: int,
    risk: Risk = "high",
    write: str = "Report [number] by [date].",
    title: str = "",
    evidence: Sequence[Evidence] = (),
) -> Finding:
    """A gap to be mended by `write`."""
    topic_id = finding_id.partition(".")[0]
    return Finding(
        finding_id=finding_id,
        topic_id=topic_id,
        title=title or f"{TITLES[topic_id]}: Missing",
        risk=risk,
        why="Without it you pay twice.",
        write=write,
        insert_at=insert_at,
        ask="What do you need from us?",
        point_ids=("1a",),
        evidence=tuple(evidence),
    )


def make_topics(text: str = TEXT) -> tuple[TopicReview, ...]:
    """Ten verdicts on the sample text, each status at least once."""
    deadline = "closes each month by the 8th"
    goals = make_evidence(text, deadline, "unclear-goals.timeline")
    cheapest = make_evidence(text, "The cheapest offer wins.", "price-over-fit.criteria", "against")
    weekly = make_evidence(
        text,
        "Send a summary every Friday by e-mail.",
        "neglected-communication.cadence",
    )
    again = make_evidence(text, weekly.quote, "no-monitoring.rhythm", "half")
    passwords = make_evidence(
        text, "The passwords are in the shared spreadsheet.", "unprotected-ip.access", "against"
    )
    own = {
        "unclear-goals": make_topic("unclear-goals", "handled", [goals]),
        "price-over-fit": make_topic("price-over-fit", "contradicted", [cheapest]),
        "neglected-communication": make_topic("neglected-communication", "handled", [weekly]),
        "unprotected-ip": make_topic("unprotected-ip", "contradicted", [passwords]),
        "not-scaling": make_topic(
            "not-scaling",
            "not_in_this_text",
            reason="The scope sits in Appendix B, which was not read.",
        ),
        "cultural-differences": make_topic(
            "cultural-differences",
            "not_applicable",
            applicable=False,
            reason="The work is done in your town.",
        ),
        "no-monitoring": make_topic("no-monitoring", "partly", [again]),
    }
    return tuple(own.get(topic_id) or make_topic(topic_id) for topic_id in TITLES)


def make_review(brief: Brief | None = None) -> BriefReview:
    """The review of the sample brief; of another brief, one in which everything is missing."""
    brief = brief or make_brief()
    own = brief.text == TEXT
    topics = make_topics() if own else tuple(make_topic(one) for one in TITLES)
    end = len(brief.text)
    wrong = topics[6].evidence if own else ()
    findings = (
        make_finding(
            "unprotected-ip.access",
            insert_at=TEXT.index("\nOffers close") if own else end,
            title="Unprotected data and rights: Pushes the wrong way",
            write="Each person signs in with an account of their own, ended on [date].",
            evidence=wrong,
        ),
        make_finding(
            "no-delegation.owner",
            insert_at=end,
            write="[Name, title] accepts the work.",
        ),
        make_finding(
            "weak-onboarding.ramp",
            insert_at=TEXT.index("\n\nReporting") if own else end,
            risk="medium",
            write="In the first week [name] shows you [tool].",
        ),
        make_finding("micromanagement.method-open", insert_at=end, risk="low"),
    )
    return BriefReview(
        brief=brief,
        topics=topics,
        findings=findings,
        score=Score(
            value=22,
            terms=(
                "2.5 of 9 topics that matter (handled 1, partly 0.5): 28 of 100",
                "2 faults in the text: -2 (1 each, 10 at most)",
                "Readiness: 22 of 100",
            ),
        ),
        lint=_lint() if own else (),
        harm=_harm() if own else (),
        trace=RunTrace(model="clauses", index_fingerprint="f1", settings_digest="s1"),
    )


def _lint() -> tuple[LintFinding, ...]:
    return (
        LintFinding(
            code="vague-word",
            message='"high quality" can be read in many ways.',
            fix="Say what is counted.",
            places=(make_place(TEXT, "high quality"),),
        ),
        LintFinding(
            code="missing-appendix",
            message="Appendix B is named and is not there.",
            fix="Add it, or take the reference out.",
            places=(make_place(TEXT, "Appendix B"),),
        ),
    )


def _harm() -> tuple[Harm, ...]:
    return (
        Harm(
            code="passwords-shared",
            message="The brief shares passwords in a spreadsheet.",
            lawful_way="Give each person an account of their own.",
            places=(make_place(TEXT, "The passwords are in the shared spreadsheet."),),
        ),
    )
