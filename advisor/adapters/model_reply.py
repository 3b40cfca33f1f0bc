"""One streamed reply of a language model: tried again before its first piece, cut off in time."""

import contextlib
import itertools
import logging
import random
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import SecretStr

from advisor.adapters import model_faults as faults
from advisor.adapters.model_address import ModelAddress
from advisor.adapters.model_text import ReplyText
from advisor.adapters.model_wire import Line
from advisor.domain.model import Usage
from advisor.errors import ModelError

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk

CHARS_A_TOKEN = 8  # Twice what English takes, so that only a server without a limit meets it.
BACKOFF_S, LONGEST_BACKOFF_S, LONGEST_WAIT_S = 0.5, 8.0, 20.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one reply may take: `first_s` to its first piece and for any silence, `total_s` in all.

    `context_tokens` is what the model reads, None where that is not known.
    """

    first_s: float
    total_s: float
    max_tokens: int
    context_tokens: int | None
    retries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPlan:
    """How a reply is asked for: `start` makes one request, `settle` prices what it took."""

    address: ModelAddress
    key: SecretStr
    limits: Limits
    prompt_tokens: int
    start: Callable[[], "Iterator[AIMessageChunk]"]
    count: Callable[[str], int]
    settle: Callable[[Usage], Usage]


class LangChainReply:
    """A `Reply`; `finish` is the server's own word for its end, such as stop or length.

    A reply that is stopped at its limit ends like a complete one, with `finish` length. Who stops
    reading before the end closes it; one that is left open is cut when its time is up.
    """

    def __init__(self, plan: ReplyPlan) -> None:
        self.usage = Usage()
        self.finish = ""
        self._plan = plan
        self._line = Line()
        self._text: list[str] = []
        self._chars = 0
        self._told: Usage | None = None
        self._pieces = self._write()

    def __iter__(self) -> Iterator[str]:
        """The pieces in order; one run, however often it is asked for."""
        return self._pieces

    @property
    def streams(self) -> bool:
        """Whether the server sent a stream and not one whole answer."""
        return "json" not in self._line.content_type

    def close(self) -> None:
        """Close the connection at once, from any thread; the pieces end without an error."""
        self._line.cut("closed")
        with contextlib.suppress(ValueError):  # Another thread reads, and will see the end.
            self._pieces.close()

    def _write(self) -> Generator[str, None, None]:
        self._line.watch("total", self._plan.limits.total_s)
        try:
            for attempt in itertools.count():
                self._line.watch("first", self._plan.limits.first_s)
                failure = yield from self._attempt()
                self._line.rest("first")
                if failure is None or self._line.reason == "closed":
                    return
                wait = self._wait(failure, attempt)
                if wait is None:
                    raise failure.error from None
                if not self._line.pause(wait):
                    self._raise_if_timed_out()
                    return
        finally:
            self._line.end()
            self._settle()

    def _attempt(self) -> Generator[str, None, faults.Failure | None]:
        """One request; returns what failed, None where nothing did."""
        chunks = None
        try:
            chunks = self._plan.start()
            yield from self._spoken(chunks)
        except ModelError as error:
            return faults.Failure(error=error)
        except _expected() as error:
            logger.debug("A language model failed: %s", type(error).__name__)
            return self._failure(error)
        finally:
            with contextlib.suppress(Exception):  # The connection may be gone already.
                if isinstance(chunks, Generator):
                    chunks.close()
        return None

    def _spoken(self, chunks: "Iterator[AIMessageChunk]") -> Generator[str, None, None]:
        text = ReplyText()
        room = self._plan.limits.max_tokens * CHARS_A_TOKEN
        chunk = self._first(chunks)
        while chunk is not None:
            self._note(chunk)
            piece = text.feed(str(chunk.text))
            self._chars += len(str(chunk.text))
            if piece:
                yield self._said(piece)
            if self._chars > room:
                self.finish = "length"
                break
            chunk = next(chunks, None)
        rest = text.end()
        if rest:
            yield self._said(rest)
        self._require_an_end()

    def _first(self, chunks: "Iterator[AIMessageChunk]") -> "AIMessageChunk | None":
        from langsmith import tracing_context

        # Tracing is decided at the first chunk; it would send prompts to a third party.
        with self._line.current(), tracing_context(enabled=False):
            return next(chunks, None)

    def _said(self, piece: str) -> str:
        self._line.rest("first")
        room = self._plan.limits.max_tokens * CHARS_A_TOKEN - sum(map(len, self._text))
        piece = piece[: max(room, 0)]
        self._text.append(piece)
        return piece

    def _note(self, chunk: "AIMessageChunk") -> None:
        self.finish = str(chunk.response_metadata.get("finish_reason") or self.finish)
        told = chunk.usage_metadata
        if told and told["input_tokens"] >= 0 and told["output_tokens"] > 0:
            self._told = Usage(
                prompt_tokens=told["input_tokens"], completion_tokens=told["output_tokens"]
            )

    def _require_an_end(self) -> None:
        """Raise where the pieces ended without being a reply."""
        self._raise_if_timed_out()
        if self._line.reason == "closed":
            return
        said = any(piece.strip() for piece in self._text)
        facts = self._facts()
        if self.finish == "content_filter":
            raise faults.filtered(facts)
        if said and not self.finish:
            raise faults.cut_off(facts)
        if not said and self.finish == "length":
            raise faults.used_up(facts, self._plan.limits.max_tokens)
        if not said:
            raise faults.empty(facts)

    def _raise_if_timed_out(self) -> None:
        facts = self._facts()
        if self._line.reason in {"first", "total"}:
            raise faults.slow(facts, first=self._line.reason == "first")
        if self._line.reason == "size":
            raise faults.too_large(facts)

    def _failure(self, error: Exception) -> faults.Failure:
        try:
            self._raise_if_timed_out()
        except ModelError as timed_out:
            return faults.Failure(error=timed_out)
        if "No generation chunks" in str(error) and "event-stream" in self._line.content_type:
            return faults.Failure(error=faults.empty(self._facts()))
        return faults.read_failure(error, self._facts())

    def _facts(self) -> faults.Attempt:
        return faults.Attempt(
            address=self._plan.address,
            key=self._plan.key,
            timeout_s=self._plan.limits.first_s,
            begun=bool(self._text),
            content_type=self._line.content_type,
            opening=self._line.opening,
        )

    def _wait(self, failure: faults.Failure, attempt: int) -> float | None:
        """Seconds to the next attempt, None where there is none."""
        if not failure.again or self._text or attempt >= self._plan.limits.retries:
            return None
        backoff = min(BACKOFF_S * 2**attempt, LONGEST_BACKOFF_S)
        backoff *= random.uniform(0.5, 1.0)  # noqa: S311  # spreads callers, guards nothing
        wait = max(backoff, failure.wait_s or 0.0)
        return wait if wait <= LONGEST_WAIT_S else None

    def _settle(self) -> None:
        if self._line.status != 200:
            return
        said = "".join(self._text)
        self.usage = self._plan.settle(
            self._told
            or Usage(
                prompt_tokens=self._plan.prompt_tokens,
                completion_tokens=self._plan.count(said) if said else 0,
                approximate=True,
            )
        )


def _expected() -> tuple[type[Exception], ...]:
    """What a failing server, network or reply raises in the libraries between it and us."""
    import httpx2
    import openai

    unreadable = (ValueError, TypeError, KeyError, IndexError, AttributeError)
    return (openai.OpenAIError, httpx2.HTTPError, httpx2.StreamError, OSError, *unreadable)
