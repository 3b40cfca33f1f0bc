"""The pages of the notes."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest

from advisor.domain.notes import MAX_NOTE_CHARS, EngagementNote
from advisor.errors import NotFoundError
from advisor.ui.notes_handlers import NotesHandlers
from advisor.ui.notes_settings import frame_html
from advisor.ui.views import Leaf
from tests.ui.fake_advisor import FakeAdvisor
from tests.ui.fake_notes import TODAY

OURS, THEIRS = "ours", "theirs"
HOSTILE = "<script>alert(1)</script> **bold** \"quoted\" & 'single' {at}"
TABS = ("", "timeline", "measures", "check-up", "agenda", "import", "settings")


@pytest.fixture
def pages(fake: FakeAdvisor) -> NotesHandlers:
    return NotesHandlers(fake, today=lambda: TODAY)


def engaged(fake: FakeAdvisor, name: str = "Brightdesk", **values: Any) -> str:
    return fake.engagements.add(name, workspace=OURS, **values).engagement_id


def add(fake: FakeAdvisor, text: str, on: date = TODAY, **values: Any) -> EngagementNote:
    named = {"engagement": "Brightdesk", "workspace": OURS, **values}
    return fake.notes.add(text, happened_on=on, **named)


def page(pages: NotesHandlers, *parts: str, workspace: str = OURS) -> Leaf:
    route = "/".join(("notes", *filter(None, parts)))
    return pages.page({"route": route}, workspace=workspace)


def text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def shown(html: str) -> list[str]:
    """The ids of the notes in a list, in order."""
    return re.findall(r'<li class="oa-note" id="oa-note-([^"]+)"', html)


def test_without_engagements_the_page_says_what_notes_do_and_how_to_begin(
    pages: NotesHandlers,
) -> None:
    html = page(pages).html
    assert "Answers in the chat then quote your notes" in text(html)
    assert re.findall(r'href="(#/[^"]+)"', html) == ["#/notes/new", "#/notes/import"]


def test_the_list_names_each_engagement_with_its_facts_and_notes(
    pages: NotesHandlers, fake: FakeAdvisor
) -> None:
    engaged(
        fake,
        vendor="Brightdesk Ltd",
        trade="customer_support",
        status="paused",
        started_on=date(2026, 1, 5),
    )
    add(fake, "One.")
    shown = text(page(pages).html)
    assert "Brightdesk Ltd · Customer support · Paused · since 5 January 2026" in shown
    assert "1 note " in shown


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        ((), "No notes yet"),
        (("All well.",), "No open signals"),
        (("They have our password.",), "1 open signal"),
        (("They have our password.", "late again"), "2 open signals"),
        (("The shared password is fixed.",), "No open signals"),
    ],
)
def test_open_signals_are_counted_in_words(
    pages: NotesHandlers, fake: FakeAdvisor, notes: tuple[str, ...], said: str
) -> None:
    identifier = engaged(fake)
    for note in notes:
        add(fake, note)
    change = pages.signals({"engagement": identifier}, workspace=OURS)
    assert text(change.html) == said
    assert "<svg" in change.html


@pytest.mark.parametrize("tab", TABS)
def test_every_part_of_an_engagement_is_a_page_with_one_heading_and_its_tab_marked(
    pages: NotesHandlers, fake: FakeAdvisor, tab: str
) -> None:
    identifier = engaged(fake, targets=("first reply under 4h",))
    add(fake, "We agreed it. It took 6h and was late. They have our password.")
    leaf = page(pages, identifier, tab)
    assert leaf.html.count("<h2") == 1
    assert leaf.html.count('aria-current="page"') == 1
    assert leaf.section == (tab or "notes")
    ids = re.findall(r'\bid="([^"]+)"', leaf.html + frame_html())
    assert len(ids) == len(set(ids))
    labelled = set(re.findall(r'for="([^"]+)"', leaf.html))
    assert labelled <= set(ids), "every label has its control"


@pytest.mark.parametrize("tab", TABS)
def test_what_the_user_wrote_is_shown_as_text_on_every_page(
    pages: NotesHandlers, fake: FakeAdvisor, tab: str
) -> None:
    identifier = engaged(fake, HOSTILE[:60], vendor=HOSTILE[:70])
    add(fake, f"{HOSTILE} agreed, late, password, took 6h", engagement=HOSTILE[:60], tags=["<b>x"])
    for html in (page(pages).html, page(pages, identifier, tab).html):
        assert "<script" not in html
        assert "<b>x" not in html
        assert "&lt;script&gt;" in html


def test_a_note_of_the_greatest_length_is_shown_whole_and_folded(
    pages: NotesHandlers, fake: FakeAdvisor
) -> None:
    identifier = engaged(fake)
    words = ("late " * MAX_NOTE_CHARS)[: MAX_NOTE_CHARS - 1] + "."
    add(fake, words)
    html = page(pages, identifier).html
    assert words in html
    assert "data-folded" in html
    assert "Show all of it" in html
    add(fake, "Short.")
    assert page(pages, identifier).html.count("data-folded") == 1


def test_fifty_notes_are_shown_at_a_time_and_none_is_left_out(
    pages: NotesHandlers, fake: FakeAdvisor
) -> None:
    identifier = engaged(fake)
    made = [add(fake, f"Note {n}.", date(2026, 1, 1 + n % 28)).note_id for n in range(120)]
    html = page(pages, identifier).html
    found = shown(html)
    assert len(found) == 50
    for _ in range(3):
        offset = re.findall(r'data-offset="(\d+)"', html)
        if not offset:
            break
        more = pages.listing({"engagement": identifier, "offset": offset[0]}, workspace=OURS)
        found += shown(more.html)
        html = more.count
    assert sorted(found) == sorted(made)
    assert len(found) == len(set(found))


def test_notes_are_filtered_by_words_tag_and_days(pages: NotesHandlers, fake: FakeAdvisor) -> None:
    identifier = engaged(fake)
    first = add(fake, "Invoice paid.", date(2026, 1, 5), tags=("money",)).note_id
    second = add(fake, "Invoice late.", date(2026, 2, 5)).note_id

    def found(**values: str) -> list[str]:
        asked = {"engagement": identifier, **values}
        return shown(pages.listing(asked, workspace=OURS).html)

    assert found(words="invoice") == [second, first]
    assert found(words="late") == [second]
    assert found(tag="money") == [first]
    assert found(since="2026-02-01") == [second]
    assert found(until="2026-02-01") == [first]
    nothing = pages.listing({"engagement": identifier, "words": "zebra"}, workspace=OURS)
    assert "No note fits" in nothing.html
    assert ">money</option>" in page(pages, identifier).html


def test_a_link_to_a_note_shows_the_part_of_the_list_that_holds_it(
    pages: NotesHandlers, fake: FakeAdvisor
) -> None:
    identifier = engaged(fake)
    old = add(fake, "The first one.", date(2025, 1, 1))
    same_day = [add(fake, f"Same day {n}.", date(2026, 2, 1)).note_id for n in range(70)]
    for note_id in (old.note_id, *same_day):
        leaf = page(pages, identifier, note_id)
        assert leaf.target == f"oa-note-{note_id}"
        assert note_id in shown(leaf.html)
        assert leaf.html.count(" data-opened") == 1
    assert "50 later notes above" in text(page(pages, identifier, old.note_id).html)


def test_the_timeline_shows_each_event_with_its_kind_day_and_note(
    pages: NotesHandlers, fake: FakeAdvisor
) -> None:
    identifier = engaged(fake)
    agreed = add(fake, "We agreed on weekly calls.", date(2026, 1, 5))
    paid = add(fake, "Invoice 1 paid.", date(2026, 2, 3))
    html = page(pages, identifier, "timeline").html
    order = [text(html).index(word) for word in ("Payment 3 Feb", "Decision 5 January 2026")]
    assert order == sorted(order)
    for note in (agreed, paid):
        assert f'href="#/notes/{identifier}/{note.note_id}"' in html


def test_a_long_timeline_begins_with_its_latest_part(
    pages: NotesHandlers, fake: FakeAdvisor
) -> None:
    identifier = engaged(fake)
    for _ in range(205):
        add(fake, "We paid and they were late.")
    assert page(pages, identifier, "timeline").html.count('class="oa-event"') == 200
    assert page(pages, identifier, "timeline", "all").html.count('class="oa-event"') == 410


def test_a_measure_shows_target_last_value_and_trend_in_words(
    pages: NotesHandlers, fake: FakeAdvisor
) -> None:
    identifier = engaged(fake, targets=("first reply under 4h",))
    add(fake, "First reply took 6h in January.")
    html = page(pages, identifier, "measures").html
    for words in ("Target missed", "6h, January", "no trend to see yet", "first reply under 4h"):
        assert words in text(html)
    assert "<svg" in html


def test_a_signal_says_how_severe_it_is_why_and_what_helps(
    pages: NotesHandlers, fake: FakeAdvisor
) -> None:
    identifier = engaged(fake)
    note = add(fake, "They have our password.", date(2026, 2, 3))
    html = page(pages, identifier, "check-up").html
    said = text(html)
    for words in (
        "High severity",
        fake.library.topic_by_id["unprotected-ip"].title,
        "A password was shared.",
        "“They have our password.”",
        "Your note of 3 February 2026",
        "Against the guidance:",
        "What helps:",
        "1 open signal in 1 note read. As of 9 March 2026.",
    ):
        assert words in said
    assert f'href="#/notes/{identifier}/{note.note_id}"' in html
    assert 'href="#/point/7e"' in html


def test_no_signal_is_said_with_how_many_notes_were_read(
    pages: NotesHandlers, fake: FakeAdvisor
) -> None:
    identifier = engaged(fake)
    assert "no notes to check yet" in page(pages, identifier, "check-up").html
    add(fake, "All well.")
    add(fake, "Still well.")
    said = text(page(pages, identifier, "check-up").html)
    assert "No signal. None of the warning signs was found in 2 notes." in said


def test_a_solved_signal_is_folded_and_called_solved(
    pages: NotesHandlers, fake: FakeAdvisor
) -> None:
    identifier = engaged(fake)
    add(fake, "The shared password is fixed.")
    html = page(pages, identifier, "check-up").html
    folded = html[html.index("<details") : html.index("</details>")]
    assert "1 solved signal" in folded
    assert "Solved" in text(folded)
    assert "No signal." in text(html)


def test_a_check_up_can_be_as_of_another_day(pages: NotesHandlers, fake: FakeAdvisor) -> None:
    identifier = engaged(fake)
    add(fake, "They have our password.", date(2026, 2, 3))
    said = text(page(pages, identifier, "check-up", "2026-01-31").html)
    assert "0 notes read. As of 31 January 2026." in said
    with pytest.raises(NotFoundError, match="year-month-day"):
        page(pages, identifier, "check-up", "soon")


def test_the_agenda_follows_the_length_of_the_call(pages: NotesHandlers, fake: FakeAdvisor) -> None:
    identifier = engaged(fake)
    assert "Nothing to raise" in page(pages, identifier, "agenda").html
    add(fake, "They have our password.")
    assert "30 min" in text(page(pages, identifier, "agenda").html)
    html = page(pages, identifier, "agenda", "45").html
    assert "45 min" in text(html)
    assert '<option value="45" selected>' in html
    assert "1 April 2026" in text(html)


def test_the_settings_say_how_many_notes_a_deletion_takes(
    pages: NotesHandlers, fake: FakeAdvisor
) -> None:
    identifier = engaged(fake)
    add(fake, "One.")
    add(fake, "Two.")
    assert 'data-count="2 notes"' in page(pages, identifier, "settings").html


@pytest.mark.parametrize(
    "parts",
    [("none",), ("{id}", "none"), ("{id}", "settings", "x"), ("{id}", "timeline", "all", "x")],
)
def test_an_unknown_page_is_not_found(
    pages: NotesHandlers, fake: FakeAdvisor, parts: tuple[str, ...]
) -> None:
    identifier = engaged(fake)
    with pytest.raises(NotFoundError):
        page(pages, *(part.replace("{id}", identifier) for part in parts))


def test_a_note_is_found_only_under_its_own_engagement(
    pages: NotesHandlers, fake: FakeAdvisor
) -> None:
    engaged(fake)
    other = engaged(fake, "Other")
    note = add(fake, "Ours.")
    with pytest.raises(NotFoundError):
        page(pages, other, note.note_id)


def test_another_workspace_sees_no_page_of_ours(pages: NotesHandlers, fake: FakeAdvisor) -> None:
    identifier = engaged(fake)
    note = add(fake, "Our secret.", tags=("hush",))
    assert "Brightdesk" not in page(pages, workspace=THEIRS).html
    assert pages.names({}, workspace=THEIRS).names == ()
    for tab in (*TABS, note.note_id):
        with pytest.raises(NotFoundError):
            page(pages, identifier, tab, workspace=THEIRS)
    for act in (pages.signals, pages.listing):
        with pytest.raises(NotFoundError):
            act({"engagement": identifier}, workspace=THEIRS)
    for act in (pages.item, pages.edit_form):
        with pytest.raises(NotFoundError):
            act({"note": note.note_id}, workspace=THEIRS)
    theirs = fake.engagements.add("Theirs", workspace=THEIRS).engagement_id
    assert "hush" not in page(pages, theirs, workspace=THEIRS).html
