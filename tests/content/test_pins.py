import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _named(requirement: str) -> tuple[str, str]:
    name, version = requirement.split("==")
    return name.partition("[")[0].lower().replace("_", "-"), version


def test_every_dependency_is_pinned_to_the_version_of_the_constraints() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    constraints = dict(_named(line) for line in lines if "==" in line)
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["test"]

    assert len(constraints) > 100
    assert [name for name in wanted if constraints.get(_named(name)[0]) != _named(name)[1]] == []


def test_every_dependency_says_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    pins = [line for line in text.splitlines() if line.startswith('    "') and "==" in line]

    assert len(pins) > 20
    assert [line for line in pins if " # " not in line] == []
