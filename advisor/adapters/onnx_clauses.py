"""The clause model trained on our own clauses of briefs (training/), run as int8 ONNX."""

from collections.abc import Sequence
from pathlib import Path

from advisor.adapters.onnx_reader import OnnxReader
from advisor.domain.review import ClauseReading

MODEL = Path(__file__).with_name("data") / "clauses.onnx"
MAX_TOKENS = 112


class OnnxClauses:
    """Reads clauses of briefs for what they say to each check; thread-safe, loaded when needed."""

    def __init__(self, path: Path = MODEL, *, threads: int = 1) -> None:
        self._reader = OnnxReader(
            path, outputs=("checks", "checks", "topics"), max_tokens=MAX_TOKENS, threads=threads
        )

    def read(self, clauses: Sequence[str]) -> list[ClauseReading]:
        """The probabilities for each clause; `ModelFileError` where the model cannot be used."""
        return [
            ClauseReading(some=some, good=good, against=against)
            for some, good, against in self._reader.read(clauses)
        ]
