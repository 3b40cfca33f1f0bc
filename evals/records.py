"""What a run of the evals leaves behind: a record that is written, read back and compared."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from evals.cases import Gate
from evals.statistics import Interval

SCHEMA = 1
Outcome = Literal["fail", "not measured", "pass", "reported"]
Status = Literal["measured", "error", "refused", "not asked"]
GateOutcome = Literal["pass", "regression", "nothing measured", "not comparable"]
Score = tuple[float, float]
"""How many of the units of a case are as they should be, and how many there are."""

EXIT_CODES: Mapping[GateOutcome, int] = {
    "pass": 0,
    "regression": 1,
    "nothing measured": 2,
    "not comparable": 3,
}


def as_score(pair: Sequence[float] | None) -> Score | None:
    """A score as JSON holds it."""
    if pair is None:
        return None
    good, whole = pair
    return float(good), float(whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """What came of one case.

    `scores` holds a `Score` for each scorer whose business the case is, and for its parts under
    `scorer:part`; None where the scorer could not tell. `missing` says why a case fell short, or
    was not told. `error` is the message of an error or a refusal. `shown` is what a reader of the
    report sees. `cost_usd` is None without a known price. `unsteady` names the scorers that did not
    say the same each time that the case was asked.
    """

    case_id: str
    set_id: str
    question: str
    group: str = ""
    critical: bool = False
    status: Status = "measured"
    error: str = ""
    scores: Mapping[str, Score | None] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    tokens: int = 0
    cost_usd: float | None = None
    unsteady: tuple[str, ...] = ()
    shown: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "CaseResult":
        """Read back what `dataclasses.asdict` made."""
        scores = {name: as_score(one) for name, one in data["scores"].items()}
        return cls(**{**data, "scores": scores, "unsteady": tuple(data.get("unsteady", ()))})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A case that did not reach a scorer's best, and what was missing."""

    measure: str
    case_id: str
    question: str
    score: float
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureResult:
    """One measure over a suite; `interval` is None where no case was the scorer's business.

    `pairs` counts the units of a ratio, such as pairs of case and topic; None where a case is one.
    """

    name: str
    interval: Interval | None
    cases: int
    gate: Gate
    shortfalls: tuple[Shortfall, ...]
    pairs: int | None = None

    @property
    def part_of(self) -> str:
        """The measure that this is the part for one kind or topic of; empty for a whole one."""
        whole, colon, _ = self.name.partition(":")
        return whole if colon else ""

    @property
    def outcome(self) -> Outcome:
        """A gate with nothing to measure neither passes nor fails."""
        if self.interval is None:
            return "reported" if self.gate.open else "not measured"
        if self.gate.open:
            return "reported"
        return "pass" if self.gate.holds(self.interval.mean) else "fail"

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "name": self.name,
            "value": self.interval.mean if self.interval else None,
            "low": self.interval.low if self.interval else None,
            "high": self.interval.high if self.interval else None,
            "cases": self.cases,
            "pairs": self.pairs,
            "gate": asdict(self.gate),
            "outcome": self.outcome,
            "shortfalls": [asdict(shortfall) for shortfall in self.shortfalls],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "MeasureResult":
        """Read back what `to_dict` wrote."""
        bounds = {"mean": data["value"], "low": data["low"], "high": data["high"]}
        return cls(
            name=data["name"],
            interval=Interval(**bounds) if data["value"] is not None else None,
            cases=data["cases"],
            gate=Gate(**data["gate"]),
            shortfalls=tuple(Shortfall(**one) for one in data["shortfalls"]),
            pairs=data["pairs"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A measure now and in its baseline, over the cases that both have.

    `low` and `high` bound the difference now less before; `smallest` is the smallest drop that the
    suite can tell from chance.
    """

    measure: str
    before: float
    now: float
    low: float
    high: float
    smallest: float

    @property
    def difference(self) -> float:
        """Now less before."""
        return self.now - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class GateResult:
    """Whether a suite may pass, the reasons if not, and what it was compared with."""

    outcome: GateOutcome
    reasons: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    flipped: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 pass, 1 regression, 2 nothing measured, 3 not comparable."""
        return EXIT_CODES[self.outcome]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "GateResult":
        """Read back what `dataclasses.asdict` made."""
        return cls(
            outcome=data["outcome"],
            reasons=tuple(data["reasons"]),
            differences=tuple(Difference(**one) for one in data["differences"]),
            flipped=tuple(data["flipped"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteRun:
    """One suite of a run; `control` names the mutation that it ran under, if any.

    `measures` is made from `cases`: value, interval, gate and outcome by measure.
    """

    suite: str
    title: str
    about: str
    cases_digest: str
    scorer_digest: str
    case_files: tuple[str, ...]
    own_cases: bool = False
    control: str = ""
    cases: tuple[CaseResult, ...] = field(default=(), repr=False)
    measures: tuple[MeasureResult, ...] = ()
    gate: GateResult = GateResult(outcome="nothing measured")

    @property
    def exit_code(self) -> int:
        """That of its gate; a control is right where the gate is red."""
        return self.gate.exit_code

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {**asdict(self), "measures": [one.to_dict() for one in self.measures]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "SuiteRun":
        """Read back what `dataclasses.asdict` made."""
        made = {
            "case_files": tuple(data["case_files"]),
            "cases": tuple(CaseResult.from_dict(one) for one in data["cases"]),
            "measures": tuple(MeasureResult.from_dict(one) for one in data["measures"]),
            "gate": GateResult.from_dict(data["gate"]),
        }
        return cls(**{**data, **made})


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """A whole run: what it was made with, and its suites."""

    run_id: str
    started_at: str
    seconds: float
    made_with: Mapping[str, str]
    suites: tuple[SuiteRun, ...]
    schema: int = SCHEMA

    @property
    def exit_code(self) -> int:
        """The worst of the suites: a regression outweighs all, no suite at all measures nothing."""
        codes = {suite.gate.exit_code for suite in self.suites} or {EXIT_CODES["nothing measured"]}
        return EXIT_CODES["regression"] if EXIT_CODES["regression"] in codes else max(codes)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "schema": self.schema,
            "run_id": self.run_id,
            "started_at": self.started_at,
            "seconds": self.seconds,
            "exit_code": self.exit_code,
            "made_with": dict(self.made_with),
            "suites": [suite.to_dict() for suite in self.suites],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "RunRecord":
        """Read back what `to_dict` wrote."""
        suites = tuple(SuiteRun.from_dict(one) for one in data["suites"])
        rest = {key: value for key, value in data.items() if key not in ("suites", "exit_code")}
        return cls(**{**rest, "suites": suites})


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What a suite was last accepted at, case by case, and why."""

    suite: str
    blessed_on: str
    why: str
    made_with: Mapping[str, str]
    cases_digest: str
    scorer_digest: str
    counts: Mapping[str, int]
    measures: Mapping[str, Mapping[str, float]]
    cases: Mapping[str, Mapping[str, Score | None]] = field(repr=False)
    schema: int = SCHEMA

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Baseline":
        """Read back what `dataclasses.asdict` made."""
        cases = {
            case_id: {name: as_score(one) for name, one in scores.items()}
            for case_id, scores in data["cases"].items()
        }
        return cls(**{**data, "cases": cases})
