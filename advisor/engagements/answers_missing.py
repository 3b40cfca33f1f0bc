"""Says what the notes do not tell, and which note would."""

import re

from advisor.domain.check_up import EventKind
from advisor.domain.note_answer import NoteQuestionKind
from advisor.engagements.answers_saying import Body, Desk, connective
from advisor.engagements.asking_kinds import without_courtesy
from advisor.engagements.asking_words import EVENT_TERMS, asked_terms
from advisor.engagements.measure_words import CONCEPTS
from advisor.engagements.said_back import gerund, past, said_back

_WRITE_DOWN: dict[NoteQuestionKind, str] = {
    "who": "write down the name and since when",
    "when": "write down the day and what happened",
    "last": "write down the day and what happened",
    "first": "write down the day and what happened",
    "count": "write down each time with its day",
    "sum": "write down each payment with its amount, its day and what it was for",
    "amount": "write down the value, what it is for and the day",
    "trend": "write down the value and the time that it is for, each time you measure it",
    "why": "write down the reason and who gave it",
    "list": "write down each with its day",
}
_EVENT_WORDS: dict[EventKind, str] = {
    "missed_date": "a missed date",
    "payment": "a payment",
    "decision": "a decision",
    "change": "a change",
    "problem": "a problem",
}
_PRONOUN = r"(?P<who>we|i|they|he|she|it|you)"
_ASKED = re.compile(
    r"^(?P<lead>(?:(?:since |by |until )?when|what|why|where|how (?:much|many|often|long)(?: \w+)?"
    rf"|which \w+)) (?P<aux>did|have|has|had|was|were|is|are|can|will) {_PRONOUN} (?P<rest>.+)$"
)
_WHETHER = re.compile(rf"^(?P<aux>did|have|has|had|was|were|are|is) {_PRONOUN} (?P<rest>.+)$")
_WHAT_IS = re.compile(
    r"^(?:what|who)(?P<verb>'s| is| are| was| were) "
    r"(?P<noun>(?:the|our|my|their|his|her|its) [\w' -]+)$"
)
_PLAIN = re.compile(
    r"^(?:who(?:se)? (?!did\b|do\b|does\b|have we\b|are we\b|am\b|is (?:the|our|my|their|a)\b)"
    r"|what (?:happened|went|changed|is missing|caused)\b|which \w+ (?:has|have|is|was|were)\b)"
)
_WORD = re.compile(r"[\w'&/-]+")
_LETTERS = re.compile(r"(?<![\w$\u20ac\u00a3])[a-z][a-z'-]+(?![\w])")
_OWNERS = ("the", "our", "my", "their", "an", "a")
_LEADING = ("has", "have", "about", "of", "for", "on", "any")
_PRONOUNS = ("we", "i", "they", "he", "she", "to")
_DROPPED = frozenset(
    "who whom whose what when where which why how did do does has have had was were is are be been "
    "am we i they he she it you us me them not ever last first latest many much often long so far "
    "total altogether actually currently still already now there any some say says said know tell "
    "get got anything something".split()
)


def missing(desk: Desk) -> Body:
    """That the notes do not answer the question, and what to write down."""
    lead = f"{_notes(desk)} {_gap(desk)}"
    what = _topic(desk)
    note = f"A note on {what} would answer this" if what else "A note on this would answer it"
    repair = f"{note}: {_WRITE_DOWN.get(desk.asked.kind, 'write down what happened and when')}."
    return Body((connective(lead), connective(repair)), missing=f"{lead} {repair}")


def no_notes(desk: Desk) -> Body:
    """That there is no note at all on what was asked about."""
    names = " and ".join(one.name for one in desk.asked.subjects)
    lead = f"There are no notes on {names} among those that were read." if names else ""
    lead = lead or "There are no notes yet."
    repair = "Add a note about it, or pick another engagement."
    return Body((connective(lead), connective(repair)), missing=f"{lead} {repair}")


_PLAIN_MEASURES = frozenset(
    {"CSAT", "NPS", "uptime", "click rate", "open rate", "conversion rate", "churn", "bounce rate"}
    | {"test coverage", "ROAS", "cost per lead", "cost per click", "cost per order", "fill rate"}
)
_THINGS = frozenset(
    "#replace "
    "#insure #ip #price #budget #nda #source #backup #standin #penalty #refund #warranty #notice "
    "#timezone #language #subcontract #vat".split()
)


