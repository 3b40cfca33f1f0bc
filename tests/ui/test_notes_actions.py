"""What the buttons and forms of the notes do."""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from advisor.domain.notes import MAX_NOTE_CHARS, MAX_TAGS, EngagementNote, Target
from advisor.errors import InputError, NotFoundError
from advisor.ui.layout_notes import function
from advisor.ui.notes_acts import local_today, notes_acts
from advisor.ui.notes_forms import target_line
from advisor.ui.notes_import import BATCH
from advisor.ui.notes_views import Change, FormError
from tests.ui.fake_advisor import FakeAdvisor
from tests.ui.fake_notes import TODAY

OURS, THEIRS = "ours", "theirs"
Do = Callable[..., Any]


@pytest.fixture
def acts(fake: FakeAdvisor) -> Mapping[str, Do]:
    return notes_acts(fake, today=lambda: TODAY)


@pytest.fixture
def do(acts: Mapping[str, Do]) -> Do:
    """Calls an action in our workspace, as the script does."""

    def call(name: str, /, *, workspace: str = OURS, **values: Any) -> Any:
        return acts[f"notes_{name}"](values, workspace=workspace)

    return call


def engaged(fake: FakeAdvisor, name: str = "Brightdesk", **values: Any) -> str:
    return fake.engagements.add(name, workspace=OURS, **values).engagement_id


def add(fake: FakeAdvisor, text: str, on: date = TODAY) -> EngagementNote:
    return fake.notes.add(text, engagement="Brightdesk", happened_on=on, workspace=OURS)


def decoded(content: str) -> str:
    return base64.b64decode(content).decode()


def test_an_engagement_is_created_as_the_form_says_and_opened(do: Do, fake: FakeAdvisor) -> None:
    change: Change = do(
        "create",
        name=" Brightdesk ",
        vendor="Brightdesk Ltd",
        trade="customer_support",
        status="planned",
        started_on="2026-01-05",
        targets="first reply under 4h\n\naccuracy at least 98%\n",
    )
    (made,) = fake.engagements.list(workspace=OURS)
    assert (made.name, made.vendor, made.status) == ("Brightdesk", "Brightdesk Ltd", "planned")
    assert (made.trade, made.started_on) == ("customer_support", date(2026, 1, 5))
    assert [target.measure for target in made.targets] == ["first reply", "accuracy"]
    assert change.route == f"#/notes/{made.engagement_id}"
    assert change.said == "Created Brightdesk."


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"name": "  "}, "name", "Give the engagement a name"),
        ({"name": "brightdesk"}, "name", "Brightdesk"),
        ({"name": "x" * 81}, "name", "80"),
        ({"name": "A", "started_on": "5 Jan"}, "started_on", "year-month-day"),
        ({"name": "A", "trade": "piracy"}, "trade", "from the list"),
        ({"name": "A", "status": "gone"}, "status", "from the list"),
        ({"name": "A", "targets": "quick please"}, "targets", "quick please"),
    ],
)
def test_what_is_wrong_with_an_engagement_stands_at_its_field(
    do: Do, fake: FakeAdvisor, values: dict[str, str], field: str, said: str
) -> None:
    engaged(fake)
    with pytest.raises(FormError) as raised:
        do("create", **values)
    assert list(raised.value.errors) == [field]
    assert said in raised.value.errors[field]
    assert len(fake.engagements.list(workspace=OURS)) == 1


def test_every_wrong_field_is_named_at_once(do: Do) -> None:
    with pytest.raises(FormError) as raised:
        do("create", name="", started_on="x", targets="quick please")
    assert set(raised.value.errors) == {"name", "started_on", "targets"}


def test_settings_change_what_was_changed_and_keep_targets_as_they_were(
    do: Do, fake: FakeAdvisor
) -> None:
    kept = Target(
        measure="first reply", direction="at_most", value=240.0, unit="min", text="odd words"
    )
    identifier = engaged(fake, targets=(kept,))
    add(fake, "One.")
    change = do(
        "change",
        engagement=identifier,
        name="Bright & Desk",
        status="ended",
        targets="odd words\naccuracy at least 98%",
    )
    (saved,) = fake.engagements.list(workspace=OURS)
    assert (saved.name, saved.status) == ("Bright & Desk", "ended")
    assert saved.targets[0] == kept
    assert saved.targets[1].measure == "accuracy"
    assert change.route == f"#/notes/{identifier}/settings"
    assert fake.notes.count(engagement="Bright & Desk", workspace=OURS) == 1


