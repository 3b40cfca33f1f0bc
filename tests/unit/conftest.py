"""The two real models and the real knowledge, loaded once for all unit tests."""

from pathlib import Path

import pytest

from advisor.adapters.onnx_embedder import OnnxEmbedder
from advisor.adapters.onnx_relevance import OnnxRelevance
from advisor.domain import Library
from advisor.knowledge import load_library
from advisor.retrieval.budget import TokenCounter

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(KNOWLEDGE)


@pytest.fixture(scope="session")
def embedder() -> OnnxEmbedder:
    return OnnxEmbedder()


@pytest.fixture(scope="session")
def relevance() -> OnnxRelevance:
    return OnnxRelevance()


@pytest.fixture(scope="session")
def counter() -> TokenCounter:
    return TokenCounter()
