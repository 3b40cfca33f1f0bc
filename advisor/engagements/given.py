"""What callers give in more than one form: a workspace, a day, and values left as they are."""

from datetime import date, datetime
from enum import Enum

from advisor.errors import InputError

DEFAULT = "default"


class Unchanged(Enum):
    """Stands for a value that is left as it is, where None would empty it."""

    KEEP = "keep"


KEEP = Unchanged.KEEP


def read_day(day: date | str) -> date:
    """A day, given as one or as YYYY-MM-DD; `InputError` otherwise."""
    if isinstance(day, datetime):
        return day.date()
    if isinstance(day, date):
        return day
    try:
        return date.fromisoformat(day.strip())
    except ValueError as error:
        raise InputError(f"{day!r} is not a day. Write it as 2026-02-03.") from error
