"""Advice from elsewhere in, a verdict for each of its sentences out; nothing of it is kept."""

import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from advisor.domain import Claim, ClaimVerdict, Library, Passage, RunTrace, Step, Support
from advisor.domain.verification import CheckedSentence, Source, SourceFile, Verification
from advisor.engagements.given import DEFAULT
from advisor.errors import InputError
from advisor.grounding.passages import passages_of
from advisor.grounding.pasted import PastedSentence, Role, pasted_sentences
from advisor.ports import Embedder, PassageIndex, ReadDocumentFile, SupportChecker, Vector
from advisor.retrieval.language import is_english
from advisor.retrieval.own_guidance import OwnGuidanceIndex
from advisor.retrieval.sentence_search import (
    GivenSearch,
    GuidanceSearch,
    embedded,
    indexed_text,
)

MAX_CHARS = 50_000
MAX_SENTENCE_CHARS = 1_000
MAX_SOURCES = 20
MAX_SOURCE_BYTES = 20_000_000
MAX_SOURCE_PASSAGES = 2_000
LOOKED_AT = 8
OWN_LOOKED_AT = 3
EVERY = 10
_MAX_CONTROL_SHARE = 0.1
_UNREADABLE = ("Cc", "Cs", "Cn")
_FRAGMENT_WORDS = 3
_PROVEN: tuple[Support, ...] = ("supported", "partly", "contradicted")
_FILE_NAME = re.compile(r"[^\n]{0,200}\.(?:md|markdown|txt|html?|docx|pdf)", re.IGNORECASE)
_SAYS_NOTHING: dict[Role, str] = {
    "heading": "A heading; what stands below it is judged by itself.",
    "question": "A question, which states nothing.",
    "courtesy": "Leads in or takes leave, and states nothing.",
    "wordless": "Has no words.",
}
_GUIDANCE = "Held against this program's guidance; what it does not cover may still be true."
_GIVEN = (
    "Held against the given sources alone; what they do not cover may still be true.",
    "Held against the given source alone; what it does not cover may still be true.",
)
_Find = Callable[[str, Vector], tuple[Passage, ...]]


