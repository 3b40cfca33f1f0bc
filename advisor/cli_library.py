"""The command line of the library: templates, a firm's own documents, the check of the facts."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import datetime
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Annotated, Any

import typer

from advisor.cli_output import (
    BROKEN,
    USAGE,
    check_files,
    fail,
    out,
    print_json,
    print_text,
    say,
    write_file,
)
from advisor.domain.own_guidance import Added, OwnDocument
from advisor.domain.reference import Template
from advisor.errors import DataFolderError, InputError
from advisor.settings import load_settings

if TYPE_CHECKING:
    from advisor.adapters.own_guidance_store import SqlOwnGuidance
    from advisor.knowledge.facts_check import Problem

EXIT_CODES = "Exit codes: 0 done, 1 broken installation, 2 bad input."
CHECK_EXIT_CODES = "Exit codes: 0 no error found, 1 errors or a malformed folder, 2 bad input."
_SAID = {
    "added": "Added {name}: {passages}.",
    "replaced": "Replaced the earlier {name}: {passages}.",
    "unchanged": "Unchanged: these bytes are there already as {name}: {passages}.",
}

AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Workspace = Annotated[str, typer.Option(help="Whose documents.")]

template_app = typer.Typer(help="Templates: list, show, save as a file.", no_args_is_help=True)
knowledge_app = typer.Typer(
    help="Your own documents, and the check of the knowledge files.", no_args_is_help=True
)


@template_app.command("list", epilog=EXIT_CODES)
def list_templates(as_json: AsJson = False) -> None:
    """List the templates."""
    templates = _templates()
    if as_json:
        print_json([_summary(template) for template in templates.values()], indent=2)
        return
    width = max(map(len, templates))
    for name, template in templates.items():
        say(f"{name:<{width}}  {template.title} ({template.kind}, {template.minutes} minutes)")


@template_app.command("show", epilog=EXIT_CODES)
def show_template(
    name: Annotated[str, typer.Argument(help="Its id, as `advisor template list` shows it.")],
    *,
    filled: Annotated[bool, typer.Option("--filled", help="The filled example.")] = False,
    docx: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Save it as a Word document.")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Save it as an Excel workbook.")
    ] = None,
    md: Annotated[Path | None, typer.Option(metavar="OUT", help="Save it as Markdown.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files.")] = False,
    as_json: AsJson = False,
) -> None:
    """Print a template as Markdown, or save it."""
    template = _template_named(name, _templates())
    wanted = {"docx": docx, "xlsx": xlsx, "md": md}
    files = {kind: path for kind, path in wanted.items() if path is not None}
    _check_files(template, files, force=force)
    contents = {path: _content(template, kind, filled=filled) for kind, path in files.items()}
    for path, content in contents.items():
        write_file(path, content, force=force)
    if as_json:
        shown = _content(template, "md", filled=filled).decode()
        written = {kind: str(path) for kind, path in files.items()}
        print_json({**asdict(template), "markdown": shown, "written": written}, indent=2)
    elif files:
        for path in contents:
            say(f"Saved {path}")
    else:
        print_text(_content(template, "md", filled=filled).decode())


@knowledge_app.command("list", epilog=EXIT_CODES)
def list_documents(workspace: Workspace = "default", as_json: AsJson = False) -> None:
    """List your own documents, the latest first."""
    with _own_guidance(workspace) as store:
        documents = store.list_documents(workspace=workspace)
    if as_json:
        print_json([document.to_dict() for document in documents], indent=2)
        return
    if not documents:
        say("No documents of your own yet. Add one with `advisor knowledge add FILE`.")
    for document in documents:
        said = f"{_passages(document)}, added {document.added_at:%Y-%m-%d}"
        say(f"{document.document_id}  {document.name} ({said})")


@knowledge_app.command("add", epilog=EXIT_CODES)
def add_documents(
    files: Annotated[list[Path], typer.Argument(help="Markdown, text, HTML, Word or PDF files.")],
    workspace: Workspace = "default",
    as_json: AsJson = False,
) -> None:
    """Add documents; a file that cannot be used is named, and the others are added."""
    rows: list[dict[str, Any]] = []
    for path in files:
        try:
            added = _add(path, workspace)
        except InputError as error:
            rows.append({"file": str(path), "outcome": "error", "error": str(error)})
            if not as_json:
                fail(error)
            continue
        document = added.document
        rows.append({"file": str(path), "outcome": added.outcome, **document.to_dict()})
        if not as_json:
            passages = _passages(document)
            say(_SAID[added.outcome].format(name=document.name, passages=passages))
    if as_json:
        print_json(rows, indent=2)
    if any(row["outcome"] == "error" for row in rows):
        raise typer.Exit(USAGE)


@knowledge_app.command("remove", epilog=EXIT_CODES)
def remove_document(
    document: Annotated[str, typer.Argument(help="Its id or its name.", metavar="ID|NAME")],
    workspace: Workspace = "default",
    as_json: AsJson = False,
) -> None:
    """Delete one of your documents for good."""
    with _own_guidance(workspace) as store:
        found = _document_named(document, store.list_documents(workspace=workspace))
        store.remove_document(found.document_id, workspace=workspace)
    if as_json:
        print_json({"removed": found.to_dict()}, indent=2)
    else:
        say(f"Removed {found.name}: {_passages(found)}.")


@knowledge_app.command("check", epilog=CHECK_EXIT_CODES)
def check_knowledge(
    folder: Annotated[
        Path | None, typer.Argument(help="A knowledge folder; by default the one in use.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check that every number and legal term rests on a fact that is not past its review date."""
    from advisor.knowledge.facts_check import check_folder

    if folder is not None and not folder.is_dir():
        raise InputError(f"{folder} is not a folder. Name a folder of knowledge files.")
    today = datetime.now().astimezone().date()
    problems = check_folder(folder or load_settings().knowledge_dir, today)
    errors = sum(problem.level == "error" for problem in problems)
    warnings = len(problems) - errors
    if as_json:
        listed = [asdict(problem) for problem in problems]
        print_json({"errors": errors, "warnings": warnings, "problems": listed}, indent=2)
    else:
        for problem in problems:
            _print_problem(problem)
        say(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}.")
    if errors:
        raise typer.Exit(BROKEN)


