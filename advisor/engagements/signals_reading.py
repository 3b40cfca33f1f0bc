"""Reads a note sentence by sentence into the plain words that the warning signs are matched on."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from advisor.grounding.sentences import Sentence, split_sentences
from advisor.knowledge.signal_phrases import CONTRACTED
from advisor.retrieval.spelling import is_slip, with_one_missing

_LINE_WIDTH = 50
_LINE = re.compile(r"\n+")
_STOP = re.compile(r"(?<![.!?])[.!?]+[\"'\u201d\u2019)]*\s+(?=[a-z])|(?<=[a-z]{3});\s+")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|approx|vs|no|nr|st|mr|mrs|inc|ltd|co|\w)\.$"
)
_MONEY = re.compile(
    r"[$\u00a3\u20ac\u00a5\u20b9]\s?\d[\d.,]*\s?[km]?\b"
    r"|\b\d[\d.,]*\s?(?:usd|eur|gbp|aud|cad|dollars?|euros?|pounds?|quid|bucks|grand|k)\b"
)
_PER_CENT = re.compile(r"(\d+)(?:[.,]\d+)?\s?(?:%|per ?cent\b)")
_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)|\b\d{1,2}:\d\d\b")
_TOKEN = re.compile(r"[a-z0-9]*%|\$|[a-z0-9]+(?:'[a-z]+)*(?:[.,/]\d+)*|[,;:()\u2013\u2014?!.-]")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]{2,}(?:'s)?\b")
_CLAUSE = dict.fromkeys([*",;:()-", "\u2013", "\u2014"], ",") | {"!": "."}
_SHORT = {
    **dict.fromkeys(["pw", "pwd", "pwds", "pword", "pass", "passwd", "passcode"], "password"),
    "pws": "passwords",
    "ppl": "people",
    "acct": "account",
    "acc": "account",
    "u": "you",
    "ur": "your",
    "wk": "week",
    "wks": "weeks",
    "hrs": "hours",
    "hr": "hour",
    "yr": "year",
    "mth": "month",
    "mths": "months",
    "msg": "message",
    "msgs": "messages",
    "mtg": "meeting",
    "tmrw": "tomorrow",
    "thx": "thanks",
    "cos": "because",
    "cuz": "because",
    "bc": "because",
    "coz": "because",
    "mgr": "manager",
    "docs": "documents",
    "doc": "document",
    "w": "with",
    "yrs": "years",
    "def": "definitely",
    "govt": "government",
    "biz": "business",
    "inv": "invoice",
    "invs": "invoices",
    "cust": "customer",
    "custs": "customers",
    "r": "are",
    "k": "ok",
    "okay": "ok",
    "yep": "yes",
    "mon": "monday",
    "tues": "tuesday",
    "tue": "tuesday",
    "wed": "wednesday",
    "thu": "thursday",
    "thurs": "thursday",
    "fri": "friday",
    "organisation": "organization",
    "rec": "received",
}
_REWRITES = tuple(
    (re.compile(rf"\b(?:{pattern})(?= )"), plain)
    for pattern, plain in (
        (r"(do|does|did|is|are|was|were|has|have|had|would|could|should) not", r"\1nt"),
        (r"will not", "wont"),
        (r"can ?not", "cant"),
        (r"no one|noone", "nobody"),
        (r"e , mail", "email"),
        (r"e , mails", "emails"),
        (r"sub ,? ?contract(\w*)", r"subcontract\1"),
        (r"on , ?boarding", "onboarding"),
        (r"log ,? ?ins", "logins"),
        (r"log , in", "login"),
        (r"time ,? ?zone(s?)", r"timezone\1"),
        (r"up ,? ?front", "upfront"),
        (r"free lancer", "freelancer"),
        (r"hand , over", "handover"),
        (r"sign , off", "signoff"),
        (r"pass words?", "passwords"),
        (r"co , ?pilot", "copilot"),
        (r"w / o", "without"),
    )
)
_INNER_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_SLASHED = re.compile(r"\bw/o\b")
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december jan feb mar apr jun jul aug sep sept "
    "oct nov dec".split()
)


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence of a note as `plain`: lower-case words with a space before and after each one.

    `start` and `end` are its place in the note.
    """

    plain: str
    start: int
    end: int