class Verifying:
    """Checks advice sentence by sentence; safe to share by threads, and writes nothing.

    `own_index` has the documents that a workspace added; `sentence_index` is filled with the
    sentences of the guidance when it is first needed; `more` are passages that belong to the
    guidance and are not in `index`.
    """

    def __init__(
        self,
        library: Library,
        *,
        index: PassageIndex,
        embedder: Embedder,
        checker: SupportChecker,
        read_document: ReadDocumentFile,
        own_index: OwnGuidanceIndex | None = None,
        sentence_index: PassageIndex | None = None,
        more: Sequence[Passage] = (),
        settings_digest: str = "",
    ) -> None:
        self._index, self._embedder, self._checker = index, embedder, checker
        self._read, self._own = read_document, own_index
        self._guidance = GuidanceSearch(
            library, index=index, embedder=embedder, sentence_index=sentence_index, more=more
        )
        self._settings_digest = settings_digest

    def steps(
        self, text: str, *, sources: Sequence[Source] | None = None, workspace: str = DEFAULT
    ) -> Iterator[Step | Verification]:
        """Yield progress, and at last one `Verification`.

        Without `sources` the advice is held against the guidance and the own documents of the
        workspace; with them, against nothing else. Raises `InputError` where the advice is empty,
        longer than `MAX_CHARS`, binary or not English, and where a source cannot be used.
        """
        clock = _Clock()
        yield Step(name="Reading the advice")
        sentences = _read_advice(text)
        clock.lap("split")
        if sources is None:
            yield Step(name="Opening the guidance")
        else:
            yield Step(name="Reading the sources", detail=_counted(len(sources), "source"))
        search = self._search(sources, workspace)
        clock.lap("sources")
        yield Step(name="Reading the sentences", detail=_counted(len(sentences), "sentence"))
        vectors = embedded([one.plain for one in sentences], self._embedder)
        clock.lap("embed")
        checked: list[CheckedSentence] = []
        cited: dict[str, Passage] = {}
        for number, (one, vector) in enumerate(zip(sentences, vectors, strict=True)):
            if number % EVERY == 0:
                detail = f"{number} of {_counted(len(sentences), 'sentence')}"
                yield Step(name="Checking every sentence", detail=detail)
            found = search(one.plain, vector)
            made = self._checked(one, found)
            checked.append(made)
            cited |= _cited(made, found)
        clock.lap("verify")
        yield Verification(
            text=text,
            sentences=tuple(checked),
            sources=tuple(cited.values()),
            trace=self._trace(clock),
            notice=_GUIDANCE if sources is None else _GIVEN[len(sources) == 1],
        )

    def _search(self, sources: Sequence[Source] | None, workspace: str) -> _Find:
        """What finds the passages for a sentence."""
        if sources is None:
            self._guidance.open()
            return lambda sentence, vector: self._of_guidance(sentence, vector, workspace)
        passages = SourceReader(self._read).passages(sources)
        texts = [indexed_text(passage) for passage in passages]
        search = GivenSearch(passages, embedded(texts, self._embedder))
        return lambda sentence, vector: search.find(sentence, vector, count=LOOKED_AT)

    def _of_guidance(self, sentence: str, vector: Vector, workspace: str) -> tuple[Passage, ...]:
        own: tuple[Passage, ...] = ()
        if self._own:
            hits = self._own.found(sentence, workspace=workspace, count=OWN_LOOKED_AT)
            own = tuple(hit.passage for hit in hits)
        rest = LOOKED_AT - len(own)
        return (*own, *self._guidance.find(sentence, vector, count=rest))

    def _checked(self, one: PastedSentence, found: Sequence[Passage]) -> CheckedSentence:
        if said := _not_judged(one):
            support, reason = said
            return _made(one, support, None, reason)
        verdict = self._checker.check(Claim(text=one.plain, kind="advice"), found)
        known = {passage.passage_id: passage.text for passage in found}
        exact = tuple(
            citation
            for citation in verdict.claim.citations
            if known.get(citation.passage_id, "")[citation.start : citation.end] == citation.quote
        )
        if verdict.support in _PROVEN and not exact:
            return _made(one, "unscored", None, "The words that should prove it were not found.")
        support, score, reason = _final(one, verdict)
        cited = () if support == "not_a_claim" else exact
        return replace(_made(one, support, score, reason), citations=cited)

    def _trace(self, clock: "_Clock") -> RunTrace:
        return RunTrace(
            model="support-checker",
            index_fingerprint=self._index.fingerprint,
            settings_digest=self._settings_digest,
            timings=clock.laps,
        )


class SourceReader:
    """Reads what advice is held against; `InputError` says which source cannot be used."""

    def __init__(self, read_document: ReadDocumentFile) -> None:
        self._read = read_document

    def passages(self, sources: Sequence[Source]) -> tuple[Passage, ...]:
        """The passages of every source, in order; a passage that is given stays as it is."""
        if not sources:
            raise InputError("No source was given. Name one, or leave sources out altogether.")
        if len(sources) > MAX_SOURCES:
            raise InputError(f"Give at most {MAX_SOURCES} sources at a time; these are more.")
        found = tuple(
            passage
            for number, source in enumerate(sources, 1)
            for passage in self._of(source, number)
        )
        if len(found) > MAX_SOURCE_PASSAGES:
            raise InputError(
                f"The sources are too long: {len(found):,} passages, and the limit is "
                f"{MAX_SOURCE_PASSAGES:,}. Give only the pages that matter."
            )
        return found

    def _of(self, source: Source, number: int) -> tuple[Passage, ...]:
        if isinstance(source, Passage):
            return (source,)
        file = _file(source, number)
        passages = passages_of(self._read(file.name, file.data), document_id=f"source-{number}")
        named = f"Source {number}" if isinstance(source, str) else ""
        return tuple(
            replace(
                one,
                # Not kept anywhere, so it must not look like one of the firm's own documents.
                passage_id=one.passage_id.removeprefix("own:"),
                source=replace(one.source, title=named or one.source.title),
            )
            for one in passages
        )


