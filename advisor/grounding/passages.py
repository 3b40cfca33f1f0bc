"""Cuts a document that was read into passages whose every line can be quoted."""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

from advisor.domain import Passage, SourceRef
from advisor.domain.own_guidance import Block, ReadDocument, own_passage_id
from advisor.grounding.sentences import split_sentences

MIN_WORDS, MAX_WORDS = 60, 150
MAX_LINE_CHARS = 1500
_MOST = 130


def passages_of(document: ReadDocument, *, document_id: str) -> tuple[Passage, ...]:
    """The document's passages in order, a whole sentence a line.

    A passage holds 60 to 150 words and never spans two headings or pages, so that a short section
    makes a short passage; a sentence of more than 150 words is cut.
    """
    drafts = [
        (_section(heading, page), lines)
        for (heading, page), blocks in groupby(document.blocks, lambda b: (b.heading, b.page))
        for lines in _packed([line for block in blocks for line in _lines(block)])
    ]
    return tuple(
        Passage(
            passage_id=own_passage_id(document_id, number),
            text="\n".join(lines),
            source=SourceRef(
                source_id=document_id, title=document.title, section=section, kind="own_guidance"
            ),
        )
        for number, (section, lines) in enumerate(drafts, 1)
    )


def _section(heading: str, page: int) -> str:
    place = f"page {page}" if page else ""
    return ", ".join(filter(None, (heading, place)))


def _lines(block: Block) -> Iterator[str]:
    for sentence in split_sentences(block.text):
        yield from _pieces(sentence.text)


def _pieces(line: str) -> Iterator[str]:
    """The line, cut where it is longer than a passage may be, after a clause if there is one."""
    piece: list[str] = []
    size = 0
    for word in line.split():
        for start in range(0, len(word), MAX_LINE_CHARS):
            part = word[start : start + MAX_LINE_CHARS]
            too_long = len(piece) >= MAX_WORDS or size + len(part) >= MAX_LINE_CHARS
            if piece and too_long:
                cut = _clause_end(piece)
                yield " ".join(piece[:cut])
                piece = piece[cut:]
                size = sum(len(one) + 1 for one in piece)
            piece.append(part)
            size += len(part) + 1
    if piece:
        yield " ".join(piece)


def _clause_end(words: Sequence[str]) -> int:
    """Where to cut: after the last clause of the second half, or at the end."""
    ends = [place for place, word in enumerate(words, 1) if word[-1] in ";,:"]
    return ends[-1] if ends and ends[-1] > len(words) // 2 else len(words)


def _packed(lines: Sequence[str]) -> list[list[str]]:
    """Neighbouring lines in groups of about equal length, in words."""
    counts = [len(line.split()) for line in lines]
    groups: list[list[str]] = []
    size, aim, left = 0, 0.0, sum(counts)
    for line, count in zip(lines, counts, strict=True):
        filled = size >= MIN_WORDS and size + count / 2 > aim and left >= MIN_WORDS
        if not groups or filled or size + count > MAX_WORDS:
            groups.append([])
            # The aim follows what is left, so that no scrap remains for the last group.
            size, aim = 0, left / math.ceil(left / _MOST)
        groups[-1].append(line)
        size += count
        left -= count
    return groups
