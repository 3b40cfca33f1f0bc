"""The library's commands as a person or a script meets them."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from advisor.adapters.chroma_index import ChromaIndex
from advisor.adapters.own_guidance_store import SqlOwnGuidance
from advisor.adapters.template_documents import template_docx, template_markdown
from advisor.adapters.template_workbook import template_xlsx
from advisor.cli import main
from advisor.domain.reference import Reference
from advisor.knowledge import load_reference
from advisor.retrieval.own_guidance import OwnGuidanceIndex
from advisor.testing import HashedWordEmbedder

ROOT = Path(__file__).resolve().parents[2]
TABLE, NO_TABLE = "vendor-scorecard", "working-agreement"
RULE = "Petronella signs every contract above 3,000 euros."
HEAVY = ("chromadb", "onnxruntime", "langchain_core", "langchain_chroma", "gradio", "bm25s")


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What was printed as JSON, with nothing beside it."""
        assert self.err == ""
        return json.loads(self.out)

    def refused(self, code: int, *said: str) -> bool:
        """One line on stderr with these texts, nothing on stdout."""
        assert (self.code, self.out) == (code, ""), (self.out, self.err)
        assert re.fullmatch(r"[^\n]+\n", self.err), self.err
        assert [text for text in said if text not in self.err] == [], self.err
        return True


