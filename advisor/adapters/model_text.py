"""The text of a streamed reply: whole characters, without a model's thinking aloud."""

import re

OPENING, CLOSING = "<think>", "</think>"
HIGH, LOW = re.compile("[\ud800-\udbff]$"), re.compile("[\ud800-\udfff]")


class ReplyText:
    """Turns pieces as they come into text that can be shown.

    Servers split characters outside the basic plane over two pieces; the halves are joined, and a
    half without its other becomes U+FFFD. A block of `<think>` at the start is left out.
    """

    def __init__(self) -> None:
        self._half = ""
        self._start: str | None = ""
        self._thinking = False

    def feed(self, piece: str) -> str:
        """The text that can be handed on after this piece."""
        piece = self._half + piece
        half = HIGH.search(piece)
        self._half = half.group() if half else ""
        return self._spoken(_whole(piece[: len(piece) - len(self._half)]))

    def end(self) -> str:
        """What was held back and is text after all."""
        rest, self._half = _whole(self._half), ""
        spoken = self._spoken(rest)
        if self._start and not self._thinking:
            spoken, self._start = self._start + spoken, None
        return spoken

    def _spoken(self, text: str) -> str:
        if self._start is None:
            return text
        self._start += text
        if self._thinking:
            _, closed, after = self._start.partition(CLOSING)
            if not closed:
                self._start = self._start[-len(CLOSING) :]
                return ""
            self._start, self._thinking = after.lstrip(), False
            return self._let_go() if self._start else ""
        seen = self._start.lstrip()
        if seen.startswith(OPENING):
            self._start, self._thinking = seen[len(OPENING) :], True
            return self._spoken("")
        return "" if OPENING.startswith(seen) else self._let_go()

    def _let_go(self) -> str:
        text, self._start = self._start or "", None
        return text


def _whole(text: str) -> str:
    if not LOW.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
