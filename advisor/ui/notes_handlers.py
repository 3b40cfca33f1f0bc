"""What the notes view shows and does, over plain values and without Gradio."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from advisor.domain.notes import Engagement, EngagementNote
from advisor.errors import NotFoundError
from advisor.ui.measure_chart import measure_chart
from advisor.ui.notes_agenda import agenda_leaf
from advisor.ui.notes_check_up import check_up_leaf
from advisor.ui.notes_forms import day_of, text_of
from advisor.ui.notes_home import home_leaf, new_leaf, signals_chip
from advisor.ui.notes_import import import_leaf
from advisor.ui.notes_list import (
    PAGE,
    Shown,
    edit_html,
    items_html,
    list_html,
    more_html,
    note_body,
    notes_leaf,
)
from advisor.ui.notes_parts import FindNote
from advisor.ui.notes_settings import settings_leaf
from advisor.ui.notes_timeline import measures_leaf, timeline_leaf
from advisor.ui.notes_views import Change, FormError, Name, Names, NotesAdvisor
from advisor.ui.views import Leaf

_ITEMS, _MORE, _LIST = "oa-notes-items", "oa-notes-more", "oa-notes-list"
_DETAILED = {"timeline", "check-up", "agenda"}
_LONGEST_CALL = 240
Values = Mapping[str, Any]


class NotesHandlers:
    """The notes of one advisor; every action names the workspace that it may touch.

    `values` are what the browser sent; an engagement is named by its id there.
    """

    def __init__(self, advisor: NotesAdvisor, *, today: Callable[[], date]) -> None:
        self._advisor, self._today = advisor, today

    def page(self, values: Values, *, workspace: str) -> Leaf:
        """The page at a route such as `notes/ID/timeline`; `NotFoundError` where there is none."""
        view, *parts = text_of(values, "route").split("/")
        if view != "notes" or len(parts) > 3:
            raise _no_page()
        if not parts or parts == [""]:
            return self._home(workspace)
        if parts == ["new"]:
            return new_leaf()
        if parts == ["import"]:
            names = [item.name for item in self._advisor.engagements.list(workspace=workspace)]
            return import_leaf(None, names, self._today())
        engagement = self.engagement(parts[0], workspace)
        tab, detail = (*parts[1:], "", "")[:2]
        return self._tab(engagement, tab, detail, workspace)

    def engagement(self, engagement_id: str, workspace: str) -> Engagement:
        """The engagement with an id; `NotFoundError` where this workspace has none."""
        for item in self._advisor.engagements.list(workspace=workspace):
            if item.engagement_id == engagement_id:
                return item
        raise NotFoundError("There is no such engagement. Choose one from the notes.")

    def note(self, values: Values, workspace: str) -> EngagementNote:
        """The note that the browser named; `NotFoundError` where there is none."""
        return self._advisor.notes.get(text_of(values, "note"), workspace=workspace)

    def names(self, values: Values, *, workspace: str) -> Names:  # noqa: ARG002  # called as all
        """The engagements to choose from in the chat."""
        return Names(
            names=tuple(
                Name(engagement_id=item.engagement_id, name=item.name)
                for item in self._advisor.engagements.list(workspace=workspace)
            )
        )

    def signals(self, values: Values, *, workspace: str) -> Change:
        """How many warning signs of an engagement are open."""
        engagement = self.engagement(text_of(values, "engagement"), workspace)
        found = self._advisor.check_up(engagement.name, workspace=workspace)
        return Change(html=signals_chip(len(found.signals), found.notes_read))

    def listing(self, values: Values, *, workspace: str) -> Change:
        """The notes that fit the filters: the first of them, or the next from `offset`."""
        engagement = self.engagement(text_of(values, "engagement"), workspace)
        errors: dict[str, str] = {}
        where = _where(values, errors)
        if errors:
            raise FormError(errors)
        offset = _number(values, "offset", lowest=0)
        shown = self._shown(engagement, where, workspace, offset=offset)
        if offset:
            html = items_html(shown.notes)
            return Change(html=html, place=_ITEMS, appended=True, count=more_html(shown))
        return Change(html=list_html(shown, filtered=bool(where)), place=_LIST)

    def edit_form(self, values: Values, *, workspace: str) -> Change:
        """The form that takes a note's place."""
        return Change(html=edit_html(self.note(values, workspace)))

    def item(self, values: Values, *, workspace: str) -> Change:
        """A note as it is saved."""
        return Change(html=note_body(self.note(values, workspace)))

    def _home(self, workspace: str) -> Leaf:
        engagements = self._advisor.engagements.list(workspace=workspace)
        counts = {
            item.name: self._advisor.notes.count(engagement=item.name, workspace=workspace)
            for item in engagements
        }
        return home_leaf(engagements, counts)

    def _tab(self, engagement: Engagement, tab: str, detail: str, workspace: str) -> Leaf:
        tabs = {
            "timeline": self._timeline,
            "measures": self._measures,
            "check-up": self._check_up,
            "agenda": self._agenda,
            "import": self._import,
            "settings": self._settings,
        }
        if detail and tab not in _DETAILED:
            raise _no_page()
        if tab in tabs:
            return tabs[tab](engagement, detail, workspace)
        return self._notes(engagement, tab, workspace)

    def _timeline(self, engagement: Engagement, detail: str, workspace: str) -> Leaf:
        items = self._advisor.timeline(engagement.name, workspace=workspace)
        return timeline_leaf(engagement, items, whole=detail == "all")

    def _measures(self, engagement: Engagement, _: str, workspace: str) -> Leaf:
        series = self._advisor.measures(engagement.name, workspace=workspace)
        return measures_leaf(engagement, series, chart=measure_chart)

    def _check_up(self, engagement: Engagement, detail: str, workspace: str) -> Leaf:
        as_of = _day(detail) or self._today()
        found = self._advisor.check_up(engagement.name, workspace=workspace, as_of=as_of)
        return check_up_leaf(found, self._advisor.library, self._finder(workspace))

    def _agenda(self, engagement: Engagement, detail: str, workspace: str) -> Leaf:
        minutes = call_minutes(detail)
        agenda = self._advisor.agenda(engagement.name, workspace=workspace, minutes=minutes)
        find = self._finder(workspace)
        return agenda_leaf(agenda, self._advisor.library, find, minutes=minutes)

    def _import(self, engagement: Engagement, _: str, workspace: str) -> Leaf:  # noqa: ARG002  # as all tabs
        return import_leaf(engagement, (), self._today())

    def _settings(self, engagement: Engagement, _: str, workspace: str) -> Leaf:
        count = self._advisor.notes.count(engagement=engagement.name, workspace=workspace)
        return settings_leaf(engagement, count)

    def _notes(self, engagement: Engagement, opened: str, workspace: str) -> Leaf:
        offset = self._place_of(opened, engagement, workspace) if opened else 0
        shown = self._shown(engagement, {}, workspace, offset=offset - offset % PAGE)
        tags = self._advisor.notes.tags(workspace=workspace)
        return notes_leaf(engagement, shown, tags, today=self._today(), opened=opened)

    def _place_of(self, note_id: str, engagement: Engagement, workspace: str) -> int:
        """How many notes of the engagement are listed before a note."""
        notes = self._advisor.notes
        note = notes.get(note_id, workspace=workspace)
        if note.engagement_id != engagement.engagement_id:
            raise _no_page()
        day = note.happened_on
        same = notes.list(engagement=engagement.name, since=day, until=day, workspace=workspace)
        since = notes.count(engagement=engagement.name, since=day, workspace=workspace)
        before = [item.note_id for item in same].index(note_id)
        return since - len(same) + before

    def _shown(
        self, engagement: Engagement, where: Mapping[str, Any], workspace: str, *, offset: int = 0
    ) -> Shown:
        notes = self._advisor.notes
        total = notes.count(engagement=engagement.name, workspace=workspace, **where)
        found = notes.list(
            engagement=engagement.name, limit=PAGE, offset=offset, workspace=workspace, **where
        )
        return Shown(notes=found, offset=offset, total=total)

    def _finder(self, workspace: str) -> FindNote:
        """Looks notes up once each; one that is gone is `None`."""

        @cache
        def find(note_id: str) -> EngagementNote | None:
            try:
                return self._advisor.notes.get(note_id, workspace=workspace)
            except NotFoundError:
                return None

        return find


def call_minutes(text: str) -> int:
    """The length of a call that a route or a button names; 30 where it names none."""
    return min(max(int(text), 5), _LONGEST_CALL) if text.isdecimal() else 30


def _where(values: Values, errors: dict[str, str]) -> dict[str, Any]:
    """What the filters ask for, without those that ask for nothing."""
    tag = text_of(values, "tag")
    given = {
        "words": text_of(values, "words"),
        "tags": (tag,) if tag else (),
        "since": day_of(values, "since", errors),
        "until": day_of(values, "until", errors),
    }
    return {name: value for name, value in given.items() if value}


def _number(values: Values, name: str, *, lowest: int) -> int:
    text = text_of(values, name)
    return max(int(text), lowest) if text.isdecimal() else lowest


def _day(text: str) -> date | None:
    errors: dict[str, str] = {}
    day = day_of({"day": text}, "day", errors)
    if errors:
        raise NotFoundError(errors["day"])
    return day


def _no_page() -> NotFoundError:
    return NotFoundError("There is no such page in the notes. Begin at the list of engagements.")
