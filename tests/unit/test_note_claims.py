"""The checker lets a sentence about notes pass only where the notes say so, word and number."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from advisor.domain.advice import Claim
from advisor.domain.evidence import Citation
from advisor.domain.notes import Engagement, EngagementNote, Target
from advisor.grounding.note_claims import NoteChecker, check_note_claim
from advisor.grounding.note_figures import days_in, figures_in

MADE = datetime(2026, 1, 1, tzinfo=UTC)
TARGET = Target(measure="first reply", direction="at_most", value=240.0, unit="min")
BRIGHT = Engagement(
    engagement_id="e1",
    workspace="default",
    name="Brightdesk",
    vendor="Brightdesk Ltd",
    created_at=MADE,
    targets=(TARGET,),
)


def _note(note_id, day, text, engagement="Brightdesk"):
    return EngagementNote(
        note_id=note_id,
        workspace="default",
        engagement_id=engagement.lower(),
        engagement=engagement,
        happened_on=date.fromisoformat(day),
        text=text,
        tags=(),
        created_at=MADE,
        updated_at=MADE,
    )


JAN = _note("jan", "2026-02-03", "First reply took 6h20 in January. We agreed under 4h. Bad.")
FEB = _note("feb", "2026-03-02", "First reply took 7 hours 5 minutes in February.")
BOTH = _note("both", "2026-03-05", "First reply: 6h20 in January, 7h05 in February.")
LATE = (
    _note("l1", "2026-01-04", "The report was late."),
    _note("l2", "2026-01-18", "Late again with the report."),
    _note("l3", "2026-02-02", "Report late. Contract signed on 28 Jan."),
)
PAID = (
    _note("p1", "2026-01-05", "Paid $1,200."),
    _note("p2", "2026-02-05", "Paid $900 for January."),
    _note("p3", "2026-03-05", "Paid 600 dollars. Price is $1,350 from now on."),
)
NORD = _note("nord", "2026-03-03", "First reply took 3h in February.", "Nordfix")
NORD_LATE = _note("nl", "2026-01-20", "The report was late.", "Nordfix")
NOTES = (JAN, FEB, BOTH, *LATE, *PAID, NORD, NORD_LATE)
PASSAGES = [note.passage for note in NOTES]


def _cite(note, quote=None):
    words = quote or note.text
    start = note.text.index(words)
    return Citation(
        passage_id=note.passage.passage_id, quote=words, start=start, end=start + len(words)
    )


def _check(text, *cited, kind="note", today=date(2026, 3, 10), engagements=(BRIGHT,)):
    citations = tuple(one if isinstance(one, Citation) else _cite(one) for one in cited)
    claim = Claim(text=text, kind=kind, citations=citations)
    return check_note_claim(claim, PASSAGES, engagements=engagements, today=today)


def _holds(text, *cited, **more):
    return _check(text, *cited, **more).support == "supported"


QUOTE = "First reply took 6h20 in January."
SAYS = f"Your note of 3 Feb 2026 says: \u201c{QUOTE}\u201d"
SERIES = (
    "First reply: 6h20 in January, 7h05 in February, agreed under 4h: worse, and above what was "
    "agreed."
)


def test_a_quotation_with_the_day_of_its_note_is_supported():
    verdict = _check(SAYS, _cite(JAN, QUOTE))
    assert verdict.support == "supported"
    assert verdict.score == 1.0
    assert _holds(SAYS.replace(" says", " on Brightdesk says"), _cite(JAN, QUOTE))


@pytest.mark.parametrize(
    "text",
    [
        SAYS.replace("6h20", "6h10"),
        SAYS.replace("3 Feb 2026", "4 Feb 2026"),
        SAYS.replace("3 Feb 2026", "3 Feb 2025"),
        SAYS.replace(" says", " on Nordfix says"),
        SAYS.replace("First reply took", "The first reply took"),
        SAYS.replace("\u201c", "").replace("\u201d", ""),
        SAYS + " That is bad.",
        "Your vendor replied slowly in January.",
        "First replies took more than six hours in January.",
        "Your note of 31 Feb 2026 says: \u201cFirst reply took 6h20 in January.\u201d",
    ],
)
def test_a_quotation_that_was_changed_in_anything_is_unsupported(text):
    verdict = _check(text, _cite(JAN, QUOTE))
    assert verdict.support == "unsupported"
    assert verdict.reason


def test_a_quotation_must_stand_where_its_citation_says():
    good = _cite(JAN, QUOTE)
    for bad in (
        replace(good, start=1, end=1 + len(QUOTE)),
        replace(good, start=-5),
        replace(good, passage_id="note:feb"),
        replace(good, passage_id="note:gone"),
        replace(good, quote=QUOTE.upper()),
        replace(good, quote="", end=good.start),
    ):
        assert _check(SAYS, bad).support == "unsupported"
    assert _check(SAYS).support == "unsupported"


def test_a_second_citation_does_not_carry_a_quotation():
    assert not _holds(SAYS, _cite(JAN, QUOTE), _cite(FEB))


def test_guidance_is_never_cited_as_a_note():
    passage = replace(JAN.passage, source=replace(JAN.passage.source, kind="guidance"))
    claim = Claim(text=SAYS, kind="note", citations=(_cite(JAN, QUOTE),))
    assert check_note_claim(claim, [passage]).support == "unsupported"


def test_values_in_any_spelling_are_compared_and_the_trend_is_worked_out_again():
    assert _holds(SERIES, _cite(JAN, QUOTE), FEB)
    assert _holds(SERIES.replace("7h05", "425 min"), _cite(JAN, QUOTE), FEB)
    assert _holds(SERIES, BOTH)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("worse", "better"),
        ("worse", "steady"),
        ("worse", "lower"),
        ("7h05", "7h15"),
        ("6h20", "5h20"),
        ("above", "within"),
        ("above", "below"),
        ("under 4h", "under 5h"),
        ("under 4h", "at least 4h"),
        ("in January", "in March"),
        ("6h20 in January, 7h05 in February", "7h05 in January, 6h20 in February"),
        ("6h20 in January, 7h05 in February", "7h05 in February, 6h20 in January"),
        ("First reply", "Accuracy"),
        ("First reply", "First reply (Nordfix)"),
        ("6h20 in January", "6h20 on 4 Feb 2026"),
    ],
)
def test_a_series_with_one_thing_wrong_is_unsupported(old, new):
    text = SERIES.replace(old, new)
    assert text != SERIES
    assert _check(text, _cite(JAN, QUOTE), FEB).support == "unsupported"
    assert _check(text, BOTH).support == "unsupported"


def test_a_target_counts_where_a_cited_note_or_the_engagement_states_it():
    assert not _holds(SERIES, _cite(JAN, QUOTE), FEB, engagements=())
    assert _holds(SERIES, JAN, FEB, engagements=())
    other = replace(BRIGHT, name="Nordfix")
    assert not _holds(SERIES, _cite(JAN, QUOTE), FEB, engagements=(other,))


def test_a_series_never_mixes_two_vendors():
    text = "First reply: 6h20 in January, 3h in February: better."
    assert not _holds(text, _cite(JAN, QUOTE), NORD)


def test_a_trend_needs_two_values_and_a_sense():
    assert not _holds("First reply: 6h20 in January: worse.", _cite(JAN, QUOTE))
    assert _holds(
        "First reply: 6h20 in January, agreed under 4h: above what was agreed.", _cite(JAN, QUOTE)
    )


COUNT = "3 of your notes say so: 4 Jan, 18 Jan and 2 Feb 2026."


def test_a_count_is_that_of_the_cited_notes_with_their_days():
    assert _holds(COUNT, *LATE)
    assert _holds(COUNT.replace("notes say", "notes on Brightdesk say"), *LATE)
    assert _holds("One of your notes says so: 4 Jan 2026.", LATE[0])


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        (COUNT.replace("3 of", "4 of"), LATE),
        (COUNT.replace("3 of", "2 of"), LATE),
        (COUNT, LATE[:2]),
        (COUNT, (*LATE, PAID[0])),
        (COUNT.replace("18 Jan", "19 Jan"), LATE),
        (COUNT.replace("2026", "2025"), LATE),
        (COUNT.replace("notes say", "notes on Nordfix say"), LATE),
        (COUNT, (LATE[0], LATE[1], NORD_LATE)),
        ("2 of your notes say so: 4 Jan 2026.", (_cite(LATE[0], "late"), _cite(LATE[0], "report"))),
    ],
)
def test_a_count_that_is_off_is_unsupported(text, cited):
    assert _check(text, *cited).support == "unsupported"


SUM = "$1,200 + $900 + $600 = $2,700 in 3 payments."


def test_a_sum_shows_its_terms_and_is_added_again():
    assert _holds(SUM, *PAID)
    assert _holds(f"Brightdesk: {SUM}", *PAID)


@pytest.mark.parametrize(
    "text",
    [
        SUM.replace("$2,700", "$2,800"),
        SUM.replace("$900", "$950").replace("$2,700", "$2,750"),
        SUM.replace("in 3", "in 4"),
        "$1,200 + $1,200 + $900 + $600 = $3,900 in 4 payments.",
        "\u20ac1,200 + \u20ac900 + \u20ac600 = \u20ac2,700 in 3 payments.",
        f"Nordfix: {SUM}",
        "1,200 + 900 + 600 = 2,700 in 3 payments.",
    ],
)
def test_a_sum_with_a_wrong_term_or_total_is_unsupported(text):
    assert _check(text, *PAID).support == "unsupported"


def test_amounts_without_a_currency_are_added_where_the_notes_speak_of_paying():
    first = _note("n90", "2026-01-10", "paid part 1: 12,000")
    last = _note("n91", "2026-02-10", "part 2 paid, 12,000")
    other = _note("n92", "2026-03-10", "12,000 visitors on the site")
    passages = [one.passage for one in (first, last, other)]

    def holds(text, *cited):
        claim = Claim(text=text, kind="note", citations=tuple(map(_cite, cited)))
        return check_note_claim(claim, passages).support == "supported"

    total = "12,000 + 12,000 = 24,000 in 2 payments."
    assert holds(total, first, last)
    assert not holds(total, first, other)
    assert not holds("12,000 + 12,000 = 25,000 in 2 payments.", first, last)


def test_days_between_are_counted_between_days_that_notes_give():
    assert _holds("From 4 Jan 2026 to 2 Feb 2026: 29 days.", LATE[0], LATE[2])
    assert _holds("From 4 Jan 2026 to 28 Jan 2026: 24 days.", LATE[0], LATE[2])
    assert _holds("From 2 Feb 2026 to today, 10 Mar 2026: 36 days.", LATE[2])
    assert not _holds("From 4 Jan 2026 to 2 Feb 2026: 30 days.", LATE[0], LATE[2])
    assert not _holds("From 4 Jan 2026 to 3 Feb 2026: 30 days.", LATE[0], LATE[2])
    assert not _holds("From 2 Feb 2026 to today, 11 Mar 2026: 37 days.", LATE[2])
    assert not _holds("From 2 Feb 2026 to today, 10 Mar 2026: 36 days.", LATE[2], today=None)


CHANGE = "From $1,200 (5 Jan 2026) to $1,350 (5 Mar 2026): $150 more."


def test_a_change_of_an_amount_is_worked_out_again():
    assert _holds(CHANGE, PAID[0], PAID[2])
    assert _holds(CHANGE.replace("more.", "more, or 12.5%."), PAID[0], PAID[2])
    for bad in (
        CHANGE.replace("$150 more", "$250 more"),
        CHANGE.replace("more", "less"),
        CHANGE.replace("5 Mar", "5 Feb"),
        CHANGE.replace("more.", "more, or 15%."),
        "From $1,350 (5 Mar 2026) to $1,200 (5 Jan 2026): $150 less.",
    ):
        assert not _holds(bad, PAID[0], PAID[2])


SIDES = (
    "First reply, latest value: 7h05 on Brightdesk (2 Mar 2026), 3h on Nordfix (3 Mar 2026): "
    "lower on Nordfix."
)


def test_two_vendors_stand_side_by_side_each_with_its_own_note():
    assert _holds(SIDES, FEB, NORD)
    for bad in (
        SIDES.replace("lower on Nordfix", "lower on Brightdesk"),
        SIDES.replace("lower on Nordfix", "higher on Nordfix"),
        SIDES.replace("7h05 on Brightdesk (2 Mar 2026), 3h on Nordfix (3 Mar 2026)",
                      "3h on Brightdesk (2 Mar 2026), 7h05 on Nordfix (3 Mar 2026)"),
        SIDES.replace("3 Mar", "2 Mar"),
    ):  # fmt: skip
        assert not _holds(bad, FEB, NORD)


def test_counts_side_by_side_are_those_of_the_cited_notes():
    text = "Notes that say so: Brightdesk 3, Nordfix 1: most on Brightdesk."
    months = "Notes that say so: January 2026 2, February 2026 1: fewer."
    assert _holds(text, *LATE, NORD_LATE)
    assert _holds(months, *LATE)
    assert not _holds(text.replace("Nordfix 1", "Nordfix 2"), *LATE, NORD_LATE)
    assert not _holds(text.replace("most on Brightdesk", "most on Nordfix"), *LATE, NORD_LATE)
    assert not _holds(text.replace("most on Brightdesk", "as many"), *LATE, NORD_LATE)
    assert not _holds(months.replace("fewer", "more"), *LATE)
    assert not _holds(months.replace("2026 2", "2026 3"), *LATE)
    assert not _holds(months, *LATE, NORD_LATE)


def test_what_is_no_claim_about_notes_is_left_to_others():
    assert _check("To look at:", kind="not_a_claim").support == "not_a_claim"
    assert _check("Score every bidder.", kind="advice").support == "unscored"


def test_the_checker_carries_the_targets_and_the_day():
    checker = NoteChecker(engagements=[BRIGHT], today=date(2026, 3, 10))
    claim = Claim(text=SERIES, kind="note", citations=(_cite(JAN, QUOTE), _cite(FEB)))
    assert checker.check(claim, PASSAGES).support == "supported"
    assert NoteChecker().check(claim, PASSAGES).support == "unsupported"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("6h20", 380, "min"),
        ("6 h 20", 380, "min"),
        ("6:20 h", 380, "min"),
        ("6 hours and 20 minutes", 380, "min"),
        ("two days", 2880, "min"),
        ("half a day", 720, "min"),
        ("1.5 hours", 90, "min"),
        ("4-hour", 240, "min"),
        ("2 days 4h", 3120, "min"),
        ("$1,200.50", 1200.5, "USD"),
        ("1.200 EUR", 1200, "EUR"),
        ("USD 1,200", 1200, "USD"),
        ("\u00a3900", 900, "GBP"),
        ("12 percent", 12, "%"),
        ("98.125%", 98.125, "%"),
        ("4.2 out of 5", 4.2, "/5"),
        ("a dozen", 12, ""),
        ("three", 3, ""),
    ],
)
def test_a_figure_has_one_value_in_every_spelling(text, value, unit):
    (figure,) = figures_in(f"It was {text}, they said.")
    assert (figure.value, figure.unit) == (pytest.approx(value), unit)


def test_dates_are_no_figures_and_take_the_year_that_is_nearest():
    text = "Signed on 28 Dec, paid 2026-01-05 and Jan 7th."
    near = date(2026, 1, 10)
    assert [day.on for day in days_in(text, near=near)] == [
        date(2025, 12, 28),
        date(2026, 1, 5),
        date(2026, 1, 7),
    ]
    assert figures_in(text) == ()


def test_how_many_notes_there_are_is_counted_by_those_that_are_cited():
    said = "There are 3 notes on Brightdesk, the first of 4 Jan 2026 and the last of 2 Feb 2026."
    assert _holds(said, *LATE)
    assert _holds("There is 1 note, the only one of 4 Jan 2026.", LATE[0])
    assert not _holds(said.replace("3 notes", "4 notes"), *LATE)
    assert not _holds(said.replace("2 Feb", "3 Feb"), *LATE)
    assert not _holds(said.replace("4 Jan", "18 Jan"), *LATE)
    assert not _holds(said.replace("Brightdesk", "Nordfix"), *LATE)
    assert not _holds(said, LATE[0], LATE[2], NORD_LATE)
