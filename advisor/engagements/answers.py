"""Answers questions from notes: every sentence quotes a note or is computed from quoted ones."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from advisor.domain.advice import Claim
from advisor.domain.check_up import Signal
from advisor.domain.note_answer import NoteAnswer, NoteQuestionKind
from advisor.domain.notes import Engagement, EngagementNote, NearSentence, NoteHit
from advisor.engagements.answers_at_large import speaks_to
from advisor.engagements.answers_by_day import of_day
from advisor.engagements.answers_events import adding, comparing, counting, listing, paid_at_all
from advisor.engagements.answers_evidence import Search
from advisor.engagements.answers_fitness import judged
from advisor.engagements.answers_kept import kept_notes
from advisor.engagements.answers_measures import falling_short, moving
from advisor.engagements.answers_missing import (
    lacks_measure,
    lacks_what_is_asked,
    missing,
    no_notes,
)
from advisor.engagements.answers_nearest import with_nearest
from advisor.engagements.answers_prices import asks_price, priced_side_by_side
from advisor.engagements.answers_quotes import (
    at_the_end,
    bearing,
    dated,
    dated_between,
    in_period,
    saying,
)
from advisor.engagements.answers_readings import with_readings
from advisor.engagements.answers_saying import Body, Desk, connective, quotes
from advisor.engagements.answers_status import standing
from advisor.engagements.answers_values import measured, price_change
from advisor.engagements.asking import Asked, read_asked
from advisor.engagements.asking_shorthand import spelled_out
from advisor.engagements.asking_typos import corrected
from advisor.engagements.asking_words import stem
from advisor.engagements.note_sentences import Said, is_order, of_others
from advisor.grounding.note_claims import check_note_claim

AGAINST = "That goes against the guidance:"


def answer(
    question: str,
    notes: Sequence[EngagementNote],
    engagements: Sequence[Engagement],
    *,
    hits: Sequence[NoteHit],
    signals: Sequence[Signal],
    today: date,
    chosen: Engagement | None,
    near: Sequence[NearSentence] = (),
) -> NoteAnswer | None:
    """What the notes say to a question; None where they have no bearing on it.

    `notes` are those of the chosen engagement, or of all of `engagements`; `hits` the notes that
    are near in meaning, the nearest first; `near` the single sentences; `signals` the open warning
    signs of the same notes.
    """
    spelled = corrected(spelled_out(question), [note.text for note in notes])
    asked = read_asked(spelled, engagements, today=today, chosen=chosen)
    desk = _desk(asked, notes, engagements, hits=hits, signals=signals, today=today)
    kept = {note.note_id for note in desk.notes}
    desk = replace(desk, near=tuple(one for one in near if one.note.note_id in kept))
    if asked.kind != "planning" and desk.search.knows(asked.names):
        desk = replace(desk, asked=replace(asked, on_record=True))
        asked = desk.asked
    body = _body(desk)
    if body is None:
        return None
    body = with_readings(desk, with_nearest(desk, body))
    if not speaks_to(desk, body):
        return None
    claims = tuple(claim for claim in body.claims if _holds(claim, desk))
    claims, points = _against(desk, claims if of_others(question) else _own(claims))
    if not any(claim.kind == "note" for claim in claims) and not body.missing:
        return None
    return NoteAnswer(
        kind=asked.kind,
        claims=claims,
        point_ids=points,
        against=tuple(
            one.against for one in desk.signals if one.against and one.point_id in points
        ),
        missing=body.missing,
        subject=asked.subjects[0].name if len(asked.subjects) == 1 else "",
        records_only=asked.kind != "planning" and not asked.fitness,
    )


def planning(desk: Desk) -> Body | None:
    """The notes that bear on a planning question, and the measures that it names."""
    said = bearing(desk)
    measures = moving(desk) if desk.asked.subjects else None
    claims = (*(measures.claims if measures else ()), *(said.claims if said else ()))
    once = {claim.text: claim for claim in claims}
    return Body(tuple(once.values())) if once else None


_Way = Callable[[Desk], Body | None]
_WAYS: dict[NoteQuestionKind, tuple[_Way, ...]] = {
    "trend": (moving, measured, price_change, comparing, saying),
    "count": (dated_between, counting, moving, saying),
    "sum": (adding, paid_at_all, saying),
    "amount": (dated_between, saying, moving),
    "last": (at_the_end, dated, moving),
    "first": (at_the_end, dated),
    "when": (dated_between, dated),
    "who": (saying,),
    "what": (saying, in_period, moving),
    "why": (saying,),
    "list": (listing, saying, in_period),
    "status": (standing, saying, in_period),
    "planning": (planning,),
}


_OPEN_KINDS = frozenset({"what", "why", "list", "status", "planning"})


def _desk(
    asked: Asked,
    notes: Sequence[EngagementNote],
    engagements: Sequence[Engagement],
    *,
    hits: Sequence[NoteHit],
    signals: Sequence[Signal],
    today: date,
) -> Desk:
    """The notes of the engagements that the question is about, ready to be searched."""
    ids = {one.engagement_id for one in asked.subjects}
    own = tuple(note for note in notes if not ids or note.engagement_id in ids)
    kept = {note.note_id for note in own}
    return Desk(
        asked=asked,
        notes=own,
        engagements=tuple(engagements),
        search=Search(own, [hit for hit in hits if hit.note.note_id in kept]),
        signals=tuple(signals),
        today=today,
        several=len({note.engagement_id for note in own}) > 1,
    )


def _body(desk: Desk) -> Body | None:
    """The first way to answer that works; else what is missing, or None."""
    asked = desk.asked
    if not desk.notes:
        return no_notes(desk) if asked.on_record else None
    if asked.on_record and not asked.fitness and _lacks(desk) and not of_day(desk):
        return missing(desk)
    for way in (of_day, kept_notes, *_ways(desk)):
        body = way(desk)
        if body and body.claims:
            return body
    if asked.kind in _OPEN_KINDS and (signs := _of_topic(desk)):
        return Body(tuple(quotes(desk, signs)))
    if asked.kind in _OPEN_KINDS and (against := _contradicting(desk)):
        return Body(tuple(quotes(desk, against)))
    said_little = not asked.terms and len(asked.asides) < 2
    empty = asked.kind == "what" and said_little and not asked.times.periods
    return missing(desk) if asked.on_record and not empty else None


def _ways(desk: Desk) -> tuple[_Way, ...]:
    """The ways to answer in the order in which they are tried."""
    asked = desk.asked
    ways = _WAYS[asked.kind]
    if asked.side_by_side and asked.events and asked.kind != "sum":
        ways = (adding if "payment" in asked.events else counting, *ways)
    elif asked.side_by_side and asked.kind in ("amount", "what", "who"):
        ways = (moving, measured, *ways)
    if asked.fitness:
        ways = (judged, *ways)
    elif asked.side_by_side and asked.kind != "sum" and asks_price(desk):
        ways = (priced_side_by_side, *ways)
    elif asked.kind in ("first", "last", "count", "list", "when"):
        ways = (falling_short, *ways)
    return ways


def _lacks(desk: Desk) -> bool:
    """Whether what the question asks for is in no note, so that no other note may stand for it."""
    single = desk.asked.kind in ("who", "what", "amount", "when") and not desk.asked.side_by_side
    return lacks_measure(desk) or (single and lacks_what_is_asked(desk))


def _holds(claim: Claim, desk: Desk) -> bool:
    """Whether the checker will let a sentence pass; what it cannot prove is never handed on."""
    passages = [note.passage for note in desk.notes]
    verdict = check_note_claim(claim, passages, engagements=desk.engagements, today=desk.today)
    return verdict.support in ("supported", "not_a_claim")


def _own(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims without quotes about other people's vendors, where anything else is quoted."""
    own = tuple(one for one in claims if one.kind != "note" or not of_others(one.text))
    return own if any(one.kind == "note" for one in own) else claims


