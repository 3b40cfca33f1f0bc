"""The brief review on the command line, as people and scripts use it."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from rich.console import Console
from typer.testing import CliRunner

from advisor import cli_review, wiring
from advisor.adapters.document_reader import read_brief_file
from advisor.cli import app
from advisor.cli_review_output import print_review
from advisor.domain import Library
from advisor.domain.review import ClauseReading
from advisor.errors import ModelFileError
from advisor.knowledge.checks import TopicChecks, load_topic_checks
from advisor.review.desk import ReviewDesk
from advisor.review.reviewer import AT_ONCE, Reviewer
from advisor.settings import Settings
from tests.unit.review_samples import make_review

RUN = CliRunner()
COMMAND = Path(sys.executable).with_name("advisor")
RHYTHM = "We call each Friday at 10. Decisions go into the shared list."
BRIEF = f"""# Bookkeeper wanted

## Scope
We need a bookkeeper who closes each month. Please send your price.

## Reporting
{RHYTHM}
"""
SILENT = BRIEF.replace(RHYTHM, "We are a friendly team.")
HARMFUL = "We need a writer to post 200 fake reviews of our shop on Google each month, at $2."
OFFICE = "Please send a quote to clean our office twice a week, two hours each time."
POEM = "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you\n"
TOPIC = "neglected-communication"
SAYS = {"Friday": f"{TOPIC}.cadence", "shared list": f"{TOPIC}.channel"}


class Told:
    """`ports.ClauseModel` that takes clauses with certain words for usable provisions."""

    def __init__(self, topics: Sequence[TopicChecks]) -> None:
        self._topics = [topic.topic_id for topic in topics]
        self._checks = [check.check_id for topic in topics for check in topic.checks]

    def read(self, clauses: Sequence[str]) -> list[ClauseReading]:
        return [self._one(clause) for clause in clauses]

    def _one(self, clause: str) -> ClauseReading:
        told = {check for words, check in SAYS.items() if words in clause}
        values = {check: float(check in told) for check in self._checks}
        return ClauseReading(some=values, good=values, against=dict.fromkeys(self._topics, 0.0))


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def review(self) -> dict:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, library: Library) -> Run:
    """The command with everything real except for what the clause model finds."""
    topics = load_topic_checks(Settings().knowledge_dir, library)
    reviewer = Reviewer(library, topics, Told(topics), settings_digest="test")
    desk = ReviewDesk(library=library, reviewer=reviewer, read_file=read_brief_file)
    monkeypatch.setattr(wiring, "open_reviewer", lambda settings: desk)
    return _run


def _run(*words: object, stdin: bytes | str | None = None) -> Ran:
    done = RUN.invoke(app, ["review", *map(str, words)], input=stdin)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return Ran(done.exit_code, done.stdout, done.stderr)


def _file(folder: Path, name: str, text: str = BRIEF) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def _status(review: dict) -> str:
    return next(one["status"] for one in review["topics"] if one["topic"] == TOPIC)


def _word_file(path: Path) -> Path:
    document = docx.Document()
    document.add_heading("Bookkeeper wanted", level=1)
    document.add_paragraph("We need a bookkeeper who closes each month. Please send your price.")
    document.add_paragraph(RHYTHM)
    document.save(str(path))
    return path


# One brief


def test_a_review_says_what_was_read_then_score_gaps_topics_and_faults(run, tmp_path):
    done = run(_file(tmp_path, "brief.md", BRIEF + "\n## Access\nSee Appendix B.\n"))
    parts = [
        "Bookkeeper wanted\nJob post, bookkeeping, ",
        "of 9 topics that matter",
        "Readiness: ",
        "The 3 riskiest gaps\n1. ",
        "Why it matters: ",
        "Write: ",
        "Ask the vendor: ",
        "\nThe ten topics\n 1 ",
        '“We call each Friday at 10.” (under "Reporting")',
        " in the text\n- ",
        "Appendix B",
    ]
    at = 0
    for part in parts:
        at = done.out.find(part, at)
        assert at >= 0, (part, done.out)
    assert (done.code, done.err) == (0, "")


def test_every_verdict_is_printed_with_its_word_and_its_quote_or_reason(capsys):
    print_review(make_review())
    said = capsys.readouterr().out
    for words in (
        " 1 Handled           Unclear goals\n     “closes each month by the 8th”",
        " 2 Contradicted      Price over fit\n     “The cheapest offer wins.”",
        " 8 Not in this text  Not scaling\n     The scope sits in Appendix B",
        " 9 Not applicable    Cultural differences\n     The work is done in your town.",
        "10 Partly            No monitoring\n     “Send a summary every Friday",
    ):
        assert words in said
    assert said.index("Put this right first") < said.index("How ready it is")


def test_harm_is_said_before_anything_else_about_the_brief(run, tmp_path):
    done = run(_file(tmp_path, "brief.txt", HARMFUL))
    assert done.out.index("Put this right first") < done.out.index("How ready it is")
    assert "The lawful way: " in done.out


def test_characters_that_steer_a_terminal_are_not_printed(run, tmp_path):
    text = BRIEF.replace("We call", "\x1b[31mWe\x9b call\u202e")
    for mode in ((), ("--markdown",), ("--questions",)):
        done = run(_file(tmp_path, "brief.txt", text), *mode)
        assert not set("\x1b\x9b\u202e") & set(done.out)


@pytest.mark.parametrize("name", ["brief.md", "brief.txt", "brief.html", "brief.docx", "brief"])
def test_each_kind_of_file_is_read(run, tmp_path, name):
    html = "<h1>Bookkeeper wanted</h1><p>We need a bookkeeper. Please send your price.</p>"
    path = tmp_path / name
    if name.endswith(".docx"):
        _word_file(path)
    else:
        _file(tmp_path, name, f"{html}<p>{RHYTHM}</p>" if name.endswith(".html") else BRIEF)
    review = run(path, "--json").review
    assert (review["title"], _status(review)) == ("Bookkeeper wanted", "handled")


def test_standard_input_may_be_text_or_a_word_file(run, tmp_path):
    text = run("-", "--json", stdin=BRIEF).review
    word = run("-", "--json", stdin=_word_file(tmp_path / "b.docx").read_bytes()).review
    assert _status(text) == _status(word) == "handled"
    assert text["title"] == word["title"] == "Bookkeeper wanted"


def test_empty_standard_input_is_said_to_be_empty(run):
    done = run("-", stdin=" \n")
    assert (done.code, done.out) == (2, "")
    assert "Standard input is empty" in done.err


def test_quotes_in_the_json_stand_in_the_file(run, tmp_path):
    review = run(_file(tmp_path, "brief.md"), "--json").review
    quotes = [one for topic in review["topics"] for one in topic["evidence"]]
    assert quotes
    assert all(BRIEF[one["start"] : one["end"]] == one["quote"] for one in quotes)
    assert [topic["id"] for topic in review["topics"]] == list(range(1, 11))


def test_markdown_is_the_report_and_questions_are_a_list(run, tmp_path):
    path = _file(tmp_path, "brief.md")
    assert run(path, "--markdown").out.startswith("# Review: Bookkeeper wanted\n")
    asked = run(path, "--questions").out
    assert asked.startswith("# Questions to the vendor")
    assert asked.count("?\n") >= 5


def test_a_given_trade_replaces_the_one_that_the_text_tells(run, tmp_path):
    path = _file(tmp_path, "brief.md")
    assert run(path, "--json").review["trade"] == "bookkeeping"
    assert run(path, "--json", "--trade", "payroll").review["trade"] == "payroll"


# Files


def test_word_report_and_web_page_are_saved_and_said_on_standard_error(run, tmp_path):
    path, word = _file(tmp_path, "brief.md"), tmp_path / "out.docx"
    report = tmp_path / "report.html"
    done = run(path, "--docx", word, "--report", report, "--json")
    assert f"Saved {word}\nSaved {report}\n" == done.err
    changed = docx.Document(str(word)).element.xml
    assert changed.count("<w:ins ") >= len(done.review["findings"])
    assert "We call each Friday at 10." in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "begins"), [("r.docx", b"PK"), ("r.md", b"# Review: Book")])
def test_a_report_is_of_the_kind_that_its_name_ends_in(run, tmp_path, name, begins):
    assert run(_file(tmp_path, "brief.md"), "--report", tmp_path / name).code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_file_that_exists_is_overwritten_only_by_force(run, tmp_path):
    path, report = _file(tmp_path, "brief.md"), _file(tmp_path, "report.md", "mine")
    refused = run(path, "--report", report)
    assert (refused.code, refused.out, report.read_text()) == (2, "", "mine")
    assert "--force" in refused.err
    assert run(path, "--report", report, "--force").code == 0
    assert report.read_text(encoding="utf-8").startswith("# Review")


def test_the_brief_itself_is_never_overwritten(run, tmp_path):
    path = _word_file(tmp_path / "brief.docx")
    before = path.read_bytes()
    assert run(path, "--docx", path, "--force").code == 2
    assert path.read_bytes() == before


# Exit codes


def test_a_gap_of_the_named_risk_fails_and_a_lesser_one_does_not(run, tmp_path):
    path = _file(tmp_path, "brief.md")
    risks = {one["risk"] for one in run(path, "--json").review["findings"]}
    assert "high" in risks
    assert run(path).code == 0
    assert run(path, "--fail-on", "high").code == 1
    office = _file(tmp_path, "office.txt", OFFICE)
    risks = {one["risk"] for one in run(office, "--json").review["findings"]}
    assert "high" not in risks
    assert "medium" in risks
    assert run(office, "--fail-on", "high").code == 0
    assert run(office, "--fail-on", "medium").code == 1


def test_harm_counts_as_high_risk(run, tmp_path):
    path = _file(tmp_path, "brief.txt", f"{OFFICE} Women under 30 only need to apply.")
    review = run(path, "--json").review
    assert review["harm"]
    assert "high" not in {one["risk"] for one in review["findings"]}
    assert run(path, "--fail-on", "high").code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--compare OLD NEW"),
        (("missing.md",), "missing.md cannot be read"),
        (("brief.md", "--json", "--markdown"), "only one of"),
        (("brief.md", "--trade", "plumbing"), "Use one of customer_support"),
        (("brief.md", "--compare", "brief.md", "brief.md"), "Give either"),
        (("brief.md", "--docx", "out.pdf"), "End it in .docx"),
        (("brief.md", "--report", "out.pdf"), "ends in .docx, .md or .html"),
        ((".", "--docx", "out.docx"), "go with one brief"),
        (("--compare", "brief.md", "."), "takes two briefs"),
        (("--compare", "brief.md", "brief.md", "--markdown"), "--compare prints"),
        (("empty",), "holds no brief"),
        (("empty.jsonl",), "holds no brief"),
        (("missing.jsonl",), "cannot be read"),
        (("poem.txt",), "a poem"),
        (("picture.png",), "of a kind that cannot be read"),
        (("broken.pdf",), "broken.pdf"),
    ],
)
def test_wrong_usage_and_what_cannot_be_read_is_one_line_and_exit_2(
    run, tmp_path, monkeypatch, words, said
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    for name, text in (
        ("brief.md", BRIEF), ("poem.txt", POEM), ("empty.jsonl", "\n\n"), ("picture.png", "x"),
        ("broken.pdf", "%PDF-1.7 and no more"),
    ):  # fmt: skip
        _file(tmp_path, name, text)
    done = run(*words)
    assert (done.code, done.out) == (2, ""), done
    assert said in done.err
    assert done.err.count("\n") == 1


def test_a_broken_installation_is_no_failed_brief(run, tmp_path, monkeypatch):
    def broken(settings: Settings) -> ReviewDesk:
        raise ModelFileError("clauses.onnx cannot be used. Restore it.")

    monkeypatch.setattr(wiring, "open_reviewer", broken)
    done = run(_file(tmp_path, "brief.md"), "--fail-on", "high")
    assert (done.code, done.out, done.err) == (3, "", "clauses.onnx cannot be used. Restore it.\n")


def test_the_help_names_every_exit_code(run):
    said = " ".join(run("--help").out.split())
    for words in ("0 reviewed", "1 --fail-on was reached", "2 wrong usage", "3 broken"):
        assert words in said


# Two versions


def test_a_comparison_shows_what_was_won(run, tmp_path):
    old, new = _file(tmp_path, "old.md", SILENT), _file(tmp_path, "new.md")
    done = run("--compare", old, new)
    assert done.code == 0
    assert "Missing          -> Handled  (better)\n     won: " in done.out
    assert "No topic stands worse." in done.out


def test_a_comparison_that_lost_something_exits_with_1_and_names_it(run, tmp_path):
    old, new = _file(tmp_path, "old.md"), _file(tmp_path, "new.md", SILENT)
    done = run("--compare", old, new)
    assert done.code == 1
    assert "Handled          -> Missing  (worse)\n     lost: " in done.out
    assert "Worse than before: Neglected communication." in done.out
    told = run("--compare", old, new, "--json")
    rows = {row["topic_id"]: row["worse"] for row in told.review["rows"]}
    assert (told.code, told.review["lost"], rows[TOPIC]) == (1, True, True)


def test_a_comparison_fails_on_the_gaps_of_the_new_version(run, tmp_path):
    path = _file(tmp_path, "brief.md")
    assert run("--compare", path, path).code == 0
    assert run("--compare", path, path, "--fail-on", "high").code == 1


# Several briefs


def test_a_folder_gives_a_row_for_each_brief_and_leaves_other_files(run, tmp_path):
    _file(tmp_path, "all/good.md")
    _file(tmp_path, "all/silent.txt", SILENT)
    _file(tmp_path, "all/.hidden.md", POEM)
    _file(tmp_path, "all/data.csv", "a,b")
    done = run(tmp_path / "all")
    head, good, silent = done.out.splitlines()[:3]
    assert head.startswith("Ready  1 2 3 4 5 6 7 8 9 10  High  Harm  Faults  Brief")
    assert good[17] == "H"
    assert silent[17] == "-"
    assert head[17] == "6"
    assert " good: Bookkeeper wanted; riskiest: " in good
    assert "H handled, P partly" in done.out
    assert (done.code, done.err) == (0, "1 of 2: good.md\n2 of 2: silent.txt\n")


def test_a_file_of_a_folder_that_is_no_brief_is_named_and_the_others_are_reviewed(run, tmp_path):
    _file(tmp_path, "all/a-poem.txt", POEM)
    _file(tmp_path, "all/b.md")
    done = run(tmp_path / "all", "--json", "--fail-on", "high")
    assert done.code == 2
    assert "a-poem.txt: This reads like a poem" in done.err
    assert (done.review["id"], done.review["file"]) == ("b", "b.md")


def test_a_batch_answers_with_one_line_of_json_for_each_line(run, tmp_path):
    _file(tmp_path, "sub/brief.md", SILENT)
    rows = [
        {"id": 1, "title": "My title", "text": BRIEF},
        {"id": "two", "file": "sub/brief.md"},
    ]
    batch = _file(tmp_path, "b.jsonl", "\ufeff" + "\r\n\r\n".join(map(json.dumps, rows)))
    done = run(batch, "--json")
    first, second = map(json.loads, done.out.splitlines())
    assert (first["id"], first["title"], _status(first)) == (1, "My title", "handled")
    assert (second["id"], second["file"], _status(second)) == ("two", "sub/brief.md", "missing")
    assert done.code == 0


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b'{"text": "no id"}',
        b'{"id": 1}',
        b'{"id": 1, "text": 5}',
        b'{"id": 1, "text": "a", "file": "b"}',
        b'{"id": 1, "text": "too short"}',
        b'{"id": 1, "file": "missing.md"}',
        b'{"id": 1, "file": "a\\u0000b"}',
        b'{"id": 1, "text": "\xff"}',
        b"[" * 100_000,
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_the_others_are_reviewed(run, tmp_path, line):
    good = json.dumps({"id": "good", "text": BRIEF}).encode()
    batch = tmp_path / "b.jsonl"
    batch.write_bytes(b"\n".join([good, line, good]))
    done = run(batch, "--json")
    assert done.code == 2
    assert [json.loads(one)["id"] for one in done.out.splitlines()] == ["good", "good"]
    [said] = [one for one in done.err.splitlines() if " of 3: " not in one]
    assert said.startswith(f"{batch}, line 2")


def test_reports_of_several_briefs_follow_each_other(run, tmp_path):
    _file(tmp_path, "all/a.md")
    _file(tmp_path, "all/b.md")
    done = run(tmp_path / "all", "--markdown")
    assert done.out.count("# Review: Bookkeeper wanted\n") == 2
    assert run(tmp_path / "all", "--fail-on", "high").code == 1


# Speed and progress


def test_a_long_brief_says_on_standard_error_how_far_it_is(run, tmp_path):
    line = "The vendor shall deliver the monthly report number {} to our office by the 8th.\n"
    text = "".join(line.format(number) for number in range(AT_ONCE * 3))
    done = run(_file(tmp_path, "long.txt", text), "--json")
    assert f"{AT_ONCE} of {AT_ONCE * 3} clauses read" in done.err
    assert json.loads(done.out)["words"] > 5_000


def test_a_terminal_is_shown_progress_that_never_reaches_the_output(run, tmp_path, monkeypatch):
    screen = io.StringIO()
    monkeypatch.setattr(cli_review, "err", Console(file=screen, force_terminal=True))
    done = run(_file(tmp_path, "brief.md"), "--json")
    assert "brief.md" in screen.getvalue()
    assert done.review["title"] == "Bookkeeper wanted"


def test_the_installed_command_reviews_with_the_real_model_and_opens_no_index(tmp_path):
    data = tmp_path / "data"
    done = subprocess.run(
        [str(COMMAND), "review", "-", "--json"],
        input=BRIEF,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "ADVISOR_DATA_DIR": str(data)},
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["title"] == "Bookkeeper wanted"
    assert not data.exists()


def test_a_review_loads_neither_the_index_nor_the_database():
    script = (
        "import sys; from advisor.wiring import open_reviewer; "
        "from advisor.settings import load_settings; "
        "desk = open_reviewer(load_settings()); "
        "desk.review(desk.paste(sys.argv[1])); "
        "heavy = {'advisor.ask_flow', 'chromadb', 'sqlalchemy', 'gradio', 'docx', 'pypdf'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, BRIEF],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert done.stdout == "[]\n"
