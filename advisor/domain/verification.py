"""Advice from elsewhere, sentence by sentence, and what the sources say of each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from advisor.domain.advice import RunTrace, Support
from advisor.domain.evidence import Citation, Passage

SUPPORTS: tuple[Support, ...] = (
    "contradicted",
    "unsupported",
    "partly",
    "supported",
    "unscored",
    "not_a_claim",
)
"""Every verdict in the order in which it matters to a reader, what is wrong first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file that advice is held against; its kind is told by the end of `name`."""

    name: str
    data: bytes


Source = str | Path | SourceFile | Passage
"""What advice may be held against: a text, the path of a file, a file's bytes, or a passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSentence:
    """One sentence of the advice: `text` is the advice's characters from `start` up to `end`.

    `score` is 0 to 1, None where nothing was scored; `citations` are the sources' own words.
    """

    text: str
    start: int
    end: int
    support: Support
    score: float | None
    reason: str
    citations: tuple[Citation, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "support": self.support,
            "score": self.score,
            "reason": self.reason,
            "citations": [citation.to_dict() for citation in self.citations],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Advice that was checked: `text` as it was given, its sentences in order, what they cite.

    `sources` are the passages that are cited, in the order of their first citation; `notice` says
    what the advice was held against.
    """

    text: str
    sentences: tuple[CheckedSentence, ...]
    sources: tuple[Passage, ...]
    trace: RunTrace
    notice: str = ""

    @property
    def counts(self) -> Mapping[Support, int]:
        """How many sentences have each verdict, every verdict named."""
        return count_supports(self.sentences)

    def passage_of(self, citation: Citation) -> Passage:
        """The passage that a sentence cites; `KeyError` where it is not among the sources."""
        for passage in self.sources:
            if passage.passage_id == citation.passage_id:
                return passage
        raise KeyError(citation.passage_id)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "text": self.text,
            "sentences": [sentence.to_dict() for sentence in self.sentences],
            "counts": dict(self.counts),
            "sources": [_source_to_dict(passage) for passage in self.sources],
            "notice": self.notice,
            "trace": asdict(self.trace),
        }


def count_supports(sentences: Sequence[CheckedSentence]) -> dict[Support, int]:
    """How many sentences have each verdict, in the order of `SUPPORTS`."""
    found = Counter(sentence.support for sentence in sentences)
    return {support: found[support] for support in SUPPORTS}


def _source_to_dict(passage: Passage) -> dict[str, Any]:
    source = passage.source
    return {
        "passage_id": passage.passage_id,
        "title": source.title,
        "section": source.section,
        "kind": source.kind,
        "url": source.url,
    }
