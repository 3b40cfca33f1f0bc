"""What kind of question about notes it is, about which engagements, and for which time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from advisor.domain.library import Trade
from advisor.domain.note_answer import NoteQuestionKind
from advisor.domain.notes import Engagement
from advisor.engagements import asking_kinds as says
from advisor.engagements.asking_events import Events, events_of
from advisor.engagements.asking_fitness import asks_fitness
from advisor.engagements.asking_when import Times, times_in
from advisor.engagements.asking_words import asked_terms, light_terms, stem, tokens

_TYPO = 0.84
_TRADE_WORDS: dict[Trade, str] = {
    "customer_support": r"support|customer service|call cent(?:er|re)|help ?desk|answering service",
    "bookkeeping": r"book ?-?keep(?:er|ers|ing)|accountants?|accounting",
    "payroll": r"payroll",
    "software": r"developers?|devs?|software|programmers?|dev team|app team",
    "marketing": r"marketing|marketers?|seo|ads? agency|ppc",
    "content_design": r"designers?|copywriters?|writers?|design agency|illustrators?",
    "virtual_assistant": r"virtual assistants?|vas?|assistants?",
    "it_support": r"it support|it provider|it company|it guys?|msp",
    "fulfilment": r"fulfil?lment|warehouse|3pl|logistics",
    "cleaning": r"cleaners?|cleaning(?: company| team| crew)?",
}
_GENERIC = frozenset(
    "the our my support team services service group agency studio design digital media cleaning "
    "marketing accounting books solutions consulting partners labs tech software global first "
    "best quick smart green blue company logistics fulfilment fulfillment payroll virtual "
    "web".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as understood.

    `terms` are its telling words, each with its meanings, `asides` the stems of the others
    and `names` those of people and products; `head` is the thing asked for ("the penalty");
    `subjects` the engagements that it names, or else the chosen one; `on_record` says that it asks
    for something that happened or is the case, so that notes should know it; `slot` is what an
    answer must hold; `fitness` says that it asks whether something is done right.
    """

    question: str
    kind: NoteQuestionKind
    slot: says.Slot
    terms: tuple[frozenset[str], ...]
    asides: frozenset[str]
    names: frozenset[str]
    head: frozenset[str] | None
    subjects: tuple[Engagement, ...]
    named: bool
    on_record: bool
    side_by_side: bool
    fitness: bool
    events: Events
    times: Times


def read_asked(
    question: str,
    engagements: Sequence[Engagement],
    *,
    today: date,
    chosen: Engagement | None,
) -> Asked:
    """Read a question; nothing but its own words decides its kind."""
    plain = _spelled(says.without_courtesy(" ".join(question.replace("\u2019", "'").split())))
    named = engagements_named(plain, engagements)
    times = times_in(without_names(plain, named), today=today)
    core = times.rest.lower()
    picked = bool(named or chosen or says.asks_which_vendor(core))
    kind = says.kind_of(core, periods=len(times.periods), picked=picked)
    about_notes = says.mentions_notes(core)
    past = says.asks_of_the_past(core, plain)
    names = _names_in(times.rest, named)
    which = says.asks_which_vendor(core)
    if kind == "what" and not (named or chosen or about_notes or past or names or which):
        kind = "planning"
    subjects = named or _by_trade(core, engagements, chosen) or ((chosen,) if chosen else ())
    about = re.sub(r"^which (?:of )?\w+ ", "", core) if len(named) > 1 else core
    about, context = _main_clause(_RING.sub("who ", _HOW_HIGH.sub("how much ", about)))
    fitness = picked and asks_fitness(core)
    about = _JUDGING.sub(" ", about) if fitness else about
    terms = asked_terms(_without_role(about, subjects)) or (() if fitness else asked_terms(core))
    begins = _STARTS.search(core) if not terms else None
    if begins:
        terms = (frozenset({"#start", "start"}),)
        kind = "first" if kind == "when" else kind
    told = frozenset({"#rule", "tell", "told"}) if _WE_TOLD.search(core) else None
    return Asked(
        question=question,
        kind=kind,
        slot=says.slot_of(core, kind),
        terms=(told, *terms) if told else terms,
        asides=light_terms(core) | {stem(word) for word in tokens(context)},
        names=names,
        head=told or _head(core),
        subjects=subjects,
        named=bool(named),
        on_record=kind != "planning" and bool(picked or about_notes or past),
        fitness=fitness,
        side_by_side=len(named) > 1 or (chosen is None and says.asks_which_vendor(core)),
        events=events_of(core) or (_PAYMENT if kind == "sum" else frozenset()),
        times=times,
    )


_PAYMENT: Events = frozenset({"payment"})
_RING = re.compile(
    r"^who(?:m)? (?:do|can|could|would|should) (?:i|we) (?:now )?(?:ring|call|phone|contact|"
    r"reach|talk to|"
    r"speak (?:to|with)|ask|turn to|write to|e?-?mail|go to|get hold of)\b"
)
_HOW_HIGH = re.compile(r"\bhow (?:high|low|big|large)\b")
_WE_TOLD = re.compile(
    r"\bdid (?:we|i) (?:tell|instruct|say to|ask) (?:them|him|her|it|the \w+)\b"
    r"|\b(?:have|had) (?:we|i) (?:told|instructed) "
)
_STARTS = re.compile(r"\b(?:start\w*|beg[aiu]n\w*|kick\w*[- ]off|go(?:ne|es)?[- ]live|went live)\b")
_JUDGING = re.compile(
    r"\b(?:ok|okay|fine|right|way|safe|risky?|risks|wrong|anything|something|properly|"
    r"correctly|problems?|"
    r"worr\w+|concern\w*|good|acceptable|dangerous|wise|sensible|red flags?|warning signs?|"
    r"handle|done)\b"
)
_AFTER = re.compile(r"\b(?:after|following|because of)\b(?! (?:all|that)\b)")
_TALKED = re.compile(
    r"\b(?:talk(?:ed)?|spoken?|speak|discuss(?:ed)?|mention(?:ed)?)(?: about| of)?\b"
)


