"""A scripted model server in OpenAI's format on a real loopback socket, for tests."""

import contextlib
import json
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

STEP_S = 0.01


class GoneError(Exception):
    """The client closed the connection."""


class Exchange:
    """One request and the connection that it is answered on."""

    def __init__(self, handler: BaseHTTPRequestHandler, body: dict[str, Any], stop: Any) -> None:
        self.body = body
        self._handler, self._stop = handler, stop
        self._chunked = False

    @property
    def wants_usage(self) -> bool:
        return bool((self.body.get("stream_options") or {}).get("include_usage"))

    def head(
        self,
        status: int = 200,
        content_type: str = "text/event-stream",
        headers: Mapping[str, str] | None = None,
        length: int | None = None,
    ) -> None:
        handler = self._handler
        handler.send_response(status)
        handler.send_header("Content-Type", content_type)
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        self._chunked = length is None
        if self._chunked:
            handler.send_header("Transfer-Encoding", "chunked")
        else:
            handler.send_header("Content-Length", str(length))
        self._guarded(handler.end_headers)

    def raw(self, data: bytes) -> None:
        """Send bytes; `GoneError` where nobody reads them any more."""
        if self._chunked:
            data = f"{len(data):x}\r\n".encode() + data + b"\r\n"
        self._guarded(lambda: self._handler.wfile.write(data))

    def event(self, value: Any) -> None:
        self.raw(f"data: {json.dumps(value)}\n\n".encode())

    def piece(self, text: str) -> None:
        self.event(self.chunk({"content": text}))

    def chunk(self, delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": self.body.get("model", ""),
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }

    def finish(self, reason: str = "stop", usage: tuple[int, int] = (11, 7)) -> None:
        self.event(self.chunk({}, reason))
        if self.wants_usage:
            told = self.chunk({})
            told["choices"] = []
            told["usage"] = {
                "prompt_tokens": usage[0],
                "completion_tokens": usage[1],
                "total_tokens": sum(usage),
            }
            self.event(told)
        self.raw(b"data: [DONE]\n\n")
        self.end()

    def end(self) -> None:
        if self._chunked:
            self._guarded(lambda: self._handler.wfile.write(b"0\r\n\r\n"))

    def hang_up(self) -> None:
        """Drop the connection without an end."""
        self._handler.close_connection = True
        with contextlib.suppress(OSError):
            self._handler.connection.shutdown(socket.SHUT_RDWR)

    def wait(self, seconds: float) -> None:
        """Wait, and notice at once where the client goes away."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._guarded(self._look)
            time.sleep(STEP_S)

    def _look(self) -> None:
        connection = self._handler.connection
        readable = select.poll()  # `select.select` knows only the first 1,024 files of a process
        readable.register(connection, select.POLLIN)
        if readable.poll(0) and not connection.recv(1, socket.MSG_PEEK):
            raise ConnectionResetError

    def _guarded(self, act: Callable[[], object]) -> None:
        if self._stop.is_set():
            raise GoneError
        try:
            act()
        except OSError as error:
            raise GoneError from error


Behaviour = Callable[[Exchange], None]


def say(
    text: str,
    pieces: int | Sequence[str] = 0,
    delay: float = 0.0,
    *,
    usage: tuple[int, int] = (11, 7),
    finish: str = "stop",
) -> Behaviour:
    """Stream a text: in so many pieces, in these pieces, or word by word; `delay` before each."""

    def act(exchange: Exchange) -> None:
        exchange.head()
        exchange.event(exchange.chunk({"role": "assistant", "content": ""}))
        for piece in split(text, pieces):
            if delay:
                exchange.wait(delay)
            exchange.piece(piece)
        exchange.finish(finish, usage)

    return act


def answer(write: Callable[[dict[str, Any]], str]) -> Behaviour:
    """Stream what `write` makes of the request's body."""
    return lambda exchange: say(write(exchange.body))(exchange)


