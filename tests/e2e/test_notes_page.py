"""The notes in a real browser, over a real server and the real advisor."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import PHONE, Server, Visit, Visits

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting'"),  # Gradio on pandas 3
    pytest.mark.filterwarnings("ignore:The copy keyword"),  # the same
]
JANUARY = "First reply took 6h20 in January."
FEBRUARY = "First reply took 7h05 in February."
PASSWORD = "We shared our admin password with Brightdesk by e-mail."
HOSTILE = "<script>window.broken = 1</script> **bold** {{x}} & <img src=x onerror=alert(1)>"
TABS = ("Timeline", "Measures", "Check-up", "Agenda", "Import and export", "Settings")


@pytest.fixture
def engagement(visits: Visits, server: Server) -> str:
    """The id of an engagement with three notes; `visits` has emptied the notes before."""
    made = server.advisor.engagements.add(
        "Brightdesk", trade="customer_support", targets=("first reply under 4h",)
    )
    add = server.advisor.notes.add
    add(JANUARY, engagement="Brightdesk", happened_on="2026-02-03", tags=("measures",))
    add(FEBRUARY, engagement="Brightdesk", happened_on="2026-03-03", tags=("measures",))
    add(PASSWORD, engagement="Brightdesk", happened_on="2026-03-05")
    return str(made.engagement_id)


@pytest.fixture
def at(visits: Visits) -> Callable[..., Visit]:
    """Opens a window on a page of the notes and waits for it."""

    def opened(route: str = "", **options: object) -> Visit:
        visit = visits(at=f"#/notes{route and '/'}{route}", **options)
        expect(heading(visit)).to_be_visible(timeout=20_000)
        return visit

    return opened


def heading(visit: Visit) -> Locator:
    return visit.page.locator("#oa-notes-leaf h2")


def notes(visit: Visit) -> Locator:
    return visit.page.locator(".oa-note")


def button(visit: Visit, name: str, *, exact: bool = True) -> Locator:
    return visit.page.get_by_role("button", name=name, exact=exact)


def tab(visit: Visit, name: str) -> None:
    visit.page.locator(".oa-tabs").get_by_role("link", name=name, exact=True).click()
    expect(visit.page.locator(".oa-tabs [aria-current]")).to_have_text(name)


def serious(visit: Visit) -> list[str]:
    found = Axe().run(visit.page).response["violations"]
    return [
        f"{item['id']}: {item['nodes'][0]['html'][:120]}"
        for item in found
        if item["impact"] in {"serious", "critical"}
    ]


def test_an_engagement_is_created_and_its_notes_become_timeline_and_check_up(
    visits: Visits,
) -> None:
    visit = visits()
    expect(visit.page.locator("#oa-about")).to_be_hidden()
    visit.page.get_by_role("link", name="Notes", exact=True).click()
    expect(heading(visit)).to_be_focused()
    visit.page.get_by_role("link", name="New engagement").click()
    button(visit, "Create").click()
    name = visit.page.get_by_label("Name", exact=True)
    expect(name).to_be_focused()
    expect(visit.page.get_by_text("Give the engagement a name.")).to_be_visible()
    name.fill("Brightdesk")
    targets = visit.page.get_by_label("Agreed targets")
    targets.fill("first reply quickly")
    button(visit, "Create").click()
    expect(targets).to_be_focused()
    targets.fill("first reply under 4h")
    button(visit, "Create").click()
    expect(heading(visit)).to_have_text("Brightdesk")
    for day, text in (
        ("2026-01-12", "We agreed on a weekly call every Tuesday."),
        ("2026-02-03", JANUARY),
        ("2026-03-05", PASSWORD),
    ):
        visit.page.get_by_label("What happened").fill(text)
        visit.page.locator("#oa-add-happened_on").fill(day)
        button(visit, "Add note").click()
        expect(visit.page.locator("#oa-notes-list")).to_contain_text(text)
    expect(notes(visit)).to_have_count(3)
    tab(visit, "Timeline")
    decision = visit.page.locator(".oa-event", has_text="weekly call")
    expect(decision).to_contain_text("Decision")
    expect(decision).to_contain_text("12 January 2026")
    tab(visit, "Measures")
    expect(visit.page.locator(".oa-measure")).to_contain_text("6h20")
    expect(visit.page.locator(".oa-measure")).to_contain_text("Target missed")
    tab(visit, "Check-up")
    signal = visit.page.locator(".oa-signal", has_text="admin password").first
    expect(signal).to_contain_text(re.compile("(High|Medium) severity"))
    expect(signal.get_by_role("link", name="Your note of 5 March 2026")).to_be_visible()
    signal.locator(".oa-helps a").click()
    expect(visit.page.locator("#oa-leaf h2")).to_be_visible()
    visit.page.get_by_role("link", name="Notes", exact=True).click()
    row = visit.page.locator(".oa-engagement", has_text="Brightdesk")
    expect(row).to_contain_text("3 notes")
    expect(row).to_contain_text("open signal", timeout=10_000)


def test_a_question_about_an_engagement_is_answered_in_two_voices_and_opens_its_note(
    engagement: str, visits: Visits
) -> None:
    visit = visits()
    about = visit.page.get_by_label("About", exact=True)
    about.select_option("Brightdesk")
    visit.ask("How long does the first reply take?")
    voice = visit.answers.first.locator("[data-voice=notes]")
    expect(voice).to_contain_text("Your notes")
    expect(voice).to_contain_text("6h20")
    voice.locator(".oa-cite").first.click()
    expect(visit.page.locator("mark:focus")).to_be_visible()
    card = visit.page.locator(".oa-source[open]")
    expect(card).to_contain_text("Your note · Brightdesk")
    quote = visit.page.locator("mark:focus").inner_text()
    card.get_by_role("link", name="Open the note").click()
    opened = visit.page.locator(".oa-note[data-opened]")
    expect(opened).to_contain_text(quote)
    expect(opened).to_be_focused()
    expect(opened).to_be_in_viewport()
    visit.page.go_back()
    expect(visit.answers).to_have_count(1)
    expect(about).to_have_value(engagement)
    visit.page.reload()
    expect(visit.answers).to_have_count(1, timeout=20_000)
    expect(about).to_have_value(engagement)
    button(visit, "New conversation").click()
    expect(visit.answers).to_have_count(0)
    about.select_option("All engagements")
    button(visit, "How long does the first reply take?").click()
    expect(visit.answers).to_have_count(1)
    expect(about).to_have_value(engagement)


def test_a_file_with_a_bad_row_is_previewed_imported_and_exported_again(
    engagement: str, at: Callable[..., Visit]
) -> None:
    visit = at(f"{engagement}/import")
    rows = "\n".join(f"2026-01-{1 + n % 28:02},Note {n} <b>.,bulk" for n in range(700))
    data = f"date,note,tags\nsomeday,Broken row,\n2026-02-03,{JANUARY},\n{rows}\n".encode()
    file = {"name": "notes.csv", "mimeType": "text/csv", "buffer": data}
    visit.page.locator("#oa-import-file").set_input_files(files=[file])  # type: ignore[list-item]
    button(visit, "Preview").click()
    preview = visit.page.locator(".oa-preview")
    expect(preview).to_contain_text("1 row cannot be read", timeout=15_000)
    expect(preview).to_contain_text("Line 2:")
    expect(preview).to_contain_text("1 note there already")
    button(visit, "Add 700 notes").click()
    expect(visit.page.locator("#oa-import-preview")).to_have_text(
        "Added 700 notes.", timeout=30_000
    )
    tab(visit, "Notes")
    expect(notes(visit)).to_have_count(50)
    expect(visit.page.locator("#oa-notes-count")).to_contain_text("703 notes")
    button(visit, "Show 50 more of 653").click()
    expect(notes(visit)).to_have_count(100)
    tab(visit, "Import and export")
    with visit.page.expect_download() as waiting:
        button(visit, "Export as JSON").click()
    assert waiting.value.suggested_filename == "brightdesk-notes.json"
    saved = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert JANUARY in json.dumps(saved)
    assert waiting.value.url.startswith("blob:")


def test_notes_are_found_edited_and_deleted_in_place(
    engagement: str, at: Callable[..., Visit], server: Server
) -> None:
    visit = at(engagement)
    visit.page.get_by_label("Search these notes").fill("february")
    expect(notes(visit)).to_have_count(1)
    visit.page.get_by_label("Search these notes").fill("")
    expect(notes(visit)).to_have_count(3)
    visit.page.get_by_label("Tag", exact=True).select_option("measures")
    expect(notes(visit)).to_have_count(2)
    visit.page.get_by_label("Tag", exact=True).select_option("")
    visit.page.get_by_label("From", exact=True).fill("2026-03-04")
    expect(notes(visit)).to_have_count(1)
    button(visit, "Edit note of 5 March 2026").click()
    area = notes(visit).get_by_label("What happened")
    expect(area).to_have_value(PASSWORD)
    expect(area).to_be_focused()
    area.fill(" ")
    button(visit, "Save").click()
    expect(notes(visit).locator(".oa-field-error").first).to_contain_text("Write what happened")
    area.fill("Own login since today.")
    button(visit, "Save").click()
    expect(notes(visit).first).to_contain_text("Own login since today.")
    button(visit, "Delete note of 5 March 2026").click()
    dialog = visit.page.get_by_role("dialog")
    expect(dialog).to_contain_text("5 March 2026")
    dialog.get_by_role("button", name="Delete").click()
    expect(visit.page.locator("#oa-notes-said")).to_contain_text("Deleted the note")
    left = server.advisor.notes.list(workspace="default")
    assert sorted(note.text for note in left) == [JANUARY, FEBRUARY]


def test_the_agenda_is_taken_along_and_the_engagement_deleted_with_its_notes(
    engagement: str, at: Callable[..., Visit], server: Server
) -> None:
    visit = at(f"{engagement}/agenda")
    expect(visit.page.locator(".oa-agenda > li").first).to_contain_text("min")
    visit.page.get_by_label("Length of the call").select_option("45")
    expect(visit.page).to_have_url(re.compile("/agenda/45$"))
    for name, ending, start in (("Markdown", ".md", "# Agenda"), ("Calendar", ".ics", "BEGIN:VCA")):
        with visit.page.expect_download() as waiting:
            visit.page.locator("#oa-notes-leaf").get_by_role("button", name=name).click()
        assert waiting.value.suggested_filename.endswith(ending)
        assert Path(waiting.value.path()).read_text(encoding="utf-8").startswith(start)
    tab(visit, "Settings")
    button(visit, "Delete Brightdesk").click()
    dialog = visit.page.get_by_role("dialog")
    expect(dialog).to_contain_text("3 notes")
    dialog.get_by_role("button", name="Cancel").click()
    button(visit, "Delete Brightdesk").click()
    dialog.get_by_role("button", name="Delete").click()
    expect(heading(visit)).to_have_text("Notes")
    assert server.advisor.engagements.list(workspace="default") == ()
    assert server.advisor.notes.count(workspace="default") == 0


def test_what_a_note_holds_is_text_wherever_it_is_shown(
    engagement: str, at: Callable[..., Visit], server: Server
) -> None:
    add = server.advisor.notes.add
    add(f"{HOSTILE} They missed the deadline.", engagement="Brightdesk", tags=("<b>tag</b>",))
    add("مرحبا " * 3000, engagement="Brightdesk")
    visit = at(engagement)
    expect(notes(visit).filter(has_text=HOSTILE)).to_have_count(1)
    long = visit.page.locator(".oa-note-text[data-folded]")
    expect(long).to_have_count(1)
    button(visit, "Show all of it").click()
    expect(long).to_have_count(0)
    for name in TABS:
        tab(visit, name)
        assert visit.page.locator("#oa-notes-leaf").locator("script, img").count() == 0
    assert visit.page.evaluate("window.broken") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_usable_with_assistive_technology(
    engagement: str, at: Callable[..., Visit], scheme: str
) -> None:
    visit = at("new", color_scheme=scheme)
    button(visit, "Create").click()
    assert serious(visit) == []
    visit.page.goto(f"{visit.address}#/notes/{engagement}")
    expect(notes(visit)).to_have_count(3)
    assert serious(visit) == []
    for name in TABS:
        tab(visit, name)
        assert serious(visit) == [], name
    visit.page.get_by_role("link", name="Notes", exact=True).first.click()
    expect(visit.page.locator(".oa-engagement .oa-flag")).to_be_visible(timeout=10_000)
    assert serious(visit) == []


def test_a_phone_needs_no_sideways_scrolling_and_shows_both_voices(
    engagement: str, at: Callable[..., Visit]
) -> None:
    visit = at("", viewport=PHONE, has_touch=True)
    inside = "document.querySelector('#oa-notes')"
    expect(visit.page.locator(".oa-engagement .oa-flag")).to_be_visible(timeout=10_000)
    assert visit.page.evaluate(f"{inside}.scrollWidth <= {inside}.clientWidth")
    visit.page.locator(".oa-engagement-name").click()
    expect(notes(visit)).to_have_count(3)
    for name in TABS:
        tab(visit, name)
        assert visit.page.evaluate(f"{inside}.scrollWidth <= {inside}.clientWidth"), name
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    visit.page.get_by_role("link", name="Ask", exact=True).click()
    visit.page.get_by_label("About", exact=True).select_option("Brightdesk")
    visit.ask("How long does the first reply take?")
    expect(visit.answers.first.locator("[data-voice=notes]")).to_be_visible()
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert serious(visit) == []


def test_a_page_that_is_not_there_says_so(at: Callable[..., Visit]) -> None:
    visit = at("none/timeline")
    expect(heading(visit)).to_have_text("Not found")
    expect(visit.page.locator("#oa-notes-leaf [role=alert]")).to_contain_text("no such engagement")


def test_a_note_is_added_with_the_keyboard_alone(engagement: str, at: Callable[..., Visit]) -> None:
    visit = at(engagement)
    visit.page.get_by_label("What happened").focus()
    visit.page.keyboard.type("Called them: all well.")
    save = button(visit, "Add note")
    for _ in range(12):
        visit.page.keyboard.press("Tab")
        if save.evaluate("element => element === document.activeElement"):
            break
    visit.page.keyboard.press("Enter")
    expect(notes(visit)).to_have_count(4)
    expect(visit.page.get_by_label("What happened")).to_be_focused()
    expect(visit.page.get_by_label("What happened")).to_have_value("")


def test_a_note_that_was_begun_waits_for_its_writer(
    engagement: str, at: Callable[..., Visit]
) -> None:
    visit = at(engagement)
    visit.page.get_by_label("What happened").fill("Half a thought")
    tab(visit, "Timeline")
    tab(visit, "Notes")
    expect(visit.page.get_by_label("What happened")).to_have_value("Half a thought")
    button(visit, "Add note").click()
    expect(notes(visit)).to_have_count(4)
    visit.page.reload()
    expect(notes(visit)).to_have_count(4, timeout=20_000)
    expect(visit.page.get_by_label("What happened")).to_have_value("")
