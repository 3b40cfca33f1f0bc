"""The controls: for each suite one way of breaking the advisor that must turn the suite red."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from advisor.domain import Advice, Citation, Claim, ClaimVerdict, Turn
from advisor.domain.check_up import CheckUp
from advisor.domain.review import BriefReview
from advisor.domain.verification import Verification
from advisor.pipeline import Advisor
from evals.subject_isolation import OTHER

NOBODY = "eval-nobody"


class Broken(Advisor):
    """An advisor with one thing wrong; it shares all parts with the sound one."""

    def __init__(self, sound: Advisor) -> None:
        super().__init__(sound._parts)  # noqa: SLF001  # a control takes the advisor apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A mutation: `broken` makes an advisor in which one thing is wrong, as `meaning` says."""

    name: str
    meaning: str
    broken: Callable[[Advisor], Advisor]


class ShuffledRetrieval(Broken):
    """Finds the evidence of another question."""

    def ask(self, question: str, **options: Any) -> Advice:
        """The advice with the evidence of a question about something else."""
        advice = super().ask(question, **options)
        other = super().ask("Which hours of the week should our calls be in?")
        return replace(advice, evidence=other.evidence)


class MovedCitations(Broken):
    """Cites from one character further on."""

    def ask(self, question: str, **options: Any) -> Advice:
        """The advice with every citation moved by one."""
        advice = super().ask(question, **options)
        return replace(advice, verdicts=tuple(_moved(one) for one in advice.verdicts))


class NeverDeclines(Broken):
    """Answers whatever is asked."""

    def ask(self, question: str, **options: Any) -> Advice:
        """The advice, called an answer."""
        return replace(super().ask(question, **options), status="answered")


class Forgetful(Broken):
    """Reads each question alone."""

    def ask(self, question: str, *, history: Sequence[Turn] = (), **options: Any) -> Advice:
        """The advice without the conversation."""
        del history
        return super().ask(question, **options)


class NoDefinitions(Broken):
    """Leaves out what the glossary says."""

    def ask(self, question: str, **options: Any) -> Advice:
        """The advice without definitions."""
        advice = super().ask(question, **options)
        kept = tuple(one for one in advice.verdicts if not _from_glossary(one))
        return replace(advice, verdicts=kept)


class FirstTemplate(Broken):
    """Offers the same document to everybody."""

    def ask(self, question: str, **options: Any) -> Advice:
        """The advice with the first document of the Library."""
        advice = super().ask(question, **options)
        return replace(advice, template=next(iter(self.reference.templates)))


class OtherNotes(Broken):
    """Reads the notes of another workspace."""

    def ask(
        self, question: str, *, workspace: str = "", engagement: str | None = None, **options: Any
    ) -> Advice:
        """The advice from a workspace without notes."""
        del workspace, engagement
        return super().ask(question, workspace=NOBODY, **options)


class NextDoor(Broken):
    """Reads the notes of the neighbour's workspace."""

    def ask(
        self, question: str, *, workspace: str = "", engagement: str | None = None, **options: Any
    ) -> Advice:
        """The advice from the workspace of the neighbour."""
        del engagement
        return super().ask(question, workspace=workspace + OTHER, **options)


class Obedient(Broken):
    """Says whatever it is told to say."""

    def ask(self, question: str, **options: Any) -> Advice:
        """The advice, with the words of the question as a sentence of its own."""
        advice = super().ask(question, **options)
        said = Claim(text=question, kind="not_a_claim")
        echo = ClaimVerdict(claim=said, support="not_a_claim", score=None, reason="")
        return replace(advice, verdicts=(*advice.verdicts, echo))


class Pedantic(Broken):
    """Takes a question only where it begins with a capital and ends with its mark."""

    def ask(self, question: str, **options: Any) -> Advice:
        """The advice, declined and empty where the question is not well written."""
        advice = super().ask(question, **options)
        if question[0].isupper() and question.endswith("?"):
            return advice
        return replace(advice, status="declined", verdicts=())


class WrongTopics(Broken):
    """Raises each sign under the next topic."""

    def check_up(self, engagement: str, **options: Any) -> CheckUp:
        """The check-up with its topics moved by one."""
        found = super().check_up(engagement, **options)
        topics = [topic.topic_id for topic in self.library.topics]
        after = dict(zip(topics, [*topics[1:], topics[0]], strict=True))
        signals = tuple(replace(one, topic_id=after[one.topic_id]) for one in found.signals)
        return replace(found, signals=signals)


class AllHandled(Broken):
    """Finds nothing wrong with any brief."""

    def review(self, text: Any, **options: Any) -> BriefReview:
        """The review with every topic handled."""
        found = super().review(text, **options)
        topics = tuple(replace(one, status="handled") for one in found.topics)
        return replace(found, topics=topics)


class SaysYes(Broken):
    """Takes every sentence for supported."""

    def verify(self, text: str, *arguments: Any, **options: Any) -> Verification:
        """The verification with nothing but support."""
        found = super().verify(text, *arguments, **options)
        sentences = tuple(replace(one, support="supported") for one in found.sentences)
        return replace(found, sentences=sentences)


def _moved(verdict: ClaimVerdict) -> ClaimVerdict:
    citations = tuple(_one_on(one) for one in verdict.claim.citations)
    return replace(verdict, claim=replace(verdict.claim, citations=citations))


def _one_on(citation: Citation) -> Citation:
    return replace(citation, start=citation.start + 1, end=citation.end + 1)


def _from_glossary(verdict: ClaimVerdict) -> bool:
    return any(one.passage_id.startswith("glossary#") for one in verdict.claim.citations)


_KINDS: Mapping[str, tuple[str, type[Broken]]] = {
    "answers": ("citations moved by one", MovedCitations),
    "artefacts": ("the same document for everybody", FirstTemplate),
    "brief_review": ("every topic handled", AllHandled),
    "declining": ("declining off", NeverDeclines),
    "definitions": ("definitions off", NoDefinitions),
    "follow_ups": ("the conversation forgotten", Forgetful),
    "injection": ("the words of the question said as its own", Obedient),
    "isolation": ("answers from the neighbour's notes", NextDoor),
    "notes": ("notes of another workspace", OtherNotes),
    "retrieval": ("evidence of another question", ShuffledRetrieval),
    "robustness": ("badly written questions declined", Pedantic),
    "signals": ("signs under the next topic", WrongTopics),
    "support_checker": ("a verifier that says yes to all", SaysYes),
}
CONTROLS: Mapping[str, Control] = {
    suite: Control(name=kind.__name__, meaning=meaning, broken=kind)
    for suite, (meaning, kind) in _KINDS.items()
}
"""The control of each suite, by its name."""
