"""The page in a real browser, over a real server and the real advisor."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from advisor.adapters.model_consent import Agreement, Consent, what_leaves
from advisor.domain.model import RemoteModel
from tests.e2e.conftest import PHONE, QUESTION, Server, Visit, Visits

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting'"),  # Gradio on pandas 3
    pytest.mark.filterwarnings("ignore:The copy keyword"),  # the same
]
FOLLOW_UP = "And for a designer?"


def button(visit: Visit, name: str, *, exact: bool = True):
    return visit.page.get_by_role("button", name=name, exact=exact)


def test_a_question_gets_a_cited_answer_whose_quote_is_in_its_source(visit: Visit) -> None:
    visit.ask(QUESTION)
    answer = visit.answers.first
    expect(answer.get_by_role("heading", level=2)).to_have_text(QUESTION)
    expect(answer.locator("[data-support=supported]").first).to_have_text("Supported")
    expect(answer).to_contain_text("Not legal or tax advice.")
    sentence = answer.locator(".oa-bullets li").first.inner_text()
    answer.get_by_role("button", name="Show source 1").first.click()
    mark = visit.page.locator(".oa-group:visible mark.oa-active").first
    expect(mark).to_be_focused()
    expect(mark).to_be_in_viewport()
    assert mark.inner_text() in sentence


def test_a_citation_of_an_earlier_answer_opens_that_answers_sources(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.ask("How do I protect my source code?")
    expect(visit.page.locator(".oa-for:visible")).to_contain_text("source code")
    visit.answers.first.get_by_role("button", name="Show source 1").first.click()
    expect(visit.page.locator(".oa-for:visible")).to_contain_text("bookkeeper")
    expect(visit.page.locator("mark:focus")).to_be_visible()


def test_a_follow_up_shows_how_it_was_read_and_can_be_read_otherwise(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.ask(FOLLOW_UP)
    reading = visit.answers.last.locator(".oa-read-as")
    expect(reading).to_contain_text("designer")
    button(visit, "Change").click()
    field = visit.page.get_by_label("Read my question as")
    expect(field).to_be_focused()
    field.fill("What should a contract with a logo designer say about ownership?")
    button(visit, "Ask again").click()
    expect(reading).to_contain_text("logo designer", timeout=15_000)
    expect(visit.answers).to_have_count(2)


def test_an_example_question_and_a_suggested_one_are_asked_on_click(visit: Visit) -> None:
    visit.box.fill("my draft")
    visit.page.locator(".oa-welcome .oa-chip").first.click()
    expect(visit.answers).to_have_count(1, timeout=15_000)
    suggestion = visit.page.locator(".oa-follow-ups .oa-chip").first
    text = suggestion.inner_text().strip()
    suggestion.click()
    expect(visit.answers).to_have_count(2, timeout=15_000)
    expect(visit.answers.last.get_by_role("heading", level=2)).to_have_text(text)
    expect(visit.box).to_have_value("my draft")


def test_a_question_out_of_scope_is_declined_with_topics_to_ask_instead(visit: Visit) -> None:
    visit.ask("How long do I bake a banana bread?")
    expect(visit.answers.first).to_contain_text("Outside what I can advise on")
    expect(visit.answers.first.locator("[data-support]")).to_have_count(0)


def test_markup_in_a_question_is_shown_as_text(visit: Visit) -> None:
    question = "How do I <script>window.broken = 1</script> **vet** ${'a'} {{b}} a vendor?"
    visit.ask(question)
    expect(visit.answers.first.get_by_role("heading", level=2)).to_have_text(question)
    assert visit.page.evaluate("window.broken") is None
    assert visit.page.locator(".oa-log script").count() == 0


def test_an_unusable_question_is_explained_and_stays_in_the_box(visit: Visit) -> None:
    visit.box.fill("x" * 5000)
    visit.box.press("Enter")
    expect(visit.page.get_by_role("alert").first).not_to_be_empty()
    expect(visit.box).to_have_value("x" * 5000)
    expect(visit.answers).to_have_count(0)


def test_shift_and_enter_write_a_new_line(visit: Visit) -> None:
    visit.box.fill("First line")
    visit.box.press("Shift+Enter")
    visit.box.type("second line")
    expect(visit.box).to_have_value("First line\nsecond line")
    expect(visit.answers).to_have_count(0)


def test_a_reload_keeps_the_open_conversation(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.page.reload()
    expect(visit.answers).to_have_count(1, timeout=20_000)
    visit.answers.first.get_by_role("button", name="Show source 1").first.click()
    expect(visit.page.locator("mark:focus")).to_be_visible()


def test_a_restart_of_the_server_keeps_the_conversation(visits: Visits, server: Server) -> None:
    visit = visits()
    visit.ask(QUESTION)
    server.restart()
    visit.page.reload()
    expect(visit.answers).to_have_count(1, timeout=20_000)
    server.restart()
    visit.ask(FOLLOW_UP)
    assert len(server.advisor.conversations.list_conversations(workspace="default")) == 1
    expect(visit.answers.last.locator(".oa-read-as")).to_contain_text("designer")


def test_two_windows_share_the_list_but_not_the_open_conversation(visits: Visits) -> None:
    first, second = visits(), visits()
    first.ask(QUESTION)
    expect(second.answers).to_have_count(0)
    second.ask("Who owns the code?")
    expect(second.page.locator(".oa-item")).to_have_count(2)
    expect(first.answers).to_have_count(1)
    first.ask(FOLLOW_UP)
    expect(first.answers).to_have_count(2)


def test_a_conversation_is_renamed_reopened_and_deleted(visit: Visit) -> None:
    visit.ask(QUESTION)
    button(visit, f"Rename {QUESTION}").click()
    title = visit.page.get_by_role("dialog").get_by_label("Title")
    expect(title).to_be_focused()
    title.fill("Bookkeeper <b>2026</b>")
    button(visit, "Save").click()
    renamed = button(visit, "Bookkeeper <b>2026</b>")
    expect(renamed).to_be_visible()
    button(visit, "New conversation").click()
    expect(visit.answers).to_have_count(0)
    renamed.click()
    expect(visit.answers).to_have_count(1)
    button(visit, "Delete Bookkeeper <b>2026</b>").click()
    button(visit, "Cancel").click()
    expect(renamed).to_be_visible()
    button(visit, "Delete Bookkeeper <b>2026</b>").click()
    button(visit, "Delete").click()
    expect(renamed).to_have_count(0)
    expect(visit.answers).to_have_count(0)


def test_stop_ends_the_run_and_gives_the_question_back(visit: Visit, server: Server) -> None:
    server.advisor.held.set()
    abandoned = server.advisor.abandoned
    visit.box.fill(QUESTION)
    visit.box.press("Enter")
    expect(visit.page.get_by_text("Waiting…")).to_be_visible()
    button(visit, "Stop").click()
    expect(visit.box).to_have_value(QUESTION)
    expect(visit.page.get_by_role("alert").first).to_contain_text("Nothing was saved")
    visit.settle()
    visit.page.wait_for_timeout(300)
    assert server.advisor.abandoned == abandoned + 1
    assert server.advisor.conversations.list_conversations(workspace="default") == ()
    server.advisor.held.clear()
    visit.box.press("Enter")
    expect(visit.answers).to_have_count(1, timeout=15_000)


def test_leaving_a_running_question_opens_the_other_conversation_quietly(
    visit: Visit, server: Server
) -> None:
    visit.ask(QUESTION)
    button(visit, "New conversation").click()
    expect(visit.answers).to_have_count(0)
    server.advisor.held.set()
    visit.box.fill("Who owns the code?")
    visit.box.press("Enter")
    expect(visit.page.get_by_text("Waiting…")).to_be_visible()
    button(visit, QUESTION).click()
    expect(visit.answers).to_have_count(1)
    visit.settle()
    visit.page.wait_for_timeout(500)
    expect(visit.page.get_by_role("alert")).to_be_empty()
    expect(visit.answers).to_have_count(1)


def test_retry_answers_again_in_place(visit: Visit) -> None:
    visit.ask(QUESTION)
    before = visit.answers.first.get_attribute("data-exchange")
    button(visit, "Retry").click()
    expect(visit.page.locator(f'[data-exchange="{before}"]')).to_have_count(0, timeout=15_000)
    expect(visit.answers).to_have_count(1)


def test_the_last_question_can_be_edited(visit: Visit) -> None:
    visit.ask(QUESTION)
    button(visit, "Edit").click()
    expect(visit.box).to_have_value(QUESTION)
    expect(visit.box).to_be_focused()
    expect(button(visit, "Keep it as it was")).to_be_in_viewport()
    visit.box.fill("How do I onboard a virtual assistant?")
    visit.box.press("Enter")
    heading = visit.answers.first.get_by_role("heading", level=2)
    expect(heading).to_have_text("How do I onboard a virtual assistant?", timeout=15_000)
    expect(visit.answers).to_have_count(1)


def test_an_edit_can_be_given_up(visit: Visit) -> None:
    visit.ask(QUESTION)
    button(visit, "Edit").click()
    button(visit, "Keep it as it was").click()
    expect(visit.box).to_have_value("")
    visit.ask("Who owns the code?")
    expect(visit.answers).to_have_count(2)


def test_an_opinion_is_saved_with_its_reason(visit: Visit, server: Server) -> None:
    visit.ask(QUESTION)
    button(visit, "Not helpful").click()
    visit.page.get_by_label("What was wrong or missing?", exact=False).fill("Too general <b>")
    button(visit, "Save reason").click()
    expect(visit.page.get_by_text("Your note: Too general <b>")).to_be_visible()
    records = server.advisor.conversations
    (saved,) = records.list_conversations(workspace="default")
    whole = records.get_conversation(saved.conversation_id, workspace="default")
    feedback = whole.exchanges[0].feedback
    assert feedback is not None
    assert (feedback.rating, feedback.reason) == ("down", "Too general <b>")


def test_an_answer_is_copied_with_its_sources(visits: Visits) -> None:
    visit = visits(permissions=["clipboard-read", "clipboard-write"])
    visit.ask(QUESTION)
    button(visit, "Copy").click()
    expect(button(visit, "Copied")).to_be_visible()
    text = visit.page.evaluate("navigator.clipboard.readText()")
    assert text.startswith(QUESTION)
    assert "[1]" in text
    assert "Not legal or tax advice." in text


@pytest.mark.parametrize(
    ("name", "suffix", "read"),
    [
        ("Markdown", ".md", lambda data: data.decode()),
        (
            "Word",
            ".docx",
            lambda data: "\n".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs),
        ),
    ],
)
def test_an_answer_is_downloaded_with_its_sources_and_never_as_a_server_file(
    visit: Visit, name: str, suffix: str, read: Callable[[bytes], str]
) -> None:
    visit.ask(QUESTION)
    with visit.page.expect_download() as waiting:
        button(visit, name).click()
    download = waiting.value
    assert download.suggested_filename.endswith(suffix)
    text = read(Path(download.path()).read_bytes())
    assert QUESTION in text
    assert "Sources" in text
    assert download.url.startswith("blob:")
    assert not any("/file=" in url for url in visit.requests)


def test_a_phone_needs_no_sideways_scrolling_and_reaches_every_panel(visits: Visits) -> None:
    visit = visits(viewport=PHONE, has_touch=True)
    visit.ask(QUESTION)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    inside = "document.querySelector('#oa-scroll')"
    assert visit.page.evaluate(f"{inside}.scrollWidth <= {inside}.clientWidth")
    visit.answers.first.get_by_role("button", name="Show source 1").first.click()
    expect(visit.page.locator("mark:focus")).to_be_in_viewport()
    button(visit, "Close sources").click()
    expect(visit.page.locator("#oa-sources")).to_be_hidden()
    button(visit, "Conversations").click()
    expect(button(visit, "Close conversations")).to_be_focused()
    button(visit, "New conversation").click()
    expect(visit.page.locator("#oa-sidebar")).to_be_hidden()
    expect(visit.answers).to_have_count(0)


def test_the_keyboard_alone_is_enough(visit: Visit) -> None:
    visit.box.focus()
    visit.page.keyboard.type(QUESTION)
    visit.page.keyboard.press("Enter")
    expect(visit.answers).to_have_count(1, timeout=15_000)
    visit.settle()
    cite = visit.answers.first.get_by_role("button", name="Show source 1").first
    for _ in range(60):
        visit.page.keyboard.press("Shift+Tab")
        if cite.evaluate("element => element === document.activeElement"):
            break
    expect(cite).to_be_focused()
    assert cite.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("mark:focus")).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(cite).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(visits: Visits, scheme: str) -> None:
    visit = visits(color_scheme=scheme)
    assert visit.page.locator("body.dark").count() == (scheme == "dark")
    assert _serious(visit) == []
    visit.ask(QUESTION)
    visit.ask(FOLLOW_UP)
    visit.answers.last.get_by_role("button", name="Show source 1").first.click()
    button(visit, "Not helpful").last.click()
    expect(button(visit, "Save reason")).to_be_visible()
    assert _serious(visit) == []
    button(visit, f"Delete {QUESTION}").click()
    assert _serious(visit) == []


def test_axe_finds_nothing_serious_on_a_phone(visits: Visits) -> None:
    visit = visits(viewport=PHONE)
    visit.ask("How long do I bake a banana bread?")
    assert _serious(visit) == []
    button(visit, "Conversations").click()
    assert _serious(visit) == []


def _serious(visit: Visit) -> list[str]:
    found = Axe().run(visit.page).response["violations"]
    return [
        f"{item['id']}: {item['nodes'][0]['html'][:120]}"
        for item in found
        if item["impact"] in {"serious", "critical"}
    ]


def test_nothing_of_the_framework_shows(visit: Visit) -> None:
    expect(visit.page).to_have_title("Outsourcing Advisor")
    expect(visit.page.locator("footer:visible")).to_have_count(0)
    assert visit.page.request.get(f"{visit.page.url}docs").status == 404
    described = visit.page.request.get(f"{visit.page.url}gradio_api/info").json()
    assert described == {"named_endpoints": {}, "unnamed_endpoints": {}}


def test_a_remote_model_gets_nothing_before_the_owner_agrees_on_the_page(
    server: Server, visits: Visits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaves = what_leaves("models.example", masking=True)
    model = RemoteModel(place="models.example", leaves=leaves)
    consent = Agreement(Consent(tmp_path), model, agreed_before=False)
    monkeypatch.setattr(server.advisor, "model_consent", consent, raising=False)
    visit = visits()
    offer = visit.page.get_by_role("region", name="May models.example write your answers?")

    visit.ask(QUESTION)
    expect(offer).to_contain_text("E-mail addresses")
    offer.get_by_role("button", name="Not now").click()
    expect(offer).to_have_count(0)
    visit.ask(FOLLOW_UP)
    offer.get_by_role("button", name="Agree").click()
    expect(visit.page.get_by_text("questions go to models.example")).to_be_visible()
    expect(offer).to_have_count(0)
    assert consent.waiting() is None