def test_the_name_of_another_engagement_is_refused_at_the_name(do: Do, fake: FakeAdvisor) -> None:
    engaged(fake)
    other = engaged(fake, "Other")
    with pytest.raises(FormError) as raised:
        do("change", engagement=other, name="Brightdesk")
    assert list(raised.value.errors) == ["name"]


def test_targets_are_edited_beside_the_measures(do: Do, fake: FakeAdvisor) -> None:
    identifier = engaged(fake, targets=("first reply under 4h",))
    change = do("targets", engagement=identifier, targets="first reply under 2h")
    (saved,) = fake.engagements.list(workspace=OURS)
    assert [target.value for target in saved.targets] == [120.0]
    assert change.route == f"#/notes/{identifier}/measures"
    with pytest.raises(FormError, match="quick"):
        do("targets", engagement=identifier, targets="quick please")
    do("targets", engagement=identifier, targets="")
    assert fake.engagements.list(workspace=OURS)[0].targets == ()


def test_a_target_without_the_users_words_is_written_so_that_it_can_be_read_back() -> None:
    percent = Target(measure="accuracy", direction="at_least", value=98.0, unit="%")
    errors = Target(measure="errors", direction="at_most", value=2.0, unit="errors", per="week")
    assert target_line(percent) == "accuracy at least 98%"
    assert target_line(errors) == "errors at most 2 errors per week"


def test_a_deleted_engagement_takes_its_notes_along(do: Do, fake: FakeAdvisor) -> None:
    identifier = engaged(fake)
    add(fake, "One.")
    change = do("drop", engagement=identifier)
    assert fake.engagements.list(workspace=OURS) == ()
    assert fake.notes.count(workspace=OURS) == 0
    assert (change.route, change.said) == ("#/notes", "Deleted Brightdesk.")


def test_a_note_is_saved_as_typed_with_its_day_and_tags(do: Do, fake: FakeAdvisor) -> None:
    identifier = engaged(fake)
    typed = "  Two lines,\n  kept <b>as typed</b>. "
    change = do(
        "add",
        engagement=identifier,
        text=typed,
        happened_on="2026-02-03",
        tags=" money, money ,weekly,, ",
    )
    (note,) = fake.notes.list(workspace=OURS)
    assert note.text.strip() == typed.strip()
    assert "\n  kept" in note.text
    assert (note.happened_on, set(note.tags)) == (date(2026, 2, 3), {"money", "weekly"})
    assert change.said == "Saved, dated 3 February 2026."
    assert note.note_id in change.html


def test_a_note_without_a_day_is_of_today(do: Do, fake: FakeAdvisor) -> None:
    do("add", engagement=engaged(fake), text="Now.", happened_on="", tags="")
    assert fake.notes.list(workspace=OURS)[0].happened_on == TODAY
    assert isinstance(local_today(), date)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": " \n "}, "text"),
        ({"text": "x" * (MAX_NOTE_CHARS + 1)}, "text"),
        ({"text": "A", "happened_on": "yesterday"}, "happened_on"),
        ({"text": "A", "tags": "x" * 41}, "tags"),
        ({"text": "A", "tags": ",".join(map(str, range(MAX_TAGS + 1)))}, "tags"),
    ],
)
def test_what_is_wrong_with_a_note_stands_at_its_field(
    do: Do, fake: FakeAdvisor, values: dict[str, str], field: str
) -> None:
    identifier = engaged(fake)
    note = add(fake, "Kept.")
    for name, target in (("add", {"engagement": identifier}), ("edit", {"note": note.note_id})):
        with pytest.raises(FormError) as raised:
            do(name, **target, **values)
        assert list(raised.value.errors) == [field]
    assert [item.text for item in fake.notes.list(workspace=OURS)] == ["Kept."]


def test_a_note_is_edited_in_place(do: Do, fake: FakeAdvisor) -> None:
    engaged(fake)
    note = add(fake, "Frist.", date(2026, 2, 3))
    form = do("edit_form", note=note.note_id)
    assert ">\nFrist.</textarea>" in form.html
    assert 'value="2026-02-03"' in form.html
    change = do("edit", note=note.note_id, text="First.", happened_on="2026-02-04", tags="a")
    saved = fake.notes.get(note.note_id, workspace=OURS)
    assert (saved.text, saved.happened_on, saved.tags) == ("First.", date(2026, 2, 4), ("a",))
    assert change.place == f"oa-note-{note.note_id}"
    assert "First." in change.html
    assert do("item", note=note.note_id).html == change.html


