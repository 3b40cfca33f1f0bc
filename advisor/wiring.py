"""The composition root: settings in, a ready `Advisor` out; the only place that constructs."""

import os
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from advisor.domain import Library
from advisor.domain.model import RemoteModel
from advisor.ports import (
    ModelConsent,
    NoteRecords,
    Progress,
    Records,
    RelevanceModel,
    SupportChecker,
)
from advisor.review.desk import ReviewDesk
from advisor.review.reviewer import Reviewer
from advisor.settings import Settings

if TYPE_CHECKING:
    from advisor.adapters.langchain_chat import LangChainChat
    from advisor.answering.modelled import ModelWriter

    # A review must not wait for what reads notes, nor a note for what answers.
    from advisor.engagements.notebook import Forget, Notes
    from advisor.engagements.overview import Overview
    from advisor.engagements.register import Engagements
    from advisor.pipeline import Advisor


def build_advisor(settings: Settings, *, progress: Progress | None = None) -> "Advisor":
    """Load the knowledge, open (or repair) the index and the records, and put them together.

    `progress` is called with (done, total) texts while the index is built. Raises
    `KnowledgeError`, `ModelFileError`, `DataFolderError` or `IndexUnavailableError`; each says
    what to do.
    """
    _quiet()
    from advisor.adapters.calendar import calendar_text
    from advisor.adapters.chroma_index import ChromaIndex
    from advisor.adapters.chroma_notes import ChromaNotes
    from advisor.adapters.document_reader import read_document
    from advisor.adapters.onnx_embedder import OnnxEmbedder
    from advisor.adapters.onnx_relevance import OnnxRelevance
    from advisor.adapters.onnx_session import known_words
    from advisor.adapters.own_guidance_store import SqlOwnGuidance
    from advisor.adapters.sql_database import location_of
    from advisor.adapters.sql_notes import SqlNotes
    from advisor.adapters.sql_records import SqlRecords
    from advisor.answering.reference_answers import reference_passages
    from advisor.ask_flow import AskParts
    from advisor.engagements.consulting import NoteDesk
    from advisor.engagements.finding import NoteFinder, SentenceFinder
    from advisor.engagements.notebook import Notes
    from advisor.engagements.register import Engagements
    from advisor.grounding.quotations import QuotationChecker
    from advisor.grounding.verifier import EvidenceVerifier
    from advisor.grounding.windows import WindowFinder
    from advisor.knowledge import load_library, load_reference
    from advisor.pipeline import Advisor, Parts
    from advisor.retrieval.budget import TokenCounter
    from advisor.retrieval.own_documents import OwnGuidance
    from advisor.retrieval.own_guidance import OwnGuidanceIndex
    from advisor.retrieval.search import Retriever
    from advisor.retrieval.spelling import guidance_spelling
    from advisor.verifying import Verifying

    library = load_library(settings.knowledge_dir)
    reference = load_reference(settings.knowledge_dir)
    embedder = OnnxEmbedder(threads=settings.threads)
    relevance = OnnxRelevance(threads=settings.threads)  # Before the index: that takes long.
    index = ChromaIndex(settings.data_dir / "index", embedder)
    repaired = index.ensure(
        library.entries, library.index_fingerprint(embedder.fingerprint), progress
    )
    location = location_of(settings)
    own_store = SqlOwnGuidance(location)
    records = SqlRecords(location)
    note_records = SqlNotes(location)
    folder = None if settings.chroma_url else settings.data_dir / "notes"
    note_index = ChromaNotes(folder, note_records, embedder, url=settings.chroma_url)
    own_index = OwnGuidanceIndex(
        own_store,
        folder=settings.data_dir / "own",
        embedder=embedder,
        make_index=lambda folder: ChromaIndex(folder, embedder),
    )
    overview = _overview(settings, note_records, library, relevance)
    finder = NoteFinder(note_records, index=note_index, embedder=embedder)
    notes = Notes(note_records, finder, forget=_forgetting(records))
    verifier = EvidenceVerifier(WindowFinder(embedder))
    writer, consent = _model_writer(settings, verifier)
    closing = ExitStack()
    for part in (own_store, records, note_records, note_index):
        closing.callback(part.close)
    return Advisor(
        Parts(
            settings=settings,
            library=library,
            reference=reference,
            asking=AskParts(
                settings=settings,
                library=library,
                reference=reference,
                retriever=Retriever(
                    library,
                    index=index,
                    embedder=embedder,
                    relevance=relevance,
                    spelling=guidance_spelling(library, known_words()),
                ),
                own_index=own_index,
                desk=NoteDesk(note_records, finder, SentenceFinder(embedder), overview),
                checker=QuotationChecker(),
                counter=TokenCounter(),
                index_fingerprint=index.fingerprint,
                model=writer,
            ),
            verifying=Verifying(
                library,
                index=index,
                embedder=embedder,
                checker=verifier,
                read_document=read_document,
                own_index=own_index,
                sentence_index=ChromaIndex(settings.data_dir / "sentences", embedder),
                more=tuple(reference_passages(reference).values()),
                settings_digest=settings.digest,
            ),
            briefs=_desk(settings, library),
            own_guidance=OwnGuidance(own_index, own_store, read_document),
            engagements=Engagements(note_records, notes),
            notes=notes,
            overview=overview,
            calendar=calendar_text,
            records=records,
            close=closing.close,
            repaired=repaired,
            consent=consent,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Notebook:
    """Engagements and notes without any model: enough to keep, list, check and move them."""

    engagements: "Engagements"
    notes: "Notes"
    records: NoteRecords
    conversations: Records
    settings: Settings

    def overview(self) -> "Overview":
        """Timeline, check-up and agenda; reads the knowledge first."""
        from advisor.adapters.onnx_relevance import OnnxRelevance
        from advisor.knowledge import load_library

        library = load_library(self.settings.knowledge_dir)
        relevance = OnnxRelevance(threads=self.settings.threads)
        return _overview(self.settings, self.records, library, relevance)

    def close(self) -> None:
        """Give back what the records hold open."""
        self.records.close()
        self.conversations.close()


def _model_writer(
    settings: Settings, checker: SupportChecker
) -> "tuple[ModelWriter | None, ModelConsent | None]":
    """What writes answers with a model, and the consent that a remote one needs; None for none."""
    chat = open_model(settings)
    if chat is None:
        return None, None
    from advisor.answering.modelled import ModelWriter
    from advisor.prompts import load_prompts

    consent = _consent(settings, chat.address.place) if chat.is_remote else None
    writer = ModelWriter(
        chat,
        prompts=load_prompts(settings.prompts_dir),
        checker=checker,
        masking=settings.masking and chat.is_remote,
        may_send=lambda: consent is None or consent.waiting() is None,
    )
    return writer, consent


def _consent(settings: Settings, place: str) -> ModelConsent:
    from advisor.adapters.model_consent import Agreement, Consent, what_leaves

    model = RemoteModel(place=place, leaves=what_leaves(place, masking=settings.masking))
    return Agreement(Consent(settings.data_dir), model, agreed_before=settings.remote_ok)


def open_model(settings: Settings) -> "LangChainChat | None":
    """The language model of the settings, None where there is none; nothing is sent yet."""
    if not settings.model:
        return None
    from advisor.adapters.langchain_chat import open_chat_model
    from advisor.adapters.model_keys import find_key
    from advisor.adapters.model_ledger import Ledger

    key = settings.model_key or find_key(
        folder=settings.data_dir, environ=os.environ, base_url=settings.base_url
    )
    ledger = Ledger(
        settings.data_dir,
        cap_answer_usd=settings.answer_cap,
        cap_day_usd=settings.day_cap,
        today=date.today,
    )
    return open_chat_model(
        model=settings.model,
        base_url=settings.base_url,
        key=key.get_secret_value(),
        timeout_s=settings.model_timeout,
        max_tokens=settings.model_tokens,
        context_tokens=None,
        retries=settings.model_retries,
        ledger=ledger,
    )


def open_notebook(settings: Settings) -> Notebook:
    """The notes as the command line needs them: no model is loaded and no index is opened."""
    _quiet()
    from advisor.adapters.sql_database import location_of
    from advisor.adapters.sql_notes import SqlNotes
    from advisor.adapters.sql_records import SqlRecords
    from advisor.engagements.finding import NoteFinder
    from advisor.engagements.notebook import Notes
    from advisor.engagements.register import Engagements

    location = location_of(settings)
    records, conversations = SqlNotes(location), SqlRecords(location)
    notes = Notes(records, NoteFinder(records), forget=_forgetting(conversations))
    return Notebook(
        engagements=Engagements(records, notes),
        notes=notes,
        records=records,
        conversations=conversations,
        settings=settings,
    )


def open_reviewer(settings: Settings) -> ReviewDesk:
    """Reviews as the command line needs them: the model is loaded by the first one."""
    _quiet()
    from advisor.knowledge import load_library

    return _desk(settings, load_library(settings.knowledge_dir))


def _forgetting(conversations: Records) -> "Forget":
    """What drops deleted notes from saved answers."""
    return lambda passage_ids, workspace: conversations.forget_passages(
        passage_ids, workspace=workspace
    )


def _desk(settings: Settings, library: Library) -> ReviewDesk:
    from advisor.adapters.document_reader import read_brief_file

    reviewer = _reviewer(settings, library)
    return ReviewDesk(library=library, reviewer=reviewer, read_file=read_brief_file)


def _reviewer(settings: Settings, library: Library) -> Reviewer:
    from advisor.adapters.onnx_clauses import OnnxClauses
    from advisor.knowledge.checks import load_topic_checks

    return Reviewer(
        library,
        load_topic_checks(settings.knowledge_dir, library),
        OnnxClauses(threads=settings.threads),
        settings_digest=settings.digest,
    )


def _overview(
    settings: Settings, records: NoteRecords, library: Library, relevance: RelevanceModel
) -> "Overview":
    from advisor.adapters.onnx_signs import OnnxSigns
    from advisor.engagements.overview import Overview
    from advisor.engagements.signals_learned import SignReader
    from advisor.knowledge.agenda import load_agenda
    from advisor.knowledge.signals import load_signals

    folder = settings.knowledge_dir
    reader = SignReader(signs=OnnxSigns(threads=settings.threads), relevance=relevance)
    return Overview(records, load_signals(folder), library, load_agenda(folder), reader=reader)


def _quiet() -> None:
    """Switch off what dependencies would send or fetch; done before any of them is imported."""
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["LANGSMITH_TRACING"] = "false"
    os.environ["DO_NOT_TRACK"] = "1"