class Vocabulary:
    """The words that a sentence may hold; others are names or slips of the pen.

    `known` are words of the guidance and of the rules, `telling` those of the rules, `beginnings`
    the first letters of words that the rules name by their beginning.
    """

    def __init__(
        self, known: Iterable[str], telling: Iterable[str], beginnings: Iterable[str]
    ) -> None:
        self._known = frozenset(known) | frozenset(telling) | _CALENDAR | frozenset(_SHORT)
        self._beginnings = frozenset(beginnings)
        self._near: dict[str, str] = {}
        for word in sorted(word for word in telling if len(word) >= 6):
            for key in with_one_missing(word):
                self._near.setdefault(key, word)
        self.corrected = lru_cache(maxsize=20_000)(self._corrected)

    def knows(self, word: str) -> bool:
        """Whether the word is an ordinary one, in any of its usual forms."""
        return (
            word in self._known
            or any(word[:size] in self._beginnings for size in range(3, len(word) + 1))
            or any(word.endswith(end) and word[: -len(end)] in self._known for end in _ENDINGS)
        )

    def _corrected(self, word: str) -> str:
        """The word of the rules that an unknown one differs from by a letter, or the word."""
        if len(word) < 6 or self.knows(word):
            return word
        near = (self._near[key] for key in with_one_missing(word) if key in self._near)
        return next((found for found in near if is_slip(word, found)), word)


_ENDINGS = ("s", "es", "d", "ed", "ing", "ly", "er", "n")


def read_note(text: str, vocabulary: Vocabulary, names: tuple[str, ...]) -> tuple[Read, ...]:
    """The sentences of a note; `names` are those of the vendor, read as "vendor"."""
    return tuple(
        Read(plain_words(sentence.text, vocabulary, names), sentence.start, sentence.end)
        for sentence in _sentences(text)
    )


def _sentences(text: str) -> Iterator[Sentence]:
    """Sentences as diaries have them: a short line ends one, so does a stop anywhere."""
    for sentence in split_sentences(text):
        start = 0
        for place in [*_breaks(sentence.text), len(sentence.text)]:
            piece = sentence.text[start:place]
            begin = sentence.start + start + len(piece) - len(piece.lstrip())
            start = place
            if piece.strip():
                yield Sentence(piece.strip(), begin, begin + len(piece.strip()))


def _breaks(text: str) -> list[int]:
    stops = [
        found.end()
        for found in _STOP.finditer(text)
        if not _ABBREVIATED.search(text[max(0, found.start() - 8) : found.start() + 1])
    ]
    lines = [found.end() for found in _LINE.finditer(text) if _ends_line(text, found)]
    return sorted({*stops, *lines})


def _ends_line(text: str, line: re.Match[str]) -> bool:
    before = text.rfind("\n", 0, line.start()) + 1
    following = text[line.end() : line.end() + 2].strip()
    return line.start() - before < _LINE_WIDTH or not following[:1].islower()


def plain_words(text: str, vocabulary: Vocabulary, names: tuple[str, ...] = ()) -> str:
    """Lower-case words without accents and apostrophes, slips corrected, names marked by "@"."""
    for name in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "vendor", text, flags=re.IGNORECASE)
    text = "".join(
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)
    )
    text = text.replace("\u2019", "'").replace("\u2018", "'")
    text = _CAPITALISED.sub(lambda found: _name_or_word(found[0], vocabulary), text).lower()
    text = _SLASHED.sub("without", text).replace("&", " and ").replace("/", " / ")
    text = _MONEY.sub(" $ ", text)
    text = _CLOCK.sub(" clock ", text)
    text = _PER_CENT.sub(r"\1% ", text)
    text = _INNER_HYPHEN.sub(" ", text)
    words = (_word(token, vocabulary) for token in _TOKENS.findall(text))
    plain = " " + "".join(f"{word} " for word in words)
    for pattern, replacement in _REWRITES:
        plain = pattern.sub(replacement, plain)
    return plain


_TOKENS = re.compile("@|" + _TOKEN.pattern)


def _name_or_word(word: str, vocabulary: Vocabulary) -> str:
    bare = word.removesuffix("'s").lower()
    if vocabulary.knows(bare) or vocabulary.corrected(bare) != bare:
        return word
    return "@"


def _word(token: str, vocabulary: Vocabulary) -> str:
    if token in _CLAUSE:
        return _CLAUSE[token]
    word = token.replace("'", "")
    if word in CONTRACTED:
        return CONTRACTED[word]
    return vocabulary.corrected(_SHORT.get(word, word))
