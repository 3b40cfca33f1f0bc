"""What goes out of a text before it becomes a case, and what stays."""

from datetime import UTC, datetime

import pytest

from advisor.domain.notes import Engagement
from advisor.knowledge import load_library
from advisor.settings import Settings
from evals.redacting import Redactor, still_private
from evals.redacting_words import usual_words

USUAL = usual_words(load_library(Settings().knowledge_dir))


def engagement(name: str, vendor: str = "") -> Engagement:
    return Engagement(
        engagement_id=name, workspace="w", name=name, vendor=vendor, created_at=datetime.now(UTC)
    )


def redactor(*engagements: Engagement, hide: tuple[str, ...] = ()) -> Redactor:
    return Redactor(engagements=engagements, usual=USUAL, hide=hide)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Jonas said he'd fix it by Friday, call him on +44 20 7946 0958.",
            "Name A said he'd fix it by Friday, call him on [phone 1].",
        ),
        ("should i pay jonas before it is done", "should i pay Name A before it is done"),
        ("Maria Santos wants a raise. Should I give Maria one?", "Name A wants a raise. Should I "
         "give Name A one?"),
        ("My VA Priya Patel (priya.patel@gmail.com) left", "My VA Name A ([email 1]) left"),
        ("She has the password: hunter2345", "She has the password: [password 1]"),
        ("our key is sk-abcdefghijklmnopqrstuvwx", "our key is [key 1]"),
        ("I asked Mark to sign the NDA.", "I asked Name A to sign the NDA."),
        ("Szymon's invoices are wrong.", "Name A's invoices are wrong."),
        ("Dr. Weiss and Mrs Tan agreed.", "Dr. Name A and Mrs Name B agreed."),
        ("See https://brightdesk.io/p/3?x=1, please.", "See [link 1], please."),
        ("Designers at Pixelfabrik want IP.", "Designers at Name A want IP."),
        ("he wants it on IBAN DE89 3704 0044 0532 0130 00", "he wants it on IBAN [account 1]"),
    ],
)  # fmt: skip
def test_what_is_private_goes(text: str, wanted: str) -> None:
    assert redactor().redact(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "How do I check a Statement of Work before I sign it with a Filipino agency?",
        "Should I use Upwork or hire an agency in Manila to do Amazon listings?",
        "Yesterday the agency asked for a deposit. Payroll is next. Bookkeeping too.",
        "They invoiced EUR 1,200 on 3 March 2026 for Q3, 40% upfront.",
        "Will they keep my data? Can't we cancel? OK, but I'm late.",
        "We use Slack, WordPress and QuickBooks; the SLA says 4 hours.",
        "when did they miss the deadline in March?",
        "WHO OWNS THE CODE",
    ],
)
def test_what_is_not_private_stays_as_it_is(text: str) -> None:
    assert redactor().redact(text) == text


def test_the_names_of_the_workspace_go_in_every_spelling() -> None:
    names = redactor(engagement("Lumen books", "Brightdesk Ltd"))
    texts = ["when will brightdesk deliver", "BRIGHTDESK  LTD is late", "Lumen Books is fine"]

    assert [names.redact(text) for text in texts] == [
        "when will Vendor A deliver",
        "Vendor A is late",
        "Engagement A is fine",
    ]


def test_an_engagement_that_is_named_by_usual_words_keeps_its_name() -> None:
    names = redactor(engagement("Website redesign"))

    assert names.redact("Is the website redesign late?") == "Is the website redesign late?"


def test_a_vendor_that_is_a_usual_word_goes_only_as_it_is_written() -> None:
    names = redactor(engagement("Website", "Rate"))

    assert names.redact("Rate asks for a higher rate") == "Vendor A asks for a higher rate"


def test_a_name_told_by_one_text_goes_from_the_texts_before_it() -> None:
    names = redactor()
    texts = ["Mark said no.", "Then I asked Mark Okonkwo."]
    names.learn(texts)

    assert [names.redact(text) for text in texts] == ["Name A said no.", "Then I asked Name A."]


def test_one_value_has_one_stand_in_in_all_texts() -> None:
    names = redactor()

    assert names.redact("write to a@b.io or c@d.io") == "write to [email 1] or [email 2]"
    assert names.redact("not to c@d.io") == "not to [email 2]"
    assert {(one.stand_in, one.value) for one in names.hidden} == {
        ("[email 1]", "a@b.io"),
        ("[email 2]", "c@d.io"),
    }


def test_what_a_person_asks_to_hide_goes_too() -> None:
    assert redactor(hide=("blue barn",)).redact("the Blue Barn shop") == "the Hidden A shop"


def test_addresses_and_keys_that_come_back_are_found() -> None:
    text = "ask priya@x.io or see www.x.io/a about [email 1]"

    assert still_private(text) == ("priya@x.io", "www.x.io/a")
    assert still_private("ask [email 1] about [link 2]") == ()
