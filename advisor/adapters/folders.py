"""Folders of the user's data: whether they can be written, and removing what stands in the way."""

import shutil
import uuid
from pathlib import Path

from advisor.errors import DataFolderError


def writable(folder: Path) -> None:
    """Make a folder and write to it; `DataFolderError` where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".write-{uuid.uuid4().hex[:8]}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise DataFolderError(
            f"The data folder {folder} cannot be written ({error.strerror}). "
            "Make it writable or set ADVISOR_DATA_DIR to another folder."
        ) from error


def remove(path: Path) -> None:
    """Remove a file or a whole folder, whatever of the two it is; nothing there is fine too."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
