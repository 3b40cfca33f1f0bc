"""A model writes the answer; each sentence is judged as soon as it is written."""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace

from advisor.answering.draft_reader import DraftReader, DraftSentence
from advisor.answering.drafter import DraftPrompt, draft_prompt
from advisor.answering.masking import Masker
from advisor.domain import Citation, Claim, ClaimVerdict, Passage, Turn
from advisor.domain.model import Usage
from advisor.errors import ModelError
from advisor.grounding.quotations import locate_quote
from advisor.ports import ChatModel, Reply, SupportChecker
from advisor.prompts import Prompts

HOLDS = ("supported", "partly")
TRIES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRequest:
    """What the model is to answer, and from what; notes are the user's, passages are guidance."""

    question: str
    reading: str
    passages: Sequence[Passage]
    notes: Sequence[Passage] = ()
    history: Sequence[Turn] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What stands so far: every judged sentence in order, what it cost, and what went wrong.

    `failure` is the message of a model that stopped before the end, or empty.
    """

    verdicts: tuple[ClaimVerdict, ...] = ()
    usage: Usage = field(default_factory=Usage)
    digests: dict[str, str] = field(default_factory=dict)
    failure: str = ""

    @property
    def claims(self) -> tuple[ClaimVerdict, ...]:
        """The sentences that claim something."""
        return tuple(one for one in self.verdicts if one.support != "not_a_claim")

    @property
    def holding(self) -> tuple[ClaimVerdict, ...]:
        """The claims that their sources support, wholly or partly."""
        return tuple(one for one in self.claims if one.support in HOLDS)

    @property
    def holds_up(self) -> bool:
        """Whether at least half of what is claimed is supported, and anything is."""
        return bool(self.holding) and 2 * len(self.holding) >= len(self.claims)


class ModelWriter:
    """Asks a model for an answer and holds it to the sources; safe to share by threads.

    `may_send` tells whether the user agreed that anything is sent to the model.
    """

    def __init__(
        self,
        chat: ChatModel,
        *,
        prompts: Prompts,
        checker: SupportChecker,
        masking: bool,
        may_send: Callable[[], bool] = lambda: True,
    ) -> None:
        self.name, self.may_send = chat.name, may_send
        self._chat, self._prompts, self._checker = chat, prompts, checker
        self._masking = masking

    def write(self, request: DraftRequest) -> Generator[Written, None, Written]:
        """Yield what stands after each sentence; return the answer as it ends.

        Where less than half of the claims hold up the model is asked once more, with the verdicts
        of the first try. Closing the generator closes the connection to the model.
        """
        written = Written()
        removed: tuple[ClaimVerdict, ...] = ()
        for _ in range(TRIES):
            spent = written.usage
            written = yield from self._try(request, removed, spent)
            if written.holds_up or written.failure:
                break
            removed = tuple(one for one in written.claims if one.support not in HOLDS)
        return written

    def _try(
        self, request: DraftRequest, removed: Sequence[ClaimVerdict], spent: Usage
    ) -> Generator[Written, None, Written]:
        prompt = draft_prompt(
            request.question,
            reading=request.reading,
            passages=request.passages,
            notes=request.notes,
            history=request.history,
            prompts=self._prompts,
            removed=removed,
        )
        masker = Masker() if self._masking else None
        written = Written(usage=spent, digests=prompt.digests)
        reply, reader = None, DraftReader()
        try:
            sent = prompt.masked(masker) if masker else prompt
            reply = self._chat.stream(sent.system, sent.turns, spent=spent)
            for sentence in _sentences(reply, reader):
                verdict = self._judged(_restored(sentence, masker), request, prompt)
                written = replace(written, verdicts=(*written.verdicts, verdict))
                yield written
        except ModelError as error:
            whole = [one for one in reader.end() if one.complete]
            late = [self._judged(_restored(one, masker), request, prompt) for one in whole]
            verdicts = (*written.verdicts, *late)
            written = replace(written, verdicts=verdicts, failure=str(error))
        finally:
            if reply is not None:
                reply.close()
        return replace(written, usage=spent + reply.usage) if reply is not None else written

    def _judged(
        self, sentence: DraftSentence, request: DraftRequest, prompt: DraftPrompt
    ) -> ClaimVerdict:
        """The verdict of the voice that supports the sentence; a contradiction of either wins."""
        by_id = {one.passage_id: one for one in (*request.passages, *request.notes)}
        hints = tuple(_located(sentence, prompt, by_id))
        claim = Claim(text=sentence.text, kind="advice", citations=hints, section=sentence.heading)
        guided = self._checker.check(claim, request.passages)
        if not request.notes or guided.support == "not_a_claim":
            return guided
        noted = self._checker.check(replace(claim, kind="note"), request.notes)
        if guided.support == "contradicted" and not _surely(noted):
            return guided
        if noted.support == "contradicted" and not _surely(guided):
            return noted
        order = ("supported", "partly", "contradicted", "unscored", "unsupported")
        return min((guided, noted), key=lambda one: order.index(one.support))


def _surely(verdict: ClaimVerdict) -> bool:
    """Whether the sentence stands word for word in its source."""
    return verdict.support == "supported" and verdict.score == 1.0


def _sentences(reply: Reply, reader: DraftReader) -> Iterator[DraftSentence]:
    for piece in reply:
        yield from reader.feed(piece)
        if reader.looped:
            return
    for sentence in reader.end():
        if sentence.complete:
            yield sentence


def _restored(sentence: DraftSentence, masker: Masker | None) -> DraftSentence:
    if masker is None:
        return sentence
    quotes = tuple(replace(one, text=masker.restore(one.text)) for one in sentence.quotes)
    return replace(sentence, text=masker.restore(sentence.text), quotes=quotes)


def _located(
    sentence: DraftSentence, prompt: DraftPrompt, passages: dict[str, Passage]
) -> Iterator[Citation]:
    """Where the words that the model names really stand; those it invented stand nowhere."""
    for quote in sentence.quotes:
        named = prompt.marks.get(quote.mark, "")
        first = [passages[named]] if named in passages else []
        for passage in (*first, *passages.values()):
            if citation := locate_quote(quote.text, passage):
                yield citation
                break
