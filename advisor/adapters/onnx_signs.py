"""The signal model trained on our own notes (training/), run as int8 ONNX."""

import json
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from onnxruntime.capi.onnxruntime_pybind11_state import InvalidArgument, InvalidProtobuf

from advisor.adapters.onnx_session import OnnxEncoder
from advisor.domain.check_up import NoteSigns
from advisor.errors import ModelFileError

MODEL = Path(__file__).with_name("data") / "signals.onnx"
MAX_TOKENS = 96
BATCH = 32
_REMEMBERED = 20_000
_REPAIR = "Restore it from the release, or run `make train`."


class OnnxSigns:
    """Reads notes for warning signs; thread-safe, and a text is read once only.

    The model is loaded when first needed.
    """

    def __init__(self, path: Path = MODEL, *, threads: int = 1) -> None:
        self._path, self._threads = path, threads
        self._lock = Lock()
        self._encoder: OnnxEncoder | None = None
        self._topics: list[str] = []
        self._known: OrderedDict[str, NoteSigns] = OrderedDict()

    def read(self, texts: Sequence[str]) -> list[NoteSigns]:
        """The probabilities for each text; `ModelFileError` where the model cannot be used."""
        with self._lock:
            encoder = self._encoder or self._load()
            found = {text: self._known[text] for text in set(texts) if text in self._known}
            left = sorted({text for text in texts if text not in found}, key=len)
            for start in range(0, len(left), BATCH):
                batch = left[start : start + BATCH]
                (signs, solved), _ = encoder.run(batch)
                for row, text in enumerate(batch):
                    found[text] = NoteSigns(
                        signs=dict(zip(self._topics, signs[row].tolist(), strict=True)),
                        solved=dict(zip(self._topics, solved[row].tolist(), strict=True)),
                    )
            self._known.update(found)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return [found[text] for text in texts]

    def _load(self) -> OnnxEncoder:
        try:
            model = self._path.read_bytes()
            labels = json.loads(self._path.with_suffix(".json").read_text(encoding="utf-8"))
            encoder = OnnxEncoder(model, max_tokens=MAX_TOKENS, threads=self._threads)
            self._topics = list(labels["topics"])
            (signs, _), _ = encoder.run(["Do the model and its labels fit?"])
        except (OSError, ValueError, KeyError, InvalidProtobuf, InvalidArgument) as error:
            raise ModelFileError(
                f"{self._path} or its labels cannot be used: {error}. {_REPAIR}"
            ) from error
        if signs.shape[1] != len(self._topics):
            raise ModelFileError(f"{self._path} and its labels do not fit. {_REPAIR}")
        self._encoder = encoder
        return encoder
