"""Two real processes and one index: run as a script, this file is the other process."""

import http.server
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.adapters.chroma_notes import ChromaNotes
from advisor.adapters.sql_notes import SqlNotes
from advisor.domain.notes import NewNote, NoteFilter
from advisor.errors import IndexUnavailableError, NotFoundError
from advisor.testing import HashedWordEmbedder

ROOT = Path(__file__).resolve().parents[2]
CHROMA = Path(sys.executable).with_name("chroma")
EMBEDDER = HashedWordEmbedder()
EACH = 40


class Other:
    """Another process with the same notes; it does what it is told and says what it found."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(folder), url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert self._answer() == "ready"

    def ask(self, task: str, *arguments: str) -> Any:
        self.tell(task, *arguments)
        return self._answer()

    def tell(self, task: str, *arguments: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([task, *arguments]) + "\n")
        self._process.stdin.flush()

    def answer(self) -> Any:
        return self._answer()

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the other process ended"
        return json.loads(line)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Other]]:
    started: list[Other] = []

    def make(url: str = "") -> Other:
        started.append(Other(tmp_path, url))
        return started[-1]

    yield make
    for other in started:
        other.close()


@pytest.fixture
def records(tmp_path: Path) -> Iterator[SqlNotes]:
    notes = SqlNotes.in_folder(tmp_path)
    yield notes
    notes.close()


def add(records: SqlNotes, *texts: str, workspace: str = "mine") -> list[str]:
    notes = [
        NewNote(text=text, engagement="Brightdesk", happened_on=date(2026, 2, 3)) for text in texts
    ]
    return [note.note_id for note in records.add_notes(notes, workspace=workspace)]


def found(index: ChromaNotes, text: str, count: int = 1) -> list[str]:
    near = index.nearest(EMBEDDER.embed_query(text), count, workspace="mine")
    return [one.entry_id for one in near]


def test_a_second_process_is_told_at_once_who_has_the_index(
    records: SqlNotes, tmp_path: Path, start: Callable[..., Other]
) -> None:
    note_ids = add(records, "the vendor went quiet")
    other = start()
    assert other.ask("find", "the vendor went quiet") == note_ids
    index = ChromaNotes(tmp_path / "index", records, EMBEDDER)

    for use in (index.catch_up, index.compact, lambda: found(index, "vendor")):
        before = time.monotonic()
        with pytest.raises(IndexUnavailableError, match="Another process") as raised:
            use()
        assert time.monotonic() - before < 1.0
        assert "ADVISOR_CHROMA_URL" in str(raised.value)
        assert "\n" not in str(raised.value)

    assert other.ask("find", "the vendor went quiet") == note_ids
    other.ask("close")
    assert found(index, "the vendor went quiet") == note_ids
    assert "Another process" in other.ask("find", "vendor")
    index.close()


def test_the_index_of_a_process_that_was_killed_is_free(
    records: SqlNotes, tmp_path: Path, start: Callable[..., Other]
) -> None:
    note_ids = add(records, "the vendor went quiet")
    other = start()
    other.ask("find", "vendor")

    other.kill()

    with closing(ChromaNotes(tmp_path / "index", records, EMBEDDER)) as index:
        assert found(index, "the vendor went quiet") == note_ids


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Chroma server; its address."""
    with chroma_server(tmp_path_factory.mktemp("chroma"), free_port()) as url:
        yield url


