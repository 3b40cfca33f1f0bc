"""The brief as HTML: evidence marked with its topic, faults and harm marked in place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from advisor.domain.review import Brief, BriefReview, Evidence, EvidenceLevel, Place
from advisor.ui.review_wording import clause_label


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A clause that bears on a topic; `index` names it on the page."""

    index: int
    number: int
    label: str
    level: EvidenceLevel
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Everything that is marked in a brief: clauses by topic and place, and the faults."""

    spots: tuple[Spot, ...]
    places: tuple[Place, ...]
    by_place: Mapping[tuple[int, int, int], int]

    def spot_of(self, number: int, evidence: Evidence) -> int | None:
        """The index of a topic's clause; `None` for a quote that is not in the text."""
        return self.by_place.get((number, evidence.start, evidence.end))


def marks_of(review: BriefReview) -> Marks:
    """What to mark; a quote that is not exactly in the text is left out."""
    text = review.brief.text
    spots: dict[tuple[int, int, int], Spot] = {}
    for topic in review.topics:
        of_checks = (one for check in topic.checks for one in check.evidence)
        for one in (*topic.evidence, *of_checks):
            key = (topic.number, one.start, one.end)
            if key in spots or not one.quote or text[one.start : one.end] != one.quote:
                continue
            spots[key] = Spot(
                index=len(spots),
                number=topic.number,
                label=clause_label(topic, one.level),
                level=one.level,
                start=one.start,
                end=one.end,
            )
    return Marks(
        spots=tuple(spots.values()),
        places=places_of(review),
        by_place={key: spot.index for key, spot in spots.items()},
    )


def places_of(review: BriefReview) -> tuple[Place, ...]:
    """The places of harm and then of lint, in the order in which the page numbers them."""
    of_harm = (place for one in review.harm for place in one.places)
    of_lint = (place for one in review.lint for place in one.places)
    return (*of_harm, *of_lint)


def brief_html(brief: Brief, marks: Marks) -> str:
    """The whole text, letter by letter, with its marks."""
    text = brief.text
    headings = tuple(_headings(brief))
    edges = {0, len(text)}
    edges.update(edge for one in marks.spots for edge in (one.start, one.end))
    edges.update(edge for one in marks.places for edge in (one.start, one.end))
    edges.update(edge for span in headings for edge in span)
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(text))
    parts = (_segment(text, start, end, marks, headings) for start, end in pairwise(cuts))
    return f'<div class="oa-brief-text">{"".join(parts)}</div>'


def page_of(brief: Brief, offset: int) -> int:
    """The page on which an offset stands, 0 where the format has none."""
    for section in brief.sections:
        if section.start <= offset < section.end:
            return section.page
    return 0


def _headings(brief: Brief) -> Iterable[tuple[int, int]]:
    """Where each heading stands: it is the last such words before the body of its part."""
    done = 0
    for section in brief.sections:
        at = brief.text.rfind(section.heading, done, section.start) if section.heading else -1
        if at >= 0:
            yield at, at + len(section.heading)
        done = section.start


def _segment(
    text: str, start: int, end: int, marks: Marks, headings: Sequence[tuple[int, int]]
) -> str:
    """One run of text under the same marks, with the labels of the clauses that begin there."""
    html = escape(text[start:end])
    faults = [i for i, one in enumerate(marks.places) if one.start <= start and end <= one.end]
    for index in faults:
        first = f' id="oa-place-{index}"' if marks.places[index].start == start else ""
        html = f'<span class="oa-fault"{first} tabindex="-1">{html}</span>'
    if any(first <= start and end <= last for first, last in headings):
        html = f'<strong class="oa-brief-heading">{html}</strong>'
    spots = [one for one in marks.spots if one.start <= start and end <= one.end]
    if not spots:
        return html
    labels = "".join(_label(one) for one in spots if one.start == start)
    against = " data-against" if any(one.level == "against" for one in spots) else ""
    return (
        f'{labels}<mark class="oa-evidence" data-topic="{spots[0].number}" '
        f'data-spots="{" ".join(str(one.index) for one in spots)}"{against}>{html}</mark>'
    )


def _label(spot: Spot) -> str:
    words = escape(spot.label)
    return (
        f'<button type="button" class="oa-topic" data-do="review-verdict" '
        f'data-topic="{spot.number}" data-spot="{spot.index}" id="oa-spot-{spot.index}" '
        f'aria-label="{words}: to its verdict">{words}</button>'
    )
