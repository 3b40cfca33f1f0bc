"""The command line that turns an answer with a thumb down into a case: `advisor eval feedback`."""

import difflib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated, Any

import click
import typer
from rich.console import Console
from rich.markup import escape

from advisor.domain import Library
from advisor.domain.notes import EngagementNote, NoteFilter
from advisor.errors import AdvisorError
from advisor.knowledge import load_library
from advisor.settings import load_settings
from advisor.wiring import Notebook, build_advisor, open_notebook
from evals.cases import EvalError
from evals.feedback import (
    FEEDBACK_SUITES,
    LATEST,
    Choice,
    Complaint,
    choose_suite,
    complaints,
    find_complaint,
    refine,
    sentence_meant,
)
from evals.feedback_cases import CASES, Draft, Labels, add_case, draft_case, edited, notes_of
from evals.redacting import Redactor
from evals.redacting_words import usual_words
from evals.scorers import evidence_points, said_points

UNUSABLE = 2
EPILOG = "Exit codes: 0 written or listed, 1 refused, 2 wrong usage or a label is missing."
_MOST_NOTES, _SHOWN_CHARS, _SUGGESTED = 12, 76, 3

feedback_app = typer.Typer(
    help="Turn an answer with a thumb down into a redacted case.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Workspace = Annotated[str, typer.Option(help="Whose conversations.")]
out = Console(highlight=False, emoji=False, soft_wrap=True)
err = Console(highlight=False, emoji=False, soft_wrap=True, stderr=True)


@feedback_app.command("list", epilog=EPILOG)
def list_feedback(workspace: Workspace = "default") -> None:
    """List the answers with a thumb down, the latest opinion first."""
    with _reported(), closing(open_notebook(load_settings())) as book:
        found = complaints(book.conversations, workspace=workspace)
    if not found:
        out.print("No answer of this workspace has a thumb down.")
    for one in found:
        suite = choose_suite(one).suite
        head = f"{one.exchange_id[:8]}  {one.rated_at:%Y-%m-%d}  {suite}: {one.advice.question}"
        out.print(head, markup=False)
        out.print(f"          {one.reason or '(no reason)'}", markup=False, style="dim")


@feedback_app.command("points", epilog=EPILOG)
def list_points() -> None:
    """List the points of the guidance with their ids."""
    with _reported():
        library = load_library(load_settings().knowledge_dir)
    for topic in library.topics:
        out.print(f"[bold]{escape(topic.title)}[/]")
        for point in topic.points:
            out.print(f"  {point.point_id:<4}{point.title}", markup=False)


@feedback_app.command("case", epilog=EPILOG)
def case_from_feedback(
    feedback: Annotated[str, typer.Argument(metavar="[ID]", help="From `list`.")] = LATEST,
    *,
    suite: Annotated[str, typer.Option(help="The suite, where the chosen one is wrong.")] = "",
    point: Annotated[
        list[str] | None, typer.Option(help="A point that a good answer makes; may be repeated.")
    ] = None,
    note: Annotated[
        list[int] | None, typer.Option(help="The number of a note that should be cited.")
    ] = None,
    wrong_note: Annotated[
        list[int] | None, typer.Option(help="The number of a note that should not be cited.")
    ] = None,
    sentence: Annotated[
        int | None, typer.Option(help="The number of the sentence that is not proven.")
    ] = None,
    hide: Annotated[
        list[str] | None, typer.Option(help="Something else to take out; may be repeated.")
    ] = None,
    into: Annotated[Path, typer.Option(help="Folder of the case files.")] = CASES,
    yes: Annotated[bool, typer.Option("--yes", help="Write it without asking.")] = False,
    workspace: Workspace = "default",
) -> None:
    """Make a case of one answer: you see it, and what was taken out, before it is written."""
    with _reported():
        if suite and suite not in FEEDBACK_SUITES:
            known = ", ".join(FEEDBACK_SUITES)
            raise EvalError(f"A case from feedback goes into one of: {known}. Not {suite!r}.")
        if not yes and not sys.stdin.isatty():
            raise EvalError(
                "Nobody is there to look at the case. Run this in a terminal, or add --yes."
            )
        with closing(open_notebook(load_settings())) as book:
            complaint = find_complaint(
                complaints(book.conversations, workspace=workspace), feedback
            )
            engagements = book.engagements.list(workspace=workspace)
            notes = _notes(complaint, book, workspace)
        library = load_library(load_settings().knowledge_dir)
        choice = choose_suite(complaint)
        if suite:
            choice = Choice(suite=suite, why="You chose it.")
        given = Labels(
            points=tuple(point or ()),
            right_notes=tuple(note or ()),
            wrong_notes=tuple(wrong_note or ()),
            sentence=sentence,
        )
        _show_complaint(complaint)
        labels = given if yes else _asked_labels(given, complaint, choice, notes, library)
        if not suite:
            choice = refine(choice, complaint, labels.points)
        redactor = Redactor(engagements=engagements, usual=usual_words(library), hide=hide or ())
        draft = draft_case(
            complaint, choice, labels, redactor=redactor, library=library, notes=notes
        )
        _write(draft, into, yes=yes)


def _write(draft: Draft, into: Path, *, yes: bool) -> None:
    _show_draft(draft, into)
    while not yes:
        answer = click.prompt(
            "Write it? yes, edit or no", type=click.Choice(["yes", "edit", "no"]), default="no"
        )
        if answer == "no":
            out.print("Nothing was written.")
            raise typer.Exit(1)
        if answer == "yes":
            break
        draft = _edited(draft, into)
    path = add_case(draft, into)
    name = draft.choice.suite
    out.print(f"Written. Run it: advisor eval run {name} --cases {path}", markup=False)
    if path.parent.joinpath("suite.yaml").is_file():
        line = f"List {path.name} under cases in {path.parent / 'suite.yaml'}, then bless {name}."
        out.print(line, markup=False)


def _edited(draft: Draft, into: Path) -> Draft:
    text = click.edit(json.dumps(draft.row, ensure_ascii=False, indent=2), extension=".json")
    if text is None:
        return draft
    try:
        changed = edited(draft, text)
    except EvalError as error:
        err.print(str(error), style="red", markup=False)
        return draft
    _show_draft(changed, into)
    return changed


def _asked_labels(
    given: Labels,
    complaint: Complaint,
    choice: Choice,
    notes: Sequence[EngagementNote],
    library: Library,
) -> Labels:
    """The labels that the options left open, asked of the person."""
    if choice.suite in ("answers", "retrieval") and not given.points:
        suggested = _suggested_points(complaint, library)
        words = click.prompt("Points that a good answer makes", default=" ".join(suggested))
        return Labels(points=tuple(words.replace(",", " ").split()))
    if choice.suite == "support_checker" and given.sentence is None:
        for place, one in enumerate(complaint.sentences, start=1):
            out.print(f"  {place}  {one.claim.text}", markup=False)
        meant = sentence_meant(complaint)
        default = None if meant is None else meant + 1
        return Labels(sentence=click.prompt("Which sentence", type=int, default=default))
    if choice.suite == "notes" and not (given.right_notes or given.wrong_notes):
        cited = len(complaint.notes_shown)
        for place, note in enumerate(notes, start=1):
            mark = "cited" if place <= cited else "     "
            line = f"  {place:>2} {mark} {note.happened_on} {note.engagement}: {note.text}"
            out.print(line[: _SHOWN_CHARS * 2], markup=False)
        right = click.prompt("Notes that should be cited", default="", show_default=False)
        wrong = click.prompt("Notes that should not be", default="", show_default=False)
        return Labels(right_notes=_numbers(right), wrong_notes=_numbers(wrong))
    return given


def _numbers(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(word) for word in text.replace(",", " ").split())
    except ValueError as error:
        raise EvalError(f"{text!r} are not the numbers of notes, such as 1 3.") from error


def _suggested_points(complaint: Complaint, library: Library) -> list[str]:
    """What the reason itself leads to and the answer did not say."""
    if not complaint.reason:
        return []
    with closing(build_advisor(load_settings())) as advisor:
        found = evidence_points(advisor.ask(complaint.reason, offline=True), _SUGGESTED)
    said = said_points(complaint.advice)
    suggested = [point for point in found if point not in said]
    for point in suggested:
        out.print(f"  {point:<4}{library.points[point].title}", markup=False)
    return suggested


def _notes(complaint: Complaint, book: Notebook, workspace: str) -> tuple[EngagementNote, ...]:
    if not complaint.notes_shown:
        return ()
    every = book.records.list_notes(NoteFilter(), workspace=workspace)
    return notes_of(complaint, every, most=_MOST_NOTES)


def _show_complaint(complaint: Complaint) -> None:
    out.print(f"Question  {complaint.advice.question}", markup=False)
    out.print(f"Reason    {complaint.reason or '(none)'}", markup=False)


def _show_draft(draft: Draft, into: Path) -> None:
    """The case, and line by line what the redaction changed."""
    out.print(f"\n{draft.choice.suite}: {draft.choice.why}", style="bold", markup=False)
    out.print(_pretty(draft.row), markup=False)
    changes = list(_changes(draft.before, draft.row))
    out.print("\nTaken out:" if changes else "\nNothing private was found.", style="bold")
    for line in changes:
        out.print(line, style="red" if line.startswith("-") else "green", markup=False)
    out.print(f"\nFor {draft.file(into)}. Names that stand in lower case may be left: look.")


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    old, new = _pretty(before).splitlines(), _pretty(after).splitlines()
    for line in difflib.unified_diff(old, new, n=0, lineterm=""):
        if line[:1] in "+-" and line[:3] not in ("+++", "---"):
            yield line


def _pretty(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, indent=2)


@contextmanager
def _reported() -> Iterator[None]:
    """Makes one line and exit code 2 of what goes wrong inside."""
    try:
        yield
    except (AdvisorError, EvalError) as error:
        err.print(str(error), style="red", markup=False)
        raise typer.Exit(UNUSABLE) from error
