"""A text-to-tensors ONNX encoder on the CPU, shared by the embedder and the relevance model."""

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import BertWordPieceTokenizer

from advisor.errors import ModelFileError

VOCABULARY = Path(__file__).with_name("data") / "bert-base-uncased-vocab.txt"
Array = NDArray[np.float32]


def _missing() -> ModelFileError:
    return ModelFileError(f"{VOCABULARY.name} is missing. Run `make setup` to restore it.")


def known_words() -> frozenset[str]:
    """The whole words of the vocabulary, in small letters; `ModelFileError` where it is missing."""
    try:
        lines = VOCABULARY.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise _missing() from error
    return frozenset(line for line in lines if line.isalpha())


class OnnxEncoder:
    """Tokenizes with BERT's WordPiece and runs one model; safe to share by threads."""

    def __init__(self, model: bytes, *, max_tokens: int, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        if not VOCABULARY.is_file():
            raise _missing()
        self._tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
        self._tokenizer.enable_truncation(max_tokens)
        self._tokenizer.enable_padding()
        self._lock = threading.Lock()

    def run(self, texts: Sequence[str]) -> tuple[list[Array], Array]:
        """The model's outputs for a batch, and the attention mask (texts x tokens)."""
        with self._lock:
            encoded = self._tokenizer.encode_batch(list(texts))
        ids = np.array([item.ids for item in encoded], dtype=np.int64)
        mask = np.array([item.attention_mask for item in encoded], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        return self._session.run(None, inputs), mask.astype(np.float32)
