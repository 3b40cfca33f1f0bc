"""The measures that owners agree with vendors: their names, near-synonyms, units and good side."""

import re
from dataclasses import dataclass

from advisor.domain.notes import Direction
from advisor.retrieval.text import words

_FLAGS = re.IGNORECASE


@dataclass(frozen=True, slots=True)
class Concept:
    """A measure that goes by several names; `kinds` are those of `unit_kind`."""

    name: str
    kinds: frozenset[str]
    direction: Direction | None
    pattern: re.Pattern[str]


def _concept(name: str, kinds: str, direction: Direction | None, pattern: str) -> Concept:
    return Concept(
        name,
        frozenset(kinds.split()),
        direction,
        re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])", _FLAGS),
    )


_REPLY = r"(?:reply|repl(?:y|ies)|responses?|answers?)"
_LESS: Direction = "at_most"
_MORE: Direction = "at_least"
CONCEPTS: tuple[Concept, ...] = (
    _concept(
        "first reply",
        "min",
        _LESS,
        rf"(?:avg\.?\s|average\s|median\s)?first[- ]{_REPLY}(?:[- ]times?)?"
        rf"|{_REPLY}[- ]?times?|answering[- ]?times?|frt"
        r"|time (?:to|for)(?: (?:a|the))?(?: first)? (?:reply|respond|response|answer)"
        r"|(?:replying|answering|responding|replies|responses)(?=(?: to \w+)? (?:took|takes|taking|"
        r"averaged?|came|(?:was|were|is|are) (?:at|taking|down|up|about|around|now)))",
    ),
    _concept(
        "resolution time",
        "min",
        _LESS,
        r"resolution(?:[- ]times?)?|resolving(?: \w+)?|time to (?:resolve|resolution|fix|close"
        r"|solve)"
        r"|fix(?:ing)? times?|full resolution",
    ),
    _concept("turnaround", "min", _LESS, r"turn[- ]?arounds?(?:[- ]times?)?|turned around"),
    _concept(
        "delivery time",
        "min",
        _LESS,
        r"(?:delivery|dispatch|shipping|lead|fulfil?lment|order to door|despatch)[- ]times?"
        r"|time to (?:ship|dispatch|deliver)",
    ),
    _concept("cycle time", "min", _LESS, r"cycle[- ]times?"),
    _concept("handling time", "min", _LESS, r"(?:average )?handl(?:ing|e)[- ]times?|aht"),
    _concept(
        "waiting time",
        "min",
        _LESS,
        r"(?:wait(?:ing)?|hold|queue|pick[- ]?up)[- ]times?|time to pick up|on hold",
    ),
    _concept(
        "page load",
        "min",
        _LESS,
        r"(?:page )?load(?:ing)?[- ](?:times?|speed)|page load|page speed",
    ),
    _concept("downtime", "min", _LESS, r"down[- ]?time"),
    _concept(
        "month-end close", "min", _LESS, r"month[- ]end(?: close)?|(?:monthly|books?) clos(?:e|ing)"
    ),
    _concept(
        "accuracy",
        "% /10 /100 bare",
        _MORE,
        r"(?:\w+ )?accura(?:cy|te(?:ly)?)|hit rate|correctness",
    ),
    _concept(
        "error rate",
        "%",
        _LESS,
        r"(?:error|mistake|defect|fault|failure|rework|mis-?pick)[- ]rates?|errors?|mistakes?"
        r"|mis-?picks?",
    ),
    _concept("return rate", "%", _LESS, r"(?:return|refund)s?[- ]rates?|returns?|refunds?"),
    _concept("complaint rate", "%", _LESS, r"complaints?[- ]rates?|complaints?"),
    _concept("churn", "%", _LESS, r"churn(?:[- ]rate)?"),
    _concept("bounce rate", "%", _LESS, r"bounce[- ]rates?|bounces?"),
    _concept("no-show rate", "%", _LESS, r"no[- ]?shows?(?:[- ]rates?)?"),
    _concept(
        "backlog",
        "count bare",
        _LESS,
        r"backlog(?: of)?|(?:open|unanswered|pending) "
        r"(?!bugs|defects|errors|mistakes)\w+s",
    ),
    _concept("abandoned calls", "%", _LESS, r"abandon(?:ed|ment)(?: (?:calls|rate))?"),
    _concept(
        "on time",
        "%",
        _MORE,
        r"on[- ]time(?: (?!in\b|is\b|was\b|at\b|now\b)[a-z]+)?(?:[- ]rate)?|punctual(?:ity)?"
        r"|in time",
    ),
    _concept(
        "same-day shipping",
        "%",
        _MORE,
        r"(?:(?:shipped|sent|dispatched|delivered|ships?|out) )?(?:on )?(?:the )?same[- ]day"
        r"(?: (?:shipping|dispatch|delivery|rate|share|shipped|sent))?",
    ),
    _concept("uptime", "%", _MORE, r"up[- ]?time|availability"),
    _concept("conversion rate", "%", _MORE, r"conversions?(?:[- ]rates?)?|cvr"),
    _concept("open rate", "%", _MORE, r"open[- ]rates?|opens"),
    _concept("click rate", "%", _MORE, r"click(?:[- ]?through)?[- ]rates?|ctr"),
    _concept(
        "reply rate",
        "%",
        _MORE,
        r"(?:reply|response|answer)[- ]rates?|(?:calls )?(?:answered|picked up)(?= |$|[.,;])",
    ),
    _concept("fill rate", "%", _MORE, r"fill[- ]rates?"),
    _concept("test coverage", "%", _MORE, r"(?:test |code )?coverage"),
    _concept(
        "pass rate", "%", _MORE, r"(?:pass|inspection)[- ]rates?|first[- ]time (?:pass|right)"
    ),
    _concept(
        "CSAT",
        "% /5 /10 /100 bare",
        _MORE,
        r"c-?sat(?: score)?|(?:customer |client )?satisfaction(?: (?:score|rating))?",
    ),
    _concept("NPS", "bare /10 /100", _MORE, r"nps|net promoter(?: score)?"),
    _concept(
        "quality score",
        "% /5 /10 /100 bare",
        _MORE,
        r"(?:qa|quality|audit|inspection|cleanliness|cleaning)[- ](?:score|rating|check score"
        r"|mark)s?"
        r"|cleanliness",
    ),
    _concept(
        "rating", "/5 /10 /100", _MORE, r"(?:star |review |average |google )?(?:ratings?|reviews?)"
    ),
    _concept("cost per lead", "money", _LESS, r"cost per lead|cpl|lead cost|per lead"),
    _concept("cost per click", "money", _LESS, r"cost per click|cpc"),
    _concept("cost per order", "money", _LESS, r"cost per (?:order|sale|acquisition)|cpa"),
    _concept("cost per ticket", "money", _LESS, r"cost per (?:ticket|contact|case)"),
    _concept("ad spend", "money", None, r"(?:ad|ads|advertising|media)[- ]spend"),
    _concept(
        "monthly cost", "money", _LESS, r"monthly (?:cost|fee|bill|spend|invoice|charge|budget)s?"
    ),
    _concept("ROAS", "bare", _MORE, r"roas"),
    _concept("errors", "count bare", _LESS, r"errors?|mistakes?|slip-?ups?|mis-?picks?|wrong \w+s"),
    _concept("bugs", "count bare", _LESS, r"(?:open )?bugs|defects|regressions"),
    _concept("complaints", "count bare", _LESS, r"complaints?"),
    _concept("returns", "count bare", _LESS, r"returns"),
    _concept("refunds", "count bare", _LESS, r"refunds|chargebacks"),
    _concept("missed calls", "count bare", _LESS, r"missed calls"),
    _concept("missed visits", "count bare", _LESS, r"missed (?:visits|cleans|shifts)|no[- ]?shows"),
    _concept(
        "late deliveries", "count bare", _LESS, r"late (?:deliveries|orders|shipments|parcels)"
    ),
    _concept("leads", "count bare", _MORE, r"(?:qualified |new )?leads"),
    _concept("sales", "count bare", _MORE, r"sales"),
    _concept("bookings", "count bare", _MORE, r"bookings|appointments|demos"),
    _concept("posts", "count bare", _MORE, r"posts|articles|blog posts"),
    _concept(
        "tickets closed", "count bare", _MORE, r"(?:tickets|cases) (?:closed|solved|resolved)"
    ),
)
WEAK_REPLY = re.compile(
    r"\b(?:repl(?:y|ies|ied|ying)|respon(?:se|ses|d|ds|ded|ding)|answer(?:s|ed|ing)?"
    r"|g(?:e|o)t(?:s|ting)? back)\b",
    _FLAGS,
)
"""Words that mean "first reply" where such a target is agreed."""
NOT_CUSTOMERS = re.compile(
    r"\b(?:to|for) (?:me|us|my|our)\b|\b(?:my|our) (?:e-?mails?|messages?|questions?|calls?)\b"
    r"|\bwait(?:ed|ing)\b|\bchas(?:e|ed|ing)\b|\b(?:me|us)\b",
    _FLAGS,
)
QUALIFIERS = re.compile(
    r"\b(?:e-?mail|chat|phone|voice|call|sms|social|whatsapp|weekend|night|evening|urgent|priority"
    r"|p[1-4]|vip|spanish|german|french|english|dutch|(?-i:UK|US|EU)|mobile|desktop|new|returning)s?\b",
    _FLAGS,
)
_GOOD = re.compile(
    r"\b(?:uptime|availability|notice|hours? (?:worked|covered|a (?:day|week))|coverage|training|"
    r"revenue|sales|savings?|saved|margin|profit|roas|leads?|bookings?|posts?|articles?|sign-?ups?|"
    r"closed|solved|completed|delivered|shipped|answered|followers|visits|clicks|opens|accura\w+|"
    r"satisfaction|csat|nps|score|rating|on[- ]time|conversion|pages|words|meetings|calls|demos|"
    r"reviews?|checks?|audits?|visitors|traffic|streak|pass)\b",
    _FLAGS,
)
_BAD = re.compile(
    r"\b(?:error|mistake|defect|bug|complaint|return|refund|late|miss(?:ed)?|overdue|delay|"
    r"backlog|cost|price|fee|budget|spend|invoice|bill|churn|bounce|abandon\w*|no-?show|incident|"
    r"outage|downtime|escalation|rework|revision|damaged?|lost|broken|wrong|typo|unanswered|"
    r"open tickets|chargeback|breach|time|turn-?around|reply|response|wait|failure|failed|loss|"
    r"rejected|correction|turnover|leavers?|sick|absence|missing|duplicate)s?\b",
    _FLAGS,
)


