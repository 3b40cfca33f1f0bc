"""Whether a sentence holds what a question asks for: a person, an amount, a length of time."""

import re
from collections.abc import Iterable

from advisor.engagements.amounts import amounts_in
from advisor.engagements.asking_kinds import Slot
from advisor.grounding.note_figures import figures_in

_PERSON = re.compile(
    r"(?<![.!?\n] )(?<!^)\b[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?\b"
    r"|\b(?i:i|me|we|us|they|he|she|him|her|myself|everyone|everybody|nobody|no one|the whole team|"
    r"both of us|their \w+ (?:lead|manager|boss)|the (?:owner|founder|boss|manager|lead|team lead|"
    r"\w+ manager|accountant|designer|developer|cleaner|bookkeeper)|my (?:\w+ )?(?:wife|husband|"
    r"partner|brother|sister|colleague|assistant|accountant))\b"
)
_NO_PERSON = frozenset(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep oct nov dec "
    "the this that it their our english google drive slack zoom excel shopify wordpress "
    "stripe paypal quickbooks xero github gitlab whatsapp facebook instagram q1 q2 q3 q4 usd eur "
    "gbp nda sla "
    "asana trello notion hubspot zendesk amazon aws meta linkedin invoice contract agreed".split()
)
_NAMES = re.compile(r"[A-Z][a-z]+")
_FIRST_WORD = re.compile(r"[A-Z][a-z]+")
_MIDDLE_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+\b")
_STARTS_AS_NAME = re.compile(
    r"(?:^|(?<=[.!?\n] ))[A-Z][a-z]+(?= (?:\(|[A-Z][a-z]+ )?(?:has|is|was|will|can|said|says|"
    r"signed|sent|took|left|gave|keeps?|got|owns?|runs?|handles?|covers?|made|told|wrote|promised|"
    r"asked|wants|approves?|signs?|checks?|decides?|pays?|answers?|leads?|joins?|replaces?|"
    r"retires?|leaves?|"
    r"starts?|becomes?|looks? after|helps?|manages?|retired|joined|replaced|covered|approved|"
    r"promises?|"
    r"confirmed|called|rang|wrote|apologi[sz]ed|blames?|thinks?|knows?|and [A-Z])\b|:| \()"
)
_LOWER = re.compile(r"\b[a-z]+\b")


def fills_slot(text: str, slot: Slot, names: frozenset[str]) -> bool:
    """Whether a sentence holds what the question asks for; `names` are those of people."""
    if not slot:
        return True
    if slot == "person":
        first = _FIRST_WORD.match(text)
        return has_person(text) or bool(first and first[0] in names)
    units = [figure.unit for figure in figures_in(text)]
    if slot == "money":
        return bool(amounts_in(text))
    if slot in ("duration", "share"):
        return ("min" if slot == "duration" else "%") in units
    return bool(units)


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Words that the notes use as names: with a capital inside a sentence, never without one."""
    every = list(texts)
    found = {name for text in every for name in _MIDDLE_NAME.findall(text)}
    found |= {name for text in every for name in _STARTS_AS_NAME.findall(text)}
    plain = {word for text in every for word in _LOWER.findall(text)}
    return frozenset(
        name for name in found if name.lower() not in plain and name.lower() not in _NO_PERSON
    )


def has_person(text: str) -> bool:
    """Whether a sentence names somebody, or says I or we."""
    for match in _PERSON.finditer(text):
        names = _NAMES.findall(match[0])
        if not names or any(name.lower() not in _NO_PERSON for name in names):
            return True
    return False
