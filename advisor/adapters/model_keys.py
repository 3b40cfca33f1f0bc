"""The key to a language model: in the environment, or in a file that only its owner reads."""

import contextlib
import os
import stat
import uuid
from collections.abc import Mapping
from pathlib import Path

from pydantic import SecretStr

from advisor.adapters.model_address import read_address
from advisor.errors import DataFolderError, ModelError

FILE = "model-key"
VARIABLE = "ADVISOR_MODEL_KEY"
OPENAI_VARIABLE = "OPENAI_API_KEY"
LONGEST = 4096


def clean_key(key: str) -> SecretStr:
    """A pasted key without surrounding spaces; `ModelError` for what cannot be a key."""
    plain = key.strip()
    if len(plain) > LONGEST or not all("!" <= letter <= "~" for letter in plain):
        raise ModelError(
            "That is not a key: a key has no spaces and only plain letters, digits and signs. "
            "Copy it again.",
            kind="key",
        )
    return SecretStr(plain)


def find_key(
    *,
    folder: Path,
    environ: Mapping[str, str],
    base_url: str = "",
    own: SecretStr | None = None,
) -> SecretStr:
    """The key to use, empty for none: `own`, `ADVISOR_MODEL_KEY`, `OPENAI_API_KEY`, or the file's.

    OpenAI's variable is for OpenAI alone: another server never gets to see that key.
    """
    given = (own.get_secret_value() if own else "") or environ.get(VARIABLE, "")
    if given.strip():
        return clean_key(given)
    at_openai = read_address("openai:any", base_url).is_openai
    openai_key = environ.get(OPENAI_VARIABLE, "")
    if openai_key.strip() and at_openai:
        return clean_key(openai_key)
    return load_key(folder=folder) or SecretStr("")


def save_key(key: str | SecretStr, *, folder: Path) -> None:
    """Keep a key in place of an earlier one, in a file that nobody else can read at any moment."""
    plain = clean_key(key if isinstance(key, str) else key.get_secret_value()).get_secret_value()
    if not plain:
        raise ModelError("There is no key to save. Paste it first.", kind="key")
    fresh = folder / f".{FILE}-{uuid.uuid4().hex[:8]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(plain + "\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(folder / FILE)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise DataFolderError(
            f"The key cannot be saved in {folder} ({error.strerror}). "
            f"Make the folder writable, or set {VARIABLE}."
        ) from error


def load_key(*, folder: Path) -> SecretStr | None:
    """The saved key, None where there is none; `ModelError` where others can read it."""
    path = folder / FILE
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ModelError(
            f"The key in {path} cannot be read ({error.strerror}). Save it again.", kind="key"
        ) from None
    with os.fdopen(handle, "rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        if not stat.S_ISREG(mode):
            raise ModelError(
                f"{path} is not a file. Remove it, and save the key again.", kind="key"
            )
        if os.name == "posix" and mode & 0o077:
            raise ModelError(
                f"Others can read the key in {path}. Run: chmod 600 {path}", kind="key"
            )
        text = file.read(LONGEST + 2).decode("ascii", errors="replace")
    return clean_key(text) if text.strip() else None


def forget_key(*, folder: Path) -> bool:
    """Delete the saved key; says whether there was one."""
    try:
        (folder / FILE).unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise DataFolderError(
            f"{folder / FILE} cannot be deleted ({error.strerror}). Delete it by hand."
        ) from error
    return True
