"""Reads a document of the firm into paragraphs; says in one line why a file cannot be used."""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path, PurePath

from advisor.adapters.markdown_reader import read_markdown, read_plain
from advisor.domain import clean_title
from advisor.domain.own_guidance import Block, ReadDocument
from advisor.errors import InputError

MAX_FILE_BYTES = 100_000_000
MAX_TEXT_BYTES = 20_000_000
KINDS = (".md", ".markdown", ".txt", ".docx", ".pdf")
_MAX_NAME_CHARS = 120
_MAX_CONTROL_SHARE = 0.1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Invisible characters can hide words from the reader and split words that are searched for.
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)

Read = tuple[str, list[Block]]


def read_file(path: Path) -> ReadDocument:
    """Read a file from disk; one that is too large is refused before it is opened."""
    try:
        size = path.stat().st_size
        _check_size(path.name, size)
        return read_document(path.name, path.read_bytes())
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}. Check the path.") from error


def read_document(name: str, data: bytes) -> ReadDocument:
    """The paragraphs of a Markdown, text, Word (.docx) or PDF file, by the end of its name.

    `InputError` says what is wrong with the file and what to do. The text has no control and no
    invisible characters; hidden text, comments, headers and footnotes of a Word file are not read.
    """
    name = _base_name(name)
    _check_size(name, len(data))
    title, blocks = _reader_of(name)(name, data)
    kept = tuple(block for block in map(_cleaned, blocks) if re.search(r"\w", block.text))
    if not kept:
        raise InputError(f"{name} holds no text. Add a file with text in it.")
    return ReadDocument(
        name=name,
        title=clean_title(_visible(title)) or clean_title(PurePath(name).stem) or name,
        digest=hashlib.sha256(data).hexdigest(),
        blocks=kept,
    )


def _check_size(name: str, size: int) -> None:
    if size >= MAX_FILE_BYTES:
        raise InputError(
            f"{name} is too large: {size / 1e6:.0f} MB, and the limit is 100 MB. "
            "Add only the pages that hold guidance."
        )
    if size == 0:
        raise InputError(f"{name} is empty. Add a file with text in it.")


def _reader_of(name: str) -> Callable[[str, bytes], Read]:
    kind = PurePath(name).suffix.lower()
    if kind == ".docx":
        return _read_docx
    if kind == ".pdf":
        return _read_pdf
    if kind in (".md", ".markdown"):
        return lambda name, data: read_markdown(_decoded(name, data))
    if kind == ".txt":
        return lambda name, data: read_plain(_decoded(name, data))
    raise InputError(
        f"{name} is of a kind that cannot be read. Save it as Markdown (.md), text (.txt), Word "
        "(.docx) or PDF (.pdf) and add that file."
    )


def _read_docx(name: str, data: bytes) -> Read:
    from advisor.adapters.docx_reader import read_docx

    if data.startswith(_OLE):
        raise InputError(
            f"{name} is protected with a password, or a file of an old Word. Open it in Word, save "
            "it as .docx without a password and add that file."
        )
    return read_docx(name, data)


def _read_pdf(name: str, data: bytes) -> Read:
    from advisor.adapters.pdf_reader import read_pdf

    return read_pdf(name, data)


def _decoded(name: str, data: bytes) -> str:
    """The text of a file in UTF-8, in UTF-16 with its mark, or in Windows' Western code page."""
    if len(data) > MAX_TEXT_BYTES:
        raise InputError(
            f"{name} holds too much text: {len(data) / 1e6:.0f} MB, and the limit is 20 MB. "
            "Split it, and add the parts that hold guidance."
        )
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = sum(text.count(chr(code)) for code in range(32) if code not in (9, 10, 12, 13))
        if controls <= _MAX_CONTROL_SHARE * len(text):
            return text
    raise InputError(
        f"{name} is not a text file, or its characters are in an encoding that is not known. Open "
        "it in an editor, save it as UTF-8 and add that file."
    )


def _cleaned(block: Block) -> Block:
    heading = " ".join(_visible(block.heading).split())[:_MAX_NAME_CHARS].strip()
    return Block(text=_visible(block.text).strip(), heading=heading, page=block.page)


def _visible(text: str) -> str:
    """The text without characters that cannot be seen or stored; white space stays."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    bad = {char for char in text if unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn")}
    table = {ord(char): None for char in bad - set("\t\n\r\x0b\x0c")}
    return text.translate(table)


def _base_name(name: str) -> str:
    """The file's own name, without folders, on one line, not longer than a name may be."""
    plain = " ".join(_visible(re.split(r"[/\\]", name)[-1]).split()) or "The file"
    stem, suffix = PurePath(plain).stem, PurePath(plain).suffix
    return stem[: max(1, _MAX_NAME_CHARS - len(suffix))] + suffix[:_MAX_NAME_CHARS]
