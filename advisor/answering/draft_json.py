"""Reads a draft that a model wrote as JSON although nobody asked for it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_TEXTS = ("sentence", "text", "claim", "advice", "answer", "content", "response", "statement")
_QUOTES = ("quotes", "quote", "words", "evidence", "quotation", "citations", "citation")
_MARKS = ("mark", "marks", "passage", "passages", "source", "sources", "id", "n")
_CLOSERS = {"{": "}", "[": "]"}


@dataclass(frozen=True, slots=True)
class JsonSentence:
    """A sentence of a JSON reply with its quotes, each with a mark that may be empty."""

    text: str
    quotes: tuple[tuple[str, str], ...] = ()


class JsonScanner:
    """Says where a JSON value that comes piece by piece is complete."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._in_string = False
        self._escaped = False

    def feed(self, text: str) -> int:
        """How many characters belong to the value; -1 while it is not complete."""
        for place, char in enumerate(text):
            if self._in_string:
                self._read_string(char)
            elif char == '"':
                self._in_string = True
            elif char in _CLOSERS:
                self._open.append(_CLOSERS[char])
            elif self._open and char == self._open[-1]:
                self._open.pop()
                if not self._open:
                    return place + 1
        return -1

    def closing(self) -> str:
        """What would close a value that was cut off."""
        return ('"' if self._in_string else "") + "".join(reversed(self._open))

    def _read_string(self, char: str) -> None:
        if self._escaped:
            self._escaped = False
        elif char == "\\":
            self._escaped = True
        elif char == '"':
            self._in_string = False


def sentences_of(text: str) -> list[JsonSentence] | None:
    """The sentences of a JSON value in order; None where it is no JSON."""
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return list(_walk(value, 0))


def _walk(value: Any, depth: int) -> Iterator[JsonSentence]:
    if depth > 8:
        return
    if isinstance(value, str):
        yield JsonSentence(value)
    elif isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, Mapping):
        key = next((key for key in _TEXTS if isinstance(value.get(key), str)), None)
        if key is not None:
            yield JsonSentence(value[key], tuple(_quotes(value)))
            return
        for item in value.values():
            if isinstance(item, (list, Mapping)):
                yield from _walk(item, depth + 1)


def _quotes(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    beside = _mark(value)
    for key in _QUOTES:
        found = value.get(key)
        for item in found if isinstance(found, list) else [found]:
            if isinstance(item, str):
                yield item, beside
            elif isinstance(item, Mapping):
                words = next((item[key] for key in (*_QUOTES, *_TEXTS) if key in item), "")
                if isinstance(words, str):
                    yield words, _mark(item) or beside


def _mark(value: Mapping[str, Any]) -> str:
    for key in _MARKS:
        found = value.get(key)
        found = found[0] if isinstance(found, list) and found else found
        if isinstance(found, (str, int)) and not isinstance(found, bool):
            return str(found).strip("[]() ")
    return ""
