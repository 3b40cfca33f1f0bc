"""Words of like meaning, by which questions and notes are matched."""

# One line for each meaning: its name, then the words that stand for it. A word may have several.
MEANINGS = """
late: late lateness missed miss slip overdue delay behind postpone tardy unpunctual belated
deadline: deadline duedate
pay: paid pay payment payout settled settle transfer wire deposit retainer instalment installment
pay: prepay prepaid remit payed
invoice: invoice bill billed billing
perunit: perhour pervisit perticket peritem permonth
price: price rate fee cost charge quote quotation
price: tariff pricing pricier dearer expensive cheap rates surcharge
upfront: upfront deposit prepay prepaid advance advanced
budget: budget spend spent cost
access: access login password credential admin administrator permission 2fa passcode superuser
access: username key keys keyholder keyholders door alarm code fob entry enter pin
reply: reply response respond answer react responsive unanswered unresponsive
error: error mistake bug defect fault wrong incorrect typo mispick inaccurate
accuracy: accuracy accurate correct accurately precise
satisfaction: csat nps happy happier unhappy satisfied satisfaction score rating stars
receivable: ar receivable receivables debtors debtor
urgent: p1 urgent critical emergency
incident: incident outage
meeting: meeting met meet call spoke talk checkin catchup standup sync zoom conversation
rule: rule rules policy agreed agree decided limit fromnowon standing
revision: revision revisions amendment changes corrections rounds round iteration
crash: wentdown crash crashed broken broke down outage downtime breakdown
crash: blackout fail failed failure offline
ring: ring phone call contact reach
contract: contract agreement sow msa terms paperwork
sign: sign signature signed countersign contract
notice: notice notification terminate termination cancel cancellation exit
end: end finish terminate over stop quit leave
person: supervisor director head boss manager contact
person: lead person rep representative coordinator liaison
replace: replace replacement swap swapped substitute substitution successor takeover cover
replace: replacement handover standin deputy understudy covering covered alternate
standin: standin cover covers covering covered deputy understudy alternate
assign: assign assigned appoint appointed responsible charge handle handles handling runs
holiday: shut holiday vacation leave away closed closure pto bankholiday
sick: sick ill illness unwell
absent: away holiday vacation leave off out absent pto
scope: scope scopecreep extra additional
backup: backup restore backups
ip: ip copyright intellectual ownership owns own rights belongs
source: source repo repository sourcecode codebase github git bitbucket gitlab
nda: nda confidentiality confidential nondisclosure
refund: refund refunded credit reimburse moneyback
complaint: grumble moan complaint complain unhappy annoyed angry upset dissatisfied grumble
decide: decide decision agree agreed chose choose settled opt approve confirm
approve: approve approval signoff accept accepted greenlight okayed
reject: reject rejected refuse decline turneddown
change: change switch changed move amend amended revise new
problem: problem issue trouble broke broken breakdown outage fail failed failure wrong incident
problem: complaint
fix: fix fixed solve solved resolve resolved sorted repair cured
training: training train trained onboard onboarding walkthrough induction handover
report: report reporting dashboard summary
milestone: milestone phase stage deliverable
deliver: deliver delivery delivered ship shipped shipping dispatch arrive arrived handed sent
hours: hour hours overtime timesheet
promise: promise promised commit committed guarantee guaranteed said pledge
target: target goal sla kpi
increase: increase increased raise raised rise rose up higher hike risen
decrease: wentdown
decrease: decrease decreased drop dropped reduce reduced fall fell lower discount cut cheaper
chase: chase chased chasing reminding nudge reminder remind reminded followup
test: test testing qa tested trial pilot
launch: launch golive live launched release released deploy deployed deployment
damage: damage damaged broke broken smashed scratched breakage
lost: lost lose missing mislaid loss
security: security breach leak leaked phishing hacked hack secret confidential disclose disclosed
security: expose exposed
data: data database records file files
return: return returned
stock: stock inventory warehouse
clean: clean cleaner cleaning cleaned
start: start started begin began begun kickoff commence kicked golive
quality: quality standard sloppy poor
review: review reviewed check checked audit inspect inspection
language: english language accent
timezone: timezone overlap clock
team: staff team crew people agent agents employee
subcontract: subcontract subcontractor subcontracted outsourced freelancer thirdparty
design: design designer logo mockup artwork
vat: vat tax gst
receipt: receipt receipts
payroll: payroll payslip wages salary
close: close closing monthend
bank: bank banking
ad: ad ads advert advertising campaign
insure: insurance insured liability indemnity
key: key keys keyholder fob alarm
escalate: escalate escalated escalation
reason: reason because why due
feedback: feedback
server: server hosting host
website: website site webpage web
customer: customer client buyer shopper
order: order orders parcel package
return: returns returned refund
ticket: ticket tickets case inquiry enquiry
renew: renew renewal renewed extend extended extension
penalty: penalty fine credits compensation
guideline: guideline guidelines playbook process sop manual documentation documented instructions
timesheet: timesheet
turnaround: turnaround within leadtime
skip: skip miss missed cancel cancelled forget forgot dropped noshow
ontime: ontime punctual punctually punctuality
time: time
draft: draft drafts
article: article post blog copy
pick: pick picking picked
vendor_left: left quit resigned resign departed leaving gone
hire: hire hired recruit
warranty: warranty guarantee
tool: tool software app system
"""
