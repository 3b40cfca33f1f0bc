"""The lint of figures, lengths, names and hearsay in running sentences, as buyers write them."""

import time

import pytest

from advisor.domain.review import Brief, Section
from advisor.review.lint import lint
from advisor.review.lint_text import spelled


def codes(text: str) -> set[str]:
    """The codes of the findings of a brief with one part; each quote is checked."""
    part = Section(heading="", level=1, start=0, end=len(text))
    brief = Brief(title="", text=text, sections=(part,), kind="request")
    findings = lint(brief)
    for finding in findings:
        for place in finding.places:
            assert brief.text[place.start : place.end] == place.quote != ""
    return {finding.code for finding in findings}


@pytest.mark.parametrize(
    "text",
    [
        "Fees: survey EUR 5,000; design EUR 7,000; build EUR 9,000. Total: EUR 23,000.",
        "Move the desks: sales 20, finance 12, legal 5. In all, 39 desks are moved.",
        "The shift has one leader and six pickers, eight people in total.",
        "We buy 30 phones. Eighteen go to Cork and fourteen to Galway.",
        "The study covers 300 farms in ten districts, with 25 farms seen in each district.",
        "We order 400 mugs. They come in 12 boxes of 40 mugs.",
        "We shoot 5 portraits. Please invite seven nurses, one for each portrait.",
        "Write three posts a week for the blog. The fee covers five posts a week.",
        "Lot 1 has 8 halls, Lot 2 has 6 halls. Cleaning of the 16 halls starts in May.",
        "There are nine (8) work packages.",
        "Please type 2,400 (twenty-four thousand) cards.",
        "We open three stores: Bergen, Oslo, Bodo and Moss.",
        "Our four labs need a server. The labs in Trier, Mainz and Worms are linked.",
        "We need five screens drawn. Screen one is the start, two is the list, three is the map.",
        "Deliverables: (a) a plan, (b) a film, (c) a poster. All five deliverables are ours.",
        "The tool is for our 14 depots. It is rolled out to the 16 depots in May.",
    ],
)
def test_figures_in_sentences_that_do_not_agree_are_found(text: str) -> None:
    assert "quantities-disagree" in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Fees: survey EUR 5,000; design EUR 7,000; build EUR 9,000. Total: EUR 21,000.",
        "The shift has one leader and six pickers, seven people in total.",
        "We buy 30 phones. Eighteen go to Cork and twelve to Galway.",
        "We buy 30 phones. Eighteen go to Cork and six to Galway, the rest stays here.",
        "The study covers 250 farms in ten districts, with 25 farms seen in each district.",
        "Write three posts a week for the blog. Last year it was one post a week.",
        "There are nine (9) work packages, and 2,400 (two thousand four hundred) cards.",
        "We open four stores: Bergen, Oslo, Bodo and Moss.",
        "Our five labs, such as the labs in Trier, Mainz and Worms, need a server.",
        "Our three shops share an account. Two shops open at noon and one shop opens at six.",
        "The work has four phases of two months, and a warranty of twelve months.",
        "Deliverables: (a) a plan, (b) a film, (c) a poster. All three deliverables are ours.",
    ],
)
def test_figures_in_sentences_that_agree_are_left_alone(text: str) -> None:
    assert "quantities-disagree" not in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Duration: 2 years (18 months).",
        "We begin with a trial of three weeks. After the month-long trial we decide.",
        "We need someone for eight weeks. As it is a six-week engagement, it is full time.",
        "It is a six-month project that begins on 1 March 2026 and ends on 31 December 2026.",
        "Support is included for 60 days. Post-launch support lasts six months.",
    ],
)
def test_two_lengths_of_one_thing_are_found_in_loose_wordings(text: str) -> None:
    assert "two-durations" in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Duration: 2 years (24 months).",
        "We begin with a trial of four weeks. After the month-long trial we decide.",
        "Each session lasts 60 minutes. The group session of 90 minutes comes last.",
        "It is a ten-month project that begins on 1 March 2026 and ends on 31 December 2026.",
    ],
)
def test_lengths_that_agree_or_belong_to_different_things_are_left_alone(text: str) -> None:
    assert "two-durations" not in codes(text)