def _main_clause(core: str) -> tuple[str, str]:
    """What is asked, and what it came after ("what rule did we make after the crash")."""
    match = _AFTER.search(core)
    if match and asked_terms(core[: match.start()]):
        return core[: match.start()], core[match.end() :]
    without = _TALKED.sub(" ", core)
    return (without, "") if asked_terms(without) else (core, "")


_SHORTENED = re.compile(r"\b(how|what|who|where|when)s\b", re.IGNORECASE)
_PAYED = re.compile(r"\bpayed\b", re.IGNORECASE)


def _spelled(question: str) -> str:
    """The question with "hows" and "payed" as they should be."""
    return _PAYED.sub("paid", _SHORTENED.sub(r"\1's", question))


def engagements_named(question: str, engagements: Sequence[Engagement]) -> tuple[Engagement, ...]:
    """The engagements whose name, vendor or short name the question has, in its own order."""
    plain = question.casefold().replace("\u2019", "'")
    places = {one.engagement_id: _place(plain, one, engagements) for one in engagements}
    found = [one for one in engagements if places[one.engagement_id] >= 0]
    return tuple(sorted(found, key=lambda one: places[one.engagement_id]))


def _place(plain: str, one: Engagement, engagements: Sequence[Engagement]) -> int:
    for form in _forms(one, engagements):
        if match := re.search(rf"(?<!\w){re.escape(form)}(?!\w)", plain):
            return match.start()
    for form in _forms(one, engagements):
        if " " in form or len(form) < 6:
            continue
        for match in re.finditer(r"[a-z]{5,}", plain):
            near = SequenceMatcher(None, match[0].removesuffix("s"), form.removesuffix("s"))
            if match[0][0] == form[0] and near.ratio() >= _TYPO:
                return match.start()
    return -1


def _forms(one: Engagement, engagements: Sequence[Engagement]) -> list[str]:
    """How an engagement may be called: whole names, then words that no other engagement has."""
    whole = [name.casefold() for name in (one.name, one.vendor) if name.strip()]
    others = " ".join(
        f"{other.name} {other.vendor}".casefold()
        for other in engagements
        if other.engagement_id != one.engagement_id
    )
    words = [
        word
        for name in (one.name, one.vendor)
        for word in _own_words(name)[:1]
        if not re.search(rf"\b{re.escape(word)}\b", others, re.I)
    ]
    return list(dict.fromkeys([*whole, *(word.casefold() for word in words if word[0].isupper())]))


def _own_words(name: str) -> list[str]:
    """The words of a name that are not what many vendors are called by."""
    words = re.findall(r"\w[\w&'-]{2,}", name)
    return [word for word in words if word.casefold() not in _GENERIC]


def without_names(question: str, named: Sequence[Engagement]) -> str:
    """The question with pronouns for names, so that words of a name are not searched for."""
    for one in named:
        for form in sorted(_forms(one, named), key=len, reverse=True):
            question = re.sub(
                rf"(?<!\w){re.escape(form)}(?:'s)?(?!\w)", "they", question, flags=re.IGNORECASE
            )
    return question


def _names_in(question: str, subjects: Sequence[Engagement]) -> frozenset[str]:
    """The stems of words with a capital that do not begin the question, engagements left out."""
    known = {form for one in subjects for form in _forms(one, subjects)}
    found = re.findall(r"(?<=[\w,'\u2019)] )[A-Z][\w&-]*", question)
    kept = [word for word in found if word.casefold() not in known and word != "I"]
    return frozenset(
        one
        for word in kept
        for term in asked_terms(word)
        for one in term
        if one[0] != "#" or not word[1:].islower()
    )


_HEAD = re.compile(
    r"^(?:what(?:'s| is| are| was| were) (?:the|our|my|their|his|her|its)|how many)"
    r"(?P<rest>(?: [\w-]+){1,4})"
    r"|^(?:what|which)(?P<noun>(?: [\w-]+){1,2}) (?:did|do|does|have|has|had)\b"
)


def _head(core: str) -> frozenset[str] | None:
    """The first telling word after "what is the" or "how many"."""
    match = _HEAD.match(core)
    terms = asked_terms(match["rest"] or match["noun"]) if match else ()
    return terms[0] if terms else None


def _without_role(core: str, subjects: Sequence[Engagement]) -> str:
    """The question without "our cleaner" and the like where it means an engagement at hand."""
    for one in subjects:
        words = _TRADE_WORDS[one.trade] if one.trade else "|".join(_TRADE_WORDS.values())
        core = re.sub(rf"\b(?:our|my|the|this) (?:{words})\b(?:'s)?(?! [a-z]+ing\b)", "they", core)
    return core


def _by_trade(
    core: str, engagements: Sequence[Engagement], chosen: Engagement | None
) -> tuple[Engagement, ...]:
    """The only engagement of the trade that the question names ("our bookkeeper")."""
    if chosen is not None:
        return ()
    for trade, words in _TRADE_WORDS.items():
        if re.search(rf"\b(?:our|my|the) (?:{words})\b", core):
            same = [one for one in engagements if one.trade == trade]
            if len(same) == 1:
                return (same[0],)
    return ()
