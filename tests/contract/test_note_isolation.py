"""Whatever is done in one workspace, no method of the records shows anything of it in another."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.adapters.sql_notes import SqlNotes
from advisor.domain.notes import Engagement, NewNote, NoteFilter
from advisor.errors import InputError, NotFoundError
from advisor.testing import MemoryNotes

Store = SqlNotes | MemoryNotes
NAMES = ("Acme", "Beta", "Gamma")
DAY = date(2026, 2, 3)
ACTIONS = (
    *("add", "add", "add", "edit", "edit", "delete", "delete all ids", "move"),
    *("make", "describe", "rename", "delete engagement", "delete workspace"),
)
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.integers(0, 1), st.integers(0, 30), st.integers(0, 2)),
    min_size=6,
    max_size=25,
)


@pytest.fixture(params=["sqlite", "postgres", "memory"])
def store(
    request: pytest.FixtureRequest, make_location: Callable[[str], object]
) -> Iterator[Store]:
    """One store of each kind."""
    if request.param == "memory":
        made: Store = MemoryNotes()
    else:
        made = SqlNotes(make_location(request.param))
    yield made
    made.close()


@dataclass
class Side:
    """What one workspace must hold; everything that is put into it bears its mark."""

    workspace: str
    mark: str
    engagements: dict[str, str] = field(default_factory=dict)  # vendors by name
    notes: dict[str, tuple[str, str]] = field(default_factory=dict)  # engagement and text by id

    def note(self, name: str, number: int) -> NewNote:
        text = f"{self.mark} {number} {uuid4().hex}"
        day = DAY + timedelta(days=number)
        return NewNote(text=text, engagement=name, happened_on=day, tags=(self.mark, "both"))

    def engagement(self, name: str) -> Engagement:
        return Engagement(
            engagement_id="",
            workspace="",
            name=name,
            vendor=f"{self.mark} {uuid4().hex[:6]}",
            created_at=datetime.now(UTC),
        )


@dataclass
class Both:
    """The two workspaces of an example, and every id that there ever was in either."""

    store: Store
    sides: tuple[Side, Side]
    ids: list[str] = field(default_factory=lambda: [uuid4().hex])

    def do(self, action: str, side: Side, pick: int, name: str) -> None:
        """One operation, often on what is the other's; the model follows what is allowed."""
        note_id, workspace = self.ids[pick % len(self.ids)], side.workspace
        if action == "add":
            self._add(side, name, pick)
        elif action in ("edit", "move"):
            old = side.notes.get(note_id, (name, ""))[0]
            draft = side.note(name if action == "move" else old, pick)
            self.store.edit_note(note_id, draft, workspace=workspace)
            side.notes[note_id] = draft.engagement, draft.text
            side.engagements.setdefault(draft.engagement, "")
        elif action.startswith("delete") and action.endswith(("delete", "ids")):
            gone = [note_id] if action == "delete" else self.ids
            count = self.store.delete_notes(gone, workspace=workspace)
            assert count == len([side.notes.pop(one) for one in set(gone) if one in side.notes])
        elif action == "delete workspace":
            self.store.delete_workspace(workspace=workspace)
            side.notes.clear()
            side.engagements.clear()
        else:
            self._change_engagement(action, side, name, NAMES[pick % 3])

    def _add(self, side: Side, name: str, pick: int) -> None:
        drafts = [side.note(name, pick), side.note(name.upper(), pick)]
        for draft, made in zip(
            drafts, self.store.add_notes(drafts, workspace=side.workspace), strict=True
        ):
            self.ids.append(made.note_id)
            side.notes[made.note_id] = name, draft.text
        side.engagements.setdefault(name, "")

    def _change_engagement(self, action: str, side: Side, name: str, other: str) -> None:
        workspace, draft = side.workspace, side.engagement(name)
        if action == "make":
            self.store.add_engagement(draft, workspace=workspace)
            side.engagements[name] = draft.vendor
        elif action == "describe":
            self.store.edit_engagement(name.lower(), draft, workspace=workspace)
            side.engagements[name] = draft.vendor
        elif action == "rename":
            self.store.edit_engagement(name, replace(draft, name=other), workspace=workspace)
            del side.engagements[name]
            side.engagements[other] = draft.vendor
            for key, (kept, text) in side.notes.items():
                side.notes[key] = (other if kept == name else kept), text
        else:
            self.store.delete_engagement(name, workspace=workspace)
            del side.engagements[name]
            side.notes = {key: kept for key, kept in side.notes.items() if kept[0] != name}

    def allowed(self, action: str, side: Side, pick: int, name: str) -> bool:
        """Whether the operation finds in its own workspace what it needs."""
        if action in ("edit", "move"):
            return self.ids[pick % len(self.ids)] in side.notes
        if action == "make":
            return name not in side.engagements
        if action == "rename":
            other = NAMES[pick % 3]
            return name in side.engagements and (name == other or other not in side.engagements)
        return name in side.engagements or action not in ("describe", "delete engagement")