Command = Callable[..., Run]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command in this process."""

    def call(*arguments: str | Path) -> Run:
        monkeypatch.setattr(sys, "argv", ["advisor", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        seen = capsys.readouterr()
        return Run(int(ended.value.code or 0), seen.out, seen.err)

    return call


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(ROOT / "knowledge")


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    path = tmp_path / "handbook.md"
    path.write_text(f"# Handbook\n\n## Signing\n\n{RULE}\n", encoding="utf-8")
    return path


def data_dir() -> Path:
    return Path(os.environ["ADVISOR_DATA_DIR"])


def holding(text: str) -> list[str]:
    """The files of the data folder that hold a text."""
    files = [path for path in data_dir().rglob("*") if path.is_file()]
    return sorted(path.name for path in files if text.encode() in path.read_bytes())


def build_own_index(workspace: str = "default") -> None:
    """The index as a question leaves it behind, with the text of the documents in it."""
    store, embedder = SqlOwnGuidance.in_folder(data_dir()), HashedWordEmbedder()
    index = OwnGuidanceIndex(
        store,
        folder=data_dir() / "own",
        embedder=embedder,
        make_index=lambda folder: ChromaIndex(folder, embedder),
    )
    index.found("who signs contracts?", workspace=workspace)
    store.close()


# Templates


def test_every_template_is_listed_on_a_line_of_its_own(run: Command, reference: Reference) -> None:
    result = run("template", "list")

    assert (result.code, result.err) == (0, "")
    assert [line.split()[0] for line in result.out.splitlines()] == list(reference.templates)
    assert re.search(rf"^{TABLE} +Weighted vendor scorecard \(table, \d+ min", result.out, re.M)


def test_the_listing_as_json_says_which_formats_there_are(
    run: Command, reference: Reference
) -> None:
    rows = {row["template_id"]: row for row in run("template", "list", "--json").json}

    assert list(rows) == list(reference.templates)
    assert rows[TABLE]["formats"] == ["md", "docx", "xlsx"]
    assert rows[NO_TABLE]["formats"] == ["md", "docx"]
    assert set(rows[TABLE]) == {
        "template_id", "title", "topic_id", "who", "minutes", "kind", "formats",
    }  # fmt: skip


@pytest.mark.parametrize("name", [TABLE, "weighted vendor  scorecard", "VENDOR-SCORECARD"])
def test_a_template_is_shown_as_markdown_by_its_id_or_title(
    run: Command, reference: Reference, name: str
) -> None:
    expected = template_markdown(reference.templates[TABLE])

    assert run("template", "show", name) == Run(0, expected, "")


def test_the_filled_example_is_shown_when_asked_for(run: Command, reference: Reference) -> None:
    template = reference.templates[TABLE]
    result = run("template", "show", TABLE, "--filled")

    assert result == Run(0, template_markdown(template, filled=True), "")
    assert template.example.strip() in result.out


def test_a_template_as_json_holds_its_parts_and_what_would_be_shown(
    run: Command, reference: Reference
) -> None:
    template = reference.templates[TABLE]
    blank = run("template", "show", TABLE, "--json").json
    filled = run("template", "show", TABLE, "--json", "--filled").json

    assert (blank["template_id"], blank["blank"]) == (TABLE, template.blank)
    assert blank["markdown"] == template_markdown(template)
    assert filled == {**blank, "markdown": template_markdown(template, filled=True)}
    assert blank["written"] == {}


@pytest.mark.parametrize("filled", [False, True])
def test_all_three_files_are_those_that_the_page_offers(
    run: Command, reference: Reference, tmp_path: Path, filled: bool
) -> None:
    template = reference.templates[TABLE]
    word, book, text = (tmp_path / f"card.{kind}" for kind in ("docx", "xlsx", "md"))
    options = ["--docx", word, "--xlsx", book, "--md", text, *(["--filled"] if filled else [])]
    body = template.example if filled else None

    result = run("template", "show", TABLE, *options)

    assert result == Run(0, f"Saved {word}\nSaved {book}\nSaved {text}\n", "")
    assert word.read_bytes() == template_docx(template, body)
    assert book.read_bytes() == template_xlsx(template, body)
    assert text.read_text(encoding="utf-8") == template_markdown(template, filled=filled)
    assert docx.Document(str(word)).paragraphs
    assert openpyxl.load_workbook(io.BytesIO(book.read_bytes())).sheetnames


def test_json_names_the_files_that_were_saved(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "agreement.docx"
    result = run("template", "show", NO_TABLE, "--docx", path, "--json").json

    assert result["written"] == {"docx": str(path)}
    assert path.exists()


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("scorecrad", "scorecard"),
        ("vendor scorcard", TABLE),
        ("vendor_scorecard", TABLE),
        ("reference sheet", "reference-call-sheet"),
        ("exit-plan", "scaling-and-exit-terms"),
        ("kpi", "goals-sheet"),
        ("", "-"),
        ("[red]", "-"),
    ],
)
def test_an_unknown_template_is_refused_with_the_nearest_ones(
    run: Command, name: str, nearest: str
) -> None:
    result = run("template", "show", name)

    assert result.refused(2, f"There is no template {name!r}. Nearest: ")
    assert nearest in result.err.partition("Nearest: ")[2].partition(". See ")[0]


def test_a_workbook_of_what_is_no_table_is_refused_and_nothing_is_written(
    run: Command, tmp_path: Path
) -> None:
    word, book = tmp_path / "a.docx", tmp_path / "a.xlsx"
    result = run("template", "show", NO_TABLE, "--docx", word, "--xlsx", book)

    assert result.refused(2, f"{NO_TABLE} is a form and not a table", "Use --docx or --md")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_overwritten_only_by_force(run: Command, tmp_path: Path) -> None:
    path, other = tmp_path / "card.md", tmp_path / "card.docx"
    path.write_text("mine", encoding="utf-8")

    refused = run("template", "show", TABLE, "--docx", other, "--md", path)
    assert refused.refused(2, f"{path} exists", "--force")
    assert (path.read_text(encoding="utf-8"), other.exists()) == ("mine", False)

    assert run("template", "show", TABLE, "--md", path, "--force").code == 0
    assert path.read_text(encoding="utf-8").startswith("# Weighted vendor scorecard\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--md", "absent/card.md"], "cannot be written: No such file or directory"),
        (["--md", "."], ". is a folder. Name a file in it"),
        (["--md", ".", "--force"], ". is a folder. Name a file in it"),
        (["--md", "card", "--docx", "./card"], "Two formats would go into one file"),
    ],
)
def test_files_that_cannot_be_written_are_refused(
    run: Command,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run("template", "show", TABLE, *arguments).refused(2, said)
    assert list(tmp_path.iterdir()) == []


# Your own documents


def test_a_document_is_added_listed_and_removed_by_name(run: Command, handbook: Path) -> None:
    added = run("knowledge", "add", handbook)
    listed = run("knowledge", "list")
    removed = run("knowledge", "remove", "handbook.md")

    assert added == Run(0, "Added handbook.md: 1 passage.\n", "")
    assert re.fullmatch(
        r"[0-9a-f]{16}  handbook\.md \(1 passage, added \d{4}-\d\d-\d\d\)\n", listed.out
    )
    assert removed == Run(0, "Removed handbook.md: 1 passage.\n", "")
    assert run("knowledge", "list").out.startswith("No documents of your own yet.")
    assert run("knowledge", "list", "--json").json == []


def test_json_has_the_same_keys_from_adding_to_removing(run: Command, handbook: Path) -> None:
    (added,) = run("knowledge", "add", handbook, "--json").json
    (listed,) = run("knowledge", "list", "--json").json
    removed = run("knowledge", "remove", listed["document_id"], "--json").json

    assert added == {"file": str(handbook), "outcome": "added", **listed}
    assert set(listed) == {"document_id", "name", "title", "added_at", "passages", "words"}
    assert (listed["name"], listed["title"]) == ("handbook.md", "Handbook")
    assert removed == {"removed": listed}


def test_the_same_file_twice_is_one_document_and_a_changed_one_replaces_it(
    run: Command, handbook: Path
) -> None:
    run("knowledge", "add", handbook)
    same = run("knowledge", "add", handbook)
    handbook.write_text("# Handbook\n\nTomasina signs everything.\n", encoding="utf-8")
    changed = run("knowledge", "add", handbook)

    assert same.out.startswith("Unchanged: these bytes are there already as handbook.md")
    assert changed.out == "Replaced the earlier handbook.md: 1 passage.\n"
    assert len(run("knowledge", "list", "--json").json) == 1


def test_a_file_that_cannot_be_used_is_named_and_the_others_are_added(
    run: Command, handbook: Path, tmp_path: Path
) -> None:
    empty, absent = tmp_path / "empty.md", tmp_path / "absent.md"
    empty.touch()

    result = run("knowledge", "add", empty, handbook, absent)

    assert (result.code, result.out) == (2, "Added handbook.md: 1 passage.\n")
    first, second = result.err.splitlines()
    assert first.startswith("empty.md is empty.")
    assert second.startswith(f"{absent} cannot be read: No such file")


def test_json_reports_a_file_that_cannot_be_used_in_its_row(
    run: Command, handbook: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "logo.png"
    picture.write_bytes(b"\x89PNG")

    result = run("knowledge", "add", picture, handbook, "--json")
    bad, good = result.json

    assert result.code == 2
    assert (bad["file"], bad["outcome"]) == (str(picture), "error")
    assert "kind that cannot be read" in bad["error"]
    assert (good["outcome"], good["name"]) == ("added", "handbook.md")


def test_workspaces_do_not_see_each_others_documents(run: Command, handbook: Path) -> None:
    run("knowledge", "add", handbook, "--workspace", "ours")

    assert run("knowledge", "list", "--json").json == []
    assert run("knowledge", "remove", "handbook.md").refused(2, "There are: none")
    assert len(run("knowledge", "list", "--workspace", "ours", "--json").json) == 1


def test_an_unknown_document_is_refused_with_what_there_is(run: Command, handbook: Path) -> None:
    run("knowledge", "add", handbook)

    result = run("knowledge", "remove", "hand[bold]book")

    assert result.refused(2, "no document 'hand[bold]book'", "There are: handbook.md.")
    assert len(run("knowledge", "list", "--json").json) == 1


def test_nothing_of_a_removed_document_stays_in_the_data_folder(
    run: Command, handbook: Path
) -> None:
    run("knowledge", "add", handbook)
    build_own_index()
    assert len(holding("Petronella")) >= 2  # the documents and the index

    assert run("knowledge", "remove", "handbook.md").code == 0
    assert holding("Petronella") == []


def test_nothing_of_a_replaced_document_stays_in_the_data_folder(
    run: Command, handbook: Path
) -> None:
    run("knowledge", "add", handbook)
    build_own_index()
    handbook.write_text("# Handbook\n\nTomasina signs everything.\n", encoding="utf-8")

    run("knowledge", "add", handbook)

    assert holding("Petronella") == []
    assert holding("Tomasina") != []


def test_the_index_stays_where_no_document_changed(run: Command, handbook: Path) -> None:
    run("knowledge", "add", handbook)
    run("knowledge", "add", handbook, "--workspace", "theirs")
    build_own_index()
    build_own_index("theirs")
    before = holding("Petronella")

    run("knowledge", "add", handbook)
    run("knowledge", "list")
    run("knowledge", "remove", "absent.md")
    assert holding("Petronella") == before

    run("knowledge", "remove", "handbook.md", "--workspace", "theirs")
    assert len(list((data_dir() / "own").iterdir())) == 1


def test_a_data_folder_that_cannot_be_made_is_a_broken_installation(
    run: Command, handbook: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine", encoding="utf-8")
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(taken))

    assert run("knowledge", "add", handbook).refused(1, str(taken), "ADVISOR_DATA_DIR")
    assert run("knowledge", "list").refused(1, str(taken), "ADVISOR_DATA_DIR")


# The check


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A copy of the knowledge, to be changed."""
    return shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_knowledge_passes(run: Command) -> None:
    result = run("knowledge", "check")

    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[-1].startswith("0 errors, ")


