"""Where an engagement stands: its measures, its open warning signs and what happened last."""

from advisor.domain.advice import Claim
from advisor.engagements.answers_evidence import of_time
from advisor.engagements.answers_measures import moving
from advisor.engagements.answers_saying import Body, Desk, connective, quotes
from advisor.engagements.note_sentences import Said
from advisor.engagements.timeline import timeline_of

SIGNS, EVENTS, LATEST = 3, 3, 4


def standing(desk: Desk) -> Body | None:
    """The measures against what was agreed, the last events, then the signs to look at."""
    claims: list[Claim] = []
    measured = moving(desk)
    if measured:
        claims += [claim for claim in measured.claims if not claim.text.startswith("Your note of")]
    signs = quotes(desk, _signs(desk))
    cited = {one.passage_id for claim in (*claims, *signs) for one in claim.citations}
    last = [one for one in _events(desk) if one.citation.passage_id not in cited]
    if last:
        claims += [connective("What happened last:"), *quotes(desk, last[-EVENTS:])]
    told = {one.passage_id for claim in claims for one in claim.citations}
    latest = [one for one in _latest(desk) if one.citation.passage_id not in told | cited]
    if latest:
        claims += [connective("Your latest notes:"), *quotes(desk, latest)]
    if signs:
        claims += [connective("To look at:"), *signs]
    return Body(tuple(claims)) if claims else None


def _latest(desk: Desk) -> list[Said]:
    """A sentence of each of the latest notes, oldest first."""
    kept = _on_the_work(desk)
    by_note = {
        one.note.note_id: one
        for one in sorted(desk.search.said, key=lambda one: (one.on, -one.start))
        if not one.orders and of_time(one, desk.asked.times.periods) and one.note.note_id in kept
    }
    return list(by_note.values())[-LATEST:]


def _on_the_work(desk: Desk) -> set[str]:
    """The notes that speak of work and hold no order to a reader; all others where none does."""
    terms: dict[str, set[str]] = {}
    for one in desk.search.said:
        terms.setdefault(one.note.note_id, set()).update(one.terms)
    ordering = {one.note.note_id for one in desk.search.said if one.orders}
    plain = {key for key in terms if key not in ordering}
    return {key for key in plain if any(word[0] == "#" for word in terms[key])} or plain


def _signs(desk: Desk) -> list[Said]:
    telling = [signal.citations[0] for signal in desk.signals if signal.citations]
    said = [one for one in map(desk.sentence, telling) if one and not one.orders]
    once = {(one.note.note_id, one.start): one for one in said}
    return [one for one in once.values() if of_time(one, desk.asked.times.periods)][:SIGNS]


def _events(desk: Desk) -> list[Said]:
    items = [item for item in timeline_of(desk.notes) if item.kind != "measure"]
    said = [one for one in (desk.sentence(item.citation) for item in items) if one]
    ordering = {one.note.note_id for one in desk.search.said if one.orders}
    said = [one for one in said if one.note.note_id not in ordering]
    kept = [one for one in said if of_time(one, desk.asked.times.periods)]
    if not kept:
        kept = [one for one in desk.search.said if not one.orders]
        kept = [one for one in kept if of_time(one, desk.asked.times.periods)]
    once = {(one.note.note_id, one.start): one for one in sorted(kept, key=lambda one: one.on)}
    return list(once.values())
