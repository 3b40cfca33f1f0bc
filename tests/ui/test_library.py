"""The pages of the library and what its buttons do."""

import base64
import io
import re
from html import escape, unescape

import docx
import openpyxl
import pytest

from advisor.errors import AdvisorError, InputError, NotFoundError
from advisor.knowledge import slug
from advisor.ui.library_frame import frame_html
from advisor.ui.library_handlers import LibraryHandlers
from advisor.ui.library_own import MAX_UPLOAD_BYTES
from advisor.ui.views import Leaf
from tests.ui.fake_advisor import FakeAdvisor, real_library, real_reference

OURS, THEIRS = "ours", "theirs"
LIBRARY, REFERENCE = real_library(), real_reference()
ROUTES = [
    *("library", "topics", "templates", "trades", "glossary", "prices", "exit", "own"),
    *(f"topic/{name}" for name in LIBRARY.topic_by_id),
    *(f"point/{name}" for name in LIBRARY.points),
    *(f"template/{name}" for name in REFERENCE.templates),
    *(f"trade/{name}" for name in REFERENCE.trades),
    *(f"term/{slug(name)}" for name in REFERENCE.terms),
    *(f"prices/{name}" for name in REFERENCE.price_models),
    *(f"exit/{name}" for name in REFERENCE.exit_parts),
    "search/scorecard",
]


def page(library: LibraryHandlers, route: str) -> Leaf:
    return library.page(route, workspace=OURS)


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_every_link_in_the_library_leads_to_a_page_of_it(library: LibraryHandlers) -> None:
    linked = set(re.findall(r'href="#/([^"]+)"', frame_html()))
    for route in ROUTES:
        linked |= set(re.findall(r'href="#/([^"]+)"', page(library, route).html))
    assert linked - {"ask"} >= set(ROUTES) - {"search/scorecard"}
    for route in linked - {"ask"}:
        assert page(library, route).html


def test_every_page_has_one_main_heading_a_title_and_a_place_in_the_menu(
    library: LibraryHandlers,
) -> None:
    for route in ROUTES:
        leaf = page(library, route)
        assert leaf.html.count("<h2") == 1
        assert leaf.title
        if not route.startswith("search"):
            assert f'data-section="{leaf.section}"' in frame_html()


def test_a_page_has_each_id_once_and_jumps_only_within_itself(library: LibraryHandlers) -> None:
    for route in ROUTES:
        leaf = page(library, route)
        ids = re.findall(r'\bid="([^"]+)"', leaf.html)
        assert len(ids) == len(set(ids))
        targets = re.findall(r'data-target="([^"]+)"', leaf.html)
        assert set(targets) <= set(ids)
        assert leaf.target in {"", *ids}


@pytest.mark.parametrize(
    "route", ["", "point", "point/99z", "topic/none", "prices/none", "own/x", "a/b/c"]
)
def test_an_unknown_page_is_not_found(library: LibraryHandlers, route: str) -> None:
    with pytest.raises(NotFoundError, match="no such page"):
        page(library, route)


def test_a_point_shows_its_text_examples_sources_and_dated_facts(library: LibraryHandlers) -> None:
    for point in LIBRARY.points.values():
        shown = text(page(library, f"point/{point.point_id}").html)
        for sentence in (*point.sentences, *point.examples.values()):
            assert " ".join(sentence.split()) in shown
        for name in point.facts:
            fact = REFERENCE.facts[name]
            assert fact.statement in shown
            assert "As of " in shown
            for source in fact.sources:
                assert LIBRARY.sources[source].title in shown


def test_a_topic_shows_all_its_points_each_with_its_permanent_link(
    library: LibraryHandlers,
) -> None:
    for topic in LIBRARY.topics:
        html = page(library, f"topic/{topic.topic_id}").html
        for point in topic.points:
            assert f'data-href="#/point/{point.point_id}"' in html
            assert escape(point.sentences[-1]) in html


def test_a_trade_shows_every_part_of_its_guide(library: LibraryHandlers) -> None:
    for guide in REFERENCE.trades.values():
        shown = text(page(library, f"trade/{guide.trade_id}").html).replace(" :", ":")
        parts = (guide.outcome, guide.measures, guide.trap, guide.never, guide.first_month)
        for sentence in (sentence for part in parts for sentence in part):
            assert sentence in shown
        assert "Example brief" in shown


