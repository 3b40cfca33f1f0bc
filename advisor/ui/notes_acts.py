"""Every action of the notes view by the name that its script calls it by."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from advisor.ui.notes_actions import NotesActions
from advisor.ui.notes_handlers import NotesHandlers
from advisor.ui.notes_transfer import NotesTransfer
from advisor.ui.notes_views import NotesAdvisor

Act = Callable[..., Any]
"""Takes what the browser sent and, as a keyword, the workspace that it may touch."""


def local_today() -> date:
    """The day on this computer's calendar."""
    return datetime.now().astimezone().date()


def notes_acts(
    advisor: NotesAdvisor, *, today: Callable[[], date] = local_today
) -> Mapping[str, Act]:
    """The actions over one advisor."""
    pages = NotesHandlers(advisor, today=today)
    actions = NotesActions(advisor, pages, today=today)
    transfer = NotesTransfer(advisor, pages, today=today)
    return {
        "notes_page": pages.page,
        "notes_names": pages.names,
        "notes_signals": pages.signals,
        "notes_listing": pages.listing,
        "notes_edit_form": pages.edit_form,
        "notes_item": pages.item,
        "notes_create": actions.create,
        "notes_change": actions.change,
        "notes_targets": actions.targets,
        "notes_drop": actions.drop,
        "notes_add": actions.add,
        "notes_edit": actions.edit,
        "notes_delete": actions.delete,
        "notes_preview": transfer.preview,
        "notes_save": transfer.save,
        "notes_export": transfer.export,
        "notes_agenda": transfer.agenda,
    }
