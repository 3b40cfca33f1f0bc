"""The command line that keeps everything safe: back-up and restore."""

from pathlib import Path
from typing import Annotated

import typer

from advisor.cli_output import print_json, say
from advisor.settings import load_settings

AsJson = Annotated[bool, typer.Option("--json", help="Print the rows by table as JSON.")]


def backup(
    file: Annotated[Path, typer.Argument(help="The new file; a ZIP archive.")],
    as_json: AsJson = False,
) -> None:
    """Save everything that you keep in one file: notes, conversations, your own documents."""
    from advisor.adapters.backup import back_up
    from advisor.adapters.sql_database import location_of

    rows = back_up(location_of(load_settings()), file)
    _report(f"Saved {_kept(rows)} in {file}", rows, as_json=as_json)


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `advisor backup` made.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace what is there; it is lost.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Put the content of a back-up in place; the indexes follow at the next start."""
    from advisor.adapters import backup as backups
    from advisor.adapters.sql_database import location_of

    rows = backups.restore(file, location_of(load_settings()), force=force)
    _report(f"Restored {_kept(rows)} from {file}", rows, as_json=as_json)


def _kept(rows: dict[str, int]) -> str:
    totals = [(rows.get(name, 0), name) for name in ("engagements", "notes", "conversations")]
    return ", ".join(f"{total:,} {name[:-1] if total == 1 else name}" for total, name in totals)


def _report(said: str, rows: dict[str, int], *, as_json: bool) -> None:
    if as_json:
        print_json(rows, indent=2)
    else:
        say(said)
