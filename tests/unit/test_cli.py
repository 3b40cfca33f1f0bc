"""The command line as a person or a script meets it: output, one-line errors and exit codes."""

import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from advisor import __version__
from advisor.adapters import onnx_embedder
from advisor.adapters.onnx_relevance import OnnxRelevance
from advisor.cli import main
from advisor.pipeline import Advisor

ROOT = Path(__file__).resolve().parents[2]
COMMAND = Path(sys.executable).with_name("advisor")
QUESTION = "what do i need to agree with a bookkeeper before i hire one?"
OUTSIDE = "what is the weather in manila tomorrow"
TURNS = [
    {"role": "user", "text": "what should i agree with a bookkeeper before signing?"},
    {"role": "assistant", "text": "Agree the outcome."},
]


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """What was printed, however the terminal wrapped it."""
        return " ".join(self.out.split())

    def failed_in_one_line(self, code: int, *said: str) -> bool:
        """One line on stderr with these texts, nothing on stdout, no trace."""
        assert (self.code, self.out) == (code, ""), (self.out, self.err)
        assert re.fullmatch(r"[^\n]+\n", self.err), self.err
        assert [text for text in said if text not in self.err] == [], self.err
        return "Traceback" not in self.err


Command = Callable[..., Run]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command in this process, so that parts of the installation can be broken."""

    def call(*arguments: str) -> Run:
        monkeypatch.setattr(sys, "argv", ["advisor", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        seen = capsys.readouterr()
        return Run(int(ended.value.code or 0), seen.out, seen.err)

    return call


def process(*arguments: str, folder: Path | None = None, **variables: str) -> Run:
    """The installed command in a process of its own."""
    done = subprocess.run(
        [str(COMMAND), *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env={**os.environ, **variables},
        timeout=120,
    )
    return Run(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, data_dir: Path, advisor: Advisor) -> Path:
    """The index that the session has built already."""
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(data_dir))
    return data_dir


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guidance with few questions, so that its index is built in a moment."""
    folder = tmp_path_factory.mktemp("few") / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    for path in (folder / "guidance").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub(r"### Asked as\n.*?(?=^## |\Z)", "", text, flags=re.DOTALL | re.MULTILINE),
            encoding="utf-8",
        )
    scope = folder / "scope.yaml"
    text = scope.read_text(encoding="utf-8")
    scope.write_text(
        re.sub(r"(asked_as:\n    - .*\n)(?:    - .*\n)*", r"\1", text), encoding="utf-8"
    )
    return folder


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens at."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


# What works


def test_the_installed_command_answers_in_text_with_sources(built: Path) -> None:
    result = process("ask", QUESTION)

    assert (result.code, result.err) == (0, "")
    assert result.out.count("✓ ") >= 4
    assert "[1]" in result.out
    assert re.search(r"^Sources\n  \[1\] [\w-]+#[\w-]+$", result.out, re.MULTILINE)
    assert "You could ask next" in result.out


def test_json_is_the_advice_of_the_api(built: Path, run: Command, advisor: Advisor) -> None:
    result = run("ask", QUESTION, "--json")
    expected = advisor.ask(QUESTION).to_dict()
    said = json.loads(result.out)

    assert (result.code, result.err) == (0, "")
    assert said.keys() == expected.keys()
    timed = expected["trace"] | {"timings": said["trace"]["timings"]}
    assert said | {"trace": timed} == expected | {"trace": timed}
    assert said["trace"].keys() == expected["trace"].keys()


def test_a_declined_question_is_a_result_and_not_an_error(built: Path, run: Command) -> None:
    result = run("ask", OUTSIDE)

    assert (result.code, result.err) == (0, "")
    assert "Nearest topics" in result.out


def test_a_follow_up_is_read_with_the_history_file(
    built: Path, run: Command, tmp_path: Path
) -> None:
    path = tmp_path / "turns.json"
    path.write_text(json.dumps(TURNS), encoding="utf-8")

    result = run("ask", "and for a designer?", "--history", str(path))

    assert result.code == 0
    assert re.match(r"Read as: .*agree.*designer", result.words)


