"""A small advisor with fixed answers: enough for the page, and quick."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from advisor.adapters.document_reader import read_document
from advisor.domain import (
    Advice,
    Claim,
    ClaimVerdict,
    Hit,
    Library,
    Passage,
    RunTrace,
    SourceRef,
    Step,
    TopicSummary,
    Turn,
)
from advisor.domain.notes import EngagementNote
from advisor.domain.own_guidance import Added, OwnDocument, own_document_id
from advisor.domain.reference import Reference
from advisor.errors import InputError, NotFoundError
from advisor.grounding.passages import passages_of
from advisor.knowledge import load_library, load_reference
from advisor.ports import ModelConsent, Records
from tests.factories import make_citation
from tests.ui.fake_notes import NotesPart

OUTCOME = Passage(
    passage_id="unclear-goals#business-outcome-in-one-sentence",
    text="\n".join(
        (
            "Write the business result you want in one sentence, before any list of tasks.",
            "A vendor who knows only the tasks can finish every one and leave your problem.",
            "Start the sentence with who benefits and what will be different, then add by when.",
            "List the tasks separately underneath, and strike out any that serve no outcome.",
            "For example, a dental practice might write 'Patients who ring at lunchtime reach "
            "a person' instead of 'answer phones and manage the diary'.",
            "For a bookkeeper, the outcome might be \"I can trust last month's figures by the "
            'tenth", not "enter receipts and invoices".',
        )
    ),
    source=SourceRef(
        source_id="unclear-goals",
        title="Unclear goals and expectations",
        section="Business outcome in one sentence",
        published="2026-11-23",
    ),
)
SCORECARD = Passage(
    passage_id="price-over-fit#weighted-scorecard",
    point_ids=("2c",),
    text="\n".join(
        (
            "Score every bidder on the same weighted criteria, and fix the weights first.",
            "A weight set afterwards drifts towards the price you have already seen.",
            "For a bookkeeper, give month-end accuracy more weight than the hourly rate.",
        )
    ),
    source=SourceRef(
        source_id="price-over-fit",
        title="Cheapest over best fit",
        section="Weighted scorecard before quotes are opened",
        published="2026-11-23",
    ),
)
CADENCE = Passage(
    passage_id="no-monitoring#review-rhythm",
    text="Review the agreed measures on a fixed day each month.\nKeep each review short.",
    source=SourceRef(
        source_id="no-monitoring",
        title="No monitoring",
        section="A review rhythm",
        published="2026-10-05",
    ),
)


KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"


@cache
def real_library() -> Library:
    """The guidance, read once."""
    return load_library(KNOWLEDGE)


@cache
def real_reference() -> Reference:
    """The reference material, read once."""
    return load_reference(KNOWLEDGE)


class MemoryOwnGuidance:
    """Reads files as the product does, and forgets them with the process."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], OwnDocument] = {}

    def add(self, name: str, data: bytes, *, workspace: str) -> Added:
        read = read_document(name, data)
        identifier = own_document_id(workspace, read.digest)
        if (workspace, identifier) in self._kept:
            return Added(document=self._kept[workspace, identifier], outcome="unchanged")
        document = OwnDocument(
            document_id=identifier,
            name=read.name,
            title=read.title,
            digest=read.digest,
            added_at=datetime(2026, 11, 23, tzinfo=UTC),
            passages=len(passages_of(read, document_id=identifier)),
            words=sum(len(block.text.split()) for block in read.blocks),
        )
        self._kept[workspace, identifier] = document
        return Added(document=document, outcome="added")

    def list(self, *, workspace: str) -> tuple[OwnDocument, ...]:
        return tuple(item for (owner, _), item in self._kept.items() if owner == workspace)

    def remove(self, document_id: str, *, workspace: str) -> None:
        if self._kept.pop((workspace, document_id), None) is None:
            raise NotFoundError("There is no such document.")


