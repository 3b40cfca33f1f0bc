"""The one façade: ask, review a brief, keep notes; every sentence of advice has a verdict."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.ask_flow import AskFlow, AskParts
from advisor.domain import Advice, Library, Step, Trade, Turn
from advisor.domain.check_up import Agenda, CheckUp, Series, TimelineItem
from advisor.domain.reference import Reference
from advisor.domain.review import Brief, BriefReview
from advisor.domain.verification import Source, Verification
from advisor.engagements.given import DEFAULT
from advisor.engagements.notebook import Notes
from advisor.engagements.overview import Overview
from advisor.engagements.register import Engagements
from advisor.ports import ModelConsent, Records
from advisor.retrieval.own_documents import OwnGuidance
from advisor.review.desk import ReviewDesk
from advisor.settings import Settings
from advisor.verifying import Verifying


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What an `Advisor` is made of; `wiring.build_advisor` puts it together."""

    settings: Settings
    library: Library
    reference: Reference
    asking: AskParts
    verifying: Verifying
    briefs: ReviewDesk
    own_guidance: OwnGuidance
    engagements: Engagements
    notes: Notes
    overview: Overview
    calendar: Callable[[Agenda], str]
    records: Records
    close: Callable[[], None]
    repaired: str = ""
    consent: ModelConsent | None = None


class Advisor:
    """Answers questions and reviews briefs; safe to share by threads, neither writes anything."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._asking = AskFlow(parts.asking)
        self.settings = parts.settings
        self.index_fingerprint = parts.asking.index_fingerprint
        self.library = parts.library
        self.reference = parts.reference
        self.own_guidance = parts.own_guidance
        self.notes = parts.notes
        self.engagements = parts.engagements
        self.conversations = parts.records
        self.repaired = parts.repaired
        self.model_consent = parts.consent

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        workspace: str = DEFAULT,
        engagement: str | None = None,
        read_as: str | None = None,
        as_of: date | None = None,
        offline: bool = False,
    ) -> Advice:
        """The advice that `ask_steps` ends with."""
        steps = self.ask_steps(
            question,
            history=history,
            workspace=workspace,
            engagement=engagement,
            read_as=read_as,
            as_of=as_of,
            offline=offline,
        )
        return next(step for step in steps if isinstance(step, Advice))

    def ask_steps(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        workspace: str = DEFAULT,
        engagement: str | None = None,
        read_as: str | None = None,
        as_of: date | None = None,
        offline: bool = False,
    ) -> Iterator[Step | Advice]:
        """Yield progress, and at last one `Advice`.

        `history` holds the earlier turns, oldest first. `read_as` is the user's own reading of
        the question and replaces the rewriting. `workspace` names whose data may be used,
        `engagement` whose notes: without one, those of all where they bear on the question.
        "Last month" is counted from `as_of`, today where it is None. Where a model is set it writes
        the answer, unless `offline`; its sentences come as `Verified` steps once they pass. Raises
        `InputError` where the question cannot be read and `NotFoundError` where there is no such
        engagement.
        """
        return self._asking.steps(
            question,
            history=history,
            workspace=workspace,
            engagement=engagement,
            read_as=read_as,
            as_of=as_of,
            offline=offline,
        )

    def read_brief(self, name: str, data: bytes, *, trade: Trade | None = None) -> Brief:
        """The brief in a file, by the end of its name; `InputError` where it is none."""
        return self._parts.briefs.read_brief(name, data, trade=trade)

    def review(
        self, text: str | Brief, *, title: str = "", trade: Trade | None = None
    ) -> BriefReview:
        """The review that `review_steps` ends with."""
        steps = self.review_steps(text, title=title, trade=trade)
        return next(step for step in steps if isinstance(step, BriefReview))

    def review_steps(
        self, text: str | Brief, *, title: str = "", trade: Trade | None = None
    ) -> Iterator[Step | BriefReview]:
        """Yield progress, and at last the review of a brief: pasted text, or what was read.

        Raises `InputError` where the text is no brief.
        """
        desk = self._parts.briefs
        brief = text if isinstance(text, Brief) else desk.paste(text, title=title, trade=trade)
        return desk.review_steps(brief)

    def verify(
        self,
        text: str,
        sources: Sequence[Source] | None = None,
        *,
        workspace: str = DEFAULT,
    ) -> Verification:
        """The verification that `verify_steps` ends with."""
        steps = self.verify_steps(text, sources=sources, workspace=workspace)
        return next(step for step in steps if isinstance(step, Verification))

    def verify_steps(
        self,
        text: str,
        *,
        sources: Sequence[Source] | None = None,
        workspace: str = DEFAULT,
    ) -> Iterator[Step | Verification]:
        """Yield progress, and at last what the sources say of each sentence of pasted advice.

        Without `sources` (texts, files, passages) that is the guidance with the own documents of
        the workspace. Raises `InputError` where the text or a source cannot be used.
        """
        return self._parts.verifying.steps(text, sources=sources, workspace=workspace)

    def timeline(self, engagement: str, *, workspace: str = DEFAULT) -> tuple[TimelineItem, ...]:
        """Decisions, changes, missed dates, payments and measures, oldest first."""
        return self._parts.overview.timeline(engagement, workspace=workspace)

    def measures(self, engagement: str, *, workspace: str = DEFAULT) -> tuple[Series, ...]:
        """Each measure that the notes hold over time, with its target."""
        return self._parts.overview.measures(engagement, workspace=workspace)

    def check_up(
        self, engagement: str, *, workspace: str = DEFAULT, as_of: date | None = None
    ) -> CheckUp:
        """The notes of an engagement held against the warning signs of the ten topics."""
        return self._parts.overview.check_up(engagement, workspace=workspace, as_of=as_of)

    def agenda(
        self,
        engagement: str,
        *,
        workspace: str = DEFAULT,
        as_of: date | None = None,
        minutes: int = 30,
    ) -> Agenda:
        """What to raise in the next call with the vendor, and when to look again."""
        return self._parts.overview.agenda(
            engagement, workspace=workspace, as_of=as_of, minutes=minutes
        )

    def calendar(
        self, engagement: str, *, workspace: str = DEFAULT, as_of: date | None = None
    ) -> str:
        """The review dates of the agenda as the text of an .ics file."""
        return self._parts.calendar(self.agenda(engagement, workspace=workspace, as_of=as_of))

    def close(self) -> None:
        """Give back what the records and the indexes hold open."""
        self._parts.close()

    def example_questions(self) -> tuple[str, ...]:
        """One question for each topic, for an empty page."""
        return tuple(topic.ask for topic in self.library.topics)
