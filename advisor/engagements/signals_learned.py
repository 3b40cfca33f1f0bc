"""The second opinion on warning signs: a model that read thousands of labelled notes.

The rules go first and are explained by their words. The model finds what no rule names, and
silences a rule that fires on a note which it is sure is harmless.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.domain import Citation, Library
from advisor.domain.check_up import NoteSigns, Severity, Signal
from advisor.domain.notes import EngagementNote, note_id_of
from advisor.grounding.sentences import split_sentences
from advisor.knowledge.signals import SignalRule
from advisor.ports import RelevanceModel, SignModel

MAX_CITATIONS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SignFloors:
    """Probabilities, chosen on labelled notes (ARCHITECTURE.md, "Warning signs").

    A note raises its topic from `sure` on; a rule is kept where one of its notes has `doubtful` or
    more; a later note ends a topic from `solved` on.
    """

    sure: float = 0.8
    doubtful: float = 0.15
    solved: float = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class SignReader:
    """The models that read notes for warning signs, and where they are believed."""

    signs: SignModel
    relevance: RelevanceModel
    floors: SignFloors = SignFloors()


def second_opinion(
    found: Sequence[Signal],
    notes: Sequence[EngagementNote],
    rules: Sequence[SignalRule],
    library: Library,
    reader: SignReader,
) -> tuple[Signal, ...]:
    """The open signals after the model has read the notes, which are in order of time."""
    if not notes:
        return tuple(found)
    read = reader.signs.read([note.text for note in notes])
    timed = {rule.rule_id for rule in rules if rule.kind != "sentence"}
    by_id = {note.note_id: signs for note, signs in zip(notes, read, strict=True)}
    kept = [one for one in found if one.rule_id in timed or _believed(one, by_id, reader.floors)]
    raised = {one.topic_id for one in kept}
    learned = [
        signal
        for topic in library.topics
        if topic.topic_id not in raised
        and (
            signal := _learned(
                topic.topic_id, notes, read, rules=rules, library=library, reader=reader
            )
        )
    ]
    return (*kept, *learned)


def _believed(signal: Signal, by_id: dict[str, NoteSigns], floors: SignFloors) -> bool:
    cited = (by_id[note_id_of(one.passage_id)] for one in signal.citations)
    return any(signs.signs[signal.topic_id] >= floors.doubtful for signs in cited)


def _learned(
    topic_id: str,
    notes: Sequence[EngagementNote],
    read: Sequence[NoteSigns],
    *,
    rules: Sequence[SignalRule],
    library: Library,
    reader: SignReader,
) -> Signal | None:
    """The latest notes that read like a sign of a topic, unless they are over."""
    floors = reader.floors
    ended = max(
        (at for at, signs in enumerate(read) if signs.solved[topic_id] >= floors.solved), default=-1
    )
    telling = [
        at for at, signs in enumerate(read) if at > ended and signs.signs[topic_id] >= floors.sure
    ]
    if not telling:
        return None
    latest = telling[-1]
    citations = tuple(
        _telling_sentence(notes[at], topic_id, reader) for at in reversed(telling[-MAX_CITATIONS:])
    )
    point_id = _point(citations[0].quote, topic_id, library, reader.relevance)
    return Signal(
        rule_id=f"reads-like-{topic_id}",
        topic_id=topic_id,
        point_id=point_id,
        severity=_severity(topic_id, point_id, rules),
        why=f"No rule names it, but it reads like a warning sign of this topic "
        f"(probability {read[latest].signs[topic_id]:.2f}, learned from labelled notes).",
        on=notes[latest].happened_on,
        citations=citations,
    )


def _telling_sentence(note: EngagementNote, topic_id: str, reader: SignReader) -> Citation:
    """The sentence of the note that reads most like a sign, as a verbatim quote."""
    sentences = split_sentences(note.text)
    read = reader.signs.read([sentence.text for sentence in sentences])
    best = max(range(len(sentences)), key=lambda at: read[at].signs[topic_id])
    sentence = sentences[best]
    return Citation(
        passage_id=note.passage.passage_id,
        quote=note.text[sentence.start : sentence.end],
        start=sentence.start,
        end=sentence.end,
    )


def _point(quote: str, topic_id: str, library: Library, relevance: RelevanceModel) -> str:
    """The point of the topic that answers the sentence best."""
    scores = relevance.score(quote).points
    points = library.topic_by_id[topic_id].points
    return max(points, key=lambda point: scores.get(point.point_id, float("-inf"))).point_id


def _severity(topic_id: str, point_id: str, rules: Sequence[SignalRule]) -> Severity:
    """That of the rules which the same point answers, else medium."""
    same = [one.severity for one in rules if (one.topic_id, one.point_id) == (topic_id, point_id)]
    return same[0] if same else "medium"
