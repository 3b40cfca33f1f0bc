"""The workflows are sound, and every line that they run does run; only the forge is missing.

The `run:` lines are executed by the shell that the forge uses, in a copy of this repository with
the real command and a few cases. What is not repeated here is the installation, which `make` finds
done in the copy, and the lines of `ci.yml`, which are this test run itself: `make -n` reads them.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.pipeline import Advisor

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTION = ROOT / ".github" / "actions" / "advisor-evals" / "action.yml"
GUIDE = ROOT / "docs" / "evals.md"
SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
SIGNS = {"&&": " and ", "||": " or ", "!": " not "}
DEFINED = {"id": "sla", "question": "what is an SLA?", "terms": ["Service level agreement"]}
PLAIN = {"id": "plain", "question": "how do i onboard a virtual assistant", "terms": []}
WRONG = {"id": "wrong", "question": "how do i onboard a va?", "terms": ["Scorecard"]}


def read(path: Path) -> dict[Any, Any]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def jobs() -> dict[str, dict[str, Any]]:
    return {name: job for path in WORKFLOWS for name, job in read(path)["jobs"].items()}


def steps() -> list[dict[str, Any]]:
    found = [step for job in jobs().values() for step in job["steps"]]
    return found + list(read(ACTION)["runs"]["steps"])


def ran(*command: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, capture_output=True, text=True, **options)


def misshapen(path: Path, schema: str) -> str:
    """What the schema says against a file; empty where nothing."""
    done = ran(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path))
    return done.stdout + done.stderr if done.returncode else ""


def named(path: Path) -> str:
    return path.name


# What can be read


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=named)
def test_the_file_has_the_shape_that_the_forge_reads(path: Path) -> None:
    schema = "vendor.github-actions" if path == ACTION else "vendor.github-workflows"

    assert misshapen(path, schema) == ""


def test_the_security_check_of_workflows_finds_nothing() -> None:
    scripts = sysconfig.get_path("scripts")
    command = [f"{scripts}/zizmor", "--offline", "--no-progress", "--min-severity=medium"]

    done = ran(*command, str(ROOT / ".github"))

    assert done.returncode == 0, done.stdout


def test_every_action_of_others_is_pinned_to_a_commit_with_its_version_beside_it() -> None:
    lines = [line for path in [*WORKFLOWS, ACTION] for line in path.read_text().splitlines()]
    used = [line.partition("uses: ")[2] for line in lines if "uses: " in line]
    foreign = [one for one in used if not one.startswith("./")]

    assert len(foreign) >= 5
    assert [one for one in foreign if not re.fullmatch(r"\S+@[0-9a-f]{40} # v[\d.]+", one)] == []


def test_a_workflow_may_only_read_and_every_job_ends() -> None:
    assert [read(path)["permissions"] for path in WORKFLOWS] == [{"contents": "read"}] * 2
    assert [name for name, job in jobs().items() if "permissions" in job] == []
    assert [name for name, job in jobs().items() if not job["timeout-minutes"]] == []


def test_no_line_that_runs_holds_a_value_of_the_forge() -> None:
    assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []


def test_every_input_is_declared_given_a_meaning_and_used() -> None:
    action = read(ACTION)
    given = {
        name
        for job in jobs().values()
        for step in job["steps"]
        if step.get("uses", "").endswith("advisor-evals")
        for name in step["with"]
    }
    used = set(re.findall(r"inputs\.([\w-]+)", ACTION.read_text(encoding="utf-8")))

    assert given <= set(action["inputs"])
    assert used == set(action["inputs"])
    assert [name for name, one in action["inputs"].items() if not one["description"]] == []


def test_every_input_stands_in_the_guide() -> None:
    text = GUIDE.read_text(encoding="utf-8")

    assert [name for name in read(ACTION)["inputs"] if f"`{name}`" not in text] == []


def test_the_workflow_in_the_guide_has_the_shape_that_the_forge_reads(tmp_path: Path) -> None:
    blocks = re.findall(r"^```yaml\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.M | re.S)
    assert blocks
    for place, block in enumerate(blocks):
        path = tmp_path / f"guide{place}.yml"
        path.write_text(block, encoding="utf-8")
        assert misshapen(path, "vendor.github-workflows") == ""


# When what runs


class Contexts:
    """Reads the expressions of the workflows: enough of the language for what they use."""

    _TOKEN = re.compile(
        r"'(?P<text>[^']*)'|(?P<call>[A-Za-z]+)\(|(?P<name>[A-Za-z_][\w-]*(?:\.[\w*-]+)*)"
        r"|(?P<sign>&&|\|\||!=|==|!|[(),])|\s+"
    )

    def __init__(self, **values: Any) -> None:
        self._values = values

    def fill(self, text: str) -> str:
        """A text with its expressions replaced by their values."""
        return re.sub(r"\$\{\{(.+?)\}\}", lambda match: str(self.value(match[1]) or ""), text)

    def value(self, expression: str) -> Any:
        """What an expression comes to."""
        code, end = "", 0
        for token in self._TOKEN.finditer(expression.strip()):
            assert token.start() == end, f"cannot read {expression[end:]!r}"
            end = token.end()
            code += self._code(token)
        assert end == len(expression.strip()), f"cannot read {expression[end:]!r}"
        functions = {
            "always": lambda: True,
            "contains": lambda items, item: item in (items or ()),
            "format": lambda text, *rest: text.format(*rest),
            "startsWith": lambda text, start: text.startswith(start),
        }
        return eval(code, {"__builtins__": {}, "get": self._get, **functions})

    def _code(self, token: re.Match[str]) -> str:
        if token["text"] is not None:
            return repr(token["text"])
        if token["call"]:
            return f"{token['call']}("
        if token["name"]:
            return f"get({token['name']!r})"
        return SIGNS.get(token["sign"], token["sign"]) if token["sign"] else " "

    def _get(self, name: str) -> Any:
        value: Any = self._values
        for key in name.split("."):
            if key == "*":
                continue
            if isinstance(value, list):
                value = [one[key] for one in value]
            else:
                value = value.get(key, "") if isinstance(value, Mapping) else ""
        return value


def github(event_name: str, ref: str = "refs/heads/main", *labels: str) -> Contexts:
    request = {"labels": [{"name": label} for label in labels]} if labels else {}
    values = {"event_name": event_name, "ref": ref, "base_ref": "main"}
    return Contexts(github={**values, "event": {"pull_request": request}}, vars={})


@pytest.mark.parametrize(
    ("event", "wanted"),
    [
        (github("schedule"), True),
        (github("workflow_dispatch"), True),
        (github("push", "refs/tags/v1.2.0"), True),
        (github("pull_request", "refs/pull/7/merge", "bug", "evals: model"), True),
        (github("pull_request", "refs/pull/7/merge", "bug"), False),
        (github("pull_request", "refs/pull/7/merge"), False),
        (github("push"), False),
    ],
)
def test_a_real_model_is_asked_at_night_by_label_and_before_a_release_only(
    event: Contexts, wanted: bool
) -> None:
    assert bool(event.value(jobs()["model-answers"]["if"])) is wanted


def test_a_release_waits_for_every_gate_and_no_other_event_makes_one() -> None:
    release = jobs()["release"]

    assert set(release["needs"]) == set(read(ROOT / ".github/workflows/evals.yml")["jobs"]) - {
        "release"
    }
    assert "always()" not in release["if"]
    assert github("push", "refs/tags/v1.2.0").value(release["if"])
    assert not github("push").value(release["if"])


def test_the_offline_suites_hold_every_change_with_their_controls() -> None:
    offline = jobs()["offline"]
    with_ = offline["steps"][1]["with"]
    on = read(ROOT / ".github/workflows/evals.yml")[True]  # YAML reads `on` as a truth

    assert "if" not in offline
    assert {"opened", "synchronize", "reopened"} <= set(on["pull_request"]["types"])
    assert on["push"]["branches"] == ["main"]
    assert with_["control"] == "all"
    assert github("pull_request").fill(with_["changed"]) == "origin/main"
    assert github("push").fill(with_["changed"]) == ""


def test_the_model_has_a_limit_of_cost_that_a_variable_may_change() -> None:
    limit = jobs()["model-answers"]["steps"][1]["with"]["max-cost"]

    assert Contexts(vars={}).fill(limit) == "2.00"
    assert Contexts(vars={"EVALS_MAX_COST": "5"}).fill(limit) == "5"


# What runs


@dataclass
class Forge:
    """A copy of the repository, a firm's own folder beside it, and what the forge gives a step."""

    copy: Path
    firm: Path
    data: Path
    outputs: dict[str, str] = field(default_factory=dict)
    log: str = ""

    @property
    def summary(self) -> str:
        path = self.firm / "summary"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def reports(self) -> Path:
        return Path(self.outputs["reports"])

    def run(self, line: str, env: Mapping[str, str], *, folder: Path) -> int:
        """One `run:` in the forge's shell; its exit code."""
        output = self.firm / "output"
        output.write_text("", encoding="utf-8")
        given = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.firm),
            "ADVISOR_DATA_DIR": str(self.data),
            "GITHUB_ACTION_PATH": str(self.copy / ".github" / "actions" / "advisor-evals"),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_REF_NAME": "v9.9.9",
            "GITHUB_STEP_SUMMARY": str(self.firm / "summary"),
            "RUNNER_TEMP": str(self.firm / "temp"),
            **env,
        }
        script = self.firm / "step.sh"
        script.write_text(line, encoding="utf-8")
        done = ran(*SHELL, str(script), env=given, cwd=folder)
        self.log += done.stdout + done.stderr
        pairs = (row.partition("=") for row in output.read_text("utf-8").splitlines())
        self.outputs.update({name: value for name, _, value in pairs})
        return done.returncode

    def use(self, **inputs: str) -> int:
        """The action with these inputs, in the firm's folder; the code of its first failure."""
        action = read(ACTION)
        values = {name: one["default"] for name, one in action["inputs"].items()}
        values.update({name.replace("_", "-"): value for name, value in inputs.items()})
        code = 0
        for step in action["runs"]["steps"]:
            contexts = Contexts(inputs=values, steps={"run": {"outputs": self.outputs}})
            wanted = contexts.value(step["if"]) if "if" in step else True
            if "run" not in step or not wanted or (code and "always()" not in step.get("if", "")):
                continue
            env = {name: contexts.fill(text) for name, text in step.get("env", {}).items()}
            code = self.run(step["run"], env, folder=self.firm) or code
        return code

    def cases(self, *rows: Mapping[str, Any]) -> str:
        path = self.firm / "own.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path.name


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=test", "-c", "user.email=test@localhost")
    done = ran("git", *who, *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr


def installed(folder: Path) -> None:
    """An environment as `make` leaves it; the libraries are those of this test run."""
    where = folder / ".venv"
    venv.create(where, symlinks=True)
    (site,) = where.glob("lib/python*/site-packages")
    paths = f"{folder}\n{sysconfig.get_path('purelib')}\n"
    (site / "libraries.pth").write_text(paths, encoding="utf-8")
    command = where / "bin" / "advisor"
    command.write_text(f"#!{where}/bin/python\nfrom advisor.cli import main\nmain()\n")
    command.chmod(0o755)
    (where / ".installed").touch()
    (where / ".installed-test").touch()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that a clone would have, as one commit."""
    folder = tmp_path_factory.mktemp("clone")
    listed = ran("git", "ls-files", "-co", "--exclude-standard", "-z", cwd=ROOT)
    assert listed.returncode == 0, listed.stderr
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-verify", "--message", "What a clone holds")
    installed(folder)
    return folder


@pytest.fixture
def forge(copy: Path, tmp_path: Path, data_dir: Path, advisor: Advisor) -> Forge:
    firm = tmp_path / "firm"
    (firm / "temp").mkdir(parents=True)
    shutil.copytree(data_dir / "index", tmp_path / "ready" / "index")
    return Forge(copy=copy, firm=firm, data=tmp_path / "ready")


def test_a_firm_gates_its_own_guidance_prompts_and_cases(forge: Forge) -> None:
    for name in ("knowledge", "prompts"):
        shutil.copytree(forge.copy / name, forge.firm / name)
    glossary = forge.firm / "knowledge" / "glossary.yaml"
    text = glossary.read_text(encoding="utf-8")
    own = text.replace("term: service level agreement\n", "term: service-level promise\n")
    assert own != text
    glossary.write_text(own, encoding="utf-8")
    (forge.firm / "evals").mkdir()  # a folder of theirs that is called like ours
    cases = forge.cases({**DEFINED, "terms": ["service-level promise"]}, PLAIN)

    code = forge.use(
        suites="definitions", cases=cases, knowledge_dir="knowledge", prompts_dir="prompts"
    )

    assert code == 0, forge.log
    assert forge.outputs["exit-code"] == "0"
    assert {"junit.xml", "report.html", "run.json", "summary.md"} <= {
        path.name for path in forge.reports.iterdir()
    }
    assert "definitions" in forge.summary


def test_a_regression_fails_the_job_and_the_summary_still_says_why(forge: Forge) -> None:
    code = forge.use(suites="definitions", cases=forge.cases(DEFINED, WRONG, PLAIN))

    assert code == 1, forge.log
    assert forge.outputs["exit-code"] == "1"
    assert "::error title=Evals::A suite got worse." in forge.log
    assert "definition_first" in forge.summary
    assert (forge.reports / "junit.xml").is_file()


def test_the_control_of_a_suite_is_run_and_has_to_fail(forge: Forge) -> None:
    cases = forge.cases(DEFINED, PLAIN)

    code = forge.use(suites="definitions", cases=cases, control="all", repeat="1")

    assert code == 0, forge.log
    found = json.loads((forge.reports / "run.json").read_text(encoding="utf-8"))
    assert [bool(suite["control"]) for suite in found["suites"]] == [False, True]


def test_a_release_is_blocked_where_no_model_is_set(forge: Forge) -> None:
    code = forge.use(suites="model_answers", max_cost="2.00")

    assert code == 2, forge.log
    assert "::error title=Evals::Nothing was measured." in forge.log
    assert "wrote no summary" in forge.summary


def test_a_change_that_affects_no_suite_passes_and_says_so(forge: Forge) -> None:
    code = forge.use(changed="HEAD")

    assert code == 0, forge.log
    assert "No suite is affected" in forge.log
    assert "nothing was affected" in forge.summary


def test_the_release_packs_what_was_measured(forge: Forge) -> None:
    (line,) = [step["run"] for step in jobs()["release"]["steps"] if "run" in step]

    assert forge.run(line, {}, folder=forge.copy) == 0, forge.log
    packed = forge.copy / "release" / "outsourcing-advisor-v9.9.9.tar.gz"
    listed = ran("tar", "-tzf", str(packed))
    assert "outsourcing-advisor-v9.9.9/evals/command.py" in listed.stdout.splitlines()


def test_make_knows_every_line_of_the_tests_workflow(forge: Forge) -> None:
    lines = [step["run"] for step in jobs()["test"]["steps"] if "run" in step]

    assert len(lines) >= 3
    for line in lines:
        assert forge.run(f"{line} -n", {}, folder=forge.copy) == 0, forge.log
