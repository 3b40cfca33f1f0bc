"""Search over the library: every word must begin a word of the entry; titles weigh most."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from advisor.domain import Library
from advisor.domain.own_guidance import OwnDocument
from advisor.domain.reference import Reference
from advisor.knowledge import slug
from advisor.ui.library_parts import capital, href
from advisor.ui.views import Leaf

_SHOWN = 50
_MAX_WORDS = 12
_SNIPPET = 200
_TELLING = 3
_IDLE = frozenset(
    "a an and are can do does for how i in is it me my of on or our should the to we what when "
    "where which who with you your".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page that can be found.

    `names` are its titles, `also` other words for it, `held` its texts; these three are folded.
    """

    route: tuple[str, ...]
    kind: str
    title: str
    names: str
    also: str
    held: str
    texts: tuple[str, ...]


def entries_of(library: Library, reference: Reference) -> tuple[Entry, ...]:
    """Every page of the library; of equals, the earlier is shown first."""
    return (*_topics(library), *_reference(library, reference), *_points(library))


def own_entries(documents: Iterable[OwnDocument]) -> tuple[Entry, ...]:
    """The firm's own documents, found by their names."""
    return tuple(
        _entry(("own",), "Your guidance", item.name, names=item.title, texts=(item.title,))
        for item in documents
    )


def search_leaf(query: str, entries: Sequence[Entry]) -> Leaf:
    """The entries that hold every word of the query, or else some, best first."""
    words = words_of(query)
    every = _found(entries, words, every=True)
    telling = [word for word in words if len(word) >= _TELLING]
    found = every or _found(entries, telling, every=False)
    said = f"“{' '.join(query.split())}”"
    shown = "".join(_result(entry, words) for entry in found[:_SHOWN])
    some = "" if every else '<p class="oa-lead">No page has all the words; these have some.</p>'
    body = f'{some}<ul class="oa-results">{shown}</ul>' if found else _nothing()
    title = f"Results for {said}" if found else f"Nothing found for {said}"
    html = f'<div class="oa-leaf-head"><h2 tabindex="-1">{escape(title)}</h2></div>{body}'
    return Leaf(title=f"Search: {said}", html=html, section="search", count=_count(len(found)))


def _found(entries: Sequence[Entry], words: Sequence[str], *, every: bool) -> list[Entry]:
    scored = [(_score(entry, words, every=every), entry) for entry in entries]
    ranked = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
    return [entry for _, entry in ranked]


def words_of(text: str) -> tuple[str, ...]:
    """The words to look for; those that say nothing count only where there is no other."""
    words = tuple(dict.fromkeys(_fold(text).split()))[:_MAX_WORDS]
    return tuple(word for word in words if word not in _IDLE) or words


def _topics(library: Library) -> Iterator[Entry]:
    for topic in library.topics:
        yield _entry(
            ("topic", topic.topic_id),
            "Topic",
            topic.title,
            also=(*topic.also_called, topic.about),
            texts=(topic.summary,),
        )


def _points(library: Library) -> Iterator[Entry]:
    for point in library.points.values():
        yield _entry(
            ("point", point.point_id),
            f"Point {point.point_id}",
            point.title,
            also=(point.asks,),
            texts=(*point.sentences, *point.examples.values()),
        )


def _reference(library: Library, reference: Reference) -> Iterator[Entry]:
    for template in reference.templates.values():
        texts = (*template.opening.splitlines(), template.who)
        route = ("template", template.template_id)
        yield _entry(route, "Template", template.title, also=template.asked_as, texts=texts)
    for trade_id, guide in reference.trades.items():
        parts = (guide.outcome, guide.measures, guide.trap, guide.never, guide.first_month)
        texts = tuple(line for part in parts for line in part)
        also = library.trades[trade_id].words
        yield _entry(("trade", trade_id), "Trade", capital(guide.title), also=also, texts=texts)
    for term in reference.terms.values():
        title, names = capital(term.term), " ".join(term.also)
        texts = (term.definition, term.example)
        yield _entry(("term", slug(term.term)), "Glossary", title, names=names, texts=texts)
    for model in reference.price_models.values():
        texts = (model.fits, model.watch, model.clash, model.ask_before_signing)
        yield _entry(("prices", model.model_id), "Price model", model.title, texts=texts)
    for part in reference.exit_parts.values():
        yield _entry(("exit", part.part_id), "Exit plan", part.title, texts=(part.what, part.write))


def _entry(
    route: tuple[str, ...],
    kind: str,
    title: str,
    *,
    names: str = "",
    also: Iterable[str] = (),
    texts: tuple[str, ...],
) -> Entry:
    return Entry(
        route=route,
        kind=kind,
        title=title,
        names=f" {_fold(f'{title} {names} {kind}')} ",
        also=f" {_fold(' '.join(also))} ",
        held=f" {_fold(' '.join(texts))} ",
        texts=tuple(filter(None, texts)),
    )


def _score(entry: Entry, words: Sequence[str], *, every: bool) -> float:
    """0 where no word is there, or where one is missing and `every` one is wanted."""
    total = 0.0
    for word in words:
        best = max(
            weight * _match(word, held)
            for weight, held in ((10, entry.names), (5, entry.also), (1, entry.held))
        )
        if every and not best:
            return 0.0
        total += best
    phrase = f" {' '.join(words)} "
    begins = bool(words) and entry.names.startswith(phrase)
    return total + (5 if begins else 0) + (20 if phrase == f" {_fold(entry.title)} " else 0)


def _match(word: str, held: str) -> float:
    """1 for the whole word, less for its beginning or its singular."""
    if f" {word} " in held:
        return 1.0
    if f" {word}" in held:
        return 0.7
    singular = word.removesuffix("s")
    return 0.6 if len(singular) > 2 and f" {singular} " in held else 0.0


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"[\u0300-\u036f'\u2019]", "", plain)))


def _result(entry: Entry, words: Sequence[str]) -> str:
    lines = [line for line in entry.texts if _has(line, words)]
    line = lines[0] if lines else entry.texts[0] if entry.texts else ""
    snippet = line if len(line) <= _SNIPPET else f"{line[:_SNIPPET].rsplit(' ', 1)[0]} …"
    return (
        f'<li><a class="oa-result" href="{escape(href(*entry.route))}">'
        f'<span class="oa-kicker">{escape(entry.kind)}</span>'
        f"<strong>{_marked(entry.title, words)}</strong>"
        f'<span class="oa-card-text">{_marked(snippet, words)}</span></a></li>'
    )


def _has(line: str, words: Sequence[str]) -> bool:
    held = f" {_fold(line)} "
    return any(_match(word, held) for word in words)


def _marked(text: str, words: Sequence[str]) -> str:
    """The text with the words that match marked."""
    parts = re.split(r"([\w'\u2019]+)", text)
    return "".join(
        f"<mark>{escape(part)}</mark>"
        if number % 2 and any(_match(word, f" {_fold(part)} ") for word in words)
        else escape(part)
        for number, part in enumerate(parts)
    )


def _nothing() -> str:
    return (
        '<p class="oa-lead">Try fewer or other words, browse the <a href="#/library">library</a>, '
        'or <a href="#/ask">ask the advisor</a>.</p>'
    )


def _count(found: int) -> str:
    if found == 0:
        return "Nothing found"
    if found > _SHOWN:
        return f"{found} results, the best {_SHOWN} shown"
    return f"{found} result{'' if found == 1 else 's'}"
