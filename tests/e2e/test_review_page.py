"""The Review view in a real browser, over a real server.

Most verdicts come from words that stand for the clause model, so that the page is tested whatever
the model of the day makes of a brief.
"""

import io
import re
import threading
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from advisor.domain.review import ClauseReading
from advisor.knowledge.checks import load_topic_checks
from advisor.review.reviewer import Reviewer
from tests.e2e.conftest import PHONE, Server, Visit, Visits

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting'"),  # Gradio on pandas 3
    pytest.mark.filterwarnings("ignore:The copy keyword"),  # the same
    # Gradio leaves event loops open; loading checks collects them in whichever test is running.
    pytest.mark.filterwarnings(
        r"ignore:Exception ignored in. <(function BaseEventLoop|socket)"
        ":pytest.PytestUnraisableExceptionWarning"
    ),
]
SCOPE = (
    "We need a bookkeeper who closes each month by the 8th and sends us a profit and loss report."
)
WEEKLY = "Send a summary every Friday by e-mail."
CHEAPEST = "The cheapest offer wins."
PASSWORDS = "The passwords are in the shared spreadsheet."
HOSTILE = "<script>window.broken = 1</script> {{x}} ${y} <img src=x onerror=alert(1)>"
BRIEF = f"""Bookkeeper wanted for three cafes

Scope

{SCOPE} Post the receipts of 3 sites.

Reporting

{WEEKLY} The work should be of high quality. {HOSTILE}

Choice

{CHEAPEST} {PASSWORDS} See Appendix B.
"""
POEM = "Roses are red, violets are blue, sugar is sweet and so, my dear, are you, all summer long."


class WordClauses:
    """A clause model that goes by words; `held` keeps it from going on."""

    def __init__(self, checks: Sequence[str], topics: Sequence[str]) -> None:
        self._checks, self._topics = checks, topics
        self.held = threading.Event()

    def read(self, clauses: Sequence[str]) -> list[ClauseReading]:
        while self.held.is_set():
            time.sleep(0.05)
        return [self._one(clause) for clause in clauses]

    def _one(self, clause: str) -> ClauseReading:
        wholly = {
            "closes each month": "unclear-goals",
            "every Friday": "neglected-communication",
            "The data is encrypted": "unprotected-ip",
            "[": "weak-onboarding",
        }
        wrong = {"cheapest": "price-over-fit"}
        told = {topic for cue, topic in wholly.items() if cue in clause}
        against = {topic for cue, topic in wrong.items() if cue in clause}
        read = {one: 0.9 * (one.partition(".")[0] in told) for one in self._checks}
        return ClauseReading(
            some=read, good=read, against={one: 0.9 * (one in against) for one in self._topics}
        )


@pytest.fixture
def model(server: Server, monkeypatch: pytest.MonkeyPatch) -> WordClauses:
    """The clause model of the server while a test runs."""
    library = server.advisor.library
    topics = load_topic_checks(server.settings.knowledge_dir, library)
    checks = [check.check_id for topic in topics for check in topic.checks]
    words = WordClauses(checks, [topic.topic_id for topic in topics])
    reviewer = Reviewer(library, topics, words, settings_digest="")
    monkeypatch.setattr(
        server.advisor, "review_steps", lambda brief, **_: reviewer.steps(brief), raising=False
    )
    return words


@pytest.fixture
def at(model: WordClauses, visits: Visits) -> Callable[..., Visit]:
    """Opens a window on the view and waits for it."""

    def opened(**options: object) -> Visit:
        visit = visits(at="#/review", **options)
        expect(area(visit)).to_be_visible(timeout=20_000)
        return visit

    return opened


@pytest.fixture
def reviewed(at: Callable[..., Visit]) -> Callable[..., Visit]:
    """Opens a window and reviews the brief in it."""

    def opened(**options: object) -> Visit:
        visit = at(**options)
        review(visit, BRIEF)
        return visit

    return opened


def area(visit: Visit) -> Locator:
    return visit.page.get_by_label("Paste the brief")


def result(visit: Visit) -> Locator:
    return visit.page.locator(".oa-reviewed")


