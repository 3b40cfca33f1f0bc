"""Whether the owner agreed that questions leave this machine for a remote model."""

import json
from datetime import UTC, datetime
from pathlib import Path

from advisor.domain.model import RemoteModel
from advisor.errors import DataFolderError

FILE = "model-consent.json"


class Consent:
    """What was agreed to, by place of the model, in `model-consent.json` of a folder.

    A file that cannot be read agrees to nothing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._file = folder, folder / FILE

    def given_to(self, place: str) -> bool:
        """Whether sending to this host was agreed to."""
        return place in self._agreed()

    def give(self, place: str) -> None:
        """Agree to sending to this host; `DataFolderError` where that cannot be kept."""
        agreed = {**self._agreed(), place: datetime.now(UTC).isoformat(timespec="seconds")}
        fresh = self._file.with_suffix(".new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(agreed, indent=1) + "\n", encoding="utf-8")
            fresh.replace(self._file)
        except OSError as error:
            raise DataFolderError(
                f"Your answer cannot be kept in {self._folder} ({error.strerror}). "
                "Make the folder writable, or set ADVISOR_REMOTE_OK=true."
            ) from error

    def withdraw(self) -> bool:
        """Agree to nothing any more; says whether anything was agreed to."""
        try:
            self._file.unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise DataFolderError(
                f"{self._file} cannot be deleted ({error.strerror}). Delete it by hand."
            ) from error
        return True

    def _agreed(self) -> dict[str, str]:
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


class Agreement:
    """What the owner says to one remote model; `agreed_before` is `Settings.remote_ok`."""

    def __init__(self, consent: Consent, model: RemoteModel, *, agreed_before: bool) -> None:
        self._consent, self._model, self._before = consent, model, agreed_before

    def waiting(self) -> RemoteModel | None:
        """The model that nothing may be sent to yet; None once it was agreed to."""
        return None if self._before or self._consent.given_to(self._model.place) else self._model

    def agree(self) -> None:
        """Agree for good; `DataFolderError` where that cannot be kept."""
        self._consent.give(self._model.place)


def what_leaves(place: str, *, masking: bool) -> tuple[str, ...]:
    """What is sent to a remote model with each question, a line each."""
    hidden = (
        "E-mail addresses, phone numbers, keys and account numbers are replaced by marks first "
        "and put back in the answer."
        if masking
        else "Nothing in it is hidden, because ADVISOR_MASKING is off."
    )
    return (
        f"With each question, {place} gets the question and the conversation before it, the "
        "passages of the guidance and of your own documents that were found, and the notes that "
        "bear on it.",
        hidden,
        "Briefs, all other notes and documents, and your saved conversations stay here.",
    )
