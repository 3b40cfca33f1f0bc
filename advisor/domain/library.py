"""The knowledge: topics, advice points, the questions that lead to them, and the limits."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from advisor.domain.evidence import Passage, SourceRef

Stage = Literal["before_signing", "first_30_days", "ongoing"]
Trade = Literal[
    "customer_support",
    "bookkeeping",
    "payroll",
    "software",
    "marketing",
    "content_design",
    "virtual_assistant",
    "it_support",
    "fulfilment",
    "cleaning",
]
STAGES: tuple[Stage, ...] = get_args(Stage)
TRADES: tuple[Trade, ...] = get_args(Trade)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What owners type when they need the points; the first point is the central one."""

    text: str
    point_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One piece of advice that stands alone.

    `asks` is a short question that the point answers; `sentences` is the body, the advice in a
    nutshell first; `examples` holds one sentence per trade.
    """

    point_id: str
    topic_id: str
    title: str
    passage_id: str
    asks: str
    stage: Stage
    functions: tuple[str, ...]
    facts: tuple[str, ...]
    sentences: tuple[str, ...]
    examples: dict[Trade, str]

    @property
    def text(self) -> str:
        """The whole passage: body, then the trade examples, a sentence a line."""
        return "\n".join((*self.sentences, *self.examples.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One of the ten pitfalls with its points in order.

    `about` completes "This is about ..."; `ask` is a question for the whole topic;
    `artefact` and `artefact_title` name its template.
    """

    topic_id: str
    number: int
    title: str
    about: str
    ask: str
    summary: str
    also_called: tuple[str, ...]
    artefact: str
    artefact_title: str
    sources: tuple[str, ...]
    reviewed: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeProfile:
    """A trade as owners name it: `worker` reads "a bookkeeper", `words` give it away."""

    trade_id: Trade
    title: str
    worker: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePhrase:
    """A way to ask for a template, and the points that the template rests on."""

    template_id: str
    text: str
    point_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfScope:
    """A kind of question that is declined.

    `limit` says what cannot be done, `ask` who can help, `offer` what can be done instead,
    `points` the general advice that stays in scope, `asked_as` how people put it.
    """

    kind_id: str
    limit: str
    ask: str
    offer: str
    points: tuple[str, ...]
    asked_as: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """One text in the index, and the points (or the limit) that it leads to.

    `kind` says what the text is; an out-of-scope entry has no points.
    """

    entry_id: str
    text: str
    kind: Literal["point", "question", "template", "out_of_scope"]
    point_ids: tuple[str, ...] = ()
    limit_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Library:
    """Everything under `knowledge/`, read once; `digest` changes with any of it."""

    topics: tuple[Topic, ...]
    questions: tuple[Question, ...]
    out_of_scope: tuple[OutOfScope, ...]
    trades: dict[Trade, TradeProfile]
    sources: dict[str, SourceRef]
    digest: str
    template_phrases: tuple[TemplatePhrase, ...] = ()

    @cached_property
    def points(self) -> dict[str, Point]:
        """Points by id, in the order of the topics."""
        return {point.point_id: point for topic in self.topics for point in topic.points}

    @cached_property
    def topic_by_id(self) -> dict[str, Topic]:
        """Topics by id."""
        return {topic.topic_id: topic for topic in self.topics}

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """The citable passages, by passage id."""
        return {
            point.passage_id: Passage(
                passage_id=point.passage_id,
                text=point.text,
                source=SourceRef(
                    source_id=topic.topic_id,
                    title=topic.title,
                    section=point.title,
                    published=topic.reviewed,
                    licence="Apache-2.0",
                ),
                point_ids=(point.point_id,),
            )
            for topic in self.topics
            for point in topic.points
        }

    def passage_of(self, point_id: str) -> Passage:
        """The passage that holds a point."""
        return self.passages[self.points[point_id].passage_id]

    def index_fingerprint(self, embedder_fingerprint: str) -> str:
        """What an index is built from: the texts and the embedder."""
        parts = f"{self.entries_digest}|{embedder_fingerprint}"
        return hashlib.sha256(parts.encode()).hexdigest()[:16]

    @cached_property
    def entries_digest(self) -> str:
        """Changes with any text that the index holds, and with nothing else."""
        digest = hashlib.sha256()
        for entry in self.entries:
            digest.update(f"{entry.entry_id}\0{entry.text}\0".encode())
        return digest.hexdigest()[:16]

    @cached_property
    def entries(self) -> tuple[IndexEntry, ...]:
        """Everything that the index holds: points, questions, and the limits' questions."""
        points = (
            IndexEntry(
                entry_id=point.passage_id,
                text=f"{point.title}. {' '.join(point.sentences)}",
                kind="point",
                point_ids=(point.point_id,),
            )
            for point in self.points.values()
        )
        questions = (
            IndexEntry(
                entry_id=f"q{number}",
                text=question.text,
                kind="question",
                point_ids=question.point_ids,
            )
            for number, question in enumerate(self.questions)
        )
        limits = (
            IndexEntry(
                entry_id=f"{limit.kind_id}-{number}",
                text=text,
                kind="out_of_scope",
                limit_id=limit.kind_id,
            )
            for limit in self.out_of_scope
            for number, text in enumerate(limit.asked_as)
        )
        templates = (
            IndexEntry(
                entry_id=f"{phrase.template_id}-{number}",
                text=phrase.text,
                kind="template",
                point_ids=phrase.point_ids,
            )
            for number, phrase in enumerate(self.template_phrases)
        )
        return (*points, *questions, *templates, *limits)
