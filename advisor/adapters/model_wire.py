"""The connection to a language model: any thread may cut it, and it cuts itself when time is up."""

import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import httpx2

Cut = Literal["closed", "first", "total", "size"]
"""Why it was cut: by the caller, no first piece in time, no end in time, too many bytes."""

MAX_BYTES = 32 * 1024 * 1024
OPENING_BYTES = 4096
CONNECT_S = 10.0


class Line:
    """One reply's connection; `cut` is safe from any thread and wakes a thread that reads.

    `status` and `content_type` are those of the latest response, None and empty before one came;
    `opening` are the first bytes of a response that is no stream of events.
    """

    def __init__(self) -> None:
        self.reason: Cut | None = None
        self.status: int | None = None
        self.content_type = ""
        self.opening = b""
        self._bytes = 0
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._stopped = threading.Event()
        self._timers: dict[Cut, threading.Timer] = {}

    def cut(self, reason: Cut) -> None:
        """End the connection; the first reason given stays."""
        with self._lock:
            self.reason = self.reason or reason
            self._hang_up()
        self._stopped.set()

    def _hang_up(self) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):
                # The method of the plain socket: TLS must not be taken apart under a reader.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def pause(self, seconds: float) -> bool:
        """Wait between two attempts; False where the line was cut meanwhile."""
        return not self._stopped.wait(seconds)

    def watch(self, reason: Cut, seconds: float) -> None:
        """Cut the line after so many seconds, unless `rest` or `end` comes first."""
        self.rest(reason)
        timer = threading.Timer(seconds, self.cut, args=(reason,))
        timer.daemon = True
        self._timers[reason] = timer
        timer.start()

    def rest(self, reason: Cut) -> None:
        """Stop one watch."""
        timer = self._timers.pop(reason, None)
        if timer is not None:
            timer.cancel()

    def end(self) -> None:
        """Stop all watches."""
        for reason in list(self._timers):
            self.rest(reason)

    def answered(self, status: int, content_type: str) -> None:
        """Note the head of a response."""
        self.status, self.content_type = status, content_type.lower()
        self.opening, self._bytes = b"", 0

    def takes(self, part: bytes) -> bool:
        """Count received bytes; False where they are too many, and the line is cut."""
        self._bytes += len(part)
        if "event-stream" not in self.content_type:
            self.opening += part[: OPENING_BYTES - len(self.opening)]
        if self._bytes > MAX_BYTES:
            self.cut("size")
        return self._bytes <= MAX_BYTES

    @contextlib.contextmanager
    def current(self) -> Iterator[None]:
        """Requests that this thread starts inside belong to this line."""
        token = _LINE.set(self)
        try:
            yield
        finally:
            _LINE.reset(token)

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Follow one request's socket; httpx2's `trace` extension calls this."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            with self._lock:
                self._socket = info["return_value"].get_extra_info("socket")
                if self.reason:
                    self._hang_up()
        elif event.endswith("response_closed.started"):
            with self._lock:  # Its number may soon be another connection's.
                self._socket = None


_LINE: ContextVar[Line | None] = ContextVar("line", default=None)


def open_client(*, timeout_s: float, is_remote: bool) -> "httpx2.Client":
    """A client whose requests follow the current `Line`; each request has its own connection.

    Redirects are not followed, and a model nearby is never asked through a proxy, so that text
    goes to the configured address and nowhere else.
    """
    import httpx2

    def follow(request: httpx2.Request) -> None:
        line = _LINE.get()
        if line is not None:
            request.extensions = {**request.extensions, "trace": line.trace}

    def bound(response: httpx2.Response) -> None:
        line = _LINE.get()
        if line is not None:
            line.answered(response.status_code, response.headers.get("content-type", ""))
            if isinstance(response.stream, httpx2.SyncByteStream):
                response.stream = _bounded(response.stream, line)

    return httpx2.Client(
        timeout=httpx2.Timeout(timeout_s, connect=min(CONNECT_S, timeout_s)),
        limits=httpx2.Limits(max_connections=None, max_keepalive_connections=0),
        trust_env=is_remote,
        follow_redirects=False,
        event_hooks={"request": [follow], "response": [bound]},
    )


def _bounded(stream: "httpx2.SyncByteStream", line: Line) -> "httpx2.SyncByteStream":
    import httpx2

    class Bounded(httpx2.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            for part in stream:
                if not line.takes(part):
                    return
                yield part

        def close(self) -> None:
            stream.close()

    return Bounded()
