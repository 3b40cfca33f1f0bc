"""`advisor verify` as people and scripts use it, over everything real but the checker."""

import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import docx
import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from advisor import cli_verify, wiring
from advisor.adapters.document_reader import read_document
from advisor.adapters.onnx_embedder import OnnxEmbedder
from advisor.cli_verify import VERIFY_EXIT_CODES, print_verification, summary, verify
from advisor.domain import Citation, Claim, ClaimVerdict, Library, Passage, Step, Support
from advisor.domain.verification import Source, Verification
from advisor.errors import ModelFileError
from advisor.testing import WordIndex
from advisor.verifying import Verifying

RUN = CliRunner()
ADVICE = """# Paying a vendor

- You should pay in stages.
- Never sign any contract.
- The moon is made of cheese.
"""
SAYS: dict[str, Support] = {"stages": "supported", "Never sign": "contradicted"}
HOSTILE = "You should \x1b[31mpay\x1b[0m [bold]now[/bold] \u202eplease."


class Told:
    """`ports.SupportChecker` that goes by words of the claim, and cites the first passage."""

    def check(self, claim: Claim, passages: Sequence[Passage]) -> ClaimVerdict:
        support = next((said for word, said in SAYS.items() if word in claim.text), None)
        if support is None:
            reason = "No source speaks of it."
            return ClaimVerdict(claim=claim, support="unsupported", score=0.1, reason=reason)
        quote = passages[0].text.split("\n")[0]
        there = passages[0].passage_id
        citation = Citation(passage_id=there, quote=quote, start=0, end=len(quote))
        return ClaimVerdict(
            claim=replace(claim, citations=(citation,)),
            support=support,
            score=0.9,
            reason=f"The source is clear: {support}.",
        )


class Small:
    """The part of the façade that the command uses; remembers that it was closed."""

    def __init__(self, verifying: Verifying) -> None:
        self._verifying, self.closed, self.workspaces = verifying, False, list[str]()

    def verify_steps(
        self, text: str, *, sources: Sequence[Source] | None = None, workspace: str = "default"
    ) -> Iterator[Step | Verification]:
        self.workspaces.append(workspace)
        return self._verifying.steps(text, sources=sources, workspace=workspace)

    def close(self) -> None:
        self.closed = True


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def verifying(library: Library, embedder: OnnxEmbedder) -> Verifying:
    """Two topics are enough for the command."""
    part = replace(library, topics=library.topics[:2], questions=(), template_phrases=())
    index = WordIndex(embedder)
    index.ensure(part.entries, "two topics")
    return Verifying(
        part, index=index, embedder=embedder, checker=Told(), read_document=read_document
    )


@pytest.fixture
def small(verifying: Verifying, monkeypatch: pytest.MonkeyPatch) -> Small:
    made = Small(verifying)
    monkeypatch.setattr(wiring, "build_advisor", lambda settings, progress=None: made)
    return made


@pytest.fixture
def run(small: Small) -> Run:
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command(epilog=VERIFY_EXIT_CODES)(verify)

    def ran(*words: object, stdin: bytes | str | None = None) -> Ran:
        done = RUN.invoke(app, [str(word) for word in words], input=stdin)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return Ran(done.exit_code, done.stdout, done.stderr)

    return ran


@pytest.fixture
def advice(tmp_path: Path) -> Path:
    path = tmp_path / "advice.md"
    path.write_text(ADVICE, encoding="utf-8")
    return path


def test_each_sentence_has_sign_word_reason_and_quote_and_the_counts_end_it(
    run: Run, advice: Path
) -> None:
    done = run(advice)
    parts = [
        "  No claim: Paying a vendor\n",
        "✓ Supported: You should pay in stages.\n    The source is clear: supported.\n    “",
        "”",
        ", sentence 1)",
        "✗ Contradicted: Never sign any contract.\n    The source is clear: contradicted.",
        "? Not covered: The moon is made of cheese.\n    No source speaks of it.",
        "\n4 sentences: 1 contradicted, 1 not covered, 1 supported, 1 no claim\n",
        "Held against this program's guidance",
    ]
    at = 0
    for part in parts:
        at = done.out.find(part, at)
        assert at >= 0, (part, done.out)
    assert (done.code, done.err) == (0, "")


