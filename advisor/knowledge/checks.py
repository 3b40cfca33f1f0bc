"""Reads knowledge/checks/ into the checks of a brief review; strict about the format."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from advisor.domain import TRADES, Library
from advisor.domain.review import Check, Risk
from advisor.knowledge.files import Fields, parse_yaml, read_text

EXPOSURES = ("personal_data", "payroll", "money", "brand", "safety", "peak", "cross_border")
_TOPIC_KEYS = ("topic", "handled_at", "why_by_exposure", "against", "against_unless", "checks")
_CHECK_KEYS = (
    "id question counts counts_not looked_for why risk weight points insertion ask "
    "says hints unless".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicChecks:
    """The checks of one topic.

    The topic is handled from `handled_at` on, the sum of the weights of its met checks, where a
    half met one counts half. `not_applicable` says when the topic does not matter, or is empty.
    `why_by_exposure` says why it matters more where a brief exposes something.
    """

    topic_id: str
    handled_at: float
    why_by_exposure: Mapping[str, str]
    checks: tuple[Check, ...]
    against: tuple[str, ...] = ()
    against_unless: tuple[str, ...] = ()


def load_topic_checks(knowledge_dir: Path, library: Library) -> tuple[TopicChecks, ...]:
    """The checks of every topic, in the order of the topics; `KnowledgeError` where one is off."""
    folder = knowledge_dir / "checks"
    return tuple(_topic(folder / f"{one.topic_id}.yaml", library) for one in library.topics)


def load_checks(knowledge_dir: Path, library: Library) -> tuple[Check, ...]:
    """All checks in the order of their topics."""
    return tuple(
        check for topic in load_topic_checks(knowledge_dir, library) for check in topic.checks
    )


def _topic(path: Path, library: Library) -> TopicChecks:
    values = parse_yaml(read_text(path), path)
    fields = Fields(values, path.name)
    fields.only(*_TOPIC_KEYS)
    topic_id = fields.text("topic")
    if topic_id != path.stem:
        raise fields.error(f"`topic` must be {path.stem}, the name of the file")
    exposures = values.get("why_by_exposure") or {}
    if unknown := set(exposures) - set(EXPOSURES):
        raise fields.error(f"unknown exposure `{min(unknown)}`; known: {', '.join(EXPOSURES)}")
    entries = values.get("checks")
    if not isinstance(entries, list) or not entries:
        raise fields.error("`checks` must be a list")
    checks = tuple(_checks(entries, topic_id, path, library))
    return TopicChecks(
        topic_id=topic_id,
        handled_at=_number(values, "handled_at", fields),
        why_by_exposure={key: str(text).strip() for key, text in exposures.items()},
        checks=checks,
        against=_patterns(fields, "against"),
        against_unless=_patterns(fields, "against_unless"),
    )


def _checks(entries: list[Any], topic_id: str, path: Path, library: Library) -> Iterator[Check]:
    seen = set()
    for number, entry in enumerate(entries, 1):
        fields = Fields(entry, f"{path.name}, check {number}")
        fields.only(*_CHECK_KEYS)
        check_id = f"{topic_id}.{fields.text('id')}"
        if check_id in seen:
            raise fields.error(f"`{check_id}` is there twice")
        seen.add(check_id)
        points = fields.texts("points")
        if unknown := set(points) - set(library.points):
            raise fields.error(f"no such point: {min(unknown)}")
        yield Check(
            check_id=check_id,
            topic_id=topic_id,
            question=fields.text("question"),
            counts=fields.text("counts"),
            counts_not=fields.text("counts_not"),
            looked_for=fields.text("looked_for"),
            why=fields.text("why"),
            risk=_risk(entry, fields),
            weight=_number(entry, "weight", fields),
            point_ids=points,
            insertion=_insertion(fields),
            ask=fields.text("ask"),
            says=_patterns(fields, "says"),
            hints=_patterns(fields, "hints"),
            unless=_patterns(fields, "unless"),
        )


def _risk(entry: Mapping[str, Any], fields: Fields) -> Mapping[str, Risk]:
    risk = entry.get("risk")
    if not isinstance(risk, Mapping) or "default" not in risk:
        raise fields.error("`risk` must have `default`, and may have trades")
    if unknown := set(risk) - {"default", *TRADES}:
        raise fields.error(f"unknown trade `{min(map(str, unknown))}` in `risk`")
    if wrong := set(risk.values()) - set(get_args(Risk)):
        raise fields.error(f"`risk` must be high, medium or low, not {min(map(str, wrong))}")
    return cast(Mapping[str, Risk], dict(risk))


def _patterns(fields: Fields, key: str) -> tuple[str, ...]:
    patterns = fields.texts(key, optional=True)
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise fields.error(f"`{key}`: {pattern!r} is no regular expression: {error}") from error
    return patterns


def _insertion(fields: Fields) -> str:
    text = fields.text("insertion")
    if "[" not in text:
        raise fields.error("`insertion` must have a [placeholder] for what only the buyer knows")
    return text


def _number(values: Mapping[str, Any], key: str, fields: Fields) -> float:
    value = values.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise fields.error(f"`{key}` must be a number above zero")
    return float(value)
