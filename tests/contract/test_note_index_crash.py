"""Kill -9 while notes are written: run as a script, this file is the process that is killed."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

KILLS = 200
LOOK_EVERY = 10
LONGEST_LIFE = 0.25
WORKSPACES = ("mine", "theirs")
WORDS = "vendor invoice reply contract late quiet paid agreed target review access owner".split()
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Promised:
    """What the records said was saved: for each note its workspace and texts that it may have.

    None among the texts: it may be gone. Work that was under way at a kill may be done or not.
    """

    workspace: dict[str, str] = field(default_factory=dict)
    texts: dict[str, set[str | None]] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    kept: int = 0
    _begun: dict[str, Any] | None = None

    def hear(self, said: dict[str, Any]) -> None:
        if said["say"] == "begin":
            self._begun = said
        elif said["say"] == "saved":
            self._apply(said)
            self.kept += 1
            self._begun = None

    def killed(self) -> None:
        """What was begun and not said to be saved may have happened."""
        begun, self._begun = self._begun, None
        if begun is None:
            return
        self.unsure |= set(begun.get("texts", ()))
        for note_id in begun.get("ids", ()):
            self.workspace.setdefault(note_id, begun["workspace"])
            new = begun["text"] if begun["do"] == "edit" else None
            self.texts.setdefault(note_id, set(self.unsure)).add(new)

    def _apply(self, said: dict[str, Any]) -> None:
        for place, note_id in enumerate(said["ids"]):
            self.workspace[note_id] = said["workspace"]
            if said["do"] == "add":
                self.texts[note_id] = {said["texts"][place]}
            else:
                self.texts[note_id] = {said["text"] if said["do"] == "edit" else None}

    def compare(self, seen: dict[str, Any]) -> None:
        """The records hold what was promised, and the index holds the records."""
        for workspace in WORKSPACES:
            notes: dict[str, str] = seen[workspace]["notes"]
            for note_id, texts in self.texts.items():
                if self.workspace[note_id] == workspace:
                    assert notes.get(note_id) in texts, "a saved note was lost, or came back"
            for note_id, text in notes.items():
                assert note_id in self.texts or text in self.unsure, "a note that nobody wrote"
            assert sorted(seen[workspace]["index"]) == sorted(notes)
            assert seen[workspace]["wrong"] == []


class Nursery:
    """A process with everything imported, which forks those that are killed."""

    def __init__(self, folder: Path) -> None:
        self._heard, write = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(folder), str(write)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            pass_fds=[write],
            env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
        )
        os.close(write)
        self._rest = b""

    def start(self, task: str, seed: int) -> int:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{task} {seed}\n")
        self._process.stdin.flush()
        return int(self._line())

    def ended(self) -> int:
        """Waits for the child; its exit status."""
        return int(self._line())

    def said(self) -> Iterator[dict[str, Any]]:
        """What children said that was not heard yet; a line cut by a kill is not one."""
        os.set_blocking(self._heard, False)
        with contextlib.suppress(BlockingIOError):
            while data := os.read(self._heard, 1 << 16):
                self._rest += data
        *lines, self._rest = self._rest.split(b"\n")
        yield from (json.loads(line) for line in lines)

    def wait_for(self, what: str) -> list[dict[str, Any]]:
        """Everything said up to the first of a kind."""
        heard: list[dict[str, Any]] = []
        until = time.monotonic() + 30
        while not any(one["say"] == what for one in heard):
            heard += self.said()
            assert time.monotonic() < until, "the child says nothing"
            time.sleep(0.001)
        return heard

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()
        os.close(self._heard)

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the nursery ended"
        return line


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[Nursery]:
    made = Nursery(tmp_path)
    yield made
    made.close()


def test_no_kill_at_any_moment_loses_a_saved_note_or_brings_one_back(nursery: Nursery) -> None:
    chance, promised = random.Random(20260203), Promised()
    busy = 0
    for kill in range(1, KILLS + 1):
        pid = nursery.start("work", kill)
        for said in nursery.wait_for("alive"):
            promised.hear(said)
        time.sleep(chance.uniform(0, LONGEST_LIFE))
        os.kill(pid, signal.SIGKILL)
        assert nursery.ended() == -signal.SIGKILL, "the child ended by itself"
        before = promised.kept
        for said in nursery.said():
            promised.hear(said)
        busy += promised.kept > before
        promised.killed()
        if kill % LOOK_EVERY == 0:
            nursery.start("look", kill)
            assert nursery.ended() == 0
            for said in nursery.said():
                promised.compare(json.loads(Path(said["at"]).read_text()))

    assert busy > KILLS / 2
    assert promised.kept > KILLS
    assert sum(None in texts for texts in promised.texts.values()) > 50


def _serve(folder: Path, said: int) -> None:
    """Fork a child for each line of the standard input."""
    from advisor.adapters import chroma_notes  # noqa: F401  # imported before forking
    from advisor.adapters.sql_notes import SqlNotes

    SqlNotes.in_folder(folder).close()
    for line in sys.stdin:
        task, seed = line.split()
        pid = os.fork()
        if not pid:
            with contextlib.suppress(BaseException):
                (_work if task == "work" else _look)(folder, int(seed), said)
                os._exit(0)
            os._exit(70)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
        _, status = os.waitpid(pid, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _work(folder: Path, seed: int, said: int) -> None:
    """Write and search notes until killed, saying what is begun and what is saved."""
    from advisor.adapters.chroma_notes import ChromaNotes
    from advisor.adapters.sql_notes import SqlNotes
    from advisor.domain.notes import NewNote, NoteFilter
    from advisor.testing import HashedWordEmbedder

    def tell(say: str, **more: object) -> None:
        os.write(said, json.dumps({"say": say, **more}).encode() + b"\n")

    chance, embedder = random.Random(seed), HashedWordEmbedder()
    tell("alive")
    records = SqlNotes.in_folder(folder)
    index = ChromaNotes(folder / "index", records, embedder)

    def text(number: int) -> str:
        return f"{' '.join(chance.choices(WORDS, k=4))} {seed}-{number}"

    for number in range(100_000):
        workspace = chance.choice(WORKSPACES)
        there = [one.note_id for one in records.list_notes(NoteFilter(), workspace=workspace)]
        do = chance.choices(["add", "edit", "delete", "search", "compact"], [5, 2, 3, 5, 0.5])[0]
        if do == "add":
            texts = [f"{text(number)}-{one}" for one in range(chance.choice([1, 2, 30]))]
            tell("begin", do=do, texts=texts, workspace=workspace)
            day = date(2026, 1, 1)
            new = [NewNote(text=one, engagement="Brightdesk", happened_on=day) for one in texts]
            ids = [one.note_id for one in records.add_notes(new, workspace=workspace)]
            tell("saved", do=do, ids=ids, texts=texts, workspace=workspace)
        elif do == "edit" and there:
            ids, after = [chance.choice(there)], text(number)
            tell("begin", do=do, ids=ids, text=after, workspace=workspace)
            note = NewNote(text=after, engagement="Fernpath", happened_on=date(2026, 2, 2))
            records.edit_note(ids[0], note, workspace=workspace)
            tell("saved", do=do, ids=ids, text=after, workspace=workspace)
        elif do == "delete" and there:
            ids = chance.sample(there, min(len(there), chance.choice([1, 1, 20])))
            tell("begin", do=do, ids=ids, workspace=workspace)
            records.delete_notes(ids, workspace=workspace)
            tell("saved", do=do, ids=ids, workspace=workspace)
        elif do == "compact":
            index.compact()
        else:
            index.nearest(embedder.embed_query(text(number)), 5, workspace=workspace)


def _look(folder: Path, seed: int, said: int) -> None:
    """Open everything as a next start does, and tell all that is found."""
    from advisor.adapters.chroma_notes import ChromaNotes
    from advisor.adapters.sql_notes import SqlNotes
    from advisor.domain.notes import NoteFilter
    from advisor.testing import HashedWordEmbedder

    records, embedder = SqlNotes.in_folder(folder), HashedWordEmbedder()
    index = ChromaNotes(folder / "index", records, embedder)
    index.catch_up()
    seen: dict[str, Any] = {"say": "seen"}
    for workspace in WORKSPACES:
        notes = records.list_notes(NoteFilter(), workspace=workspace)
        query = embedder.embed_query("anything")
        whole = index.nearest(query, 1_000_000, workspace=workspace)
        wrong = []
        for note in notes:
            near = index.nearest(embedder.embed_query(note.text), 20, workspace=workspace)
            best = {one.entry_id for one in near if one.similarity > 0.9999}
            if note.note_id not in best:
                wrong.append(note.note_id)
        seen[workspace] = {
            "notes": {note.note_id: note.text for note in notes},
            "index": [one.entry_id for one in whole],
            "wrong": wrong,
        }
    index.close()
    records.close()
    # More than a pipe holds: whoever listens waits for the end of this process.
    place = folder / "seen.json"
    place.write_text(json.dumps(seen))
    os.write(said, json.dumps({"say": "seen", "at": str(place)}).encode() + b"\n")


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), int(sys.argv[2]))
