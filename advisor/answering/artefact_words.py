"""The words by which people name documents, and the ones that mean the same."""

from advisor.answering.follow_up_words import word_set

# Documents by the names that say so; each is a piece of a regular expression.
DOCUMENTS = (
    r"score ?cards?",
    r"check[- ]?lists?",
    r"agendas?",
    r"charters?",
    r"templates?",
    r"raci(?: chart| matrix| table)?",
    r"kpi sheets?",
    r"goals? sheets?",
    r"one[- ]?pagers?",
    r"statements? of work",
    r"sow",
    r"job (?:post(?:ing)?|ad|advert|description)s?",
    r"call sheets?",
    r"decision matri(?:x|ces)",
    r"trial plans?",
    r"pilot plans?",
    r"exit plans?",
    r"recovery plans?",
    r"communications? plans?",
    r"comms plans?",
    r"working agreements?",
    r"ground rules",
    r"change request forms?",
    r"status reports?",
    r"decision logs?",
    r"escalation (?:path|ladder)s?",
    r"onboarding plans?",
    r"handover plans?",
    r"improvement plans?",
    r"training plans?",
    r"(?:first|1st) (?:week|month|30 days?) plans?",
    r"30[- /]60[- /]90(?: day)? plans?",
    r"30[- ]days? plans?",
    r"holiday calendars?",
    r"question(?:naire)?s? for (?:a |the )?(?:reference|referee)s?",
    r"(?:clause|term)s? (?:list|sheet)s?",
    r"weekly (?:update|report)s?(?: form)?",
    r"check[- ]?in (?:agreement|plan|schedule)s?",
    r"project briefs?",
    r"one[- ]page briefs?",
)
GENERIC_DOCUMENTS = (
    r"sheets?",
    r"forms?",
    r"spread ?sheets?",
    r"worksheets?",
    r"matri(?:x|ces)",
    r"documents?",
    r"docs?",
    r"tables?",
    r"questionnaires?",
    r"calendars?",
    r"scripts?",
    r"trackers?",
    r"grids?",
    r"briefs?",
    r"planners?",
)
# These are documents only where somebody asks to have one.
WEAK_DOCUMENTS = (
    r"plans?",
    r"lists?",
    r"agreements?",
    r"terms",
    r"logs?",
    r"briefs?",
    r"reports?",
    r"adverts?",
    r"ads?",
    r"posts?",
    r"scope",
    r"questions",
    r"calendar",
    r"clauses",
    r"rules",
    r"page",
)
# Pairs of words that mean one thing, folded before single words are looked at.
PHRASES = (
    (r"\bscore ?cards?\b", "scorecard"),
    (r"\bcheck[- ]?lists?\b", "checklist"),
    (r"\bstatements? of work\b|\bscope of work\b|\bwork orders?\b|\bsow\b", "sow"),
    (
        r"\bjob (?:posts?|postings?|ads?|adverts?|descriptions?)\b"
        r"|\b(?:up ?work|fiverr|freelance) (?:posts?|ads?|adverts?"
        r"|listings?)\b|\badverts?\b|\bwanted ad\b",
        "job_post",
    ),
    (r"\bkick[- ]?off\b|\bfirst meeting\b|\bfirst week\b|\bday one\b|\bstart meeting\b", "kickoff"),
    (
        r"\bon[- ]?board\w*|\binduct\w+|\bfirst (?:month|30 days?|thirty days"
        r"|few weeks)\b|\b30[- /]60[- /]90\b|\b30[- ]days?\b|\bnewcomers?\b"
        r"|\bnew starters?\b|\bstarters?\b",
        "onboarding",
    ),
    (r"\bcheck[- ]?ins?\b", "checkin"),
    (
        r"\bweekly (?:updates?|reports?|emails?|notes?|status)\b"
        r"|\bstatus (?:reports?|updates?)\b|\bprogress (?:reports?|updates?)\b",
        "status_report",
    ),
    (r"\bcomms\b|\bcommunications?\b", "communication"),
    (r"\bnon[- ]?disclosure\b|\bconfidentiality\b|\bndas?\b|\bsecrecy\b", "nda"),
    (
        r"\bwho (?:does what|decides what|decides|signs off|approves)\b"
        r"|\broles?(?: and responsibilities)?\b|\bresponsibilit(?:y|ies)\b"
        r"|\braci\b",
        "raci",
    ),
    (r"\bwho talks to whom\b|\bwho (?:talks|speaks) to who\b", "who_talks"),
    (
        r"\bpaid (?:trials?|tests?)\b|\btrial (?:weeks?|periods?|tasks?"
        r"|projects?)\b|\btest (?:projects?|tasks?|weeks?)\b|\btry[- ]?outs?\b"
        r"|\bpilots?\b|\btrials?\b",
        "trial",
    ),
    (r"\bgo[ /-]*(?:or )?no[ -]?go\b", "trial"),
    (
        r"\bold clients?\b|\bpast (?:clients?|customers?)\b|\b(?:former"
        r"|previous|other|existing) (?:clients?|customers?)\b|\breferees?\b"
        r"|\breferences?(?: calls?| checks?)?\b",
        "reference",
    ),
    (r"\btime ?zones?\b|\bover ?laps?\b|\bshared hours\b", "timezone"),
    (r"\bintellectual property\b|\bip\b|\bcopyrights?\b|\bwho owns\b|\bownership\b", "ip"),
    (
        r"\bgdpr\b|\bdata (?:protection|processing|privacy|clauses?|terms)\b"
        r"|\bprivacy\b|\bdpa\b|\bdata\b",
        "data",
    ),
    (r"\brecovery plans?\b|\bimprovement plans?\b|\bget[- ]well plans?\b|\bpip\b", "recovery"),
    (r"\bchange (?:requests?|orders?|control|forms?)\b|\bscope changes?\b", "change_request"),
    (r"\bdecision (?:logs?|records?|register)\b", "decision_log"),
    (r"\bdecision (?:matri(?:x|ces)|tables?|grids?)\b", "compare"),
    (r"\bacceptance (?:criteria|tests?)\b", "acceptance"),
    (r"\bfree[- ]to[- ]decide\b|\bask[- ]first\b|\bmust[- ]ask\b", "free_to_decide"),
    (r"\bapproval limits?\b|\bspending limits?\b|\bsign[- ]?off\b", "approval"),
    (r"\bpoint persons?\b|\bcontact persons?\b|\bpoint of contact\b", "point_person"),
    (r"\bone[- ]page(?:r)?s?\b", "one_page"),
    (r"\btotal costs?\b|\bwhole costs?\b|\bcost comparison\b", "total_cost"),
    (
        r"\bground rules\b|\bworking agreements?\b|\bteam agreements?\b"
        r"|\bways of working\b",
        "working_agreement",
    ),
    (r"\bmust[- ]haves?\b", "must_have"),
)


