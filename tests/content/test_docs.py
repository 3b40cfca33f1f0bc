"""What the documents name exists, with the names and defaults that they give."""

import importlib.util
import json
import re
import tokenize
import tomllib
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import typer

from advisor import Settings
from advisor.cli import EXIT_CODES, add_commands, app
from advisor.domain import Advice
from advisor.pipeline import Advisor
from advisor.settings import PREFIX

ROOT = Path(__file__).resolve().parents[2]
OWN = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
add_commands(["--help"])
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # it is a group
PROSE = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"]
PLACES = re.compile(r"(?:^|[\s`\"'(=])(/(?:work|tmp|home|root|Users|mnt)/[\w./-]*|[A-Z]:\\\w+)")
ITEM = re.compile(r"^(?:[*>-]|\d+\.) +")
ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|cf|al|No)\.$")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def fences(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def code_in(text: str) -> list[str]:
    """Commands as shown: lines of console blocks without their comments, and inline code."""
    lines = [line for block in fences(text, "console") for line in block.splitlines()]
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))
    return [re.split(r"\s+#\s", line)[0].strip() for line in (*lines, *inline)]


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def ticked(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def table(heading: str) -> list[list[str]]:
    """The rows of the README's first table with this first heading."""
    _, _, rest = README.partition(f"| {heading} |")
    rows = rest.partition("\n\n")[0].splitlines()
    return [cells(row) for row in rows[2:]]


SETTINGS = {ticked(row[0])[0]: row[1] for row in table("variable")}


# Commands


def test_every_subcommand_is_in_the_readme_and_every_named_one_exists() -> None:
    shown = {
        words[1]
        for line in code_in(README)
        if (words := line.split())[:1] == ["advisor"] and len(words) > 1
    }

    assert {word for word in shown if not word.startswith("-")} == set(COMMANDS)


@pytest.mark.parametrize("path", OWN, ids=named)
def test_every_option_of_a_named_command_exists(path: Path) -> None:
    top = {"--version", "--help"}
    unknown = []
    for line in code_in(path.read_text(encoding="utf-8")):
        words = re.sub(r'"[^"]*"', "", line).split()
        if words[:1] != ["advisor"]:
            continue
        command = COMMANDS.get(next((word for word in words[1:2] if word in COMMANDS), ""))
        command = getattr(command, "commands", {}).get("".join(words[2:3]), command)
        known = {option for item in command.params for option in item.opts} if command else top
        options = {word for word in words if word.startswith("--")}
        unknown += sorted(options - known - {"--help"})

    assert unknown == []


@pytest.mark.parametrize("path", OWN, ids=named)
def test_every_named_make_target_and_module_exists(path: Path) -> None:
    lines = code_in(path.read_text(encoding="utf-8"))
    targets = {match[1] for line in lines if (match := re.match(r"make ([a-z-]+)", line))}
    modules = {match[1] for line in lines if (match := re.search(r"python3? -m ([\w.]+)", line))}

    assert targets <= TARGETS
    assert [name for name in sorted(modules) if importlib.util.find_spec(name) is None] == []


def test_the_readme_shows_how_to_run_and_test() -> None:
    assert {"make run", "make test"} <= set(code_in(README))


def test_every_make_target_is_declared_phony() -> None:
    declared = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)

    assert declared
    assert set(declared[1].split()) == TARGETS


def test_the_exit_codes_are_those_of_the_help() -> None:
    documented = re.search(r"^Exit codes: 0 (.+), 1 .*, 2 (.+)\.$", README, re.MULTILINE)

    assert documented
    assert re.fullmatch(
        rf"Exit codes: 0 {re.escape(documented[1])}, 1 .+, 2 {re.escape(documented[2])}\.",
        EXIT_CODES,
    )


# Settings


def test_every_setting_is_in_the_readme_and_in_the_order_of_the_code() -> None:
    assert list(SETTINGS) == [PREFIX + name.upper() for name in Settings.model_fields]


def test_the_defaults_of_the_readme_are_the_real_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ADVISOR_DATA_DIR")
    real = Settings()
    special = {
        "ADVISOR_DATA_DIR": f"`{real.data_dir}`".replace(str(Path.home()), "~"),
        "ADVISOR_KNOWLEDGE_DIR": "the shipped folder",
        "ADVISOR_PROMPTS_DIR": "the shipped folder",
        "ADVISOR_MODEL_KEY": "empty",
    }
    given = {name: getattr(real, name) for name in Settings.model_fields}
    expected = {
        PREFIX + name.upper(): "empty" if value == "" else f"`{value}`"
        for name, value in given.items()
    }

    assert {**expected, **special} == SETTINGS
    assert real.knowledge_dir == ROOT / "knowledge"


def test_every_setting_named_anywhere_exists() -> None:
    deployed = [ROOT / name for name in ("Dockerfile", "compose.yaml", "Makefile", ".ci/run")]
    texts = [path.read_text(encoding="utf-8") for path in (*OWN, *deployed) if path.exists()]
    found = {name for text in texts for name in re.findall(rf"\b{PREFIX}[A-Z_]+\b", text)}

    assert found
    assert found <= set(SETTINGS)


