"""The command line that moves notes in and out: import, export, back-up, restore."""

from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import Progress as Bar

from advisor.cli_notes import (
    EXIT_CODES,
    AsJson,
    Day,
    OfEngagement,
    Workspace,
    count_of,
    notes_app,
    open_notes,
)
from advisor.cli_output import (
    USAGE,
    check_files,
    err,
    print_json,
    print_text,
    say,
    write_file,
)
from advisor.domain.notes import ImportPreview
from advisor.errors import InputError

if TYPE_CHECKING:
    from advisor.wiring import Notebook

__all__ = ["notes_app"]
_SHOWN_ROWS = 10


class ExportFormat(StrEnum):
    """What notes can be written as."""

    json = "json"
    csv = "csv"
    markdown = "markdown"


@notes_app.command("import", epilog=EXIT_CODES)
def import_notes(
    file: Annotated[Path, typer.Argument(help="CSV, Markdown, JSON, e-mail, chat or text.")],
    *,
    engagement: Annotated[
        str | None, typer.Option(help="Whom rows are about that name nobody.")
    ] = None,
    on: Day = None,
    format_name: Annotated[
        str, typer.Option("--format", help="auto, csv, markdown, json, email, chat or text.")
    ] = "auto",
    preview: Annotated[bool, typer.Option("--preview", help="Show it, save nothing.")] = False,
    skip_errors: Annotated[
        bool, typer.Option("--skip-errors", help="Save the rows that can be used.")
    ] = False,
    workspace: Workspace = "default",
    as_json: AsJson = False,
) -> None:
    """Import notes; rows that cannot be used are named, and without --skip-errors nothing is saved.

    Notes that are there already are not added twice.
    """
    data = _bytes_of(file)
    with closing(open_notes()) as book:
        found = book.notes.preview(
            data,
            name=file.name,
            format=format_name,
            engagement=engagement,
            happened_on=on,
            workspace=workspace,
        )
        blocked = bool(found.errors) and not skip_errors
        saved = 0 if preview or blocked else _import(book, found, workspace)
    if as_json:
        print_json(_as_dict(found, saved), indent=2)
    else:
        _print_import(found, saved, preview=preview)
    if blocked and not preview:
        raise typer.Exit(USAGE)


@notes_app.command("export", epilog=EXIT_CODES)
def export_notes(
    file: Annotated[
        Path | None, typer.Argument(help="Where to; without it, to standard output.")
    ] = None,
    *,
    format_name: Annotated[
        ExportFormat | None, typer.Option("--format", help="By default as the file is named.")
    ] = None,
    engagement: OfEngagement = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    workspace: Workspace = "default",
) -> None:
    """Export notes with their engagements; what is written can be imported back."""
    kind = format_name or _kind_of(file)
    if file is not None:
        check_files([file], force=force)
    with closing(open_notes()) as book:
        made = book.notes.export(format=kind.value, engagement=engagement, workspace=workspace)
        total = book.notes.count(engagement=engagement, workspace=workspace)
    if file is None:
        print_text(made)
    else:
        write_file(file, made.encode(), force=force)
        say(f"Saved {count_of(total)} in {file}")


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}. Name another file.") from error


def _import(book: "Notebook", found: ImportPreview, workspace: str) -> int:
    with Bar(console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("Saving notes", total=len(found.notes))

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        saved = book.notes.import_(found, skip_errors=True, workspace=workspace, progress=show)
    return len(saved)


def _as_dict(found: ImportPreview, saved: int) -> dict[str, Any]:
    return {
        "format": found.format,
        "found": len(found.notes),
        "saved": saved,
        "duplicates": len(found.duplicates),
        "errors": [
            {"line": one.line, "message": one.message, "text": one.text} for one in found.errors
        ],
    }


def _print_import(found: ImportPreview, saved: int, *, preview: bool) -> None:
    for error in found.errors:
        err.print(f"Line {error.line}: {error.message}", style="red", markup=False, soft_wrap=True)
    if preview:
        for note in found.notes[:_SHOWN_ROWS]:
            say(f"{note.happened_on}  {note.engagement}  {_line(note.text)}")
        if len(found.notes) > _SHOWN_ROWS:
            say(f"... and {len(found.notes) - _SHOWN_ROWS} more")
        say(f"Read as {found.format}: {count_of(len(found.notes))} would be saved.")
    elif found.errors and not saved:
        say("Nothing was saved. Correct these rows, or save the others with --skip-errors.")
    else:
        say(f"Saved {count_of(saved)}.")
    if found.duplicates:
        say(f"{count_of(len(found.duplicates))} left out, there already or given twice.")


def _kind_of(file: Path | None) -> ExportFormat:
    ending = file.suffix.lower() if file else ""
    kinds = {".csv": ExportFormat.csv, ".md": ExportFormat.markdown}
    return kinds.get(ending, ExportFormat.json)


def _line(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 70 else f"{flat[:69]}\u2026"
