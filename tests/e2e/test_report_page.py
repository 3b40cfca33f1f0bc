"""The report of the evals in a real browser: filters, search, links, and nothing that runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from evals.html_report import write_html
from tests.e2e.conftest import DESKTOP, PHONE
from tests.evals.test_reports import BASELINE, case, run_of


@pytest.fixture
def address(tmp_path: Path) -> str:
    run = run_of(case(1, 0.0), case(2, 1.0), case(3, 0.0), case(4, 1.0))
    write_html(run, tmp_path / "r.html", baselines={"mine": BASELINE}, earlier=[])
    return (tmp_path / "r.html").as_uri()


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A window without a network, in which no script may fail."""
    size: ViewportSize = request.param
    context = browser.new_context(viewport=size, offline=True)
    opened, errors = context.new_page(), list[str]()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


def shown(page: Page) -> list[str]:
    return [one.get_attribute("id") or "" for one in page.locator(".case:visible").all()]


def test_what_fell_short_is_shown_first_and_the_rest_on_demand(page: Page, address: str) -> None:
    page.goto(address)

    assert shown(page) == ["case-mine-c-1", "case-mine-c-3"]
    expect(page.locator("#count")).to_have_text("2 of 4 cases")
    page.get_by_label("Show").select_option("all")
    assert len(shown(page)) == 4
    page.get_by_label("Show").select_option("changed against the baseline")
    assert shown(page) == ["case-mine-c-1"]
    page.get_by_label("Show").select_option("all")
    page.get_by_label("Search").fill("to c 4")
    expect(page.locator("#count")).to_have_text("1 of 4 cases")
    assert shown(page) == ["case-mine-c-4"]


def test_a_permanent_link_opens_its_case_even_where_it_is_filtered(
    page: Page, address: str
) -> None:
    page.goto(f"{address}#case-mine-c-2")

    wanted = page.locator("#case-mine-c-2")
    expect(wanted).to_be_visible()
    expect(wanted).to_have_attribute("open", "")
    expect(wanted.get_by_role("link", name="Link to c 2")).to_be_in_viewport()


def test_the_sentence_stands_beside_the_words_of_its_source(page: Page, address: str) -> None:
    page.goto(address)

    first = page.locator("#case-mine-c-1")
    expect(first.locator("mark")).to_have_text("Write the goal down.")
    expect(first.locator(".verdicts .support")).to_have_text("supported 0.90")


def test_nothing_of_a_case_runs_and_the_page_is_no_wider_than_the_window(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.get_by_label("Show").select_option("all")

    assert page.title() == "Evals r1"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
