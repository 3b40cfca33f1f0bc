"""Labelled briefs: one a line with its text, or labels by file name beside the texts."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from advisor.domain.review import TopicStatus

_SOURCE = "# SOURCE:"
STATUSES: tuple[TopicStatus, ...] = get_args(TopicStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLabel:
    """What a careful reader says about one topic, 1 to 10; `quote` is empty where it is missing.

    `trap` marks words of the topic that mean something else.
    """

    number: int
    status: TopicStatus
    applicable: bool
    quote: str = ""
    trap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledBrief:
    """A brief with its labels; `lint` are codes with the quotes that they must name."""

    brief_id: str
    title: str
    text: str
    kind: str
    trade: str | None
    labels: tuple[TopicLabel, ...]
    clean: bool = False
    lint: Mapping[str, tuple[str, ...]]
    harm: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """The length of the text."""
        return len(self.text.split())


def load_briefs(path: Path) -> tuple[LabelledBrief, ...]:
    """Read either shape; `ValueError`, `KeyError` or `OSError` where it is none of them."""
    rows = [
        json.loads(line)
        for line in path.read_text(encoding="utf-8-sig").splitlines()
        if line.strip()
    ]
    if rows and "file" in rows[0]:
        return tuple(_from_files(rows, path.parent))
    return tuple(labelled_brief(row) for row in rows)


def labelled_brief(row: Mapping[str, Any]) -> LabelledBrief:
    """One line of a case file; `ValueError` where a quote is not in the text."""
    text = str(row["text"])
    labels = tuple(_label(one, one["id"]) for one in row["topics"])
    for quote in (one.quote for one in labels if one.quote):
        if quote not in text:
            raise ValueError(f"the quote {quote[:60]!r} is not in the text of {row['id']}")
    return LabelledBrief(
        brief_id=str(row["id"]),
        title=str(row["title"]),
        text=text,
        kind=str(row["kind"]),
        trade=row.get("trade"),
        labels=labels,
        clean=bool(row.get("clean", False)),
        lint={one["code"]: tuple(one.get("quotes", ())) for one in row.get("lint", ())},
        harm=tuple(row.get("harm", ())),
    )


def _from_files(rows: list[dict[str, Any]], folder: Path) -> Iterator[LabelledBrief]:
    """Labels that name a text file beside them; `index.jsonl` there tells the kind of each."""
    index = folder / "index.jsonl"
    known = (
        {row["file"]: row for row in map(json.loads, index.read_text("utf-8").splitlines())}
        if index.is_file()
        else {}
    )
    by_file: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_file[row["file"]].append(row)
    for name, own in by_file.items():
        text = (folder / name).read_text(encoding="utf-8")
        if text.startswith(_SOURCE):
            text = text.partition("\n")[2]
        about = known.get(name, {})
        yield LabelledBrief(
            brief_id=name,
            title=name,
            text=text,
            kind=about.get("kind", ""),
            trade=about.get("function"),
            labels=tuple(_label(one, one["pitfall_id"]) for one in own),
            lint={},
        )


def _label(row: Mapping[str, Any], number: int) -> TopicLabel:
    if row["status"] not in STATUSES:
        raise ValueError(f"status is {row['status']!r}, not one of {STATUSES}")
    return TopicLabel(
        number=number,
        status=row["status"],
        applicable=bool(row.get("applicable", True)),
        quote=row.get("quote") or "",
        trap=bool(row.get("trap", False)),
    )