def test_a_template_shows_form_and_example_and_offers_excel_only_for_tables(
    library: LibraryHandlers,
) -> None:
    for template in REFERENCE.templates.values():
        html = page(library, f"template/{template.template_id}").html
        assert template.who in text(html)
        assert f"About {template.minutes} minutes" in html
        assert "Filled example" in html
        formats = re.findall(r'data-format="(\w+)"', html)
        assert formats == ["md", "docx"] + ["xlsx"] * (template.kind == "table")


def test_each_template_is_saved_in_the_formats_that_are_offered(library: LibraryHandlers) -> None:
    saved = library.download("vendor-scorecard", "md")
    assert saved.name == "vendor-scorecard.md"
    assert "[vendor]" in base64.b64decode(saved.content).decode()
    word = docx.Document(
        io.BytesIO(base64.b64decode(library.download("goals-sheet", "docx").content))
    )
    assert any("Goals and KPI sheet" in part.text for part in word.paragraphs)
    sheet = library.download("vendor-scorecard", "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(sheet.content)))
    assert len(book.sheetnames) > 1


@pytest.mark.parametrize(
    ("name", "kind"), [("brief-sow", "xlsx"), ("brief-sow", "pdf"), ("no", "md")]
)
def test_what_cannot_be_saved_is_explained(library: LibraryHandlers, name: str, kind: str) -> None:
    with pytest.raises(AdvisorError, match=r"Choose|no such page"):
        library.download(name, kind)


def test_terms_stand_in_order_under_their_letters(library: LibraryHandlers) -> None:
    html = page(library, "glossary").html
    names = [unescape(name) for name in re.findall(r"<dt><a [^>]*>(.*?)</a></dt>", html)]
    assert names == sorted(names, key=str.casefold)
    assert len(names) == len(REFERENCE.terms)


def test_a_price_model_and_an_exit_part_are_opened_in_place(library: LibraryHandlers) -> None:
    assert page(library, "prices/retainer").target == "oa-price-retainer"
    assert page(library, "exit/export").target == "oa-exit-export"


def test_an_own_document_is_added_listed_found_and_removed(
    library: LibraryHandlers, fake: FakeAdvisor
) -> None:
    added = library.add("Rules <b>.md", encoded(b"# House rules\n\nPay on Friday."), workspace=OURS)
    assert "Added Rules" in added.said
    assert "<b>" not in added.html
    assert "Rules &lt;b&gt;.md" in page(library, "own").html
    assert "House rules" in page(library, "own").html
    assert "1 passage " in added.html
    assert "#/own" in page(library, "search/house rules").html
    (document,) = fake.own_guidance.list(workspace=OURS)
    removed = library.remove(document.document_id, workspace=OURS)
    assert removed.said == "Removed Rules <b>.md."
    assert "No documents yet." in removed.html


def test_own_documents_of_another_workspace_are_neither_seen_nor_removed(
    library: LibraryHandlers, fake: FakeAdvisor
) -> None:
    library.add("secret.txt", encoded(b"Theirs alone."), workspace=THEIRS)
    assert "secret" not in page(library, "own").html
    assert "#/own" not in page(library, "search/secret.txt").html
    (document,) = fake.own_guidance.list(workspace=THEIRS)
    with pytest.raises(NotFoundError):
        library.remove(document.document_id, workspace=OURS)
    assert len(fake.own_guidance.list(workspace=THEIRS)) == 1


def test_the_same_document_twice_is_said_to_be_there_already(library: LibraryHandlers) -> None:
    library.add("a.txt", encoded(b"Pay on Friday."), workspace=OURS)
    again = library.add("a.txt", encoded(b"Pay on Friday."), workspace=OURS)
    assert again.said == "a.txt was there already."
    assert again.html.count('class="oa-own-item"') == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", "", "is empty"),
        ("photo.jpg", encoded(b"\xff\xd8\xff"), "cannot be read"),
        ("cut.md", "%%%", "did not arrive whole"),
        ("broken.docx", encoded(b"PK not a zip"), "broken.docx"),
        ("big.txt", encoded(b"a" * (MAX_UPLOAD_BYTES + 1)), "too large for the page"),
    ],
)
def test_a_file_that_cannot_be_used_is_explained(
    library: LibraryHandlers, name: str, content: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        library.add(name, content, workspace=OURS)
