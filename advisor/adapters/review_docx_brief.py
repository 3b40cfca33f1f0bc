"""Writes a brief into a Word document with comments and tracked insertions at their offsets."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.run import Run

from advisor.adapters.docx_style import PRODUCT, clean
from advisor.domain.review import Brief, Evidence, Place, Section

INITIALS = "OA"
MAX_PLACES = 5  # that get a comment of their own for one fault
_ITEM = re.compile(r"[ \t]*[-*•‣◦▪●■\u2013][ \t]+(?=\S)")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEADING_LEVELS = 3


@dataclass(frozen=True, slots=True)
class _Part:
    """Some lines of the brief that make a paragraph; `end` is before its line end.

    A heading is shown by its `title`, without the marks that its line may hold.
    """

    start: int
    end: int
    style: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Comment:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Insertion:
    offset: int
    text: str
    comment: str


class MarkedBrief:
    """Collects comments and insertions, then writes the brief once."""

    def __init__(self, document: Document, brief: Brief, *, at: datetime | None) -> None:
        self._document, self._brief = document, brief
        self._at = at
        self._comments: list[_Comment] = []
        self._insertions: list[_Insertion] = []
        self._runs: list[tuple[int, int, Run]] = []
        self._revisions = 0

    def comment(self, places: Sequence[Place | Evidence], text: str) -> None:
        """Comment on each of the places, a few at most."""
        self._comments += [_Comment(one.start, one.end, text) for one in places[:MAX_PLACES]]

    def insert(self, offset: int, text: str, comment: str) -> None:
        """Insert text as paragraphs of its own after an offset."""
        self._insertions.append(_Insertion(offset, text, comment))

    def write(self) -> None:
        """Write everything in order of the text."""
        pending = sorted(self._insertions, key=lambda one: one.offset)
        edges = sorted({edge for one in self._comments for edge in (one.start, one.end)})
        edge_at = 0
        for part in self._parts([one.offset for one in pending]):
            while pending and pending[0].offset <= part.start:
                self._write_insertion(pending.pop(0))
            while edge_at < len(edges) and edges[edge_at] <= part.start:
                edge_at += 1
            inside = []
            while edge_at < len(edges) and edges[edge_at] < part.end:
                inside.append(edges[edge_at])
                edge_at += 1
            self._write_part(part, inside)
        for one in pending:
            self._write_insertion(one)
        for comment in sorted(self._comments, key=lambda one: (one.start, one.end)):
            self._write_comment(comment)

    def _parts(self, cuts: Sequence[int]) -> Iterator[_Part]:
        """The paragraphs: headings and items alone, other lines together up to a blank one."""
        text = self._brief.text
        headings = self._headings()
        # Nothing is put into the line of a heading: it comes below it.
        within = {at for at in cuts for line, one in headings.items() if line < at < one.start}
        cuts = [at for at in cuts if at not in within]
        open_part: _Part | None = None
        body = 0
        for start, end in _lines(text, sorted({*cuts, *(one.start for one in headings.values())})):
            heading = headings.get(start)
            item = _ITEM.match(text, start, end)
            alone = heading or item or start in cuts or start == body
            ended = open_part is not None and open_part.end in cuts
            if open_part and (alone or ended or not text[start:end].strip()):
                yield open_part
                open_part = None
            if heading:
                body = heading.start
                style = f"Heading {min(heading.level, _HEADING_LEVELS)}"
                yield _Part(start, min(body, end), style, heading.heading)
            elif not text[start:end].strip() or end < body:
                continue
            elif open_part:
                open_part = _Part(open_part.start, end, open_part.style)
            elif item:
                open_part = _Part(item.end(), end, "List Bullet")
            else:
                open_part = _Part(start, end, "Normal")
        if open_part:
            yield open_part

    def _headings(self) -> dict[int, Section]:
        """The parts that have a heading, by where its line begins."""
        text, found = self._brief.text, {}
        previous = 0
        for one in self._brief.sections:
            region = text[previous : one.start]
            if one.heading and region.strip():
                at = previous + len(region) - len(region.lstrip())
                found[text.rfind("\n", 0, at) + 1] = one
            previous = one.end
        return found

    def _write_part(self, part: _Part, edges: Sequence[int]) -> None:
        paragraph = self._document.add_paragraph(style=part.style)
        cuts = [part.start, *(() if part.title else edges), part.end]
        for start, end in pairwise(cuts):
            shown = part.title or self._brief.text[start:end]
            run = paragraph.add_run(_FORBIDDEN.sub(" ", shown))
            self._runs.append((start, end, run))

    def _write_insertion(self, insertion: _Insertion) -> None:
        lines = [line for line in insertion.text.splitlines() if line.strip()]
        runs = [self._inserted_run(clean(line)) for line in lines]
        if runs:
            self._add_comment(runs[0], runs[-1], insertion.comment)

    def _inserted_run(self, text: str) -> Run:
        """A paragraph that is tracked as inserted as a whole, with its mark."""
        paragraph = self._document.add_paragraph(style="Normal")
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # no tracked changes there
        mark = OxmlElement("w:rPr")
        mark.append(self._revision())
        properties.append(mark)
        inserted = self._revision()
        run = paragraph.add_run(text)
        paragraph._p.append(inserted)  # noqa: SLF001
        inserted.append(run._r)  # noqa: SLF001
        return run

    def _revision(self) -> BaseOxmlElement:
        element: BaseOxmlElement = OxmlElement("w:ins")
        self._revisions += 1
        element.set(qn("w:id"), str(self._revisions))
        element.set(qn("w:author"), PRODUCT)
        if self._at is not None:
            element.set(qn("w:date"), _stamp(self._at))
        return element

    def _write_comment(self, comment: _Comment) -> None:
        inside = [
            run for start, end, run in self._runs if start < comment.end and end > comment.start
        ]
        if not inside:
            inside = [run for start, _, run in self._runs if start >= comment.start][:1]
        if not inside:
            inside = [self._runs[-1][2]] if self._runs else []
        if inside:
            self._add_comment(inside[0], inside[-1], comment.text)

    def _add_comment(self, first: Run, last: Run, text: str) -> None:
        comment = self._document.add_comment(
            [first, last], text=clean(text), author=PRODUCT, initials=INITIALS
        )
        element = comment._comment_elm  # noqa: SLF001  # its date is the present, always
        element.attrib.pop(qn("w:date"), None)
        if self._at is not None:
            element.set(qn("w:date"), _stamp(self._at))


def _stamp(at: datetime) -> str:
    moment = at.astimezone(UTC) if at.tzinfo else at
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _lines(text: str, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The lines without their ends; a line is cut where text is to be inserted."""
    start = 0
    for match in re.finditer(r"\n|\Z", text):
        end = match.start()
        for cut in cuts:
            if start < cut < end:
                yield start, cut
                start = cut
        yield start, end
        start = end + 1
