"""Finds targets that give no number: "fast response", "improve conversions", "performs well"."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_directions import direction
from advisor.review.lint_text import HAS_NUMBER, Unit, places, shown
from advisor.review.lint_words import LintWords, is_measured

_MORE = (
    r"(?:improv(?:e|es|ing)|increas(?:e|es|ing)|boost(?:s|ing)?|grow(?:s|ing)?|rais(?:e|es|ing)|"
    r"reduc(?:e|es|ing)|cut(?:s|ting)?|lower(?:s|ing)?|maximi[sz](?:e|es|ing)|lift(?:s|ing)?|"
    r"minimi[sz](?:e|es|ing)|driv(?:e|es|ing)|double|more|higher|better|fewer|lower|less|"
    r"strengthen(?:s|ing)?|enhanc(?:e|es|ing)|optimi[sz](?:e|es|ing)|expand(?:s|ing)?|shorten|"
    r"generat(?:e|es|ing)(?: more| many)?|speed up|bring(?:s|ing)? (?:down|up|in more)|push up|"
    r"get(?:s|ting)? (?:us )?(?:more|better|higher)|win(?:s|ning)? (?:us )?more|attract(?:s|ing)? "
    r"(?:more|new)|decreas(?:e|es|ing)|keep down|scale up|accelerat(?:e|es|ing)|build(?:s|ing)? up)"
)
_FAST = (
    r"(?:fast|quick|short|rapid|prompt|speedy|high|low|good|excellent|strong|better|faster|"
    r"quicker|shorter|top|optimal|outstanding|great|decent|acceptable|appropriate|"
    r"competitive|consistent|reliable|stable|smooth|minimal|swift|best possible|"
    r"highest|lowest|fastest|maximum|minimum|proper|solid)"
)
_WORTH = (
    r"(?:response(?: times?)?|turnaround(?: times?)?|load(?:ing)? times?|delivery|uptime|"
    r"availability|accuracy|latency|page speed|conversion(?: rates?)?|performance|service levels?|"
    r"levels? of (?:service|accuracy|quality|availability|performance|customer satisfaction|"
    r"cleanliness|satisfaction|security)|error rates?|customer satisfaction|guest satisfaction|"
    r"user satisfaction|retention|quality of (?:service|work|life|leads)|(?:open|click|answer|"
    r"success|pass|fill|response|retention|attendance) rates?|engagement|visibility|reach|"
    r"throughput|search rankings?|google rankings?|rankings?|wait(?:ing)? times?|standards? of "
    r"(?:cleanliness|service|care|work|hygiene)|cleanliness|downtime|punctuality|reliability)"
)
_WELL = r"(?:perform|work|run|function|operate|load|scale|sell|convert|rank|respond|react|answer)s?"
_HOW = (
    r"(?:(?:very|really|reasonably|consistently|sufficiently|extremely|always|more) )?(?:well|"
    r"smoothly|fast|quickly|properly|nicely|efficiently|reliably|optimally|flawlessly|promptly|"
    r"high(?:er)?|faster|perfectly|better)"
)
_FEEL = (
    r"(?:premium|simple|fun|sticky|modern|fresh|sexy|cool|slick|sleek|engaging|delightful|"
    r"attractive|appealing|professional|classy|polished|elegant|vibrant|snappy|fast|quick|stable|"
    r"reliable|responsive|trendy|stylish|addictive|lively|inviting|impressive|beautiful|amazing|"
    r"awesome|catchy|memorable|inspiring|luxurious|high-end|"
    r"exciting|viral|smooth|dynamic|contemporary|future-proof|flexible|efficient|popular|"
    r"successful|visible|well known|well-known|competitive|profitable)"
)
_BE = (
    r"(?:feels?|looks?|be|is|are|seems?|appears?|sounds?|stays?|keeps?|make (?:it|them|us)|remain)"
)
_BEST = re.compile(
    rf"\b(?:{_BE} (?:very |really |more |as |super |nice and )?{_FEEL}(?:(?:,| and|, and) (?:be )?"
    rf"(?:very |more )?{_FEEL})*(?! (?:as|than|for|if|when|point|to|enough|of|contract|file|use|"
    rf"copy|in (?:the|their)|with))|"
    rf"(?:be|become|makes? (?:it|us|them)|as|into|is|are) (?:the )?(?:number (?:one|1)|no\. ?1|#1|"
    rf"leading|biggest|best(?: known)?|most (?:\w+)|go-to|market leader)\b(?: \w+){{0,2}}|"
    rf"(?:top|first page|page one|head) of (?:google|the search|search)|"
    rf"go(?:es)? viral|next level|(?:as (?:many|much|few|little|low|high|fast|short|quickly) "
    rf"(?:[a-z]+ ){{0,2}}as possible)|to a minimum|to the maximum|"
    rf"(?:significantly|considerably|noticeably|drastically|substantially|markedly|dramatically|"
    rf"greatly) (?:\w+ )?(?:more|less|better|faster|lower|higher|improv\w+|increas\w+|reduc\w+|"
    rf"cut|rais\w+|grow\w*|fewer|shorter|quicker|cheaper)|"
    rf"{_WELL} {_HOW}|(?:must|should) be (?:very )?fast|"
    rf"(?:meets?|exceeds?|fulfils?) (?:our |the |all |customers'? |guests'? )?expectations|"
    rf"keep(?:s|ing)? (?:\w+ ){{0,2}}(?:errors|mistakes|downtime|costs|complaints|queues|waits) "
    rf"(?:low|down|short|small))\b(?!-)",
    re.IGNORECASE,
)
_GROUP = (
    r"(?:the|our|your|its|their|online|organic|website|web|customer|user|"
    r"conversion|social|media|brand|search|overall|average|page|energy|staff|team|store|and|"
    r"shop|site|sales|instagram|facebook|linkedin|number of|qualified|email|newsletter|"
    r"bounce|open|click|wait|waiting|operating|guest|visitor|donor|member|employee|client|patient|"
    r"error|service|public|market|local|google|general|new|repeat|direct|good|paying|bar|room|"
    r"lunch|ticket|monthly|yearly|first|app|on-time|data|call|stock|delivery)"
)
# Words about what is so already, or about choosing, set no target.
_NO_TARGET = re.compile(
    r"\b(?:evaluat\w+|offerors?|bidders?|proposals?|scor(?:ed?|ing)|has (?:grown|been|become)|have "
    r"(?:grown|been|become)|was|were|used to|last year|currently|today|already|experience|proven|"
    r"past performance|references?|may|might|in order to qualify|portfolio|candidates?|training|"
    r"whether|how (?:well|fast|quickly)|why|defined|means|not|never|no|nothing|cannot)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\W*(?:please )?(?:make|get|help|take|keep|bring|push|build|turn|grow|raise|put)\b",
    re.IGNORECASE,
)
_NO_NUMBER = re.compile(
    r"\b(?:number (?:one|1)|no\.? ?1|one of|page one|day one|one another|no one|one page)\b|#1|"
    r"^\W*(?:[A-Z]\.)*\d+(?:\.\d+)*[.)]?\s",
    re.IGNORECASE,
)
_WORN_TEXT = "high[- ]visibility (?:clothing|vest|jacket|wear)"
_NOT_WORN = rf"(?!{_WORN_TEXT})"
_WORN = re.compile(_WORN_TEXT, re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\[[^\]]{3,}\]|____")


def targets_without_numbers(
    brief: Brief, found: Sequence[Unit], words: LintWords
) -> Iterator[LintFinding]:
    """Things to be faster, higher or better, with no number in the sentence or right behind it."""
    pattern = _target(words.measurable)
    spans = []
    for at, unit in enumerate(found):
        match = pattern.search(unit.text) or _general(unit) or _directed(unit, words)
        if not match or not (unit.is_duty or match.start() <= 8 or _ORDER.match(unit.text)):
            continue
        if HAS_NUMBER.search(_NO_NUMBER.sub(" ", unit.text)) or _PLACEHOLDER.search(unit.text):
            continue
        if not any(is_measured(one.text) for one in _behind(brief.text, found, at)):
            spans.append((unit.start + match.start(), unit.start + match.end()))
    if spans:
        where = places(brief, spans)
        yield LintFinding(
            code="target-without-number",
            message=f"{shown(where[0].quote)} is a target without a number.",
            fix="Write where it stands today, where it should be, by when, and how it is measured.",
            places=where,
        )


def _general(unit: Unit) -> re.Match[str] | None:
    """Praise that is asked for, where the sentence is not about the past or about offers."""
    return None if _NO_TARGET.search(unit.text) else _BEST.search(unit.text)


def _directed(unit: Unit, words: LintWords) -> re.Match[str] | None:
    """A thing to be higher or lower, where the sentence is not about the past or about offers."""
    pattern = direction(words.measurable)
    found = None if _NO_TARGET.search(unit.text) else pattern.search(unit.text)
    return None if found and _WORN.match(unit.text, found.start()) else found


def _behind(text: str, found: Sequence[Unit], at: int) -> Iterator[Unit]:
    """The unit itself and up to two after it in its own paragraph."""
    yield found[at]
    for one, other in zip(found[at:], found[at + 1 : at + 3], strict=False):
        gap = text[one.end : other.start]
        listed = one.text.rstrip().endswith(":")
        if gap.count("\n") > (2 if listed else 0) or one.heading != other.heading:
            return
        yield other


@lru_cache(maxsize=4)
def _target(measurable: Sequence[str]) -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, sorted(measurable, key=len, reverse=True)))
    return re.compile(
        rf"\b(?:{_MORE} (?:{_GROUP} ){{0,3}}(?:{nouns}|wait(?:ing)? times?|load(?:ing)? times?|"
        rf"response times?|lead times?|page speed|(?:bounce|open|click|error|conversion|retention|"
        rf"response) rates?|(?:number|amount) of \w+|following)|"
        rf"{_NOT_WORN}{_FAST} (?:and \w+ |, \w+ )?{_WORTH})\b(?!-)",
        re.IGNORECASE,
    )
