"""Puts the records of a case into a workspace of its own, asks, and takes them out again."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from advisor.domain import Advice, Citation, ClaimVerdict, Hit, Passage, SourceRef
from advisor.domain.check_up import CheckUp, Signal
from advisor.domain.notes import ImportPreview, NewNote, Target, note_passage_id
from advisor.domain.review import BriefReview
from advisor.domain.verification import Verification
from advisor.engagements.targets import parse_target
from advisor.errors import InputError
from advisor.pipeline import Advisor
from evals.cases import Case
from evals.note_cases import CaseEngagement, CaseRecords

Names = Mapping[str, str]
"""The passage id under which a case knows a note, by the one under which it was kept."""


def ask(case: Case, advisor: Advisor) -> Advice:
    """The answer to a case; notes are cited in it by the names that the case gives them."""
    if case.records is None:
        return advisor.ask(case.question, history=case.history)
    workspace = f"eval-{case.case_id}"
    with kept(workspace, case.records, advisor) as names:
        advice = advisor.ask(
            case.question,
            history=case.history,
            workspace=workspace,
            engagement=case.labels.engagement if case.labels else None,
            as_of=case.records.today,
        )
    return named_advice(advice, names)


def review(case: Case, advisor: Advisor) -> BriefReview:
    """The review of a brief; its kind and trade are not told."""
    assert case.brief is not None  # noqa: S101  # for the type checker
    return advisor.review(case.brief.text, title=case.brief.title)


def verify(case: Case, advisor: Advisor) -> Verification:
    """What the pair's evidence says of its sentence."""
    assert case.pair is not None  # noqa: S101  # for the type checker
    return advisor.verify(case.question, sources=[_evidence(one) for one in case.pair.evidence])


def _evidence(text: str) -> Passage:
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    source = SourceRef(source_id=digest, title="evidence", section="")
    return Passage(passage_id=f"evidence-{digest}", text=text, source=source)


def check_up(case: Case, advisor: Advisor) -> CheckUp:
    """The check-up of a case's engagement; signals cite notes by the names of the case."""
    if case.records is None:
        raise InputError(f"{case.case_id} has no notes to check.")
    workspace = f"eval-{case.case_id}"
    with kept(workspace, case.records, advisor) as names:
        found = advisor.check_up(
            case.records.engagements[0].name, workspace=workspace, as_of=case.records.today
        )
    return replace(
        found,
        signals=tuple(_named_signal(one, names) for one in found.signals),
        solved=tuple(_named_signal(one, names) for one in found.solved),
    )


def targets_of(engagement: CaseEngagement) -> tuple[Target, ...]:
    """The targets that the advisor takes; what it refuses, a user could not enter either."""
    return tuple(parse_target(line) for line in engagement.targets if not _refused(line))


def refused_targets(records: CaseRecords) -> tuple[str, ...]:
    """The lines that the advisor does not take for targets."""
    lines = (line for one in records.engagements for line in one.targets)
    return tuple(line for line in lines if _refused(line))


def _refused(line: str) -> bool:
    try:
        parse_target(line)
    except InputError:
        return True
    return False


@contextmanager
def kept(workspace: str, records: CaseRecords, advisor: Advisor) -> Iterator[Names]:
    """The records in a workspace that holds nothing else, for as long as the block lasts."""
    _clear(workspace, advisor)
    try:
        yield _save(workspace, records, advisor)
    finally:
        _clear(workspace, advisor)


@contextmanager
def documents(workspace: str, texts: Mapping[str, str], advisor: Advisor) -> Iterator[None]:
    """Own guidance, text by file name, in a workspace for as long as the block lasts."""
    own = advisor.own_guidance
    added = [own.add(name, text.encode(), workspace=workspace) for name, text in texts.items()]
    try:
        yield
    finally:
        for one in added:
            own.remove(one.document.document_id, workspace=workspace)


def _save(workspace: str, records: CaseRecords, advisor: Advisor) -> Names:
    for one in records.engagements:
        advisor.engagements.add(
            one.name,
            vendor=one.vendor,
            trade=one.trade,
            status=one.status,
            started_on=one.started_on,
            targets=targets_of(one),
            workspace=workspace,
        )
    if not records.notes:
        return {}
    new = tuple(
        NewNote(text=note.text, engagement=note.engagement, happened_on=note.on)
        for note in records.notes
    )
    saved = advisor.notes.import_(ImportPreview(format="json", notes=new), workspace=workspace)
    return {
        note_passage_id(kept.note_id): note_passage_id(note.note_id)
        for kept, note in zip(saved, records.notes, strict=True)
    }


def _clear(workspace: str, advisor: Advisor) -> None:
    for one in advisor.engagements.list(workspace=workspace):
        advisor.engagements.delete(one.name, workspace=workspace)


def named_advice(advice: Advice, names: Names) -> Advice:
    """The advice with its notes cited by the names of the case."""
    return replace(
        advice,
        verdicts=tuple(_named_verdict(one, names) for one in advice.verdicts),
        removed=tuple(_named_verdict(one, names) for one in advice.removed),
        evidence=tuple(_named_hit(one, names) for one in advice.evidence),
    )


def _named_verdict(verdict: ClaimVerdict, names: Names) -> ClaimVerdict:
    claim = verdict.claim
    return replace(verdict, claim=replace(claim, citations=_named(claim.citations, names)))


def _named_hit(hit: Hit, names: Names) -> Hit:
    own = hit.passage.passage_id
    return replace(hit, passage=replace(hit.passage, passage_id=names.get(own, own)))


def _named_signal(signal: Signal, names: Names) -> Signal:
    return replace(signal, citations=_named(signal.citations, names))


def _named(citations: tuple[Citation, ...], names: Names) -> tuple[Citation, ...]:
    return tuple(
        replace(one, passage_id=names.get(one.passage_id, one.passage_id)) for one in citations
    )
