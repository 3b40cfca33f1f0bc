"""Testing the connection to a language model: does it answer, does it stream, how much it reads."""

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from advisor.adapters.langchain_chat import LangChainChat
from advisor.domain import Turn
from advisor.errors import ModelError

FEWEST_CONTEXT_TOKENS = 4096
PROBE_S = 3.0
ENOUGH_CHARS = 200
MOST_BYTES = 4 * 1024 * 1024
CONTEXT_NAMES = ("max_model_len", "loaded_context_length", "n_ctx", "context_length")
CONTEXT_NAMES_LATER = ("context_window", "max_context_length", "n_ctx_train")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionReport:
    """What a test of the connection found; `message` is one line, with the repair where not `ok`.

    `latency_ms` is the time to the first piece, or to the failure; `context_tokens` is None where
    the server does not tell.
    """

    ok: bool
    message: str
    streams: bool
    context_tokens: int | None
    latency_ms: float


def check_connection(chat: LangChainChat) -> ConnectionReport:
    """Ask the model for a word and the server for the model's context; never raises for a fault."""
    began = time.perf_counter()
    first: float | None = None
    reply = None
    failed: ModelError | None = None
    chars = 0
    try:
        reply = chat.stream("Answer with one word.", [Turn(role="user", text="Say: ready")])
        for piece in reply:
            first = first or time.perf_counter()
            chars += len(piece)
            if chars > ENOUGH_CHARS:
                break
    except ModelError as error:
        failed = error
    finally:
        if reply is not None:
            reply.close()
    spent = ((first or time.perf_counter()) - began) * 1000
    streams = first is not None and reply is not None and reply.streams
    if failed is not None:
        return ConnectionReport(
            ok=False,
            message=str(failed),
            streams=streams,
            context_tokens=chat.limits.context_tokens,
            latency_ms=round(spent, 1),
        )
    return _judged(chat, streams=streams, latency_ms=round(spent, 1))


def _judged(chat: LangChainChat, *, streams: bool, latency_ms: float) -> ConnectionReport:
    context = chat.limits.context_tokens or _context_of(chat)
    place, model = chat.address.place, chat.address.model
    if context is not None and context < FEWEST_CONTEXT_TOKENS:
        ok = False
        message = (
            f"{model} at {place} reads only {context} tokens, and an answer needs "
            f"{FEWEST_CONTEXT_TOKENS}. Start its server with more context, or choose another model."
        )
    else:
        ok = True
        reads = f"reads {context} tokens" if context else "does not tell how many tokens it reads"
        message = f"{model} at {place} answers and {reads}."
        if chat.is_remote and not chat.address.is_encrypted:
            message += " The connection is not encrypted: use an https:// address."
    return ConnectionReport(
        ok=ok, message=message, streams=streams, context_tokens=context, latency_ms=latency_ms
    )


def _context_of(chat: LangChainChat) -> int | None:
    """The model's context as its server tells it; the size in use wins over the trained one."""
    parts = urlsplit(chat.address.base_url)
    props = _asked(chat, f"{parts.scheme}://{parts.netloc}/props")
    models = _asked(chat, f"{chat.address.base_url}/models")
    listed = models.get("data")
    entries = (
        [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    )
    ours = [one for one in entries if one.get("id") == chat.address.model]
    known = [*_parts(props), *(part for one in ours or entries[:1] for part in _parts(one))]
    for names in (CONTEXT_NAMES, CONTEXT_NAMES_LATER):
        for part in known:
            for name in names:
                value = part.get(name)
                if isinstance(value, int) and not isinstance(value, bool) and value > 0:
                    return value
    return None


def _parts(answer: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """An answer and the parts of it in which servers keep sizes."""
    yield answer
    for name in ("default_generation_settings", "meta"):
        part = answer.get(name)
        if isinstance(part, Mapping):
            yield part


def _asked(chat: LangChainChat, url: str) -> Mapping[str, Any]:
    """What the server says there; empty for anything but an object."""
    import httpx2

    key = chat.key.get_secret_value()
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        with chat.client.stream("GET", url, headers=headers, timeout=PROBE_S) as response:
            if response.status_code != 200:
                return {}
            body = b""
            for part in response.iter_bytes():
                body += part
                if len(body) > MOST_BYTES:
                    return {}
        answer = json.loads(body)
    except (httpx2.HTTPError, ValueError):
        return {}
    return answer if isinstance(answer, Mapping) else {}
