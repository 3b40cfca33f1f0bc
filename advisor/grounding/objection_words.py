"""The words that the guards know: opposites, parties, strengths, numbers and exclusions."""

from collections import defaultdict

NEGATIONS = frozenset("not never no without neither nor none nobody nothing cannot".split())
CONDITIONS = frozenset("if unless until except only provided".split())

_PAIRS = (
    "more/less more/fewer most/least higher/lower rise/fall rose/fell rises/falls up/down "
    "before/after earlier/later early/late first/last always/never all/none every/no above/below "
    "over/under accept/reject accepts/rejects accepted/rejected raise/lower raises/lowers "
    "include/exclude includes/excludes included/excluded allow/forbid allowed/forbidden "
    "keep/delete keeps/deletes share/withhold start/end starts/ends begin/end begins/ends "
    "increase/decrease increased/decreased with/without inside/outside open/closed open/shut "
    "public/private fixed/variable cheapest/dearest cheap/dear best/worst better/worse "
    "faster/slower longer/shorter larger/smaller bigger/smaller advance/arrears win/lose "
    "pass/fail passed/failed agree/refuse agreed/refused pays/receives paid/unpaid buy/sell "
    "safe/unsafe possible/impossible required/optional mandatory/optional maximum/minimum "
    "gross/net senior/junior same/different together/separately everyone/nobody "
    "anyone/nobody both/neither either/neither some/all some/none many/few often/rarely "
    "often/never usually/rarely can/cannot may/cannot easy/hard easier/harder strong/weak "
    "success/failure approve/refuse approved/refused gain/loss profit/loss hire/dismiss "
    "internal/external temporary/permanent written/oral written/verbal written/spoken "
    "most/few yes/no improved/worsened better/worse ahead/behind true/false"
).split()


def _both_ways() -> dict[str, frozenset[str]]:
    table: defaultdict[str, set[str]] = defaultdict(set)
    for pair in _PAIRS:
        one, other = pair.split("/")
        table[one].add(other)
        table[other].add(one)
    return {word: frozenset(others) for word, others in table.items()}


OPPOSITES = _both_ways()
"""Word to the words that say the reverse of it."""

_PARTIES = (
    "owner you client customer buyer employer",
    "vendor freelancer agency contractor supplier provider bookkeeper developer designer seller",
)
ACTORS = {word: side for side, words in enumerate(_PARTIES) for word in words.split()}
"""Word to the side of the deal that it names."""

STRENGTH = {
    "may": 0, "might": 0, "could": 0, "optional": 0, "should": 1, "must": 2, "required": 2,
    "shall": 2, "mandatory": 2,
}  # fmt: skip
"""How binding a word is, 0 to 2."""

EXCLUSIVE = tuple(
    frozenset(words.split())
    for words in (
        "january february march april june july august september october november december",
        "monday tuesday wednesday thursday friday saturday sunday",
        "seconds minutes hours days weeks months years quarters",
        "second minute hour day week month year quarter",
        "hourly daily weekly fortnightly monthly quarterly yearly annually",
        "dollars euros pounds percent",
        "email telephone phone post letter",
        "morning afternoon evening night",
        "spring summer autumn winter",
        "north south east west",
    )
)
"""Groups of which a thing can be only one."""

_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety hundred".split()
NUMBER_WORDS: dict[str, float] = (
    {word: float(value) for value, word in enumerate(_WORDS, 2)}
    | {word: float(value) for value, word in zip(range(20, 101, 10), _TENS, strict=True)}
    | {"thousand": 1000.0, "dozen": 12.0, "fortnight": 14.0}
)

IMPLIED: dict[str, tuple[float, ...]] = {
    "year": (12, 52, 365), "years": (12, 52), "yearly": (12,), "quarter": (4, 25), "week": (7,),
    "weeks": (7,), "half": (2, 50), "third": (3, 33), "month": (30, 4), "day": (24,),
    "hour": (60,), "hours": (60,), "fortnight": (14, 2), "double": (2, 200), "dozen": (12,),
    "all": (100,), "whole": (100,), "every": (100,), "none": (0,), "full": (100,),
}  # fmt: skip
"""Numbers that a word stands for in another unit."""
