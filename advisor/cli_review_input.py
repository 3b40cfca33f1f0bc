"""What `advisor review` reads: a file, standard input, a folder of briefs or a batch of lines."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, BinaryIO

from advisor.domain import Trade
from advisor.domain.review import Brief
from advisor.errors import InputError

if TYPE_CHECKING:
    from advisor.review.desk import ReviewDesk

STDIN = "-"
BATCH = ".jsonl"
_STDIN_NAME = "Standard input"
_BEGINNINGS = {b"%PDF": ".pdf", b"PK\x03\x04": ".docx", b"<!doctype": ".html", b"<html": ".html"}
_MALFORMED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
_LINE = 'needs JSON with "id" and either "text" or "file"'

Reading = Callable[["ReviewDesk", Trade | None], Brief]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A brief that was asked for and is not read yet.

    `name` is what messages call it, `key` what its line of JSON begins with; `read` raises
    `InputError` where it is no brief.
    """

    name: str
    read: Reading
    key: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """The briefs of a folder or of a batch, opened one by one."""

    total: int
    briefs: Iterator[Given]


def is_several(file: str) -> bool:
    """Whether the name stands for a folder or a batch."""
    return file != STDIN and (Path(file).is_dir() or PurePath(file).suffix.lower() == BATCH)


def one_brief(file: str) -> Given:
    """The brief in a file, or in standard input where `file` is `-`."""
    if file == STDIN:
        return Given(name=_STDIN_NAME, read=_read_stdin)
    return Given(name=file, read=partial(_read_path, Path(file)))


def several_briefs(file: str) -> Several:
    """The briefs of a folder or a batch; `InputError` where there is none."""
    path = Path(file)
    return _folder(path) if path.is_dir() else _batch(path)


def _folder(path: Path) -> Several:
    from advisor.adapters.document_reader import KINDS

    try:
        found = sorted(
            one
            for one in path.iterdir()
            if one.suffix.lower() in KINDS and not one.name.startswith((".", "~$"))
        )
        files = [one for one in found if one.is_file()]
    except OSError as error:
        raise _unreadable(path, error) from error
    if not files:
        raise InputError(f"{path} holds no brief. Put files in it that end in {', '.join(KINDS)}.")
    briefs = (
        Given(name=one.name, read=partial(_read_path, one), key={"id": one.stem, "file": one.name})
        for one in files
    )
    return Several(total=len(files), briefs=briefs)


def _batch(path: Path) -> Several:
    try:
        with path.open("rb") as lines:
            total = sum(1 for line in lines if line.strip())
    except OSError as error:
        raise _unreadable(path, error) from error
    if not total:
        raise InputError(f"{path} holds no brief. Each line of a batch {_LINE}.")
    return Several(total=total, briefs=_lines(path))


def _lines(path: Path) -> Iterator[Given]:
    """One brief for each line that is not blank, also for a line that cannot be used."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _given(line, path, f"{path}, line {number}")


def _given(line: bytes, path: Path, where: str) -> Given:
    try:
        row = json.loads(line.decode("utf-8-sig"))
        key = {"id": row["id"]}
        if ("text" in row) == ("file" in row):
            raise ValueError('one of "text" and "file"')
        if "file" in row:
            file = _string(row["file"])
            read: Reading = partial(_read_path, path.parent / file)
            key["file"] = file
        else:
            read = partial(_read_text, _string(row["text"]), _string(row.get("title") or ""))
    except _MALFORMED as error:
        return Given(name=where, read=partial(_refuse, f"This line {_LINE} ({error!r})."))
    return Given(name=f"{where} ({row['id']})", read=read, key=key)


def _refuse(message: str, desk: "ReviewDesk", trade: Trade | None) -> Brief:  # noqa: ARG001  # a Reading
    raise InputError(message)


def _read_text(text: str, title: str, desk: "ReviewDesk", trade: Trade | None) -> Brief:
    return desk.paste(text, title=title, trade=trade)


def _read_path(path: Path, desk: "ReviewDesk", trade: Trade | None) -> Brief:
    try:
        with path.open("rb") as file:
            data = _some_bytes(file)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    name = path.name if path.suffix else path.name + _kind_of(data)
    return desk.read_brief(name, data, trade=trade)


def _read_stdin(desk: "ReviewDesk", trade: Trade | None) -> Brief:
    data = _some_bytes(sys.stdin.buffer)
    if not data.strip():
        raise InputError("Standard input is empty. Give it a brief: advisor review - < brief.txt")
    return desk.read_brief(_STDIN_NAME + _kind_of(data), data, trade=trade)


def _some_bytes(file: BinaryIO) -> bytes:
    """The whole of it, or as much as shows that it is too large."""
    from advisor.adapters.document_reader import MAX_FILE_BYTES

    return file.read(MAX_FILE_BYTES + 1)


def _kind_of(data: bytes) -> str:
    """The end that the name would have, for what comes without one."""
    beginning = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    kinds = (kind for mark, kind in _BEGINNINGS.items() if beginning.startswith(mark.lower()))
    return next(kinds, ".txt")


def _unreadable(path: Path, error: OSError | ValueError) -> InputError:
    said = error.strerror if isinstance(error, OSError) else str(error)
    return InputError(f"{path} cannot be read: {said}. Name another file.")


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a text")
    return value
