"""A model of ours that labels texts one by one: loaded when first needed, each text read once."""

import json
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from onnxruntime.capi.onnxruntime_pybind11_state import InvalidArgument, InvalidProtobuf

from advisor.adapters.onnx_session import Array, OnnxEncoder
from advisor.errors import ModelFileError

BATCH = 32
_REMEMBERED = 20_000
_REPAIR = "Restore it from the release, or run `make train`."

Row = tuple[Array, ...]


class OnnxReader:
    """Runs `path` over texts; thread-safe.

    `outputs` name, for each output of the model, the list of labels beside it (`path` with
    `.json`) that its columns stand for.
    """

    def __init__(
        self, path: Path, *, outputs: Sequence[str], max_tokens: int, threads: int = 1
    ) -> None:
        self._path, self._outputs = path, tuple(outputs)
        self._max_tokens, self._threads = max_tokens, threads
        self._lock = Lock()
        self._encoder: OnnxEncoder | None = None
        self._labels: list[list[str]] = []
        self._known: OrderedDict[str, Row] = OrderedDict()

    def read(self, texts: Sequence[str]) -> list[list[dict[str, float]]]:
        """For each text and output, probability by label; `ModelFileError` where it cannot."""
        rows = self._rows(texts)
        return [
            [
                dict(zip(labels, values.tolist(), strict=True))
                for labels, values in zip(self._labels, row, strict=True)
            ]
            for row in rows
        ]

    def _rows(self, texts: Sequence[str]) -> list[Row]:
        with self._lock:
            encoder = self._encoder or self._load()
            found = {text: self._known[text] for text in set(texts) if text in self._known}
            left = sorted({text for text in texts if text not in found}, key=len)
            for start in range(0, len(left), BATCH):
                batch = left[start : start + BATCH]
                outputs, _ = encoder.run(batch)
                for at, text in enumerate(batch):
                    found[text] = tuple(output[at] for output in outputs)
            self._known.update(found)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return [found[text] for text in texts]

    def _load(self) -> OnnxEncoder:
        try:
            model = self._path.read_bytes()
            labels = json.loads(self._path.with_suffix(".json").read_text(encoding="utf-8"))
            self._labels = [list(labels[name]) for name in self._outputs]
            encoder = OnnxEncoder(model, max_tokens=self._max_tokens, threads=self._threads)
            outputs, _ = encoder.run(["Do the model and its labels fit?"])
        except (OSError, ValueError, KeyError, InvalidProtobuf, InvalidArgument) as error:
            raise ModelFileError(
                f"{self._path} or its labels cannot be used: {error}. {_REPAIR}"
            ) from error
        if [output.shape[1] for output in outputs] != [len(names) for names in self._labels]:
            raise ModelFileError(f"{self._path} and its labels do not fit. {_REPAIR}")
        self._encoder = encoder
        return encoder
