"""Questions to the invented engagements, as owners would word them, with what must be cited.

A line is: engagement (- for all) | question | numbers of the notes that must be cited, `missing`
where the notes do not answer, `none` where they have no bearing | words that must be in the
answer, if any.
"""

FIRST = """
Brightdesk | Are their first reply times getting better? | 7 11 | under 4h: better, and within
- | Is Brightdesk getting faster at first reply? | Brightdesk#7 Brightdesk#11 | better
Brightdesk | Is first reply still above what we agreed? | 11 | within what was agreed
Brightdesk | How many times was the weekly report late? | 6 9 14 | 3 of your notes say so
- | How often was Brightdesk late? | Brightdesk#6 Brightdesk#9 Brightdesk#14 | 3 of your notes
Brightdesk | How much have we paid them so far? | 3 5 8 | $1,200 + $1,200 + $1,350 = $3,750
Nordfix | How much did we pay in total? | 2 7 12 | $6,000 + $1,800 + $6,000 = $13,800 in 3 payments
Nordfix | What have we paid since March? | 7 12 | $7,800
- | When did we last pay Brightdesk? | Brightdesk#8 |
Nordfix | When did they last miss a date? | 9 |
Nordfix | What was the first milestone's due date? | 4 |
- | Who is the lead developer at Nordfix? | Nordfix#3 |
Brightdesk | Who covers for Priya when she's away? | 2 |
Brightdesk | Who signed the contract? | 1 | Dana Cole
Brightdesk | What is the notice period? | 1 | 30 days
Nordfix | What is the notice period? | missing | do not say what the notice period is
- | Who has admin access to our Shopify store? | none |
TaskWing | Who has admin access? | missing | A note on admin access
Ledgerly | Who can log in to the bank? | 7 |
Ledgerly | What do we pay them a month? | 1 |
Ledgerly | Is the monthly closing getting faster? | 4 6 | 9 days in January, 6 days
PackFast | What was the error rate in March? | 5 |
PackFast | Compare the error rate in January and April | 2 7 | 2.1% in January, 1.6% in April
- | Which vendor was late most often? | Brightdesk#6 Nordfix#9 | most on Brightdesk
- | Compare Brightdesk and Nordfix on missed dates | Brightdesk#9 Nordfix#4 | Nordfix 2
Adwise | Is the cost per lead going up? | 4 6 | 45 EUR in February
Adwise | How many leads did we get in February? | 3 |
Adwise | who owns the ad account? | 5 |
Sparkle Cleaning | How many times did they not show up? | 2 7 | 2 of your notes say so
Sparkle Cleaning | who has the office key? | 6 |
Sparkle Cleaning | Are they insured? | 9 |
Sparkle Cleaning | When did the cleaner last not come? | 7 |
TaskWing | Was TaskWing ever late? | missing | do not tell of a missed date
TaskWing | When was Joy on holiday? | 7 |
Brightdesk | How are things going? | 4 7 11 | What happened last:
Nordfix | list all payments | 2 7 12 |
Nordfix | What decisions have we made? | 1 7 |
Nordfix | Why did we choose them? | 1 |
Nordfix | Did we sign an NDA? | missing | whether you signed an NDA
Nordfix | Where is the source code? | 8 |
Nordfix | how many bugs are left? | 11 |
- | What did Karim promise? | PackFast#8 |
PackFast | Did we get money back for the mugs? | 6 |
Brightdesk | How many days were there between the contract and the kick-off call? | 1 2 | 7 days
Ledgerly | How long did the February closing take? | 4 |
- | Who is cheaper, Ledgerly or Brightdesk? | Ledgerly#1 Brightdesk#8 |
Brightdesk | What happened in March? | 7 8 9 10 |
Brightdesk | What did we agree in April? | 13 |
Brightdesk | Should I share the admin password with the support team? | 12 |
Brightdesk | How do I write a job post? | none |
- | How do I compare three quotes? | none |
- | How many vendors should I ask for quotes? | none |
Nordfix | is our deposit safe with no contract signed | 2 |
- | Which of my vendors has a shared password? | Brightdesk#12 |
TaskWing | Is it ok that Joy has our card number? | 5 |
TaskWing | Should I check all of Joy's emails? | 3 |
Nordfix | Who owns the source code? | 8 |
- | How much did we pay Brightdesk and Nordfix? | Brightdesk#3 Nordfix#2 | Nordfix: $6,000 + $1,800
PackFast | Are they meeting the agreed error rate? | 5 7 | worse, and above what was agreed
Ledgerly | When will the fee go up? | 8 |
Nordfix | Who takes over from Lars? | 11 |
Nordfix | When was milestone 2 delivered? | 10 |
Sparkle Cleaning | What is the hourly rate? | 1 | 28 GBP
TaskWing | What did the wrong flight cost? | 4 |
Adwise | how often did they cancel our call | 7 |
- | do my notes say anything about insurance? | Sparkle Cleaning#9 |
- | Who is the main contact at Ledgerly? | Ledgerly#1 |
Brightdesk | What's the warning signs of a bad vendor? | none |
Brightdesk | How do I set a target for reply times? | 7 11 |
Nordfix | How should we pay developers? | none |
Brightdesk | hello | none |
- | What is a statement of work? | none |
- | Who owns the code a freelancer writes? | none |
- | We paid up front and they vanished, what now? | none |
Brightdesk | Were there more late reports in March than in February? | 6 9 | as many
"""

