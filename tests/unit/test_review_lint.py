"""The lint of a brief: each rule finds its fault, shows the exact words and lets clean text be."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.domain.review import Brief, BriefKind, LintFinding, Section
from advisor.errors import KnowledgeError
from advisor.review.harm import harms
from advisor.review.lint import lint
from advisor.review.lint_words import load_lint_words

FILLER = (
    "\n\nAnna Berg, our office manager, answers questions and accepts the work after a test of "
    "three days against the list in this text. "
)


def brief_of(text: str, *headings: tuple[str, int], kind: BriefKind = "request") -> Brief:
    """A brief with one part, or with the parts whose heading lines (and levels) are named."""
    starts = []
    at = 0
    for heading, level in headings:
        begin = text.index(heading, at)
        at = begin + len(heading)
        starts.append((heading.strip("# "), level, begin, at))
    edges = [begin for _, _, begin, _ in starts[1:]] + [len(text)]
    sections = tuple(
        Section(heading=heading, level=level, start=end, end=edge)
        for (heading, level, _, end), edge in zip(starts, edges, strict=False)
    ) or (Section(heading="", level=1, start=0, end=len(text)),)
    return Brief(title="", text=text, sections=sections, kind=kind)


def codes(text: str) -> list[str]:
    return [finding.code for finding in lint(brief_of(text))]


def only(text: str, code: str) -> LintFinding:
    brief = brief_of(text)
    findings = [finding for finding in lint(brief) if finding.code == code]
    assert len(findings) == 1, [(one.code, one.message) for one in lint(brief)]
    for place in findings[0].places:
        assert brief.text[place.start : place.end] == place.quote != ""
    return findings[0]


FOUND = {
    "two-closing-dates": [
        "Proposals are due by 14 May 2026.\n\nHow to answer. Send your proposal by 21 May 2026.",
        "Closing date: 3 June 2026\nBudget: $4,000\n\nBids must be received no later than June 5, "
        "2026 at our office.",
        "Questions must be sent by 2 March 2026.\n\nThe deadline for questions is 4 March 2026.",
        "The website must go live on 1 September 2026.\n\nLaunch date: 15 September 2026",
        "The project must be completed by 30 June 2026.\n\nCompletion date: 31 July 2026",
        "The first report is due on 5 May 2026.\n\nThe first report is due on 7 May 2026.",
        "Quotes are due by 14 May 2026 at 5 pm.\n\nQuotes must be received by 14 May 2026, 12:00.",
        "Applications close on 9 April 2026.\n\nApply by 12 April 2026 with two references.",
        "| Submission deadline | 2026-05-14 |\n| Budget | $500 |\n\nTenders are due 15 May 2026.",
    ],
    "two-durations": [
        "The contract term is 12 months.\n\nThis is a two-year contract for both sides.",
        "Warranty period: 12 months\n\nThe supplier gives a 24-month warranty on all work.",
        "Invoices are paid within 30 days.\n\nPayment terms: net 45",
        "The notice period is 30 days.\n\nEither side may end it with 60 days' notice.",
        "Duration: 6 weeks\n\nThe project will run for 10 weeks.",
        "The vendor gives 3 months of support after the launch.\n\nSupport period: six weeks",
        "The pilot lasts four weeks.\n\nAt the end of the two-week pilot we decide.",
    ],
    "quantities-disagree": [
        "The vendor cleans our 3 sites every evening.\n\nKeys for all four sites are at the desk.",
        "We run five shops in Leeds.\n\nThe vendor counts the stock of all six shops.",
        "We need 12 articles on gardening.\n\nThe price covers ten articles with pictures.",
        "The system serves 40 users.\n\nTraining covers all 55 users.",
        "The guard at Gate 2 checks each visitor badge and logs the vehicle plate.\n\n"
        "The guards at Gates 2 and 4 check each visitor badge and log the vehicle plate.",
        "Design: $2,000\nBuild: $5,000\nTesting: $1,000\nTotal: $9,000\n",
        "| Item | Cost |\n|---|---|\n| Red | 300 |\n| Blue | 700 |\n| Total | 1,100 |\n\nIn EUR.",
        "You clean 12 rooms (7 on the first floor and 4 on the second).",
        "Payment: 30 % on signing, 40 % on delivery and 40 % on acceptance.",
        "The budget is $10,000: $4,000 for design, $3,000 for build and $2,000 for tests.",
        "Of the 20 seats, 12 are in Leeds and 9 in York.",
        "Translate into four languages: French, German, Spanish.",
        "Criteria and weight:\n- Price 40%\n- Experience 30%\n- Plan 20%\n",
    ],
    "names-disagree": [
        "Contact: Sarah Jones, phone 020 7946 0011.\n\nSend drafts to Sara Jones for approval.",
        "Your contact is Katherine Meyer.\n\nInvoices go to Catherine Meyer.",
        "Northwind Traders Ltd buys the service.\n\nThe contract is with Northwynd Traders Ltd.",
        "The client is Harbour Foods Ltd.\n\nInvoices are made out to Harbour Foods Inc.",
        "Kestrel is a maker of bicycles.\n\nThe staff of Kestrel work shifts. Goods go to Kestral.",
        "Greenleaf Cafes has six shops.\n\nThe staff of Greenleef Cafes work late.",
        "Write to jane@brightwater.example with bids.\n\nReports go to jane@brightwatter.example.",
    ],
    "end-before-start": [
        "The contract runs from 1 May 2027 to 30 April 2026.",
        "Start date: 15 June 2026\nEnd date: 1 June 2026",
        "Work begins on 12 May and must be completed by 2 May.",
        "The work starts on 3 March 2026. It ends on 28 February 2026 with a handover.",
        "The campaign runs 10 July 2026 - 3 July 2026.",
    ],
    "weekday-mismatch": [
        "The kick-off is on Monday, 3 March 2026.",
        "Delivery on 14 May 2026 (Friday), before noon.",
        "All prices are for 2026. We meet on Wednesday 14 May at the depot.",
        "The visit is on Tues., June 3rd, 2026.",
    ],
    "impossible-date": [
        "The report is due on 31 June 2026.",
        "Deliver the first draft by February 30.",
        "The licence ends on 29 February 2027.",
        "Handover: 31/04/2026",
        "Handover: 2026-13-05",
    ],
    "time-zones-clash": [
        "You work from 9 am EST to 5 pm PST.",
        "The daily call is at 10:00 GMT.\n\nSupport is reachable from 9:00 BST.",
        "Calls are at 9am EST.\n\nReports arrive before 6pm EDT.",
    ],
    "undefined-acronym": [
        "The vendor fills the KQRT each week. Each KQRT goes to the office.",
        "Every VNB must be scanned. A VNB without a scan is sent back.",
        "The ZLP runs at night.\n\nWhen the ZLP fails, call the desk.",
    ],
    "vague-word": [
        "The site must be user-friendly.",
        "You should answer tickets ASAP.",
        "The vendor shall provide photos, tags, etc. for the shop.",
        "Faults must be fixed in a reasonable time.",
    ],
    "target-without-number": [
        "The agency should improve conversions on our shop.",
        "We need a fast response to every ticket.",
        "The goal is to increase organic traffic.",
        "The vendor must reduce response times.",
    ],
    "no-currency": [
        "Our budget is 5,000 for the whole job.",
        "Fixed price: 2500",
        "We pay well: 15/hr for the right person.",
        "The fee is about 800 per month.",
        "Max budget 2k",
    ],
    "no-time-zone": [
        "This is remote work. Please be online from 9 am to 1 pm.",
        "We look for a virtual assistant. The daily call is at 10:30.",
        "The team works remotely and meets at 14:00 each Monday.",
    ],
    "as-discussed": [
        "Build the second page as discussed.",
        "The price is fixed as agreed on the phone.",
        "Per our call, the layout stays the same.",
        "Do it like we talked about on Friday.",
    ],
    "missing-appendix": [
        "The floor plans are in Appendix B.",
        "Fill in the price sheet in Attachment 2 and send it back.",
        "The rules of Exhibit A hold for every visit.",
        "For the full list see attached.",
    ],
    "placeholder-left": [
        "The work starts on [insert date].",
        "Budget: TBD",
        "Contact: <name>",
        "The price is $XX for each visit.",
        "About us: lorem ipsum dolor sit amet.",
        "The start date is ____ and holds for both sides.",
        "Dear {{client}}, we look for a painter.",
    ],
}

SILENT = {
    "two-closing-dates": [
        "Proposals are due by 14 May 2026.\n\nSend your proposal by May 14, 2026.",
        "Questions are due by 4 May 2026.\n\nProposals are due by 14 May 2026.",
        "Bids for Lot 1 are due by 3 May 2026.\n\nBids for Lot 2 are due by 5 May 2026.",
        "The deadline for proposals was moved to 20 May 2026.\n\nProposals are due by 14 May 2026.",
        "The first draft is due on 5 May 2026.\n\nThe final text is due on 9 May 2026.",
        "Proposals are due by 14/05/2026.\n\nProposals must be received by 14 May 2026.",
    ],
    "two-durations": [
        "The contract term is 12 months.\n\nThis is a one-year contract.",
        "The contract term is 12 months.\n\nIt may be extended by another 6 months contract term.",
        "The warranty period is 24 months for parts.\n\nThe warranty period is 90 days for labour.",
        "The notice period is 30 days.\n\nInvoices are paid within 14 days.",
        "The base period of performance is one year.\n\nThe contract term is three years in total.",
        "The pilot lasts 4 weeks.\n\nThe contract term is 12 months.",
    ],
    "quantities-disagree": [
        "We have 3 sites.\n\nThe vendor cleans all three sites.",
        "We have five sites.\n\nThe vendor starts with two of the five sites.",
        "We need 5 articles per week.\n\nWe need 20 articles per month.",
        "There are 3 sites in Leeds.\n\nThere are two sites in York.",
        "Provide at least three references.\n\nSend 2 reports.\n\nAnother 4 reports are optional.",
        "Phase 1 covers Building 2.\n\nPhase 2 covers Buildings 3 and 4.",
        "Design: $2,000\nBuild: $5,000\nTesting: $1,000\nTotal: $8,000\n",
        "You clean 12 rooms (7 on the first floor and 5 on the second).",
        "Payment: 30 % on signing, 40 % on delivery and 30 % on acceptance.",
        "Uptime is 99.9 % and at least 95 % of calls are answered; payment is monthly.",
        "Rooms: 4\nDoors: 9\n\nThe total height is 12 feet.",
    ],
    "names-disagree": [
        "Contact: Sarah Jones.\n\nSarah Jones approves drafts. Sarah James pays invoices.",
        "The contact is our Project Manager.\n\nProject Managers meet weekly.",
        "The Data Centre is in Leeds. Contact the Data Center team.",
        "Northwind Traders Ltd and Southgate Bakers Ltd both deliver.",
        "Write to jane@brightwater.example or john@brightwater.example.",
    ],
    "end-before-start": [
        "The contract runs from 1 May 2026 to 30 April 2027.",
        "The season is from 1 November to 31 January.",
        "Start date: 15 June 2026\nEnd date: 15 June 2026",
        "The start moved from 5 May 2026 to 3 May 2026.",
        "Phase 1 ends on 3 May 2026. Phase 2 starts on 10 May 2026 and ends on 3 June 2026.",
        "We meet on 3 May 2026 and 1 May 2026.",
    ],
    "weekday-mismatch": [
        "The kick-off is on Tuesday, 3 March 2026.",
        "We meet on Monday 14 May.",
        "The desk is open Mon-Fri, 3 March 2026 is a holiday.",
        "Delivery on 03/04/2026 (Friday).",
        "Every Monday the vendor reports; 3 March 2026 is the first day.",
    ],
    "impossible-date": [
        "The report is due on 30 June 2026.",
        "The licence ends on 29 February 2028.",
        "You may 35 times call the desk.",
        "Handover: 13/04/2026",
        "The march 40 miles north took place in 2024.",
    ],
    "time-zones-clash": [
        "You work from 9 am EST to 5 pm EST.",
        "The call is at 9 am EST (2 pm GMT).",
        "Calls are at 9:00 GMT in winter. In summer they are at 9:00 BST.",
    ],
    "undefined-acronym": [
        "The Key Quality Report Table (KQRT) is weekly. Each KQRT goes to the office.",
        "The PDF has VAT on it. The PDF with VAT is kept.",
        "THE VENDOR MUST REPORT. This MUST be done and MUST be signed.",
        "VNB stands for a visitor badge. Every VNB is scanned.",
        "The VNB is scanned once.",
        "Write to VNBX at info@vnbx.example. VNBX buys the service.",
    ],
    "vague-word": [
        "The site must be user-friendly: a new user places an order within 3 minutes.",
        "Our shop is known for high quality.",
        'Do not write "user-friendly"; a requirement must be checked.',
        "The vendor must make reasonable accommodation for disabled staff.",
        "Proposals will be evaluated for a fair and reasonable price.",
    ],
    "target-without-number": [
        "The agency should improve conversions from 1.2 % to 2 % by June.",
        "We need a fast response: within 4 hours on working days.",
        "The goal is to increase organic traffic. The target is 30 % more visits by December.",
        "Sales grew last year.",
    ],
    "no-currency": [
        "Our budget is $5,000 for the whole job.",
        "All amounts are in EUR. The fee is 800 per month.",
        "The budget for 2026 is set in March. The budget is 40 hours.",
        "The rate of 95 % holds. Pay within 30 days.",
    ],
    "no-time-zone": [
        "This is remote work. Please be online from 9 am to 1 pm UK time.",
        "Clean the office between 6 pm and 8 pm.",
        "We work remotely; all times are CET. The call is at 10:30.",
        "The remote desk is staffed 24/7.",
    ],
    "as-discussed": [
        "Build the page as discussed in section 3.",
        "Prices hold as agreed in writing.",
        "The plan will be discussed in the first week.",
        "Changes hold only as mutually agreed by both parties.",
    ],
    "missing-appendix": [
        "The floor plans are in Appendix B.\n\nAppendix B: Floor plans\nGround floor: 4 rooms.",
        "The work is done under 40 CFR Appendix B.",
        "Mirrors are attached to the wall.",
        "Send an appendix a week before.",
        "For prices see Attachment 2.\n\nAttachment 2\n\nWindow: 4 euros.",
    ],
    "placeholder-left": [
        "See [our site](https://example.org) for pictures.",
        "Signature: ______________ Date: ________",
        "- [x] Windows\n- [ ] Doors",
        "The fact is known [1].",
        "Use <b>bold</b> and <br> in the text.",
        "________________________________________\n\nThe next part follows.",
    ],
}


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in FOUND.items() for text in texts]
)
def test_a_fault_is_found_once_with_its_exact_words(code: str, text: str) -> None:
    finding = only(text + FILLER, code)
    assert finding.message
    assert finding.fix


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in SILENT.items() for text in texts]
)
def test_what_a_careful_editor_would_leave_is_left(code: str, text: str) -> None:
    assert code not in codes(text + FILLER)


def test_a_contradiction_shows_both_places() -> None:
    finding = only(
        "Proposals are due by 14 May 2026.\n\nSend bids by 21 May 2026.", "two-closing-dates"
    )
    assert [place.quote[-11:] for place in finding.places] == ["14 May 2026", "21 May 2026"]
    assert all(place.quote[-11:] in finding.message for place in finding.places)


def test_the_right_weekday_is_told() -> None:
    assert "is a Tuesday" in only("We meet on Monday, 3 March 2026.", "weekday-mismatch").message


def test_all_undefined_acronyms_make_one_finding_with_five_places() -> None:
    words = ["QAZA", "QBZB", "QCZC", "QDZD", "QEZE", "QFZF", "QGZG"]
    text = " ".join(f"Every {word} is kept. Each {word} is read." for word in words)
    finding = only(text, "undefined-acronym")
    assert [place.quote for place in finding.places] == words[:5]
    assert "QGZG" in finding.message


TASK = (
    "Garden help wanted\n\nWe look for someone to look after the garden of our clinic in Bath. Cut "
    "the grass each week from April to October, trim the hedges in June and September, and keep "
    "the paths free of leaves. Bring your own tools. The garden has 900 square metres. "
)


@pytest.mark.parametrize(
    "owner",
    [
        "Our practice manager is your contact.",
        "Ruth Adams (facilities lead) decides.",
        "You report to the caretaker.",
        "I will review the garden with you each month.",
    ],
)
def test_an_owner_in_any_wording_is_enough(owner: str) -> None:
    assert "no-owner" not in codes(TASK + owner)


@pytest.mark.parametrize("more", ["", "Send your price by e-mail.", "Questions? Write to us."])
def test_a_brief_without_an_owner_is_told_at_its_title(more: str) -> None:
    finding = only(TASK + more, "no-owner")
    assert finding.places[0].quote == "Garden help wanted"


@pytest.mark.parametrize(
    "check",
    [
        "We inspect the garden on the first Monday of the month.",
        "The work is accepted when the list below is done.",
        "Done when the hedge is level; we check it with you.",
    ],
)
def test_an_acceptance_test_in_any_wording_is_enough(check: str) -> None:
    assert "no-acceptance-test" not in codes(TASK + check)


@pytest.mark.parametrize(
    "more",
    [
        "",
        "Proposals are accepted until Friday.",
        "The selection criteria are price and experience. We accept PayPal.",
    ],
)
def test_a_brief_without_an_acceptance_test_is_told_at_its_title(more: str) -> None:
    assert only(TASK + more, "no-acceptance-test").places[0].start == 0


@pytest.mark.parametrize("text", ["Need a logo.", "Fix my tap.", "Two pages, one week, thanks."])
def test_a_line_or_two_are_not_told_what_they_lack(text: str) -> None:
    assert not {"no-owner", "no-acceptance-test"} & set(codes(text))


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (
            "# Shop\n\nA shop.\n\n## Budget\n\n## Goals\n\nMore sales.",
            (("# Shop", 1), ("## Budget", 2), ("## Goals", 2)),
        ),
        (
            "Intro\n\nA shop.\n\nDeliverables\n\nTimeline\n\nBy May.",
            (("Intro", 2), ("Deliverables", 2), ("Timeline", 2)),
        ),
        (
            "# Shop\n\nA shop.\n\n## Scope\n\n---\n\n## Goals\n\nSell.",
            (("# Shop", 1), ("## Scope", 2), ("## Goals", 2)),
        ),
    ],
)
def test_a_heading_with_nothing_under_it_is_found(
    text: str, headings: tuple[tuple[str, int], ...]
) -> None:
    found = [one for one in lint(brief_of(text, *headings)) if one.code == "empty-section"]
    assert [one.places[0].quote for one in found] == [headings[1][0]]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (
            "# Shop\n\nText.\n\n## Scope\n\n### Pages\n\nSix.",
            (("# Shop", 1), ("## Scope", 2), ("### Pages", 3)),
        ),
        ("# Shop\n\n## Scope\n\nSix pages.", (("# Shop", 1), ("## Scope", 2))),
        (
            "Send:\n\n1. Company Profile\n2. Price List\n3. References\nand a letter.",
            (("1. Company Profile", 2), ("2. Price List", 2), ("3. References", 2)),
        ),
    ],
)
def test_a_heading_with_parts_a_title_and_a_list_are_not_empty(
    text: str, headings: tuple[tuple[str, int], ...]
) -> None:
    assert "empty-section" not in {one.code for one in lint(brief_of(text, *headings))}


CLEAN = """Cleaning of three offices in Leeds

