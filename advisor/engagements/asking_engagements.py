"""Which engagements a question names, by name, by vendor or by trade, and the names in it."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from advisor.domain.library import Trade
from advisor.domain.notes import Engagement
from advisor.engagements.asking_words import asked_terms

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


def names_in(question: str, subjects: Sequence[Engagement]) -> frozenset[str]:
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


def without_role(core: str, subjects: Sequence[Engagement]) -> str:
    """The question without "our cleaner" and the like where it means an engagement at hand."""
    for one in subjects:
        words = _TRADE_WORDS[one.trade] if one.trade else "|".join(_TRADE_WORDS.values())
        core = re.sub(rf"\b(?:our|my|the|this) (?:{words})\b(?:'s)?(?! [a-z]+ing\b)", "they", core)
    return core


def by_trade(
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


def beyond_names(
    terms: tuple[frozenset[str], ...], subjects: Sequence[Engagement]
) -> tuple[frozenset[str], ...]:
    """The terms without those that only say which engagement is meant ("the translators")."""
    words = {
        word.lower()[:_STEM] for one in subjects for word in f"{one.name} {one.vendor}".split()
    }
    words = {word for word in words if len(word) == _STEM}
    kept = tuple(
        term for term in terms if not any(one[0] != "#" and one[:_STEM] in words for one in term)
    )
    return kept or terms


_STEM = 6  # letters by which "translators" and "translations" are one
