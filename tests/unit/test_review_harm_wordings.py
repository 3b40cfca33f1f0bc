"""Harm in roundabout words is found, and what forbids, allows or only resembles it is not."""

import pytest

from advisor.domain.review import Brief, Section
from advisor.review.harm import harms


def codes(text: str) -> set[str]:
    part = Section(heading="", level=1, start=0, end=len(text))
    brief = Brief(title="", text=text, sections=(part,), kind="request")
    return {harm.code for harm in harms(brief)}


HARMS = {
    "plagiarism": (
        "Make a one-to-one copy of Duolingo with our logo.",
        "The texts may be lifted from other dealers.",
        "Take out the licence check of the theme.",
        "Change the wording here and there.",
        "It should look so much like theirs that people think we belong together.",
        "Our rival sells a course. Please rebuild the lessons with another face.",
        "Write my master's thesis on bees.",
    ),
    "spam": (
        "We got hold of a list with 9,000 e-mail addresses. None of them knows us.",
        "Send the offer through rotating domains.",
        "An auto-dialler campaign rings households in the county.",
        "Leave out the unsubscribe link.",
        "Message every member of the five biggest groups.",
        "Drop our link in the comments of 90 blogs a week.",
    ),
    "fake-accounts-or-reviews": (
        "Organise forty good ratings from accounts with a history.",
        "Get your friends to each leave five stars.",
        "Whether the followers are real people doesn't matter.",
        "Write testimonials for the site with names and stock photos of people.",
        "You pose as guests and say on Google how good it was.",
        "That they were paid stays between us.",
    ),
    "scraping-behind-login": ("A bot logs in to the portal and pulls names of all members.",),
    "unpaid-work": (
        "No fee is paid for samples.",
        "There is no budget yet, but great exposure.",
        "Every candidate takes over a live project at their own cost.",
        "If we are happy after two weeks, we talk about a rate.",
        "If the grant is not approved, nothing is owed.",
        "The best one gets 100 EUR, the rest nothing.",
        "The intern builds the app and gets a reference letter for it.",
    ),
    "passwords-unsafe": (
        "The access: user admin, pw Winter2024!",
        "You get my banking login by WhatsApp.",
        "Mail us the root password of each router in one list.",
        "The keys live in the public repository.",
        "The agency works under the owner's own account.",
        "We have switched the two-factor codes off, two-factor is a nuisance.",
    ),
    "personal-data-exposed": (
        "The list with birthdays and bank details is on an open Trello board.",
        "Put the payslips on the wall so that everyone can see them.",
        "Parents look up absences and allergies, and there is no login.",
        "Take the HR system export home on your own laptop.",
        "Find out about 500 private persons where they live and their debts.",
    ),
    "discrimination": (
        "We would rather not have anybody near pension age.",
        "Take out wheelchair users when you shortlist.",
        "Tell us whether she is married.",
        "He should be Christian like the rest of us.",
        "Attach a full-body photo.",
        "British passport from birth.",
    ),
    "tax-or-labour-evasion": ("Send an invoice so we don't have to pay social insurance.",),
}


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in HARMS.items() for text in texts]
)
def test_a_harm_in_roundabout_words_is_found(code: str, text: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Never change the wording of quotes, and do not copy texts from other sites.",
        "We want an exact copy of our own live server with masked data.",
        "Set up SPF so that our order mails do not end up in spam.",
        "Each mail has an unsubscribe link; leaving it out is forbidden.",
        "You write to 40 trade journalists one by one.",
        "Ask each guest for an honest review, good or bad.",
        "We build a filter that detects fake accounts and paid reviews.",
        "The paid trial is one page, also when we choose somebody else.",
        "The free trial of the software ends after 14 days.",
        "Our three restaurants share one bank account, and use the same account manager.",
        "Passwords go through Bitwarden, never by mail or chat.",
        "Reset links are sent by mail and expire after 15 minutes.",
        "Names and diagnoses are masked, and patients' records never leave our own network.",
        "We welcome people of any age, sex, faith or origin, also wheelchair users.",
        "The adviser knows pension funds and retirement plans.",
        "Suppliers are paid by transfer against an invoice with VAT.",
    ],
)
def test_what_is_forbidden_allowed_or_only_alike_is_no_harm(text: str) -> None:
    assert codes(text) == set()
