"""Says how many notes there are, of an engagement or on a subject."""

import re

from advisor.domain.advice import Claim
from advisor.domain.notes import EngagementNote
from advisor.engagements.answers_evidence import of_time
from advisor.engagements.answers_quotes import good
from advisor.engagements.answers_saying import Body, Desk, computed, connective, counted, quotes
from advisor.engagements.note_sentences import Said
from advisor.engagements.when import short_date

SHOWN, MOST = 3, 40
MANY = "There are more notes than can be cited here; the list of notes counts them."
_ASKS = re.compile(
    r"\b(?:how many|number of|count (?:of )?)\s*(?:the |my |our |of the |of my )?notes\b", re.I
)
_SAYING = re.compile(r"\bnotes? .*\b(?:say|mention|tell|speak|complain|about|on|with)\b", re.I)


def kept_notes(desk: Desk) -> Body | None:
    """The number of notes with the first and the last day; None where it is not asked for."""
    if not _ASKS.search(desk.asked.question):
        return None
    if desk.asked.terms and _SAYING.search(desk.asked.times.rest):
        found = sorted((one.said for one in good(desk)), key=lambda one: one.on)
        return Body((counted(found), *quotes(desk, found[-SHOWN:]))) if found else None
    if len(desk.notes) > MOST:
        last = max(desk.search.said, key=lambda one: one.on)
        return Body((connective(MANY), *quotes(desk, [last])))
    claims = [
        claim
        for engagement, notes in desk.by_engagement()
        for claim in _kept(desk, notes, engagement.name if desk.several else "")
    ]
    return Body(tuple(claims)) if claims else None


def _kept(desk: Desk, notes: tuple[EngagementNote, ...], name: str) -> list[Claim]:
    ids = {note.note_id for note in notes}
    first: dict[str, Said] = {}
    for said in desk.search.said:
        if said.note.note_id in ids and of_time(said, desk.asked.times.periods):
            first.setdefault(said.note.note_id, said)
    if not first:
        return []
    days = sorted(said.on for said in first.values())
    on = f" on {name}" if name else ""
    if len(first) == 1:
        text = f"There is 1 note{on}, the only one of {short_date(days[0])}."
    else:
        text = (
            f"There are {len(first)} notes{on}, the first of {short_date(days[0])} "
            f"and the last of {short_date(days[-1])}."
        )
    return [computed(text, [said.citation for said in first.values()])]
