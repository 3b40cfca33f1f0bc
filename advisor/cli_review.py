"""The command line of the brief review: one brief, several of them, or two versions of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from advisor.cli_output import (
    OK,
    USAGE,
    err,
    fail,
    print_json,
    print_text,
)
from advisor.cli_review_input import Given, is_several, one_brief, several_briefs
from advisor.cli_review_saving import ReviewFiles
from advisor.domain import TRADES, Trade
from advisor.domain.review import BriefReview
from advisor.domain.visible import visible_text
from advisor.errors import AdvisorError, InputError
from advisor.settings import load_settings

if TYPE_CHECKING:
    from advisor.review.desk import ReviewDesk

REVIEW_EXIT_CODES = (
    "Exit codes: 0 reviewed, and nothing at or above --fail-on; 1 --fail-on was reached, or "
    "--compare lost something; 2 wrong usage, or something could not be read (the rest of a "
    "folder or batch was reviewed all the same); 3 broken installation."
)
FOUND, BROKEN = 1, 3
_LONG = 5_000  # words from which on a script, too, is told how far a review has come


class ReviewFailOn(StrEnum):
    """The least risk of a gap that makes a review fail."""

    high = "high"
    medium = "medium"


class Shown(StrEnum):
    """How a review is printed."""

    text = "text"
    json = "json"
    markdown = "markdown"
    questions = "questions"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What all reviews of one call have in common."""

    shown: Shown
    trade: Trade | None
    fail_on: ReviewFailOn | None


