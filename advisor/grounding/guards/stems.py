"""Light stems, so that words of one family are compared as one word."""

from functools import lru_cache

_IRREGULAR = {
    word: forms.split()[0]
    for forms in (
        "pay paid|send sent|write wrote written|take took taken|give gave given|keep kept|hold "
        "held|"
        "make made|say said|tell told|choose chose chosen choice|go went gone|leave left|meet met|"
        "get got gotten|lose lost loss|win won|rise rose risen|fall fell fallen|begin began begun|"
        "break broke broken|bring brought|build built|buy bought|come came|cost costs|do did done "
        "does|draw drew drawn|drive drove driven|find found|forget forgot forgotten|grow grew "
        "grown "
        "growth|hear heard|hide hid hidden|know knew known|lead led|lend lent|let lets|mean meant|"
        "put puts|read reads|run ran|see saw seen|sell sold sale|set sets|show showed shown|"
        "speak spoke spoken|spend spent|stand stood|start starts|teach taught|think thought|"
        "understand understood|wear wore|be is are was were been being am|have has had having|"
        "become became|catch caught|feel felt|freeze froze frozen|steal stole stolen|"
        "person people|child children|man men|woman women|decide decision|withhold withheld|"
        "deliver delivery deliveries|receive receipt|pass past|overrun overran|undergo underwent|"
        "cut cuts|hit hits|shut shuts|split splits|quit quits|hurt hurts|need needs needed|"
        "prove proof proven|advise advice|reply replies replied|use uses used using|die died dying|"
        "agree agreed agreement agrees|forbid forbidden forbade forbids|expense "
        "expenses|expensive expensively|news|always|less|"
        "business businesses|process processes|access|express|unless|address addresses|during|"
        "nothing|something|anything|everything|morning mornings|evening evenings|thing things|"
        "meeting meetings|training|series|this|his|its|thus|plus|yes|us|bonus bonuses|status|"
        "only|early|weekly|monthly|daily|hourly|yearly|quarterly|fortnightly|family|reply|supply "
        "supplies supplied supplier|apply applies applied|rely relies relied|try tries tried|"
        "comment comments commented|document documents documented|moment moments|element elements"
    ).split("|")
    for word in forms.split()
}
_IRREGULAR |= {"supplier": "supplier", "suppliers": "supplier", "better": "better"}
_ENDINGS = (
    ("ations", 4), ("ation", 4), ("ances", 5), ("ance", 5), ("ences", 5), ("ence", 5),
    ("ments", 3), ("ment", 3), ("ities", 4), ("ity", 4), ("ingly", 4), ("ings", 3), ("ing", 3),
    ("edly", 3), ("ied", 3), ("ies", 3), ("ed", 3), ("ally", 4), ("ly", 4), ("ness", 4),
    ("als", 5), ("al", 5), ("ions", 4), ("ion", 4), ("es", 3), ("s", 3),
)  # fmt: skip


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a lower-case word: `accepted`, `accepts` and `acceptance` have one."""
    if word in _IRREGULAR:
        return _finished(_IRREGULAR[word])
    if not word.isalpha() or len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            if ending == "s" and word.endswith(("ss", "us")):
                break
            base = word[: -len(ending)]
            if ending in ("ies", "ied"):
                base += "y"
            return _finished(base)
    return _finished(word)


def _finished(base: str) -> str:
    """Without a final `e`, a doubled consonant, and with `i` for a final `y`."""
    if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "aeiouls":
        base = base[:-1]
    if len(base) > 3 and base.endswith("e"):
        base = base[:-1]
    return base