class FakeAdvisor(NotesPart):
    """Answers every question alike; remembers what it was asked, and about which engagement.

    A question about an engagement is answered from its latest note as well.
    """

    def __init__(self, conversations: Records) -> None:
        super().__init__()
        self.conversations = conversations
        self.library, self.reference = real_library(), real_reference()
        self.own_guidance = MemoryOwnGuidance()
        self.model_consent: ModelConsent | None = None
        self.document = ""
        self.asked: list[tuple[str, tuple[Turn, ...], str | None]] = []
        self.asked_about: list[str | None] = []
        self.closed = 0

    def example_questions(self) -> tuple[str, ...]:
        return (
            "I'm about to hire a bookkeeper. What should I settle first?",
            "Three quotes on my desk: how do I compare them fairly?",
            "Our agency misses every deadline. What now?",
            "Who owns the code when the project ends?",
        )

    def ask_steps(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        workspace: str = "default",
        engagement: str | None = None,
        read_as: str | None = None,
    ) -> Iterator[Step | Advice]:
        self.asked.append((question, tuple(history), read_as))
        self.asked_about.append(engagement)
        if not question.strip():
            raise InputError("Write a question first.")
        try:
            yield Step(name="Gathering evidence", detail="12 passages")
            yield Step(name="Checking each sentence")
            standalone = read_as or (f"{question} (bookkeeper)" if history else question)
            advice = replace(_advice(question, standalone), document=self.document)
            notes = self.notes.list(engagement=engagement, limit=1, workspace=workspace)
            yield _with_note(advice, notes[0]) if engagement and notes else advice
        finally:
            self.closed += 1


def _advice(question: str, standalone: str) -> Advice:
    if "weather" in question:
        return _declined(question)
    return replace(_declined(question), **_answer(), standalone_question=standalone)


def _with_note(advice: Advice, note: EngagementNote) -> Advice:
    """The answer with what the note says before it."""
    passage = note.passage
    claim = Claim(
        text=f"Your note says: \u201c{note.text}\u201d",
        kind="note",
        citations=(make_citation(passage, note.text),),
        section="From your notes",
    )
    said = ClaimVerdict(claim=claim, support="supported", score=1.0, reason="verbatim")
    hit = Hit(passage=passage, score=1.0, how=("lexical",))
    return replace(
        advice,
        verdicts=(said, *advice.verdicts),
        evidence=(hit, *advice.evidence),
    )


def _answer() -> dict[str, object]:
    return {
        "status": "answered",
        "verdicts": (
            _connective("For a bookkeeper, settle the result and the choice before the price."),
            _claim(OUTCOME, 0, "Before you sign"),
            _claim(OUTCOME, 5, "Before you sign"),
            _claim(SCORECARD, 0, "Before you sign"),
            _claim(SCORECARD, 2, "Before you sign"),
            _claim(CADENCE, 0, "As you go on"),
        ),
        "evidence": tuple(
            Hit(passage=passage, score=0.8, how=("dense",))
            for passage in (OUTCOME, SCORECARD, CADENCE, _also_read())
        ),
        "nearest_topics": (),
        "follow_ups": ("How do I check their references?", "What belongs in the contract?"),
        "template": "vendor-scorecard",
        "template_title": "Weighted vendor scorecard",
    }


def _also_read() -> Passage:
    return replace(
        SCORECARD,
        passage_id="price-over-fit#reference-checks",
        source=replace(SCORECARD.source, section="Reference checks that ask for facts"),
        text="Ask each reference for one thing that went wrong and how it was put right.",
    )


def _connective(text: str) -> ClaimVerdict:
    claim = Claim(text=text, kind="not_a_claim")
    return ClaimVerdict(claim=claim, support="not_a_claim", score=None, reason="")


def _claim(passage: Passage, line: int, section: str) -> ClaimVerdict:
    quote = passage.text.split("\n")[line]
    citation = make_citation(passage, quote)
    claim = Claim(text=quote, kind="advice", citations=(citation,), section=section)
    return ClaimVerdict(claim=claim, support="supported", score=1.0, reason="verbatim")


def _declined(question: str) -> Advice:
    return Advice(
        question=question,
        standalone_question=question,
        status="declined",
        verdicts=(
            _connective("I cannot look up live data such as the weather."),
            _connective("I can help you plan, choose and manage outsourced work."),
        ),
        evidence=(),
        nearest_topics=(
            TopicSummary(
                topic_id="no-monitoring",
                title="No monitoring",
                example="How do I know whether the agency is doing well?",
            ),
        ),
        follow_ups=(),
        trace=RunTrace(model="fake", index_fingerprint="", settings_digest=""),
    )
