"""Nothing leaves the machine: real processes, with every attempt recorded and refused."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from advisor.pipeline import Advisor
from advisor.settings import PREFIX

ROOT = Path(__file__).resolve().parents[2]
LOOPBACK = {"127.0.0.1", "::1", "localhost"}

# Python itself reports each of these events, whoever opens the socket and however.
GUARD = """
import os, sys

EVENTS = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"}
LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
ALLOWED = {"127.0.0.1", "::1", "localhost", "", None, b"127.0.0.1", b"localhost"}


def refuse(event, arguments):
    if event in LOOKUPS:
        host = arguments[0]
    elif event in EVENTS and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if host not in ALLOWED:
        with open(os.environ["TEST_ATTEMPTS"], "a") as log:
            log.write(f"{event} {host}\\n")
        raise OSError("refused by the test")


sys.addaudithook(refuse)
"""

# What a person's environment may hold: each would make some dependency send something.
HOSTILE = {
    "ANONYMIZED_TELEMETRY": "True",
    "GRADIO_ANALYTICS_ENABLED": "True",
    "HF_HUB_OFFLINE": "0",
    "LANGSMITH_TRACING": "true",
    "LANGCHAIN_TRACING_V2": "true",
    "LANGSMITH_API_KEY": "none",
    "DO_NOT_TRACK": "0",
    "HTTP_PROXY": "http://192.0.2.1:3128",
    "http_proxy": "http://192.0.2.1:3128",
    "HTTPS_PROXY": "http://192.0.2.1:3128",
    "ALL_PROXY": "http://192.0.2.1:3128",
}

EVERYTHING = """
import importlib, json, os, pkgutil, sys
import advisor
from advisor import Settings, build_advisor

built = build_advisor(Settings())
names = [found.name for found in pkgutil.walk_packages(advisor.__path__, "advisor.")]
for name in names:
    importlib.import_module(name)
advice = built.ask("what do i need to agree with a bookkeeper before i hire one?")
built.close()

import gradio.analytics, huggingface_hub.constants
store = built._parts.asking.retriever._index._store
print(json.dumps({
    "modules": len(names),
    "status": advice.status,
    "repaired": built.repaired,
    "environment": dict(os.environ),
    "hub_offline": huggingface_hub.constants.HF_HUB_OFFLINE,
    "gradio": gradio.analytics.analytics_enabled(),
    "chroma": store._client.get_settings().anonymized_telemetry,
}))
"""


class Guarded:
    """Environment for processes whose attempts to leave loopback are recorded and refused.

    They work on a copy of the built index, as a second start finds it.
    """

    def __init__(self, folder: Path, data_dir: Path) -> None:
        (folder / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
        shutil.copytree(data_dir / "index", folder / "data" / "index")
        self._log = folder / "attempts.txt"
        mine = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        self.environment = {
            **mine,
            "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]),
            "TEST_ATTEMPTS": str(self._log),
            "ADVISOR_DATA_DIR": str(folder / "data"),
        }

    @property
    def attempts(self) -> list[str]:
        return self._log.read_text().splitlines() if self._log.exists() else []

    def python(self, code: str, extra: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=False,
            encoding="utf-8",
            env={**self.environment, **extra},
            timeout=120,
        )


@pytest.fixture
def guarded(tmp_path: Path, data_dir: Path, advisor: Advisor) -> Guarded:
    return Guarded(tmp_path, data_dir)


class Page:
    """`python app.py` on a free port of loopback, until closed."""

    def __init__(self, guarded: Guarded) -> None:
        self.guarded = guarded
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self._started = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, str(ROOT / "app.py")],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={**guarded.environment, **HOSTILE, "ADVISOR_PORT": str(self.port)},
        )
        assert self._process.stdout
        self.said = self._process.stdout.readline()
        self.html = self.fetch("/") if "ready" in self.said else ""
        self.seconds = time.monotonic() - self._started

    def fetch(self, path: str) -> str:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{self.port}{path}", timeout=30) as reply:
            return str(reply.read().decode())

    def close(self) -> None:
        self._process.terminate()
        self._process.communicate(timeout=30)


@pytest.fixture(scope="module")
def page(
    tmp_path_factory: pytest.TempPathFactory, data_dir: Path, advisor: Advisor
) -> Iterator[Page]:
    started = Page(Guarded(tmp_path_factory.mktemp("page"), data_dir))
    yield started
    started.close()


class Addresses(HTMLParser):
    """Every address that a tag of a page names in an attribute a browser loads or opens."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        loads = {"src", "href", "action", "data", "poster", "srcset"}
        self.found += [value for name, value in attrs if name in loads and value]


def test_the_guard_records_and_refuses_what_leaves_the_machine(guarded: Guarded) -> None:
    code = """
import socket, urllib.request
for attempt in (
    lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
    lambda: urllib.request.urlopen("http://example.invalid/", timeout=1),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53)),
):
    try:
        attempt()
    except OSError:
        continue
    raise SystemExit("not refused")
"""
    done = guarded.python(code, {})

    assert (done.returncode, done.stderr) == (0, "")
    assert guarded.attempts == [
        "socket.getaddrinfo 192.0.2.1",
        "socket.getaddrinfo example.invalid",
        "socket.sendto 192.0.2.1",
    ]


def test_importing_everything_and_asking_tries_to_reach_nobody(guarded: Guarded) -> None:
    done = guarded.python(EVERYTHING, HOSTILE)

    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    assert guarded.attempts == []
    assert (seen["status"], seen["repaired"]) == ("answered", "")
    assert seen["modules"] > 40
    assert (seen["hub_offline"], seen["gradio"], seen["chroma"]) == (True, False, False)
    expected = {
        "ANONYMIZED_TELEMETRY": "False",
        "GRADIO_ANALYTICS_ENABLED": "False",
        "HF_HUB_OFFLINE": "1",
        "LANGSMITH_TRACING": "false",
        "DO_NOT_TRACK": "1",
    }
    assert {name: seen["environment"][name] for name in expected} == expected


def test_the_page_is_served_to_loopback_and_calls_nobody(page: Page) -> None:
    address = f"http://127.0.0.1:{page.port}/"
    assert page.said == f"Outsourcing Advisor is ready at {address}\n"
    assert "Outsourcing Advisor" in page.html
    scripts = [url for url in Addresses(page.html).found if url.endswith(".js")]
    assert scripts
    assert all(page.fetch(urlsplit(url).path.removeprefix(".")) for url in scripts)
    assert page.guarded.attempts == []


def test_the_page_names_no_other_host(page: Page) -> None:
    found = Addresses(page.html).found
    hosts = {urlsplit(url).hostname for url in found} - {None}

    assert len(found) >= 3
    assert hosts <= LOOPBACK
    assert re.findall(r"@import|url\(\s*['\"]?(?:https?:)?//", page.html) == []


def test_a_second_start_shows_the_page_within_ten_seconds(page: Page) -> None:
    assert page.html
    assert page.seconds < 10
