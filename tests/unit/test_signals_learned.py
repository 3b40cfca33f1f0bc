"""The model's second opinion adds signs that no rule names and silences rules that it doubts."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import pytest

from advisor.domain import Citation, Relevance
from advisor.domain.check_up import NoteSigns, Signal
from advisor.domain.notes import EngagementNote
from advisor.engagements.signals_learned import SignFloors, SignReader, second_opinion
from advisor.knowledge import load_library
from advisor.knowledge.signals import load_signals
from advisor.settings import Settings

FOLDER = Settings().knowledge_dir
LIBRARY, RULES = load_library(FOLDER), load_signals(FOLDER)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
TOPIC = "unprotected-ip"
RULE = next(rule for rule in RULES if rule.topic_id == TOPIC and rule.kind == "sentence")
TIMED = next(rule for rule in RULES if rule.kind != "sentence")
FLOORS = SignFloors(sure=0.7, doubtful=0.2, solved=0.6)


class Told:
    """`ports.SignModel` that says what it was told about a text, and nothing about others."""

    def __init__(
        self, signs: Mapping[str, float], solved: Mapping[str, float] | None = None
    ) -> None:
        self._signs, self._solved = signs, solved or {}

    def read(self, texts: Sequence[str]) -> list[NoteSigns]:
        topics = [topic.topic_id for topic in LIBRARY.topics]

        def of(known: Mapping[str, float], text: str) -> dict[str, float]:
            return {topic: known.get(text, 0.0) if topic == TOPIC else 0.0 for topic in topics}

        return [NoteSigns(signs=of(self._signs, t), solved=of(self._solved, t)) for t in texts]


class Points:
    """`ports.RelevanceModel` that prefers one point."""

    def score(self, question: str) -> Relevance:
        return Relevance(points={"7e": -0.1, "7a": -3.0}, topics={}, limits={})


def _note(at: int, text: str) -> EngagementNote:
    return EngagementNote(
        note_id=str(at), workspace="w", engagement_id="e", engagement="A",
        happened_on=date(2026, 1, at + 1), text=text, tags=(), created_at=NOW, updated_at=NOW,
    )  # fmt: skip


def _signal(note: EngagementNote, rule_id: str, topic_id: str, point_id: str) -> Signal:
    quote = Citation(
        passage_id=note.passage.passage_id, quote=note.text, start=0, end=len(note.text)
    )
    return Signal(
        rule_id=rule_id, topic_id=topic_id, point_id=point_id, severity="low", why="why",
        on=note.happened_on, citations=(quote,),
    )  # fmt: skip


def _opinion(found, notes, model):
    reader = SignReader(signs=model, relevance=Points(), floors=FLOORS)
    return second_opinion(found, notes, RULES, LIBRARY, reader)


def test_a_note_that_reads_like_a_sign_is_raised_with_its_telling_sentence():
    notes = [_note(0, "Sun today. Logins are on a sticker.")]
    model = Told({notes[0].text: 0.9, "Logins are on a sticker.": 0.95})

    [signal] = _opinion([], notes, model)

    assert (signal.topic_id, signal.point_id) == (TOPIC, "7e")
    assert signal.citations[0].quote == "Logins are on a sticker."
    assert notes[0].text[signal.citations[0].start :] == "Logins are on a sticker."
    assert "0.90" in signal.why


@pytest.mark.parametrize(("probability", "raised"), [(0.69, 0), (0.7, 1)])
def test_the_floor_decides(probability, raised):
    notes = [_note(0, "Logins are on a sticker.")]

    assert len(_opinion([], notes, Told({notes[0].text: probability}))) == raised


@pytest.mark.parametrize(("order", "raised"), [((0, 1), 0), ((1, 0), 1)])
def test_a_later_note_that_says_it_is_over_ends_it(order, raised):
    sign, over = "Logins are on a sticker.", "Each has an own login now."
    texts = [(sign, over)[at] for at in order]
    notes = [_note(at, text) for at, text in enumerate(texts)]

    assert len(_opinion([], notes, Told({sign: 0.9}, {over: 0.8}))) == raised


def test_a_rule_on_a_note_that_is_surely_harmless_is_silenced():
    notes = [_note(0, "We joked about passwords.")]
    found = [_signal(notes[0], RULE.rule_id, TOPIC, RULE.point_id)]

    assert _opinion(found, notes, Told({})) == ()
    assert _opinion(found, notes, Told({notes[0].text: 0.2})) == tuple(found)


def test_a_rule_about_time_is_never_silenced():
    notes = [_note(0, "Nothing happened.")]
    found = [_signal(notes[0], TIMED.rule_id, TIMED.topic_id, TIMED.point_id)]

    assert _opinion(found, notes, Told({})) == tuple(found)


def test_a_topic_that_a_rule_has_raised_is_not_raised_twice():
    notes = [_note(0, "We share one password.")]
    found = [_signal(notes[0], RULE.rule_id, TOPIC, RULE.point_id)]

    assert _opinion(found, notes, Told({notes[0].text: 0.99})) == tuple(found)


def test_without_notes_nothing_changes():
    assert _opinion([], [], Told({})) == ()
