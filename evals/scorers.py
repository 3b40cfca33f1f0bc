"""Scorers: pure functions that give an answer to a case a number, or None if it is not theirs."""

import re
from collections.abc import Sequence

from advisor.domain import Advice, ClaimVerdict
from advisor.knowledge import slug
from evals.cases import Case
from evals.note_scorers import NOTE_SCORERS
from evals.scoring import SHOWN_CHARS, Missing, Scorer, scorer

MAX_POINTS = 8
_FILLER = re.compile(
    r"(?:(?:ok(?:ay)?|hi|hello|thanks|thank you|great|right|well|now|so|and|but|then again|also"
    r"|by the way|(?:yet )?another (?:thing|question|topic)"
    r"|(?:a )?(?:new|next|different) (?:question|topic))[\s,.:;!-]+)+",
    re.IGNORECASE,
)


def evidence_points(advice: Advice, count: int) -> list[str]:
    """The points of the first `count` passages of the evidence, in order."""
    hits = advice.evidence[:count]
    return list(dict.fromkeys(point for hit in hits for point in hit.passage.point_ids))


def said_points(advice: Advice) -> list[str]:
    """The points that the shown, supported claims cite, in order."""
    return list(
        dict.fromkeys(
            point
            for verdict in advice.verdicts
            if verdict.support == "supported"
            for citation in verdict.claim.citations
            for point in citation.point_ids
        )
    )


def recall_at_5(case: Case, advice: Advice) -> float | None:
    """Share of the needed points among the first five passages of the evidence."""
    return _share(case.points, evidence_points(advice, 5))


def recall_at_8(case: Case, advice: Advice) -> float | None:
    """Share of the needed points among the first eight passages of the evidence."""
    return _share(case.points, evidence_points(advice, 8))


def first_point_right(case: Case, advice: Advice) -> float | None:
    """1 where the first passage of the evidence holds a needed point."""
    return _any(case.points, evidence_points(advice, 1))


def points_found(case: Case, advice: Advice) -> float | None:
    """1 where the first eight passages of the evidence hold at least one needed point."""
    return _any(case.points, evidence_points(advice, 8))


def needed_points_said(case: Case, advice: Advice) -> float | None:
    """Share of the needed points that the shown claims cite."""
    return _share(case.points, said_points(advice))


def precision(case: Case, advice: Advice) -> float | None:
    """Share of the said points that are needed; None where no point was said."""
    return _share(said_points(advice), case.points) if case.points else None


def points_said(_: Case, advice: Advice) -> float | None:
    """Count of the points that the shown claims cite."""
    return float(len(said_points(advice)))


def not_too_many_points(_: Case, advice: Advice) -> float | None:
    """1 where at most eight points are said."""
    return float(len(said_points(advice)) <= MAX_POINTS)


def words(_: Case, advice: Advice) -> float | None:
    """Count of the shown words, as separated by white space."""
    return float(len(advice.text.split()))


def every_claim_supported(_: Case, advice: Advice) -> float | None:
    """1 where each shown claim is an exact quotation, or states nothing; None for no claim."""
    if not advice.verdicts:
        return None
    return float(not unproven(advice))


def unproven(advice: Advice) -> list[ClaimVerdict]:
    """The shown sentences that are neither exact quotations nor free of statements."""
    texts = {hit.passage.passage_id: hit.passage.text for hit in advice.evidence}

    def proven(verdict: ClaimVerdict) -> bool:
        claim = verdict.claim
        if verdict.support == "not_a_claim":
            return claim.kind == "not_a_claim"
        return (
            verdict.support == "supported"
            and bool(claim.citations)
            and all(
                texts.get(citation.passage_id, "")[citation.start : citation.end]
                == citation.quote
                == claim.text
                for citation in claim.citations
            )
        )

    return [verdict for verdict in advice.verdicts if not proven(verdict)]


def out_of_scope_recall(case: Case, advice: Advice) -> float | None:
    """1 where a question that should be declined is."""
    return float(advice.status == "declined") if case.expect == "declined" else None


def in_scope_declined(case: Case, advice: Advice) -> float | None:
    """1 where a question that should be answered is declined: lower is better."""
    return float(advice.status == "declined") if case.expect == "answered" else None


def kind_right(case: Case, advice: Advice) -> float | None:
    """1 where a rightly declined question is told the limit of its own kind."""
    if case.expect != "declined" or advice.status != "declined" or not case.limit:
        return None
    return float(any(verdict.claim.text == case.limit for verdict in advice.verdicts))


def rewritten_when_needed(case: Case, advice: Advice) -> float | None:
    """1 where a question that needs the history was made another one."""
    if case.expect != "rewritten":
        return None
    return float(advice.standalone_question != case.question)


