"""Shared fixtures: no network, no settings of the person who runs the tests, one real advisor."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from advisor.pipeline import Advisor
from advisor.settings import PREFIX, Settings
from advisor.wiring import build_advisor

LOOPBACK = {"127.0.0.1", "::1", "localhost"}

# The gate judges a change, so it draws the same examples each time; elsewhere they are new ones.
hypothesis_settings.register_profile("gate", derandomize=True)
if os.environ.get("GATE_NO_SKIP") == "1":
    hypothesis_settings.load_profile("gate")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection that leaves this machine fails the test that made it."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else None
        if host is not None and host not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Variables and files of the person who runs the tests never reach them."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a built index, for tests that only ask."""
    return tmp_path_factory.mktemp("advisor")


@pytest.fixture(scope="session")
def advisor(data_dir: Path) -> Iterator[Advisor]:
    """The real advisor, as the page gets it."""
    built = build_advisor(Settings(data_dir=data_dir))
    yield built
    built.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests run last, so that a plain failure is seen early."""
    items.sort(key=lambda item: "e2e" in item.path.parts)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The gate counts a skipped test as a failed one."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped and os.environ.get("GATE_NO_SKIP") == "1":
        terminalreporter.write_line(f"{len(skipped)} skipped, and the gate allows none", red=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Turn skips into a failing exit code where `.ci/run` asks for it."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("GATE_NO_SKIP") == "1" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
