"""The relevance model trained on our own questions (training/), run as int8 ONNX."""

import json
from pathlib import Path

import numpy as np
from onnxruntime.capi.onnxruntime_pybind11_state import InvalidArgument, InvalidProtobuf

from advisor.adapters.onnx_session import OnnxEncoder
from advisor.domain import Relevance
from advisor.errors import ModelFileError

MODEL = Path(__file__).with_name("data") / "relevance.onnx"
MAX_TOKENS = 64
_REPAIR = "Restore it from the release, or run `make train`."


class OnnxRelevance:
    """Scores a question against every point, every topic and every limit; thread-safe."""

    def __init__(self, path: Path = MODEL, *, threads: int = 1) -> None:
        try:
            model = path.read_bytes()
            labels = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            self._encoder = OnnxEncoder(model, max_tokens=MAX_TOKENS, threads=threads)
            self._points, self._topics = labels["points"], labels["topics"]
            self._limits = labels["scope"]
            self.score("Do the model and its labels fit?")
        except (OSError, ValueError, KeyError, InvalidProtobuf, InvalidArgument) as error:
            raise ModelFileError(
                f"{path} or its labels cannot be used: {error}. {_REPAIR}"
            ) from error

    def score(self, question: str) -> Relevance:
        """Log-probabilities by point and by topic, and probabilities by limit."""
        (points, topics, limits), _ = self._encoder.run([question])
        return Relevance(
            points=dict(zip(self._points, points[0].tolist(), strict=True)),
            topics=dict(zip(self._topics, topics[0].tolist(), strict=True)),
            limits=dict(zip(self._limits, np.exp(limits[0]).tolist(), strict=True)),
        )
