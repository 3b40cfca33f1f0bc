"""Hides private values in what leaves the machine, and puts them back in what returns."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from advisor.answering.masking_patterns import KINDS, found_in

_NAMES = "|".join(sorted(KINDS))
# As models give it back: other case, other or no space, escaped brackets of Markdown.
_INSIDE = rf"\s{{0,3}}({_NAMES})[\s_#\u00a0-]{{0,3}}(\d{{1,6}})\s{{0,3}}"
_STAND_IN = re.compile(rf"\\\[{_INSIDE}\\\]|\[{_INSIDE}\]", re.IGNORECASE)
_LITERAL = "text"


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without its private values, and the values by stand-in."""

    text: str
    table: Mapping[str, str] = field(repr=False)

    def restore(self, text: str) -> str:
        """The text with the values put back; an unknown stand-in stays."""
        return _restored(text, self.table)


class Masker:
    """Masks texts with one table, so that a value has one stand-in (`[email 1]`) in all of them.

    A value is the characters as written: two spellings of one number have two stand-ins, and
    `restore(mask(text)) == text` for every text. Restore whole sentences of a streamed reply: a
    stand-in cut in two is not found. Not to be shared by threads.
    """

    def __init__(self) -> None:
        self._stand_ins: dict[tuple[str, str], str] = {}
        self._counts: Counter[str] = Counter()

    @property
    def table(self) -> dict[str, str]:
        """The values by stand-in; private, never to be logged."""
        return {stand_in: value for (_, value), stand_in in self._stand_ins.items()}

    @property
    def counts(self) -> dict[str, int]:
        """How many values of each kind were hidden, such as `{"email": 2}`."""
        return {kind: count for kind, count in self._counts.items() if kind != _LITERAL}

    def mask(self, text: str) -> str:
        """The text with a stand-in for every private value."""
        pieces, done = [], 0
        spans = [(one.start(), one.end(), _LITERAL) for one in _STAND_IN.finditer(text)]
        for start, end, kind in found_in(text, taken=spans):
            pieces += [text[done:start], self._stand_in(kind, text[start:end])]
            done = end
        return "".join([*pieces, text[done:]])

    def restore(self, text: str) -> str:
        """The text with the values put back; an unknown stand-in stays."""
        return _restored(text, self.table)

    def _stand_in(self, kind: str, value: str) -> str:
        key = (kind, value)
        if key not in self._stand_ins:
            self._counts[kind] += 1
            self._stand_ins[key] = f"[{kind} {self._counts[kind]}]"
        return self._stand_ins[key]


def mask(text: str) -> Masked:
    """One text masked, with what it takes to restore a reply to it."""
    masker = Masker()
    return Masked(masker.mask(text), masker.table)


def _restored(text: str, table: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        kind, number = match[1] or match[3], match[2] or match[4]
        stand_in = f"[{kind.lower()} {int(number)}]"
        return table.get(stand_in, match[0])

    return _STAND_IN.sub(value, text)
