"""The command line of the engagements: list, add, edit, delete, and the next call's agenda."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from advisor.cli_notes import EXIT_CODES, AsJson, Workspace, count_of, open_notes
from advisor.cli_output import check_files, err, print_json, say, write_file
from advisor.domain.check_up import Agenda
from advisor.domain.library import TRADES, Trade
from advisor.domain.notes import STATUSES, Engagement, EngagementStatus
from advisor.engagements.given import KEEP
from advisor.errors import InputError

engagement_app = typer.Typer(
    help="The vendors that your notes are about, and the agenda for a call.", no_args_is_help=True
)

Name = Annotated[str, typer.Argument(help="The engagement.")]
Vendor = Annotated[str | None, typer.Option(help="The company or person.")]
OfTrade = Annotated[str | None, typer.Option("--trade", help=f"One of {', '.join(TRADES)}.")]
OfStatus = Annotated[str | None, typer.Option("--status", help=f"One of {', '.join(STATUSES)}.")]
Started = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Its first day.")]
Targets = Annotated[
    list[str] | None,
    typer.Option("--target", help='Agreed, such as "first reply under 4h"; may be given again.'),
]


@engagement_app.command("list", epilog=EXIT_CODES)
def list_engagements(workspace: Workspace = "default", as_json: AsJson = False) -> None:
    """List engagements by name."""
    with closing(open_notes()) as book:
        found = book.engagements.list(workspace=workspace)
        totals = [book.notes.count(engagement=one.name, workspace=workspace) for one in found]
    if as_json:
        rows = zip(found, totals, strict=True)
        print_json([{**one.to_dict(), "notes": total} for one, total in rows], indent=2)
        return
    for one, total in zip(found, totals, strict=True):
        _print_engagement(one, total)
    if not found:
        say("No engagements yet. Add one with `advisor engagement add NAME`.")


@engagement_app.command("add", epilog=EXIT_CODES)
def add_engagement(
    name: Name,
    *,
    vendor: Vendor = None,
    trade: OfTrade = None,
    status: OfStatus = None,
    started: Started = None,
    target: Targets = None,
    workspace: Workspace = "default",
    as_json: AsJson = False,
) -> None:
    """Add an engagement."""
    with closing(open_notes()) as book:
        made = book.engagements.add(
            name,
            vendor=vendor or "",
            trade=_trade(trade),
            status=_status(status) or "active",
            started_on=started,
            targets=target or (),
            workspace=workspace,
        )
    _show(made, as_json=as_json)


@engagement_app.command("edit", epilog=EXIT_CODES)
def edit_engagement(
    name: Name,
    *,
    new_name: Annotated[str | None, typer.Option("--name", help="Its new name.")] = None,
    vendor: Vendor = None,
    trade: OfTrade = None,
    status: OfStatus = None,
    started: Started = None,
    target: Targets = None,
    workspace: Workspace = "default",
    as_json: AsJson = False,
) -> None:
    """Change what is given of an engagement and leave the rest."""
    with closing(open_notes()) as book:
        changed = book.engagements.edit(
            name,
            new_name=new_name,
            vendor=vendor,
            trade=KEEP if trade is None else _trade(trade),
            status=_status(status),
            started_on=KEEP if started is None else started,
            targets=target,
            workspace=workspace,
        )
    _show(changed, as_json=as_json)


@engagement_app.command("delete", epilog=EXIT_CODES)
def delete_engagement(
    name: Name,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    workspace: Workspace = "default",
    as_json: AsJson = False,
) -> None:
    """Delete an engagement with its notes for good."""
    with closing(open_notes()) as book:
        kept = book.engagements.get(name, workspace=workspace)
        total = book.notes.count(engagement=name, workspace=workspace)
        if not yes:
            typer.confirm(f"Delete {kept.name} with {count_of(total)} for good?", abort=True)
        book.engagements.delete(name, workspace=workspace)
    if as_json:
        print_json({"deleted": kept.name, "notes": total}, indent=2)
    else:
        say(f"Deleted {kept.name} with {count_of(total)}.")


@engagement_app.command("agenda", epilog=EXIT_CODES)
def show_agenda(
    name: Name,
    *,
    minutes: Annotated[int, typer.Option(min=10, max=240, help="Length of the call.")] = 30,
    ics: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Save the review dates as a calendar file.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    workspace: Workspace = "default",
    as_json: AsJson = False,
) -> None:
    """Print the agenda for the next call with a vendor."""
    if ics is not None:
        check_files([ics], force=force)
    with closing(open_notes()) as book:
        agenda = book.overview().agenda(name, workspace=workspace, as_of=None, minutes=minutes)
    if as_json:
        print_json(agenda.to_dict(), indent=2)
    else:
        _print_agenda(agenda)
    if ics is not None:
        _save_reviews(agenda, ics, force=force)


def _save_reviews(agenda: Agenda, file: Path, *, force: bool) -> None:
    from advisor.adapters.calendar import calendar_text

    if not agenda.reviews:
        raise InputError("There is nothing to review yet, so no calendar file was written.")
    write_file(file, calendar_text(agenda).encode(), force=force)
    err.print(f"Saved {len(agenda.reviews)} review dates in {file}", markup=False)


def _trade(name: str | None) -> Trade | None:
    if name is not None and name not in TRADES:
        raise InputError(f"{name!r} is not a trade. Use one of {', '.join(TRADES)}.")
    return name


def _status(name: str | None) -> EngagementStatus | None:
    if name is not None and name not in STATUSES:
        raise InputError(f"{name!r} is not a status. Use one of {', '.join(STATUSES)}.")
    return name


def _show(engagement: Engagement, *, as_json: bool) -> None:
    if as_json:
        print_json(engagement.to_dict(), indent=2)
    else:
        _print_engagement(engagement, None)


def _print_engagement(one: Engagement, total: int | None) -> None:
    since = f"since {one.started_on}" if one.started_on else ""
    vendor = one.vendor if one.vendor != one.name else ""
    notes = "" if total is None else count_of(total)
    facts = ", ".join(filter(None, (vendor, one.trade or "", one.status, since, notes)))
    say(f"{one.name}  ({facts})")
    for target in one.targets:
        say(f"  agreed: {target.text}")


def _print_agenda(agenda: Agenda) -> None:
    say(f"Call with {agenda.engagement.name}, {agenda.as_of}")
    for item in agenda.items:
        length = f"{item.minutes} min" if item.minutes else "if time is left"
        say(f"\n{item.text} ({length})")
        for citation in item.citations[:1]:
            say(f"  \u201c{citation.quote}\u201d")
        say(f"  Ask: {item.ask}")
    if agenda.reviews:
        say("\nLook again:")
    for review in agenda.reviews:
        say(f"  {review.on}  {review.title}")