Background
Harbour Foods Ltd has three offices in Leeds with 120 desks. Today's contract ends on 31 May 2026.

What we want to reach
At the monthly check at least 95 % of the points on the list in this text are clean, and no desk is
missed two months in a row.

Scope
Empty bins and wipe desks from Monday to Friday between 6 pm and 8 pm. Clean the windows of all
three offices in March and September. Carpets are out of scope.

Term and price
The contract term is 12 months from 1 June 2026 to 31 May 2027. Our budget is 3,000 to 3,500 pounds
a month without VAT. Invoices are paid within 30 days. Either side may end the contract with two
months' notice.

Who decides
Ruth Adams, our facilities manager, accepts the work and answers questions on the same working day.
Her deputy is Omar Shah.

How to answer
Send your offer by Thursday, 7 May 2026, to ruth.adams@harbourfoods.example. We choose by price
(40 %), references (30 %) and your plan for the first month (30 %).
"""

CLEAN_BRIEFS = (
    CLEAN,
    """Job post: Product photographs for an online shop

We sell ceramic lamps and need photographs of 48 products by 30 September 2026. Each product is
shown on a white background and in one room scene, so you deliver 96 pictures.

Files: JPEG, 3000 pixels on the long side, sRGB.

We accept a picture when the lamp is in focus, the colour matches the sample, and no dust is seen
at 100 % zoom. Mia Torres, our shop manager, checks them within 3 working days and answers
questions by e-mail on working days.