def untouched_when_not(case: Case, advice: Advice) -> float | None:
    """1 where a question that stands alone is unchanged, but for a filler before it."""
    if case.expect != "untouched":
        return None
    kept = advice.standalone_question
    if kept == case.question:
        return 1.0
    dropped = case.question.removesuffix(kept) if kept.strip() else ""
    return float(bool(_FILLER.fullmatch(dropped)) and dropped + kept == case.question)


def must_include(case: Case, advice: Advice) -> float | None:
    """1 where the stand-alone question holds all words that it must."""
    return float(not _absent_words(case, advice)) if case.must_include else None


def template_right(case: Case, advice: Advice) -> float | None:
    """1 where the document that is asked for is the one that is offered."""
    return float(advice.template == case.template) if case.template else None


def definition_first(case: Case, advice: Advice) -> float | None:
    """1 where the terms whose meaning is asked are defined, in order, before any advice."""
    if not case.terms:
        return None
    wanted = [f"glossary#{slug(term)}" for term in case.terms]
    return float(_cited(advice)[: len(wanted)] == wanted)


def false_definition(case: Case, advice: Advice) -> float | None:
    """1 where a term is defined though no meaning is asked: lower is better."""
    if case.terms is None or case.terms:
        return None
    return float(any(passage_id.startswith("glossary#") for passage_id in _cited(advice)))


def _cited(advice: Advice) -> list[str]:
    """The cited passages, in order of their first citation."""
    cited = (citation for verdict in advice.verdicts for citation in verdict.claim.citations)
    return list(dict.fromkeys(citation.passage_id for citation in cited))


def _share(wanted: Sequence[str], found: Sequence[str]) -> float | None:
    return sum(one in found for one in wanted) / len(wanted) if wanted else None


def _any(wanted: Sequence[str], found: Sequence[str]) -> float | None:
    return float(any(one in found for one in wanted)) if wanted else None


def _absent_words(case: Case, advice: Advice) -> list[str]:
    text = advice.standalone_question.casefold()
    return [word for word in case.must_include if word.casefold() not in text]


def _not_found(count: int) -> Missing:
    def missing(case: Case, advice: Advice) -> str:
        found = evidence_points(advice, count)
        absent = [point for point in case.points if point not in found]
        return f"not among the first {count}: {', '.join(absent)}"

    return missing


def _not_said(case: Case, advice: Advice) -> str:
    said = said_points(advice)
    return f"not said: {', '.join(point for point in case.points if point not in said)}"


def _not_needed(case: Case, advice: Advice) -> str:
    extra = [point for point in said_points(advice) if point not in case.points]
    return f"said without need: {', '.join(extra)}"


def _not_proven(_: Case, advice: Advice) -> str:
    return "not proven: " + " | ".join(
        f"{verdict.claim.text[:SHOWN_CHARS]} ({verdict.support})" for verdict in unproven(advice)
    )


def _status(_: Case, advice: Advice) -> str:
    first = advice.verdicts[0].claim.text if advice.verdicts else "nothing"
    return f"was {advice.status}: {first[:SHOWN_CHARS]}"


def _other_kind(case: Case, advice: Advice) -> str:
    return f"not declined as {case.kind}; {_status(case, advice)}"


def _read_as(_: Case, advice: Advice) -> str:
    return f"read as: {advice.standalone_question}"


def _lacks(case: Case, advice: Advice) -> str:
    return f"lacks {', '.join(_absent_words(case, advice))}; {_read_as(case, advice)}"


def _count(_: Case, advice: Advice) -> str:
    return f"{len(said_points(advice))} points said"


def _offered(_: Case, advice: Advice) -> str:
    return f"offered {advice.template or 'nothing'}"


def _begins(_: Case, advice: Advice) -> str:
    return f"begins with {', '.join(_cited(advice)[:2]) or 'no citation'}"


SCORERS: dict[str, Scorer] = {
    one.name: one
    for one in (
        scorer(recall_at_5, 1.0, _not_found(5)),
        scorer(recall_at_8, 1.0, _not_found(8)),
        scorer(first_point_right, 1.0, _not_found(1)),
        scorer(points_found, 1.0, _not_found(8)),
        scorer(needed_points_said, 1.0, _not_said),
        scorer(every_claim_supported, 1.0, _not_proven),
        scorer(precision, 1.0, _not_needed),
        scorer(points_said, None, _count),
        scorer(not_too_many_points, 1.0, _count),
        scorer(words, None, _count),
        scorer(out_of_scope_recall, 1.0, _status),
        scorer(in_scope_declined, 0.0, _status),
        scorer(kind_right, 1.0, _other_kind),
        scorer(rewritten_when_needed, 1.0, _read_as),
        scorer(untouched_when_not, 1.0, _read_as),
        scorer(must_include, 1.0, _lacks),
        scorer(template_right, 1.0, _offered),
        scorer(definition_first, 1.0, _begins),
        scorer(false_definition, 0.0, _begins),
        *NOTE_SCORERS,
    )
}
