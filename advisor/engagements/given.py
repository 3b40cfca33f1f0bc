"""What callers give in more than one form: the workspace that is meant, and a day."""

from datetime import date, datetime

from advisor.errors import InputError

DEFAULT = "default"


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
