"""The index of the notes in Chroma: disposable, follows the records, repairs itself."""

from collections.abc import Callable, Sized
from pathlib import Path
from threading import RLock
from typing import TypeVar

from advisor.adapters.chroma_notes_client import DamagedError
from advisor.adapters.chroma_notes_files import DAMAGED, NoteFolder
from advisor.adapters.chroma_notes_follower import NoteFollower
from advisor.adapters.chroma_notes_store import NoteStore
from advisor.domain import Neighbour
from advisor.domain.notes import NoteFilter
from advisor.errors import IndexUnavailableError
from advisor.ports import Embedder, NoteRecords, Progress, Vector

LARGE = 2_000
_T = TypeVar("_T")
_Sized = TypeVar("_Sized", bound=Sized)


class ChromaNotes:
    """`ports.NoteIndex` in Chroma, in a folder of its own or on a server; safe to share by threads.

    Opened when it is first used; a folder is then held until `close`, so that no second process
    uses it. `folder` is not used where `url` names a server. Raises `IndexUnavailableError` where
    another process holds the folder, where there is no such server, and where a rebuilt index
    cannot be used either; `DataFolderError` where the folder cannot be written.
    """

    def __init__(
        self, folder: Path | None, records: NoteRecords, embedder: Embedder, *, url: str = ""
    ) -> None:
        if folder is None and not url:
            raise ValueError("a folder or the address of a server is needed")
        files = NoteFolder(folder) if folder is not None and not url else None
        self._place = f"in {folder}" if files is not None else "on the Chroma server"
        self._patience = 1 if files is not None else 2
        self._records = records
        self._vectors = NoteFollower(files, records, embedder, url=url)
        self._lock = RLock()
        self._met: set[str] = set()

    def catch_up(self, progress: Progress | None = None) -> str:
        """Apply every change of the records that is not in the index yet.

        `progress` counts changes. Returns what was repaired since this was last asked, or an
        empty text.
        """
        with self._lock:
            self._healed(lambda: self._vectors.follow(progress), progress)
            said, self._vectors.repairs = self._vectors.repairs, []
        return " ".join(f"{why} It was built again." for why in dict.fromkeys(said))

    def nearest(
        self, vector: Vector, count: int, *, workspace: str, engagement_id: str | None = None
    ) -> list[Neighbour]:
        """The notes of a workspace nearest to a unit vector, exactly, after catching up."""
        with self._lock:
            return self._healed(lambda: self._nearest(vector, count, workspace, engagement_id))

    def compact(self) -> None:
        """Rewrite what held vectors of deleted or edited notes, so that no file has them."""
        with self._lock:
            self._healed(self._vectors.compact)

    def close(self) -> None:
        """Let go of the files or the server; a later use opens them again."""
        with self._lock:
            self._vectors.close()

    def _healed(self, work: Callable[[], _T], progress: Progress | None = None) -> _T:
        """Do the work; where Chroma fails, try again, repair the part, and at last everything."""
        last = DamagedError()
        for repair in (*[self._leave] * self._patience, self._mend, self._renew):
            try:
                repair(last, progress)
                return work()
            except DamagedError as error:
                last = error
        raise IndexUnavailableError(
            f"The index of the notes {self._place} cannot be built "
            f"({last.__cause__ or 'it stays incomplete'}). Your notes are safe. "
            "Free some disk space or remove the index, then start again."
        ) from last

    def _leave(self, damaged: DamagedError, progress: Progress | None) -> None:
        """Nothing is known to be wrong yet."""

    def _mend(self, damaged: DamagedError, progress: Progress | None) -> None:
        """Fill the damaged collection again, or open everything again."""
        if damaged.collection and self._vectors.is_open:
            self._vectors.refill({damaged.collection}, progress)
        else:
            self._vectors.disconnect()

    def _renew(self, damaged: DamagedError, progress: Progress | None) -> None:  # noqa: ARG002
        self._vectors.start_over(DAMAGED)

    def _nearest(
        self, vector: Vector, count: int, workspace: str, engagement_id: str | None
    ) -> list[Neighbour]:
        """From memory; a large workspace, whose reading takes long, once from Chroma before."""
        self._vectors.follow()
        if (vectors := self._vectors.cache.get(workspace)) is None:
            large = self._records.count_notes(NoteFilter(), workspace=workspace) > LARGE
            if large and workspace not in self._met:
                self._met.add(workspace)
                found = self._found_by_chroma(vector, workspace, engagement_id)
                if found is not None:
                    return found[: max(count, 0)]
            vectors = self._whole(workspace, lambda store: store.read(workspace))
            self._vectors.cache.keep(workspace, vectors)
            self._met.discard(workspace)
        return vectors.nearest(vector, count, engagement_id=engagement_id)

    def _found_by_chroma(
        self, vector: Vector, workspace: str, engagement_id: str | None
    ) -> list[Neighbour] | None:
        """Every note by similarity, or None where Chroma's graph does not lead to each of them."""
        ids = self._whole(workspace, lambda store: store.ids(workspace))
        store = self._vectors.ready()
        if engagement_id is not None:
            ids = store.ids(workspace, engagement_id=engagement_id)
        found = store.search(vector, ids, workspace=workspace, engagement_id=engagement_id)
        self._vectors.settle({store.collection_of(workspace)})
        return found if len(found) == len(ids) else None

    def _whole(self, workspace: str, read: Callable[[NoteStore], _Sized]) -> _Sized:
        """What is read of a workspace, as soon as it is as much as the records have notes."""
        while True:
            store = self._vectors.ready()
            found = read(store)
            if len(found) == self._records.count_notes(NoteFilter(), workspace=workspace):
                self._vectors.settle({store.collection_of(workspace)})
                return found
            if self._records.revision() == self._vectors.revision:
                raise DamagedError(store.collection_of(workspace))
            self._vectors.follow()