def test_a_deleted_note_is_gone(do: Do, fake: FakeAdvisor) -> None:
    engaged(fake)
    note = add(fake, "One.", date(2026, 2, 3))
    assert do("delete", note=note.note_id).said == "Deleted the note of 3 February 2026."
    assert fake.notes.count(workspace=OURS) == 0
    with pytest.raises(NotFoundError):
        do("delete", note=note.note_id)


CSV = (
    "date,engagement,note\n"
    "2026-02-03,Brightdesk,First reply took 6h20.\n"
    "soon,Brightdesk,No day here.\n"
    "2026-02-04,New one,<b>Bold</b>\n"
)


def test_a_preview_shows_what_would_be_added_and_why_a_row_is_not(
    do: Do, fake: FakeAdvisor
) -> None:
    fake.notes.import_(CSV.replace("soon", "2026-02-05"), workspace=OURS)
    fresh = CSV.replace("6h20", "7h05")
    preview = do("preview", text=fresh, format="auto", happened_on="")
    assert [row["text"] for row in preview.rows] == ["First reply took 7h05."]
    assert "Line 3:" in preview.html
    assert "1 note to add, 1 row that cannot be read, 1 there already" in preview.html
    assert "<b>Bold" not in preview.html
    assert "Read as a CSV table" in preview.html
    assert fake.notes.count(workspace=OURS) == 3, "nothing is saved by a preview"


def test_the_rows_of_a_preview_are_saved_step_by_step(do: Do, fake: FakeAdvisor) -> None:
    lines = [f"2026-02-03,Brightdesk,Note {n}." for n in range(BATCH + 7)]
    content = base64.b64encode("\n".join(("date,engagement,note", *lines)).encode()).decode()
    preview = do("preview", content=content, file="notes.csv", format="auto", text="")
    assert json.loads(json.dumps(preview.rows)) == list(preview.rows)
    saved = 0
    for start in range(0, len(preview.rows), BATCH):
        step = preview.rows[start : start + BATCH]
        made = preview.engagements if not start else ()
        saved += do("save", rows=step, format=preview.format, engagements=made).saved
    assert saved == BATCH + 7
    assert fake.notes.count(engagement="Brightdesk", workspace=OURS) == BATCH + 7
    assert not do("preview", content=content, file="notes.csv", format="auto", text="").rows


def test_an_export_is_imported_back_without_loss(do: Do, fake: FakeAdvisor) -> None:
    engaged(fake, vendor="Ltd", trade="software", targets=("first reply under 4h",))
    fake.notes.add(
        'Line one,\n"quoted" and <b>.', engagement="Brightdesk", tags=("a",), workspace=OURS
    )
    file = do("export", engagement="", kind="json")
    assert file.name == "all-notes.json"
    preview = do("preview", content=file.content, file=file.name, format="auto", workspace=THEIRS)
    do(
        "save",
        rows=preview.rows,
        engagements=preview.engagements,
        format=preview.format,
        workspace=THEIRS,
    )
    (ours,), (theirs,) = (fake.notes.list(workspace=name) for name in (OURS, THEIRS))
    assert (theirs.text, theirs.happened_on, theirs.tags) == (
        ours.text,
        ours.happened_on,
        ours.tags,
    )
    (mine,), (copied,) = (fake.engagements.list(workspace=name) for name in (OURS, THEIRS))
    assert (copied.vendor, copied.trade, copied.targets) == (mine.vendor, mine.trade, mine.targets)


def test_notes_that_name_no_engagement_go_to_that_of_the_page(do: Do, fake: FakeAdvisor) -> None:
    identifier = engaged(fake)
    rows = do(
        "preview", engagement=identifier, text="date,note\n2026-02-03,Hello.", format="csv"
    ).rows
    assert [row["engagement"] for row in rows] == ["Brightdesk"]
    named = do("preview", name="Fresh", text="date,note\n2026-02-03,Hello.", format="csv").rows
    assert [row["engagement"] for row in named] == ["Fresh"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "x", "format": "exe"}, "format"),
        ({"text": "x", "happened_on": "soon"}, "happened_on"),
        ({"content": "%%%"}, "text"),
        ({"content": base64.b64encode(b"a" * 20_000_001).decode()}, "text"),
    ],
)
def test_what_cannot_be_previewed_is_said_at_its_field(
    do: Do, values: dict[str, str], field: str
) -> None:
    with pytest.raises(FormError) as raised:
        do("preview", **values)
    assert field in raised.value.errors


