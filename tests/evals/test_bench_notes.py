import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals import bench_notes
from evals.bench_notes import app, measure
from evals.bench_notes_child import LARGE, SMALL, Asked, vectors_of, workspace_sizes


def test_sizes_are_skewed_and_add_up_to_the_number_of_notes() -> None:
    assert workspace_sizes(1000) == [SMALL] * 10
    for notes in (1000, 10_050, 100_000, 1_000_000):
        assert sum(workspace_sizes(notes)) == notes
    largest = workspace_sizes(1_000_000)
    assert [largest.count(size) for size in LARGE] == [5, 5]
    assert 9_000 < len(largest) <= 10_000


def test_vectors_of_a_workspace_are_the_same_whenever_they_are_made() -> None:
    assert (vectors_of(3, 10) == vectors_of(3, 10)).all()
    assert (vectors_of(3, 10) != vectors_of(4, 10)).any()


def test_a_small_size_is_built_and_measured_in_real_processes() -> None:
    found = measure(300)

    assert (found.notes, found.workspaces) == (300, 3)
    assert found.asked.recall == 1.0
    assert 0 < found.asked.warm < found.asked.others < found.first
    assert found.disk > 300 * 384 * 4
    assert found.asked.memory > 20 * 2**20


def test_the_command_writes_figures_and_fails_where_a_target_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Asked(
        first=0.1,
        second=0.001,
        others=0.01,
        warm=0.001,
        warm_largest=0.001,
        recall=1.0,
        memory=10**8,
        read_at_start=10**6,
    )

    def made(notes: int) -> bench_notes.Size:
        return bench_notes.Size(
            notes=notes,
            workspaces=10,
            build=1.0,
            disk=10**6,
            first=0.1,
            first_largest=0.1 if notes < 10_000 else 0.9,
            second_largest=0.001,
            asked=asked,
        )

    monkeypatch.setattr(bench_notes, "measure", made)
    place = tmp_path / "figures.json"

    good = CliRunner().invoke(app, ["--sizes", "1000,2000", "--json", str(place)])
    bad = CliRunner().invoke(app, ["--sizes", "1000,10000"])
    wrong = CliRunner().invoke(app, ["--sizes", "many"])

    assert [good.exit_code, bad.exit_code, wrong.exit_code] == [0, 1, 2]
    figures = json.loads(place.read_text())
    assert len(figures["sizes"]) == 2
    assert all(figure["met"] for figure in figures["figures"])
    assert "fail" in bad.output