def review(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE",
            help="A brief (.txt, .md, .html, .docx or .pdf), - for standard input, a folder of "
            'briefs, or a .jsonl batch: {"id", "title", "text"} or {"id", "file"} a line, files '
            "seen from the batch's folder.",
        ),
    ] = None,
    *,
    compare: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="OLD NEW", help="Two versions: the topics before and after."),
    ] = None,
    trade: Annotated[
        str | None, typer.Option(help=f"Otherwise told by the text; one of {', '.join(TRADES)}.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON; of a folder or batch one line for each.")
    ] = False,
    as_markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the whole report as Markdown.")
    ] = False,
    questions: Annotated[
        bool, typer.Option("--questions", help="Print only the questions to the vendor.")
    ] = False,
    docx: Annotated[
        Path | None,
        typer.Option(help="Save the brief as Word, each proposed text as a tracked change."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Save the report, as .docx, .md or .html.")
    ] = None,
    fail_on: Annotated[
        ReviewFailOn | None,
        typer.Option(help="Exit with 1 on a gap of such risk; harm counts as high."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that exist.")] = False,
) -> None:
    """Review a brief: what it forgot, with proof, and how to mend it."""
    with _exit_codes():
        asked = _Asked(
            shown=_shown(as_json=as_json, as_markdown=as_markdown, questions=questions),
            trade=_trade(trade),
            fail_on=fail_on,
        )
        files = ReviewFiles(docx=docx, report=report, force=force)
        if (file is None) == (compare is None):
            raise InputError("Give either a brief to review or --compare OLD NEW.")
        if compare is not None:
            code = _compare(*compare, asked, files)
        elif is_several(file or ""):
            code = _review_several(file or "", asked, files)
        else:
            code = _review_one(file or "", asked, files)
        raise typer.Exit(code)


@contextmanager
def _exit_codes() -> Iterator[None]:
    """A broken installation must not look like a brief that failed, so it has its own code."""
    try:
        yield
    except (AdvisorError, ImportError) as error:
        raise typer.Exit(USAGE if fail(error) == USAGE else BROKEN) from error


def _shown(*, as_json: bool, as_markdown: bool, questions: bool) -> Shown:
    chosen = {Shown.json: as_json, Shown.markdown: as_markdown, Shown.questions: questions}
    asked = [shown for shown, wanted in chosen.items() if wanted]
    if len(asked) > 1:
        raise InputError("Give only one of --json, --markdown and --questions.")
    return asked[0] if asked else Shown.text


def _trade(name: str | None) -> Trade | None:
    found = next((trade for trade in TRADES if trade == name), None)
    if name is not None and found is None:
        raise InputError(f"{name!r} is not a trade. Use one of {', '.join(TRADES)}.")
    return found


def _review_one(file: str, asked: _Asked, files: ReviewFiles) -> int:
    files.check(file)
    found = _reviewed(_open_desk(), one_brief(file), asked)
    if asked.shown is Shown.json:
        print_json(found.to_dict(), indent=2)
    elif asked.shown is Shown.text:
        from advisor.cli_review_output import print_review

        print_review(found)
    else:
        _print_markdown(found, asked.shown)
    files.write(found)
    return FOUND if _reaches(found, asked.fail_on) else OK


def _review_several(file: str, asked: _Asked, files: ReviewFiles) -> int:
    files.refuse("a folder or a batch")
    several = several_briefs(file)
    desk = _open_desk()
    last: BriefReview | None = None
    failed = reached = False
    for number, given in enumerate(several.briefs, 1):
        try:
            found = _reviewed(desk, given, asked, progress=f"{number} of {several.total}: ")
        except InputError as error:
            failed = True
            fail(InputError(visible_text(f"{given.name}: {error}")))
            continue
        _show_among_several(found, given, asked.shown, first=last is None)
        reached = reached or _reaches(found, asked.fail_on)
        last = found
    if last and asked.shown is Shown.text:
        from advisor.cli_review_output import print_key

        print_key(last)
    return USAGE if failed else FOUND if reached else OK


def _compare(old: str, new: str, asked: _Asked, files: ReviewFiles) -> int:
    from advisor.cli_review_output import print_comparison
    from advisor.review.comparing import compare

    files.refuse("--compare")
    if asked.shown not in (Shown.text, Shown.json):
        raise InputError("--compare prints text, or JSON with --json.")
    if any(is_several(file) for file in (old, new)):
        raise InputError("--compare takes two briefs, no folder and no batch.")
    desk = _open_desk()
    before, after = (_reviewed(desk, one_brief(file), asked) for file in (old, new))
    found = compare(before, after)
    if asked.shown is Shown.json:
        print_json(found.to_dict(), indent=2)
    else:
        print_comparison(found, before, after)
    return FOUND if found.lost or _reaches(after, asked.fail_on) else OK


def _show_among_several(found: BriefReview, given: Given, shown: Shown, *, first: bool) -> None:
    if shown is Shown.json:
        print_json({**given.key, **found.to_dict()})
    elif shown is Shown.text:
        from advisor.cli_review_output import print_row

        print_row(found, str(given.key["id"]), first=first)
    else:
        print_text("" if first else "\n")
        _print_markdown(found, shown)


def _print_markdown(found: BriefReview, shown: Shown) -> None:
    from advisor.review.report import questions_markdown, report_markdown

    make = report_markdown if shown is Shown.markdown else questions_markdown
    print_text(visible_text(make(found)))


def _reviewed(
    desk: "ReviewDesk", given: Given, asked: _Asked, *, progress: str = ""
) -> BriefReview:
    """The review, with progress on standard error; raises what reading raises."""
    label = visible_text(f"{progress}{given.name}")
    if progress and not err.is_terminal:
        err.print(label, markup=False, soft_wrap=True)
    with err.status(Text(label)) as status:
        brief = given.read(desk, asked.trade)
        for step in desk.review_steps(brief):
            if isinstance(step, BriefReview):
                return step
            said = f"{label}: {step.detail}"
            status.update(Text(said))
            if brief.words >= _LONG and not err.is_terminal:
                err.print(said, markup=False, soft_wrap=True)
    raise AssertionError("a review ends its steps")


def _reaches(found: BriefReview, fail_on: ReviewFailOn | None) -> bool:
    if fail_on is None:
        return False
    risks = ("high",) if fail_on is ReviewFailOn.high else ("high", "medium")
    return bool(found.harm) or any(finding.risk in risks for finding in found.findings)


def _open_desk() -> "ReviewDesk":
    from advisor.wiring import open_reviewer

    return open_reviewer(load_settings())
