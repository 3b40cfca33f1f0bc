"""Quotes the notes of a day that the question names: "what does the note of 14 March say?"."""

import re

from advisor.engagements.answers_saying import Body, Desk, quotes
from advisor.engagements.note_sentences import Said
from advisor.engagements.when import dates_in

_NOTE_OF = re.compile(r"\bnotes?\b.{0,20}\b(?:of|from|on|dated)\b|\bnoted? (?:down )?on\b", re.I)
MOST = 5


def of_day(desk: Desk) -> Body | None:
    """The notes of the one day that is asked for; None where no note has it."""
    if not _NOTE_OF.search(desk.asked.question):
        return None
    days = {one.day for one in dates_in(desk.asked.question, on=desk.today) if one.day == one.first}
    first: dict[str, Said] = {}
    for said in desk.search.said:
        if said.on in days and not said.orders:
            first.setdefault(said.note.note_id, said)
    return Body(tuple(quotes(desk, list(first.values())[:MOST]))) if first else None