Price: 1,900 euros for everything, 40 % after the first 20 pictures, 60 % after acceptance. Two
rounds of changes are included. You keep the right to show the pictures in your portfolio; all
other rights pass to us when we pay.

Please send three pictures of similar objects and your price by 4 September 2026.
""",
    """# Terms of reference: Endline survey, school meals

## 1. Background
The Foundation has funded meals at 62 schools in two districts since January 2024. The grant ends
on 31 December 2026.

## 2. Purpose
Find out whether attendance rose by at least 5 percentage points against the baseline of 2024,
and what each meal cost.

## 3. Scope of work
- Sample 24 of the 62 schools.
- Interview 600 parents and 24 head teachers.
- Hold 4 focus groups.
- Report by district and by sex of the pupil.

## 4. Deliverables and dates
| Deliverable | Due | Share of the fee |
|---|---|---|
| Inception report | 15 July 2026 | 20 % |
| Field data, cleaned | 30 September 2026 | 30 % |
| Draft report | 31 October 2026 | 30 % |
| Final report | 30 November 2026 | 20 % |

## 5. Acceptance
The monitoring and evaluation (M&E) lead, Dr Jane Achieng, comments within ten working days. A
deliverable is accepted when all points of the outline in section 3 are covered and the data pass
the agreed checks.