MORE = """
PrintPal | Is PrintPal getting quicker with proofs? | 3 4 | better
PrintPal | How long did the last proof take? | 4 |
PrintPal | Who is our contact now that Vera is away? | 5 |
PrintPal | Who messed up the flyers? | 6 |
PrintPal | What did the catalogue reprint cost us? | 7 |
PrintPal | How much will the autumn catalogue be? | 8 |
PrintPal | What turnaround did we ask for? | 1 |
PrintPal | What's their VAT number? | missing |
CodeKin | How many demos were skipped? | 2 4 | 2 of your notes
CodeKin | Which weekday is the demo? | 1 |
CodeKin | How long was the server down? | 5 |
CodeKin | When was the release moved, and to which date? | 6 |
CodeKin | When did we go live? | 7 |
CodeKin | Why was the May invoice higher? | 9 |
CodeKin | What were the extra $700 for? | 10 |
CodeKin | who has admin rights on the repo? | 11 |
CodeKin | How much did they invoice us in April and May together? | 8 9 | = $9,700
CodeKin | What is Uma's role? | 11 |
CodeKin | Is there a penalty clause for downtime? | missing |
CodeKin | Who pays for the domain name? | missing |
HelpHive | Is customer satisfaction improving? | 4 6 | better
HelpHive | What was CSAT in February? | 3 |
HelpHive | How big is the backlog now? | 8 |
HelpHive | What do they charge per ticket? | 1 |
HelpHive | what's our notice period with helphive | 1 |
HelpHive | Have they ever leaked anything? | 5 |
HelpHive | Who leads the team? | 9 |
HelpHive | Which languages do the agents speak? | missing |
HelpHive | Did HelpHive ever have a backlog? | 7 |
MoveIt | When does the trial end? | 1 |
MoveIt | Was the claim for the wet parcel settled? | 3 |
MoveIt | Are deliveries more punctual than before? | 4 5 | better
MoveIt | What did we decide about MoveIt? | 6 |
MoveIt | How high is the fuel surcharge? | 7 |
MoveIt | Who is our driver? | missing |
MoveIt | How many days between the claim and the payout? | 2 3 | 19 days
Glowy | How many posts did we get in March? | 5 |
Glowy | Are they delivering the posts we pay for? | 2 5 |
Glowy | Is the number of posts going up or down? | 5 7 | worse
Glowy | Do we have the Instagram password? | 6 8 |
Glowy | What happened with the customer photo? | 4 |
Glowy | What does Glowy cost per month? | 1 |
Glowy | Do we own the photos they take? | missing |
NumberNest | How many times was payroll late? | 2 8 | 2 of your notes
NumberNest | What did Nils promise? | 3 |
NumberNest | Did we ever get the stand-in plan? | 6 |
NumberNest | Why was payroll late in February? | 2 |
NumberNest | why was it late in may? | 8 |
NumberNest | How much did we pay in May? | 7 |
- | Which of them was late more often, NumberNest or CodeKin? | NumberNest#2 NumberNest#8 |
- | What did Ravi say about hosting? | CodeKin#10 |
- | When did I last hear from Marek? | HelpHive#9 |
- | How do I choose between two freelancers? | none |
HelpHive | How do I write a good service level agreement? | none |
BlueDesk Support | Are first answers getting slower? | 4 7 | better
BlueDesk Support | How many complaints did we get in March? | 4 |
BlueDesk Support | When do the new agents start? | 5 |
BlueDesk Support | Who will be our contact from June? | 8 |
BlueDesk Support | Was it OK to pay for the year in advance? | 6 |
BlueDesk Support | What is the refund policy if we cancel? | missing |
BlueDesk Support | compare complaints in january and april | 2 7 | better
Quickbooks Queen | How much have we paid Dee altogether? | 2 4 5 7 | = $2,682.50 in 4 payments
Quickbooks Queen | What does Dee charge per hour? | 1 |
Quickbooks Queen | How many hours did Dee bill in March? | 3 |
Quickbooks Queen | What's overdue? | 8 |
Quickbooks Queen | Who has the login for the tax portal? | missing |
Quickbooks Queen | When did we last pay Dee? | 7 |
Kite Apps | Is there a signed contract? | 1 |
Kite Apps | How many times have we reminded them of the contract? | 6 7 | 2 of your notes
Kite Apps | What is the new date for the beta? | 9 |
Kite Apps | Who knows the AWS root password? | 10 |
Kite Apps | When was Arun on holiday? | 3 |
Kite Apps | What hourly rate did we agree? | missing |
Fresh Floors | How often was the cleaner late? | 3 5 | 2 of your notes
Fresh Floors | What do we pay per visit now? | 7 |
Fresh Floors | by how much did the price go up? | 1 7 | 4 more
Fresh Floors | Which cleaning products do they use? | missing |
Cargo Cats | Did they reach the same-day target? | 4 |
Cargo Cats | Is the same-day share above the target in May? | 7 |
Cargo Cats | What happened to the parcels with wrong labels? | 6 |
- | What do Quickbooks Queen and Fresh Floors charge? | Quickbooks Queen#1 Fresh Floors#7 |
- | Did anyone break something? | Fresh Floors#8 |
- | Who is Piotr? | BlueDesk Support#8 |
- | How do I find a good cleaner? | none |
- | What is the usual notice period? | none |
Northwind Support | Is the response time improving? | 6 8 |
Northwind Support | Did they stay within the agreed response time in February? | 4 |
Northwind Support | When did we last speak to Elena? | 9 |
Northwind Support | Who is responsible for escalations? | 5 |
Northwind Support | Who handled escalations before Elena? | 5 |
Northwind Support | How many complaints were there? | 7 |
Northwind Support | What response time did we agree on? | 1 |
Northwind Support | What's the penalty if they miss the target? | missing |
Northwind Support | Which month was the response time the worst? | 4 |
Northwind Support | How many agents work for us? | missing |
Bytewerk | How often have they missed a deadline this year? | 3 6 |
Bytewerk | How much have we paid Bytewerk so far? | 2 5 |
Bytewerk | When was the login module delivered? | 4 |
Bytewerk | What was the last thing they delivered? | 7 |
Bytewerk | Do we own the code? | 8 |
Bytewerk | Who has the server password? | 10 |
Bytewerk | When will the payment module be ready? | 9 |
Bytewerk | What did Stefan say about the code? | 8 |
Bytewerk | How much is still to be paid? | missing |
Bytewerk | Who tests the modules? | missing |
Bytewerk | How much did we pay in March? | 5 |
Bytewerk | What is the total price? | 1 |
Ledger Lane | What access does Tanya have? | 1 |
Ledger Lane | Is the closing getting earlier? | 3 4 |
Ledger Lane | Who takes over from Tanya? | 7 |
Ledger Lane | When does Tanya leave? | 7 |
Ledger Lane | How much is the monthly fee? | 6 |
Ledger Lane | When is the VAT return due? | missing |
Sunny VA | How many double bookings have there been? | 3 4 |
Sunny VA | Are there still double bookings? | 6 |
Sunny VA | What does Maria cost per hour? | 1 |
Sunny VA | When was Maria sick? | 9 |
Sunny VA | Who answers the phone when Maria is away? | 9 |
Sunny VA | How many hours does she work? | 1 |
Sunny VA | Does Maria have our passwords? | missing |
Peak Parcels | Is the damage rate getting better or worse? | 3 5 |
Peak Parcels | Who pays for damaged goods? | 4 |
Peak Parcels | How many times was the pick-up late in May? | 6 |
- | Which has the lower damage rate, Peak Parcels or Swift Ship? | Peak Parcels#5 Swift Ship#4 |
- | Compare the damage rate of Peak Parcels and Swift Ship | Peak Parcels#5 Swift Ship#4 |
- | Did we pay anyone in advance? | Swift Ship#5 |
Swift Ship | Was it wise to pay the season in advance? | 5 |
Swift Ship | Should we pay everything up front again? | 5 |
- | How much did Swift Ship get paid? | Swift Ship#5 |
- | Which vendors missed deadlines? | Bytewerk#3 Bytewerk#6 |
- | How do I onboard a virtual assistant? | none |
Bytewerk | What questions should I ask at a demo? | none |
"""

KNOWN_GAPS = """
PrintPal | When does Vera come back? | missing |
PrintPal | when was the first time a proof was late | 2 |
BlueDesk Support | Who trains the new agents? | missing |
Fresh Floors | When do they come now? | 6 |
Ledger Lane | did Tanya ever save us money? | 5 |
Sunny VA | Am I micromanaging Maria? | 2 |
"""
