"""Events that notes tell of: what happened is found, what is planned, denied or asked is not."""

from datetime import UTC, date, datetime

import pytest

from advisor.domain.notes import EngagementNote, note_passage_id
from advisor.engagements.timeline import timeline_of

NOTED_ON = date(2026, 2, 11)  # a Wednesday
CREATED = datetime(2026, 2, 11, 9, tzinfo=UTC)


def note(text: str, on: date = NOTED_ON, note_id: str = "n1") -> EngagementNote:
    return EngagementNote(
        note_id=note_id,
        workspace="default",
        engagement_id="e1",
        engagement="Brightdesk",
        happened_on=on,
        text=text,
        tags=(),
        created_at=CREATED,
        updated_at=CREATED,
    )


def kinds(text: str) -> set[str]:
    return {item.kind for item in timeline_of([note(text)])}


# One sentence of a diary and the events that it tells of, by trade.
TELLING = {
    # Customer support
    "We agreed first reply under 4h with Sandra on the phone.": "decision",
    "First reply took 6h20 in January.": "measure",
    "Two customers complained about rude replies over the weekend.": "problem",
    "Sandra left the agency last week, Tom took over our account.": "change",
    "The macro for refunds is fixed and working again.": "solved",
    "CSAT was 4.2/5 in January.": "measure",
    "Backlog is cleared up, tickets are back to normal.": "solved",
    "Nobody turned up for the Sunday shift: a no-show.": "missed_date",
    "They had to redo forty answers because the price was wrong.": "problem",
    # Bookkeeping
    "January close came in three days late.": "missed_date",
    "Invoice 2031 paid on 3 Feb.": "payment",
    "Paid the deposit, 1.200 EUR, by bank transfer.": "payment",
    "They missed the VAT filing deadline.": "missed_date",
    "The duplicate supplier entries have been corrected.": "solved",
    "Payroll was wrong again, two people got too little.": "problem",
    "Signed the engagement letter today.": "decision",
    "Their monthly fee went up to $450.": "change",
    "The reconciliation for January has still not arrived.": "missed_date",
    "Accuracy was 97% in the January sample.": "measure",
    "I received their invoice for $1,200 this morning.": "payment",
    # Software
    "Release slipped by a week.": "missed_date",
    "Decided to drop the iOS app and go with the web version.": "decision",
    "The staging server crashed: site was down for two hours.": "problem",
    "Login bug is fixed as of build 212.": "solved",
    "We extended the contract by three months.": "change",
    "New developer on the team since Monday, Ravi.": "change",
    "The import failed again with the same error.": "problem",
    "Milestone 2 approved, and we paid the second instalment of $4,000.": "decision payment",
    "Uptime was 99.2% last month.": "measure",
    "They moved us from Jira to Linear.": "change",
    "Sprint demo was pushed back, delivery delayed again.": "missed_date",
    # Cleaning
    "Crew arrived 40 minutes late on Monday.": "missed_date",
    "A vase was damaged in room 12.": "problem",
    "They cleaned the missed floor the same day, all good again now.": "solved",
    "Cleaning score was 82% at the inspection.": "measure",
    "New supervisor: Mrs Okafor.": "change",
    "They raised the hourly rate from £14 to £16.": "change",
    "Nobody came, they didn't show up on Friday.": "missed_date",
    # Fulfilment
    "312 parcels went out late yesterday.": "missed_date",
    "Return rate was 6% in week 5.": "measure",
    "Forty orders were shipped to the wrong country.": "problem",
    "Switched from DHL to UPS for everything under 2 kg.": "change",
    "The stock sync is working again.": "solved",
    "They refunded us for the lost pallet.": "payment",
    "Agreed: same-day dispatch for orders before 2 pm.": "decision",
    "Three pallets are missing from the count.": "problem",
    # Marketing
    "Cost per lead was $41 in January.": "measure",
    "Approved the spring campaign budget.": "decision",
    "The newsletter went out two days late.": "missed_date",
    "The landing page had broken links, I had to chase them twice.": "problem",
    "Wired the retainer for February.": "payment",
    "We cancelled the contract with one month's notice.": "change",
    "Draft articles were promised for 2 Feb, nothing here yet.": "missed_date",
    # Virtual assistant
    "Maria booked the wrong hotel for the Lisbon trip.": "problem",
    "We decided that Maria may spend up to $50 without asking.": "decision",
    "Maria resigned yesterday.": "change",
    "Settled her invoice for January.": "payment",
    "The calendar mix-up is sorted out.": "solved",
    "Expense report still not delivered.": "missed_date",
    "No reply from Maria since Thursday.": "problem",
}
SILENT = (
    "They were not late this time.",
    "Nothing missed this month, everything on time.",
    "The invoice will be paid when the bug is gone.",
    "If they miss the deadline again, we stop.",
    "Should we approve the new plan?",
    "We have not decided yet.",
    "Nothing agreed so far.",
    "They want to raise their hourly rate.",
    "Our old agency was always late.",
    "Tom may leave the agency in summer.",
    "We would have paid the deposit.",
    "Paid social campaign starts in March.",
    "No errors and no complaints this week.",
    "Two hours later we talked about holidays.",
    "Of late the mood is good.",
    "Sooner or later we will need a second agent.",
    "It is a fixed price project.",
    "Ask them whether the contract was signed.",
    "They hope the release is not delayed.",
    "We could switch to another tool.",
    "She is on paid leave until Monday.",
    "Remind Tom to pay the invoice.",
    "Weekly call, all quiet.",
    "She signed in with her own login.",
    "We discussed the price.",
    "Let's decide on Friday.",
    "Plan: first reply under 4h by summer.",
    "Their lawyer asked for a copy of the agreement.",
    "I think about moving to another warehouse.",
    "They promised to fix the sync by Friday.",
    "Check that the backlog is cleared before the audit.",
    "Invoice not paid yet, waiting for the correction.",
    "Who approved this?",
    "They must not be late for the fair.",
    "The competitor's site was down.",
    "I was late for the call, sorry.",
)