def split(text: str, pieces: int | Sequence[str]) -> list[str]:
    if not isinstance(pieces, int):
        return list(pieces)
    if pieces > 0:
        size = max(1, -(-len(text) // pieces))
        return [text[start : start + size] for start in range(0, len(text), size)]
    words = text.split(" ")
    return [word if at == 0 else f" {word}" for at, word in enumerate(words)]


def status(
    code: int,
    body: Any = None,
    headers: Mapping[str, str] | None = None,
    kind: str = "application/json",
) -> Behaviour:
    """Answer with a status; a body that is not a text is sent as JSON."""

    def act(exchange: Exchange) -> None:
        data = body.encode() if isinstance(body, str) else json.dumps(body or {}).encode()
        exchange.head(code, kind, headers, length=len(data))
        exchange.raw(data)

    return act


def slow_first(seconds: float, then: Behaviour | None = None, *, head: bool = False) -> Behaviour:
    """Nothing for a while; with `head`, the stream opens and says only that it is alive."""

    def act(exchange: Exchange) -> None:
        if head:
            exchange.head()
            for _ in range(int(seconds / 0.1)):
                exchange.raw(b": still here\n\n")
                exchange.wait(0.1)
        else:
            exchange.wait(seconds)
        (then or say("late"))(exchange)

    return act


def cut_after(n_pieces: int, text: str = "one two three four five six seven eight") -> Behaviour:
    """Drop the connection after so many pieces."""

    def act(exchange: Exchange) -> None:
        exchange.head()
        for piece in split(text, 0)[:n_pieces]:
            exchange.piece(piece)
        exchange.hang_up()

    return act


def ends_early(n_pieces: int, text: str = "one two three four five six") -> Behaviour:
    """End the body in good order after so many pieces, without a finish."""

    def act(exchange: Exchange) -> None:
        exchange.head()
        for piece in split(text, 0)[:n_pieces]:
            exchange.piece(piece)
        exchange.end()

    return act


def invalid_json(after: str = "") -> Behaviour:
    def act(exchange: Exchange) -> None:
        exchange.head()
        if after:
            exchange.piece(after)
        exchange.raw(b'data: {"choices": [{"delta": {"content": \n\n')
        exchange.end()

    return act


def odd(value: Any) -> Behaviour:
    """Valid JSON of a wrong shape."""

    def act(exchange: Exchange) -> None:
        exchange.head()
        exchange.event(value)
        exchange.end()

    return act


def error_in_stream(error: Any, after: str = "") -> Behaviour:
    def act(exchange: Exchange) -> None:
        exchange.head()
        if after:
            exchange.piece(after)
        exchange.event({"error": error})
        exchange.end()

    return act


def empty() -> Behaviour:
    def act(exchange: Exchange) -> None:
        exchange.head()
        exchange.raw(b"data: [DONE]\n\n")
        exchange.end()

    return act


def endless(word: str = "word ", delay: float = 0.0) -> Behaviour:
    """Words until the client goes away."""

    def act(exchange: Exchange) -> None:
        exchange.head()
        while True:
            exchange.piece(word)
            if delay:
                exchange.wait(delay)

    return act


def wrong_encoding() -> Behaviour:
    def act(exchange: Exchange) -> None:
        exchange.head(content_type="text/event-stream; charset=iso-8859-1")
        text = json.dumps(exchange.chunk({"content": "caf\u00e9"}), ensure_ascii=False)
        exchange.raw(f"data: {text}\n\n".encode("latin-1"))
        exchange.end()

    return act


def not_gzip() -> Behaviour:
    def act(exchange: Exchange) -> None:
        exchange.head(headers={"Content-Encoding": "gzip"})
        exchange.raw(b"data: this was never compressed\n\n")
        exchange.end()

    return act


def huge(tokens: int = 100_000) -> Behaviour:
    """A reply of so many tokens in one go."""

    def act(exchange: Exchange) -> None:
        exchange.head()
        for _ in range(tokens // 100):
            exchange.piece("word " * 100)
        exchange.finish()

    return act


def flood(megabytes: int) -> Behaviour:
    """One line that never ends."""

    def act(exchange: Exchange) -> None:
        exchange.head()
        exchange.raw(b"data: ")
        for _ in range(megabytes):
            exchange.raw(b"x" * 1024 * 1024)
        exchange.end()

    return act


def no_stream(text: str = "ready") -> Behaviour:
    """A whole answer as JSON, whatever was asked for."""

    def act(exchange: Exchange) -> None:
        whole = {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": exchange.body.get("model", ""),
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": text},
                    "finish_reason": "stop",
                }
            ],
        }
        status(200, whole)(exchange)

    return act


def web_page() -> Behaviour:
    return status(200, "<html><body>Welcome</body></html>", kind="text/html")


class ModelServer:
    """Answers chat requests by a script, one behaviour each; the last one goes on for ever.

    `pages` are what GET requests get, by path (`/v1/models`, `/props`); others get a 404.
    `requests` and `headers` are those of the chat requests; `closed_by_client` is set when a client
    went away before its answer was complete, `times` counts how often.
    """

    def __init__(
        self, script: Behaviour | Sequence[Behaviour], pages: Mapping[str, Any] | None = None
    ) -> None:
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.closed_by_client = threading.Event()
        self.times = 0
        self._script = [script] if callable(script) else list(script)
        self._pages = dict(pages or {})
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _handler_of(self))
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": STEP_S}
        )

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """The base address that a client is given."""
        return f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> "ModelServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        with self._lock:
            behaviour = self._script[min(len(self.requests), len(self._script) - 1)]
            self.requests.append(body)
            self.headers.append({name.lower(): value for name, value in handler.headers.items()})
        try:
            behaviour(Exchange(handler, body, self._stop))
        except GoneError:
            handler.close_connection = True
            if not self._stop.is_set():
                with self._lock:
                    self.times += 1
                self.closed_by_client.set()

    def page(self, path: str) -> Any:
        return self._pages.get(path)


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True


def _handler_of(model: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            size = int(self.headers.get("content-length", "0"))
            body = json.loads(self.rfile.read(size) or b"{}")
            if self.path.endswith("/chat/completions"):
                model.answer(self, body)
            else:
                self._json(404, {"error": {"message": f"no {self.path} here"}})

        def do_GET(self) -> None:
            page = model.page(self.path)
            self._json(404 if page is None else 200, page or {"error": "none"})

        def _json(self, code: int, value: Any) -> None:
            data = json.dumps(value).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, _: str, *args: object) -> None:
            pass

    return Handler


@contextlib.contextmanager
def silent_port() -> Iterator[int]:
    """A port that nothing listens at."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]
