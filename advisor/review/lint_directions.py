"""The wordings of a target that put the thing first: "rankings should go up", "far fewer calls"."""

import re
from collections.abc import Sequence
from functools import lru_cache

_MORE_THINGS = (
    r"energy use|consumption|emissions|return on (?:ad spend|ad spending|investment)|roas|roi|"
    r"handling times?|waiting times?|number of [a-z]+|amount of [a-z]+|staff turnover|footprint|"
    r"mistakes|delays|no-shows|returns|tickets|ticket sales|income|margins?|score|reputation"
)
_MOVE = (
    r"(?:(?:go|goes|come|comes|move|shoot) (?:up|down)|rise|fall|drop|shrink|climb|improve|"
    r"increase|"
    r"decrease|grow|lowered|reduced|raised|cut|increased|improved|better|higher|lower|shorter|"
    r"faster|fewer)"
)
_STRONG = (
    r"(?:much|far|way|noticeably|considerably|visibly|clearly|significantly|a lot|substantially|"
    r"really|many)"
)


@lru_cache(maxsize=4)
def direction(measurable: Sequence[str]) -> re.Pattern[str]:
    """Targets by direction: `measurable` are the things that can be counted."""
    things = "|".join(map(re.escape, sorted(measurable, key=len, reverse=True)))
    things = rf"(?:{things}|{_MORE_THINGS})"
    return re.compile(
        rf"\b(?:{things}\b[^.;:,\n]{{0,30}}\b(?:should|must|has to|have to|needs? to|shall|"
        rf"want\w*|to)"
        rf"\b[^.;:,\n]{{0,20}}?\b{_MOVE}|"
        rf"{things} (?:is|are) too (?:high|low|long|slow|many|few)|"
        rf"{things}\b[^.;:,\n]{{0,20}}\b(?:must|should|has to|have to|needs? to) be (?:very |"
        rf"really |"
        rf"extremely |as )?(?:high|low|short|quick|fast|good|excellent)|"
        rf"(?:healthy|good|decent|solid|strong|excellent|high|quick|fast) (?:{things}|support|"
        rf"return)|"
        rf"{_STRONG} (?:better|more|fewer|higher|lower|faster|shorter|less) (?:known|{things}|"
        rf"visitors|people|customers|mistakes|orders|calls)|"
        rf"(?:more|fewer|less|lots of|plenty of) (?:people|visitors|customers|guests|mistakes|"
        rf"demos|"
        rf"orders|calls|leads|{things})\b(?! than)|"
        rf"(?:grow|raise|lift|bring down|cut|boost|reduce|lower|increase|fill)(?:s|ing)? (?:our |"
        rf"the |"
        rf"staff |your )(?:[a-z]+ ){{0,2}}?(?:{things}|following))\b",
        re.IGNORECASE,
    )
