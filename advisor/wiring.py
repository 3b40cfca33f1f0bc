"""The composition root: settings in, a ready `Advisor` out; the only place that constructs."""

import os

from advisor.pipeline import Advisor, Parts, fingerprint
from advisor.ports import Progress
from advisor.settings import Settings


def build_advisor(settings: Settings, *, progress: Progress | None = None) -> Advisor:
    """Load the knowledge, open (or repair) the index and the records, and put them together.

    `progress` is called with (done, total) texts while the index is built. Raises
    `KnowledgeError`, `ModelFileError`, `DataFolderError` or `IndexUnavailableError`; each says
    what to do.
    """
    _quiet()
    from advisor.adapters.chroma_index import ChromaIndex
    from advisor.adapters.document_reader import read_document
    from advisor.adapters.onnx_embedder import OnnxEmbedder
    from advisor.adapters.onnx_relevance import OnnxRelevance
    from advisor.adapters.own_guidance_store import SqlOwnGuidance
    from advisor.adapters.sql_records import SqlRecords
    from advisor.grounding.quotations import QuotationChecker
    from advisor.knowledge import load_library, load_reference
    from advisor.retrieval.budget import TokenCounter
    from advisor.retrieval.own_guidance import OwnGuidanceIndex
    from advisor.retrieval.search import Retriever

    library = load_library(settings.knowledge_dir)
    embedder = OnnxEmbedder(threads=settings.threads)
    relevance = OnnxRelevance(threads=settings.threads)  # Before the index: that takes long.
    index = ChromaIndex(settings.data_dir / "index", embedder)
    repaired = index.ensure(library.entries, fingerprint(library, embedder.fingerprint), progress)
    own_store = SqlOwnGuidance.in_folder(settings.data_dir)
    return Advisor(
        Parts(
            settings=settings,
            library=library,
            reference=load_reference(settings.knowledge_dir),
            own_index=OwnGuidanceIndex(
                own_store,
                folder=settings.data_dir / "own",
                embedder=embedder,
                make_index=lambda folder: ChromaIndex(folder, embedder),
            ),
            own_store=own_store,
            read_document=read_document,
            retriever=Retriever(
                library,
                index=index,
                embedder=embedder,
                relevance=relevance,
            ),
            checker=QuotationChecker(),
            records=SqlRecords.in_folder(settings.data_dir),
            counter=TokenCounter(),
            index_fingerprint=index.fingerprint,
            repaired=repaired,
        )
    )


def _quiet() -> None:
    """Switch off what dependencies would send or fetch; done before any of them is imported."""
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["LANGSMITH_TRACING"] = "false"
    os.environ["DO_NOT_TRACK"] = "1"
