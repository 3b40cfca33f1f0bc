"""`advisor doctor` finds each thing that can be broken, and names its repair."""

import json
import socket
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor import doctor
from advisor.adapters import onnx_embedder, onnx_session
from advisor.adapters.chroma_notes_files import NoteFolder
from advisor.adapters.onnx_relevance import OnnxRelevance
from advisor.cli import main
from advisor.doctor import Finding, examine
from advisor.errors import PortInUseError
from advisor.pipeline import Advisor
from advisor.settings import Settings, load_settings

NAMES = [
    "Python",
    "SQLite",
    "Data folder",
    "Database",
    "Knowledge",
    "Embedding model",
    "Relevance model",
    "Clause model",
    "Index",
    "Index of the notes",
    "Page address",
]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@pytest.fixture
def settings() -> Settings:
    """A first start: everything is in order, but no index has been built yet."""
    return Settings(port=free_port())


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def broken(settings: Settings) -> dict[str, str]:
    """What the doctor finds broken, by name; every check must have run."""
    findings = list(examine(settings))
    assert [finding.name for finding in findings] == NAMES
    return {finding.name: finding.detail for finding in findings if not finding.ok}


def run_doctor(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["advisor", "doctor", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


@pytest.fixture
def healthy(monkeypatch: pytest.MonkeyPatch, data_dir: Path, advisor: Advisor) -> None:
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(data_dir))
    monkeypatch.setenv("ADVISOR_PORT", str(free_port()))


def test_a_sound_installation_passes_every_check(
    monkeypatch: pytest.MonkeyPatch, healthy: None, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_doctor(monkeypatch)
    lines = capsys.readouterr().out.splitlines()

    assert code == 0
    assert [line.partition(":")[0] for line in lines] == [f"✓ {name}" for name in NAMES]
    assert "74 points" in lines[4]


def test_json_has_the_same_findings(
    monkeypatch: pytest.MonkeyPatch, healthy: None, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_doctor(monkeypatch, "--json")
    rows = json.loads(capsys.readouterr().out)

    assert code == 0
    assert [Finding(**row) for row in rows] == list(examine(load_settings()))


def test_a_broken_thing_is_marked_with_its_repair_in_text(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = tmp_path / "[red]odd[/] :smile:"
    monkeypatch.setenv("ADVISOR_KNOWLEDGE_DIR", str(odd))

    code = run_doctor(monkeypatch)
    lines = capsys.readouterr().out.splitlines()

    assert code == 1
    assert len(lines) == len(NAMES)
    assert lines[4] == (
        f"✗ Knowledge: No guidance files in {odd}. "
        "Set ADVISOR_KNOWLEDGE_DIR to the knowledge folder."
    )


def test_json_of_a_broken_installation_ends_with_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "MIN_PYTHON", (9, 0))

    code = run_doctor(monkeypatch, "--json")
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}

    assert code == 1
    assert rows["Python"]["ok"] is False
    assert "make setup" in rows["Python"]["detail"]


def test_before_the_first_start_only_the_index_is_missing(settings: Settings) -> None:
    found = broken(settings)

    assert list(found) == ["Index"]
    assert "Run `advisor index`" in found["Index"]
    assert not (settings.data_dir / "index").exists()


def test_a_damaged_index_is_found_and_left_as_it_is(settings: Settings) -> None:
    folder = settings.data_dir / "index"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{", encoding="utf-8")

    assert "Run `advisor index`" in broken(settings)["Index"]
    assert (folder / "manifest.json").read_text(encoding="utf-8") == "{"


def test_a_damaged_index_of_the_notes_is_found(settings: Settings) -> None:
    (settings.data_dir / "notes").mkdir(parents=True)

    assert "no note is lost" in broken(settings)["Index of the notes"]


def test_an_index_of_the_notes_in_use_is_not_broken(settings: Settings) -> None:
    user = NoteFolder(settings.data_dir / "notes")
    user.lock()
    try:
        assert list(broken(settings)) == ["Index"]
    finally:
        user.unlock()


def test_a_chroma_server_that_does_not_answer_is_found() -> None:
    settings = Settings(port=free_port(), chroma_url=f"http://127.0.0.1:{free_port()}")

    assert "There is no Chroma server" in broken(settings)["Index of the notes"]


def test_an_old_sqlite_is_found(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))

    assert "3.35 or newer is needed" in broken(settings)["SQLite"]


def test_a_data_folder_that_cannot_be_written_is_found(settings: Settings, tmp_path: Path) -> None:
    blocked = tmp_path / "taken"
    blocked.write_text("mine", encoding="utf-8")
    found = broken(settings.model_copy(update={"data_dir": blocked}))

    assert str(blocked) in found["Data folder"]
    assert "set ADVISOR_DATA_DIR" in found["Data folder"]


def test_an_altered_embedding_model_is_found(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(onnx_embedder, "MODEL_SHA256", "0" * 64)
    found = broken(settings)

    assert "was altered. Run `make setup`" in found["Embedding model"]


def test_a_missing_embedding_model_is_found(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(onnx_embedder, "MODEL_PACKAGE", "no_such_model_package")

    assert "is not installed. Run `make setup`" in broken(settings)["Embedding model"]


def test_a_missing_vocabulary_is_found(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    monkeypatch.setattr(onnx_session, "VOCABULARY", tmp_path / "words.txt")

    assert "words.txt is missing. Run `make setup`" in broken(settings)["Relevance model"]


def test_a_missing_relevance_model_is_found(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    monkeypatch.setattr(OnnxRelevance.__init__, "__defaults__", (tmp_path / "absent.onnx",))

    assert "make train" in broken(settings)["Relevance model"]


def test_a_damaged_relevance_model_stops_no_other_check(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    cut = tmp_path / "relevance.onnx"
    cut.write_bytes(b"not a model")
    cut.with_suffix(".json").write_text('{"points": [], "topics": [], "scope": []}')
    monkeypatch.setattr(OnnxRelevance.__init__, "__defaults__", (cut,))

    found = broken(settings)

    assert list(found) == ["Relevance model", "Index"]
    assert "make" in found["Relevance model"]


def test_a_missing_package_is_found(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setitem(sys.modules, "advisor.adapters.chroma_index", None)

    assert "Run `make setup`" in broken(settings)["Index"]


def test_a_taken_port_is_found(settings: Settings, taken: int) -> None:
    found = broken(settings.model_copy(update={"port": taken}))

    assert f"127.0.0.1:{taken}" in found["Page address"]
    assert "Close the program that uses this port" in found["Page address"]


@pytest.mark.parametrize("host", ["192.0.2.1", "a" * 300])
def test_an_address_of_another_machine_is_not_called_a_taken_port(host: str) -> None:
    with pytest.raises(PortInUseError, match="Set ADVISOR_HOST to an address of this machine"):
        doctor.port_free(host, free_port())
