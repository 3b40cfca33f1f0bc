"""What kind of question about notes it is, about which engagements, and for which time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from advisor.domain.note_answer import NoteQuestionKind
from advisor.domain.notes import Engagement
from advisor.engagements import asking_kinds as says
from advisor.engagements.asking_engagements import (
    beyond_names,
    by_trade,
    engagements_named,
    names_in,
    without_names,
    without_role,
)
from advisor.engagements.asking_events import Events, events_of
from advisor.engagements.asking_fitness import asks_fitness, asks_judgement
from advisor.engagements.asking_refined import (
    is_little,
    names_measure,
    refined,
    says_little,
    up_to_now,
)
from advisor.engagements.asking_when import Times, times_in
from advisor.engagements.asking_words import asked_terms, light_terms, stem, tokens


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
    names = names_in(times.rest, named)
    which = says.asks_which_vendor(core)
    if kind == "what" and not (named or chosen or about_notes or past or names or which):
        kind = "planning"
    kind = refined(kind, core, times, named=len(named))
    times = up_to_now(times, core, today) if kind == "trend" else times
    subjects = named or by_trade(core, engagements, chosen) or ((chosen,) if chosen else ())
    about = re.sub(r"^which (?:of )?\w+ ", "", core) if len(named) > 1 else core
    about, context = _main_clause(_RING.sub("who ", _HOW_HIGH.sub("how much ", about)))
    advice = kind == "planning"
    fitness = picked and (
        asks_fitness(core)
        or (kind in ("what", "planning", "list") and asks_judgement(core, planning=advice))
    )
    kind = "what" if fitness else kind
    about = _JUDGING.sub(" ", about) if fitness else about
    terms = asked_terms(without_role(about, subjects)) or (() if fitness else asked_terms(core))
    if not asked_terms(about) and _RING.search(core):
        terms = asked_terms("contact")
    events = events_of(core)
    if kind == "what" and events and not terms and not fitness:
        kind = "list"
    if picked and not events and says_little(terms, kind, core, times):
        terms, kind, advice = (), "status", False
    if kind == "status" and names_measure(core) and not is_little(terms):
        kind = "trend"
    begins = _STARTS.search(core) if not terms else None
    if begins:
        terms = (frozenset({"#start", "start"}),)
        kind = "first" if kind == "when" else kind
    terms = beyond_names(terms, subjects or (engagements if which else ()))
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
        on_record=not advice and kind != "planning" and bool(picked or about_notes or past),
        fitness=fitness,
        side_by_side=len(named) > 1 or (chosen is None and says.asks_which_vendor(core)),
        events=events or (_PAYMENT if kind == "sum" else frozenset()),
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
