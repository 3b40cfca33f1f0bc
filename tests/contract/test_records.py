"""Every store of conversations keeps the same promises, and workspaces apart."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.adapters.sql_records import SqlRecords
from advisor.domain import Conversation
from advisor.errors import InputError, NotFoundError
from advisor.testing import MemoryRecords
from tests.factories import make_advice, make_declined, make_passage, make_verdict

Store = SqlRecords | MemoryRecords
MakeStore = Callable[..., Store]
OURS, THEIRS = "ours", "theirs"
IN_SQL, IN_MEMORY = SqlRecords, MemoryRecords


def ids_of(conversation: Conversation) -> list[str]:
    return [exchange.exchange_id for exchange in conversation.exchanges]


def test_a_new_conversation_is_empty_and_has_utc_times(store: Store) -> None:
    made = store.create_conversation("Quotes", workspace=OURS)

    assert (made.title, made.workspace, made.exchanges) == ("Quotes", OURS, ())
    assert made.created_at == made.updated_at
    assert made.created_at.utcoffset() == timedelta(0)
    assert store.get_conversation(made.conversation_id, workspace=OURS) == made


def test_times_of_another_zone_become_utc(make_store: MakeStore) -> None:
    noon = datetime(2026, 5, 1, 12, 0, tzinfo=timezone(timedelta(hours=5)))
    store = make_store(clock=lambda: noon)
    made = store.create_conversation("Quotes", workspace=OURS)
    read = store.get_conversation(made.conversation_id, workspace=OURS)

    assert read.created_at == made.created_at == noon
    assert read.created_at.utcoffset() == timedelta(0)


def test_an_exchange_is_read_back_as_it_was_answered(store: Store) -> None:
    made = store.create_conversation("Quotes", workspace=OURS)
    left_out = make_verdict("Fix the weights before you open the first quote.", make_passage())
    advice = make_advice('Is "fair" enough? ❤ \ud800', removed=[left_out], notice="Read in part.")
    added = store.add_exchange(made.conversation_id, advice, workspace=OURS)
    read = store.get_conversation(made.conversation_id, workspace=OURS)

    assert read.exchanges == (added,)
    assert added.advice == advice


def test_exchanges_keep_their_order(store: Store) -> None:
    made = store.create_conversation("Quotes", workspace=OURS)
    added = [
        store.add_exchange(made.conversation_id, make_advice(f"Question {n}?"), workspace=OURS)
        for n in range(12)
    ]
    read = store.get_conversation(made.conversation_id, workspace=OURS)

    assert read.exchanges == tuple(added)


def test_lists_come_without_exchanges_latest_change_first(store: Store) -> None:
    first = store.create_conversation("First", workspace=OURS)
    second = store.create_conversation("Second", workspace=OURS)
    store.add_exchange(first.conversation_id, make_advice(), workspace=OURS)
    listed = store.list_conversations(workspace=OURS)

    assert [one.conversation_id for one in listed] == [
        first.conversation_id,
        second.conversation_id,
    ]
    assert all(one.exchanges == () for one in listed)


def test_each_change_moves_updated_at_even_when_the_clock_stands_still(
    make_store: MakeStore,
) -> None:
    store = make_store(clock=lambda: datetime(2026, 5, 1, tzinfo=UTC))
    key = store.create_conversation("Quotes", workspace=OURS).conversation_id
    seen = []

    def look() -> None:
        seen.append(store.get_conversation(key, workspace=OURS).updated_at)

    look()
    exchange = store.add_exchange(key, make_advice(), workspace=OURS)
    look()
    store.rename_conversation(key, "Offers", workspace=OURS)
    look()
    store.save_feedback(exchange.exchange_id, "up", "", workspace=OURS)
    look()
    store.delete_exchanges_from(key, exchange.exchange_id, workspace=OURS)
    look()

    assert seen == sorted(set(seen))
    assert len(seen) == 5
    assert store.get_conversation(key, workspace=OURS).created_at == seen[0]


@pytest.mark.parametrize(
    ("given_title", "kept"),
    [
        ("  Two\n quotes\t", "Two quotes"),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 79 + "…"),
        ("a\x00b\ud800c", "a b c"),
        ("👩\u200d💻 Größe", "👩\u200d💻 Größe"),
    ],
)
def test_titles_are_put_on_one_line_of_at_most_80_characters(
    store: Store, given_title: str, kept: str
) -> None:
    made = store.create_conversation(given_title, workspace=OURS)
    assert made.title == kept

    other = store.create_conversation("Other", workspace=OURS)
    store.rename_conversation(other.conversation_id, given_title, workspace=OURS)
    assert store.get_conversation(other.conversation_id, workspace=OURS).title == kept


@pytest.mark.parametrize("title", ["", " \n\t ", "\x00"])
def test_an_empty_title_is_refused(store: Store, title: str) -> None:
    made = store.create_conversation("Quotes", workspace=OURS)
    with pytest.raises(InputError, match="title is empty"):
        store.create_conversation(title, workspace=OURS)
    with pytest.raises(InputError, match="title is empty"):
        store.rename_conversation(made.conversation_id, title, workspace=OURS)

    assert store.list_conversations(workspace=OURS) == (made,)


def test_deleting_from_an_exchange_deletes_it_and_all_later_ones(store: Store) -> None:
    key = store.create_conversation("Quotes", workspace=OURS).conversation_id
    other = store.create_conversation("Other", workspace=OURS).conversation_id
    kept = store.add_exchange(other, make_advice(), workspace=OURS)
    added = [store.add_exchange(key, make_advice(f"{n}?"), workspace=OURS) for n in range(4)]
    store.delete_exchanges_from(key, added[1].exchange_id, workspace=OURS)

    assert store.get_conversation(key, workspace=OURS).exchanges == (added[0],)
    assert store.get_conversation(other, workspace=OURS).exchanges == (kept,)
    newest = store.add_exchange(key, make_advice("Again?"), workspace=OURS)
    assert store.get_conversation(key, workspace=OURS).exchanges == (added[0], newest)


def test_an_exchange_is_deleted_only_through_its_own_conversation(store: Store) -> None:
    key = store.create_conversation("Quotes", workspace=OURS).conversation_id
    other = store.create_conversation("Other", workspace=OURS)
    added = store.add_exchange(key, make_advice(), workspace=OURS)
    with pytest.raises(NotFoundError):
        store.delete_exchanges_from(other.conversation_id, added.exchange_id, workspace=OURS)

    assert ids_of(store.get_conversation(key, workspace=OURS)) == [added.exchange_id]
    assert store.get_conversation(other.conversation_id, workspace=OURS) == other


def test_later_feedback_replaces_the_earlier(store: Store) -> None:
    key = store.create_conversation("Quotes", workspace=OURS).conversation_id
    first = store.add_exchange(key, make_advice(), workspace=OURS)
    second = store.add_exchange(key, make_declined(), workspace=OURS)
    store.save_feedback(first.exchange_id, "up", "Clear.", workspace=OURS)
    store.save_feedback(first.exchange_id, "down", "  Too long.\ud800", workspace=OURS)
    rated, unrated = store.get_conversation(key, workspace=OURS).exchanges

    assert rated.feedback is not None
    assert (rated.feedback.rating, rated.feedback.reason) == ("down", "Too long.")
    assert rated.feedback.created_at > second.created_at
    assert unrated == second


def test_what_quotes_a_deleted_note_leaves_the_answers_of_its_workspace(store: Store) -> None:
    note = make_passage("note:n1", ["They share the vault password."], kind="note")
    kept = make_passage(sentences=["Fix the weights first."])
    advice = make_advice(
        verdicts=[
            make_verdict("They share the vault password.", note, kind="note"),
            make_verdict("Fix the weights first.", kept),
        ],
        evidence=[note, kept],
    )
    ours, theirs = (store.create_conversation("Access", workspace=w) for w in (OURS, THEIRS))
    for one, workspace in ((ours, OURS), (theirs, THEIRS)):
        store.add_exchange(one.conversation_id, advice, workspace=workspace)

    assert store.forget_passages(["note:n1", "note:other"], workspace=OURS) == 1

    [changed] = store.get_conversation(ours.conversation_id, workspace=OURS).exchanges
    [untouched] = store.get_conversation(theirs.conversation_id, workspace=THEIRS).exchanges
    assert "vault" not in str(changed.advice.to_dict())
    assert "Fix the weights first." in changed.advice.text
    assert "deleted note" in changed.advice.text
    assert untouched.advice == advice
    assert store.forget_passages(["note:n1"], workspace=OURS) == 0


def test_a_deleted_conversation_is_not_there(store: Store) -> None:
    key = store.create_conversation("Quotes", workspace=OURS).conversation_id
    exchange = store.add_exchange(key, make_advice(), workspace=OURS).exchange_id
    store.save_feedback(exchange, "up", "Clear.", workspace=OURS)
    store.delete_conversation(key, workspace=OURS)

    assert store.list_conversations(workspace=OURS) == ()
    assert_not_there(store, key, exchange, OURS)


def test_what_belongs_to_another_workspace_is_not_there(store: Store) -> None:
    key = store.create_conversation("Quotes", workspace=OURS).conversation_id
    exchange = store.add_exchange(key, make_advice(), workspace=OURS).exchange_id
    before = store.get_conversation(key, workspace=OURS)
    assert_not_there(store, key, exchange, THEIRS)

    assert store.list_conversations(workspace=THEIRS) == ()
    assert store.get_conversation(key, workspace=OURS) == before


def assert_not_there(store: Store, key: str, exchange: str, workspace: str) -> None:
    """No method finds the conversation or the exchange."""
    with pytest.raises(NotFoundError):
        store.get_conversation(key, workspace=workspace)
    with pytest.raises(NotFoundError):
        store.rename_conversation(key, "Mine", workspace=workspace)
    with pytest.raises(NotFoundError):
        store.delete_conversation(key, workspace=workspace)
    with pytest.raises(NotFoundError):
        store.add_exchange(key, make_advice(), workspace=workspace)
    with pytest.raises(NotFoundError):
        store.delete_exchanges_from(key, exchange, workspace=workspace)
    with pytest.raises(NotFoundError):
        store.save_feedback(exchange, "up", "", workspace=workspace)


def test_threads_write_side_by_side_without_losing_an_exchange(store: Store) -> None:
    key = store.create_conversation("Quotes", workspace=OURS).conversation_id

    def ask(number: int) -> str:
        advice = make_advice(f"Question {number}?")
        return store.add_exchange(key, advice, workspace=OURS).exchange_id

    with ThreadPoolExecutor(8) as pool:
        asked = list(pool.map(ask, range(24)))
    read = store.get_conversation(key, workspace=OURS)

    assert sorted(ids_of(read)) == sorted(asked)
    times = [exchange.created_at for exchange in read.exchanges]
    assert times == sorted(set(times))


ACTIONS = ("create", "add", "rename", "cut", "rate", "delete")
OPERATIONS = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.integers(0, 1), st.integers(0, 9), st.integers(0, 9)),
    max_size=20,
)


class Model:
    """What two workspaces must hold: per workspace, the texts by conversation and exchange."""

    def __init__(self) -> None:
        self.names = (uuid4().hex, uuid4().hex)
        self.titles: dict[str, dict[str, str]] = {name: {} for name in self.names}
        self.exchanges: dict[str, dict[str, dict[str, list[str]]]] = {n: {} for n in self.names}

    def any_conversation(self, pick: int) -> str:
        known = [key for name in self.names for key in self.titles[name]]
        return known[pick % len(known)] if known else uuid4().hex

    def any_exchange(self, pick: int) -> str:
        known = [e for n in self.names for kept in self.exchanges[n].values() for e in kept]
        return known[pick % len(known)] if known else uuid4().hex

    def holder_of(self, exchange: str, name: str) -> str:
        return next((key for key, kept in self.exchanges[name].items() if exchange in kept), "")


def attempt(store: Store, model: Model, action: str, name: str, pick: int, other: int) -> None:
    """One operation in a workspace, on a conversation or exchange of either workspace."""
    key, exchange = model.any_conversation(pick), model.any_exchange(other)
    text = f"{name} said {uuid4().hex[:8]}"
    titles, exchanges = model.titles[name], model.exchanges[name]
    if action == "create":
        made = store.create_conversation(text, workspace=name)
        titles[made.conversation_id], exchanges[made.conversation_id] = text, {}
    elif action == "add":
        added = store.add_exchange(key, make_advice(text), workspace=name)
        exchanges[key][added.exchange_id] = [text, ""]
    elif action == "rename":
        store.rename_conversation(key, text, workspace=name)
        titles[key] = text
    elif action == "cut":
        store.delete_exchanges_from(key, exchange, workspace=name)
        order = list(exchanges[key])
        for gone in order[order.index(exchange) :]:
            del exchanges[key][gone]
    elif action == "rate":
        store.save_feedback(exchange, "down", text, workspace=name)
        exchanges[model.holder_of(exchange, name)][exchange][1] = text
    else:
        store.delete_conversation(key, workspace=name)
        del titles[key], exchanges[key]


def may_succeed(model: Model, action: str, name: str, pick: int, other: int) -> bool:
    key, exchange = model.any_conversation(pick), model.any_exchange(other)
    if action == "create":
        return True
    if action == "rate":
        return model.holder_of(exchange, name) != ""
    if action == "cut":
        return model.holder_of(exchange, name) == key
    return key in model.titles[name]


def assert_holds(store: Store, model: Model, name: str) -> None:
    """The workspace holds what the model says, in order, and no text of the other."""
    listed = store.list_conversations(workspace=name)
    assert {one.conversation_id: one.title for one in listed} == model.titles[name]
    for one in listed:
        read = store.get_conversation(one.conversation_id, workspace=name)
        texts = {
            e.exchange_id: [e.advice.question, e.feedback.reason if e.feedback else ""]
            for e in read.exchanges
        }
        assert list(texts.items()) == list(model.exchanges[name][one.conversation_id].items())
        assert read.workspace == name
        assert not [other for other in model.names if other != name and other in repr(read)]


@settings(
    max_examples=30,
    deadline=None,
    # The store is shared between examples; each example has two workspaces of its own in it.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(operations=OPERATIONS)
def test_no_operation_in_one_workspace_is_seen_in_another(
    store: Store, operations: list[tuple[str, int, int, int]]
) -> None:
    model = Model()
    for side, name in enumerate(model.names):
        attempt(store, model, "create", name, 0, 0)
        attempt(store, model, "add", name, side, 0)
    for action, side, pick, other in operations:
        name = model.names[side]
        if may_succeed(model, action, name, pick, other):
            attempt(store, model, action, name, pick, other)
        else:
            with pytest.raises(NotFoundError):
                attempt(store, model, action, name, pick, other)
    for name in model.names:
        assert_holds(store, model, name)
