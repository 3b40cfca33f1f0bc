"""Puts the quotes of a draft to the sentences that rest on them."""

import re
from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from advisor.retrieval.text import words

MAX_QUOTES = 8
_REPEATS = 3
_REMEMBERED = 512
_APART = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class DraftQuote:
    """Words that the model says it copied, and the mark (`2`, `N1`) it gave, or an empty one.

    `text` is empty where it named a passage and copied nothing. Neither is to be trusted.
    """

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence of a draft, free of marks, Markdown and HTML; not `complete` where it is cut."""

    text: str
    quotes: tuple[DraftQuote, ...] = ()
    heading: str = ""
    complete: bool = True


class Shelf:
    """Holds the quotes that wait for their sentence, and a sentence that waits for its quotes.

    A sentence with quotes before it is given out at once. One without waits for the next line,
    because some models write the quotes behind: the shared words decide whose such quotes are.
    """

    def __init__(self) -> None:
        self._quotes: list[DraftQuote] = []
        self._held: DraftSentence | None = None
        self._heading = ""
        self._given = 0
        self._gap_before = self._gap_behind = False
        self._idle: Counter[str] = Counter()
        self._seen: OrderedDict[str, int] = OrderedDict()

    @property
    def waiting(self) -> bool:
        """Whether a sentence waits to see if quotes follow."""
        return self._held is not None and not self._quotes

    @property
    def stuck(self) -> bool:
        """Whether the same quote or heading came three times without a sentence."""
        return any(count >= _REPEATS for count in self._idle.values())

    def count(self, text: str) -> int:
        """How often a sentence has been given out of late, with this time."""
        key = _APART.sub(" ", text.casefold()).strip()
        count = self._seen.pop(key, 0) + 1
        self._seen[key] = count
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return count

    def quote(self, quote: DraftQuote) -> None:
        """Keep a quote for the next sentence, or for the last."""
        self._note(quote.text)
        if quote not in self._quotes and len(self._quotes) < MAX_QUOTES:
            self._quotes.append(quote)

    def heading(self, text: str) -> Iterator[DraftSentence]:
        """A heading for what follows; quotes before it belong to the sentence before them."""
        self._note(text)
        yield from self.clear()
        self._heading = text

    def blank(self) -> None:
        """An empty line: it parts a sentence from quotes that are not its own."""
        if self._quotes:
            self._gap_behind = True
        else:
            self._gap_before = True

    def sentence(self, sentence: DraftSentence) -> Iterator[DraftSentence]:
        """Take the next sentence; its `quotes` are the marks that stood in it."""
        self._idle.clear()
        if self._held is not None:
            if self._quotes and not self._is_behind(self._held, sentence):
                quotes, self._quotes = self._quotes, []
                yield from self.clear()
                self._quotes = quotes
            else:
                yield from self.clear()
        quoted = replace(sentence, quotes=(*self._quotes, *sentence.quotes), heading=self._heading)
        if self._quotes:
            yield self._give(quoted)
        else:
            self._held = quoted

    def end_line(self) -> None:
        """The quotes were those of the sentences on this line."""
        self._quotes = []
        self._gap_before = self._gap_behind = False

    def clear(self) -> Iterator[DraftSentence]:
        """Give out the sentence that waits, with the quotes behind it that share its words."""
        if self._held is None:
            return
        held, self._held = self._held, None
        if self._quotes and _shared(self._quotes, held) > 0:
            held = replace(held, quotes=(*self._quotes, *held.quotes))
            self.end_line()
        yield self._give(held)

    def end(self) -> Iterator[DraftSentence]:
        """What is left; a draft of nothing but quotes is given out as its quotes."""
        yield from self.clear()
        if not self._given:
            for quote in self._quotes:
                yield self._give(DraftSentence(quote.text, (quote,), self._heading))

    def _give(self, sentence: DraftSentence) -> DraftSentence:
        self._given += 1
        return sentence

    def _is_behind(self, held: DraftSentence, following: DraftSentence) -> bool:
        """Whether the quotes between two sentences belong to the first."""
        first, second = _shared(self._quotes, held), _shared(self._quotes, following)
        if first == second:
            return self._gap_behind and not self._gap_before
        return first > second

    def _note(self, line: str) -> None:
        if line in self._idle or len(self._idle) < _REMEMBERED:
            self._idle[line] += 1


def _shared(quotes: list[DraftQuote], sentence: DraftSentence) -> float:
    """The share of the sentence's words that stand in the quotes."""
    wanted = set(words(sentence.text))
    have = {word for quote in quotes for word in words(quote.text)}
    return len(wanted & have) / len(wanted) if wanted else 0.0
