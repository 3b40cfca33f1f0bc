"""Quantities in notes: value, unit and exact place; what only looks like one is none."""

import time

import pytest

from advisor.engagements.quantities import format_value, quantities_in

FOUND = {
    "First reply took 6h20.": [(380, "min", "6h20")],
    "6 h 20, 6:20 h or 7h05": [
        (380, "min", "6 h 20"),
        (380, "min", "6:20 h"),
        (425, "min", "7h05"),
    ],
    "6 hrs 20 mins": [(380, "min", "6 hrs 20 mins")],
    "6 hours and 20 minutes": [(380, "min", "6 hours and 20 minutes")],
    "under 4h": [(240, "min", "4h")],
    "90 min on the phone": [(90, "min", "90 min")],
    "7 min 30 on average": [(7.5, "min", "7 min 30")],
    "two days late": [(2880, "min", "two days")],
    "3 business days": [(4320, "min", "3 business days")],
    "2 days 4 hours": [(3120, "min", "2 days 4 hours")],
    "half a day lost": [(720, "min", "half a day")],
    "half an hour": [(30, "min", "half an hour")],
    "an hour late": [(60, "min", "an hour")],
    "took an hour and a half": [(90, "min", "an hour and a half")],
    "1.5 hours": [(90, "min", "1.5 hours")],
    "1½ hours": [(90, "min", "1½ hours")],
    "one and a half hours": [(90, "min", "one and a half hours")],
    "a 4-hour window": [(240, "min", "4-hour")],
    "page in 2.4s": [(0.04, "min", "2.4s")],
    "three weeks": [(30240, "min", "three weeks")],
    "3-4 hours": [(180, "min", "3"), (240, "min", "4 hours")],
    "5 to 6 days": [(7200, "min", "5"), (8640, "min", "6 days")],
    "12%": [(12, "%", "12%")],
    "97,5 %": [(97.5, "%", "97,5 %")],
    "twelve per cent": [(12, "%", "twelve per cent")],
    "3 percent": [(3, "%", "3 percent")],
    "fell 3 percentage points": [(3, "points", "3 percentage points")],
    "$1,200.50": [(1200.5, "USD", "$1,200.50")],
    "1.200 EUR": [(1200, "EUR", "1.200 EUR")],
    "1.200,50 €": [(1200.5, "EUR", "1.200,50 €")],
    "1 200 EUR": [(1200, "EUR", "1 200 EUR")],
    "£900": [(900, "GBP", "£900")],
    "900 quid": [(900, "GBP", "900 quid")],
    "$5k": [(5000, "USD", "$5k")],
    "USD 1,200": [(1200, "USD", "USD 1,200")],
    "A$300": [(300, "AUD", "A$300")],
    "50 dollars": [(50, "USD", "50 dollars")],
    "12'000 CHF": [(12000, "CHF", "12'000 CHF")],
    "4.6/5": [(4.6, "/5", "4.6/5")],
    "4.2 out of 5 this week": [(4.2, "/5", "4.2 out of 5")],
    "8/10": [(8, "/10", "8/10")],
    "4.5 stars": [(4.5, "/5", "4.5 stars")],
    "12 tickets": [(12, "tickets", "12 tickets")],
    "three errors": [(3, "errors", "three errors")],
    "a dozen returns": [(12, "returns", "a dozen returns")],
    "12 open late orders": [(12, "orders", "12 open late orders")],
    "twenty-one parcels": [(21, "parcels", "twenty-one parcels")],
    "1 ticket open": [(1, "tickets", "1 ticket")],
    "2,400 SKUs": [(2400, "skus", "2,400 SKUs")],
    "5 people": [(5, "people", "5 people")],
    "5k visits": [(5000, "visits", "5k visits")],
    "3 out of 20 tickets": [(3, "tickets", "3 out of 20 tickets")],
    "2 of the last 12 invoices": [(2, "invoices", "2 of the last 12 invoices")],
    "3 out of 5 deliveries": [(3, "deliveries", "3 out of 5 deliveries")],
    "NPS 42": [(42, "", "42")],
    "errors: 12": [(12, "", "12")],
    "invoice 2031 took 3 days": [(4320, "min", "3 days")],
    "95% of tickets within 24 hours": [(95, "%", "95%"), (1440, "min", "24 hours")],
    "accuracy 97%, reply 5h": [(97, "%", "97%"), (300, "min", "5h")],
}
NONE = (
    "3rd time this month",
    "the first of many",
    "1. Send the file\n2) Call Ana",
    "v2.3 and version 2 and 2.3.1",
    "Call +1 555 123 4567 or 0207 123 4567",
    "order 10482 is missing",
    "invoice #2031",
    "INV-204 and PO 4411",
    "on 3 Feb 2026 at 6:20 pm",
    "at 10am or 4 o'clock",
    "03/02/2026",
    "Q1 and week 7",
    "24/7 cover with 2FA",
    "one of them said no one knows",
    "since 2024",
    "https://example.com/12/34 and a1@b2.com",
    "sprint 12, phase 2, milestone 3",
    "room 12",
    "no numbers at all",
    "",
)


@pytest.mark.parametrize(("text", "expected"), FOUND.items())
def test_a_quantity_has_its_value_its_unit_and_its_words(text, expected):
    found = quantities_in(text)
    assert [(q.value, q.unit, q.text) for q in found] == expected
    assert all(text[q.start : q.end] == q.text for q in found)


@pytest.mark.parametrize("text", NONE)
def test_numbers_that_count_nothing_are_no_quantities(text):
    assert quantities_in(text) == ()


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (380, "min", "6h20"),
        (245, "min", "4h05"),
        (240, "min", "4h"),
        (30, "min", "30 min"),
        (7.5, "min", "7 min 30 s"),
        (0.04, "min", "2.4 s"),
        (1440, "min", "24h"),
        (2880, "min", "2 days"),
        (3120, "min", "2 days 4h"),
        (0, "min", "0 s"),
        (12, "%", "12%"),
        (97.5, "%", "97.5%"),
        (1200, "USD", "$1,200"),
        (1200.5, "GBP", "£1,200.50"),
        (900, "CHF", "900 CHF"),
        (4.6, "/5", "4.6/5"),
        (12, "tickets", "12 tickets"),
        (42, "", "42"),
        (2400, "", "2,400"),
    ],
)
def test_values_are_shown_as_people_write_them(value, unit, shown):
    assert format_value(value, unit) == shown


@pytest.mark.parametrize("value", [1, 59, 60, 61, 380, 1439, 1440, 2879, 2880, 4320, 10080])
def test_a_duration_that_is_shown_reads_back_as_itself(value):
    (found,) = quantities_in(format_value(value, "min"))
    assert (found.value, found.unit) == (value, "min")


@pytest.mark.parametrize("piece", ["1 ", "9", "1,", "6h20 in January ", "$", "one ", "3 days ago "])
def test_a_long_note_is_read_in_little_time(piece):
    text = (piece * 20_000)[:20_000]
    begun = time.process_time()
    quantities_in(text)
    assert time.process_time() - begun < 2
