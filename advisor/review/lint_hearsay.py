"""Finds what a brief leaves to an earlier talk, an earlier job or "the usual"."""

import re
from collections.abc import Iterator, Sequence

from advisor.review.lint_text import Unit

_TALK = (
    r"(?:calls?|meetings?|conversations?|chats?|talks?|phone|meet-?ups?|discussions?|zoom|"
    r"whatsapp|workshops?|lunch|visits?)"
)
_AGREED = (
    r"(?:said|settled|agreed|discussed|decided|clear|explained|shared|promised|told you|covered|"
    r"shown|arranged|set)"
)
_OURS = (
    r"(?:our|my|last|yesterday's|that|your|\w+day's|last (?:week|month)['\u2019]s|the (?:last|"
    r"first|"
    r"earlier|previous|recent))"
)
_HEARSAY = re.compile(
    rf"\b(?:{_AGREED} (?:already |before )?(?:in|on|at|over|during|from|by) {_OURS} (?:\w+ "
    rf"){{0,2}}?"
    rf"{_TALK}|"
    rf"(?:the way|as|like|what|everything) (?:we|you and i|they|i) (?:have )?(?:already )?(?:said|"
    rf"settled|agreed|discussed|talked|spoke|decided|went (?:over|through))\b[^.;:\n]{{0,20}} "
    rf"(?:in|on|"
    rf"at|over|yesterday|last|together)|"
    rf"we (?:went (?:over|through)|talked (?:about|through)|spoke about|looked at|discussed)\b"
    rf"[^.;\n]{{0,12}}? ?(?:together|yesterday|last \w+|on (?:the phone|\w+day)|at the \w+|over "
    rf"(?:coffee|lunch|the phone)|(?:in|during|on) our)|"
    rf"(?:same|just) (?:as|like) (?:the )?(?:last|previous) (?:time|year|job|order)|"
    rf"(?:like|as) last time|"
    rf"the usual (?:terms|conditions|rates?|price|scope|arrangements?|rules|way)|"
    rf"you (?:already|all|both) know (?:what|how|the (?:rest|drill|story|details))|"
    rf"(?:details|information|scope|requirements|specs?|files|rest|everything else) (?:were|was|"
    rf"have "
    rf"been|has been|are|is) (?:already )?(?:shared|sent|given|explained|discussed|told)\b[^.;\n]"
    rf"{{0,20}}\b(?:you|separately|before|verbally|by phone|earlier)|"
    rf"(?:verbal|oral|handshake) (?:agreements?|promises?|arrangements?|deal)|"
    rf"(?:in line with|according to|based on|as per|clear from) (?:our|my) (?:\w+ "
    rf"){{0,2}}?{_TALK})\b",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    r"\b(?:minutes|in writing|written|binding|not|no|never|protocol|published|annex|appendix)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"\s*(?:in (?:section|chapter|clause|the \w+ below)|below|above)\b", re.I)


def hearsay(found: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Where a brief points to what only its writer and one reader know; what is in writing is not.

    "As we settled in our call", "same as last time", "the usual terms".
    """
    for unit in found:
        if _WRITTEN.search(unit.text):
            continue
        for match in _HEARSAY.finditer(unit.text):
            if not _ELSEWHERE.match(unit.text, match.end()):
                yield unit.start + match.start(), unit.start + match.end()
