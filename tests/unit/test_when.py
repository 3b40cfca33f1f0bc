"""Dates in notes are resolved against the day of the note."""

from datetime import date, timedelta

import pytest

from advisor.engagements.when import date_spans, dates_in, short_date

ON = date(2026, 2, 11)  # a Wednesday

DAYS = {
    "Call on 3 Feb about refunds": "2026-02-03",
    "Broke on Feb 3rd": "2026-02-03",
    "the 5th of March, 2027": "2027-03-05",
    "Tuesday 10 February 2026": "2026-02-10",
    "Jan. 5: call": "2026-01-05",
    "2026-02-03 call": "2026-02-03",
    "2026/02/03 call": "2026-02-03",
    "13/02/2026": "2026-02-13",
    "02/13/26": "2026-02-13",
    "2/2/2026": "2026-02-02",
    "03.02.2026": "2026-02-03",
    "due 28 Dec": "2025-12-28",
    "since 15 Nov": "2025-11-15",
    "yesterday": "2026-02-10",
    "the day before yesterday": "2026-02-09",
    "today": "2026-02-11",
    "tomorrow": "2026-02-12",
    "last Friday": "2026-02-06",
    "last Wednesday": "2026-02-04",
    "delivered Friday": "2026-02-06",
    "it came on Monday": "2026-02-09",
    "on Wednesday we met": "2026-02-11",
    "they will send it on Friday": "2026-02-13",
    "by Friday": "2026-02-13",
    "due Monday": "2026-02-16",
    "until Tuesday": "2026-02-17",
    "this Friday": "2026-02-13",
    "next Monday": "2026-02-16",
    "next Friday": "2026-02-20",
    "Friday last week": "2026-02-06",
    "Tuesday next week": "2026-02-17",
    "since Thursday": "2026-02-05",
    "deadline was Friday": "2026-02-06",
    "3 days ago": "2026-02-08",
    "two weeks ago": "2026-01-28",
    "a month ago": "2026-01-11",
    "in two weeks": "2026-02-25",
    "end of March": "2026-03-31",
    "end of the month": "2026-02-28",
    "mid-March": "2026-03-15",
    "beginning of March": "2026-03-01",
    "end of last month": "2026-01-31",
}
PERIODS = {
    "in January": ("2026-01-01", "2026-01-31", "January"),
    "January invoice": ("2026-01-01", "2026-01-31", "January"),
    "in december": ("2025-12-01", "2025-12-31", "December 2025"),
    "in January 2025": ("2025-01-01", "2025-01-31", "January 2025"),
    "in may": ("2026-05-01", "2026-05-31", "May"),
    "Q1": ("2026-01-01", "2026-03-31", "Q1"),
    "in Q4": ("2025-10-01", "2025-12-31", "Q4 2025"),
    "last quarter": ("2025-10-01", "2025-12-31", "Q4 2025"),
    "week 7": ("2026-02-09", "2026-02-15", "week 7"),
    "wk 5": ("2026-01-26", "2026-02-01", "week 5"),
    "next week": ("2026-02-16", "2026-02-22", "the week of 16 Feb 2026"),
    "last week": ("2026-02-02", "2026-02-08", "the week of 2 Feb 2026"),
    "week of 2 Feb": ("2026-02-02", "2026-02-08", "the week of 2 Feb 2026"),
    "this month": ("2026-02-01", "2026-02-28", "February"),
    "last month": ("2026-01-01", "2026-01-31", "January"),
    "in 2025": ("2025-01-01", "2025-12-31", "2025"),
    "this year": ("2026-01-01", "2026-12-31", "2026"),
}
NO_DATES = (
    "We may 3x the volume.",
    "May I ask for the file?",
    "I sat down with them in the sun.",
    "April said the draft is fine.",
    "They march on.",
    "2 may need a repair.",
    "Every Friday we talk.",
    "Mondays are busy.",
    "30 Feb",
    "2026-13-40",
    "Version 2.3.1 is out.",
    "24/7 support",
    "4.6/5 stars",
)


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_a_day_is_resolved_against_the_day_of_the_note(text, day):
    found = dates_in(text, on=ON)
    assert [(d.day.isoformat(), d.first, d.period) for d in found] == [(day, found[0].day, "")]


@pytest.mark.parametrize(("text", "expected"), PERIODS.items())
def test_a_period_has_its_first_and_last_day_and_its_name(text, expected):
    (found,) = dates_in(text, on=ON)
    assert (found.first.isoformat(), found.day.isoformat(), found.period) == expected


@pytest.mark.parametrize("text", NO_DATES)
def test_words_and_numbers_that_only_look_like_dates_are_none(text):
    assert dates_in(text, on=ON) == ()


@pytest.mark.parametrize("text", ["03/02/2026", "on 3/2", "11-12-2025"])
def test_a_date_that_can_be_read_in_two_ways_is_left_unresolved_but_is_no_number(text):
    assert dates_in(text, on=ON) == ()
    assert date_spans(text)


def test_offsets_are_those_of_the_words():
    text = "First reply took 6h20 in January, 7h05 in February."
    assert [text[d.start : d.end] for d in dates_in(text, on=ON)] == ["in January", "in February"]


@pytest.mark.parametrize("shift", range(14))
def test_weekdays_fall_on_that_weekday_whatever_the_day_of_the_note(shift):
    on = ON + timedelta(days=shift)
    for number, name in enumerate(
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    ):
        (last,) = dates_in(f"last {name}", on=on)
        (by,) = dates_in(f"by {name}", on=on)
        (following,) = dates_in(f"next {name}", on=on)
        assert last.day.weekday() == by.day.weekday() == following.day.weekday() == number
        assert 1 <= (on - last.day).days <= 7
        assert 0 <= (by.day - on).days <= 6
        assert 1 <= (following.day - on).days <= 13


@pytest.mark.parametrize(
    ("on", "day"), [(date(2026, 1, 3), "2025-12-28"), (date(2025, 12, 20), "2025-12-28")]
)
def test_a_year_that_is_not_said_is_the_nearest_one(on, day):
    (found,) = dates_in("on 28 Dec", on=on)
    assert found.day.isoformat() == day


def test_the_29th_of_february_is_found_where_a_near_year_has_it():
    (found,) = dates_in("29 Feb", on=date(2027, 12, 1))
    assert found.day == date(2028, 2, 29)
    assert dates_in("29 Feb", on=date(2026, 6, 1)) == ()


def test_days_are_shown_with_the_short_month():
    assert short_date(date(2026, 2, 3)) == "3 Feb 2026"
    assert short_date(date(2025, 9, 30)) == "30 Sep 2025"


def test_a_day_before_march_in_small_letters_is_a_date():
    [found] = dates_in("what did the note of 14 march say", on=date(2026, 4, 1))

    assert (found.day, found.first) == (date(2026, 3, 14), date(2026, 3, 14))