def button(visit: Visit, name: str | re.Pattern[str], *, exact: bool = True) -> Locator:
    return visit.page.locator("#oa-review").get_by_role("button", name=name, exact=exact)


def review(visit: Visit, text: str) -> None:
    area(visit).fill(text)
    button(visit, "Review").click()
    expect(result(visit)).to_be_focused(timeout=30_000)


def verdict(visit: Visit, number: int) -> Locator:
    return visit.page.locator(f"#oa-verdict-{number}")


def accept(visit: Visit, place: int) -> None:
    visit.page.locator("[data-do=review-accept]").nth(place).click()


def serious(visit: Visit) -> list[str]:
    return [
        f"{item['id']}: {item['nodes'][0]['html'][:120]}"
        for item in Axe().run(visit.page).response["violations"]
        if item["impact"] in {"serious", "critical"}
    ]


def test_a_pasted_brief_becomes_verdicts_with_proof(
    at: Callable[..., Visit], visits: Visits
) -> None:
    visit = visits()
    visit.page.get_by_role("link", name="Review a brief").click()
    expect(visit.page.locator(".oa-review-head h2")).to_be_focused()
    expect(visit.page).to_have_title("Review a brief · Outsourcing Advisor")
    review(visit, BRIEF)
    expect(result(visit)).to_contain_text("Bookkeeper wanted for three cafes")
    expect(result(visit)).to_contain_text("Bookkeeping")
    expect(visit.page.locator(".oa-topic-verdict")).to_have_count(10)
    expect(verdict(visit, 1)).to_contain_text("Handled")
    expect(verdict(visit, 2)).to_contain_text("Contradicted")
    expect(verdict(visit, 3)).to_contain_text("Looked for")
    expect(visit.page.locator("#oa-brief")).to_contain_text(HOSTILE)
    expect(visit.page.locator("#oa-brief :is(script, img)")).to_have_count(0)
    assert visit.page.evaluate("window.broken") is None
    assert 2 <= visit.page.locator(".oa-gaps").first.locator(".oa-gap").count() <= 3
    expect(visit.page.locator(".oa-faults")).to_contain_text("Appendix B")
    expect(area(visit)).to_have_value(BRIEF)


def test_a_verdict_leads_to_its_quote_and_back_with_mouse_and_keyboard(
    reviewed: Callable[..., Visit],
) -> None:
    visit = reviewed()
    head = verdict(visit, 2).locator("button.oa-topic-head")
    head.click()
    label = visit.page.locator("#oa-brief .oa-topic:focus")
    expect(label).to_have_text("2 Choice and price (wrong way)")
    active = visit.page.locator("mark.oa-active")
    expect(active).to_have_text(CHEAPEST)
    expect(active).to_be_in_viewport()
    visit.page.keyboard.press("Enter")
    expect(head).to_be_focused()
    expect(head).to_be_in_viewport()
    visit.page.keyboard.press("Enter")
    expect(label).to_be_focused()
    visit.page.keyboard.press("Escape")
    expect(head).to_be_focused()
    visit.page.locator("mark", has_text=WEEKLY).click()
    expect(verdict(visit, 6).locator(".oa-topic-head")).to_be_focused()


def test_a_fault_and_a_quote_of_a_check_lead_to_their_place(
    reviewed: Callable[..., Visit],
) -> None:
    visit = reviewed()
    fault = visit.page.locator(".oa-faults .oa-quoted", has_text="Appendix B")
    fault.click()
    place = visit.page.locator(".oa-fault:focus")
    expect(place).to_have_text("Appendix B")
    expect(place).to_be_in_viewport()
    visit.page.keyboard.press("Escape")
    expect(fault).to_be_focused()
    checks = verdict(visit, 1).locator("details")
    checks.locator("summary").click()
    checks.locator(".oa-quoted").first.click()
    expect(visit.page.locator("mark.oa-active")).to_have_text(SCOPE)


