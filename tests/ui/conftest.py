"""Fixtures of the page's tests: handlers over records that forget, and an advisor that is quick."""

import pytest

from advisor.testing import MemoryRecords
from advisor.ui.handlers import Handlers
from tests.ui.fake_advisor import FakeAdvisor


@pytest.fixture
def fake() -> FakeAdvisor:
    """An advisor with fixed answers and its own records."""
    return FakeAdvisor(MemoryRecords())


@pytest.fixture
def handlers(fake: FakeAdvisor) -> Handlers:
    """Handlers whose Word export is easy to recognise."""
    return Handlers(fake, export_docx=lambda advice: b"DOCX:" + advice.question.encode())