def test_applications_that_arrive_after_another_day_have_two_closing_dates() -> None:
    text = "Apply by 9 June 2026. Applications that reach us after 16 June 2026 are not read."
    assert "two-closing-dates" in codes(text)


def test_a_start_with_may_begin_is_compared_with_the_end() -> None:
    text = (
        "Work on the roof may begin on 20 May 2026. The gutters are to be finished by 3 May 2026."
    )
    assert "end-before-start" in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The owner is Stephen O'Brien. Job sheets are signed by Steven O'Brien on the day.",
        "My name's Jana Kralova and I bake. You can reach me, Jana Kralik, in the morning.",
        "Ask Omar Haddad, head of stores. Offers go to Omar Hakimi, head of stores.",
    ],
)
def test_one_person_under_two_names_is_found(text: str) -> None:
    assert "names-disagree" in codes(text)


def test_two_people_with_one_first_name_and_two_roles_are_left_alone() -> None:
    text = "Ask Omar Haddad, head of stores. Invoices go to Omar Hakimi, head of finance."
    assert "names-disagree" not in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Fees stay the way they were settled in last week's meeting.",
        "Build the tool that we went over together at the fair.",
        "The work is the same as last time, with other colours.",
        "The usual terms apply.",
        "You already know what I need.",
        "The rest was sent to you separately.",
        "In line with the verbal agreement, you give us a discount.",
    ],
)
def test_what_rests_on_an_earlier_talk_or_job_is_found(text: str) -> None:
    assert "as-discussed" in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "What is agreed in our meetings is put in minutes and signed.",
        "Verbal agreements are not binding.",
        "We discussed the budget with our board, and it is 9,000 EUR.",
    ],
)
def test_talks_that_are_put_in_writing_are_left_alone(text: str) -> None:
    assert "as-discussed" not in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Search rankings should go up for our words.",
        "Energy use must come down considerably.",
        "We would like to see a healthy return on ad spend.",
        "Please get more people into the shop.",
        "Accuracy needs to be very high.",
    ],
)
def test_targets_that_name_the_thing_first_are_found(text: str) -> None:
    assert "target-without-number" in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Energy use must come down by 15% by May 2027.",
        "Accuracy needs to be at least 99.5%.",
        "Last year our sales grew, and more people came.",
    ],
)
def test_targets_with_a_number_and_reports_of_the_past_are_left_alone(text: str) -> None:
    assert "target-without-number" not in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The logo should have a nice font.",
        "The supplier acts with due speed.",
        "The supplier keeps us informed regularly.",
        "The cleaner must come as often as needed.",
    ],
)
def test_praise_and_unnamed_times_are_vague(text: str) -> None:
    assert "vague-word" in codes(text)


def test_times_that_are_named_are_not_vague() -> None:
    assert "vague-word" not in codes("The supplier keeps us informed regularly, every Monday.")


def test_an_annex_that_begins_inside_the_paragraph_is_there() -> None:
    text = "The rates are in Annex 3 below. Annex 3: 40 l/min, 25 m head, 400 V."
    assert "missing-appendix" not in codes(text)


def test_a_drawing_enclosed_with_this_letter_is_missing() -> None:
    assert "missing-appendix" in codes("The colours are in the book enclosed with this letter.")


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("1,200", 1200),
        ("twelve thousand", 12000),
        ("one hundred and five", 105),
        ("twenty-four", 24),
        ("cards", 0),
    ],
)
def test_spelled_numbers_are_read(phrase: str, value: int) -> None:
    assert spelled(phrase) == value


def test_a_long_list_of_figures_is_read_fast() -> None:
    text = "We need 12 boxes of 40 mugs and 7 posts a week, one for each shop, " * 2000
    start = time.perf_counter()
    codes(text)
    assert time.perf_counter() - start < 10
