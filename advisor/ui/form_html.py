"""A form's Markdown as HTML; whatever is no known mark shows as typed."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from advisor.adapters.markdown_blocks import (
    Block,
    Heading,
    Item,
    Paragraph,
    Run,
    Table,
    blocks_of,
    plain,
    runs_of,
)

_DEEPEST = 6


def form_html(markdown: str, *, level: int) -> str:
    """Headings, paragraphs, lists and tables; the highest headings come out at `level`."""
    blocks = blocks_of(markdown)
    highest = min((block.level for block in blocks if isinstance(block, Heading)), default=1)
    return f'<div class="oa-form">{"".join(_parts(blocks, level - highest))}</div>'


def inline_html(text: str) -> str:
    """One line with its bold words, and its `[placeholders]` marked as blanks to fill in."""
    return "".join(map(_run, runs_of(text)))


def _run(run: Run) -> str:
    text = escape(run.text)
    if run.placeholder:
        text = f'<span class="oa-blank">{text}</span>'
    return f"<strong>{text}</strong>" if run.bold else text


def _parts(blocks: tuple[Block, ...], shift: int) -> Iterator[str]:
    """Items that follow each other share a list; a table is named after the heading above it."""
    heading = "Table"
    for kind, group in groupby(blocks, key=_kind):
        members = list(group)
        if kind in ("ul", "ol"):
            yield _list(kind, [item for item in members if isinstance(item, Item)])
            continue
        for block in members:
            if isinstance(block, Heading):
                heading = plain(block.text)
                depth = min(block.level + shift, _DEEPEST)
                yield f"<h{depth}>{inline_html(block.text)}</h{depth}>"
            elif isinstance(block, Paragraph):
                yield f"<p>{'<br>'.join(map(inline_html, block.lines))}</p>"
            elif isinstance(block, Table):
                yield _table(block, heading)


def _kind(block: Block) -> str:
    if isinstance(block, Item):
        return "ul" if block.number is None else "ol"
    return "other"


def _list(kind: str, items: list[Item]) -> str:
    first = items[0].number
    start = f' start="{first}"' if first not in (None, 1) else ""
    rows = "".join(f"<li>{inline_html(item.text)}</li>" for item in items)
    return f"<{kind}{start}>{rows}</{kind}>"


def _table(table: Table, name: str) -> str:
    """The wrapper scrolls sideways where the table is too wide, with the keyboard too."""
    head = "".join(f'<th scope="col">{inline_html(cell)}</th>' for cell in table.header)
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in table.rows)
    return (
        f'<div class="oa-table" role="group" tabindex="0" aria-label="{escape(name)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cells(row: tuple[str, ...]) -> str:
    first, *others = row
    cells = "".join(f"<td>{inline_html(cell)}</td>" for cell in others)
    return f'<th scope="row">{inline_html(first)}</th>{cells}'
