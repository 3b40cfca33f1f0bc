"""The offline composer: an answer made of the points' own sentences, in the order they matter."""

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.domain import Citation, Claim, Hit, Library, Point, Stage, Topic
from advisor.retrieval.understanding import Query

STAGE_TITLES: dict[Stage, str] = {
    "before_signing": "Before you sign",
    "first_30_days": "In the first 30 days",
    "ongoing": "While the work runs",
}
COVERAGE = 0.95
MOST = 8
FEWEST, MOST_BRIEF = 2, 6
TERSE_WORDS, MOST_TERSE = 4, 4
FLAT = 3
FOLLOW_UPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was written, before any of it is verified.

    `document` is the Markdown of a filled template, or empty.
    """

    reading: str
    claims: tuple[Claim, ...]
    template: str
    template_title: str
    follow_ups: tuple[str, ...]
    document: str = ""

    @property
    def declined(self) -> bool:
        """Whether the question was refused; only an answer says how the question was read."""
        return not self.reading


def compose(query: Query, hits: Sequence[Hit], library: Library, *, max_points: int) -> Draft:
    """Write the answer to a question from the hits, which are in order of relevance."""
    chosen = choose(hits, most=min(max_points, _most(query)))
    points = [library.points[hit.passage.point_ids[0]] for hit in chosen]
    topic = library.topic_by_id[points[0].topic_id]
    opening = _reading(topic, query, library)
    body = [
        claim
        for section, group in _groups(points)
        for point in group
        for claim in _say(point, query, rank=points.index(point), section=section)
    ]
    return Draft(
        reading=opening,
        claims=(Claim(text=opening, kind="not_a_claim"), *body),
        template=topic.artefact,
        template_title=topic.artefact_title,
        follow_ups=_follow_ups(hits, points, library),
    )


def nutshells(
    point_ids: Sequence[str], library: Library, *, section: str, told: Sequence[str] = ()
) -> tuple[Claim, ...]:
    """A sentence of each point: one of those `told`, else the first, its advice in a nutshell."""
    points = [library.points[point_id] for point_id in point_ids]
    chosen = (
        (point, next((text for text in told if text in point.sentences), point.sentences[0]))
        for point in points
    )
    return tuple(
        Claim(text=text, kind="advice", citations=(_cite(point),), section=section)
        for point, text in chosen
    )


def choose(hits: Sequence[Hit], *, most: int) -> list[Hit]:
    """The leading hits that carry most of the expected need, at most `most` of them.

    A hit's score is the probability that a good answer needs it, so the sum over all hits is the
    expected number of needed points; hits are taken until `COVERAGE` of it is reached.
    """
    expected = sum(hit.score for hit in hits)
    taken: list[Hit] = []
    reached = 0.0
    for hit in hits[:most]:
        if len(taken) >= FEWEST and reached >= COVERAGE * expected:
            break
        taken.append(hit)
        reached += hit.score
    return taken


def _most(query: Query) -> int:
    """How many points an answer may have for the length of its question."""
    if not query.brief:
        return MOST
    return MOST_TERSE if len(query.text.split()) <= TERSE_WORDS else MOST_BRIEF


def _reading(topic: Topic, query: Query, library: Library) -> str:
    worker = f", for {library.trades[query.trade].worker}" if query.trade else ""
    return f"This is about {topic.about}{worker}."


def _groups(points: Sequence[Point]) -> list[tuple[str, list[Point]]]:
    """Points by stage, the stage of the most important point first; few points stay one list."""
    if len(points) <= FLAT:
        return [("", list(points))]
    stages = list(dict.fromkeys(point.stage for point in points))
    return [
        (STAGE_TITLES[stage], [point for point in points if point.stage == stage])
        for stage in stages
    ]


def _say(point: Point, query: Query, *, rank: int, section: str) -> list[Claim]:
    """A point's sentences as claims; `rank` is its place in order of relevance, from 0."""
    return [
        Claim(text=sentence, kind="advice", citations=(_cite(point),), section=section)
        for sentence in _sentences(point, rank, query)
    ]


def _cite(point: Point) -> Citation:
    return Citation(
        passage_id=point.passage_id, point_ids=(point.point_id,), quote="", start=0, end=0
    )


def _sentences(point: Point, rank: int, query: Query) -> list[str]:
    """The nutshell, then as much of why and how as the place in the answer deserves."""
    nutshell, *rest = point.sentences
    example = point.examples[query.trade] if query.trade else _own_example(point)
    why = rest[0] if rest else ""
    if rank == 0 and query.trade:
        extra = [example, "" if query.brief else why]
    elif rank == 0:
        extra = [why, "" if query.brief else example]
    elif query.brief:
        extra = []
    elif query.trade:
        extra = [example] if rank <= FLAT else []
    else:
        extra = [why] if rank < FLAT else []
    return [nutshell, *dict.fromkeys(text for text in extra if text and text != nutshell)]


def _own_example(point: Point) -> str:
    return next((text for text in point.sentences if text.startswith("For example")), "")


def _follow_ups(hits: Sequence[Hit], said: Sequence[Point], library: Library) -> tuple[str, ...]:
    """Questions that lead to the next most relevant points, then to the rest of the topic."""
    spoken = {point.point_id for point in said}
    topic = library.topic_by_id[said[0].topic_id]
    next_up = [hit.passage.point_ids[0] for hit in hits]
    rest = [point.point_id for point in topic.points]
    order = dict.fromkeys(point_id for point_id in (*next_up, *rest) if point_id not in spoken)
    return tuple(library.points[point_id].asks for point_id in list(order)[:FOLLOW_UPS])
