"""Reviews a brief: clauses, verdicts with proof, findings, lint, harm and a score."""

import time
from collections.abc import Iterator, Sequence

from advisor.domain import Library, RunTrace, Step
from advisor.domain.review import Brief, BriefReview, ClauseReading
from advisor.errors import ModelFileError
from advisor.knowledge.checks import TopicChecks
from advisor.ports import ClauseModel
from advisor.review.findings import findings, score
from advisor.review.harm import harms
from advisor.review.judging import ClauseFloors, judge
from advisor.review.lint import lint
from advisor.review.splitting import Clause, split_clauses

AT_ONCE = 128


class Reviewer:
    """Knows the checks and the model; safe to share by threads, and writes nothing."""

    def __init__(
        self,
        library: Library,
        topics: Sequence[TopicChecks],
        model: ClauseModel,
        *,
        settings_digest: str,
        floors: ClauseFloors | None = None,
    ) -> None:
        self._library, self._topics, self._model = library, tuple(topics), model
        self._settings_digest = settings_digest
        self._floors = floors or ClauseFloors()

    def review(self, brief: Brief) -> BriefReview:
        """The review that `steps` ends with."""
        return next(one for one in self.steps(brief) if isinstance(one, BriefReview))

    def steps(self, brief: Brief) -> Iterator[Step | BriefReview]:
        """Progress while clauses are read, then the review."""
        start = time.perf_counter()
        clauses = split_clauses(brief)
        readings: list[ClauseReading] = []
        for at in range(0, len(clauses), AT_ONCE):
            yield Step(name="reading", detail=f"{at} of {len(clauses)} clauses read")
            readings += self._model.read([one.in_context for one in clauses[at : at + AT_ONCE]])
        self._check_model(readings)
        read = time.perf_counter()
        yield Step(name="judging", detail="Weighing ten topics")
        yield self._judged(brief, clauses, readings, start=start, read=read)

    def _check_model(self, readings: Sequence[ClauseReading]) -> None:
        known = set(readings[0].some) if readings else set()
        wanted = {check.check_id for topic in self._topics for check in topic.checks}
        if readings and not wanted <= known:
            raise ModelFileError(
                f"The clause model does not know the check {min(wanted - known)}. Restore "
                "knowledge/checks from the release, or run `make train`."
            )

    def _judged(
        self,
        brief: Brief,
        clauses: Sequence[Clause],
        readings: Sequence[ClauseReading],
        *,
        start: float,
        read: float,
    ) -> BriefReview:
        topics = judge(
            brief,
            clauses,
            readings,
            topics=self._topics,
            library=self._library,
            floors=self._floors,
        )
        faults, harm = lint(brief), harms(brief)
        timings = {"read": read - start, "judge": time.perf_counter() - read}
        return BriefReview(
            brief=brief,
            topics=topics,
            findings=findings(brief, topics, self._topics),
            score=score(topics, faults, harm),
            lint=faults,
            harm=harm,
            trace=RunTrace(
                model="clauses",
                index_fingerprint=self._library.digest,
                settings_digest=self._settings_digest,
                timings={name: round(1000 * value, 1) for name, value in timings.items()},
            ),
        )
