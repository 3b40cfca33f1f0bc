"""The answer to a question: claims, their verdicts, the evidence, and how it was made."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from advisor.domain.evidence import Citation, Hit, hit_from_dict, hit_to_dict

ClaimKind = Literal["advice", "fact", "note", "not_a_claim"]
Support = Literal["supported", "partly", "unsupported", "contradicted", "unscored", "not_a_claim"]
Status = Literal["answered", "declined"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Progress of a running question, for the page."""

    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence of an answer with its own citations.

    `section` is the heading that the sentence stands under, empty for none; `as_of` is the ISO
    date at which a dated fact held, empty for anything else.
    """

    text: str
    kind: ClaimKind
    citations: tuple[Citation, ...] = ()
    section: str = ""
    as_of: str = ""

    def cites(self, passage_ids: Collection[str]) -> bool:
        """Whether it rests on one of these passages."""
        return any(citation.passage_id in passage_ids for citation in self.citations)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimVerdict:
    """What the sources say of a claim; `score` is 0 to 1, None where nothing was scored."""

    claim: Claim
    support: Support
    score: float | None
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "text": self.claim.text,
            "kind": self.claim.kind,
            "section": self.claim.section,
            "as_of": self.claim.as_of,
            "support": self.support,
            "score": self.score,
            "reason": self.reason,
            "citations": [citation.to_dict() for citation in self.claim.citations],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "ClaimVerdict":
        """Read back what `to_dict` wrote."""
        claim = Claim(
            text=data["text"],
            kind=data["kind"],
            section=data["section"],
            as_of=data.get("as_of", ""),
            citations=tuple(Citation.from_dict(item) for item in data["citations"]),
        )
        return cls(claim=claim, support=data["support"], score=data["score"], reason=data["reason"])


DELETED = ClaimVerdict(
    claim=Claim(text="Sentences that quoted a deleted note stood here.", kind="not_a_claim"),
    support="not_a_claim",
    score=None,
    reason="Says nothing to be proven.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified(Step):
    """Progress of an answer that a model writes: the sentences that passed so far, in order."""

    verdicts: tuple[ClaimVerdict, ...] = ()
    removed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSummary:
    """A topic named to the user, with a question that it can answer."""

    topic_id: str
    title: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTrace:
    """How a result was made, so that a figure can be traced to a configuration.

    `timings` are milliseconds by step; `tokens` counts the evidence that was kept. The tokens of
    the prompt and the completion are those of a model that wrote; `cost_usd` is None where the
    price of it is not known.
    """

    model: str
    index_fingerprint: str
    settings_digest: str
    prompt_digests: dict[str, str] = field(default_factory=dict)
    timings: dict[str, float] = field(default_factory=dict)
    tokens: int = 0
    tokens_approximate: bool = False
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float | None = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """An answer in which every sentence has a verdict.

    `verdicts` are shown, in order; `removed` are the sentences that strict mode left out.
    `evidence` is in order of relevance. `template` is the id of the template that fits, or empty;
    `document` is the Markdown of a template that was filled from the conversation, or empty.
    `reading` says in one line what the question is about, and is the first claim too.
    `notice` is a line that the user should see before the answer, or empty.
    """

    question: str
    standalone_question: str
    status: Status
    verdicts: tuple[ClaimVerdict, ...]
    evidence: tuple[Hit, ...]
    nearest_topics: tuple[TopicSummary, ...]
    follow_ups: tuple[str, ...]
    trace: RunTrace
    removed: tuple[ClaimVerdict, ...] = ()
    reading: str = ""
    template: str = ""
    template_title: str = ""
    document: str = ""
    notice: str = ""

    @property
    def text(self) -> str:
        """The shown sentences as one text."""
        return " ".join(verdict.claim.text for verdict in self.verdicts)

    def without(self, passage_ids: Collection[str]) -> "Advice":
        """The answer after passages were deleted: what quotes them gives way to one line."""

        def kept(verdicts: Iterable[ClaimVerdict]) -> tuple[ClaimVerdict, ...]:
            return tuple(one for one in verdicts if not one.claim.cites(passage_ids))

        shown = kept(self.verdicts)
        gone = (DELETED,) if len(shown) < len(self.verdicts) else ()
        return replace(
            self,
            verdicts=(*shown, *gone),
            removed=kept(self.removed),
            evidence=tuple(
                hit for hit in self.evidence if hit.passage.passage_id not in passage_ids
            ),
        )

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys (README, "Python")."""
        return {
            "status": self.status,
            "question": self.question,
            "standalone_question": self.standalone_question,
            "reading": self.reading,
            "notice": self.notice,
            "claims": [verdict.to_dict() for verdict in self.verdicts],
            "removed": [verdict.to_dict() for verdict in self.removed],
            "evidence": [hit_to_dict(hit) for hit in self.evidence],
            "nearest_topics": [asdict(topic) for topic in self.nearest_topics],
            "follow_ups": list(self.follow_ups),
            "template": self.template,
            "template_title": self.template_title,
            "document": self.document,
            "trace": asdict(self.trace),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Advice":
        """Read back what `to_dict` wrote."""
        return cls(
            question=data["question"],
            standalone_question=data["standalone_question"],
            status=data["status"],
            verdicts=tuple(ClaimVerdict.from_dict(item) for item in data["claims"]),
            removed=tuple(ClaimVerdict.from_dict(item) for item in data["removed"]),
            evidence=tuple(hit_from_dict(item) for item in data["evidence"]),
            nearest_topics=tuple(TopicSummary(**item) for item in data["nearest_topics"]),
            follow_ups=tuple(data["follow_ups"]),
            trace=RunTrace(**data["trace"]),
            reading=data["reading"],
            template=data["template"],
            template_title=data["template_title"],
            document=data.get("document", ""),
            notice=data["notice"],
        )