def test_accepted_texts_are_filled_in_reviewed_again_and_compared(
    reviewed: Callable[..., Visit],
) -> None:
    visit = reviewed()
    expect(visit.page.locator("#oa-accepted")).to_be_hidden()
    accept(visit, 0)
    accept(visit, 1)
    expect(visit.page.locator("#oa-accepted")).to_contain_text("2 texts accepted")
    button(visit, "See the new text").click()
    expect(visit.page.get_by_role("heading", name="The new text")).to_be_focused()
    expect(visit.page.locator("ins")).to_have_count(2)
    blank = visit.page.locator(".oa-fill").first
    blank.fill("Ann Lee <b>")
    visit.page.locator("[data-do=review-skip]").nth(1).click()
    expect(visit.page.locator("ins")).to_have_count(1)
    expect(blank).to_have_value("Ann Lee <b>")
    button(visit, "Review again").click()
    compared = visit.page.locator(".oa-compared")
    expect(compared).to_be_visible(timeout=30_000)
    expect(compared.locator(".oa-steps > li")).to_have_count(10)
    expect(compared).to_contain_text("Nothing that was handled got lost")
    expect(visit.page.locator("#oa-brief")).to_contain_text("Ann Lee <b>")
    expect(visit.page.locator("#oa-brief")).to_contain_text(SCOPE)
    expect(visit.page.locator("#oa-review-changed")).to_have_text("")
    expect(area(visit)).to_have_value(BRIEF)
    with visit.page.expect_download() as waiting:
        button(visit, "The changed brief as Word, with changes tracked").click()
    words = zipfile.ZipFile(waiting.value.path()).read("word/document.xml").decode()
    assert "<w:ins " in words
    assert "Ann Lee &lt;b&gt;" in words


def test_every_file_is_saved_by_the_page_itself(reviewed: Callable[..., Visit]) -> None:
    visit = reviewed()
    accept(visit, 0)
    for name, ending in (
        ("Report as Word", "-review.docx"),
        ("Report as Markdown", "-review.md"),
        ("Report as HTML", "-review.html"),
        ("Questions to the vendor", "-questions.md"),
        ("Brief as Word, with changes tracked", "-reviewed.docx"),
    ):
        with visit.page.expect_download() as waiting:
            button(visit, name).click()
        assert waiting.value.suggested_filename.endswith(ending)
        assert waiting.value.url.startswith("blob:")
        assert Path(waiting.value.path()).stat().st_size > 100


def test_a_word_file_is_read_and_reviewed(at: Callable[..., Visit]) -> None:
    visit = at()
    document = docx.Document()
    document.add_heading("Bookkeeper wanted", 0)
    document.add_heading("Scope", 1)
    document.add_paragraph(f"{SCOPE} You keep the books of all 3 sites in Xero.")
    document.add_heading("Reporting", 1)
    document.add_paragraph(WEEKLY)
    data = io.BytesIO()
    document.save(data)
    choose = visit.page.locator("#oa-review-file")
    choose.set_input_files(
        files=[{"name": "brief.docx", "mimeType": "", "buffer": data.getvalue()}]
    )
    expect(visit.page.locator("#oa-review-name")).to_have_text("Chosen: brief.docx")
    button(visit, "Review").click()
    expect(result(visit)).to_be_focused(timeout=30_000)
    expect(result(visit)).to_contain_text("Bookkeeper wanted")
    expect(visit.page.locator("mark", has_text=WEEKLY)).to_be_visible()


def test_an_error_stands_at_its_input_and_the_text_is_kept(at: Callable[..., Visit]) -> None:
    visit = at()
    button(visit, "Review").click()
    wrong = visit.page.locator("#oa-review [data-field=text] .oa-field-error")
    expect(wrong).to_have_text("Paste a brief, or choose a file.")
    expect(area(visit)).to_be_focused()
    area(visit).fill(POEM)
    button(visit, "Review").click()
    expect(wrong).not_to_have_text("Paste a brief, or choose a file.")
    expect(wrong).not_to_have_text("")
    expect(area(visit)).to_have_value(POEM)
    expect(result(visit)).to_have_count(0)
    picture = {"name": "scan.png", "mimeType": "", "buffer": b"\x89PNG"}
    visit.page.locator("#oa-review-file").set_input_files(files=[picture])  # type: ignore[list-item]
    button(visit, "Review").click()
    refused = visit.page.locator("#oa-review [data-field=file] .oa-field-error")
    expect(refused).to_contain_text("scan.png")
    expect(area(visit)).to_have_value(POEM)
    assert serious(visit) == []
    visit.page.reload()
    expect(area(visit)).to_have_value(POEM, timeout=20_000)


