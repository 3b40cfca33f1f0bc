"""What the Review view does, over plain values and without Gradio."""

import base64
import binascii
import threading
from collections.abc import Iterator, Mapping
from typing import Any

from advisor.domain.library import TRADES, Trade
from advisor.domain.review import Brief, BriefReview
from advisor.errors import AdvisorError, InputError
from advisor.review.fixing import revise, revised_brief
from advisor.review.reading import brief_of
from advisor.ui.notes_forms import text_of
from advisor.ui.review_changes import (
    Fills,
    accepted_findings,
    changed_html,
)
from advisor.ui.review_downloads import file_error_html, file_html, review_download
from advisor.ui.review_form import (
    MAX_BRIEF_BYTES,
    MAX_PASTED_CHARS,
    error_html,
    frame_html,
    progress_html,
    reading_html,
)
from advisor.ui.review_result import result_html
from advisor.ui.review_views import ReviewingAdvisor, ReviewState, ReviewView
from advisor.ui.views import Exports

Values = Mapping[str, Any]
"""What the browser sent."""

_NOTHING = "Accept the text of a gap first; then it is written into the brief."
_FAILED = "The review stopped unexpectedly. Your text is still here: try again."


class ReviewHandlers:
    """The reviews of one advisor; what a visit holds is handed in and given back as `state`."""

    def __init__(self, advisor: ReviewingAdvisor, *, exports: Exports) -> None:
        self._advisor, self._exports = advisor, exports
        self._runs: dict[str, threading.Event] = {}

    def frame(self) -> str:
        """The view before anything is reviewed."""
        return frame_html(self._advisor.library)

    def review(self, values: Values) -> Iterator[ReviewView]:
        """Read the pasted text or the file, say what was read, and review it."""
        yield ReviewView(said=progress_html(None))
        field = "file" if values.get("content") else "text"
        try:
            brief = self._brief(values)
            yield from self._reviewed(brief, ReviewState(), run=text_of(values, "run"))
        except AdvisorError as error:
            yield ReviewView(said=error_html(str(error), field))

    def write(self, values: Values, state: ReviewState) -> ReviewView:
        """The brief with the accepted texts written into it."""
        if state.review is None:
            return ReviewView(changed="")
        accepted, fills = chosen(values)
        return ReviewView(changed=changed_html(state.review, accepted, fills, choose=_NOTHING))

    def again(self, values: Values, state: ReviewState) -> Iterator[ReviewView]:
        """Review the new text, and put both reviews side by side."""
        if state.review is None:
            return
        findings = accepted_findings(state.review, *chosen(values))
        try:
            brief = state.review.brief
            new = revised_brief(brief, revise(brief, findings))
            before = ReviewState(before=state.review, accepted=findings)
            yield from self._reviewed(new, before, run=text_of(values, "run"))
        except AdvisorError as error:
            yield ReviewView(said=error_html(str(error), ""))

    def download(self, values: Values, state: ReviewState) -> ReviewView:
        """A file of the review, or why there is none."""
        kind, turn = text_of(values, "kind"), text_of(values, "turn")
        findings = accepted_findings(state.review, *chosen(values)) if state.review else ()
        try:
            file = review_download(state, kind, findings, self._exports)
        except AdvisorError as error:
            return ReviewView(file=file_error_html(str(error), turn))
        return ReviewView(file=file_html(file, turn))

    def stop(self, values: Values) -> None:
        """End a running review after the clauses in hand; what was shown before stays."""
        stopped = self._runs.get(text_of(values, "run"))
        if stopped is not None:
            stopped.set()

    def failed(self) -> ReviewView:
        """A review ended in an error that nobody foresaw."""
        return ReviewView(said=error_html(_FAILED, ""))

    def _reviewed(self, brief: Brief, state: ReviewState, *, run: str) -> Iterator[ReviewView]:
        stopped = self._runs[run] = threading.Event()
        try:
            yield from self._until(stopped, brief, state)
        finally:
            self._runs.pop(run, None)

    def _until(
        self, stopped: threading.Event, brief: Brief, state: ReviewState
    ) -> Iterator[ReviewView]:
        library = self._advisor.library
        yield ReviewView(said=reading_html(brief, library))
        for step in self._advisor.review_steps(brief):
            if stopped.is_set():
                yield ReviewView(said="")
                return
            if isinstance(step, BriefReview):
                yield ReviewView(
                    state=ReviewState(review=step, before=state.before, accepted=state.accepted),
                    said="",
                    result=result_html(step, library, before=state.before),
                    changed="",
                )
            else:
                yield ReviewView(said=reading_html(brief, library, step))

    def _brief(self, values: Values) -> Brief:
        """The brief that the form holds; `InputError` where it holds none."""
        trade = _trade(values)
        if values.get("content"):
            name = text_of(values, "name") or "The file"
            return self._advisor.read_brief(name, _bytes(values), trade=trade)
        text = values.get("text", "")
        if not isinstance(text, str) or not text.strip():
            raise InputError("Paste a brief, or choose a file.")
        if len(text) > MAX_PASTED_CHARS:
            raise InputError("This text is too long to paste. Save it as a file and choose that.")
        trades = tuple(self._advisor.library.trades.values())
        return brief_of(text, trade=trade, trades=trades)


def chosen(values: Values) -> tuple[tuple[str, ...], Fills]:
    """The ids of accepted findings, and what was written in their placeholders."""
    accepted, fills = values.get("accepted"), values.get("fills")
    ids = accepted if isinstance(accepted, list) else []
    written = fills if isinstance(fills, dict) else {}
    return (
        tuple(one for one in ids if isinstance(one, str)),
        {str(name): _strings(one) for name, one in written.items() if isinstance(one, list)},
    )


def _strings(values: list[Any]) -> tuple[str, ...]:
    return tuple(one if isinstance(one, str) else "" for one in values)


def _trade(values: Values) -> Trade | None:
    trade = text_of(values, "trade")
    if trade and trade not in TRADES:
        raise InputError("Choose a trade from the list.")
    return trade or None


def _bytes(values: Values) -> bytes:
    try:
        data = base64.b64decode(values["content"], validate=True)
    except (binascii.Error, ValueError, TypeError) as error:
        raise InputError("The file did not arrive whole. Choose it again.") from error
    if len(data) > MAX_BRIEF_BYTES:
        raise InputError(
            f"The file is too large for the page, which takes {MAX_BRIEF_BYTES // 1_000_000} MB. "
            "Review it with `advisor review FILE`, or choose only the pages that matter."
        )
    return data
