"""Finds counts of the same thing that disagree, and places named by different numbers."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.domain.review import Brief, LintFinding
from advisor.review.lint_text import COUNT, Unit, number, place, shown

# Places do not depend on the hour; of the other things there may be two a day and ten a week.
_LASTING = (
    "sites|locations|offices|branches|stores|shops|buildings|floors|warehouses|restaurants|"
    "countries|languages|phases|milestones|lots|gates|rooms|schools|clinics|hospitals|apartments|"
    "hotels|doors|windows|toilets|washrooms|villages|districts|households|workstations|desks|"
    "modules|integrations|centres|centers"
)
_NOUNS = (
    f"{_LASTING}|products|deliverables|workshops|sprints|revisions|rounds|articles|posts|videos|"
    "vehicles|vans|trucks|devices|laptops|seats|agents|guards|users|employees|staff|people|"
    "templates|reports|interviews|units|machines|printers|servers|cameras|licen[cs]es|"
    "logos|banners|"
    "photos|pages|screens|cleaners|drivers|technicians|tables|copies|newsletters|episodes|"
    "illustrations|concepts|questionnaires|respondents|lessons"
)
_COUNTED = re.compile(
    rf"(?<![\w$£€.,/:\u2013-]){COUNT}[ \n]+(?P<kind>(?:[a-z][a-z-]+[ \n]+){{0,2}}?)"
    rf"(?P<noun>{_NOUNS})\b(?![-/])(?P<rest>[^.;\n]{{0,30}})",
    re.IGNORECASE,
)
# Any other plural noun; those that measure or come in groups of their own say nothing.
_PEOPLE = "people|persons|women|men|children|staff|personnel"
_ANY = re.compile(
    rf"(?P<word>\b[A-Za-z]+[ \n]+)?(?<![\w$£€.,/:\u2013-]){COUNT}[ \n]+"
    rf"(?P<kind>(?:[a-z][a-z-]+[ \n]+){{0,2}}?)"
    rf"(?P<noun>{_PEOPLE}|[a-z][a-z-]{{2,}}[a-rt-z]s)\b(?![-/'\u2019])(?P<rest>[^.;\n]{{0,30}})",
    re.IGNORECASE,
)
_UNCOUNTED = re.compile(
    r"(?:seconds|minutes|hours|hrs|days|nights|weeks|months|years|times|points|euros|dollars|"
    r"pounds|francs|cents|shillings|kroner|rupees|percent|kilomet(?:er|re)s|miles|met(?:er|re)s|"
    r"centimet(?:er|re)s|inches|words|characters|lines|degrees|watts|volts|lit(?:er|re)s|gallons|"
    r"pixels|grams|kilos|tons|tonnes|clauses|sections|paragraphs|references|referees|examples|"
    r"samples|criteria|options|types|kinds|ways|things|steps|sessions|sentences|cvs|years|"
    r"projects|contracts|bidders|offerors|vendors|firms|companies|persons|copies|has|was|is|this|"
    r"rows|columns|parts|items|cases|others|always|does|plus|less|parties|sides|categories|levels|"
    r"questions|topics|areas|sets|pairs|halves|lots|people|persons|men|women|contractors|classes|"
    r"hundreds|thousands|millions|series|events|visits|inspections|tests|attempts|comments|"
    r"meetings|calls|changes|drafts|versions|faults|errors|complaints|stars|needs|means|gives|"
    r"takes|starts|ends|runs|begins|covers|includes|weekdays|mornings|evenings|afternoons)",
    re.IGNORECASE,
)
_DEFINITE = frozenset("the all our these those your their its total".split())
_IS_LASTING = re.compile(_LASTING)
_PARTIAL = re.compile(
    r"\b(?:of|another|additional|at least|up to|each|per|every|more|further|other|others|minimum|"
    r"maximum|remaining|any|first|last|next|extra|new|between|from|only|least|most|than|or|"
    r"to(?! the)|with(?! the)|include|including|past|previous|similar|these|those|than|"
    r"option(?:al)?|plus|"
    r"exceed|limit(?:ed)?|about|roughly|approximately|around|over|under|nearly|initial\w*)\s*"
    r"(?:the |our |about )?$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:all(?: the| of the| of our| our)?|the|our|these|those|covers?|total of)\s*$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:if|option\w*|pilot|phases? \w+|stages?|lots? \w+|later|grow\w*|expand\w*|increas\w+|"
    r"reference\w*|experience|example\w*|similar|past|previous\w*|proposals?|bids?|resumes?|cvs?|"
    r"candidates?|applicants?|today|currently|now|next year|eventually|batch\w*|respectively|"
    r"either|"
    r"minimum|maximum|at least|up to|while|whereas|sample\w*|trial|test|draft)\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\b(?:per|each|every|shifts?|weekdays?|weekends?|nights?|days?|daily|weeks?|weekly|months?|"
    r"monthly|years?|yearly|annual\w*|quarter\w*|mornings?|evenings?|afternoons?|mondays?|"
    r"tuesdays?|"
    r"wednesdays?|thursdays?|fridays?|saturdays?|sundays?)\b",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(
    r"\s*(?:in|at|on|near|with|that|which|who|under|outside|inside|within|above|below|from|for|"
    r"without|between|across|to|\()\b",
    re.IGNORECASE,
)
_RESTRICTED = re.compile(
    r"\s*(?:that|which|who|whose|with|under|without|over|above|below|from|each|per|are|were|must|"
    r"need|want|left|have|could|can)\b",
    re.IGNORECASE,
)
_NEAR = 0.5  # a slip in a number; a smaller count is rather a part
_LABELLED = re.compile(
    r"\b(?P<label>Gates?|Buildings?|Entrances?|Doors?|Docks?|Terminals?|Warehouses?|Halls?|Blocks?|"
    r"Posts?|Checkpoints?) (?P<ids>\d{1,3}(?:(?:, | and |, and | & | to |-)\d{1,3})*)\b(?!\.\d|:)"
)
_NO_KIND = re.compile(
    r"\b(?:of|and|or|more|other|hours?|days?|weeks?|months?|years?|in|to|x|at|by|for|on|with|the|"
    r"per|new|is|are|from|least|than|different|further|additional|minutes?)\b"
)
_LISTED = re.compile(_NOUNS)
_STEM = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class _Count:
    value: int
    start: int
    end: int
    is_total: bool
    is_part: bool


def different_counts(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """The same things counted twice with two results; parts, rates and minimums are no counts."""
    by_noun: dict[str, list[_Count]] = defaultdict(list)
    for unit in found:
        if not _ELSEWHERE.search(unit.text):
            for key, count in _counts(unit):
                by_noun[key].append(count)
            for key, count in _others(unit):
                by_noun[key].append(count)
    for key, mentions in by_noun.items():
        if pair := _pair(mentions, only_wholes=key.startswith("any ")):
            yield _disagree(brief, *pair)


def _counts(unit: Unit) -> Iterator[tuple[str, _Count]]:
    matches = list(_COUNTED.finditer(unit.text))
    nouns = [match["noun"].lower() for match in matches]
    small = unit.text.lower()
    for match in matches:
        noun = match["noun"].lower()
        if nouns.count(noun) > 1 or _PARTIAL.search(unit.text[: match.start()][-30:]):
            continue
        if re.search(
            rf"\b(?:one|1|another|the other) {re.escape(noun.removesuffix('s'))}\b", small
        ):
            continue  # "two shops open at noon and one shop at six" are parts
        around = unit.text[max(0, match.start() - 25) : match.start("rest") + 16]
        if not _IS_LASTING.fullmatch(noun) and _RATE.search(around):
            continue
        kind = " ".join(match["kind"].lower().split())
        if _NO_KIND.search(kind):
            continue
        total = bool(_TOTAL.search(unit.text[: match.start()][-15:]))
        part = bool(_QUALIFIED.match(match["rest"]))
        start = unit.start + match.start()
        end = unit.start + match.start("rest")
        yield f"{kind} {noun}", _Count(number(match["count"]), start, end, total, part)


def _others(unit: Unit) -> Iterator[tuple[str, _Count]]:
    """Counts of any other noun: of what comes after the same word, or all of it."""
    matches = list(_ANY.finditer(unit.text))
    nouns = [match["noun"].lower() for match in matches]
    for match in matches:
        noun, kind = match["noun"].lower(), " ".join(match["kind"].lower().split())
        listed = _LISTED.fullmatch(noun) or _UNCOUNTED.fullmatch(noun)
        if listed or nouns.count(noun) > 1 or _NO_KIND.search(kind):
            continue
        begin = match.start("count")
        around = unit.text[max(0, begin - 25) : match.start("rest") + 6]
        if _PARTIAL.search(unit.text[:begin][-30:]) or _RATE.search(around):
            continue
        if re.match(r"\s*(?:each|per|apiece|a\b|an\b|every)", match["rest"]):
            continue
        word = (match["word"] or "").strip().lower()
        part = bool(_RESTRICTED.match(match["rest"]))
        where = (unit.start + begin, unit.start + match.start("rest"))
        yield f"any {kind} {noun}", _Count(number(match["count"]), *where, word in _DEFINITE, part)


def _pair(mentions: Sequence[_Count], *, only_wholes: bool) -> tuple[_Count, _Count] | None:
    """Two mentions that cannot both be true; none where a third number hints at groups."""
    if only_wholes:
        mentions = [one for one in mentions if not one.is_part]
        told = any(one.is_total for one in mentions)
        counts = [one.value for one in mentions]
        if not told or min(counts) < _NEAR * max(counts):
            return None
    values = sorted({one.value for one in mentions})
    if len(values) != 2 or values[1] == 0:
        return None
    fewer = [one for one in mentions if one.value == values[0]]
    more = [one for one in mentions if one.value == values[1]]
    if values[0] <= 1:
        return None
    whole = [one for one in fewer if one.is_total or not one.is_part]
    if whole:
        return _ordered(whole[0], more[0])
    full = [one for one in more if one.is_total]
    return _ordered(fewer[0], full[0]) if full and len(fewer) == 1 else None


def _ordered(one: _Count, other: _Count) -> tuple[_Count, _Count]:
    return (one, other) if one.start < other.start else (other, one)


def _disagree(brief: Brief, one: _Count, other: _Count) -> LintFinding:
    both = (place(brief, one.start, one.end), place(brief, other.start, other.end))
    return LintFinding(
        code="quantities-disagree",
        message=f"The numbers disagree: {shown(both[0].quote)} and {shown(both[1].quote)}.",
        fix="Check the number, and use the same one everywhere; if both are right, say what each "
        "of them counts.",
        places=both,
    )


def different_labels(brief: Brief, found: Sequence[Unit]) -> Iterator[LintFinding]:
    """Gates or buildings with different numbers in what reads like the same statement."""
    seen: dict[str, list[tuple[str, frozenset[str], int, int]]] = defaultdict(list)
    for unit in found:
        matches = list(_LABELLED.finditer(unit.text))
        if len(matches) != 1:
            continue
        match = matches[0]
        label = match["label"].lower().rstrip("s")
        words = frozenset(one[:6] for one in _STEM.findall(unit.text.lower())) - {label[:6]}
        start, end = unit.start + match.start(), unit.start + match.end()
        for ids, others, begin, stop in seen[label][-20:]:
            if ids != match["ids"] and _alike(words, others):
                both = (place(brief, begin, stop), place(brief, start, end))
                yield LintFinding(
                    code="quantities-disagree",
                    message=f"The same statement names {shown(both[0].quote)} in one place and "
                    f"{shown(both[1].quote)} in another.",
                    fix="Check which is meant, and name the same ones everywhere.",
                    places=both,
                )
                return
        seen[label].append((match["ids"], words, start, end))


def _alike(words: frozenset[str], others: frozenset[str]) -> bool:
    shared = len(words & others)
    return shared >= 4 and shared >= 0.45 * len(words | others)
