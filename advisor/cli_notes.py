"""The command line of the notes: add, list, edit, delete, check."""

import sys
from contextlib import closing
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from advisor.cli_output import (
    out,
    print_json,
    say,
)
from advisor.domain.check_up import CheckUp, Severity, Signal
from advisor.domain.notes import EngagementNote
from advisor.settings import load_settings

if TYPE_CHECKING:
    from advisor.wiring import Notebook

EXIT_CODES = "Exit codes: 0 done, 1 broken installation, 2 bad input."
CHECK_EXIT_CODES = (
    "Exit codes: 0 done, 1 broken installation, 2 bad input, 3 a signal of --fail-on."
)
FOUND = 3
_ORDER: tuple[Severity, ...] = ("high", "medium", "low")
_MARKS: dict[Severity, str] = {"high": "!!!", "medium": "!!", "low": "!"}


class FailOn(StrEnum):
    """The least severe signal that makes a check fail."""

    high = "high"
    medium = "medium"
    low = "low"


AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Workspace = Annotated[str, typer.Option(help="Whose notes.")]
OfEngagement = Annotated[str | None, typer.Option("--engagement", help="Only this engagement.")]
Day = Annotated[str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="The day.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", help="A tag; may be given again.")]

notes_app = typer.Typer(help="Dated notes about your vendors.", no_args_is_help=True)


@notes_app.command("add", epilog=EXIT_CODES)
def add_note(
    text: Annotated[str, typer.Argument(help="What happened; - reads it from standard input.")],
    *,
    engagement: Annotated[str, typer.Option(help="Whom it is about; made if it is new.")],
    on: Day = None,
    tag: Tags = None,
    workspace: Workspace = "default",
    as_json: AsJson = False,
) -> None:
    """Save a note, of today unless --on says otherwise."""
    said = sys.stdin.read() if text == "-" else text
    with closing(open_notes()) as book:
        note = book.notes.add(
            said, engagement=engagement, happened_on=on, tags=tag or (), workspace=workspace
        )
    if as_json:
        print_json(note.to_dict(), indent=2)
    else:
        say(f"Saved as {note.note_id} ({note.engagement}, {note.happened_on}).")


@notes_app.command("list", epilog=EXIT_CODES)
def list_notes(
    *,
    engagement: OfEngagement = None,
    tag: Tags = None,
    words: Annotated[str, typer.Option(help="Words that must all occur.")] = "",
    since: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="First day.")] = None,
    until: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Last day.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 50,
    workspace: Workspace = "default",
    as_json: AsJson = False,
) -> None:
    """List notes, the latest day first."""
    chosen: dict[str, Any] = {
        "engagement": engagement,
        "tags": tag or (),
        "words": words,
        "since": since,
        "until": until,
        "workspace": workspace,
    }
    with closing(open_notes()) as book:
        found = book.notes.list(limit=limit, **chosen)
        total = book.notes.count(**chosen)
    if as_json:
        print_json([note.to_dict() for note in found], indent=2)
        return
    for note in found:
        print_note(note)
    if not total and any(value for key, value in chosen.items() if key != "workspace"):
        say("No note fits.")
    elif not total:
        say("No notes. Add one with `advisor notes add TEXT --engagement NAME`.")
    elif total > len(found):
        say(f"{len(found)} of {total} notes; see more with --limit.")


@notes_app.command("edit", epilog=EXIT_CODES)
def edit_note(
    note_id: Annotated[str, typer.Argument(help="Its id, as `advisor notes list` shows it.")],
    *,
    text: Annotated[str | None, typer.Option(help="Its new text.")] = None,
    on: Day = None,
    tag: Tags = None,
    engagement: Annotated[str | None, typer.Option(help="Move it to this engagement.")] = None,
    workspace: Workspace = "default",
    as_json: AsJson = False,
) -> None:
    """Change what is given of a note and leave the rest."""
    with closing(open_notes()) as book:
        note = book.notes.edit(
            note_id,
            text=text,
            happened_on=on,
            tags=tag,
            engagement=engagement,
            workspace=workspace,
        )
    if as_json:
        print_json(note.to_dict(), indent=2)
    else:
        print_note(note)


@notes_app.command("delete", epilog=EXIT_CODES)
def delete_notes(
    note_ids: Annotated[list[str], typer.Argument(help="Ids as `advisor notes list` shows them.")],
    workspace: Workspace = "default",
    as_json: AsJson = False,
) -> None:
    """Delete notes for good."""
    with closing(open_notes()) as book:
        for note_id in note_ids:
            book.notes.get(note_id, workspace=workspace)
        deleted = book.notes.delete(note_ids, workspace=workspace)
    if as_json:
        print_json({"deleted": deleted}, indent=2)
    else:
        say(f"Deleted {count_of(deleted)}.")


@notes_app.command("check", epilog=CHECK_EXIT_CODES)
def check_notes(
    engagement: Annotated[str, typer.Argument(help="The engagement to check.")],
    as_of: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day it is checked for: today.")
    ] = None,
    fail_on: Annotated[FailOn | None, typer.Option(help="Exit with 3 on such a signal.")] = None,
    workspace: Workspace = "default",
    as_json: AsJson = False,
) -> None:
    """Hold the notes of an engagement against the warning signs of the ten topics."""
    from advisor.engagements.given import read_day

    day = None if as_of is None else read_day(as_of)
    with closing(open_notes()) as book:
        found = book.overview().check_up(engagement, workspace=workspace, as_of=day)
    if as_json:
        print_json(found.to_dict(), indent=2)
    else:
        _print_check_up(found)
    worst = _ORDER[: _ORDER.index(fail_on.value) + 1] if fail_on else ()
    if any(signal.severity in worst for signal in found.signals):
        raise typer.Exit(FOUND)


def open_notes() -> "Notebook":
    """The notes of the settings in force."""
    from advisor.wiring import open_notebook

    return open_notebook(load_settings())


def print_note(note: EngagementNote) -> None:
    """A note for people: its day, engagement, tags and id, then its text."""
    tags = f"  [{', '.join(note.tags)}]" if note.tags else ""
    say(f"{note.happened_on}  {note.engagement}{tags}  ({note.note_id})")
    for line in note.text.split("\n"):
        say(f"  {line}")


def _print_check_up(found: CheckUp) -> None:
    say(f"{found.engagement.name}, {count_of(found.notes_read)} read, as of {found.as_of}")
    if not found.signals:
        say("No warning sign was found.")
    for signal in found.signals:
        _print_signal(signal)
    for signal in found.solved:
        say(f"Solved: {signal.why}")
    for series in found.series:
        last = f"last {series.readings[-1].text}" if series.readings else "no figure yet"
        agreed = f", agreed {series.target.text}" if series.target else ""
        say(f"Measure {series.measure}: {last}{agreed} ({series.trend})")


def _print_signal(signal: Signal) -> None:
    out.print(f"\n[bold]{_MARKS[signal.severity]} {signal.severity}[/]  ", end="")
    say(f"{signal.topic_id}: {signal.why}")
    for citation in signal.citations[:1]:
        say(f"  {signal.on}: \u201c{citation.quote}\u201d")
    if signal.against:
        say(f"  Against the guidance: {signal.against}")
    say(f"  Advice: point {signal.point_id} in the library")


def count_of(number: int) -> str:
    """The number with the word note or notes."""
    return f"{number:,} note{'' if number == 1 else 's'}"
