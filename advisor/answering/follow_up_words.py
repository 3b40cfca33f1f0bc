"""The words that tell whether a question names its subject, and how text is cut into words."""

import re
from collections.abc import Sequence


def word_set(text: str) -> frozenset[str]:
    """The words of a text; word lists are written so because they are read as prose."""
    return frozenset(text.split())


# Words that carry no subject: a question made only of these points back.
STOP = word_set(
    "a an the and or but so then also plus ok okay as at am be been being is are was were "
    "isnt arent by can cant could do does did doing done dont doesnt didnt for from had has "
    "have having how i if im ive id in into it its itself just me my no not of off on onto "
    "our out over up us we weve will wont would should shouldnt shall must may might what "
    "whats when where wheres which who whos whom whose why with within without you your youre "
    "yours pls please thx thanks thank to too that thats this these those than there theres "
    "they them their theyre theirs he she him her his hers one ones about after before until "
    "till unless because while during against per let lets any anything all both each either "
    "every everything some something such same other others only even ever really actually "
    "exactly well very quite still yet again now already maybe perhaps"
)
# Words that shape an answer (how long, how often, an example) but name nothing to answer about.
_LIGHT = word_set(
    "ask use give get make makes go goes going need needs want take takes say says said tell "
    "mean means think know see look like sort kind way thing things stuff bit case point "
    "points tip step option idea part order first second third fourth fifth last next former "
    "latter top more most less least much many few long longer often soon big small bigger "
    "smaller short shorter simple simpler quick detail details example examples instance "
    "explain elaborate expand else instead otherwise enough normal ok fine good bad better "
    "best worse right wrong true sure possible necessary realistic important worth matter "
    "matters happen happens work works apply applies different day days daily week weeks "
    "weekly month months monthly quarter quarterly year years yearly hour hours time times "
    "once twice start end reason exact roughly usually typical someone somebody anyone nobody "
    "cost costs two three four five great cool hmm yes yeah yep nope hi hello sorry try put "
    "add keep"
)
# Parties that are hired or meet the hired; what "they", "he" and "a designer" can stand for.
PARTIES = word_set(
    "freelancer contractor subcontractor agency vendor supplier provider designer developer "
    "dev coder writer copywriter translator cleaner bookkeeper accountant va assistant "
    "consultant team crew recruiter photographer programmer editor 3pl warehouse bidder "
    ""
)
PEOPLE = PARTIES | word_set(
    "company firm partner staff employee people person guy guys lady owner boss manager "
    "client customer lawyer colleague husband wife sister brother friend daughter son agent "
    "applicant candidate business office"
)
# The subject's own nouns: a short question that names one of them stands alone.
SUBJECTS = word_set(
    "contract clause brief scope nda invoice quote quotes tender rfp rfq sla kpi kpis metric "
    "metrics scorecard raci matrix escalation onboarding offboarding handover trial pilot "
    "milestone milestones deadline deadlines deposit retainer outsourcing outsource "
    "outsourced offshore nearshore payroll bookkeeping copyright ip ownership licence license "
    "password passwords backup access security gdpr confidentiality penalty termination exit "
    "renewal backlog micromanaging micromanagement feedback holiday holidays culture timezone "
    "overlap revisions subcontracting references portfolio ratings reviews warranty liability "
    "insurance indemnity acceptance criteria documentation sop sops wiki glossary minutes "
    "agenda approval approvals budget fraud triage audit baseline target targets "
    "misclassification timesheets tracker status price prices rates change requests signoff "
    "jargon review call calls report reports data notes meeting meetings"
)
DETERMINERS = word_set(
    "a an the my our your his their no any some each every another two three both"
)
PREPOSITIONS = word_set(
    "about for of with without in on at to by after before during under from than like per "
    "until into"
)
BOUNDARY = word_set(", . ; : ! ? - ( ) and but so if when because since while or")
# Words that can surround a swapped party: "does the same go for a designer?".
FRAME = word_set(
    "and or but ok okay so then what how about for with if it its is it's the same does do "
    "that this apply to go goes hold would be different also too in case of instead we i use "
    "hire hired had were was work works count as well when thing thanks now say yes no im "
    "using hiring it'd"
)


def tokens_of(text: str) -> list[str]:
    """Lower-case words and punctuation marks, in order."""
    plain = text.lower().replace("\u2019", "'")
    return [
        token.replace("n't", "nt") if "'" in token else token
        for token in re.findall(r"[a-z0-9]+(?:'[a-z]+)?|[,.;:!?()-]", plain)
    ]


def content_of(tokens: Sequence[str]) -> list[str]:
    """The tokens that name something."""
    return [
        token
        for token in tokens
        if token[0].isalnum() and not bare_forms(token) & (STOP | _LIGHT) and not token.isdigit()
    ]


def bare_forms(token: str) -> frozenset[str]:
    """The word with and without what follows an apostrophe."""
    return frozenset((token.replace("'", ""), token.split("'", maxsplit=1)[0]))


def singular(word: str) -> str:
    """A noun without its plural or possessive ending."""
    word = word.removesuffix("'s")
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
