"""The benchmark times what it says, and fails a figure only beyond the noise."""

import json
import time
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from advisor.adapters.onnx_embedder import OnnxEmbedder
from advisor.pipeline import Advisor
from advisor.testing import HashedWordEmbedder
from evals import bench
from evals.cases import EvalError, load_suite
from evals.processes import CLI, answers, run_python, serving
from evals.timing import Figure, in_turn, seconds

QUESTIONS = [case.question for case in load_suite("retrieval").cases[:3]]


def at_most(value: float) -> Figure:
    return Figure(name="n", value=value, unit="s", repeats=1, parts={}, at_most=10.0)


def at_least(value: float) -> Figure:
    return Figure(name="n", value=value, unit="x", repeats=1, parts={}, at_least=0.8)


@pytest.mark.parametrize(
    ("figure", "met", "failed"),
    [
        (at_most(10.0), True, False),
        (at_most(10.5), False, False),
        (at_most(11.5), False, True),
        (at_least(0.8), True, False),
        (at_least(0.75), False, False),
        (at_least(0.7), False, True),
    ],
)
def test_a_figure_fails_only_beyond_the_noise(figure: Figure, met: bool, failed: bool) -> None:
    assert (figure.met, figure.failed) == (met, failed)


def test_a_target_reads_as_its_bound() -> None:
    assert [at_most(1).target, at_least(1).target] == ["≤ 10 s", "≥ 0.8 x"]


def test_both_of_a_pair_are_measured_in_turn() -> None:
    order: list[str] = []
    first, second = partial(order.append, "a"), partial(order.append, "b")

    in_turn([(first, second)] * 3)

    assert "".join(order) == "abbaab"


def test_the_median_of_each_is_its_own() -> None:
    slow, fast = in_turn([(partial(time.sleep, 0.02), partial(time.sleep, 0))] * 3)

    assert slow >= 0.02 > fast
    assert seconds(partial(time.sleep, 0.01)) >= 0.01


def test_a_warm_answer_is_compared_with_the_bare_search(advisor: Advisor, data_dir: Path) -> None:
    search = bench.bare_search(data_dir / "index", OnnxEmbedder())

    figure = bench.warm_answer(advisor, QUESTIONS, search)

    assert figure.value == pytest.approx(figure.parts["answer"] / figure.parts["bare search"])
    assert figure.parts["bare search"] > 0


def test_the_bare_search_finds_forty_entries(advisor: Advisor, data_dir: Path) -> None:
    found = bench.bare_search(data_dir / "index", OnnxEmbedder())(QUESTIONS[0])

    assert len(found["ids"][0]) == bench.NEIGHBOURS  # type: ignore[index]


def test_eight_threads_are_compared_with_one_loop(advisor: Advisor) -> None:
    figure = bench.eight_at_once(advisor, QUESTIONS, repeats=1)

    assert figure.value == pytest.approx(figure.parts["one loop"] / figure.parts["eight threads"])


def test_indexing_is_compared_with_embedding_alone(advisor: Advisor, tmp_path: Path) -> None:
    entries = advisor.library.entries[:20]

    figure = bench.indexing(entries, HashedWordEmbedder(), tmp_path, repeats=2)

    assert 0 < figure.value < 1
    assert len(list(tmp_path.glob("*/manifest.json"))) == 2


def test_importing_the_package_stays_under_its_target() -> None:
    assert not bench.import_time(repeats=3).failed


def test_a_process_that_fails_is_not_a_fast_one() -> None:
    with pytest.raises(EvalError, match="Give either a question"):
        run_python(CLI, "ask")


def test_the_table_and_the_report_hold_every_figure() -> None:
    figures = [at_most(9), at_most(10.5), at_most(20)]

    results = list(bench.table(figures).columns[-1].cells)
    data = json.loads(json.dumps(bench.report(figures), allow_nan=False))

    assert ["pass" in results[0], "noise" in results[1], "fail" in results[2]] == [True] * 3
    assert [row["failed"] for row in data["figures"]] == [False, False, True]
    assert data["machine"]["cores"]


def test_a_cold_answer_is_one_of_a_new_process(advisor: Advisor, data_dir: Path) -> None:
    figure = bench.cold_answer(QUESTIONS[0], data_dir, repeats=1)

    assert figure.value == figure.parts["ask"] > 0.1


def test_serving_waits_for_the_page_and_ends_it(advisor: Advisor, data_dir: Path) -> None:
    with serving(data_dir) as page:
        assert page.seconds > 0.1
        assert answers(page.port)

    assert not answers(page.port)


def test_a_page_that_never_comes_is_not_measured(
    monkeypatch: pytest.MonkeyPatch, data_dir: Path
) -> None:
    monkeypatch.setenv("ADVISOR_EVIDENCE_COUNT", "none")

    with pytest.raises(EvalError, match="ended or did not answer"), serving(data_dir):
        pass


@pytest.mark.parametrize(("value", "code"), [(9.0, 0), (10.5, 0), (20.0, 1)])
def test_the_benchmark_ends_with_1_only_where_a_target_failed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: float, code: int
) -> None:
    monkeypatch.setattr(bench, "_measure", lambda folder, err: [at_most(value)])
    out = tmp_path / "bench.json"

    result = CliRunner().invoke(bench.app, ["--json", str(out)])

    assert result.exit_code == code
    assert json.loads(out.read_text(encoding="utf-8"))["figures"][0]["value"] == value


def test_a_benchmark_that_cannot_measure_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ADVISOR_EVIDENCE_COUNT", "none")

    result = CliRunner().invoke(bench.app, [])

    assert result.exit_code == 2
    assert "evidence_count" in result.stderr
