"""What reviews of labelled briefs are worth: accuracy, macro-F1, confusion, evidence, traps."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from advisor.domain.review import BriefReview, Evidence, TopicReview, TopicStatus
from evals.brief_cases import LabelledBrief, TopicLabel

Verdict = Literal["handled", "partly", "missing", "contradicted"]
VERDICTS: tuple[Verdict, ...] = ("handled", "partly", "missing", "contradicted")
_READ_AS: dict[TopicStatus, Verdict] = {
    "handled": "handled",
    "partly": "partly",
    "missing": "missing",
    "contradicted": "contradicted",
    "not_applicable": "missing",
    "not_in_this_text": "missing",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One topic of one brief: its label and its review."""

    brief: LabelledBrief
    label: TopicLabel
    review: TopicReview

    @property
    def wanted(self) -> Verdict:
        """The label as one of the four verdicts."""
        return _READ_AS[self.label.status]

    @property
    def given(self) -> Verdict:
        """The review's verdict; what does not apply or is elsewhere counts as missing."""
        return _READ_AS[self.review.status]

    @property
    def right(self) -> bool:
        """Whether both agree."""
        return self.wanted == self.given


def judged(reviews: Iterable[tuple[LabelledBrief, BriefReview]]) -> list[Judged]:
    """Every labelled topic of every brief with its review."""
    found = []
    for brief, review in reviews:
        topics = {topic.number: topic for topic in review.topics}
        found += [Judged(brief, label, topics[label.number]) for label in brief.labels]
    return found


def accuracy(pairs: Sequence[Judged]) -> float:
    """Share of topics with the labelled verdict."""
    return sum(one.right for one in pairs) / len(pairs) if pairs else 0.0


def macro_f1(pairs: Sequence[Judged]) -> float:
    """The mean F1 of the verdicts that are labelled or given at all."""
    values = [value for verdict in VERDICTS if (value := f1(pairs, verdict)) is not None]
    return sum(values) / len(values) if values else 0.0


def f1(pairs: Sequence[Judged], verdict: Verdict) -> float | None:
    """The F1 of one verdict; None where it is neither labelled nor given."""
    right = sum(one.wanted == one.given == verdict for one in pairs)
    either = sum((one.wanted == verdict) + (one.given == verdict) for one in pairs)
    return 2 * right / either if either else None


def false_handled(pairs: Sequence[Judged]) -> float:
    """Share of the missing topics that are said to be handled."""
    missing = [one for one in pairs if one.wanted == "missing"]
    return sum(one.given == "handled" for one in missing) / len(missing) if missing else 0.0


def evidence_met(pairs: Sequence[Judged]) -> float:
    """Share of the rightly handled and contradicted topics whose evidence overlaps the quote."""
    own = [
        one
        for one in pairs
        if one.right and one.wanted in ("handled", "contradicted") and one.label.quote
    ]
    met = [overlaps(one.brief.text, one.label.quote, one.review.evidence) for one in own]
    return sum(met) / len(met) if met else 0.0


def overlaps(text: str, quote: str, evidence: Sequence[Evidence]) -> bool:
    """Whether a quote of the review shares characters with the labelled one."""
    start = text.find(quote)
    while start >= 0:
        end = start + len(quote)
        if any(one.start < end and start < one.end for one in evidence):
            return True
        start = text.find(quote, start + 1)
    return False


def traps_right(pairs: Sequence[Judged]) -> float:
    """Share of the traps with the labelled verdict."""
    traps = [one for one in pairs if one.label.trap]
    return accuracy(traps)


def confusion(pairs: Sequence[Judged]) -> Counter[tuple[Verdict, Verdict]]:
    """How often each label met each verdict."""
    return Counter((one.wanted, one.given) for one in pairs)


def by(pairs: Sequence[Judged], key: Callable[[Judged], str]) -> list[tuple[str, list[Judged]]]:
    """The topics in groups, by name."""
    groups: dict[str, list[Judged]] = {}
    for one in pairs:
        groups.setdefault(key(one), []).append(one)
    return sorted(groups.items())
