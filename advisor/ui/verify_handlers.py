"""What the Check advice view does, over plain values and without Gradio; nothing is kept."""

import base64
import binascii
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from advisor.domain import Step
from advisor.domain.verification import Source, SourceFile, Verification
from advisor.errors import AdvisorError, InputError
from advisor.ui.notes_forms import text_of
from advisor.ui.verify_html import (
    MAX_SOURCE_BYTES,
    error_html,
    frame_html,
    progress_html,
    result_html,
)

Values = Mapping[str, Any]
"""What the browser sent."""

_FAILED = "The check stopped unexpectedly. Your text is still here: try again."


class VerifyingAdvisor(Protocol):
    """The part of the façade that checks advice."""

    def verify_steps(
        self, text: str, *, sources: Sequence[Source] | None = None, workspace: str = "default"
    ) -> Iterator[Step | Verification]:
        """Progress, and at last the verdicts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyView:
    """What changes in the view, as HTML; `None` leaves a part as it is.

    `said` is the progress or an error, `result` the advice with its verdicts.
    """

    said: str | None = None
    result: str | None = None


class VerifyHandlers:
    """The checks of one advisor; a visit's text lives in its own call and nowhere else."""

    def __init__(self, advisor: VerifyingAdvisor, *, workspace: str = "default") -> None:
        self._advisor, self._workspace = advisor, workspace
        self._runs: dict[str, threading.Event] = {}

    def frame(self) -> str:
        """The view before anything is checked."""
        return frame_html()

    def verify(self, values: Values) -> Iterator[VerifyView]:
        """Check the pasted text, against the files where there are some."""
        yield VerifyView(said=progress_html(None))
        run = text_of(values, "run")
        stopped = self._runs[run] = threading.Event()
        field = "files"
        try:
            sources = _files(values)
            field = "text" if sources is None else ""
            yield from self._until(stopped, _text(values), sources)
        except AdvisorError as error:
            yield VerifyView(said=error_html(str(error), field))
        finally:
            self._runs.pop(run, None)

    def stop(self, values: Values) -> None:
        """End a running check after the sentences in hand; what was shown before stays."""
        stopped = self._runs.get(text_of(values, "run"))
        if stopped is not None:
            stopped.set()

    def failed(self) -> VerifyView:
        """A check ended in an error that nobody foresaw."""
        return VerifyView(said=error_html(_FAILED, ""))

    def _until(
        self, stopped: threading.Event, text: str, sources: Sequence[Source] | None
    ) -> Iterator[VerifyView]:
        steps = self._advisor.verify_steps(text, sources=sources, workspace=self._workspace)
        for step in steps:
            if stopped.is_set():
                yield VerifyView(said="")
                return
            if isinstance(step, Verification):
                yield VerifyView(said="", result=result_html(step))
            else:
                yield VerifyView(said=progress_html(step))


def _text(values: Values) -> str:
    """The pasted text as it is, but for the line ends of a browser's form."""
    text = values.get("text", "")
    return text.replace("\r\n", "\n") if isinstance(text, str) else ""


def _files(values: Values) -> list[Source] | None:
    """The files that were chosen, `None` for none; `InputError` where one did not arrive."""
    given = values.get("files")
    if not isinstance(given, list) or not given:
        return None
    files: list[Source] = []
    size = 0
    for one in given:
        try:
            data = base64.b64decode(one["content"], validate=True)
            name = str(one["name"])
        except (binascii.Error, ValueError, TypeError, KeyError) as error:
            raise InputError("A file did not arrive whole. Choose the files again.") from error
        size += len(data)
        if size > MAX_SOURCE_BYTES:
            raise InputError(
                f"The files are too large for the page, which takes {MAX_SOURCE_BYTES // 1_000_000}"
                " MB. Use `advisor verify FILE --against FILE`, or choose only what matters."
            )
        files.append(SourceFile(name=name or "The file", data=data))
    return files