def seen_in(store: Store, workspace: str, ids: list[str], mark: str) -> list[object]:
    """Everything that every reading method says in a workspace, asked for all there ever was."""
    ask = [
        NoteFilter(),
        NoteFilter(tags=("both",)),
        NoteFilter(tags=(mark,)),
        NoteFilter(words=(mark,)),
        NoteFilter(since=DAY, until=DAY + timedelta(days=40)),
        *(NoteFilter(engagement=name) for name in NAMES),
    ]
    said: list[object] = [
        *(store.list_notes(where, workspace=workspace) for where in ask),
        *(store.list_notes(where, workspace=workspace, limit=2, offset=1) for where in ask),
        [store.count_notes(where, workspace=workspace) for where in ask],
        store.get_notes(ids, workspace=workspace),
        store.list_engagements(workspace=workspace),
        store.list_tags(workspace=workspace),
    ]
    for name in (*NAMES, "Nobody"):
        try:
            said.append(store.get_engagement(name, workspace=workspace))
        except NotFoundError as error:
            said.append(str(error))
    for one in ids:
        with suppress(NotFoundError):
            said.append(store.get_note(one, workspace=workspace))
    return said


def assert_apart(both: Both) -> None:
    """Each side holds exactly its own, and nothing that is said there bears the other's mark."""
    store = both.store
    for side, other in (both.sides, both.sides[::-1]):
        name = side.workspace
        listed = store.list_notes(NoteFilter(), workspace=name)
        assert {one.note_id: (one.engagement, one.text) for one in listed} == side.notes
        assert {one.workspace for one in listed} <= {name}
        found = store.list_engagements(workspace=name)
        assert {one.name: one.vendor for one in found} == side.engagements
        assert store.list_tags(workspace=name) == (
            tuple(sorted({"both", side.mark})) if side.notes else ()
        )
        assert store.count_notes(NoteFilter(words=(other.mark,)), workspace=name) == 0
        assert store.get_notes(both.ids, workspace=name) == tuple(
            store.get_note(one, workspace=name) for one in both.ids if one in side.notes
        )
        said = repr(seen_in(store, name, both.ids, other.mark))
        assert other.mark not in said
        assert other.workspace not in said
        assert not [one for one in other.notes if one in said]
    changes = {one.note_id: one for one in store.changes(0, limit=1_000_000)}
    for side in both.sides:
        for one in side.notes:
            assert (changes[one].workspace, changes[one].deleted) == (side.workspace, False)


@settings(
    max_examples=25,
    deadline=None,
    # The store is shared between examples; each example has two workspaces of its own in it.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_no_operation_on_notes_in_one_workspace_is_seen_in_another(
    store: Store, steps: list[tuple[str, int, int, int]]
) -> None:
    marks = [f"m{uuid4().hex}" for _ in range(2)]
    sides = (Side(uuid4().hex, marks[0]), Side(uuid4().hex, marks[1]))
    both = Both(store, sides)
    for side in sides:
        both.do("add", side, 0, "Acme")
    for action, number, pick, name in steps:
        side = sides[number]
        if both.allowed(action, side, pick, NAMES[name]):
            both.do(action, side, pick, NAMES[name])
        else:
            with pytest.raises((NotFoundError, InputError)) as caught:
                both.do(action, side, pick, NAMES[name])
            assert sides[1 - number].mark not in str(caught.value)
    assert_apart(both)


def test_a_leak_would_be_seen() -> None:
    class Leaky(MemoryNotes):
        """Finds notes of every workspace by their ids."""

        def get_notes(self, note_ids, *, workspace):
            everything = [one for ours in self._workspaces.values() for one in ours.notes.values()]
            return tuple(one for key in note_ids for one in everything if one.note_id == key)

    sides = (Side("ours", f"m{uuid4().hex}"), Side("theirs", f"m{uuid4().hex}"))
    both = Both(Leaky(), sides)
    for side in sides:
        both.do("add", side, 0, "Acme")

    with pytest.raises(AssertionError):
        assert_apart(both)
