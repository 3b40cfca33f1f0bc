"""Makes an answer of what a model wrote and its sources support, or keeps the offline one."""

from collections.abc import Generator, Sequence
from dataclasses import replace
from typing import Literal

from advisor.answering.modelled import DraftRequest, ModelWriter, Written
from advisor.domain import Advice, ClaimVerdict, Step, Verified
from advisor.grounding.quotations import NEVER_SHOWN, SHOWN

Mode = Literal["strict", "mark"]


class ModelAnswers:
    """Turns a run of the model into steps and an `Advice`; `mode` is `Settings.unsupported`."""

    def __init__(self, writer: ModelWriter, *, mode: Mode) -> None:
        self._writer, self._mode = writer, mode

    def steps(self, request: DraftRequest, offline: Advice) -> Generator[Step, None, Advice]:
        """Yield what passed so far after each sentence; return the answer.

        `offline` is the answer without a model: its sentences about notes are kept, because code
        computed them, and all of it is shown where the model's does not hold up.
        """
        yield Step(name="Waiting for the model", detail=self._writer.name)
        opening = _kept(offline)
        run = self._writer.write(request)
        written = Written()
        try:
            while True:
                try:
                    written = next(run)
                except StopIteration as end:
                    written = end.value
                    break
                yield self._progress(opening, written)
        finally:
            run.close()
        return self._advice(offline, opening, written)

    def _progress(self, opening: Sequence[ClaimVerdict], written: Written) -> Verified:
        shown, removed = self._parted(written.verdicts)
        passed = len([one for one in shown if one.support != "not_a_claim"])
        detail = f"{passed} sentences proven" + (f", {len(removed)} left out" if removed else "")
        return Verified(
            name="Writing and checking",
            detail=detail,
            verdicts=(*opening, *shown),
            removed=len(removed),
        )

    def _advice(self, offline: Advice, opening: Sequence[ClaimVerdict], written: Written) -> Advice:
        shown, removed = self._parted(written.verdicts)
        trace = replace(
            offline.trace,
            model=self._writer.name,
            prompt_digests=written.digests,
            prompt_tokens=written.usage.prompt_tokens,
            completion_tokens=written.usage.completion_tokens,
            cost_usd=written.usage.cost_usd,
        )
        removed = (*offline.removed, *removed)
        kept_part = bool(written.failure and written.holding)
        if not (written.holds_up or kept_part):
            notice = _joined(offline.notice, _fallback(written))
            return replace(offline, removed=removed, notice=notice, trace=trace)
        said = {one.claim.text for one in opening}
        verdicts = (*opening, *(one for one in shown if one.claim.text not in said))
        return replace(
            offline,
            verdicts=verdicts,
            removed=removed,
            notice=_joined(offline.notice, _broken_off(written)),
            trace=trace,
        )

    def _parted(
        self, verdicts: Sequence[ClaimVerdict]
    ) -> tuple[tuple[ClaimVerdict, ...], tuple[ClaimVerdict, ...]]:
        """What may be shown, and what is left out; a contradicted sentence is never shown."""
        hidden = NEVER_SHOWN if self._mode == "mark" else None
        shown = tuple(
            one
            for one in verdicts
            if one.support in SHOWN or (hidden and one.support not in hidden)
        )
        return shown, tuple(one for one in verdicts if one not in shown)


def _kept(offline: Advice) -> tuple[ClaimVerdict, ...]:
    """The line that says how the question was read, and what the notes say."""
    return tuple(
        one for place, one in enumerate(offline.verdicts) if place == 0 or one.claim.kind == "note"
    )


def _fallback(written: Written) -> str:
    if written.failure:
        return f"{written.failure} This is the answer without the model."
    if not written.claims:
        return "The model wrote nothing that could be checked. This is the answer without it."
    lost = len(written.claims) - len(written.holding)
    return (
        f"Of the model's {len(written.claims)} sentences {lost} were not supported by the sources, "
        "so this is the answer without it."
    )


def _broken_off(written: Written) -> str:
    if not written.failure:
        return ""
    return (
        f"{written.failure} What was proven until then is kept; "
        "ask again without the model for a whole answer."
    )


def _joined(*notices: str) -> str:
    return " ".join(filter(None, notices))
