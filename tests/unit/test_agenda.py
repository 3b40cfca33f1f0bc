"""The agenda of a call and its calendar file come from the open signals and agreed measures."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from advisor.adapters.calendar import calendar_text
from advisor.domain import Citation
from advisor.domain.check_up import CheckUp, Reading, Series, Signal
from advisor.domain.notes import Engagement
from advisor.engagements.agenda import CLOSING_MINUTES, agenda_of
from advisor.engagements.targets import parse_target
from advisor.knowledge import load_library
from advisor.knowledge.agenda import load_agenda
from advisor.settings import Settings

FOLDER = Settings().knowledge_dir
LIBRARY, QUESTIONS = load_library(FOLDER), load_agenda(FOLDER)
TODAY = date(2026, 3, 6)  # a Friday
TARGET = parse_target("first reply under 4h")
QUOTE = Citation(passage_id="note:a", quote="We share one login.", start=0, end=19)


def _engagement(**facts):
    made = datetime(2026, 1, 1, tzinfo=UTC)
    return Engagement(
        engagement_id="e1", workspace="w", name="Brightdesk", vendor="", created_at=made, **facts
    )


def _signal(point="7e", topic="unprotected-ip", severity="high"):
    return Signal(
        rule_id=f"r-{point}", topic_id=topic, point_id=point, severity=severity, why="why",
        on=date(2026, 3, 2), citations=(QUOTE,),
    )  # fmt: skip


def _series(standing):
    reading = Reading(value=425, text="7h05", on=TODAY, period="", citation=QUOTE)
    return Series(
        measure="first reply", unit="min", readings=(reading,), target=TARGET, trend="worse",
        standing=standing,
    )  # fmt: skip


def _agenda(*, signals=(), series=(), minutes=30, engagement=None):
    found = CheckUp(
        engagement=engagement or _engagement(), as_of=TODAY, notes_read=3,
        signals=tuple(signals), solved=(), series=tuple(series),
    )  # fmt: skip
    return agenda_of(found, LIBRARY, QUESTIONS, minutes=minutes)


def test_every_topic_has_a_question_for_the_vendor():
    assert set(QUESTIONS.topics) == {topic.topic_id for topic in LIBRARY.topics}


def test_a_signal_is_raised_with_its_quote_and_the_question_of_its_topic():
    item = _agenda(signals=[_signal()]).items[0]

    assert item.text.endswith("(your note of 2 Mar 2026)")
    assert item.ask == QUESTIONS.topics["unprotected-ip"]
    assert (item.point_id, item.citations) == ("7e", (QUOTE,))


def test_a_missed_measure_states_both_figures():
    item = _agenda(series=[_series("missed")]).items[0]

    assert item.text == "First reply: last 7h05 (6 Mar 2026), agreed under 4h"
    assert "first reply" in item.ask


def test_an_agreed_measure_without_a_figure_is_asked_for():
    item = _agenda(engagement=_engagement(targets=(TARGET,))).items[0]

    assert item.text == "First reply: no figure in your notes, agreed under 4h"


@pytest.mark.parametrize("minutes", [10, 30, 45])
def test_the_minutes_fill_the_call_and_the_pressing_items_get_most(minutes):
    signals = [_signal(), _signal("6a", "neglected-communication", "low")]
    agenda = _agenda(signals=signals, series=[_series("met")], minutes=minutes)

    assert sum(item.minutes for item in agenda.items) == minutes
    assert agenda.items[0].minutes >= agenda.items[1].minutes
    assert agenda.items[-1].minutes == CLOSING_MINUTES


def test_signals_of_one_topic_are_one_item():
    item, closing = _agenda(signals=[_signal(), _signal("7a")]).items

    assert LIBRARY.points["7e"].title in item.text
    assert LIBRARY.points["7a"].title in item.text
    assert closing.minutes == CLOSING_MINUTES


def test_what_does_not_fit_into_a_short_call_gets_no_minutes():
    points = ["7e", "1a", "2a", "3a", "4a", "5a", "6e", "8d"]
    signals = [_signal(point, LIBRARY.points[point].topic_id) for point in points]
    agenda = _agenda(signals=signals, minutes=10)

    assert sum(item.minutes for item in agenda.items) == 10
    assert agenda.items[-2].minutes == 0


def test_a_quiet_engagement_has_only_the_closing_item_and_no_date():
    agenda = _agenda()

    assert [item.minutes for item in agenda.items] == [CLOSING_MINUTES]
    assert agenda.reviews == ()


def test_review_dates_follow_the_severity_and_fall_on_working_days():
    signals = [_signal(), _signal("6a", "neglected-communication", "low")]
    reviews = _agenda(signals=signals, series=[_series("missed")]).reviews

    assert [review.on for review in reviews] == [
        date(2026, 3, 13),
        date(2026, 4, 6),
        date(2026, 4, 6),
    ]
    assert all(review.on.weekday() < 5 for review in reviews)


def test_the_calendar_file_is_read_back_with_days_titles_and_stable_ids():
    agenda = _agenda(signals=[_signal()], series=[_series("missed")])
    events = Calendar.from_ical(calendar_text(agenda)).walk("VEVENT")

    assert [event.decoded("dtstart") for event in events] == [one.on for one in agenda.reviews]
    assert [str(event["summary"]) for event in events] == [one.title for one in agenda.reviews]
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert calendar_text(agenda) == calendar_text(agenda)


def test_a_name_with_line_breaks_and_commas_does_no_harm_to_the_calendar():
    agenda = _agenda(
        signals=[_signal()],
        engagement=_engagement(targets=(TARGET,)),
    )
    text = calendar_text(agenda)

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.startswith("BEGIN:VCALENDAR\r\n")
