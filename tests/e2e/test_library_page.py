"""The library in a real browser, over a real server and the real advisor."""

import io
import re
from pathlib import Path

import docx
import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import PHONE, QUESTION, Server, Visit, Visits

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting'"),  # Gradio on pandas 3
    pytest.mark.filterwarnings("ignore:The copy keyword"),  # the same
]
TITLES = {
    "library": "Library",
    "topic/price-over-fit": "2. Cheapest over best fit",
    "point/2c": "Weighted scorecard before quotes are opened",
    "template/vendor-scorecard": "Weighted vendor scorecard",
    "trade/cleaning": "Cleaning",
    "term/retainer": "Retainer",
    "glossary": "Glossary",
    "prices": "Price models",
    "exit": "Exit plan",
    "own": "Your own guidance",
}


def heading(visit: Visit) -> Locator:
    return visit.page.locator("#oa-leaf h2")


def search(visit: Visit) -> Locator:
    return visit.page.get_by_role("searchbox", name="Search the library")


def upload(visit: Visit, name: str, data: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    visit.page.locator("#oa-own-file").set_input_files(files=[file])  # type: ignore[list-item]


def said(visit: Visit) -> Locator:
    return visit.page.locator("#oa-own-said")


def complaint(visit: Visit) -> Locator:
    return visit.page.locator("#oa-own-errors")


def test_the_two_views_are_one_click_apart_and_the_conversation_stays(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.page.get_by_role("link", name="Library", exact=True).click()
    expect(heading(visit)).to_have_text("Library")
    expect(heading(visit)).to_be_focused()
    expect(visit.box).to_be_hidden()
    expect(visit.page).to_have_title("Library · Outsourcing Advisor")
    visit.page.get_by_role("link", name="Ask", exact=True).click()
    expect(visit.answers).to_have_count(1)
    expect(visit.box).to_be_visible()
    expect(visit.page).to_have_title("Outsourcing Advisor")


def test_every_kind_of_permanent_link_opens_its_page(visits: Visits) -> None:
    visit = visits(at="#/library")
    for route, title in TITLES.items():
        visit.page.goto("about:blank")
        visit.page.goto(f"{visit.address}#/{route}")
        expect(heading(visit)).to_have_text(title, timeout=20_000)
        current = visit.page.locator(".oa-views a[aria-current=page]")
        expect(current).to_have_text("Library")


def test_a_link_to_nothing_says_so(visits: Visits) -> None:
    visit = visits(at="#/point/99z")
    expect(heading(visit)).to_have_text("Not found")
    expect(visit.page.locator("#oa-leaf")).to_contain_text("no such page")


def test_back_and_forward_walk_through_the_library_and_keep_the_place(visits: Visits) -> None:
    visit = visits(at="#/library")
    visit.page.get_by_role("link", name="Glossary", exact=True).click()
    expect(heading(visit)).to_have_text("Glossary")
    term = visit.page.locator("#oa-leaf").get_by_role("link", name="retainer", exact=True)
    term.click()
    expect(heading(visit)).to_have_text("Retainer")
    visit.page.go_back()
    expect(heading(visit)).to_have_text("Glossary")
    expect(term).to_be_in_viewport()
    expect(term).to_be_focused()
    visit.page.go_back()
    expect(heading(visit)).to_have_text("Library")
    visit.page.go_forward()
    expect(heading(visit)).to_have_text("Glossary")


def test_search_answers_while_typing_and_leads_to_a_page_and_back(visits: Visits) -> None:
    visit = visits(at="#/library")
    search(visit).press_sequentially("retain", delay=20)
    count = visit.page.locator("#oa-count")
    expect(count).to_have_text(re.compile(r"^\d+ results?$"))
    expect(search(visit)).to_be_focused()
    expect(visit.page.locator(".oa-result mark").first).to_have_text("Retainer")
    search(visit).press("Enter")
    first = visit.page.locator(".oa-result").first
    expect(first).to_be_focused()
    visit.page.keyboard.press("Enter")
    expect(heading(visit)).to_have_text("Retainer")
    expect(search(visit)).to_have_value("")
    visit.page.go_back()
    expect(search(visit)).to_have_value("retain")
    expect(first).to_be_visible()
    visit.page.go_back()
    expect(heading(visit)).to_have_text("Library")


def test_a_search_without_a_result_says_so_and_clearing_it_shows_the_library(
    visits: Visits,
) -> None:
    visit = visits(at="#/library")
    search(visit).fill("zebra <img src=x onerror='window.broken=1'>")
    expect(heading(visit)).to_contain_text("<img src=x")
    assert visit.page.evaluate("window.broken") is None
    search(visit).fill("zebra")
    expect(visit.page.locator("#oa-count")).to_have_text("Nothing found")
    search(visit).fill("")
    expect(heading(visit)).to_have_text("Library")
    expect(visit.page.locator("#oa-count")).to_be_empty()


def test_a_citation_opens_its_point_and_back_returns_to_the_answer(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.answers.first.get_by_role("button", name="Show source 1").first.click()
    card = visit.page.locator(".oa-source[open]").first
    title = card.locator(".oa-source-title strong").inner_text()
    card.get_by_role("link", name="Open in library").click()
    expect(heading(visit)).to_have_text(title)
    visit.page.go_back()
    expect(visit.answers.first).to_be_visible()
    expect(card).to_be_visible()


def test_the_template_of_an_answer_opens_in_the_library(visit: Visit) -> None:
    visit.ask("How do I compare three quotes fairly?")
    link = visit.answers.first.locator(".oa-template a")
    title = link.inner_text()
    link.click()
    expect(heading(visit)).to_have_text(title)


def test_a_form_made_from_the_conversation_is_shown_and_saved(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.ask("Make me the weighted vendor scorecard.")
    card = visit.answers.last.locator(".oa-card")
    expect(card.locator(".oa-blank").first).to_be_visible()
    with visit.page.expect_download() as waiting:
        card.get_by_role("button", name="Excel").click()
    assert waiting.value.suggested_filename == "vendor-scorecard-filled.xlsx"
    data = Path(waiting.value.path()).read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert len(book.sheetnames) > 1
    card.get_by_role("link", name="See the blank form").click()
    expect(heading(visit)).to_have_text("Weighted vendor scorecard")


def test_a_link_to_a_point_is_copied(visits: Visits) -> None:
    visit = visits(at="#/point/2c", permissions=["clipboard-read", "clipboard-write"])
    visit.page.get_by_role("button", name="Copy link to Weighted scorecard").click()
    expect(visit.page.get_by_text("Copied", exact=True)).to_be_visible()
    address = visit.page.evaluate("navigator.clipboard.readText()")
    assert address == f"{visit.address}#/point/2c"


@pytest.mark.parametrize(
    ("name", "suffix"), [("Markdown", ".md"), ("Word", ".docx"), ("Excel", ".xlsx")]
)
def test_a_template_is_saved_in_memory_and_opens(visits: Visits, name: str, suffix: str) -> None:
    visit = visits(at="#/template/vendor-scorecard")
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name=name, exact=True).click()
    assert waiting.value.suggested_filename == f"vendor-scorecard{suffix}"
    assert waiting.value.url.startswith("blob:")
    assert not any("/file=" in url for url in visit.requests)
    data = Path(waiting.value.path()).read_bytes()
    if suffix == ".md":
        assert "# Weighted vendor scorecard" in data.decode()
    elif suffix == ".docx":
        assert docx.Document(io.BytesIO(data)).tables
    else:
        assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames


def test_points_of_a_topic_open_in_place_and_the_letters_of_the_glossary_jump(
    visits: Visits,
) -> None:
    visit = visits(at="#/topic/price-over-fit")
    point = visit.page.locator("#oa-point-2c")
    point.locator("summary").first.click()
    expect(point.get_by_text("Share 100 points among the criteria")).to_be_visible()
    point.get_by_text("In your trade").click()
    expect(point.get_by_text("An IT support scorecard")).to_be_visible()
    visit.page.get_by_role("link", name="Glossary", exact=True).click()
    visit.page.get_by_role("button", name="To letter S").click()
    expect(visit.page.get_by_role("heading", name="S", exact=True)).to_be_in_viewport()


def test_an_own_document_is_added_cited_and_removed(visit: Visit) -> None:
    visit.page.get_by_role("link", name="Library", exact=True).click()
    visit.page.get_by_role("link", name="Your own guidance", exact=True).click()
    expect(visit.page.get_by_text("No documents yet.")).to_be_visible()
    text = b"# Purchasing rules\n\nEvery new cleaning company must show its liability insurance."
    upload(visit, "rules <b>.md", text)
    expect(said(visit)).to_contain_text("Added rules <b>.md: 1 passage.")
    expect(visit.page.locator(".oa-own-item")).to_contain_text("Purchasing rules")
    upload(visit, "rules <b>.md", text)
    expect(said(visit)).to_contain_text("was there already")
    visit.page.get_by_role("link", name="Ask", exact=True).click()
    visit.ask("Must a new cleaning company show liability insurance?")
    source = visit.page.locator("#oa-sources")
    expect(source).to_contain_text("Your guidance · Purchasing rules")
    visit.page.goto(f"{visit.address}#/own")
    visit.page.get_by_role("button", name="Remove rules <b>.md").click()
    visit.page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(visit.page.locator(".oa-own-item")).to_have_count(1)
    visit.page.get_by_role("button", name="Remove rules <b>.md").click()
    visit.page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
    expect(visit.page.get_by_text("No documents yet.")).to_be_visible()
    expect(said(visit)).to_contain_text("Removed rules <b>.md.")


def test_files_that_cannot_be_used_are_explained_and_nothing_is_kept(
    visits: Visits, server: Server
) -> None:
    visit = visits(at="#/own")
    expect(heading(visit)).to_be_visible()
    upload(visit, "photo.jpg", b"\xff\xd8\xff")
    expect(complaint(visit)).to_contain_text("photo.jpg is of a kind that cannot be read")
    upload(visit, "empty.md", b"")
    expect(complaint(visit)).to_contain_text("empty.md is empty")
    upload(visit, "broken.pdf", b"%PDF-1.7 and no more")
    expect(complaint(visit)).to_contain_text("broken.pdf")
    sent = len([url for url in visit.requests if "component_server" in url])
    upload(visit, "large.txt", b"a" * 20_000_001)
    expect(complaint(visit)).to_contain_text("large.txt is too large: 21 MB")
    assert len([url for url in visit.requests if "component_server" in url]) == sent
    assert not any("/upload" in url for url in visit.requests)
    assert server.advisor.own_guidance.list(workspace="default") == ()


def test_a_phone_reaches_everything_without_sideways_scrolling(visits: Visits) -> None:
    visit = visits(at="#/library", viewport=PHONE, has_touch=True)
    for route, title in TITLES.items():
        visit.page.evaluate(f"location.hash = '#/{route}'")
        expect(heading(visit)).to_have_text(title)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        inside = "document.querySelector('#oa-library')"
        assert visit.page.evaluate(f"{inside}.scrollWidth <= {inside}.clientWidth")
    visit.page.get_by_role("link", name="Ask", exact=True).click()
    expect(visit.box).to_be_visible()


def test_the_keyboard_alone_reaches_a_template(visits: Visits) -> None:
    visit = visits(at="#/library")
    search(visit).focus()
    visit.page.keyboard.type("paid trial plan")
    expect(visit.page.locator(".oa-result").first).to_contain_text("trial")
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Enter")
    expect(heading(visit)).to_be_focused()
    for _ in range(12):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("document.activeElement.dataset.format") == "docx":
            break
    with visit.page.expect_download() as waiting:
        visit.page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".docx")


def test_only_the_open_page_is_printed_with_everything_unfolded(visits: Visits) -> None:
    visit = visits(at="#/topic/price-over-fit")
    expect(heading(visit)).to_be_visible()
    visit.page.emulate_media(media="print")
    visit.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for hidden in ("#oa-header", ".oa-lib-side", ".oa-crumbs", "#oa-shell"):
        expect(visit.page.locator(hidden)).to_be_hidden()
    expect(visit.page.get_by_text("An IT support scorecard")).to_be_visible()
    height = visit.page.evaluate("document.documentElement.scrollHeight")
    assert height > 3000
    visit.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert visit.page.locator("#oa-leaf details[open]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_library(visits: Visits, scheme: str) -> None:
    visit = visits(at="#/library", color_scheme=scheme)
    for route in (*TITLES, "search/scorecard"):
        visit.page.evaluate(f"location.hash = '#/{route}'")
        expect(visit.page.locator(f'#oa-leaf[data-route="{route}"]')).to_be_visible()
        for part in visit.page.locator("#oa-leaf details").all()[:2]:
            part.evaluate("element => { element.open = true; }")
        assert serious(visit) == [], route


def serious(visit: Visit) -> list[str]:
    found = Axe().run(visit.page).response["violations"]
    return [
        f"{item['id']}: {item['nodes'][0]['html'][:160]}"
        for item in found
        if item["impact"] in {"serious", "critical"}
    ]
