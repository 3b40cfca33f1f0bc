"""Text without the characters that nobody sees: they hide words, and split words searched for."""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
_UNSTORABLE = ("Cc", "Cs", "Co", "Cn")
_WHITE_SPACE = frozenset("\t\n\r\x0b\x0c")


def visible_text(text: str) -> str:
    """The text without characters that cannot be seen or stored; white space stays."""
    text = _INVISIBLE.sub("", text)
    bad = {char for char in text if unicodedata.category(char) in _UNSTORABLE} - _WHITE_SPACE
    return text.translate({ord(char): None for char in bad})