def _contradicting(desk: Desk) -> list[Said]:
    """Sentences on the question that a warning sign found to go against the guidance."""
    found = []
    for signal in desk.signals:
        for citation in signal.citations[:1] if signal.against else ():
            said = desk.sentence(citation)
            if said and not is_order(said.text) and _bears_on(said, desk):
                found.append(said)
    return found[:2]


def _of_topic(desk: Desk) -> list[Said]:
    """What the warning signs were found in, where the question names their topic."""
    asked = {word for term in desk.asked.terms for word in term if word[0] != "#"}
    found = []
    for signal in desk.signals if desk.asked.on_record else ():
        words = {stem(word) for word in signal.topic_id.split("-")} - {"no"}
        if asked & (words | {word.removesuffix("ment") for word in words}):
            found += [desk.sentence(one) for one in signal.citations[:1]]
    return [one for one in found if one and not one.orders][:2]


def _bears_on(said: Said, desk: Desk) -> bool:
    shared = [term & said.terms for term in desk.asked.terms if term & said.terms]
    exact = sum(any(word[0] != "#" for word in words) for words in shared)
    least = 1 if desk.asked.subjects or desk.asked.on_record else 2
    return len(shared) > 1 and exact >= least and len(shared) * 2 >= len(desk.asked.terms)


def _against(desk: Desk, claims: tuple[Claim, ...]) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """The claims with those last that go against the guidance, and the points that say why."""
    points: dict[str, None] = {}
    last: list[Claim] = []
    signals = [one for one in desk.signals if one.against or desk.asked.fitness]
    for claim in claims:
        found = [signal for signal in signals if _rests_on(claim, signal, desk)]
        if found and claim.text.startswith("Your note of"):
            last.append(claim)
            points.update(dict.fromkeys(signal.point_id for signal in found))
    if not points:
        return claims, ()
    first = tuple(claim for claim in claims if claim not in last)
    return (*first, *last, connective(AGAINST)), tuple(points)


def _rests_on(claim: Claim, signal: Signal, desk: Desk) -> bool:
    """Whether a quotation is a sentence that the signal was found in."""
    own = {(one.passage_id, one.start) for one in claim.citations}
    told = [desk.sentence(one) for one in signal.citations]
    return any(one and (one.citation.passage_id, one.start) in own for one in told)
