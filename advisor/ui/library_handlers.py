"""What the library shows and does, over plain values and without Gradio."""

import base64
import binascii
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TypeVar

from advisor.domain.reference import Term
from advisor.errors import InputError, NotFoundError
from advisor.knowledge import slug
from advisor.ui import library_guidance as guidance
from advisor.ui import library_reference as pages
from advisor.ui.downloads import template_download
from advisor.ui.library_own import MAX_UPLOAD_BYTES, added_text, own_leaf, own_list
from advisor.ui.library_search import Entry, entries_of, own_entries, search_leaf
from advisor.ui.views import AskingAdvisor, Download, Exports, Leaf, OwnChange

_T = TypeVar("_T")
_MAX_QUERY = 200


class LibraryHandlers:
    """The library of one advisor; every use of own documents names the workspace."""

    def __init__(self, advisor: AskingAdvisor, *, exports: Exports) -> None:
        self._library = advisor.library
        self._reference = advisor.reference
        self._own = advisor.own_guidance
        self._exports = exports

    def page(self, route: str, *, workspace: str) -> Leaf:
        """The page at a route such as `point/2c`; `NotFoundError` where there is none."""
        kind, _, name = route.partition("/")
        if kind == "search":
            return self._search(name, workspace)
        if kind == "own" and not name:
            return own_leaf(self._own.list(workspace=workspace))
        if kind in self._one and name:
            return self._one[kind](name)
        if kind in self._all and not name:
            return self._all[kind]()
        raise _no_page()

    def download(self, template_id: str, kind: str) -> Download:
        """A blank template as a file."""
        template = _get(self._reference.templates, template_id)
        return template_download(template, None, kind, self._exports)

    def add(self, name: str, content: str, *, workspace: str) -> OwnChange:
        """Add a document, its bytes in base64; `AdvisorError` says why it cannot be used."""
        try:
            data = base64.b64decode(content, validate=True)
        except (binascii.Error, ValueError) as error:
            raise InputError(f"{name} did not arrive whole. Add it again.") from error
        if len(data) > MAX_UPLOAD_BYTES:
            raise InputError(
                f"{name} is too large for the page, which takes "
                f"{MAX_UPLOAD_BYTES // 1_000_000} MB. Add it with `advisor knowledge add FILE`."
            )
        added = self._own.add(name, data, workspace=workspace)
        return self._changed(added_text(added), workspace)

    def remove(self, document_id: str, *, workspace: str) -> OwnChange:
        """Forget a document; answers no longer cite it."""
        names = {item.document_id: item.name for item in self._own.list(workspace=workspace)}
        self._own.remove(document_id, workspace=workspace)
        return self._changed(f"Removed {names.get(document_id, 'the document')}.", workspace)

    def _changed(self, said: str, workspace: str) -> OwnChange:
        return OwnChange(html=own_list(self._own.list(workspace=workspace)), said=said)

    def _search(self, query: str, workspace: str) -> Leaf:
        own = own_entries(self._own.list(workspace=workspace))
        return search_leaf(query[:_MAX_QUERY], (*self._entries, *own))

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return entries_of(self._library, self._reference)

    @cached_property
    def _terms(self) -> dict[str, Term]:
        return {slug(term.term): term for term in self._reference.terms.values()}

    @cached_property
    def _all(self) -> dict[str, Callable[[], Leaf]]:
        library, reference = self._library, self._reference
        return {
            "library": lambda: guidance.overview_leaf(library, reference),
            "topics": lambda: guidance.topics_leaf(library),
            "templates": lambda: pages.templates_leaf(reference),
            "trades": lambda: pages.trades_leaf(reference),
            "glossary": lambda: pages.glossary_leaf(reference),
            "prices": lambda: pages.prices_leaf(reference, library),
            "exit": lambda: pages.exit_leaf(reference),
        }

    @cached_property
    def _one(self) -> dict[str, Callable[[str], Leaf]]:
        library, reference = self._library, self._reference
        trades = {str(trade): guide for trade, guide in reference.trades.items()}

        def chosen(items: Mapping[str, object], name: str) -> str:
            _get(items, name)
            return name

        return {
            "topic": lambda name: guidance.topic_leaf(
                _get(library.topic_by_id, name), library, reference
            ),
            "point": lambda name: guidance.point_leaf(
                _get(library.points, name), library, reference
            ),
            "template": lambda name: pages.template_leaf(_get(reference.templates, name), library),
            "trade": lambda name: pages.trade_leaf(_get(trades, name), library, reference),
            "term": lambda name: pages.term_leaf(_get(self._terms, name), library, reference),
            "prices": lambda name: pages.prices_leaf(
                reference, library, chosen(reference.price_models, name)
            ),
            "exit": lambda name: pages.exit_leaf(reference, chosen(reference.exit_parts, name)),
        }


def _get(items: Mapping[str, _T], name: str) -> _T:
    if name not in items:
        raise _no_page()
    return items[name]


def _no_page() -> NotFoundError:
    return NotFoundError("There is no such page in the library. Look it up with the search.")
