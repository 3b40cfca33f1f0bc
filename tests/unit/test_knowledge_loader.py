"""Reading the knowledge folder: what a file means, and a clear word about one that is broken."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.domain import Library
from advisor.errors import KnowledgeError
from advisor.knowledge import load_library, slug
from tests.unit.conftest import KNOWLEDGE

TOPIC = "guidance/price-over-fit.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the knowledge that a test may damage."""
    return Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_same_files_give_the_same_digests(folder: Path, library: Library) -> None:
    again = load_library(folder)

    assert (again.digest, again.entries_digest) == (library.digest, library.entries_digest)


def test_a_source_changes_the_digest_but_not_what_is_indexed(
    folder: Path, library: Library
) -> None:
    edit(folder / "sources.yaml", "title:", "title: The")
    changed = load_library(folder)

    assert changed.digest != library.digest
    assert changed.entries_digest == library.entries_digest


def test_a_word_of_a_point_changes_both_digests(folder: Path, library: Library) -> None:
    point = library.points["2c"]
    edit(
        folder / TOPIC, point.sentences[0], f"{point.sentences[0]}\nOne more sentence stands here."
    )
    changed = load_library(folder)

    assert changed.points["2c"].sentences[1] == "One more sentence stands here."
    assert changed.digest != library.digest
    assert changed.entries_digest != library.entries_digest


def test_a_question_leads_to_its_own_point_first_and_to_those_in_brackets(folder: Path) -> None:
    edit(folder / TOPIC, "### Asked as\n", "### Asked as\n- zebra question [7a, 7b]\n- zebra two\n")
    library = load_library(folder)
    asked = {question.text: question.point_ids for question in library.questions}

    assert asked["zebra question"] == ("2a", "7a", "7b")
    assert asked["zebra two"] == ("2a",)


def test_every_point_is_led_to_by_its_own_question(library: Library) -> None:
    own = {(question.text, question.point_ids) for question in library.questions}

    assert {(point.asks, (point.point_id,)) for point in library.points.values()} <= own


def test_the_index_holds_points_questions_and_limits_under_unique_ids(library: Library) -> None:
    entries = library.entries
    kinds = {kind: [e for e in entries if e.kind == kind] for kind in ("point", "question")}
    limits = [entry for entry in entries if entry.kind == "out_of_scope"]

    assert len({entry.entry_id for entry in entries}) == len(entries)
    assert len(kinds["point"]) == len(library.points)
    assert [entry.text for entry in kinds["question"]] == [q.text for q in library.questions]
    assert {entry.limit_id for entry in limits} <= {one.kind_id for one in library.out_of_scope}
    assert all(entry.limit_id and not entry.point_ids for entry in limits)


def test_a_passage_is_the_body_and_the_examples_one_sentence_a_line(library: Library) -> None:
    point = library.points["2c"]
    passage = library.passage_of("2c")

    assert passage.text.split("\n") == [*point.sentences, *point.examples.values()]
    assert passage.source.section == point.title
    assert passage.source.title == library.topic_by_id[point.topic_id].title


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Weighted scorecard", "weighted-scorecard"), ("  NDA & IP: who? ", "nda-ip-who"), ("!", "")],
)
def test_a_title_becomes_a_slug(title: str, expected: str) -> None:
    assert slug(title) == expected


def without(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda folder: edit(folder / name, old, new)


def written(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_bytes(content) and None


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (without("scope.yaml"), r"scope\.yaml is missing"),
        (without("trades.yaml"), r"trades\.yaml is missing"),
        (without("sources.yaml"), r"sources\.yaml is missing"),
        (written("scope.yaml", b"\xff\xfe\x00"), r"scope\.yaml is not UTF-8"),
        (written(TOPIC, b"---\n\xff\n---\n"), r"price-over-fit\.md is not UTF-8"),
        (written("scope.yaml", b"- [unclosed"), r"scope\.yaml is not valid YAML"),
        (written("scope.yaml", b"just words"), r"scope\.yaml must hold a list"),
        (written("scope.yaml", b"limits: none"), r"scope\.yaml must hold a list"),
        (written("sources.yaml", b""), r"sources\.yaml must hold a list"),
        (written("scope.yaml", b"- id: a"), r"scope\.yaml, entry 1 lacks 'limit'"),
        (written("scope.yaml", b"- words"), r"scope\.yaml, entry 1 is malformed"),
        (written("trades.yaml", b"[]"), r"trades\.yaml must hold exactly these trades"),
        (replaced(TOPIC, "id:", "name:"), r"price-over-fit\.md lacks 'id' in its front matter"),
        (replaced(TOPIC, "title:", "heading:"), r"price-over-fit\.md lacks 'title'"),
        (
            written(TOPIC, b"---\nwords\n---\n## 2a T\n"),
            r"price-over-fit\.md: the front matter must hold",
        ),
        (replaced(TOPIC, "- bookkeeping:", "- beekeeping:"), "unknown trade 'beekeeping'"),
        (replaced(TOPIC, "## 2b ", "## 2a "), "2a is used for two points"),
        (
            replaced(TOPIC, "### Asked as\n", "### Asked as\n- q [99z]\n"),
            r"unknown points \['99z'\]",
        ),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(
    folder: Path, damage: Callable[[Path], None], message: str
) -> None:
    damage(folder)

    with pytest.raises(KnowledgeError, match=message):
        load_library(folder)


def test_a_limit_that_names_an_unknown_point_is_refused(folder: Path, library: Library) -> None:
    kind = next(limit for limit in library.out_of_scope if limit.points)
    edit(folder / "scope.yaml", kind.points[0], "99z")

    with pytest.raises(KnowledgeError, match=r"unknown points \['99z'\]"):
        load_library(folder)


def test_a_topic_that_names_an_unknown_source_is_refused(folder: Path, library: Library) -> None:
    topic = next(topic for topic in library.topics if topic.sources)
    edit(folder / "guidance" / f"{topic.topic_id}.md", topic.sources[0], "nowhere")

    with pytest.raises(KnowledgeError, match=r"unknown sources \['nowhere'\]"):
        load_library(folder)