## 6. Conduct
Personal data stay on encrypted laptops. Interviews need written consent. Interviewers are at
least 21 years old because the district rules require it.

## 7. Budget
The ceiling is USD 58,000 including taxes and travel.

## 8. How to apply
Send a technical and a financial proposal to bids@foundation.example by 12 June 2026, 17:00
Nairobi time. Questions are answered until 5 June 2026. Proposals are scored: method 40 points,
team 30 points, price 30 points.
""",
    """Statement of work: help desk for 300 staff

1. Parties
Buyer: Alder Logistics Ltd, Hull. Vendor: as named in the order.

2. Service
The vendor answers calls and e-mails from Alder's staff, Monday to Friday, 07:00 to 19:00 UK
time. Two agents are on duty at all times; from 08:00 to 10:00 three agents are on duty.

3. Service levels
Level 1: answer within 2 minutes, solve within 4 hours. Level 2: answer within 10 minutes, solve
within 1 working day. Each month 90 % of the tickets meet these times. The vendor measures in the
ticket system, and Alder's IT manager, Paul Reeve, checks a sample of 30 tickets.

4. Term
The contract runs for 24 months from 1 October 2026 to 30 September 2028. Either party may end it
with 90 days' notice. In a case of a serious breach not mended within 14 days it ends at once.

