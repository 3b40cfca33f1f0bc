"""Reads a document or a brief into paragraphs; says in one line why a file cannot be used."""

import hashlib
import re
import unicodedata
from pathlib import Path, PurePath

from advisor.adapters.html_reader import read_html
from advisor.adapters.markdown_reader import read_markdown, read_plain
from advisor.domain import clean_title
from advisor.domain.own_guidance import Block, ReadDocument
from advisor.domain.visible import visible_text
from advisor.errors import InputError

MAX_FILE_BYTES = 100_000_000
MAX_TEXT_BYTES = 20_000_000
KINDS = (".md", ".markdown", ".txt", ".html", ".htm", ".docx", ".pdf")
_PLAIN = (".md", ".markdown", ".txt")
_MAX_NAME_CHARS = 120
_MAX_PATH_CHARS = 600
_MAX_CONTROL_SHARE = 0.1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

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
    """The paragraphs of a Markdown, text, HTML, Word (.docx) or PDF file, by the end of its name.

    `InputError` says what is wrong with the file and what to do. The text has no control and no
    invisible characters; hidden text, comments, headers and footnotes of a Word file are not read.
    """
    return _read(name, data, whole=False)


def read_brief_file(name: str, data: bytes) -> ReadDocument:
    """The whole of a brief, from the same kinds of file and with the same errors.

    Markdown and plain text are one block, letter by letter. In the other kinds a list item begins
    with "- ", the path of headings includes the title, a heading is a block without text of its
    own, and so is a page on which no text stands: it has a number and no heading.
    """
    return _read(name, data, whole=True)


def _read(name: str, data: bytes, *, whole: bool) -> ReadDocument:
    name = _base_name(name)
    _check_size(name, len(data))
    title, blocks = _blocks_of(name, data, whole=whole)
    longest = _MAX_PATH_CHARS if whole else _MAX_NAME_CHARS
    as_is = whole and PurePath(name).suffix.lower() in _PLAIN
    cleaned = blocks if as_is else [_cleaned(block, longest) for block in blocks]
    if not any(_has_text(block) for block in cleaned):
        raise InputError(f"{name} holds no text. Add a file with text in it.")
    return ReadDocument(
        name=name,
        title=clean_title(_visible(title)) or clean_title(PurePath(name).stem) or name,
        digest=hashlib.sha256(data).hexdigest(),
        blocks=tuple(one for one in cleaned if _has_text(one) or (whole and not one.text)),
    )


def _has_text(block: Block) -> bool:
    return bool(re.search(r"\w", block.text))


def _check_size(name: str, size: int) -> None:
    if size >= MAX_FILE_BYTES:
        raise InputError(
            f"{name} is too large: {size / 1e6:.0f} MB, and the limit is 100 MB. "
            "Add only the pages that matter."
        )
    if size == 0:
        raise InputError(f"{name} is empty. Add a file with text in it.")


def _blocks_of(name: str, data: bytes, *, whole: bool) -> Read:
    kind = PurePath(name).suffix.lower()
    if kind == ".docx":
        return _read_docx(name, data, whole=whole)
    if kind == ".pdf":
        from advisor.adapters.pdf_reader import read_pdf

        return read_pdf(name, data, whole=whole)
    if kind not in KINDS:
        raise InputError(
            f"{name} is of a kind that cannot be read. Save it as Markdown (.md), text (.txt), "
            "HTML (.html), Word (.docx) or PDF (.pdf) and add that file."
        )
    text = _decoded(name, data)
    if kind in (".html", ".htm"):
        return read_html(text, whole=whole)
    if whole:
        return "", [Block(text=text)]
    return read_plain(text) if kind == ".txt" else read_markdown(text)


def _read_docx(name: str, data: bytes, *, whole: bool) -> Read:
    from advisor.adapters.docx_reader import read_docx

    if data.startswith(_OLE):
        raise InputError(
            f"{name} is protected with a password, or a file of an old Word. Open it in Word, save "
            "it as .docx without a password and add that file."
        )
    return read_docx(name, data, whole=whole)


def _decoded(name: str, data: bytes) -> str:
    """The text of a file in UTF-8, in UTF-16 with its mark, or in Windows' Western code page."""
    if len(data) > MAX_TEXT_BYTES:
        raise InputError(
            f"{name} holds too much text: {len(data) / 1e6:.0f} MB, and the limit is 20 MB. "
            "Split it, and add the parts that matter."
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


def _cleaned(block: Block, longest: int) -> Block:
    heading = " ".join(_visible(block.heading).split())[:longest].strip()
    return Block(text=_visible(block.text).strip(), heading=heading, page=block.page)


def _visible(text: str) -> str:
    return visible_text(unicodedata.normalize("NFC", text))


def _base_name(name: str) -> str:
    """The file's own name, without folders, on one line, not longer than a name may be."""
    plain = " ".join(_visible(re.split(r"[/\\]", name)[-1]).split()) or "The file"
    stem, suffix = PurePath(plain).stem, PurePath(plain).suffix
    return stem[: max(1, _MAX_NAME_CHARS - len(suffix))] + suffix[:_MAX_NAME_CHARS]