# JSON and Python


@pytest.fixture(scope="module")
def answered(advisor: Advisor) -> Advice:
    return advisor.ask("what do i need to agree with a bookkeeper before i hire one?")


def test_the_json_keys_of_the_readme_are_those_of_the_advice(
    advisor: Advisor, answered: Advice
) -> None:
    data = json.loads(json.dumps(answered.to_dict()))
    declined = advisor.ask("what is the weather in manila tomorrow").to_dict()
    rows = {row[0]: row[1] for row in table("key")}
    claim = next(item for item in data["claims"] if item["citations"])

    assert {key for cell in rows for key in ticked(cell)} == {*data, "claims[].citations"}
    described: dict[str, dict[str, Any]] = {
        "`claims`": claim,
        "`claims[].citations`": claim["citations"][0],
        "`evidence`": data["evidence"][0],
        "`nearest_topics`": declined["nearest_topics"][0],
    }
    assert {cell: ticked(rows[cell]) for cell in described} == {
        cell: list(item) for cell, item in described.items()
    }


def test_the_python_of_the_readme_runs(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    advisor: Advisor,
    data_dir: Path,
) -> None:
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(data_dir))
    (example,) = fences(README, "python")
    names: dict[str, Any] = {}

    exec(compile(example, "README.md", "exec"), names)
    names["advisor"].engagements.delete("Brightdesk")
    names["advisor"].close()

    assert capsys.readouterr().out.startswith("answered ")
    assert isinstance(names["step_or_advice"], Advice)


# Links and wording


def slug(heading: str) -> str:
    """A heading's anchor, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def anchors(path: Path) -> set[str]:
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
    return {slug(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


@pytest.mark.parametrize("path", OWN, ids=named)
def test_every_relative_link_and_image_leads_somewhere(path: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", path.read_text(encoding="utf-8"))
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)[^)]*\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file) if file else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("path", OWN, ids=named)
def test_every_file_named_in_code_marks_exists(path: Path) -> None:
    suffixes = r"\.(?:md|py|toml|yaml|txt|onnx|jsonl)"
    inline = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
    files = {
        name for name in ticked(inline) if re.fullmatch(rf"[\w.-]+(?:/[\w.-]+)+{suffixes}", name)
    }
    places = (ROOT, path.parent, ROOT / "advisor")
    missing = [name for name in files if not any((place / name).exists() for place in places)]

    assert sorted(missing) == []


def prose(path: Path) -> list[str]:
    """Lines of text: no code, tables or headings; inline code and links stand as one word."""
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
    text = re.sub(r"`[^`\n]*`", "code", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", "link", text)
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith(("#", "|", "<!--"))]


def sentences(line: str) -> int:
    line = ITEM.sub("", line)
    parts = re.split(r"(?<=[.!?])[\"')*]*\s+(?=[\"'(*]*[A-Z])", line)
    return 1 + sum(not ABBREVIATION.search(part) for part in parts[:-1])


@pytest.mark.parametrize("name", PROSE)
def test_there_is_one_sentence_to_a_line(name: str) -> None:
    lines = prose(ROOT / name)

    assert lines
    assert [line for line in lines if sentences(line) > 1] == []


@pytest.mark.parametrize("name", PROSE)
def test_a_line_holds_a_whole_sentence(name: str) -> None:
    begins = re.compile(r"[\"'(*]*(?:[A-Z]|code|link|\d)")
    text = [line for line in prose(ROOT / name) if not ITEM.match(line)]

    assert [line for line in text if not begins.match(line)] == []


def test_the_counter_of_sentences_counts() -> None:
    assert sentences("1. One sentence, in a list.") == 1
    assert sentences("One. Two? **Three!** Four.") == 4
    assert sentences("It costs 1.5 s, e.g. At night, and ends.") == 1


def comments_and_texts(path: Path) -> str:
    """A Python file's comments and literals."""
    kinds = {tokenize.COMMENT, tokenize.STRING}
    source = StringIO(path.read_text(encoding="utf-8"))
    return "\n".join(
        token.string for token in tokenize.generate_tokens(source.readline) if token.type in kinds
    )


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    deployed = ("Dockerfile", "compose.yaml", "pyproject.toml", "Makefile")
    texts = {path: path.read_text(encoding="utf-8") for path in OWN}
    texts |= {
        ROOT / name: (ROOT / name).read_text("utf-8") for name in deployed if (ROOT / name).exists()
    }
    code = [path for name in ("advisor", "evals") for path in (ROOT / name).rglob("*.py")]
    texts |= {path: comments_and_texts(path) for path in (ROOT / "app.py", *code)}

    assert {
        named(path): found for path, text in texts.items() if (found := PLACES.findall(text))
    } == {}


def test_the_version_of_the_changelog_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)

    assert project["tool"]["hatch"]["version"]["path"] == "advisor/__init__.py"
    assert re.match(r"Unreleased|\[?\d+\.\d+\.\d+", headings[0])
