"""The real sentence embedder: unit vectors, and a damaged installation that says how to repair."""

import math
from pathlib import Path

import numpy as np
import pytest

from advisor.adapters import onnx_embedder, onnx_session
from advisor.adapters.onnx_embedder import (
    BATCH,
    MODEL_SHA256,
    OnnxEmbedder,
    model_file,
    read_model,
)
from advisor.errors import ModelFileError

TEXTS = [
    "How do I compare three quotes?",
    "nda",
    "",
    "Who checks the invoices of the cleaning company before they are paid? " * 40,
    "Наш подрядчик 🙂",
    "Agree a trial period with a clear end date before you sign for a year.",
]


def cosine(one: list[float], other: list[float]) -> float:
    return float(np.dot(one, other))


def test_every_vector_has_length_one(embedder: OnnxEmbedder) -> None:
    for vector in [*embedder.embed_documents(TEXTS), embedder.embed_query("an exit plan")]:
        assert len(vector) == embedder.dimension
        assert math.isclose(math.hypot(*vector), 1, abs_tol=1e-5)
        assert all(isinstance(value, float) for value in vector)


def test_a_batch_gives_the_vectors_of_its_texts_in_their_order(embedder: OnnxEmbedder) -> None:
    together = embedder.embed_documents(TEXTS)
    alone = [embedder.embed_query(text) for text in TEXTS]

    for batched, single in zip(together, alone, strict=True):
        assert cosine(batched, single) > 0.99
    best = [max(range(len(alone)), key=lambda p: cosine(v, alone[p])) for v in together]
    assert best == list(range(len(TEXTS)))


def test_more_texts_than_a_batch_holds_keep_their_order(embedder: OnnxEmbedder) -> None:
    texts = [f"invoice {'x' * (number % 7)} number {number}" for number in range(BATCH + 3)]
    vectors = embedder.embed_documents(texts)

    assert len(vectors) == len(texts)
    for place in (0, 6, BATCH, BATCH + 2):
        assert cosine(vectors[place], embedder.embed_query(texts[place])) > 0.99


def test_no_texts_give_no_vectors(embedder: OnnxEmbedder) -> None:
    assert embedder.embed_documents([]) == []


def test_the_same_text_has_the_same_vector_each_time(embedder: OnnxEmbedder) -> None:
    assert embedder.embed_query(TEXTS[0]) == embedder.embed_query(TEXTS[0])


@pytest.mark.parametrize(
    ("one", "near", "far"),
    [
        ("my vendor is late again", "the agency keeps missing deadlines", "who owns the copyright"),
        ("how do I check references", "calling past clients", "time zones and public holidays"),
    ],
)
def test_what_means_the_same_is_nearer_than_what_does_not(
    embedder: OnnxEmbedder, one: str, near: str, far: str
) -> None:
    start = embedder.embed_query(one)

    assert (
        cosine(start, embedder.embed_query(near)) > cosine(start, embedder.embed_query(far)) + 0.1
    )


def test_the_fingerprint_names_the_pinned_model(embedder: OnnxEmbedder) -> None:
    assert MODEL_SHA256[:12] in embedder.fingerprint
    assert str(embedder.dimension) in embedder.fingerprint


def test_a_missing_model_file_says_how_to_repair_it(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"model\.onnx is missing.*make setup"):
        read_model(tmp_path / "model.onnx")


def test_one_changed_byte_of_the_model_is_noticed(tmp_path: Path) -> None:
    data = bytearray(model_file().read_bytes())
    data[len(data) // 2] ^= 1
    altered = tmp_path / "model.onnx"
    altered.write_bytes(data)

    with pytest.raises(ModelFileError, match=r"was altered.*make setup"):
        read_model(altered)


def test_a_model_that_is_not_installed_says_how_to_repair_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(onnx_embedder, "MODEL_PACKAGE", "no_such_package")

    with pytest.raises(ModelFileError, match=r"not installed.*make setup"):
        OnnxEmbedder()


def test_a_missing_vocabulary_says_how_to_repair_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(onnx_session, "VOCABULARY", tmp_path / "vocab.txt")

    with pytest.raises(ModelFileError, match=r"vocab\.txt is missing.*make setup"):
        OnnxEmbedder()