@pytest.mark.parametrize(
    "values",
    [
        {"rows": [{"text": "x"}]},
        {"rows": ["x"]},
        {"rows": [{"text": "x", "engagement": "a", "happened_on": "soon", "tags": []}]},
        {"rows": 7},
        {"rows": [], "format": "exe"},
        {"rows": [], "engagements": [{"name": "a"}]},
    ],
)
def test_rows_that_no_preview_made_are_refused(do: Do, fake: FakeAdvisor, values: Any) -> None:
    with pytest.raises(InputError, match="preview again"):
        do("save", **values)
    assert fake.notes.count(workspace=OURS) == 0


@pytest.mark.parametrize(("kind", "ending"), [("csv", "csv"), ("markdown", "md"), ("json", "json")])
def test_notes_are_exported_in_each_format(
    do: Do, fake: FakeAdvisor, kind: str, ending: str
) -> None:
    identifier = engaged(fake, "Bright / desk")
    fake.notes.add("Hello there.", engagement="Bright / desk", workspace=OURS)
    engaged(fake, "Other")
    fake.notes.add("Not this one.", engagement="Other", workspace=OURS)
    file = do("export", engagement=identifier, kind=kind)
    assert file.name == f"bright-desk-notes.{ending}"
    assert "Hello there." in decoded(file.content)
    assert "Not this one." not in decoded(file.content)
    assert "Not this one." in decoded(do("export", engagement="", kind=kind).content)


def test_the_agenda_is_saved_as_markdown_and_its_days_as_a_calendar(
    do: Do, fake: FakeAdvisor
) -> None:
    identifier = engaged(fake, "Bright *desk*")
    fake.notes.add("They have our password.", engagement="Bright *desk*", workspace=OURS)
    markdown = do("agenda", engagement=identifier, kind="md", minutes="20")
    assert markdown.name == "bright-desk-agenda.md"
    assert decoded(markdown.content).startswith("# Agenda: Bright \\*desk\\*\n")
    assert "(20 min)" in decoded(markdown.content)
    assert "- 1 April 2026: Review first reply" in decoded(markdown.content)
    calendar = do("agenda", engagement=identifier, kind="ics")
    assert calendar.name == "bright-desk-reviews.ics"
    assert calendar.mime.startswith("text/calendar")
    assert decoded(calendar.content).startswith("BEGIN:VCALENDAR")


@pytest.mark.parametrize("name", ["export", "agenda"])
def test_only_known_kinds_of_file_are_made(do: Do, fake: FakeAdvisor, name: str) -> None:
    with pytest.raises(InputError, match="Choose"):
        do(name, engagement=engaged(fake), kind="exe")


def test_the_chat_is_told_the_engagements_of_its_workspace(do: Do, fake: FakeAdvisor) -> None:
    identifier = engaged(fake)
    (name,) = do("names").names
    assert (name.engagement_id, name.name) == (identifier, "Brightdesk")


def test_no_action_touches_another_workspace(acts: Mapping[str, Do], fake: FakeAdvisor) -> None:
    identifier = engaged(fake)
    note = add(fake, "Our secret.")
    before = fake.notes.export(workspace=OURS)
    fillings = {"name": "Mine", "text": "x", "targets": "", "kind": "csv", "format": "auto"}
    for name, act in acts.items():
        values = {**fillings, "engagement": identifier, "note": note.note_id, "rows": []}
        values["route"] = f"notes/{identifier}"
        try:
            answer = str(act(values, workspace=THEIRS))
        except NotFoundError as error:
            answer = str(error)
        assert "Our secret" not in answer, name
        assert "Brightdesk" not in answer, name
    assert fake.notes.export(workspace=OURS) == before


def test_the_script_gets_errors_in_words_and_by_field(acts: Mapping[str, Do]) -> None:
    create = function("notes_create", acts["notes_create"], OURS)
    assert create.__name__ == "notes_create"
    answer = create({"name": ""})
    assert answer["errors"] == {"name": "Give the engagement a name."}
    page = function("notes_page", acts["notes_page"], OURS)
    assert "no such engagement" in page({"route": "notes/none"})["error"]
    assert "error" in page({"route": 7})
    assert "error" in function("notes_item", acts["notes_item"], OURS)(None)  # type: ignore[arg-type]
