"""The user's notes: saved, changed, moved in and out; found through the index."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date

from advisor.domain.notes import (
    Engagement,
    EngagementNote,
    ImportPreview,
    NewNote,
    NoteFilter,
    NoteHit,
    note_passage_id,
)
from advisor.engagements import exporting, importing
from advisor.engagements.checked import folded
from advisor.engagements.finding import NoteFinder
from advisor.engagements.given import DEFAULT, read_day
from advisor.errors import InputError
from advisor.ports import NoteRecords, Progress

SAVED_AT_ONCE = 500
Forget = Callable[[Collection[str], str], int]
"""Drops what saved answers quote of the passages, in a workspace."""


class Notes:
    """Dated notes about engagements; every call names its workspace.

    A note is saved when the records have it. The index follows: without one, or where it cannot
    be used, searches go by words alone and nothing is lost.
    """

    def __init__(
        self,
        records: NoteRecords,
        finder: NoteFinder,
        *,
        forget: Forget = lambda passage_ids, workspace: 0,  # noqa: ARG005  # nothing quotes notes
        today: Callable[[], date] = date.today,
    ) -> None:
        self._records, self.finder = records, finder
        self._forget, self._today = forget, today

    def add(
        self,
        text: str,
        *,
        engagement: str,
        happened_on: date | str | None = None,
        tags: Sequence[str] = (),
        workspace: str = DEFAULT,
    ) -> EngagementNote:
        """Save a note of a day, today where none is given; an unknown engagement is made."""
        if not isinstance(text, str) or not isinstance(engagement, str):
            raise InputError("A note needs a text and the name of an engagement.")
        note = NewNote(
            text=text,
            engagement=engagement,
            happened_on=self._day(happened_on),
            tags=(tags,) if isinstance(tags, str) else tuple(tags),
        )
        return self._records.add_notes([note], workspace=workspace)[0]

    def list(
        self,
        *,
        engagement: str | None = None,
        tags: Sequence[str] = (),
        words: str = "",
        since: date | str | None = None,
        until: date | str | None = None,
        limit: int | None = None,
        offset: int = 0,
        workspace: str = DEFAULT,
    ) -> tuple[EngagementNote, ...]:
        """The notes for which everything given holds, the latest day first."""
        where = self._filter(
            engagement, tags=tags, words=words, since=since, until=until, workspace=workspace
        )
        return self._records.list_notes(where, workspace=workspace, limit=limit, offset=offset)

    def count(
        self,
        *,
        engagement: str | None = None,
        tags: Sequence[str] = (),
        words: str = "",
        since: date | str | None = None,
        until: date | str | None = None,
        workspace: str = DEFAULT,
    ) -> int:
        """How many notes `list` would give."""
        where = self._filter(
            engagement, tags=tags, words=words, since=since, until=until, workspace=workspace
        )
        return self._records.count_notes(where, workspace=workspace)

    def get(self, note_id: str, *, workspace: str = DEFAULT) -> EngagementNote:
        """One note; `NotFoundError` where there is none."""
        return self._records.get_note(note_id, workspace=workspace)

    def edit(
        self,
        note_id: str,
        *,
        text: str | None = None,
        happened_on: date | str | None = None,
        tags: Sequence[str] | None = None,
        engagement: str | None = None,
        workspace: str = DEFAULT,
    ) -> EngagementNote:
        """Change what is given and leave the rest."""
        kept = self.get(note_id, workspace=workspace)
        changed = NewNote(
            text=kept.text if text is None else text,
            engagement=kept.engagement if engagement is None else engagement,
            happened_on=kept.happened_on if happened_on is None else read_day(happened_on),
            tags=kept.tags if tags is None else tuple(tags),
        )
        return self._records.edit_note(note_id, changed, workspace=workspace)

    def delete(self, note_ids: str | Sequence[str], *, workspace: str = DEFAULT) -> int:
        """Delete notes for good, also where answers quote them; returns how many there were."""
        ids = [note_ids] if isinstance(note_ids, str) else list(note_ids)
        self._forget([note_passage_id(note_id) for note_id in ids], workspace)
        deleted = self._records.delete_notes(ids, workspace=workspace)
        self.finder.compact()
        return deleted

    def tags(self, *, workspace: str = DEFAULT) -> tuple[str, ...]:
        """Every tag in use."""
        return self._records.list_tags(workspace=workspace)

    def search(
        self,
        query: str,
        *,
        engagement: str | None = None,
        count: int = 20,
        workspace: str = DEFAULT,
    ) -> tuple[NoteHit, ...]:
        """The notes that bear on a question by meaning or by words, the likeliest first."""
        found = self.finder.find(query, engagement=engagement, count=count, workspace=workspace)
        return found.hits

    def preview(
        self,
        data: str | bytes,
        *,
        name: str = "",
        format: str = "auto",  # noqa: A002  # the word that users of the API expect
        engagement: str | None = None,
        happened_on: date | str | None = None,
        workspace: str = DEFAULT,
    ) -> ImportPreview:
        """What an import would add, with the rows that cannot be used; nothing is saved."""
        read = importing.read_notes(
            importing.decoded(data),
            name=name,
            format_name=format,
            engagement=engagement,
            today=self._day(happened_on),
        )
        return self._without_known(read, workspace)

    def import_(
        self,
        data: str | bytes | ImportPreview,
        *,
        name: str = "",
        format: str = "auto",  # noqa: A002  # the word that users of the API expect
        engagement: str | None = None,
        happened_on: date | str | None = None,
        skip_errors: bool = False,
        workspace: str = DEFAULT,
        progress: Progress | None = None,
    ) -> tuple[EngagementNote, ...]:
        """Save what a preview shows; notes that are there already are not added twice.

        Raises `InputError` where a row cannot be used, unless such rows are to be skipped.
        """
        preview = (
            data
            if isinstance(data, ImportPreview)
            else self.preview(
                data,
                name=name,
                format=format,
                engagement=engagement,
                happened_on=happened_on,
                workspace=workspace,
            )
        )
        if preview.errors and not skip_errors:
            raise InputError(_rows_wrong(preview))
        self._complete(preview.engagements, workspace)
        saved: list[EngagementNote] = []
        for start in range(0, len(preview.notes), SAVED_AT_ONCE):
            batch = preview.notes[start : start + SAVED_AT_ONCE]
            saved += self._records.add_notes(batch, workspace=workspace)
            if progress:
                progress(len(saved), len(preview.notes))
        return tuple(saved)

    def export(
        self,
        *,
        format: str = "json",  # noqa: A002  # the word that users of the API expect
        engagement: str | None = None,
        workspace: str = DEFAULT,
    ) -> str:
        """Every note as CSV, Markdown or JSON; each can be imported back without loss."""
        writers = {
            "json": exporting.notes_json,
            "csv": exporting.notes_csv,
            "markdown": exporting.notes_markdown,
        }
        if format not in writers:
            raise InputError(f"There is no format {format!r}. Use json, csv or markdown.")
        notes = self.list(engagement=engagement, workspace=workspace)
        engagements = self._records.list_engagements(workspace=workspace)
        if engagement is not None:
            chosen = self._records.get_engagement(engagement, workspace=workspace)
            engagements = (chosen,)
        return writers[format](engagements, tuple(reversed(notes)))

    def catch_up(self, progress: Progress | None = None) -> str:
        """Bring the index up to the records now; returns what was repaired."""
        return self.finder.catch_up(progress)

    def compact(self) -> None:
        """Remove what is left of deleted notes from the files of the index."""
        self.finder.compact()

    def _filter(
        self,
        engagement: str | None,
        *,
        workspace: str,
        tags: Sequence[str] = (),
        words: str = "",
        since: date | str | None = None,
        until: date | str | None = None,
    ) -> NoteFilter:
        """The filter; `NotFoundError` where it names an engagement that is not there."""
        if engagement is not None:
            engagement = self._records.get_engagement(engagement, workspace=workspace).name
        return NoteFilter(
            engagement=engagement,
            tags=tuple(tags),
            words=tuple(words.split()),
            since=None if since is None else read_day(since),
            until=None if until is None else read_day(until),
        )

    def _day(self, day: date | str | None) -> date:
        return self._today() if day is None else read_day(day)

    def _without_known(self, preview: ImportPreview, workspace: str) -> ImportPreview:
        """The preview with the notes set apart that are there already or come twice."""
        present = {_key(note) for note in self.list(workspace=workspace)}
        fresh: list[NewNote] = []
        twice: list[NewNote] = []
        for note in preview.notes:
            (twice if _key(note) in present else fresh).append(note)
            present.add(_key(note))
        return replace(preview, notes=tuple(fresh), duplicates=tuple(twice))

    def _complete(self, engagements: Sequence[Engagement], workspace: str) -> None:
        """Make the engagements of an import; those that are there already stay as they are."""
        known = {folded(one.name) for one in self._records.list_engagements(workspace=workspace)}
        for one in engagements:
            if folded(one.name) not in known:
                self._records.add_engagement(one, workspace=workspace)


def _key(note: EngagementNote | NewNote) -> tuple[str, date, str]:
    return folded(note.engagement), note.happened_on, " ".join(note.text.split())


def _rows_wrong(preview: ImportPreview) -> str:
    first = preview.errors[0]
    count = len(preview.errors)
    rows = "1 row" if count == 1 else f"{count} rows"
    return (
        f"{rows} cannot be used, so nothing was imported. Line {first.line}: {first.message} "
        "Correct the file, or import the rest and skip such rows."
    )