def test_a_batch_answers_line_by_line_and_keeps_the_ids(
    built: Path, run: Command, tmp_path: Path
) -> None:
    rows = [
        {"id": "first", "question": QUESTION},
        {"id": 2, "question": "and for a designer?", "history": TURNS},
        {"id": None, "question": OUTSIDE, "history": None},
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n\n".join(map(json.dumps, rows)), encoding="utf-8-sig")

    result = run("ask", "--batch", str(path))
    answers = [json.loads(line) for line in result.out.splitlines()]

    assert (result.code, result.err) == (0, "")
    assert [answer["id"] for answer in answers] == ["first", 2, None]
    assert [answer["status"] for answer in answers] == ["answered", "answered", "declined"]
    assert "designer" in answers[1]["standalone_question"]


def test_a_line_separator_inside_a_question_does_not_end_its_line(
    built: Path, run: Command, tmp_path: Path
) -> None:
    path = tmp_path / "questions.jsonl"
    row = {"id": 1, "question": "how do i check a\u2028freelancer's references?"}
    path.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")

    result = run("ask", "--batch", str(path))

    assert (result.code, json.loads(result.out)["status"]) == (0, "answered")


def test_an_unusable_question_in_a_batch_is_reported_and_the_rest_is_answered(
    built: Path, run: Command, tmp_path: Path
) -> None:
    path = tmp_path / "questions.jsonl"
    rows = [{"id": "empty", "question": " "}, {"id": "good", "question": QUESTION}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    result = run("ask", "--batch", str(path))
    empty, good = [json.loads(line) for line in result.out.splitlines()]

    assert result.code == 2
    assert empty["status"] == "error"
    assert empty["error"].startswith("The question is empty")
    assert good["status"] == "answered"


def test_a_terminal_without_unicode_still_gets_the_answer(built: Path) -> None:
    text = process("ask", QUESTION, PYTHONIOENCODING="ascii")
    as_json = process("ask", QUESTION + " café", "--json", PYTHONIOENCODING="ascii")

    assert (text.code, text.err) == (0, "")
    assert text.out.count("? ") >= 4
    assert json.loads(as_json.out)["question"].endswith("café")


def test_a_reader_that_stops_reading_causes_no_trace(built: Path) -> None:
    with subprocess.Popen(
        [str(COMMAND), "ask", QUESTION, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as started:
        assert started.stdout
        assert started.stderr
        started.stdout.close()
        assert started.stderr.read() == ""


def test_the_version_is_printed(run: Command) -> None:
    assert run("--version") == Run(0, f"{__version__}\n", "")


@pytest.mark.parametrize("command", ["ask", "serve", "index", "doctor"])
def test_every_command_explains_itself_with_its_exit_codes(run: Command, command: str) -> None:
    result = run(command, "--help")

    assert result.code == 0
    assert "Exit codes: 0" in result.out


def test_the_index_is_built_once_and_then_found_sound(
    monkeypatch: pytest.MonkeyPatch, few: Path, run: Command
) -> None:
    monkeypatch.setenv("ADVISOR_KNOWLEDGE_DIR", str(few))

    first, second = run("index"), run("index")
    as_json = run("index", "--json")

    assert first == Run(0, "The index was missing or unreadable. It was built again.\n", "")
    assert second == Run(0, "The index is sound and up to date.\n", "")
    assert json.loads(as_json.out)["repaired"] == ""
    assert json.loads(as_json.out)["entries"] > 2 * 74


# Input that cannot be used: 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask"], "Give either a question or --batch FILE"),
        (["ask", "how?", "--batch", "x.jsonl"], "Give either a question or --batch FILE"),
        (["ask", "--batch", "x.jsonl", "--history", "y.json"], "--history goes with a question"),
        (["ask", "how?", "--history", "absent.json"], "absent.json cannot be read"),
        (["ask", "--batch", "absent.jsonl"], "absent.jsonl cannot be read"),
    ],
)
def test_options_that_cannot_be_used_are_refused(
    run: Command, arguments: list[str], said: str
) -> None:
    assert run(*arguments).failed_in_one_line(2, said)


def test_an_empty_question_is_refused_with_an_example(built: Path, run: Command) -> None:
    assert run("ask", "   ").failed_in_one_line(2, "The question is empty", "for example")


@pytest.mark.parametrize(
    "line",
    [
        b"not json",
        b'{"question": "no id?"}',
        b'{"id": 1}',
        b'{"id": 1, "question": null}',
        b'{"id": 1, "question": ["a list?"]}',
        b'[1, "a list?"]',
        b'"a text?"',
        b'{"id": 1, "question": "how?", "history": "earlier"}',
        b'{"id": 1, "question": "how?", "history": {}}',
        b'{"id": 1, "question": "how?", "history": [{"role": "system", "text": "x"}]}',
        b'{"id": 1, "question": "how?", "history": [{"role": "user", "text": 3}]}',
        b"[" * 100_000,
    ],
)
def test_a_bad_batch_line_is_named_before_anything_is_answered(
    run: Command, tmp_path: Path, line: bytes
) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(b'{"id": 0, "question": "how do i compare quotes?"}\n' + line)

    assert run("ask", "--batch", str(path)).failed_in_one_line(2, "questions.jsonl, line 2: needs")


@pytest.mark.parametrize(
    "content",
    ['{"role": "user", "text": "x"}', "{}", '""', "null", "[1]", '[{"role": "user"}]', "[", ""],
)
def test_a_history_that_is_not_a_list_of_turns_is_refused(
    run: Command, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "turns.json"
    path.write_text(content, encoding="utf-8")

    result = run("ask", "and then?", "--history", str(path))

    assert result.failed_in_one_line(2, "turns.json must be a JSON list")


@pytest.mark.parametrize("option", ["--batch", "--history"])
def test_a_file_that_is_not_utf8_is_refused(run: Command, tmp_path: Path, option: str) -> None:
    path = tmp_path / "latin.json"
    path.write_bytes('[{"role": "user", "text": "Café?"}]'.encode("latin-1"))
    question = ["and then?"] if option == "--history" else []

    result = run("ask", *question, option, str(path))

    assert result.failed_in_one_line(2, "latin.json cannot be read as UTF-8 text")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ADVISOR_FOO", "1", "ADVISOR_FOO is not a setting. Known settings: ADVISOR_ANSWER_CAP,"),
        ("ADVISOR_PORT", "0", "Correct ADVISOR_PORT"),
        ("ADVISOR_SCOPE_FLOOR", "nan", "Correct ADVISOR_SCOPE_FLOOR"),
    ],
)
@pytest.mark.parametrize("command", [["ask", "how?"], ["serve"], ["index"], ["doctor"]])
def test_a_wrong_setting_is_named_by_every_command(
    monkeypatch: pytest.MonkeyPatch,
    run: Command,
    command: list[str],
    name: str,
    value: str,
    said: str,
) -> None:
    monkeypatch.setenv(name, value)

    assert run(*command).failed_in_one_line(2, said)


# Something in the installation is broken: 1


def test_a_file_in_the_way_of_the_data_folder_is_one_line_in_a_real_process(
    tmp_path: Path,
) -> None:
    path = tmp_path / "taken"
    path.write_text("mine", encoding="utf-8")

    result = process("ask", "how?", ADVISOR_DATA_DIR=str(path))

    assert result.failed_in_one_line(1, str(path), "cannot be written", "ADVISOR_DATA_DIR")
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_folder_without_guidance_is_named(
    monkeypatch: pytest.MonkeyPatch, run: Command, tmp_path: Path
) -> None:
    monkeypatch.setenv("ADVISOR_KNOWLEDGE_DIR", str(tmp_path / "nowhere"))

    result = run("ask", "how?")

    assert result.failed_in_one_line(1, str(tmp_path / "nowhere"), "Set ADVISOR_KNOWLEDGE_DIR")


def test_a_message_of_several_lines_is_said_in_one(
    monkeypatch: pytest.MonkeyPatch, run: Command, few: Path, tmp_path: Path
) -> None:
    shutil.copytree(few, tmp_path / "knowledge")
    broken = tmp_path / "knowledge" / "trades.yaml"
    broken.write_text("- id: [\n- :smile: [bold]x[/bold]: }", encoding="utf-8")
    monkeypatch.setenv("ADVISOR_KNOWLEDGE_DIR", str(broken.parent))

    assert run("ask", "how?").failed_in_one_line(1, "trades.yaml is not valid YAML")


def test_an_altered_embedding_model_is_refused(
    monkeypatch: pytest.MonkeyPatch, run: Command, tmp_path: Path
) -> None:
    altered = tmp_path / "model.onnx"
    altered.write_bytes(onnx_embedder.model_file().read_bytes() + b"\0")
    monkeypatch.setattr(onnx_embedder, "model_file", lambda: altered)

    assert run("ask", "how?").failed_in_one_line(1, "was altered", "Run `make setup`")


def test_a_missing_relevance_model_is_refused(
    monkeypatch: pytest.MonkeyPatch, built: Path, run: Command, tmp_path: Path
) -> None:
    absent = tmp_path / "absent.onnx"
    monkeypatch.setattr(OnnxRelevance.__init__, "__defaults__", (absent,))

    assert run("ask", "how?").failed_in_one_line(1, str(absent), "make train")


@pytest.mark.parametrize("command", [["ask", "how?"], ["serve"], ["index"]])
def test_an_old_sqlite_is_refused(
    monkeypatch: pytest.MonkeyPatch, run: Command, command: list[str]
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))

    assert run(*command).failed_in_one_line(1, "is too old; 3.35 or newer is needed")


def test_a_missing_package_is_named_with_its_repair(
    monkeypatch: pytest.MonkeyPatch, run: Command
) -> None:
    monkeypatch.setitem(sys.modules, "advisor.wiring", None)

    assert run("index").failed_in_one_line(1, "advisor.wiring", "Run `make setup`")


def test_a_port_in_use_is_said_before_anything_is_built(taken: int) -> None:
    from_option = process("serve", "--port", str(taken))
    from_app = subprocess.run(
        [sys.executable, str(ROOT / "app.py")],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "ADVISOR_PORT": str(taken)},
        timeout=60,
    )

    said = (f"127.0.0.1:{taken}", "Close the program that uses this port", "ADVISOR_PORT")
    assert from_option.failed_in_one_line(1, *said)
    assert Run(from_app.returncode, from_app.stdout, from_app.stderr).failed_in_one_line(1, *said)
    assert not Path(os.environ["ADVISOR_DATA_DIR"]).exists()