def _templates() -> dict[str, Template]:
    from advisor.knowledge import load_reference

    return load_reference(load_settings().knowledge_dir).templates


def _summary(template: Template) -> dict[str, Any]:
    keys = ("template_id", "title", "topic_id", "who", "minutes", "kind")
    formats = ["md", "docx", *(["xlsx"] if template.kind == "table" else [])]
    return {**{key: getattr(template, key) for key in keys}, "formats": formats}


def _template_named(name: str, templates: dict[str, Template]) -> Template:
    """The template of this id or title; `InputError` names the nearest ones."""
    wanted = " ".join(name.lower().split())
    for template in templates.values():
        if wanted in (template.template_id, template.title.lower()):
            return template
    ranked = sorted(templates.values(), key=lambda template: -_likeness(wanted, template))
    nearest = ", ".join(template.template_id for template in ranked[:2])
    raise InputError(
        f"There is no template {name!r}. Nearest: {nearest}. See `advisor template list`."
    )


def _likeness(wanted: str, template: Template) -> float:
    """How near a name comes to any of the template's; words in common count most."""
    names = [template.template_id.replace("-", " "), template.title.lower(), *template.asked_as]
    plain = wanted.replace("-", " ").replace("_", " ")
    shared = max(len(set(plain.split()) & set(name.lower().split())) for name in names)
    alike = max(SequenceMatcher(None, plain, name.lower()).ratio() for name in names[:2])
    return shared + alike


def _check_files(template: Template, files: dict[str, Path], *, force: bool) -> None:
    """Refuse before anything is written."""
    if "xlsx" in files and template.kind != "table":
        raise InputError(
            f"{template.template_id} is a {template.kind} and not a table, so there is no workbook "
            "of it. Use --docx or --md."
        )
    check_files(list(files.values()), force=force)


def _content(template: Template, kind: str, *, filled: bool) -> bytes:
    from advisor.adapters.template_documents import template_docx, template_markdown

    body = template.example if filled else None
    if kind == "docx":
        return template_docx(template, body)
    if kind == "xlsx":
        from advisor.adapters.template_workbook import template_xlsx

        return template_xlsx(template, body)
    return template_markdown(template, filled=filled).encode()


@contextmanager
def _own_guidance(workspace: str) -> Iterator["SqlOwnGuidance"]:
    """The store; if documents change, the index goes, because it holds text of the old ones.

    The next question builds it again, so that no command here loads the embedding model.
    """
    from advisor.adapters.own_guidance_store import SqlOwnGuidance
    from advisor.adapters.sql_database import location_of

    settings = load_settings()
    with closing(SqlOwnGuidance(location_of(settings))) as store:
        before = store.fingerprint(workspace=workspace)
        try:
            yield store
        finally:
            if store.fingerprint(workspace=workspace) != before:
                _delete_index(settings.data_dir, workspace)


def _add(path: Path, workspace: str) -> Added:
    from advisor.adapters.document_reader import read_file

    document = read_file(path)
    with _own_guidance(workspace) as store:
        return store.add_document(document, workspace=workspace)


def _delete_index(data_dir: Path, workspace: str) -> None:
    name = sha256(workspace.encode()).hexdigest()[:16]
    for folder in list(data_dir.rglob(name)):
        try:
            rmtree(folder)
        except OSError as error:
            raise DataFolderError(
                f"{folder} still holds text of the document: {error.strerror}. Delete that folder."
            ) from error


def _document_named(wanted: str, documents: tuple[OwnDocument, ...]) -> OwnDocument:
    """The document of this id or name; `InputError` where there is none."""
    for document in documents:
        if wanted in (document.document_id, document.name):
            return document
    there = ", ".join(document.name for document in documents) or "none"
    raise InputError(f"There is no document {wanted!r} of your own. There are: {there}.")


def _passages(document: OwnDocument) -> str:
    return _count(document.passages, "passage")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _print_problem(problem: "Problem") -> None:
    colour = "red" if problem.level == "error" else "yellow"
    out.print(f"[{colour}]{problem.level}[/]  ", end="")
    say(f"{problem.where}: {problem.message}")
    if problem.sentence:
        say(f"  {problem.sentence}")
