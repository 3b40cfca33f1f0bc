"""Notes and engagements as the façade offers them, over records in memory."""

from datetime import date

import pytest

from advisor.engagements.finding import NoteFinder
from advisor.engagements.notebook import Notes
from advisor.engagements.register import Engagements
from advisor.errors import IndexUnavailableError, InputError, NotFoundError
from advisor.testing import HashedWordEmbedder, MemoryNotes

TODAY = date(2026, 4, 1)


@pytest.fixture
def records():
    return MemoryNotes()


@pytest.fixture
def notes(records):
    return Notes(records, NoteFinder(records), today=lambda: TODAY)


@pytest.fixture
def engagements(records, notes):
    return Engagements(records, notes)


def test_a_note_makes_its_engagement_and_is_of_today_unless_said_otherwise(notes, engagements):
    note = notes.add("They were late.", engagement="Brightdesk")

    assert (note.happened_on, note.engagement) == (TODAY, "Brightdesk")
    assert [one.name for one in engagements.list()] == ["Brightdesk"]


@pytest.mark.parametrize("day", ["2026-02-03", date(2026, 2, 3)])
def test_a_day_may_be_typed(notes, day):
    assert notes.add("Late.", engagement="A", happened_on=day).happened_on == date(2026, 2, 3)


def test_a_day_that_is_none_is_refused_with_the_way_to_write_it(notes):
    with pytest.raises(InputError, match="2026-02-03"):
        notes.add("Late.", engagement="A", happened_on="soon")


def test_editing_changes_what_is_given_and_leaves_the_rest(notes):
    note = notes.add("Late.", engagement="A", happened_on="2026-02-03", tags=["price"])
    changed = notes.edit(note.note_id, text="Late again.")

    assert changed.text == "Late again."
    assert (changed.happened_on, changed.tags, changed.engagement) == (
        note.happened_on,
        note.tags,
        "A",
    )


def test_listing_by_an_unknown_engagement_names_those_that_there_are(notes):
    notes.add("Late.", engagement="Brightdesk")

    with pytest.raises(NotFoundError, match="Brightdesk"):
        notes.list(engagement="Britedesk")


def test_everything_given_to_a_list_must_hold(notes):
    notes.add("Late with the logo.", engagement="A", happened_on="2026-02-03", tags=["logo"])
    notes.add("Paid the logo.", engagement="A", happened_on="2026-03-03")
    notes.add("Late with the logo.", engagement="B", happened_on="2026-02-03")

    found = notes.list(engagement="a", words="LOGO late", since="2026-02-01", until="2026-02-28")

    assert [note.engagement for note in found] == ["A"]
    assert notes.count(tags=["logo"]) == 1
    assert notes.tags() == ("logo",)


def test_a_typed_target_is_read(engagements):
    made = engagements.add("A", targets=["first reply under 4h"], started_on="2026-01-10")

    assert (made.targets[0].value, made.targets[0].unit) == (240, "min")
    assert made.started_on == date(2026, 1, 10)


def test_editing_an_engagement_leaves_what_is_not_given(engagements):
    engagements.add("A", vendor="Acme", targets=["first reply under 4h"])
    changed = engagements.edit("a", new_name="Acme support", status="ended")

    assert (changed.name, changed.vendor, changed.status) == ("Acme support", "Acme", "ended")
    assert len(changed.targets) == 1


def test_an_import_adds_nothing_twice(notes):
    table = "date,engagement,text\n2026-02-03,A,late\n2026-02-03,A,late\n2026-02-04,A,ok\n"
    first = notes.preview(table)
    notes.import_(first)
    again = notes.preview(table)

    assert [len(first.notes), len(first.duplicates)] == [2, 1]
    assert [len(again.notes), len(again.duplicates)] == [0, 3]
    assert notes.count() == 2


def test_a_row_that_cannot_be_used_stops_the_import_unless_it_is_to_be_skipped(notes):
    table = "date,engagement,text\nsoon,A,late\n2026-02-04,A,ok\n"

    with pytest.raises(InputError, match="Line 2"):
        notes.import_(table)
    assert notes.count() == 0

    assert [note.text for note in notes.import_(table, skip_errors=True)] == ["ok"]


def test_a_long_import_tells_how_far_it_is(notes):
    table = "date,engagement,text\n" + "".join(f"2026-02-03,A,note {n}\n" for n in range(1200))
    told = []
    notes.import_(table, progress=lambda done, total: told.append((done, total)))

    assert told == [(500, 1200), (1000, 1200), (1200, 1200)]


@pytest.mark.parametrize("kind", ["json", "csv", "markdown"])
def test_what_is_exported_comes_back_in_another_workspace(notes, engagements, kind):
    engagements.add("A", vendor="Acme", trade="software", targets=["errors at most 2 per week"])
    notes.add("Late,\nagain", engagement="A", happened_on="2026-02-03", tags=["x", "y"])
    made = notes.export(format=kind)

    notes.import_(made, workspace="other")

    [note] = notes.list(workspace="other")
    [engagement] = engagements.list(workspace="other")
    assert (note.text, note.tags) == ("Late,\nagain", ("x", "y"))
    assert (engagement.vendor, engagement.trade) == ("Acme", "software")
    assert engagement.targets == engagements.get("A").targets


def test_an_unknown_export_format_names_the_known_ones(notes):
    with pytest.raises(InputError, match="json, csv or markdown"):
        notes.export(format="pdf")


def test_words_alone_find_notes_where_there_is_no_index(notes):
    notes.add("The password is shared in a sheet.", engagement="A")
    notes.add("Lunch with them.", engagement="A")

    [hit] = notes.search("shared password")

    assert hit.how == ("lexical",)


def test_a_search_goes_by_words_and_says_why_where_the_index_is_held(records):
    class Held:
        def nearest(self, *args, **kwargs):
            raise IndexUnavailableError("Another program holds it.")

    finder = NoteFinder(records, index=Held(), embedder=HashedWordEmbedder())
    Notes(records, finder).add("The password is shared.", engagement="A")

    found = finder.find("shared password", engagement=None, count=5, workspace="default")

    assert len(found.hits) == 1
    assert "Another program holds it." in found.trouble


def test_deleting_forgets_what_saved_answers_quote(records):
    forgotten = []
    notes = Notes(
        records,
        NoteFinder(records),
        forget=lambda passage_ids, workspace: forgotten.append((passage_ids, workspace)) or 0,
    )
    one = notes.add("Late.", engagement="A", workspace="w")
    two = notes.add("Paid.", engagement="A", workspace="w")
    notes.delete(one.note_id, workspace="w")
    Engagements(records, notes).delete("a", workspace="w")

    assert forgotten == [([f"note:{one.note_id}"], "w"), ([f"note:{two.note_id}"], "w")]
    assert notes.count(workspace="w") == 0
