"""A real model server and an advisor that asks it, for the tests of this folder alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.pipeline import Advisor
from advisor.settings import load_settings
from advisor.wiring import build_advisor
from tests.llama_server import LlamaServer

HERE = Path(__file__).parent


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Run where this folder is named (`make test-real-model`): the model is installed for that."""
    named = any(HERE.name in str(argument) for argument in config.args)
    return True if collection_path.parent == HERE and not named else None


@pytest.fixture(scope="session")
def server() -> Iterator[LlamaServer]:
    """The model, up."""
    with LlamaServer() as started:
        yield started


@pytest.fixture(scope="session")
def asked(server: LlamaServer, data_dir: Path) -> Iterator[Advisor]:
    """The advisor of the page, with the model as its writer."""
    built = build_advisor(load_settings(data_dir=data_dir, **server.settings))
    yield built
    built.close()
