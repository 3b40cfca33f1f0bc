"""What went wrong with a language model, in one plain line that says how to repair it."""

import email.utils
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

from advisor.adapters.model_address import ModelAddress
from advisor.errors import FailureKind, ModelError

AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529})
TOO_LONG = re.compile(
    r"context[ _-]?(length|size|window)|maximum context|exceeds? the (available )?context"
    r"|prompt is too long|too many tokens|input tokens exceed|exceed_context_size",
    re.IGNORECASE,
)
NO_CREDIT = re.compile(r"insufficient_quota|exceeded your current quota|billing", re.IGNORECASE)
NO_MODEL = re.compile(
    r"model_not_found|model .{0,80}(not found|does not exist|not available)|no such model"
    r"|unknown model|invalid model",
    re.IGNORECASE,
)
SECRET = re.compile(r"\b(sk|pk|gsk|key|xai|hf)[-_][\w*.\-]{6,}|bearer\s+\S+", re.IGNORECASE)
LONGEST_DETAIL = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A failed attempt: the error for the user, and whether and when to try once more."""

    error: ModelError
    again: bool = False
    wait_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What is known of an attempt that failed; `begun` says that text had been handed on."""

    address: ModelAddress
    key: SecretStr
    timeout_s: float
    begun: bool = False
    content_type: str = ""
    opening: bytes = b""


def read_failure(error: Exception, attempt: Attempt) -> Failure:
    """The failure behind an error of LangChain, the OpenAI client or the network."""
    import openai

    if isinstance(error, openai.APIStatusError):
        return _status(error.status_code, _words(error), error.response.headers, attempt)
    if isinstance(error, openai.APIConnectionError):
        return _connection(error, attempt)
    if isinstance(error, openai.APIError):
        return _said_in_stream(error, attempt)
    if _caused_by(error, "HTTPError", "ReadError", "TimeoutException", "OSError"):
        return _connection(error, attempt)
    return Failure(error=unreadable(attempt))


def slow(attempt: Attempt, *, first: bool) -> ModelError:
    """No first word, or no end, within the time allowed."""
    place, seconds = attempt.address.place, f"{attempt.timeout_s:g} s"
    said = f"gave no word within {seconds}" if first else "took too long to finish"
    return _fault("timeout", f"{place} {said}. Try again, or raise ADVISOR_MODEL_TIMEOUT.")


def cut_off(attempt: Attempt) -> ModelError:
    """The connection ended before the answer did."""
    return _fault("cut", f"{attempt.address.place} broke off in the middle. Try again.")


def empty(attempt: Attempt) -> ModelError:
    """A reply without a word."""
    return _fault(
        "reply",
        f"{attempt.address.model} at {attempt.address.place} sent an empty reply. "
        "Try again, or choose another model.",
    )


def used_up(attempt: Attempt, max_tokens: int) -> ModelError:
    """All tokens were spent before the first word, as reasoning models may."""
    return _fault(
        "reply",
        f"{attempt.address.model} used its {max_tokens} tokens before it wrote a word. "
        "Raise ADVISOR_MODEL_TOKENS.",
    )


def filtered(attempt: Attempt) -> ModelError:
    """The server's own filter ended the reply."""
    return _fault(
        "reply", f"The content filter of {attempt.address.place} ended the reply. Ask differently."
    )


def too_large(attempt: Attempt) -> ModelError:
    """More bytes than any answer has."""
    return _fault(
        "reply", f"{attempt.address.place} sent far more than an answer. Choose another server."
    )


def unreadable(attempt: Attempt) -> ModelError:
    """A reply that is not in OpenAI's streaming format."""
    place = attempt.address.place
    if "html" in attempt.content_type:
        return _fault(
            "route",
            f"{place} answered with a web page. Correct ADVISOR_BASE_URL; most end in /v1.",
        )
    if "json" in attempt.content_type:
        return _in_one_piece(attempt)
    return _fault(
        "reply",
        f"{place} sent something that is not in OpenAI's format. "
        "Update that server, or correct ADVISOR_BASE_URL.",
    )


def _in_one_piece(attempt: Attempt) -> ModelError:
    """A whole JSON document where a stream was asked for: a reply, or an error sent as one."""
    place = attempt.address.place
    said = re.match(rb'\s*\{\s*"(error|detail|message)"', attempt.opening)
    if said:
        detail = _detail(attempt.opening.decode("utf-8", "replace"), attempt.key)
        return _fault(
            "route", f"{place} did not take the request{detail}. Correct ADVISOR_BASE_URL."
        )
    return _fault(
        "reply",
        f"{place} does not stream: it answers in one piece. "
        "Turn streaming on there, or use a server that streams.",
    )


def no_room(place: str, *, needed: int, context_tokens: int) -> ModelError:
    """The question and its evidence are longer than what the model reads."""
    return _fault(
        "context",
        f"The question and its evidence take about {needed} tokens, and the model at {place} "
        f"reads {context_tokens}. Lower ADVISOR_EVIDENCE_TOKENS, or give the model more context.",
    )


