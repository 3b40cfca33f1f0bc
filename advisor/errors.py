"""Every error that this library raises; `str(error)` is fit for the user and names the repair.

AdvisorError
├── SettingsError            a setting is unknown, malformed or out of bounds
├── KnowledgeError           a file under knowledge/ cannot be read as documented
├── InstallationError        something that the advisor needs is missing, altered or too old
│   ├── ModelFileError       the local embedding model
│   ├── DataFolderError      the folder for the user's data
│   └── PortInUseError       the address that the page should be served at
├── IndexUnavailableError    the index cannot be opened or rebuilt
├── ModelError               the language model gave no (complete) answer; `kind` says why
├── InputError               the question, history or batch line cannot be used
└── NotFoundError            no such conversation, answer, note, engagement or template
"""

from typing import Literal

FailureKind = Literal[
    "key", "name", "route", "context", "busy", "server", "cut", "reply", "timeout", "budget"
]
"""Why a model gave no answer: a wrong key, no such model, no way to its address, a context that is
too small, too many requests, a fault of the server, a reply cut off or unreadable, too slow, and
the cap on costs."""


class AdvisorError(Exception):
    """Root of the tree."""


class SettingsError(AdvisorError):
    """A setting is unknown, malformed or out of bounds."""


class KnowledgeError(AdvisorError):
    """A knowledge file cannot be read as documented in knowledge/README.md."""


class InstallationError(AdvisorError):
    """Something that the advisor needs is missing, altered or too old."""


class ModelFileError(InstallationError):
    """The local embedding model is missing or is not the pinned file."""


class DataFolderError(InstallationError):
    """The data folder cannot be created, written or locked."""


class PortInUseError(InstallationError):
    """Another program listens at the page's address."""


class IndexUnavailableError(AdvisorError):
    """The index cannot be opened or rebuilt."""


class ModelError(AdvisorError):
    """The language model gave no answer, or not all of one; `kind` is a `FailureKind`."""

    def __init__(self, message: str, *, kind: FailureKind) -> None:
        super().__init__(message)
        self.kind = kind


class InputError(AdvisorError):
    """The question, history or batch line cannot be used as it is."""


class NotFoundError(AdvisorError):
    """No such thing in this workspace."""
