"""The shape of an answer: stages, bullets and numbered sources, before any markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import Literal

from advisor.domain import Advice, Citation, ClaimVerdict, Passage, SourceRef, Support

FROM_NOTES = "From your notes"
"""The heading under which everything is said in the voice of the notes."""

Voice = Literal["notes", "guidance", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A numbered source of one bullet with the quotes that prove the bullet."""

    number: int
    passage_id: str
    quotes: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Sentences that rest on the same passages; a `text` block is an opening or a connective.

    `as_of` is the oldest date (ISO) of the dated facts among them, or empty.
    """

    kind: Literal["text", "bullet"]
    text: str
    support: Support
    references: tuple[Reference, ...]
    as_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The blocks under one stage heading, which is empty for the opening.

    A section speaks in one voice: the user's notes or the guidance; an opening that states
    nothing has none. `heading` is empty where the section goes on under the one before, whose
    heading both have in `said_under`.
    """

    heading: str
    blocks: tuple[Block, ...]
    voice: Voice = ""
    said_under: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A passage that was read; `number` is 0 where the answer does not cite it."""

    number: int
    passage: Passage
    quotes: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """An answer ready to be written as HTML or Markdown."""

    sections: tuple[Section, ...]
    cited: tuple[Source, ...]
    also_read: tuple[Source, ...]


def outline(advice: Advice) -> Outline:
    """Group the shown sentences into bullets and number their sources by first citation."""
    numbers = _numbers(advice)
    voiced = zip(advice.verdicts, _voices(advice.verdicts), strict=True)
    grouped = groupby(voiced, key=lambda item: (item[0].claim.section, item[1]))
    sections: list[Section] = []
    for (heading, voice), pairs in grouped:
        opens = not sections and not heading and voice != "notes"
        blocks = _blocks(tuple(verdict for verdict, _ in pairs), numbers, opens=opens)
        goes_on = bool(sections) and sections[-1].said_under == heading
        sections.append(
            Section(
                heading="" if goes_on else heading, blocks=blocks, voice=voice, said_under=heading
            )
        )
    return Outline(
        sections=tuple(sections),
        cited=_cited(advice, numbers),
        also_read=_also_read(advice, numbers),
    )


def _voices(verdicts: Sequence[ClaimVerdict]) -> tuple[Voice, ...]:
    """Whose voice each sentence is; a connective has that of the sentence before or after it."""
    voices: list[Voice] = []
    for position, verdict in enumerate(verdicts):
        section = verdict.claim.section
        if verdict.claim.kind == "note" or section == FROM_NOTES:
            voices.append("notes")
        elif verdict.claim.kind != "not_a_claim":
            voices.append("guidance")
        elif position and verdicts[position - 1].claim.section == section:
            voices.append(voices[-1])
        else:
            voices.append(_next_voice(verdicts[position:], section))
    return tuple(voices)


def _next_voice(verdicts: Sequence[ClaimVerdict], section: str) -> Voice:
    """The voice of the first claim of the section; an opening without any has none."""
    same = takewhile(lambda item: item.claim.section == section, verdicts)
    for verdict in same:
        if verdict.claim.kind != "not_a_claim":
            return "notes" if verdict.claim.kind == "note" else "guidance"
    return "guidance" if section else ""


def _numbers(advice: Advice) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for citation in _citations(advice):
        numbers.setdefault(citation.passage_id, len(numbers) + 1)
    return numbers


def _citations(advice: Advice) -> tuple[Citation, ...]:
    return tuple(citation for verdict in advice.verdicts for citation in verdict.claim.citations)


def _blocks(
    verdicts: tuple[ClaimVerdict, ...], numbers: dict[str, int], *, opens: bool
) -> tuple[Block, ...]:
    """The first block is plain text where it `opens` the answer."""
    return tuple(
        _block(tuple(group), numbers, opens=opens and position == 0)
        for position, (_, group) in enumerate(groupby(verdicts, key=_block_key))
    )


def _block_key(verdict: ClaimVerdict) -> tuple[bool, str, str]:
    passages = sorted({citation.passage_id for citation in verdict.claim.citations})
    return verdict.claim.kind == "not_a_claim", " ".join(passages), verdict.support


def _block(verdicts: tuple[ClaimVerdict, ...], numbers: dict[str, int], *, opens: bool) -> Block:
    first = verdicts[0]
    connective = first.claim.kind == "not_a_claim"
    quotes: dict[str, list[Citation]] = {}
    for verdict in verdicts:
        for citation in verdict.claim.citations:
            quotes.setdefault(citation.passage_id, []).append(citation)
    return Block(
        kind="text" if connective or opens else "bullet",
        text=" ".join(verdict.claim.text for verdict in verdicts),
        support="not_a_claim" if connective else first.support,
        references=tuple(
            Reference(number=numbers[passage_id], passage_id=passage_id, quotes=tuple(found))
            for passage_id, found in quotes.items()
        ),
        as_of=min((held for v in verdicts if (held := v.claim.as_of)), default=""),
    )


def _cited(advice: Advice, numbers: dict[str, int]) -> tuple[Source, ...]:
    passages = {hit.passage.passage_id: hit.passage for hit in advice.evidence}
    quotes: dict[str, list[Citation]] = {passage_id: [] for passage_id in numbers}
    for citation in _citations(advice):
        if citation not in quotes[citation.passage_id]:
            quotes[citation.passage_id].append(citation)
    return tuple(
        Source(
            number=number,
            passage=passages.get(passage_id) or _quoted_only(passage_id, quotes[passage_id]),
            quotes=tuple(quotes[passage_id]),
        )
        for passage_id, number in numbers.items()
    )


def _quoted_only(passage_id: str, quotes: list[Citation]) -> Passage:
    """A stand-in for a passage that was not kept: its quotes are what is left to show."""
    return Passage(
        passage_id=passage_id,
        text="\n".join(citation.quote for citation in quotes),
        source=SourceRef(source_id=passage_id, title=passage_id, section=""),
    )


def _also_read(advice: Advice, numbers: dict[str, int]) -> tuple[Source, ...]:
    return tuple(
        Source(number=0, passage=hit.passage, quotes=())
        for hit in advice.evidence
        if hit.passage.passage_id not in numbers
    )
