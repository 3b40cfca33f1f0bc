"""Owns finding out whether an SQLite file may still hold pieces of deleted rows.

With `secure_delete` SQLite overwrites what it deletes where it lies. When it moves rows between
pages, however, copies may stay behind in the gap of a page between its list of rows and its rows,
and a later deletion does not know of them. Only `VACUUM` removes them, and takes seconds in a big
file; a gap of zeros needs none. See https://www.sqlite.org/fileformat2.html#b_tree_pages.
"""

from collections.abc import Iterator
from pathlib import Path
from struct import unpack_from

_FILE_HEADER = 100
_LEAF_OF_TABLE = 0x0D  # Other pages hold no row, only keys and numbers.
_PAGE_HEADER = 8
_PAGES_AT_ONCE = 4096
_BIGGEST_PAGE = 65536


def has_residue(path: Path) -> bool:
    """Whether a gap of a page of rows is not empty.

    The write-ahead log has to be folded into the file before. Keys of indexes are not looked at.
    """
    return any(_gap_in_use(page, start) for page, start in _pages(path))


def _pages(path: Path) -> Iterator[tuple[bytes, int]]:
    """Every page, and where its header starts."""
    with path.open("rb") as file:
        [size] = unpack_from(">H", file.read(_FILE_HEADER), 16)
        size = _BIGGEST_PAGE if size == 1 else size
        file.seek(0)
        start = _FILE_HEADER
        while block := file.read(size * _PAGES_AT_ONCE):
            for offset in range(0, len(block), size):
                yield block[offset : offset + size], start
                start = 0


def _gap_in_use(page: bytes, start: int) -> bool:
    if page[start] != _LEAF_OF_TABLE:
        return False
    rows, first_row = unpack_from(">HH", page, start + 3)
    gap = page[start + _PAGE_HEADER + 2 * rows : first_row or _BIGGEST_PAGE]
    # Places of rows that were in the list stay behind as well: numbers smaller than the page.
    places = bytes(range(len(page) >> 8))
    return bool(gap[::2].strip(places))
