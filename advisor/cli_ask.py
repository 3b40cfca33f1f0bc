"""What `advisor ask` reads and prints: batches, histories, and advice for people."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from advisor.cli_output import err, out
from advisor.domain import Advice, ClaimVerdict, Passage, Turn
from advisor.errors import InputError

_MALFORMED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
MARKS = {
    "supported": "✓",
    "not_a_claim": " ",
    "partly": "~",
    "unsupported": "?",
    "unscored": "?",
    "contradicted": "✗",
}


def read_batch(path: Path) -> Iterator[dict[str, Any]]:
    """The questions of a batch file with their histories; `InputError` names a wrong line."""
    for number, line in enumerate(_read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            history = row.get("history")
            yield {
                "id": row["id"],
                "question": _string(row["question"]),
                "history": () if history is None else _turns(history),
            }
        except _MALFORMED as error:
            raise InputError(
                f'{path}, line {number}: needs JSON with "id" and "question" ({error!r}).'
            ) from error


def read_history(path: Path) -> tuple[Turn, ...]:
    """The earlier turns of a file; `InputError` says how it must look."""
    try:
        return _turns(json.loads(_read_text(path)))
    except _MALFORMED as error:
        raise InputError(
            f'{path} must be a JSON list of {{"role": "user" or "assistant", "text": "..."}}.'
        ) from error


def _turns(rows: Any) -> tuple[Turn, ...]:
    if not isinstance(rows, list):
        raise TypeError("the history is not a list")
    if any(row["role"] not in ("user", "assistant") for row in rows):
        raise ValueError('a role is not "user" or "assistant"')
    return tuple(Turn(role=row["role"], text=_string(row["text"])) for row in rows)


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a text")
    return value


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as UTF-8 text: {error}.") from error


def print_advice(advice: Advice) -> None:
    """The answer for people: sentences with their marks, then the sources."""
    if advice.standalone_question != advice.question:
        out.print("Read as: ", advice.standalone_question, sep="", markup=False)
    if advice.notice:
        err.print(advice.notice, style="yellow", markup=False, soft_wrap=True)
    numbers: dict[str, int] = {}
    section = ""
    for verdict in advice.verdicts:
        if verdict.claim.section != section:
            section = verdict.claim.section
            out.print(f"\n[bold]{section}[/]")
        _print_verdict(verdict, numbers)
    if advice.removed:
        count = len(advice.removed)
        out.print(f"\nLeft out as not supported: {count} (--json lists them).", markup=False)
    if advice.document:
        out.print("", advice.document, sep="\n", markup=False)
    if advice.template:
        out.print("\nTemplate that fits: ", advice.template_title, sep="", markup=False)
    places = {hit.passage.passage_id: _place(hit.passage) for hit in advice.evidence}
    _print_list("Sources", [f"[{number}] {places[key]}" for key, number in numbers.items()])
    _print_list("You could ask next", list(advice.follow_ups))
    _print_list("Nearest topics", [topic.title for topic in advice.nearest_topics])


def _place(passage: Passage) -> str:
    """Where a passage is found: a note by its day, anything else by its id."""
    source = passage.source
    if source.kind == "note":
        return f"Your note of {source.published} on {source.title} ({passage.passage_id})"
    return passage.passage_id


def _print_verdict(verdict: ClaimVerdict, numbers: dict[str, int]) -> None:
    sources = [
        numbers.setdefault(citation.passage_id, len(numbers) + 1)
        for citation in verdict.claim.citations
    ]
    marks = "".join(f" [{number}]" for number in sources)
    dated = f" (as of {verdict.claim.as_of})" if verdict.claim.as_of else ""
    out.print(f"{MARKS[verdict.support]} {verdict.claim.text}{marks}{dated}", markup=False)


def _print_list(title: str, lines: list[str]) -> None:
    if lines:
        out.print(f"\n[bold]{title}[/]")
        for line in lines:
            out.print(f"  {line}", markup=False)
