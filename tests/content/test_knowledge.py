import json
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from advisor.domain import TRADES, Library
from advisor.errors import KnowledgeError
from advisor.knowledge import load_library

ROOT = Path(__file__).resolve().parents[2]
KNOWLEDGE = ROOT / "knowledge"
POINTS_BY_TOPIC = {1: 7, 2: 8, 3: 7, 4: 8, 5: 8, 6: 7, 7: 8, 8: 7, 9: 7, 10: 7}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(KNOWLEDGE)


def test_the_ten_topics_hold_the_74_points_in_order(library: Library) -> None:
    expected = [
        f"{number}{chr(ord('a') + place)}"
        for number, count in POINTS_BY_TOPIC.items()
        for place in range(count)
    ]

    assert list(library.points) == expected
    assert [topic.number for topic in library.topics] == list(range(1, 11))


def test_passage_ids_are_permanent(library: Library) -> None:
    """A changed heading or id breaks links that people kept; change the list only on purpose."""
    kept = json.loads((Path(__file__).with_name("passage_ids.json")).read_text())

    assert {point.point_id: point.passage_id for point in library.points.values()} == kept


def test_a_point_is_60_to_180_words_one_sentence_a_line(library: Library) -> None:
    for point in library.points.values():
        words = sum(len(sentence.split()) for sentence in point.sentences)
        assert 60 <= words <= 180, f"{point.point_id} has {words} words"
        for sentence in point.sentences:
            assert sentence[-1] in ".?!", f"{point.point_id}: {sentence}"
            assert not re.search(r"[a-z)][.!?] [A-Z]", sentence), f"{point.point_id}: {sentence}"


def test_every_sentence_can_be_shown_alone(library: Library) -> None:
    for point in library.points.values():
        for sentence in (*point.sentences, *point.examples.values()):
            first = sentence.split()[0]
            assert first not in {"This", "It", "They", "That", "These", "Those"}, sentence


def test_every_point_has_an_example_for_every_trade(library: Library) -> None:
    for point in library.points.values():
        assert tuple(point.examples) == TRADES, point.point_id


def test_every_point_is_asked_in_at_least_15_ways(library: Library) -> None:
    central = Counter(question.point_ids[0] for question in library.questions)

    assert len(library.questions) > 1100
    assert min(central.values()) >= 15


def test_no_question_is_listed_twice(library: Library) -> None:
    texts = [question.text.lower() for question in library.questions]
    texts += [text.lower() for limit in library.out_of_scope for text in limit.asked_as]

    assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_the_labelled_questions_are_not_among_the_indexed_ones(library: Library) -> None:
    def plain(text: str) -> str:
        return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()

    cases = [
        plain(row["question"])
        for path in (ROOT / "evals" / "suites").rglob("cases*.jsonl")
        for row in map(json.loads, path.read_text().splitlines())
        if "question" in row
    ]
    indexed = {plain(question.text) for question in library.questions}
    indexed |= {plain(text) for limit in library.out_of_scope for text in limit.asked_as}
    long_cases = [case for case in cases if len(case.split()) >= 4]

    assert len(long_cases) > 200
    assert [case for case in long_cases if case in indexed] == []


def test_every_fact_that_guidance_names_exists(library: Library) -> None:
    facts = {
        fact["id"]: fact for fact in yaml.safe_load((KNOWLEDGE / "facts.yaml").read_text())["facts"]
    }
    named = {fact for point in library.points.values() for fact in point.facts}

    assert named
    assert named <= set(facts)
    assert all(set(fact["sources"]) <= set(library.sources) for fact in facts.values())


def test_points_with_a_fact_name_its_source_in_the_text(library: Library) -> None:
    names = re.compile(
        r"18F|GSA|USDS|Playbook|FTC|Federal Trade|Copyright|17 USC|18 USC|Secrets Act|GDPR|IRS|FAR|"
        r"DORA|Interagency|guidance|Organization Science|CIO|agencies|Labor|Safeguards|study|US "
    )
    for point in library.points.values():
        if point.facts:
            assert any(names.search(sentence) for sentence in point.sentences), point.point_id


def test_refused_numbers_appear_nowhere(library: Library) -> None:
    refused = ["47%", "47 percent", "70-80%", "20-30%", "15-57%", "13%", "14%"]
    text = "\n".join(point.text for point in library.points.values())

    assert [number for number in refused if number in text] == []


@pytest.mark.parametrize(
    ("name", "broken", "message"),
    [
        ("guidance/a.md", "no front matter", "front matter"),
        ("guidance/a.md", "---\nid: [\n---\n", "not valid YAML"),
        ("guidance/a.md", "---\nid: a\n---\n## 1a T\nstage: never\n\nText.\n", "stage must be"),
        ("guidance/a.md", "---\nid: a\n---\n## 1a T\nstage: ongoing\n\nText.\n", "`asks:`"),
    ],
)
def test_a_malformed_guidance_file_is_named(
    tmp_path: Path, name: str, broken: str, message: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir()
    path.write_text(broken)

    with pytest.raises(KnowledgeError, match=message) as caught:
        load_library(tmp_path)

    assert "a.md" in str(caught.value)


def test_a_folder_without_guidance_says_which_setting_to_change(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="ADVISOR_KNOWLEDGE_DIR"):
        load_library(tmp_path)
