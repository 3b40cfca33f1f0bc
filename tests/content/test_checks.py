"""knowledge/checks/ has every topic's checks, each with text that satisfies its own form."""

import re
from pathlib import Path

import pytest

from advisor.domain.review import Check
from advisor.errors import KnowledgeError
from advisor.knowledge import load_library
from advisor.knowledge.checks import load_checks, load_topic_checks
from advisor.settings import Settings

FOLDER = Settings().knowledge_dir
LIBRARY = load_library(FOLDER)
CHECKS = load_checks(FOLDER, LIBRARY)


def test_each_topic_has_five_to_eight_checks() -> None:
    for topic in load_topic_checks(FOLDER, LIBRARY):
        assert 5 <= len(topic.checks) <= 8, topic.topic_id


def test_a_topic_can_be_handled_without_all_of_its_checks() -> None:
    for topic in load_topic_checks(FOLDER, LIBRARY):
        weights = [check.weight for check in topic.checks]
        assert 0 < topic.handled_at <= sum(weights) / 2, topic.topic_id


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.check_id)
def test_a_check_reads_well(check: Check) -> None:
    assert check.question.endswith("?")
    assert check.ask.endswith("?")
    assert not check.looked_for.endswith(".")
    assert re.search(r"\[[^\]]+\]", check.insertion)
    assert not re.search(r"\d", re.sub(r"\[[^\]]*\]", "", check.insertion)), "no invented number"
    for point_id in check.point_ids:
        assert LIBRARY.points[point_id].topic_id == check.topic_id or check.topic_id


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("weight: ", "weight: -", "above zero"),
        ("    points: [", "    points: [99z, ", "no such point"),
        ("default: ", "default: huge, x: ", "trade"),
        ("ask: ", "asks: ", "unknown key"),
    ],
)
def test_a_file_that_is_off_is_refused_by_name(
    tmp_path: Path, before: str, after: str, says: str
) -> None:
    folder = tmp_path / "checks"
    folder.mkdir()
    for path in (FOLDER / "checks").glob("*.yaml"):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    target = folder / "unclear-goals.yaml"
    text = target.read_text(encoding="utf-8")
    assert before in text
    target.write_text(text.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(KnowledgeError, match=says) as raised:
        load_topic_checks(tmp_path, LIBRARY)

    assert "unclear-goals.yaml" in str(raised.value)
