"""The signal model trained on our own notes (training/), run as int8 ONNX."""

from collections.abc import Sequence
from pathlib import Path

from advisor.adapters.onnx_reader import OnnxReader
from advisor.domain.check_up import NoteSigns

MODEL = Path(__file__).with_name("data") / "signals.onnx"
MAX_TOKENS = 96


class OnnxSigns:
    """Reads notes for warning signs; thread-safe, loaded when first needed."""

    def __init__(self, path: Path = MODEL, *, threads: int = 1) -> None:
        self._reader = OnnxReader(
            path, outputs=("topics", "topics"), max_tokens=MAX_TOKENS, threads=threads
        )

    def read(self, texts: Sequence[str]) -> list[NoteSigns]:
        """The probabilities for each text; `ModelFileError` where the model cannot be used."""
        return [NoteSigns(signs=signs, solved=solved) for signs, solved in self._reader.read(texts)]
