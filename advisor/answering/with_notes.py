"""Puts what the notes say and what the guidance says into one draft, as two voices."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.answering.composer import Draft, nutshells
from advisor.domain import Claim, Library
from advisor.domain.note_answer import NoteAnswer

GUIDANCE = "Guidance"


def with_notes(draft: Draft, found: NoteAnswer, library: Library) -> Draft:
    """The notes first, then the points that bear on them, then the guidance of the draft.

    Where the question asks for what the notes say, the guidance is left at the points that bear on
    them. A draft that declines a planning question stays as it is, and so does one that answers
    where the notes of no engagement in particular have nothing to say.
    """
    if draft.document or (draft.declined and found.kind == "planning"):
        return draft
    if found.missing and not (found.subject or draft.declined):
        return draft
    opening = Claim(text=_reading(draft, found), kind="not_a_claim")
    points = nutshells(found.point_ids, library, section=GUIDANCE, told=found.against)
    said = {claim.text for claim in points}
    silent = found.records_only or draft.declined
    rest = () if silent else tuple(_guidance(draft.claims[1:], said))
    return replace(
        draft,
        reading=opening.text,
        claims=(opening, *found.claims, *points, *rest),
        template="" if found.records_only else draft.template,
        template_title="" if found.records_only else draft.template_title,
        follow_ups=() if draft.declined else draft.follow_ups,
    )


def _reading(draft: Draft, found: NoteAnswer) -> str:
    if draft.reading and not found.records_only:
        return draft.reading
    about = f" on {found.subject}" if found.subject else ""
    return f"This is about your notes{about}."


def _guidance(claims: Sequence[Claim], said: set[str]) -> Iterator[Claim]:
    """The claims under the heading of the guidance; the firm's own words keep theirs."""
    for claim in claims:
        if claim.text not in said:
            own = any(one.passage_id.startswith("own:") for one in claim.citations)
            yield claim if own else replace(claim, section=GUIDANCE)
