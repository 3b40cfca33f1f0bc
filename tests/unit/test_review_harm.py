"""The harm in a brief is said with its exact words; what the brief forbids is no harm."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.domain.review import Brief, Harm, Section
from advisor.review.harm import harms


def brief_of(text: str) -> Brief:
    part = Section(heading="", level=1, start=0, end=len(text))
    return Brief(title="", text=text, sections=(part,), kind="job_post")


def found(text: str) -> tuple[Harm, ...]:
    return harms(brief_of(text))


HARMFUL = {
    "fake-accounts-or-reviews": [
        "Create 30 Instagram accounts for our launch.",
        "You will set up multiple Gmail accounts and warm them up.",
        "Write 20 positive reviews for our shop on Google.",
        "We need fake reviews on Trustpilot, about ten a week.",
        "Post 5-star reviews from different accounts.",
        "Buy 5,000 followers for our new page.",
        "Your job: register 100+ Amazon seller accounts with dummy names.",
        "Leave glowing testimonials under made-up names on our page.",
        "Pose as happy customers and recommend us in forums.",
    ],
    "passwords-unsafe": [
        "Save all passwords in an Excel spreadsheet.",
        "We will e-mail you the password for the shop.",
        "Keep the logins in a shared Google Sheet.",
        "Record every username and password in the spreadsheet and send it weekly.",
        "Credentials are stored in a Word document on the drive.",
        "You get a sheet with all logins on day one.",
        "Send me the API keys by WhatsApp.",
        "Everyone uses the same login; we share one password.",
    ],
    "personal-data-exposed": [
        "The customer list is in a Google folder, anyone with the link can open it.",
        "Put the patient records in a shared folder open to all staff and vendors.",
        "Test the import with real customer data.",
        "Our payroll files are on a public link, see below.",
        "Use live customer records in the staging system for testing.",
        "Upload the employee data to a public Dropbox.",
    ],
    "unpaid-work": [
        "Each applicant does an unpaid trial week.",
        "Applicants write one full article for free before we decide.",
        "Send a free sample design for our home page, we may use it.",
        "The first two weeks are unpaid.",
        "We expect spec work from every agency.",
        "The trial project is unpaid.",
        "We pay in exposure.",
        "There is no pay for the trial period.",
    ],
    "discrimination": [
        "Native English speakers only.",
        "Must be a native speaker of German.",
        "Only female applicants between 20 and 30.",
        "We look for a young and attractive receptionist.",
        "Age: 18-30",
        "Candidates should be under 35 years old.",
        "No Muslims, please.",
        "We prefer unmarried women without children.",
        "Only Christians need apply.",
        "Male drivers preferred.",
        "State your marital status and religion in the application.",
        "Indians only.",
        "Nobody over 45.",
    ],
    "tax-or-labour-evasion": [
        "We pay cash in hand each Friday.",
        "Payment in cash, no invoice needed.",
        "You work off the books for the first month.",
        "We register you as a freelancer so that we do not pay social security.",
        "Let us settle it without an invoice to save VAT.",
        "We can deal outside Upwork to avoid the fees.",
    ],
    "plagiarism": [
        "Copy the product texts from our competitor's site.",
        "Rewrite articles from other websites so that they pass Copyscape.",
        "Clone our competitor's website with our logo.",
        "Take the photos from other sites and remove the watermarks.",
        "Reword our competitors' blog posts.",
    ],
    "scraping-behind-login": [
        "Scrape the member directory behind the login.",
        "Collect e-mail addresses from private groups on the network.",
        "Write a crawler that gets past captchas and bypasses rate limits.",
        "Scrape LinkedIn profiles of all managers in Leeds.",
        "Extract the prices after logging in with a dummy account.",
    ],
    "spam": [
        "Send our offer to a bought e-mail list.",
        "We purchased a list of 50,000 addresses; mail them daily. Use the purchased contact list.",
        "Send mass emails to scraped addresses.",
        "Buy an email list and send the newsletter.",
        "Send unsolicited messages to shop owners.",
        "E-mail people who never opted in.",
    ],
}

HARMLESS = {
    "fake-accounts-or-reviews": [
        "Never create fake accounts or reviews.",
        "Report fake reviews to the platform and answer real ones.",
        "Set up one Instagram account for our shop.",
        "Create 20 e-mail accounts for our 20 employees.",
        "The vendor must not buy followers.",
        "Ask real customers for reviews after each order.",
        "Manage our 3 Facebook pages.",
        "Fake reviews are not allowed.",
        "Build a filter that detects fake accounts.",
    ],
    "passwords-unsafe": [
        "Never put passwords into a sheet.",
        "Passwords are shared through our password manager, not by e-mail.",
        "Do not send passwords by e-mail or chat.",
        "Users can reset their password by e-mail.",
        "No credentials may be stored in spreadsheets.",
        "Move our passwords out of the spreadsheet into a vault.",
        "Keep the stock list in an Excel sheet.",
    ],
    "personal-data-exposed": [
        "Customer data must never be put on a public link.",
        "Tests use invented data, never real customer data.",
        "The brochure is on a public link.",
        "Test the import with anonymised customer data.",
        "Patient records are kept in the clinic's system and opened by named staff only.",
        "Personal data is not shared with anyone without a contract.",
    ],
    "unpaid-work": [
        "We do not accept unpaid samples.",
        "The trial task is paid at the normal rate.",
        "Defects are corrected free of charge for 12 months.",
        "Send links to earlier work; no unpaid work is asked for.",
        "Interest is due on unpaid invoices.",
        "The guide is free of charge for visitors.",
        "Missed rooms are cleaned again without payment.",
        "Nobody works for free: each test is paid with 50 euros.",
    ],
    "discrimination": [
        "We do not discriminate on age, sex, religion or origin.",
        "All qualified applicants are considered regardless of age, sex or religion.",
        "The vendor must have the right to work in the UK.",
        "English at level C1 is required.",
        "Our customers are women aged 25 to 40.",
        "Guards must be at least 18 years old, as the law requires.",
        "We interview 12 participants aged 18-30.",
        "The vendor must be an Indian company or have an office in India.",
        "Plant native species only.",
        "We are a young company in Leeds.",
        "Clean the men's and women's changing rooms.",
        "Use a single page for the form; the walls must be white only.",
        "Translate into German; the text must be German only.",
        "Search of visitors: female officers search women only.",
    ],
    "tax-or-labour-evasion": [
        "No invoice will be paid without a purchase order.",
        "Payment within 30 days of the invoice.",
        "We never pay cash in hand.",
        "Prices are without VAT.",
        "Register the petty cash in the book.",
        "Late invoices are paid in the next month.",
    ],
    "plagiarism": [
        "Do not copy texts from competitors.",
        "All texts must be original; copying from other sites ends the contract.",
        "Copy the articles from our own old site to the new one.",
        "Send two hard copies of the report.",
        "List our competitors and their prices.",
        "Pictures must be licensed; never remove watermarks.",
    ],
    "scraping-behind-login": [
        "Do not scrape pages behind a login.",
        "Users log in with their account.",
        "Collect the public opening hours of 40 shops.",
        "The form has a captcha against robots.",
        "Export the data from our own portal after logging in.",
    ],
    "spam": [
        "Never send mail to bought lists.",
        "Write only to people who signed up.",
        "No purchased lists and no unsolicited mail.",
        "Set up the spam filter for our mail server.",
        "Buy the materials on the list and send the receipts.",
        "Send the newsletter to our 4,000 subscribers.",
    ],
}


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in HARMFUL.items() for text in texts]
)
def test_harm_is_said_with_its_exact_words_and_the_lawful_way(code: str, text: str) -> None:
    brief = brief_of(f"Job for our shop.\n\n{text}\n\nThank you.")
    harm = next((one for one in harms(brief) if one.code == code), None)
    assert harm is not None
    assert harm.message
    assert harm.lawful_way
    for place in harm.places:
        assert brief.text[place.start : place.end] == place.quote != ""


@pytest.mark.parametrize("text", [text for texts in (*HARMLESS.values(),) for text in texts])
def test_what_is_forbidden_or_harmless_stays_silent(text: str) -> None:
    assert [(one.code, one.places[0].quote) for one in found(text)] == []


def test_each_kind_is_said_once_with_all_its_places() -> None:
    harm = found("- Create 50 Instagram accounts\n- Create 40 TikTok accounts\n")
    assert [one.code for one in harm] == ["fake-accounts-or-reviews"]
    assert [place.quote for place in harm[0].places] == [
        "Create 50 Instagram accounts",
        "Create 40 TikTok accounts",
    ]


def test_a_refusal_of_one_thing_does_not_excuse_another() -> None:
    codes = [one.code for one in found("No agencies, please; save all passwords in a sheet.")]
    assert codes == ["passwords-unsafe"]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=30),
            st.sampled_from([text for texts in HARMFUL.values() for text in texts]),
        ),
        max_size=10,
    )
)
def test_any_text_is_read_without_a_fault_and_every_quote_is_exact(parts: list[str]) -> None:
    brief = brief_of(" ".join(parts))
    for harm in harms(brief):
        assert harm.places
        for place in harm.places:
            assert brief.text[place.start : place.end] == place.quote


@pytest.mark.parametrize(
    "word", ["create many ", "passwords in ", "scrape ", "a", "free ", "young, "]
)
def test_odd_long_texts_take_linear_time(word: str) -> None:
    start = time.process_time()
    found(word * (60_000 // len(word)))
    assert time.process_time() - start < 4


SAID_OTHERWISE = {
    "passwords-unsafe": [
        "All our passwords are in a Google Doc.",
        "The logins live in a shared spreadsheet.",
        "Log in as me to the bank.",
        "You get my personal login for the shop.",
        "The wifi and admin passwords are written on the whiteboard.",
        "Everybody shares one admin login.",
        "The admin password is Summer2024.",
        "Logins (bank, mail) are pinned in the Slack channel.",
    ],
    "personal-data-exposed": [
        "The client list is open to everyone with the link.",
        "Names, addresses of families stand in a table. Anyone who has the link can edit.",
        "Patient files: the folder is public.",
        "The table of members is visible to everybody.",
        "The donors are in a sheet. The link is posted in our Facebook group.",
    ],
    "discrimination": [
        "Female, 20 to 35 only.",
        "No older applicants please.",
        "Someone under 30.",
        "Nobody over 45.",
        "No foreign accents.",
        "We want a pretty girl for the desk.",
        "Please send a CV with photo and your age.",
        "Mothers with small children need not apply.",
        "Young ladies only.",
        "No people from Africa please.",
        "Aged 25-40.",
        "Must be male.",
    ],
    "fake-accounts-or-reviews": [
        "Write 200 fake five-star reviews.",
        "We need fake 5-star Amazon reviews.",
        "Post reviews under different names.",
        "Write reviews as if you were a guest.",
        "Buy 500 likes for our page.",
        "Paid five-star Google ratings wanted.",
    ],
}

NEAR_MISSES = {
    "passwords-unsafe": [
        "Never keep passwords in a spreadsheet.",
        "Passwords are kept in 1Password.",
        "Logins are ready on your first day.",
        "Each person has their own login.",
        "The login page is on the website.",
        "Log in to the board each day.",
    ],
    "personal-data-exposed": [
        "The style guide is open to everyone with the link.",
        "The client list is not open to everyone.",
        "The museum is open to the public.",
        "Answers are shared with all bidders.",
    ],
    "discrimination": [
        "We invite people of every age and origin.",
        "Girls' school needs a cook.",
        "The survey reaches women aged 20 to 35.",
        "No children are in the building.",
        "Send photos of your work.",
        "The site has a good look.",
        "25 to 40 pages please.",
    ],
    "fake-accounts-or-reviews": [
        "Answer reviews on Google as the owner.",
        "Delete fake reviews.",
        "Customers who had paid left reviews.",
        "We want honest reviews from guests.",
    ],
}


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in SAID_OTHERWISE.items() for text in texts]
)
def test_the_same_harm_is_found_in_other_words(code: str, text: str) -> None:
    assert code in [harm.code for harm in found(text)]


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in NEAR_MISSES.items() for text in texts]
)
def test_what_only_looks_like_harm_is_left(code: str, text: str) -> None:
    assert code not in [harm.code for harm in found(text)]
