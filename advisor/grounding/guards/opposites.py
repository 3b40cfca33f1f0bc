"""The words that say the reverse of each other, and the words of the two sides of a deal."""

from collections import defaultdict

from advisor.grounding.guards.stems import stem
from advisor.grounding.guards.types import Kind

_COMPARATIVES = (
    "more/less more/fewer most/least most/fewest higher/lower highest/lowest rise/fall rises/falls "
    "up/down above/below better/worse best/worst cheaper/dearer cheapest/dearest larger/smaller "
    "largest/smallest bigger/smaller biggest/smallest greater/smaller greater/less longer/shorter "
    "longest/shortest faster/slower fastest/slowest quicker/slower easier/harder easier/tougher "
    "harder/softer increase/decrease increase/reduce increase/fall rise/drop grow/shrink gain/lose "
    "raise/lower raise/reduce improve/worsen improve/decline double/halve double/half twice/half "
    "doubled/halved stronger/weaker safer/riskier wider/narrower exceed/undercut many/few "
    "much/little "
    "heavy/light majority/minority maximum/minimum overrun/underrun cheaper/costlier dear/cheap "
    "cheap/expensive cheaper/expensive over/under long/short high/low large/small big/small "
    "strong/weak fast/slow quick/slow enough/insufficient beat/miss surplus/shortfall "
    "surplus/deficit saved/lost multiply/divide expand/shrink upper/lower extend/shorten "
    "lengthen/shorten wide/narrow deep/shallow tight/loose thick/thin"
)
_ORDER = (
    "before/after before/once earlier/later earliest/latest early/late first/last first/finally "
    "previous/next precede/follow ahead/behind beginning/end start/end begin/end start/stop "
    "start/finish begin/stop begin/finish opening/closing first/afterwards soon/late old/new "
    "newest/oldest latest/oldest past/future yesterday/tomorrow last/next morning/evening "
    "initial/final former/latter start/close early/delayed promptly/late immediately/later "
    "immediately/eventually commence/terminate commence/end advance/arrears upfront/arrears "
    "upfront/afterwards day/night beforehand/afterwards since/until previously/subsequently"
)
_ANTONYMS = (
    "accept/reject accept/refuse accept/decline accept/return agree/refuse agree/disagree "
    "approve/reject approve/refuse include/exclude include/omit name/omit cover/exclude add/remove "
    "allow/forbid allow/ban allow/prevent permit/forbid permit/prohibit allow/prohibit allow/deny "
    "keep/delete keep/destroy keep/drop keep/return keep/remove keep/discard keep/lose save/delete "
    "retain/delete retain/destroy retain/lose share/withhold give/withhold grant/revoke grant/deny "
    "grant/withhold pay/withhold release/withhold open/close open/closed open/shut public/private "
    "public/secret public/confidential share/hide show/hide reveal/hide disclose/conceal "
    "fixed/variable fix/hourly "
    "inside/outside internal/external with/without win/lose pass/fail succeed/fail success/failure "
    "buy/sell hire/dismiss hire/fire safe/unsafe possible/impossible required/optional "
    "mandatory/optional gross/net senior/junior same/different same/other together/separately "
    "together/apart jointly/separately easy/hard easy/difficult simple/complex profit/loss "
    "temporary/permanent written/oral written/verbal written/spoken true/false right/wrong "
    "correct/wrong yes/no start/avoid use/avoid trust/distrust like/dislike present/absent "
    "agree/dispute confirm/deny admit/deny connect/disconnect lock/unlock join/leave arrive/leave "
    "joined/left remember/forget send/receive borrow/lend import/export debit/credit "
    "local/remote onsite/remote "
    "online/offline active/inactive enable/disable encourage/discourage praise/criticise "
    "protect/expose secure/insecure clear/unclear clear/vague vague/specific vague/precise "
    "exact/approximate exact/rough general/specific full/partial full/empty complete/partial "
    "complete/unfinished complete/incomplete finished/unfinished ready/unready known/unknown "
    "paid/unpaid paid/owed willing/unwilling able/unable likely/unlikely necessary/unnecessary "
    "usual/unusual common/rare frequent/rare regular/irregular fair/unfair lawful/unlawful "
    "legal/illegal valid/void valid/invalid binding/void happy/unhappy reliable/unreliable "
    "attend/miss meet/miss hit/miss good/bad good/poor positive/negative helpful/harmful "
    "useful/useless harmless/harmful careful/careless experienced/inexperienced skilled/unskilled "
    "near/far close/far nearshore/offshore domestic/foreign plus/minus help/hinder help/hurt "
    "help/harm support/oppose benefit/harm strength/weakness advantage/disadvantage "
    "asset/liability "
    "manual/automatic singular/plural individual/group alone/together alone/jointly aloud/silently "
    "ask/answer question/answer exclusive/shared shared/separate combine/separate merge/split "
    "compatible/incompatible flexible/rigid flexible/fixed strict/lenient formal/informal "
    "voluntary/compulsory voluntary/mandatory compulsory/optional duty/choice free/paid "
    "fulltime/parttime explicit/implicit direct/indirect directly/indirectly owner/editor "
    "consistent/inconsistent accurate/inaccurate visible/hidden visible/invisible "
    "trivial/important "
    "important/unimportant important/minor major/minor main/minor severe/mild serious/minor "
    "critical/trivial urgent/routine primary/secondary busy/idle busy/quiet working/broken "
    "repair/break solve/cause fixed/broken resolved/unresolved solved/unsolved answered/ignored "
    "answer/ignore reply/ignore read/ignore follow/ignore raise/settle unused/used exempt/liable "
    "assign/retain transfer/retain transfer/keep refundable/nonrefundable revocable/irrevocable "
    "renew/cancel renew/terminate continue/end continue/stop continue/terminate keep/end "
    "renew/expire open/resolved sign/terminate signed/unsigned request/offer offer/demand "
    "charge/waive owe/waive replace/keep change/keep confidential/open secret/open push/pull "
    "load/unload on/off in/out entry/exit enter/leave inbound/outbound incoming/outgoing "
    "supply/demand backup/original draft/final tested/untested test/skip verify/assume check/skip "
    "spend/save waste/save success/harm calm/angry promote/demote cause/prevent prevent/cause "
    "cause/result depend/independent dependent/independent oral/verbally silence/reply "
    "ignore/consider consider/dismiss reward/punish reward/penalise bonus/penalty refund/charge "
    "customer/supplier buyer/seller employer/employee lender/borrower landlord/tenant "
    "licensor/licensee lessor/lessee parent/child teacher/student sender/recipient "
    "quantity/quality email/phone "
    "mail/phone vertical/horizontal"
)
NOT_OPPOSITES = frozenset("on/off in/out day/night".split())


