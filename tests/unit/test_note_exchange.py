"""Notes go out as CSV, Markdown and JSON and come back the same."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.domain.library import TRADES
from advisor.domain.notes import STATUSES, Engagement, EngagementNote
from advisor.engagements.exporting import notes_csv, notes_json, notes_markdown
from advisor.engagements.importing import decoded, read_notes
from advisor.engagements.targets import parse_target

TODAY = date(2026, 4, 1)
NOW = datetime(2026, 4, 1, tzinfo=UTC)
WRITERS = {"json": notes_json, "csv": notes_csv, "markdown": notes_markdown}
_AWKWARD = [
    "=SUM(A1)", "'=x", "-1", "+1", "@x", "# heading", "## Other", "### 2026-01-01", "\\# x",
    "- 3 Feb 2026: inside", "Tags: a", "a,b;c\td", '"quoted"', "- Vendor: inside", "line\n\nline",
    "2026-02-03 at the start", "<script>alert(1)</script>", "\u202egnirts", "caf\u00e9 \u6f22",
]  # fmt: skip
_LINE = st.sampled_from(_AWKWARD) | st.text(
    st.characters(exclude_categories=["Cc", "Cs"]), max_size=30
)
_TEXT = st.lists(_LINE, min_size=1, max_size=4).map("\n".join).map(str.strip).filter(bool)
_TAG = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12).map(
    lambda tag: " ".join(tag.split())
)
_NOTE = st.tuples(_TEXT, st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.lists(_TAG.filter(bool)))


def _engagement(name, **facts):
    return Engagement(
        engagement_id="e", workspace="w", name=name, vendor=facts.pop("vendor", ""),
        created_at=NOW, **facts,
    )  # fmt: skip


def _kept(text, on, tags, *, engagement="Brightdesk", at=0):
    moment = NOW + timedelta(seconds=at)
    return EngagementNote(
        note_id=str(at), workspace="w", engagement_id="e", engagement=engagement, happened_on=on,
        text=text, tags=tuple(tags), created_at=moment, updated_at=moment,
    )  # fmt: skip


def _read(text, name="", format_name="auto", engagement=None):
    return read_notes(
        decoded(text), name=name, format_name=format_name, engagement=engagement, today=TODAY
    )


@pytest.mark.parametrize("kind", sorted(WRITERS))
@settings(max_examples=150, deadline=None)
@given(rows=st.lists(_NOTE, max_size=4))
def test_every_note_comes_back_word_for_word(kind, rows):
    notes = [_kept(*row, at=at) for at, row in enumerate(rows)]
    engagements = [
        _engagement(
            "Brightdesk", vendor="Bright, Desk", trade=TRADES[0], status=STATUSES[2],
            started_on=date(2026, 1, 10), targets=(parse_target("first reply under 4h"),),
        ),
        _engagement("Quiet one", vendor="Nobody"),
    ]  # fmt: skip

    read = _read(WRITERS[kind](engagements, notes), format_name=kind)

    assert read.errors == ()
    assert [(n.text, n.happened_on, n.tags, n.engagement) for n in read.notes] == [
        (n.text, n.happened_on, n.tags, n.engagement) for n in notes
    ]
    assert [
        (e.name, e.vendor, e.trade, e.status, e.started_on, e.targets) for e in read.engagements
    ] == [(e.name, e.vendor, e.trade, e.status, e.started_on, e.targets) for e in engagements]


@pytest.mark.parametrize("kind", sorted(WRITERS))
def test_an_export_is_recognised_without_a_name(kind):
    made = WRITERS[kind]([_engagement("Acme", vendor="A")], [_kept("ok", TODAY, [])])

    assert _read(made).format == kind


def test_a_cell_that_a_spreadsheet_would_run_is_written_as_text():
    made = notes_csv([_engagement("Acme")], [_kept('=HYPERLINK("http://x")', TODAY, [])])

    assert "'=HYPERLINK" in made


def test_a_bad_row_is_named_by_its_line_and_the_others_are_read():
    table = 'date,engagement,text\n2026-02-03,Acme,"two\nlines"\nsoon,Acme,late\n2026-02-05,Acme,ok'

    read = _read(table)

    assert [note.text for note in read.notes] == ["two\nlines", "ok"]
    assert [(error.line, "soon" in error.message) for error in read.errors] == [(4, True)]


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        (["03/02/2026", "14/02/2026"], date(2026, 2, 3)),
        (["03/02/2026", "02/14/2026"], date(2026, 3, 2)),
        (["3 Feb 2026", "x"], date(2026, 2, 3)),
        (["February 3, 2026", "x"], date(2026, 2, 3)),
        (["2026-02-03T10:00:00Z", "x"], date(2026, 2, 3)),
    ],
)
def test_day_and_month_are_told_apart_by_the_whole_column(cells, day):
    table = "date\tengagement\ttext\n" + "".join(f"{cell}\tAcme\tok\n" for cell in cells)

    assert _read(table).notes[0].happened_on == day


def test_a_chat_becomes_one_note_a_day_with_who_said_what():
    chat = (
        "[03/02/2026, 14:05:11] Maria: the site is down\nsince noon\n"
        "[03/02/2026, 14:06:02] Tom: on it\n[14/02/2026, 09:00:00] Maria: again\n"
    )

    read = _read(chat, engagement="Acme")

    assert read.format == "chat"
    assert [(note.happened_on, note.text) for note in read.notes] == [
        (date(2026, 2, 3), "Maria: the site is down\nsince noon\nTom: on it"),
        (date(2026, 2, 14), "Maria: again"),
    ]


def test_an_email_is_one_note_of_its_day_without_what_it_quotes():
    mail = (
        "From: Tom <tom@example.com>\nSent: Tuesday, 3 February 2026 14:05\nSubject: Delay\n\n"
        "We slip to 9 Feb.\n\nOn Mon, 2 Feb 2026 Ann wrote:\n> is it ready?\n"
    )

    [note] = _read(mail, engagement="Acme").notes

    assert note.happened_on == date(2026, 2, 3)
    assert note.text == "E-mail from Tom <tom@example.com>: Delay\n\nWe slip to 9 Feb."


def test_an_html_mail_is_read_without_its_scripts():
    mail = (
        b"From: t@example.com\nDate: Tue, 3 Feb 2026 14:05:00 +0000\nSubject: Hi\n"
        b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
        b"<html><head><title>x</title></head><body><p>Done.</p><script>bad()</script></body>"
    )

    [note] = _read(mail, name="mail.eml", engagement="Acme").notes

    assert "Done." in note.text
    assert "bad" not in note.text


def test_dated_items_are_notes_and_text_without_a_date_is_one_of_today():
    dated = _read("- 3 Feb 2026: late again\n- 5 Feb 2026: paid\n", engagement="Acme")
    plain = _read("They were late again.", engagement="Acme")

    assert [(n.happened_on.day, n.text) for n in dated.notes] == [(3, "late again"), (5, "paid")]
    assert [(n.happened_on, n.text) for n in plain.notes] == [(TODAY, "They were late again.")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("  ", "empty"),
        (b"\x89PNG\x00\x01\x02", "not a text file"),
        ('{"notes": 3}', "no list of notes"),
        ("{broken", "not JSON"),
        ("# Only a title", "No note"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data, said):
    with pytest.raises(Exception, match=said):
        _read(data, engagement="Acme")


def test_a_text_in_utf16_or_an_old_windows_code_is_read():
    assert (
        _read("text of caf\u00e9".encode("utf-16"), engagement="A")
        .notes[0]
        .text.endswith("caf\u00e9")
    )
    assert (
        _read("text of caf\u00e9".encode("cp1252"), engagement="A")
        .notes[0]
        .text.endswith("caf\u00e9")
    )
