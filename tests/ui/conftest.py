"""Fixtures of the page's tests: handlers over records that forget, and an advisor that is quick."""

from dataclasses import replace

import pytest

from advisor.testing import MemoryRecords
from advisor.ui.exports import file_exports
from advisor.ui.handlers import Handlers
from advisor.ui.library_handlers import LibraryHandlers
from advisor.ui.views import Exports
from tests.ui.fake_advisor import FakeAdvisor


@pytest.fixture
def fake() -> FakeAdvisor:
    """An advisor with fixed answers and its own records."""
    return FakeAdvisor(MemoryRecords())


@pytest.fixture(scope="session")
def exports() -> Exports:
    """The real exports, except that the Word file of an answer is easy to recognise."""
    return replace(file_exports(), advice_docx=lambda advice: b"DOCX:" + advice.question.encode())


@pytest.fixture
def handlers(fake: FakeAdvisor, exports: Exports) -> Handlers:
    """What the conversation does."""
    return Handlers(fake, exports=exports)


@pytest.fixture
def library(fake: FakeAdvisor, exports: Exports) -> LibraryHandlers:
    """What the library does, over the real knowledge."""
    return LibraryHandlers(fake, exports=exports)
