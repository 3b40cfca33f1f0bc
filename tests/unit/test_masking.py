"""Private values are hidden, everything else stays, and what was hidden comes back."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.answering.masking import Masker, mask

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P"
HEX = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

PRIVATE = [
    # E-mail addresses
    ("Write to jane.doe+work@mail.example.co.uk.", "Write to [email 1]."),
    ("Ask <O'Brien@example.com>, please", "Ask <[email 1]>, please"),
    ("mailto:ana@example.org?subject=hi", "mailto:[email 1]?subject=hi"),
    ("Ask jane (at) example (dot) com", "Ask [email 1]"),
    ("Write to jörg@müller.example", "Write to [email 1]"),
    # Phone numbers, international
    ("Call +44 20 7946 0958 now.", "Call [phone 1] now."),
    ("Ravi (+91 98765 43210) agreed.", "Ravi ([phone 1]) agreed."),
    ("Her number: +1-555-234-5678 ext. 12", "Her number: [phone 1]"),
    ("Use +49 (0)30 123456-78.", "Use [phone 1]."),
    ("Use 0049 30 12345678.", "Use [phone 1]."),
    ("Reach them at +380671234567", "Reach them at [phone 1]"),
    # ... and local
    ("Call (555) 234-5678.", "Call [phone 1]."),
    ("Call me on 555-234-5678, Tom", "Call me on [phone 1], Tom"),
    ("The desk is 555.234.5678", "The desk is [phone 1]"),
    ("Lin said 020 7946 0958 is right", "Lin said [phone 1] is right"),
    ("Lin said (020) 7946 0958 is right", "Lin said [phone 1] is right"),
    ("Lin said 07700900123 is right", "Lin said [phone 1] is right"),
    ("Lin said 07700 900123 is right", "Lin said [phone 1] is right"),
    ("Lin said 01 23 45 67 89 is right", "Lin said [phone 1] is right"),
    ("Lin said 030/1234567 is right", "Lin said [phone 1] is right"),
    ("Phone: 555-1234", "Phone: [phone 1]"),
    ("WhatsApp 98765 43210", "WhatsApp [phone 1]"),
    ("tel. no. 123 45 67", "tel. no. [phone 1]"),
    ("Told me: +44 20 7946 0958 (24 hours)", "Told me: [phone 1] (24 hours)"),
    ("On 2026-03-14 020 7946 0958 rang", "On 2026-03-14 [phone 1] rang"),
    ("+44 20 7946 0958 / +49 30 1234567", "[phone 1] / [phone 2]"),
    ("rang 020 7946 0958 2026-03-14", "rang [phone 1] 2026-03-14"),
    # Keys and tokens
    ("Key sk-proj-Ab12Cd34Ef56Gh78Ij90 leaked", "Key [key 1] leaked"),
    ("sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc", "[key 1]"),
    ("ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a", "[key 1]"),
    ("It is github_pat_11ABCDEFG0_abcdefghijklmnop", "It is [key 1]"),
    ("AKIAIOSFODNN7EXAMPLE.", "[key 1]."),
    ("xoxb-" + "123456789012-abcdefGHIJ", "[key 1]"),
    ("AIzaSyA1234567890abcdefghijklmnopqrstuv", "[key 1]"),
    (f"Bearer {JWT}", "Bearer [key 1]"),
    (f"jwt {JWT}, thanks", "jwt [key 1], thanks"),
    (f"hash {HEX}", "hash [key 1]"),
    ("use wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "use [key 1]"),
    ("use Zm9vYmFyMTIzNDU2Nzg5MEFCQ0RFRkdI==", "use [key 1]"),
    (
        "https://api.example.com/v1?api_key=abcd1234&x=1",
        "https://api.example.com/v1?api_key=[key 1]&x=1",
    ),
    ("https://ann:s3cret@example.com/", "https://[key 1]@example.com/"),
    (
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAK==\n-----END RSA PRIVATE KEY-----",
        "[key 1]",
    ),
    # Passwords
    ("Password: hunter2", "Password: [password 1]"),
    ("password=correcthorse, thanks", "password=[password 1], thanks"),
    ("**Password:** Tr0ub4dor&3!", "**Password:** [password 1]"),
    ('The pass phrase: "blue horse battery"', 'The pass phrase: "[password 1]"'),
    ("The password is Winter2026!", "The password is [password 1]"),
    ("pw: abc123 / pass: qwe456", "pw: [password 1] / pass: [password 2]"),
    ("Password - hunter2", "Password - [password 1]"),
    ("PIN: 4821", "PIN: [password 1]"),
    ("PIN 4821 works", "PIN [password 1] works"),
    ("CVV: 123", "CVV: [password 1]"),
    ("API key = abcd-efgh", "API key = [password 1]"),
    ("access token: zzz999", "access token: [password 1]"),
    ("password (staging): qwerty12", "password (staging): [password 1]"),
    ("login anna password hunter22", "login anna password [password 1]"),
    # Accounts
    ("IBAN GB29 NWBK 6016 1331 9268 19, today", "IBAN [account 1], today"),
    ("Pay PO12 to DE89370400440532013000.", "Pay PO12 to [account 1]."),
    ("Card 4111 1111 1111 1111 expires", "Card [account 1] expires"),
    ("Card 378282246310005 expires", "Card [account 1] expires"),
    ("Card 5500-0055-5555-5559", "Card [account 1]"),
    ("Sort code: 12-34-56", "Sort code: [account 1]"),
    ("12-34-56 12345678", "[account 1]"),
    (
        "Sort code 12-34-56, account number 12345678",
        "Sort code [account 1], account number [account 2]",
    ),
    ("Routing number 021000021 and account 000123456789", None),
    ("BSB: 062-000", "BSB: [account 1]"),
    ("SSN 123-45-6789", "SSN [account 1]"),
]

PUBLIC = [
    "Due on 2026-03-14, not on 14.03.2026 or 03/14/2026.",
    "From 01.02.2024 to 28-02-2024, at 09:30 on 05-06-24.",
    "Between 2019-2024 and 2024/25 it grew.",
    "Meet 2026-03-04 10:30-11:45, or 04/03/2026 1030.",
    "It costs $1,250,000.00, 12 500 000 EUR, 3.500,00 euros or \u00a3120000.",
    "The change was +12 500 000 and -4 000 000 in 2025.",
    "Fees of 0.55 to 0.95 per order, 1200 orders, 15000000 views.",
    "Version 1.2.3, v2.10.4-beta.1, Python 3.11.9 and 192.168.100.200.",
    "Tickets answered: 120, 340 and 560 of 1000; reply time 4.5 hours.",
    "Week 1 120 calls, week 2 98 calls, week 3 133 calls.",
    "Invoice 0012345678, order no. 0123456789, ticket #20260314001.",
    "See doi 10.1287/orsc.2023.17558 and ISBN 978-0-306-40615-7.",
    "Clause 12.3.4 and Article 28(3) of Regulation 2016/679.",
    "The password is required, and passwords: kept in the vault.",
    "Password: required. Token: none. PIN: see the letter.",
    "Change every password within 24 hours, the secret to success.",
    "We share an account of 25000 followers; account opened 2026-03-14.",
    "Our account manager has 12 years and 300 accounts.",
    "Card payments of 1234567890123456 are refused.",
    "GB29 NWBK 6016 1331 9268 18 is no account.",
    "ThisIsAVeryLongCamelCaseIdentifier2024Version in the file handover.",
    "the-long-name-of-a-file-2026-03-14-final-version.docx",
    "Read https://www.example.com/blog/2024/03/14/how-to-outsource-well-in-12-steps?page=2#top.",
    "Follow @jane on X, 5 @ 20 dollars, and a@b.",
    "Ratio 16:9, 24/7 cover, 99.95% uptime, 1 000 000 rows, 10^6.",
    "Open 09:00-17:00, 020 to 040 calls, 1-2 weeks, 3-5-7.",
    "Call 24 vendors, ring 3 of 12 and text 100 customers.",
    "An ID of 123e4567-e89b-12d3-a456-426614174000 is no secret.",
    "They pass to 2nd line - 30 tickets a day - and pass 9 of 10 checks.",
    "The key is trust; the secret is practice; the token was small.",
]


@pytest.mark.parametrize(("text", "expected"), PRIVATE)
def test_a_private_value_is_hidden_and_comes_back(text: str, expected: str | None) -> None:
    masked = mask(text)
    if expected is None:
        expected = "Routing number [account 1] and account [account 2]"
    assert masked.text == expected
    assert masked.restore(masked.text) == text


@pytest.mark.parametrize("text", PUBLIC)
def test_dates_prices_versions_and_figures_stay(text: str) -> None:
    assert mask(text).text == text


def test_nothing_in_our_own_guidance_is_taken_for_private() -> None:
    folder = Path(__file__).resolve().parents[2] / "knowledge"
    for path in sorted(folder.glob("guidance/*.md")):
        text = path.read_text(encoding="utf-8")
        assert mask(text).text == text, path.name


def test_the_same_value_has_the_same_stand_in_in_every_text() -> None:
    masker = Masker()
    assert masker.mask("a@example.com and b@example.com") == "[email 1] and [email 2]"
    assert masker.mask("b@example.com wrote to a@example.com") == "[email 2] wrote to [email 1]"
    assert masker.restore("Ask [email 2].") == "Ask b@example.com."
    assert masker.counts == {"email": 2}


@pytest.mark.parametrize(
    "written",
    [
        "[email 1]",
        "[Email 1]",
        "[EMAIL 1]",
        "[email1]",
        "[ email 1 ]",
        "[email  1]",
        "[email\n1]",
        "[email_1]",
        "[email #1]",
        "\\[email 1\\]",
    ],
)
def test_a_stand_in_is_known_however_the_model_writes_it(written: str) -> None:
    masked = mask("Ask a@example.com.")
    assert masked.restore(f"Ask {written} today.") == "Ask a@example.com today."


def test_a_stand_in_that_nobody_gave_out_stays() -> None:
    assert mask("Ask a@example.com.").restore("Ask [email 7] or [note 1].") == (
        "Ask [email 7] or [note 1]."
    )


def test_a_text_that_holds_a_stand_in_of_its_own_is_not_confused() -> None:
    text = "Template: [email 1], [Phone 2]. Real: a@example.com, [key9]"
    masked = mask(text)
    assert masked.restore(masked.text) == text
    assert masked.restore("[email 1]") == "a@example.com"


def test_values_stay_out_of_the_representation() -> None:
    assert "example.com" not in repr(mask("Ask a@example.com."))


PIECES = st.sampled_from(
    [
        "[email 1]",
        "[email",
        "email 2",
        "]",
        "[",
        "\\",
        "a@example.com",
        "+44 20 7946 0958",
        "password: hunter2",
        "sk-proj-Ab12Cd34Ef56Gh78Ij90",
        "GB29 NWBK 6016 1331 9268 19",
        "account 12345678",
        "12-34-56",
        "2026-03-14",
        " ",
        "\n",
        ".",
        "(",
        ")",
        "0",
        "555",
        "call",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=12).map("".join))
def test_restoring_what_was_masked_gives_the_text_back(text: str) -> None:
    masker = Masker()
    assert masker.restore(masker.mask(text)) == text
    again = masker.mask(text)
    assert masker.restore(again) == text
    assert again == masker.mask(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "1 " * 100_000,
        "a.b" * 60_000,
        "password: " * 20_000,
        "aB3" * 60_000,
        "[" * 100_000,
        "GB29" * 50_000,
        "+1(" * 60_000,
        "a@" * 80_000,
        "-----BEGIN PRIVATE KEY-----" * 5_000,
        "eyJaaaaaaaa." * 15_000,
        "0-" * 90_000,
        "https://a:" * 20_000,
    ],
    ids=lambda text: re.sub(r"\W", "", text[:12]) or "sign",
)
def test_a_hostile_text_is_masked_in_time(text: str) -> None:
    began = time.perf_counter()
    mask(text)
    assert time.perf_counter() - began < 3
