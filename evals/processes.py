"""New processes for the benchmark: the product's own command line, timed from outside."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evals.cases import EvalError

CLI = "from advisor.cli import main; main()"
START_SECONDS = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that is being served, and the seconds from starting its process to its answer."""

    port: int
    seconds: float


@contextmanager
def serving(data_dir: Path) -> Iterator[Page]:
    """Serve the page in a new process, which ends with the block."""
    port = _free_port()
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603  # our own command line, with a number
        [sys.executable, "-c", CLI, "serve", "--port", str(port)],
        env=_environment(data_dir),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not answers(port):
            if process.poll() is not None or time.perf_counter() - start > START_SECONDS:
                raise EvalError("`advisor serve` ended or did not answer; run it to see why.")
            time.sleep(0.05)
        yield Page(port=port, seconds=time.perf_counter() - start)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def answers(port: int) -> bool:
    """Whether a page is served at the port of this machine."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run_python(code: str, *arguments: str, data_dir: Path | None = None) -> str:
    """What a new process prints; `EvalError` where it fails, with its own last words."""
    done = subprocess.run(  # noqa: S603  # our own command line, with a question
        [sys.executable, "-c", code, *arguments],
        env=_environment(data_dir),
        capture_output=True,
        text=True,
        check=False,
        timeout=START_SECONDS,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise EvalError(f"A process that the benchmark started failed: {last}")
    return done.stdout


def _environment(data_dir: Path | None) -> dict[str, str]:
    return {**os.environ, **({"ADVISOR_DATA_DIR": str(data_dir)} if data_dir else {})}