def _table() -> dict[str, dict[str, Kind]]:
    made: defaultdict[str, dict[str, Kind]] = defaultdict(dict)
    groups: tuple[tuple[str, Kind], ...] = (
        (_COMPARATIVES, "comparative"),
        (_ORDER, "order"),
        (_ANTONYMS, "antonym"),
    )
    for pairs, kind in groups:
        for pair in pairs.split():
            if pair in NOT_OPPOSITES:
                continue
            one, other = (stem(word) for word in pair.split("/"))
            if one != other:
                made[one].setdefault(other, kind)
                made[other].setdefault(one, kind)
    return dict(made)


OPPOSITES = _table()
"""Stem to the stems that say the reverse, each with the kind of the disagreement."""

_PREFIXES = ("un", "in", "im", "ir", "il", "non", "dis", "mis")


def is_reverse(one: str, other: str) -> Kind | None:
    """Whether two stems say the reverse of each other, by the table or by a prefix (`un-`)."""
    if kind := OPPOSITES.get(one, {}).get(other):
        return kind
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 4 and longer.endswith(shorter):
        return "antonym" if longer[: -len(shorter)] in _PREFIXES else None
    return None


BUYER = frozenset(
    stem(word) for word in "you your yours yourself owner client buyer employer we us our".split()
)
VENDOR = frozenset(
    stem(word)
    for word in "vendor freelancer agency contractor supplier provider bureau seller bookkeeper "
    "developer designer copywriter consultant subcontractor cleaner accountant assistant va "
    "translator outsourcer studio programmer editor photographer".split()
)


def side_of(word: str) -> str:
    """Which side of the deal a stem names: `buyer`, `vendor` or neither (empty)."""
    return "buyer" if word in BUYER else "vendor" if word in VENDOR else ""
