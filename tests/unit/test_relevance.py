"""The real relevance model, and what a damaged copy of it says."""

import json
import math
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.adapters.onnx_relevance import MODEL, OnnxRelevance
from advisor.domain import Library
from advisor.errors import ModelFileError


def test_the_model_knows_exactly_the_points_topics_and_limits_of_the_knowledge(
    relevance: OnnxRelevance, library: Library
) -> None:
    scores = relevance.score("how do I compare three quotes?")

    assert set(scores.points) == set(library.points)
    assert set(scores.topics) == set(library.topic_by_id)
    assert set(scores.limits) == {"in_scope"} | {one.kind_id for one in library.out_of_scope}


@pytest.mark.parametrize("question", ["how do I compare three quotes?", "", "🙂", "x " * 5000])
def test_scores_are_probabilities(relevance: OnnxRelevance, question: str) -> None:
    scores = relevance.score(question)

    assert math.isclose(sum(scores.limits.values()), 1, abs_tol=1e-3)
    assert all(0 <= value <= 1 for value in scores.limits.values())
    assert all(value <= 1e-6 for value in (*scores.points.values(), *scores.topics.values()))


@pytest.mark.parametrize(
    ("question", "point_id"),
    [
        ("how do I compare three quotes that are all different?", "2a"),
        ("is it normal to call a freelancer's old clients for a reference?", "2d"),
    ],
)
def test_the_point_that_answers_is_among_the_first(
    relevance: OnnxRelevance, question: str, point_id: str
) -> None:
    points = relevance.score(question).points

    assert point_id in sorted(points, key=lambda one: -points[one])[:5]


@pytest.mark.parametrize(
    ("question", "limit"),
    [("what is the weather in manila", "live-data"), ("tell me a joke", "off-topic")],
)
def test_what_is_about_something_else_is_out_of_scope(
    relevance: OnnxRelevance, question: str, limit: str
) -> None:
    limits = relevance.score(question).limits

    assert limits["in_scope"] < 0.05
    assert max(limits, key=limits.__getitem__) == limit


def no_model(model: Path) -> None:
    model.unlink()


def no_labels(model: Path) -> None:
    model.with_suffix(".json").unlink()


def cut_model(model: Path) -> None:
    model.write_bytes(model.read_bytes()[:10_000])


def empty_model(model: Path) -> None:
    model.write_bytes(b"")


def broken_labels(model: Path) -> None:
    model.with_suffix(".json").write_text("{")


def labels_without_topics(model: Path) -> None:
    labels = json.loads(model.with_suffix(".json").read_text())
    del labels["topics"]
    model.with_suffix(".json").write_text(json.dumps(labels))


def labels_of_another_model(model: Path) -> None:
    labels = json.loads(model.with_suffix(".json").read_text())
    model.with_suffix(".json").write_text(json.dumps({**labels, "points": labels["points"][1:]}))


@pytest.mark.parametrize(
    "damage",
    [
        no_model,
        no_labels,
        cut_model,
        empty_model,
        broken_labels,
        labels_without_topics,
        labels_of_another_model,
    ],
)
def test_a_damaged_model_is_named_with_the_repair(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    model = Path(shutil.copy(MODEL, tmp_path))
    shutil.copy(MODEL.with_suffix(".json"), tmp_path)
    damage(model)

    with pytest.raises(ModelFileError, match=r"relevance\.onnx.*make train"):
        OnnxRelevance(model)
