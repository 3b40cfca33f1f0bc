"""The form of an engagement: its fields as HTML, and what the user wrote in them as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, cast

from advisor.domain.library import TRADES, Trade
from advisor.domain.notes import (
    MAX_NAME_CHARS,
    STATUSES,
    Engagement,
    EngagementStatus,
    Target,
)
from advisor.engagements.targets import parse_target
from advisor.errors import InputError
from advisor.ui.notes_parts import STATUS_WORDS, field, options
from advisor.ui.notes_views import FormError

_TARGETS = "One a line, such as: first reply under 4h"
_DIRECTIONS = {"at_most": "at most", "at_least": "at least"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementForm:
    """What a filled form says."""

    name: str
    vendor: str
    trade: Trade | None
    status: EngagementStatus
    started_on: date | None
    targets: tuple[Target | str, ...]


def engagement_fields(form: str, engagement: Engagement | None) -> str:
    """The fields, filled from an engagement; `form` keeps their ids apart."""
    name = engagement.name if engagement else ""
    vendor = engagement.vendor if engagement else ""
    trade = (engagement.trade or "") if engagement else ""
    status = engagement.status if engagement else "active"
    started = engagement.started_on.isoformat() if engagement and engagement.started_on else ""
    text = f'type="text" autocomplete="off" maxlength="{MAX_NAME_CHARS}"'
    trades = {"": "Not said"} | {str(item): _words(item) for item in TRADES}
    return "".join(
        (
            field(
                form,
                "name",
                "Name",
                f'<input {{at}} {text} required value="{escape(name)}">',
                hint="What you call this work, such as: Brightdesk support",
            ),
            field(
                form,
                "vendor",
                "Vendor",
                f'<input {{at}} {text} value="{escape(vendor)}">',
                hint="The company or person who does it",
                optional=True,
            ),
            '<div class="oa-field-row">',
            field(form, "trade", "Trade", f"<select {{at}}>{options(trades, trade)}</select>"),
            field(
                form,
                "status",
                "Status",
                f"<select {{at}}>{options(cast(dict[str, str], STATUS_WORDS), status)}</select>",
            ),
            field(
                form,
                "started_on",
                "Since",
                f'<input {{at}} type="date" value="{escape(started)}">',
                optional=True,
            ),
            "</div>",
            targets_field(form, engagement.targets if engagement else ()),
        )
    )


def targets_field(form: str, targets: Sequence[Target]) -> str:
    """The field of the agreed targets."""
    lines = escape("\n".join(map(target_line, targets)))
    return field(
        form,
        "targets",
        "Agreed targets",
        f'<textarea {{at}} rows="4" placeholder="first reply under 4h&#10;accuracy at least 98%">'
        f"\n{lines}</textarea>",
        hint=_TARGETS,
        optional=True,
    )


def target_line(target: Target) -> str:
    """A target as a line that can be read back."""
    if target.text:
        return " ".join(target.text.split())
    per = f" per {target.per}" if target.per else ""
    return (
        f"{target.measure} {_DIRECTIONS[target.direction]} {target.value:g} {target.unit}{per}"
    ).replace(" %", "%")


def read_engagement(values: Mapping[str, Any], *, had: Sequence[Target] = ()) -> EngagementForm:
    """What the form says; `FormError` names each field that cannot be used.

    A line that is as it was keeps the target that it stood for.
    """
    errors: dict[str, str] = {}
    name = text_of(values, "name")
    if not name:
        errors["name"] = "Give the engagement a name."
    started_on = day_of(values, "started_on", errors)
    trade, status = text_of(values, "trade"), text_of(values, "status") or "active"
    if trade and trade not in TRADES:
        errors["trade"] = "Choose a trade from the list."
    if status not in STATUSES:
        errors["status"] = "Choose a status from the list."
    targets = _targets(values, had, errors)
    if errors:
        raise FormError(errors)
    return EngagementForm(
        name=name,
        vendor=text_of(values, "vendor"),
        trade=cast(Trade, trade) if trade else None,
        status=cast(EngagementStatus, status),
        started_on=started_on,
        targets=targets,
    )


def read_targets(values: Mapping[str, Any], *, had: Sequence[Target]) -> tuple[Target | str, ...]:
    """The targets of a form that holds nothing else."""
    errors: dict[str, str] = {}
    targets = _targets(values, had, errors)
    if errors:
        raise FormError(errors)
    return targets


def text_of(values: Mapping[str, Any], name: str) -> str:
    """A line that the browser sent, without outer spaces; empty where it sent none."""
    value = values.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def day_of(values: Mapping[str, Any], name: str, errors: dict[str, str]) -> date | None:
    """A day that the browser sent, `None` for none; what is no day is added to `errors`."""
    text = text_of(values, name)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        errors[name] = "Write the day as year-month-day, such as 2026-02-03."
        return None


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _targets(
    values: Mapping[str, Any], had: Sequence[Target], errors: dict[str, str]
) -> tuple[Target | str, ...]:
    known = {target_line(target): target for target in had}
    found: list[Target | str] = []
    wrong = []
    for line in filter(None, map(str.strip, text_of(values, "targets").splitlines())):
        if line in known:
            found.append(known[line])
            continue
        try:
            found.append(parse_target(line))
        except InputError as error:
            wrong.append(f"\u201c{line}\u201d: {error}")
    if wrong:
        errors["targets"] = " ".join(wrong)
    return tuple(found)
