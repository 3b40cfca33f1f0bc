"""A real server with the real advisor, and a real browser."""

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from advisor.domain import Advice, Step
from advisor.pipeline import Advisor
from advisor.settings import Settings
from advisor.ui.exports import file_exports
from advisor.ui.layout import build_ui, serve
from advisor.wiring import build_advisor

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=375, height=760)
QUESTION = "I am about to hire a bookkeeper. What should I settle first?"


class PacedAdvisor:
    """The real advisor, whose questions can be held up between two steps."""

    def __init__(self, advisor: Advisor) -> None:
        self._advisor = advisor
        self.held = threading.Event()
        self.abandoned = 0

    def __getattr__(self, name: str) -> Any:
        """Everything that is not held up."""
        return getattr(self._advisor, name)

    def ask_steps(self, question: str, **options: Any) -> Iterator[Step | Advice]:
        finished = False
        try:
            while self.held.is_set():
                yield Step(name="Waiting")
                time.sleep(0.05)
            yield from self._advisor.ask_steps(question, **options)
            finished = True
        finally:
            self.abandoned += not finished


class Server:
    """The page on a free port; `restart` builds everything anew over the same data folder."""

    def __init__(self, data_dir: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.settings = Settings(data_dir=data_dir, port=port)
        self.address = f"http://127.0.0.1:{port}/"
        self._start()

    def _start(self) -> None:
        self._advisor = build_advisor(self.settings)
        self.advisor = PacedAdvisor(self._advisor)
        self._page: gr.Blocks = build_ui(self.advisor, exports=file_exports())
        serve(self._page, self.settings, block=False)

    def stop(self) -> None:
        self._page.close()
        self._advisor.close()

    def restart(self) -> None:
        self.stop()
        self._start()

    def forget(self) -> None:
        """Delete every conversation, own document and engagement."""
        self.advisor.held.clear()
        records = self.advisor.conversations
        for item in records.list_conversations(workspace="default"):
            records.delete_conversation(item.conversation_id, workspace="default")
        own = self.advisor.own_guidance
        for document in own.list(workspace="default"):
            own.remove(document.document_id, workspace="default")
        for engagement in self.advisor.engagements.list(workspace="default"):
            self.advisor.engagements.delete(engagement.name, workspace="default")


@pytest.fixture(scope="session")
def server(
    advisor: Advisor, data_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """One server for all browser tests, over a copy of the built index."""
    own = tmp_path_factory.mktemp("page")
    shutil.copytree(data_dir / "index", own / "index")
    running = Server(own)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser: {CHROMIUM} is not installed")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield launched
        launched.close()


class Visit:
    """One user in one browser window, with what the window asked of the network."""

    def __init__(self, browser: Browser, server: Server, *, at: str = "", **options: Any) -> None:
        self.address = server.address
        self.context = browser.new_context(**{"viewport": DESKTOP, **options})
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(server.address + at)
        expect(self.page.locator(".oa-log")).to_be_attached(timeout=20_000)

    @property
    def box(self) -> Any:
        return self.page.get_by_label("Your question")

    @property
    def answers(self) -> Any:
        return self.page.locator(".oa-exchange")

    def ask(self, question: str) -> None:
        """Ask from the box and wait for the answer."""
        before = self.answers.count()
        self.box.fill(question)
        self.box.press("Enter")
        expect(self.answers).to_have_count(before + 1, timeout=15_000)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is running."""
        expect(self.page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
        expect(self.page.locator("[data-busy]")).to_have_count(0)


class Visits:
    """Opens windows and closes them when the test ends."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self._browser, self._server = browser, server
        self.opened: list[Visit] = []

    def __call__(self, **options: Any) -> Visit:
        visit = Visit(self._browser, self._server, **options)
        self.opened.append(visit)
        return visit


@pytest.fixture
def visits(browser: Browser, server: Server) -> Iterator[Visits]:
    """A fresh list of conversations; no window may raise a script error or leave loopback."""
    server.forget()
    factory = Visits(browser, server)
    yield factory
    outside = re.compile(r"^(?!http://127\.0\.0\.1:\d+/|blob:http://127\.0\.0\.1:|data:)")
    for visit in factory.opened:
        visit.context.close()
        assert [url for url in visit.requests if outside.match(url)] == []
        assert visit.errors == []


@pytest.fixture
def visit(visits: Visits) -> Visit:
    """One desktop window on an empty page."""
    return visits()
