"""Takes what is private out of a text before it becomes a case: names, addresses, numbers, keys."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from advisor.answering.masking import Masker
from advisor.answering.masking_patterns import KINDS, found_in
from advisor.domain.notes import Engagement
from evals.redacting_words import ALSO_WORDS, FIRST_NAMES, NOT_PEOPLE, vocabulary

_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"')\]]*[^\s<>\"')\].,;:!?]", re.IGNORECASE)
_STAND_IN = re.compile(rf"\[(?:{'|'.join(sorted(KINDS))}|link) \d+\]")
_WORD = re.compile(r"[^\W\d_]+(?:[-'\u2019](?![sS]\b)[^\W\d_]+)*")
_STARTS_SENTENCE = re.compile(r"(?:^|[.!?:;\n\u2022>\"\u201c(*-])[\s\"\u201c'(*-]*$")
_TITLE = re.compile(r"\b(?:(?:[Mm]rs?|[Mm]s|[Dd]r|[Pp]rof)\.?|Miss)\s$")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A private value and what stands for it; never to be logged."""

    stand_in: str
    value: str


class Redactor:
    """Gives each private value one stand-in (`[email 1]`, `Vendor A`, `Name B`) in all its texts.

    `engagements` are those of the workspace, `usual` are the words that are no names, and `hide`
    are texts to be hidden besides. Stays on the safe side: an unknown capitalised word goes.
    """

    def __init__(
        self,
        *,
        engagements: Sequence[Engagement] = (),
        usual: Collection[str] = (),
        hide: Sequence[str] = (),
    ) -> None:
        self._masker = Masker()
        self._usual = usual
        self._links: dict[str, str] = {}
        self._people: dict[str, str] = {}
        self._values: dict[str, str] = {}
        self._known = self._known_names(engagements, hide)

    @property
    def hidden(self) -> tuple[Hidden, ...]:
        """Everything that was hidden so far, in no order that matters."""
        masked = {stand: value for stand, value in self._masker.table.items() if stand != value}
        links = {stand: value for value, stand in self._links.items()}
        found = {**masked, **links, **self._values}
        return tuple(Hidden(stand_in=stand, value=value) for stand, value in found.items())

    def learn(self, texts: Iterable[str]) -> None:
        """Meet the names of all texts first: a name told by its place in one goes from all."""
        for text in texts:
            self.redact(text)

    def redact(self, text: str) -> str:
        """The text with a stand-in for everything private."""
        text = _LINK.sub(lambda match: self._link(match[0]), text)
        pieces, done = [], 0
        masked = self._masker.mask(text) if not self._links else self._mask_between(text)
        for stand_in in _STAND_IN.finditer(masked):
            pieces += [self._names(masked[done : stand_in.start()]), stand_in[0]]
            done = stand_in.end()
        return "".join([*pieces, self._names(masked[done:])])

    def _mask_between(self, text: str) -> str:
        """Masks what lies between links, which have their stand-ins already."""
        parts = re.split(r"(\[link \d+\])", text)
        return "".join(
            part if place % 2 else self._masker.mask(part) for place, part in enumerate(parts)
        )

    def _link(self, address: str) -> str:
        return self._links.setdefault(address, f"[link {len(self._links) + 1}]")

    def _known_names(
        self, engagements: Sequence[Engagement], hide: Sequence[str]
    ) -> list[tuple[re.Pattern[str], str]]:
        """Patterns of the names that the workspace knows, the longest first."""
        names: dict[str, str] = {}
        vendors = dict.fromkeys(one.vendor.strip() for one in engagements if one.vendor.strip())
        for place, vendor in enumerate(vendors):
            names[vendor] = f"Vendor {_letter(place)}"
        for place, one in enumerate(engagements):
            if not self._is_usual(one.name):
                names.setdefault(one.name.strip(), f"Engagement {_letter(place)}")
        for place, text in enumerate(filter(None, (text.strip() for text in hide))):
            names[text] = f"Hidden {_letter(place)}"
        longest = sorted(self._with_first_words(names).items(), key=lambda item: -len(item[0]))
        self._stand_ins = {stand_in: name for name, stand_in in names.items()}
        return [(self._pattern(name), stand_in) for name, stand_in in longest]

    def _with_first_words(self, names: dict[str, str]) -> dict[str, str]:
        """A name's first word stands for it too where it is no usual word: Brightdesk Ltd."""
        short = {
            word: stand_in
            for name, stand_in in names.items()
            if (word := name.split()[0]) != name and len(word) > 2 and not self._is_usual(word)
        }
        return {**short, **names}

    def _pattern(self, name: str) -> re.Pattern[str]:
        words = r"\s+".join(re.escape(word) for word in name.split())
        one_usual = len(name.split()) == 1 and self._is_usual(name)
        return re.compile(rf"(?<!\w){words}(?!\w)", re.NOFLAG if one_usual else re.IGNORECASE)

    def _is_usual(self, name: str) -> bool:
        return all(
            word in self._usual or word in NOT_PEOPLE
            for word in (found[0].casefold() for found in _WORD.finditer(name))
        )

    def _names(self, text: str) -> str:
        for pattern, stand_in in self._known:
            if pattern.search(text):
                self._values[stand_in] = self._stand_ins[stand_in]
                text = pattern.sub(stand_in, text)
        pieces, done = [], 0
        for start, end in self._people_in(text):
            pieces += [text[done:start], self._person(text[start:end])]
            done = end
        return "".join([*pieces, text[done:]])

    def _person(self, name: str) -> str:
        words = [found[0].casefold() for found in _WORD.finditer(name)]
        known = next((self._people[word] for word in words if word in self._people), "")
        stand_in = known or f"Name {_letter(len(set(self._people.values())))}"
        for word in words:
            self._people.setdefault(word, stand_in)
        if len(name) > len(self._values.get(stand_in, "")):
            self._values[stand_in] = name
        return stand_in

    def _people_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of each name; first and last name are one."""
        words = list(_WORD.finditer(text))
        last: tuple[int, int] | None = None
        for place, word in enumerate(words):
            follower = words[place + 1] if place + 1 < len(words) else None
            joined = last is not None and text[last[1] : word.start()] in (" ", ". ")
            if joined and last is not None and self._may_be_name(word[0]):
                last = (last[0], word.end())
            elif self._is_name(text, word, follower):
                if last:
                    yield last
                last = word.span()
            elif last:
                yield last
                last = None
        if last:
            yield last

    def _may_be_name(self, word: str) -> bool:
        low = word.casefold()
        return word[0].isupper() and low not in NOT_PEOPLE and low not in self._usual

    def _is_name(self, text: str, word: re.Match[str], follower: re.Match[str] | None) -> bool:
        low = word[0].casefold()
        if low in NOT_PEOPLE or text[word.end() : word.end() + 2].strip()[:1].isdigit():
            return False
        met = low in self._people and (word[0][0].isupper() or low not in self._usual)
        called = low not in self._usual and _TITLE.search(text[: word.start()][-6:])
        if low in FIRST_NAMES or met or called:
            return True
        if not word[0][0].isupper() or len(word[0]) < 2 or word[0].isupper():
            return False
        if not _STARTS_SENTENCE.search(text[: word.start()][-40:]):
            return low not in self._usual or low in ALSO_WORDS
        if low in self._usual:
            return False
        named = follower is not None and text[word.end() : follower.start()] == " "
        surname = named and follower is not None and self._may_be_name(follower[0])
        return surname or low not in vocabulary()


def still_private(text: str) -> tuple[str, ...]:
    """Values in a text that must not be in a case, such as after a person edited it."""
    links = [(match.start(), match.end()) for match in _LINK.finditer(text)]
    spans = [(start, end) for start, end, _ in found_in(text)] + links
    return tuple(dict.fromkeys(text[start:end] for start, end in sorted(spans)))


def _letter(place: int) -> str:
    """A, B, ... Z, A2, B2, ..."""
    times, letter = divmod(place, len(_LETTERS))
    return _LETTERS[letter] + (str(times + 1) if times else "")
