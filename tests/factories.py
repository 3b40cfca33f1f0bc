"""Small values for tests: each factory fills what a test does not care about."""

from collections.abc import Sequence

from advisor.domain import (
    Advice,
    Citation,
    Claim,
    ClaimKind,
    ClaimVerdict,
    Hit,
    Passage,
    RunTrace,
    SourceKind,
    SourceRef,
    Status,
    Support,
    TopicSummary,
)

SENTENCES = (
    "Score every bidder on the same weighted criteria.",
    "Fix the weights before you open the first quote.",
)


def make_passage(
    passage_id: str = "price-over-fit#weighted-scorecard",
    sentences: Sequence[str] = SENTENCES,
    *,
    title: str = "Cheapest over best fit",
    section: str = "Weighted scorecard",
    kind: SourceKind = "guidance",
    reviewed: str = "2026-11-23",
    url: str = "",
) -> Passage:
    """A passage that holds the sentences, one a line."""
    source = SourceRef(
        source_id=passage_id.partition("#")[0],
        title=title,
        section=section,
        kind=kind,
        url=url,
        published=reviewed,
    )
    return Passage(
        passage_id=passage_id, text="\n".join(sentences), source=source, point_ids=("2c",)
    )


def make_citation(passage: Passage, quote: str) -> Citation:
    """A verbatim quote; the passage has to contain it."""
    start = passage.text.index(quote)
    return Citation(
        passage_id=passage.passage_id,
        quote=quote,
        start=start,
        end=start + len(quote),
        point_ids=passage.point_ids,
    )


def make_verdict(
    text: str,
    *passages: Passage,
    section: str = "",
    support: Support = "supported",
    kind: ClaimKind = "advice",
    quote: str = "",
) -> ClaimVerdict:
    """A sentence that cites the passages, each by `quote`, or by the sentence itself."""
    citations = tuple(make_citation(passage, quote or text) for passage in passages)
    claim = Claim(text=text, kind=kind, citations=citations, section=section)
    score = 1.0 if support == "supported" else 0.4
    return ClaimVerdict(claim=claim, support=support, score=score, reason="")


def make_connective(text: str, *, section: str = "") -> ClaimVerdict:
    """A sentence that states nothing."""
    claim = Claim(text=text, kind="not_a_claim", section=section)
    return ClaimVerdict(claim=claim, support="not_a_claim", score=None, reason="")


def make_trace() -> RunTrace:
    """How an offline answer was made."""
    return RunTrace(
        model="offline", index_fingerprint="index", settings_digest="settings", timings={"draft": 1}
    )


def make_advice(
    question: str = "How do I compare three quotes?",
    verdicts: Sequence[ClaimVerdict] | None = None,
    evidence: Sequence[Passage] | None = None,
    *,
    status: Status = "answered",
    standalone_question: str = "",
    follow_ups: Sequence[str] = ("Who should do the scoring?",),
    template: str = "vendor-scorecard",
    template_title: str | None = None,
    removed: Sequence[ClaimVerdict] = (),
    nearest_topics: Sequence[TopicSummary] = (),
    reading: str = "",
    notice: str = "",
) -> Advice:
    """An answer; by default one connective and the two sentences of one cited passage."""
    passages = (make_passage(),) if evidence is None else tuple(evidence)
    if verdicts is None:
        verdicts = (
            make_connective("Here is what helps."),
            *(make_verdict(text, make_passage(), section="Before you sign") for text in SENTENCES),
        )
    return Advice(
        question=question,
        standalone_question=standalone_question or question,
        status=status,
        verdicts=tuple(verdicts),
        evidence=tuple(Hit(passage=passage, score=0.9, how=("dense",)) for passage in passages),
        nearest_topics=tuple(nearest_topics),
        follow_ups=tuple(follow_ups),
        trace=make_trace(),
        removed=tuple(removed),
        reading=reading,
        template=template,
        template_title=_title_of(template) if template_title is None else template_title,
        notice=notice,
    )


def make_declined(question: str = "Which vendor is the best?") -> Advice:
    """A declined question with one topic to go on with."""
    topic = TopicSummary(
        topic_id="price-over-fit",
        title="Cheapest over best fit",
        example="How do I compare three quotes?",
    )
    return make_advice(
        question,
        [make_connective("Ranking vendors is outside of what I can do.")],
        [],
        status="declined",
        follow_ups=(),
        template="",
        nearest_topics=[topic],
    )


def _title_of(template: str) -> str:
    return template.replace("-", " ").capitalize()