def test_a_number_without_a_fact_fails_the_check(run: Command, knowledge: Path) -> None:
    guide = knowledge / "trades" / "bookkeeping.md"
    edit(guide, "## Measures\n\n", "## Measures\n\n- Exactly 83% of owners are glad.\n")

    text = run("knowledge", "check", knowledge)
    as_json = run("knowledge", "check", knowledge, "--json")

    assert (text.code, text.err) == (1, "")
    assert text.out.startswith("error  trade bookkeeping: '83' (amount) rests on no fact")
    assert "Exactly 83% of owners are glad." in text.out
    assert text.out.splitlines()[-1].startswith("1 error, ")
    assert as_json.code == 1
    assert as_json.json["errors"] == 1
    assert set(as_json.json["problems"][0]) == {"level", "where", "sentence", "message"}


def test_a_fact_past_its_review_date_is_shown_and_does_not_fail_the_check(
    run: Command, monkeypatch: pytest.MonkeyPatch, knowledge: Path
) -> None:
    facts = knowledge / "facts.yaml"
    text = facts.read_text(encoding="utf-8")
    dated = re.sub(r"as_of: .*", 'as_of: "2001-01-01"', text, count=1)
    facts.write_text(
        re.sub(r"review_by: .*", 'review_by: "2002-01-01"', dated, count=1), encoding="utf-8"
    )
    monkeypatch.setenv("ADVISOR_KNOWLEDGE_DIR", str(knowledge))

    result = run("knowledge", "check")
    found = run("knowledge", "check", "--json").json

    assert (result.code, result.err) == (0, "")
    assert re.search(r"^warning  fact [\w-]+: was to be reviewed by 2002-01-01", result.out, re.M)
    assert (found["errors"], found["warnings"]) == (0, len(found["problems"]))
    assert found["warnings"] >= 1


