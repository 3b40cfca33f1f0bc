"""What changes engagements and notes, over plain values and without Gradio."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from advisor.errors import InputError
from advisor.ui.notes_forms import read_engagement, read_targets, text_of
from advisor.ui.notes_handlers import NotesHandlers, Values
from advisor.ui.notes_list import note_body, read_note
from advisor.ui.notes_parts import day_words, notes_href
from advisor.ui.notes_views import Change, FormError, NotesAdvisor


class NotesActions:
    """The changes that the notes view makes; every one names the workspace that it may touch."""

    def __init__(
        self, advisor: NotesAdvisor, pages: NotesHandlers, *, today: Callable[[], date]
    ) -> None:
        self._advisor, self._pages, self._today = advisor, pages, today

    def create(self, values: Values, *, workspace: str) -> Change:
        """Make an engagement; `FormError` names the fields that cannot be used."""
        form = read_engagement(values)
        try:
            made = self._advisor.engagements.add(
                form.name,
                vendor=form.vendor,
                trade=form.trade,
                status=form.status,
                started_on=form.started_on,
                targets=form.targets,
                workspace=workspace,
            )
        except InputError as error:
            raise FormError({"name": str(error)}) from error
        return Change(said=f"Created {made.name}.", route=notes_href(made.engagement_id))

    def change(self, values: Values, *, workspace: str) -> Change:
        """Save the settings of an engagement."""
        engagement = self._pages.engagement(text_of(values, "engagement"), workspace)
        form = read_engagement(values, had=engagement.targets)
        try:
            saved = self._advisor.engagements.edit(
                engagement.name,
                new_name=form.name,
                vendor=form.vendor,
                trade=form.trade,
                status=form.status,
                started_on=form.started_on,
                targets=form.targets,
                workspace=workspace,
            )
        except InputError as error:
            raise FormError({"name": str(error)}) from error
        route = notes_href(saved.engagement_id, "settings")
        return Change(said=f"Saved {saved.name}.", route=route)

    def targets(self, values: Values, *, workspace: str) -> Change:
        """Save the agreed targets of an engagement."""
        engagement = self._pages.engagement(text_of(values, "engagement"), workspace)
        targets = read_targets(values, had=engagement.targets)
        try:
            self._advisor.engagements.edit(engagement.name, targets=targets, workspace=workspace)
        except InputError as error:
            raise FormError({"targets": str(error)}) from error
        return Change(
            said="Saved the targets.", route=notes_href(engagement.engagement_id, "measures")
        )

    def drop(self, values: Values, *, workspace: str) -> Change:
        """Delete an engagement with its notes."""
        engagement = self._pages.engagement(text_of(values, "engagement"), workspace)
        self._advisor.engagements.delete(engagement.name, workspace=workspace)
        return Change(said=f"Deleted {engagement.name}.", route=notes_href())

    def add(self, values: Values, *, workspace: str) -> Change:
        """Save a note, and show the list with it."""
        engagement = self._pages.engagement(text_of(values, "engagement"), workspace)
        form = read_note(values)
        try:
            note = self._advisor.notes.add(
                form.text,
                engagement=engagement.name,
                happened_on=form.happened_on or self._today(),
                tags=form.tags,
                workspace=workspace,
            )
        except InputError as error:
            raise FormError({"text": str(error)}) from error
        said = f"Saved, dated {day_words(note.happened_on)}."
        listed = self._pages.listing({"engagement": engagement.engagement_id}, workspace=workspace)
        return replace(listed, said=said)

    def edit(self, values: Values, *, workspace: str) -> Change:
        """Save a changed note; it stays where it stands in the list."""
        form = read_note(values)
        note = self._pages.note(values, workspace)
        try:
            saved = self._advisor.notes.edit(
                note.note_id,
                text=form.text,
                happened_on=form.happened_on or note.happened_on,
                tags=form.tags,
                workspace=workspace,
            )
        except InputError as error:
            raise FormError({"text": str(error)}) from error
        return Change(
            said="Saved the note.", html=note_body(saved), place=f"oa-note-{saved.note_id}"
        )

    def delete(self, values: Values, *, workspace: str) -> Change:
        """Delete a note for good."""
        note = self._pages.note(values, workspace)
        self._advisor.notes.delete(note.note_id, workspace=workspace)
        return Change(said=f"Deleted the note of {day_words(note.happened_on)}.")
