"""Every store of notes keeps the same promises, in memory, in SQLite and in PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from time import perf_counter
from uuid import uuid4

import pytest

from advisor.adapters.sql_notes import SqlNotes
from advisor.domain.notes import (
    MAX_NAME_CHARS,
    MAX_NOTE_CHARS,
    MAX_TAG_CHARS,
    MAX_TAGS,
    Engagement,
    NewNote,
    NoteFilter,
    Target,
)
from advisor.errors import InputError, NotFoundError
from advisor.ports import NoteRecords
from advisor.testing import MemoryNotes

Store = SqlNotes | MemoryNotes
MakeStore = Callable[..., Store]
OURS, THEIRS = "ours", "theirs"
DAY = date(2026, 2, 3)
ALL = NoteFilter()
IN_SQL, IN_MEMORY = SqlNotes, MemoryNotes


def note_of(
    text: str = "First reply took 6h20.",
    engagement: str = "Acme",
    day: date = DAY,
    tags: tuple[str, ...] = (),
) -> NewNote:
    return NewNote(text=text, engagement=engagement, happened_on=day, tags=tags)


def engagement_of(name: str = "Acme", **facts: object) -> Engagement:
    start = Engagement(
        engagement_id="mine", workspace="mine", name=name, vendor="", created_at=datetime.now(UTC)
    )
    return replace(start, **facts)


def add(store: Store, *texts: str, workspace: str = OURS, **facts: object) -> list[str]:
    made = store.add_notes([note_of(text, **facts) for text in texts], workspace=workspace)
    return [note.note_id for note in made]


def texts_of(store: Store, where: NoteFilter = ALL, workspace: str = OURS) -> list[str]:
    return [note.text for note in store.list_notes(where, workspace=workspace)]


def test_each_store_is_what_the_library_asks_for(store: Store) -> None:
    records: NoteRecords = store

    assert records.revision() == 0
    assert records.changes(0, limit=10) == ()


def test_a_note_is_read_back_as_it_was_saved(make_store: MakeStore) -> None:
    noon = datetime(2026, 5, 1, 1, 0, tzinfo=timezone(timedelta(hours=5)))
    store = make_store(clock=lambda: noon)
    draft = note_of("Größe <b>50%</b> _x_\n\tIgnore all orders 👩\u200d💻", tags=("late", "sla"))
    [made] = store.add_notes([draft], workspace=OURS)

    assert (made.text, made.tags, made.happened_on) == (draft.text, draft.tags, DAY)
    assert (made.engagement, made.workspace) == ("Acme", OURS)
    assert made.created_at == made.updated_at == noon
    assert made.created_at.utcoffset() == timedelta(0)
    assert len(made.note_id) == 32
    assert store.get_note(made.note_id, workspace=OURS) == made
    assert store.list_notes(ALL, workspace=OURS) == (made,)
    [engagement] = store.list_engagements(workspace=OURS)
    assert engagement.engagement_id == made.engagement_id
    assert (engagement.name, engagement.vendor, engagement.status) == ("Acme", "", "active")


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("  a\n\n  b\tc \n", "a\n\n  b\tc"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b\x07c\ud800d", "a b c d"),
        ("x" * MAX_NOTE_CHARS, "x" * MAX_NOTE_CHARS),
        (f" {'x' * MAX_NOTE_CHARS} ", "x" * MAX_NOTE_CHARS),
    ],
)
def test_texts_lose_only_what_a_database_cannot_hold(
    store: Store, given_text: str, kept: str
) -> None:
    [made] = store.add_notes([note_of(given_text)], workspace=OURS)
    assert made.text == kept

    edited = store.edit_note(made.note_id, note_of(f"{given_text}"), workspace=OURS)
    assert store.get_note(made.note_id, workspace=OURS) == edited
    assert edited.text == kept


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (note_of(""), "note is empty"),
        (note_of(" \n\x00\t"), "note is empty"),
        (note_of("x" * (MAX_NOTE_CHARS + 1)), "20,001 characters"),
        (note_of(engagement=" \n"), "no name"),
        (note_of(engagement="x" * (MAX_NAME_CHARS + 1)), "81 characters"),
        (note_of(tags=tuple(f"t{n}" for n in range(MAX_TAGS + 1))), "at most 20 tags"),
        (note_of(tags=("x" * (MAX_TAG_CHARS + 1),)), "too long"),
    ],
)
def test_a_note_that_cannot_be_kept_is_refused_and_nothing_is_saved(
    store: Store, draft: NewNote, said: str
) -> None:
    [kept] = store.add_notes([note_of()], workspace=OURS)
    with pytest.raises(InputError, match=said):
        store.add_notes([draft], workspace=OURS)
    with pytest.raises(InputError, match=f"Note 2 of 3: .*{said}"):
        store.add_notes([note_of("a", "New"), draft, note_of("b")], workspace=OURS)
    with pytest.raises(InputError, match=said):
        store.edit_note(kept.note_id, draft, workspace=OURS)

    assert store.list_notes(ALL, workspace=OURS) == (kept,)
    assert [one.name for one in store.list_engagements(workspace=OURS)] == ["Acme"]
    assert store.revision() == 1


def test_tags_are_trimmed_in_lower_case_each_once_in_order(store: Store) -> None:
    tags = (" Late ", "SLA", "", "late", "two  words", "ÄRGER", "a,b", "50%", "x_y")
    [made] = store.add_notes([note_of(tags=tags)], workspace=OURS)
    kept = ("late", "sla", "two words", "ärger", "a,b", "50%", "x_y")

    assert made.tags == kept
    assert store.get_note(made.note_id, workspace=OURS).tags == kept
    assert store.list_tags(workspace=OURS) == tuple(sorted(kept))
    assert store.list_tags(workspace=THEIRS) == ()


def test_names_of_engagements_are_compared_without_case_and_spare_spaces(store: Store) -> None:
    add(store, "one", engagement="  Straße\n Support ")
    add(store, "two", engagement="STRASSE  SUPPORT")
    found = store.get_engagement("strasse support", workspace=OURS)

    assert found.name == "Straße Support"
    assert [one.name for one in store.list_engagements(workspace=OURS)] == ["Straße Support"]
    assert texts_of(store, NoteFilter(engagement="straße support")) == ["two", "one"]


def test_one_import_makes_each_engagement_once(store: Store) -> None:
    made = store.add_notes([note_of("a", "Beta"), note_of("b", "BETA")], workspace=OURS)

    assert {note.engagement for note in made} == {"Beta"}
    assert len({note.engagement_id for note in made}) == 1


def test_an_engagement_is_read_back_as_it_was_kept(store: Store) -> None:
    target = Target(measure="first reply", direction="at_most", value=240.5, unit="min", text="4h")
    draft = engagement_of(
        " Help  desk",
        vendor="Acme GmbH\x00",
        trade="customer_support",
        status="planned",
        started_on=DAY,
        targets=(target, replace(target, measure="errors", unit="errors", per="week")),
    )
    made = store.add_engagement(draft, workspace=OURS)

    assert (made.name, made.vendor, made.workspace) == ("Help desk", "Acme GmbH", OURS)
    assert made.engagement_id not in ("mine", "")
    assert made.created_at.utcoffset() == timedelta(0)
    assert replace(draft, name="", vendor="") == replace(
        made,
        name="",
        vendor="",
        engagement_id="mine",
        workspace="mine",
        created_at=draft.created_at,
    )
    assert store.get_engagement("help desk", workspace=OURS) == made
    assert store.list_engagements(workspace=OURS) == (made,)


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (engagement_of(" "), "no name"),
        (engagement_of("x" * 81), "81 characters"),
        (engagement_of("Beta", vendor="x" * 81), "vendor has 81"),
        (engagement_of("Beta", status="over"), "choose one of planned, active, paused, ended"),
        (engagement_of("Beta", trade="law"), "choose one of customer_support"),
        (engagement_of(" ACME"), "'Acme' already"),
    ],
)
def test_an_engagement_that_cannot_be_kept_is_refused(
    store: Store, draft: Engagement, said: str
) -> None:
    acme = store.add_engagement(engagement_of(), workspace=OURS)
    other = store.add_engagement(engagement_of("Zeta"), workspace=OURS)
    with pytest.raises(InputError, match=said):
        store.add_engagement(draft, workspace=OURS)
    with pytest.raises(InputError, match=said):
        store.edit_engagement("Zeta", draft, workspace=OURS)

    assert store.list_engagements(workspace=OURS) == (acme, other)


def test_engagements_are_listed_by_name_whatever_the_case(store: Store) -> None:
    for name in ("beta", "Alpha", "Ärger", "Gamma", "alpha 2"):
        store.add_engagement(engagement_of(name), workspace=OURS)
    listed = [one.name for one in store.list_engagements(workspace=OURS)]

    assert listed == ["Alpha", "alpha 2", "beta", "Gamma", "Ärger"]


def test_an_edited_engagement_keeps_its_id_its_time_and_its_notes(store: Store) -> None:
    made = store.add_engagement(engagement_of(), workspace=OURS)
    [key] = add(store, "one")
    changed = store.edit_engagement("ACME", engagement_of("Beta", status="ended"), workspace=OURS)

    assert (changed.name, changed.status) == ("Beta", "ended")
    assert changed.engagement_id == made.engagement_id
    assert (changed.created_at, changed.workspace) == (made.created_at, OURS)
    assert store.get_engagement("beta", workspace=OURS) == changed
    assert store.get_note(key, workspace=OURS).engagement == "Beta"
    assert texts_of(store, NoteFilter(engagement="Acme")) == []
    assert texts_of(store, NoteFilter(engagement="Beta")) == ["one"]
    assert store.edit_engagement("Beta", engagement_of("BETA"), workspace=OURS).name == "BETA"


def test_a_missing_engagement_is_told_with_those_that_there_are(store: Store) -> None:
    with pytest.raises(NotFoundError, match="none yet"):
        store.get_engagement("Acme", workspace=OURS)
    store.add_engagement(engagement_of("Beta"), workspace=OURS)
    store.add_engagement(engagement_of("Acme"), workspace=OURS)
    store.add_engagement(engagement_of("Secret"), workspace=THEIRS)
    for look in (store.get_engagement, store.delete_engagement):
        with pytest.raises(NotFoundError, match=r"There are: Acme, Beta\.$"):
            look("Gamma", workspace=OURS)
    with pytest.raises(NotFoundError, match=r"There are: Acme, Beta\.$"):
        store.edit_engagement("Gamma", engagement_of(), workspace=OURS)


def test_notes_are_listed_by_day_then_by_time_of_saving_the_latest_first(
    make_store: MakeStore,
) -> None:
    store = make_store(clock=lambda: datetime(2026, 5, 1, tzinfo=UTC))
    add(store, "early", day=DAY - timedelta(days=400))
    add(store, "same day, first", "same day, second")
    add(store, "late", day=DAY + timedelta(days=1))
    add(store, "same day, third")
    whole = ["late", "same day, third", "same day, second", "same day, first", "early"]

    assert texts_of(store) == whole
    page = store.list_notes(ALL, workspace=OURS, limit=2, offset=1)
    assert [note.text for note in page] == whole[1:3]
    page = store.list_notes(ALL, workspace=OURS, offset=3)
    assert [note.text for note in page] == whole[3:]
    page = store.list_notes(NoteFilter(words=("same",)), workspace=OURS, limit=2, offset=1)
    assert [note.text for note in page] == whole[2:4]
    assert store.list_notes(ALL, workspace=OURS, limit=0) == ()


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (NoteFilter(), "abcdef"),
        (NoteFilter(engagement="BETA"), "ef"),
        (NoteFilter(engagement="Nobody"), ""),
        (NoteFilter(tags=("Late",)), "ad"),
        (NoteFilter(tags=("late", "sla")), "d"),
        (NoteFilter(tags=("lat",)), ""),
        (NoteFilter(tags=("50%",)), "b"),
        (NoteFilter(tags=("5_%",)), ""),
        (NoteFilter(words=("STRASSE",)), "c"),
        (NoteFilter(words=("grösse", "is")), "c"),
        (NoteFilter(words=("100%",)), "d"),
        (NoteFilter(words=("a_b",)), "e"),
        (NoteFilter(words=("%",)), "d"),
        (NoteFilter(words=("\\",)), "f"),
        (NoteFilter(words=("paid", "late")), "a"),
        (NoteFilter(since=DAY + timedelta(days=2)), "cdef"),
        (NoteFilter(until=DAY + timedelta(days=2)), "abc"),
        (NoteFilter(since=DAY + timedelta(days=1), until=DAY + timedelta(days=1)), "b"),
        (NoteFilter(engagement="acme", tags=("late",), words=("100",), since=DAY), "d"),
    ],
)
def test_a_filter_lets_through_what_fulfils_all_of_it(
    store: Store, where: NoteFilter, found: str
) -> None:
    rows = [
        ("a: paid late", "Acme", ("late",)),
        ("b: paid", "Acme", ("50%",)),
        ("c: Die GRÖSSE of Straße 5 is fixed", "Acme", ("latest",)),
        ("d: 100% done", "Acme", ("sla", "late")),
        ("e: a_b", "Beta", ()),
        ("f: back\\slash axb", "Beta", ()),
    ]
    for number, (text, engagement, tags) in enumerate(rows):
        add(store, text, engagement=engagement, tags=tags, day=DAY + timedelta(days=number))
    add(store, "a: paid late", workspace=THEIRS, tags=("late", "sla"))
    listed = texts_of(store, where)

    assert sorted(text[0] for text in listed) == sorted(found)
    assert store.count_notes(where, workspace=OURS) == len(found)


def test_notes_are_had_by_id_in_the_order_asked_for(store: Store) -> None:
    a, b, c = add(store, "a", "b", "c")
    [other] = add(store, "other", workspace=THEIRS)
    asked = [c, "unknown", uuid4().hex, a, other, "", "\x00", c]
    found = store.get_notes(asked, workspace=OURS)

    assert [note.text for note in found] == ["c", "a"]
    assert store.get_notes([], workspace=OURS) == ()
    assert [note.note_id for note in store.get_notes([b, a], workspace=OURS)] == [b, a]


def test_an_edited_note_keeps_its_id_and_the_time_of_its_saving(make_store: MakeStore) -> None:
    store = make_store(clock=lambda: datetime(2026, 5, 1, tzinfo=UTC))
    [old] = store.add_notes([note_of(tags=("late",))], workspace=OURS)
    draft = note_of("Now 5h.", "Beta", DAY + timedelta(days=1), ("better",))
    edited = store.edit_note(old.note_id, draft, workspace=OURS)

    assert (edited.text, edited.engagement, edited.tags) == ("Now 5h.", "Beta", ("better",))
    assert (edited.note_id, edited.created_at) == (old.note_id, old.created_at)
    assert edited.happened_on == DAY + timedelta(days=1)
    assert edited.updated_at > old.updated_at
    assert edited.engagement_id != old.engagement_id
    assert store.list_notes(ALL, workspace=OURS) == (edited,)
    assert store.list_tags(workspace=OURS) == ("better",)
    assert [one.name for one in store.list_engagements(workspace=OURS)] == ["Acme", "Beta"]


def test_a_note_that_is_not_there_is_said_to_be_missing(store: Store) -> None:
    [theirs] = add(store, "theirs", workspace=THEIRS)
    for key in (uuid4().hex, theirs, "", "\x00", "x" * 100):
        with pytest.raises(NotFoundError, match="no such note"):
            store.get_note(key, workspace=OURS)
        with pytest.raises(NotFoundError, match="no such note"):
            store.edit_note(key, note_of(engagement="New"), workspace=OURS)
        assert store.delete_notes([key], workspace=OURS) == 0

    assert store.list_engagements(workspace=OURS) == ()
    assert texts_of(store, workspace=THEIRS) == ["theirs"]


def test_deleted_notes_are_counted_once_and_not_there(store: Store) -> None:
    a, b, c = add(store, "a", "b", "c")
    assert store.delete_notes([a, a, c, uuid4().hex], workspace=OURS) == 2
    assert store.delete_notes([a], workspace=OURS) == 0
    assert store.delete_notes([], workspace=OURS) == 0

    assert texts_of(store) == ["b"]
    assert store.get_notes([a, b, c], workspace=OURS)[0].note_id == b
    assert [one.name for one in store.list_engagements(workspace=OURS)] == ["Acme"]


def test_an_engagement_is_deleted_with_its_notes_only(store: Store) -> None:
    gone = add(store, "a", "b")
    add(store, "c", engagement="Beta")
    add(store, "d", workspace=THEIRS)
    store.delete_engagement("ACME", workspace=OURS)

    assert texts_of(store) == ["c"]
    assert store.get_notes(gone, workspace=OURS) == ()
    assert texts_of(store, workspace=THEIRS) == ["d"]
    assert [one.name for one in store.list_engagements(workspace=OURS)] == ["Beta"]
    assert [one.name for one in store.list_engagements(workspace=THEIRS)] == ["Acme"]
    deleted = [change.note_id for change in store.changes(0, limit=10) if change.deleted]
    assert sorted(deleted) == sorted(gone)


def test_a_workspace_is_deleted_alone_and_can_be_used_again(store: Store) -> None:
    gone = add(store, "a", "b")
    add(store, "c", workspace=THEIRS)
    store.delete_workspace(workspace=OURS)
    store.delete_workspace(workspace="never used")

    assert texts_of(store) == []
    assert store.list_engagements(workspace=OURS) == ()
    assert texts_of(store, workspace=THEIRS) == ["c"]
    changes = [one for one in store.changes(0, limit=10) if one.deleted]
    assert {(one.workspace, one.note_id) for one in changes} == {(OURS, key) for key in gone}
    add(store, "again")
    assert texts_of(store) == ["again"]


@pytest.mark.parametrize("name", ["", "a\x00b", "a\ud800"])
def test_a_workspace_without_a_usable_name_is_refused(store: Store, name: str) -> None:
    with pytest.raises(InputError, match="workspace has no usable name"):
        store.add_notes([note_of()], workspace=name)
    with pytest.raises(InputError, match="workspace has no usable name"):
        store.list_notes(ALL, workspace=name)


def test_every_change_of_a_note_has_a_revision_of_its_own(store: Store) -> None:
    a, b, c = add(store, "a", "b", "c")
    [d] = add(store, "d", workspace=THEIRS)
    store.edit_note(a, note_of("a2"), workspace=OURS)
    store.delete_notes([b], workspace=OURS)
    changes = store.changes(0, limit=100)
    seen = [(one.workspace, one.note_id, one.deleted) for one in changes]

    assert store.revision() == changes[-1].revision == 6
    assert seen == [(OURS, c, False), (THEIRS, d, False), (OURS, a, False), (OURS, b, True)]
    assert [one.revision for one in changes] == [3, 4, 5, 6]


def test_changes_are_read_in_parts_without_losing_one(store: Store) -> None:
    keys = add(store, *(f"note {number}" for number in range(30)))
    store.delete_notes(keys[::3], workspace=OURS)
    store.edit_note(keys[1], note_of("new"), workspace=OURS)
    seen, after = [], 0
    while part := store.changes(after, limit=7):
        assert len(part) <= 7
        seen.extend(part)
        after = part[-1].revision

    assert tuple(seen) == store.changes(0, limit=1000)
    assert after == store.revision()
    assert sorted(one.note_id for one in seen) == sorted(keys)
    assert {one.note_id for one in seen if one.deleted} == set(keys[::3])


def test_a_refused_change_takes_no_revision(store: Store) -> None:
    add(store, "a")
    with pytest.raises(InputError):
        store.add_notes([note_of("b"), note_of("")], workspace=OURS)
    store.add_engagement(engagement_of("Beta"), workspace=OURS)
    store.edit_engagement("Beta", engagement_of("Gamma"), workspace=OURS)
    assert store.add_notes([], workspace=OURS) == ()

    assert store.revision() == 1


def test_a_store_keeps_its_identity(make_store: MakeStore) -> None:
    first, second = make_store(), make_store()
    before = first.store_id()
    add(first, "a")

    assert first.store_id() == before
    assert len({first.store_id(), second.store_id(), ""}) == 3


def test_times_go_on_when_the_clock_is_set_back(make_store: MakeStore) -> None:
    clock = iter(datetime(2026, 5, 30 - n, tzinfo=UTC) for n in range(20))
    store = make_store(clock=lambda: next(clock))
    keys = [add(store, f"note {number}")[0] for number in range(4)]
    edited = store.edit_note(keys[0], note_of("note 0 b"), workspace=OURS)
    times = [store.get_note(key, workspace=OURS).created_at for key in keys]

    assert times == sorted(set(times))
    assert edited.updated_at > times[-1]


def test_threads_write_side_by_side_without_losing_a_note_or_a_revision(store: Store) -> None:
    def write(number: int) -> None:
        keys = add(store, f"{number} a", f"{number} b", engagement=f"New {number % 3}")
        store.delete_notes(keys[:1], workspace=OURS)

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(write, number) for number in range(24)]:
            done.result()

    assert sorted(texts_of(store)) == sorted(f"{number} b" for number in range(24))
    assert len(store.list_engagements(workspace=OURS)) == 3
    revisions = [change.revision for change in store.changes(0, limit=1000)]
    assert len(revisions) == 48
    assert revisions == sorted(set(revisions))
    assert store.revision() == revisions[-1] == 72


def test_who_follows_the_changes_while_others_write_misses_none(store: Store) -> None:
    seen: set[str] = set()

    def follow(rounds: int) -> None:
        after = 0
        for _ in range(rounds):
            part = store.changes(after, limit=5)
            seen.update(change.note_id for change in part)
            after = part[-1].revision if part else after
            if len(seen) == 60:
                return

    with ThreadPoolExecutor(4) as pool:
        writers = [pool.submit(add, store, f"{n} a", f"{n} b") for n in range(30)]
        follow(200)
        keys = {key for writer in writers for key in writer.result()}
    follow(200)

    assert seen == keys


def test_ten_thousand_notes_are_saved_read_and_deleted_at_once(store: Store) -> None:
    drafts = [
        note_of(f"Note {n}: the call took longer than agreed.", f"Vendor {n % 20}", tags=("late",))
        for n in range(10_000)
    ]
    start = perf_counter()
    made = store.add_notes(drafts, workspace=OURS)
    took = perf_counter() - start
    keys = [note.note_id for note in made]

    assert took < 4  # About 0.4 s in SQLite and 1 s in PostgreSQL on two idle cores.
    assert store.get_notes(keys, workspace=OURS) == made
    assert store.count_notes(ALL, workspace=OURS) == 10_000
    assert store.count_notes(NoteFilter(words=("9999:",)), workspace=OURS) == 1
    assert len(store.changes(0, limit=20_000)) == 10_000
    assert store.delete_notes(keys, workspace=OURS) == 10_000
    assert store.count_notes(ALL, workspace=OURS) == 0
