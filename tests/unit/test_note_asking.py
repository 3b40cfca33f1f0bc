"""A question about notes is read by its own words: kind, engagements, time and what it is about."""

from datetime import date

import pytest

from advisor.engagements.asking import read_asked
from advisor.engagements.asking_engagements import engagements_named
from advisor.engagements.asking_typos import corrected
from advisor.engagements.asking_when import times_in
from advisor.engagements.asking_words import asked_terms, stem, terms_of
from advisor.engagements.said_back import gerund, past, said_back
from tests.unit.note_worlds import BY_NAME, ENGAGEMENTS, make_engagement

TODAY = date(2026, 6, 15)

KINDS = """
Is first reply getting better? | trend
Are they still above the agreed reply time? | trend
How has accuracy changed since January? | trend
Compare the error rate in January and February | trend
Did they meet the target? | trend
Has the price gone up? | trend
How many times were they late? | count
how often did we chase them | count
What is the number of complaints? | count
How much have we paid so far? | sum
What did we spend in total on the website? | sum
how much did they cost us altogether | sum
When did we last talk to Tom? | last
What was the latest invoice? | last
When did they first miss a date? | first
When did we sign the contract? | when
What day was the kick-off? | when
since when are they working for us | when
Who has admin access? | who
Whose idea was that? | who
Which developer left? | who
What's the name of our contact? | who
Why did we pick them? | why
What was the reason for the delay? | why
What do we pay per hour? | amount
What is the notice fee? | amount
How long did the migration take? | amount
what was their error rate in March | amount
List all decisions | list
What decisions have we made? | list
What has changed? | list
What went wrong? | list
How are things going? | status
How is Tom doing? | status
Where do we stand? | status
Give me a summary | status
Can you summarise the last month? | status
Do we have an NDA? | what
What did Tom say about hosting? | what
What do my notes say about passwords? | what
Is there a contract? | what
How do I write a brief? | planning
Should we pay up front? | planning
What should be in a contract? | planning
How many vendors should I ask? | planning
Is it safe to share a password? | planning
What is a statement of work? | planning
Help me plan the first week | planning
How do I choose between two freelancers? | planning
Who should own the code? | planning
"""


def _read(question, *, chosen="Brightdesk"):
    return read_asked(question, ENGAGEMENTS, today=TODAY, chosen=BY_NAME.get(chosen))


@pytest.mark.parametrize("line", KINDS.strip().splitlines())
def test_the_kind_follows_from_the_words(line):
    question, kind = (part.strip() for part in line.split("|"))
    assert _read(question).kind == kind


@pytest.mark.parametrize(
    "lead", ["", "Hi, ", "Can you tell me ", "Please tell me ", "do you know ", "Remind me "]
)
def test_courtesies_change_nothing(lead):
    assert _read(f"{lead}who has the office key?").kind == "who"


def test_a_name_in_the_question_narrows_the_engagements_and_comes_before_the_chosen_one():
    asked = _read("How often was Nordfix late?")
    assert [one.name for one in asked.subjects] == ["Nordfix"]
    assert asked.named


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Is brightdesk's reply time ok?", ["Brightdesk"]),
        ("nordfix vs Brightdesk", ["Nordfix", "Brightdesk"]),
        ("How is Nordfix ApS doing?", ["Nordfix"]),
        ("Was Brigthdesk late?", ["Brightdesk"]),
        ("Does Sparkle come on Monday?", ["Sparkle Cleaning"]),
        ("Who cleans the office?", []),
        ("Is our desk bright?", []),
    ],
)
def test_engagements_are_known_by_name_vendor_short_name_and_small_slips(question, names):
    assert [one.name for one in engagements_named(question, ENGAGEMENTS)] == names


def test_a_short_name_that_two_engagements_share_names_neither():
    both = (make_engagement("Acme Books"), make_engagement("Acme Web"))
    assert engagements_named("How is Acme doing?", both) == ()
    assert [one.name for one in engagements_named("How is Acme Web doing?", both)] == ["Acme Web"]


def test_the_trade_names_an_engagement_where_only_one_has_it():
    asked = read_asked("What does our bookkeeper cost?", ENGAGEMENTS, today=TODAY, chosen=None)
    assert [one.name for one in asked.subjects] == ["Ledgerly"]