@pytest.mark.parametrize(("text", "expected"), TELLING.items())
def test_a_sentence_that_tells_of_an_event_gives_it(text, expected):
    assert set(expected.split()) <= kinds(text)


@pytest.mark.parametrize("text", SILENT)
def test_a_sentence_that_tells_of_no_event_gives_none(text):
    assert kinds(text) == set()


def test_few_events_are_found_beside_the_expected_ones():
    surplus = [text for text, expected in TELLING.items() if kinds(text) - set(expected.split())]
    assert len(surplus) <= len(TELLING) * 0.05, surplus


def test_an_event_quotes_its_whole_sentence_word_for_word():
    text = "Call with Ana. Release slipped by a week! We agreed a new date."
    items = timeline_of([note(text)])
    assert [(item.kind, item.citation.quote) for item in items] == [
        ("missed_date", "Release slipped by a week!"),
        ("decision", "We agreed a new date."),
    ]
    for item in items:
        assert text[item.citation.start : item.citation.end] == item.citation.quote
        assert item.citation.passage_id == note_passage_id("n1")


def test_an_event_happened_on_the_day_that_its_sentence_names():
    texts = {
        "Invoice 2031 paid on 3 Feb.": date(2026, 2, 3),
        "We signed the contract yesterday.": date(2026, 2, 10),
        "They delivered late last Friday.": date(2026, 2, 6),
        "Expense report was promised for last Friday and is still not here.": date(2026, 2, 6),
        "First reply took 6h20 in January.": date(2026, 1, 31),
        "We agreed to launch on 20 March.": NOTED_ON,
    }
    for text, on in texts.items():
        assert [item.on for item in timeline_of([note(text)])][:1] == [on], text


def test_a_promise_that_the_next_sentence_says_was_broken_is_a_missed_date():
    text = "Ana promised the draft for last Thursday. Nothing."
    (item,) = timeline_of([note(text)])
    assert (item.kind, item.on, item.citation.quote) == ("missed_date", date(2026, 2, 5), text)


@pytest.mark.parametrize(
    "text",
    [
        "Ana promised the draft for next Thursday. Nothing to do until then.",
        "The draft was due on 5 Feb and it arrived on time.",
        "The draft is due on 20 Feb, nothing here yet.",
        "Our payment was due on 5 Feb, we have not paid it.",
    ],
)
def test_a_promise_that_is_kept_or_still_runs_or_is_ours_is_no_missed_date(text):
    assert "missed_date" not in kinds(text)


def test_a_sentence_gives_one_event_of_a_kind_at_most():
    text = "Late again: release slipped, they missed the deadline and are two days behind schedule."
    assert [item.kind for item in timeline_of([note(text)])] == ["missed_date"]


def test_events_are_in_order_of_their_days_across_notes():
    items = timeline_of(
        [
            note("We signed the contract.", date(2026, 2, 1), "n3"),
            note("Deposit was paid on 5 Jan.", date(2026, 2, 3), "n2"),
            note("Release slipped by a week.", date(2026, 1, 20), "n1"),
        ]
    )
    assert [item.on.isoformat() for item in items] == ["2026-01-05", "2026-01-20", "2026-02-01"]


def test_a_list_of_lines_gives_an_event_a_line():
    text = (
        "Notes of the call:\n- agreed: weekly report\n- invoice 12 was paid\n- login bug is fixed"
    )
    assert [(i.kind, i.citation.quote) for i in timeline_of([note(text)])] == [
        ("decision", "- agreed: weekly report"),
        ("payment", "- invoice 12 was paid"),
        ("solved", "- login bug is fixed"),
    ]
