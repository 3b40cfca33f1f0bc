"""Takes out of a model's stream what it only thought, piece by piece."""

import re

_TAGS = ("think", "thinking", "thought", "reasoning", "reflection", "scratchpad")
_NAMES = "|".join(sorted(_TAGS, key=len, reverse=True))
_OPEN = re.compile(rf"<(?:{_NAMES})(?:\s[^<>]{{0,60}})?>", re.IGNORECASE)
_CLOSE = re.compile(rf"</(?:{_NAMES})\s?>", re.IGNORECASE)
_LONGEST = 80
_LINE_ENDS = str.maketrans({"\r": None, "\u2028": "\n", "\u2029": "\n", "\x00": None})


class Spoken:
    """Gives back the text outside of thinking blocks; holds at most one tag's length."""

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False

    def feed(self, piece: str) -> str:
        """What can be told to be spoken so far."""
        text = self._held + piece.translate(_LINE_ENDS)
        spoken = []
        while tag := (_CLOSE if self._thinking else _OPEN).search(text):
            if not self._thinking:
                spoken.append(text[: tag.start()])
            self._thinking = not self._thinking
            text = text[tag.end() :]
        cut = _tag_begins(text)
        self._held = text[cut:]
        if not self._thinking:
            spoken.append(text[:cut])
        return _CLOSE.sub("\n", "".join(spoken))

    def end(self) -> str:
        """What was held back, where it turned out to be no tag."""
        held, self._held = self._held, ""
        return "" if self._thinking else held


def _tag_begins(text: str) -> int:
    """Where the text may break off within a tag; its length where it does not."""
    start = text.rfind("<", max(0, len(text) - _LONGEST))
    if start < 0 or ">" in text[start:]:
        return len(text)
    name = re.match(r"</?([a-zA-Z]*)(\s?)", text[start:])
    if name is None or not any(tag.startswith(name[1].lower()) for tag in _TAGS):
        return len(text)
    if name[2] and name[1].lower() not in _TAGS:
        return len(text)
    return start