def test_words_of_the_name_are_not_searched_for():
    terms = _read("Was Sparkle Cleaning ever insured?").terms
    assert len(terms) == 1
    assert "#insure" in terms[0]


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("in march", date(2026, 3, 1), date(2026, 3, 31)),
        ("in November", date(2025, 11, 1), date(2025, 11, 30)),
        ("in feb", date(2026, 2, 1), date(2026, 2, 28)),
        ("last month", date(2026, 5, 1), date(2026, 5, 31)),
        ("since january", date(2026, 1, 1), TODAY),
        ("this year", date(2026, 1, 1), date(2026, 12, 31)),
        ("in 2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("so far this year", date(2026, 1, 1), TODAY),
        ("in the last 30 days", date(2026, 5, 16), TODAY),
        ("before April", date.min, date(2026, 3, 31)),
        ("from January to March", date(2026, 1, 1), date(2026, 3, 31)),
        ("on 3 Feb", date(2026, 2, 3), date(2026, 2, 3)),
    ],
)
def test_times_are_counted_from_today(words, since, until):
    (period,) = times_in(f"How often were they late {words}?", today=TODAY).periods
    assert (period.since, period.until) == (since, until)


def test_two_times_that_are_compared_stay_two():
    times = times_in("Compare errors in January and March", today=TODAY)
    assert [period.since.month for period in times.periods] == [1, 3]
    assert "January" not in times.rest


def test_a_verb_is_not_taken_for_a_month():
    assert times_in("What may they do with the data?", today=TODAY).periods == ()


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("Who has admin access?", "Gave Marta the login for the shop."),
        ("Did they miss a deadline?", "Milestone slipped by a week."),
        ("What did we pay?", "Transferred 900 to them."),
        ("Who covers during holidays?", "Tom is her stand-in while she is on leave."),
        ("What is the price?", "They charge a fee for it."),
        ("Is the contract signed?", "Both parties put their signature under it."),
        ("Was anything damaged?", "Two cups were broken on arrival."),
        ("Do they reply?", "Still no response to my question."),
    ],
)
def test_words_of_like_meaning_meet(question, note):
    assert any(term & terms_of(note) for term in asked_terms(question))


@pytest.mark.parametrize(
    "forms",
    ["rate rates rated rating", "invoice invoices invoiced", "reply replies replied", "pay paid",
     "clean cleans cleaned cleaning cleaner", "stop stopped stopping", "delivery deliveries"],
)  # fmt: skip
def test_forms_of_one_word_share_their_stem(forms):
    assert len({stem(word) for word in forms.split()}) == 1


def test_later_is_not_late():
    assert "#late" not in terms_of("We spoke later.")


def test_the_users_words_are_said_back_from_the_other_side():
    assert said_back("who has our key and my card") == "who has your key and your card"
    assert past("last pay them") == "last paid them"
    assert past("agree on it") == "agreed on it"
    assert past("carry on") == "carried on"
    assert gerund("sign") == "signing"
    assert gerund("change") == "changing"


def test_a_question_of_what_happened_is_on_record_and_a_general_one_is_not():
    def on_record(question):
        return read_asked(question, ENGAGEMENTS, today=TODAY, chosen=None).on_record

    assert on_record("When did we sign the contract?")
    assert on_record("What do my notes say about leave?")
    assert on_record("Who leads Nordfix?")
    assert not on_record("Who owns the code a freelancer writes?")
    assert not on_record("How many quotes are enough?")


@pytest.mark.parametrize(
    ("question", "kind", "fitness"),
    [
        ("is it ok how they get into our accounts", "what", True),
        ("anything risky about the way they keep our keys?", "what", True),
        ("did we pick them the right way?", "what", True),
        ("is there a problem with who holds the domain", "what", True),
        ("is it ok to pay up front?", "planning", False),
        ("how do we prepare a review?", "planning", False),
        ("who do i ring while sam is away", "who", False),
        ("give me a summary of how they are doing", "status", False),
        ("csat last month against the month before?", "trend", False),
        ("how did the backlog develop since january", "trend", False),
        ("how much did they get from us so far", "sum", False),
    ],
)
def test_with_an_engagement_picked_more_is_asked_of_the_records(question, kind, fitness):
    asked = read_asked(question, ENGAGEMENTS, today=TODAY, chosen=ENGAGEMENTS[0])
    assert (asked.kind, asked.fitness) == (kind, fitness)


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("upitme trend", "uptime trend"),
        ("which invoce did we pay", "which invoice did we pay"),
        ("how is it going latley", "how is it going lately"),
        ("who messed up the flyers", "who messed up the flyers"),
        ("is the price stable", "is the price stable"),
    ],
)
def test_a_slip_of_the_keyboard_is_put_right_and_a_word_of_its_own_is_not(question, right):
    assert corrected(question, ["Uptime 99 %", "missed the invoice", "a table"]) == right
