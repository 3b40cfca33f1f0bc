"""The command line of "Check this advice": each sentence of a text with its verdict."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Annotated

import typer
from rich.text import Text

from advisor.cli_output import OK, USAGE, err, fail, out, print_json, say
from advisor.domain import Citation, Passage, Support
from advisor.domain.verification import CheckedSentence, Source, SourceFile, Verification
from advisor.domain.visible import visible_text
from advisor.errors import AdvisorError, InputError
from advisor.settings import load_settings

VERIFY_EXIT_CODES = (
    "Exit codes: 0 checked, and --fail-on found nothing; 1 --fail-on found a sentence; 2 wrong "
    "usage, or something could not be read; 3 broken installation."
)
FOUND, BROKEN = 1, 3
SIGNS: dict[Support, tuple[str, str, str]] = {
    "contradicted": ("✗", "Contradicted", "red"),
    "unsupported": ("?", "Not covered", "yellow"),
    "partly": ("~", "Partly supported", "yellow"),
    "supported": ("✓", "Supported", "green"),
    "unscored": ("·", "Not judged", "dim"),
    "not_a_claim": (" ", "No claim", "dim"),
}
"""Sign, word and colour of each verdict."""
MAX_QUOTE_CHARS = 240
_STDIN = "-"


class VerifyFailOn(StrEnum):
    """The verdict that makes a check fail; what is contradicted fails with either."""

    contradicted = "contradicted"
    unsupported = "unsupported"


def verify(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="The advice (.txt, .md, .html, .docx or .pdf), or - for standard input.",
        ),
    ],
    *,
    against: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Hold it against this file and not the guidance; give it again for more files.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    fail_on: Annotated[
        VerifyFailOn | None,
        typer.Option(help="Exit with 1 on such a sentence; a contradicted one counts as both."),
    ] = None,
    workspace: Annotated[str, typer.Option(help="Whose documents.")] = "default",
) -> None:
    """Check advice from elsewhere, sentence by sentence, against the guidance or your files."""
    with _exit_codes():
        sources = list(against) if against else None
        found = _verified(_advice(file), sources, workspace=workspace)
        if as_json:
            print_json(found.to_dict(), indent=2)
        else:
            print_verification(found)
        raise typer.Exit(FOUND if _reaches(found, fail_on) else OK)


def print_verification(found: Verification) -> None:
    """Each sentence with sign, word, reason and quote, and the counts at the end."""
    for sentence in found.sentences:
        _print_sentence(sentence, found)
    say("")
    out.print(Text(summary(found), "bold"), soft_wrap=True)
    if found.notice:
        say(found.notice)


def summary(found: Verification) -> str:
    """The counts on one line, such as `3 sentences: 1 contradicted, 2 supported`."""
    total = len(found.sentences)
    counts = ", ".join(
        f"{count:,} {SIGNS[support][1].lower()}" for support, count in found.counts.items() if count
    )
    return f"{total:,} {'sentence' if total == 1 else 'sentences'}: {counts}"


def _print_sentence(sentence: CheckedSentence, found: Verification) -> None:
    sign, word, colour = SIGNS[sentence.support]
    line = Text(f"{sign} {word}: ", colour).append(_plain(sentence.text), "default")
    out.print(line, soft_wrap=True)
    if sentence.support == "not_a_claim":
        return
    say(f"    {_plain(sentence.reason)}")
    for citation in sentence.citations:
        nearest = "Nearest: " if sentence.support in ("unsupported", "unscored") else ""
        where = _where(citation, found.passage_of(citation))
        say(f"    {nearest}\u201c{_short(citation.quote)}\u201d ({where})")


def _where(citation: Citation, passage: Passage) -> str:
    """Title, section and line of a quotation, and the address where there is one."""
    source = passage.source
    line = passage.text.count("\n", 0, citation.start) + 1
    parts = dict.fromkeys((source.title, source.section, f"sentence {line}", source.url))
    return _plain(", ".join(filter(None, parts)))


def _short(text: str) -> str:
    line = _plain(text)
    cut = line[: MAX_QUOTE_CHARS - 1].rstrip()
    return line if len(line) <= MAX_QUOTE_CHARS else f"{cut}\u2026"


def _plain(text: str) -> str:
    """Foreign text on one line, without characters that steer a terminal."""
    return " ".join(visible_text(text).split())


def _reaches(found: Verification, fail_on: VerifyFailOn | None) -> bool:
    if fail_on is None:
        return False
    counts = found.counts
    covered = fail_on is VerifyFailOn.contradicted or not counts["unsupported"]
    return bool(counts["contradicted"]) or not covered


@contextmanager
def _exit_codes() -> Iterator[None]:
    """A broken installation must not look like advice that failed, so it has its own code."""
    try:
        yield
    except (AdvisorError, ImportError) as error:
        raise typer.Exit(USAGE if fail(error) == USAGE else BROKEN) from error


def _advice(file: str) -> str:
    """The text of the advice; `InputError` where it cannot be read."""
    from advisor.adapters.document_reader import read_brief_file

    given = _given(file)
    blocks = read_brief_file(given.name, given.data).blocks
    said = (
        block.text or f"# {block.heading.split(' > ')[-1]}"
        for block in blocks
        if block.text or block.heading
    )
    return "\n\n".join(said)


def _given(file: str) -> SourceFile:
    try:
        if file == _STDIN:
            return SourceFile(name="Standard input.txt", data=sys.stdin.buffer.read())
        path = Path(file)
        name = path.name if PurePath(file).suffix else f"{path.name}.txt"
        return SourceFile(name=name, data=path.read_bytes())
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"{file} cannot be read: {said}. Name another file.") from error


def _verified(text: str, sources: Sequence[Source] | None, *, workspace: str) -> Verification:
    """The verdicts, with progress on standard error; raises what checking raises."""
    from advisor.wiring import build_advisor

    with err.status("Opening the guidance") as status:

        def indexing(done: int, total: int) -> None:
            status.update(f"Building the index: {done:,} of {total:,}")

        with closing(build_advisor(load_settings(), progress=indexing)) as advisor:
            for step in advisor.verify_steps(text, sources=sources, workspace=workspace):
                if isinstance(step, Verification):
                    return step
                status.update(Text(f"{step.name}: {step.detail}" if step.detail else step.name))
    raise AssertionError("a check ends its steps")
