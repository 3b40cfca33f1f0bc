"""The command line: thin over the same `Advisor` that the page uses."""

import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.progress import Progress as Bar
from rich.text import Text

from advisor import __version__
from advisor.cli_ask import print_advice, read_batch, read_history
from advisor.cli_data import backup, restore
from advisor.cli_engagements import engagement_app
from advisor.cli_library import knowledge_app, template_app
from advisor.cli_model import model_app
from advisor.cli_notes import print_note
from advisor.cli_notes_transfer import notes_app
from advisor.cli_output import BROKEN, EXIT_CODES, OK, USAGE, err, fail, out, print_json
from advisor.cli_review import REVIEW_EXIT_CODES, review
from advisor.cli_verify import VERIFY_EXIT_CODES, verify
from advisor.errors import AdvisorError, InputError
from advisor.settings import Settings, load_settings

if TYPE_CHECKING:
    from advisor.pipeline import Advisor  # what only reads files must not wait for its libraries


app = typer.Typer(
    help="Outsourcing advice in which every sentence has a verdict against its source.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(template_app, name="template")
app.add_typer(knowledge_app, name="knowledge")
app.add_typer(notes_app, name="notes")
app.add_typer(engagement_app, name="engagement")
app.add_typer(model_app, name="model")
app.command(epilog=EXIT_CODES)(backup)
app.command(epilog=EXIT_CODES)(restore)
app.command(epilog=REVIEW_EXIT_CODES)(review)
app.command(epilog=VERIFY_EXIT_CODES)(verify)


def main() -> NoReturn:
    """Run the command line; errors become one line and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without a sign for "proven" shows "?"
            stream.reconfigure(errors="replace")
    try:
        add_commands(sys.argv[1:])
        app()
    except (AdvisorError, ImportError) as error:
        sys.exit(fail(error))
    sys.exit(OK)


def add_commands(arguments: Sequence[str]) -> None:
    """Add the commands that other packages bring, where they are called or listed.

    They are entry points of the group `advisor.commands`, each a Typer app; the others do not wait
    for them to load.
    """
    first = arguments[0] if arguments else "--help"
    for entry in entry_points(group="advisor.commands"):
        if first in (entry.name, "--help"):
            app.add_typer(entry.load(), name=entry.name)


def build_with_bar(settings: Settings) -> "Advisor":
    """The advisor, with a progress bar while the index is built; raises what building raises."""
    from advisor.doctor import sqlite_version
    from advisor.wiring import build_advisor

    sqlite_version()
    with Bar(console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("Building the index", total=None, visible=False)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=True)

        return build_advisor(settings, progress=show)


def run_page(settings: Settings, *, ready: Callable[[str], None]) -> None:
    """Build the advisor and serve the page until interrupted; `ready` gets its address."""
    from advisor.doctor import port_free

    port_free(settings.host, settings.port)
    with closing(_build(settings)) as advisor:
        # Gradio reads at import what the wiring has switched off by now.
        from advisor.ui.exports import file_exports
        from advisor.ui.layout import build_ui
        from advisor.ui.layout import serve as serve_page

        _bypass_proxy(settings.host)
        page = build_ui(advisor, exports=file_exports())
        ready(serve_page(page, settings, block=False))
        page.block_thread()


@app.callback(invoke_without_command=True)
def version(
    show: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Print the version when asked to."""
    if show:
        out.print(__version__)
        raise typer.Exit


@app.command(epilog=EXIT_CODES)
def ask(
    question: Annotated[str | None, typer.Argument(help="The planning question.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the advice as JSON.")] = False,
    history: Annotated[
        Path | None,
        typer.Option(help='Earlier turns, a JSON list of {"role", "text"}.'),
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option(help='JSON lines of {"id", "question", "history"?}; answers as JSON lines.'),
    ] = None,
    engagement: Annotated[
        str | None, typer.Option(help="Ask about this engagement; otherwise about all.")
    ] = None,
    workspace: Annotated[str, typer.Option(help="Whose notes and documents.")] = "default",
    offline: Annotated[
        bool, typer.Option("--offline", help="Answer without the language model.")
    ] = False,
) -> None:
    """Answer a question, or a file of questions."""
    if (question is None) == (batch is None):
        raise InputError("Give either a question or --batch FILE.")
    if batch is not None and history is not None:
        raise InputError("--history goes with a question; a batch line has its own history.")
    if batch is not None:
        _ask_batch(batch, engagement=engagement, workspace=workspace, offline=offline)
        return
    turns = read_history(history) if history else ()
    with closing(_build()) as advisor:
        advice = advisor.ask(
            question or "",
            history=turns,
            engagement=engagement,
            workspace=workspace,
            offline=offline,
        )
    if as_json:
        print_json(advice.to_dict(), indent=2)
    else:
        print_advice(advice)


@app.command(epilog=EXIT_CODES)
def serve(
    port: Annotated[int | None, typer.Option(help="Port of the page.")] = None,
    host: Annotated[str | None, typer.Option(help="Address of the page.")] = None,
) -> None:
    """Serve the page."""
    given = {"port": port, "host": host}
    settings = load_settings(**{key: value for key, value in given.items() if value is not None})
    run_page(settings, ready=_say_ready)


@app.command(epilog=EXIT_CODES)
def index(
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Check the index, and build it again where it is missing, stale or damaged."""
    with closing(build_with_bar(load_settings())) as advisor:
        repaired, library = advisor.repaired, advisor.library
    if as_json:
        entries = len(library.entries)
        print_json({"repaired": repaired, "entries": entries, "knowledge": library.digest})
    else:
        out.print(repaired or "The index is sound and up to date.", markup=False, soft_wrap=True)


@app.command(epilog="Exit codes: 0 everything works, 1 something is broken, 2 a setting is wrong.")
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Check everything that the advisor needs, and say what is wrong."""
    from advisor.doctor import examine

    findings = []
    for finding in examine(load_settings()):
        findings.append(finding)
        if not as_json:
            mark = Text("✓", "green") if finding.ok else Text("✗", "red")
            detail = " ".join(finding.detail.split())
            out.print(mark.append(f" {finding.name}: {detail}", "default"), soft_wrap=True)
    if as_json:
        print_json([asdict(finding) for finding in findings], indent=2)
    if not all(finding.ok for finding in findings):
        raise typer.Exit(BROKEN)


@notes_app.command("search", epilog=EXIT_CODES)
def search_notes(
    query: Annotated[str, typer.Argument(help="What to look for, by meaning and by words.")],
    *,
    engagement: Annotated[str | None, typer.Option(help="Only this engagement.")] = None,
    workspace: Annotated[str, typer.Option(help="Whose notes.")] = "default",
    as_json: Annotated[bool, typer.Option("--json", help="Print the hits as JSON.")] = False,
) -> None:
    """Find notes by meaning and by words, the likeliest first."""
    with closing(_build()) as advisor:
        hits = advisor.notes.search(query, engagement=engagement, workspace=workspace)
    if as_json:
        print_json([{"score": round(hit.score, 4), **hit.note.to_dict()} for hit in hits], indent=2)
    for hit in () if as_json else hits:
        print_note(hit.note)


@notes_app.command("compact", epilog=EXIT_CODES)
def compact_notes() -> None:
    """Remove what is left of deleted notes from the files of the index."""
    with closing(_build()) as advisor:
        advisor.notes.compact()
    out.print("The index holds nothing of deleted notes.", markup=False)


def _say_ready(address: str) -> None:
    err.print(f"Outsourcing Advisor is ready at {address} (Ctrl+C stops it)", markup=False)


def _bypass_proxy(host: str) -> None:
    """Gradio calls its own page once when it starts, and would ask the user's proxy for it."""
    known = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    for name in ("no_proxy", "NO_PROXY"):
        os.environ[name] = ",".join(filter(None, [known, "127.0.0.1", "localhost", "::1", host]))


def _build(settings: Settings | None = None) -> "Advisor":
    advisor = build_with_bar(settings or load_settings())
    if advisor.repaired:
        err.print(advisor.repaired, markup=False, soft_wrap=True)
    return advisor


def _ask_batch(path: Path, *, engagement: str | None, workspace: str, offline: bool) -> None:
    rows = list(read_batch(path))
    failed = False
    with closing(_build()) as advisor:
        for row in rows:
            try:
                advice = advisor.ask(
                    row["question"],
                    history=row["history"],
                    engagement=engagement,
                    workspace=workspace,
                    offline=offline,
                )
                result = {"id": row["id"], **advice.to_dict()}
            except InputError as error:
                failed, result = True, {"id": row["id"], "status": "error", "error": str(error)}
            print_json(result)
    if failed:
        raise typer.Exit(USAGE)
