"""The command line: thin over the same `Advisor` that the page uses."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import Progress as Bar

from advisor import __version__
from advisor.domain import Advice, ClaimVerdict, Turn
from advisor.errors import AdvisorError, InputError, SettingsError
from advisor.pipeline import Advisor
from advisor.settings import Settings, load_settings

OK, BROKEN, USAGE = 0, 1, 2
EXIT_CODES = "Exit codes: 0 done (answered or declined), 1 broken installation, 2 bad input."
MARKS = {"supported": "✓", "not_a_claim": " ", "partly": "~"}

app = typer.Typer(
    help="Outsourcing advice in which every sentence has a verdict against its source.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out, err = Console(highlight=False), Console(stderr=True, highlight=False)


def main() -> NoReturn:
    """Run the command line; errors become one line and an exit code."""
    try:
        app()
    except (InputError, SettingsError) as error:
        _fail(error, USAGE)
    except AdvisorError as error:
        _fail(error, BROKEN)
    sys.exit(OK)


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
    as_json: Annotated[bool, typer.Option("--json", help="Print the advice as JSON.")] = False,
    history: Annotated[
        Path | None,
        typer.Option(help='Earlier turns, a JSON list of {"role", "text"}.'),
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option(help='JSON lines of {"id", "question", "history"?}; answers as JSON lines.'),
    ] = None,
) -> None:
    """Answer a question, or a file of questions."""
    if (question is None) == (batch is None):
        raise InputError("Give either a question or --batch FILE.")
    if batch is not None:
        _ask_batch(batch)
        return
    turns = _read_history(history) if history else ()
    advice = _build().ask(question or "", history=turns)
    if as_json:
        sys.stdout.write(json.dumps(advice.to_dict(), ensure_ascii=False, indent=2) + "\n")
    else:
        _print_advice(advice)


@app.command(epilog=EXIT_CODES)
def serve(
    port: Annotated[int | None, typer.Option(help="Port of the page.")] = None,
    host: Annotated[str | None, typer.Option(help="Address of the page.")] = None,
) -> None:
    """Serve the page."""
    from advisor import doctor

    given = {"port": port, "host": host}
    settings = load_settings(**{key: value for key, value in given.items() if value is not None})
    doctor.sqlite_version()
    doctor.port_free(settings.host, settings.port)
    advisor = _build(settings)
    from advisor.adapters.documents import advice_docx
    from advisor.ui.layout import build_ui
    from advisor.ui.layout import serve as serve_page

    page = build_ui(advisor, export_docx=advice_docx)
    err.print(f"Outsourcing Advisor at http://{settings.host}:{settings.port} (Ctrl+C stops it)")
    serve_page(page, settings)


@app.command(epilog=EXIT_CODES)
def index(
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Check the index, and build it again where it is missing, stale or damaged."""
    advisor = _build()
    result = {
        "repaired": advisor.repaired,
        "entries": len(advisor.library.entries),
        "knowledge": advisor.library.digest,
    }
    if as_json:
        sys.stdout.write(json.dumps(result) + "\n")
    else:
        out.print(advisor.repaired or "The index is sound and up to date.")


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
            mark = "[green]✓[/]" if finding.ok else "[red]✗[/]"
            out.print(f"{mark} {finding.name}: ", finding.detail, sep="", soft_wrap=True)
    if as_json:
        rows = [{"name": f.name, "ok": f.ok, "detail": f.detail} for f in findings]
        sys.stdout.write(json.dumps(rows, indent=2) + "\n")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(BROKEN)


def _build(settings: Settings | None = None) -> Advisor:
    """The advisor, with a progress bar while the index is built."""
    from advisor.wiring import build_advisor

    with Bar(console=err, transient=True) as bar:
        task = bar.add_task("Building the index", total=None, visible=False)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=True)

        advisor = build_advisor(settings or load_settings(), progress=show)
    if advisor.repaired:
        err.print(advisor.repaired)
    return advisor


def _ask_batch(path: Path) -> None:
    rows = list(_read_batch(path))
    advisor = _build()
    failed = False
    for row in rows:
        try:
            advice = advisor.ask(row["question"], history=row["history"])
            result = {"id": row["id"], **advice.to_dict()}
        except InputError as error:
            failed, result = True, {"id": row["id"], "status": "error", "error": str(error)}
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    if failed:
        raise typer.Exit(USAGE)


def _read_batch(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(_read_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield {
                "id": row["id"],
                "question": str(row["question"]),
                "history": _turns(row.get("history") or []),
            }
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f'{path}, line {number}: needs JSON with "id" and "question" ({error!r}).'
            ) from error


def _read_history(path: Path) -> tuple[Turn, ...]:
    try:
        return _turns(json.loads(_read_text(path)))
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f'{path} must be a JSON list of {{"role": "user" or "assistant", "text": "..."}}.'
        ) from error


def _turns(rows: list[dict[str, Any]]) -> tuple[Turn, ...]:
    if any(row["role"] not in ("user", "assistant") for row in rows):
        raise ValueError("role")
    return tuple(Turn(role=row["role"], text=str(row["text"])) for row in rows)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as UTF-8 text: {error}.") from error


def _print_advice(advice: Advice) -> None:
    if advice.standalone_question != advice.question:
        out.print("Read as: ", advice.standalone_question, sep="", markup=False)
    numbers: dict[str, int] = {}
    section = ""
    for verdict in advice.verdicts:
        if verdict.claim.section != section:
            section = verdict.claim.section
            out.print(f"\n[bold]{section}[/]")
        _print_verdict(verdict, numbers)
    if advice.template:
        out.print("\nTemplate that fits: ", advice.template_title, sep="", markup=False)
    _print_list("Sources", [f"[{number}] {source}" for source, number in numbers.items()])
    _print_list("You could ask next", list(advice.follow_ups))
    _print_list("Nearest topics", [topic.title for topic in advice.nearest_topics])


def _print_verdict(verdict: ClaimVerdict, numbers: dict[str, int]) -> None:
    sources = [
        numbers.setdefault(citation.passage_id, len(numbers) + 1)
        for citation in verdict.claim.citations
    ]
    marks = "".join(f" [{number}]" for number in sources)
    out.print(f"{MARKS[verdict.support]} {verdict.claim.text}{marks}", markup=False)


def _print_list(title: str, lines: list[str]) -> None:
    if lines:
        out.print(f"\n[bold]{title}[/]")
        for line in lines:
            out.print(f"  {line}", markup=False)


def _fail(error: AdvisorError, code: int) -> NoReturn:
    err.print(str(error), style="red", markup=False, soft_wrap=True)
    sys.exit(code)
