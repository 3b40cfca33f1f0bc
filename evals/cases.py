"""Cases and suites: the labelled questions, what is measured on them, and where the gate lies."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from advisor.domain import Library, Turn
from evals.brief_cases import LabelledBrief, labelled_brief
from evals.injection_cases import Injection, injection
from evals.isolation_cases import Neighbour, neighbour
from evals.note_cases import (
    CaseRecords,
    NoteLabels,
    SignalLabels,
    check_up_records,
    note_labels,
    question_records,
    signal_labels,
)
from evals.wording_cases import Wording, wordings

SUITES = Path(__file__).with_name("suites")
About = Literal[
    "question", "check_up", "review", "verify", "model", "wordings", "isolation", "injection"
]
_BY_TOPIC = ("check_up", "review")
Breakdown = Literal["kind", "topic"]
Expect = Literal["declined", "answered", "rewritten", "untouched"]


Label = Literal["supported", "partly", "unsupported", "contradicted", "not_a_claim"]


class EvalError(Exception):
    """A suite, a case file or an option cannot be used; `str(error)` says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPair:
    """Evidence, and what a careful reader says of a sentence beside it; the case asks of both."""

    evidence: tuple[str, ...]
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One labelled question or check-up; a field that is empty or None was not labelled.

    `points` are the ids that a good answer needs. `expect` says what should become of the
    question. `kind` is the limit that fits a declined one, and `limit` the sentence with which
    that limit is declined. `must_include` are words of the stand-alone question.
    `template` is the id of the document that is asked for; `terms` are the glossary terms whose
    meaning is asked, none of them where the tuple is empty. `group` is the sort of case, for a
    breakdown. `records` are the engagements and notes that are kept when it is asked, `labels` and
    `signals` what should become of them. The `question` of a check-up says why it is labelled so.
    `brief` is what is to be reviewed, with its labels; the `question` is then its title.
    `pair` has the evidence of a sentence, which is the `question`, with its label.
    `wordings` put the question in other words; `neighbour` is another workspace that must not be
    seen from that of the `records`; `injection` is an order in a text that is read.
    A `critical` case that passed in the baseline must not fail.
    """

    case_id: str
    question: str
    history: tuple[Turn, ...] = ()
    points: tuple[str, ...] = ()
    expect: Expect | None = None
    kind: str = ""
    limit: str = ""
    must_include: tuple[str, ...] = ()
    template: str = ""
    terms: tuple[str, ...] | None = None
    group: str = ""
    records: CaseRecords | None = None
    labels: NoteLabels | None = None
    signals: SignalLabels | None = None
    brief: LabelledBrief | None = None
    pair: LabelledPair | None = None
    wordings: tuple[Wording, ...] = ()
    neighbour: Neighbour | None = None
    injection: Injection | None = None
    critical: bool = False

    @property
    def set_id(self) -> str:
        """Cases of one set are not independent; a case without records is a set of its own."""
        return self.records.set_id if self.records else self.case_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The bounds of a measure's value, both included; None where there is no bound."""

    at_least: float | None = None
    at_most: float | None = None

    @property
    def open(self) -> bool:
        """Whether the measure is only reported."""
        return self.at_least is None and self.at_most is None

    def holds(self, value: float) -> bool:
        """Whether the value lies within the bounds."""
        low = self.at_least is None or value >= self.at_least
        return low and (self.at_most is None or value <= self.at_most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A scorer by name, the gate of its value, and the parts that are reported beside it."""

    scorer: str
    gate: Gate
    by: Breakdown | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """What one folder under `evals/suites` holds; `digest` changes with any byte of the cases.

    `about` says what is asked of the advisor: the question of each case, a check-up or a review.
    `errors_at_most` bounds the share of cases that end in an error or are refused, and
    `unscored_at_most` that of cases with a score that could not be told; `touches` are the paths
    that a change must lie under to affect it, all of the product where empty. `needs_model` suites
    run where a model is set. `own_cases` says that the cases are a user's: they have no baseline.
    """

    name: str
    title: str
    case_files: tuple[Path, ...]
    cases: tuple[Case, ...] = field(repr=False)
    measures: tuple[Measure, ...]
    digest: str
    about: About = "question"
    errors_at_most: float = 0.0
    unscored_at_most: float = 0.0
    touches: tuple[str, ...] = ()
    needs_model: bool = False
    own_cases: bool = False


_SUITE_KEYS = frozenset(
    {
        "about",
        "cases",
        "errors_at_most",
        "measures",
        "needs",
        "title",
        "touches",
        "unscored_at_most",
    }
)


def suite_names(folder: Path = SUITES) -> tuple[str, ...]:
    """The names of all suites, sorted."""
    return tuple(sorted(path.parent.name for path in folder.glob("*/suite.yaml")))


def load_suite(name: str, *, cases_file: Path | None = None, folder: Path = SUITES) -> Suite:
    """Read a suite, on another case file where one is given; `EvalError` where it is not usable."""
    path = folder / name / "suite.yaml"
    if not path.is_file():
        raise EvalError(f"There is no suite {name!r}. Suites: {', '.join(suite_names(folder))}.")
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        _refuse_unknown_keys(data)
        title, about = str(data["title"]), data.get("about", "question")
        errors_at_most = _share(data, "errors_at_most")
        unscored_at_most = _share(data, "unscored_at_most")
        touches = tuple(str(one) for one in data.get("touches", ()))
        needs_model = data.get("needs") == "model"
        measures = tuple(_measure(row, about) for row in data["measures"])
        named = [data["cases"]] if isinstance(data["cases"], str) else list(data["cases"])
        shipped = tuple(path.parent / one for one in named)
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise EvalError(f"{path} cannot be read: {error!r}.") from error
    sources = (cases_file,) if cases_file else shipped
    texts = [_read(source) for source in sources]
    cases = [
        case
        for source, text in zip(sources, texts, strict=True)
        for case in parse_cases(text, name=str(source), about=about)
    ]
    _refuse_twice(cases, path)
    return Suite(
        name=name,
        title=title,
        case_files=sources,
        cases=tuple(cases),
        measures=measures,
        digest=hashlib.sha256("".join(texts).encode()).hexdigest()[:12],
        about=about,
        errors_at_most=errors_at_most,
        unscored_at_most=unscored_at_most,
        touches=touches,
        needs_model=needs_model,
        own_cases=cases_file is not None,
    )


def parse_cases(text: str, *, name: str, about: About = "question") -> tuple[Case, ...]:
    """Read JSON lines; `name` is said in the `EvalError` for a line that is not a case."""
    read = {
        "question": _case,
        "check_up": _check_up,
        "review": _review,
        "verify": _pair,
        "model": _question_or_pair,
        "wordings": _worded,
        "isolation": _isolated,
        "injection": _injected,
    }[about]
    cases: dict[str, Case] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            case = replace(read(row), critical=_flag(row, "critical"))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise EvalError(f"{name}, line {number} is not a case: {error!r}.") from error
        if case.case_id in cases:
            raise EvalError(f"{name}, line {number} repeats the id {case.case_id!r}.")
        cases[case.case_id] = case
    return tuple(cases.values())


def with_limits(cases: Sequence[Case], library: Library) -> tuple[Case, ...]:
    """The cases with the sentence that declines their kind, as the knowledge words it."""
    limits = {limit.kind_id: limit.limit for limit in library.out_of_scope}
    return tuple(replace(case, limit=limits.get(case.kind, "")) for case in cases)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EvalError(f"{path} cannot be read as UTF-8 text: {error}.") from error


def _refuse_twice(cases: Sequence[Case], path: Path) -> None:
    ids = [case.case_id for case in cases]
    if twice := next((one for one in ids if ids.count(one) > 1), ""):
        raise EvalError(f"{path}: two of its files have a case {twice!r}.")


def _refuse_unknown_keys(row: Mapping[str, Any]) -> None:
    if unknown := set(row) - _SUITE_KEYS:
        raise ValueError(f"{sorted(unknown)[0]} is not one of {sorted(_SUITE_KEYS)}")


def _share(row: Mapping[str, Any], key: str) -> float:
    share = float(row.get(key, 0.0))
    if not 0 <= share <= 1:
        raise ValueError(f"{key} is {share}, not a share from 0 to 1")
    return share


def _measure(row: Mapping[str, Any], about: str) -> Measure:
    if about not in get_args(About):
        raise ValueError(f"about is {about!r}, not one of {get_args(About)}")
    known = {"scorer", "at_least", "at_most", "by"}
    if unknown := set(row) - known:
        raise ValueError(f"{sorted(unknown)[0]} is not one of {sorted(known)}")
    by = row.get("by")
    if by is not None and by != ("topic" if about in _BY_TOPIC else "kind"):
        raise ValueError(
            f"by is {by!r}: check-ups and reviews are broken down by topic, all else by kind"
        )
    bounds = {key: float(row[key]) for key in ("at_least", "at_most") if key in row}
    return Measure(scorer=row["scorer"], gate=Gate(**bounds), by=by)


def _case(row: Mapping[str, Any]) -> Case:
    if "notes" in row:
        return _question_about_notes(row)
    expect = row.get("expect")
    if expect is not None and expect not in get_args(Expect):
        raise ValueError(f"expect is {expect!r}, not one of {get_args(Expect)}")
    needs = [need["point"] for need in row.get("needs", ())]
    return Case(
        case_id=_text(row, "id"),
        question=_text(row, "question"),
        history=tuple(_turn(turn) for turn in row.get("history", ())),
        points=tuple(dict.fromkeys([*needs, *row.get("points", ())])),
        expect=expect,
        kind=row.get("kind", ""),
        must_include=tuple(row.get("must_include", ())),
        template=row.get("template") or "",
        terms=tuple(row["terms"]) if "terms" in row else None,
    )


def _question_about_notes(row: Mapping[str, Any]) -> Case:
    records = question_records(row)
    return Case(
        case_id=_text(row, "id"),
        question=_text(row, "question"),
        group=_text(row, "kind"),
        records=records,
        labels=note_labels(row, records),
    )


def _check_up(row: Mapping[str, Any]) -> Case:
    records = check_up_records(row)
    return Case(
        case_id=_text(row, "id"),
        question=f"{records.engagements[0].name}: {_text(row, 'why')}",
        group=_text(row, "kind"),
        records=records,
        signals=signal_labels(row, records),
    )


def _review(row: Mapping[str, Any]) -> Case:
    return Case(
        case_id=_text(row, "id"),
        question=_text(row, "title"),
        group=_text(row, "kind"),
        brief=labelled_brief(row),
    )


def _question_or_pair(row: Mapping[str, Any]) -> Case:
    return _pair(row) if "sentence" in row else _case(row)


def _pair(row: Mapping[str, Any]) -> Case:
    if row["label"] not in get_args(Label):
        raise ValueError(f"label is {row['label']!r}, not one of {get_args(Label)}")
    evidence = tuple(str(one) for one in row["evidence"])
    if not evidence or isinstance(row["evidence"], str):
        raise ValueError("evidence must be a list of texts")
    return Case(
        case_id=_text(row, "id"),
        question=_text(row, "sentence"),
        group=str(row.get("kind", "")),
        pair=LabelledPair(evidence=evidence, label=row["label"]),
    )


def _worded(row: Mapping[str, Any]) -> Case:
    return replace(_case(row), wordings=wordings(row))


def _isolated(row: Mapping[str, Any]) -> Case:
    records = question_records(row)
    return Case(
        case_id=_text(row, "id"),
        question=_text(row, "question"),
        group=str(row.get("kind", "")),
        records=records,
        neighbour=neighbour(row, records),
    )


def _injected(row: Mapping[str, Any]) -> Case:
    found = injection(row)
    return Case(
        case_id=_text(row, "id"),
        question=found.planted.question,
        group=found.place,
        injection=found,
    )


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row[key]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} must be a text")
    return value


def _flag(row: Mapping[str, Any], key: str) -> bool:
    value = row.get(key, False)
    if not isinstance(value, bool):
        raise TypeError(f"{key} must be true or false")
    return value


def _turn(row: Mapping[str, Any]) -> Turn:
    if row["role"] not in ("user", "assistant"):
        raise ValueError(f"role is {row['role']!r}, not 'user' or 'assistant'")
    return Turn(role=row["role"], text=_text(row, "text"))
