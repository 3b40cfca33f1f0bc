"""Question in, advice out: read, find, write, and check every sentence before it is shown."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from advisor.answering.artefacts import request_in
from advisor.answering.composer import Draft
from advisor.answering.declining import decline_language, nearest_topics
from advisor.answering.follow_ups import stand_alone
from advisor.answering.model_answers import ModelAnswers
from advisor.answering.modelled import DraftRequest, ModelWriter
from advisor.answering.reference_answers import reference_passages
from advisor.answering.with_notes import with_notes
from advisor.answering.writer import Writer
from advisor.domain import (
    Advice,
    Claim,
    ClaimVerdict,
    Hit,
    Library,
    Passage,
    RunTrace,
    Step,
    Turn,
)
from advisor.domain.reference import Reference
from advisor.engagements.consulting import Consulted, NoteDesk
from advisor.grounding.note_claims import NoteChecker
from advisor.grounding.quotations import strict
from advisor.ports import SupportChecker
from advisor.retrieval.budget import TokenCounter, within_budget
from advisor.retrieval.own_guidance import OwnGuidanceIndex
from advisor.retrieval.search import Retriever
from advisor.retrieval.understanding import (
    Query,
    clean_question,
    has_instructions,
    is_english,
    read_query,
)
from advisor.settings import Settings

MODEL_PASSAGES = 8
UNRELATED = 0.01  # Terse follow-ups score higher, questions about something else lower.


@dataclass(frozen=True, slots=True, kw_only=True)
class AskParts:
    """What answering a question takes."""

    settings: Settings
    library: Library
    reference: Reference
    retriever: Retriever
    own_index: OwnGuidanceIndex
    desk: NoteDesk
    checker: SupportChecker
    counter: TokenCounter
    index_fingerprint: str
    model: ModelWriter | None = None


class AskFlow:
    """Answers questions; safe to share by threads, and writes nothing."""

    def __init__(self, parts: AskParts) -> None:
        self._parts = parts
        self._settings, self._library = parts.settings, parts.library
        self._writer = Writer(
            parts.library,
            parts.reference,
            max_points=parts.settings.max_points,
            scope_floor=parts.settings.scope_floor,
        )
        self._passages = parts.library.passages | reference_passages(parts.reference)

    def steps(
        self,
        question: str,
        *,
        history: Sequence[Turn],
        workspace: str,
        engagement: str | None,
        read_as: str | None,
        as_of: date | None,
        offline: bool = False,
    ) -> Iterator[Step | Advice]:
        """Progress, and at last one `Advice`; the parameters are those of `Advisor.ask_steps`."""
        clock = _Clock()
        yield Step(name="Reading the question")
        asked = clean_question(question, max_chars=self._settings.max_question_chars)
        query = self._read(asked, history, read_as)
        clock.lap("understand")
        if not is_english(asked):
            yield self._finish(
                _Run(asked=asked, query=query, draft=decline_language(), clock=clock)
            )
            return
        yield Step(name="Reading your notes", detail=query.text)
        noted = self._parts.desk.consult(
            query.text, workspace=workspace, engagement=engagement, as_of=as_of
        )
        clock.lap("notes")
        yield Step(name="Finding the guidance", detail=query.text)
        found = self._parts.retriever.find(
            request_in(query.text), count=self._settings.evidence_count
        )
        own = self._parts.own_index.found(query.text, workspace=workspace)
        quotes = self._parts.own_index.best_sentences(query.text, own) if own else ()
        clock.lap("search")
        yield Step(name="Writing the answer", detail=f"{len(found.hits)} passages found")
        read = replace(query, brief=query.brief or noted.answer is not None)
        draft = self._writer.write(asked, read, found, history=history, own=quotes)
        if noted.answer and not has_instructions(asked):
            draft = with_notes(draft, noted.answer, self._library)
        clock.lap("write")
        run = _Run(
            asked=asked,
            query=query,
            draft=draft,
            clock=clock,
            hits=found.hits,
            own=own,
            noted=noted,
        )
        model = None if offline or draft.declined or draft.document else self._parts.model
        if model and model.may_send():
            yield from self._modelled(model, run, history)
            return
        yield Step(name="Checking every sentence", detail=f"{len(draft.claims)} sentences")
        advice = self._finish(run)
        yield replace(advice, notice=_not_sent(model.name, advice)) if model else advice

    def _modelled(
        self, model: ModelWriter, run: "_Run", history: Sequence[Turn]
    ) -> Iterator[Step | Advice]:
        """The model's sentences as they pass, and at last the answer that they make."""
        answers = ModelAnswers(model, mode=self._settings.unsupported)
        offline = self._finish(run)
        request = DraftRequest(
            question=run.query.text,
            reading=run.draft.reading,
            passages=self._guidance(run),
            notes=[hit.passage for hit in run.noted.hits],
            history=history,
        )
        advice = yield from answers.steps(request, offline)
        run.clock.lap("model")
        yield replace(advice, trace=replace(advice.trace, timings=run.clock.laps))

    def _guidance(self, run: "_Run") -> list[Passage]:
        """What the model may rest on: what the offline answer cites, then what else was found."""
        cited = self._cited(run.draft, (*run.own, *run.noted.hits))
        found = [hit.passage for hit in (*run.own, *run.hits)]
        unique = {one.passage_id: one for one in (*cited, *found) if one.source.kind != "note"}
        return list(unique.values())[:MODEL_PASSAGES]

    def _read(self, asked: str, history: Sequence[Turn], read_as: str | None) -> Query:
        words = {trade.trade_id: trade.words for trade in self._library.trades.values()}
        alone = (
            stand_alone(asked, history, trade_words=words, unrelated=self._unrelated)
            if read_as is None
            else read_as
        )
        return read_query(alone, words, max_chars=self._settings.max_question_chars)

    def _unrelated(self, question: str) -> bool:
        return self._parts.retriever.in_scope(question) < UNRELATED

    def _finish(self, run: "_Run") -> Advice:
        query, draft, clock, noted = run.query, run.draft, run.clock, run.noted
        hits, own = run.hits, run.own
        passages = self._cited(draft, (*own, *noted.hits))
        verdicts = [self._checked(claim, passages, noted) for claim in draft.claims]
        shown, removed = strict(verdicts)
        clock.lap("verify")
        declined = draft.declined
        evidence = self._evidence((*noted.hits, *hits, *own), passages)
        tokens = sum(self._parts.counter.count(hit.passage.text) for hit in evidence)
        clock.lap("budget")
        return Advice(
            question=run.asked,
            standalone_question=query.text,
            status="declined" if declined else "answered",
            verdicts=tuple(shown),
            removed=tuple(removed),
            evidence=evidence,
            nearest_topics=nearest_topics(hits, self._library) if declined else (),
            follow_ups=draft.follow_ups,
            reading=draft.reading,
            template=draft.template,
            template_title=draft.template_title,
            document=draft.document,
            notice=noted.notice,
            trace=RunTrace(
                model="offline-composer",
                index_fingerprint=self._parts.index_fingerprint,
                settings_digest=self._settings.digest,
                timings=clock.laps,
                tokens=tokens,
                tokens_approximate=self._parts.counter.approximate,
            ),
        )

    def _checked(self, claim: Claim, passages: Sequence[Passage], noted: Consulted) -> ClaimVerdict:
        """The verdict of the checker of the claim's own voice."""
        if claim.kind == "note":
            checker = NoteChecker(engagements=noted.engagements, today=noted.today)
            return checker.check(claim, passages)
        return self._parts.checker.check(claim, passages)

    def _cited(self, draft: Draft, own: Sequence[Hit]) -> list[Passage]:
        known = self._passages | {hit.passage.passage_id: hit.passage for hit in own}
        ids = dict.fromkeys(
            citation.passage_id for claim in draft.claims for citation in claim.citations
        )
        return [known[passage_id] for passage_id in ids]

    def _evidence(self, hits: Sequence[Hit], cited: Sequence[Passage]) -> tuple[Hit, ...]:
        """What was found, cut to the token budget; a cited passage is never cut."""
        kept = within_budget(hits, self._parts.counter, self._settings.evidence_tokens)
        have = {hit.passage.passage_id for hit in kept}
        scored = {hit.passage.passage_id: hit for hit in hits}
        extra = [
            scored.get(passage.passage_id, Hit(passage=passage, score=0.0, how=()))
            for passage in cited
            if passage.passage_id not in have
        ]
        return (*kept, *sorted(extra, key=lambda hit: -hit.score))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What is known of a question once its offline answer is drafted."""

    asked: str
    query: Query
    draft: Draft
    clock: "_Clock"
    hits: Sequence[Hit] = ()
    own: Sequence[Hit] = ()
    noted: Consulted = field(default_factory=Consulted)


def _not_sent(model: str, advice: Advice) -> str:
    asked = (
        f"Nothing was sent to {model}: agree to that first, on the page or with "
        "`advisor model allow`. This is the answer without it."
    )
    return f"{advice.notice} {asked}".strip()


class _Clock:
    """Milliseconds between laps."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = round((now - self._last) * 1000, 3)
        self._last = now