5. Price
GBP 9,800 a month for up to 700 tickets. Each ticket above 700 costs GBP 12. Invoices monthly,
payable within 30 days.

6. Changes
Changes are agreed in writing between Paul Reeve and the vendor's account manager. Price and
effect on time are stated before work starts.

7. Data
Passwords are never sent by e-mail. Access ends within 1 day when an agent leaves. Personal data
stay in the UK.

8. Exit
In the last 2 months the vendor hands over open tickets, the knowledge base and all accounts.
""",
    """Hi all,

we're a bakery with five shops in Ghent and would like somebody to run our Instagram account from
March 2027 on. 3 posts and 5 stories a week, in Dutch and French. I will send photos on Mondays.
I approve each post by WhatsApp before 6 pm the day before it goes out.

Goal: from 1,200 to 3,000 followers from Ghent by the end of August 2027, no bought ones. If
we're not at 2,000 by the end of June we'll sit down and change the plan.

Budget is 600 euros a month, first for 3 months, then we decide together. You send one invoice a
month and we pay it in 14 days.

Please tell me about two accounts you've run and what came out. Call me before 20 January.

Greetings, Lotte
""",
    """Request for Quotation RFQ-2026-118
Office move

1.0 PURPOSE
The City of Marlow (City) will move 85 workstations from 12 Mill Street to 40 Park Road.