def unit_kind(unit: str) -> str:
    """`min`, `%`, `money`, `/5` and its like, `bare` or `count`."""
    if unit in ("min", "%") or unit.startswith("/"):
        return unit
    if not unit:
        return "bare"
    return "money" if len(unit) == 3 and unit.isupper() else "count"


def concept_of(measure: str, unit: str) -> Concept | None:
    """The concept that the words of a measure name, in a unit that it is counted in."""
    kind = unit_kind(unit)
    for concept in CONCEPTS:
        if kind in concept.kinds and concept.pattern.search(measure):
            return concept
    return CONCEPTS[0] if kind == "min" and WEAK_REPLY.search(measure) else None


def usual_direction(measure: str, unit: str) -> Direction | None:
    """Which side of a measure is good by its nature; None where that cannot be told."""
    concept = concept_of(measure, unit)
    if concept:
        return concept.direction
    both = f"{measure} {unit}"
    if _BAD.search(both):
        return "at_most"
    if _GOOD.search(both):
        return "at_least"
    kind = unit_kind(unit)
    if kind in ("min", "money"):
        return "at_most"
    return "at_least" if kind == "%" or kind.startswith("/") else None


def qualifier_of(measure: str) -> str:
    """The channel or group that a measure is about ("chat", "weekend"); empty for none."""
    found = {
        match[0].lower().replace("-", "").rstrip("s") for match in QUALIFIERS.finditer(measure)
    }
    return " ".join(sorted(found))


def stems(measure: str) -> frozenset[str]:
    """The content words of a measure, cut to their stems."""
    return frozenset(words(measure)) - {"rate", "time", "per", "average", "avg", "number", "total"}
