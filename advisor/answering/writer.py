"""Writes the draft of an answer: what is asked for decides which parts it has."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from advisor.answering.artefacts import is_fill_request, is_named, request_in, wanted
from advisor.answering.composer import Draft, compose
from advisor.answering.declining import decline
from advisor.answering.definitions import asked_terms
from advisor.answering.filling import fill
from advisor.answering.reference_answers import define, sentences_of, trade_claims
from advisor.domain import (
    Citation,
    Claim,
    Hit,
    Library,
    OutOfScope,
    Trade,
    TradeProfile,
    Turn,
)
from advisor.domain.reference import Reference, Template
from advisor.errors import KnowledgeError
from advisor.knowledge.claims import claims_in
from advisor.knowledge.facts_check import Ground
from advisor.retrieval.search import Found
from advisor.retrieval.understanding import Query, has_instructions

ORDERS = "instructions-to-assistant"
# A planning question about an outside party is rarely one of these, and the model's odds against it
# must be four logits longer: calibrated in ARCHITECTURE.md, "Declining".
SOFT_LIMITS = frozenset(
    {
        "act-for-me",
        "do-the-work",
        "live-market",
        "off-topic",
        "other-field",
        "prediction",
        "unlawful",
    }
)
PLANNING_FLOOR = 0.018
OWN_GUIDANCE = "From your own guidance"
SURELY_TEMPLATE = 0.5  # cosine; requests for templates lie above, other requests below 0.45


class Writer:
    """Drafts answers from one library; holds no state of a question."""

    def __init__(
        self, library: Library, reference: Reference, *, max_points: int, scope_floor: float
    ) -> None:
        self._library, self._reference = library, reference
        self._max_points, self._scope_floor = max_points, scope_floor
        self._limits = {limit.kind_id: limit for limit in library.out_of_scope}
        self._as_of = {
            sentence: as_of
            for facts, sentences in _statements(library, reference)
            for sentence, as_of in _dated(facts, sentences, reference, library)
        }

    def write(
        self,
        asked: str,
        query: Query,
        found: Found,
        *,
        history: Sequence[Turn] = (),
        own: Sequence[Citation] = (),
    ) -> Draft:
        """The draft for a question; `own` are quotes of the firm's own guidance that answer it."""
        if has_instructions(asked):
            return decline(self._limit(ORDERS), self._library)
        template = self._template(query, found)
        terms = asked_terms(query.text, self._reference.terms)
        if self._outside(query, found) and not (template or terms or own):
            return decline(self._limit(found.limit_id), self._library)
        filling = template is not None and is_fill_request(request_in(query.text))
        hits = self._hits_of(template, found) if template and filling else found.hits
        draft = compose(query, hits, self._library, max_points=self._max_points)
        draft = self._dress(
            draft, query, found, definitions=define(terms), own=own, template=template
        )
        if template and filling:
            turns = (*history, Turn(role="user", text=asked))
            return _with_document(draft, template, turns, self._library.trades)
        return draft

    def _outside(self, query: Query, found: Found) -> bool:
        """Whether to decline; a planning question needs stronger reasons of the softer kinds."""
        floor = self._scope_floor
        if query.planning and found.limit_id in SOFT_LIMITS:
            floor = min(floor, PLANNING_FLOOR)
        return found.in_scope < floor

    def _dress(
        self,
        draft: Draft,
        query: Query,
        found: Found,
        *,
        definitions: Sequence[Claim],
        own: Sequence[Citation],
        template: Template | None,
    ) -> Draft:
        """Definitions first, then the firm's own words, the advice, and the ways of the trade."""
        opening, *body = draft.claims
        quoted = [
            Claim(text=quote.quote, kind="advice", citations=(quote,), section=OWN_GUIDANCE)
            for quote in own
        ]
        trade: Sequence[Claim] = ()
        if query.trade and not query.brief:
            topic_id = found.hits[0].passage.source.source_id
            trade = trade_claims(self._reference.trades[query.trade], topic_id)
        return replace(
            draft,
            claims=tuple(map(self._date, (opening, *definitions, *quoted, *body, *trade))),
            template=template.template_id if template else draft.template,
            template_title=template.title if template else draft.template_title,
        )

    def _hits_of(self, template: Template, found: Found) -> list[Hit]:
        """The points that a template rests on, the most relevant to the question first."""
        order = {hit.passage.point_ids[0]: rank for rank, hit in enumerate(found.hits)}
        points = sorted(template.point_ids, key=lambda point_id: order.get(point_id, len(order)))
        return [
            Hit(passage=self._library.passage_of(point_id), score=1.0, how=())
            for point_id in points
        ]

    def _template(self, query: Query, found: Found) -> Template | None:
        """The template that is asked for; beyond the scope floor only where it surely is."""
        request = request_in(query.text)
        named = is_fill_request(request) and is_named(request, self._reference.templates)
        sure = named or found.template_similarity >= SURELY_TEMPLATE
        if not found.hits or (found.in_scope < self._scope_floor and not sure):
            return None
        topic_id = found.hits[0].passage.source.source_id
        return wanted(request, self._reference.templates, topic_id=topic_id)

    def _limit(self, kind_id: str) -> OutOfScope:
        if kind_id not in self._limits:
            raise KnowledgeError(f"scope.yaml lacks {kind_id!r}. Restore it from the release.")
        return self._limits[kind_id]

    def _date(self, claim: Claim) -> Claim:
        as_of = self._as_of.get(claim.text, "")
        return replace(claim, kind="fact", as_of=as_of) if as_of else claim


def _statements(
    library: Library, reference: Reference
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """The ids of the facts that a text names, with the sentences of that text.

    The first sentence of a definition says what a word means, which no date bounds.
    """
    for point in library.points.values():
        yield point.facts, (*point.sentences, *point.examples.values())
    for term in reference.terms.values():
        yield term.facts, sentences_of(term.definition)[1:]
    for guide in reference.trades.values():
        yield guide.facts, (*guide.measures, *guide.trap, *guide.never, *guide.first_month)


def _dated(
    facts: Iterable[str], sentences: Iterable[str], reference: Reference, library: Library
) -> Iterator[tuple[str, str]]:
    """The sentences that state one of the facts, with the oldest of their dates."""
    grounds = [Ground(reference.facts[fact], library) for fact in facts if fact in reference.facts]
    for sentence in sentences if grounds else ():
        claims = claims_in(sentence)
        dates = [ground.fact.as_of for ground in grounds if any(map(ground.covers, claims))]
        if dates and not sentence.startswith("For example"):
            yield sentence, min(dates)


def _with_document(
    draft: Draft,
    template: Template,
    turns: Sequence[Turn],
    trades: Mapping[Trade, TradeProfile],
) -> Draft:
    """The advice, led by the template filled with what the user said and nothing else."""
    filled = fill(template, turns, trades=trades)
    said = len(filled.filled)
    places = "1 place is" if said == 1 else f"{said} places are"
    note = (
        f"{places} filled with what you said; the rest stands in [brackets]."
        if said
        else "Nothing you said fits its places yet, so all of them stand in [brackets]."
    )
    lead = [f"Here is the {template.title}.", note, "What matters when you fill it in:"]
    return replace(
        draft,
        claims=(*(Claim(text=text, kind="not_a_claim") for text in lead), *draft.claims[1:]),
        document=filled.markdown,
    )