@contextmanager
def chroma_server(folder: Path, port: int) -> Iterator[str]:
    process = subprocess.Popen(
        [CHROMA, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )
    try:
        until = time.monotonic() + 60
        while not listens(port):
            assert process.poll() is None, "`chroma run` ended"
            assert time.monotonic() < until, "`chroma run` does not listen"
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_two_processes_share_a_server_and_see_each_others_notes(
    records: SqlNotes, server: str, start: Callable[..., Other]
) -> None:
    other = start(server)
    with closing(ChromaNotes(None, records, EMBEDDER, url=server)) as index:
        mine = add(records, "paid the invoice")
        assert found(index, "paid the invoice") == mine
        assert other.ask("find", "paid the invoice") == mine
        theirs = other.ask("add", "the vendor went quiet")
        assert found(index, "the vendor went quiet") == theirs

        other.ask("edit", mine[0], "first reply took six hours")
        assert found(index, "first reply took six hours") == mine
        other.ask("delete", theirs[0])
        assert found(index, "the vendor went quiet", 9) == mine
        other.ask("compact")
        assert found(index, "first reply took six hours", 9) == mine
        assert "missing" in index.catch_up()
        assert index.catch_up() == ""


def test_two_processes_that_write_at_once_lose_nothing(
    records: SqlNotes, server: str, tmp_path: Path, start: Callable[..., Other]
) -> None:
    others = [start(server), start(server)]
    for other in others:
        other.tell("busy", str(EACH))
    for other in others:
        assert other.answer() == EACH

    notes = records.list_notes(NoteFilter(), workspace="mine")
    with closing(ChromaNotes(None, records, EMBEDDER, url=server)) as index:
        assert index.catch_up() == ""
        assert sorted(found(index, "anything", 10_000)) == sorted(note.note_id for note in notes)
        for note in notes:
            near = index.nearest(EMBEDDER.embed_query(note.text), 30, workspace="mine")
            assert note.note_id in [one.entry_id for one in near if one.similarity > 0.9999]
    for other in others:
        assert sorted(other.ask("all")) == sorted(note.note_id for note in notes)


def test_others_who_use_the_same_server_are_left_alone(
    records: SqlNotes, server: str, tmp_path: Path
) -> None:
    strangers = SqlNotes.in_folder(tmp_path / "strangers")
    theirs, mine = add(strangers, "theirs"), add(records, "mine")
    with (
        closing(ChromaNotes(None, strangers, EMBEDDER, url=server)) as one,
        closing(ChromaNotes(None, records, EMBEDDER, url=server)) as two,
    ):
        assert found(one, "theirs", 9) == theirs
        assert found(two, "mine", 9) == mine
        assert "missing" in one.catch_up()
        assert "missing" in two.catch_up()
        assert found(one, "theirs", 9) == theirs
        assert found(two, "mine", 9) == mine
        assert one.catch_up() == two.catch_up() == ""
    strangers.close()


def test_a_server_that_lost_its_data_is_filled_again(records: SqlNotes, tmp_path: Path) -> None:
    mine, port = add(records, "the vendor went quiet"), free_port()
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        with (
            chroma_server(tmp_path / name, port) as url,
            closing(ChromaNotes(None, records, EMBEDDER, url=url)) as index,
        ):
            assert found(index, "the vendor went quiet") == mine


def test_a_server_that_stops_and_starts_again_is_one_clear_line_between(
    records: SqlNotes, tmp_path: Path
) -> None:
    mine, port = add(records, "the vendor went quiet"), free_port()
    (tmp_path / "chroma").mkdir()
    index = ChromaNotes(None, records, EMBEDDER, url=f"http://127.0.0.1:{port}")
    with chroma_server(tmp_path / "chroma", port):
        assert found(index, "the vendor went quiet") == mine
    mine += add(records, "paid the invoice")

    with pytest.raises(IndexUnavailableError, match="ADVISOR_CHROMA_URL") as raised:
        found(index, "paid the invoice")
    assert "\n" not in str(raised.value)

    with chroma_server(tmp_path / "chroma", port):
        assert found(index, "paid the invoice") == mine[1:]
        assert sorted(found(index, "anything", 9)) == sorted(mine)
    index.close()


def test_no_server_is_one_clear_line(records: SqlNotes) -> None:
    index = ChromaNotes(None, records, EMBEDDER, url=f"http://127.0.0.1:{free_port()}")

    with pytest.raises(IndexUnavailableError, match="There is no Chroma server at 127") as raised:
        index.catch_up()

    assert "chroma run" in str(raised.value)
    assert "\n" not in str(raised.value)
    index.close()


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://127.0.0.1", "http://", "http://a:port"])
def test_an_address_that_is_none_is_one_clear_line(records: SqlNotes, url: str) -> None:
    with pytest.raises(IndexUnavailableError, match=r"http://127\.0\.0\.1:8000"):
        ChromaNotes(None, records, EMBEDDER, url=url).catch_up()


class Answering(http.server.BaseHTTPRequestHandler):
    """Answers every request alike, as set on the class."""

    status = 404
    body = b"<html>not what you think</html>"

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, b"<html>not what you think</html>"),
        (200, b"hello"),
        (200, b'"0.6.3"'),
        (401, b'{"error": "AuthError", "message": "Unauthorized"}'),
        (403, b'{"error": "AuthorizationError", "message": "Forbidden"}'),
        (410, b'{"error": "Unimplemented", "message": "The v1 API is deprecated"}'),
        (502, b"bad gateway\nnginx"),
    ],
)
def test_another_server_or_a_refusal_is_one_clear_line_without_the_password(
    records: SqlNotes, status: int, body: bytes
) -> None:
    handler = type("Handler", (Answering,), {"status": status, "body": body})
    fake = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=fake.serve_forever)
    thread.start()
    url = f"http://user:sesame@127.0.0.1:{fake.server_port}"
    index = ChromaNotes(None, records, EMBEDDER, url=url)

    with pytest.raises(IndexUnavailableError, match="ADVISOR_CHROMA_URL") as raised:
        index.catch_up()

    assert "\n" not in str(raised.value)
    assert "sesame" not in str(raised.value)
    index.close()
    fake.shutdown()
    fake.server_close()
    thread.join()


def _serve(folder: Path, url: str) -> None:
    """Do what each line of the standard input says, and answer it in one line."""
    records = SqlNotes.in_folder(folder)
    index = ChromaNotes(folder / "index", records, EMBEDDER, url=url)

    def busy(count: str) -> int:
        for number in range(int(count)):
            ids = add(records, f"note {number} of {os.getpid()}", f"other {number} {os.getpid()}")
            index.catch_up()
            records.delete_notes(ids[1:], workspace="mine")
            everyone = records.list_notes(NoteFilter(), workspace="mine")
            with suppress(NotFoundError):  # The other process deleted it in between.
                edit(everyone[number % len(everyone)].note_id, f"edited {number} {os.getpid()}")
            found(index, "note", 3)
        index.catch_up()
        return int(count)

    def edit(note_id: str, text: str) -> None:
        new = NewNote(text=text, engagement="Brightdesk", happened_on=date(2026, 3, 3))
        records.edit_note(note_id, new, workspace="mine")

    tasks: dict[str, Callable[..., Any]] = {
        "find": lambda text: found(index, text),
        "all": lambda: found(index, "anything", 10_000),
        "add": lambda *texts: add(records, *texts),
        "edit": edit,
        "delete": lambda *ids: records.delete_notes(ids, workspace="mine"),
        "compact": index.compact,
        "close": index.close,
        "busy": busy,
    }
    _say("ready")
    for line in sys.stdin:
        task, *arguments = json.loads(line)
        try:
            _say(tasks[task](*arguments))
        except IndexUnavailableError as error:
            _say(str(error))
    index.close()
    records.close()


def _say(what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), sys.argv[2])
