"""Turns a question and its evidence into what is sent to a model."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from advisor.answering.masking import Masker
from advisor.domain import ClaimVerdict, Passage, Turn
from advisor.prompts import Fence, Prompts, fenced

_LINES = re.compile(r"\s*\n\s*")
_GAP = re.compile(r"\n{3,}")
_SPEAKERS = {"user": "Owner", "assistant": "You"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPrompt:
    """What a model is sent for one draft.

    `digests` are the versions of the prompts used, by name; `marks` say which passage each mark
    stands for: `1` for guidance, `N1` for a note. Texts of the user are in `turns` only.
    """

    system: str = field(repr=False)
    turns: tuple[Turn, ...] = field(repr=False)
    digests: dict[str, str]
    marks: Mapping[str, str]

    def masked(self, masker: Masker) -> "DraftPrompt":
        """The same with private values replaced; `masker.restore` puts them back."""
        turns = tuple(replace(turn, text=masker.mask(turn.text)) for turn in self.turns)
        return replace(self, turns=turns)


def draft_prompt(
    question: str,
    *,
    reading: str,
    passages: Sequence[Passage],
    notes: Sequence[Passage],
    history: Sequence[Turn],
    prompts: Prompts,
    removed: Sequence[ClaimVerdict] = (),
) -> DraftPrompt:
    """The prompt for a draft, or for the next one where sentences of a first were `removed`.

    Nothing is shortened here: the caller keeps to its budget. What was said before stands in the
    one message, fenced as data, because a model copies the shape of earlier answers where they
    stand as its own messages. Raises `KnowledgeError` where a prompt does not fit.
    """
    message = prompts["question"].render(
        guidance=_fence("guidance", _listed(passages, "")),
        notes=_fence("notes", _listed(notes, "N")),
        conversation=_fence("conversation", map(_said, history)),
        reading=_fence("reading", [reading]),
        question=fenced("question", question),
    )
    names = ["answer", "question"]
    if removed:
        names.append("retry")
        message += "\n\n" + prompts["retry"].render(draft=_fence("draft", map(_left_out, removed)))
    return DraftPrompt(
        system=prompts["answer"].render(),
        turns=(Turn(role="user", text=_GAP.sub("\n\n", message)),),
        digests=prompts.digests(*names),
        marks={
            f"{letter}{number}": passage.passage_id
            for letter, group in (("", passages), ("N", notes))
            for number, passage in enumerate(group, 1)
        },
    )


def _fence(kind: Fence, lines: Iterable[str]) -> str:
    """The lines in a fence; nothing at all where there are none."""
    text = "\n".join(line for line in lines if line.strip())
    return fenced(kind, text) if text else ""


def _listed(passages: Sequence[Passage], letter: str) -> Iterable[str]:
    for number, passage in enumerate(passages, 1):
        source = passage.source
        about = ", ".join(filter(None, (source.published, _one_line(source.title))))
        head = f"({about}) " if letter else ""
        yield f"[{letter}{number}] {head}{_indented(passage.text)}"


def _said(turn: Turn) -> str:
    return f"{_SPEAKERS[turn.role]}: {_indented(turn.text)}"


def _left_out(verdict: ClaimVerdict) -> str:
    reason = _one_line(verdict.reason) or verdict.support
    return f"- {_one_line(verdict.claim.text)} ({reason})"


def _indented(text: str) -> str:
    """Lines below the first stand further right, so that none can pass for another passage."""
    return _LINES.sub("\n    ", text.strip())


def _one_line(text: str) -> str:
    return " ".join(text.split())
