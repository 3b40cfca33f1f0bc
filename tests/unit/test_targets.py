"""Targets as owners type them: what is measured, which side is good, how much, over what period."""

import pytest

from advisor.engagements.targets import parse_target
from advisor.errors import InputError

TARGETS = {
    "first reply under 4h": ("first reply", "at_most", 240, "min", ""),
    "First reply: max. 30 min": ("First reply", "at_most", 30, "min", ""),
    "first reply < 4h": ("first reply", "at_most", 240, "min", ""),
    "first reply 4h or less": ("first reply", "at_most", 240, "min", ""),
    "reply within 4 hours": ("reply", "at_most", 240, "min", ""),
    "We agreed first reply under 4h": ("first reply", "at_most", 240, "min", ""),
    "accuracy at least 98%": ("accuracy", "at_least", 98, "%", ""),
    "accuracy >= 98%": ("accuracy", "at_least", 98, "%", ""),
    "98% accuracy or better": ("accuracy", "at_least", 98, "%", ""),
    "order accuracy of 99.5% or better": ("order accuracy", "at_least", 99.5, "%", ""),
    "errors at most 2 per week": ("errors", "at_most", 2, "errors", "week"),
    "no more than 2 errors per week": ("errors", "at_most", 2, "errors", "week"),
    "late deliveries max 1 a month": ("late deliveries", "at_most", 1, "deliveries", "month"),
    "on time at least 95%": ("on time", "at_least", 95, "%", ""),
    "CSAT >= 4.5/5": ("CSAT", "at_least", 4.5, "/5", ""),
    "CSAT above 4.5": ("CSAT", "at_least", 4.5, "", ""),
    "NPS over 40": ("NPS", "at_least", 40, "", ""),
    "budget no more than $2,000 a month": ("budget", "at_most", 2000, "USD", "month"),
    "cost per lead max £35": ("cost per lead", "at_most", 35, "GBP", "lead"),
    "uptime >99.9%": ("uptime", "at_least", 99.9, "%", ""),
    "page load below 2.4 s": ("page load", "at_most", 0.04, "min", ""),
    "month-end close within 5 working days": ("month-end close", "at_most", 7200, "min", ""),
    "returns <= 3%": ("returns", "at_most", 3, "%", ""),
    "at least 20 calls a day": ("calls", "at_least", 20, "calls", "day"),
    "minimum 4 posts weekly": ("posts", "at_least", 4, "posts", "week"),
    "at least 95% of orders shipped on time": ("orders shipped on time", "at_least", 95, "%", ""),
    "at least 90% of tickets answered within 4h": (
        "tickets answered within 4h",
        "at_least",
        90,
        "%",
        "",
    ),
}
# No direction is said: the usual one is taken, and the text says so.
DEFAULTS = {
    "first reply: 4h": "at_most",
    "errors 2": "at_most",
    "zero late payments": "at_most",
    "budget $2,000 a month": "at_most",
    "cost $12 per ticket": "at_most",
    "error rate 2%": "at_most",
    "bounce rate 40%": "at_most",
    "missed visits 0": "at_most",
    "accuracy: 98%": "at_least",
    "98% accuracy": "at_least",
    "CSAT 4.5": "at_least",
    "uptime 99.9%": "at_least",
    "2 blog posts a week": "at_least",
    "30 leads a month": "at_least",
    "cleaning score 90%": "at_least",
}
REFUSED = {
    "fast replies": "no number",
    "": "no number",
    "under 4h": "what is measured",
    "98%": "what is measured",
    "reply between 2 and 4h": "more than one number",
    "first reply 4h, accuracy 98%": "more than one number",
    "x" * 300: "at most 200 characters",
    f"{'very ' * 30}good reply under 4h": "at most 80 characters",
}


@pytest.mark.parametrize(("text", "expected"), TARGETS.items())
def test_a_line_gives_measure_direction_value_unit_and_period(text, expected):
    target = parse_target(text)
    found = (target.measure, target.direction, target.value, target.unit, target.per)
    assert found == expected
    assert target.text == text


@pytest.mark.parametrize(("text", "direction"), DEFAULTS.items())
def test_a_direction_that_is_not_said_is_the_usual_one_and_is_named(text, direction):
    target = parse_target(text)
    assert target.direction == direction
    assert target.text == f"{text} ({direction.replace('_', ' ')})"


@pytest.mark.parametrize("text", [*TARGETS, *DEFAULTS])
def test_the_text_of_a_target_reads_back_as_the_same_target(text):
    target = parse_target(text)
    assert parse_target(target.text) == target


@pytest.mark.parametrize(("text", "reason"), REFUSED.items())
def test_a_line_that_is_no_target_is_refused_with_the_reason_and_an_example(text, reason):
    with pytest.raises(InputError, match=reason) as refused:
        parse_target(text)
    assert "first reply under 4h" in str(refused.value)
