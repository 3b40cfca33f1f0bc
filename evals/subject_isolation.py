"""How the suite of isolation is asked: every way in, while a neighbour keeps records too."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any

from advisor.errors import NotFoundError
from advisor.pipeline import Advisor
from evals.cases import Case
from evals.isolation_cases import Neighbour
from evals.note_cases import CaseRecords
from evals.workspaces import documents, kept

OTHER = "-other"
Way = Callable[[Case, str, Advisor], Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """What each way in handed out, as text."""

    by_way: Mapping[str, str]


def ask(case: Case, advisor: Advisor) -> Seen:
    """What the workspace of the case gets to see while its neighbour's is full."""
    assert case.records is not None and case.neighbour is not None  # noqa: S101, PT018
    workspace = f"eval-{case.case_id}"
    with (
        _neighbour(case.neighbour, workspace + OTHER, advisor),
        kept(workspace, case.records, advisor),
    ):
        return Seen({name: _text(way(case, workspace, advisor)) for name, way in WAYS.items()})


def ways(_case: Case, _given: Any, _advisor: Advisor) -> list[str]:
    """The names of all ways in."""
    return list(WAYS)


@contextmanager
def _neighbour(found: Neighbour, workspace: str, advisor: Advisor) -> Iterator[None]:
    own = {"how-we-work.md": found.document}
    with kept(workspace, found.records, advisor), documents(workspace, own, advisor):
        yield


def _first(case: Case) -> str:
    return _records(case).engagements[0].name


def _records(case: Case) -> CaseRecords:
    assert case.records is not None  # noqa: S101  # for the type checker
    return case.records


def _answer(case: Case, workspace: str, advisor: Advisor) -> Any:
    return advisor.ask(case.question, workspace=workspace, as_of=_records(case).today)


def _picked(case: Case, workspace: str, advisor: Advisor) -> Any:
    return advisor.ask(
        case.question, workspace=workspace, engagement=_first(case), as_of=_records(case).today
    )


def _exports(_: Case, workspace: str, advisor: Advisor) -> Any:
    formats = ("csv", "json", "markdown")
    return [advisor.notes.export(format=one, workspace=workspace) for one in formats]


def _neighbours_name(case: Case, workspace: str, advisor: Advisor) -> Any:
    """What comes when the neighbour's engagement is asked for by name."""
    assert case.neighbour is not None  # noqa: S101  # for the type checker
    found = []
    for one in case.neighbour.records.engagements:
        try:
            found.append(advisor.timeline(one.name, workspace=workspace))
        except NotFoundError:
            continue
    return found


def _verified(case: Case, workspace: str, advisor: Advisor) -> Any:
    assert case.neighbour is not None  # noqa: S101  # for the type checker
    found = advisor.verify(case.neighbour.document, workspace=workspace)
    return [one.citations for one in found.sentences]


WAYS: Mapping[str, Way] = {
    "answer": _answer,
    "answer_of_engagement": _picked,
    "search": lambda case, own, advisor: advisor.notes.search(case.question, workspace=own),
    "notes": lambda _, own, advisor: advisor.notes.list(workspace=own),
    "tags": lambda _, own, advisor: advisor.notes.tags(workspace=own),
    "export": _exports,
    "engagements": lambda _, own, advisor: advisor.engagements.list(workspace=own),
    "timeline": lambda case, own, advisor: advisor.timeline(_first(case), workspace=own),
    "measures": lambda case, own, advisor: advisor.measures(_first(case), workspace=own),
    "check_up": lambda case, own, advisor: advisor.check_up(_first(case), workspace=own),
    "agenda": lambda case, own, advisor: advisor.agenda(_first(case), workspace=own),
    "calendar": lambda case, own, advisor: advisor.calendar(_first(case), workspace=own),
    "documents": lambda _, own, advisor: advisor.own_guidance.list(workspace=own),
    "verify": _verified,
    "neighbours_name": _neighbours_name,
}
"""What a workspace can be asked for, by name."""


def _text(value: Any) -> str:
    if is_dataclass(value) and not isinstance(value, type):
        return str(asdict(value))
    if isinstance(value, (list, tuple)):
        return "\n".join(_text(one) for one in value)
    if isinstance(value, bytes):
        return value.decode("utf-8")
    return str(value)
