"""What the guards object to: false versions of a source, one table for each kind."""

import pytest

from advisor.grounding.guards import disagreements

NUMBERS = [
    ("The studio delivered nine mock-ups in June.", "The studio delivered six mock-ups in June."),
    ("Keep backups for 40 days.", "Keep backups for 30 days."),
    ("The retainer is $2,500 a month.", "The retainer is $1,500 a month."),
    ("Ask for three references.", "Ask for two references."),
    ("Pay 60% on signing.", "Pay 40% on signing."),
    ("The warehouse packs 900 parcels a day.", "The warehouse packs 600 parcels a day."),
    ("Each sprint lasts three weeks.", "Each sprint lasts two weeks."),
    ("A fine of 5,000 euros follows a breach.", "A fine follows a breach."),
    ("Half of the tickets were reopened.", "A tenth of the tickets were reopened."),
    ("The tutor taught twenty-five lessons.", "The tutor taught fifteen lessons."),
    ("Cap the travel costs at 8 percent.", "Cap the travel costs at 3 percent."),
    ("The trial takes 90 minutes.", "The trial takes 30 minutes."),
    ("Review the second milestone with Ines.", "Review the third milestone with Ines."),
]
UNITS = [
    ("Answer within four days.", "Answer within four hours."),
    ("The warranty runs for 12 weeks.", "The warranty runs for 12 months."),
    ("The clerk sends a monthly summary of costs.", "The clerk sends a weekly summary of costs."),
    ("The fee is 300 euros per site.", "The fee is 300 dollars per site."),
    ("Uploads may take 20 seconds.", "Uploads may take 20 minutes."),
    ("The lease of the tool lasts two years.", "The lease of the tool lasts two months."),
    ("Store drawings for 18 months.", "Store drawings for 18 days."),
    ("Ten hours of training are included.", "Ten days of training are included."),
    ("Meet the crew once a quarter on site.", "Meet the crew once a week on site."),
    ("He walks the site in ten hours.", "He walks the site in ten minutes."),
    ("Call back within 15 minutes.", "Call back within 15 seconds."),
    ("The rate is 45 per day for drafting.", "The rate is 45 per hour for drafting."),
]
DATES = [
    ("The audit starts on Tuesday.", "The audit starts on Thursday."),
    ("The pilot ends in November.", "The pilot ends in October."),
    ("Ola moves to the new rate on 7 May.", "Ola moves to the new rate on 9 May."),
    ("The lease was signed in 2021.", "The lease was signed in 2019."),
    ("Deliver the prints by 3 August.", "Deliver the prints by 3 September."),
    ("The line opens at 8:30 for callers.", "The line opens at 9:30 for callers."),
    ("Joachim is away from Monday.", "Joachim is away from Wednesday."),
    ("Prices rise in April for everyone.", "Prices rise in January for everyone."),
    ("Support closes at 5 pm on Fridays.", "Support closes at 7 pm on Fridays."),
    ("The stock count was on 12 February.", "The stock count was on 20 February."),
    ("The rule dates from 2016.", "The rule is an old one."),
    ("Send the rota every Sunday.", "Send the rota every Friday."),
]
PERCENTAGES = [
    ("Errors fell by 5 percentage points.", "Errors fell by 5 percent."),
    ("Costs grew by 3 percent.", "Costs grew by 3 percentage points."),
    ("Margin rose 4 percentage points in spring.", "Margin rose 4% in spring."),
    ("Churn dropped 2 % last year.", "Churn dropped 2 percentage points last year."),
    ("The bounce rate fell 6 per cent.", "The bounce rate fell 6 percentage points."),
    ("Accuracy gained 1.5 percentage points.", "Accuracy gained 1.5 percent."),
]
NAMES = [
    ("The agreement must follow HIPAA.", "The agreement must follow data protection law."),
    ("Under the GDPR, keep a list of processors.", "Keep a list of processors."),
    ("Upload the files to Dropbox every night.", "Upload the files to the server every night."),
    ("Ask whether the firm holds ISO 27001.", "Ask whether the firm holds a security certificate."),
    ("The team in Nairobi handles returns.", "The team in Accra handles returns."),
    ("We chose Larkfield for the printing.", "We chose Brightwell for the printing."),
    ("The invoice from Petrov was late.", "The invoice from Olsen was late."),
    ("Send the parcels through Hermes.", "Send the parcels through Fastway."),
    ("Our bank asked Marisol for the form.", "Our bank asked Benedikt for the form."),
    ("According to Gartner, the work takes longer.", "The work takes longer."),
    ("The studio in Porto designs the labels.", "The studio in Turin designs the labels."),
    ("Register the mark under the Madrid Protocol.", "Register the mark."),
]
NEGATIONS = [
    ("Do not share the admin password.", "Share the admin password."),
    ("The fee does not cover revisions.", "The fee covers revisions."),
    ("Share passwords by e-mail.", "Never share passwords by e-mail."),
    ("The agency never records the calls.", "The agency records the calls."),
    ("Work can start without a signed order.", "Work can start with a signed order."),
    ("A verbal promise is enough.", "A verbal promise is not enough."),
    ("No deposit is due before the first draft.", "A deposit is due before the first draft."),
    ("The crew shouldn't enter the lab.", "The crew should enter the lab."),
    ("The hosting company keeps backups.", "The hosting company keeps no backups."),
    ("Reports include customer names.", "Reports do not include customer names."),
    ("Nobody checks the timesheets.", "Hilda checks the timesheets."),
    ("The licence is transferable.", "The licence is not transferable."),
    ("Photos are not part of the package.", "Photos are part of the package."),
]
MODALITIES = [
    ("The tester must attend the demo.", "The tester may attend the demo."),
    ("You must publish the price list.", "You can publish the price list."),
    ("The printer may keep the plates.", "The printer must not keep the plates."),
    ("The driver need not wear a badge.", "The driver must wear a badge."),
    ("You must rotate the keys.", "You should rotate the keys."),
    ("The caterer is required to label dishes.", "The caterer is allowed to label dishes."),
    ("The coach shall log hours.", "The coach may log hours."),
    ("The client cannot inspect the site.", "The client can inspect the site."),
    ("The editor should rewrite the quotes.", "The editor should not rewrite the quotes."),
    ("The tenant must not sublet the desk.", "The tenant may sublet the desk."),
    ("The guard does not have to sign in.", "The guard has to sign in."),
    ("A tool can halve the errors.", "A tool cannot halve the errors."),
]
ACTORS = [
    ("The vendor pays the customs duty.", "The owner pays the customs duty."),
    ("The duty is paid by the freelancer.", "The duty is paid by the client."),
    ("The agency approves the final artwork.", "The client approves the final artwork."),
    ("The contractor must chase late approvals.", "You must chase late approvals."),
    ("The owner corrects typing errors at once.", "The freelancer corrects typing errors at once."),
    ("Repairs are at the buyer's expense.", "Repairs are at the supplier's expense."),
    (
        "Ana checks the totals and Karim enters them.",
        "Karim checks the totals and Ana enters them.",
    ),
    ("The client hosts the site for the agency.", "The agency hosts the site for the client."),
    ("The vendor keeps the master copy of the keys.", "Keep the master copy of the keys."),
    ("The source code belongs to the developer.", "The source code belongs to the client."),
    ("The bookkeeper signs the tax return.", "The owner signs the tax return."),
    ("The vendor tells the client about outages.", "The client tells the vendor about outages."),
]
COMPARATIVES = [
    ("A retainer costs more than hourly work.", "A retainer costs less than hourly work."),
    ("Keep at most three suppliers.", "Keep at least three suppliers."),
    ("Complaints rose after the move.", "Complaints fell after the move."),
    ("Notice may be no longer than 30 days.", "Notice may be no shorter than 30 days."),
    ("The cheapest bid won the tender.", "The dearest bid won the tender."),
    ("The second batch was better than the first.", "The second batch was worse than the first."),
    ("Orders above 200 need a signature.", "Orders below 200 need a signature."),
    ("Queues are shorter on market days.", "Queues are longer on market days."),
    ("The new packer is faster than the old one.", "The new packer is slower than the old one."),
    ("Raise the volume of orders slowly.", "Reduce the volume of orders slowly."),
    ("Budget for a minimum of two visits.", "Budget for a maximum of two visits."),
    ("Rates increase with experience.", "Rates decrease with experience."),
]
ORDERS = [
    ("Sign the order before the tasting.", "Sign the order after the tasting."),
    ("The deposit is due after the shoot.", "The deposit is due before the shoot."),
    ("The parcel came early in the day.", "The parcel came late in the day."),
    ("Fees are billed in arrears each term.", "Fees are billed in advance each term."),
    ("Test the oven first.", "Test the oven last."),
    ("The manual arrived later than the machine.", "The manual arrived earlier than the machine."),
    ("The course begins in Lyon.", "The course ends in Lyon."),
    (
        "Ask for samples before the price is fixed.",
        "Do not ask for samples until the price is fixed.",
    ),
    ("Read the clause before lunch with Edda.", "Read the clause after lunch with Edda."),
    ("The opening report names the risks.", "The closing report names the risks."),
    ("Publish the draft prior to approval.", "Publish the draft after approval."),
    ("Start the rollout in the north.", "Finish the rollout in the north."),
]
QUANTIFIERS = [
    ("All shipments arrive on time.", "Some shipments arrive on time."),
    ("Always ask the manager for leave.", "Sometimes ask the manager for leave."),
    ("The helpline always answers in Dutch.", "The helpline often answers in Dutch."),
    ("Few vendors read the annex.", "Most vendors read the annex."),
    ("Every bidder visits the kitchen.", "Few bidders visit the kitchen."),
    ("None of the invoices were wrong.", "All of the invoices were wrong."),
    ("All 12 tests passed.", "9 of 12 tests passed."),
    ("The courier never damages boxes.", "The courier sometimes damages boxes."),
    ("Most of the drivers speak Polish.", "Few of the drivers speak Polish."),
    ("All translators certify their work.", "Some translators certify their work."),
    ("The crew usually brings ladders.", "The crew rarely brings ladders."),
    ("Everyone signs the visitor book.", "Nobody signs the visitor book."),
]
CONDITIONS = [
    ("The deposit is refunded.", "The deposit is refunded if the event is cancelled."),
    ("You may reuse the drawings.", "You may reuse the drawings unless the architect objects."),
    ("The discount applies.", "The discount applies until the stock is sold."),
    ("Extend the contract if scores drop.", "Extend the contract unless scores drop."),
    ("The guard may leave.", "The guard may leave once the relief arrives."),
    ("Replace the filter even if it is clean.", "Replace the filter unless it is clean."),
    ("Use the logo unless the client agrees.", "Use the logo only if the client agrees."),
    ("The bonus is paid in March.", "The bonus is paid in March, provided the targets are met."),
    ("The manager approves overtime.", "If a holiday falls due, the manager approves overtime."),
    ("Offer the slot unless Rita confirms.", "Offer the slot if Rita confirms."),
    ("The stand stays in the hall.", "The stand stays in the hall until the fair closes."),
    ("Interest is waived.", "Interest is waived if the bill is settled early."),
]
EXCEPTIONS = [
    ("Travel is included in the price.", "Travel is included in the price, except flights."),
    ("The files belong to the client.", "The files belong to the client, except stock photos."),
    ("Every branch closes at noon.", "Every branch closes at noon, apart from the depot."),
    ("The cover applies to all vans.", "The cover applies to all vans, other than hired ones."),
    ("Tools stay with the buyer.", "Tools stay with the buyer, excluding moulds."),
    ("Fees are fixed for a year.", "Fees are fixed for a year, save for postage."),
]
ELLIPSES = [
    (
        'The source says "share the keys ... with the agency".',
        "You must share the keys never with the agency.",
    ),
    ('"The fee is due ... after the shoot."', "The fee is due not before but after the shoot."),
    ('"The vendor shall … keep copies."', "The vendor shall not keep copies."),
    (
        '"You may publish the photos ... in print."',
        "You may publish the photos, except portraits, in print.",
    ),
    (
        '"Refunds are given [...] within a week."',
        "Refunds are given only if goods are unused within a week.",
    ),
    (
        '"The client can ... cancel the order."',
        "The client can, unless work has begun, cancel the order.",
    ),
    ('"Accounts ... stay open."', "Accounts without a named owner stay open."),
    ('"Calls are ... recorded."', "Calls are hardly recorded."),
]
ANTONYMS = [
    ("The buyer may reject the samples.", "The buyer may accept the samples."),
    ("Delete the footage afterwards.", "Keep the footage afterwards."),
    ("Delivery is excluded from the quote.", "Delivery is included in the quote."),
    ("The clause forbids subcontracting.", "The clause allows subcontracting."),
    ("Agree a variable price for the season.", "Agree a fixed price for the season."),
    ("Keep the tender public.", "Keep the tender private."),
    ("The audit failed in Leeds.", "The audit passed in Leeds."),
    ("The annex is optional for traders.", "The annex is mandatory for traders."),
    ("Withhold the floor plan from bidders.", "Share the floor plan with bidders."),
    ("Use an internal reviewer for the exam.", "Use an external reviewer for the exam."),
    ("The stamp makes the deed invalid.", "The stamp makes the deed valid."),
    ("List the unpaid invoices on page one.", "List the paid invoices on page one."),
]
TABLES = {
    "number": NUMBERS,
    "unit": UNITS,
    "date": DATES,
    "percentage": PERCENTAGES,
    "name": NAMES,
    "negation": NEGATIONS,
    "modality": MODALITIES,
    "actor": ACTORS,
    "comparative": COMPARATIVES,
    "order": ORDERS,
    "quantifier": QUANTIFIERS,
    "condition": CONDITIONS,
    "exception": EXCEPTIONS,
    "ellipsis": ELLIPSES,
    "antonym": ANTONYMS,
}


@pytest.mark.parametrize(
    ("kind", "sentence", "evidence"),
    [(kind, *pair) for kind, pairs in TABLES.items() for pair in pairs],
)
def test_a_false_version_of_the_source_is_objected_to(
    kind: str, sentence: str, evidence: str
) -> None:
    assert disagreements(sentence, evidence), kind