2.0 DATES
RFQ issued: May 4, 2026
Site visit: Tuesday, May 12, 2026 at 10:00 a.m. (local time)
Questions due: May 15, 2026 by 2:00 p.m. (local time)
Quotes due: Friday, May 22, 2026 by 2:00 p.m. (local time)
Move: June 26 to June 28, 2026

3.0 SCOPE
The contractor shall pack, label, carry and set up 85 desks, 85 chairs and 40 cabinets. Work
takes place between 6:00 p.m. on Friday and 8:00 p.m. on Sunday. The contractor shall protect
floors and elevators.

4.0 ACCEPTANCE
On June 29, 2026 the Facilities Manager (FM), Carla Diaz, walks through both buildings with the
contractor. Work is accepted when each workstation stands as shown on the floor plan and no
damage is open.

5.0 INSURANCE
General liability of $1,000,000 per event; workers' compensation as the law requires.

6.0 PRICE
Give a fixed price in US dollars. The award goes to the lowest responsive quote, because the work
is fully specified.

7.0 CONTACT
Carla Diaz, carla.diaz@marlow.example, decides and answers questions.
""",
)


@pytest.mark.parametrize("text", CLEAN_BRIEFS)
def test_a_clean_brief_has_no_finding(text: str) -> None:
    assert [(one.code, one.message) for one in lint(brief_of(text))] == []


@pytest.mark.parametrize("text", CLEAN_BRIEFS)
def test_a_clean_brief_has_no_harm(text: str) -> None:
    assert [(one.code, one.places) for one in harms(brief_of(text))] == []


def test_an_empty_text_has_no_finding() -> None:
    assert lint(brief_of(" \n")) == ()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=30),
            st.sampled_from(
                [
                    *[text for texts in FOUND.values() for text in texts],
                    "\n\n",
                    "\u0130 99 May ",
                    "0 February 2026",
                    "| 1 | 2 |\n| Total | 9 |",
                    "Appendix",
                    "(9)",
                    "3 sites (0 and 0)",
                    "[insert",
                ]
            ),
        ),
        max_size=12,
    )
)
def test_any_text_is_read_without_a_fault_and_every_quote_is_exact(parts: list[str]) -> None:
    brief = brief_of(" ".join(parts))
    for finding in lint(brief):
        assert finding.places
        for place in finding.places:
            assert brief.text[place.start : place.end] == place.quote


def test_fifty_pages_are_read_at_once() -> None:
    page = CLEAN + "\n\n".join(text for texts in SILENT.values() for text in texts)
    text = (page * 60)[:200_000]
    brief = brief_of(text)
    assert brief.words > 30_000
    lint(brief_of(page))  # compiles what is compiled once
    start = time.process_time()
    lint(brief)
    assert time.process_time() - start < 3  # about 0.5 s where no coverage is measured


@pytest.mark.parametrize(
    "line",
    [
        "a" * 60_000,
        "X " * 30_000,
        "_" * 60_000,
        "1," * 30_000,
        "[insert " * 8_000,
        "Ab " * 20_000,
        "12 May " * 9_000,
        "\n|1|" * 15_000,
        " ".join(
            f"by Ann X{chr(97 + at % 26)}{chr(97 + at // 26 % 26)}o at Xy{chr(97 + at % 26)}qwe."
            for at in range(4_000)
        ),
    ],
)
def test_odd_long_lines_take_linear_time(line: str) -> None:
    start = time.process_time()
    lint(brief_of(line))
    assert time.process_time() - start < 4


def test_word_lists_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"words\.yaml"):
        load_lint_words(tmp_path)


SAID_OTHERWISE = {
    "two-durations": [
        "The agreement is for three years.\n\nBudget: USD 40,000 for the two-year contract.",
        "We hire you for six months.\n\nThe engagement lasts four months.",
        "Offers are valid for 60 days.\n\nBids must remain open for 90 days.",
        "The project runs from 1 March 2027 to 31 August 2027 (four months).",
        "The consultancy begins on 3 May 2027 and runs for ten weeks.\n\nDuration of the "
        "assignment: 14 weeks.",
        "A 12 month retainer.\n\nThe retainer period is nine months.",
        "The guarantee period is two years.\n\nYou give a one-year guarantee on all joints.",
        "Response time: 4 hours\n\nThe response time is 8 hours.",
        "Invoices are settled within 14 days.\n\nWe pay 30 days after the invoice.",
        "The initial term is two years.\n\nThe one-year initial term starts in May.",
    ],
    "quantities-disagree": [
        "Lunch for 80 delegates on day one of the fair.\n\nThe 95 delegates get a badge each.",
        "We have 14 horses in the yard.\n\nThe stable holds all 16 horses.",
        "20 hours a week, Monday to Friday.\n\nWe pay for 25 hours per week.",
        "Translate our 35 recipes.\n\nThe price covers the 45 recipes.",
        "About 30 hours per month.\n\nMonthly fee USD 900 for 40 hours.",
        "The choir has 42 singers.\n\nFood for all 24 singers after the concert.",
    ],
    "target-without-number": [
        "The site must load quickly.",
        "You should increase our sales.",
        "The app should feel modern and be fun to use.",
        "We expect good accuracy in all entries.",
        "The vendor ensures excellent customer satisfaction.",
        "Please get us to the top of Google.",
        "We want more followers on Instagram.",
        "The newsletter should reach as many people as possible.",
        "The system must work smoothly at peak times.",
        "Grow our audience among students.",
        "The contractor shall keep errors low.",
        "We need a significantly higher conversion rate.",
    ],
    "end-before-start": [
        "Work starts on 5 June 2027. The shop must be live by 20 May 2027.",
        "The contract begins on 1 May 2027.\n\nThe contract ends on 30 April 2027.",
        "Kick-off: 12 April 2027\nDelivery: 2 April 2027",
        "We start on 8 March 2027 and everything is finished by 1 March 2027.",
        "Start of work: 4 October 2027. The new kitchen is ready on 20 September 2027.",
    ],
    "placeholder-left": [
        "Send your report to [contact person to be added].",
        "Budget: XX,XXX EUR",
        "Start: [date]",
        "The vendor delivers [number] articles a week.",
        "Name of the manager: ......",
        "Insert your logo here.",
        "Price: <amount>",
        "The term is [how many] months.",
        "Deadline: TBC",
        "The report follows [template].",
        "(to be completed)",
    ],
    "no-currency": [
        "Budget 300 for the whole job.",
        "We pay 25 an hour.",
        "I can pay 450 for this.",
        "Fee: 1,200 fixed",
        "Paying 15 per hour.",
        "Our budget is between 500 and 700.",
        "Max budget: 2000",
    ],
    "no-time-zone": [
        "This is remote work. Call at 9:30 each day.",
        "Remote. Full time. We meet at 10 am on Mondays on Zoom.",
        "WordPress developer wanted. Daily stand-up at 9:15am on Slack.",
        "Virtual assistant needed. You are online from 8am to noon.",
    ],
    "two-closing-dates": [
        "Offers close on 3 May 2027.\n\nOffers close 10 May 2027.",
        "Bids are due by 3 May 2027.\n\nDeadline: 10 May 2027",
        "Close the books by the 5th of each month.\n\nThe books are closed by the 10th of the "
        "month.",
        "Invoices are sent on the 1st of each month.\n\nSend your invoice by the 15th of the "
        "month.",
        "The weekly report comes every Monday.\n\nThe weekly report is due on Friday.",
    ],
    "names-disagree": [
        "From: Tom Harker, Mill Lane\n\nThanks\nTom Harkar",
        "Your contact is Mr Lindquist.\n\nMr Lindqvist signs.",
        "Priya Raman decides on wording.\n\nSend invoices to Priya Ramen.",
        "Elena Costa (head of sales) approves drafts.\n\nWrite to Elena Kosta.",
        "Hawthorn Pallets needs a guard.\n\nHawthorne Pallets pays each month.",
    ],
}

NEAR_MISSES = {
    "two-durations": [
        "The contract runs for 12 months.\n\nThe vendor may extend it by 24 months.",
        "The contract term is two years.\n\nThe pilot lasts three months.",
        "The contract runs for 24 months.\n\nThe project takes 45 working days.",
        "Either party may end with 60 days' notice.\n\nThree missed targets allow an end with "
        "15 days' notice.",
        "The contract runs for six months from 1 April 2027 to 30 September 2027.",
        "The base period is one year.\n\nEach option period is six months.",
        "Labour warranty: 12 months\n\nParts warranty: 24 months",
    ],
    "quantities-disagree": [
        "Lunch for 80 delegates.\n\nDinner for 20 speakers.",
        "The 140 guests arrive at six.\n\nTen guests are vegetarian.",
        "20 hours a week at first.\n\nLater 30 hours a week.",
        "We have 11 estates.\n\nFour estates under 80 % end the contract.",
        "There are 310 tickets in the queue today.\n\nEach month we sample 30 tickets.",
        "Print 500 posters.\n\nHang 40 posters in the shops of the town.",
    ],
    "target-without-number": [
        "The site must load in under 2 seconds.",
        "Increase sales from 300 to 400 a month.",
        "The team works well with ours.",
        "Our shop was the number one in town last year.",
        "Staff wear high visibility clothing.",
        "Proposals should be clear.",
    ],
    "end-before-start": [
        "Phase 1 ends on 1 May 2027. Phase 2 starts on 3 May 2027.",
        "Bids are due by 1 May 2027. Work starts on 1 June 2027.",
        "The old site is live since 3 March 2020. Work starts on 5 May 2027.",
    ],
    "placeholder-left": [
        "See [1] and [2].",
        "The rule [sic] holds.",
        "Click [here](https://x.example).",
        "Tick [x] for yes.",
        "(a) [Reserved]",
        "The map (see section 4) shows it.",
    ],
    "no-time-zone": [
        "Remote. We meet at 10:00 London time.",
        "Remote. Call at 9 am EST.",
        "Website relaunch. Quotes by 17:00 on Friday.",
        "Cleaning of our office from 6 pm to 8 pm.",
    ],
    "no-currency": [
        "Budget: EUR 300",
        "Pay 25 an hour in dollars.",
        "The price covers 300 pages.",
        "We pay within 30 days.",
    ],
    "names-disagree": [
        "Tom Harker decides.\n\nTom Hunter tests.",
        "Contact Anna Lee.\n\nAnna Lea Smith is at the desk.",
        "Mr Brown signs.\n\nMrs Browning reads.",
        "Ask Maria Silva.\n\nMario Silva checks.",
    ],
    "two-closing-dates": [
        "Bids are due by 3 May 2027.\n\nThe deadline for questions is 20 April 2027.",
        "Salaries are paid on the 25th of each month.\n\nInvoices are sent by the 5th of the "
        "month.",
        "The newsletter goes out every Monday.\n\nThe weekly call is on Friday.",
    ],
}


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in SAID_OTHERWISE.items() for text in texts]
)
def test_the_same_fault_is_found_in_other_words(code: str, text: str) -> None:
    assert code in codes(text + FILLER)


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in NEAR_MISSES.items() for text in texts]
)
def test_what_only_looks_like_a_fault_is_left(code: str, text: str) -> None:
    assert code not in codes(text + FILLER)


def test_all_placeholders_make_one_finding_with_five_places() -> None:
    blanks = ["[name]", "[date]", "[how many]", "TBD", "XX", "[start date]", "[role]"]
    finding = only("".join(f"Write {blank} here. " for blank in blanks), "placeholder-left")
    assert [place.quote for place in finding.places] == blanks[:5]
    assert "nor 6 others" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "1. Aim\nSell more.\n\n2. Scope\nFour pages.\n\n3. Intellectual property\n\n4. Term\nA "
        "year.\n",
        "Aim\nSell bags.\n\nOur scope\nFour pages.\n\nContract management\n\nSafety first\nWear "
        "boots.\n\nTerm\nA year.\n",
    ],
)
def test_a_heading_between_full_parts_is_empty_in_any_style(text: str) -> None:
    assert "empty-section" in codes(text)


def test_a_list_of_short_lines_is_no_row_of_empty_parts() -> None:
    assert "empty-section" not in codes("Tasks\n\nCleaning\n\nIroning\n\nShopping\n\nWe pay.")


@pytest.mark.parametrize(
    "no_owner",
    [
        "Yours sincerely,\nHelen Brandt, managing partner",
        "Questions about this request go to Laurel Tessier, clerk, by 5 February.",
        "Mr Ade from the outgoing provider answers questions.",
        "The vendor's project manager decides.",
        "You decide on the order of work.",
    ],
)
def test_who_signs_or_sells_or_answers_bidders_is_no_owner(no_owner: str) -> None:
    assert "no-owner" in codes(TASK + no_owner)


def test_tests_that_are_left_out_are_no_acceptance() -> None:
    text = TASK + "Tests and reports cost money, so leave them out."
    assert "no-acceptance-test" in codes(text)
