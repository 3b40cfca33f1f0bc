"""Keeps the vectors in Chroma at the latest revision of the notes, whatever state they are in."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice

from advisor.adapters.chroma_notes_changes import PAGE, changes_between, identity_of, vectors_of
from advisor.adapters.chroma_notes_client import DamagedError, guarded, in_folder, on_server
from advisor.adapters.chroma_notes_files import MISSING, NEW, Condition, NoteFolder
from advisor.adapters.chroma_notes_store import IndexState, NoteStore
from advisor.adapters.chroma_notes_vectors import VectorCache
from advisor.domain.notes import NoteChange
from advisor.errors import IndexUnavailableError
from advisor.ports import Embedder, NoteRecords, Progress

PART_DAMAGED = "A part of the index of the notes was damaged."
OTHER = "The index of the notes was made from other notes or with another embedding model."
NEWER = "The index of the notes was newer than the notes."


class NoteFollower:
    """A store of vectors that follows the records, in `files` or on the server at `url`.

    `cache` holds vectors that were read from it, and is kept right too; `repairs` gathers why
    anything had to be built again. Methods raise `DamagedError` where Chroma fails. Not for
    several threads at once.
    """

    def __init__(
        self, files: NoteFolder | None, records: NoteRecords, embedder: Embedder, *, url: str
    ) -> None:
        self.cache = VectorCache()
        self.repairs: list[str] = []
        self._files = files
        self._url = url
        self._records = records
        self._embedder = embedder
        self._opened: NoteStore | None = None
        self._records_id = ""
        self._state = IndexState(embedder=embedder.fingerprint)

    @property
    def is_open(self) -> bool:
        """Whether there is a store that can be repaired in parts."""
        return self._opened is not None

    @property
    def revision(self) -> int:
        """The last change of the records that was applied."""
        return self._state.revision

    def ready(self, progress: Progress | None = None) -> NoteStore:
        """The open store; whatever of it cannot be used is emptied and filled again."""
        if self._opened is not None:
            return self._opened
        condition = Condition()
        if self._files is not None:
            self._files.lock()
            condition = self._files.check()
        if condition.fault:
            return self.start_over(condition.fault)
        store = self._connect()
        try:
            fault = self._fault_of(store)
        except Exception:
            self.disconnect()
            raise
        if fault:
            return self.start_over(fault)
        whole = {name.removesuffix(NEW) for name in condition.damaged - condition.superseded}
        if broken := {name for name in whole | self._state.repair if store.is_part(name)}:
            self.refill(broken, progress)
        self.settle(set())
        return store

    def _connect(self) -> NoteStore:
        self.disconnect()
        self._records_id = identity_of(self._records)
        client = on_server(self._url) if self._files is None else in_folder(self._files.store)
        self._opened = NoteStore(client, records_id=self._records_id, shared=self._files is None)
        return self._opened

    def disconnect(self) -> None:
        """Let go of the store, but not of the folder."""
        self.cache.clear()
        if self._opened is not None:
            with suppress(DamagedError, IndexUnavailableError):
                self._opened.close()
            self._opened = None

    def close(self) -> None:
        """Let go of the files or the server; a later use opens them again."""
        self.disconnect()
        if self._files is not None:
            self._files.unlock()

    def _fault_of(self, store: NoteStore) -> str:
        """Open the store and take over its state, or say why it cannot be used."""
        alone = store.open()
        state = store.state()
        if state is None:
            return MISSING
        mine = IndexState(embedder=self._embedder.fingerprint)
        if (state.embedder, state.layout) != (mine.embedder, mine.layout):
            return OTHER
        if not alone and self._files is not None:
            return OTHER
        if state.revision > self._records.revision():
            return NEWER
        self._state = state
        return ""

    def start_over(self, fault: str) -> NoteStore:
        """Empty the index; following the records then fills it."""
        self.disconnect()
        if self._files is not None:
            with guarded():
                self._files.wipe()
        store = self._connect()
        if fault != MISSING:
            store.clear()
        self._remember(IndexState(embedder=self._embedder.fingerprint))
        self.settle(set())
        if self._records.revision():
            self.repairs.append(fault)
        return store

    def follow(self, progress: Progress | None = None) -> None:
        """Bring the index to the latest revision of the records."""
        store, target = self.ready(progress), self._records.revision()
        if target == self._state.revision:
            return
        if identity_of(self._records) != self._records_id:
            self.disconnect()
            store = self.ready()
        elif target < self._state.revision:
            store = self.start_over(NEWER)
        if self._files is None:
            self._meet_others(store)
        self._apply_after(self._state.revision, progress)

    def _meet_others(self, store: NoteStore) -> None:
        """Take over how far other processes brought a shared index."""
        shared = store.state()
        if shared is None or shared.embedder != self._state.embedder:
            self.start_over(OTHER)
            return
        for change in changes_between(self._records, self._state.revision, shared.revision):
            self.cache.drop(change.workspace)
        self._state = shared

    def _apply_after(self, revision: int, progress: Progress | None = None) -> None:
        """Apply every change after a revision, until there is none.

        Others may write the same notes to a shared index at the same time. Whoever writes last
        has read the note after its last change, or finds that change here and writes again.
        """
        first, target = revision, self._records.revision()
        while page := self._records.changes(revision, limit=PAGE):
            revision = page[-1].revision
            target = max(target, revision)
            touched = self._index(page)
            self._remember(replace(self._state, revision=revision))
            self.settle(touched)
            if progress:
                progress(revision - first, target - first)

    def _index(self, changes: Sequence[NoteChange]) -> set[str]:
        """Put or remove the vectors of changed notes; returns the collections touched."""
        store = self.ready()
        self._begin()
        gone, kept = defaultdict[str, set[str]](set), defaultdict[str, list[str]](list)
        for change in changes:
            if change.deleted:
                gone[change.workspace].add(change.note_id)
            else:
                kept[change.workspace].append(change.note_id)
        put = vectors_of(self._records, self._embedder, kept)
        for workspace, note_ids in kept.items():
            there = {note.note_id for note in put[workspace]}
            gone[workspace] |= set(note_ids) - there
        touched = store.put([note for some in put.values() for note in some])
        for workspace, out in gone.items():
            touched |= store.remove(workspace, out)
            if (cached := self.cache.get(workspace)) is not None:
                self.cache.keep(workspace, cached.changed(out, put.get(workspace, [])))
        return touched

    def refill(self, names: Collection[str], progress: Progress | None) -> None:
        """Empty some collections and fill them from the records."""
        store, last = self.ready(), self._state.revision
        self._remember(replace(self._state, repair=self._state.repair | set(names)))
        self.cache.clear()
        for name in names:
            store.drop(name)
            if self._files is not None:
                with guarded():
                    self._files.forget(name)
        mine = (
            change
            for change in changes_between(self._records, 0, last)
            if not change.deleted and store.collection_of(change.workspace) in names
        )
        while some := list(islice(mine, PAGE)):
            self.settle(self._index(some))
            if progress:
                progress(some[-1].revision, last)
        self._remember(replace(self._state, repair=self._state.repair - set(names)))
        self.settle(set())
        self.repairs.append(PART_DAMAGED)

    def compact(self) -> None:
        """Rewrite what held vectors of deleted or edited notes, so that no file has them."""
        self.follow()
        store, revision = self.ready(), self._state.revision
        for name in store.soiled():
            self._begin()
            copy = store.copy(name)
            self.settle({copy})
            store.replace(name)
            if self._files is not None:
                self._files.replaced(name, copy)
            self.settle({name})
        if self._files is not None:
            self._begin()
            with guarded():
                self._files.vacuum()
            self.settle(set())
        else:
            # What others wrote to a collection while it was copied is written again.
            self._apply_after(revision)

    def _remember(self, state: IndexState) -> None:
        store = self.ready()
        self._begin()
        store.remember(state)
        self._state = state

    def _begin(self) -> None:
        if self._files is not None:
            with guarded():
                self._files.begin()

    def settle(self, collections: set[str]) -> None:
        """Say that nothing is being written, and that these collections were used."""
        if self._files is not None:
            with guarded():
                self._files.settle(collections)
