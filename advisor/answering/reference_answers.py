"""What the reference material adds to an answer: definitions, and the ways of one trade."""

from collections.abc import Iterable, Sequence

from advisor.domain import Citation, Claim, Passage, SourceRef
from advisor.domain.reference import Reference, Term, TradeGuide
from advisor.grounding.sentences import split_sentences
from advisor.knowledge import slug

DEFINITIONS = "In plain words"
# Which part of a trade's guide bears on a topic; the usual trap bears on all others.
_PART_OF_TOPIC = {
    "unclear-goals": "measures",
    "no-monitoring": "measures",
    "no-delegation": "never",
    "unprotected-ip": "never",
    "weak-onboarding": "first_month",
}
_TITLES = {
    "measures": "Measures",
    "never": "Never hand over",
    "first_month": "First month",
    "trap": "The usual trap",
}
TRADE_SENTENCES, WEEKS = 2, 4


def reference_passages(reference: Reference) -> dict[str, Passage]:
    """The glossary and the trade guides as passages that can be cited, a sentence a line."""
    terms = (_term_passage(term) for term in reference.terms.values())
    guides = (
        _guide_passage(guide, part) for guide in reference.trades.values() for part in _TITLES
    )
    return {passage.passage_id: passage for passage in (*terms, *guides)}


def define(terms: Sequence[Term]) -> tuple[Claim, ...]:
    """The meaning of each term, in the order in which they were asked."""
    return tuple(
        claim
        for term in terms
        for claim in _claims(
            sentences_of(term.definition, term.example), _term_id(term), DEFINITIONS
        )
    )


def trade_claims(guide: TradeGuide, topic_id: str) -> tuple[Claim, ...]:
    """What the trade's guide says on a topic: the weeks of the first month, or two sentences."""
    part = _PART_OF_TOPIC.get(topic_id, "trap")
    sentences = getattr(guide, part)[: WEEKS if part == "first_month" else TRADE_SENTENCES]
    return _claims(sentences, _guide_id(guide, part), f"Outsourcing {guide.title.lower()}")


def _claims(sentences: Iterable[str], passage_id: str, section: str) -> tuple[Claim, ...]:
    citation = Citation(passage_id=passage_id, quote="", start=0, end=0)
    return tuple(
        Claim(text=text, kind="advice", citations=(citation,), section=section)
        for text in sentences
    )


def sentences_of(*texts: str) -> list[str]:
    """The sentences of the texts, in order."""
    return [sentence.text for text in texts if text for sentence in split_sentences(text)]


def _meaning(term: Term) -> list[str]:
    return sentences_of(term.definition, term.example)


def _term_id(term: Term) -> str:
    return f"glossary#{slug(term.term)}"


def _guide_id(guide: TradeGuide, part: str) -> str:
    return f"trade-{slug(guide.trade_id)}#{slug(_TITLES[part])}"


def _term_passage(term: Term) -> Passage:
    return Passage(
        passage_id=_term_id(term),
        text="\n".join(_meaning(term)),
        source=SourceRef(
            source_id="glossary", title="Glossary", section=term.term, licence="Apache-2.0"
        ),
    )


def _guide_passage(guide: TradeGuide, part: str) -> Passage:
    return Passage(
        passage_id=_guide_id(guide, part),
        text="\n".join(getattr(guide, part)),
        source=SourceRef(
            source_id=f"trade-{slug(guide.trade_id)}",
            title=f"Outsourcing {guide.title.lower()}",
            section=_TITLES[part],
            published=guide.reviewed,
            licence="Apache-2.0",
        ),
    )
