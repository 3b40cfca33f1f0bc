"""What the command line's modules share: streams, files, JSON, one-line errors and exit codes."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from advisor.errors import AdvisorError, InputError, NotFoundError, SettingsError

OK, BROKEN, USAGE = 0, 1, 2
EXIT_CODES = "Exit codes: 0 done (answered or declined), 1 broken installation, 2 bad input."

out = Console(highlight=False, emoji=False)
err = Console(highlight=False, emoji=False, stderr=True)


def fail(error: AdvisorError | ImportError) -> int:
    """Say in one line what is wrong and how to repair it; returns the exit code."""
    said = f"{error}. Run `make setup`." if isinstance(error, ImportError) else str(error)
    err.print(" ".join(said.split()), style="red", markup=False, soft_wrap=True)
    return USAGE if isinstance(error, InputError | NotFoundError | SettingsError) else BROKEN


def say(line: str) -> None:
    """Print a line as it is, however long."""
    out.print(line, markup=False, soft_wrap=True)


def print_text(text: str) -> None:
    """Write a text untouched, fit for a file or another program."""
    sys.stdout.write(text)
    sys.stdout.flush()


def print_json(value: object, *, indent: int | None = None) -> None:
    """Write a value as JSON, in ASCII where the terminal cannot show more."""
    escape = sys.stdout.encoding.lower() != "utf-8"
    print_text(json.dumps(value, ensure_ascii=escape, indent=indent) + "\n")


def check_files(paths: Sequence[Path], *, force: bool) -> None:
    """Refuse, before anything is written, files that could not be written one by one."""
    if len({path.resolve() for path in paths}) < len(paths):
        raise InputError("Two formats would go into one file. Name a file for each.")
    for path in paths:
        if path.is_dir():
            raise InputError(f"{path} is a folder. Name a file in it.")
        if path.exists() and not force:
            raise _exists(path)


def write_file(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file; one that exists is overwritten only by force, otherwise `InputError`."""
    try:
        with path.open("wb" if force else "xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        said = f"{path} cannot be written: {error.strerror}. Name another file."
        raise InputError(said) from error


def _exists(path: Path) -> InputError:
    return InputError(f"{path} exists. Name another file, or overwrite it with --force.")
