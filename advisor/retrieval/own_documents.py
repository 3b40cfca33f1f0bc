"""The firm's own documents: read, kept, listed and removed."""

from advisor.domain.own_guidance import Added, OwnDocument
from advisor.ports import OwnGuidanceStore, ReadDocumentFile
from advisor.retrieval.own_guidance import OwnGuidanceIndex


class OwnGuidance:
    """The firm's own documents, as the advisor uses them; every call names its workspace."""

    def __init__(
        self, index: OwnGuidanceIndex, store: OwnGuidanceStore, read: ReadDocumentFile
    ) -> None:
        self._index, self._store, self._read = index, store, read

    def add(self, name: str, data: bytes, *, workspace: str) -> Added:
        """Read a file and keep it; `InputError` says why a file cannot be read."""
        return self._index.add(self._read(name, data), workspace=workspace)

    def list(self, *, workspace: str) -> tuple[OwnDocument, ...]:
        """The documents of a workspace, the latest first."""
        return self._store.list_documents(workspace=workspace)

    def remove(self, document_id: str, *, workspace: str) -> None:
        """Delete a document for good; `NotFoundError` where there is none."""
        self._index.remove(document_id, workspace=workspace)