def no_key(address: ModelAddress) -> ModelError:
    """A key is needed and there is none."""
    return _fault(
        "key", f"{address.place} needs a key. Set ADVISOR_MODEL_KEY, or run: advisor model key"
    )


def _fault(kind: FailureKind, message: str) -> ModelError:
    return ModelError(" ".join(message.split()), kind=kind)


def _status(status: int, words: str, headers: Mapping[str, str], attempt: Attempt) -> Failure:
    kind, message = _judged(status, words, attempt)
    again = status in AGAIN and kind in {"busy", "server"}
    return Failure(
        error=_fault(kind, message), again=again, wait_s=retry_after(headers) if again else None
    )


def _judged(status: int, words: str, attempt: Attempt) -> tuple[FailureKind, str]:  # noqa: PLR0911
    address = attempt.address
    place = address.place
    if status == 402 or (status == 429 and NO_CREDIT.search(words)):
        return "key", f"The account behind the key has no credit left at {place}. Add credit there."
    if status in {401, 403}:
        if not attempt.key.get_secret_value():
            return "key", f"{place} needs a key. Set ADVISOR_MODEL_KEY, or run: advisor model key"
        return "key", f"{place} refused the key ({status}). Correct ADVISOR_MODEL_KEY."
    if status == 413 or TOO_LONG.search(words):
        return (
            "context",
            f"The question and its evidence are too long for {address.model} at {place}. "
            "Lower ADVISOR_EVIDENCE_TOKENS, or give the model more context.",
        )
    if status == 404 or NO_MODEL.search(words):
        return (
            "name",
            f"There is no model {address.model} at {address.place}. "
            "Correct ADVISOR_MODEL, or ADVISOR_BASE_URL (most end in /v1).",
        )
    if status == 429:
        return "busy", f"{place} takes no more requests for now. Try again in a minute."
    if 300 <= status < 400:
        return "route", f"{place} has moved ({status}). Set ADVISOR_BASE_URL to the new address."
    if status == 503 and "loading" in words.lower():
        return "server", f"{place} is still loading the model. Try again in a minute."
    if status >= 500:
        return "server", f"{place} has a fault of its own ({status}). Try again later."
    detail = _detail(words, attempt.key)
    return "server", f"{place} did not take the request ({status}{detail}). Choose another model."


def _said_in_stream(error: Exception, attempt: Attempt) -> Failure:
    """An error that the server put into the stream instead of a status."""
    words = _words(error)
    body = getattr(error, "body", None)
    code = body.get("code") if isinstance(body, Mapping) else None
    status = int(str(code)) if str(code).isdigit() and len(str(code)) == 3 else 500
    failure = _status(status, words, {}, attempt)
    if attempt.begun and failure.error.kind in {"server", "busy"}:
        return Failure(error=cut_off(attempt))
    return failure


def _connection(error: Exception, attempt: Attempt) -> Failure:  # noqa: PLR0911
    place = attempt.address.place
    if attempt.begun and not _caused_by(error, "TimeoutException", "DecodingError"):
        return Failure(error=cut_off(attempt))
    if _caused_by(error, "gaierror"):
        message = f"There is no address for {attempt.address.host}. "
        return Failure(
            error=_fault("route", message + "Check the network and ADVISOR_BASE_URL."), again=True
        )
    if _caused_by(error, "SSLError"):
        return Failure(
            error=_fault("route", f"{place} has no certificate to trust. Check ADVISOR_BASE_URL.")
        )
    if _caused_by(error, "ConnectError", "ConnectTimeout", "ProxyError"):
        message = f"Nothing answers at {place}. "
        repair = "Check the network and ADVISOR_BASE_URL."
        if not attempt.address.is_remote:
            repair = "Start the model's server, or correct ADVISOR_BASE_URL."
        return Failure(error=_fault("route", message + repair), again=True)
    if _caused_by(error, "TimeoutException"):
        return Failure(error=slow(attempt, first=not attempt.begun))
    if _caused_by(error, "DecodingError"):
        return Failure(error=unreadable(attempt))
    return Failure(
        error=_fault("cut", f"{place} hung up before it answered. Try again."), again=True
    )


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks to wait, or None where it does not say."""
    value = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d+)?", value):
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, moment.timestamp() - time.time())


def _words(error: Exception) -> str:
    """All that the server said, to look for signs in."""
    body: Any = getattr(error, "body", None)
    return f"{getattr(error, 'message', '')} {body if isinstance(body, Mapping) else ''}"


def _detail(said: str, key: SecretStr) -> str:
    """The server's own words in one short line, without anything that looks like a key."""
    found = re.search(r"""["'](?:message|detail|error)["']: ?(["'])(.+?)\1""", said)
    secret = key.get_secret_value()
    words = found.group(2) if found else ""
    plain = SECRET.sub("...", words.replace(secret, "...") if secret else words)
    short = " ".join(plain.split())[:LONGEST_DETAIL].strip(" .")
    return f": {short}" if short else ""


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _caused_by(error: Exception, *names: str) -> bool:
    """Whether an error of one of these classes stands behind it; the client has two HTTP stacks."""
    return any(base.__name__ in names for cause in _causes(error) for base in type(cause).__mro__)