def test_json_is_the_dictionary_of_the_result(run: Run, advice: Path) -> None:
    data = json.loads(run(advice, "--json").out)
    assert data["counts"]["contradicted"] == 1
    assert [one["support"] for one in data["sentences"]][1] == "supported"
    assert all(data["text"][one["start"] : one["end"]] == one["text"] for one in data["sentences"])


def test_standard_input_is_read_like_a_file(run: Run, advice: Path) -> None:
    assert run("-", stdin=ADVICE).out == run(advice).out


def test_a_word_file_is_read_with_its_headings(run: Run, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Paying a vendor", level=1)
    document.add_paragraph("You should pay in stages.")
    document.save(str(tmp_path / "advice.docx"))
    done = run(tmp_path / "advice.docx")
    assert "  No claim: Paying a vendor" in done.out
    assert "✓ Supported: You should pay in stages." in done.out


def test_files_to_check_against_replace_the_guidance(
    run: Run, advice: Path, tmp_path: Path
) -> None:
    for name in ("first.md", "second.md"):
        (tmp_path / name).write_text(f"# {name}\n\nWe pay each vendor in stages.\n", "utf-8")
    done = run(advice, "--against", tmp_path / "first.md", "--against", tmp_path / "second.md")
    assert "“We pay each vendor in stages.” (first.md, sentence 1)" in done.out
    assert "the given sources alone" in done.out


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        (ADVICE, None, 0),
        (ADVICE, "contradicted", 1),
        ("You should pay in stages.", "contradicted", 0),
        ("You should pay in stages.", "unsupported", 0),
        ("The moon is made of cheese.", "contradicted", 0),
        ("The moon is made of cheese.", "unsupported", 1),
        ("Never sign any contract.", "unsupported", 1),
    ],
)
def test_fail_on_decides_the_exit_code(run: Run, text: str, fail_on: str | None, code: int) -> None:
    done = run("-", *(["--fail-on", fail_on] if fail_on else []), stdin=text)
    assert (done.code, done.err) == (code, "")


@pytest.mark.parametrize(
    ("words", "stdin", "said"),
    [
        (["-"], b"", "is empty"),
        (["-"], b"\x00\x01\x02\x03\x04", "not a text file"),
        (["-"], "Zahlen Sie niemals alles im Voraus, sondern nach der Abnahme.", "English"),
        (["-"], "You should pay. " * 4000, "limit is 50,000"),
        (["/nowhere/advice.md"], None, "cannot be read"),
        (["-", "--against", "/nowhere/a.md"], "You should pay in stages.", "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line_with_code_2(
    run: Run, words: list[str], stdin: bytes | str | None, said: str
) -> None:
    done = run(*words, stdin=stdin)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1


def test_a_broken_installation_has_its_own_code(
    run: Run, advice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ModelFileError("The model is missing. Run `make setup`.")

    monkeypatch.setattr(wiring, "build_advisor", broken)
    done = run(advice)
    assert (done.code, done.err) == (3, "The model is missing. Run `make setup`.\n")


def test_the_advisor_is_closed_and_the_workspace_handed_on(
    run: Run, small: Small, advice: Path
) -> None:
    run(advice, "--workspace", "firm")
    assert small.closed
    assert small.workspaces == ["firm"]


def test_nothing_in_the_advice_steers_the_terminal(
    verifying: Verifying, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = io.StringIO()
    console = Console(file=printed, force_terminal=True, highlight=False, emoji=False)
    monkeypatch.setattr(cli_verify, "out", console)
    *_, found = verifying.steps(HOSTILE)
    assert isinstance(found, Verification)
    print_verification(found)
    assert "\x1b[31m" not in printed.getvalue()
    assert "\u202e" not in printed.getvalue()
    assert "[bold]now[/bold]" in printed.getvalue()
    assert summary(found).startswith("1 sentence: ")
