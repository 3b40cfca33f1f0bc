"""Reads notes out of files and pasted text: finds the format, and says what each row would add."""

from datetime import date
from pathlib import PurePath
from typing import Literal, get_args

from advisor.domain.notes import ImportPreview
from advisor.engagements.import_conversations import is_chat, is_email, read_chat, read_email
from advisor.engagements.import_markdown import has_dated_parts, read_markdown
from advisor.engagements.import_tables import is_csv, read_csv, read_json
from advisor.errors import InputError

Format = Literal["csv", "markdown", "json", "email", "chat", "text"]
FORMATS: tuple[Format, ...] = get_args(Format)
MAX_BYTES = 50_000_000
_ENDINGS: dict[str, Format] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".eml": "email",
}


def decoded(data: str | bytes) -> str:
    """The text of a file, with line ends as newlines; `InputError` where it is no text."""
    if isinstance(data, str):
        return _plain(data)
    if len(data) > MAX_BYTES:
        raise InputError(f"The file is over {MAX_BYTES // 1_000_000} MB. Split it into parts.")
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return _plain(text)
    raise InputError("This is not a text file. Export the notes as CSV, Markdown, JSON or text.")


def read_notes(
    text: str,
    *,
    name: str,
    format_name: str,
    engagement: str | None,
    today: date,
) -> ImportPreview:
    """What the text would add; `engagement` is used where a row names none, `today` likewise.

    `format_name` is one of `FORMATS` or `auto`. Raises `InputError` where nothing in it is a note.
    """
    if not text.strip():
        raise InputError("There is nothing to import: the text is empty.")
    chosen = _format_of(text, name) if format_name == "auto" else format_name
    if chosen == "csv":
        preview = read_csv(text, engagement=engagement, today=today)
    elif chosen == "json":
        preview = read_json(text, engagement=engagement, today=today)
    elif chosen == "email":
        preview = read_email(text, engagement=engagement, today=today)
    elif chosen == "chat":
        preview = read_chat(text, engagement=engagement)
    elif chosen in ("markdown", "text"):
        preview = read_markdown(text, engagement=engagement, today=today, format_name=chosen)
    else:
        raise InputError(f"There is no format {format_name!r}. Use auto, {', '.join(FORMATS)}.")
    if not (preview.notes or preview.errors or preview.engagements):
        raise InputError(f"No note was found in this {chosen} text. Nothing was imported.")
    return preview


def _format_of(text: str, name: str) -> Format:
    """The format by the name of the file, else by what the text looks like."""
    ending = PurePath(name).suffix.lower()
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    if text.lstrip()[:1] in ("{", "["):
        return "chat" if is_chat(text) else "json"
    if is_csv(text):
        return "csv"
    if is_email(text):
        return "email"
    if is_chat(text):
        return "chat"
    return "markdown" if text.lstrip().startswith("#") or has_dated_parts(text) else "text"


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