def test_a_long_brief_shows_how_far_it_is_and_can_be_stopped(
    at: Callable[..., Visit], model: WordClauses
) -> None:
    visit = at()
    model.held.set()
    area(visit).fill(BRIEF + "\n\n".join(f"You answer call {n} in 4 hours." for n in range(200)))
    button(visit, "Review").click()
    said = visit.page.locator("#oa-review-said")
    expect(said).to_contain_text("Bookkeeper wanted")
    expect(said).to_contain_text("clauses read")
    expect(said.locator("progress")).to_be_visible()
    expect(button(visit, "Review")).to_be_disabled()
    button(visit, "Stop").click()
    expect(button(visit, "Stopping…")).to_be_disabled()
    model.held.clear()
    expect(said).to_have_text("")
    expect(button(visit, "Review")).to_be_enabled()
    review(visit, BRIEF)
    expect(visit.page.get_by_text("stopped unexpectedly")).to_have_count(0)


def test_two_windows_never_see_each_others_brief(
    reviewed: Callable[..., Visit], at: Callable[..., Visit]
) -> None:
    first, second = reviewed(), at()
    expect(result(second)).to_have_count(0)
    review(second, BRIEF.replace("three cafes", "one bakery"))
    for visit, words in ((first, "three cafes"), (second, "one bakery")):
        with visit.page.expect_download() as waiting:
            button(visit, "Report as Markdown").click()
        assert words in Path(waiting.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_view_is_usable_with_assistive_technology(
    reviewed: Callable[..., Visit], scheme: str
) -> None:
    visit = reviewed(color_scheme=scheme)
    for fold in visit.page.locator("#oa-review .oa-more > summary").all():
        fold.click()
    assert serious(visit) == []
    accept(visit, 0)
    button(visit, "See the new text").click()
    expect(visit.page.locator("ins")).to_have_count(1)
    assert serious(visit) == []
    button(visit, "Review again").click()
    expect(visit.page.locator(".oa-compared")).to_be_visible(timeout=30_000)
    assert serious(visit) == []


def test_a_phone_needs_no_sideways_scrolling(reviewed: Callable[..., Visit]) -> None:
    visit = reviewed(viewport=PHONE, has_touch=True)
    inside = "document.querySelector('#oa-review')"

    def fits() -> bool:
        return bool(
            visit.page.evaluate(
                f"{inside}.scrollWidth <= {inside}.clientWidth"
                f" && document.documentElement.scrollWidth <= {PHONE['width']}"
            )
        )

    assert fits()
    expect(visit.page.locator("#oa-brief")).to_be_hidden()
    verdict(visit, 1).locator("button.oa-topic-head").click()
    expect(visit.page.locator("mark.oa-active")).to_be_in_viewport()
    assert fits()
    assert serious(visit) == []
    visit.page.keyboard.press("Enter")
    expect(verdict(visit, 1).locator(".oa-topic-head")).to_be_focused()
    accept(visit, 0)
    button(visit, "See the new text").click()
    expect(visit.page.locator("ins")).to_be_visible()
    assert fits()
    button(visit, "Review again").click()
    expect(visit.page.locator(".oa-compared")).to_be_visible(timeout=30_000)
    assert fits()
    assert serious(visit) == []


def test_the_real_model_gives_ten_verdicts(visits: Visits) -> None:
    visit = visits(at="#/review")
    expect(area(visit)).to_be_visible(timeout=20_000)
    review(visit, BRIEF)
    expect(visit.page.locator(".oa-topic-verdict")).to_have_count(10)
    said = visit.page.locator(".oa-score-line").inner_text()
    assert re.search(r"\d+\s*of 100 ready", said)
