"""Tells whether a question asks for a document, and which of the templates it is."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from advisor.answering.artefact_words import (
    COMMON,
    CONCEPTS,
    DOCUMENTS,
    GENERIC_DOCUMENTS,
    PHRASES,
    WEAK_DOCUMENTS,
)
from advisor.domain.reference import Template

TITLE_WEIGHT = 1.5  # A word of the title says more than one of the ways of asking.
TOPIC_WEIGHT = 1.6  # What the conversation is about outweighs one shared word.
FIRST_WEIGHT = 1.25  # The document is named before its circumstances.
WAY_WEIGHT = 1.5
LEAST = 1.0  # Below this no template shares a telling word with the question.
_DOC = "|".join(sorted((*DOCUMENTS, *GENERIC_DOCUMENTS), key=len, reverse=True))
_ANY_DOC = rf"(?:{_DOC}|{'|'.join(WEAK_DOCUMENTS)})"
_WANT = re.compile(
    r"\b(?:make|do (?:me|us)|draft|create|prepare|generate|produce"
    r"|fill (?:in|out)|print|download|send|export"
    r"|write(?: up)?|build|design|set up|put together|draw up|come up with|work out|knock up)\b"
    r"(?: (?:me|us|for me|for us|out|up))?[^.?!]{0,40}?\b" + _ANY_DOC + r"\b"
)
_HAVE = re.compile(
    r"\b(?:need|want|give (?:me|us)|show (?:me|us)|get (?:me|us)"
    r"|have you got|got|do you have|u have"
    r"|you have|is there|any|looking for|after|where (?:is|can i (?:get|find|download))|find"
    r"|can i (?:have|get|see)|could i (?:have|get|see)|could use|i'?d like|we'?d like|i would like"
    r"|use|share)\b"
    r" (?:an?|the|some|your|my|our|that|this|any|one|simple|good|ready"
    r"|short|blank|proper|quick|\d+)"
    r"(?:(?! (?:on|about|from|to|so|because) )[^.?!]){0,45}?\b" + _ANY_DOC + r"\b"
)
_CONTENT = re.compile(
    r"\bwhat (?:should|must|do|does|to|goes|belongs|has to|needs to|would|else|all)?[^.?!]{0,30}"
    r"\b(?:put|go(?:es)?|be|belong|include|write|contain|say|cover|have)\b[^.?!]{0,12}"
    r"\b(?:in|into|on|onto|down)? ?(?:an?|my|our|the)? ?(?:[\w-]+ ){0,3}" + _ANY_DOC + r"\b"
)
_HOLDS = re.compile(
    r"\bwhat (?:should|must|does|do) (?:an?|my|our|the) (?:[\w-]+ ){0,3}"
    + _ANY_DOC
    + r"[^.?!]{0,12} "
    r"(?:contain|include|say|cover|look like|need)\b"
)
_TEMPLATE = re.compile(
    r"\b(?:templates?|blank form|printable|fillable|downloadable|spread ?sheets?|excel(?: file)?"
    r"|xlsx|docx|word (?:doc|document|file)|google (?:doc|sheet)|boilerplate|one[- ]?pager)\b"
)
_DESCRIBED = re.compile(
    r"\b(?:example|sample|specimen|model|format|layout|outline|skeleton|wording) (?:of|for|from)?\b"
    r"[^.?!]{0,40}\b"
    + _ANY_DOC
    + r"|\b"
    + _ANY_DOC
    + r" (?:example|sample|format|layout|outline)s?\b"
)
_AS_ONE = re.compile(
    r"\b(?:in|on|as|into|using) (?:an?|one|a single|some) (?:[\w-]+ )?"
    + _ANY_DOC
    + r"\b|\bin writing\b"
)
# Talk about a document that exists, or about the habit of using one, asks for no new copy.
_ABOUT_ONE = re.compile(
    r"\b(?:ignor\w*|refus\w*|won'?t|didn'?t|doesn'?t|never (?:uses?|fills?"
    r"|reads?|follows?)|lost|broke"
    r"|signed|they (?:sent|want|made)|vendor (?:sent|wants|made|changed)|agency (?:sent|wants|made)"
    r"|sent (?:me|us)|gave (?:me|us)|asked (?:me|us)|wants? (?:me|us)"
    r"|worth|point of|why (?:do|should|is|would)"
    r"|is (?:it|this|that|an?|the|my|our)|are (?:the|my|our|these)|do (?:i|we) (?:really )?need"
    r"|should (?:i|we) (?:use|have|share|show|trust|sign|send|update|let"
    r"|ask)|who (?:should|fills?|keeps?|owns?|signs?)"
    r"|how (?:often|long|many|much)|when (?:should|do|is)|difference"
    r"|what (?:is|are|does|'s)|whats|what's"
    r"|instead of|already (?:have|use|got)|we (?:have|use|had|made)|i (?:have|use|had|made))\b"
)
_NOUN_ONLY = re.compile(
    r"(?:(?:an?|the|some|hi|hello|hey|ok|please|pls|and|also|one[- ]page"
    r"|quick|simple|blank|good) )*"
    r"(?:(?!(?:i|we|they|he|she|you|it|my|our|their|his|her|me|us|not|no(?!-)|never|breaks?|has|have"
    r"|(?!weighted|paid|shared|outsourced|detailed|fixed|mixed)\w+ed)\b)[\w&/'-]+ ){0,5}"
    + _ANY_DOC
    + r"(?: (?:for|to|with|of|when|before|after|in|on|about|between"
    r"|that|where|so|my|our|we|i) .{1,70})?"
    r"(?:,? (?:please|pls|plz|thanks|thx|now|asap|pdf|excel|word))*"
)
_POLITE = (
    r"(?:^|[,.] )(?:(?:please|pls|plz|ok|okay|now|and|then|so|yes|yeah"
    r"|sure|great|thanks|good|go ahead"
    r"|(?:can|could|will|would) (?:you|u)|just|i want you to"
    r"|i'?d like you to|let'?s)[ ,]+)*"
)
_MAKE = (
    r"(?:make|do|draft|create|prepare|generate|produce|write|build|give|get|fill (?:in|out)"
    r"|complete|populate)"
)
_FILL = re.compile(
    _POLITE
    + r"(?:"
    + _MAKE
    + r"(?: up| out)?(?: (?:me|us))? (?:an?|the|our|my|that|this) (?:[\w&/'-]+ ){0,4}?"
    + _ANY_DOC
    + r"\b"
    r"|(?:fill|complete|populate) (?:it|that|this|them|the (?:blanks?|rest"
    r"|brackets|placeholders))\b"
    r"|(?:fill|complete) (?:in|out) (?:it|that|this|what|everything)\b"
    r"|(?:draft|create|generate|prepare|write|make|do) (?:it|that|this|one)(?: up)?"
    r"(?: for (?:me|us)| now| please| with .+)*$"
    r"|(?:draft|create|make|do) (?:me|us) (?:one|that|it)\b"
    r")"
    r"|\bfill (?:it|this|that|them) (?:in|out) (?:for|with)\b"
    r"|\bwith (?:what|everything|the (?:facts|details|numbers)) (?:i"
    r"|we)(?:'?ve)? (?:said|told|gave|wrote|typed)\b"
)


def wanted(
    question: str, templates: Mapping[str, Template], *, topic_id: str | None = None
) -> Template | None:
    """The template of the document that a question asks for; None where it asks for none.

    `topic_id` is what the answer is about and decides between templates that fit alike.
    """
    text = _plain(question)
    exact = next((t for t in templates.values() if text in _ways(t)), None)
    if exact or not asks_for_document(question):
        return exact
    if named := _named(text, templates):
        return named
    scores = _scores(text, templates)
    if topic_id:
        for template in templates.values():
            if template.topic_id == topic_id:
                scores[template.template_id] += TOPIC_WEIGHT
    best = max(scores, key=lambda name: (scores[name], templates[name].kind == "table"), default="")
    return templates[best] if best and scores[best] >= LEAST else None


def _named(text: str, templates: Mapping[str, Template]) -> Template | None:
    """The template that is called by its id ("vendor scorecard"); the longest where two are."""
    called = [name for name in templates if re.search(rf"\b{name.replace('-', ' ')}\b", text)]
    return templates[max(called, key=len)] if called else None


def asks_for_document(question: str) -> bool:
    """Whether a question wants a form, a sheet or another document, whichever it is."""
    text = _plain(question)
    if _TEMPLATE.search(text) or _DESCRIBED.search(text):
        return not re.search(r"\b(?:ignor\w*|sent (?:me|us)|gave (?:me|us)|their template)\b", text)
    if _CONTENT.search(text) or _HOLDS.search(text):
        return True
    if _WANT.search(text):
        return not _ABOUT_ONE.search(_WANT.sub("", text))
    if _ABOUT_ONE.search(text):
        return False
    return bool(_HAVE.search(text) or _AS_ONE.search(text) or _NOUN_ONLY.fullmatch(text))


def is_fill_request(question: str) -> bool:
    """Whether a document should be filled in with what was said ("make me the scorecard")."""
    return bool(_FILL.search(_plain(question)))


def request_in(question: str) -> str:
    """The clause that asks for a document to be filled in, or else the whole question."""
    clauses = re.split(r"(?<=[.;:!?,])\s+", question)
    return next((clause for clause in clauses if is_fill_request(clause)), question)


def is_named(question: str, templates: Mapping[str, Template]) -> bool:
    """Whether the question calls a template by its id."""
    return _named(_plain(question), templates) is not None


def _ways(template: Template) -> frozenset[str]:
    return frozenset(_plain(way) for way in (template.title, *template.asked_as))


def _plain(question: str) -> str:
    text = question.lower().replace("\u2019", "'")
    return " ".join(re.sub(r"[^a-z0-9&/'.,? -]|[.?,](?=\s|$)", " ", text).split())


def _scores(text: str, templates: Mapping[str, Template]) -> dict[str, float]:
    """How much each template shares with a question, rare and early words counting more."""
    vocabulary = {name: _vocabulary(template) for name, template in templates.items()}
    asked = _concepts(text)
    weight = {concept: 1.0 if place else FIRST_WEIGHT for place, concept in enumerate(asked)}
    return {
        name: sum(
            weight[concept] * words[concept] * _rarity(concept, vocabulary.values())
            for concept in asked
            if concept in words
        )
        + WAY_WEIGHT * _likeness(asked, templates[name])
        for name, words in vocabulary.items()
    }


def _likeness(asked: Sequence[str], template: Template) -> float:
    """How close the question comes to the closest way of asking, 0 to 1."""
    ways = (set(_concepts(_plain(way))) for way in (template.title, *template.asked_as))
    return max((len(way & set(asked)) / len(way | set(asked)) for way in ways if way), default=0.0)


def _rarity(concept: str, vocabularies: Iterable[Mapping[str, float]]) -> float:
    known = list(vocabularies)
    return math.log((len(known) + 1) / (sum(concept in words for words in known) or 1))


@lru_cache(maxsize=64)
def _vocabulary(template: Template) -> Mapping[str, float]:
    """The concepts of a template with their weight: more in the title, and where said often."""
    ways = [_concepts(_plain(way)) for way in template.asked_as]
    said = {concept: sum(concept in way for way in ways) for way in ways for concept in way}
    words = {concept: min(1.0, 0.55 + 0.15 * count) for concept, count in said.items()}
    return words | dict.fromkeys(_concepts(_plain(template.title)), TITLE_WEIGHT)


@lru_cache(maxsize=512)
def _concepts(text: str) -> tuple[str, ...]:
    """The telling words of a text, words of like meaning made one."""
    for phrase, concept in PHRASES:
        text = re.sub(phrase, f" {concept} ", text)
    words = (word for word in re.findall(r"[a-z0-9&_]+", text) if word not in COMMON)
    found = (CONCEPTS.get(word, _stem(word)) for word in words)
    return tuple(dict.fromkeys(word for word in found if word and word not in COMMON))


def _stem(word: str) -> str:
    known = CONCEPTS.get(word.removesuffix("s"))
    if known is not None:
        return known
    for ending in ("ing", "ies", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