def test_a_folder_that_is_none_is_bad_input(run: Command, tmp_path: Path) -> None:
    assert run("knowledge", "check", tmp_path / "absent").refused(2, "absent is not a folder")


def test_a_malformed_file_is_named(run: Command, knowledge: Path) -> None:
    (knowledge / "glossary.yaml").write_text("- term: [", encoding="utf-8")

    assert run("knowledge", "check", knowledge).refused(1, "glossary.yaml is not valid YAML")
    assert run("knowledge", "check", knowledge / "trades").code == 1


# All of them


@pytest.mark.parametrize(
    "command",
    ["template list", "template show", "knowledge list", "knowledge add", "knowledge remove",
     "knowledge check"],
)  # fmt: skip
def test_every_command_explains_itself_with_its_exit_codes(run: Command, command: str) -> None:
    result = run(*command.split(), "--help")

    assert result.code == 0
    assert "Exit codes: 0" in result.out
    assert "--json" in result.out


def test_no_command_waits_for_the_models_or_the_index(handbook: Path, tmp_path: Path) -> None:
    card = [str(tmp_path / f"card.{kind}") for kind in ("docx", "xlsx")]
    commands = [
        ["template", "list"],
        ["template", "show", TABLE, "--docx", card[0], "--xlsx", card[1]],
        ["knowledge", "add", str(handbook)],
        ["knowledge", "list"],
        ["knowledge", "remove", "handbook.md"],
        ["knowledge", "check"],
    ]
    script = (
        "import json, sys\n"
        "from advisor.cli import main\n"
        "for command in json.loads(sys.argv[1]):\n"
        "    sys.argv = ['advisor', *command]\n"
        "    try:\n"
        "        main()\n"
        "    except SystemExit as ended:\n"
        "        assert not ended.code, command\n"
        f"print('loaded', [name for name in {HEAVY!r} if name in sys.modules])\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps(commands)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "loaded []"


def test_a_terminal_without_unicode_still_gets_the_template(tmp_path: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("advisor"), "template", "show", TABLE],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"# Weighted vendor scorecard\n")