def _group(concept: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), concept)


CONCEPTS = (
    _group(
        "compare",
        "compare comparing comparison comparisons rank ranking bidders bidder bids bid "
        "quotes quote quotation quotations offers tenders proposals shortlist choose choosing "
        "pick picking select selection selecting weights weight weighted weighting criteria",
    )
    | _group(
        "review",
        "review reviews reviewing rate rating evaluate evaluation appraisal assess "
        "assessment perform performance quarterly monthly qbr grade grading results",
    )
    | _group("kpi", "kpi kpis metric metrics measure measures")
    | _group("goal", "goal goals objective objectives outcomes targets target")
    | _group(
        "exit",
        "exit exiting leave leaves leaving terminate termination ending end offboarding "
        "offboard quit handover handovers handing switch switching cancel cancelling part",
    )
    | _group(
        "scale",
        "scale scaling grow growth growing volume volumes band bands peak season "
        "renewal renew renewals notice",
    )
    | _group("escalation", "escalation escalations escalate escalating")
    | _group("delegation", "delegation delegate delegating charter")
    | _group(
        "culture",
        "culture cultural cross-cultural cultures abroad offshore overseas foreign "
        "nearshore language languages country countries holidays holiday distributed",
    )
    | _group(
        "micromanaging",
        "micromanage micromanaging micromanagement hovering autonomy hover "
        "milestones demo demos control",
    )
    | _group("access", "access login logins password passwords accounts permissions")
    | _group("spreadsheet", "spreadsheet spreadsheets excel xlsx")
    | _group("communication", "updates update channels channel contact")
    | _group("brief", "brief briefs")
    | _group("training", "training train shadowing ramp")
    | _group("lawyer", "lawyer legal attorney solicitor clause clauses contract contracts")
)
# Words that tell no template from another: the document itself, the parties and the frame.
COMMON = word_set(
    "a an the and or of for to in on at by with from into our my your their his her we i me us you "
    "it its is are be was do does did what which who whom how when where why that this these those "
    "can could should would will may must have has had got get need needs want wants give make "
    "makes made draft create write prepare generate produce build design set put use using show "
    "send find look looking after please pls plz thanks thx hi hello hey ok some any one two three "
    "simple short quick good blank proper ready up down out before between about them they new "
    "small firm business company work works job as so also just help like d ll s im am if not no "
    "template templates sheet sheets form forms document documents doc docs table page file word "
    "pdf list plan plans agreement matrix print download example sample "
    "vendor vendors supplier suppliers provider providers agency agencies freelancer freelancers "
    "contractor contractors outsourced outside team teams person people guy bookkeeper developer "
    "developers dev va assistant assistants designer writer cleaner cleaners cleaning support it "
    "payroll marketing software website app office services service fulfilment warehouse agents "
    "agent "
    "outsourcing outsource hire hiring hired someone first next last day days week weeks weekly "
    "now there here "
    "say put questions question cover start starting"
)
