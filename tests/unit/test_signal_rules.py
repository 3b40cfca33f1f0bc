"""The warning signs of knowledge/signals/ do what their examples say; their format is strict."""

from datetime import date
from pathlib import Path

import pytest

from advisor.domain import Library
from advisor.engagements.signals_notes import SignalReader, reader_of
from advisor.engagements.signals_solved import is_solved
from advisor.errors import KnowledgeError
from advisor.knowledge.signal_phrases import parse_line
from advisor.knowledge.signals import NUTSHELL, SignalRule, load_signals
from tests.unit.note_worlds import make_engagement, make_notes

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
RULES = load_signals(KNOWLEDGE)
ACME = make_engagement("Acme", vendor="Acme Ltd")
WORDS = "word_lists:\n  they: they|he|she\n"
RULE = """
  - id: late-again
    topic: neglected-communication
    point: 6e
    severity: medium
    looks_for: something late
    says: |
      {they} .. late
    fires:
      - They are late.
      - He was late again.
      - She came late.
    silent:
      - They are on time.
      - She was early.
"""


@pytest.fixture(scope="module")
def reader(library: Library) -> SignalReader:
    return reader_of(RULES, library)


def _open_rules(text: str, reader: SignalReader) -> set[str]:
    """The rules that a note of this text fires and that it does not call solved."""
    line = f"{date(2026, 3, 2)} " + text.replace("\n", "\\n")
    reading = reader.read(make_notes(ACME, line), ACME)
    return {RULES[place.rule].rule_id for place in reading.found if not is_solved(reading, place)}


def _written(folder: Path, rules: str, *, words: str = WORDS, own: str = "{}") -> Path:
    place = folder / "signals"
    place.mkdir()
    (place / "words.yaml").write_text(words, encoding="utf-8")
    text = f"word_lists: {own}\nrules:{rules}"
    (place / "neglected-communication.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_every_example_that_must_fire_does(rule: SignalRule, reader: SignalReader) -> None:
    missed = [text for text in rule.fires if rule.rule_id not in _open_rules(text, reader)]
    assert missed == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_no_example_that_must_stay_silent_fires(rule: SignalRule, reader: SignalReader) -> None:
    fired = [text for text in rule.silent if rule.rule_id in _open_rules(text, reader)]
    assert fired == []


def test_every_topic_has_warning_signs(library: Library) -> None:
    assert {rule.topic_id for rule in RULES} == set(library.topic_by_id)


def test_each_rule_names_a_point_of_its_own_topic(library: Library) -> None:
    wrong = [
        rule.rule_id
        for rule in RULES
        if rule.point_id not in library.points
        or library.points[rule.point_id].topic_id != rule.topic_id
    ]
    assert wrong == []


def test_what_a_note_contradicts_is_a_sentence_of_the_guidance(library: Library) -> None:
    invented = [
        rule.rule_id
        for rule in RULES
        if rule.against not in ("", NUTSHELL)
        and rule.against not in library.points[rule.point_id].sentences
    ]
    assert invented == []


def test_a_file_of_rules_is_read_with_the_shared_word_lists(tmp_path: Path) -> None:
    (rule,) = load_signals(_written(tmp_path, RULE))
    assert (rule.rule_id, rule.kind, rule.severity) == ("late-again", "sentence", "medium")
    assert rule.says[0].first.pattern.search(" and she was very late again ")


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        (RULE.replace("severity: medium", "severity: awful"), "severity"),
        (RULE.replace("says:", "said:"), "said"),
        (RULE.replace("{they}", "{nobody}"), "no word list `nobody`"),
        (RULE.replace("{they} .. late", "(they late"), "cannot be read"),
        (RULE.replace("      - She came late.\n", ""), "needs 3 examples"),
        (RULE.replace("      - She was early.\n", ""), "needs 3 examples in `fires` and 2"),
        (RULE.replace("topic: neglected-communication", "topic: no-monitoring"), "its topic"),
        (RULE.replace("point: 6e", "point: 6e\n    kind: count"), "needs `days`"),
        (RULE.replace("point: 6e", "point: 6e\n    kind: dance"), "kind"),
        (RULE.replace("point: 6e", "point: 6e\n    allows: [everything]"), "everything"),
        (RULE + RULE, "used for two rules"),
        (" []", "must be a list"),
        (" [", "not valid YAML"),
    ],
)
def test_a_mistake_in_a_rule_is_named(tmp_path: Path, wrong: str, complaint: str) -> None:
    with pytest.raises(KnowledgeError, match=complaint):
        load_signals(_written(tmp_path, wrong))


def test_a_rule_without_words_is_refused_where_its_kind_needs_them(tmp_path: Path) -> None:
    wordless = RULE.replace("    says: |\n      {they} .. late\n", "")
    with pytest.raises(KnowledgeError, match="lacks `says`"):
        load_signals(_written(tmp_path, wordless))


def test_word_lists_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="word_lists"):
        load_signals(_written(tmp_path, RULE, own="{late: [a, b]}"))


def test_a_missing_list_of_words_is_named(tmp_path: Path) -> None:
    folder = _written(tmp_path, RULE)
    (folder / "signals" / "words.yaml").unlink()
    with pytest.raises(KnowledgeError, match=r"words\.yaml"):
        load_signals(folder)


@pytest.mark.parametrize(
    ("phrase", "plain", "matches"),
    [
        ("late", " it was late ", True),
        ("late", " it was lately ", False),
        ("late*", " it was lately ", True),
        ("(very|so) late", " so late ", True),
        ("(very|so) late", " late ", False),
        ("[very] late", " late ", True),
        ("they .. late", " they came home from there late ", True),
        ("they .. late", " they came home from there far too late ", False),
        ("they ... late", " they came home from there far too late ", True),
        ("# days", " 12 days ", True),
        ("# days", " three days ", True),
        ("% off", " 30% off ", True),
        ("paid $", " paid $ ", True),
        ("with @", " with @ ", True),
        ("theyre late", " they are late ", True),
        ("late & report", " report came late ", True),
        ("late & report", " came late ", False),
        ("late ! report", " came late ", True),
        ("late ! report", " report came late ", False),
    ],
)
def test_a_phrase_means_what_its_signs_say(phrase: str, plain: str, matches: bool) -> None:
    line = parse_line(phrase, "here")
    wanted = (line.first, *line.also)
    found = all(part.pattern.search(plain) for part in wanted)
    assert (found and not any(part.pattern.search(plain) for part in line.without)) is matches


def test_a_phrase_names_the_words_that_it_cannot_do_without() -> None:
    line = parse_line("(very|so much) .. late* [again] & report", "here")
    assert line.first.needs == (frozenset({"very", "much"}), frozenset({"late*"}))
    assert line.also[0].needs == (frozenset({"report"}),)
