"""Makes a redacted, labelled case of a complaint, and appends it to a case file once agreed."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from advisor.domain import Library
from advisor.domain.notes import EngagementNote, note_id_of
from evals.cases import SUITES, EvalError, load_suite, parse_cases
from evals.feedback import Choice, Complaint, FeedbackSuite
from evals.redacting import Hidden, Redactor, still_private

CASES = Path("eval-cases")
_KEPT_AS_THEY_ARE = frozenset({"id", "point", "expect", "kind", "label", "role", "today", "on"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What a person says of a complaint; what is empty was not said.

    `points` are those that a good answer makes. `right_notes` and `wrong_notes` are numbers of the
    complaint's notes, from 1, and `sentence` the number of the shown sentence that is not proven.
    """

    points: tuple[str, ...] = ()
    right_notes: tuple[int, ...] = ()
    wrong_notes: tuple[int, ...] = ()
    sentence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A case before somebody agreed to it; `before` is the same without redaction."""

    choice: Choice
    row: Mapping[str, Any]
    before: Mapping[str, Any]
    hidden: tuple[Hidden, ...]

    @property
    def line(self) -> str:
        """The case as one line of a case file."""
        return json.dumps(self.row, ensure_ascii=False)

    def file(self, into: Path) -> Path:
        """Where it goes: a file for each suite, or beside the cases that a suite has."""
        if (into / self.choice.suite / "suite.yaml").is_file():
            return into / self.choice.suite / "cases_from_feedback.jsonl"
        return into / f"{self.choice.suite}.jsonl"


def draft_case(
    complaint: Complaint,
    choice: Choice,
    labels: Labels,
    *,
    redactor: Redactor,
    library: Library,
    notes: Sequence[EngagementNote] = (),
) -> Draft:
    """The case of a complaint; `EvalError` says which label it lacks or why it can be none."""
    make = _ROWS[choice.suite]
    before = {
        "id": f"feedback-{complaint.exchange_id[:8]}",
        **make(complaint, labels, library, notes),
        "why": complaint.reason,
    }
    redactor.learn(_texts(before))
    row = _redacted(before, redactor)
    hidden = tuple(one for one in redactor.hidden if any(one.stand_in in t for t in _texts(row)))
    draft = Draft(choice=choice, row=row, before=before, hidden=hidden)
    _check(draft)
    return draft


def edited(draft: Draft, text: str) -> Draft:
    """The draft with the case as a person rewrote it; `EvalError` where it is no case any more."""
    try:
        row = json.loads(text)
    except ValueError as error:
        raise EvalError(f"This is not JSON: {error}. Mend it, or leave it unchanged.") from error
    if not isinstance(row, dict):
        raise EvalError("A case is one JSON object. Mend it, or leave it unchanged.")
    changed = replace(draft, row=row)
    _check(changed)
    left = [one.value for one in draft.hidden if any(one.value in text for text in _texts(row))]
    if found := [*left, *(value for text in _texts(row) for value in still_private(text))]:
        raise EvalError(f"The case holds {found[0]!r} again. Take it out.")
    return changed


def add_case(draft: Draft, into: Path) -> Path:
    """Append the case to its file in the folder; `EvalError` where it is there already."""
    path = draft.file(into)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if any(json.loads(line)["id"] == draft.row["id"] for line in text.splitlines() if line):
            raise EvalError(f"{path} has the case {draft.row['id']} already. Edit it there.")
        end = "" if not text or text.endswith("\n") else "\n"
        path.write_text(f"{text}{end}{draft.line}\n", encoding="utf-8")
    except (OSError, ValueError, KeyError) as error:
        raise EvalError(f"{path} cannot be written: {error}. Name another --into.") from error
    return path


def _check(draft: Draft) -> None:
    """A case that the suite cannot read is never written."""
    about = load_suite(draft.choice.suite, folder=SUITES).about
    parse_cases(draft.line, name="The case", about=about)


def _declining(complaint: Complaint, *_: object) -> dict[str, Any]:
    expect = "answered" if complaint.advice.status == "declined" else "declined"
    return {**_asked(complaint), "expect": expect}


def _points(
    complaint: Complaint, labels: Labels, library: Library, _: Sequence[EngagementNote]
) -> dict[str, Any]:
    if not labels.points:
        raise EvalError(
            "Say which points a good answer makes: --point 3a --point 7d. "
            "`advisor eval feedback points` prints them all."
        )
    if unknown := [point for point in labels.points if point not in library.points]:
        raise EvalError(
            f"There is no point {unknown[0]!r}. `advisor eval feedback points` prints them all."
        )
    needs = [{"point": one, "text": library.points[one].title} for one in labels.points]
    return {**_asked(complaint), "needs": needs}


def _pair(complaint: Complaint, labels: Labels, *_: object) -> dict[str, Any]:
    sentences = complaint.sentences
    if labels.sentence is None or not 1 <= labels.sentence <= len(sentences):
        raise EvalError(f"Say which sentence is not proven: --sentence 1 to {len(sentences)}.")
    verdict = sentences[labels.sentence - 1]
    claim = verdict.claim
    if any(citation.quote == claim.text for citation in claim.citations):
        raise EvalError(
            "This sentence stands in its source word for word. If the source is wrong, correct the "
            "source; if it does not belong here, make a case of the answers: --suite answers."
        )
    passages = {hit.passage.passage_id: hit.passage for hit in complaint.advice.evidence}
    cited = dict.fromkeys(citation.passage_id for citation in claim.citations)
    evidence = [passages[one].text for one in cited if one in passages]
    return {
        "evidence": evidence or [citation.quote for citation in claim.citations],
        "sentence": claim.text,
        "label": "unsupported",
        "kind": "feedback",
        "topic": claim.section or "feedback",
    }


def _notes(
    complaint: Complaint, labels: Labels, _: Library, notes: Sequence[EngagementNote]
) -> dict[str, Any]:
    if not labels.right_notes and not labels.wrong_notes:
        raise EvalError(
            f"Say which notes are right (--note) or wrong (--wrong-note), 1 to {len(notes)}."
        )
    numbers = (*labels.right_notes, *labels.wrong_notes)
    if wrong := [one for one in numbers if not 1 <= one <= len(notes)]:
        raise EvalError(f"There is no note {wrong[0]}; there are 1 to {len(notes)}.")
    return {
        "kind": "feedback",
        "question": complaint.advice.question,
        "today": complaint.asked_at.date().isoformat(),
        "engagement": None,
        "engagements": [{"name": one} for one in dict.fromkeys(note.engagement for note in notes)],
        "notes": [
            {
                "id": f"n{place}",
                "engagement": note.engagement,
                "on": note.happened_on.isoformat(),
                "text": note.text,
            }
            for place, note in enumerate(notes, start=1)
        ],
        "expect": {
            "cites": [f"n{one}" for one in labels.right_notes],
            "not_cites": [f"n{one}" for one in labels.wrong_notes],
        },
    }


def notes_of(
    complaint: Complaint, every: Sequence[EngagementNote], *, most: int
) -> tuple[EngagementNote, ...]:
    """The notes that the answer cites, then others of the same engagements, up to `most`."""
    shown = [note_id_of(passage_id) for passage_id in complaint.notes_shown]
    by_id = {note.note_id: note for note in every}
    cited = [by_id[one] for one in shown if one in by_id]
    engagements = {note.engagement_id for note in cited}
    others = [n for n in every if n.engagement_id in engagements and n.note_id not in shown]
    return tuple([*cited, *others][:most])


_Row = Callable[[Complaint, Labels, Library, Sequence[EngagementNote]], dict[str, Any]]
_ROWS: Mapping[FeedbackSuite, _Row] = {
    "answers": _points,
    "declining": _declining,
    "notes": _notes,
    "retrieval": _points,
    "support_checker": _pair,
}


def _asked(complaint: Complaint) -> dict[str, Any]:
    history = [{"role": turn.role, "text": turn.text} for turn in complaint.history]
    asked = {"question": complaint.advice.question}
    return {**asked, "history": history} if history else asked


def _redacted(value: Any, redactor: Redactor, key: str = "") -> Any:
    if isinstance(value, str):
        return value if key in _KEPT_AS_THEY_ARE else redactor.redact(value)
    if isinstance(value, Mapping):
        return {name: _redacted(one, redactor, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_redacted(one, redactor, key) for one in value]
    return value


def _texts(value: Any, key: str = "") -> Iterator[str]:
    """Every text of a case that a redactor may change."""
    if isinstance(value, str) and key not in _KEPT_AS_THEY_ARE:
        yield value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _texts(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, key)
