"""Whatever is called, in any order, a workspace never shows a word of another one."""

import json
import random
from datetime import date
from typing import Any

import pytest

from advisor.domain.notes import EngagementNote
from advisor.errors import AdvisorError
from advisor.pipeline import Advisor
from advisor.ui.layout_notes import function
from advisor.ui.notes_acts import notes_acts

MARK = {"red": "kestrelite", "blue": "mirandol"}
TODAY = date(2026, 4, 1)
NAMES = ("Brightdesk", "PixelWorks")  # the same in both workspaces, on purpose
TEXTS = (
    "First reply took 6h20 in January, {mark} said.",
    "Paid the invoice of {mark}, 1,450 EUR.",
    "We share one admin password with {mark}.",
    "{mark} was late again with the logo.",
)
QUESTIONS = ("how is Brightdesk doing?", "how much have we paid them?", "who has the password?")
ROUNDS, STEPS = 6, 100


class Walk:
    """Random use of everything that takes a workspace, with the ids of both workspaces."""

    def __init__(self, advisor: Advisor, seed: int) -> None:
        self.advisor, self.random = advisor, random.Random(seed)
        self.spaces = {side: f"{side}-{seed}" for side in MARK}
        self.note_ids: list[str] = []
        self.engagement_ids: list[str] = []
        self.documents: list[str] = []
        self.acts = notes_acts(advisor, today=lambda: TODAY)

    def step(self, side: str) -> object:
        """One call in a workspace; what it gives back or says."""
        call = self.random.choice([self.write, self.read, self.page, self.move, self.ask])
        try:
            return call(side, self.spaces[side])
        except AdvisorError as error:
            return str(error)

    def write(self, side: str, workspace: str) -> object:
        notes, name = self.advisor.notes, self.random.choice(NAMES)
        text = self.random.choice(TEXTS).format(mark=MARK[side])
        kind = self.random.choice(["add", "add", "add", "edit", "delete", "engagement", "drop"])
        if kind == "add":
            note = notes.add(
                text, engagement=name, happened_on="2026-02-03", tags=[MARK[side]],
                workspace=workspace,
            )  # fmt: skip
            self.note_ids.append(note.note_id)
            self.engagement_ids.append(note.engagement_id)
            return note
        if kind == "edit":
            return notes.edit(self.any_note(), text=text, workspace=workspace)
        if kind == "delete":
            return notes.delete(self.any_note(), workspace=workspace)
        if kind == "drop" and self.random.random() < 0.3:
            return self.advisor.engagements.delete(name, workspace=workspace)
        return self.advisor.engagements.edit(name, vendor=MARK[side], workspace=workspace)

    def read(self, side: str, workspace: str) -> object:
        advisor, name = self.advisor, self.random.choice(NAMES)
        calls = [
            lambda: advisor.notes.list(workspace=workspace),
            lambda: advisor.notes.list(words="password", engagement=name, workspace=workspace),
            lambda: advisor.notes.get(self.any_note(), workspace=workspace),
            lambda: advisor.notes.search("late with the logo", workspace=workspace),
            lambda: advisor.notes.tags(workspace=workspace),
            lambda: advisor.engagements.list(workspace=workspace),
            lambda: advisor.engagements.get(name, workspace=workspace),
            lambda: advisor.timeline(name, workspace=workspace),
            lambda: advisor.measures(name, workspace=workspace),
            lambda: advisor.check_up(name, workspace=workspace, as_of=TODAY),
            lambda: advisor.agenda(name, workspace=workspace, as_of=TODAY),
            lambda: advisor.calendar(name, workspace=workspace, as_of=TODAY),
        ]
        return self.random.choice(calls)()

    def page(self, side: str, workspace: str) -> object:
        """A function that the page offers to its script, as the route of the server calls it."""
        name = self.random.choice(sorted(self.acts))
        engagement = self.any_engagement()
        tab = self.random.choice(["", "timeline", "measures", "check-up", "agenda", "settings"])
        values = {
            "route": f"notes/{engagement}/{tab}".rstrip("/"),
            "engagement": engagement,
            "note": self.any_note(),
            "text": f"Typed by {MARK[side]}.",
            "name": self.random.choice(NAMES),
            "format": self.random.choice(["csv", "json", "markdown"]),
            "happened_on": "2026-02-03",
        }
        return function(name, self.acts[name], workspace)(values)

    def move(self, side: str, workspace: str) -> object:
        notes = self.advisor.notes
        if self.random.random() < 0.3:
            return notes.import_(
                f"date,engagement,text\n2026-02-04,{NAMES[0]},{MARK[side]} again\n",
                workspace=workspace,
            )
        kind = self.random.choice(["json", "csv", "markdown"])
        return notes.export(format=kind, workspace=workspace)

    def ask(self, side: str, workspace: str) -> object:
        engagement = self.random.choice([None, NAMES[0]])
        question = self.random.choice(QUESTIONS)
        advice = self.advisor.ask(question, workspace=workspace, engagement=engagement, as_of=TODAY)
        return advice.to_dict()

    def any_note(self) -> str:
        return self.random.choice(self.note_ids or ["none"])

    def any_engagement(self) -> str:
        return self.random.choice(self.engagement_ids or ["none"])


def _shown(value: Any) -> str:
    if isinstance(value, EngagementNote):
        value = value.to_dict()
    return json.dumps(value, default=repr).lower()


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_no_call_shows_a_word_of_the_other_workspace(advisor: Advisor, seed: int) -> None:
    walk = Walk(advisor, seed)
    seen = dict.fromkeys(MARK, 0)
    for _ in range(STEPS):
        side = walk.random.choice(sorted(MARK))
        other = MARK["blue" if side == "red" else "red"]
        shown = _shown(walk.step(side))

        assert other not in shown
        seen[side] += MARK[side] in shown

    assert all(seen.values())