def lacks_measure(desk: Desk) -> bool:
    """Whether the question asks for a measure that no note gives."""
    question = desk.asked.times.rest
    asked = [
        one for one in CONCEPTS if one.name in _PLAIN_MEASURES and one.pattern.search(question)
    ]
    return bool(asked) and not any(
        one.pattern.search(note.text) for one in asked for note in desk.notes
    )


def lacks_what_is_asked(desk: Desk) -> bool:
    """Whether the measure or the thing that the question asks for is in no note at all."""
    known = [term | _priced(term) for term in desk.asked.terms if term & _THINGS]
    absent = [term for term in known if not any(desk.search.count(word) for word in term)]
    return lacks_measure(desk) or (bool(known) and len(absent) == len(known))


def _priced(term: frozenset[str]) -> frozenset[str]:
    """An amount in a note may be the price that is asked for."""
    return frozenset({"#amount"}) if term & {"#price", "#budget", "#invoice"} else frozenset()


def _absent(desk: Desk) -> str:
    """The words of the question that no note has, else its telling words: three at most."""
    words = [word for word in _LETTERS.findall(desk.asked.times.rest.lower()) if _tells(word)]
    absent = [
        word
        for word in words
        if not any(desk.search.count(one) for term in asked_terms(word) for one in term)
    ]
    return " or ".join(list(dict.fromkeys(absent or words))[:3])


def _notes(desk: Desk) -> str:
    names = " and ".join(one.name for one in desk.asked.subjects)
    return f"Your notes on {names}" if names else "Your notes"


def _gap(desk: Desk) -> str:
    """The end of the sentence "Your notes ..."; the user's own words where they fit."""
    if desk.asked.events and all(term & EVENT_TERMS for term in desk.asked.terms):
        kind = next(kind for kind in _EVENT_WORDS if kind in desk.asked.events)
        return f"do not tell of {_EVENT_WORDS[kind]}{' then' if desk.asked.times.periods else ''}."
    question = without_courtesy(" ".join(desk.asked.question.split())).rstrip(" ?.!")
    absent = _absent(desk)
    unsaid = f"do not say anything about {absent}." if absent else "do not answer this question."
    if re.search(r"[.?!\u201c\"\d]", question) or len(question) > 90:
        return unsaid
    clause = _clause((question[:1].lower() + question[1:]).replace("\u2019", "'"))
    return f"do not say {said_back(clause)}." if clause else unsaid


def _clause(question: str) -> str:
    """A question as the clause of a sentence; empty where its order of words is another."""
    if match := _WHAT_IS.match(question):
        verb = {"'s": "is"}.get(match["verb"], match["verb"].strip())
        return f"{question.partition(match['verb'])[0]} {match['noun']} {verb}"
    if _PLAIN.match(question):
        return question
    for lead, pattern in (("", _ASKED), ("whether", _WHETHER)):
        if match := pattern.match(question):
            aux = match["aux"]
            rest = past(match["rest"]) if aux == "did" else f"{aux} {match['rest']}"
            return f"{lead or match['lead']} {match['who']} {rest}"
    return ""


def _topic(desk: Desk) -> str:
    """What the question is about in its own words, from its first telling word to its last."""
    question = without_courtesy(desk.asked.times.rest)
    for one in desk.asked.subjects:
        question = re.sub(
            rf"{re.escape(one.name)}(?:['\u2019]s)?", " ", question, flags=re.IGNORECASE
        )
    words = _WORD.findall(question)
    telling = [at for at, word in enumerate(words) if _tells(word)]
    if not telling:
        return ""
    first, last = telling[0], telling[-1]
    owned = [at for at, word in enumerate(words[: last + 1]) if word.lower() in _OWNERS]
    before = words[first - 1].lower() if first else ""
    start = first
    if owned and before not in _LEADING and before not in _PRONOUNS:
        start = owned[0]
    elif before not in (*_LEADING, *_PRONOUNS, *_OWNERS):
        return ""
    part = words[start : last + 1]
    broken = any(word.lower() in _DROPPED for word in part)
    if broken or len(part) > 8 or any(char.isdigit() for word in part for char in word):
        return ""
    acts = re.search(r"\b(?:did|do|does|to)\b", question.lower())
    if start == first and before in _PRONOUNS and not acts:
        return ""
    if start == first and before in _PRONOUNS:
        part = [gerund(part[0]), *part[1:]]
    return said_back(" ".join(part))


def _tells(word: str) -> bool:
    return word.lower() not in _DROPPED and bool(asked_terms(word))
