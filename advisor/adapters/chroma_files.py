"""The files that Chroma's vector search keeps in a folder."""

from pathlib import Path

LINKS = "link_lists.bin"
VECTORS = ("data_level0.bin", "length.bin")


def zero_unset(folder: Path) -> None:
    """Write zeros over vector files that hold no vector yet.

    hnswlib writes them at first from memory that was never set, where any text of this program
    may still stand. A file without links holds no vector.
    """
    for links in folder.rglob(LINKS):
        if links.stat().st_size == 0:
            for name in VECTORS:
                _zero(links.with_name(name))


def _zero(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