def _file(source: str | Path | SourceFile, number: int) -> SourceFile:
    if isinstance(source, SourceFile):
        return source
    if isinstance(source, str):
        if _FILE_NAME.fullmatch(source.strip()):
            raise InputError(f"{source.strip()} is taken for a text. Give a file as a Path.")
        if not source.strip():
            raise InputError(f"Source {number} is empty. Leave it out, or give its text.")
        return SourceFile(name=f"Source {number}.md", data=source.encode("utf-8", "replace"))
    try:
        size = source.stat().st_size
        if size > MAX_SOURCE_BYTES:
            raise InputError(
                f"{source} is too large: {size / 1e6:.0f} MB, and the limit is "
                f"{MAX_SOURCE_BYTES / 1e6:.0f} MB. Give only the pages that matter."
            )
        return SourceFile(name=source.name, data=source.read_bytes())
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"{source} cannot be read: {said}. Name another file.") from error


def _read_advice(text: str) -> tuple[PastedSentence, ...]:
    """The sentences of the advice; `InputError` where it cannot be checked."""
    if not text.strip():
        raise InputError("There is no advice to check. Paste some text.")
    if len(text) > MAX_CHARS:
        raise InputError(
            f"The advice is {len(text):,} characters long and the limit is {MAX_CHARS:,}. "
            "Nothing was cut off: check one part at a time."
        )
    bad = sum(unicodedata.category(char) in _UNREADABLE for char in text if char not in "\t\n\r\f")
    if bad > _MAX_CONTROL_SHARE * len(text):
        raise InputError("This is not text but the bytes of a file. Paste its words instead.")
    sentences = pasted_sentences(text)
    if all(one.role == "wordless" for one in sentences):
        raise InputError("The advice has no words. Paste some text.")
    if not is_english(" ".join(one.plain for one in sentences)):
        raise InputError("The advice is not in English, and only English can be checked.")
    return sentences


def _not_judged(one: PastedSentence) -> tuple[Support, str] | None:
    """The verdict of a sentence that no checker is asked about, and why."""
    few = len(one.plain.split()) < _FRAGMENT_WORDS
    if one.role in ("question", "wordless") or (one.role in ("heading", "courtesy") and few):
        return "not_a_claim", _SAYS_NOTHING[one.role]
    if len(one.plain) > MAX_SENTENCE_CHARS:
        return "unscored", "Too long to be judged as one sentence."
    if not few and not is_english(one.plain):
        return "unscored", "Not in English, so it was not judged."
    return None


def _final(one: PastedSentence, verdict: ClaimVerdict) -> tuple[Support, float | None, str]:
    """The checker's verdict, seen in the light of where the sentence stands."""
    if one.turned and verdict.support in _PROVEN:
        return "unscored", None, f"Not judged: {one.turned} may turn its meaning round."
    if one.role in _SAYS_NOTHING and verdict.support in ("unsupported", "unscored"):
        return "not_a_claim", None, _SAYS_NOTHING[one.role]
    return verdict.support, verdict.score, verdict.reason


def _made(
    one: PastedSentence, support: Support, score: float | None, reason: str
) -> CheckedSentence:
    return CheckedSentence(
        text=one.text, start=one.start, end=one.end, support=support, score=score, reason=reason
    )


def _cited(made: CheckedSentence, found: Sequence[Passage]) -> dict[str, Passage]:
    known = {passage.passage_id: passage for passage in found}
    return {one.passage_id: known[one.passage_id] for one in made.citations}


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


class _Clock:
    """Milliseconds between laps."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = round((now - self._last) * 1000, 3)
        self._last = now
